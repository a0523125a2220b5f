#!/bin/sh
# --forms, --lint, --rules
. "$top_srcdir/tests/command/lib"

form=$GOUJI_FORMS/zwgk-2021.yaml

run 0 --forms
empty err
has out "$(printf 'zwgk/2019\tAnnual report')"
has out "$(printf 'zwgk/2021\tAnnual report')"

run 0 --lint "$form"
empty out
empty err
run 0 --lint "$GOUJI_FORMS"/*.yaml
empty err

# all faults in one run, in order, of all files
sed -e 's/new + carried = done/new + carrid = done/' \
    -e 's/each: row of rules$/each: row of rulez/' \
    -e 's/suspect: slip/suspect: slap/' "$form" >bad.yaml
: >empty.yaml
run 2 --lint bad.yaml "$form" empty.yaml missing.yaml
empty out
has err "rulez"
has err "unknown suspect"
has err 'empty.yaml: error: '
has err 'missing.yaml: error: '
complaints=$(grep '^bad.yaml:' err | sort -t: -k2n -c 2>&1)
[ -z "$complaints" ] || fail 'complaints are not in order'
sed 's/new + carried = done/new + carrid = done/' "$form" >name.yaml
run 2 --lint name.yaml
has err 'carrid'
run 2 --lint .
run 2 --lint seed.yaml

# what a form says of its earlier version is held against that, beside it
mkdir was
cp "$GOUJI_FORMS"/zwgk-20*.yaml was
run 0 --lint was/zwgk-2021.yaml
empty err
sed -e '/^      fee_items: /d' -e '/^      procurement: /d' \
    -e 's/rules.reg.valid: rules.reg.public/rules.reg.valid: rules.norm.public/' \
    "$form" >was/zwgk-2021.yaml
run 2 --lint was/zwgk-2021.yaml
empty out
lines err 1
place=$(sed -n '/rules.norm.valid: /=' "$form")
has err "was/zwgk-2021.yaml:$place:7: error: rules.norm.public of zwgk/2019"
sed -e '/^      procurement: /d' "$form" >was/zwgk-2021.yaml
run 2 --lint was/zwgk-2021.yaml
lines err 2
place=$(sed -n '/^  2019:/=' "$form")
has err "was/zwgk-2021.yaml:$place:3: error: nothing is said of procurement.central.projects of zwgk/2019"
has err "was/zwgk-2021.yaml:$place:3: error: nothing is said of procurement.central.spent of zwgk/2019"
# one that cannot be read is told, one that is not there is noted
cp "$form" was
echo 'body: []' >was/zwgk-2019.yaml
run 2 --lint was/zwgk-2021.yaml
has err 'was/zwgk-2019.yaml:'
sed 's/^version: 2019/version: 2018/' "$GOUJI_FORMS/zwgk-2019.yaml" \
	>was/zwgk-2019.yaml
run 2 --lint was/zwgk-2021.yaml
has err "no 'was: 2018' in zwgk/2021"
rm was/zwgk-2019.yaml
run 0 --lint was/zwgk-2021.yaml
lines err 1
has err 'note: there is no was/zwgk-2019.yaml'

# the rules on a page
run 0 --rules zwgk
empty err
cp out page
has out 'zwgk/2021'
has out 'H5  must  each column of requests'
has out '    that    1 New + 2 Carried = (7) Total + 4 Pending'
hasnt out 'done.total + pending'
hasnt out 'filled(row)'
has out '    that    each cell filled in'
has out 'W2  ask  each row of rules'
has out 'W10  ask  each cell of rules, licences'
has out '    say     {row}: {made} issued, more than {valid} in force plus'
has out '    suspect swapped: '
has out '    of      H3, H4, H5, H6'
has out 'H3  must  column requests.total'
has out '    is      natural + firm + institute + charity + lawfirm + other'
# every rule of the file
sed -n '/^rules:/,$s/^  \([A-Z][A-Za-z0-9]*\):$/\1/p' "$form" >ids
[ -s ids ] || fail 'no rules in the form?'
while read -r id; do
	grep -q "^$id  " page || fail "no rule $id"
done <ids
run 0 --rules zwgk/2021
same out page
run 0 --rules "$form"
same out page
run 0 --rules --lang=zh zwgk
has out '请核实'
run 0 --rules --width=40 zwgk
[ "$(wc -L <out)" -le 40 ] || fail 'wider than 40'
run 0 --rules -o rules.txt zwgk
same rules.txt page
run 2 --rules nosuch
has err "'nosuch'"
run 2 --rules bad.yaml
empty out
has err 'bad.yaml:'
run 2 --rules missing.yaml

# everything that a rule can say
cat >all.yaml <<'END'
form: all
version: 1
languages: [en]
title: [All]
cell: {type: amount, places: 2}
body:
- table: t
  label: [T]
  rows:
  - a: [A]
  - b: [B]
  - heading: {label: [H], in: [{c: [C]}, {d: [D]}]}
  - e: {label: [E], is: "a - b"}
  - f: {label: [F], is: total, rule: R2}
  cols:
  - x: [X]
  - z: [Z]
rules:
  R1: {each: column of t, if: a > 1, that: a = b, within: 0.50, blank: 0,
    say: [words], level: note}
END
run 0 --rules all.yaml
has out 'R1  note  each column of t'
has out '    if      A > 1'
has out '    that    A = B'
has out '    within  0.5'
has out '    blank   0'
has out '    say     words'
has out 'total  must  row t.e'
has out '    is      a - b'
has out 'R2  must  row t.f'
line out '    is      a + b + c + d'

# several folders; the first that has a form wins; faults are told
mkdir one two
sed 's/Annual report/First report/' "$form" >one/zwgk-2021.yaml
cp all.yaml two/all-1.yaml
printf 'form: x\n' >two/broken-1.yaml
GOUJI_FORMS=$folder/one:$folder/two:$GOUJI_FORMS
run 2 --forms
lines out 3
has out 'First report'
has out 'all/1'
has err 'two/broken-1.yaml:'
GOUJI_FORMS=$folder/nowhere
run 2 --forms
empty out
has err 'GOUJI_FORMS'
run 2 --check seed.yaml
has err "'zwgk/2021' is not installed"
finish
