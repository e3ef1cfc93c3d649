#include "document/mhtml.h"

#include "base/arena.h"

#include <nettle/base64.h>
#include <string.h>

enum { HEAD_BYTES_MAX = 16 * 1024, PARTS_MAX = 1000, BOUNDARY_MAX = 72 };

/* A message, or a part of one: its fields, and what they are of. */
struct part {
    struct text head, body;
};

/* The fields end at an empty line. */
static struct part part_of(struct text t) {
    for (size_t from = 0, end; from < t.n && from < HEAD_BYTES_MAX; from = end + 1) {
        end = text_find(t, '\n', from);
        if (text_is_blank(text_slice(t, from, end)))
            return (struct part){text_slice(t, 0, from),
                                 end < t.n ? text_slice(t, end + 1, t.n) : TEXT("")};
    }
    return (struct part){t, TEXT("")};
}

/* The end of a field: lines that begin with white space go on with it. */
static size_t field_end(struct text head, size_t from) {
    size_t end = text_find(head, '\n', from);
    while (end + 1 < head.n && (head.s[end + 1] == ' ' || head.s[end + 1] == '\t'))
        end = text_find(head, '\n', end + 1);
    return end;
}

/* What a field holds; empty where it is not there. The name ends in a colon. */
static struct text field(struct text head, struct text name) {
    for (size_t from = 0, end; from < head.n; from = end + 1) {
        end = field_end(head, from);
        struct text f = text_slice(head, from, end);
        if (text_starts(f, name))
            return text_trim(text_slice(f, name.n, f.n));
    }
    return TEXT("");
}

/* A parameter of a field: boundary="..."; the name ends in "=". */
static struct text parameter(struct text f, struct text name) {
    for (size_t i = text_find(f, ';', 0); i < f.n; i = text_find(f, ';', i + 1)) {
        struct text rest = text_trim(text_slice(f, i + 1, f.n));
        if (!text_starts(rest, name))
            continue;
        rest = text_slice(rest, name.n, rest.n);
        bool quoted = rest.n && rest.s[0] == '"';
        size_t end = quoted ? text_find(rest, '"', 1) : text_find(rest, ';', 0);
        return text_trim(text_slice(rest, quoted, end));
    }
    return TEXT("");
}

static bool is_page(struct part p) {
    return text_starts(field(p.head, TEXT("Content-Type:")), TEXT("text/html"));
}

/* Where the next line of "--" and the boundary begins; t.n where there is none. */
static size_t next_mark(struct text t, struct text boundary, size_t from) {
    for (size_t i = from; i < t.n; i = text_find(t, '\n', i) + 1) {
        struct text line = text_slice(t, i, t.n);
        if (line.n > boundary.n + 2 && memcmp(line.s, "--", 2) == 0 &&
            memcmp(line.s + 2, boundary.s, boundary.n) == 0)
            return i;
    }
    return t.n;
}

/* The page of the message: itself, or the first part that is one. False where none is. */
static bool find_page(struct text bytes, struct part *out) {
    *out = part_of(bytes);
    struct text type = field(out->head, TEXT("Content-Type:"));
    struct text boundary = parameter(type, TEXT("boundary="));
    if (is_page(*out))
        return true;
    if (!text_starts(type, TEXT("multipart/")) || !boundary.n || boundary.n > BOUNDARY_MAX)
        return false;
    struct text t = out->body;
    size_t at = next_mark(t, boundary, 0);
    for (size_t parts = 0; at < t.n && parts < PARTS_MAX; parts++) {
        size_t from = text_find(t, '\n', at), end = next_mark(t, boundary, from < t.n ? from : t.n);
        if (from >= end)
            return false;
        *out = part_of(text_slice(t, from + 1, end));
        if (is_page(*out))
            return true;
        at = end;
    }
    return false;
}

bool mhtml_is(struct text bytes) {
    static const char *const first[] = {
        "From:", "MIME-Version:", "Subject:", "Content-", "Date:", "Snapshot-Content-Location:"};
    struct part page;
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
        if (text_starts(bytes, text_of(first[i])))
            return field(part_of(bytes).head, TEXT("MIME-Version:")).n && find_page(bytes, &page);
    return false;
}

static int hex(char c) {
    return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

/* "=E2" is a byte, and "=" at a line's end takes that away. */
static struct text unquote(struct arena *a, struct text t) {
    char *out = arena_alloc(a, t.n + 1);
    size_t n = 0, i = 0;
    while (i < t.n) {
        size_t end = i + 1;
        while (t.s[i] == '=' && end < t.n && t.s[end] != '\n' && is_space(t.s[end]))
            end++;
        if (t.s[i] == '=' && end < t.n && t.s[end] == '\n') {
            i = end + 1;
        } else if (t.s[i] == '=' && i + 2 < t.n && hex(t.s[i + 1]) >= 0 && hex(t.s[i + 2]) >= 0) {
            out[n++] = (char)(hex(t.s[i + 1]) << 4 | hex(t.s[i + 2]));
            i += 3;
        } else {
            out[n++] = t.s[i++];
        }
    }
    return (struct text){out, n};
}

static struct text from_base64(struct arena *a, struct text t) {
    struct base64_decode_ctx context;
    uint8_t *out = arena_alloc(a, BASE64_DECODE_LENGTH(t.n) + 1);
    size_t n = BASE64_DECODE_LENGTH(t.n);
    base64_decode_init(&context);
    return base64_decode_update(&context, &n, out, t.n, t.s) ? (struct text){(char *)out, n} : t;
}

void mhtml_page(struct arena *a, struct text *bytes) {
    struct part page;
    if (!find_page(*bytes, &page))
        return;
    struct text encoding = field(page.head, TEXT("Content-Transfer-Encoding:"));
    *bytes = text_starts(encoding, TEXT("quoted-printable")) ? unquote(a, page.body)
             : text_starts(encoding, TEXT("base64"))         ? from_base64(a, page.body)
                                                             : page.body;
}
