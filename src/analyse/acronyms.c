#include "analyse/acronyms.h"

#include "analyse/bodies.h"
#include "base/arena.h"

#include <string.h>

enum { LETTERS_MIN = 2, LETTERS_MAX = 7, ACRONYMS_MAX = 64 };

/* The length of the acronym that fills the brackets at `open`; 0 where none does. */
static size_t acronym_length(struct text t, size_t open) {
    size_t n = 0, capitals = 0;
    for (; open + 1 + n < t.n && n <= LETTERS_MAX && is_letter(t.s[open + 1 + n]); n++)
        capitals += is_upper(t.s[open + 1 + n]);
    bool closed = open + 1 + n < t.n && t.s[open + 1 + n] == ')';
    return closed && capitals >= LETTERS_MIN && n <= LETTERS_MAX ? n : 0;
}

/* The words before `end` that begin with the acronym's capitals; what joins them is passed over.
 * Empty where they do not. */
static struct text words_for(struct text t, size_t end, struct text acronym) {
    size_t from = end, left = acronym.n;
    while (from) {
        while (left && !is_upper(acronym.s[left - 1]))
            left--; /* "DfE" */
        if (!left)
            break;
        size_t to = from;
        while (to && is_space(t.s[to - 1]))
            to--;
        from = to;
        while (from && !is_space(t.s[from - 1]) && t.s[from - 1] != '-')
            from--;
        if (from == to)
            return (struct text){0};
        bool small = !is_upper(t.s[from]);
        if (!small && t.s[from] != acronym.s[left - 1])
            return (struct text){0};
        left -= !small;
        from -= from && t.s[from - 1] == '-';
    }
    while (left && !is_upper(acronym.s[left - 1]))
        left--;
    return left ? (struct text){0} : text_trim(text_slice(t, from, end));
}

static void read_cell(struct analysis *a, struct text t) {
    for (size_t open = text_find(t, '(', 0); open < t.n; open = text_find(t, '(', open + 1)) {
        size_t n = acronym_length(t, open);
        struct text acronym = text_slice(t, open + 1, open + 1 + n);
        if (!n || a->acronym_count == ACRONYMS_MAX)
            continue;
        struct text words = words_for(t, open, acronym);
        if (!words.n || !is_whole_body(a, text_of(text_string(a->arena, words))))
            continue;
        a->acronyms = arena_room(a->arena, a->acronyms, a->acronym_count, &a->acronym_capacity,
                                 sizeof *a->acronyms);
        a->acronyms[a->acronym_count++] = acronym;
    }
}

void acronyms_find(struct analysis *a) {
    for (size_t i = 0; i < a->document->block_count; i++)
        for (size_t c = 0; c < a->document->blocks[i].cell_count; c++)
            read_cell(a, passage_text(a->document, document_cell(a->document, i, c)));
}
