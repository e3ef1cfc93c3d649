#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "write/stream.h"

#include <stdlib.h>

bool stream_open(struct stream *s) {
    *s = (struct stream){0};
    s->out = open_memstream(&s->text, &s->size);
    return s->out != NULL;
}

char *stream_close(struct stream *s) {
    bool good = !ferror(s->out);
    good = fclose(s->out) == 0 && good;
    if (good)
        return s->text;
    free(s->text);
    return NULL;
}
