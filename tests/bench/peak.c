/*
 * peak.c - the most memory that a command holds at once
 *
 *	peak COMMAND [ARGUMENT...]
 *
 * Prints it in KiB.  What the command writes to its standard output is thrown
 * away, and its exit status is of no account unless it is above 1.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct rusage usage;
	int status;
	pid_t pid;

	if (argc < 2)
		return 2;
	pid = fork();
	if (pid < 0)
		return 2;
	if (pid == 0) {
		dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) ||
	    WEXITSTATUS(status) > 1) {
		fprintf(stderr, "peak: %s did not run\n", argv[1]);
		return 2;
	}
	printf("%ld\n", usage.ru_maxrss);
	return 0;
}
