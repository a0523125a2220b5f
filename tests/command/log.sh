#!/bin/sh
# --log: who changed what and when
. "$top_srcdir/tests/command/lib"

TZ=UTC0; export TZ
me=$(id -un)

# a report that gouji never saved has no log
run 2 --log seed.yaml
empty out
is err 'seed.yaml: error: has no log: gouji has not saved it yet, or keeps no history of it'
run 2 --log nothing.yaml
lines err 1
run 2 --log nowhere/seed.yaml
has err 'nowhere/seed.yaml: error: cannot be opened: '
usage_error --log -

run 0 --set=new.natural=4 --set=unit='Amt "Süd", 2' --reason='sheet 3' seed.yaml
run 0 --set=new.natural= --set=preamble='=1+1
two	x' seed.yaml

# without times and digests, which differ
shape() {
	sed -E -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5}(:[0-9.]*Z)?/TIME/' \
		-e "s/  $me  /  ME  /" -e "s/,$me,/,ME,/" \
		-e 's/[0-9a-f]{64}/DIGEST/' \
		-e 's/saved [0-9a-f]{8}$/saved DIGEST/'
}
run 0 --log seed.yaml
empty err
shape <out >text
cat >expected <<'END'
TIME  ME  requests.new.natural                               3 -> 4                 1. Requests received this year, Natural persons; sheet 3
TIME  ME  unit                  "北京市丰台区人民政府西罗园.." -> "Amt "Süd", 2"    Name of the body; sheet 3
TIME  ME  saved DIGEST
TIME  ME  requests.new.natural                               4 -> (blank)           1. Requests received this year, Natural persons
TIME  ME  preamble              "本报告依照《中华人民共和国.." -> "=1+1\ntwo\x09x"  Preamble
TIME  ME  saved DIGEST
END
same text expected

# the digest is that of the file
run 0 --log --format=json seed.yaml
sum=$(sha256sum seed.yaml | cut -c 1-64)
tail -n 1 out >last
has last "\"what\":\"saved\",\"address\":\"\",\"label\":\"\",\"at\":0,\"from\":\"\",\"to\":\"\",\"reason\":\"\",\"digest\":\"$sum\",\"follows\":true}"
lines out 6
has out '"line":2,"time":"20'
has out '"from":"3","to":"4","reason":"sheet 3",'
has out '"to":"=1+1\u000atwo\u0009x"'
if command -v jq >/dev/null; then
	[ "$(jq -r 'select(.address == "unit") | .to' out)" = \
		'Amt "Süd", 2' ] || fail 'jq'
	[ "$(jq -s 'map(select(.follows)) | length' out)" = 6 ] || fail 'jq'
fi

# CSV: RFC 4180, and nothing in it is a formula
run 0 --log --format=csv seed.yaml
shape <out | tr -d '\r' >csv
cat >expected <<'END'
file,line,time,person,what,address,label,at,from,to,reason,digest,follows
seed.yaml.log,2,TIME,ME,change,requests.new.natural,"1. Requests received this year, Natural persons",0,3,4,sheet 3,,yes
seed.yaml.log,2,TIME,ME,change,unit,Name of the body,0,北京市丰台区人民政府西罗园街道办事处,"Amt ""Süd"", 2",sheet 3,,yes
seed.yaml.log,3,TIME,ME,saved,,,0,,,,DIGEST,yes
seed.yaml.log,4,TIME,ME,change,requests.new.natural,"1. Requests received this year, Natural persons",0,4,~,,,yes
seed.yaml.log,4,TIME,ME,change,preamble,Preamble,0,本报告依照《中华人民共和国政府信息公开条例》第五十条编写，所列数据的统计期限为2023年1月1日至12月31日。,"'=1+1
END
printf 'two\tx",,,yes\nseed.yaml.log,5,TIME,ME,saved,,,0,,,,DIGEST,yes\n' \
	>>expected
same csv expected
[ "$(grep -c "$(printf '\r')\$" out)" -eq 7 ] || fail 'ends of lines'

for text in '=A1' '+1x' '-a' '@x' "'y" "$(printf '\t1')"; do
	cp half.yaml f.yaml
	rm -f f.yaml.log
	run 0 --set=preamble="$text" --reason="$(printf %s "$text" | tr -d '\t')" f.yaml
	run 0 --log --format=csv f.yaml
	grep -qF -- ",\"'$text\"," out || grep -qF -- ",'$text," out ||
		fail "$text is taken for a formula"
done

# a negative figure is a number, and is one
mkdir forms
cat >forms/money-1.yaml <<'END'
form: money
version: 1
languages: [en, de]
title: [Money, Geld]
cell: {type: amount, places: 2, signed: true}
body:
- table: t
  label: [T, T]
  rows:
  - a: [Net, Saldo]
  cols:
  - c: [Sum, Summe]
