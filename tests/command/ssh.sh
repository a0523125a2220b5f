#!/bin/sh
# a kiosk behind a real sshd, on 127.0.0.1: what works, and what is refused
. "$top_srcdir/tests/command/lib"
. "$top_srcdir/tests/command/session"
for tool in ssh ssh-keygen ssh-keyscan sftp scp tic; do
	need $tool
done
sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) ||
	{ echo 'no sshd (Debian: openssh-server)'; exit 77; }

unit='北京市丰台区人民政府西罗园街道办事处'
me=$(id -un)

# ---- a server with two ports: keys have their own commands on the first, the
# second has one for all of them

mkdir box mine outside
cp seed.yaml half.yaml broken.yaml box
cp seed.yaml mine
"$GOUJI" --set=unit=other mine/seed.yaml
cp mine/seed.yaml box/other.yaml
cp seed.yaml outside/secret.yaml
ln -s ../outside/secret.yaml box/out.yaml
mkfifo box/fifo.yaml

# serve NAME ARGUMENT... writes a script that starts the kiosk; the leak
# checker would trace a process of its own, which a kiosk forbids
serve() {
	script=$folder/$1; shift
	{
		echo '#!/bin/sh'
		echo "ASAN_OPTIONS='${ASAN_OPTIONS-}:detect_leaks=0'"
		echo "GOUJI_FORMS='$GOUJI_FORMS'"
		echo 'export ASAN_OPTIONS GOUJI_FORMS'
		echo "echo \$\$ >'$folder/pid'"
		printf "exec '%s'" "$GOUJI"
		printf " '%s'" "$@"
		echo
	} >"$script"
	chmod +x "$script"
}
serve all --kiosk "$folder/box"
serve unit --kiosk "$folder/mine" --unit=other

for key in host all unit free env; do
	ssh-keygen -q -t ed25519 -N '' -C $key -f key-$key ||
		{ echo 'ssh-keygen makes no key'; exit 77; }
done
{
	echo "command=\"$folder/all\",restrict,pty $(cat key-all.pub)"
	echo "command=\"$folder/unit\",restrict,pty $(cat key-unit.pub)"
	echo "command=\"env\",restrict,pty $(cat key-env.pub)"
	cat key-free.pub
} >authorized_keys

# Whatever could be allowed is, but for what the keys and ForceCommand say.
config() {
	cat <<-END
	ListenAddress 127.0.0.1:$1
	ListenAddress 127.0.0.1:$2
	HostKey $folder/key-host
	PidFile none
	AuthorizedKeysFile $folder/authorized_keys
	StrictModes no
	UsePAM no
	PermitRootLogin yes
	PasswordAuthentication no
	KbdInteractiveAuthentication no
	AcceptEnv *
	AllowTcpForwarding yes
	AllowAgentForwarding yes
	X11Forwarding yes
	GatewayPorts yes
	Subsystem sftp internal-sftp
	Match LocalPort $2
		ForceCommand $folder/all
		DisableForwarding yes
		PermitTTY yes
	END
}

# The folder is sshd's own; a system that has never started it has none.  It
# stays, as another server may have come to need it.
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd

server=
agent=

# childless PID: none of the processes that it made lives
childless() {
	for child in $(grep -ls "^PPid:[[:space:]]*$1\$" /proc/[0-9]*/status)
	do
		child=${child%/status}
		is_gone "${child##*/}" || return 1
	done
}

# shellcheck disable=SC2317
clean_up() {
	end_sessions
	[ -z "$agent" ] || { kill "$agent"; wait "$agent"; } 2>/dev/null
	if [ "$server" ]; then
		within 100 childless "$server"
		kill "$server" 2>/dev/null
		wait "$server" 2>/dev/null
	fi
	chmod -R u+w "$folder"
	rm -rf "$folder"
}
trap clean_up EXIT

listening() {
	[ "$(grep -c 'Server listening on' log)" = 2 ] ||
		! kill -0 "$server" 2>/dev/null
}

# Ports that others have are known by trying.
port=$((20000 + $$ % 10000))
for try in 1 2 3 4 5 6 7 8 9 10; do
	port=$((port + try * 7)) other=$((port + 1)) free=$((port + 2))
	config $port $other >config
	"$sshd" -D -e -f "$folder/config" 2>log &
	server=$!
	within 100 listening
	if kill -0 "$server" 2>/dev/null &&
	   [ "$(grep -c 'Server listening on' log)" = 2 ]; then
		break
	fi
	kill "$server" 2>/dev/null
	wait "$server"
	server=
	grep -q 'Address already in use' log || break
done
[ "$server" ] || { cat log; echo 'sshd does not start'; exit 77; }

