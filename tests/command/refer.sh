#!/bin/sh
# references in texts: printed as their figures, and told where they lead
# nowhere
. "$top_srcdir/tests/command/lib"

# text KEY FILE LINE...: puts the lines in the place of a text
text() {
	key=$1 from=$2; shift 2
	printf '%s\n' "$@" >lines.txt
	awk -v key="$key:" '
		skip && /^[a-z]/ { skip = 0 }
		$1 == key {
			print key " |"
			while ((getline line < "lines.txt") > 0)
				print "  " line
			skip = 1
		}
		!skip' "$from"
}

# what lies beside a report is not what this is about
without_notes() {
	grep -v ': note: ' out >told
	mv told out
}

# the figure, whatever it is
text problems seed.yaml '今年收到{requests.new.total}件，处罚{penalty.decided}件，' \
	'' '{unit}{year}年{没有}{}。' >good.yaml
run 0 --check good.yaml
without_notes
empty out
run 0 --print good.yaml
empty err
has out '今年收到3件，处罚482件，'
has out '西罗园街道办事处2023年{没有}{}。'
run 0 --set sanctions.penalty.decided=97 good.yaml
run 0 --print good.yaml
has out '处罚97件'
# and the file keeps the reference
grep -q '处罚{penalty.decided}件' good.yaml || fail 'the reference is gone'
run 0 --get problems good.yaml
has out '处罚{penalty.decided}件'

# a blank one is told, and printed as a line to write on
sed 's/penalty: \[97\]/penalty: [~]/' good.yaml >blank.yaml
line=$(grep -n 'penalty.decided' blank.yaml | cut -d: -f1)
run 0 --print blank.yaml
has out '处罚____件'
is err "blank.yaml:$line: warning: {penalty.decided} is blank and printed as \
____; key the figure"

# what leads nowhere: the line of each, where they are in the file
text problems seed.yaml '一' '二{requests.new.totl}' '三{year}' \
	'四{total} {overview}' >bad.yaml
two=$(grep -n '^  二' bad.yaml | cut -d: -f1)
four=$(grep -n '^  四' bad.yaml | cut -d: -f1)
run 1 --check bad.yaml
without_notes
is out "\
bad.yaml:$two: error: reference problems: {requests.new.totl} leads nowhere: \
no cell has this address
bad.yaml:$four: error: reference problems: {total} leads nowhere: it could \
be requests.new.total or requests.carried.total
bad.yaml:$four: error: reference problems: {overview} leads nowhere: \
it is a text of several lines, not a figure"
run 1 --check --format=json bad.yaml
has out "\"line\":$two,\"level\":\"error\",\"rule\":\"reference\",\
\"address\":\"problems\""
run 2 --print bad.yaml
empty out
lines err 3
line err "bad.yaml:$two: error: {requests.new.totl} leads nowhere: no cell has \
this address; correct it before printing"
run 2 --print -o page.txt good.yaml bad.yaml
[ ! -e page.txt ] || fail 'a page was written'
run 2 --print good.yaml bad.yaml
has out '处罚97件'
hasnt out '{overview}'
# the empty form has no text
run 0 --print --blank bad.yaml

# a text in quotes has but one line
awk '/^problems:/ { print "problems: \"一\\n二{nowhere}\""; skip = 1; next }
	skip && /^[a-z]/ { skip = 0 } !skip' seed.yaml >quoted.yaml
line=$(grep -n '^problems:' quoted.yaml | cut -d: -f1)
run 1 --check quoted.yaml
has out "quoted.yaml:$line: error: reference problems: {nowhere} leads nowhere"

# nothing of it is lost
run 0 --set year=2024 bad.yaml
grep -q '^  二{requests.new.totl}$' bad.yaml || fail 'the text has changed'
finish
