#!/bin/sh
# reasons and notes from the command line
. "$top_srcdir/tests/command/lib"

TZ=UTC0; export TZ
LOGNAME=li; export LOGNAME
me=$(id -un)

# what gouji writes today, without times
shape() {
	sed -E -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5}(:[0-9.]*Z)?/TIME/g' \
		-e "s/\\b$me\\b/ME/g" -e 's/saved [0-9a-f]{8}$/saved DIGEST/'
}

sed -e 's/norm: \[0, 0, 0\]/norm: [3, 1, 1]/' seed.yaml >ask.yaml
run 0 --check ask.yaml
has out 'ask.yaml:21: warning: W2 rules.norm: '
cp ask.yaml kept.yaml

# ---- what is refused changes nothing
refused() {
	message=$1; shift
	run 2 "$@"
	empty out
	lines err 1
	has err "$message"
	same ask.yaml kept.yaml
}
refused "the form zwgk/2021 has no rule 'W99'; --rules lists them" \
	--answer=W99 --reason=x ask.yaml
refused 'the rule H5 must hold; no reason answers it' \
	--answer=H5 --reason=x ask.yaml
refused 'the rule W12 is not broken; --check lists what is' \
	--answer=W12 --reason=x ask.yaml
refused "the rule W2 is not broken at 'rules.reg'; --check lists what is" \
	--answer=W2@rules.reg --reason=x ask.yaml
refused "the rule W2 is not broken at ''" --answer=W2@ --reason=x ask.yaml
refused "the rule W2 is not broken at 'orm'" --answer=W2@orm --reason=x ask.yaml
refused '--answer wants a rule' --answer= --reason=x ask.yaml
refused '--answer wants a rule' --answer=@rules.norm --reason=x ask.yaml
refused '--answer wants the reason with --reason' --answer=W2 ask.yaml
refused '--answer wants the reason with --reason' \
	--answer=W2 --reason='  ' ask.yaml
refused '--reason wants a line of text' --answer=W2 --reason= ask.yaml
refused '--reason wants a line of text' \
	--answer=W2 --reason="$(printf 'two\nlines')" ask.yaml
refused '--answer changes a file' --answer=W2 --reason=x -
refused "cannot go together" --answer=W2 --reason=x --set=new.natural=4 ask.yaml
run 2 --answer=W2 --reason=x missing.yaml
lines err 1

# several places: they are listed
sed -e 's/^  reg: .*/  reg: [3, 1, 1]/' ask.yaml >two.yaml
run 2 --answer=W2 --reason=x two.yaml
has err 'the rule W2 is broken in several places; say which: W2@rules.reg'
has err ' W2@rules.norm'
lines err 1

# ---- an answer
run 0 --answer=W2 --reason='one was issued "twice"' ask.yaml
empty out
empty err
run 0 --check ask.yaml
shape <out >text
line text 'ask.yaml:21: note: W2 rules.norm: Normative documents: 3 issued, more than 1 in force plus 1 repealed; please check; answered by ME, TIME: one was issued "twice"'
has err '1 file: 0 not passed, 0 errors, '
run 0 --check --format=json ask.yaml
has out '"level":"note","rule":"W2","address":"rules.norm",'
grep -q '"reason":"one was issued \\"twice\\"","by":"[^"]*","when":"20[0-9-]*T[0-9:.]*Z"}$' out ||
	fail 'no reason in JSON'
run 0 --get='reason W2 rules.norm' ask.yaml
is out 'one was issued "twice"'
grep -q '^- rule: "W2"$' ask.yaml || fail 'the file has no reason'
grep -q 'figures: "3 1 1"' ask.yaml || fail 'the reason has no figures'

# a figure that moves opens it again, and back again closes it
run 0 --set=norm.made=4 ask.yaml
run 0 --check ask.yaml
has out 'warning: W2 rules.norm: '
run 0 --set=norm.made=3 ask.yaml
run 0 --check ask.yaml
hasnt out 'warning: W2'
# another answer takes its place
run 0 --answer=W2@norm --reason=otherwise ask.yaml
run 0 --get='reason W2 rules.norm' ask.yaml
is out otherwise

# where one is answered and another is not, the other is meant
run 0 --answer=W2@rules.norm --reason=x two.yaml
run 0 --answer=W2 --reason=y two.yaml
run 0 --check two.yaml
hasnt out warning
cp two.yaml.log before.log
run 0 --answer=W2@norm --reason=z --no-history two.yaml
same two.yaml.log before.log

