#include "unit.h"

#include "document/read.h"
#include "document/entity.h"
#include "document/marker.h"
#include "document/source.h"

#include <stdio.h>
#include <stdlib.h>

static const kloe_read_options defaults;

/* The blocks of a document in one line: "H1 Title / P words / I item / R a; b / - ". A line break
 * in a cell shows as "|". */
static const char *dump(struct arena *a, const struct document *d) {
    const char *out = "";
    for (size_t i = 0; i < d->block_count; i++) {
        const struct block *b = &d->blocks[i];
        char level[12] = "";
        if (b->level)
            snprintf(level, sizeof level, "%u", b->level);
        if (b->ordinal)
            snprintf(level, sizeof level, "#%u", b->ordinal);
        out = arena_format(a, "%s%s%c%s", out, i ? " / " : "", "HPIR-"[b->kind], level);
        for (size_t c = 0; c < b->cell_count; c++) {
            char *s = arena_string(a, b->cells[c].text.s, b->cells[c].text.n);
            for (char *p = s; *p; p++)
                *p = *p == '\n' ? '|' : *p;
            out = arena_format(a, "%s%s%s", out, c ? "; " : " ", s);
        }
    }
    return out;
}

static void check(kloe_format format, const char *text, const char *expected) {
    UNIT_ARENA(a);
    struct source s;
    struct document d;
    kloe_error e;
    char *exact = malloc(strlen(text)); /* so that a sanitizer sees a byte too many read */
    memcpy(exact, text, strlen(text));
    struct text bytes = {exact, strlen(text)};
    assert_int_equal(source_open(a, "test", bytes, &(kloe_read_options){.format = format}, &s, &e),
                     KLOE_OK);
    assert_int_equal(document_read(a, &s, &d, &e), KLOE_OK);
    assert_string_equal(dump(a, &d), expected);
    arena_free(a);
    free(exact);
}

/* What is left of Symbol's and Wingdings' bullets in a PDF without their table of characters. */
static void lost_bullets_are_bullets(void **state) {
    (void)state;
    const kloe_format t = KLOE_FORMAT_TEXT;
    check(t, "To do:\n\n\xC2\x84 One thing.\n\xC2\x84 Another.\n",
          "P To do: / I One thing. / I Another.");
    check(t, "To do:\n\n\uFFFD One thing.\n\uFFFD Another.\n",
          "P To do: / I One thing. / I Another.");
    check(t, "Worn\uFFFDout words.\n", "P Worn\uFFFDout words.");
}

static void markdown_becomes_blocks(void **state) {
    (void)state;
    const kloe_format m = KLOE_FORMAT_MARKDOWN;
    check(m, "# A\n\n### **B** c ###\ntext\n", "H1 A / H3 B c / P text");
    check(m, "Title\n=====\n\nSub\n---\nx", "H1 Title / H2 Sub / P x");
    check(m, "a\n\n---\n\nb\n\n***\n", "P a / - / P b / -");
    check(m, "one\ntwo\r\n  three\n\nfour", "P one|two|three / P four");
    check(m, "- a\n- b\n  more\n* c\n\u2022 d", "I a / I b|more / I c / I d");
    check(m, "1. a\n2. b was\n2010. So.\n3. c", "P 1. a / P 2. b was|2010. So. / P 3. c");
    check(m, "<b>L:</b>\t<b>v</b>  <b>w</b>\nx\ty", "R L:; v|w / R x; y");
    check(m, "| a | b |\n|---|:-:|\n| c \\| d | e |\n\nf | g", "R a; b / R c | d; e / P f | g");
    check(m, "a | b\n--- | ---\nc | d\n", "R a; b / R c; d");
    check(m, "*a* _b_ **c** __d__ `e` a_b 5 * 3", "P a b c d e a_b 5 * 3");
    check(m, "[words](http://x) ![pic](y) <http://z>", "P words http://z");
    check(m, "9<sup>th</sup> July, care<sup>12</sup>, 5 km<sup>2</sup>", "P 9th July, care, 5 km2");
    check(m, "a<br>b &amp; c&nbsp;d &#8217; \\*e\\* <!-- no --> f", "P a|b & c d ’ *e* f");
    check(m, "> quoted\n> more", "P quoted|more");
    check(m, "multi-\nagency work, 16-\nand", "P multi-agency work, 16-|and");
}

