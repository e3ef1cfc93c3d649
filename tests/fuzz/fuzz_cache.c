/* libFuzzer: a report's JSON back into a report, as from the cache, and every writer. */
#include <kloe/kloe.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_all(const kloe_engine *engine, const kloe_report *report) {
    kloe_report *again;
    char *json = kloe_write_json(report, true);
    if (!json || kloe_read_json(engine, json, strlen(json), NULL, &again, NULL) != KLOE_OK)
        abort(); /* what kloe writes it reads */
    kloe_report_free(again);
    free(json);
    free(kloe_write_summary(report, NULL));
    free(kloe_write_markdown(report));
    for (int table = KLOE_TABLE_REPORTS; table <= KLOE_TABLE_RECOMMENDATIONS; table++)
        free(kloe_write_csv(report, (kloe_table)table, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static kloe_engine *engine;
    kloe_report *report;
    if (!engine && kloe_engine_new(NULL, &engine, NULL) != KLOE_OK)
        return 0;
    if (kloe_read_json(engine, (const char *)data, size, NULL, &report, NULL) != KLOE_OK)
        return 0;
    write_all(engine, report);
    kloe_report_free(report);
    return 0;
}
