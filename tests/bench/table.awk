# table.awk - what was measured, beside what is aimed at
#
# Reads lines of NAME MEASURE CLASS COUNT MEDIAN WORST.  What was not measured
# is shown as "-" and not judged.
{
	median[$1, $2, $3] = $5
	worst[$1, $2, $3] = $6
}

function figure(name, measure, class, which)
{
	if (!((name, measure, class) in median))
		return "-"
	return which == "worst" ? worst[name, measure, class] \
				: median[name, measure, class]
}

function ratio(a, b)
{
	return a == "-" || b == "-" || b == 0 ? "-" : sprintf("%.2f", a / b)
}

function verdict(value, aim)
{
	if (aim == "" || value == "-")
		return ""
	return value + 0 <= aim + 0 ? "ok" : "over"
}

function row(label, a, b, aim, result)
{
	printf "%-38s %9s %9s %6s  %-8s %s\n", label, a, b, ratio(a, b), aim,
	       result
}

function head(title, one, other)
{
	printf "\n%-38s %9s %9s %6s  %s\n", title, one, other, "ratio", "aim"
}

# AIM bounds the figure.
function line(label, measure, class, which, aim,	a)
{
	a = figure("filled", measure, class, which)
	row("  " label, a, figure("bare", measure, class, which),
	    aim == "" ? "" : "<= " aim, verdict(a, aim))
}

# TIMES bounds its ratio to the bare program's.
function against(label, measure, class, which, times,	a, b)
{
	a = figure("filled", measure, class, which)
	b = figure("bare", measure, class, which)
	row("  " label, a, b, "<= " times "x", verdict(ratio(a, b), times))
}

# One a key, not fewer either.
function writes(class,	a, once)
{
	a = figure("filled", "writes", class, "worst")
	once = a == 1 && figure("filled", "writes", class, "median") == 1
	row("  writes, worst", a, figure("bare", "writes", class, "worst"),
	    "= 1", a == "-" ? "" : once ? "ok" : "over")
}

function key(label, class, middle, most)
{
	head(label, "gouji", "bare")
	line("bytes, median", "bytes", class, "median", middle)
	line("bytes, worst", "bytes", class, "worst", most)
	writes(class)
	line("system calls, worst", "calls", class, "worst", 8)
	against("instructions, median", "instr", class, "median", 2)
	against("instructions, worst", "instr", class, "worst", 2)
	line("microseconds, median", "us", class, "median", "")
	line("microseconds, worst", "us", class, "worst", "")
}

# The huge form may cost a tenth more: its numbers have more digits.
function alike(label, measure, which,	a, b)
{
	a = figure("big", measure, "digit", which)
	b = figure("blank", measure, "digit", which)
	row("  " label, a, b, "the same", verdict(ratio(a, b), 1.1))
}

END {
	print "the table of requests of zwgk/2021, 25 rows by 7 columns, " \
	      "80x24, xterm-256color"
	key("a digit", "digit", 60, 120)
	key("Enter on what was typed", "accept", "", "")
	key("a cursor move on the page", "move", "", 60)
	key("down the table; it scrolls", "down", "", "")

	head("three digits and Enter", "gouji", "bare")
	line("bytes, median", "bytes", "cell", "median", "")
	line("bytes, worst", "bytes", "cell", "worst", 220)

	head("a second without a key", "gouji", "bare")
	line("writes", "writes", "idle", "worst", 0)
	line("system calls", "calls", "idle", "worst", 0)

	head("start, 20 times", "gouji", "bare")
	row("  milliseconds to the first screen, median",
	    ms("filled", "median"), ms("bare", "median"), "<= 10",
	    verdict(ms("filled", "median"), 10))
	row("  the same, worst", ms("filled", "worst"), ms("bare", "worst"),
	    "", "")
	line("bytes of the first screen", "bytes", "start", "median", "")
	line("resident memory, KiB", "memory", "start", "worst", 6 * 1024)

	head("labels in another script", "Chinese", "English")
	script("a digit: bytes, median", "digit", "median", 60)
	script("a digit: bytes, worst", "digit", "worst", 120)
	script("a cursor move: bytes, worst", "move", "worst", 60)
	script("three digits and Enter: bytes, worst", "cell", "worst", 220)

	head("a digit in a blank report", "big form", "zwgk")
	alike("bytes, median", "bytes", "median")
	alike("bytes, worst", "bytes", "worst")
	alike("instructions, median", "instr", "median")
	alike("instructions, worst", "instr", "worst")
	row("  microseconds, median", figure("big", "us", "digit", "median"),
	    figure("blank", "us", "digit", "median"), "", "")
	printf "  (10,000 rows by 100 columns; its first screen takes %s ms " \
	       "and %s KiB)\n", ms("big", "median"),
	       figure("big", "memory", "start", "worst")
}

function ms(name, which,	us)
{
	us = figure(name, "us", "start", which)
	return us == "-" ? us : sprintf("%.1f", us / 1000)
}

function script(label, class, which, aim,	a)
{
	a = figure("filled-zh", "bytes", class, which)
	row("  " label, a, figure("filled", "bytes", class, which),
	    "<= " aim, verdict(a, aim))
}
