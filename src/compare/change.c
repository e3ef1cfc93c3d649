#include "compare/change.h"

#include "compare/fold.h"

enum { UNREAD_BYTES = 1 << 14, ABSENT_MAX = 1000 };

static bool is(const char *s, const char *word) { return s && strcmp(s, word) == 0; }

/* ---- what one report alone has ------------------------------------------------------------- */

struct reason {
    const char *why;
    bool doubtful; /* the report has something of it */
    const char *newer, *older;
};

static const struct reason reasons[] = {
    {"not-in-framework", false, "reports of this family do not judge it at the newer one's date",
     "reports of this family did not judge it at the older one's date"},
    {"not-printed", false, "the newer report prints none", "the older report prints none"},
    {"unreadable", true, "the newer report has it, but its grade could not be read",
     "the older report has it, but its grade could not be read"},
    {"ambiguous", true, "the newer report says several things, none of them clearly right",
     "the older report says several things, none of them clearly right"},
    {"another-framework", false,
     "the newer report is of another family, which has none of that name",
     "the older report is of another family, which has none of that name"},
};

static const char *absence_of(const kloe_report *r, const char *path) {
    for (size_t i = 0; path && i < r->absent.count && i < ABSENT_MAX; i++)
        if (strcmp(r->absent.items[i].path, path) == 0)
            return r->absent.items[i].reason;
    return NULL;
}

/* The messages about labels without a grade, one behind the other. */
static const char *unread_of(struct arena *a, const kloe_report *r) {
    char *out = arena_alloc(a, UNREAD_BYTES);
    size_t n = 0;
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        if (!is(d->code, "judgement-without-grade"))
            continue;
        const char *words = fold(a, d->message);
        size_t length = strlen(words);
        if (n + length + 2 > UNREAD_BYTES)
            break;
        memcpy(out + n, words, length);
        n += length;
        out[n++] = '\n';
    }
    out[n] = '\0';
    return out;
}

void compare_unread(struct comparing *c) {
    c->unread[0] = unread_of(c->arena, c->before);
    c->unread[1] = unread_of(c->arena, c->after);
}

static bool of_two_families(const struct comparing *c) {
    const char *a = c->before->framework, *b = c->after->framework;
    return a && b && strcmp(a, b) != 0;
}

kloe_change change_of_missing(const struct comparing *c, const char *label, const char *path,
                              const char *list, bool in_before) {
    const kloe_report *lacks = in_before ? c->after : c->before;
    kloe_change out = {.change = in_before ? "gone" : "new"};
    const char *why = absence_of(lacks, path);
    const char *words = fold(c->arena, label);
    if (*words && strstr(c->unread[in_before], words))
        why = "unreadable";
    why = why ? why : absence_of(lacks, list);
    if (!why && of_two_families(c))
        why = "another-framework";
    for (size_t i = 0; why && i < sizeof reasons / sizeof reasons[0]; i++) {
        if (strcmp(reasons[i].why, why) != 0)
            continue;
        out.why = reasons[i].why;
        out.words = in_before ? reasons[i].newer : reasons[i].older;
        out.change = reasons[i].doubtful ? "not-comparable" : out.change;
    }
    return out;
}

/* ---- what both have ------------------------------------------------------------------------ */

kloe_change change_without_order(bool same, const char *why, const char *words) {
    return (kloe_change){same ? "unchanged" : "not-comparable", why, words, 0};
}

kloe_change change_by_steps(int steps, const char *before_status, const char *after_status) {
    if (is(after_status, "carried-over"))
        return change_without_order(
            steps == 0, "carried-over",
            "the newer grade is of an earlier report and still in force: it was not given anew");
    if (is(after_status, "not-assessed"))
        return change_without_order(
            steps == 0, "not-assessed",
            "it was not assessed this time: the grade of an earlier inspection still stands");
    if (is(before_status, "forecast") || is(after_status, "forecast"))
        return change_without_order(steps == 0, "forecast",
                                    "a grade that is only expected, not found");
    kloe_change out = {steps > 0   ? "improved"
                       : steps < 0 ? "declined"
                                   : "unchanged",
                       NULL, NULL, steps};
    if (is(before_status, "carried-over") || is(before_status, "not-assessed")) {
        out.why = is(before_status, "carried-over") ? "carried-over" : "not-assessed";
        out.words = "the older grade was in force then, from an inspection before that one";
    }
    return out;
}
