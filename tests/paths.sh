#!/bin/sh
# paths.sh - files are opened by name where a kiosk knows of it, nowhere else
#
# A name that a person gives goes through store/sandbox-path.h.  Below are all the
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
src/store/catalogue.c scandir
src/store/directory.c mkdir
src/store/directory.c open
src/store/directory.c readlink
src/store/directory.c realpath
src/store/file.c open
src/store/form-store.c fopen
src/store/form-store.c scandir
src/store/previous-file.c realpath
src/store/previous-years.c lstat
src/store/previous-years.c scandir
src/store/sandbox-kernel.c open
src/store/sandbox-path.c open
src/store/sandbox-path.c stat
src/terminal/term.c open'

[ "$found" = "$wanted" ] && exit 0
printf '%s\n' "$wanted" >"${TMPDIR:-/tmp}/wanted"
printf '%s\n' "$found" | diff "${TMPDIR:-/tmp}/wanted" -
echo 'use sandbox_open() or sandbox_stat(), or a directory handle'
exit 1
