#!/bin/sh
# what a visitor of a kiosk sees: the list of reports, and what he picks
. "$top_srcdir/tests/command/lib"
. "$top_srcdir/tests/command/session"
need script
need_terminal
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS

mkdir box one
cp seed.yaml broken.yaml half.yaml box
sed 's/^year: .*/year: [/' seed.yaml >box/torn.yaml
cp seed.yaml box/.hidden.yaml
cp seed.yaml box/seed.txt
ln -s seed.yaml box/link.yaml
cp half.yaml one

# what the top of a report says
half='青河县城关街道办事处 2024  Article'

kiosk() { on_terminal 3 "$GOUJI --kiosk $*"; }

# each in a row with what it is like, in the order of the names
kiosk box
wait_for 3 'which report?' leaves
wait_for 3 '1 青河县临水镇人民政府' 'has errors (2)' broken.yaml
wait_for 3 '2 青河县城关街道办事处' 2024 'in progress (141)' half.yaml
wait_for 3 '3 北京市' 2023 ready seed.yaml
wait_for 3 'cannot be read' torn.yaml
for file in hidden seed.txt link; do
	if on_screen 3 $file; then fail "$file is listed"; fi
done

# Enter opens the one under the cursor; leaving it returns to it
forget 3
keys 3 'jjkjk\r'
wait_for 3 "$half"
forget 3
keys 3 q
wait_for 3 'which report?' half.yaml
forget 3
keys 3 '\r'
wait_for 3 "$half"
forget 3
keys 3 q
wait_for 3 'which report?' torn.yaml

# a digit picks a row
forget 3
keys 3 '2'
wait_for 3 "$half"
forget 3
keys 3 ':unit\r'
wait_for 3 'stands in the title'
forget 3
keys 3 q
wait_for 3 torn.yaml

# the ends of the list; what cannot be opened is told until Enter
forget 3
keys 3 'G'
keys 3 '\r'
wait_for 3 'torn.yaml:' 'Press Enter'
forget 3
keys 3 '\r'
wait_for 3 'which report?' torn.yaml
# what was done in the meantime is on the list
cp half.yaml box/a.yaml
forget 3
keys 3 'gl'
wait_for 3 leave
forget 3
keys 3 q
wait_for 3 a.yaml torn.yaml
keys 3 q
leave 3 0

# an unfinished key is a key after a while
kiosk box
wait_for 3 torn.yaml
keys 3 '\033'
leave 3 0

# one report opens at once, and leaving it is leaving
kiosk one
wait_for 3 "$half"
if on_screen 3 'which report?'; then fail 'a list of one'; fi
keys 3 q
leave 3 0
kiosk box --unit=青河县城关街道办事处
wait_for 3 'which report?' a.yaml half.yaml
if on_screen 3 seed.yaml; then fail "another unit's"; fi
keys 3 q
leave 3 0

# more than go on a page
for n in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31; do
	cp half.yaml one/r$n.yaml
done
kiosk one
wait_for 3 half.yaml r30.yaml leaves
if on_screen 3 r31.yaml; then fail 'a line too many'; fi
forget 3
keys 3 'G'
wait_for 3 r31.yaml
keys 3 q
leave 3 0

# a terminal that goes away ends it
kiosk box
wait_for 3 torn.yaml
drop 3

# Somebody else writes the file while one hands in: that comes first, and
# nothing is locked before it is merged.
mkdir late
cp seed.yaml late
kiosk late
wait_for 3 '西罗园街道办事处 2023'
keys 3 ':hand-in\r'
wait_for 3 'y and Enter'
sed -i 's/^  fee: \[0\]/  fee: [7]/' late/seed.yaml
forget 3
keys 3 'yes\r'
wait_for 3 'was changed by somebody else'
line late/seed.yaml '  fee: [7]'
hasnt late/seed.yaml 'state:'
forget 3
keys 3 ':hand-in\r'
wait_for 3 'y and Enter'
keys 3 'yes\r'
wait_for 3 'locked until it is returned'
line late/seed.yaml '  fee: [7]'
line late/seed.yaml 'state: handed in'
keys 3 q
leave 3 0

# What was typed and not saved waits to be merged: nothing is handed in.
cp seed.yaml late
kiosk late
wait_for 3 '西罗园街道办事处 2023'
keys 3 ':fees\r5'
wait_for 3 'Administrative fees'
drop 3
within 300 [ ! -e late/seed.yaml.lock ] || fail 'it goes on'
sed -i 's/^  fee: \[0\]/  fee: [7]/' late/seed.yaml
cp late/seed.yaml theirs.yaml
run 2 --hand-in late/seed.yaml
has err 'what was typed and not saved lies in its journal'
same late/seed.yaml theirs.yaml

# a name of a file is safe on the screen
evil=$(printf 'one/e\033[31mvil.yaml')
cp half.yaml "$evil"
kiosk one
wait_for 3 'e\x1b[31mvil.yaml'
keys 3 q
leave 3 0
finish
