#!/bin/sh
# figures that the text of a report quotes (W9), and all that a report says
# beside them without meaning the tables
. "$top_srcdir/tests/command/lib"

# a report with the text $1 as its overview; the figures of seed.yaml, but
# carried 2, pending 2, licences 7, norm [4, 1, 12]
report() {
	sed -e '/^overview:/,/^rules:/{/^rules:/!d;}' \
		-e 's/carried: .*/carried: [2, 0, 0, 0, 0, 0, 2]/' \
		-e 's/pending: .*/pending: [2, 0, 0, 0, 0, 0, 2]/' \
		-e 's/licence: .*/licence: [7]/' \
		-e 's/norm: .*/norm: [4, 1, 12]/' seed.yaml |
		awk -v text="$1" '/^rules:/ {
			print "overview: |"
			print "  开头。"
			print "  " text
		} { print }' >q.yaml
}

# checks ARGUMENT...: --check without its note that there is no year before
checks() {
	run 0 --check "$@"
	grep -v '\bnote\b.*no report of the year before' out >findings
	mv findings out
}

# quotes TEXT RULE...: those rules, in this order, have a finding
quotes() {
	text=$1
	shift
	report "$text"
	checks --lang=zh q.yaml
	sed -n 's/^q\.yaml:8: warning: \(W9[a-z]*\) overview: .*/\1/p' out >is
	[ "$(cat is)" = "$(printf '%s\n' "$@")" ] ||
		fail "$text: $(cat is), not $*"
	[ "$(grep -c . out)" -eq $# ] || fail "$text: other findings"
}

while read -r text rules; do
	# shellcheck disable=SC2086
	quotes "$text" $rules
done <<'END'
2023年共接到依申请公开3件，均依法、按时、规范答复。
2023年共接到依申请公开4件，均依法、按时、规范答复。 W9c
2023年，收到政府信息公开申请5件。 W9c
2023年，收到政府信息公开申请5件（含上年结转2件）。
2023年，收到政府信息公开申请3件，上年结转2件，合计5件。
2023年，新收政府信息公开申请总数为4件，上年度结转3件。 W9c W9d
当面、信函、网络三种渠道保持畅通，全年收到申请4件。 W9c
受理依申请公开事项6件，结转下年度继续办理3件。 W9c W9e
其中3件结转至下一年度办理。
3件结转至下一年度办理。 W9e
2022年，收到政府信息公开申请30件；2023年收到3件。
较2022年收到申请30件大幅减少。
收到政府信息公开申请3件，比上年减少27件。
收到网上申请1件，信函申请1件，当面申请1件。
收到自然人申请1件。
收到行政许可申请120件，全部办结。
政务大厅收到申请3000件。
收到人大代表建议12件、政协提案20件。
接收各单位主动公开信息394条。
予以公开2件，部分公开1件，不予公开1件，无法提供3件，不予处理1件，其他处理1件。 W9f W9g W9h W9i W9j W9k
予以公开1件，部分公开0件，不予公开0件，无法提供2件，不予处理0件，其他处理0件。
属于国家秘密不予公开1件，本机关不掌握无法提供1件。
建议提案办理结果予以公开10件。
因政府信息公开被申请行政复议1件，提起行政诉讼2件。 W9l W9m
政府信息公开行政复议和行政诉讼共1件。 W9n
政府信息公开行政复议、行政诉讼0件。
全年办理行政复议案件120件，行政诉讼应诉35件。
在信息公开平台公示行政复议案件120件。
制发行政规范性文件5件，现行有效规范性文件13件。 W9o W9p
制发行政规范性文件4件，废止1件，现行有效规范性文件12件。
废止规范性文件3件，代拟规范性文件2件。
在信用中国网站上公开行政处罚384条；公开行政处罚和行政许可313条，其中公示单位行政处罚57条，公示个人行政处罚信息256条。 W9 W9b
公开行政处罚482条，行政许可7条；行政许可和行政处罚489条。
公开行政处罚482条、行政许可8条。 W9a
不予行政处罚12件，行政处罚事项120项，行政处罚案件公示率100%。
行政处罚480余件，近500件，占60%。
行政处罚{sanctions.penalty.decided}件。
上半年行政处罚200件，累计行政处罚2000件，同比行政处罚减少3件。
END

# the line of the number, its sides, its sentence in both languages
report '公开行政处罚384条。'
checks --lang=en q.yaml
is out 'q.yaml:8: warning: W9 overview: 1. Overview says "行政处罚384条", the tables say Administrative penalties 482, differs by -98'
checks --lang=en --format=json q.yaml
is out '{"file":"q.yaml","line":8,"level":"warning","rule":"W9","address":"overview","text":"1. Overview says \"行政处罚384条\", the tables say Administrative penalties 482, differs by -98","left":384,"right":482,"difference":-98,"blank":false}'
report '收到申请5件。'
checks --lang=en q.yaml
is out 'q.yaml:8: warning: W9c overview: 1. Overview says "收到申请5件": that is 1 New Total 3 + 2 Carried Total 2 = 5, not 1 New Total 3; say in the text which is meant'

# a text that is not written line by line has the line where it begins
sed 's/^problems: .*/problems: "行政处罚1件\\n行政处罚2件"/;/^problems:/,/^others/{/^  /d;}' \
	q.yaml | sed 's/收到申请5件/收到申请3件/' >r.yaml
checks --lang=en r.yaml
[ "$(grep -c "^r.yaml:$(grep -n ^problems: r.yaml | cut -d: -f1): " out)" -eq \
	2 ] || fail 'the line of a quoted text'

# the published report: its text has 384 and 313 where its table has 482
cp "$top_srcdir/tests/screen/seed-quotes.yaml" .
checks --lang=en seed-quotes.yaml
is out 'seed-quotes.yaml:9: warning: W9 overview: 1. Overview says "行政处罚384条", the tables say Administrative penalties 482, differs by -98
seed-quotes.yaml:9: warning: W9b overview: 1. Overview says "行政处罚和行政许可313条", the tables say Administrative licences 0 + Administrative penalties 482 = 482, differs by -169'
has err '1 file: 0 not passed, 0 errors, 2 to explain, 0 blank'

# a rule says what it looks for, and of one that is like another no more
run 0 --rules zwgk/2021
has out '    quotes  sanctions.penalty.decided'
has out '    like    W9'
[ "$(grep -c 上年同期 out)" -eq 1 ] || fail 'the words of W9 once more'

finish
