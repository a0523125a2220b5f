/*
 * bare.c - the least that a program with a grid of figures must do
 *
 * Draws a table of 25 rows and 7 columns with ncurses, takes digits into the
 * active cell, goes on at Enter and moves at the arrows: what every program
 * pays that does this job with curses.  It adds up nothing, judges nothing,
 * keeps nothing; "make bench" measures against it.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curses.h>

#define ROWS 25
#define COLS 7			/* the last is no cell to type in */
#define HEADER 4
#define FOOT 4
#define LABEL 24
#define WIDTH 8

struct grid {
	char cell[ROWS][COLS][WIDTH];
	int row, col;
	int top;		/* the first row that is shown */
	bool typing;
};

static int
visible(void)
{
	int rows = LINES - HEADER - FOOT;

	return rows < 1 ? 1 : rows;
}

static void
draw_cell(const struct grid *g, int row, int col)
{
	bool active = row == g->row && col == g->col;

	if (active)
		attron(A_REVERSE);
	mvprintw(HEADER + row - g->top, LABEL + col * WIDTH, "%*s", WIDTH - 1,
		 g->cell[row][col]);
	if (active)
		attroff(A_REVERSE);
}

static void
draw_all(const struct grid *g)
{
	int row, col;

	erase();
	attron(A_REVERSE);
	mvprintw(0, 0, "%-*s", COLS * WIDTH + LABEL,
		 " An office of some town 2023  3. Figures of the year");
	attroff(A_REVERSE);
	attron(A_BOLD);
	mvprintw(1, LABEL, "Applicants");
	mvprintw(2, LABEL + WIDTH, "Legal persons and other organisations");
	for (col = 0; col < COLS; col++)
		mvprintw(3, LABEL + col * WIDTH, "%*s %d", WIDTH - 3, "Kind",
			 col + 1);
	attroff(A_BOLD);
	for (row = g->top; row < ROWS && row < g->top + visible(); row++) {
		mvprintw(HEADER + row - g->top, 0, "%2d %s %d", row + 1,
			 "A reason given", row + 1);
		for (col = 0; col < COLS; col++)
			draw_cell(g, row, col);
	}
	mvprintw(LINES - 4, 0, "Legal persons  |  A reason given  [items]");
	mvprintw(LINES - 1, 0, "Enter next  / rest of row 0  q leave");
}

static void
draw(const struct grid *g)
{
	move(HEADER + g->row - g->top, LABEL + g->col * WIDTH + WIDTH - 2);
	refresh();
}

static void
go(struct grid *g, int row, int col)
{
	int before_row = g->row, before_col = g->col;

	g->typing = false;
	if (row < 0 || row >= ROWS || col < 0 || col >= COLS - 1)
		return;
	g->row = row;
	g->col = col;
	if (row < g->top || row >= g->top + visible()) {
		g->top = row - visible() / 2;
		if (g->top > ROWS - visible())
			g->top = ROWS - visible();
		if (g->top < 0)
			g->top = 0;
		draw_all(g);
	} else {
		draw_cell(g, before_row, before_col);
		draw_cell(g, row, col);
	}
}

static void
type(struct grid *g, int digit)
{
	char *text = g->cell[g->row][g->col];
	size_t len = g->typing ? strlen(text) : 0;

	g->typing = true;
	if (len + 1 >= WIDTH)
		return;
	text[len] = (char)digit;
	text[len + 1] = '\0';
	draw_cell(g, g->row, g->col);
}

static void
take(struct grid *g, int key)
{
	if (key >= '0' && key <= '9')
		type(g, key);
	else if (key == KEY_UP)
		go(g, g->row - 1, g->col);
	else if (key == KEY_DOWN)
		go(g, g->row + 1, g->col);
	else if (key == KEY_LEFT)
		go(g, g->row, g->col - 1);
	else if (key == KEY_RIGHT)
		go(g, g->row, g->col + 1);
	else if (g->col + 1 < COLS - 1)
		go(g, g->row, g->col + 1);
	else
		go(g, g->row + 1, 0);
}

int
main(void)
{
	static struct grid g;
	int row, col, key;

	setlocale(LC_ALL, "");
	for (row = 0; row < ROWS; row++)
		for (col = 0; col < COLS; col++)
			strcpy(g.cell[row][col], "0");
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	draw_all(&g);
	draw(&g);
	while ((key = getch()) != 'q' && key != ERR) {
		take(&g, key);
		draw(&g);
	}
	endwin();
	return 0;
}
