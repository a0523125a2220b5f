/*
 * shim.h - what the shim and those who start programs under it share
 *
 * shim.so goes into LD_PRELOAD.  It counts the calls that a program makes of
 * some kinds, and at one of them something goes wrong.  It is told by the
 * environment:
 *
 *	FAULT_FOLDER	calls are counted that name a file in this folder, or
 *			use a descriptor of one; the folder itself is one.
 *			Absolute, without links.
 *	FAULT_CALLS	the kinds that are counted, as "write,sync":
 *			open read write sync rename link unlink close truncate
 *			mode stat attribute lock memory.  Of memory, all calls
 *			are counted, wherever they come from, but those of
 *			glibc's name service.
 *	FAULT_AT	at which of them it goes wrong, from 1; 0: at none
 *	FAULT_DO	what goes wrong:
 *			EIO, ENOSPC...	the call fails so; a close() closes all
 *					the same
 *			short		a write() writes half; other kinds are
 *					as ever
 *			kill		the program is killed before the call;
 *					in the middle of one that writes
 *	FAULT_LASTS	if set, all later calls of the kinds go wrong, too
 *	FAULT_NO_LINKS	if set, link() is always refused, as on FAT, and not
 *			counted
 *	FAULT_PAGE	a file of at least sizeof(struct fault_page) bytes, in
 *			which the count stands, whatever becomes of the program
 *	FAULT_DISK	a folder of what is on the disk, see disk.h: syncs in
 *			FAULT_FOLDER are followed there
 *
 * Processes that the program starts count on in the same page.  Not seen are
 * calls that libc makes itself, such as those of fopen() and fwrite().
 */
#ifndef FAULT_SHIM_H
#define FAULT_SHIM_H

struct fault_page {
	unsigned calls;		/* that were counted */
	unsigned wrong;		/* in which something went wrong */
	unsigned unlinks;	/* of those, the ones that leave a file */
	char call[28];		/* the name of the first that went wrong */
};

#endif
