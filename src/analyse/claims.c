#include "analyse/claims.h"

#include "analyse/account.h"
#include "analyse/dates.h"

#include <string.h>

/* Scores that differ by less are equal; what each place adds that says the same. */
static const double NEAR = 0.02, AGREEMENT = 0.2;

static const enum value slot_values[] = {[SLOT_PUBLISHED] = VALUE_INSPECTION_PUBLISHED,
                                         [SLOT_INSPECTION] = VALUE_INSPECTION_START,
                                         [SLOT_SUBJECT] = VALUE_SUBJECT_NAME};

void claim_make(struct analysis *a, struct claim claim) {
    struct claim *made = arena_alloc(a->arena, sizeof *made);
    *made = claim;
    made->next = a->claims;
    a->claims = made;
}

/* ---- values --------------------------------------------------------------------------- */

static void read_value(struct analysis *a, struct claim *c) {
    const struct date *letter = c->slot == SLOT_INSPECTION ? a->published : NULL;
    if (c->slot == SLOT_SUBJECT) {
        c->value = passage_string(a, c->lines.items[0].passage);
        c->at = passage_at(a->document, c->lines.items[0].passage);
    } else if (dates_read(a, &c->lines, letter, &c->dates, &c->at)) {
        c->value = date_string(a, c->dates.start);
    } else if (!dates_read_months(a, &c->lines, &c->months, &c->at) ||
               (c->slot == SLOT_PUBLISHED && date_compare(c->months.start, c->months.end) != 0)) {
        c->months = (struct date_range){0};
    }
}

static bool is_within(const struct claim *inner, const struct claim *outer) {
    return date_compare(inner->dates.start, outer->dates.start) >= 0 &&
           date_compare(inner->dates.end, outer->dates.end) <= 0;
}

/* Whether one says no other thing than the other: less of it, at most. */
static bool agree(const struct claim *a, const struct claim *b) {
    if (a->slot == SLOT_SUBJECT)
        return strstr(a->value, b->value) || strstr(b->value, a->value);
    return is_within(a, b) || is_within(b, a);
}

/* ---- which of them counts ------------------------------------------------------------- */

struct contest {
    struct claim *claims[CLAIMS_MAX];
    size_t count;
};

enum value claim_value(enum slot slot) { return slot_values[slot]; }

size_t claims_of(const struct analysis *a, enum slot slot, struct claim *out[CLAIMS_MAX]) {
    size_t count = 0;
    for (struct claim *c = a->claims; c && count < CLAIMS_MAX; c = c->next)
        if (c->slot == slot)
            out[count++] = c;
    for (size_t i = 0; i < count / 2; i++) {
        struct claim *c = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = c;
    }
    return count;
}

/* What other rules find at other places, and is the same, makes a claim surer. */
static double sureness(const struct contest *c, size_t i) {
    double doubt = 1 - c->claims[i]->standing.score;
    for (size_t k = 0; k < c->count; k++)
        if (k != i && c->claims[k]->value && c->claims[k]->rule != c->claims[i]->rule &&
            agree(c->claims[i], c->claims[k]))
            doubt *= 1 - AGREEMENT * c->claims[k]->standing.score;
    return 1 - doubt;
}

static size_t best_of(struct contest *c) {
    size_t best = c->count;
    for (size_t i = 0; i < c->count; i++) {
        if (!c->claims[i]->value)
            continue;
        c->claims[i]->sure = sureness(c, i);
        if (best == c->count || c->claims[i]->sure > c->claims[best]->sure)
            best = i;
    }
    return best;
}

static bool is_equal(const struct contest *c, size_t i, size_t best) {
    return c->claims[i]->value && c->claims[i]->sure > c->claims[best]->sure - NEAR;
}

/* Whether of claims like this one the newest counts: sentences that tell of several inspections,
 * and parts of a page that say each when it was updated. */
static bool newest_counts(const struct claim *c) {
    return c->newest || (c->slot == SLOT_INSPECTION && !c->label.to);
}

