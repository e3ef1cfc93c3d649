/* Every allocation of the library fails once: each run must end with an error or a whole result. */
#include "unit.h"

#include <kloe/kloe.h>
#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static long allocations, failing = -1; /* the index of the one that fails */

static bool fails(void) { return allocations++ == failing; }

void *__wrap_malloc(size_t size) { return fails() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *ptr, size_t size) { return fails() ? NULL : __real_realloc(ptr, size); }

static char *read_sample(const char *name, size_t *size) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", SAMPLES, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *bytes = __real_malloc(1 << 20);
    *size = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

/* The whole work on one sample; how many steps of it succeeded. */
static int work(const char *bytes, size_t size) {
    kloe_engine *engine;
    kloe_report *report;
    kloe_error error;
    int done = 0;
    if (kloe_engine_new(NULL, &engine, &error) != KLOE_OK) {
        assert_null(engine);
        assert_int_equal(error.status, KLOE_ERROR_MEMORY);
        return done;
    }
    if (kloe_read_bytes(engine, "sample", bytes, size, NULL, &report, &error) == KLOE_OK) {
        char *json = kloe_write_json(report, true), *summary = kloe_write_summary(report, NULL);
        char *csv = kloe_write_csv(report, KLOE_TABLE_RECOMMENDATIONS, NULL);
        char *markdown = kloe_write_markdown(report);
        kloe_report *again = NULL;
        if (json && kloe_read_json(engine, json, strlen(json), NULL, &again, &error) != KLOE_OK) {
            /* cJSON does not tell a lack of memory from what is no JSON. */
            assert_true(error.status == KLOE_ERROR_MEMORY || error.status == KLOE_ERROR_FORMAT);
            assert_null(again);
        }
        done = 1 + (json != NULL) + (summary != NULL) + (csv != NULL) + (markdown != NULL) +
               (again != NULL);
        kloe_report_free(again);
        free(json);
        free(summary);
        free(csv);
        free(markdown);
        kloe_report_free(report);
    } else {
        assert_null(report);
        assert_int_equal(error.status, KLOE_ERROR_MEMORY);
    }
    kloe_explanation *explanation;
    if (kloe_explain_bytes(engine, "sample", bytes, size, 0, NULL, &explanation, &error) ==
        KLOE_OK) {
        char *json = kloe_write_explanation_json(explanation);
        char *told = kloe_write_explanation(explanation, NULL);
        done += (json != NULL) + (told != NULL);
        free(json);
        free(told);
        kloe_explanation_free(explanation);
    } else {
        /* a family whose rules could not be completed before stays broken */
        assert_null(explanation);
        assert_true(error.status == KLOE_ERROR_MEMORY || error.status == KLOE_ERROR_PROFILE);
    }
    kloe_engine_free(engine);
    return done;
}

static void every_allocation_may_fail(void **state) {
    static const char *const samples[] = {"cqc-slac-northmere.md", "cqc-slac-castlebridge.txt",
                                          "cqc-slac-aldersea.html", "news-harbour-school.txt"};
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        size_t size;
        char *bytes = read_sample(samples[i], &size);
        failing = -1;
        allocations = 0;
        assert_int_equal(work(bytes, size), 8);
        long all = allocations;
        assert_in_range(all, 5, 1000000);
        for (failing = 0; failing < all; failing++) {
            allocations = 0;
            work(bytes, size);
        }
        failing = -1;
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
