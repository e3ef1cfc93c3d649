/* From bytes to a report: the stages, one after the other. */
#include "analyse/absent.h"
#include "analyse/account.h"
#include "analyse/acronyms.h"
#include "analyse/analyse.h"
#include "analyse/chrome.h"
#include "analyse/cuts.h"
#include "analyse/flat.h"
#include "analyse/front_matter.h"
#include "analyse/judgements.h"
#include "analyse/known.h"
#include "analyse/mentions.h"
#include "analyse/recommendations.h"
#include "analyse/numbers.h"
#include "analyse/outline.h"
#include "analyse/previous.h"
#include "analyse/record.h"
#include "analyse/record_family.h"
#include "analyse/standards.h"
#include "analyse/title.h"
#include "analyse/told.h"
#include "analyse/unclaimed.h"
#include "analyse/unread.h"
#include "base/error.h"
#include "document/read.h"
#include "document/source.h"
#include "framework/detect.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_BLOCKS = 24,
    HEAD_BYTES = 6000,
    VOCABULARY_BLOCKS = 2000,
    VOCABULARY_BYTES = 32 * 1024
};

/* The confidence above which even a document without values is taken for a report. */
static const double sure = 0.9;

/* What one document may take: its text a few times over, spans, and strings. */
enum { ARENA_BASE = 256 << 20, ARENA_FACTOR = 40 };

/* The steps of its searches (framework/pattern.h): some 20 a byte is what reports need. */
enum { STEPS_BASE = 10000000, STEPS_FACTOR = 500 };

static const char *const format_names[] = {"auto", "text", "markdown", "html",
                                           "pdf",  "json", "docx",     "odt"};

static void fill_source(kloe_report *r, const struct source *s, const struct document *d,
                        const kloe_read_options *options) {
    r->source = (kloe_source){s->path,  format_names[s->format], s->encoding,     s->sha256,
                              s->bytes, d->page_count,           options->record, options->offset};
}

static void note_damage(struct analysis *a) {
    static const char replacement[] = "\xEF\xBF\xBD";
    struct text t = a->document->source->text;
    if (a->document->damaged && a->document->source->format == KLOE_FORMAT_PDF)
        diagnose(a, DIAGNOSTIC_PDF_DAMAGED, (kloe_at){0},
                 "the converter complained of the PDF, and text may be missing");
    else if (a->document->damaged)
        diagnose(a, DIAGNOSTIC_HTML_DAMAGED, (kloe_at){0},
                 "a comment never ends, and what follows it was not read");
    if (a->document->source->mended)
        diagnose(a, DIAGNOSTIC_TEXT_MENDED, (kloe_at){0},
                 "some letters had been encoded twice and were put right; places count in the text "
                 "so mended");
    for (size_t i = text_find(t, replacement[0], 0); i + 3 <= t.n;
         i = text_find(t, replacement[0], i + 1))
        if (memcmp(t.s + i, replacement, 3) == 0) {
            diagnose(a, DIAGNOSTIC_TEXT_DAMAGED, (kloe_at){0},
                     "some bytes are no text in the document's encoding and were replaced");
            return;
        }
}

static void note_limits(struct analysis *a) {
    const struct pattern *p = matcher_limited(a->matcher);
    if (p)
        diagnose(a, DIAGNOSTIC_PATTERN_LIMIT, (kloe_at){0},
                 arena_format(a->arena, "this pattern took too many steps and was given up: %.120s",
                              p->source));
    if (matcher_is_spent(a->matcher))
        diagnose(a, DIAGNOSTIC_BUDGET_SPENT, (kloe_at){0},
                 "reading it took more steps than a document of its size may take; what was read "
                 "until then is told");
}

static bool is_named(struct analysis *a, const char *regulator) {
    for (size_t i = 0; i < a->language->regulator_count; i++)
        if (strcmp(a->language->regulators[i].id, regulator) == 0)
            return pattern_match(a->matcher, &a->language->regulators[i].pattern, a->head.text, 0,
                                 PATTERN_ANYWHERE, NULL);
    return false;
}

/* Joint reports are not always of the same inspectorates. */
static void name_regulators(struct analysis *a) {
    for (size_t i = 0; i < a->profile->regulator_count; i++)
        if (!a->profile->regulators_as_printed || is_named(a, a->profile->regulators[i]))
            report_add_string(a->arena, &a->report->regulators, a->profile->regulators[i]);
}

static void analyse_record(struct analysis *a) {
    account_open(a);
    name_regulators(a);
    title_find(a);
    record_read(a);
    known_publication(a);
    recommendations_read(a);
    absent_note(a);
}

