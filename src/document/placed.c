#include "document/placed.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/decode.h"

#include <stdlib.h>
#include <string.h>

/* cJSON's tree of a page takes longer to make and to free than all else that is done with a PDF's
 * text. The members of a line come one after the other, its box, its font, the origin of its
 * letters, and its text last; so they are taken as they come. */
struct scan {
    struct arena *arena;
    struct text json;
    size_t at, depth;
    struct text key; /* of the member at hand */
    bool in_box;     /* x and y are the box's */
    double width, height;
    struct placed line; /* what is known of it */
};

/* What is between the quotes of the string at the scan's place. */
static struct text scan_string(struct scan *s) {
    size_t from = ++s->at;
    while (s->at < s->json.n && s->json.s[s->at] != '"')
        s->at += s->json.s[s->at] == '\\' ? 2 : 1;
    if (s->at >= s->json.n) { /* broken off */
        s->key = TEXT("");
        return s->key;
    }
    return text_slice(s->json, from, s->at++);
}

static uint32_t scan_hex(struct text t, size_t at) {
    char digits[5] = {0};
    struct text four = text_slice(t, at, at + 4 < t.n ? at + 4 : t.n);
    memcpy(digits, four.s, four.n);
    return (uint32_t)strtoul(digits, NULL, 16);
}

/* The string without its escapes, of which none grows. */
static struct text unescaped(struct arena *a, struct text t) {
    static const char codes[] = "bfnrt", values[] = "\b\f\n\r\t";
    char *s = arena_string(a, t.s, t.n);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (t.s[i] != '\\' || i + 1 == t.n) {
            s[n++] = t.s[i];
        } else if (t.s[++i] == 'u') {
            n += utf8_encode(scan_hex(t, i + 1), s + n);
            i += 4;
        } else {
            const char *code = strchr(codes, t.s[i]);
            s[n++] = code ? values[code - codes] : t.s[i];
        }
    }
    return decode_repaired(a, (struct text){s, n});
}

/* As mutool writes them, without exponents. */
static double scan_number(struct scan *s) {
    double sign = 1, value = 0, parts = 0;
    for (; s->at < s->json.n; s->at++) {
        char c = s->json.s[s->at];
        if (c == '-')
            sign = -1;
        else if (c == '.')
            parts = 1;
        else if (is_digit(c))
            value = value * 10 + (c - '0'), parts *= 10;
        else
            break;
    }
    return placed_points(sign * value / (parts > 0 ? parts : 1));
}

static bool is_key(const struct scan *s, struct text key) { return text_equal(s->key, key); }

static void take_number(struct scan *s, double value) {
    struct placed *p = &s->line;
    switch (s->key.n == 1 ? s->key.s[0] : 0) {
    case 'x':
        p->left = s->in_box ? value : p->left;
        break;
    case 'y':
        *(s->in_box ? &p->top : &p->baseline) = value;
        break;
    case 'w':
        s->width = value;
        break;
    case 'h':
        s->height = value;
        break;
    default:
        p->size = is_key(s, TEXT("size")) ? value : p->size;
    }
}

static void take_text(struct scan *s, struct text t, struct placed_text *out) {
    struct placed p = s->line;
    p.text = unescaped(s->arena, t);
    p.right = p.left + s->width;
    p.bottom = p.top + s->height;
    p.page = out->pages ? out->pages - 1 : 0;
    p.index = (uint32_t)out->count;
    out->items = arena_room(s->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = p;
}

/* A member's name, or a value. */
static void take_string(struct scan *s, struct placed_text *out) {
    struct text t = scan_string(s);
    if (s->at < s->json.n && s->json.s[s->at] == ':') {
        s->key = t;
        out->pages += is_key(s, TEXT("blocks"));
    } else if (is_key(s, TEXT("weight"))) {
        s->line.bold = text_equal(t, TEXT("bold"));
    } else if (is_key(s, TEXT("text"))) {
        take_text(s, t, out);
    }
}

bool placed_read(struct arena *a, struct text json, struct placed_text *out) {
    struct scan s = {.arena = a, .json = json};
    bool pages = false;
    while (s.at < json.n) {
        char c = json.s[s.at];
        if (c == '"') {
            take_string(&s, out);
            pages |= is_key(&s, TEXT("pages"));
        } else if (c == '-' || is_digit(c)) {
            take_number(&s, scan_number(&s));
        } else {
            bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
            s.in_box = (s.in_box && !closes) || (c == '{' && is_key(&s, TEXT("bbox")));
            s.line.bold &= !(opens && is_key(&s, TEXT("font")));
            s.depth = s.depth + opens - (closes && s.depth);
            s.at++;
        }
    }
    return pages && !s.depth;
}
