#!/bin/sh
# autogen.sh - makes ./configure out of a clone
cd "$(dirname "$0")" && exec autoreconf --force --install
