#!/bin/sh
# nothing in the environment does harm, whatever it says
. "$top_srcdir/tests/command/lib"

long=$(printf '%070000d' 7)
bytes=$(printf '\377\376\033]0;hi\007\302\233\r')

# tame STATUS...: the last run ended so, and said nothing that a terminal takes
# for a command
tame() {
	for wanted; do [ "$status" -eq "$wanted" ] && break; done
	[ "$status" -eq "$wanted" ] || fail "exit status $status"
	safe out
	safe err
}

# go ARGUMENT...: as run, whatever the status
go() {
	command="$name=$(printf '%.40s' "$value" | tr -dc '[:print:]') $*"
	"$GOUJI" "$@" >out 2>err
	status=$?
	if grep -q 'Sanitizer\|runtime error:' err; then fail 'sanitizer'; fi
}

# verbs: several, each with what it may end with
verbs() {
	cp seed.yaml mine.yaml
	go --check broken.yaml; tame 1 2
	go --summary seed.yaml; tame 0 2
	go --print seed.yaml; tame 0 2
	go --get=requests.new.natural seed.yaml; tame 0 2
	go --set=year=2022 mine.yaml; tame 0 2
	go --forms; tame 0 2
	go --help; tame 0
	go none.yaml; tame 2
}

for name in TERM LINES COLUMNS LANGUAGE LANG LC_ALL LC_MESSAGES LC_CTYPE \
	XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR \
	GOUJI_FORMS NO_COLOR SSH_CONNECTION HOME TMPDIR TERMINFO TZ; do
	for value in "$long" ../../../../etc/passwd "$bytes" '%s%n%n%n%s' '' \
		99999999999999999999 -1; do
		(
			unset LC_ALL
			LANG=C.UTF-8; export LANG
			[ "$name" = LC_ALL ] || { LC_ALL=C.UTF-8; export LC_ALL; }
			eval "$name=\$value; export $name"
			verbs
			exit "$failures"
		) || failures=$((failures + 1))
	done
done

# they change nothing of what is said
GOUJI_FORMS=$top_srcdir/forms
name=none value=
go --print seed.yaml
mv out plain
for name in TERM LINES COLUMNS NO_COLOR HOME TMPDIR TERMINFO TZ \
	SSH_CONNECTION; do
	value=$long
	(
		eval "$name=\$value; export $name"
		go --print seed.yaml
		same plain out
		exit "$failures"
	) || failures=$((failures + 1))
done
[ -s plain ] || fail 'nothing is printed'
finish
