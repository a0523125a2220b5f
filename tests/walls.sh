#!/bin/sh
# walls.sh - each room links whole with the rooms that it may use, and no call
# into another room links
#
# Makefile.am says what a room links with (WALLS: "ROOM: LIBRARIES;" for each),
# HACKING.md what it may use; both must say the same.
# Lists of libraries and rooms are words, parted by blanks.
# shellcheck disable=SC2046,SC2086
set -u
: "${top_srcdir:?is set by make check}" "${builddir:?}" "${LINK:?}" "${WALLS:?}"
cd "$builddir" || exit 99
where=$(mktemp -d) || exit 99
trap 'rm -rf "$where"' EXIT
status=0

# may_use ROOM prints what the table of HACKING.md has for it, a line a room.
may_use() {
	awk -F '|' -v room="$1" '$2 == " `" room "/` " {
		gsub(/[^a-z0-9]+/, "\n", $4)
		print $4
	}' "$top_srcdir/HACKING.md" | grep . | LC_ALL=C sort
}

# program [SYMBOL] writes one that calls it, or does nothing.
program() {
	if [ $# = 0 ]; then
		echo 'int main(void) { return 0; }'
	else
		printf 'void %s(void);\nint main(void) { %s(); return 0; }\n' \
			"$1" "$1"
	fi >"$where/wall.c"
}

# links ROOM LIBRARY... links the program with the whole room.
links() {
	whole=lib$1.a
	shift
	$LINK -w -o "$where/wall" "$where/wall.c" -Wl,--whole-archive "$whole" \
		-Wl,--no-whole-archive "$@" >"$where/said" 2>&1
}

wrong() {
	echo "$*"
	status=1
}

printf '%s' "$WALLS" | tr ';' '\n' | sed 's/^ *//; s/://' >"$where/walls"
while read -r room libraries; do
	used=$(printf '%s\n' $libraries |
		sed -n 's/^lib\([a-z]*\)\.a$/\1/p' | grep -vx "$room" |
		LC_ALL=C sort)
	[ "$used" = "$(may_use "$room")" ] ||
		wrong "$room/ links" $used, "may use" $(may_use "$room")
	program
	links "$room" $libraries || {
		wrong "$room/ does not link with what it may use:"
		grep 'undefined \(reference\|symbol\)' "$where/said" || cat "$where/said"
	}
	# what a call into any other room would do
	while read -r other _; do
		printf '%s\n' "$room" $used | grep -qx "$other" && continue
		program "$(nm -g --defined-only "lib$other.a" |
			awk '$2 == "T" { print $3; exit }')"
		! links "$room" $libraries ||
			wrong "$room/ links with a call into $other/"
		grep -q 'undefined \(reference\|symbol\)' "$where/said" ||
			wrong "$room/ and a call into $other/:" \
				"$(cat "$where/said")"
	done <"$where/walls"
done <"$where/walls"
[ -s "$where/walls" ] || wrong "no room"
exit $status