static void text_becomes_blocks(void **state) {
    (void)state;
    const kloe_format t = KLOE_FORMAT_TEXT;
    check(t, "a\nb\n\n\nc\n", "P a|b / P c");
    check(t, "1.\n\nfirst\n\n2. second\n", "P 1.|first / P 2. second");
    check(t, "1. all of the staff have been trained to level\n3. of it\n\n2. b",
          "P 1. all of the staff have been trained to level|3. of it / P 2. b");
    check(t, "\u2022 a\n\u25FC\n\nb\n\uF0B7 c", "I a / I b / I c");
    check(t, "so:\n- a\n- b", "P so: / I a / I b");
    check(t, "some text\n- not an item", "P some text|- not an item");
    check(t, "Label      value\nx          y\n", "R Label; value / R x; y");
    check(t, "Label of   value that\ntwo lines  wraps\n",
          "R Label of; value that / R two lines; wraps");
    check(t, "Long label Value\nLabel      one\nrest\n           two\n",
          "P Long label Value / R Label|rest; one|two");
    check(t, "a\tb\nc\td", "R a; b / R c; d");
    check(t, "Head\nend of\n1\n\fHead\na page\n2\n\fHead\nLast\n3\n", "P end of|a page / P Last");
    check(t, "Head A\n\nall is done.\n\fHead B\n\nA new one.\n",
          "P Head A / P all is done. / P Head B / P A new one.");
    check(t, "a\u00ADb soft\u00AD\nhyphen\u200B", "P ab softhyphen");
}

