/* person.c - the user of this process, the machine and the time */
#include "store/person.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/days.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/sandbox-path.h"

void
person_name(struct buf *out)
{
	/* a confined process cannot ask; its environment is that of whoever
	 * set up the kiosk */
	const char *login = sandboxed() ? getenv("LOGNAME") : NULL;
	const struct passwd *p = login ? NULL : getpwuid(getuid());

	if (login && *login && strlen(login) < 100 &&
	    text_valid(login, strlen(login), NULL))
		buf_add(out, login);
	else if (p && p->pw_name && *p->pw_name)
		buf_add(out, p->pw_name);
	else
		buf_addf(out, "%lu", (unsigned long)getuid());
}

void
person_host(struct buf *out)
{
	char name[256] = "";

	if (gethostname(name, sizeof name - 1) || !*name)
		buf_add(out, "localhost");
	else
		buf_add(out, name);
}

int64_t
person_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int
person_today(void)
{
	time_t now = (time_t)(person_clock() / 1000);
	struct tm tm;

	if (!localtime_r(&now, &tm))
		return (int)(now / 86400);
	return days_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

void
person_time(int64_t ms, struct buf *out)
{
	time_t seconds = (time_t)(ms / 1000);
	char text[40];
	struct tm tm;

	if (ms > 0 && localtime_r(&seconds, &tm) &&
	    strftime(text, sizeof text, "%Y-%m-%d %H:%M", &tm))
		buf_add(out, text);
	else
		buf_add(out, _("some time"));
}
