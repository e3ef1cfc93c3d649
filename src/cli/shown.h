/* Names of files, and messages that hold them, as a person is shown them. */
#ifndef KLOE_CLI_SHOWN_H
#define KLOE_CLI_SHOWN_H

/* The text on one line, with nothing in it that a terminal or a log would obey: control characters
 * are written as "\n" or "\x1B". NULL when memory is short; the caller's to free(). */
char *shown(const char *text);

#endif
