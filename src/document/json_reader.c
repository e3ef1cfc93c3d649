/* JSON to blocks. cJSON parses it; where each value stands is found by going through the text
 * beside the tree, since cJSON keeps members in order and no places. */
#include "document/readers.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "document/builder.h"
#include "document/record.h"
#include "document/source.h"

#include <string.h>

enum { VALUES_MAX = 1000000, DEPTH_MAX = 200, ROW_BYTES_MAX = 200, LEVELS = 6 };

struct span {
    uint32_t from, to;
};

/* A value of the document, in its order. */
struct node {
    const cJSON *value;
    struct span key, scalar; /* empty where it has none; strings without their quotes */
    uint32_t depth;
};

struct reader {
    struct builder builder;
    struct text text;
    struct node *nodes;
    struct record_value *values; /* as many: what later stages see of them */
    size_t count, capacity, value_capacity;
};

static void release_tree(void *tree) { cJSON_Delete(tree); }

/* ---- places --------------------------------------------------------------------------- */

/* The next string or word of the text; *at goes behind it. */
static struct span next_scalar(struct text t, size_t *at) {
    size_t i = *at;
    while (i < t.n && (is_space(t.s[i]) || strchr("{}[],:", t.s[i])))
        i++;
    size_t from = i;
    if (i < t.n && t.s[i] == '"') {
        for (from = ++i; i < t.n && t.s[i] != '"'; i++)
            i += t.s[i] == '\\';
        *at = i + 1;
    } else {
        while (i < t.n && !is_space(t.s[i]) && !strchr("{}[],:\"", t.s[i]))
            i++;
        *at = i;
    }
    return (struct span){(uint32_t)from, (uint32_t)(i < t.n ? i : t.n)};
}

static bool is_container(const cJSON *v) { return cJSON_IsObject(v) || cJSON_IsArray(v); }

static void add_node(struct reader *r, const cJSON *v, uint32_t parent, uint32_t depth,
                     size_t *at) {
    struct arena *a = r->builder.document->arena;
    r->nodes = arena_room(a, r->nodes, r->count, &r->capacity, sizeof *r->nodes);
    r->values = arena_room(a, r->values, r->count, &r->value_capacity, sizeof *r->values);
    struct node *n = &r->nodes[r->count];
    *n = (struct node){.value = v, .depth = depth};
    if (v->string)
        n->key = next_scalar(r->text, at);
    if (!is_container(v))
        n->scalar = next_scalar(r->text, at);
    struct record_value *seen = &r->values[r->count++];
    *seen = (struct record_value){
        .key = v->string, .parent = parent, .end = (uint32_t)r->count, .array = cJSON_IsArray(v)};
}

/* All values with their places, without recursion. */
static void list_nodes(struct reader *r, const cJSON *root) {
    const cJSON *next[DEPTH_MAX + 1];
    uint32_t open[DEPTH_MAX + 1], depth = 0;
    size_t at = 0;
    add_node(r, root, 0, 0, &at);
    next[0] = root->child;
    open[0] = 0;
    for (;;) {
        const cJSON *v = next[depth];
        if (!v) {
            r->values[open[depth]].end = (uint32_t)r->count;
            if (depth-- == 0)
                return;
            continue;
        }
        next[depth] = v->next;
        add_node(r, v, open[depth], depth + 1, &at);
        if (is_container(v)) {
            next[++depth] = v->child;
            open[depth] = (uint32_t)r->count - 1;
        }
    }
}

/* ---- blocks --------------------------------------------------------------------------- */

static int hex(char c) {
    return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : 0;
}

static size_t put_utf8(uint32_t c, char out[4]) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c);
    return n;
}

/* The character that "\u...." is, *length bytes; two of them can be one. cJSON has checked them. */
static uint32_t escaped_unit(const char *s, size_t *length) {
    uint32_t unit[2] = {0};
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < 4; i++)
            unit[k] = unit[k] * 16 + (uint32_t)hex(s[6 * k + 2 + i]);
        *length = 6 * (k + 1);
        if (unit[0] < 0xD800 || unit[0] > 0xDBFF)
            return unit[0];
    }
    return 0x10000 + ((unit[0] & 0x3FF) << 10) + (unit[1] & 0x3FF);
}

/* Adds what stands between two quotes; escapes are what they mean. */
static void add_words(struct reader *r, struct span s) {
    static const char marks[] = "nrtbf", means[] = "\n\n\t  ";
    for (size_t i = s.from, n; i < s.to; i += n) {
        size_t back = text_find(text_slice(r->text, 0, s.to), '\\', i);
        n = back - i;
        if (n) {
            builder_add(&r->builder, text_slice(r->text, i, back), i);
            continue;
        }
        const char *mark = strchr(marks, r->text.s[i + 1]);
        char out[4] = {mark ? means[mark - marks] : r->text.s[i + 1]};
        size_t width = 1;
        n = 2;
        if (r->text.s[i + 1] == 'u')
            width = put_utf8(escaped_unit(r->text.s + i, &n), out);
        builder_add_as(&r->builder, (struct text){out, width}, i, n);
    }
}