static void html_becomes_blocks(void **state) {
    (void)state;
    const kloe_format h = KLOE_FORMAT_HTML;
    check(h, "<h1>A</h1><p>b\n c</p>d<div>e<p>f</div>", "H1 A / P b c / P d / P e / P f");
    check(h, "<ul><li>a<li>b<ul><li>c</ul></ul>", "I a / I b / I c");
    check(h, "<ol start=4><li>a</li><li>b<p>more</p></li></ol>", "I#4 a / I#5 b|more");
    check(h, "<ol><li value=4>a<li>b</ol><p>\u2022 c<p>\u2022</p><p>d",
          "I#4 a / I#5 b / I c / I d");
    check(h, "<h2>A<a href=#a>\u00b6</a></h2><p>b c d e</p><p style='DISPLAY : none'>f</p>",
          "H2 A / P b c d e");
    check(h, "<table><tr><th>a<th>b<tr><td>c<br>d<td></table>", "R a; b / R c|d; ");
    check(h, "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "R a; b / R a; c");
    check(h, "<table><tr><td>a<table><tr><td>b</table>c</table>", "R a / R b / P c");
    check(h, "<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>f", "R a; b; c / R d; e / P f");
    check(h, "<nav>n</nav><p hidden>h</p><p style='display: none'>i</p><script>s<p></script>a",
          "P a");
    check(h,
          "<div role=navigation><p>n</p></div><svg><text>t</text></svg><p>a<noscript>b</noscript>c",
          "P ac");
    check(h, "a&nbsp;b&rsquo;s &lt;c&gt; &unknown; &#x2022;", "P a b’s <c> &unknown; •");
    check(h, "a&amp;", "P a&");
    check(h, "care<sup>3</sup> 9<sup>th</sup>", "P care 9th");
    check(h, "<p>a<!-- b --><b>c</b> d<i>e</i></p>", "P ac de");
    check(h, "<p>a</p><!-- never ends <p>b</p>", "P a");
}

static void check_sniff(const char *name, const char *text, kloe_format format) {
    UNIT_ARENA(a);
    struct source s;
    kloe_error e;
    assert_int_equal(source_open(a, name, text_of(text), &defaults, &s, &e), KLOE_OK);
    assert_int_equal(s.format, format);
    arena_free(a);
}

static void formats_are_told_apart(void **state) {
    (void)state;
    check_sniff("x", "<!DOCTYPE html><p>a", KLOE_FORMAT_HTML);
    check_sniff("x", "  <!-- c --> <?xml version='1.0'?>\n<HTML>", KLOE_FORMAT_HTML);
    check_sniff("x", "<p>a</p>", KLOE_FORMAT_HTML);
    check_sniff("x", "<pages and pages", KLOE_FORMAT_TEXT);
    check_sniff("x", "# A\n\ntext", KLOE_FORMAT_MARKDOWN);
    check_sniff("x", "<b>A</b>\tb\n**c**", KLOE_FORMAT_MARKDOWN);
    check_sniff("x", "# 1 house\n#2", KLOE_FORMAT_MARKDOWN);
    check_sniff("x", "A report\n\n1. text", KLOE_FORMAT_TEXT);
    check_sniff("x.md", "A report", KLOE_FORMAT_MARKDOWN);
    check_sniff("x.html", "A report", KLOE_FORMAT_TEXT);
    check_sniff("x", "<div>\n\n# A\n\n- b\n\n</div>\n", KLOE_FORMAT_MARKDOWN);
    check_sniff("x", "<div>\n\n# A\n\n<h2>B</h2>\n</div>\n", KLOE_FORMAT_HTML);
    check_sniff("x", "***** A *****\nb\n** C **\nd", KLOE_FORMAT_TEXT);
}

static void check_decode(const char *bytes, size_t n, const char *encoding, const char *text) {
    UNIT_ARENA(a);
    struct source s;
    kloe_error e;
    assert_int_equal(source_open(a, "x", (struct text){bytes, n}, &defaults, &s, &e), KLOE_OK);
    assert_string_equal(s.encoding, encoding);
    assert_text(s.text, text);
    arena_free(a);
}

#define BYTES(literal) (literal), sizeof(literal) - 1

static void encodings_are_told_apart(void **state) {
    (void)state;
    check_decode(BYTES("caf\xC3\xA9"), "UTF-8", "café");
    check_decode(BYTES("\xEF\xBB\xBFthe text"), "UTF-8", "the text");
    check_decode(BYTES("\xFF\xFE"
                       "a\0\x19\x20"),
                 "UTF-16LE", "a’");
    check_decode(BYTES("\xFE\xFF\0a\x20\x19"), "UTF-16BE", "a’");
    check_decode(BYTES("a\0b\0c\0d\0"), "UTF-16LE", "abcd");
    check_decode(BYTES("the child\x92s \x93plan\x94"), "windows-1252", "the child’s “plan”");
    check_decode(BYTES("<meta charset=iso-8859-1>\xE9"), "windows-1252",
                 "<meta charset=iso-8859-1>é");
    check_decode(BYTES("<meta charset=\"utf-8\">\x92"), "windows-1252",
                 "<meta charset=\"utf-8\">’");
    check_decode(BYTES("<meta charset='ISO-8859-15'>\xA4"), "ISO-8859-15",
                 "<meta charset='ISO-8859-15'>€");
    check_decode(BYTES("<meta charset=made-up>\xE9"), "windows-1252", "<meta charset=made-up>é");
    check_decode(BYTES("é é é é é \xFF"), "UTF-8", "é é é é é \uFFFD");
    check_decode(BYTES("some text with a \0 in it"), "UTF-8", "some text with a \uFFFD in it");
}

static void sources_are_known_by_their_hash(void **state) {
    (void)state;
    UNIT_ARENA(a);
    struct source s;
    kloe_error e;
    assert_int_equal(source_open(a, "x", TEXT("abc"), &defaults, &s, &e), KLOE_OK);
    assert_string_equal(s.sha256, /* FIPS 180-2, appendix B.1 */
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_free(a);
}

static void places_are_right(void **state) {
    (void)state;
    UNIT_ARENA(a);
    const char *html = "<p>one</p>\n<p>caf&eacute; &amp;\n tea <b>room</b></p>";
    struct source s;
    struct document d;
    kloe_error e;
    assert_int_equal(source_open(a, "x", text_of(html),
                                 &(kloe_read_options){.format = KLOE_FORMAT_HTML}, &s, &e),
                     KLOE_OK);
    assert_int_equal(document_read(a, &s, &d, &e), KLOE_OK);
    assert_text(block_text(&d, 1), "café & tea room");
    kloe_at at = passage_at(&d, document_cell(&d, 1, 0));
    assert_text(text_slice(s.text, at.offset, at.offset + at.length),
                "caf&eacute; &amp;\n tea <b>room");
    assert_int_equal(at.line, 2);
    at = passage_at(&d, (struct passage){1, 0, 3, 5}); /* é */
    assert_text(text_slice(s.text, at.offset, at.offset + at.length), "&eacute;");
    at = passage_at(&d, (struct passage){1, 0, 8, 11});
    assert_text(text_slice(s.text, at.offset, at.offset + at.length), "tea");
    assert_int_equal(at.line, 3);
    arena_free(a);
}

static void series_expose_false_numbers(void **state) {
    (void)state;
    struct series s = {0};
    assert_true(series_opens(&s, TEXT("1. a"), TEXT("")));
    assert_false(
        series_opens(&s, TEXT("2. b"), TEXT("1. Pupils make the progress expected in Key Stage")));
    assert_false(series_opens(&s, TEXT("7. b"), TEXT("1. It ends.")));
    assert_false(series_opens(&s, TEXT("2015. b"), TEXT("")));
    assert_true(series_opens(&s, TEXT("3. c"), TEXT("1. It ends.")));
    assert_false(series_opens(&s, TEXT("5. d"),
                              TEXT("A heading that stands above the paragraph and is long")));
    assert_true(series_opens(&s, TEXT("6. e"), TEXT("5. It ends."))); /* 5 was seen */
    unsigned value;
    assert_int_equal(marker_number(TEXT("12) x"), &value), 4);
    assert_int_equal(value, 12);
    assert_int_equal(marker_number(TEXT("2.1 x"), &value), 0);
    assert_int_equal(marker_bullet(TEXT("*emphasis*"), true), 0);
    assert_int_equal(marker_bullet(TEXT("- x"), false), 0);
    assert_true(series_opens(&s, TEXT("1. f"), TEXT("Good\nIt must still do\nthe following:")));
    assert_true(series_opens(&s, TEXT("2. g"), TEXT("1. It ends.")));
    assert_false(
        series_opens(&s, TEXT("1. h"),
                     TEXT("2. A line that is as full as most of them are, and then part\n"
                          "of a sentence that goes on over its end as it names paragraph")));
}

static void references_are_decoded(void **state) {
    (void)state;
    size_t n;
    assert_int_equal(entity_decode(TEXT("&amp;x"), &n), '&');
    assert_int_equal(n, 5);
    assert_int_equal(entity_decode(TEXT("&#x2019;"), &n), 0x2019);
    assert_int_equal(entity_decode(TEXT("&#8217;"), &n), 0x2019);
    static const char *const none[] = {"&",   "&;",       "&nope;",     "&amp",
                                       "&#;", "&#xD800;", "&#9999999;", "& amp;"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        entity_decode(text_of(none[i]), &n);
        assert_int_equal(n, 0);
    }
}

static struct box box_of(const struct document *d, uint32_t block, uint32_t from, uint32_t to) {
    struct box b;
    if (!passage_box(d, (struct passage){block, 0, from, to}, &b))
        b.letter = 0;
    return b;
}

static void text_has_places_in_letters(void **state) {
    (void)state;
    UNIT_ARENA(a);
    struct source s;
    struct document d;
    kloe_error e;
    kloe_read_options text = {.format = KLOE_FORMAT_TEXT}, html = {.format = KLOE_FORMAT_HTML};
    assert_int_equal(source_open(a, "t", TEXT("One\n\n  \u2019two words\n  more\n"), &text, &s, &e),
                     KLOE_OK);
    assert_int_equal(document_read(a, &s, &d, &e), KLOE_OK);
    struct box b = box_of(&d, 1, 7, 12); /* "words" behind a letter of three bytes */
    assert_true(b.left == 7 && b.right == 12 && b.top == 3 && b.bottom == 4 && b.letter == 1);
    b = box_of(&d, 1, 7, 17);
    assert_true(b.left == 2 && b.right == 12 && b.top == 3 && b.bottom == 5);
    assert_true(box_of(&d, 1, 7, 7).letter == 0);
    assert_int_equal(source_open(a, "h", TEXT("<p>One two</p>"), &html, &s, &e), KLOE_OK);
    assert_int_equal(document_read(a, &s, &d, &e), KLOE_OK);
    assert_true(box_of(&d, 0, 0, 3).letter == 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lost_bullets_are_bullets),
        cmocka_unit_test(markdown_becomes_blocks),
        cmocka_unit_test(text_becomes_blocks),
        cmocka_unit_test(html_becomes_blocks),
        cmocka_unit_test(formats_are_told_apart),
        cmocka_unit_test(encodings_are_told_apart),
        cmocka_unit_test(sources_are_known_by_their_hash),
        cmocka_unit_test(places_are_right),
        cmocka_unit_test(series_expose_false_numbers),
        cmocka_unit_test(references_are_decoded),
        cmocka_unit_test(text_has_places_in_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
