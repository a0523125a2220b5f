#!/bin/sh
# the manual page has every option, renders, and its examples run
. "$top_srcdir/tests/command/lib"

page=$top_srcdir/man/gouji.1
plain() { sed 's/\\-/-/g' "$page"; }

# --help and the page list the same options
run 0 --help
grep -oE -- '(^|[ ,])-[a-zA-Z-][a-z-]*' out | tr -d ' ,' | sort -u >options
[ "$(wc -l <options)" -gt 20 ] || fail 'no options in --help?'
plain | sed -n '/^\.SH OPTIONS/,/^\.SH KEYS/p' >section
while read -r option; do
	grep -qE -- "^\.(TP|B|BR|BI) (.*[ \"])?$option([ =\"]|$)" section ||
		fail "the page has no $option"
done <options
plain | grep -oE -- '--[a-z]+(-[a-z]+)*' | sort -u >named
while read -r option; do
	grep -qxF -- "$option" options || fail "$option is on the page alone"
done <named
for word in GOUJI_FORMS NO_COLOR LC_ALL LC_MESSAGES LANG 'SH KEYS' \
	'SH EXIT STATUS' 'SH FILES' 'gouji-form' 'gouji-report'; do
	plain | grep -qF -- "$word" || fail "the page has no $word"
done

# each column of what the verbs list is on the page, and no other; a line of
# names has none that is not there
for verb in check state compare trend log; do
	grep -oE '\.(key|keys|list) = "[a-z]+"' \
		"$top_srcdir/src/command/$verb.c" | cut -d '"' -f 2 |
		LC_ALL=C sort -u >columns
	[ "$(wc -l <columns)" -gt 5 ] || fail "no columns in $verb.c?"
	plain | awk -v "head=.SS --$verb" '
		/^\.S[HS] / { on = $0 == head; next } on' |
		sed -nE 's/^\.BR ([a-z]+) " \(.*/\1/p' | LC_ALL=C sort -u >named
	same named columns
done
run 0 --state --format=csv seed.yaml
head -n 1 out | tr -d '\r' | tr , '\n' | LC_ALL=C sort >named
grep -oE '\.key = "[a-z]+"' "$top_srcdir/src/command/state.c" |
	cut -d '"' -f 2 | LC_ALL=C sort >columns
same named columns
run 0 --version
version=$(sed -n 's/.*(JSON and CSV: version \([0-9]*\))$/\1/p' out)
[ "$version" ] || fail 'no version of the columns'
plain | grep -A1 -x 'This is version' | grep -qx "\.B $version" ||
	fail "the page is not of version $version of the columns"

# every action and every key of it
sed -n '/^const struct action actions/,/^};/p' \
	"$top_srcdir/src/screen/action-table.c" >table
[ "$(grep -c '\.name =' table)" -gt 50 ] || fail 'no table of actions?'
plain | sed -n '/^\.SH KEYS/,/^\.SH EXIT/p' >section
sed -n 's/.*\.name = "\([^"]*\)".*/\1/p' table >actions
while read -r action; do
	grep -qE -- ":$action([ ),\"]|$)" section ||
		fail "the page has no action $action"
done <actions
sed -n 's/\\"/\\(dq/g; s/.*\.keys = "\([^"]*\)".*/\1/p' table | grep . >keys
while read -r keys; do
	grep -qF -- "\\fB$keys\\fR" section || fail "the page has no $keys"
done <keys

# the examples, as they are shown; ls stands for a missing jq
run 0 --get=overview seed.yaml
mkdir county
cp out county/overview.txt
mkdir bin
ln -s "$GOUJI" bin/gouji
plain | sed -n '/^\.SH EXAMPLES/,/^\.SH SEE/p' |
	sed -n '/^\.EX/,/^\.EE/{/^\.E/!{s/^\$ //;s/\\e$/\\/;p;};}' >commands
[ "$(grep -c gouji commands)" -ge 8 ] || fail 'no examples?'
command -v jq >/dev/null || sed -i '/jq/d' commands
# a blank report has errors and is not handed in, and two years differ: 1 is
# right for those
sed -E '/^gouji --(check|compare|hand-in) [^|]*$/s/$/ || [ $? -eq 1 ]/' commands >county/commands
command='the examples'
(cd county && PATH=$folder/bin:$PATH sh -e commands) >out 2>err ||
	fail 'an example fails'
has out 'zwgk/2021'
has out 'H5  must'
grep -qx 4 out || fail 'no total'
for file in county/2024.yaml county/2024.txt county/blank.txt \
	county/trend.csv; do
	[ -s $file ] || fail "no $file"
done

# it renders without a warning
command='rendering'
if command -v groff >/dev/null; then
	groff -ww -K utf8 -man -Tutf8 "$page" >out 2>err ||
		fail 'groff fails'
elif command -v man >/dev/null; then
	man --warnings -l "$page" >out 2>err || fail 'man fails'
else
	left_out 'whether the page renders: no groff, no man'
	finish
fi
empty err
finish
