/* sandbox-kernel.c - what the kernel keeps a process from */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "store/sandbox-kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef HAVE_LANDLOCK
#include <linux/landlock.h>
#endif
#ifdef HAVE_SECCOMP
#include <seccomp.h>
#endif

#include "base/mem.h"

/* ---- files: Landlock ---- */

#ifdef HAVE_LANDLOCK

/* What older headers do not name. */
#define FS_REFER (1ULL << 13)
#define FS_TRUNCATE (1ULL << 14)
#define FS_IOCTL_DEV (1ULL << 15)
#define NET_TCP 3ULL		/* bind and connect */

/* The kernel takes as much of it as its version knows. */
struct ruleset {
	uint64_t files;
	uint64_t ports;
};

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_OWN (FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE |                     \
		LANDLOCK_ACCESS_FS_MAKE_REG |                                 \
		LANDLOCK_ACCESS_FS_REMOVE_FILE | FS_REFER | FS_TRUNCATE)

/* All that version ABI of Landlock can forbid. */
static uint64_t
all_rights(long abi)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (abi >= 2)
		rights |= FS_REFER;
	if (abi >= 3)
		rights |= FS_TRUNCATE;
	if (abi >= 5)
		rights |= FS_IOCTL_DEV;
	return rights;
}

static bool
allow(int rules, const char *folder, uint64_t rights)
{
	struct landlock_path_beneath_attr below = {
		.allowed_access = rights,
		.parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
	};
	bool ok;

	if (below.parent_fd < 0)
		return false;
	ok = !syscall(SYS_landlock_add_rule, rules,
		      LANDLOCK_RULE_PATH_BENEATH, &below, 0);
	close(below.parent_fd);
	return ok;
}

static void
allow_reading(int rules, const char *folders, uint64_t rights)
{
	char *copy = xstrdup(folders), *save = NULL, *folder;

	for (folder = strtok_r(copy, ":", &save); folder;
	     folder = strtok_r(NULL, ":", &save))
		allow(rules, folder, rights);
	free(copy);
}

static void
sandbox_files(const char *readable)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
			   LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset set = { .files = all_rights(abi), .ports = NET_TCP };
	size_t size = abi >= 4 ? sizeof set : sizeof set.files;
	int rules;

	if (abi < 1)
		return;
	rules = (int)syscall(SYS_landlock_create_ruleset, &set, size, 0);
	if (rules < 0)
		return;
	/* a folder that we may not even name would be no use to anybody */
	if (allow(rules, ".", FS_OWN & set.files)) {
		allow_reading(rules, readable, FS_READ);
		syscall(SYS_landlock_restrict_self, rules, 0);
	}
	close(rules);
}

#else

static void
sandbox_files(const char *readable)
{
	(void)readable;
}

#endif

/* ---- the kernel's other services: seccomp ---- */

#ifdef HAVE_SECCOMP

/* By name: not every machine has all of them. */
static const char *const denied[] = {
	/* other programs, other processes */
	"execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv",
	"process_vm_writev", "pidfd_getfd", "process_madvise", "kcmp",
	/* another tree of files, another root */
	"mount", "umount", "umount2", "pivot_root", "chroot", "setns",
	"unshare", "fsopen", "fsconfig", "fsmount", "fspick", "move_mount",
	"open_tree", "mount_setattr", "open_by_handle_at",
	"name_to_handle_at", "swapon", "swapoff", "quotactl", "acct",
	/* the kernel itself */
	"bpf", "perf_event_open", "init_module", "finit_module",
	"delete_module", "kexec_load", "kexec_file_load", "reboot", "syslog",
	"iopl", "ioperm",
	/* keys, and what goes past the filter */
	"keyctl", "add_key", "request_key", "userfaultfd", "io_uring_setup",
	"io_uring_enter", "io_uring_register",
};

static void
deny_all(scmp_filter_ctx filter)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(denied); i++) {
		int call = seccomp_syscall_resolve_name(denied[i]);

		if (call != __NR_SCMP_ERROR)
			seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call,
					 0);
	}
}

/* The flags of clone() come second on some machines. */
#if defined __s390__ || defined __CRIS__
#define CLONE_FLAGS 1
#else
#define CLONE_FLAGS 0
#endif

static void
deny_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp argument)
{
	seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EPERM), call, 1,
			       &argument);
}

/* What depends on its arguments: threads are no processes, local sockets no
 * network, and of terminals only input for others is forbidden. */
static void
deny_some(scmp_filter_ctx filter)
{
	deny_if(filter, SCMP_SYS(clone), (struct scmp_arg_cmp){
		.arg = CLONE_FLAGS, .op = SCMP_CMP_MASKED_EQ,
		.datum_a = CLONE_THREAD, .datum_b = 0 });
	/* its flags are out of sight; the library falls back on clone() */
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	deny_if(filter, SCMP_SYS(socket), (struct scmp_arg_cmp){
		.arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX });
	deny_if(filter, SCMP_SYS(ioctl), (struct scmp_arg_cmp){
		.arg = 1, .op = SCMP_CMP_MASKED_EQ,
		.datum_a = 0xffffffff, .datum_b = TIOCSTI });
}

static void
sandbox_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (!filter)
		return;
	deny_all(filter);
	deny_some(filter);
	seccomp_load(filter);
	seccomp_release(filter);
}

#else

static void
sandbox_calls(void)
{
}

#endif

/* ---- all of them ---- */

void
sandbox_close(const char *readable)
{
	const struct rlimit none = { .rlim_cur = 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	/* without it, neither of these is let in */
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	sandbox_files(readable);
	sandbox_calls();
}
