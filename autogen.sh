#!/bin/sh
# autogen.sh - makes ./configure out of a clone
set -eu
cd "$(dirname "$0")"

# Every source is searched for messages: a wildcard, so that no list rots.
LC_ALL=C ls src/*.c src/*/*.c >po/POTFILES.in

mkdir -p build-aux m4
autoreconf --force --install
