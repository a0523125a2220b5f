/* locale.c - the locale, and the language of messages */
#include "base/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"

#define TAKEN "C.UTF-8"

/* Of the locale that was asked for: "" if it is not installed. */
static char codeset[32];
static bool taken;

static const char *
first_set(const char *const *name, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const char *value = getenv(name[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

const char *
locale_language(void)
{
	static const char *const names[] = {
		"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG",
	};

	return first_set(names, ARRAY_LEN(names));
}

/* gettext() reads LANGUAGE in every locale but C. */
static void
keep_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *asked = first_set(names, ARRAY_LEN(names));
	const char *language = getenv("LANGUAGE");
	char *name = xstrndup(asked, strcspn(asked, ".@"));

	if (!(language && *language) && strcmp(name, "C") &&
	    strcmp(name, "POSIX"))
		setenv("LANGUAGE", name, 1);
	free(name);
}

void
locale_set(const char *folder)
{
	if (setlocale(LC_ALL, ""))
		snprintf(codeset, sizeof codeset, "%s", nl_langinfo(CODESET));
	taken = strcmp(codeset, "UTF-8");
	if (taken) {
		keep_language();
		setlocale(LC_ALL, TAKEN);
	}
	bindtextdomain("gouji", folder);
	bind_textdomain_codeset("gouji", "UTF-8");
	textdomain("gouji");
}

bool
locale_is_foreign(void)
{
	return taken && *codeset && strncmp(codeset, "ANSI_X3.4", 9);
}

/* TEXT in the characters of the terminal, as far as it has them. */
static void
put(const char *text)
{
	size_t n = 0;
	char *coded = NULL;

	if (locale_is_foreign())
		coded = u8_conv_to_encoding(codeset, iconveh_question_mark,
					    (const uint8_t *)text,
					    strlen(text), NULL, NULL, &n);
	if (coded)
		fwrite(coded, 1, n, stderr);
	else
		fputs(text, stderr);
	free(coded);
}

void
locale_tell(void)
{
	struct buf text = BUF_INIT;

	if (!taken || !isatty(STDERR_FILENO))
		return;
	if (locale_is_foreign())
		buf_addf(&text, _("gouji: the terminal uses %s; set it and "
				  "LC_ALL to UTF-8\n"), codeset);
	else
		buf_addf(&text, _("gouji: the locale is not installed or has "
				  "no UTF-8; %s is taken\n"), TAKEN);
	put(text.text);
	buf_release(&text);
}
