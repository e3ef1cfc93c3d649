#include "gate.h"

#include <string.h>

static bool is(const char *rule, const char *word) { return strcmp(rule, word) == 0; }

bool gate_check(const struct options *o, const kloe_engine *engine) {
    for (size_t i = 0; i < o->fail_on.count; i++) {
        const char *rule = o->fail_on.items[i];
        if (is(rule, "unrecognised") || is(rule, "warning") || kloe_grade_is_known(engine, rule))
            continue;
        fprintf(stderr,
                "kloe: --fail-on %s: is neither a grade (such as inadequate), nor unrecognised, "
                "nor warning\n",
                rule);
        return false;
    }
    return true;
}

static void put_line(FILE *out, const char *path, size_t line, const char *rule) {
    fprintf(out, "kloe: %s:", path);
    if (line)
        fprintf(out, "%zu:", line);
    fprintf(out, " matches --fail-on %s: ", rule);
}

static void put_grades(FILE *out, const kloe_engine *engine, const char *path, const char *rule,
                       const kloe_report *r) {
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (!kloe_grade_is_within(engine, j->scale, j->grade, rule))
            continue;
        put_line(out, path, j->at.line, rule);
        fprintf(out, "%s: %s\n", j->aspect, j->grade_text);
    }
    for (size_t i = 0; i < r->standards.count; i++) {
        const kloe_standard *s = &r->standards.items[i];
        if (!s->grade || !kloe_grade_is_within(engine, NULL, s->grade, rule))
            continue;
        put_line(out, path, s->at.line, rule);
        fprintf(out, "%s: %s\n", s->title, s->grade_text ? s->grade_text : s->grade);
    }
}

static void put_warnings(FILE *out, const char *path, const char *rule, const kloe_report *r) {
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        if (!is(d->severity, "warning"))
            continue;
        put_line(out, path, d->at.line, rule);
        fprintf(out, "%s [%s]\n", d->message, d->code);
    }
}

void gate_put(FILE *out, const struct options *o, const kloe_engine *engine, const char *path,
              const kloe_report *r) {
    for (size_t i = 0; i < o->fail_on.count; i++) {
        const char *rule = o->fail_on.items[i];
        if (is(rule, "warning"))
            put_warnings(out, path, rule, r);
        else if (!is(rule, "unrecognised"))
            put_grades(out, engine, path, rule, r);
        else if (!r->framework) {
            put_line(out, path, 0, rule);
            fputs("is no inspection report of a family that kloe knows\n", out);
        }
    }
}
