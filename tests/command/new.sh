#!/bin/sh
. "$top_srcdir/tests/command/lib"

run 0 --new=zwgk/2021
empty err
has out 'form: zwgk/2021'
has out 'unit: ~'
cp out blank.yaml
# without a version it is the newest
run 0 -n zwgk
same out blank.yaml
run 0 --new=zwgk/2019
has out 'form: zwgk/2019'

# a blank report can be read, and is not fit to hand in
run 1 --check blank.yaml
has out 'H1a'

run 0 --new=zwgk --unit='甲 乙' --year=2024 --set=norm.made=2 \
	--set=overview='一
二' -o new.yaml
empty out
empty err
run 0 --get=unit --get=year --get=rules.norm.made --get=overview new.yaml
is out '甲 乙
2024
2
一
二'

# a file that is there stays
cp new.yaml before.yaml
run 2 --new=zwgk -o new.yaml
empty out
has err 'new.yaml: error: '
same new.yaml before.yaml
run 2 --new=zwgk -o .
run 2 --new=zwgk -o nowhere/new.yaml
has err 'nowhere/new.yaml'

# what is wrong is told at once, and nothing is written
run 2 --new=zwgk --year=abc --set=nosuch=1 --set=requests.new.total=1 -o x.yaml
lines err 3
has err "year: 'abc' is not a number"
has err "'nosuch'"
has err 'requests.new.total: this is a total'
[ ! -e x.yaml ] || fail 'x.yaml was written'
run 2 --new=zwgk --unit=a --unit=b
run 2 --new=zwgk --unit=a --set=unit=b
has err 'set twice'

# forms that are not there, and a form with other fields
run 2 --new=nosuch/1 -o x.yaml
has err "'nosuch/1' is not installed"
run 2 --new=nosuch
run 2 --new=../zwgk-2021
run 2 --new=
run 2 --new="$GOUJI_FORMS/zwgk-2021.yaml"
mkdir forms
cat >forms/small-1.yaml <<'END'
form: small
version: 1
languages: [en]
title: [Small]
body:
- fields: about
  label: [About]
  rows:
  - place: [Place]
END
sed 's/^version: 1/version: 2/' forms/small-1.yaml >forms/small-2.yaml
sed 's/^version: 1/version: 10/' forms/small-1.yaml >forms/small-10.yaml
sed 's/^form: small/form: smaller/' forms/small-1.yaml >forms/smaller-1.yaml
GOUJI_FORMS=$folder/forms:$GOUJI_FORMS
run 2 --new=small/1 --unit=x
has err "'unit'"
run 0 --new=small/1 --set=place=5
is out 'form: small/1
place: 5'
# 10 is newer than 2
run 0 --new=small
has out 'form: small/10'
run 0 --new=smaller
has out 'form: smaller/1'
run 2 --new=smal
finish
