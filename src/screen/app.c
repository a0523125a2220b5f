/* app.c - what the screens share: the message, the page */
#include "screen/app.h"

#include <stdarg.h>

#include "base/text.h"

void
app_clear_message(struct app *a)
{
	buf_clear(&a->view.message);
	a->view.message_bad = false;
}

static void
say(struct app *a, bool bad, const char *format, va_list ap)
{
	struct buf text = BUF_INIT;

	app_clear_message(a);
	buf_vaddf(&text, format, ap);
	text_escape(&a->view.message, text.text, text.len);
	a->view.message_bad = bad;
	buf_release(&text);
}

void
app_tell(struct app *a, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(a, false, format, ap);
	va_end(ap);
}

void
app_complain(struct app *a, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(a, true, format, ap);
	va_end(ap);
}

enum where
app_where(const struct app *a)
{
	return screen_top(&a->stack)->where(a);
}

void
app_redraw(struct app *a)
{
	a->view.drawn = -1;
}

/* One whole line: TEXT, cut with ".." if there is no room, and blanks behind
 * it.  A figure that is cut must not look like a smaller one. */
void
app_line(struct app *a, int y, const struct buf *text, enum role role)
{
	struct buf line = BUF_INIT;

	text_pad(&line, text->text, text->len, a->view.width, false,
		 AMBIGUOUS_WIDE);
	term_text(a->term, y, 0, a->view.width, line.text, line.len, role);
	buf_release(&line);
}
