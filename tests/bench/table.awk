# table.awk - what was measured, beside what is aimed at
#
#	awk -f table.awk aims RESULTS
#
# RESULTS are lines of NAME MEASURE CLASS COUNT MEDIAN WORST.  What was not
# measured is shown as "-".  The status is 1 if an aim with the flag "holds" is
# missed, or if an aim is of no row.
FILENAME == ARGV[1] {
	sub(/#.*/, "")
	if (NF) {
		limit[$1] = $2
		flag[$1] = $3
	}
	next
}

{
	median[$1, $2, $3] = $5
	worst[$1, $2, $3] = $6
}

function figure(name, measure, class, which)
{
	if (!((name, measure, class) in median))
		return "-"
	return which == "median" ? median[name, measure, class] \
				 : worst[name, measure, class]
}

function ratio(a, b)
{
	return a == "-" || b == "-" || b == 0 ? "-" : sprintf("%.2f", a / b)
}

function kept(aim, a, b)
{
	if (aim ~ /^=/)
		return a == substr(aim, 2)
	if (aim ~ /x$/)
		return ratio(a, b) + 0 <= aim + 0
	return a + 0 <= aim + 0
}

function verdict(id, a, b)
{
	if (a == "-" || (limit[id] ~ /x$/ && ratio(a, b) == "-")) {
		unmeasured++
		return "not measured"
	}
	if (kept(limit[id], a, b))
		return flag[id] == "later" ? "ok: holds now" : "ok"
	if (flag[id] == "later")
		return "not yet"
	if (flag[id] == "timed")
		return "over"
	broken = broken "\n  " id
	return "BROKEN"
}

function row(id, label, a, b,	aim, result)
{
	seen[id] = 1
	if (id in limit) {
		aim = limit[id]
		aim = aim ~ /^=/ ? "= " substr(aim, 2) : "<= " aim
		result = verdict(id, a, b)
	}
	printf "  %-38s %9s %9s %6s  %-11s %s\n", label, a, b, ratio(a, b),
	       aim, result
}

function head(title, one, other)
{
	printf "\n%-40s %9s %9s %6s  %s\n", title, one, other, "ratio", "aim"
}

# NAME beside OTHER, in the row ID.
function line(id, label, name, other, measure, class, which)
{
	row(id, label, figure(name, measure, class, which),
	    figure(other, measure, class, which))
}

# The same of the program and the bare one; ID is made of what is measured.
function both(label, class, measure, which)
{
	line(class "." measure "." which, label, "filled", "bare", measure,
	     class, which)
}

function key(title, class)
{
	head(title, "gouji", "bare")
	both("bytes, median", class, "bytes", "median")
	both("bytes, worst", class, "bytes", "worst")
	both("writes, median", class, "writes", "median")
	both("writes, worst", class, "writes", "worst")
	both("system calls, worst", class, "calls", "worst")
	both("instructions, median", class, "instr", "median")
	both("instructions, worst", class, "instr", "worst")
	both("microseconds, median", class, "us", "median")
	both("microseconds, worst", class, "us", "worst")
}

function quiet()
{
	head("a second without a key", "gouji", "bare")
	line("idle.writes", "writes", "filled", "bare", "writes", "idle")
	line("idle.calls", "system calls", "filled", "bare", "calls", "idle")
}

function start()
{
	head("start", "gouji", "bare")
	line("start.us", "microseconds, median of 20", "filled", "bare", "us",
	     "start", "median")
	line("start.us.worst", "microseconds, worst of 20", "filled", "bare",
	     "us", "start")
	line("start.bytes", "bytes of the first screen", "filled", "bare",
	     "bytes", "start", "median")
	line("start.memory", "resident memory, KiB", "filled", "bare",
	     "memory", "start")
	line("start.instr", "instructions to the first screen", "filled",
	     "bare", "instr", "start")
	line("start.form", "of which to read the form", "filled", "bare",
	     "instr", "form")
}

function first()
{
	head("the first digit of a session", "24 KB", "3 KB")
	line("first.calls", "system calls", "long", "filled-first", "calls",
	     "first")
	line("first.syncs", "syncs among them", "long", "filled-first",
	     "syncs", "first")
	line("first.instr", "instructions", "long", "filled-first", "instr",
	     "first")
}

function script(label, class, which)
{
	line("zh." class ".bytes." which, label, "filled-zh", "filled",
	     "bytes", class, which)
}

function chinese()
{
	head("in Chinese", "Chinese", "English")
	script("a digit: bytes, median", "digit", "median")
	script("a digit: bytes, worst", "digit", "worst")
	script("a cursor move: bytes, worst", "move", "worst")
	script("three digits and Enter: bytes, worst", "cell", "worst")

	head("in Chinese: instructions", "Chinese", "bare")
	spoken("a digit, median", "digit", "median")
	spoken("a digit, worst", "digit", "worst")
	spoken("Enter, median", "accept", "median")
	spoken("Enter, worst", "accept", "worst")
	spoken("a cursor move, median", "move", "median")
	spoken("a cursor move, worst", "move", "worst")
}

function spoken(label, class, which)
{
	line("zh." class ".instr." which, label, "filled-zh", "bare", "instr",
	     class, which)
}

function alike(label, measure, which)
{
	line("big.digit." measure "." which, label, "big", "blank", measure,
	     "digit", which)
}

# The huge form may cost a tenth more: its numbers have more digits.
function huge()
{
	head("a digit in a blank report", "huge form", "zwgk")
	alike("bytes, median", "bytes", "median")
	alike("bytes, worst", "bytes", "worst")
	alike("instructions, median", "instr", "median")
	alike("instructions, worst", "instr", "worst")
	alike("microseconds, median", "us", "median")
	printf "  (10,000 rows by 100 columns; its first screen takes %s us " \
	       "and %s KiB)\n", figure("big", "us", "start", "median"),
	       figure("big", "memory", "start")
}

# What each costs of the reports that 2,000 are more than 200.
function more(name,	few, many)
{
	few = figure(name "-200", "instr", "all")
	many = figure(name "-2000", "instr", "all")
	return few == "-" || many == "-" ? "-" : int((many - few) / 1800)
}

function share(name, measure, class, count,	n)
{
	n = figure(name, measure, class)
	return n == "-" ? n : int(n / count)
}

function check()
{
	head("--check of 2,000 reports", "gouji", "libyaml")
	row("check.instr", "instructions a report, the last 1,800",
	    more("check"), more("yaml"))
	row("check.instr.first", "instructions a report, the first 200",
	    share("check-200", "instr", "all", 200),
	    share("yaml-200", "instr", "all", 200))
	head("--check", "2,000", "200")
	line("check.memory", "most memory at once, KiB", "check-2000",
	     "check-200", "memory", "all")
}

function growth()
{
	head("instructions, where there is more", "more", "less")
	row("growth.save", "a cell saved of 60,000 and 15,000",
	    share("many", "instr", "save", 60000),
	    share("few", "instr", "save", 15000))
	line("growth.paper", "a byte of 2,000 and 1,000 paper lines",
	     "paper-2000", "paper-1000", "instr", "all")
	line("growth.notes", "a byte of 2,000 and 1,000 notes", "notes-2000",
	     "notes-1000", "instr", "all")
	line("growth.reasons", "a byte of 2,000 and 1,000 reasons",
	     "reasons-2000", "reasons-1000", "instr", "all")
	line("growth.form", "a cell of a form of 1,000,000; 250,000",
	     "form-million", "form-quarter", "instr", "all")
}

# What the aims come to, and the status.
function close_table(	id, status)
{
	print ""
	for (id in limit)
		if (!(id in seen) || flag[id] !~ /^(holds|later|timed)$/) {
			print "aims: '" id "' is of no row, or its flag " \
			      "'" flag[id] "' is none"
			status = 1
		}
	if (unmeasured)
		print unmeasured " aims could not be judged"
	if (broken)
		print "aims that held are broken:" broken
	else
		print "no aim is broken that held"
	exit broken || status
}

END {
	print "the table of requests of zwgk/2021, 25 rows by 7 columns, " \
	      "80x24, xterm-256color"
	key("a digit", "digit")
	key("Enter on what was typed", "accept")
	key("a cursor move on the page", "move")
	key("down the table; it scrolls", "down")
	head("three digits and Enter", "gouji", "bare")
	both("bytes, median", "cell", "bytes", "median")
	both("bytes, worst", "cell", "bytes", "worst")
	quiet()
	first()
	start()
	chinese()
	huge()
	check()
	growth()
	close_table()
}
