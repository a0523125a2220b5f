/*
 * file-attributes.h - a new file is given what the old one had
 */
#ifndef STORE_FILE_ATTRIBUTES_H
#define STORE_FILE_ATTRIBUTES_H

#include <stdbool.h>
#include <sys/stat.h>

/*
 * Gives the new file FD, which only its owner may use yet, the owner, group,
 * mode, access list and extended attributes of the file OLD, of which ST
 * tells; OLD may be -1 if it cannot be read.
 *
 *   1. What this process is not permitted to set is left out.
 *   2. No user can read or write the new file who could not do so with the old
 *      one: if a group or an access list is left out, only the owner can.
 *
 * False, with errno, if the disk or the like is at fault.
 */
bool keep(int fd, int old, const struct stat *st);

#endif
