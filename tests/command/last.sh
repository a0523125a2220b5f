#!/bin/sh
# what "last:" may name, what is said of what it may not, and of what it should
# not
. "$top_srcdir/tests/command/lib"

cp seed.yaml 2023.yaml
run 0 --carry=2023.yaml -o now.yaml

# named NAME WHAT STATE [LEVEL]: what --check has of a report that names it
named() {
	sed "s|^last:.*|last: $1|" now.yaml >2024.yaml
	run 1 --check 2024.yaml
	line out "2024.yaml: ${4-note}: last: last year's file '$1' $2"
	run 0 --state 2024.yaml
	is out "2024.yaml: $3"
}

# without a link it is found; the seed is one too many
rm seed.yaml half.yaml broken.yaml
sed '/^last:/d' now.yaml >alone.yaml
run 1 --check alone.yaml
hasnt out ': last: '
hasnt err 'not compared with the year before'
cp 2023.yaml second.yaml
two='2023.yaml and second.yaml are both of the year before'
run 1 --check alone.yaml
has out "alone.yaml: error: last: $two; say with --set=last=FILE"
run 0 --state alone.yaml
is out 'alone.yaml: has errors'
run 1 --hand-in alone.yaml
has err "alone.yaml: error: $two"
run 0 --set=last=second.yaml alone.yaml
line alone.yaml 'last: second.yaml'
run 0 --set=last= alone.yaml
hasnt alone.yaml 'last:'
rm second.yaml alone.yaml

# what cannot be had is an error, as the report is not compared with it
ln -s 2023.yaml link.yaml
mkdir folder.yaml
not='is not compared with:'
named link.yaml "$not cannot be opened: it is a symbolic link, and none is followed here" 'has errors' error
named .. "$not cannot be opened: it lies outside the folder" 'has errors' error
named folder.yaml "$not is a folder; name a file in it" 'has errors' error
named missing.yaml "$not cannot be opened: No such file or directory" 'has errors' error
for i in ../../etc/passwd /etc/passwd; do
	named $i "$not it is not in this folder; name the folder of years with --years" 'has errors' error
	run 1 --check --years=. 2024.yaml
	has out "'$i' $not cannot be opened: it lies outside the folder"
done

# another year or another office is told, and compared with
year() { sed "s/^year: .*/year: $1/" 2023.yaml; }
year 2022 >older.yaml
year 2024 >same.yaml
year 2025 >later.yaml
year '~' >none.yaml
sed 's/^unit: .*/unit: 乙/' 2023.yaml >other.yaml
wrong='and this one is of 2024; name that of 2023 behind '"'last:'"
named older.yaml "is the report of 2022, $wrong" 'has errors'
line out '2024.yaml: has errors'
named same.yaml "is the report of 2024, $wrong" 'has errors'
named later.yaml "is the report of 2025, $wrong" 'has errors'
named 2024.yaml "is the report of 2024, $wrong" 'has errors'
run 1 --check 2024.yaml
has out 'error: H7a year: '
named none.yaml 'does not say of which year it is' 'not started'
named other.yaml "is of '乙', and this one of '北京市丰台区人民政府西罗园街道办事处'; are they one?" 'not started'
run 0 --set=requests.new.natural=1 2024.yaml
has err 'are they one?'
sed 's/^unit: .*/unit: Office１/' 2023.yaml >other.yaml
sed 's/^unit: .*/unit: Ｏffice1/; s|^last:.*|last: other.yaml|' now.yaml >2024.yaml
run 1 --check 2024.yaml
hasnt out 'are they one?'
sed 's|^last:.*|last: 2023.yaml|' now.yaml >2024.yaml
run 1 --check 2024.yaml
hasnt out 'note: last'

# what stands in a report and makes no sense there
wrong() { (cat now.yaml; cat) >2024.yaml; run 2 --check 2024.yaml; empty out; }
wrong <<-END
	notes:
	  overview: "$(printf '%0200001d' 0)"
END
line err '2024.yaml:55:13: error: overview: the text is longer than 200000 bytes'
lines err 2
wrong <<-'END'
	reasons:
	- rule: W11a
	  at: problems
	  reason: "a\nb"
	- rule: W11a
	  at: problems
END
line err '2024.yaml:57:11: error: reason: this text has one line only'
line err "2024.yaml:58:3: error: 'reason' is missing"
lines err 3

# what options are given and make no sense
refused() { what=$1; shift; run 2 "$@"; empty out; lines err 1; has err "$what"; }
mkfifo fifo
for i in missing 2023.yaml fifo; do
	refused "--years: '$i'" --years=$i --check 2023.yaml
done
refused "--years: '--check'" --years --check 2023.yaml
refused '--carry wants the name of a file' --carry= -o new.yaml
refused '--output wants the name of a file' --carry=2023.yaml -o -
refused 'none.yaml: error: does not say which year it is of' \
	--carry=none.yaml -o new.yaml
year 9999 >end.yaml
refused 'the rule W4 takes no explanation' --answer=W4 --reason=x now.yaml
refused 'the rule W16 takes no explanation' --answer=W16 --reason=x now.yaml
for i in new.yaml -; do
	[ ! -e "./$i" ] || fail "$i is left behind"
done
# what does not fit is left blank, and told
run 0 --carry=end.yaml -o new.yaml
has err "warning: not carried: year: '10000' "
line new.yaml 'year: ~'
rm new.yaml

# --years for all that ask of last year
mkdir -p years/old now
mv 2023.yaml years/old/2023.yaml
sed 's/2023/2024/;s|^form:.*|&\nlast: old/2023.yaml|' years/old/2023.yaml \
	>now/2024.yaml
run 0 --state --years=years now/2024.yaml
is out 'now/2024.yaml: to explain'
run 1 --hand-in --years=years now/2024.yaml
has err 'to explain'
run 0 --state now/2024.yaml
is out 'now/2024.yaml: has errors'
run 1 --hand-in now/2024.yaml
has err 'name the folder of years with --years'
sed -i '/^last:/d' now/2024.yaml
run 0 --state now/2024.yaml
is out 'now/2024.yaml: ready'
# below the folder of years it is found, too
run 0 --state --years=years now/2024.yaml
is out 'now/2024.yaml: to explain'
run 0 --check now/2024.yaml
has err ', 1 not compared with the year before'
run 0 --check --years=years now/2024.yaml
hasnt err 'not compared'
mv years/old/2023.yaml .

# when nobody hears what is said, it is said once that nobody does
command='gouji --state >/dev/full'
if [ -c /dev/full ]; then
	"$GOUJI" --state 2023.yaml now.yaml older.yaml >/dev/full 2>err
	[ $? -eq 2 ] || fail 'exit status'
	lines err 1
fi
finish
