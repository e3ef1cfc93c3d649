#include "families.h"

#include "suggest.h"

#include <cjson/cJSON.h>
#include <string.h>

static size_t longest_id(const kloe_engine *e) {
    size_t longest = 0;
    for (size_t i = 0; i < kloe_framework_count(e); i++) {
        size_t n = strlen(kloe_framework_at(e, i)->id);
        longest = n > longest ? n : longest;
    }
    return longest;
}

enum { NAMES_MAX = 512 };

void families_complain(const kloe_engine *engine, const char *id) {
    const char *names[NAMES_MAX + 1] = {0};
    for (size_t i = 0; i < kloe_framework_count(engine) && i < NAMES_MAX; i++)
        names[i] = kloe_framework_at(engine, i)->id;
    const char *meant = suggest(id, names);
    if (meant)
        fprintf(stderr, "%s: is no framework; did you mean '%s'?\n", id, meant);
    else
        fprintf(stderr, "%s: is no framework; 'kloe frameworks' lists them\n", id);
}

static bool put_one(const kloe_engine *engine, const char *id, FILE *out) {
    const kloe_framework *f = kloe_framework_find(engine, id);
    if (f)
        fwrite(f->json, 1, f->json_bytes, out);
    if (!f) {
        fputs("kloe: ", stderr);
        families_complain(engine, id);
    }
    return f != NULL;
}

static void put_lines(const kloe_engine *engine, FILE *out) {
    size_t columns = longest_id(engine);
    for (size_t i = 0; i < kloe_framework_count(engine); i++) {
        const kloe_framework *f = kloe_framework_at(engine, i);
        fprintf(out, "%-*s %-10s %-12s  %s\n", (int)columns, f->id, f->years,
                f->measured ? "measured" : "not measured", f->name);
    }
}

static bool add(cJSON *list, const kloe_framework *f) {
    cJSON *o = cJSON_CreateObject();
    bool good = o && cJSON_AddStringToObject(o, "id", f->id) &&
                cJSON_AddStringToObject(o, "name", f->name) &&
                cJSON_AddStringToObject(o, "years", f->years) &&
                cJSON_AddBoolToObject(o, "measured", f->measured);
    if (good && cJSON_AddItemToArray(list, o))
        return true;
    cJSON_Delete(o);
    return false;
}

static bool put_json(const kloe_engine *engine, FILE *out) {
    cJSON *list = cJSON_CreateArray();
    bool good = list != NULL;
    for (size_t i = 0; good && i < kloe_framework_count(engine); i++)
        good = add(list, kloe_framework_at(engine, i));
    char *text = good ? cJSON_Print(list) : NULL;
    cJSON_Delete(list);
    if (text)
        fprintf(out, "%s\n", text);
    else
        fputs("kloe: no memory for the list of families\n", stderr);
    cJSON_free(text);
    return text != NULL;
}

bool families_put(const struct options *o, const kloe_engine *engine, FILE *out) {
    if (o->argument_count == 2)
        return put_one(engine, o->arguments[1], out);
    if (o->format == OUTPUT_JSON || o->format == OUTPUT_NDJSON)
        return put_json(engine, out);
    put_lines(engine, out);
    return true;
}
