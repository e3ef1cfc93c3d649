#include "gate.h"

#include <string.h>

static bool is(const char *rule, const char *word) { return strcmp(rule, word) == 0; }

/* The grade of a rule about the overall judgement alone; NULL where it is another rule. */
static const char *overall_grade(const char *rule) {
    static const char prefix[] = "overall:";
    return strncmp(rule, prefix, sizeof prefix - 1) == 0 ? rule + sizeof prefix - 1 : NULL;
}

static bool is_rule(const kloe_engine *engine, const char *rule) {
    const char *overall = overall_grade(rule);
    return is(rule, "unrecognised") || is(rule, "warning") || is(rule, "doubt") ||
           kloe_grade_is_known(engine, overall ? overall : rule);
}

bool gate_check(const struct options *o, const kloe_engine *engine) {
    for (size_t i = 0; i < o->fail_on.count; i++) {
        const char *rule = o->fail_on.items[i];
        bool compares = is(rule, "declined");
        if (compares != (o->command == COMMAND_COMPARE) && (compares || is_rule(engine, rule))) {
            fprintf(stderr,
                    compares ? "kloe: --fail-on declined: is for compare\n"
                             : "kloe: --fail-on %s: is not for compare, which knows "
                               "declined alone\n",
                    rule);
            return false;
        }
        if (compares || is_rule(engine, rule))
            continue;
        fprintf(stderr,
                "kloe: --fail-on %s: is neither a grade (such as inadequate, or "
                "overall:inadequate), nor unrecognised, warning or doubt; with "
                "compare, declined\n",
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

static void put_judgements(FILE *out, const kloe_engine *engine, const char *path, const char *rule,
                           const kloe_report *r) {
    const char *overall = overall_grade(rule), *grade = overall ? overall : rule;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        bool earlier = /* another inspection's */
            j->status && (is(j->status, "not-assessed") || is(j->status, "carried-over"));
        if (earlier || (overall && !j->overall) ||
            !kloe_grade_is_within(engine, j->scale, j->grade, grade))
            continue;
        put_line(out, path, j->at.line, rule);
        fprintf(out, "%s: %s\n", j->aspect, j->grade_text);
    }
}

static void put_standards(FILE *out, const kloe_engine *engine, const char *path, const char *rule,
                          const kloe_report *r) {
    for (size_t i = 0; i < r->standards.count; i++) {
        const kloe_standard *s = &r->standards.items[i];
        if (!s->grade || !kloe_grade_is_within(engine, NULL, s->grade, rule))
            continue;
        put_line(out, path, s->at.line, rule);
        fprintf(out, "%s: %s\n", s->title, s->grade_text ? s->grade_text : s->grade);
    }
}

/* Evidence that nobody took, or that could not be read. */
static bool is_doubt(const char *code) {
    static const char *const codes[] = {"judgement-label-unknown", "judgement-without-grade",
                                        "grade-unclaimed",         "grid-row-unread",
                                        "recommendations-unread",  "number-missing",
                                        "label-unknown",           "value-unreadable"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (is(code, codes[i]))
            return true;
    return false;
}

static void put_diagnostics(FILE *out, const char *path, const char *rule, const kloe_report *r) {
    bool warnings = is(rule, "warning");
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        if (warnings ? !is(d->severity, "warning") : !is_doubt(d->code))
            continue;
        put_line(out, path, d->at.line, rule);
        fprintf(out, "%s [%s]\n", d->message, d->code);
    }
}

static void put_unrecognised(FILE *out, const char *path, const char *rule, const kloe_report *r) {
    if (r->framework)
        return;
    put_line(out, path, 0, rule);
    fputs("is no inspection report of a family that kloe knows\n", out);
}

void gate_put(FILE *out, const struct options *o, const kloe_engine *engine, const char *path,
              const kloe_report *r) {
    for (size_t i = 0; i < o->fail_on.count; i++) {
        const char *rule = o->fail_on.items[i];
        if (is(rule, "warning") || is(rule, "doubt")) {
            put_diagnostics(out, path, rule, r);
        } else if (is(rule, "unrecognised")) {
            put_unrecognised(out, path, rule, r);
        } else {
            put_judgements(out, engine, path, rule, r);
            put_standards(out, engine, path, rule, r);
        }
    }
}

static void put_declined(FILE *out, const char *what, const char *was, const char *now,
                         const char *path, size_t line) {
    put_line(out, path, line, "declined");
    fprintf(out, "%s: %s, before: %s\n", what, now, was);
}

static const char *standing(const kloe_standard *s, char score[16]) {
    snprintf(score, 16, "%d", s->score);
    return s->score ? score : s->grade_text ? s->grade_text : s->grade;
}

bool gate_put_comparison(FILE *out, const char *path, const kloe_comparison *c) {
    bool any = false;
    for (size_t i = 0; i < c->judgements.count; i++) {
        const kloe_judgement_change *j = &c->judgements.items[i];
        if (!is(j->what.change, "declined"))
            continue;
        put_declined(out, j->after->aspect, j->before->grade_text, j->after->grade_text, path,
                     j->after->at.line);
        any = true;
    }
    for (size_t i = 0; i < c->standards.count; i++) {
        const kloe_standard_change *s = &c->standards.items[i];
        char was[16], now[16];
        if (!is(s->what.change, "declined"))
            continue;
        put_declined(out, s->after->title, standing(s->before, was), standing(s->after, now), path,
                     s->after->at.line);
        any = true;
    }
    return any;
}
