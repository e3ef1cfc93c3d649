#include "document/html_strange.h"

#include "base/arena.h"

#include <string.h>

enum { ANSWER_BYTES_MAX = 16 * 1024, STRETCH_BYTES_MAX = 256 * 1024 };

/* Stretches that end within some bytes of where they begin. */
static const struct stretch {
    const char *begin, *end;
} stretches[] = {
    {"<?", "?>"},
    {"<![", "]>"},
    {"<a name=\"outline\"></a><h1>Document Outline</h1>", "<hr"}, /* pdftohtml's bookmarks */
    {"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"},
};

enum { STRETCHES = sizeof stretches / sizeof stretches[0] };

size_t html_head_of_answer(struct text t) {
    size_t end = 0;
    if (!text_starts(t, TEXT("HTTP/")))
        return 0;
    for (size_t from = 0; from < t.n && from < ANSWER_BYTES_MAX; from = end + 1) {
        end = text_find(t, '\n', from);
        if (text_is_blank(text_slice(t, from, end)))
            return end;
    }
    return 0;
}

/* Where the mark begins at or after `from`, before `end`; `end` where it does not. */
static size_t find(struct text t, struct text mark, size_t from, size_t end) {
    for (size_t i = text_find(t, mark.s[0], from); i + mark.n <= end;
         i = text_find(t, mark.s[0], i + 1))
        if (memcmp(t.s + i, mark.s, mark.n) == 0)
            return i;
    return end;
}

static bool starts_at(struct text t, size_t at, struct text mark) {
    return text_starts(text_slice(t, at, t.n), mark);
}

/* The page's end tags where more than they follows: the parser reads no further behind them, but
 * programs write a page of a PDF as a document of its own, one behind the other. */
static size_t early_end_at(struct text t, size_t at) {
    static const struct text ends[] = {{"</body>", 7}, {"</html>", 7}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t behind = at + ends[i].n;
        if (!starts_at(t, at, ends[i]))
            continue;
        while (behind < t.n && is_space(t.s[behind]))
            behind++;
        behind += starts_at(t, behind, ends[1]) ? ends[1].n : 0;
        return text_is_blank(text_slice(t, behind, t.n)) ? 0 : ends[i].n;
    }
    return 0;
}

/* The bytes of a stretch that begins at `at`; 0 where none does. */
static size_t stretch_at(struct text t, size_t at) {
    size_t most = t.n - at < STRETCH_BYTES_MAX ? t.n : at + STRETCH_BYTES_MAX;
    for (size_t i = 0; i < STRETCHES; i++) {
        struct text begin = text_of(stretches[i].begin), end = text_of(stretches[i].end);
        if (t.n - at < begin.n || memcmp(t.s + at, begin.s, begin.n) != 0)
            continue;
        size_t found = find(t, end, at + begin.n, most);
        return found < most ? found + end.n - at : 0;
    }
    return early_end_at(t, at);
}

/* Lines stay lines. */
static void blank(char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        s[i] = is_space(s[i]) ? s[i] : ' ';
}

struct text html_without_strange(struct arena *a, struct text t) {
    size_t head = html_head_of_answer(t), n;
    char *copy = NULL;
    for (size_t at = head ? 0 : text_find(t, '<', 0); at < t.n; at = text_find(t, '<', at + n)) {
        n = at < head ? head : stretch_at(t, at);
        if (n && !copy)
            copy = arena_string(a, t.s, t.n);
        if (n)
            blank(copy + at, n);
        n = n ? n : 1;
    }
    return copy ? (struct text){copy, t.n} : t;
}
