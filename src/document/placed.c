#include "document/placed.h"

#include "base/arena.h"
#include "base/json.h"
#include "document/decode.h"

#include <string.h>

/* The tree of the page at hand, so that a jump leaves none behind. */
struct tree {
    cJSON *page;
};

static void release_tree(void *tree) {
    struct tree *t = tree;
    cJSON_Delete(t->page);
    t->page = NULL;
}

static double number(const cJSON *object, const char *key) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(value) ? placed_points(value->valuedouble) : 0;
}

static void add_line(struct arena *a, const cJSON *line, uint32_t page, struct placed_text *out) {
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(line, "text");
    const cJSON *box = cJSON_GetObjectItemCaseSensitive(line, "bbox");
    const cJSON *font = cJSON_GetObjectItemCaseSensitive(line, "font");
    if (!cJSON_IsString(text))
        return;
    out->items = arena_room(a, out->items, out->count, &out->capacity, sizeof *out->items);
    struct placed *p = &out->items[out->count++];
    const cJSON *weight = cJSON_GetObjectItemCaseSensitive(font, "weight");
    size_t n = strlen(text->valuestring);
    struct text words = {arena_string(a, text->valuestring, n), n};
    *p = (struct placed){decode_repaired(a, words),
                         number(box, "x"),
                         number(box, "y"),
                         number(box, "x") + number(box, "w"),
                         number(box, "y") + number(box, "h"),
                         number(line, "y"),
                         number(font, "size"),
                         cJSON_IsString(weight) && strcmp(weight->valuestring, "bold") == 0,
                         page,
                         (uint32_t)(out->count - 1)};
}

static void add_page(struct arena *a, const cJSON *page, struct placed_text *out) {
    const cJSON *block, *line;
    cJSON_ArrayForEach (block, cJSON_GetObjectItemCaseSensitive(page, "blocks"))
        cJSON_ArrayForEach (line, cJSON_GetObjectItemCaseSensitive(block, "lines"))
            add_line(a, line, out->pages, out);
    out->pages++;
}

/* Behind the white space and one comma at `at`. */
static size_t skip_separator(struct text t, size_t at) {
    while (at < t.n && is_space(t.s[at]))
        at++;
    at += at < t.n && t.s[at] == ',';
    while (at < t.n && is_space(t.s[at]))
        at++;
    return at;
}

/* Where the list of pages begins; json.n where there is none. */
static size_t find_pages(struct text json) {
    static const struct text list = {"\"pages\":[", sizeof "\"pages\":[" - 1};
    for (size_t i = text_find(json, '"', 0); i < json.n; i = text_find(json, '"', i + 1))
        if (text_starts(text_slice(json, i, json.n), list))
            return i + list.n;
    return json.n;
}

/* Page by page, so that the tree of a long document is never whole in memory. */
static void read_pages(struct arena *a, struct text json, struct placed_text *out) {
    struct tree *tree = arena_alloc(a, sizeof *tree);
    size_t at = skip_separator(json, out->read ? out->read : find_pages(json));
    arena_defer(a, release_tree, tree);
    while (at < json.n && json.s[at] == '{' && !out->broken) {
        const char *end = json.s + at;
        bool no_memory;
        tree->page = json_parse(end, json.n - at, &end, false, &no_memory);
        if (no_memory)
            arena_fail(a);
        out->broken = !tree->page;
        if (tree->page)
            add_page(a, tree->page, out);
        release_tree(tree);
        at = skip_separator(json, (size_t)(end - json.s));
    }
    out->read = at;
}

/* Behind the last page that another follows, looked for from `from`; 0 where there is none. In a
 * string the quotation marks would be escaped. */
static size_t find_last_whole(struct text json, size_t from) {
    static const struct text next = {",{\"blocks\":[", sizeof ",{\"blocks\":[" - 1};
    for (size_t i = json.n; i-- > from;)
        if (json.s[i] == ',' && text_starts(text_slice(json, i, json.n), next))
            return i;
    return 0;
}

void placed_read_arrived(struct arena *a, struct text json, struct placed_text *out) {
    enum { MARK_BYTES = 16 };
    size_t whole = find_last_whole(json, out->seen > MARK_BYTES ? out->seen - MARK_BYTES : 0);
    out->seen = json.n;
    if (whole > out->read)
        read_pages(a, text_slice(json, 0, whole), out);
}

bool placed_read(struct arena *a, struct text json, struct placed_text *out) {
    read_pages(a, json, out);
    return !out->broken && out->read < json.n && json.s[out->read] == ']';
}
