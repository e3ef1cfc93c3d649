#include "document/office.h"

#ifdef KLOE_HAVE_ZLIB

#include "base/error.h"
#include "document/zip.h"

/* An archive that is being opened. */
struct opening {
    struct arena *arena;
    const char *path;
    size_t max_bytes, left; /* of which may still be unpacked */
    struct zip zip;
    kloe_error *error;
};

/* "word/document.xml", and "word/document2.xml" as some programs name it. */
static bool is_part(struct text name, struct text stem) {
    static const struct text ending = {".xml", 4};
    if (!text_starts(name, stem) || !text_ends(name, ending))
        return false;
    for (size_t i = stem.n; i < name.n - ending.n; i++)
        if (!is_digit(name.s[i]))
            return false;
    return true;
}

static const struct zip_member *find_part(const struct zip *z, struct text stem) {
    for (const struct zip_member *m = z->members; m < z->members + z->count; m++)
        if (is_part(m->name, stem))
            return m;
    return NULL;
}

static const struct zip_member *find_member(const struct zip *z, struct text name) {
    for (const struct zip_member *m = z->members; m < z->members + z->count; m++)
        if (text_equal(m->name, name))
            return m;
    return NULL;
}

static kloe_status refuse(struct opening *o, enum zip_status why) {
    kloe_status status = why == ZIP_NO_MEMORY ? KLOE_ERROR_MEMORY : KLOE_ERROR_FORMAT;
    if (why == ZIP_TOO_LARGE)
        return error_set(o->error, KLOE_ERROR_LIMIT,
                         "%s: is larger than %zu bytes when unpacked; --max-bytes raises the limit",
                         o->path, o->max_bytes);
    return error_set(o->error, status, "%s: %s", o->path, zip_problem(why));
}

/* Empty where there is no such member. */
static kloe_status unpack(struct opening *o, const struct zip_member *m, struct text *out) {
    *out = TEXT("");
    if (!m)
        return KLOE_OK;
    enum zip_status status = zip_unpack(o->arena, &o->zip, m, o->left, out);
    if (status != ZIP_GOOD)
        return refuse(o, status);
    o->left -= out->n;
    return KLOE_OK;
}

static kloe_status unpack_word(struct opening *o, struct text *text, struct office_parts *parts) {
    kloe_status status = unpack(o, find_part(&o->zip, TEXT("word/document")), text);
    if (status == KLOE_OK)
        status = unpack(o, find_part(&o->zip, TEXT("word/styles")), &parts->styles);
    if (status == KLOE_OK)
        status = unpack(o, find_part(&o->zip, TEXT("word/numbering")), &parts->numbering);
    return status;
}

static bool contains(struct text t, struct text word) {
    for (size_t i = 0; i + word.n <= t.n; i++)
        if (memcmp(t.s + i, word.s, word.n) == 0)
            return true;
    return false;
}

/* Its members are stored as if nothing were; the list of them tells. */
static kloe_status unpack_open(struct opening *o, struct text *text, struct office_parts *parts) {
    struct text list;
    kloe_status status = unpack(o, find_member(&o->zip, TEXT("META-INF/manifest.xml")), &list);
    if (status == KLOE_OK && contains(list, TEXT("encryption-data")))
        return refuse(o, ZIP_ENCRYPTED);
    if (status == KLOE_OK)
        status = unpack(o, find_member(&o->zip, TEXT("content.xml")), text);
    if (status == KLOE_OK)
        status = unpack(o, find_member(&o->zip, TEXT("styles.xml")), &parts->styles);
    return status;
}

/* An archive of another kind: perhaps a document, of a program for tables or slides. */
static kloe_status refuse_other(struct opening *o) {
    bool office =
        find_member(&o->zip, TEXT("[Content_Types].xml")) || find_member(&o->zip, TEXT("mimetype"));
    if (office)
        return error_set(o->error, KLOE_ERROR_FORMAT,
                         "%s: is an office file or a book, but no DOCX or ODT; save it as one, or "
                         "as PDF, text or HTML",
                         o->path);
    return error_set(o->error, KLOE_ERROR_BINARY,
                     "%s: is a ZIP archive; unpack it, and give the folder to kloe", o->path);
}

static bool is_open_text(struct opening *o) {
    struct text kind;
    const struct zip_member *m = find_member(&o->zip, TEXT("mimetype"));
    return m && zip_unpack(o->arena, &o->zip, m, o->left, &kind) == ZIP_GOOD &&
           text_starts(kind, TEXT("application/vnd.oasis.opendocument.text")) &&
           find_member(&o->zip, TEXT("content.xml"));
}

kloe_status office_open(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_format *format, struct office_parts *parts, kloe_error *error) {
    struct opening o = {
        .arena = a, .path = path, .max_bytes = max_bytes, .left = max_bytes, .error = error};
    struct text text;
    if (!zip_is(*bytes))
        return KLOE_OK;
    enum zip_status why = zip_open(a, *bytes, &o.zip);
    if (why != ZIP_GOOD)
        return refuse(&o, why);
    bool word = find_part(&o.zip, TEXT("word/document"));
    if (!word && !is_open_text(&o))
        return refuse_other(&o);
    kloe_status status = word ? unpack_word(&o, &text, parts) : unpack_open(&o, &text, parts);
    if (status != KLOE_OK)
        return status;
    *bytes = text;
    *format = word ? KLOE_FORMAT_DOCX : KLOE_FORMAT_ODT;
    return KLOE_OK;
}

#else

kloe_status office_open(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_format *format, struct office_parts *parts, kloe_error *error) {
    (void)a, (void)path, (void)max_bytes, (void)bytes, (void)format, (void)parts, (void)error;
    return KLOE_OK;
}

#endif
