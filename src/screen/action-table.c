/* action-table.c - all that a key can do */
#include "screen/action.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "screen/app.h"
#include "screen/change.h"
#include "screen/command-line.h"
#include "screen/grid.h"
#include "screen/list.h"
#include "screen/lists.h"
#include "screen/move.h"
#include "screen/next-year.h"
#include "screen/note.h"
#include "screen/opening.h"
#include "screen/pick-figure.h"
#include "screen/place.h"
#include "screen/prose.h"
#include "screen/saving.h"
#include "screen/selection.h"
#include "screen/shift.h"
#include "screen/versions.h"

/* ---- the menu ---- */

static void
menu(struct app *a)
{
	a->view.menu = true;
	a->view.menu_page = 0;
}

/* ---- actions that are one call ---- */

#define ACTION(name, call)                                                     \
	static void name(struct app *a)                                        \
	{                                                                      \
		call;                                                          \
	}

ACTION(list_take, screen_top(&a->stack)->choose(a))
ACTION(list_leave, screen_top(&a->stack)->cancel(a))
ACTION(list_up, screen_top(&a->stack)->move(a, -1))
ACTION(list_down, screen_top(&a->stack)->move(a, 1))
ACTION(list_page_up, screen_top(&a->stack)->move(a, 2 - a->view.height))
ACTION(list_page_down, screen_top(&a->stack)->move(a, a->view.height - 2))
ACTION(list_top, screen_top(&a->stack)->move(a, -LIST_FAR))
ACTION(list_end, screen_top(&a->stack)->move(a, LIST_FAR))

ACTION(write_text, prose_write(a, true))
ACTION(stop_writing, prose_write(a, false))
ACTION(text_left, prose_move(a, -1))
ACTION(text_right, prose_move(a, 1))
ACTION(text_up, prose_move_lines(a, -1))
ACTION(text_down, prose_move_lines(a, 1))
ACTION(text_home, prose_move_edge(a, -1))
ACTION(text_end, prose_move_edge(a, 1))
ACTION(text_top, prose_move_lines(a, -PROSE_FAR))
ACTION(text_bottom, prose_move_lines(a, PROSE_FAR))
ACTION(text_page_up, prose_move_lines(a, 2 - a->view.height))
ACTION(text_page_down, prose_move_lines(a, a->view.height - 2))
ACTION(text_delete, prose_delete(a, 1))
ACTION(text_backspace, prose_delete(a, -1))
ACTION(select_left, prose_extend(a, -1))
ACTION(select_right, prose_extend(a, 1))
ACTION(select_up, prose_extend_lines(a, -1))
ACTION(select_down, prose_extend_lines(a, 1))

ACTION(extend_left, selection_extend(a, 0, -1))
ACTION(extend_right, selection_extend(a, 0, 1))
ACTION(extend_up, selection_extend(a, -1, 0))
ACTION(extend_down, selection_extend(a, 1, 0))

ACTION(shift_up, shift_rows(a, -1))
ACTION(shift_down, shift_rows(a, 1))

ACTION(go_left, move_by(a, 0, -1))
ACTION(go_right, move_by(a, 0, 1))
ACTION(go_up, move_by(a, -1, 0))
ACTION(go_down, move_by(a, 1, 0))
ACTION(row_first, move_to(a, app_row(a), 0))
ACTION(row_last, move_to(a, app_row(a), app_block(a)->cols.leaves - 1))
ACTION(table_first, move_to(a, 0, 0))
ACTION(last_row, move_to(a, app_block(a)->rows.leaves - 1, app_column(a)))
ACTION(next_block, move_block(a, 1))
ACTION(previous_block, move_block(a, -1))
ACTION(next_broken, move_broken(a, 1))
ACTION(previous_broken, move_broken(a, -1))
ACTION(undo, change_undo(a, false))
ACTION(redo, change_undo(a, true))
ACTION(save, app_save(a, NULL))

static void
escape(struct app *a)
{
	if (!selection_end(a) && !prose_stop_selecting(a))
		a->view.why = false;
	a->view.focus = -1;
}

static void
redraw(struct app *a)
{
	term_forget(a->term);
	app_redraw(a);
}

static void
prefix_g(struct app *a)
{
	a->view.prefix = 'g';
}

