#include "document/furniture.h"

#include "base/arena.h"
#include "document/marker.h"
#include "document/pages.h"

#include <stdlib.h>
#include <string.h>

enum { EDGE_LINES = 3, KEY_BYTES = 48, LEAST_PAGES = 2, PAGE_DIGITS = 4 };
enum { BUCKETS = 1024, OFFSETS_MAX = 40, LEAST_NUMBERED = 3 };
enum { YEAR_MIN = 1990, YEAR_MAX = 2099 };
enum {
    RUNNING_BYTES_MIN = 20,
    RUNNING_BYTES_MAX = 200,
    COUNTED_BYTES_MIN = 8,
    LETTERS_MIN = 7,
    RUNNING_MAX = 12
};

/* A line at the edge of a page, by its words: digits are '#', letters in lower case. Words without
 * numbers run only along the same edge. */
struct edge {
    char key[KEY_BYTES]; /* the first character says which edge */
    uint32_t line, page;
    unsigned first, before, last; /* numbers in it; before: the one before the last ("3 of 9") */
};

static void make_key(struct text t, bool top, char key[KEY_BYTES]) {
    size_t n = 1;
    key[0] = text_has_digit(t) ? '*' : top ? '^' : '$';
    for (size_t i = 0; i < t.n && n + 1 < KEY_BYTES; i++) {
        char c = is_digit(t.s[i]) ? '#' : is_space(t.s[i]) ? ' ' : lower(t.s[i]);
        if (c == key[n - 1] && (c == '#' || c == ' '))
            continue;
        key[n++] = c;
    }
    memset(key + n, 0, KEY_BYTES - n);
}

static int compare(const void *a, const void *b) {
    const struct edge *x = a, *y = b;
    int order = memcmp(x->key, y->key, KEY_BYTES);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* "7", "Page 7", "Page 7 of 21", "| 7", "- 7 -": nothing but a page's number. */
static bool is_page_number(struct text t) {
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < t.n; i++) {
        digits += is_digit(t.s[i]);
        letters += is_alnum(t.s[i]) && !is_digit(t.s[i]);
    }
    if (!digits || digits > 2 * PAGE_DIGITS || t.n > 24)
        return false;
    if (t.n && t.s[t.n - 1] == '.')
        return false; /* the number of a paragraph */
    return !letters || text_starts(t, TEXT("page "));
}

struct edges {
    struct edge *items;
    size_t count, capacity;
};

static void find_numbers(struct text t, struct edge *e) {
    size_t n;
    for (size_t i = 0; i < t.n; i += n ? n : 1) {
        unsigned value = text_number(text_slice(t, i, t.n), PAGE_DIGITS, &n);
        e->first = e->first || !n ? e->first : value;
        e->before = n ? e->last : e->before;
        e->last = n ? value : e->last;
    }
}

/* "900131", a reference number, say: no page has a number that long. */
static bool is_long_number(struct text t) {
    size_t digits = 0;
    while (digits < t.n && is_digit(t.s[digits]))
        digits++;
    return digits == t.n && digits > PAGE_DIGITS;
}

static void add_edge(struct arena *a, struct text t, const struct lines *lines, size_t i, bool top,
                     struct edges *edges) {
    unsigned number;
    struct text words = line_text(t, &lines->items[i]);
    if (marker_number(words, &number) == words.n || marker_bullet_alone(words) ||
        is_long_number(words))
        return; /* of a paragraph, whose text follows; or of something else */
    edges->items =
        arena_room(a, edges->items, edges->count, &edges->capacity, sizeof *edges->items);
    struct edge *e = &edges->items[edges->count++];
    *e = (struct edge){0};
    make_key(words, top, e->key);
    find_numbers(words, e);
    e->line = (uint32_t)i;
    e->page = lines->items[i].page;
}

