# keys.awk - the keys that are pressed, for ptyrun
#
# With cell=ADDRESS they begin with a command line that goes there; the bare
# program is there already.  The figures are the same every time: 24 cells of
# three digits.  Then the arrows go about the screen, and down the table.
BEGIN {
	if (cell) {
		printf "- -=:"
		for (i = 1; i <= length(cell); i++)
			printf " -=%s", substr(cell, i, 1)
		print " -=Enter"
	}
	for (i = 0; i < 24; i++) {
		figure = (i * 7919 + 4153) % 900 + 100
		printf "cell digit=%d digit=%d digit=%d accept=Enter\n",
		       figure / 100, figure / 10 % 10, figure % 10
	}
	n = split("Right Right Down Left Down Right Right Down Left Left " \
		  "Up Right Up Left Up Right Down Down Left Down", way)
	for (i = 1; i <= n; i++)
		print "- move=" way[i]
	for (i = 0; i < 16; i++)
		print "- down=Down"
}
