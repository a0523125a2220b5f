#!/bin/sh
# --kiosk: the reports of one folder, or of one unit in it, and nothing else
. "$top_srcdir/tests/command/lib"
# the leak checker traces a process of its own, which a kiosk forbids
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS

unit='北京市丰台区人民政府西罗园街道办事处'
mkdir box box/sub outside
cp seed.yaml half.yaml broken.yaml box
cp seed.yaml box/sub/deep.yaml
cp seed.yaml box/.hidden.yaml
cp seed.yaml box/seed.txt
cp seed.yaml outside/secret.yaml
"$GOUJI" --set=unit=other box/half.yaml
sed 's/^year: .*/year: [/' seed.yaml >box/torn.yaml
ln -s seed.yaml box/link.yaml
ln -s ../outside/secret.yaml box/out.yaml
ln -s ../outside box/way
ln -s "$folder/outside/secret.yaml" box/far.yaml
mkdir box/folder.yaml
mkfifo box/fifo.yaml
cp -R box before

# asks STATUS COMMAND runs it as sshd would
asks() {
	expected=$1
	SSH_ORIGINAL_COMMAND=$2; export SSH_ORIGINAL_COMMAND
	run "$expected" --kiosk box
	command="in the kiosk: $2"
	unset SSH_ORIGINAL_COMMAND
}
# the same where one unit is served
unit_asks() {
	expected=$1
	SSH_ORIGINAL_COMMAND=$2; export SSH_ORIGINAL_COMMAND
	run "$expected" --kiosk=box --unit="$unit"
	command="in the unit's kiosk: $2"
	unset SSH_ORIGINAL_COMMAND
}
# one clear line and nothing else
refuses() {
	asks 2 "$1"
	empty out; lines err 1; safe err
	has err "${2:-error: }"
}
unit_refuses() {
	unit_asks 2 "$1"
	empty out; lines err 1; safe err
	has err "$2"
}

# ---- the verbs

for verb in --check --print --summary --trend '--compare seed.yaml' \
	--get=year; do
	run 0 $verb seed.yaml
	cp out wanted
	asks 0 "gouji $verb seed.yaml"
	same out wanted
	unit_asks 0 "gouji $verb 'seed.yaml'"
	same out wanted
done
asks 0 'gouji --check sub/deep.yaml ./seed.yaml'
asks 1 'gouji --check broken.yaml'
asks 0 'gouji --set="remark=it'\''s \$1; here" seed.yaml --get remark'
is out "it's \$1; here"
grep -qF "it's \$1; here" box/seed.yaml || fail 'it was not set'
asks 0 'gouji --set remark= seed.yaml'
same box/seed.yaml before/seed.yaml
asks 0 'gouji --forms'
line out 'zwgk/2021	Annual report on government information disclosure'
asks 0 'gouji --rules zwgk'
asks 0 'gouji --print --blank zwgk'
asks 0 'gouji --help'
asks 0 'gouji --version'
SSH_ORIGINAL_COMMAND='gouji --check -'; export SSH_ORIGINAL_COMMAND
"$GOUJI" --kiosk box <seed.yaml >out 2>err || fail 'standard input'
unset SSH_ORIGINAL_COMMAND

# ---- no other verb, option or program

for verb in --new=zwgk '--new=zwgk -o new.yaml' '--lint seed.yaml' \
	'--kiosk .' '--kiosk=/' '--return --reason=x seed.yaml' \
	'--carry=seed.yaml -o next.yaml'; do
	refuses "gouji $verb" 'is not allowed here; allowed are: --check,'
done
refuses 'gouji --print -o copy.yaml seed.yaml' 'error: --output'
refuses 'gouji --rules -ocopy.yaml zwgk' 'error: --output'
refuses "gouji --rules $GOUJI_FORMS/zwgk-2021.yaml"
refuses "gouji --print --blank $GOUJI_FORMS/zwgk-2021.yaml"
refuses 'gouji --rules seed.yaml' 'is a file'
refuses 'gouji --nothing' 'unknown option'
refuses 'gouji --check' 'FILE is missing'
for words in sh /bin/sh 'sh -c id' /usr/lib/openssh/sftp-server \
	internal-sftp 'scp -t .' 'scp -f seed.yaml' 'rsync --server' vi \
	"$GOUJI --check seed.yaml" './gouji --check seed.yaml' Gouji "''" ' '
do
	refuses "$words" 'is not allowed here; the one command is gouji'
done
refuses 'gouji --check seed.yaml; sh' "';' means something to a shell"
for end in '&& sh' '| sh' '& sh' '> x' '< x' '$(sh)' '`sh`' '"$(sh)"' \
	'*' '?' '[a]' '~' '(sh)' 'a
sh'; do
	refuses "gouji --check seed.yaml $end" 'means something to a shell'
done
refuses 'gouji --check "seed.yaml' 'ends within quotes'
refuses "$(printf 'gouji --check \033[31m')"

# ---- no other file

for file in .. . / /etc/passwd "$folder/box/seed.yaml" ../seed.yaml \
	../box/seed.yaml sub/../seed.yaml sub/../../outside/secret.yaml \
	.hidden.yaml ./.hidden.yaml "''"; do
	for verb in --check '--set=year=1' ''; do
		refuses "gouji $verb $file"
	done
done
for file in link.yaml out.yaml far.yaml way/secret.yaml; do
	for verb in --check --print --get=unit '--set=year=1' ''; do
		refuses "gouji $verb $file" 'is a symbolic link'
	done
