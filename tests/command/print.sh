#!/bin/sh
# --print and --summary; what is on the pages, tests/golden tests
. "$top_srcdir/tests/command/lib"

width() { LC_ALL=C.UTF-8 wc -L <"$1"; }

run 0 --print seed.yaml
empty err
has out '西罗园街道办事处'
has out '1. Overview'
has out '482'
[ "$(width out)" -le 100 ] || fail 'wider than 100'
[ "$(width out)" -gt 80 ] || fail 'not as wide as 100'
cp out seed.txt
run 0 -p seed.yaml
same out seed.txt
run 0 --print - <seed.yaml
same out seed.txt
run 0 --print --format=text seed.yaml
same out seed.txt
for format in csv xml ''; do
	usage_error --print --format="$format" seed.yaml
	is err "gouji: error: --print knows no format '$format'; it has: text"
done
# a table of fifteen columns does not get narrower than 76
for columns in 80 120 200; do
	run 0 --print --width=$columns seed.yaml
	[ "$(width out)" -le $columns ] || fail "wider than $columns"
	[ "$(width out)" -gt $((columns - 20)) ] || fail "not $columns wide"
done
run 0 --print --width=20 seed.yaml
run 0 --print --width=400 seed.yaml

# several, parted by form feeds; those that cannot be read are told
run 0 --print seed.yaml seed.yaml
{ cat seed.txt; printf '\f'; cat seed.txt; } >two.txt
same out two.txt
run 2 --print seed.yaml missing.yaml
same out seed.txt
has err 'missing.yaml: error: '

# the empty form, from a report, a form file, a form
run 0 --print --blank seed.yaml
empty err
hasnt out 482
hasnt out '双公示'
has out '1. Overview'
cp out seed-blank.txt
run 0 --print --blank - <seed.yaml
same out seed-blank.txt
run 0 --print --blank zwgk/2021
hasnt out '西罗园'
has out '1. Overview'
cp out blank.txt
run 0 --print --blank zwgk
same out blank.txt
run 0 --print --blank "$GOUJI_FORMS/zwgk-2021.yaml"
same out blank.txt
run 2 --print --blank nosuch
run 2 --print --blank missing.yaml
has err 'missing.yaml: error: cannot be opened'
lines err 1
run 2 --print zwgk/2021

# to a file: whole or not at all
run 0 --print -o page.txt seed.yaml
empty out
same page.txt seed.txt
run 2 --print -o page.txt half.yaml missing.yaml
same page.txt seed.txt
run 0 --print --blank -o page.txt zwgk
same page.txt blank.txt
cp seed.yaml before.yaml
ln -s seed.yaml link.yaml
for target in seed.yaml ./seed.yaml link.yaml; do
	run 2 --print -o $target half.yaml seed.yaml
	has err "$target: error: "
done
same seed.yaml before.yaml
run 2 --print -o nowhere/page.txt seed.yaml
mkfifo fifo
run 2 --print -o fifo seed.yaml
[ -p fifo ] || fail 'the FIFO was replaced'

run 0 --summary seed.yaml
empty err
has out '西罗园街道办事处'
[ "$(width out)" -le 80 ] || fail 'wider than 80'
[ "$(wc -l <out)" -le 24 ] || fail 'more than a screen'
cp out seed.sum
run 0 -s seed.yaml
same out seed.sum
run 0 --summary broken.yaml
has out 'Natural persons: 1 New 12'
cp out broken.sum
run 0 --summary -o page.txt --width=60 broken.yaml
empty out
[ "$(width page.txt)" -le 60 ] || fail 'wider than 60'
run 0 --summary seed.yaml broken.yaml
{ cat seed.sum; printf '\f'; cat broken.sum; } >two.sum
same out two.sum
run 2 --summary missing.yaml
empty out
run 0 --summary --color=always broken.yaml
has out "$(printf '\033[')"
run 0 --summary --color=never broken.yaml
same out broken.sum
finish