static void analyse_text(struct analysis *a, struct document *document) {
    flat_cut(a, document);
    sections_cut(a, document);
    account_open(a);
    acronyms_find(a);
    a->head = excerpt_make(a->arena, document, 0, HEAD_BLOCKS, HEAD_BYTES);
    name_regulators(a);
    outline_make(a);
    title_find(a);
    front_matter_read(a);
    known_publication(a);
    known_authority(a);
    judgements_read(a);
    standards_read(a);
    recommendations_read(a);
    told_read(a);
    numbers_check(a);
    previous_read(a);
    unclaimed_note(a);
    unread_list_note(a);
    absent_note(a);
}

static void analyse_report(struct analysis *a, struct document *document) {
    kloe_report *r = a->report;
    r->kind = "inspection-report";
    r->framework = a->profile->info.id;
    r->framework_name = a->profile->info.name;
    if (record_is_of(a, a->profile))
        analyse_record(a);
    else
        analyse_text(a, document);
}

static void analyse_other(struct analysis *a) {
    a->report->kind = "other";
    account_open(a);
    acronyms_find(a);
    title_find(a);
    if (!a->is_record)
        mentions_read(a);
}

/* A report that does not say when, judges nothing and finds nothing is hardly one. */
static bool is_hollow(const struct analysis *a) {
    const kloe_report *r = a->report;
    return r->confidence >= 0 && r->confidence < sure && !r->start && !r->judgements.count &&
           !r->findings.count && !r->recommendations.count;
}

/* The document as one of no family; what was read of it as a report is gone. */
static void begin_again(struct analysis *a) {
    kloe_report *r = report_new(a->arena);
    r->source = a->report->source;
    r->meta = a->report->meta;
    r->confidence = 1 - a->report->confidence;
    *a = (struct analysis){.arena = a->arena,
                           .document = a->document,
                           .head = a->head,
                           .told_by = a->told_by,
                           .language = a->language,
                           .scales = a->scales,
                           .schemes = a->schemes,
                           .authorities = a->authorities,
                           .matcher = a->matcher,
                           .report = r};
}

static void note_uncertain(struct analysis *a, const char *family) {
    if (family)
        diagnose(a, DIAGNOSTIC_FAMILY_UNCERTAIN, (kloe_at){0},
                 arena_format(a->arena,
                              "some signs of %s are there, but too few; if it is one, "
                              "--framework %s reads it as such",
                              family, family));
}

static bool names_regulator(struct analysis *a, struct text t) {
    for (size_t i = 0; i < a->language->regulator_count; i++)
        if (pattern_match(a->matcher, &a->language->regulators[i].pattern, t, 0, PATTERN_ANYWHERE,
                          NULL))
            return true;
    return false;
}

/* The first line of the text from *at on that is not empty. */
static struct text next_line(struct text t, size_t *at) {
    while (*at < t.n && t.s[*at] == '\n')
        ++*at;
    size_t from = *at;
    *at = text_find(t, '\n', from);
    return text_slice(t, from, *at);
}

/* What says of which genre the document is: its title, or in text, where the title can be anything
 * at the top, the first line, and the next below a regulator's name. */
static struct text words_of_genre(struct analysis *a) {
    struct text head = a->head.text, title = text_of(a->report->title ? a->report->title : "");
    size_t end = 0;
    for (size_t i = 0; i < a->document->block_count && i < HEAD_BLOCKS; i++)
        if (is_marked(&a->document->blocks[i]))
            return title;
    if (names_regulator(a, next_line(head, &end)))
        next_line(head, &end);
    return end > title.n ? text_slice(head, 0, end) : title;
}

/* The family as given or found; NULL where there is none. */
static const char *find_family(struct analysis *a, const kloe_engine *e, const char *given,
                               const char **near) {
    const char *id;
    a->report->confidence = given ? -1 : 1;
    *near = NULL;
    a->is_record = a->document->record && record_family(a, e, &id);
    a->told_by = (struct signs_text){TEXT(""), TEXT("")};
    if (a->is_record && !given)
        return id;
    struct excerpt words =
        excerpt_make(a->arena, a->document, 0, VOCABULARY_BLOCKS, VOCABULARY_BYTES);
    a->head = excerpt_make(a->arena, a->document, 0, HEAD_BLOCKS, HEAD_BYTES);
    a->told_by = (struct signs_text){a->head.text, words.text};
    if (given)
        return given;
    title_find(a);
    a->genre = words_of_genre(a);
    struct detection found =
        detect(a->arena, e, a->matcher, a->head.text, words.text, a->genre, &a->language->genre);
    a->report->confidence = found.confidence;
    *near = found.near;
    return found.id;
}

