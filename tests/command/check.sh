#!/bin/sh
. "$top_srcdir/tests/command/lib"

run 0 --check seed.yaml
empty out
is err '1 file: 0 not passed, 0 errors, 0 to explain, 0 blank, 1 ready, 1 not compared with the year before'

run 1 --check broken.yaml
is out "\
broken.yaml:24: error: H5 requests.natural: Natural persons: 1 New 12 + 2 Carried 2 = 14, (7) Total 12 + 4 Pending 3 = 15, differs by -1
broken.yaml:24: error: H5 requests.total: Total: 1 New 17 + 2 Carried 2 = 19, (7) Total 17 + 4 Pending 3 = 20, differs by -1"
is err '1 file: 1 not passed, 2 errors, 0 to explain, 0 blank, 1 not compared with the year before'
cp out broken.out
run 1 -c broken.yaml
same out broken.out
run 1 --check - <broken.yaml
sed 's/^broken.yaml/-/' broken.out >expected
same out expected

run 1 --check half.yaml
has out 'half.yaml:13: error: H1 licences.licence: '
has out 'half.yaml:52: error: H10a problems: '
has err '1 file: 1 not passed, 0 errors, 0 to explain, 141 blank'

# warnings alone are no error; what has no line in the file is told without
sed 's/norm: \[0, 0, 0\]/norm: [3, 1, 1]/' seed.yaml >ask.yaml
run 0 --check ask.yaml
has out 'ask.yaml:21: warning: W2 '
lines out 1
grep -v '^unit:' seed.yaml >short.yaml
run 1 --check short.yaml
has out 'short.yaml: error: H1a unit: '

# the language of labels
run 1 --check --lang=zh broken.yaml
has out '自然人'

# all files are checked, those that can be read
cat >bad.yaml <<'END'
form: zwgk/2021
year: x
bogus: 1
unit: [1]
rules:
  normal: [1, 2, 3]
  columns: [made, repealed, vald]
END
run 2 --check bad.yaml broken.yaml missing.yaml . seed.yaml
same out broken.out
has err "bad.yaml:2:7: error: year: 'x' is not a number"
has err "bad.yaml:3:1: error: 'bogus'"
has err 'bad.yaml:4:7: error: '
has err 'missing.yaml: error: '
has err '.: error: is a folder'
has err "bad.yaml:6:3: error: 'normal'"
has err "bad.yaml:7:29: error: 'vald'"
is_sorted=$(grep '^bad.yaml:' err | sort -t: -k2n -c 2>&1)
[ -z "$is_sorted" ] || fail 'complaints are not in order'
[ "$(tail -n 1 err)" = "5 files: 1 not passed, 3 not read, \
2 errors, 0 to explain, 0 blank, 1 ready, \
2 not compared with the year before" ] || fail 'wrong last line'

# other things that are no report
: >empty.yaml
printf 'form: nosuch/1\n' >nosuch.yaml
printf 'form: [\n' >torn.yaml
printf 'form: zwgk/2021\nunit: \377\n' >latin.yaml
printf 'a: b\n' >other.yaml
for file in empty nosuch torn latin other; do
	run 2 --check $file.yaml
	empty out
	has err "$file.yaml"
done

# a total on paper that is wrong
sed 's/^  new: \[12, 4, 0, 0, 1, 0, 17\]/  new: [12, 4, 0, 0, 1, 0, 18]/' \
	broken.yaml >paper.yaml
run 1 --check paper.yaml
has out 'paper.yaml:24: error: H3 requests.new.total: '

# a form that is broken
mkdir forms
sed 's/new + carried/new + carrid/' "$GOUJI_FORMS/zwgk-2021.yaml" \
	>forms/zwgk-2021.yaml
saved=$GOUJI_FORMS
GOUJI_FORMS=$folder/forms
run 2 --check seed.yaml
has err 'forms/zwgk-2021.yaml:'
GOUJI_FORMS=$saved

