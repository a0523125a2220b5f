#!/bin/sh
# on the screen, from one year to the next; in a kiosk as well
. "$top_srcdir/tests/command/lib"
. "$top_srcdir/tests/command/session"
need script
need_terminal
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS

mkdir -p years/old now box
sed 's/carried: \[0/carried: [7/' "$top_srcdir/tests/screen/year-2024.yaml" \
	>now/2024.yaml
cp "$top_srcdir/tests/screen/year-2023.yaml" years/old/2023.yaml
sed -i 's|^last: .*|last: old/2023.yaml|' now/2024.yaml

# last year's file is found below the folder that is named, and nowhere else
on_terminal 3 "$GOUJI now/2024.yaml"
wait_for 3 'old/2023.yaml' '--years'
drop 3
on_terminal 3 "$GOUJI --years=years now/2024.yaml"
wait_for 3 'last year' leave
if on_screen 3 'old/2023.yaml'; then fail 'not found in the folder'; fi

# the next one is opened in its place, and this one let go
keys 3 ':next-year\r'
wait_for 3 now/2025.yaml
forget 3
keys 3 '\r'
wait_for 3 'as a draft?'
keys 3 '\r'
wait_for 3 'carried from 2024.yaml'
[ ! -e now/2024.yaml.lock ] || fail 'the lock of the old one stays'
[ -e now/2025.yaml.lock ] || fail 'the new one has no lock'
keys 3 q
leave 3 0
run 0 --get=year now/2025.yaml
has out 2025
has now/2025.yaml 'last: "2024.yaml"'

# and where a visitor sees one folder and nothing else
cp "$top_srcdir/tests/screen/year-2023.yaml" box/2023.yaml
cp half.yaml box/half.yaml
on_terminal 3 "$GOUJI --kiosk box"
wait_for 3 'which report?' half.yaml
keys 3 '\r'
wait_for 3 leave
keys 3 ':next-year\r'
wait_for 3 "next year's report" 2024.yaml
forget 3
keys 3 '\r'
wait_for 3 'as a draft?'
keys 3 '\r'
wait_for 3 'carried from 2023.yaml'
forget 3
keys 3 q
wait_for 3 'which report?' 2024.yaml
keys 3 q
leave 3 0
has box/2024.yaml 'last: "2023.yaml"'
finish
