#include "document/sniff.h"

#include "base/error.h"
#include "document/html_strange.h"

#include <string.h>

enum { PDF_HEADER_WITHIN = 1024, SIGNS_WITHIN = 64 * 1024, TAR_MAGIC_AT = 257 };
enum { ESCAPE = 0x1b, NOISE_BYTES = 64, NOISE_SHARE = 40 }; /* more than one byte in so many */

/* BINARY: nothing that could be a document. */
struct magic {
    const char *bytes;
    size_t n;
    kloe_status status;
    const char *what, *advice;
};

#define MAGIC(bytes, what, advice)                                                                 \
    { bytes, sizeof(bytes) - 1, KLOE_ERROR_FORMAT, what, advice }
#define PICTURE(bytes)                                                                             \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, KLOE_ERROR_BINARY, "a picture",                                  \
            "kloe reads text; an OCR program can take it from the picture"                         \
    }
#define ARCHIVE(bytes, what)                                                                       \
    { bytes, sizeof(bytes) - 1, KLOE_ERROR_BINARY, what, "unpack it, and give the folder to kloe" }

static const struct magic magics[] = {
    MAGIC("\x1f\x8b", "gzip-compressed", "unpack it first: gzip -dc FILE | kloe -"),
    MAGIC("PK\x03\x04", "a ZIP archive or an office file (DOCX, ODT)",
          "save the document as text or HTML (this kloe was built without zlib): "
          "libreoffice --headless --convert-to html FILE"),
    MAGIC("\xd0\xcf\x11\xe0", "an old Word file",
          "save it as text or HTML: libreoffice --headless --convert-to html FILE"),
    MAGIC("{\\rtf", "an RTF file",
          "save it as text or HTML: libreoffice --headless --convert-to html FILE"),
    MAGIC("BZh", "bzip2-compressed", "unpack it first: bzip2 -dc FILE | kloe -"),
    MAGIC("\xfd"
          "7zXZ",
          "xz-compressed", "unpack it first: xz -dc FILE | kloe -"),
    MAGIC("\x28\xb5\x2f\xfd", "zstd-compressed", "unpack it first: zstd -dc FILE | kloe -"),
    PICTURE("\x89PNG"),
    PICTURE("GIF8"),
    PICTURE("\xff\xd8\xff"),
    PICTURE("II*\0"), /* TIFF */
    PICTURE("MM\0*"),
    PICTURE("\0\0\1\0"), /* an icon */
    ARCHIVE("7z\xbc\xaf\x27\x1c", "a 7z archive"),
    ARCHIVE("Rar!\x1a\x07", "a RAR archive"),
};

bool sniff_pdf(struct text bytes) {
    struct text head =
        text_slice(bytes, 0, bytes.n < PDF_HEADER_WITHIN ? bytes.n : PDF_HEADER_WITHIN);
    for (size_t i = text_find(head, '%', 0); i < head.n; i = text_find(head, '%', i + 1))
        if (head.n - i >= 5 && memcmp(head.s + i, "%PDF-", 5) == 0)
            return true;
    return false;
}

/* Control characters that no text has: none in any encoding, but for NUL, which UTF-16 is full of.
 */
static bool is_noise(struct text bytes) {
    struct text head = text_slice(bytes, 0, bytes.n < SIGNS_WITHIN ? bytes.n : SIGNS_WITHIN);
    size_t controls = 0;
    for (size_t i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.s[i];
        controls += c && c < ' ' && !is_space(head.s[i]) && c != ESCAPE;
    }
    return head.n >= NOISE_BYTES && controls > head.n / NOISE_SHARE;
}

static bool is_tar(struct text bytes) {
    return bytes.n > TAR_MAGIC_AT + 5 && memcmp(bytes.s + TAR_MAGIC_AT, "ustar", 5) == 0;
}

kloe_status sniff_refuse(const char *path, kloe_error *error) {
    return error_set(error, KLOE_ERROR_BINARY,
                     "%s: looks like binary data, not like a text; kloe reads text, Markdown, "
                     "HTML, JSON, PDF, DOCX and ODT",
                     path);
}

kloe_status sniff_container(const char *path, struct text bytes, kloe_error *error) {
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (bytes.n >= magics[i].n && memcmp(bytes.s, magics[i].bytes, magics[i].n) == 0)
            return error_set(error, magics[i].status, "%s: is %s; %s", path, magics[i].what,
                             magics[i].advice);
    if (is_tar(bytes))
        return error_set(error, KLOE_ERROR_BINARY,
                         "%s: is a tar archive; unpack it, and give the folder to kloe", path);
    return is_noise(bytes) ? sniff_refuse(path, error) : KLOE_OK;
}

/* Tags that begin a page, or a part of one that somebody cut out. */
static const char *const page_tags[] = {"!doctype html",
                                        "html",
                                        "head",
                                        "body",
                                        "title",
                                        "meta",
                                        "link",
                                        "base",
                                        "style",
                                        "script",
                                        "noscript",
                                        "main",
                                        "nav",
                                        "header",
                                        "footer",
                                        "article",
                                        "section",
                                        "aside",
                                        "div",
                                        "center",
                                        "table",
                                        "caption",
                                        "thead",
                                        "tbody",
                                        "tr",
                                        "td",
                                        "th",
                                        "h1",
                                        "h2",
                                        "h3",
                                        "h4",
                                        "h5",
                                        "h6",
                                        "p",
                                        "ul",
                                        "ol",
                                        "li",
                                        "dl",
                                        "dt",
                                        "dd",
                                        "pre",
                                        "form",
                                        "hr",
                                        "blockquote",
                                        "figure",
                                        "details",
                                        "font"};