/* The words of a block's cell that has just been made, if any was. */
static struct passage last_words(const struct reader *r, const struct block *b, uint32_t cell) {
    size_t last = r->builder.document->block_count - 1;
    return b ? document_cell(r->builder.document, last, cell) : (struct passage){0};
}

static struct passage put_heading(struct reader *r, struct span s, uint32_t depth) {
    add_words(r, s);
    struct block *b = builder_end_block(&r->builder, BLOCK_HEADING);
    if (b)
        b->level = depth + 1 < LEVELS ? depth + 1 : LEVELS;
    return last_words(r, b, 0);
}

static bool is_long(struct text t, struct span s) {
    struct text words = text_slice(t, s.from, s.to);
    for (size_t i = 0; i + 1 < words.n; i++)
        if (words.s[i] == '\\' && words.s[i + 1] == 'n')
            return true;
    return words.n > ROW_BYTES_MAX;
}

/* A long value's lines are paragraphs. */
static void put_paragraphs(struct reader *r, struct span s, struct record_value *seen) {
    for (uint32_t from = s.from, i = s.from; i <= s.to; i++) {
        bool feed = i + 1 < s.to && r->text.s[i] == '\\' && r->text.s[i + 1] == 'n';
        if (feed || i == s.to) {
            add_words(r, (struct span){from, i});
            struct block *b = builder_end_block(&r->builder, BLOCK_PARAGRAPH);
            if (b && !seen->paragraphs++)
                seen->words = last_words(r, b, 0);
            from = i + 2;
        }
        i += i < s.to && r->text.s[i] == '\\';
    }
}

static void put_scalar(struct reader *r, size_t index, bool prose) {
    const struct node *n = &r->nodes[index];
    struct record_value *seen = &r->values[index];
    if (cJSON_IsNull(n->value) || n->scalar.from == n->scalar.to ||
        is_long(r->text, n->scalar) != prose)
        return;
    if (prose) {
        put_paragraphs(r, n->scalar, seen);
        return;
    }
    if (n->key.to) {
        add_words(r, n->key);
        builder_end_cell(&r->builder);
    }
    add_words(r, n->scalar);
    builder_end_cell(&r->builder);
    struct block *b = builder_end_block(&r->builder, n->key.to ? BLOCK_ROW : BLOCK_ITEM);
    if (b && n->key.to)
        seen->name = last_words(r, b, 0);
    seen->words = last_words(r, b, b ? b->cell_count - 1 : 0);
}

static bool is_name(const struct node *n) {
    return n->value->string && strcmp(n->value->string, "name") == 0 && cJSON_IsString(n->value);
}

/* What an object or array says of itself, before what is inside it: its key, its name, its
 * members that are no objects or arrays, the long ones last. */
static void put_container(struct reader *r, size_t index) {
    const struct node *n = &r->nodes[index];
    size_t end = r->values[index].end;
    if (n->key.to)
        r->values[index].name = put_heading(r, n->key, n->depth);
    for (size_t i = index + 1; i < end; i = r->values[i].end)
        if (is_name(&r->nodes[i]))
            r->values[i].words = put_heading(r, r->nodes[i].scalar, n->depth);
    for (int prose = 0; prose < 2; prose++)
        for (size_t i = index + 1; i < end; i = r->values[i].end)
            if (!is_container(r->nodes[i].value) && !is_name(&r->nodes[i]))
                put_scalar(r, i, prose);
}

/* ---- the whole ------------------------------------------------------------------------ */

/* cJSON takes memory for each value and recurses into each level. */
static bool is_within_limits(struct text t) {
    size_t values = 0, depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        char c = t.s[i];
        if (c == '"')
            for (i++; i < t.n && t.s[i] != '"'; i++)
                i += t.s[i] == '\\';
        values += c == ',' || c == '[' || c == '{';
        depth += c == '[' || c == '{';
        depth -= depth && (c == ']' || c == '}');
        if (values > VALUES_MAX || depth > DEPTH_MAX)
            return false;
    }
    return true;
}

kloe_status read_json(struct document *d, kloe_error *error) {
    struct text t = d->source->text;
    if (!is_within_limits(t))
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: is JSON with more than %d values or %d levels (no report has)",
                         d->source->path, VALUES_MAX, DEPTH_MAX);
    char *copy = arena_string(d->arena, t.s, t.n);
    bool no_memory;
    cJSON *root = json_parse(copy, t.n + 1, NULL, true, &no_memory);
    if (no_memory)
        arena_fail(d->arena);
    if (!root)
        return error_set(error, KLOE_ERROR_FORMAT,
                         "%s: is no valid JSON; if it is another format, say so with --from",
                         d->source->path);
    arena_defer(d->arena, release_tree, root);
    struct reader r = {.text = t};
    builder_open(&r.builder, d);
    list_nodes(&r, root);
    for (size_t i = 0; i < r.count; i++)
        if (is_container(r.nodes[i].value))
            put_container(&r, i);
    struct record *record = arena_alloc(d->arena, sizeof *record);
    *record = (struct record){r.values, r.count};
    d->record = record;
    return KLOE_OK;
}
