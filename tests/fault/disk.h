/*
 * disk.h - what a power cut leaves of a folder
 *
 * A shadow is a folder that holds what has come to the disk: for each inode
 * number a file of the content that was synced last, and a list of the names
 * that the folder had when it was synced last.  Subfolders are left out.
 *
 *   1. A file that was never synced is empty after a power cut.
 *   2. A write that was not synced is lost, as a whole.
 *   3. The names are those of the last sync of the folder; but a disk may be
 *      quicker, so that a power cut has a second outcome, in which the names
 *      are those of now.  What is right must be right in both.
 *
 * disk_start() begins with all that is there on the disk; the shim follows
 * with disk_sync_file() and disk_sync_folder().  O_SYNC, sync(), syncfs() and
 * msync() are not followed.  All die with a message if the shadow cannot be
 * written.
 */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

/* Makes the folder SHADOW, if need be, that of FOLDER as it is. */
void disk_start(const char *shadow, const char *folder);
/* The regular file FD, whatever it was opened for, is synced. */
void disk_sync_file(const char *shadow, int fd);
/* FD is that of the folder. */
void disk_sync_folder(const char *shadow, int fd);
/* FD was made anew: what its inode number stood for before is forgotten. */
void disk_forget(const char *shadow, int fd);
/*
 * Fills the empty folder OUT with what FOLDER would be after a power cut, with
 * the names of the last sync; or, if NAMES_OF_NOW is not 0, with those that it
 * has now.
 */
void disk_rebuild(const char *shadow, const char *folder, int names_of_now,
		  const char *out);

#endif
