#!/bin/sh
# --state, --hand-in, --return, and the deadline
. "$top_srcdir/tests/command/lib"

# one line a file; what cannot be read does not hide the rest
run 0 --new=zwgk/2021 --unit=甲 --year=2023 -o blank.yaml
run 2 --state blank.yaml half.yaml missing.yaml broken.yaml seed.yaml
is out 'blank.yaml: not started
half.yaml: in progress
broken.yaml: has errors
seed.yaml: ready'
lines err 1
has err 'missing.yaml: error: '
run 0 --state - <half.yaml
is out '-: in progress'
run 0 --state --format=json blank.yaml broken.yaml
line out '{"file":"blank.yaml","state":"blank","broken":0,"unexplained":0,"blank":166,"due":null}'
line out '{"file":"broken.yaml","state":"broken","broken":2,"unexplained":0,"blank":0,"due":null}'
run 0 --state --format=csv half.yaml seed.yaml
printf '%s\r\n' file,state,broken,unexplained,blank,due \
	half.yaml,being\ keyed,0,0,141, seed.yaml,finished,0,0,0, >expected
same out expected

# texts that are missing are told where no figure is blank, everywhere alike
cp seed.yaml text.yaml
run 0 --set=overview= --set=problems= text.yaml
run 0 --state text.yaml
is out 'text.yaml: in progress'
run 1 --check text.yaml
has err '1 not passed, 0 errors, 0 to explain, 0 blank, 2 texts missing'
run 1 --hand-in text.yaml
has err 'this one is: in progress, 2 texts missing'
rm text.yaml*

# a reason is asked for: last year's figures are beside it
mkdir years
cp seed.yaml years/2023.yaml
cd years || exit 99
run 0 --carry=2023.yaml -o 2024.yaml
run 0 --state 2024.yaml
is out '2024.yaml: not started'
sed 's/2023/2024/' 2023.yaml >2024.yaml
run 0 --state 2023.yaml 2024.yaml
is out '2023.yaml: ready
2024.yaml: to explain'
run 1 --hand-in 2023.yaml 2024.yaml
is out '2023.yaml: handed in'
has err '2024.yaml: error: only a report that is ready is handed in; this one is: to explain ('
cd ..
rm -r years

# handing in
cp seed.yaml before.yaml
run 1 --hand-in blank.yaml half.yaml broken.yaml
empty out
lines err 3
has err 'blank.yaml: error: only a report that is ready is handed in; this one is: not started'
has err 'this one is: in progress, 141 blank'
has err 'this one is: has errors (2)'
run 0 --hand-in --reason='by post' seed.yaml
is out 'seed.yaml: handed in'
empty err
sed '/^form:/a\
state: handed in' before.yaml >expected
same seed.yaml expected
run 0 --state seed.yaml
is out 'seed.yaml: handed in'
run 0 --check seed.yaml
has err ', 1 handed in'
run 0 --summary seed.yaml
has out 'handed in'
run 0 --print seed.yaml
run 1 --hand-in seed.yaml
is err 'seed.yaml: error: is handed in already'

# it is locked: nothing of the file moves
cp seed.yaml locked.yaml
run 2 --set=requests.new.natural=4 seed.yaml
empty out
is err 'seed.yaml: error: is handed in and locked; gouji --return opens it again'
run 2 --unit=x --get=unit seed.yaml
empty out
run 2 --answer=H7 --reason=x seed.yaml
is err 'seed.yaml: error: is handed in and locked; gouji --return opens it again'
same seed.yaml locked.yaml

# and back
usage_error --return seed.yaml
has err '--reason=TEXT'
usage_error --return --reason=' ' seed.yaml
same seed.yaml locked.yaml
run 0 --return --reason='第三行有误' seed.yaml
is out 'seed.yaml: ready'
same seed.yaml before.yaml
run 1 --return --reason=x seed.yaml
is err 'seed.yaml: error: is not handed in'
run 0 --set=requests.new.natural=3 seed.yaml

