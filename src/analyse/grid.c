#include "analyse/grid.h"

bool grid_begins_grade(const struct grid *g, struct text t) {
    size_t length;
    return scale_match_start(g->table->rule->scale, t, &length) ||
           scale_begins(g->table->rule->scale, t);
}

struct text grid_words_of(const struct grid *g, const struct graded *label) {
    return text_of(passages_string(g->analysis, label->parts, label->part_count));
}

struct text grid_token_words(const struct grid *g, size_t token) {
    return passage_text(g->analysis->document, g->words.tokens[token].passage);
}
