#!/bin/sh
# --get and --set
. "$top_srcdir/tests/command/lib"

run 0 --get=unit seed.yaml
empty err
is out '北京市丰台区人民政府西罗园街道办事处'
run 0 --get fees.fee.amount --get=requests.new.total --get=remark \
	--get norm.made broken.yaml
is out '12.50
17

2'
run 0 --get=year - <seed.yaml
is out 2023

run 2 --get=nosuch --get=year --get=other --get= seed.yaml
empty out
lines err 3
has err "'nosuch'"
has err "'other' could be"
run 2 --get=year missing.yaml
empty out
run 2 --get=year .

# one value, then several and what comes of them
cp seed.yaml r.yaml
run 0 --set=requests.new.natural=4 r.yaml
empty out
empty err
sed 's/  new: \[3, 0, 0, 0, 0, 0, 3\]/  new: [4, 0, 0, 0, 0, 0, 4]/' \
	seed.yaml >expected
same r.yaml expected
run 0 --get=requests.new.total --set=new.natural=10 --set=new.firm=１２ \
	--get=new.firm r.yaml
is out '22
12'
run 0 --set=fees.fee.amount=3.140 --get=fees.fee.amount r.yaml
is out 3.140
run 0 --unit='一=二' --get=unit r.yaml
is out '一=二'
run 0 --set=overview="一
 二

三" --get=overview r.yaml
is out '一
 二

三'
run 0 --set=overview= --set=norm.made= --get=overview --get=norm.made r.yaml
is out '
'
run 1 --check r.yaml

# all or nothing, and every mistake
cp r.yaml before.yaml
run 2 --set=norm.made=7 --set=requests.new.total=9 --set=year=abc \
	--set=nosuch=1 --set=other=1 --set=norm.made=8 --set=norm.valid=-1 \
	--set=reg.made=1.5 --set=reg.valid=9999999999999999 \
	--set=unit="a
b" --set=remark="$(printf 'a\033[31m')" \
	--set=others="$(printf '\377')" --get=norm.made --get=none r.yaml
empty out
lines err 12
same r.yaml before.yaml
safe err
has err 'r.yaml: error: requests.new.total: this is a total'
has err "year: 'abc' is not a number"
has err "'nosuch'"
has err "'other' could be"
has err 'rules.norm.made: is set twice'
has err "rules.norm.valid: '-1' may not be negative"
has err "rules.reg.made: '1.5' is not a whole number"
has err 'rules.reg.valid: '
has err 'unit: '
has err 'remark: '
has err 'others: '
has err "'none'"

# what is not changed is not written
chmod 400 r.yaml
run 0 --set=year=2023 r.yaml
ls -i r.yaml >inode
run 0 --set=year=2023 r.yaml
ls -i r.yaml >again
same inode again
chmod 600 r.yaml

# a link stays a link, a mode a mode, and nothing is left behind
ln -s r.yaml link.yaml
run 0 --set=year=2022 link.yaml
[ -h link.yaml ] || fail 'the link is gone'
run 0 --get=year r.yaml
is out 2022
[ "$(stat -c %a r.yaml)" = 600 ] || fail 'the mode changed'
[ -z "$(find . -name '.?*.yaml.*')" ] || fail 'a temporary file is left'

run 2 --set=year=2022 - <seed.yaml
has err 'standard input'
run 2 --set=year=2022 missing.yaml
[ ! -e missing.yaml ] || fail 'missing.yaml was made'
finish
