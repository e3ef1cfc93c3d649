/* `kloe explain FILE [LINE]`. */
#ifndef KLOE_CLI_EXPLAINING_H
#define KLOE_CLI_EXPLAINING_H

#include "reading.h"

/* Explains the file; the tally gets whether it could be read, and as broken that the file has no
 * such line, or that what was read could not be written. */
bool explaining_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                    FILE *out, struct tally *tally);

#endif
