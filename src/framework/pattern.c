#define PCRE2_CODE_UNIT_WIDTH 8
#include "framework/pattern.h"

#include "base/arena.h"
#include "framework/config.h"
#include "framework/needed.h"
#include "framework/text_index.h"

#include <limits.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

enum {
    MATCH_LIMIT = 200000, /* pcre2 counts it for each start position, so text is bounded as well */
    DEPTH_LIMIT = 5000,
    HEAP_LIMIT_KIB = 16 * 1024,
    TEXT_BYTES_MAX = 64 * 1024,
    GROUPS_MAX = 32,
    LIMITED_MAX = 4, /* patterns given up in one document */
    TRIES = 2        /* hits of the limit before a pattern is given up */
};

/* pcre2's code, and what a text must have to be worth trying: most patterns are tried at one place
 * each, where a look at its first byte costs far less than pcre2 takes to begin. The words are
 * known before there is any code: where no text has them, none is made. */
struct compiled {
    _Atomic(pcre2_code *) code;
    bool first_is_known;
    uint8_t first[256 / CHAR_BIT]; /* bytes that a match can begin with */
    size_t least;                  /* bytes that a match has at least */
    struct needed needed;          /* words of which every match has one */
};

struct pattern_store {
    mtx_t lock;
    struct compiled **items;
    size_t count, capacity;
};

struct matcher {
    struct arena *arena;
    struct pattern_store *store;
    pcre2_match_data *data;
    pcre2_match_context *context;
    struct {
        const struct pattern *pattern;
        int hits;
    } limited[LIMITED_MAX];
    size_t limited_count;
    size_t steps, steps_max;
    struct text_index *index;
};

struct output {
    struct arena *arena;
    char *s;
    size_t n, capacity;
};

static void put(struct output *o, const char *s, size_t n) {
    while (o->capacity - o->n < n)
        o->s = arena_room(o->arena, o->s, o->capacity, &o->capacity, 1);
    if (n)
        memcpy(o->s + o->n, s, n);
    o->n += n;
}

#define DASHES "-‐‑–—−"
static const char dashes[] = DASHES;

static const char *stands_for(char c) {
    switch (c) {
    case ' ':
        return "(?:\\s+)";
    case '\'':
        return "['’‘ʼ`]";
    case '"':
        return "[\"“”]";
    case '-':
        return "[" DASHES "]";
    default:
        return NULL;
    }
}

/* "(?<name>", "(?i:", "(?-i)": the part that is syntax. */
static size_t group_syntax(const char *s) {
    if (s[0] != '(' || s[1] != '?')
        return 0;
    size_t n = 2;
    while (s[n] && !strchr(":)>=!", s[n]))
        n++;
    return s[n] ? n + 1 : n;
}

static size_t class_length(const char *s) {
    if (*s != '[')
        return 0;
    size_t n = 1;
    n += s[n] == '^';
    n += s[n] == ']';
    while (s[n] && s[n] != ']')
        n += s[n] == '\\' && s[n + 1] ? 2 : 1;
    return s[n] ? n + 1 : n;
}

/* A class "[...]" of n bytes: a hyphen that comes first is any dash, a space any white space. */
static void put_class(struct output *o, const char *s, size_t n) {
    put(o, "[", 1);
    for (size_t i = 1; i < n; i++) {
        if (i == 1 && s[i] == '-')
            put(o, dashes, sizeof dashes - 1);
        else if (s[i] == ' ')
            put(o, "\\s", 2);
        else
            put(o, s + i, 1);
    }
}

/* The bytes that stand for themselves from s on. */
static size_t plain_length(const char *s) { return strcspn(s, " '\"-([\\"); }

/* The pattern with what stands for more than itself written out. */
static struct text expand(struct arena *a, const char *s) {
    struct output o = {.arena = a};
    while (*s) {
        size_t same = plain_length(s);
        put(&o, s, same);
        s += same;
        if (!*s)
            break;
        size_t class = class_length(s), n = class ? class : group_syntax(s);
        n = n ? n : *s == '\\' && s[1] ? 2 : 0;
        const char *meaning = n ? NULL : stands_for(*s);
        if (class)
            put_class(&o, s, class);
        else if (meaning)
            put(&o, meaning, strlen(meaning));
        else
            put(&o, s, n ? n : 1);
        s += n ? n : 1;
    }
    return (struct text){o.s ? o.s : "", o.n};
}

