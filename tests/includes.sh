#!/bin/sh
# includes.sh - includes point down between the rooms and in no circle within
# one
#
# What a room may use stands in the table of HACKING.md and nowhere else.
# Within a room X.c and X.h are one module.  No modules include each other in a
# circle, but for a header that the implementation of another has for itself:
# X.c includes Y.h, which includes X.h.
set -u
: "${top_srcdir:?is set by make check}"
cd "$top_srcdir" || exit 99

status=0

# rooms prints "ROOM: USED USED ..." for each row of the table.
rooms() {
	awk -F '|' '$2 ~ /^ `[a-z]+\/` $/ {
		gsub(/[^a-z]/, "", $2)
		gsub(/[^a-z0-9]+/, " ", $4)
		print $2 ":" $4
	}' HACKING.md
}

# includes prints "FILE INCLUDED" for each include of a file of src.
includes() {
	grep -H '^#[ ]*include "' "$@" |
		sed 's|^src/\([^:]*\):[^"]*"\([^"]*\)".*|\1 \2|'
}

listed=$(rooms | sed 's/:.*//')
for folder in src/*/; do
	room=${folder#src/}
	room=${room%/}
	printf '%s\n' "$listed" | grep -qx "$room" && continue
	echo "$room/ is not in the table of HACKING.md"
	status=1
done

# ---- between rooms

upward=$({ rooms; includes src/*/*.[ch]; } | awk '
	$1 ~ /:$/ {
		room = substr($1, 1, length($1) - 1)
		may[room, room] = 1
		for (i = 2; i <= NF; i++)
			may[room, $i] = 1
		next
	}
	$2 == "config.h" { next }
	{
		split($1, from, "/")
		if (split($2, to, "/") != 2 || !((from[1], to[1]) in may))
			print "src/" $1 " includes " $2 \
				", which its room may not use"
	}')
[ -z "$upward" ] || { printf '%s\n' "$upward"; status=1; }

# ---- within a room

for folder in src/*/; do
	room=${folder#src/}
	room=${room%/}
	circles=$(includes "$folder"*.[ch] | awk -v room="$room" '
	{
		x = $1
		sub(/^[^\/]*\//, "", x)
		y = $2
		if (!sub("^" room "/", "", y) || x == y)
			next
		header = x ~ /\.h$/
		sub(/\.[ch]$/, "", x)
		sub(/\.h$/, "", y)
		name[x]; name[y]
		if (x == y)
			next
		direct[x, y] = reach[x, y] = 1
		if (header)
			above[x, y] = 1		# its header includes that one
	}
	END {
		for (k in name)
			for (x in name)
				for (y in name)
					if ((x, k) in reach && (k, y) in reach)
						reach[x, y] = 1
		for (x in name) {
			n = 0
			circle = ""
			for (y in name)
				if ((x, y) in reach && (y, x) in reach) {
					n++
					circle = circle " " y
					if (y != x)
						other = y
				}
			# one is the private header of the other
			if (n == 2 && (((x, other) in above) != \
				       ((other, x) in above)))
				continue
			if (n)
				print room "/" x " is in a circle:" circle
		}
	}' | LC_ALL=C sort)
	[ -z "$circles" ] || { printf '%s\n' "$circles"; status=1; }
done

# ---- names

doubled=$(for file in src/*.[ch] src/*/*.[ch]; do echo "${file##*/}"; done |
	LC_ALL=C sort | uniq -d)
[ -z "$doubled" ] || {
	# shellcheck disable=SC2086
	echo "more than one file of src is called" $doubled
	status=1
}
exit $status
