#!/bin/sh
# the seven years of tests/command/office, one carried into the next on the
# screen: the same files come of it
. "$top_srcdir/tests/command/lib"
. "$top_srcdir/tests/command/session"
. "$top_srcdir/tests/command/office"
need script
need_terminal
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS

# tables YEAR FILE: the rows that are not all 0, then 0 for what is left
tables() {
	figures "$1" | awk '$1 ~ /[.]/ {
		printf ":%s\\r", $1
		for (i = 2; i <= NF; i++)
			printf "%s", $i == "=" ? "l" : $i ~ /元/ ? \
				"\\033[200~" $i "\\033[201~\\r" : $i "\\r"
	}'
	# a question would drop what is typed behind it, so row by row
	printf ':%s\\rgg%80s' "$(sed -n '/^[a-z_]*:$/{s/:$//p;q}' "$2")" '' |
		tr ' ' /
}
# texts YEAR: in the place of what the draft has
texts() {
	for text in preamble overview problems others; do
		words=$(narrative "$1" $text | sed 's/$/\\n/' | tr -d '\n')
		[ -z "$words" ] ||
			printf ':%s\\ri\\033[1;5H\\033[15~\\033[1;5F%s%s' $text \
				'\177\033[200~' "${words%\\n}"'\033[201~\033'
	done
}
answers() {
	reasons "$1" | while read -r at why; do
		printf ':%s\\r\033[Fa%s\\r' "${at#*@}" "$why"
	done
}

rm ./*.yaml
cp "$stored/2019.yaml" .
on_terminal 3 "$GOUJI --no-history 2019.yaml"
wait_for 3 leave
last=2019
for year in 2020 2021 2022 2023 2024 2025; do
	forget 3
	keys 3 ':next-year\r'
	wait_for 3 "$year.yaml"
	keys 3 '\r'
	wait_for 3 'draft?'
	keys 3 y
	if [ "$year" = 2021 ]; then
		wait_for 3 'has no place in zwgk/2021: rules.reg.made'
		keys 3 q
	else
		wait_for 3 "carried from $last.yaml"
	fi
	cp "$year.yaml" carried
	forget 3
	keys 3 "$(tables "$year" carried)"
	keys 3 "$(texts "$year")"
	keys 3 "$(answers "$year")"
	forget 3
	keys 3 ':w\r'
	wait_for 3 saved
	last=$year
done
keys 3 q
leave 3 0
for year in $years; do
	bare "$year.yaml" >out
	bare "$stored/$year.yaml" >want
	same out want
done
finish
