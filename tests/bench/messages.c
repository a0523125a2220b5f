/*
 * messages.c - translations for a program that is not installed
 *
 * The program looks for its messages where they are to be installed.  This is
 * preloaded, and has it look in the folder BENCH_MESSAGES instead.
 */
#include <dlfcn.h>
#include <stdlib.h>

char *bindtextdomain(const char *domain, const char *folder);

char *
bindtextdomain(const char *domain, const char *folder)
{
	char *(*bind)(const char *, const char *);

	(void)folder;
	*(void **)&bind = dlsym(RTLD_NEXT, "bindtextdomain");
	return bind(domain, getenv("BENCH_MESSAGES"));
}
