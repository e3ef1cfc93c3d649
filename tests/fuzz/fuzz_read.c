/* libFuzzer: the first byte picks the format and the family, the rest is the document; every writer
 * runs on what comes out.
 *
 *     cmake -S . -B build-fuzz -DCMAKE_C_COMPILER=clang -DKLOE_FUZZ=ON && cmake --build build-fuzz
 *     build-fuzz/tests/fuzz_read -max_len=20000 CORPUS... */
#include <kloe/kloe.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_all(const kloe_engine *engine, const kloe_report *report, uint8_t choice) {
    kloe_summary_options summary = {.width = choice, .color = choice & 1};
    kloe_csv_options csv = {.excel = choice & 1};
    kloe_report *again;
    char *json = kloe_write_json(report, choice & 2);
    if (json && kloe_read_json(engine, json, strlen(json), NULL, &again, NULL) == KLOE_OK)
        kloe_report_free(again);
    free(json);
    free(kloe_write_summary(report, &summary));
    free(kloe_write_markdown(report));
    for (int table = KLOE_TABLE_REPORTS; table <= KLOE_TABLE_RECOMMENDATIONS; table++)
        free(kloe_write_csv(report, (kloe_table)table, &csv));
}

/* All lines, or one: there may be no such line. */
static void explain(const kloe_engine *engine, const uint8_t *data, size_t size,
                    const kloe_read_options *options) {
    kloe_summary_options summary = {.width = data[0], .color = data[0] & 1};
    kloe_explanation *explanation;
    size_t line = data[0] & 4 ? 1 + data[0] / 8 : 0;
    if (kloe_explain_bytes(engine, "fuzz", data + 1, size - 1, line, options, &explanation, NULL) !=
        KLOE_OK)
        return;
    free(kloe_write_explanation_json(explanation));
    free(kloe_write_explanation(explanation, &summary));
    kloe_explanation_free(explanation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static kloe_engine *engine;
    kloe_report *report;
    if (size == 0 || (!engine && kloe_engine_new(NULL, &engine, NULL) != KLOE_OK))
        return 0;
    size_t families = kloe_framework_count(engine) + 1, family = data[0] / 5 % families;
    const kloe_framework *f = family ? kloe_framework_at(engine, family - 1) : NULL;
    static const kloe_format formats[] = {KLOE_FORMAT_AUTO, KLOE_FORMAT_TEXT, KLOE_FORMAT_MARKDOWN,
                                          KLOE_FORMAT_HTML, KLOE_FORMAT_JSON};
    kloe_read_options options = {.format = formats[data[0] % 5], .framework = f ? f->id : NULL};
    if (kloe_read_json(engine, (const char *)data + 1, size - 1, NULL, &report, NULL) == KLOE_OK) {
        write_all(engine, report, data[0]);
        kloe_report_free(report);
    }
    if (kloe_read_bytes(engine, "fuzz", data + 1, size - 1, &options, &report, NULL) != KLOE_OK)
        return 0;
    write_all(engine, report, data[0]);
    kloe_report_free(report);
    explain(engine, data, size, &options);
    return 0;
}
