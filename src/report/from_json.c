/* The way back from the JSON of kloe_write_json to a report. */
#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "report/report.h"

#include <stdint.h>

/* Its tree, and so all strings, belong to the arena. */
struct reader {
    struct arena *arena;
    kloe_report *report;
    bool broken; /* what a report always has was not there */
};

enum { CEILING_BASE = 64 << 20, CEILING_FACTOR = 64, LEVELS_MAX = 16 };

static const cJSON *member(const cJSON *o, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(o, key);
}

static const char *string_at(const cJSON *o, const char *key) {
    return cJSON_GetStringValue(member(o, key));
}

static const char *must_at(struct reader *r, const cJSON *o, const char *key) {
    const char *s = string_at(o, key);
    r->broken |= s == NULL;
    return s ? s : "";
}

/* Numbers of kloe's are not negative; null is 0. */
static size_t number_at(const cJSON *o, const char *key) {
    const cJSON *n = member(o, key);
    return cJSON_IsNumber(n) && n->valuedouble >= 0 && n->valuedouble < (double)INT32_MAX * 1024
               ? (size_t)n->valuedouble
               : 0;
}

static int count_at(const cJSON *o, const char *key) {
    size_t n = number_at(o, key);
    return n < INT32_MAX ? (int)n : 0;
}

static kloe_at place_at(const cJSON *o, const char *key) {
    const cJSON *at = member(o, key);
    kloe_at out = {number_at(at, "offset"),
                   number_at(at, "length"),
                   number_at(at, "line"),
                   number_at(at, "page"),
                   {0}};
    const cJSON *value;
    size_t i = 0;
    cJSON_ArrayForEach (value, member(at, "box"))
        if (i < 4 && cJSON_IsNumber(value))
            out.box[i++] = value->valuedouble;
    return out;
}

static kloe_strings strings_at(struct reader *r, const cJSON *o, const char *key) {
    kloe_strings list = {0};
    const cJSON *item;
    cJSON_ArrayForEach (item, member(o, key)) {
        if (cJSON_IsString(item))
            report_add_string(r->arena, &list, item->valuestring);
    }
    return list;
}

static kloe_timescale timescale_at(const cJSON *o) {
    static const char *const units[] = {"", "day", "working-day", "week", "month", "year"};
    const cJSON *t = member(o, "timescale");
    const char *unit = string_at(t, "unit");
    kloe_timescale out = {.text = string_at(t, "text"), .due = string_at(t, "due")};
    for (int i = KLOE_UNIT_DAY; unit && i <= KLOE_UNIT_YEAR; i++)
        if (strcmp(unit, units[i]) == 0)
            out.unit = (kloe_unit)i;
    out.count = count_at(t, "count");
    return out;
}

/* ---- the parts of a report ------------------------------------------------------------ */

static void read_source(struct reader *r, const cJSON *root, const char *path) {
    const cJSON *o = member(root, "source");
    const char *printed = string_at(o, "path"); /* null where it was no UTF-8 */
    path = path ? path : printed ? printed : "";
    r->report->source = (kloe_source){.path = path,
                                      .format = must_at(r, o, "format"),
                                      .encoding = must_at(r, o, "encoding"),
                                      .sha256 = must_at(r, o, "sha256"),
                                      .bytes = number_at(o, "bytes"),
                                      .pages = number_at(o, "pages"),
                                      .record = number_at(o, "record"),
                                      .offset = number_at(o, "offset")};
}

static void read_meta(struct reader *r, const cJSON *root) {
    const cJSON *o = member(root, "meta"), *i;
    cJSON_ArrayForEach (i, o)
        *REPORT_ADD(r->arena, r->report->meta) = (kloe_meta){i->string, must_at(r, o, i->string)};
}

/* Below 0 for none. */
static double confidence_at(const cJSON *o) {
    const cJSON *confidence = member(o, "confidence");
    return cJSON_IsNumber(confidence) ? confidence->valuedouble : -1;
}

static void read_document(struct reader *r, const kloe_engine *engine, const cJSON *root) {
    const cJSON *o = member(root, "document");
    r->report->kind = must_at(r, o, "kind");
    r->report->framework = string_at(o, "framework");
    r->report->title = string_at(o, "title");
    r->report->regulators = strings_at(r, o, "regulators");
    r->report->confidence = confidence_at(o);
    const kloe_framework *f =
        r->report->framework ? kloe_framework_find(engine, r->report->framework) : NULL;
    r->report->framework_name = f ? f->name : NULL;
}

static const kloe_registered *registered_at(struct reader *r, const cJSON *subject) {
    const cJSON *o = member(subject, "register");
    if (!cJSON_IsObject(o))
        return NULL;
    kloe_registered *out = arena_alloc(r->arena, sizeof *out);
    *out = (kloe_registered){must_at(r, o, "register"), must_at(r, o, "name"), must_at(r, o, "gss"),
                             must_at(r, o, "dfe"), must_at(r, o, "region")};
    return out;
}

