#include "framework/engine.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "framework/config.h"
#include "framework/embedded.h"
#include "framework/folder.h"
#include "framework/register.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

enum { ENGINE_CEILING = 256 << 20, PROFILE_BYTES_MAX = 4 << 20 };

/* All but the signs is read when the first report of the family comes. */
struct family {
    struct profile profile;
    const struct profile_sources *sources; /* that it can build on */
    bool compiled, broken;
};

struct kloe_engine {
    struct arena *arena;
    struct language language;
    struct authorities authorities;
    struct library library;
    struct profile_sources offered, bundled; /* offered: the folder's, and those */
    struct family *families;
    size_t count, capacity;
    mtx_t compiling;
    struct pattern_store *patterns;
};

static int compare_families(const void *a, const void *b) {
    const struct family *x = a, *y = b;
    return strcmp(x->profile.info.id, y->profile.info.id);
}

static struct family *find(const kloe_engine *e, const char *id) {
    for (size_t i = 0; i < e->count; i++)
        if (strcmp(e->families[i].profile.info.id, id) == 0)
            return &e->families[i];
    return NULL;
}

static void add_profile(kloe_engine *e, struct config *c, struct text json, bool bundled) {
    struct family f = {.sources = bundled ? &e->bundled : &e->offered, .compiled = !bundled};
    if (!profile_load(c, json, &f.profile))
        return;
    if (!bundled)
        library_take_own(c, config_parse(c, json), &e->library);
    if (!bundled && !c->failed)
        profile_complete(c, &e->library, f.sources, &f.profile);
    if (c->failed)
        return;
    struct family *same = find(e, f.profile.info.id);
    if (!same) {
        e->families =
            arena_room(e->arena, e->families, e->count, &e->capacity, sizeof *e->families);
        same = &e->families[e->count++];
    }
    *same = f;
}

/* What profiles can build on: the folder's files, and the bundled ones. */
static void offer_profiles(kloe_engine *e, const struct folder_file *files, size_t count) {
    struct profile_source *all = arena_alloc(e->arena, (count + embedded_count) * sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct profile_source){files[i].path, files[i].bytes};
    for (size_t i = 0; i < embedded_count; i++)
        all[count + i] = (struct profile_source){embedded_files[i].name,
                                                 {embedded_files[i].bytes, embedded_files[i].size}};
    e->offered = (struct profile_sources){all, count + embedded_count};
    e->bundled = (struct profile_sources){all + count, embedded_count};
}

static void load_bundled(kloe_engine *e, struct config *c) {
    c->late = true;
    offer_profiles(e, NULL, 0);
    library_load(c, &e->library);
    for (size_t i = 0; i < embedded_count && !c->failed; i++) {
        const struct embedded_file *f = &embedded_files[i];
        c->file = f->name;
        if (text_starts(text_of(f->name), TEXT("frameworks/")))
            add_profile(e, c, (struct text){f->bytes, f->size}, true);
    }
}

/* What the families share, when all scales are known. */
static void load_shared(kloe_engine *e, struct config *c) {
    c->late = true;
    c->file = "language.json";
    language_load(c, embedded_find(c->file), &e->library.scales, &e->library.schemes, &e->language);
    c->file = "bank-holidays.json";
    calendar_load(c, embedded_find(c->file), &e->language.calendar);
    register_load(e->arena, &e->authorities);
}

/* Scales and catalogues come first. Profiles of a folder are compiled at once: whoever writes one
 * wants to hear of its faults. */
static void load_folder(kloe_engine *e, struct config *c, const char *folder) {
    struct folder_file *files;
    size_t count;
    c->late = false;
    if (folder_read_json(e->arena, folder, PROFILE_BYTES_MAX, &files, &count, c->error) !=
        KLOE_OK) {
        c->failed = true;
        return;
    }
    offer_profiles(e, files, count);
    bool *taken = arena_alloc(e->arena, (count + 1) * sizeof *taken);
    for (size_t i = 0; i < count && !c->failed; i++) {
        c->file = files[i].path;
        taken[i] = library_take_file(c, files[i].bytes, &e->library);
    }
    for (size_t i = 0; i < count && !c->failed; i++) {
        c->file = files[i].path;
        if (!taken[i])
            add_profile(e, c, files[i].bytes, false);
    }
}

static kloe_status load(kloe_engine *e, const kloe_engine_options *options, kloe_error *error) {
    struct config c = {.arena = e->arena, .error = error};
    load_bundled(e, &c);
    if (!c.failed && options && options->framework_dir)
        load_folder(e, &c, options->framework_dir);
    if (!c.failed)
        load_shared(e, &c);
    if (c.failed)
        return error ? error->status : KLOE_ERROR_PROFILE;
    qsort(e->families, e->count, sizeof *e->families, compare_families);
    return KLOE_OK;
}

