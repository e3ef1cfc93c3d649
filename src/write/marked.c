#include "write/marked.h"

#include <string.h>

void marked_put(FILE *out, const char *s) {
    for (; *s; s++) {
        if (strchr("\\`*_[]<>|~#$", *s))
            fputc('\\', out);
        fputc(*s, out);
    }
}