static void read_subject(struct reader *r, const cJSON *root) {
    const cJSON *o = member(root, "subject"), *i;
    r->report->subject = string_at(o, "name");
    r->report->subject_type = string_at(o, "type");
    r->report->registered = registered_at(r, o);
    r->report->subject_confidence = confidence_at(o);
    r->report->subject_at = place_at(o, "at");
    cJSON_ArrayForEach (i, member(o, "identifiers"))
        *REPORT_ADD(r->arena, r->report->identifiers) =
            (kloe_identifier){must_at(r, i, "scheme"), must_at(r, i, "value"), place_at(i, "at")};
    cJSON_ArrayForEach (i, member(o, "details"))
        *REPORT_ADD(r->arena, r->report->details) =
            (kloe_detail){must_at(r, i, "type"), must_at(r, i, "value"), place_at(i, "at")};
}

static void read_inspection(struct reader *r, const cJSON *root) {
    const cJSON *o = member(root, "inspection");
    r->report->inspection_type = string_at(o, "type");
    r->report->inspection_status = string_at(o, "status");
    r->report->start = string_at(o, "start");
    r->report->end = string_at(o, "end");
    r->report->published = string_at(o, "published");
    r->report->start_month = string_at(o, "start_month");
    r->report->end_month = string_at(o, "end_month");
    r->report->published_month = string_at(o, "published_month");
    r->report->published_given = string_at(o, "published_given");
    r->report->previous = strings_at(r, o, "previous");
    r->report->inspection_confidence = confidence_at(o);
    r->report->dates_at = place_at(o, "at");
    r->report->published_at = place_at(o, "published_at");
    r->report->status_at = place_at(o, "status_at");
}

static kloe_party party_of(struct reader *r, const cJSON *i) {
    return (kloe_party){must_at(r, i, "role"), string_at(i, "role_text"), must_at(r, i, "name"),
                        place_at(i, "at")};
}

static void read_parties(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "people"))
        *REPORT_ADD(r->arena, r->report->people) = party_of(r, i);
    cJSON_ArrayForEach (i, member(root, "organisations"))
        *REPORT_ADD(r->arena, r->report->organisations) = party_of(r, i);
}

static void read_judgements(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "judgements"))
        *REPORT_ADD(r->arena, r->report->judgements) =
            (kloe_judgement){.group = string_at(i, "group"),
                             .location = string_at(i, "location"),
                             .level = string_at(i, "level"),
                             .aspect = must_at(r, i, "aspect"),
                             .id = string_at(i, "id"),
                             .grade = must_at(r, i, "grade"),
                             .grade_text = must_at(r, i, "grade_text"),
                             .scale = must_at(r, i, "scale"),
                             .rank = count_at(i, "rank"),
                             .of = count_at(i, "of"),
                             .percentage = count_at(i, "percentage"),
                             .overall = cJSON_IsTrue(member(i, "overall")),
                             .status = string_at(i, "status"),
                             .published = string_at(i, "published"),
                             .confidence = confidence_at(i),
                             .at = place_at(i, "at")};
}

static void read_standards(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "standards"))
        *REPORT_ADD(r->arena, r->report->standards) =
            (kloe_standard){.scheme = string_at(i, "scheme"),
                            .number = string_at(i, "number"),
                            .title = must_at(r, i, "title"),
                            .official_title = string_at(i, "official_title"),
                            .regulation = string_at(i, "regulation"),
                            .group = string_at(i, "group"),
                            .grade = string_at(i, "grade"),
                            .grade_text = string_at(i, "grade_text"),
                            .status = string_at(i, "status"),
                            .impact = string_at(i, "impact"),
                            .enforcement = string_at(i, "enforcement"),
                            .score = count_at(i, "score"),
                            .activities = strings_at(r, i, "activities"),
                            .findings = strings_at(r, i, "findings"),
                            .at = place_at(i, "at")};
}

static void read_findings(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "findings"))
        *REPORT_ADD(r->arena, r->report->findings) =
            (kloe_finding){must_at(r, i, "number"), string_at(i, "standard"),
                           string_at(i, "section"), must_at(r, i, "text"), place_at(i, "at")};
}

static void read_recommendations(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "recommendations"))
        *REPORT_ADD(r->arena, r->report->recommendations) =
            (kloe_recommendation){.number = string_at(i, "number"),
                                  .kind = must_at(r, i, "kind"),
                                  .modality = string_at(i, "modality"),
                                  .text = must_at(r, i, "text"),
                                  .body = string_at(i, "body"),
                                  .core_service = string_at(i, "core_service"),
                                  .regulation = string_at(i, "regulation"),
                                  .enforcement = string_at(i, "enforcement"),
                                  .timescale = timescale_at(i),
                                  .addressees = strings_at(r, i, "addressees"),
                                  .sources = strings_at(r, i, "sources"),
                                  .standards = strings_at(r, i, "standards"),
                                  .at = place_at(i, "at"),
                                  .at_also = place_at(i, "at_also")};
    cJSON_ArrayForEach (i, member(root, "breaches"))
        *REPORT_ADD(r->arena, r->report->breaches) =
            (kloe_breach){.number = string_at(i, "number"),
                          .title = string_at(i, "title"),
                          .regulation = string_at(i, "regulation"),
                          .enforcement = string_at(i, "enforcement"),
                          .count = count_at(i, "count"),
                          .timescale = timescale_at(i),
                          .at = place_at(i, "at")};
    cJSON_ArrayForEach (i, member(root, "next_steps"))
        *REPORT_ADD(r->arena, r->report->next_steps) =
            (kloe_next_step){must_at(r, i, "text"), timescale_at(i), strings_at(r, i, "addressees"),
                             place_at(i, "at")};
}

