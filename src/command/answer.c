/*
 * answer.c - gouji --answer: the reason for a broken rule, from the command
 * line
 *
 * RULE[@ADDRESS] as --check tells them: the rule, and where it is broken if
 * that is not clear.  The end of an address is enough.
 */
#include <string.h>

#include "base/i18n.h"
#include "command/command.h"
#include "form/check-place.h"
#include "report/reason.h"
#include "store/session.h"

/* What is asked for, and what there is of it. */
struct search {
	const struct report *report;
	struct buf rule;
	const char *address;	/* or its end; NULL: anywhere */
	int found, check;	/* broken or answered there; one of them */
	int broken, open;	/* broken alone; one of them */
	struct buf list;	/* of those */
	bool known, answerable;	/* the rule is there, can be answered */
};

static bool
fits(const struct search *s, const struct buf *address)
{
	size_t n = s->address ? strlen(s->address) : 0;

	if (!s->address)
		return true;
	if (n > address->len ||
	    strcmp(address->text + address->len - n, s->address))
		return false;
	return n == address->len || (n && address->text[address->len - n - 1] ==
					  '.');
}

static void
look_at(struct search *s, int check)
{
	enum verdict v = report_verdict(s->report, check);
	struct buf address = BUF_INIT;

	s->answerable = s->answerable ||
		check_answerable(&report_form(s->report)->check[check]);
	check_address(report_form(s->report), check, &address);
	if ((v == VERDICT_BROKEN || v == VERDICT_ANSWERED) &&
	    fits(s, &address)) {
		s->found++;
		s->check = check;
		buf_addf(&s->list, " %s@%s", s->rule.text, address.text);
	}
	if (v == VERDICT_BROKEN && fits(s, &address)) {
		s->broken++;
		s->open = check;
	}
	buf_release(&address);
}

/* Is it a rule without checks of its own: a suspect, or the deadline? */
static bool
is_rule(const struct form *f, const char *id)
{
	int i;

	for (i = 0; i < f->rules; i++)
		if (!strcmp(f->rule[i].id, id))
			return true;
	return f->deadline.rule && !strcmp(f->deadline.rule->id, id);
}

/* The check that is meant; -1, told in E.  Where one is broken and others are
 * answered already, it is the broken one. */
static int
search(struct search *s, struct place place, struct error *e)
{
	const struct form *f = report_form(s->report);
	int i;

	for (i = 0; i < f->checks; i++)
		if (!strcmp(f->check[i].rule->id, s->rule.text)) {
			s->known = true;
			look_at(s, i);
		}
	if (s->broken == 1 || s->found == 1)
		return s->broken == 1 ? s->open : s->check;
	if (!s->known && is_rule(f, s->rule.text))
		error_add(e, place, _("the rule %s takes no explanation; it "
				      "clears when its cause is corrected"), s->rule.text);
	else if (!s->known)
		error_add(e, place, _("the form %s/%s has no rule '%s'; "
				      "--rules lists them"), f->name,
			  f->version, s->rule.text);
	else if (!s->answerable)
		error_add(e, place, _("the rule %s must hold; no reason "
				      "answers it"), s->rule.text);
	else if (!s->found)
		error_add(e, place, s->address
			  ? _("the rule %s is not broken at '%s'; --check "
			      "lists what is")
			  : _("the rule %s is not broken; --check lists what "
			      "is"), s->rule.text, s->address);
	else
		error_add(e, place, _("the rule %s is broken in several "
				      "places; say which:%s"), s->rule.text,
			  s->list.text);
	return -1;
}

static int
find(const struct report *r, const char *what, struct place place,
     struct error *e)
{
	size_t len = strcspn(what, "@");
	struct search s = {
		.report = r, .rule = BUF_INIT, .list = BUF_INIT,
		.address = what[len] ? what + len + 1 : NULL,
	};
	int check = -1;

	buf_addn(&s.rule, what, len);
	check = search(&s, place, e);
	buf_release(&s.rule);
	buf_release(&s.list);
	return check;
}

static void
answer(const struct options *o, const char *path, struct error *e)
{
	struct place place = { path, 0, 0 };
	struct error own = ERROR_INIT;
	struct report *r;
	struct session d;
	int check = -1;

	if (!session_open(&d, path, SESSION_COMMAND, !o->no_history, e))
		return;
	session_tell_kept(&d, e);
	command_previous(o, &d.file, e);
	r = d.file.report;
	if (report_may_change(r, -1, &own))
		check = find(r, o->answer, place, e);
	else
		error_add(e, place, "%s", error_first(&own));
	error_release(&own);
	session_sign(&d, "");
	if (check >= 0 && reason_give(r, check, o->reason, false, EDIT_NEW, e))
		session_save(&d, e);
	session_close(&d, true);
}

static enum status
run(const struct options *o)
{
	struct error e = ERROR_INIT;

	if (!strcmp(o->file[0], "-"))
		error_add(&e, NOWHERE, _("--answer changes a file; it cannot "
					 "change standard input"));
	else if (*o->answer == '@')
		error_add(&e, NOWHERE, _("--answer wants a rule, as --check "
					 "tells it"));
	else if (!o->reason || !o->reason[strspn(o->reason, " ")])
		error_add(&e, NOWHERE, _("--answer wants the reason with "
					 "--reason"));
	else
		answer(o, o->file[0], &e);
	return command_end(&e);
}

const struct verb verb_answer = {
	.takes = TAKES_REASON | TAKES_YEARS | TAKES_NO_HISTORY,
	.operand = N_("FILE"),
	.kiosk = KIOSK_REPORTS,
	.run = run,
};