static void set_first(struct compiled *c, unsigned char byte) {
    c->first[byte / CHAR_BIT] |= (uint8_t)(1u << byte % CHAR_BIT);
}

/* Case does not count, but pcre2 tells one byte alone. */
static void learn(struct compiled *c, const pcre2_code *code) {
    const uint8_t *bits = NULL;
    uint32_t type = 0, byte = 0, least = 0;
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &least);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bits);
    c->least = least;
    c->first_is_known = bits || (type == 1 && byte < 0x80);
    if (bits) {
        memcpy(c->first, bits, sizeof c->first);
    } else if (c->first_is_known) {
        set_first(c, (unsigned char)byte);
        if (is_letter((char)byte))
            set_first(c, (unsigned char)(byte ^ ('a' ^ 'A')));
    }
}

static void release_compiled(void *compiled) {
    struct compiled *c = compiled;
    if (c)
        pcre2_code_free(c->code);
    free(c);
}

/* NULL for want of memory. */
static struct compiled *compiled_new(struct text expanded) {
    struct compiled *c = calloc(1, sizeof *c);
    if (c)
        c->needed = needed_words(expanded);
    return c;
}

/* 0, or pcre2's error. What is learnt is there before the code is. */
static int compile(struct compiled *c, struct text expanded) {
    int error = 0;
    PCRE2_SIZE at;
    pcre2_code *code = pcre2_compile(
        (PCRE2_SPTR)expanded.s, expanded.n,
        PCRE2_UTF | PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);
    if (!code)
        return error;
    learn(c, code);
    c->code = code;
    return 0;
}

void pattern_compile(struct config *c, struct pattern *p, const char *where) {
    p->key = where;
    if (!p->source || p->code || c->failed || c->late)
        return;
    struct text expanded = expand(c->arena, p->source);
    struct compiled *compiled = compiled_new(expanded);
    int error = compiled ? compile(compiled, expanded) : PCRE2_ERROR_HEAP_FAILED;
    if (error) {
        PCRE2_UCHAR why[120];
        release_compiled(compiled);
        pcre2_get_error_message(error, why, sizeof why);
        config_fail(c, where, arena_format(c->arena, "is no valid pattern: %s", (char *)why));
        return;
    }
    arena_defer(c->arena, release_compiled, compiled);
    p->code = compiled;
}

static void release_store(void *store) {
    struct pattern_store *s = store;
    for (size_t i = 0; i < s->count; i++)
        release_compiled(s->items[i]);
    free(s->items);
    mtx_destroy(&s->lock);
}

struct pattern_store *pattern_store_new(struct arena *a) {
    struct pattern_store *s = arena_alloc(a, sizeof *s);
    if (mtx_init(&s->lock, mtx_plain) != thrd_success)
        arena_fail(a);
    arena_defer(a, release_store, s);
    return s;
}

static bool store_add(struct pattern_store *s, struct compiled *c) {
    if (s->count == s->capacity) {
        size_t room = s->capacity ? 2 * s->capacity : 64;
        struct compiled **bigger = realloc(s->items, room * sizeof *bigger);
        if (!bigger)
            return false;
        s->items = bigger;
        s->capacity = room;
    }
    s->items[s->count++] = c;
    return true;
}

/* The words of a pattern that is tried for the first time. No allocation of the arena while the
 * lock is held: it can jump. */
static struct compiled *begin_late(struct matcher *m, const struct pattern *p) {
    struct pattern *late = (struct pattern *)p; /* what is made late is behind the store's lock */
    struct text expanded = expand(m->arena, p->source);
    mtx_lock(&m->store->lock);
    if (!late->code) {
        struct compiled *c = compiled_new(expanded);
        if (c && store_add(m->store, c))
            late->code = c;
        else
            release_compiled(c);
    }
    mtx_unlock(&m->store->lock);
    if (!late->code)
        arena_fail(m->arena);
    return late->code;
}

