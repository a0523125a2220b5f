#!/bin/sh
# the locale and the language
. "$top_srcdir/tests/command/lib"

# a locale that is not installed, or has no UTF-8, is taken for C.UTF-8: every
# verb works, and nothing is said to who is no terminal
for name in C POSIX nowhere_XX.UTF-8 xx zh_CN.GB18030 ''; do
	LC_ALL=$name
	run 0 --check seed.yaml
	hasnt err locale
	run 0 --forms
	run 0 --get=unit seed.yaml
	is out '北京市丰台区人民政府西罗园街道办事处'
	run 0 --help
	run 0 --version
done
# the language that it names is used all the same
LC_ALL=zh_TW.nowhere
run 0 --print seed.yaml
has out '一、总体情况'
LC_ALL=C LANGUAGE=zh_CN:en
export LANGUAGE
run 0 --print seed.yaml
has out '一、总体情况'
unset LANGUAGE
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