/* Tags that Markdown can begin with too. */
static const char *const word_tags[] = {"a",      "b",    "i",   "u",  "em",
                                        "strong", "span", "img", "br", "small"};

static bool starts_with_tag(struct text t, const char *const *tags, size_t count) {
    if (t.n < 2 || t.s[0] != '<')
        return false;
    t = text_slice(t, 1, t.n);
    for (size_t i = 0; i < count; i++) {
        struct text tag = text_of(tags[i]);
        if (text_starts(t, tag) && (t.n == tag.n || !is_alnum(t.s[tag.n])))
            return true;
    }
    return false;
}

/* Whether most of what stands between tags is in elements: a page has an end tag a line or more. */
static bool has_end_tags(struct text t) {
    size_t ends = 0, lines = 1;
    for (size_t i = 0; i + 1 < t.n; i++) {
        ends += t.s[i] == '<' && t.s[i + 1] == '/';
        lines += t.s[i] == '\n';
    }
    return ends > lines;
}

/* "key": at the start of an object. */
static bool is_json_member(struct text t) {
    t = text_trim(t);
    size_t end = t.n && t.s[0] == '"' ? text_find(t, '"', 1) : t.n;
    struct text rest = text_trim(text_slice(t, end < t.n ? end + 1 : t.n, t.n));
    return rest.n && rest.s[0] == ':';
}

/* An object or an array of objects that begins as one. */
static bool is_json(struct text t) {
    t = text_trim(t);
    if (!t.n || (t.s[0] != '{' && t.s[0] != '['))
        return false;
    struct text inside = text_trim(text_slice(t, 1, t.n));
    if (t.s[0] == '[')
        return inside.n && inside.s[0] == '{' && is_json_member(text_slice(inside, 1, inside.n));
    return is_json_member(inside);
}

/* Behind the mark; 0 where it is not. */
static size_t find_behind(struct text t, struct text mark) {
    size_t i = text_find(t, mark.s[0], 0);
    while (i + mark.n <= t.n && memcmp(t.s + i, mark.s, mark.n) != 0)
        i = text_find(t, mark.s[0], i + 1);
    return i + mark.n <= t.n ? i + mark.n : 0;
}

static struct text skip_until(struct text t, struct text mark) {
    size_t behind = find_behind(t, mark);
    return text_trim(text_slice(t, behind ? behind : t.n, t.n));
}

static bool is_html(struct text head) {
    size_t answer = html_head_of_answer(head);
    head = text_trim(text_slice(head, answer, head.n));
    for (bool more = true; more;) {
        more = true;
        if (text_starts(head, TEXT("<!--")))
            head = skip_until(head, TEXT("-->"));
        else if (text_starts(head, TEXT("<?")))
            head = skip_until(head, TEXT("?>"));
        else if (text_starts(head, TEXT("<![")))
            head = skip_until(head, TEXT("]>"));
        else
            more = false;
    }
    return starts_with_tag(head, page_tags, sizeof page_tags / sizeof *page_tags) ||
           (starts_with_tag(head, word_tags, sizeof word_tags / sizeof *word_tags) &&
            has_end_tags(head));
}

static bool is_heading_line(struct text line) {
    size_t hashes = 0;
    while (hashes < line.n && line.s[hashes] == '#')
        hashes++;
    return hashes >= 1 && hashes <= 6 && hashes < line.n && line.s[hashes] == ' ';
}

/* "**Good**": two stars and the word that they touch; a line of stars beside a heading has none. */
static bool opens_bold(struct text line) {
    size_t at = find_behind(line, TEXT("**"));
    while (at && at < line.n && line.s[at] == '*')
        at++;
    return at && at < line.n && !is_space(line.s[at]);
}

/* How strongly a line speaks for Markdown. */
static int markdown_signs(struct text line) {
    if (is_heading_line(line))
        return 2;
    if (find_behind(line, TEXT("](")) || find_behind(line, TEXT("|---")) ||
        find_behind(line, TEXT("| ---")))
        return 2;
    return opens_bold(line) || find_behind(line, TEXT("<b>")) || find_behind(line, TEXT("<sup>"));
}

/* Whether lines are Markdown's headings, and no element is one: converters keep the boxes of a page
 * as tags around its Markdown. */
static bool is_boxed_markdown(struct text head) {
    size_t headings = 0;
    if (starts_with_tag(head, (const char *const[]){"!doctype", "html", "head", "body"}, 4))
        return false;
    for (size_t i = text_find(head, '<', 0); i < head.n; i = text_find(head, '<', i + 1))
        if (i + 2 < head.n && (head.s[i + 1] | ' ') == 'h' && is_digit(head.s[i + 2]))
            return false;
    for (size_t from = 0, to; from < head.n; from = to + 1) {
        to = text_find(head, '\n', from);
        headings += is_heading_line(text_slice(head, from, to));
    }
    return headings > 0;
}

kloe_format sniff_text(const char *path, struct text text) {
    struct text head = text_slice(text, 0, text.n < SIGNS_WITHIN ? text.n : SIGNS_WITHIN);
    if (is_html(head))
        return is_boxed_markdown(text_trim(head)) ? KLOE_FORMAT_MARKDOWN : KLOE_FORMAT_HTML;
    if (is_json(head))
        return KLOE_FORMAT_JSON;
    if (text_ends(text_of(path), TEXT(".md")) || text_ends(text_of(path), TEXT(".markdown")))
        return KLOE_FORMAT_MARKDOWN;
    int signs = 0;
    for (size_t from = 0, to; from < head.n && signs < 2; from = to + 1) {
        to = text_find(head, '\n', from);
        signs += markdown_signs(text_slice(head, from, to));
    }
    return signs >= 2 ? KLOE_FORMAT_MARKDOWN : KLOE_FORMAT_TEXT;
}
