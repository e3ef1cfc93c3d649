#include "framework/language.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

enum { WORD_MAX = 64 };

/* The word with plain apostrophes: "Majesty’s" is "Majesty's". */
static struct text with_plain_apostrophes(struct text word, char out[WORD_MAX]) {
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        bool curly = text_starts(text_slice(word, i, word.n), TEXT("’"));
        out[n++] = curly ? '\'' : word.s[i];
        i += curly ? strlen("’") - 1 : 0;
    }
    return (struct text){out, n};
}

bool word_list_has(const struct word_list *list, struct text word) {
    char plain[WORD_MAX];
    if (word.n <= WORD_MAX && memchr(word.s, 0xE2, word.n))
        word = with_plain_apostrophes(word, plain);
    for (size_t i = 0; i < list->count; i++)
        if (list->lengths[i] == word.n && text_same((struct text){list->items[i], word.n}, word))
            return true;
    return false;
}

static void load_words(struct config *c, const cJSON *root, const char *key,
                       struct word_list *out) {
    out->items = config_strings(c, root, "", key, true, &out->count);
    out->lengths = arena_alloc(c->arena, out->count + 1);
    for (size_t i = 0; i < out->count; i++)
        out->lengths[i] = (unsigned char)strlen(out->items[i]);
}

static void load_pattern(struct config *c, const cJSON *root, const char *where, const char *key,
                         struct pattern *out) {
    out->source = config_string(c, root, where, key, true);
    pattern_compile(c, out, config_path(c, where, key));
}

static void load_graded(struct config *c, const cJSON *root, const char *key, const char *grades,
                        struct pattern *out) {
    out->source = pattern_insert(c, config_string(c, root, "", key, true), "{grade}", grades);
    pattern_compile(c, out, key);
}

static void load_mentions(struct config *c, const cJSON *root, const struct scales *scales,
                          struct language *out) {
    const char **sources =
        config_strings(c, root, "", "grade_mentions", true, &out->grade_mention_count);
    const char *grades = scales_alternatives(c->arena, scales);
    out->grade_mentions =
        arena_alloc(c->arena, (out->grade_mention_count + 1) * sizeof *out->grade_mentions);
    for (size_t i = 0; i < out->grade_mention_count; i++) {
        out->grade_mentions[i].source = pattern_insert(c, sources[i], "{grade}", grades);
        pattern_compile(c, &out->grade_mentions[i], config_index(c, "grade_mentions", i));
    }
    load_graded(c, root, "grade_mention_further", grades, &out->grade_mention_further);
    load_graded(c, root, "grade_alone", grades, &out->grade_alone);
    load_graded(c, root, "grade_beside", grades, &out->grade_beside);
    load_pattern(c, root, "", "grade_mention_before", &out->grade_mention_before);
    load_pattern(c, root, "", "grade_mention_past", &out->grade_mention_past);
    load_pattern(c, root, "", "grade_mention_part", &out->grade_mention_part);
    load_pattern(c, root, "", "service_again", &out->service_again);
    load_pattern(c, root, "", "grade_column", &out->grade_column);
    load_pattern(c, root, "", "service_column", &out->service_column);
    load_words(c, root, "service_words", &out->service_words);
}

static void load_regulators(struct config *c, const cJSON *root, struct language *out) {
    static const char *const keys[] = {"id", "pattern", NULL};
    const cJSON *array = config_array(c, root, "", "regulators", true), *item;
    out->regulators =
        arena_alloc(c->arena, (size_t)(cJSON_GetArraySize(array) + 1) * sizeof *out->regulators);
    cJSON_ArrayForEach (item, array) {
        const char *where = config_index(c, "regulators", out->regulator_count);
        struct regulator *r = &out->regulators[out->regulator_count++];
        config_known_keys(c, item, where, keys);
        r->id = config_string(c, item, where, "id", true);
        load_pattern(c, item, where, "pattern", &r->pattern);
    }
}

