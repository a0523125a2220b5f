#!/bin/sh
# paths.sh - files are opened by name where a kiosk knows of it, nowhere else
#
# A name that a person gives goes through store/confine.h.  Below are all the
# calls that take one without; each is of the installation, or of a process
# that is not confined.
set -u
: "${top_srcdir:?is set by make check}"
cd "$top_srcdir" || exit 99

calls='open|open64|fopen|freopen|creat|stat|lstat|access|realpath|readlink'
calls="$calls|scandir|opendir|rename|remove|unlink|link|symlink|mkdir|mkfifo"
calls="$calls|truncate|chmod|chown|chdir|mkstemp|tmpfile|execv|popen|system"

found=$(grep -oE "(^|[^a-zA-Z0-9_.>])($calls)\(" src/*.c src/*/*.c |
	sed 's/:[^a-z]*/ /; s/($//' | LC_ALL=C sort -u)
wanted='src/main.c open
src/screen/term.c open
src/store/confine.c open
src/store/confine.c stat
src/store/file.c open
src/store/form-path.c fopen
src/store/form-path.c scandir
src/store/home.c mkdir
src/store/home.c open
src/store/home.c readlink
src/store/home.c realpath
src/store/shelf.c scandir
src/store/wall.c open
src/store/year.c realpath'

[ "$found" = "$wanted" ] && exit 0
printf '%s\n' "$wanted" >"${TMPDIR:-/tmp}/wanted"
printf '%s\n' "$found" | diff "${TMPDIR:-/tmp}/wanted" -
echo 'use confine_open() or confine_stat(), or a home'
exit 1
