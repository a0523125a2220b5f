#!/bin/sh
# what is different when standard output is a terminal
. "$top_srcdir/tests/command/lib"
need script
need_terminal

# on COLUMNS ARGUMENT...: runs gouji on a terminal that wide, without the
# carriage returns that a terminal adds
on() {
	columns=$1; shift
	command="gouji $* on a terminal"
	script -qec "stty cols $columns rows 24; $GOUJI $*" /dev/null \
		>typed 2>err </dev/null
	sed 's/\r$//' typed >out
}

unset NO_COLOR
TERM=xterm

# control characters of a value are shown
sed 's/^remark: .*/remark: "x\\e[31m\\u202e"/' seed.yaml >evil.yaml
on 80 --get=remark --get=overview evil.yaml
line out 'x\x1b[31m\u202e'
run 0 --get=overview seed.yaml
tail -n +2 typed | sed 's/\r$//' >shown
same shown out

# a page is as wide as the terminal, unless --width or -o says otherwise
run 0 --print --width=130 seed.yaml
cp out wide
on 130 --print seed.yaml
same out wide
on 1000 --summary seed.yaml
[ -s out ] || fail 'nothing on a very wide terminal'
on 5 --summary seed.yaml
[ -s out ] || fail 'nothing on a very narrow terminal'
run 0 --print seed.yaml
cp out page
on 130 --print -o written seed.yaml
same written page
{ cat wide; echo; cat wide; } >both
on 130 --print seed.yaml seed.yaml
same out both

# colours
run 1 --check --color=always broken.yaml
cp out colored
run 1 --check broken.yaml
cp out plain
told() { grep '^broken.yaml' out >findings; same findings "$1"; }
on 80 --check broken.yaml
told colored
on 80 --check --color=never broken.yaml
told plain
NO_COLOR=1; export NO_COLOR
on 80 --check broken.yaml
told plain
on 80 --check --color=always broken.yaml
told colored
NO_COLOR=
on 80 --check broken.yaml
told colored
TERM=dumb
on 80 --check broken.yaml
told plain

# a terminal that the system does not know is run all the same, and told
TERM=xterm-nobody
printf ':q\r' | script -qec "stty cols 80 rows 24; $GOUJI seed.yaml" /dev/null \
	>out 2>err
has out "the terminal 'xterm-nobody' is not known here and is run as xterm-256"
TERM=xterm
printf ':q\r' | script -qec "stty cols 80 rows 24; $GOUJI seed.yaml" /dev/null \
	>out 2>err
hasnt out 'is not known here'

# alone it lists the reports of the folder, even one; without any it says what
# it is, and off a terminal how it is used
mkdir one none
cp seed.yaml one
begin() {
	command="gouji alone in $1"
	printf 'q' | (cd "$1" && script -qec \
		"stty cols 80 rows 24; $GOUJI" /dev/null) >typed 2>err
	tr -d '\r' <typed >out
}
begin one
has out 'which report?'
has out 'seed.yaml'
[ "$(ls -A one)" = seed.yaml ] || fail 'it was opened'
begin none
lines out 3
has out 'gouji --new=FORM -o FILE.yaml makes one'
run 2
lines err 1
has err 'Usage: gouji FILE'
# a report that is not there
run 2 missing.yaml
lines err 1
has err 'gouji --new=FORM -o missing.yaml makes it'
[ ! -e missing.yaml ] || fail 'it was made'
finish