{
	echo "[127.0.0.1]:$port $(cat key-host.pub)"
	echo "[127.0.0.1]:$other $(cat key-host.pub)"
} >known
cat >client <<END
Host *
	HostName 127.0.0.1
	User $me
	UserKnownHostsFile $folder/known
	GlobalKnownHostsFile /dev/null
	IdentitiesOnly yes
	IdentityAgent SSH_AUTH_SOCK
	BatchMode yes
	ControlPath none
	ConnectTimeout 60
	LogLevel ERROR
	SendEnv TERMINFO POSIXLY_CORRECT
Host all unit free env
	Port $port
	IdentityFile $folder/key-%n
Host forced
	Port $other
	IdentityFile $folder/key-free
END
unset SSH_AUTH_SOCK DISPLAY TERMINFO TERMINFO_DIRS

# Nothing can be tested where nobody can log in.
ssh -F client free 'echo in' >out 2>err </dev/null
[ "$(cat out)" = in ] ||
	{ cat err log; echo "$me cannot log in through sshd"; exit 77; }

# visit STATUS HOST WORD...: a command that sshd is asked for
visit() {
	expected=$1; shift
	command="ssh $*"
	ssh -F client "$@" >out 2>err
	status=$?
	[ "$status" -eq "$expected" ] ||
		fail "exit status $status instead of $expected"
	if grep -q 'Sanitizer\|runtime error:' err; then fail 'sanitizer'; fi
}

# login N HOST WORD...: a session on a terminal, see tests/command/session
login() {
	n=$1; shift
	session "$n" ssh -F client -tt "$@"
}

# ---- what works

for host in all forced; do
	run 0 --check seed.yaml
	cp out wanted
	visit 0 $host gouji --check seed.yaml
	same out wanted
	run 0 --print seed.yaml
	cp out wanted
	visit 0 $host gouji --print seed.yaml
	same out wanted
	visit 1 $host 'gouji --check broken.yaml'
	visit 0 $host "gouji --set=remark='a b' seed.yaml --get remark"
	is out 'a b'
	visit 0 $host 'gouji --set=remark= seed.yaml'
	same box/seed.yaml seed.yaml
done
visit 0 unit "gouji --get=unit seed.yaml"
is out other
visit 0 all 'gouji --check -' <seed.yaml
POSIXLY_CORRECT=1; export POSIXLY_CORRECT
visit 0 all 'gouji seed.yaml --check'
unset POSIXLY_CORRECT

# ---- a session: the list, a report, the list again, and out

login 3 all
wait_for 3 half.yaml seed.yaml other.yaml "$unit"
keys 3 G
forget 3
keys 3 '\r'
wait_for 3 '西罗园街道办事处 2023  Article'
pid=$(cat pid)
wall() {
	grep -q "^$1:[[:space:]]*$2\$" "/proc/$pid/status" ||
		fail "no $1 $2 in /proc"
}
has_wall() { grep -q "^#define $1 1" "$builddir/config.h"; }
wall NoNewPrivs 1
if has_wall HAVE_SECCOMP && [ -e /proc/sys/kernel/seccomp ]; then
	wall Seccomp 2
else
	left_out 'whether a session behind sshd has the wall seccomp'
fi
grep -q '^Max core file size *0 *0 ' "/proc/$pid/limits" || fail 'core files'
# :w goes no further than all else
for name in ../new.yaml /tmp/new.yaml out.yaml .new.yaml way/new.yaml; do
	forget 3
	keys 3 ":w $name\\r"
	wait_for 3 saved:
done
[ ! -e new.yaml ] && [ ! -e /tmp/new.yaml ] && [ ! -e box/.new.yaml ] ||
	fail 'something was written'
forget 3
keys 3 ':w new.yaml\r'
wait_for 3 'saved'
within 100 test -s box/new.yaml || fail 'nothing was written'
forget 3
keys 3 q
wait_for 3 half.yaml new.yaml
keys 3 q
leave 3 0
rm box/new.yaml

# the one report of a unit opens at once, and leaving it is leaving
login 3 unit
wait_for 3 other 2023
if on_screen 3 seed.yaml; then fail 'a list of one'; fi
keys 3 q
leave 3 0
login 3 forced gouji half.yaml
wait_for 3 '青河县城关街道办事处 2024  Article'
keys 3 q
leave 3 0

# a link that breaks ends the session
login 3 all
wait_for 3 half.yaml
pid=$(cat pid)
drop 3
within 300 is_gone "$pid" || fail 'the session goes on without a client'

# ---- a line that drops in mid-digit, and the connection after it

