/* disk.c - what a power cut leaves of a folder */
#include "disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAMES "names"

static void
must(int ok, const char *what)
{
	if (ok)
		return;
	dprintf(STDERR_FILENO, "disk: %s: %s\n", what, strerror(errno));
	abort();
}

/* PATH becomes FOLDER/NAME. */
static const char *
join(char path[static PATH_MAX], const char *folder, const char *name)
{
	int n = snprintf(path, PATH_MAX, "%s/%s", folder, name);

	must(n > 0 && n < PATH_MAX, folder);
	return path;
}

static const char *
of_inode(char path[static PATH_MAX], const char *shadow,
	 unsigned long long inode)
{
	char name[32];

	snprintf(name, sizeof name, "%llu", inode);
	return join(path, shadow, name);
}

/* FROM may be -1, which is empty.  TO is there whole or as it was. */
static void
copy(int from, const char *to)
{
	char part[PATH_MAX], piece[65536];
	ssize_t n = 0;
	int fd;

	must(snprintf(part, sizeof part, "%s.part", to) < PATH_MAX, to);
	fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	must(fd >= 0, part);
	while (from >= 0 && (n = read(from, piece, sizeof piece)) > 0)
		must(write(fd, piece, (size_t)n) == n, part);
	must(n == 0 && !close(fd) && !rename(part, to), to);
}

void
disk_sync_file(const char *shadow, int fd)
{
	char self[64], path[PATH_MAX];
	struct stat st;
	int from;

	/* opened anew: FD may be for writing only, and has its place */
	snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
	from = open(self, O_RDONLY | O_CLOEXEC);
	must(from >= 0 && !fstat(from, &st), self);
	copy(from, of_inode(path, shadow, (unsigned long long)st.st_ino));
	close(from);
}

void
disk_forget(const char *shadow, int fd)
{
	char path[PATH_MAX];
	struct stat st;

	must(!fstat(fd, &st), "a new file");
	of_inode(path, shadow, (unsigned long long)st.st_ino);
	must(!unlink(path) || errno == ENOENT, path);
}

/* Calls EACH for the regular files in the folder FD. */
static void
each_file(int fd, void (*each)(int fd, const struct dirent *entry, void *data),
	  void *data)
{
	int own = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = own < 0 ? NULL : fdopendir(own);
	const struct dirent *entry;
	struct stat st;

	must(d != NULL, "the folder");
	while ((entry = readdir(d)))
		if (!fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) &&
		    S_ISREG(st.st_mode))
			each(fd, entry, data);
	closedir(d);
}

static void
note_name(int fd, const struct dirent *entry, void *data)
{
	const int *list = data;

	(void)fd;
	must(dprintf(*list, "%llu %s\n", (unsigned long long)entry->d_ino,
		     entry->d_name) > 0, NAMES);
}

/* The file PATH lists the names of the folder FD. */
static void
list_names(const char *path, int fd)
{
	char part[PATH_MAX];
	int list;

	must(snprintf(part, sizeof part, "%s.part", path) < PATH_MAX, path);
	list = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	must(list >= 0, part);
	each_file(fd, note_name, &list);
	must(!close(list) && !rename(part, path), path);
}

/* A file that has a name on the disk keeps its inode until that is gone there;
 * without another link here its number could stand for a new file soon. */
static void
hold(int fd, const struct dirent *entry, void *data)
{
	char name[32], path[PATH_MAX];

	snprintf(name, sizeof name, "held-%llu",
		 (unsigned long long)entry->d_ino);
	must(!linkat(fd, entry->d_name, AT_FDCWD, join(path, data, name), 0) ||
		     errno == EEXIST, path);
}

void
disk_sync_folder(const char *shadow, int fd)
{
	char path[PATH_MAX], folder[PATH_MAX];

	list_names(join(path, shadow, NAMES), fd);
	must(snprintf(folder, sizeof folder, "%s", shadow) < PATH_MAX, shadow);
	each_file(fd, hold, folder);
}

static void
sync_entry(int fd, const struct dirent *entry, void *data)
{
	int file = openat(fd, entry->d_name, O_RDONLY | O_CLOEXEC);

	must(file >= 0, entry->d_name);
	disk_sync_file(data, file);
	close(file);
}

static int
open_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	must(fd >= 0, folder);
	return fd;
}

static void
remove_entry(int fd, const struct dirent *entry, void *data)
{
	(void)data;
	must(!unlinkat(fd, entry->d_name, 0), entry->d_name);
}

void
disk_start(const char *shadow, const char *folder)
{
	char name[PATH_MAX];
	int old, fd = open_folder(folder);

	must(!mkdir(shadow, 0755) || errno == EEXIST, shadow);
	old = open_folder(shadow);
	each_file(old, remove_entry, NULL);
	close(old);
	must(snprintf(name, sizeof name, "%s", shadow) < PATH_MAX, shadow);
	each_file(fd, sync_entry, name);
	disk_sync_folder(shadow, fd);
	close(fd);
}

/* LINE is "inode name". */
static void
rebuild_entry(const char *shadow, char *line, const char *out)
{
	char from[PATH_MAX], to[PATH_MAX], *name;
	unsigned long long inode = strtoull(line, &name, 10);
	int fd;

	must(*name == ' ', line);
	name[strcspn(name, "\n")] = '\0';
	fd = open(of_inode(from, shadow, inode), O_RDONLY | O_CLOEXEC);
	must(fd >= 0 || errno == ENOENT, from);
	copy(fd, join(to, out, name + 1));
	if (fd >= 0)
		close(fd);
}

void
disk_rebuild(const char *shadow, const char *folder, int names_of_now,
	     const char *out)
{
	char path[PATH_MAX], line[PATH_MAX];
	FILE *list;
	int fd;

	join(path, shadow, names_of_now ? "now" : NAMES);
	if (names_of_now) {
		fd = open_folder(folder);
		list_names(path, fd);
		close(fd);
	}
	list = fopen(path, "r");
	must(list != NULL, path);
	while (fgets(line, sizeof line, list))
		rebuild_entry(shadow, line, out);
	fclose(list);
}