# ---- the log says the words alone
run 0 --log --cell='reason W2 rules.norm' ask.yaml
shape <out >text
has text ' reason W2 rules.norm '
has text '"one was issued "twice""'
has text '"one was issued "twice"" -> "otherwise"'
hasnt text '\x09'
run 0 --log --format=json --cell='reason W2 rules.norm' ask.yaml
has out '"from":"one was issued \"twice\"","to":"otherwise"'
run 0 --log --format=csv ask.yaml
has out ',otherwise,'

# ---- what is handed in is locked
cp ask.yaml open.yaml
sed '1a state: handed in' open.yaml >ask.yaml
cp ask.yaml kept.yaml
refused 'is handed in and locked' --answer=W2@norm --reason=x ask.yaml
refused 'is handed in and locked' --set='note norm.made=x' ask.yaml
cp open.yaml ask.yaml

# ---- notes
run 0 --set='note norm.made=! ask Wang' --get='note rules.norm.made' ask.yaml
is out '! ask Wang'
grep -q '^notes:$' ask.yaml || fail 'no notes in the file'
run 0 --log ask.yaml
has out '"! ask Wang"'
run 0 --set='note norm.made=' ask.yaml
grep -q '^notes:$' ask.yaml && fail 'the note is still there'
cp ask.yaml kept.yaml
refused "no cell has the address 'note nowhere.at.all'" \
	--set='note nowhere.at.all=x' ask.yaml
refused 'a note has one line, without tabs' \
	--set="note norm.made=$(printf 'a\nb')" ask.yaml
refused 'a note has one line, without tabs' \
	--set="note norm.made=$(printf 'a\tb')" ask.yaml
refused 'reason W2 rules.norm: a reason is given with --answer and --reason' \
	--set='reason W2 rules.norm=x' ask.yaml
refused 'report state: cannot be set with --set' --set='report state=x' ask.yaml
run 0 --get='report state' --get='note norm.made' --get='report last' ask.yaml
is out '

'

# ---- what is carried from last year
sed -e 's/^  pending: .*/  pending: [2, 0, 0, 0, 0, 0, 2]/' \
	-e 's/^  new: .*/  new: [5, 0, 0, 0, 0, 0, 5]/' seed.yaml >2023.yaml
run 0 --carry=2023.yaml -o 2024.yaml
grep -q '^  carried: \[2,' 2024.yaml || fail 'nothing is carried'
cp 2024.yaml ask.yaml
cp ask.yaml kept.yaml
mv 2024.yaml whole.yaml
refused 'requests.carried.natural: is carried from last year; to change it say why with --reason' \
	--set=carried.natural=3 ask.yaml
refused 'is carried from last year; to change it say why with --reason' \
	--set=carried.natural= ask.yaml
refused 'is carried from last year' \
	--set=new.natural=1 --set=carried.natural=3 ask.yaml
# as it is, it can be set
run 0 --set=carried.natural=2 ask.yaml
same ask.yaml kept.yaml
run 0 --set=new.natural=1 --set=carried.natural=3 \
	--reason='one came back' ask.yaml
run 1 --check ask.yaml
has out ': note: H7 '
has out ': one came back'
hasnt out 'error: H7'
[ "$(grep -c 'reason: one came back$' ask.yaml)" = 2 ] || fail 'no reason in the file'
# the next figure is another matter, and the figure is open now
run 0 --set=carried.natural=4 ask.yaml
run 1 --check ask.yaml
has out ': error: H7 '
run 0 --answer=H7@natural --reason='two came back' ask.yaml
run 1 --check ask.yaml
has out ': two came back'
hasnt out 'error: H7'
# back to where it comes from: nothing to be answered
run 0 --set=carried.natural=2 ask.yaml
run 1 --check ask.yaml
hasnt out 'H7 '
# mended without a reason, where it was wrong by hand
sed 's/^  carried: \[2/  carried: [9/' whole.yaml >wrong.yaml
run 1 --check wrong.yaml
has out ': error: H7 '
run 0 --set=carried.natural=2 wrong.yaml
# blanked with a reason, it takes what is keyed next
run 0 --set=carried.natural= --reason='to be seen' whole.yaml
run 0 --set=carried.natural=1 whole.yaml
run 1 --check whole.yaml
has out ': to be seen'
# without last year's file all can be set, and a note says so
mkdir alone
cp kept.yaml alone/ask.yaml
run 0 --set=carried.natural=3 alone/ask.yaml
has err 'note: '
has err '2023.yaml'
cp kept.yaml alone/ask.yaml
run 2 --years=. --set=carried.natural=3 alone/ask.yaml
has err 'is carried from last year'
usage_error --years=. --get=carried.natural ask.yaml
finish
