#!/bin/sh
# nothing in a file or its name is a command for the terminal
. "$top_srcdir/tests/command/lib"

evil=$(printf 'e\033[31m\007vil\302\233\342\200\256.yaml')
sed -e 's/^unit: .*/unit: "a\\e]0;hi\\a\\x9b\\u202e"/' \
    -e 's/^remark: .*/remark: "x\\e[31m\\b\\ry"/' \
    -e '/^overview/,/^rules/{/^rules/!d}' \
    -e 's/^rules:/overview: "1\\e[2J\\u2028\\x9b2"\nrules:/' broken.yaml >"$evil"

run 1 --check "$evil"
safe out; safe err
has out 'e\x1b[31m\x07vil\x9b\u202e.yaml:'
run 1 --check --format=json "$evil"
safe out; safe err
run 0 --print "$evil"
safe out; safe err
run 0 --summary "$evil"
safe out; safe err
printf 'form: zwgk/2021\n"b\\e[1m": 1\nunit: [1]\n' >"$evil"
run 2 --check "$evil"
safe err
has err 'b\x1b[1m'
run 2 --print -o "$evil" "$evil"
safe err
run 2 --new=zwgk -o "$evil"
safe err
run 2 --lint "$evil"
safe err
run 2 --get="$evil" seed.yaml
safe err
run 2 --rules "$evil"
safe err
run 2 --check "$(printf 'not\033[5m')"
safe err
run 2 --new="$(printf 'not\033[5m')"
safe err
run 2 --print --lang="$(printf '\033[5m')" seed.yaml
safe err

# so it is with every character that is not seen: one a line, as a person
# and as a program would read it
for escape in u200b u200e u200f u2028 u2029 u202a u202d u2066 u2069 ufeff \
	ufff9 ufffb U000e0001 U000e007f x85 x9f u061c; do
	sed "s/^unit: .*/unit: \"a\\\\${escape}b\"/" broken.yaml >hidden.yaml
	run 1 --check hidden.yaml
	safe out
	run 0 --print --lang=en hidden.yaml
	safe out
	run 0 --summary hidden.yaml
	safe out
done

# a form is looked for in the folders of forms, and nowhere else
mkdir -p elsewhere/zwgk
cp "$top_srcdir/forms/zwgk-2021.yaml" elsewhere/zwgk-2021.yaml
for name in ../elsewhere/zwgk/2021 "$folder/elsewhere/zwgk/2021" \
	a/../b ./zwgk/2021 zwgk/../zwgk/2021 zwgk//2021 /zwgk zwgk/ .. \
	'zwgk/2021\0' 'zwgk/2021\e' "$(printf 'a%03999d/1' 0)"; do
	printf 'form: "%s"\n' "$name" >r.yaml
	run 2 --check r.yaml
	safe err
	has err 'r.yaml:1:7: error: '
done
# but a link in them is as good as a file
mkdir linked
ln -s ../elsewhere/zwgk-2021.yaml linked/zwgk-2021.yaml
printf 'form: zwgk/2021\n' >r.yaml
saved=$GOUJI_FORMS GOUJI_FORMS=$folder/linked
run 0 --print r.yaml
GOUJI_FORMS=$saved

# a form with them
mkdir forms
cat >forms/evil-1.yaml <<'END'
form: evil
version: "1"
languages: ["en"]
title: ["t\e[31m"]
body:
- text: b
  label: ["l\e[32m"]
rules:
  "R\e[1m": {that: 'mentions(b, "x")', say: ["s\e[33m"], level: ask}
END
GOUJI_FORMS=$folder/forms
run 0 --forms
safe out
run 0 --rules evil
safe out
has out 'R\x1b[1m'
printf 'form: evil/1\nb: hello\n' >r.yaml
run 0 --check r.yaml
has out 'R\x1b[1m'
safe out
run 0 --check --format=json r.yaml
safe out
run 0 --print r.yaml
safe out
run 0 --summary r.yaml
safe out
finish
