#include "shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE_BYTES = 4 };

/* How many bytes at s are a control character: those of ASCII, and U+0080 to U+009F. */
static size_t control(const unsigned char *s) {
    if (*s < 0x20 || *s == 0x7F)
        return 1;
    return *s == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0 ? 2 : 0;
}

static size_t put_control(char *out, unsigned char c) {
    static const char names[] = "\n\r\t", letters[] = "nrt";
    const char *name = strchr(names, c);
    if (name && c)
        return (size_t)sprintf(out, "\\%c", letters[name - names]);
    return (size_t)sprintf(out, "\\x%02X", c);
}

char *shown(const char *text) {
    char *out = malloc(strlen(text) * ESCAPE_BYTES + 1);
    size_t n = 0;
    if (!out)
        return NULL;
    for (const unsigned char *s = (const unsigned char *)text; *s;) {
        size_t bytes = control(s);
        if (bytes)
            n += put_control(out + n, s[bytes - 1]);
        else
            out[n++] = (char)*s;
        s += bytes ? bytes : 1;
    }
    out[n] = '\0';
    return out;
}