# who, when and why
run 0 --log --format=csv --cell='report state' seed.yaml
has out ',change,report state,'
has out ',by post,'
has out ',第三行有误,'
run 0 --log seed.yaml
has out 'report state'

# without a trail
rm seed.yaml.log
run 0 --hand-in --no-history seed.yaml
run 0 --return --no-history --reason=x seed.yaml
[ ! -e seed.yaml.log ] || fail 'a log'
same seed.yaml before.yaml

# what makes no sense
usage_error --hand-in
usage_error --return --reason=x
usage_error --state
usage_error --state --reason=x seed.yaml
has err "the option '--reason' goes only with: "
usage_error --state --no-history seed.yaml
usage_error --state --hand-in seed.yaml
has err 'cannot go together'
usage_error --hand-in --return --reason=x seed.yaml
usage_error --hand-in --format=json seed.yaml
usage_error --hand-in --set=year=2020 seed.yaml
usage_error --state --format=xml seed.yaml
usage_error --hand-in -
run 2 --hand-in missing.yaml
lines err 1
run 2 --hand-in .
lines err 1
if [ "$(id -u)" -ne 0 ]; then
	mkdir closed
	cp before.yaml closed/seed.yaml
	chmod a-w closed closed/seed.yaml
	run 2 --hand-in closed/seed.yaml
	empty out
	same closed/seed.yaml before.yaml
else
	left_out 'a folder where root may not write'
fi

# the deadline, three days from now; a day that not every year has is moved
mkdir forms
days=3
[ "$(date -d '+3 days' +%m%d)" != 0229 ] || days=4
due() { date -d "+$days days" "+$1"; }
cat >forms/due-1.yaml <<EOF
form: due
version: 1
title: Due
deadline: {month: $(due %-m), day: $(due %-d), warn: 7, rule: D1}
body:
- fields: about
  label: About
  rows:
  - year: {label: Year, cell: {type: year}}
- table: t
  label: Table
  rows:
  - a: A
  cols:
  - num: N
EOF
GOUJI_FORMS=$PWD/forms:$GOUJI_FORMS; export GOUJI_FORMS
printf 'form: due/1\nyear: %d\nt:\n  a: [1]\n' $(($(due %Y) - 1)) >due.yaml
# once more if a day ends between the date and the program's
on_one_day() {
	while :; do
		day=$(date +%F)
		run "$@"
		[ "$(date +%F)" = "$day" ] && return
		days=$((days - 1))
	done
}
on_one_day 0 --check due.yaml
line out "due.yaml:2: note: D1 year: is due on $(due %F), in $days days, and not handed in"
has err '0 not passed, 0 errors, 0 to explain, 0 blank, 1 ready'
on_one_day 0 --check --format=json due.yaml
line out '{"file":"due.yaml","line":2,"level":"note","rule":"D1","address":"year","text":"is due on '"$(due %F), in $days"' days, and not handed in","left":null,"right":null,"difference":null,"blank":false}'
on_one_day 0 --summary due.yaml
has out "- is due on $(due %F)"
run 0 --state --format=json due.yaml
has out "\"due\":\"$(due %F)\""
run 0 --rules due
line out 'D1  note  the whole report'
has out "due     $(due %m-%d) of the year after; told 7 days before"
run 0 --hand-in due.yaml
on_one_day 0 --check due.yaml
empty out
run 0 --state --format=json due.yaml
has out '"state":"handed in"'
has out '"due":null'
# the report of long ago is no longer late
printf 'form: due/1\nyear: 1999\nt:\n  a: [1]\n' >old.yaml
run 0 --check old.yaml
empty out

# the year before counts, wherever the word stands
cp "$top_srcdir/tests/examples/years/2021.yaml" \
	"$top_srcdir/tests/examples/years/2022.yaml" .
sed -i 's/  pending: \[[0-9]*,/  pending: [77,/' 2021.yaml
run 0 --state 2022.yaml
line out '2022.yaml: has errors'
run 0 --summary 2022.yaml
grep -q '^has errors ' out || fail 'the summary does not see it'
finish