/* The first and last few lines of every page that have text. */
static void collect(struct arena *a, struct text t, const struct lines *lines,
                    struct edges *edges) {
    for (size_t from = 0, to; from < lines->count; from = to) {
        to = from;
        while (to < lines->count && lines->items[to].page == lines->items[from].page)
            to++;
        size_t low = from, high = to, n;
        for (n = 0; low < to && n < EDGE_LINES; low++)
            if (lines->items[low].to > lines->items[low].from) {
                add_edge(a, t, lines, low, true, edges);
                n++;
            }
        for (n = 0; high > from && n < EDGE_LINES; high--)
            if (lines->items[high - 1].to > lines->items[high - 1].from) {
                struct text words = line_text(t, &lines->items[high - 1]);
                if (high > low || !text_has_digit(words)) /* else it counts at both edges already */
                    add_edge(a, t, lines, high - 1, false, edges);
                n++;
            }
    }
}

/* "9 to 13 June 2025": the month can be short. */
static bool ends_in_year(const struct edge *e) {
    return e->last >= YEAR_MIN && e->last <= YEAR_MAX;
}

/* A number with hardly a word, and no date. */
static bool is_terse(const struct edge *e) {
    size_t letters = 0;
    for (const char *p = e->key; *p; p++)
        letters += is_letter(*p);
    return e->key[0] == '*' && letters < LETTERS_MIN && !(letters && ends_in_year(e));
}

/* Numbers in a running line stay as they are, but for the page's, which goes on with the pages:
 * "Outcome 4" on one page and "Outcome 7" two pages on is no running line. */
static bool goes_with(const struct edge *before, const struct edge *e) {
    unsigned pages = e->page - before->page;
    bool counts = e->first - before->first == pages || e->last - before->last == pages;
    if (is_terse(e))
        return counts; /* "Score: 3" is no running line, "Page 3" is */
    bool first = e->first == before->first || e->first - before->first == pages;
    return first && (e->last == before->last || e->last - before->last == pages);
}

/* Whether a number of the line goes on with the pages. */
static bool counts_pages(const struct edge *before, const struct edge *e) {
    unsigned pages = e->page - before->page;
    return e->first - before->first == pages || e->before - before->before == pages ||
           e->last - before->last == pages;
}

static bool has_letter(const struct edge *e) {
    for (const char *p = e->key; *p; p++)
        if (is_letter(*p))
            return true;
    return false;
}

/* Marks what stands on so many pages. True where a line with words ("Page 3 of 9") counts them. */
static bool mark_repeated(struct lines *lines, struct edge *edges, size_t count, uint32_t enough) {
    bool counts = false;
    if (count)
        qsort(edges, count, sizeof *edges, compare);
    for (size_t from = 0, to; from < count; from = to) {
        uint32_t pages = 0, counted = 0;
        for (to = from; to < count && !memcmp(edges[from].key, edges[to].key, KEY_BYTES); to++) {
            const struct edge *e = &edges[to];
            if (to > from && (e->page == e[-1].page || !goes_with(&e[-1], e)))
                continue;
            pages++;
            counted += to > from && counts_pages(&e[-1], e);
        }
        bool repeated = pages >= enough + is_terse(&edges[from]);
        counts |= repeated && counted * 2 >= pages && has_letter(&edges[from]);
        for (size_t i = from; repeated && i < to; i++)
            lines->items[edges[i].line].furniture = true;
    }
    return counts;
}

/* "12 Oak House Inspection report 24 May 2017": the page's number need not be on the same line. */
static struct text without_number(struct text t) {
    size_t n;
    text_number(t, PAGE_DIGITS, &n);
    return n && n < t.n && is_space(t.s[n]) ? text_trim(text_slice(t, n, t.n)) : t;
}

/* Converters put a running line anywhere on its page. Where a line with a number, a date say,
 * stands on most pages, it is one. */
