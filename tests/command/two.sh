#!/bin/sh
# two sessions on one report: the same person's goes on, another person reads
. "$top_srcdir/tests/command/lib"
need script
. "$top_srcdir/tests/command/session"

chmod 755 "$folder"
mkdir -m 777 office
chmod 666 seed.yaml
mv seed.yaml office/r.yaml
cd office || exit 99
# the leak checker of a sanitizer would trace a process that is traced
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

# ---- the same person comes again, from another place

on_terminal 3 "$GOUJI r.yaml"
wait_for 3 'Article 20 (1)' leave
forget 3
keys 3 ']]]]41'
wait_for 3 'differs by' 38
on_terminal 4 "$GOUJI r.yaml"
wait_for 4 'taken over from your other session' 'differs by 38'
leave 3 0
on_screen 3 'goes on in your other session' || fail 'the first is not told'
forget 4
keys 4 2
wait_for 4 409

# ---- a command must wait

run 2 --set=new.firm=1 r.yaml
lines err 1
has err 'r.yaml: error: is open at '
has err 'try again when it is closed'
run 0 --get=requests.new.natural r.yaml
is out 3

# ---- another person reads along, and cannot write

if [ "$(id -u)" = 0 ] && runuser -u nobody -- test -x "$GOUJI" &&
   runuser -u nobody -- test -r "$GOUJI_FORMS/zwgk-2021.yaml"; then
	on_terminal 5 "runuser -u nobody -- $GOUJI r.yaml"
	wait_for 5 'read only: open at' 'differs by 409'
	forget 5
	keys 4 3
	wait_for 5 4123
	forget 5
	keys 5 9
	wait_for 5 'read only: open at'
	grep -q "	nobody	" r.yaml.journal && fail 'the reader wrote'
	# one who reads leaves when he likes
	on_terminal 6 "runuser -u nobody -- $GOUJI r.yaml"
	wait_for 6 'read only: open at'
	keys 6 q
	leave 6 0
	[ -s r.yaml.journal ] || fail 'a reader takes the journal away'
else
	left_out 'another person, whom only root can be, and who can get here'
fi

# ---- the writer leaves

forget 4
keys 4 q
leave 4 0
has r.yaml '  new: [412'
if [ -n "${client_5-}" ]; then
	wait_for 5 'you can edit it now'
	forget 5
	keys 5 '7\r'
	wait_for 5 Commercial
	keys 5 q
	leave 5 0
	run 0 --log r.yaml
	has out ' nobody '
fi
[ ! -e r.yaml.lock ] || fail 'the lock is left'
[ ! -e r.yaml.journal ] || fail 'the journal is left'

# ---- a lock of another machine is not taken, one that is torn is

printf 'gouji-lock' >r.yaml.lock
run 0 --set=new.firm=1 r.yaml
[ ! -e r.yaml.lock ] || fail 'the torn lock is left'
finish
