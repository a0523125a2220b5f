#!/bin/sh
# --compare: the cells in which two reports differ
. "$top_srcdir/tests/command/lib"

width() { LC_ALL=C.UTF-8 wc -L <"$1"; }

# nothing differs
run 0 --compare seed.yaml seed.yaml
empty err
is out 'old  seed.yaml  zwgk/2021
new  seed.yaml  zwgk/2021

0 of 207 cells differ'
run 0 --compare --format=json seed.yaml - <seed.yaml
empty out
run 0 --compare --format=csv seed.yaml seed.yaml
is out "$(printf 'address,label,old,new,change,kind,line,reason\r')"

# a figure, a total that follows, a blank, decimals, a text, a total on paper
sed -e 's/^year: .*/year: 2022/' -e 's/^  new: .*/  new: [9, 0, 0, 0, 0, 0, 9]/' \
	-e 's/394条/412条/' -e 's/penalty: \[482\]/penalty: [~]/' \
	-e 's/fee: \[0\]/fee: [1.50]/' seed.yaml >old.yaml
sed 's/^  carried: .*/  carried: [0, 0, 0, 0, 0, 0, 1]/' seed.yaml >new.yaml
run 1 --compare old.yaml new.yaml
empty err
cat >expected <<'END'
old  old.yaml  zwgk/2021
new  new.yaml  zwgk/2021

                                                  old  new  change
Reporting body
  Year                       year                2022  2023      +1
1. Overview (overview)
  line 3: "..开政府信息412条，其中重点领.." -> "..开政府信息394条，其中重点领.."
Article 20 (6) (sanctions)
  Administrative penalties   penalty.decided  (blank)   482
Article 20 (8) (fees)
  Administrative fees        fee.amount          1.50     0   -1.50
3. Requests received and handled (requests)
  1 New Natural persons      new.natural            9     3      -6
= 1 New Total                new.total              9     3      -6
= 2 Carried Total, on paper  carried.total    (blank)     1

7 of 208 cells differ, 1 of them a total (=)
END
sed -i '4s/.*/                                                  old   new  change/' expected
same out expected
cp out plain

# the same for programs
run 1 --compare --format=csv old.yaml new.yaml
[ "$(grep -c "$(printf '\r')\$" out)" -eq 8 ] || fail 'ends of lines'
tr -d '\r' <out | grep -v ^overview >csv
cat >expected <<'END'
address,label,old,new,change,kind,line,reason
year,Year,2022,2023,1,cell,,
sanctions.penalty.decided,Administrative penalties,,482,,cell,,
fees.fee.amount,Administrative fees,1.50,0,-1.50,cell,,
requests.new.natural,1 New Natural persons,9,3,-6,cell,,
requests.new.total,1 New Total,9,3,-6,total,,
requests.carried.total,"2 Carried Total, on paper",,1,,paper,,
END
same csv expected
has out 'overview,1. Overview,全年主动公开政府信息412条，'
run 1 --compare --format=json old.yaml new.yaml
line out '{"kind":"cell","address":"fees.fee.amount","label":"Administrative fees","old":1.50,"new":0,"change":-1.50,"line":null,"reason":""}'
line out '{"kind":"cell","address":"sanctions.penalty.decided","label":"Administrative penalties","old":null,"new":482,"change":null,"line":null,"reason":""}'
has out '{"kind":"text","address":"overview","label":"1. Overview","old":"全年主动公开政府信息412条'
has out '","change":null,"line":3,"reason":""}'
lines out 7
if command -v jq >/dev/null; then
	[ "$(jq -s 'map(.change // 0) | add' out)" = -12.50 ] ||
		[ "$(jq -s 'map(.change // 0) | add' out)" = -12.5 ] ||
		fail 'jq'
fi

# back to front
run 1 --compare new.yaml old.yaml
has out ' +1.50'
has out '  line 3: "..开政府信息394条，其中重点领.." -> "..开政府信息412条，其中重点领.."'

# language, width, colours, a file
run 1 --compare --lang=zh old.yaml new.yaml
has out '三、收到和处理政府信息公开申请情况 (requests)'
has out '= 一、新收 总计 '
run 2 --compare --lang=fr old.yaml new.yaml
empty out
lines err 1
for columns in 60 80 120; do
	run 1 --compare --width=$columns seed.yaml broken.yaml
	[ "$(width out)" -le $columns ] || fail "wider than $columns"