static size_t newest_of(const struct contest *c, size_t best) {
    if (!newest_counts(c->claims[best]))
        return best;
    size_t newest = best;
    for (size_t i = 0; i < c->count; i++)
        if (is_equal(c, i, best) && newest_counts(c->claims[i]) &&
            date_compare(c->claims[i]->dates.start, c->claims[newest]->dates.start) > 0)
            newest = i;
    return newest;
}

static struct claim *rival_of(const struct contest *c, size_t best) {
    if (c->claims[best]->slot == SLOT_INSPECTION && newest_counts(c->claims[best]))
        return NULL; /* the newest of them counts */
    for (size_t i = 0; i < c->count; i++)
        if (is_equal(c, i, best) && !(c->claims[best]->newest && c->claims[i]->newest) &&
            !agree(c->claims[i], c->claims[best]))
            return c->claims[i];
    return NULL;
}

/* Whether a day is in the months; none is in none. */
static bool is_in_months(struct date day, const struct date_range *months) {
    struct date month = {day.year, day.month, 0};
    return date_compare(month, months->start) >= 0 && date_compare(month, months->end) <= 0;
}

static bool are_same_months(const struct date_range *a, const struct date_range *b) {
    return date_compare(a->start, b->start) == 0 && date_compare(a->end, b->end) == 0;
}

/* A month without its day counts where no day is printed, or one elsewhere in another month. */
static struct claim *month_of(const struct contest *c, size_t best) {
    struct claim *month = NULL;
    for (size_t i = 0; i < c->count; i++) {
        struct claim *other = c->claims[i];
        if (!other->months.start.year ||
            (best < c->count && other->standing.score <= c->claims[best]->standing.score))
            continue;
        if (month && !are_same_months(&month->months, &other->months))
            return NULL;
        month = other;
    }
    bool has_day =
        month && best < c->count && is_in_months(c->claims[best]->dates.start, &month->months);
    return has_day ? NULL : month;
}

/* A label whose value cannot be read, and that is a better place than where the best stands. */
static const struct claim *unreadable_of(const struct contest *c, size_t best) {
    for (size_t i = 0; i < c->count; i++)
        if (!c->claims[i]->value && c->claims[i]->label.to &&
            (best == c->count ||
             (c->claims[i]->standing.score > c->claims[best]->standing.score &&
              !is_in_months(c->claims[best]->dates.start, &c->claims[i]->months))))
            return c->claims[i];
    return NULL;
}

static void note_unreadable(struct analysis *a, const struct claim *c) {
    a->absences[slot_values[c->slot]] = ABSENCE_UNREADABLE;
    diagnose(
        a, DIAGNOSTIC_VALUE_UNREADABLE, passage_at(a->document, c->label),
        arena_format(a->arena, "no date could be read after \"%s\"", passage_string(a, c->label)));
}

static const char *claim_said(struct analysis *a, const struct claim *c) {
    const char *where = c->at.page ? "page" : "line";
    return arena_format(a->arena, "%s (%s %zu)", c->value, where,
                        c->at.page ? c->at.page : c->at.line);
}

static void note_ambiguous(struct analysis *a, const struct claim *one, const struct claim *other) {
    a->absences[slot_values[one->slot]] = ABSENCE_AMBIGUOUS;
    diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, other->at,
             arena_format(a->arena, "%s: %s or %s, and nothing says which",
                          value_paths[slot_values[one->slot]], claim_said(a, one),
                          claim_said(a, other)));
}

/* The claims that do not count; where a label says something else than what does, it is told. */
static void note_others(struct analysis *a, const struct contest *c, const struct claim *best) {
    for (size_t i = 0; i < c->count; i++) {
        const struct claim *other = c->claims[i];
        if (!other->value || agree(other, best))
            continue;
        account_take(a, other->lines.items[0].passage, "claim that lost", other->rule);
        if (other->label.to && !(other->newest && best->newest) &&
            other->standing.score > CLAIM_FALLBACK.score)
            diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, other->at,
                     arena_format(a->arena, "another date after \"%s\": %s, not %s",
                                  passage_string(a, other->label), other->value, best->value));
    }
}

/* ---- the report's --------------------------------------------------------------------- */

