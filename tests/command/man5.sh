#!/bin/sh
# gouji-form(5) has every word of the form language; both pages render, and
# their examples are read
. "$top_srcdir/tests/command/lib"

src=$top_srcdir/src
page=$top_srcdir/man/gouji-form.5
report=$top_srcdir/man/gouji-report.5
: >out; : >err

# what stands between the marks, as a reader would copy it
example() {
	sed -n '/^\.\\" begin example$/,/^\.\\" end example$/{
		/^\./!{s/\\-/-/g; p;};}' "$1"
}

# the words of the page, without its examples, in bold: what is explained
sed -e 's/\\-/-/g' -e '/^\.\\" begin example/,/^\.\\" end example/d' "$page" |
	sed -nE 's/^\.(B|BI|BR|RB|TP|IB) //p' >bold
tr -c 'a-z0-9_' '\n' <bold | sort -u >explained
explained() { grep -qxF -e "$1" explained; }

# knows WHAT LEAST: each word on standard input, LEAST of them at least
knows() {
	command="the page: $1"
	n=0
	while read -r word; do
		n=$((n + 1))
		explained "$word" || fail "$1 '$word' is not explained"
	done
	[ "$n" -ge "$2" ] || fail "$n of the $1s are found, not $2"
}

# every node_only() of the reader, also where it takes two lines
cat "$src"/store/form-reader.c "$src"/store/form-rules.c "$src"/store/form-versions.c >readers
tr -s ' \t\n' ' ' <readers |
	grep -oE 'node_only\([a-z]+, ("[^"]*" ?)+' >calls
command='the words of the readers'
[ "$(grep -c . calls)" -eq \
	"$(grep -o 'node_only(' readers | grep -c .)" ] ||
	fail 'a node_only() is not understood'
# in C, "a " "b" is "a b"
sed -e 's/" "//g' -e 's/^[^"]*"//' -e 's/".*//' calls | tr ' ' '\n' |
	grep . | sort -u >keys
knows key 30 <keys

# names FILE TABLE: the .name of each row
names() {
	sed -n "/ $2\[\] = {/,/^};/s/.*\.name = \"\([a-z]*\)\".*/\1/p" \
		"$src/$1"
}
names form/formula.c functions >words
knows function 4 <words
names report/diagnosis.c diagnoses >words
knows suspect 3 <words
names form/value.c value_types >words
knows type 4 <words
grep -oE '\[LEVEL_[A-Z]+\] = "[a-z]+"' readers |
	sed 's/.*"\(.*\)"/\1/' >words
knows level 3 <words
sed -n '/ reserved\[\] = {/,/^};/p' "$src/store/form-reader.c" |
	grep -oE '"[a-z]+"' | tr -d '"' >words
knows 'reserved word' 17 <words

# the bounds
tr -d ',' <"$page" >plain
# bound FILE NAME [TEXT]: the page has the number, or else TEXT
bound() {
	number=$(sed -nE "s/^#define[[:blank:]]+$2[[:blank:]]+\(?([0-9]+).*/\1/p" \
		"$src/$1")
	command="the bound $2"
	[ -n "$number" ] || fail "no $2 in $1"
	grep -qE -e "(^|[^0-9])$number($|[^0-9])" "${3:-plain}" ||
		fail "the page has no $number"
}
for name in BLOCKS LINES CELLS DEPTH RULES TERMS CHECKS KINDS OF TRENDS; do
	bound form/form.h "FORM_$name"
done
for name in LENGTH DEPTH NODES; do
	bound form/formula.h "FORMULA_$name"
done
for name in GAP CHOICES PARTS WORDS; do
	bound form/quote-scan.h "QUOTE_$name"
done
bound form/finish.h FINISH_DEPTH
bound form/name.c NAMES
bound store/form-parts.h LABEL_MOST
bound store/form-reader.c ID_MOST
bound base/error.h ERROR_MOST
bound base/amount.h AMOUNT_PLACES
bound base/amount.h AMOUNT_DIGITS
tr -d ',' <"$report" >plain-report
bound report/report.h TEXT_MOST plain-report
for name in BYTES DEPTH NODES ITEMS; do
	bound store/yaml-tree.h "TREE_$name"
	bound store/yaml-tree.h "TREE_$name" plain-report
done

# the form of the example has no fault, and a key that is wrong is one
mkdir forms
GOUJI_FORMS=$folder/forms
example "$page" >forms/visits-2024.yaml
[ "$(grep -c . forms/visits-2024.yaml)" -gt 50 ] || fail 'no example?'
run 0 --lint forms/visits-2024.yaml
empty out
empty err
run 0 --rules visits/2024
for id in R1 R2 R3 R4 R5 T1 T2 T3; do
	grep -q "^$id  " out || fail "no $id among the rules"
done
sed 's/suspect: slip/suspect: slap/' forms/visits-2024.yaml >slap.yaml
run 2 --lint slap.yaml
has err "slap.yaml:$(sed -n '/slap/=' slap.yaml):14: error: "

# the report of the example is read, checked, and written as it stands there
example "$report" >visits.yaml
[ "$(grep -c . visits.yaml)" -gt 15 ] || fail 'no example?'
run 1 --check --lang=en visits.yaml
has out 'T2 visits.total.day.child: '
has out 'R1 visits.bus: '
cp visits.yaml again.yaml
run 0 --set=year=2023 again.yaml
run 0 --set=year=2024 again.yaml
same visits.yaml again.yaml

# what a report made by hand may look like gives the same file
{
	printf '\357\273\277paper: {total.day.child: "717"} # as on paper\r\n'
	printf 'year: \357\274\222\357\274\220\357\274\222\357\274\224\r\n'
	printf 'visits:\r\n  first:\r\n  - 31\r\n  - +44.0\r\n  - 009\r\n  - ~\r\n'
	printf '  columns: [day.child, day.adult, late.adult, late.child]\r\n'
	sed -n 's/^\(  [a-z.]*: \[[0-9]*, [0-9]*\), [0-9]*, \([0-9~]*\), \([0-9~]*\), .*/\1, \3, \2]/p' \
		visits.yaml | sed '/ total\| first/d' | sed 's/$/\r/'
	printf 'form: visits/2024\r\nunit: "Public Library"\r\n'
	sed -n '/^money:/,/^  The loss/p' visits.yaml | sed 's/$/\r/'
} >hand.yaml
run 0 --set=visits.first.late.child=0 hand.yaml
same visits.yaml hand.yaml

# both render without a warning
command='rendering'
if command -v groff >/dev/null; then
	for file in "$page" "$report"; do
		groff -man -ww -Tutf8 -z "$file" >out 2>err || fail 'groff'
		empty err
	done
else
	left_out 'whether the pages render: no groff'
fi
finish
