#!/bin/sh
# tree.sh - no source, test or language is left out of a list
set -u
: "${top_srcdir:?is set by make check}"
cd "$top_srcdir" || exit 99

listed=$(tr -s '\\ \t' '\n' <Makefile.am)
languages=$(cat po/LINGUAS)
status=0

# want FILE NAME LIST WHERE
want() {
	[ -e "$1" ] || return 0
	printf '%s\n' "$3" | grep -qxF -e "$2" && return 0
	echo "$1: not listed in $4"
	status=1
}

for file in src/*.c src/*/*.c; do
	want "$file" "$file" "$listed" Makefile.am
done
for file in tests/unit/*.c tests/screen/*.c tests/fuzz/*.c tests/fault/*.c; do
	case ${file##*/} in
	test_*|fuzz_*) want "$file" "${file%.c}" "$listed" Makefile.am ;;
	*) want "$file" "$file" "$listed" Makefile.am ;;
	esac
done
for file in po/*.po; do
	name=${file#po/}
	want "$file" "${name%.po}" "$languages" po/LINGUAS
done
exit $status
