/* Tables for spreadsheets and databases, by RFC 4180. */
#include <kloe/kloe.h>

#include "write/stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES = 32 };

/* A row being written. */
struct row {
    FILE *out;
    const kloe_csv_options *options;
    bool filled; /* a cell has been written */
    bool failed; /* one could not be */
};

/* What begins like a formula would be run by a spreadsheet. */
static bool is_formula(const char *s) { return *s && strchr("=+-@\t\r", *s); }

static void put_cell(struct row *row, const char *s) {
    s = s ? s : "";
    bool guarded = row->options->excel && is_formula(s);
    bool quoted = strpbrk(s, ",\"\r\n") != NULL;
    if (row->filled)
        fputc(',', row->out);
    row->filled = true;
    if (quoted)
        fputc('"', row->out);
    if (guarded)
        fputc('\'', row->out);
    for (; *s; s++) {
        if (*s == '"')
            fputc('"', row->out);
        fputc(*s, row->out);
    }
    if (quoted)
        fputc('"', row->out);
}

static void put_number(struct row *row, size_t n) {
    char s[NUMBER_BYTES];
    snprintf(s, sizeof s, "%zu", n);
    put_cell(row, s);
}

/* Numbers that count from 1: 0 is none. */
static void put_count(struct row *row, size_t n) {
    if (n)
        put_number(row, n);
    else
        put_cell(row, NULL);
}

/* Several in one cell, divided by "; ". */
static void put_strings(struct row *row, const kloe_strings *list) {
    struct stream joined;
    char *s = NULL;
    if (stream_open(&joined)) {
        for (size_t i = 0; i < list->count; i++)
            fprintf(joined.out, "%s%s", i ? "; " : "", list->items[i]);
        s = stream_close(&joined);
    }
    row->failed |= s == NULL;
    put_cell(row, s);
    free(s);
}

static void end_line(struct row *row) {
    fputs("\r\n", row->out);
    row->filled = false;
}

/* ---- what joins tables to others: the last columns of all --------------------------------- */

static const char *identifier(const kloe_report *r, const char *scheme) {
    for (size_t i = 0; i < r->identifiers.count; i++)
        if (strcmp(r->identifiers.items[i].scheme, scheme) == 0)
            return r->identifiers.items[i].value;
    return NULL;
}

static const char *meta(const kloe_report *r, const char *name) {
    for (size_t i = 0; i < r->meta.count; i++)
        if (strcmp(r->meta.items[i].name, name) == 0)
            return r->meta.items[i].value;
    return NULL;
}

static const char *const code_columns[] = {
    "cqc_location", "cqc_provider",    "gss",         "dfe_code",  "region",
    "record",       "published_month", "start_month", "end_month", NULL};

static void end_row(struct row *row, const kloe_report *r) {
    static const kloe_registered none = {0};
    const kloe_registered *body = r->registered ? r->registered : &none;
    put_cell(row, identifier(r, "cqc-location"));
    put_cell(row, identifier(r, "cqc-provider"));
    put_cell(row, body->gss);
    put_cell(row, body->dfe);
    put_cell(row, body->region);
    put_count(row, r->source.record);
    put_cell(row, r->published_month);
    put_cell(row, r->start_month);
    put_cell(row, r->end_month);
    for (size_t i = 0; i < row->options->meta_count; i++)
        put_cell(row, meta(r, row->options->meta[i]));
    end_line(row);
}

static const char *party(const kloe_party *items, size_t count, const char *role) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].role, role) == 0)
            return items[i].name;
    return NULL;
}

/* ---- reports ---------------------------------------------------------------------------- */

/* The one that is over all: where several sites or services have one each, the report's own. */
static const char *overall_grade(const kloe_report *r) {
    const kloe_judgement *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (!j->overall)
            continue;
        if (j->id && !j->location && strcmp(j->id, "overall") == 0)
            return j->grade;
        found = j;
        count++;
    }
    return count == 1 ? found->grade : NULL;
}

static const char *grade_of(const kloe_report *r, const char *id) {
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (j->id && strcmp(j->id, id) == 0)
            return j->grade;
    }
    return NULL;
}

static size_t warnings(const kloe_report *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->diagnostics.count; i++)
        count += strcmp(r->diagnostics.items[i].severity, "warning") == 0;
    return count;
}

