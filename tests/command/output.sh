#!/bin/sh
# standard streams that are full, closed or gone
. "$top_srcdir/tests/command/lib"

[ -c /dev/full ] || { echo 'no /dev/full'; exit 77; }
mkfifo gone || { echo 'no pipe with a name'; exit 77; }
for verb in '--check broken.yaml' '--print seed.yaml' '--summary seed.yaml' \
	'--get=unit seed.yaml' '--forms' '--rules zwgk' '--new=zwgk' '--help' \
	'--version'; do
	command="gouji $verb >/dev/full"
	: >out
	# shellcheck disable=SC2086
	"$GOUJI" $verb >/dev/full 2>err
	[ $? -eq 2 ] || fail 'a full disk is no error'
	has err 'standard output cannot be written'
	lines err 1
	command="gouji $verb >&-"
	# shellcheck disable=SC2086
	"$GOUJI" $verb >&- 2>err
	[ $? -eq 2 ] || fail 'a closed output is no error'
	has err 'standard output cannot be written'
	lines err 1
	command="gouji $verb | (closed)"
	# the reader closes its end, and then lets the writer begin
	# shellcheck disable=SC2086
	{ read -r _ <gone; "$GOUJI" $verb 2>err; echo $? >status; } |
		{ exec <&-; echo >gone; }
	[ "$(cat status)" -eq 2 ] || fail 'a reader that went is no error'
done

# what has nothing to say needs no output; a closed input or error stream
# does not become a file
cp seed.yaml r.yaml
"$GOUJI" --set=year=2021 r.yaml >&- || fail '--set needs no output'
"$GOUJI" --check seed.yaml <&- 2>&- >&- || fail '--check of a good file'
"$GOUJI" --set=year=2021 r.yaml <&- 2>&- >&- || fail 'all closed'
"$GOUJI" --get=year r.yaml 2>&- <&- >out || fail '--get without stderr'
is out 2021
"$GOUJI" --check - <&- >out 2>err
[ $? -eq 2 ] || fail 'a closed input is read'
: >out; : >err
finish
