#!/bin/sh
. "$top_srcdir/tests/command/lib"
need jq

run 0 --check --format=json seed.yaml
empty out
run 1 --check --format=json broken.yaml
lines out 2
is out '{"file":"broken.yaml","line":24,"level":"error","rule":"H5","address":"requests.natural","text":"Natural persons: 1 New 12 + 2 Carried 2 = 14, (7) Total 12 + 4 Pending 3 = 15, differs by -1","left":14,"right":15,"difference":-1,"blank":false}
{"file":"broken.yaml","line":24,"level":"error","rule":"H5","address":"requests.total","text":"Total: 1 New 17 + 2 Carried 2 = 19, (7) Total 17 + 4 Pending 3 = 20, differs by -1","left":19,"right":20,"difference":-1,"blank":false}'
has err '1 file: 1 not passed, 2 errors, 0 to explain, 0 blank'

# every line is an object by itself, in the order of the text format
run 1 --check half.yaml broken.yaml
cp out text
run 1 --check --format=text half.yaml broken.yaml
same out text
run 1 --check --format=json half.yaml broken.yaml
[ "$(jq -c . out | wc -l)" -eq "$(wc -l <text)" ] || fail 'lines differ'
jq -r '"\(.file):\(.line): \(.level): \(.rule) \(.address): \(.text)"' out \
	>again || fail 'jq'
same again text
[ "$(jq -r 'select(.blank) | .file' out | sort -u)" = half.yaml ] ||
	fail 'blank'
[ "$(jq -s 'map(select(.blank and .left != null)) | length' out)" -eq 0 ] ||
	fail 'a blank finding has a side'

# a file that cannot be read is an object, too, and a row of CSV
printf 'form: zwgk/2021\n<<<<<<< HEAD\nyear: 2023\n' >merge.yaml
run 2 --check --format=json missing.yaml merge.yaml broken.yaml
[ "$(jq -r 'select(.rule == "unread") | "\(.file) \(.line) \(.level)"' out)" = \
	"missing.yaml null error
merge.yaml 2 error" ] || fail 'unread'
lines out 4
has err 'merge.yaml:2:1: error: a merge is left unfinished here: '
run 2 --check --format=csv missing.yaml broken.yaml
[ "$(tr -d '\r' <out | cut -d, -f1-4)" = 'file,line,level,rule
missing.yaml,,error,unread
broken.yaml,24,error,H5
broken.yaml,24,error,H5' ] || fail 'CSV'

# for Excel: with a mark, in a file always, on standard output if asked for
bom=$(printf '\357\273\277')
run 2 --check --format=csv --bom missing.yaml
[ "$(head -c 7 out)" = "${bom}file" ] || fail 'no mark'
run 0 --trend --format=csv -o trend.CSV seed.yaml
[ "$(head -c 3 trend.CSV)" = "$bom" ] || fail 'no mark in the file'
run 0 --trend --format=csv -o trend.txt seed.yaml
[ "$(head -c 3 trend.txt)" != "$bom" ] || fail 'a mark in another file'
run 0 --trend --format=csv seed.yaml
[ "$(head -c 3 out)" != "$bom" ] || fail 'a mark on standard output'
run 2 --check --bom seed.yaml
has err -- '--bom goes only with --format=csv'

# a year that cannot be, and one office and year twice
for year in 1899 9998; do
	sed "s/^year:.*/year: $year/" seed.yaml >year.yaml
	run 1 --check year.yaml
	has out "year.yaml:3: note: year year: no report is of a year"
	has out "is it $year?"
done
cp seed.yaml same.yaml
run 1 --check seed.yaml broken.yaml same.yaml
has out 'seed.yaml: note: twice: is of the same office and year as same.yaml'
has out 'same.yaml: note: twice: is of the same office and year as seed.yaml'
hasnt out 'broken.yaml: note: twice'
rm year.yaml same.yaml merge.yaml

# exact decimals, quotes, control characters, bytes that are not UTF-8
mkdir forms
cat >forms/money-1.yaml <<'END'
form: money
version: 1
languages: [en]
title: [Money]
cell: {type: amount, places: 6, signed: true}
body:
- table: t
  label: [T]
  rows:
  - a: ["A \"quoted\" \\ label"]
  - b: [B]
  cols:
  - c: [C]
rules:
  R: {that: a.c = b.c}
END
GOUJI_FORMS=$folder/forms
name=$(printf 'm\033\t\377\342\200\256"\\.yaml')
printf 'form: money/1\nt:\n  a: [123456789.000001]\n  b: [-0.50]\n' >"$name"
run 1 --check --format=json "$name"
safe out
has out '"left":123456789.000001,"right":-0.5,"difference":123456789.500001,'
[ "$(jq -r .text out | cut -c 1-18)" = 'A "quoted" \ label' ] || fail 'text'
[ "$(jq -r .file out)" = "$(printf 'm\033\t\357\277\275\342\200\256"\\.yaml')" ] ||
	fail 'file'
finish