done
has out '(1) Disclosed Firms '
run 1 --compare --width=80 former.yaml broken.yaml
has out '(1) Disc.. Natural persons'
run 1 --compare --color=always old.yaml new.yaml
has out "$(printf '\033[1m3. Requests received and handled\033[m (requests)')"
has out "$(printf '\033[2m= 1 New Total')"
run 1 --compare --color=never old.yaml new.yaml
same out plain
run 1 --compare -o page.txt old.yaml new.yaml
empty out
same page.txt plain
run 2 --compare -o old.yaml old.yaml new.yaml
has err 'old.yaml: error: '
lines err 1

# two versions: what became several, what is not compared
run 1 --compare --lang=en former.yaml seed.yaml
[ "$(width out)" -le 80 ] || fail 'wider than 80'
sed -n '/^Shown/,$p' out >tail
cat >expected <<'END'
Shown for reference, not compared:
                                                  old  new
Article 20 (1) (rules)
  Regulations In force          reg.valid           0    0
  Normative documents In force  norm.valid          9    0
END
head -5 tail >part
same part expected
line out '+ (6) Hand.. Natural persons  done.other.natural                 1     0      -1'
line out 'Has no place in zwgk/2021:'
line out '    The form of 2021 counts documents issued and repealed, not those made'
line out 'Had no place in zwgk/2019:'
line out '62 of 183 cells differ, 23 of them totals (=), 3 the sums of what they became'
line out '(+); 27 cannot be compared'
run 1 --compare --lang=en --format=json former.yaml seed.yaml
line out '{"kind":"sum","address":"requests.done.other.natural","label":"(6) Handled otherwise Natural persons","old":1,"new":0,"change":-1,"line":null,"reason":""}'
line out '{"kind":"reference","address":"rules.norm.valid","label":"Normative documents In force","old":9,"new":0,"change":null,"line":null,"reason":""}'
has out '{"kind":"dropped","address":"procurement.central.spent","label":"Amount in all","old":"186.4万元","new":"","change":null,"line":1,'
has out '"kind":"added","address":"fees.fee.amount"'
run 1 --compare --lang=en --format=csv seed.yaml former.yaml
has out 'requests.done.other.natural,(6) Handled otherwise Natural persons,0,1,1,sum,,'
has out 'permits.licence.change,Administrative licences Change,,-3,,dropped,,'
# what cannot be compared is no difference
run 0 --compare former.yaml former.yaml
printf 'form: zwgk/2019\nrules: {columns: [public], reg: [3]}\n' >blank19.yaml
printf 'form: zwgk/2021\n' >blank21.yaml
run 0 --compare blank19.yaml blank21.yaml
has out 'reg.valid'
has out '; 1 cannot be compared'

# another form, one that does not say what became of the other
mkdir forms
cp "$GOUJI_FORMS"/*.yaml forms
cat >forms/money-1.yaml <<'END'
form: money
version: 1
title: Money
cell: {type: amount, places: 2, signed: true}
body:
- text: say
  label: "\e[31mSay"
- table: t
  label: "T\e[31m"
  rows:
  - a: "Net\u202E"
  cols:
  - c: Sum
  - d: Other
END
sed 's/^version: 1/version: 2/' forms/money-1.yaml >forms/money-2.yaml
GOUJI_FORMS=$folder/forms
printf 'form: money/1\nsay: "=1"\nt: {columns: [c, d], a: [-1, 2.5]}\n' >one.yaml
printf 'form: money/2\n' >two.yaml
run 2 --compare seed.yaml one.yaml
empty out
is err 'one.yaml: error: is a report of money/1, but seed.yaml is one of zwgk/2021; only reports of one form can be compared'
run 2 --compare one.yaml two.yaml
empty out
lines err 1
has err "forms/money-2.yaml: error: no 'was: 1' in money/2"
# nothing of it reaches the terminal, or is a formula
printf 'form: money/1\nsay: "+2\\e[31m\\u202e"\n' >three.yaml
for format in text csv json; do
	run 1 --compare --format=$format one.yaml three.yaml
	tr -d '\r' <out >clean
	mv clean out
	safe out
done
run 1 --compare --format=csv one.yaml three.yaml
has out ",'=1,'+2"
has out 'say,\x1b[31mSay,'
has out 't.a.c,Sum,-1,,,cell,,'

# what does not belong, or is no report
usage_error --compare seed.yaml
has err '2 files are wanted: OLD NEW'
usage_error --compare
usage_error --compare seed.yaml half.yaml broken.yaml
usage_error --compare - -
has err 'standard input can be read only once'
usage_error --compare --blank seed.yaml half.yaml
usage_error --compare --check seed.yaml half.yaml
run 2 --compare seed.yaml missing.yaml
empty out
has err 'missing.yaml: error: '
run 2 --compare gone.yaml missing.yaml
lines err 2
printf 'form: [\n' >torn.yaml
run 2 --compare torn.yaml seed.yaml
empty out
has err 'torn.yaml:'
finish
