#!/bin/sh
# --trend: the main figures of several years
. "$top_srcdir/tests/command/lib"

width() { LC_ALL=C.UTF-8 wc -L <"$1"; }

# year YEAR NEW PENALTIES FEE
year() {
	sed -e "s/^year: .*/year: $1/" -e "s/^  new: .*/  new: [$2, 0, 0, 0, 0, 0, $2]/" \
		-e "s/penalty: \[482\]/penalty: [$3]/" -e "s/fee: \[0\]/fee: [$4]/" \
		-e 's/^unit: .*/unit: 云溪市河东区水务局/' seed.yaml >$1.yaml
}
year 2021 12 140 0
year 2022 30 '~' 1.50
year 2024 24 155 12.5
year 2025 24 160 10

# in any order; one year is missing, and that of 2020 is of another version
run 0 --trend 2025.yaml former.yaml 2022.yaml 2021.yaml 2024.yaml
empty err
cat >expected <<'END'
Annual report on government information disclosure: 云溪市河东区水务局

                                2020  2021  2022  2024  2025  change
Requests received       █▃▆ ▅▅    51    12    30    24    24       0
Carried over in         █▁▁ ▁▁     4     0     0     0     0       0
Results                 █▂▂ ▂▂    52     3     3     3     3       0
Disclosed               █▂▂ ▂▂    23     1     1     1     1       0
Carried over out        █▁▁ ▁▁     3     0     0     0     0       0
Administrative reviews  █▁▁ ▁▁     1     0     0     0     0       0
Lawsuits                █▁▁ ▁▁     1     0     0     0     0       0
Licences                 ▁▁ ▁▁     –     0     0     0     0       0
Penalties                █  ██     –   140     –   155   160      +5
Fees (CNY 10,000)        ▁▂ █▇     –     0  1.50  12.5    10    -2.5
END
same out expected
cp out plain
run 0 --trend former.yaml 2021.yaml 2022.yaml 2024.yaml - <2025.yaml
same out plain

# for programs
run 0 --trend --format=csv former.yaml 2021.yaml 2022.yaml 2024.yaml 2025.yaml
[ "$(grep -c "$(printf '\r')\$" out)" -eq 11 ] || fail 'ends of lines'
tr -d '\r' <out >csv
cat >expected <<'END'
figure,label,unit,2020,2021,2022,2024,2025,change
requests.new.total,Requests received,items,51,12,30,24,24,0
requests.carried.total,Carried over in,items,4,0,0,0,0,0
requests.done.total.total,Results,items,52,3,3,3,3,0
requests.done.granted.total,Disclosed,items,23,1,1,1,1,0
requests.pending.total,Carried over out,items,3,0,0,0,0,0
review.count.review.total,Administrative reviews,items,1,0,0,0,0,0
count.suit.direct.total + count.suit.after.total,Lawsuits,,1,0,0,0,0,0
licences.licence.decided,Licences,items,,0,0,0,0,0
sanctions.penalty.decided,Penalties,items,,140,,155,160,5
fees.fee.amount,Fees,"CNY 10,000",,0,1.50,12.5,10,-2.5
END
same csv expected
run 0 --trend --format=json 2021.yaml 2022.yaml 2024.yaml
lines out 10
line out '{"figure":"sanctions.penalty.decided","label":"Penalties","unit":"items","years":[2021,2022,2024],"figures":[140,null,155],"change":null}'
line out '{"figure":"fees.fee.amount","label":"Fees","unit":"CNY 10,000","years":[2021,2022,2024],"figures":[0,1.50,12.5],"change":null}'
if command -v jq >/dev/null; then
	[ "$(jq -s 'map(.figures[0] // 0) | add' out)" = 156 ] || fail 'jq'
fi

