/* Why a comparison is to be read with care. */
#include "compare/body.h"
#include "compare/parts.h"

static const char *name_of(const kloe_report *r) { return r->subject ? r->subject : "no name"; }

static bool same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

#define CAUTION(c, code, ...)                                                                      \
    (*REPORT_ADD((c)->arena, (c)->out->cautions) =                                                 \
         (kloe_caution){(code), arena_format((c)->arena, __VA_ARGS__)})

static void check_kind(struct comparing *c, const kloe_report *r, const char *which) {
    if (!r->framework)
        CAUTION(c, "not-a-report",
                "the %s document is no inspection report of a family that kloe knows", which);
}

static void check_bodies(struct comparing *c) {
    struct body a = body_of(c->arena, c->before), b = body_of(c->arena, c->after);
    c->out->same_body = body_same(&a, &b);
    if (c->out->same_body)
        return;
    const char *old = name_of(c->before), *new = name_of(c->after);
    if (a.name && b.name && strcmp(a.name, b.name) == 0)
        CAUTION(c, "different-identifiers",
                "both are of %s, but their identifiers differ: it may have been registered anew, "
                "or be another one of that name",
                new);
    else if ((a.name && b.name) || body_conflicts(&a, &b))
        CAUTION(c, "different-bodies", "the reports seem to be of different bodies: %s, and %s",
                old, new);
    else
        CAUTION(c, "body-unknown", "nothing says that the reports are of one body: %s, and %s", old,
                new);
}

static void check_dates(struct comparing *c) {
    const char *old = body_date(c->before), *new = body_date(c->after);
    bool one_kind = old && new &&strlen(old) == strlen(new);
    if (one_kind && strcmp(old, new) > 0)
        CAUTION(c, "old-is-newer",
                "the old report (%s) is newer than the new one (%s): give the older one first", old,
                new);
    else if (one_kind && c->before->start && strcmp(old, new) == 0 &&
             same(c->before->framework, c->after->framework))
        CAUTION(c, "same-inspection", "both reports are of the inspection of %s", new);
}

void compare_cautions(struct comparing *c) {
    const kloe_report *a = c->before, *b = c->after;
    check_kind(c, a, "old");
    check_kind(c, b, "new");
    if (same(a->source.sha256, b->source.sha256)) {
        CAUTION(c, "same-document", "both are the same document");
        c->out->same_body = a->subject ? "name" : NULL;
        return;
    }
    check_bodies(c);
    check_dates(c);
    if (a->framework && b->framework && !same(a->framework, b->framework))
        CAUTION(c, "different-frameworks",
                "the reports are of different families (%s, and %s): they ask other questions, and "
                "a judgement of the same name may rest on others",
                a->framework, b->framework);
}