/* "inspection.published=not-printed ...": nothing in it needs quotation marks. */
static void put_absent(struct row *row, const kloe_report *r) {
    put_cell(row, NULL);
    for (size_t i = 0; i < r->absent.count; i++)
        fprintf(row->out, "%s%s=%s", i ? " " : "", r->absent.items[i].path,
                r->absent.items[i].reason);
}

static const char *const report_columns[] = {"path",
                                             "kind",
                                             "framework",
                                             "framework_name",
                                             "regulators",
                                             "title",
                                             "subject",
                                             "subject_type",
                                             "urn",
                                             "start",
                                             "end",
                                             "published",
                                             "lead_inspector",
                                             "provider",
                                             "overall_effectiveness",
                                             "impact_of_leaders",
                                             "help_and_protection",
                                             "in_care",
                                             "care_leavers",
                                             "judgements",
                                             "standards",
                                             "findings",
                                             "recommendations",
                                             "warnings",
                                             "format",
                                             "sha256",
                                             "absent",
                                             "inspection_status",
                                             "breaches",
                                             NULL};

static void put_report(struct row *row, const kloe_report *r) {
    put_cell(row, r->source.path);
    put_cell(row, r->kind);
    put_cell(row, r->framework);
    put_cell(row, r->framework_name);
    put_strings(row, &r->regulators);
    put_cell(row, r->title);
    put_cell(row, r->subject);
    put_cell(row, r->subject_type);
    put_cell(row, identifier(r, "urn"));
    put_cell(row, r->start);
    put_cell(row, r->end);
    put_cell(row, r->published);
    put_cell(row, party(r->people.items, r->people.count, "lead-inspector"));
    put_cell(row, party(r->organisations.items, r->organisations.count, "provider"));
    put_cell(row, overall_grade(r));
    put_cell(row, grade_of(r, "leaders"));
    put_cell(row, grade_of(r, "help-and-protection"));
    put_cell(row, grade_of(r, "in-care"));
    put_cell(row, grade_of(r, "care-leavers"));
    put_number(row, r->judgements.count);
    put_number(row, r->standards.count);
    put_number(row, r->findings.count);
    put_number(row, r->recommendations.count);
    put_number(row, warnings(r));
    put_cell(row, r->source.format);
    put_cell(row, r->source.sha256);
    put_absent(row, r);
    put_cell(row, r->inspection_status);
    put_number(row, r->breaches.count);
    end_row(row, r);
}

/* ---- tables with several rows a report ---------------------------------------------------- */

/* Which report: the first columns of all other tables, and those behind their own. */
static const char *const key_columns[] = {"path", "framework", "subject", "end", "published", NULL};
static const char *const more_key_columns[] = {"line", "page", "subject_type", "start", "provider",
                                               "urn",  NULL};

static void put_key(struct row *row, const kloe_report *r) {
    put_cell(row, r->source.path);
    put_cell(row, r->framework);
    put_cell(row, r->subject);
    put_cell(row, r->end);
    put_cell(row, r->published);
}

static void end_item(struct row *row, const kloe_report *r, const kloe_at *at) {
    put_count(row, at->line);
    put_count(row, at->page);
    put_cell(row, r->subject_type);
    put_cell(row, r->start);
    put_cell(row, party(r->organisations.items, r->organisations.count, "provider"));
    put_cell(row, identifier(r, "urn"));
    end_row(row, r);
}

static const char *const judgement_columns[] = {
    "group", "location", "aspect",  "id",         "grade",  "grade_text",       "scale",
    "rank",  "of",       "overall", "percentage", "status", "rating_published", "level",
    NULL};

static void put_judgements(struct row *row, const kloe_report *r) {
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        put_key(row, r);
        put_cell(row, j->group);
        put_cell(row, j->location);
        put_cell(row, j->aspect);
        put_cell(row, j->id);
        put_cell(row, j->grade);
        put_cell(row, j->grade_text);
        put_cell(row, j->scale);
        put_count(row, (size_t)j->rank);
        put_count(row, (size_t)j->of);
        put_cell(row, j->overall ? "true" : "false");
        put_count(row, (size_t)j->percentage);
        put_cell(row, j->status);
        put_cell(row, j->published);
        put_cell(row, j->level);
        end_item(row, r, &j->at);
    }
}

static const char *const standard_columns[] = {
    "scheme", "number", "title",  "official_title", "regulation", "group",    "grade", "grade_text",
    "score",  "status", "impact", "enforcement",    "activities", "findings", NULL};