/* NULL where the pattern is none. */
static const pcre2_code *code_of(struct matcher *m, const struct pattern *p, struct compiled *c) {
    if (c->code || !m->store)
        return c->code;
    struct text expanded = expand(m->arena, p->source);
    mtx_lock(&m->store->lock);
    int error = c->code ? 0 : compile(c, expanded);
    mtx_unlock(&m->store->lock);
    if (error == PCRE2_ERROR_HEAP_FAILED)
        arena_fail(m->arena);
    return c->code;
}

const char *pattern_insert(struct config *c, const char *source, const char *mark,
                           const char *words) {
    struct output o = {.arena = c->arena};
    if (!source || !strstr(source, mark)) /* none, after an error */
        return source;
    for (const char *at; (at = strstr(source, mark)); source = at + strlen(mark)) {
        put(&o, source, (size_t)(at - source));
        put(&o, words, strlen(words));
    }
    put(&o, source, strlen(source) + 1);
    return o.s;
}

static void release_data(void *data) { pcre2_match_data_free(data); }
static void release_context(void *context) { pcre2_match_context_free(context); }

struct matcher *matcher_new(struct arena *a, struct pattern_store *store) {
    struct matcher *m = arena_alloc(a, sizeof *m);
    m->arena = a;
    m->store = store;
    m->index = text_index_new(a);
    m->steps_max = SIZE_MAX;
    m->data = pcre2_match_data_create(GROUPS_MAX, NULL);
    if (!m->data)
        arena_fail(a);
    arena_defer(a, release_data, m->data);
    m->context = pcre2_match_context_create(NULL);
    if (!m->context)
        arena_fail(a);
    arena_defer(a, release_context, m->context);
    pcre2_set_match_limit(m->context, MATCH_LIMIT);
    pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(m->context, HEAP_LIMIT_KIB);
    return m;
}

void matcher_index(struct matcher *m, struct text t) { text_index_add(m->index, t); }

void matcher_allow(struct matcher *m, size_t steps) { m->steps_max = steps; }

bool matcher_spend(struct matcher *m, size_t steps) {
    m->steps = steps < SIZE_MAX - m->steps ? m->steps + steps : SIZE_MAX;
    return m->steps <= m->steps_max;
}

size_t matcher_steps(const struct matcher *m) { return m->steps; }

bool matcher_is_spent(const struct matcher *m) { return m->steps > m->steps_max; }

const struct pattern *matcher_limited(const struct matcher *m) {
    return m->limited_count ? m->limited[0].pattern : NULL;
}

static bool is_given_up(const struct matcher *m, const struct pattern *p) {
    for (size_t i = 0; i < m->limited_count; i++)
        if (m->limited[i].pattern == p)
            return m->limited[i].hits >= TRIES;
    return false;
}

static void note_limit(struct matcher *m, const struct pattern *p) {
    size_t i = 0;
    while (i < m->limited_count && m->limited[i].pattern != p)
        i++;
    if (i == LIMITED_MAX)
        return;
    if (i == m->limited_count) {
        m->limited[m->limited_count++].pattern = p;
        m->limited[i].hits = 0;
    }
    m->limited[i].hits++;
}

/* A cut in the middle of a character would be no UTF-8. */
static size_t bounded(struct text t) {
    size_t n = t.n;
    if (n > TEXT_BYTES_MAX)
        for (n = TEXT_BYTES_MAX; n && ((unsigned char)t.s[n] & 0xC0) == 0x80;)
            n--;
    return n;
}

/* Whether the pattern could match at `from`. */
static bool can_begin(const struct compiled *c, struct text t, size_t from) {
    unsigned char byte = from < t.n ? (unsigned char)t.s[from] : 0;
    if (from == t.n || !c->first_is_known)
        return true;
    return c->first[byte / CHAR_BIT] >> byte % CHAR_BIT & 1;
}

/* Whether the text has words that a match needs: by the index, and where a pattern would be tried
 * all through the text, by a look at it. */