cp mine/seed.yaml before.yaml
login 3 unit
wait_for 3 'other 2023'
forget 3
keys 3 ']]]]41'
wait_for 3 'differs by' 38
pid=$(cat pid)
drop 3
within 300 is_gone "$pid" || fail 'the session goes on without a client'
same mine/seed.yaml before.yaml
[ -e mine/seed.yaml.journal ] || fail 'no journal'
login 3 unit
wait_for 3 'restored: 1 entry' 'differs by 38'
forget 3
keys 3 2
wait_for 3 409
forget 3
keys 3 q
leave 3 0
grep -q '^  new: \[412, 0, ' mine/seed.yaml || fail 'a digit is lost'
[ ! -e mine/seed.yaml.journal ] || fail 'the journal is left'
cp before.yaml mine/seed.yaml

# ---- no terminal, a wrong one, or one that the visitor describes

visit 2 all
has err 'standard input is not a terminal'
TERM=../x
login 3 all
leave 3 2
wait_for 3 'TERM is not the name of a terminal'
infocmp -A /usr/share/terminfo xterm 2>/dev/null | sed 's/^xterm|/visitor|/' \
	>visitor
[ -s visitor ] || infocmp xterm | sed 's/^xterm|/visitor|/' >visitor
tic -o "$folder/terms" visitor 2>/dev/null || fail 'tic'
TERM=visitor TERMINFO=$folder/terms
export TERMINFO
login 3 free 'infocmp >/dev/null && echo known'
leave 3 0
wait_for 3 known
login 3 all
wait_for 3 "'visitor' is not known here"
keys 3 q
leave 3 0
TERM=xterm
unset TERMINFO

# ---- what is refused

for host in all forced; do
	for words in sh 'sh -c id' 'gouji --check seed.yaml; sh' \
		'gouji --check ../outside/secret.yaml' \
		'gouji --check out.yaml' 'gouji --check fifo.yaml' \
		"gouji --check $folder/seed.yaml" \
		'gouji --print -o new.yaml seed.yaml' 'gouji --new=zwgk'; do
		visit 2 $host "$words" </dev/null
		empty out
		lines err 1
		has err 'error: '
	done
	command="sftp $host"
	echo 'get seed.yaml stolen' >batch
	if sftp -F client -b batch $host >out 2>err; then fail 'a file'; fi
	[ ! -e stolen ] || fail 'a file was got'
	for way in '' -O; do
		command="scp $way $host"
		# shellcheck disable=SC2086
		if scp $way -F client $host:seed.yaml stolen >out 2>err </dev/null
		then fail 'a file'; fi
		# shellcheck disable=SC2086
		if scp $way -F client seed.yaml $host:new.yaml >out 2>err </dev/null
		then fail 'a file'; fi
	done
	[ ! -e stolen ] && [ ! -e box/new.yaml ] || fail 'a file was copied'
done
if mknod box/device.yaml c 1 5 2>/dev/null; then
	visit 2 all gouji --check device.yaml
	has err 'is not a regular file'
	rm box/device.yaml
else
	left_out 'a device, which we may not make'
fi
visit 2 unit gouji --check none.yaml

# forwarding: what the other key may do, these may not
visit 0 -W 127.0.0.1:$port free </dev/null
has out SSH-2.0
for host in all forced; do
	visit 255 -W 127.0.0.1:$port $host </dev/null
	empty out
done
visit 0 -o ExitOnForwardFailure=yes -R $free:127.0.0.1:$port free true
for host in all forced; do
	visit 255 -o ExitOnForwardFailure=yes -R $free:127.0.0.1:$port $host \
		gouji --version
	empty out
done
# through HOST: is anything at the other end?
through() {
	login 3 -L "$free:127.0.0.1:$port" "$@"
	wait_for 3 "$wanted"
	ssh-keyscan -T 20 -p $free 127.0.0.1 >out 2>err
	drop 3
}
wanted=here
through free 'echo here; cat'
has out ssh-ed25519
wanted=half.yaml
for host in all forced; do
	through $host
	empty out
done

# agent and X11: restrict takes both away
need ssh-agent
ssh-agent -D -a "$folder/agent" >/dev/null 2>&1 &
agent=$!
within 100 test -S agent || fail 'no agent'
SSH_AUTH_SOCK=$folder/agent; export SSH_AUTH_SOCK
visit 0 -A free env
has out SSH_AUTH_SOCK=
DISPLAY=127.0.0.1:99; export DISPLAY
visit 0 -A -X env
has out SSH_CONNECTION=
hasnt out SSH_AUTH_SOCK=
hasnt out DISPLAY=
visit 0 -A -X all gouji --version
unset DISPLAY

command='afterwards'
# but for what a save keeps
rm -f box/*.log box/*~
cmp -s box/seed.yaml seed.yaml || fail 'the report has changed'
[ "$(find box | wc -l)" = 7 ] || { find box >out; fail 'a file more, or less'; }
finish