static kloe_status analyse(struct analysis *a, struct document *document, const kloe_engine *e,
                           const char *framework, kloe_error *error) {
    const char *near;
    matcher_index(a->matcher, document->words);
    chrome_drop(a, document);
    framework = find_family(a, e, framework, &near);
    if (framework) {
        a->profile = engine_compiled(e, framework, error);
        if (!a->profile)
            return error->status;
        analyse_report(a, document);
        if (is_hollow(a)) {
            near = framework;
            framework = NULL;
            begin_again(a);
        }
    }
    if (!framework) {
        analyse_other(a);
        note_uncertain(a, near);
    }
    note_damage(a);
    note_limits(a);
    return KLOE_OK;
}

static kloe_status read_bytes(struct analysis *analysis, const kloe_engine *e, const char *name,
                              struct text bytes, const kloe_read_options *options,
                              kloe_error *error) {
    struct arena *a = analysis->arena;
    struct source *source = arena_alloc(a, sizeof *source);
    struct document *document = arena_alloc(a, sizeof *document);
    kloe_status status = source_open(a, name, bytes, options, source, error);
    if (status == KLOE_OK)
        status = document_read(a, source, document, error);
    if (status != KLOE_OK)
        return status;
    *analysis = (struct analysis){.arena = a,
                                  .document = document,
                                  .language = engine_language(e),
                                  .scales = engine_scales(e),
                                  .schemes = engine_schemes(e),
                                  .authorities = engine_authorities(e),
                                  .matcher = matcher_new(a, engine_patterns(e)),
                                  .report = report_new(a)};
    matcher_allow(analysis->matcher, STEPS_BASE + source->text.n * STEPS_FACTOR);
    fill_source(analysis->report, source, document, options);
    if (!known_take(analysis, options->meta, options->meta_count))
        return error_set(error, KLOE_ERROR_USAGE, "%s: is given a publication that is no date",
                         name);
    return analyse(analysis, document, e, options->framework, error);
}

/* The arena comes back here when it cannot serve. */
static kloe_status guarded_read(struct arena *a, const kloe_engine *e, const char *name,
                                struct text bytes, const kloe_read_options *options, analysed *then,
                                void *context, kloe_error *error) {
    if (setjmp(*arena_failed(a)) == 0) {
        struct analysis analysis = {.arena = a};
        kloe_status status = read_bytes(&analysis, e, name, bytes, options, error);
        return status == KLOE_OK ? then(&analysis, e, context, error) : status;
    }
    return error_set(error, KLOE_ERROR_MEMORY,
                     "%s: reading it takes more memory than there is, or than a document of its "
                     "size may take",
                     name);
}

kloe_status analyse_bytes(const kloe_engine *engine, const char *name, struct text bytes,
                          const kloe_read_options *options, analysed *then, void *context,
                          size_t more, kloe_error *error) {
    static const kloe_read_options defaults = {0};
    kloe_error unused;
    name = name ? name : "-";
    error = error ? error : &unused;
    struct arena *a = arena_new(ARENA_BASE + bytes.n * ARENA_FACTOR + more);
    if (!a)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to read it", name);
    kloe_status status =
        guarded_read(a, engine, name, bytes, options ? options : &defaults, then, context, error);
    if (status != KLOE_OK)
        arena_free(a);
    return status;
}

static kloe_status keep_report(struct analysis *a, const kloe_engine *e, void *context,
                               kloe_error *error) {
    (void)e, (void)error;
    *(kloe_report **)context = a->report;
    return KLOE_OK;
}

kloe_status kloe_read_bytes(const kloe_engine *engine, const char *name, const void *bytes,
                            size_t size, const kloe_read_options *options, kloe_report **report,
                            kloe_error *error) {
    *report = NULL;
    return analyse_bytes(engine, name, (struct text){bytes, size}, options, keep_report, report, 0,
                         error);
}

kloe_status kloe_load_file(const char *path, const kloe_read_options *options, char **bytes,
                           size_t *size, kloe_error *error) {
    *bytes = NULL;
    *size = 0;
    if (!path)
        return error_set(error, KLOE_ERROR_USAGE, "no path was given");
    return source_read(path, source_max_bytes(options), bytes, size, error);
}

kloe_status kloe_read_file(const kloe_engine *engine, const char *path,
                           const kloe_read_options *options, kloe_report **report,
                           kloe_error *error) {
    char *bytes;
    size_t size;
    *report = NULL;
    kloe_status status = kloe_load_file(path, options, &bytes, &size, error);
    if (status == KLOE_OK)
        status = kloe_read_bytes(engine, path, bytes, size, options, report, error);
    free(bytes);
    return status;
}
