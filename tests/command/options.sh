#!/bin/sh
# the command line itself: nothing that is given is ignored
. "$top_srcdir/tests/command/lib"

run 2
empty out
lines err 1
has err 'Usage: gouji FILE'

run 0 --help
empty err
for option in new check print summary get set unit year forms rules lint \
	format blank lang width output color help version recover log cell \
	reason no-history; do
	has out " --$option"
done
has out '-c, --check FILE...'
has out '-n, --new=FORM'
cp out help
run 0 -h
same out help
run 0 --check --help nothing
same out help

run 0 --version
lines out 1
has out 'gouji '
cp out version
run 0 -V
same out version

# unknown, incomplete, too much
usage_error --nothing seed.yaml
has err "'--nothing'"
usage_error seed.yaml --nothing
has err "'--nothing'"
usage_error -x seed.yaml
has err "'-x'"
usage_error -cx seed.yaml
has err "'-x'"
usage_error "$(printf -- '-\344\270\255')" seed.yaml
usage_error "$(printf -- '--a\033[31m')"
safe err
usage_error --s seed.yaml
usage_error --get
has err "'--get' wants ADDRESS"
usage_error -o
has err "'--output' wants FILE"
usage_error --check=yes seed.yaml
has err "'--check' takes no value"
usage_error --check
has err 'FILE is missing'
usage_error --lint
has err 'FORM.yaml is missing'
usage_error --rules
usage_error --get=unit
usage_error --get=unit seed.yaml half.yaml
has err "'half.yaml'"
usage_error seed.yaml half.yaml
usage_error -
usage_error --rules zwgk zwgk
usage_error --new=zwgk seed.yaml
has err "'seed.yaml'"
usage_error --forms seed.yaml
usage_error --version seed.yaml
usage_error --check ''
usage_error ''

# two verbs
usage_error --check --print seed.yaml
has err "'--check' and '--print'"
usage_error -ps seed.yaml
usage_error --new=zwgk --get=unit
usage_error --get=unit --check seed.yaml
usage_error --rules --lint "$GOUJI_FORMS/zwgk-2021.yaml"

# what does not belong to the verb
usage_error --format=json --summary seed.yaml
has err "'--format' goes only with: --check"
usage_error --format=json --print seed.yaml
is err "gouji: error: --print knows no format 'json'; it has: text"
usage_error --format=json seed.yaml
usage_error --blank --check seed.yaml
has err "goes only with: --print"
usage_error --lang=zh --lint "$GOUJI_FORMS/zwgk-2021.yaml"
usage_error --width=80 --check seed.yaml
usage_error --color=always --print seed.yaml
usage_error -o x --check seed.yaml
usage_error -o x seed.yaml
usage_error --unit=x --check seed.yaml
usage_error --set=unit=x --print seed.yaml
[ ! -e x ] || fail 'x was written'

# values that make no sense; once is enough
usage_error --format=xml --check seed.yaml
usage_error --color=red --check seed.yaml
for width in 19 401 0 -1 '' 8o 80.0 99999999999; do
	usage_error --width="$width" --print seed.yaml
	has err 'from 20 to 400'
done
usage_error --set=unit seed.yaml
has err "ADDRESS=VALUE, not 'unit'"
usage_error --set==x seed.yaml
usage_error -o '' --print seed.yaml
usage_error --lang=zh --lang=en --print seed.yaml
has err "'--lang' is given twice"
usage_error --check --check seed.yaml

# options can follow the files, and -- ends them
run 0 seed.yaml --chec
cp seed.yaml -- -seed.yaml
run 0 --check -- -seed.yaml
finish