/* The first day can be given alone, and the last one elsewhere. */
static struct date last_day(const struct contest *c, const struct claim *best) {
    struct date last = best->dates.end;
    for (size_t i = 0; i < c->count; i++)
        if (c->claims[i]->value &&
            date_compare(c->claims[i]->dates.start, best->dates.start) == 0 &&
            date_compare(c->claims[i]->dates.end, last) > 0)
            last = c->claims[i]->dates.end;
    return last;
}

static void give(struct analysis *a, const struct contest *c, size_t i) {
    kloe_report *r = a->report;
    const struct claim *best = c->claims[i];
    switch (best->slot) {
    case SLOT_SUBJECT:
        r->subject = best->value;
        r->subject_at = best->at;
        r->subject_confidence = best->sure;
        break;
    case SLOT_PUBLISHED:
        r->published = best->value;
        r->published_at = best->at;
        a->published = arena_alloc(a->arena, sizeof *a->published);
        *a->published = best->dates.start;
        break;
    case SLOT_INSPECTION:
        r->start = best->value;
        r->end = date_string(a, last_day(c, best));
        r->dates_at = best->at;
        r->inspection_confidence = best->sure;
        break;
    case SLOT_COUNT:
        break;
    }
}

static const char *month_string(struct analysis *a, struct date month) {
    month.day = 1;
    return arena_string(a->arena, date_string(a, month), MONTH_TEXT - 1);
}

static void give_month(struct analysis *a, struct claim *c) {
    enum value of = slot_values[c->slot];
    kloe_report *r = a->report;
    c->value = month_string(a, c->months.start);
    c->sure = c->standing.score;
    if (c->slot == SLOT_PUBLISHED) {
        r->published_month = c->value;
        r->published_at = c->at;
    } else {
        r->start_month = c->value;
        r->end_month = month_string(a, c->months.end);
        r->inspection_confidence = c->sure;
        r->dates_at = c->at;
        a->absences[VALUE_INSPECTION_END] = ABSENCE_DAY_NOT_PRINTED;
    }
    a->absences[of] = ABSENCE_DAY_NOT_PRINTED;
    diagnose(a, DIAGNOSTIC_VALUE_PARTIAL, c->at,
             arena_format(a->arena, "%s: the month alone is printed", value_paths[of]));
}

/* Those that are as good as the best. */
static void tie(const struct contest *c, size_t best) {
    for (size_t i = 0; i < c->count; i++)
        if (is_equal(c, i, best))
            c->claims[i]->outcome = OUTCOME_TIED;
}

/* What became of each, for who asks; `won` is NULL where none did. */
static void judge(const struct contest *c, struct claim *won) {
    for (size_t i = 0; i < c->count; i++) {
        struct claim *claim = c->claims[i];
        if (!claim->value)
            claim->outcome = OUTCOME_UNREADABLE;
        else if (won && won->months.start.year == 0 && agree(claim, won))
            claim->outcome = OUTCOME_AGREES;
    }
    if (won)
        won->outcome = OUTCOME_WON;
}

static void resolve(struct analysis *a, enum slot slot) {
    struct contest c;
    c.count = claims_of(a, slot, c.claims);
    for (size_t i = 0; i < c.count; i++)
        read_value(a, c.claims[i]);
    size_t best = best_of(&c);
    struct claim *month = month_of(&c, best);
    const struct claim *unreadable = unreadable_of(&c, best);
    struct claim *rival = best < c.count ? rival_of(&c, best) : NULL;
    best = best < c.count ? newest_of(&c, best) : best;
    struct claim *won = NULL;
    if (month) {
        give_month(a, won = month);
    } else if (unreadable) {
        note_unreadable(a, unreadable);
    } else if (rival) {
        note_ambiguous(a, c.claims[best], rival);
        tie(&c, best);
    } else if (best < c.count) {
        give(a, &c, best);
        note_others(a, &c, won = c.claims[best]);
    }
    judge(&c, won);
}

/* The publication first: its year serves the days that a letter tells of without one. */
void claims_resolve(struct analysis *a) {
    for (enum slot slot = 0; slot < SLOT_COUNT; slot++)
        resolve(a, slot);
}