# language, width, a file, one year alone
run 0 --trend --lang=zh 2021.yaml 2022.yaml
line out '行政事业性收费 (万元)  ▁█     0  1.50   +1.50'
run 2 --trend --lang=fr 2021.yaml 2022.yaml
empty out
for columns in 40 60 80 120; do
	run 0 --trend --width=$columns former.yaml 2021.yaml 2022.yaml 2024.yaml 2025.yaml
	[ "$(width out)" -le $columns ] || fail "wider than $columns"
done
run 0 --trend --width=50 former.yaml 2021.yaml 2022.yaml 2024.yaml 2025.yaml
cat >expected <<'END'
                              2020
                              2021  2022
                              2024  2025  change
END
grep '^ ' out >heads
same heads expected
line out 'Penalties              █  ██     –'
line out 'Penalties              █  ██   140     –'
line out 'Penalties              █  ██   155   160      +5'
run 0 --trend --color=always 2021.yaml 2022.yaml
has out "$(printf '\033[1m')"
run 0 --trend -o page.txt former.yaml 2021.yaml 2022.yaml 2024.yaml 2025.yaml
empty out
same page.txt plain
run 2 --trend -o 2021.yaml 2021.yaml 2022.yaml
has err '2021.yaml: error: '
run 0 --trend 2021.yaml
line out '                           2021'
line out 'Requests received       █    12'

# years of the earlier version alone
sed 's/^year: .*/year: 2019/' former.yaml >2019.yaml
run 0 --trend former.yaml 2019.yaml
line out 'Licences                ██   268   268       0'

# two of a year; of another unit; without a year; not of one form; no report
cp 2022.yaml again.yaml
run 2 --trend 2021.yaml again.yaml 2022.yaml
empty out
lines err 1
has err 'is of the year 2022, and so is '
has err 'again.yaml'
has err '2022.yaml'
run 0 --trend seed.yaml 2024.yaml
is err "seed.yaml: warning: is of '北京市丰台区人民政府西罗园街道办事处', but 2024.yaml is of '云溪市河东区水务局'; are they one?"
[ -s out ] || fail 'nothing is shown'
printf 'form: zwgk/2021\n' >blank.yaml
run 2 --trend 2021.yaml blank.yaml
empty out
is err 'blank.yaml: error: does not say which year it is of; fill it in'
usage_error --trend
usage_error --trend - -
run 2 --trend 2021.yaml missing.yaml torn.yaml
empty out
lines err 2

# a form that follows nothing; texts of a form that are none for a terminal
mkdir forms
cp "$GOUJI_FORMS"/*.yaml forms
cat >forms/money-1.yaml <<'END'
form: money
version: 1
title: "Money\e[31m"
cell: {type: amount, places: 2, signed: true, unit: "\e[1mEUR"}
body:
- fields: about
  rows:
  - year: {label: Year, cell: {type: year}}
- table: t
  label: T
  rows:
  - a: "Net\e[31m"
  - b: Gross
  cols:
  - c: Sum
trend:
- a.c
- 2 * a.c - b.c
END
GOUJI_FORMS=$folder/forms
printf 'form: money/1\nyear: 2001\nt: {columns: [c], a: [-5], b: [1.25]}\n' >m1.yaml
printf 'form: money/1\nyear: 2002\nt: {columns: [c], a: [5], b: [~]}\n' >m2.yaml
for format in text csv json; do
	run 0 --trend --format=$format m1.yaml m2.yaml
	empty err
	tr -d '\r' <out >clean
	mv clean out
	safe out
done
run 0 --trend m1.yaml m2.yaml
line out '2 * a.c - b.c                 ▁█  -11.25      10  +21.25'
run 2 --trend m1.yaml 2021.yaml
empty out
lines err 1
has err 'only years of one form'
sed '/^trend/,$d' forms/money-1.yaml >none.yaml
mv none.yaml forms/money-1.yaml
run 2 --trend m1.yaml m2.yaml
lines err 1
has err "forms/money-1.yaml: error: names no figures that could be followed over the years; see 'trend' in gouji-form(5)"
finish