static void read_mentions(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "mentions"))
        *REPORT_ADD(r->arena, r->report->mentions) =
            (kloe_mention){.type = must_at(r, i, "type"),
                           .regulator = string_at(i, "regulator"),
                           .subject = string_at(i, "subject"),
                           .grade = string_at(i, "grade"),
                           .quote = must_at(r, i, "quote"),
                           .year = count_at(i, "year"),
                           .addressees = strings_at(r, i, "addressees"),
                           .at = place_at(i, "at")};
}

static void read_doubts(struct reader *r, const cJSON *root) {
    const cJSON *i;
    cJSON_ArrayForEach (i, member(root, "absent"))
        *REPORT_ADD(r->arena, r->report->absent) =
            (kloe_absence){i->string, must_at(r, member(root, "absent"), i->string)};
    cJSON_ArrayForEach (i, member(root, "diagnostics"))
        *REPORT_ADD(r->arena, r->report->diagnostics) =
            (kloe_diagnostic){must_at(r, i, "severity"), must_at(r, i, "code"),
                              must_at(r, i, "message"), place_at(i, "at")};
}

static void read_all(struct reader *r, const kloe_engine *engine, const cJSON *root,
                     const char *path) {
    read_source(r, root, path);
    read_meta(r, root);
    read_document(r, engine, root);
    read_subject(r, root);
    read_inspection(r, root);
    read_parties(r, root);
    read_judgements(r, root);
    read_standards(r, root);
    read_findings(r, root);
    read_recommendations(r, root);
    read_mentions(r, root);
    read_doubts(r, root);
}

/* ---- the whole ------------------------------------------------------------------------ */

static void release_tree(void *tree) { cJSON_Delete(tree); }

static const cJSON *parse(struct arena *a, struct text json) {
    const char *end = NULL;
    bool no_memory;
    cJSON *root = json_parse(json.s, json.n, &end, false, &no_memory);
    if (no_memory)
        arena_fail(a);
    if (root)
        arena_defer(a, release_tree, root);
    return root;
}

static bool has_control(const char *s) {
    for (; s && *s; s++)
        if (((unsigned char)*s < ' ' && *s != '\n' && *s != '\t') || *s == 0x7F ||
            (*s == '\xC2' && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0))
            return true;
    return false;
}

/* kloe writes no control characters but in what it was given: the path and the --meta. A terminal
 * that shows others' would do what they say. */
static bool is_clean(const cJSON *root) {
    const cJSON *open[LEVELS_MAX], *i = root->child;
    size_t depth = 0;
    while (i || depth) {
        if (!i) {
            i = open[--depth]->next;
            continue;
        }
        bool given =
            i->string && (strcmp(i->string, "path") == 0 || strcmp(i->string, "meta") == 0);
        if (!given && (has_control(i->string) || has_control(i->valuestring)))
            return false;
        if (!i->child || given) {
            i = i->next;
        } else if (depth == LEVELS_MAX) {
            return false;
        } else {
            open[depth++] = i;
            i = i->child;
        }
    }
    return true;
}

static kloe_status read_json(struct arena *a, const kloe_engine *engine, struct text json,
                             const char *path, kloe_report **report) {
    struct reader r = {a, report_new(a), false};
    const cJSON *root = parse(a, json);
    const char *schema = string_at(root, "schema");
    if (!schema || strcmp(schema, "kloe.report/1") != 0 || !is_clean(root))
        return KLOE_ERROR_FORMAT;
    read_all(&r, engine, root, path ? arena_string(a, path, strlen(path)) : NULL);
    *report = r.report;
    return r.broken ? KLOE_ERROR_FORMAT : KLOE_OK;
}

/* The arena comes back here when it cannot serve. */
static kloe_status guarded_read(struct arena *a, const kloe_engine *engine, struct text json,
                                const char *path, kloe_report **report) {
    if (setjmp(*arena_failed(a)) == 0)
        return read_json(a, engine, json, path, report);
    return KLOE_ERROR_MEMORY;
}

kloe_status kloe_read_json(const kloe_engine *engine, const char *json, size_t size,
                           const char *path, kloe_report **report, kloe_error *error) {
    const char *name = path ? path : "the JSON";
    struct arena *a = arena_new(CEILING_BASE + size * CEILING_FACTOR);
    *report = NULL;
    kloe_status status =
        a ? guarded_read(a, engine, (struct text){json, size}, path, report) : KLOE_ERROR_MEMORY;
    if (status == KLOE_OK)
        return status;
    *report = NULL;
    arena_free(a);
    return error_set(error, status,
                     status == KLOE_ERROR_FORMAT ? "%s: is no report as kloe writes it"
                                                 : "%s: no memory to read it",
                     name);
}