# colours
run 1 --check --color=always broken.yaml
has out "$(printf '\033[1;31merror:\033[m')"
run 1 --check --color=never broken.yaml
same out broken.out
run 1 --check --color=auto broken.yaml
same out broken.out

# what lies beside a report is a note, whatever the report's own faults
TZ=UTC0; export TZ
cp "$top_srcdir/tests/screen/seed.trail" seed.yaml.log
run 0 --check seed.yaml
empty out
sed 's/^unit: .*/unit: another/' seed.yaml >by-hand.yaml
cp seed.yaml.log by-hand.yaml.log
run 0 --check by-hand.yaml
is out 'by-hand.yaml: note: changed: changed outside gouji, or without history, since wang saved it on 2024-01-15 08:10'
is err '1 file: 0 not passed, 0 errors, 0 to explain, 0 blank, 1 ready, 1 not compared with the year before'
run 0 --check --format=json by-hand.yaml
is out '{"file":"by-hand.yaml","line":null,"level":"note","rule":"changed","address":"","text":"changed outside gouji, or without history, since wang saved it on 2024-01-15 08:10","left":null,"right":null,"difference":null,"blank":false}'
run 0 --check - <by-hand.yaml
empty out
# after gouji has saved it, it is as it was saved
run 0 --set=unit=x by-hand.yaml
run 0 --check by-hand.yaml
empty out
# a line of the log that was changed
sed 's/	2	4	/	2	5	/' "$top_srcdir/tests/screen/seed.trail" >seed.yaml.log
run 0 --check seed.yaml
is out 'seed.yaml: note: log: lines of its log are not as they were written; see gouji --log seed.yaml'
rm seed.yaml.log
# what is no log is no concern of ours
echo nothing >seed.yaml.log
run 0 --check seed.yaml
empty out
rm seed.yaml.log

# a form that keeps no history has none that could be compared
mkdir none
sed 's/^form: /history: none\n&/' "$GOUJI_FORMS/zwgk-2021.yaml" \
	>none/zwgk-2021.yaml
cp "$top_srcdir/tests/screen/seed.trail" by-hand.yaml.log
run 0 --check by-hand.yaml
lines out 1
GOUJI_FORMS=$folder/none
run 0 --check by-hand.yaml
empty out
GOUJI_FORMS=$saved
rm by-hand.yaml.log

# what is typed and not saved; and a journal that cannot be read
cp "$top_srcdir/tests/screen/seed.journal" seed.yaml.journal
run 0 --check seed.yaml
is out 'seed.yaml: note: journal: what zhang typed until 2024-02-01 08:01 is not saved; open it, or run: gouji --recover seed.yaml'
same seed.yaml "$top_srcdir/tests/examples/seed.yaml"
same seed.yaml.journal "$top_srcdir/tests/screen/seed.journal"
run 0 --recover seed.yaml
[ ! -e seed.yaml.journal ] || fail 'the journal is still there'
run 1 --check seed.yaml
hasnt out note
cp "$top_srcdir/tests/examples/seed.yaml" .
rm seed.yaml.log
echo nothing >seed.yaml.journal
run 0 --check seed.yaml
has out 'seed.yaml: note: journal: '
lines out 1
rm seed.yaml.journal

# each place that a rule asks for and does not find filled in is told there
mkdir two
cat >two/two-1.yaml <<'END'
form: two
version: 1
title: T
body:
- fields: about
  rows:
  - office: {label: Office, cell: {type: text, lines: 1}}
  - year: {label: Year, cell: {type: year}}
rules:
  R1: {that: filled(office) and filled(year)}
END
printf 'form: two/1\n' >both.yaml
GOUJI_FORMS=two run 1 --check both.yaml
is out "\
both.yaml: error: R1 office: Office: not filled in
both.yaml: error: R1 year: Year: 1 of 1 figure is not keyed"
echo 'year: 2024' >>both.yaml
GOUJI_FORMS=two run 1 --check both.yaml
is out 'both.yaml: error: R1 office: Office: not filled in'
finish
