/* Filling in the error object of the public interface. */
#ifndef KLOE_BASE_ERROR_H
#define KLOE_BASE_ERROR_H

#include <kloe/kloe.h>

/* Writes the message (cut to fit) and gives the status back. `error` may be NULL. */
kloe_status error_set(kloe_error *error, kloe_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
