#!/bin/sh
# --recover: what was typed and not saved, without a screen
. "$top_srcdir/tests/command/lib"
need script
. "$top_srcdir/tests/command/session"

# the leak checker of a sanitizer would trace a process that is traced
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

# type_and_drop KEYS TEXT: somebody types and his line drops when TEXT is seen
type_and_drop() {
	on_terminal 3 "$GOUJI seed.yaml"
	wait_for 3 'Article 20 (1)' leave
	forget 3
	keys 3 "$1"
	wait_for 3 "$2"
	drop 3
}
cp seed.yaml before.yaml

# ---- nothing waits

run 0 --recover seed.yaml
empty out
has err 'seed.yaml: note: nothing waits to be recovered'
same seed.yaml before.yaml
run 2 --recover none.yaml
lines err 1

# ---- something does

type_and_drop ']]]]41' 38
within 300 [ -s seed.yaml.journal ]
same seed.yaml before.yaml
cp seed.yaml.journal journal
run 0 --recover --dry-run seed.yaml
lines out 1
has out ' requests.new.natural: 3 -> 41'
same seed.yaml before.yaml
same seed.yaml.journal journal
[ ! -e seed.yaml.log ] || fail 'a dry run keeps a log'

# what waits is not written over, and is noted
run 2 --set=new.firm=1 seed.yaml
has err 'what was typed and not saved lies in its journal'
run 0 --check seed.yaml
has out 'seed.yaml: note: journal'

# to another file: the journal stays
run 0 --recover -o other.yaml seed.yaml
empty out
grep -q '^  new: \[41, ' other.yaml || fail 'other.yaml has it not'
same seed.yaml before.yaml
same seed.yaml.journal journal

run 0 --recover seed.yaml
has out ' requests.new.natural: 3 -> 41'
grep -q '^  new: \[41, ' seed.yaml || fail 'it is not saved'
same seed.yaml~ before.yaml
[ ! -e seed.yaml.journal ] || fail 'the journal is left'
run 0 --log seed.yaml
has out 'requests.new.natural'

# ---- the file was changed meanwhile

cp before.yaml seed.yaml
rm -f seed.yaml.log
type_and_drop ']]]]41' 38
within 300 [ -s seed.yaml.journal ]
sed -i 's/^  new: \[3, 0, 0, 0, 0, 0, 3\]/  new: [5, 0, 0, 0, 0, 0, 5]/' seed.yaml
cp seed.yaml changed.yaml
run 2 --recover seed.yaml
has err 'was changed by somebody else since'
same seed.yaml changed.yaml
[ -s seed.yaml.journal ] || fail 'the journal is gone'
run 0 --recover -o mine.yaml seed.yaml
grep -q '^  new: \[41, ' mine.yaml || fail 'mine.yaml has it not'

# ---- what is no journal is kept, and told; a dry run leaves it alone

cp before.yaml seed.yaml
echo garbage >seed.yaml.journal
run 0 --recover --dry-run seed.yaml
[ -e seed.yaml.journal ] || fail 'a dry run moves the journal'
run 0 --recover seed.yaml
has err 'it is kept as seed.yaml.journal~'
[ -e seed.yaml.journal~ ] || fail 'the journal is not kept'
echo garbage >seed.yaml.journal
run 0 --set=new.firm=1 seed.yaml
has err 'it is kept as seed.yaml.journal~'

finish