void language_load(struct config *c, struct text json, const struct scales *scales,
                   const struct identifier_schemes *schemes, struct language *out) {
    const cJSON *root = config_parse(c, json);
    out->timescale.source =
        pattern_insert(c, config_string(c, root, "", "timescale", true), "{date}", PATTERN_DATE);
    pattern_compile(c, &out->timescale, "timescale");
    load_pattern(c, root, "", "other_basis", &out->other_basis);
    load_pattern(c, root, "", "own_basis", &out->own_basis);
    load_words(c, root, "numbers", &out->numbers);
    load_pattern(c, root, "", "modal", &out->modal);
    load_pattern(c, root, "", "reported", &out->reported);
    load_pattern(c, root, "", "assigned", &out->assigned);
    load_pattern(c, root, "", "columns", &out->columns);
    load_pattern(c, root, "", "leads_date", &out->leads_date);
    load_pattern(c, root, "", "lead_in", &out->lead_in);
    load_pattern(c, root, "", "asks_below", &out->asks_below);
    load_pattern(c, root, "", "reports_back", &out->reports_back);
    load_pattern(c, root, "", "told_by", &out->told_by);
    load_pattern(c, root, "", "told_below", &out->told_below);
    load_pattern(c, root, "", "asks", &out->asks);
    load_pattern(c, root, "", "none", &out->none);
    load_pattern(c, root, "", "request", &out->request);
    load_pattern(c, root, "", "chapter", &out->chapter);
    load_pattern(c, root, "", "annex", &out->annex);
    load_pattern(c, root, "", "closing", &out->closing);
    out->address.source =
        identifiers_insert(c, schemes, config_string(c, root, "", "address", true));
    pattern_compile(c, &out->address, "address");
    load_pattern(c, root, "", "asked", &out->asked);
    load_pattern(c, root, "", "back_matter", &out->back_matter);
    load_pattern(c, root, "", "site_lines", &out->site_lines);
    load_pattern(c, root, "", "site_before", &out->site_before);
    load_pattern(c, root, "", "site_behind", &out->site_behind);
    load_pattern(c, root, "", "site_beside", &out->site_beside);
    load_words(c, root, "honorifics", &out->honorifics);
    load_words(c, root, "rank_words", &out->rank_words);
    load_words(c, root, "particles", &out->particles);
    load_pattern(c, root, "", "vacant", &out->vacant);
    load_pattern(c, root, "", "genre", &out->genre);
    load_pattern(c, root, "", "earlier", &out->earlier);
    load_pattern(c, root, "", "finding_open", &out->finding_open);
    load_pattern(c, root, "", "finding_except", &out->finding_except);
    load_pattern(c, root, "", "this_inspection", &out->this_inspection);
    load_pattern(c, root, "", "names_trust", &out->names_trust);
    load_pattern(c, root, "", "names_location", &out->names_location);
    load_pattern(c, root, "", "grade_key", &out->grade_key);
    load_words(c, root, "body_words", &out->body_words);
    load_words(c, root, "body_starts", &out->body_starts);
    load_words(c, root, "body_names", &out->body_names);
    load_words(c, root, "commissioners", &out->commissioners);
    load_words(c, root, "company_words", &out->company_words);
    load_words(c, root, "clause_words", &out->clause_words);
    load_words(c, root, "own_names", &out->own_names);
    load_words(c, root, "authority_forms", &out->authority_forms);
    load_words(c, root, "roles", &out->roles);
    load_words(c, root, "not_names", &out->not_names);
    load_pattern(c, root, "", "statistics", &out->statistics);
    load_pattern(c, root, "", "hypothetical", &out->hypothetical);
    load_pattern(c, root, "", "advised", &out->advised);
    load_pattern(c, root, "", "year", &out->year);
    load_pattern(c, root, "", "told", &out->told);
    load_mentions(c, root, scales, out);
    load_regulators(c, root, out);
}

int language_count(const struct language *l, struct text t) {
    size_t n;
    unsigned value = text_number(t, 3, &n);
    for (size_t i = 0; !n && i < l->numbers.count; i++)
        if (text_same(t, text_of(l->numbers.items[i])))
            return (int)i + 1;
    return (int)value;
}