static bool has_needed(const struct matcher *m, const struct needed *needed, struct text t,
                       size_t from, enum pattern_mode mode) {
    if (mode == PATTERN_BEGINNING || !needed->count)
        return true;
    if (text_index_lacks(m->index, t, needed))
        return false;
    for (size_t i = 0; mode == PATTERN_ANYWHERE && i < needed->count; i++)
        if (needed_find(&needed->sets[i], t, from) == t.n)
            return false;
    return true;
}

static uint32_t options_of(enum pattern_mode mode) {
    static const uint32_t options[] = {
        [PATTERN_ANYWHERE] = 0,
        [PATTERN_START] = PCRE2_ANCHORED,
        [PATTERN_WHOLE] = PCRE2_ANCHORED | PCRE2_ENDANCHORED,
        [PATTERN_BEGINNING] = PCRE2_ANCHORED | PCRE2_PARTIAL_HARD, /* not with ENDANCHORED */
    };
    return options[mode] | PCRE2_NO_UTF_CHECK;
}

/* Whether the pattern, as far as it is compiled, could match from there on. */
static bool can_match(const struct compiled *c, struct text t, size_t from,
                      enum pattern_mode mode) {
    return !c->code || ((mode == PATTERN_BEGINNING || t.n - from >= c->least) &&
                        (mode == PATTERN_ANYWHERE || can_begin(c, t, from)));
}

static int run_at(struct matcher *m, const pcre2_code *code, struct text t, size_t from,
                  enum pattern_mode mode) {
    return pcre2_match(code, (PCRE2_SPTR)t.s, t.n, from, options_of(mode), m->data, m->context);
}

/* At the words that a match begins with. */
static int run_at_leads(struct matcher *m, const pcre2_code *code, const struct needed_set *leads,
                        struct text t, size_t from) {
    int rc = PCRE2_ERROR_NOMATCH;
    for (size_t i = needed_find(leads, t, from); i < t.n && rc == PCRE2_ERROR_NOMATCH;
         i = needed_find(leads, t, i + 1))
        rc = run_at(m, code, t, i, PATTERN_START);
    return rc;
}

/* pcre2's result. */
static int run(struct matcher *m, const pcre2_code *code, const struct needed *needed,
               struct text t, size_t from, enum pattern_mode mode) {
    bool led = mode == PATTERN_ANYWHERE && needed->leads.count;
    int rc = led ? run_at_leads(m, code, &needed->leads, t, from) : run_at(m, code, t, from, mode);
    if (mode == PATTERN_ANYWHERE)
        matcher_spend(m, (rc < 0 ? t.n : pcre2_get_ovector_pointer(m->data)[0]) - from);
    return rc;
}

static bool is_limit(int rc) {
    return rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_DEPTHLIMIT ||
           rc == PCRE2_ERROR_HEAPLIMIT;
}

bool pattern_match(struct matcher *m, const struct pattern *p, struct text t, size_t from,
                   enum pattern_mode mode, struct match *match) {
    struct compiled *c = p->code;
    if (!c && p->source && m->store)
        c = begin_late(m, p);
    t.n = bounded(t);
    if (!c || from > t.n || is_given_up(m, p) || !matcher_spend(m, 1) ||
        !can_match(c, t, from, mode) || !has_needed(m, &c->needed, t, from, mode))
        return false;
    const pcre2_code *code = code_of(m, p, c);
    if (!code || !can_match(c, t, from, mode))
        return false;
    int rc = run(m, code, &c->needed, t, from, mode);
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(m->data);
    if (rc == PCRE2_ERROR_NOMEMORY)
        arena_fail(m->arena);
    if (is_limit(rc))
        note_limit(m, p);
    if (rc < 0 || mode == PATTERN_BEGINNING)
        return rc == PCRE2_ERROR_PARTIAL;
    if (match)
        *match = (struct match){p, m, t, v[0], v[1]};
    return true;
}

bool match_group(const struct match *m, const char *name, size_t *from, size_t *to) {
    const struct compiled *c = m->pattern->code;
    int number = pcre2_substring_number_from_name(c->code, (PCRE2_SPTR)name);
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(m->matcher->data);
    if (number <= 0 || number >= GROUPS_MAX || v[2 * number] == PCRE2_UNSET)
        return false;
    *from = v[2 * number];
    *to = v[2 * number + 1];
    return true;
}
