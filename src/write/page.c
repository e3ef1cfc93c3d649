#include "write/page.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const escapes[] = {"", "1", "2", "32", "33", "1;31", "36"};

void page_open(struct page *p, size_t width, bool color) {
    *p = (struct page){.width = width, .color = color};
}

static void put(struct page *p, const char *s, size_t n) {
    if (p->capacity - p->n <= n) {
        size_t room = p->capacity ? p->capacity : 4096;
        while (room - p->n <= n)
            room *= 2;
        char *bigger = realloc(p->s, room);
        if (!bigger) {
            p->failed = true;
            return;
        }
        p->s = bigger;
        p->capacity = room;
    }
    memcpy(p->s + p->n, s, n);
    p->n += n;
    p->s[p->n] = '\0';
}

char *page_close(struct page *p) {
    put(p, "", 0);
    if (p->failed) {
        free(p->s);
        return NULL;
    }
    return p->s;
}

void page_put(struct page *p, const char *s) { put(p, s, strlen(s)); }

static void put_styled(struct page *p, enum style style, const char *s, size_t n) {
    bool colored = p->color && style != STYLE_PLAIN && n;
    if (colored) {
        page_put(p, "\033[");
        page_put(p, escapes[style]);
        page_put(p, "m");
    }
    put(p, s, n);
    if (colored)
        page_put(p, "\033[0m");
}

void page_put_style(struct page *p, enum style style, const char *s) {
    put_styled(p, style, s, strlen(s));
}

void page_indent(struct page *p, size_t columns) {
    while (columns--)
        put(p, " ", 1);
}

void page_cell(struct page *p, size_t columns, enum style style, const char *s) {
    size_t length = utf8_length(s, strlen(s));
    page_put_style(p, style, s);
    page_indent(p, length < columns ? columns - length : 1);
}

void page_wrap(struct page *p, size_t column, size_t indent, enum style style, const char *s) {
    size_t start = 0, at = 0, end = strlen(s);
    while (at < end) {
        size_t word = at + strcspn(s + at, " ");
        size_t length = utf8_length(s + start, word - start);
        if (column + length > p->width && at > start) {
            put_styled(p, style, s + start, at - 1 - start);
            page_put(p, "\n");
            page_indent(p, indent);
            column = indent;
            start = at;
        }
        at = word < end ? word + 1 : end;
    }
    put_styled(p, style, s + start, end - start);
    page_put(p, "\n");
}

void page_format(struct page *p, size_t column, size_t indent, enum style style, const char *format,
                 ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *s = n < 0 ? NULL : malloc((size_t)n + 1);
    if (s) {
        vsnprintf(s, (size_t)n + 1, format, again);
        page_wrap(p, column, indent, style, s);
        free(s);
    } else {
        p->failed = true;
    }
    va_end(again);
}

void page_heading(struct page *p, const char *s) {
    page_put(p, "\n");
    page_put_style(p, STYLE_BOLD, s);
    page_put(p, "\n");
}
