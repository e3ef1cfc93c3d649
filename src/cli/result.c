#define _GNU_SOURCE /* open_memstream, asprintf, memmem */
#include "result.h"

#include "annotate.h"
#include "gate.h"
#include "messages.h"
#include "shown.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What the writers below write of. */
struct matter {
    const struct reader *reader;
    const kloe_report *report;
    const struct result *result;
};

struct result *result_new(struct input *input) {
    struct result *r = calloc(1, sizeof *r);
    char *path = r ? shown(input->name) : NULL;
    if (!path) {
        free(r);
        return NULL;
    }
    r->input = input;
    r->shown = path;
    return r;
}

void result_free(struct result *r) {
    input_free(r->input);
    free(r->shown);
    free(r->product);
    free(r->problem);
    free(r->said);
    free(r->tripped);
    free(r->marked);
    free(r);
}

static void write_messages(FILE *out, const struct matter *m) {
    messages_put(out, m->reader->options, m->result->shown, m->report,
                 m->reader->many && !m->reader->how.lines);
}

static void write_gate(FILE *out, const struct matter *m) {
    gate_put(out, m->reader->options, m->reader->engine, m->result->shown, m->report);
}

static void write_annotations(FILE *out, const struct matter *m) {
    const char *path = m->result->input->path;
    if (!m->reader->options->annotate)
        return;
    if (m->report)
        annotate_report(out, path, m->report, m->result->tripped, m->result->shown);
    else
        annotate_unread(out, path, m->result->problem);
}

/* What is written, as a string; NULL when memory is short. */
static char *written(void (*write)(FILE *, const struct matter *), const struct matter *m) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    write(out, m);
    bool whole = !ferror(out);
    if (fclose(out) == 0 && whole)
        return text;
    free(text);
    return NULL;
}

static void take_report(struct result *r, const struct reader *reader, const kloe_report *report) {
    struct matter m = {reader, report, r};
    r->product = product_render(&reader->how, report);
    r->said = written(write_messages, &m);
    r->tripped = written(write_gate, &m);
    r->marked = r->tripped ? written(write_annotations, &m) : NULL;
    r->recognised = report->framework != NULL;
    for (size_t i = 0; i < report->diagnostics.count; i++)
        r->warnings += strcmp(report->diagnostics.items[i].severity, "warning") == 0;
    if (r->product && r->said && r->tripped && r->marked)
        return;
    free(r->product);
    r->product = NULL;
}

static void take_problem(struct result *r, const struct reader *reader, const char *problem) {
    struct matter m = {reader, NULL, r};
    r->problem = shown(problem);
    if (r->problem && !r->skipped)
        r->marked = written(write_annotations, &m);
}

/* Whether it is the JSON of a report, by the word that says so; what is no whole report is told. */
static bool is_own_json(const char *bytes, size_t size) {
    static const char word[] = "\"kloe.report/";
    size_t at = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < size && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return at < size && bytes[at] == '{' && memmem(bytes, size, word, sizeof word - 1);
}

static kloe_status read_bytes(struct reader *reader, const struct input *input, const char *bytes,
                              size_t size, kloe_report **report, kloe_error *error) {
    kloe_read_options options = reader->read;
    options.record = input->record;
    options.offset = input->offset;
    if (reader->reads_own && is_own_json(bytes, size))
        return kloe_read_json(reader->engine, bytes, size, input->name, report, error);
    if (!meta_find(&reader->meta, input->name, bytes, size, &options)) {
        error->status = KLOE_ERROR_MEMORY;
        snprintf(error->message, sizeof error->message, "%s: no memory for what is known of it",
                 input->path);
        return error->status;
    }
    return cache_read(&reader->cache, input->path, bytes, size, &options, report, error);
}

static kloe_status read_input(struct reader *reader, const struct input *input,
                              kloe_report **report, kloe_error *error) {
    char *bytes;
    size_t size;
    if (input->bytes)
        return read_bytes(reader, input, input->bytes, input->size, report, error);
    kloe_status status = kloe_load_file(input->path, &reader->read, &bytes, &size, error);
    if (status != KLOE_OK)
        return status;
    status = read_bytes(reader, input, bytes, size, report, error);
    free(bytes);
    return status;
}

/* The message names the file; where a record is meant, the number is put in. */
static void take_error(struct result *r, const struct reader *reader, const char *message) {
    const struct input *input = r->input;
    size_t n = strlen(input->path);
    char *named = NULL;
    if (input->record && strncmp(message, input->path, n) == 0 &&
        asprintf(&named, "%s%s", input->name, message + n) < 0)
        named = NULL;
    take_problem(r, reader, named ? named : message);
    free(named);
}

/* Whoever named it so meant a document, whatever became of it. */
static bool has_name_of_document(const char *path) {
    static const char *const endings[] = {
        ".txt", ".text", ".md",     ".markdown", ".htm",  ".html", ".xhtml", ".mht", ".mhtml",
        ".pdf", ".json", ".ndjson", ".doc",      ".docx", ".docm", ".odt",   ".rtf", ".gz"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

void result_fill(struct result *r, struct reader *reader) {
    kloe_report *report;
    kloe_error error;
    if (r->input->problem)
        take_problem(r, reader, r->input->problem);
    else if (read_input(reader, r->input, &report, &error) == KLOE_OK) {
        take_report(r, reader, report);
        kloe_report_free(report);
    } else {
        r->skipped = error.status == KLOE_ERROR_BINARY && r->input->found &&
                     !has_name_of_document(r->input->path);
        take_error(r, reader, error.message);
    }
}
