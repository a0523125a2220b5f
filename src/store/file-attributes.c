/* file-attributes.c - a new file is given what the old one had */
#include "store/file-attributes.h"

#include <errno.h>
#include <linux/limits.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define ACCESS_LIST "system.posix_acl_access"

/* True if errno says that this is not for us, or not for this file system. */
static bool
may_not(void)
{
	return errno == EPERM || errno == EACCES || errno == ENOTSUP ||
	       errno == ENOSYS || errno == EINVAL;
}

struct keeping {
	int fd, old;
	mode_t mode;	/* that FD will have */
	bool alone;	/* nobody but its owner: some of the rest is lost */
};

/* Without the owner, set-user-ID would be ours; without the group, its bits
 * would be for another one. */
static bool
keep_owner(struct keeping *k, const struct stat *st)
{
	if (!fchown(k->fd, st->st_uid, st->st_gid))
		return true;
	if (!may_not())
		return false;
	k->mode &= 0777;
	if (!fchown(k->fd, (uid_t)-1, st->st_gid))
		return true;
	k->alone = true;
	return may_not();
}

/* The access list that the folder gives to new files is not the old one's. */
static bool
drop_access_list(struct keeping *k)
{
	if (!fremovexattr(k->fd, "system.posix_acl_access") ||
	    errno == ENODATA || errno == ENOTSUP)
		return true;
	k->alone = true;
	return may_not();
}

/* These tell of the old bytes; the kernel makes new ones. */
static bool
of_the_bytes(const char *name)
{
	return !strcmp(name, "security.ima") ||
	       !strcmp(name, "security.evm") ||
	       !strcmp(name, "security.capability");
}

static bool
keep_attribute(struct keeping *k, const char *name)
{
	/* an access list, of POSIX or NFS: the kernel's only ones */
	bool list = !strncmp(name, "system.", 7);
	char value[XATTR_SIZE_MAX];
	ssize_t n;

	if (of_the_bytes(name) || (list && k->alone))
		return true;
	n = fgetxattr(k->old, name, value, sizeof value);
	if (n < 0 && errno == ENODATA)
		return true;
	if (n >= 0 && !fsetxattr(k->fd, name, value, (size_t)n, 0))
		return true;
	k->alone = k->alone || list;
	return may_not();
}

static bool
keep_attributes(struct keeping *k)
{
	char names[XATTR_LIST_MAX];
	ssize_t len = flistxattr(k->old, names, sizeof names);
	const char *name;

	if (len < 0) {
		k->alone = k->alone || errno != ENOTSUP;
		return may_not();
	}
	for (name = names; name < names + len; name += strlen(name) + 1)
		if (!keep_attribute(k, name))
			return false;
	return true;
}

static bool
set_mode(const struct keeping *k)
{
	mode_t mode = k->alone ? k->mode & 0700 : k->mode;
	struct stat now;

	/* FAT has few modes */
	return !fchmod(k->fd, mode) ||
	       (may_not() && !fstat(k->fd, &now) &&
		!(now.st_mode & 07777 & ~mode));
}

bool
keep(int fd, int old, const struct stat *st)
{
	struct keeping k = {
		.fd = fd, .old = old, .mode = st->st_mode & 07777,
		.alone = old < 0,
	};

	/* the owner first: the list names whom the group's bits are for */
	return keep_owner(&k, st) && drop_access_list(&k) &&
	       (old < 0 || keep_attributes(&k)) && set_mode(&k);
}
