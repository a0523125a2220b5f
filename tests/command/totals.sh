#!/bin/sh
# totals that nobody may key are read again as they were written
. "$top_srcdir/tests/command/lib"

mkdir forms
rm -f ./*.yaml
cat >forms/neg-1.yaml <<'END'
form: neg
version: 1
title: T
body:
- table: t
  label: T
  rows: [{a: A}, {b: B}, {d: {label: D, is: a - b}}, {s: {label: S, is: a + b}}]
  cols: [{x: X}, {z: Z}]
END
GOUJI_FORMS=$PWD/forms
export GOUJI_FORMS
run 0 --new=neg -o neg.yaml
run 0 --set=t.a.x=1 --set=t.b.x=6 neg.yaml
run 0 --get=t.d.x neg.yaml
is out -5
run 0 --check neg.yaml
run 0 --set=t.a.z=999999999999999 --set=t.b.z=999999999999999 neg.yaml
run 0 --get=t.s.z neg.yaml
is out 1999999999999998
run 0 --check neg.yaml
sed 's/1999999999999998/1999999999999999/' neg.yaml >other.yaml
run 2 --check other.yaml
has err 'too many digits'
finish