done
refuses 'gouji --check fifo.yaml' 'is not a regular file'
refuses 'gouji fifo.yaml' 'is not a regular file'
refuses 'gouji --check folder.yaml' 'is a folder'
refuses 'gouji --check sub' 'is a folder'
refuses 'gouji --compare seed.yaml ../seed.yaml'
refuses 'gouji --trend seed.yaml link.yaml' 'is a symbolic link'
refuses 'gouji --check seed.txt' 'reports are called NAME.yaml'
refuses 'gouji --check seed.yaml/' 'Not a directory'
refuses 'gouji --check none.yaml' 'No such file'
if mknod box/device.yaml c 1 5 2>/dev/null; then
	refuses 'gouji --check device.yaml' 'is not a regular file'
	rm box/device.yaml
else
	left_out 'a device, which we may not make'
fi
asks 2 'gouji --check torn.yaml'
has err 'torn.yaml:'

# ---- nor another unit's

for file in half.yaml torn.yaml; do
	for verb in --check --get=year '--set=year=1' ''; do
		unit_refuses "gouji $verb $file" 'is not one of the reports'
	done
done
unit_refuses 'gouji --check seed.yaml half.yaml' 'half.yaml: error:'
SSH_ORIGINAL_COMMAND='gouji --check seed.yaml'; export SSH_ORIGINAL_COMMAND
# what holds the name is not what is called so
run 2 --kiosk box --unit="${unit%处}"
run 2 --kiosk box --unit=
unset SSH_ORIGINAL_COMMAND

# ---- nothing of that left a trace
command='afterwards'
rm box/fifo.yaml before/fifo.yaml
# but for what a save keeps
rm box/seed.yaml.log box/seed.yaml~
diff -r before box >out 2>&1 || fail 'the folder has changed'
[ ! -e copy.yaml ] && [ ! -e x ] || fail 'something was written'

# ---- the screen needs a terminal, and something to show

run 2 --kiosk box
has err 'standard input is not a terminal'
run 2 --kiosk box --unit=nobody
is err 'gouji: error: there is no report here to be opened'
asks 2 'gouji seed.yaml'
has err 'standard input is not a terminal'
asks 2 'gouji'
has err 'standard input is not a terminal'
asks 2 'gouji -'

# ---- the command line of the kiosk itself

usage_error --kiosk
run 2 --kiosk none
is err 'none: error: cannot be served: No such file or directory'
run 2 --kiosk seed.yaml
lines err 1
usage_error --kiosk box seed.yaml
usage_error --kiosk box --check
usage_error --kiosk box --year=2023
usage_error --kiosk box --kiosk box

# ---- the environment

for name in 'a/b' '../x' "$(printf 'x\033[m')" \
	"$(printf '%065d' 0)" 'a b' '(x)'; do
	TERM=$name
	run 2 --kiosk box
	lines err 1; safe err
	has err 'TERM is not the name of a terminal'
done
TERM=$(printf '%064d' 0)
run 2 --kiosk box
has err 'standard input is not a terminal'
TERM=xterm

# what is not known is not there
POSIXLY_CORRECT=1; export POSIXLY_CORRECT
run 2 seed.yaml --check
asks 0 'gouji seed.yaml --check'
unset POSIXLY_CORRECT

# a locale that is not here does not keep anybody out
for name in xx_YY.UTF-8 ../../x C; do
	LC_ALL=$name
	asks 0 'gouji --get=year seed.yaml'
	empty err
done
LC_ALL=C.UTF-8

# a link leads to no report of another unit, though it lies in the folder
sed 's/^unit:.*/unit: other/; s/^year:.*/year: 2022/' seed.yaml >box/theirs.yaml
(echo 'form: zwgk/2021' && echo 'last: theirs.yaml' &&
	sed 1d seed.yaml) >box/linked.yaml
for verb in --check --state --summary; do
	status=0
	[ $verb != --check ] || status=1
	unit_asks $status "gouji $verb linked.yaml"
	hasnt out '2022'
	hasnt err '2022'
done
unit_asks 1 'gouji --check linked.yaml'
has out "'theirs.yaml' is not compared with: is not one of the reports"
asks 0 'gouji --check linked.yaml'
has out "is of 'other', and this one of"
# without a link that one is not found, and the unit's own is
sed -i '/^last:/d' box/linked.yaml
unit_asks 0 'gouji --check linked.yaml'
has err ', 1 not compared with the year before'
sed 's/^year:.*/year: 2022/' seed.yaml >box/ours.yaml
unit_asks 0 'gouji --check linked.yaml'
hasnt err 'not compared'
sed 's/^unit:.*/unit: other/; s/^year:.*/year: 2023/' seed.yaml \
	>box/theirs-now.yaml
asks 0 'gouji --check theirs-now.yaml'
hasnt err 'not compared'
rm box/theirs.yaml box/theirs-now.yaml box/ours.yaml box/linked.yaml

# forms are found from where the kiosk was started
mkdir forms box/none
cp "$GOUJI_FORMS"/*.yaml forms
cp "$GOUJI_FORMS"/*.yaml box/none
GOUJI_FORMS=none:forms
asks 0 'gouji --check seed.yaml'
GOUJI_FORMS=none
asks 2 'gouji --check seed.yaml'
has err 'is not installed'
finish