/* ---- the table ---- */

const struct action actions[] = {
	{ .name = "pick", .keys = "Enter", .where = IN_PICK,
	  .help = N_("put this figure into the text"), .strip = N_("take it"),
	  .run = pick_take },
	{ .name = "pick-back", .keys = "Esc q C-c F4", .where = IN_PICK,
	  .help = N_("back to the text without a figure"), .strip = N_("back"),
	  .run = pick_back },
	{ .name = "pick-sign", .keys = "#", .where = IN_PICK,
	  .help = N_("back to the text with the sign # itself"),
	  .strip = N_("the sign #"), .run = pick_sign },
	{ .name = "accept", .keys = "Enter +", .where = IN_GRID,
	  .help = N_("accept the figure and go on"), .strip = N_("next"),
	  .run = do_accept },
	{ .name = "zero-row", .keys = "/ C-d o", .where = IN_GRID,
	  .help = N_("the rest of the row is 0; on to the next row"),
	  .strip = N_("rest of row 0"), .run = do_zero_row },
	{ .name = "next-broken", .keys = "* F8 n", .where = IN_BLOCKS,
	  .help = N_("go to the next broken rule"), .strip = N_("broken"),
	  .run = next_broken },
	/* its key is on the strip, so it leaves its digit of the menu */
	{ .name = "goto", .keys = ". F6", .where = IN_TABLE,
	  .help = N_("go to a row by its number"), .strip = N_("row"),
	  .menu = N_("row"), .place = 17, .run = do_goto_row },
	{ .name = "last-year", .keys = "y F5", .where = IN_GRID,
	  .help = N_("last year's figures; again: the change; again: off"),
	  .menu = N_("last"), .place = 3, .run = do_previous_year },
	{ .name = "why", .keys = "w F3", .where = IN_BLOCKS,
	  .help = N_("the rule with its figures; again: walk its terms"),
	  .strip = N_("why"), .menu = N_("why"), .place = 2, .run = do_why },
	{ .name = "menu", .keys = "Space", .where = IN_BLOCKS | IN_SELECT,
	  .help = N_("actions by number"), .strip = N_("menu"), .run = menu },
	{ .name = "help", .keys = "? F1 C-g",
	  .where = IN_BLOCKS | IN_WRITE | IN_PICK,
	  .help = N_("what this is, and every key"), .strip = N_("help"),
	  .run = do_help },
	{ .name = "write", .keys = "i Enter F2", .where = IN_PROSE,
	  .help = N_("write; Esc ends it"), .strip = N_("write"),
	  .menu = N_("write"), .place = 1, .asks = true, .run = write_text },
	{ .name = "stop-writing", .keys = "Esc C-c", .where = IN_WRITE,
	  .help = N_("stop writing; keys are commands again"),
	  .strip = N_("stop writing"), .run = stop_writing },
	{ .name = "text-left", .keys = "Left h", .where = IN_TEXT,
	  .help = N_("left"), .run = text_left },
	{ .name = "text-right", .keys = "Right l", .where = IN_TEXT,
	  .help = N_("right"), .run = text_right },
	{ .name = "text-up", .keys = "Up k", .where = IN_TEXT, .help = N_("up"),
	  .run = text_up },
	{ .name = "text-down", .keys = "Down j", .where = IN_TEXT,
	  .help = N_("down"), .run = text_down },
	{ .name = "line-start", .keys = "Home ^", .where = IN_TEXT,
	  .help = N_("start of the line"), .run = text_home },
	{ .name = "line-end", .keys = "End $", .where = IN_TEXT,
	  .help = N_("end of the line"), .run = text_end },
	{ .name = "text-start", .keys = "C-Home", .where = IN_TEXT,
	  .help = N_("start of the text; also gg"), .run = text_top },
	{ .name = "text-end", .keys = "C-End G", .where = IN_TEXT,
	  .help = N_("end of the text"), .run = text_bottom },
	{ .name = "text-page-up", .keys = "PgUp", .where = IN_WRITE,
	  .help = N_("a page up"), .run = text_page_up },
	{ .name = "text-page-down", .keys = "PgDn", .where = IN_WRITE,
	  .help = N_("a page down"), .run = text_page_down },
	{ .name = "refer", .keys = "# F4", .where = IN_TEXT,
	  .help = N_("put a figure in that follows the tables"),
	  .strip = N_("figure"), .menu = N_("figure"), .place = 3,
	  .run = pick_figure },
	{ .name = "select", .keys = "v F5", .where = IN_TEXT,
	  .help = N_("begin or end selecting"), .strip = N_("select"),
	  .run = prose_select },
	{ .name = "select-left", .keys = "S-Left", .where = IN_TEXT,
	  .help = N_("select to the left"), .run = select_left },
	{ .name = "select-right", .keys = "S-Right", .where = IN_TEXT,
	  .help = N_("select to the right"), .run = select_right },
	{ .name = "select-up", .keys = "S-Up", .where = IN_TEXT,
	  .help = N_("select upwards"), .run = select_up },
	{ .name = "select-down", .keys = "S-Down", .where = IN_TEXT,
	  .help = N_("select downwards"), .run = select_down },
	{ .name = "cut", .keys = "x C-k", .where = IN_TEXT,
	  .help = N_("cut the selection, or the line"), .strip = N_("cut"),
	  .run = prose_cut },
	{ .name = "copy", .keys = "y C-o", .where = IN_TEXT,
	  .help = N_("copy the selection, or the line"), .strip = N_("copy"),
	  .run = prose_copy },
	{ .name = "paste", .keys = "p C-p", .where = IN_TEXT,
	  .help = N_("put in what was cut or copied"), .strip = N_("paste"),
	  .run = prose_paste },
	{ .name = "delete", .keys = "Del", .where = IN_TEXT,
	  .help = N_("delete the character here"), .run = text_delete },
	{ .name = "backspace", .keys = "Backspace", .where = IN_TEXT,
	  .help = N_("delete the character before"), .run = text_backspace },
	{ .name = "next", .keys = "Tab", .where = IN_TABLE,
	  .help = N_("next figure; Enter then returns to where Tabs began"),
	  .run = do_tab },
	{ .name = "back", .keys = "- S-Tab", .where = IN_TABLE,
	  .help = N_("back to the figure before"), .run = do_back },
	{ .name = "left", .keys = "Left h", .where = IN_TABLE,
	  .help = N_("left"), .run = go_left },
	{ .name = "right", .keys = "Right l", .where = IN_TABLE,
	  .help = N_("right"), .run = go_right },
	{ .name = "up", .keys = "Up k", .where = IN_TABLE, .help = N_("up"),
	  .run = go_up },
	{ .name = "down", .keys = "Down j", .where = IN_TABLE,
	  .help = N_("down"), .run = go_down },
	{ .name = "row-first", .keys = "Home ^", .where = IN_TABLE,
	  .help = N_("first figure of the row"), .run = row_first },
	{ .name = "row-last", .keys = "End $", .where = IN_TABLE,
	  .help = N_("last figure of the row"), .run = row_last },
	{ .name = "table-first", .keys = "C-Home", .where = IN_TABLE,
	  .help = N_("first figure of the table; also gg"),
	  .run = table_first },
	{ .name = "table-last", .keys = "C-End", .where = IN_TABLE,
	  .help = N_("last figure of the table"), .run = do_table_last },
	{ .name = "last-row", .keys = "G", .where = IN_TABLE,
	  .help = N_("last row"), .run = last_row },
	{ .name = "g", .keys = "g", .where = IN_BLOCKS | IN_PICK,
	  .help = N_("gg: first row; g and a number: that row"),
	  .run = prefix_g },
	{ .name = "find", .keys = "f C-f", .where = IN_TABLE,
	  .help = N_("find a row by words of its label"), .menu = N_("find"),
	  .place = 8, .asks = true, .run = do_find },
	{ .name = "previous-broken", .keys = "N S-F8", .where = IN_BLOCKS,
	  .help = N_("go to the broken rule before"),
	  .run = previous_broken },
	{ .name = "next-blank", .keys = ") F7", .where = IN_BLOCKS,
	  .help = N_("go to the next blank figure"), .menu = N_("blank"),
	  .place = 10, .run = do_next_blank },
	{ .name = "findings", .keys = "m F11", .where = IN_BLOCKS,
	  .help = N_("list all that is broken or blank"),
	  .menu = N_("findings"), .place = 9, .run = do_list_findings },
	{ .name = "reason", .keys = "a F9", .where = IN_BLOCKS,
	  .help = N_("give the reason for what is broken here, or change it"),
	  .menu = N_("reason"), .place = 5, .asks = true, .run = do_reason },
	{ .name = "note", .keys = "c F4", .where = IN_BLOCKS,
	  .help = N_("write a note on this; empty: take it away"),
	  .menu = N_("note"), .place = 4, .asks = true, .run = do_note },
	{ .name = "come-back", .keys = "! S-F4", .where = IN_BLOCKS,
	  .help = N_("mark this, to come back to; again: no longer"),
	  .menu = N_("come back"), .place = 14, .run = do_flag },
	{ .name = "notes", .keys = "C S-F11", .where = IN_BLOCKS,
	  .help = N_("list the notes, and what to come back to"),
	  .menu = N_("notes"), .place = 15, .run = do_notes },
	{ .name = "blocks", .keys = "b F12", .where = IN_BLOCKS | IN_PICK,
	  .help = N_("list the parts of the report and go to one"),
	  .menu = N_("parts"), .place = 12, .run = do_blocks },
	{ .name = "next-part", .keys = "PgDn ]", .where = IN_BLOCKS | IN_PICK,
	  .help = N_("next part of the report"), .run = next_block },
	{ .name = "previous-part", .keys = "PgUp [",
	  .where = IN_BLOCKS | IN_PICK,
	  .help = N_("previous part of the report"), .run = previous_block },
	{ .name = "zero-table", .keys = "Z F10", .where = IN_BLOCKS,
	  .help = N_("all that is blank in the table is 0 (asks)"),
	  .menu = N_("all 0"), .place = 13, .run = do_zero_table },
	{ .name = "blank", .keys = "x Del", .where = IN_GRID,
	  .help = N_("blank the figure"), .run = do_blank_cell },
	{ .name = "take-last", .keys = "\"", .where = IN_GRID,
	  .help = N_("last year's figure here too, and on"),
	  .run = do_take_previous },
	{ .name = "mend", .keys = "Backspace", .where = IN_GRID,
	  .help = N_("take back the last digit"), .within = true, .run = do_mend },
	{ .name = "edit", .keys = "e i F2", .where = IN_GRID,
	  .help = N_("edit the figure in place"), .within = true, .asks = true, .run = do_edit_cell },
	{ .name = "select", .keys = "v", .where = IN_GRID | IN_SELECT,
	  .help = N_("begin or end selecting"), .run = selection_toggle },
	{ .name = "select-left", .keys = "S-Left",
	  .where = IN_GRID | IN_SELECT,
	  .help = N_("select to the left"), .run = extend_left },
	{ .name = "select-right", .keys = "S-Right",
	  .where = IN_GRID | IN_SELECT,
	  .help = N_("select to the right"), .run = extend_right },
	{ .name = "select-up", .keys = "S-Up",
	  .where = IN_GRID | IN_SELECT,
	  .help = N_("select upwards"), .run = extend_up },
	{ .name = "select-down", .keys = "S-Down",
	  .where = IN_GRID | IN_SELECT,
	  .help = N_("select downwards"), .run = extend_down },
	{ .name = "shift-up", .keys = "", .where = IN_GRID | IN_SELECT,
	  .help = N_("what stands from here on, or is selected, a row up"),
	  .menu = N_("row up"), .place = 18, .run = shift_up },
	{ .name = "shift-down", .keys = "", .where = IN_GRID | IN_SELECT,
	  .help = N_("what stands from here on, or is selected, a row down"),
	  .menu = N_("row down"), .place = 19, .run = shift_down },
	{ .name = "copy", .keys = "y C-o", .where = IN_SELECT,
	  .help = N_("copy what is selected, for a spreadsheet"),
	  .strip = N_("copy"), .run = selection_copy },
	{ .name = "copy", .keys = "", .where = IN_GRID,
	  .help = N_("copy the whole table, for a spreadsheet"),
	  .run = selection_copy_block },
	{ .name = "paste", .keys = "p C-p", .where = IN_GRID,
	  .help = N_("put in what was cut or copied"), .run = grid_paste },
	{ .name = "undo", .keys = "u C-z", .where = IN_BLOCKS | IN_WRITE,
	  .help = N_("take back the last entry"), .menu = N_("undo"),
	  .place = 6, .run = undo },
	{ .name = "redo", .keys = "C-r C-y", .where = IN_BLOCKS | IN_WRITE,
	  .help = N_("do again what was taken back"), .run = redo },
	{ .name = "restored", .keys = "U", .where = IN_BLOCKS,
	  .help = N_("list what was restored from the journal, or drop it"),
	  .run = do_restored },
	{ .name = "history", .keys = "H S-F5", .where = IN_BLOCKS,
	  .help = N_("who changed this and when"), .menu = N_("history"),
	  .place = 16, .run = do_history },
	{ .name = "paper", .keys = "=", .where = IN_GRID,
	  .help = N_("key the total that stands on paper"), .run = do_paper },
	{ .name = "command", .keys = ":",
	  .where = IN_BLOCKS | IN_PICK | IN_LIST | IN_SELECT,
	  .help = N_("type an action or an address; Tab completes"),
	  .asks = true, .run = do_command },
	{ .name = "w", .keys = "C-s", .where = IN_BLOCKS | IN_WRITE,
	  .help = N_("save; :w NAME under another name"), .menu = N_("save"),
	  .place = 11, .run = save },
	{ .name = "leave", .keys = "q C-q", .where = IN_BLOCKS | IN_WRITE,
	  .help = N_("save and leave; also ZZ"), .strip = N_("leave"),
	  .run = do_leave },
	{ .name = "q", .keys = "", .where = IN_BLOCKS,
	  .help = N_("save and leave"), .run = do_leave },
	{ .name = "wq", .keys = "", .where = IN_BLOCKS,
	  .help = N_("save and leave"), .run = do_leave },
	{ .name = "x", .keys = "", .where = IN_BLOCKS,
	  .help = N_("save and leave"), .run = do_leave },
	{ .name = "q!", .keys = "", .where = IN_BLOCKS,
	  .help = N_("leave without saving (asks)"), .run = do_discard },
	{ .name = "hand-in", .keys = "", .where = IN_BLOCKS,
	  .help = N_("hand in what is ready: it is locked (asks)"),
	  .run = do_hand_in },
	{ .name = "return", .keys = "", .where = IN_BLOCKS,
	  .help = N_("open again what was handed in (asks why)"),
	  .run = do_return },
	{ .name = "last", .keys = "", .where = IN_BLOCKS,
	  .help = N_(":last FILE names the file of last year's report"),
	  .run = do_link },
	{ .name = "next-year", .keys = "", .where = IN_BLOCKS,
	  .help = N_("make the report of the next year and go on in it"),
	  .run = do_next_year },
	{ .name = "redraw", .keys = "C-l", .where = IN_BLOCKS | ALWAYS,
	  .help = N_("draw the screen again"), .within = true, .run = redraw },
	{ .name = "escape", .keys = "Esc C-c", .where = IN_BLOCKS | IN_SELECT,
	  .help = N_("close what is open"), .run = escape },
	{ .name = "list-choose", .keys = "Enter l Right", .where = IN_LIST,
	  .help = N_("go there"), .strip = N_("go there"), .run = list_take },
	{ .name = "list-close", .keys = "q Esc h - Left C-c", .where = IN_LIST,
	  .help = N_("close the list"), .strip = N_("close"),
	  .run = list_leave },
	{ .name = "list-up", .keys = "Up k S-Tab", .where = IN_LIST,
	  .help = N_("up"), .run = list_up },
	{ .name = "list-down", .keys = "Down j Tab +", .where = IN_LIST,
	  .help = N_("down"), .run = list_down },
	{ .name = "list-page-up", .keys = "PgUp", .where = IN_LIST,
	  .help = N_("a page up"), .run = list_page_up },
	{ .name = "list-page-down", .keys = "PgDn Space", .where = IN_LIST,
	  .help = N_("a page down"), .run = list_page_down },
	{ .name = "list-top", .keys = "Home g", .where = IN_LIST,
	  .help = N_("to the top"), .run = list_top },
	{ .name = "list-end", .keys = "End G", .where = IN_LIST,
	  .help = N_("to the end"), .run = list_end },
};
const int action_count = ARRAY_LEN(actions);