static void mark_running(struct arena *a, struct text t, struct lines *lines) {
    struct edges running = {0};
    for (size_t i = 0; i < lines->count; i++) {
        struct text words = without_number(line_text(t, &lines->items[i]));
        if (words.n < RUNNING_BYTES_MIN || words.n > RUNNING_BYTES_MAX || !text_has_digit(words) ||
            !is_letter(words.s[0]))
            continue;
        running.items =
            arena_room(a, running.items, running.count, &running.capacity, sizeof *running.items);
        struct edge *e = &running.items[running.count++];
        *e = (struct edge){.line = (uint32_t)i, .page = lines->items[i].page};
        make_key(words, false, e->key);
        find_numbers(words, e);
    }
    mark_repeated(lines, running.items, running.count,
                  lines->pages / 2 > LEAST_PAGES ? lines->pages / 2 + 1 : LEAST_PAGES + 1);
}

/* A line that is a number and nothing else; 0 where it is not. */
static unsigned bare_number(struct text t) {
    size_t n;
    unsigned value = text_number(t, PAGE_DIGITS, &n);
    return n == t.n ? value : 0;
}

/* By how much the numbers printed on pages run ahead of the pages: most pages agree on it. A page
 * has one vote for each distance, as a table of grades can have many a 2. */
static bool find_offset(struct text t, const struct lines *lines, uint32_t *offset) {
    uint32_t votes[OFFSETS_MAX] = {0}, voter[OFFSETS_MAX] = {0}, best = 0;
    for (size_t i = 0; i < lines->count; i++) {
        unsigned value = bare_number(line_text(t, &lines->items[i]));
        uint32_t page = lines->items[i].page, distance = value + OFFSETS_MAX / 2 - page;
        if (!value || value + OFFSETS_MAX / 2 <= page || distance >= OFFSETS_MAX)
            continue;
        votes[distance] += voter[distance] != page + 1;
        voter[distance] = page + 1;
    }
    for (uint32_t i = 1; i < OFFSETS_MAX; i++)
        best = votes[i] > votes[best] ? i : best;
    *offset = best;
    return votes[best] >= LEAST_NUMBERED && votes[best] * 2 >= lines->pages;
}

/* Converters put a page's number anywhere on it. */
static void mark_page_numbers(struct text t, struct lines *lines) {
    uint32_t offset;
    if (!find_offset(t, lines, &offset))
        return;
    for (size_t i = 0; i < lines->count; i++) {
        unsigned value = bare_number(line_text(t, &lines->items[i]));
        if (value && value + OFFSETS_MAX / 2 == lines->items[i].page + offset)
            lines->items[i].furniture = true;
    }
}

static bool same_line(struct text t, const struct lines *lines, size_t i, size_t k) {
    return i < lines->count && k < lines->count && lines->items[i].to > lines->items[i].from &&
           text_equal(line_text(t, &lines->items[i]), line_text(t, &lines->items[k]));
}

/* The lines beside a counted one that are the same each time. */
static void mark_beside(struct text t, struct lines *lines, size_t before, size_t i) {
    for (size_t n = 1; n <= EDGE_LINES && before >= n && same_line(t, lines, before - n, i - n);
         n++)
        lines->items[before - n].furniture = lines->items[i - n].furniture = true;
}

/* Text that was copied has no form feeds. A line that comes again and again and counts by one
 * ("Page 3 of 9") stands at the end of pages all the same. */
static void mark_counted(struct arena *a, struct text t, struct lines *lines) {
    struct edges counted = {0};
    for (size_t i = 0; i < lines->count; i++)
        if (text_has_digit(line_text(t, &lines->items[i])) &&
            lines->items[i].to - lines->items[i].from <= RUNNING_BYTES_MAX)
            add_edge(a, t, lines, i, false, &counted);
    if (counted.count)
        qsort(counted.items, counted.count, sizeof *counted.items, compare);
    for (size_t from = 0, to; from < counted.count; from = to) {
        const struct edge *e = counted.items;
        for (to = from + 1;
             to < counted.count && !memcmp(e[from].key, e[to].key, KEY_BYTES) &&
             (e[to].first == e[to - 1].first + 1 || e[to].last == e[to - 1].last + 1);)
            to++;
        if (to - from < LEAST_NUMBERED || strlen(e[from].key) < COUNTED_BYTES_MIN)
            continue;
        for (size_t i = from; i < to; i++) {
            lines->items[e[i].line].furniture = true;
            if (i > from)
                mark_beside(t, lines, e[i - 1].line, e[i].line);
        }
    }
}

