#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

kloe_status error_set(kloe_error *error, kloe_status status, const char *format, ...) {
    if (!error)
        return status;
    error->status = status;
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}
