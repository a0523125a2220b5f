#!/bin/sh
# a locale without UTF-8 is refused, but for help and version
. "$top_srcdir/tests/command/lib"

refused() {
	usage_error "$@"
	has err 'export LC_ALL='
}

LC_ALL=C
refused --check seed.yaml
refused seed.yaml
refused --forms
run 0 --help
run 0 --version
LC_ALL=nowhere_XX.UTF-8
refused --check seed.yaml
has err 'not installed'
LC_ALL=C.UTF-8
run 0 --check seed.yaml

# the language of labels
run 0 --forms
has out 'Annual report'
run 0 --forms --lang=zh
has out '政府信息公开工作年度报告'
run 0 --print --lang=zh seed.yaml
has out '一、总体情况'
run 0 --print --lang=en seed.yaml
has out '1. Overview'
run 2 --print --lang=fr seed.yaml
empty out
has err "'fr'; it has: zh en"
run 2 --check --lang=z seed.yaml
run 2 --rules --lang=fr zwgk
run 2 --summary --lang= seed.yaml

# LC_ALL goes before LC_MESSAGES, and that before LANG
locale -a 2>/dev/null | grep -qi '^zh_CN\.utf-*8$' || {
	left_out 'the language of the locale zh_CN.UTF-8'
	finish
}
LC_ALL=zh_CN.UTF-8
run 0 --print seed.yaml
has out '一、总体情况'
unset LC_ALL
export LC_MESSAGES=zh_CN.UTF-8 LANG=C.UTF-8 LC_CTYPE=C.UTF-8
run 0 --print seed.yaml
has out '一、总体情况'
unset LC_MESSAGES
run 0 --print seed.yaml
has out '1. Overview'
LANG=zh_CN.UTF-8
run 0 --print seed.yaml
has out '一、总体情况'
finish