END
printf 'form: money/1\n' >money.yaml
forms=$GOUJI_FORMS
GOUJI_FORMS=$folder/forms
run 0 --set=a.c=-5.50 money.yaml
run 0 --log --format=csv --lang=de money.yaml
has out ',t.a.c,"Saldo, Summe",0,~,-5.50,,,yes'
run 2 --log --lang=fr money.yaml
empty out
has err 'fr'

# the log can be read without the form, and without the report
GOUJI_FORMS=$forms
run 0 --log money.yaml
has out '  t.a.c  (blank) -> -5.50'
rm money.yaml
run 0 --log money.yaml
has out '  t.a.c  (blank) -> -5.50'
mv seed.yaml away.yaml
run 0 --log seed.yaml
has out '"Amt "Süd", 2"    sheet 3'
mv away.yaml seed.yaml

# one cell alone
run 0 --log --cell=new.natural seed.yaml
lines out 2
hasnt out saved
run 2 --log --cell=natural seed.yaml
empty out
has err 'seed.yaml: error: '
GOUJI_FORMS=$folder/forms
run 0 --log --cell=new.natural seed.yaml
lines out 2
run 0 --log --cell=ew.natural seed.yaml
empty out
GOUJI_FORMS=$forms

# several files
cp seed.yaml two.yaml
cp seed.yaml.log two.yaml.log
run 0 --log seed.yaml two.yaml
line out seed.yaml.log:
line out two.yaml.log:
run 2 --log seed.yaml half.yaml two.yaml
line out two.yaml.log:
lines err 1

# a line that was changed, one that was left out, a torn end
cp seed.yaml.log whole.log
sed 's/	3	4	/	3	9	/' whole.log >seed.yaml.log
run 1 --log seed.yaml
has out ' 3 -> 9 '
has out '; not as it was written'
is err 'seed.yaml.log:2: warning: is not as it was written, or does not follow from the line before'
run 1 --log --format=json seed.yaml
[ "$(grep -c '"follows":false' out)" -eq 2 ] || fail 'follows'
sed 3d whole.log >seed.yaml.log
run 1 --log seed.yaml
has err 'seed.yaml.log:3: warning: '
head -c 300 whole.log >seed.yaml.log
run 0 --log seed.yaml
has err 'seed.yaml.log:3: warning: is not whole'
# nothing in it reaches the terminal
printf 'gouji-log\t1\t-\t1\t0123456789abcdef\nedit\t2\t-\tn\033[mew\tl\033i\tr\033x\tb\033.c\t\302\2331\t\342\200\2562\t0123456789abcdef\n' \
	>>whole.log
for format in text json csv; do
	cp whole.log seed.yaml.log
	run 1 --log --format=$format seed.yaml
	tr -d '\r' <out >clean
	sed 's/	/ /g' clean >out
	safe out
done
printf 'another log\n' >seed.yaml.log
run 2 --log seed.yaml
is err 'seed.yaml.log: error: is no log of gouji'
rm seed.yaml.log
mkdir seed.yaml.log
run 2 --log seed.yaml
lines err 1
rmdir seed.yaml.log

# what others did between two saves
run 0 --set=unit=a half.yaml
sed 's/^unit: .*/unit: b/' half.yaml >other.yaml
sum=$(sha256sum other.yaml | cut -c 1-8)
cp other.yaml half.yaml
run 0 --set=unit=c half.yaml
run 0 --log half.yaml
has out "  found $sum, which somebody else wrote"
has out '"b" -> "c"'
run 0 --log --format=json half.yaml
[ "$(grep -c '"what":"found"' out)" -eq 1 ] || fail 'found'

# what is switched off is not noted
rm -f half.yaml.log
run 0 --set=unit=x --no-history half.yaml
[ ! -e half.yaml.log ] || fail 'there is a log'
run 0 --get=unit half.yaml
is out x
sed 's/^form: money/history: none\n&/' "$folder/forms/money-1.yaml" >none.yaml
mv none.yaml forms/money-1.yaml
GOUJI_FORMS=$folder/forms
printf 'form: money/1\n' >off.yaml
run 0 --set=a.c=1 off.yaml
[ ! -e off.yaml.log ] || fail 'there is a log'
GOUJI_FORMS=$forms

# what does not belong is refused
usage_error --reason=x --get=unit seed.yaml
has err "'--reason' goes only with: --set"
usage_error --reason=x seed.yaml
usage_error --reason= --set=unit=x seed.yaml
usage_error --reason="$(printf 'a\033b')" --set=unit=x seed.yaml
usage_error --reason="$(printf '\377')" --set=unit=x seed.yaml
usage_error --no-history --get=unit seed.yaml
has err "'--no-history' goes only with: gouji FILE, --set, --answer, --hand-in, --return, --recover"
usage_error --no-history --check seed.yaml
usage_error --cell=x --check seed.yaml
usage_error --cell= --log seed.yaml
usage_error --log --set=unit=x seed.yaml
usage_error --log -o x seed.yaml
finish
