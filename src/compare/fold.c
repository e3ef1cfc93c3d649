#include "compare/fold.h"

#include "base/text.h"

/* A writer that puts one space between words. */
struct folded {
    char *s;
    size_t n;
    bool gap; /* a word is over */
};

static void put(struct folded *f, char c) {
    if (f->gap && f->n)
        f->s[f->n++] = ' ';
    f->gap = false;
    f->s[f->n++] = c;
}

/* Bytes of an apostrophe, which parts no words: ', U+2018, U+2019. */
static size_t apostrophe(const char *s) {
    if (*s == '\'')
        return 1;
    return s[0] == '\xE2' && s[1] == '\x80' && (s[2] == '\x98' || s[2] == '\x99') ? 3 : 0;
}

/* Bytes of a mark beyond ASCII that parts words: U+00A0 to U+00BF, U+2000 to U+206F. */
static size_t mark(const char *s) {
    if (s[0] == '\xC2' && s[1])
        return 2;
    return s[0] == '\xE2' && (s[1] == '\x80' || s[1] == '\x81') && s[2] ? 3 : 0;
}

static size_t put_one(struct folded *f, const char *s) {
    size_t n = apostrophe(s);
    if (n)
        return n;
    n = mark(s);
    if (!n && (is_alnum(*s) || (unsigned char)*s >= 0x80)) {
        put(f, lower(*s));
        return 1;
    }
    f->gap = true;
    if (*s == '&') {
        put(f, 'a');
        put(f, 'n');
        put(f, 'd');
        f->gap = true;
    }
    return n ? n : 1;
}

const char *fold(struct arena *a, const char *s) {
    static const char article[] = "the ";
    if (!s)
        return NULL;
    size_t size = strlen(s) + 1;
    for (const char *c = s; (c = strchr(c, '&')); c++)
        size += 4; /* it becomes three letters, with a space on either side */
    struct folded f = {.s = arena_alloc(a, size)};
    while (*s)
        s += put_one(&f, s);
    f.s[f.n] = '\0';
    return strncmp(f.s, article, sizeof article - 1) == 0 ? f.s + sizeof article - 1 : f.s;
}

const char *fold_key(struct arena *a, const char *first, const char *second, const char *third) {
    return arena_format(a, "%s\n%s\n%s", first ? first : "", second ? second : "",
                        third ? third : "");
}