kloe_status kloe_engine_new(const kloe_engine_options *options, kloe_engine **engine,
                            kloe_error *error) {
    *engine = NULL;
    struct arena *a = arena_new(ENGINE_CEILING);
    if (!a)
        return error_set(error, KLOE_ERROR_MEMORY, "no memory for the report families");
    if (setjmp(*arena_failed(a))) {
        arena_free(a);
        return error_set(error, KLOE_ERROR_MEMORY, "no memory for the report families");
    }
    xmlInitParser(); /* before threads */
    kloe_engine *e = arena_alloc(a, sizeof *e);
    e->arena = a;
    e->patterns = pattern_store_new(a);
    kloe_status status = load(e, options, error);
    if (status == KLOE_OK && mtx_init(&e->compiling, mtx_plain) != thrd_success)
        status = error_set(error, KLOE_ERROR_MEMORY, "no lock for the report families");
    if (status != KLOE_OK) {
        arena_free(a);
        return status;
    }
    *engine = e;
    return KLOE_OK;
}

void kloe_engine_free(kloe_engine *engine) {
    if (!engine)
        return;
    mtx_destroy(&engine->compiling);
    arena_free(engine->arena);
}

size_t kloe_framework_count(const kloe_engine *e) { return e->count; }

const kloe_framework *kloe_framework_at(const kloe_engine *e, size_t index) {
    return index < e->count ? &e->families[index].profile.info : NULL;
}

const kloe_framework *kloe_framework_find(const kloe_engine *e, const char *id) {
    const struct family *f = find(e, id);
    return f ? &f->profile.info : NULL;
}

static const struct grade *grade_by_id(const struct scale *s, const char *id) {
    for (size_t i = 0; i < s->grade_count; i++)
        if (strcmp(s->grades[i].id, id) == 0)
            return &s->grades[i];
    return NULL;
}

bool kloe_grade_is_known(const kloe_engine *e, const char *grade) {
    for (size_t i = 0; i < e->library.scales.count; i++)
        if (grade_by_id(&e->library.scales.items[i], grade))
            return true;
    return false;
}

bool kloe_grade_is_within(const kloe_engine *e, const char *scale, const char *grade,
                          const char *limit) {
    for (size_t i = 0; i < e->library.scales.count; i++) {
        const struct scale *s = &e->library.scales.items[i];
        if (scale && strcmp(s->id, scale) != 0)
            continue;
        const struct grade *given = grade_by_id(s, grade), *least = grade_by_id(s, limit);
        if (given && least && (given == least || (least->rank && given->rank >= least->rank)))
            return true;
    }
    return false;
}

/* Of what is offered to profiles: the folder's files, and all that are bundled. */
void kloe_engine_digest(const kloe_engine *e, char out[KLOE_DIGEST_TEXT]) {
    struct digest digest;
    digest_begin(&digest);
    for (size_t i = 0; i < e->offered.count; i++)
        digest_add(&digest, e->offered.items[i].json);
    digest_end(&digest, out);
}

struct pattern_store *engine_patterns(const kloe_engine *e) {
    return e->patterns;
}
const struct language *engine_language(const kloe_engine *e) { return &e->language; }
const struct authorities *engine_authorities(const kloe_engine *e) { return &e->authorities; }
const struct scales *engine_scales(const kloe_engine *e) { return &e->library.scales; }

const struct identifier_schemes *engine_schemes(const kloe_engine *e) {
    return &e->library.schemes;
}
size_t engine_profile_count(const kloe_engine *e) { return e->count; }

const struct profile *engine_profile(const kloe_engine *e, size_t index) {
    return &e->families[index].profile;
}

static void compile(kloe_engine *e, struct family *f, kloe_error *error) {
    if (setjmp(*arena_failed(e->arena))) {
        f->broken = true;
        error_set(error, KLOE_ERROR_MEMORY, "no memory for the patterns of %s", f->profile.info.id);
        return;
    }
    struct config c = {.arena = e->arena, .error = error, .file = f->profile.file, .late = true};
    profile_complete(&c, &e->library, f->sources, &f->profile);
    f->broken = c.failed;
    f->compiled = !c.failed;
}

const struct profile *engine_compiled(const kloe_engine *engine, const char *id,
                                      kloe_error *error) {
    kloe_engine *e = (kloe_engine *)engine; /* what is compiled late is behind the lock */
    struct family *f = find(engine, id);
    if (!f) {
        error_set(error, KLOE_ERROR_USAGE, "%s: is no framework; 'kloe frameworks' lists them", id);
        return NULL;
    }
    mtx_lock(&e->compiling);
    if (f->broken)
        error_set(error, KLOE_ERROR_PROFILE, "%s: its patterns could not be compiled", id);
    else if (!f->compiled)
        compile(e, f, error);
    bool ready = f->compiled;
    mtx_unlock(&e->compiling);
    return ready ? &f->profile : NULL;
}
