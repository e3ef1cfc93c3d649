/* What a converter gives up before it begins: files, and the network; and what the command does. */
#ifndef KLOE_DOCUMENT_CONFINE_H
#define KLOE_DOCUMENT_CONFINE_H

#include <stdbool.h>

/* Rules by which a program of the system's may read the system's files, and write none: a
 * descriptor of Landlock's, to be closed. -1 where the kernel has none, or where the program is
 * not the system's: a wrapper of the user's does what it wants with files. */
int confine_rules(const char *program);

/* Puts this process, and what it starts, under the rules (-1: none), and off the network. Makes
 * system calls alone, so that a child may call it before it starts a program. */
void confine_self(int rules);

/* Takes the network, and ways to more privileges, from this process and whatever it starts: false
 * where the system cannot. To be called before there are threads. */
bool confine_network(void);

#endif