/* A number that stands alone at a page's edge is the page's where that of another page runs ahead
 * of its page by as much: else it can be a grade. Of one or two pages there is nothing to compare.
 */
static void mark_numbers_at_edges(struct text t, struct lines *lines, const struct edges *edges) {
    uint32_t votes[BUCKETS] = {0}, voter[BUCKETS] = {0}; /* the last page that had that distance */
    for (size_t i = 0; i < edges->count; i++) {
        const struct edge *e = &edges->items[i];
        unsigned value = bare_number(line_text(t, &lines->items[e->line]));
        uint32_t bucket = (value - e->page) % BUCKETS;
        if (!value)
            continue;
        votes[bucket] += voter[bucket] != e->page + 1;
        voter[bucket] = e->page + 1;
    }
    for (size_t i = 0; i < edges->count; i++) {
        const struct edge *e = &edges->items[i];
        struct text words = line_text(t, &lines->items[e->line]);
        unsigned value = bare_number(words);
        bool year = value >= YEAR_MIN && value <= YEAR_MAX; /* the end of a running line */
        bool agrees = lines->pages <= 2 || year || votes[(value - e->page) % BUCKETS] > 1;
        if (is_page_number(words) && (!value || agrees))
            lines->items[e->line].furniture = true;
    }
}

/* Whether the line ends in the words of a running one; *at is where those begin. */
static bool ends_in(struct text t, const struct lines *lines, const struct line *l, size_t running,
                    size_t *at) {
    struct text words = line_text(t, &lines->items[running]), line = line_text(t, l);
    *at = l->to - words.n;
    return words.n >= RUNNING_BYTES_MIN && line.n > words.n && text_ends(line, words);
}

/* Converters glue a running foot to the last line of its page. */
static void cut_glued(struct text t, struct lines *lines) {
    size_t running[RUNNING_MAX], count = 0, at;
    for (size_t i = 0; i < lines->count && count < RUNNING_MAX; i++)
        if (lines->items[i].furniture && (!count || !same_line(t, lines, i, running[count - 1])))
            running[count++] = i;
    for (size_t i = 0; i + 1 < lines->count; i++) {
        struct line *l = &lines->items[i];
        if (l->furniture || !lines->items[i + 1].furniture)
            continue;
        for (size_t k = 0; k < count; k++)
            if (ends_in(t, lines, l, running[k], &at)) {
                l->to = (uint32_t)at;
                break;
            }
    }
}

/* "link to page 3  link to page 4": what pdftohtml writes where a page has links. */
static bool is_links(struct text t) {
    static const char words[] = "link to page ";
    size_t at = 0, n = 1;
    while (n && text_starts(text_slice(t, at, t.n), TEXT(words))) {
        at += sizeof words - 1;
        text_number(text_slice(t, at, t.n), PAGE_DIGITS, &n);
        for (at += n; at < t.n && is_space(t.s[at]);)
            at++;
    }
    return n && at && at == t.n;
}

static void mark_links(struct text t, struct lines *lines) {
    for (size_t i = 0; i < lines->count; i++)
        lines->items[i].furniture = is_links(line_text(t, &lines->items[i]));
}

void furniture_mark(struct arena *a, struct text t, struct lines *lines) {
    mark_links(t, lines);
    if (lines->pages < 2 && !pages_find(a, t, lines)) {
        mark_counted(a, t, lines);
        return;
    }
    struct edges edges = {0};
    collect(a, t, lines, &edges);
    if (!edges.count)
        return;
    bool numbered = mark_repeated(lines, edges.items, edges.count,
                                  lines->pages / 3 > LEAST_PAGES ? lines->pages / 3 : LEAST_PAGES);
    mark_running(a, t, lines);
    cut_glued(t, lines);
    if (numbered)
        return; /* a number that stands alone is another one, a grade perhaps */
    mark_numbers_at_edges(t, lines, &edges);
    mark_page_numbers(t, lines);
}
