#!/bin/sh
# seven years of one office, one carried into the next: what a clerk keys is in
# tests/command/office, what comes of it in tests/examples/years
. "$top_srcdir/tests/command/lib"
. "$top_srcdir/tests/command/office"

# golden FILE: out is what stands in it; UPDATE=1 puts it there
golden() {
	[ -z "${UPDATE-}" ] || cp out "$stored/$1"
	same out "$stored/$1"
}
fresh() {
	rm -rf ./* && cp "$stored"/*.yaml .
}

# ---- carried one into the next by script
# texts YEAR: puts them into FILE, on top of the draft
texts() {
	for text in preamble overview problems others; do
		narrative "$1" $text >words
		[ ! -s words ] || run 0 "--set=$text=$(cat words)" "$1.yaml"
	done
}
answers() {
	reasons "$1" >answers
	while read -r at why; do
		run 0 "--answer=$at" "--reason=$why" "$1.yaml"
	done <answers
}

rm ./*.yaml
last=
for year in $years; do
	if [ -z "$last" ]; then
		run 0 --new=zwgk/2019 -o "$year.yaml"
	else
		run 0 --carry="$last.yaml" --draft -o "$year.yaml"
		cp err left
	fi
	[ "$year" != 2020 ] || has 2020.yaml '主动公开信息【?268】条。'
	# what could not be carried, told whole and only there
	[ "$year" != 2021 ] || { cp left out; golden left.txt; }
	[ "$year" = 2021 ] || [ ! -s left ] || fail "$year leaves something"
	settings "$year" "$year.yaml" >sets
	# what is carried is not keyed
	[ -z "$last" ] || hasnt sets '.carried.'
	# shellcheck disable=SC2046
	run 0 $(cat sets) "$year.yaml"
	texts "$year"
	answers "$year"
	bare "$year.yaml" >out
	bare "$stored/$year.yaml" >want
	same out want
	run 0 --compare "$year.yaml" "$stored/$year.yaml"
	last=$year
done

# ---- nothing is open in them
fresh
run 0 --check 20*.yaml
hasnt out ': error: '
hasnt out ': warning: '
has err '7 files: 0 not passed, 0 errors, 0 to explain, 0 blank, 7 ready'
sed 's/:[0-9]*:/:/' out >chained
run 0 --state 20*.yaml
for year in $years; do echo "$year.yaml: ready"; done >want
same out want
# each year's second row is the fourth of the year before
pending=
for year in $years; do
	for row in carried pending; do
		sed -n "s/^  $row: //p" "$year.yaml" >$row
	done
	[ -z "$pending" ] || [ "$pending" = "$(cat carried)" ] ||
		fail "$year does not begin where the year before ended"
	pending=$(cat pending)
done
# without a link they find each other, in any order
sed -i '/^last: /d' 20*.yaml
run 0 --check 2023.yaml 2019.yaml 2025.yaml 2021.yaml 2020.yaml 2024.yaml \
	2022.yaml
sed 's/:[0-9]*:/:/' out | sort >found
sort chained | same found -
# with one missing, only the year behind it has nothing to go by
rm 2022.yaml
run 0 --check 20*.yaml
hasnt out ' W1 '
# those of 2019 and 2023 are two beginnings
has err ', 2 not compared with the year before'

# ---- one year's break
# broken YEAR FINDING...: they are found, in that year and in no other
broken() {
	year=$1; shift
	"$GOUJI" --check 20*.yaml >out 2>err
	for finding; do has out "$finding"; done
	grep -e ': error: ' -e ': warning: ' out >all
	[ -s all ] || fail 'nothing is found'
	grep -v "^$year.yaml:" all >out
	empty out
}
# cell YEAR ROW COLUMN FIGURE: in the file, past all that protects it
cell() {
	awk -v row="$2:" -v column="$3" -v figure="$4" '
		$1 == row {
			was = $(column + 1)
			end = was ~ /]/ ? "]" : ","
			gsub(/[^0-9.]/, "", was)
			begin = column == 1 ? "[" : ""
			$(column + 1) = begin figure end
			if (NF == 8) {
				total = $8
				gsub(/[^0-9]/, "", total)
				$8 = (total + figure - was) "]"
			}
			$0 = "  " $0
		}
		{ print }' "$1.yaml" >changed
	cmp -s changed "$1.yaml" && fail "cell $*"
	mv changed "$1.yaml"
}

for year in 2020 2021 2022 2023 2024 2025; do
	fresh
	carried=$(sed -n 's/^  carried: \[\([0-9]*\),.*/\1/p' $year.yaml)
	cell $year carried 1 $((carried + 1))
	broken $year " error: H7 requests.natural: " " error: H5 requests.natural: "
done
# ten times a figure: of its column's sum, or of the year before
fresh
cell 2022 done.granted 1 120
broken 2022 'error: H5 requests.natural: ' 'warning: W10a requests.done.granted: '
fresh
cell 2025 penalty 1 1260
broken 2025 'warning: W10 sanctions.penalty.decided: '
fresh
cell 2020 service 3 7120
broken 2020 'warning: W10b permits.service: '
# money in yuan
fresh
cell 2023 fee 1 12800
broken 2023 'warning: W10b fees.fee.amount: '
# a year in order by itself, with one more left than the next begins with
fresh
cell 2021 pending 1 4
cell 2021 done.granted 1 6
cell 2021 done.total 1 15
broken 2022 'error: H7 requests.natural: '
# what a reason was given for is no longer what stands there
fresh
cell 2023 norm 2 2
broken 2023 'warning: W1 rules.norm: '

# ---- two versions side by side, and all seven years
fresh
run 1 --compare 2020.yaml 2021.yaml
golden compare.txt
run 0 --trend 20*.yaml
golden trend.txt
finish
