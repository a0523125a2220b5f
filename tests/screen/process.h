/*
 * process.h - the program itself, on a terminal
 *
 * $GOUJI is run on a pty; we wait for what is to be seen there, never for a
 * time.
 */
#ifndef TESTS_PROCESS_H
#define TESTS_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/buf.h"

#define PATIENCE 60		/* seconds, for a slow machine */
#define PROCESS_REPORT "seed.yaml"

struct process {
	pid_t pid;
	int master, slave;
	struct termios before;
	VTerm *vt;
	int rows, columns;
	bool deaf;		/* we read nothing of what it writes */
	struct buf sent;	/* all that it wrote and we read */
	int status;		/* as of waitpid(), once it has ended */
	bool ended;
};

/* Opens a copy of the report, in a folder where we are then. */
void process_start(struct process *p);
/* The same; SCRIPT is run by a shell, where "$0" "$1" is to run the
 * program. */
void process_start_in_shell(struct process *p, const char *script);
/* Runs ARGV where we are. */
void process_run(struct process *p, char *const argv[]);
/* The same, to be traced by us: it stops when it has begun. */
void process_run_traced(struct process *p, char *const argv[]);
/* Kills it if it has not ended, and opens the report once more. */
void process_again(struct process *p);
void process_end(struct process *p);
/* The same, and the folder goes. */
void process_finish(struct process *p);

/* Takes what it writes, waiting a little for it. */
void process_take(struct process *p);
void process_type(struct process *p, const char *keys);
/* Does TEXT stand in row FROM or below? */
bool process_sees(const struct process *p, int from, const char *text);
/* Waits until TEXT stands in row FROM or below, or anywhere. */
void process_await_below(struct process *p, int from, const char *text);
void process_await(struct process *p, const char *text);
/* Waits until it has ended; it may not have stopped. */
void process_await_end(struct process *p);
void process_assert_exit(struct process *p, int status);
/* The terminal has the modes that it had at first. */
void process_assert_modes(const struct process *p);
/* Ends the test with what is to be seen. */
void process_give_up(const struct process *p, const char *what,
		     const char *text);

#endif