static void put_standards(struct row *row, const kloe_report *r) {
    for (size_t i = 0; i < r->standards.count; i++) {
        const kloe_standard *s = &r->standards.items[i];
        put_key(row, r);
        put_cell(row, s->scheme);
        put_cell(row, s->number);
        put_cell(row, s->title);
        put_cell(row, s->official_title);
        put_cell(row, s->regulation);
        put_cell(row, s->group);
        put_cell(row, s->grade);
        put_cell(row, s->grade_text);
        put_count(row, (size_t)s->score);
        put_cell(row, s->status);
        put_cell(row, s->impact);
        put_cell(row, s->enforcement);
        put_strings(row, &s->activities);
        put_strings(row, &s->findings);
        end_item(row, r, &s->at);
    }
}

static const char *const finding_columns[] = {"number", "standard", "section", "text", NULL};

static void put_findings(struct row *row, const kloe_report *r) {
    for (size_t i = 0; i < r->findings.count; i++) {
        const kloe_finding *f = &r->findings.items[i];
        put_key(row, r);
        put_cell(row, f->number);
        put_cell(row, f->standard);
        put_cell(row, f->section);
        put_cell(row, f->text);
        end_item(row, r, &f->at);
    }
}

static const char *const recommendation_columns[] = {
    "number",  "kind", "modality",     "text",      "timescale",  "due",         "addressees",
    "sources", "body", "core_service", "standards", "regulation", "enforcement", NULL};

static void put_recommendations(struct row *row, const kloe_report *r) {
    for (size_t i = 0; i < r->recommendations.count; i++) {
        const kloe_recommendation *c = &r->recommendations.items[i];
        put_key(row, r);
        put_cell(row, c->number);
        put_cell(row, c->kind);
        put_cell(row, c->modality);
        put_cell(row, c->text);
        put_cell(row, c->timescale.text);
        put_cell(row, c->timescale.due);
        put_strings(row, &c->addressees);
        put_strings(row, &c->sources);
        put_cell(row, c->body);
        put_cell(row, c->core_service);
        put_strings(row, &c->standards);
        put_cell(row, c->regulation);
        put_cell(row, c->enforcement);
        end_item(row, r, &c->at);
    }
}

/* ---- the tables ------------------------------------------------------------------------- */

static const struct {
    const char *const *columns;
    void (*put)(struct row *, const kloe_report *);
    bool keyed;
} tables[] = {
    [KLOE_TABLE_REPORTS] = {report_columns, put_report, false},
    [KLOE_TABLE_JUDGEMENTS] = {judgement_columns, put_judgements, true},
    [KLOE_TABLE_STANDARDS] = {standard_columns, put_standards, true},
    [KLOE_TABLE_FINDINGS] = {finding_columns, put_findings, true},
    [KLOE_TABLE_RECOMMENDATIONS] = {recommendation_columns, put_recommendations, true},
};

static void put_names(struct row *row, const char *const *names) {
    for (size_t i = 0; names[i]; i++)
        put_cell(row, names[i]);
}

static void put_meta_names(struct row *row) {
    for (size_t i = 0; i < row->options->meta_count; i++) {
        struct stream name;
        char *s = NULL;
        if (stream_open(&name)) {
            fprintf(name.out, "meta_%s", row->options->meta[i]);
            s = stream_close(&name);
        }
        row->failed |= s == NULL;
        put_cell(row, s);
        free(s);
    }
}

static const kloe_csv_options defaults = {0};

/* What was written; NULL where a cell is missing, which would shift the others. */
static char *end_table(struct stream *stream, const struct row *row) {
    char *s = stream_close(stream);
    if (!row->failed)
        return s;
    free(s);
    return NULL;
}

char *kloe_write_csv_header(kloe_table table, const kloe_csv_options *options) {
    struct stream stream;
    if (!stream_open(&stream))
        return NULL;
    struct row row = {stream.out, options ? options : &defaults, false, false};
    if (row.options->excel)
        fputs("\xEF\xBB\xBF", row.out);
    if (tables[table].keyed)
        put_names(&row, key_columns);
    put_names(&row, tables[table].columns);
    if (tables[table].keyed)
        put_names(&row, more_key_columns);
    put_names(&row, code_columns);
    put_meta_names(&row);
    end_line(&row);
    return end_table(&stream, &row);
}

char *kloe_write_csv(const kloe_report *report, kloe_table table, const kloe_csv_options *options) {
    struct stream stream;
    if (!stream_open(&stream))
        return NULL;
    struct row row = {stream.out, options ? options : &defaults, false, false};
    tables[table].put(&row, report);
    return end_table(&stream, &row);
}
