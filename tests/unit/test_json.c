/* Reports come back from their JSON as they were, and what is no such JSON does no harm. */
#include "unit.h"

#include <dirent.h>
#include <kloe/kloe.h>
#include <stdio.h>
#include <stdlib.h>

static kloe_engine *engine;

static int set_up(void **state) {
    (void)state;
    return kloe_engine_new(NULL, &engine, NULL) != KLOE_OK;
}

static int tear_down(void **state) {
    (void)state;
    kloe_engine_free(engine);
    return 0;
}

static char *json_of(const char *sample) {
    char path[512];
    kloe_report *report;
    kloe_error error;
    snprintf(path, sizeof path, "%s/%s", SAMPLES, sample);
    if (kloe_read_file(engine, path, NULL, &report, &error) != KLOE_OK)
        return NULL; /* a PDF, and no converter */
    char *json = kloe_write_json(report, true);
    kloe_report_free(report);
    assert_non_null(json);
    return json;
}

static void samples_come_back(void **state) {
    (void)state;
    DIR *dir = opendir(SAMPLES);
    assert_non_null(dir);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        char *json = entry->d_name[0] == '.' ? NULL : json_of(entry->d_name);
        kloe_report *report;
        kloe_error error;
        if (!json)
            continue;
        assert_int_equal(kloe_read_json(engine, json, strlen(json), NULL, &report, &error),
                         KLOE_OK);
        char *again = kloe_write_json(report, true);
        assert_string_equal(again, json);
        kloe_report_free(report);
        assert_int_equal(kloe_read_json(engine, json, strlen(json), "p/q", &report, &error),
                         KLOE_OK);
        assert_string_equal(report->source.path, "p/q");
        kloe_report_free(report);
        free(again);
        free(json);
        count++;
    }
    closedir(dir);
    assert_true(count > 40);
}

/* Reads it, and writes all formats of what was read. */
static void try(const char *json, size_t size) {
    kloe_report *report;
    kloe_error error;
    if (kloe_read_json(engine, json, size, NULL, &report, &error) != KLOE_OK) {
        assert_null(report);
        assert_int_equal(error.status, KLOE_ERROR_FORMAT);
        return;
    }
    free(kloe_write_json(report, false));
    free(kloe_write_summary(report, NULL));
    free(kloe_write_markdown(report));
    for (int table = KLOE_TABLE_REPORTS; table <= KLOE_TABLE_RECOMMENDATIONS; table++)
        free(kloe_write_csv(report, (kloe_table)table, NULL));
    kloe_report_free(report);
}

static void broken_json_is_refused(void **state) {
    (void)state;
    static const char *const others[] = {"",
                                         "null",
                                         "[]",
                                         "{}",
                                         "{\"schema\": \"kloe.report/1\"}",
                                         "{\"schema\": 1}",
                                         "{\"schema\": \"kloe.report/2\"}"};
    kloe_report *report;
    kloe_error error;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_int_equal(
            kloe_read_json(engine, others[i], strlen(others[i]), NULL, &report, &error),
            KLOE_ERROR_FORMAT);
        assert_null(report);
    }
    char *json = json_of("cqc-slac-northmere.md");
    for (size_t n = 0, size = strlen(json); n < size; n += 61)
        try(json, n);
    free(json);
}

/* Every value of a report in turn becomes null, and then a number. */
static void changed_values_do_no_harm(void **state) {
    (void)state;
    static const char *const samples[] = {
        "cqc-slac-northmere.md", "cqc-key-questions-wharf-lane.txt", "news-harbour-school.txt"};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        char *json = json_of(samples[i]);
        size_t size = strlen(json);
        for (size_t at = 0; at < size; at++) {
            const char *end =
                json[at] == ':' && json[at + 1] == '"' ? strchr(json + at + 2, '"') : NULL;
            if (!end || end[-1] == '\\')
                continue;
            size_t to = (size_t)(end - json) + 1;
            char *changed = malloc(size + 8);
            int n = snprintf(changed, size + 8, "%.*s%s%s", (int)at + 1, json,
                             at % 2 ? "null" : "-1", json + to);
            try(changed, (size_t)n);
            free(changed);
        }
        free(json);
    }
}

static void names_can_be_missing(void **state) {
    (void)state;
    static const char text[] = "# News\n";
    kloe_report *report;
    kloe_error error;
    assert_int_equal(
        kloe_read_bytes(engine, NULL, text, sizeof text - 1, NULL, &report, &error), KLOE_OK);
    assert_string_equal(report->source.path, "-");
    kloe_report_free(report);
    assert_int_equal(kloe_read_bytes(engine, NULL, "", 0, NULL, &report, &error),
                     KLOE_ERROR_FORMAT);
    assert_int_equal(kloe_read_file(engine, NULL, NULL, &report, &error), KLOE_ERROR_USAGE);
    assert_null(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_come_back),
        cmocka_unit_test(broken_json_is_refused),
        cmocka_unit_test(changed_values_do_no_harm),
        cmocka_unit_test(names_can_be_missing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
