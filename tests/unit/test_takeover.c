/* test_takeover.c - the same person comes again */
#include "store/takeover.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report-support.h"

#define LONG 60000		/* milliseconds that nobody waits */
#define NOBODY 65534

/* A process that asks who listens on FD, as UID if that is not 0; what it is
 * told comes as its exit status. */
static pid_t
other_asks(const char *name, int fd, uid_t uid)
{
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (!pid) {
		close(fd);
		if (uid && setuid(uid))
			_exit(9);
		_exit(takeover_ask(name, LONG) ? 1 : 2);
	}
	return pid;
}

static int
told(pid_t pid)
{
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
wait_for(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	ck_assert_int_eq(poll(&p, 1, LONG), 1);
}

START_TEST(he_ends_and_closes)
{
	struct buf name = BUF_INIT;
	int fd = takeover_listen(&name), asked;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	pid_t pid;

	ck_assert_int_ge(fd, 0);
	ck_assert(!strncmp(name.text, "gouji-", 6));
	ck_assert_int_eq(takeover_asked(fd), -1);
	pid = other_asks(name.text, fd, 0);
	wait_for(fd);
	asked = takeover_asked(fd);
	ck_assert_int_ge(asked, 0);
	/* who asks waits as long as we write */
	p = (struct pollfd){ .fd = asked, .events = POLLIN };
	ck_assert_int_eq(poll(&p, 1, 0), 0);
	ck_assert_int_eq(waitpid(pid, NULL, WNOHANG), 0);
	close(asked);
	ck_assert_int_eq(told(pid), 1);
	close(fd);
	buf_release(&name);
}
END_TEST

/* To die is to be done, too. */
START_TEST(he_dies)
{
	struct buf name = BUF_INIT;
	int fd = takeover_listen(&name);
	pid_t pid;

	ck_assert_int_ge(fd, 0);
	pid = other_asks(name.text, fd, 0);
	wait_for(fd);
	close(fd);
	ck_assert_int_eq(told(pid), 1);
	buf_release(&name);
}
END_TEST

START_TEST(each_listens_alone)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	int a = takeover_listen(&one), b = takeover_listen(&two);

	ck_assert_int_ge(a, 0);
	ck_assert_int_ge(b, 0);
	ck_assert_str_ne(one.text, two.text);
	close(a);
	/* nobody there any more */
	ck_assert(!takeover_ask(one.text, LONG));
	close(b);
	buf_release(&one);
	buf_release(&two);
}
END_TEST

/* Another person is not listened to, and does not get us to wait for him. */
START_TEST(another_person)
{
	struct buf name = BUF_INIT;
	pid_t pid;
	int fd;

	if (getuid()) {
		support_left_out("another person, whom only root can be");
		return;
	}
	fd = takeover_listen(&name);
	ck_assert_int_ge(fd, 0);
	pid = other_asks(name.text, fd, NOBODY);
	ck_assert_int_eq(told(pid), 2);
	wait_for(fd);
	ck_assert_int_eq(takeover_asked(fd), -1);
	close(fd);
	buf_release(&name);
}
END_TEST

/* Another person who has come by a name of ours is no use to us. */
START_TEST(another_person_listens)
{
	int out[2], status;
	struct buf name = BUF_INIT;
	char text[100] = "";
	pid_t pid;

	if (getuid()) {
		support_left_out("another person, whom only root can be");
		return;
	}
	ck_assert(!pipe(out));
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (!pid) {
		struct pollfd p = { .events = POLLIN };

		if (setuid(NOBODY) || (p.fd = takeover_listen(&name)) < 0 ||
		    write(out[1], name.text, name.len) < 0)
			_exit(9);
		/* to end is to be done, if it were he */
		poll(&p, 1, -1);
		_exit(0);
	}
	ck_assert_int_gt(read(out[0], text, sizeof text - 1), 0);
	ck_assert(!takeover_ask(text, LONG));
	ck_assert(!kill(pid, SIGTERM));
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	close(out[0]);
	close(out[1]);
}
END_TEST

static const char *const none[] = {
	"", "gouji", "goujI-1", "/tmp/gouji-1", "gouji-no-such",
	/* longer than any can be */
	("gouji-01234567890123456789012345678901234567890123456789012345678"
	 "90123456789012345678901234567890123456789012345678901234567890"),
};

START_TEST(no_name_of_ours)
{
	ck_assert(!takeover_ask(none[_i], LONG));
}
END_TEST

/* He says something where he should end. */
START_TEST(he_talks)
{
	struct buf name = BUF_INIT;
	int fd = takeover_listen(&name), asked;
	pid_t pid;

	ck_assert_int_ge(fd, 0);
	pid = other_asks(name.text, fd, 0);
	wait_for(fd);
	asked = takeover_asked(fd);
	ck_assert_int_eq(write(asked, "x", 1), 1);
	ck_assert_int_eq(told(pid), 2);
	close(asked);
	close(fd);
	buf_release(&name);
}
END_TEST

/* He never answers, as one who is stopped does not. */
START_TEST(he_does_not_answer)
{
	struct buf name = BUF_INIT;
	int fd = takeover_listen(&name);

	ck_assert_int_ge(fd, 0);
	ck_assert(!takeover_ask(name.text, 1));
	close(fd);
	buf_release(&name);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("handover");
	TCase *c = tcase_create("handover");

	tcase_set_timeout(c, 20);
	tcase_add_test(c, he_ends_and_closes);
	tcase_add_test(c, he_dies);
	tcase_add_test(c, each_listens_alone);
	tcase_add_test(c, another_person);
	tcase_add_test(c, another_person_listens);
	tcase_add_loop_test(c, no_name_of_ours, 0, (int)ARRAY_LEN(none));
	tcase_add_test(c, he_talks);
	tcase_add_test(c, he_does_not_answer);
	suite_add_tcase(s, c);
	return support_run(s);
}
