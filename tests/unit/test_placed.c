/* A PDF's text, from the places of its words. */
#include "unit.h"

#include "document/read.h"
#include "document/place.h"
#include "document/placed.h"
#include "document/source.h"

#include <stdio.h>

#define PAGES(pages) "{\"file\":\"x.pdf\",\"pages\":[" pages "]}"
#define PAGE(lines) "{\"blocks\":[{\"type\":\"text\",\"lines\":[" lines "]}]}"
#define BOLD(x, y, w, size, text)                                                                  \
    "{\"bbox\":{\"x\":" #x ",\"y\":" #y ",\"w\":" #w ",\"h\":" #size                               \
    "},\"font\":{\"weight\":\"bold\",\"size\":" #size "},\"x\":" #x ",\"y\":" #y                   \
    ",\"text\":\"" text "\"}"
#define RUN(x, y, w, size, text)                                                                   \
    "{\"bbox\":{\"x\":" #x ",\"y\":" #y ",\"w\":" #w ",\"h\":" #size "},\"font\":{\"size\":" #size \
    "},\"x\":" #x ",\"y\":" #y ",\"text\":\"" text "\"}"

static void check(const char *json, bool whole, const char *expected) {
    UNIT_ARENA(a);
    struct placed_text placed = {0};
    struct places places = {0};
    assert_int_equal(placed_read(a, text_of(json), &placed), whole);
    struct text lines = placed_lines(a, &placed, &places);
    assert_string_equal(arena_string(a, lines.s, lines.n), expected);
    arena_free(a);
}

static void stretches_of_a_line_are_one(void **state) {
    (void)state;
    check(PAGES(PAGE(RUN(10, 100, 30, 10, "Child") "," RUN(40, 100, 5, 10, "'") "," RUN(
              46, 100, 5, 10, "s") "," RUN(51, 100, 3, 10, " ") "," RUN(54, 101, 20, 10, "home"))),
          true, "Child's home\n\f");
    /* stored in another order; a footnote's mark stands higher, and is smaller */
    check(PAGES(PAGE(RUN(60, 100, 20, 10, "needs") "," RUN(10, 100, 40, 10,
                                                           "improve") "," RUN(50, 98, 4, 6, "1"))),
          true, "improve1 needs\n\f");
}

static void gaps_part_columns(void **state) {
    (void)state;
    check(PAGES(PAGE(RUN(10, 100, 40, 10, "Safe") "," RUN(110, 100, 20, 10, "Good") "," RUN(
              110, 112, 30, 10, "again"))),
          true, "Safe   Good\nagain\n\f");
}

static void distances_part_paragraphs(void **state) {
    (void)state;
    check(PAGES(PAGE(RUN(10, 100, 40, 10, "one") "," RUN(10, 112, 40, 10,
                                                         "two") "," RUN(10, 132, 40, 10, "three"))),
          true, "one\ntwo\n\nthree\n\f");
}

static void places_beyond_any_page_are_none(void **state) {
    (void)state;
    check(PAGES(PAGE(RUN(99999999999, 100, 40, 10, "one") "," RUN(-40, 112, 30, 99999999999999999,
                                                                  "two"))),
          true, "one\ntwo\n\f");
}

static void pages_end(void **state) {
    (void)state;
    check(PAGES(PAGE(RUN(10, 100, 40, 10, "one")) "," PAGE("") "," PAGE(
              RUN(10, 100, 40, 10, "three"))),
          true, "one\n\f\fthree\n\f");
}

static void what_breaks_off_is_told(void **state) {
    (void)state;
    check("{\"file\":\"x.pdf\",\"pages\":[" PAGE(RUN(10, 100, 40, 10, "one")) ",{\"blo", false,
          "one\n\f");
    check("{\"file\":\"x.pdf\"}", false, "");
    check("", false, "");
    check(PAGES(PAGE(RUN(10, 100, 40, 10, "a \\\"b\\\" \\\\ \\u0063 \\u00e9"))), true,
          "a \"b\" \\ c \u00e9\n\f");
    check("{\"pages\":[{\"blocks\":[{\"lines\":[{\"text\":\"a\\u12", false, "");
    check("{\"pages\":[{\"blocks\":[{\"lines\":[{\"text\":\"a\\", false, "");
}

/* "Safe" and "Good" on one line, "again" below on the next page. */
/* A page is read when the next begins, wherever what arrives is cut; a text can look like that. */
static void pages_are_read_as_they_arrive(void **state) {
    (void)state;
    UNIT_ARENA(a);
    struct text json = text_of(PAGES(PAGE(RUN(10, 100, 40, 10, "one ,{\\\"blocks\\\":[")) "," PAGE(
        RUN(10, 100, 40, 10, "two")) "," PAGE(RUN(10, 100, 40, 10, "three"))));
    struct placed_text placed = {0};
    struct places places = {0};
    for (size_t n = 1; n < json.n; n++)
        placed_read_arrived(a, text_slice(json, 0, n), &placed);
    assert_int_equal(placed.pages, 2);
    assert_true(placed_read(a, json, &placed));
    struct text lines = placed_lines(a, &placed, &places);
    assert_string_equal(arena_string(a, lines.s, lines.n),
                        "one ,{\"blocks\":[\n\ftwo\n\fthree\n\f");

    json = text_of(PAGES("{\"blocks\":[{]}," PAGE(RUN(10, 100, 40, 10, "two")) "," PAGE("")));
    placed = (struct placed_text){0};
    placed_read_arrived(a, json, &placed);
    assert_true(placed.broken && !placed_read(a, json, &placed));
    assert_int_equal(placed.pages, 0);
    arena_free(a);
}

static void words_have_places(void **state) {
    (void)state;
    UNIT_ARENA(a);
    struct placed_text placed = {0};
    struct places places = {0};
    struct box b = {0};
    const char *json = PAGES(PAGE(RUN(10, 100, 40, 10, "Safe") "," RUN(
        110, 100, 20, 10, "Good")) "," PAGE(RUN(10, 50, 50, 10, "again")));
    assert_true(placed_read(a, text_of(json), &placed));
    struct text t = placed_lines(a, &placed, &places);
    size_t good = text_find(t, 'G', 0), again = text_find(t, 'a', good);
    places_grow(&places, t, good + 1, good + 3, &b);
    assert_int_equal(b.page, 1);
    assert_true(b.left == 115 && b.right == 125 && b.top == 100 && b.bottom == 110);
    assert_true(b.letter == 5);
    places_grow(&places, t, 0, again + 5, &b); /* of two pages the one where it begins */
    assert_true(b.page == 1 && b.left == 10 && b.right == 130 && b.bottom == 110);
    b = (struct box){0};
    places_grow(&places, t, again, again + 5, &b);
    assert_true(b.page == 2 && b.left == 10 && b.right == 60 && b.top == 50);
    b = (struct box){0};
    places_grow(&places, t, good + 4, again, &b); /* nothing but a line's end */
    assert_true(b.letter == 0);
    arena_free(a);
}

/* Blocks as "P" and words, or "H", its level and words. */
static void check_blocks(const char *json, const char *expected) {
    UNIT_ARENA(a);
    struct placed_text placed = {0};
    struct source source = {.path = "x.pdf", .format = KLOE_FORMAT_PDF};
    struct document d;
    kloe_error e;
    const char *out = "";
    assert_true(placed_read(a, text_of(json), &placed));
    source.text = placed_lines(a, &placed, &source.places);
    assert_int_equal(document_read(a, &source, &d, &e), KLOE_OK);
    for (size_t i = 0; i < d.block_count; i++) {
        const struct block *b = &d.blocks[i];
        struct text t = block_text(&d, i);
        const char *kind = b->kind == BLOCK_HEADING ? arena_format(a, "H%u", b->level) : "P";
        out = arena_format(a, "%s%s%s %.*s", out, i ? " / " : "", kind, (int)t.n, t.s);
    }
    assert_string_equal(out, expected);
    arena_free(a);
}

static void what_stands_out_is_a_heading(void **state) {
    (void)state;
    check_blocks(
        PAGES(PAGE("") "," PAGE(
            RUN(10, 40, 80, 20, "Findings") "," BOLD(10, 70, 80, 12, "Leadership") "," RUN(10, 84, 200, 12, "The staff of Tarnbeck know what they do.") "," BOLD(
                10, 110, 80, 12,
                "Dates: ") "," BOLD(10, 140, 90, 12,
                                    "It is good.") "," BOLD(10, 170, 44, 12,
                                                            "Staff") "," RUN(60, 170, 90, 12,
                                                                             "are kind, and know "
                                                                             "it.") "," RUN(10, 200,
                                                                                            200, 12,
                                                                                            "They "
                                                                                            "are "
                                                                                            "well "
                                                                                            "led"
                                                                                            "."))),
        "H1 Findings / H2 Leadership / P The staff of Tarnbeck know what they do. / P Dates: / "
        "P It is good. / P Staff are kind, and know it. / P They are well led.");
}

static void pdftotext_gives_places_too(void **state) {
    (void)state;
    UNIT_ARENA(a);
    struct placed_text placed = {0};
    struct places places = {0};
    const char *xhtml = "<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><doc>"
                        "<page width=\"595\" height=\"842\"><flow><block><line>"
                        "<word xMin=\"10\" yMin=\"20\" xMax=\"40\" yMax=\"30\">Bed &amp;</word>\n"
                        "<word xMin=\"43\" yMin=\"20\" xMax=\"80\" yMax=\"30\">board</word>"
                        "</line></block></flow></page><page><flow><block><line>"
                        "<word xMin=\"10\" yMin=\"40\" xMax=\"40\" yMax=\"50\">end</word>"
                        "</line></block></flow></page></doc></body></html>";
    assert_true(placed_read_xhtml(a, text_of(xhtml), &placed));
    struct text t = placed_lines(a, &placed, &places);
    assert_string_equal(arena_string(a, t.s, t.n), "Bed & board\n\fend\n\f");
    assert_int_equal(places.count, 3);
    assert_true(places.items[1].left == 43 && places.items[2].page == 2);
    placed = (struct placed_text){0};
    assert_false(placed_read_xhtml(a, text_slice(text_of(xhtml), 0, 200), &placed));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stretches_of_a_line_are_one),
        cmocka_unit_test(gaps_part_columns),
        cmocka_unit_test(distances_part_paragraphs),
        cmocka_unit_test(pages_end),
        cmocka_unit_test(places_beyond_any_page_are_none),
        cmocka_unit_test(what_breaks_off_is_told),
        cmocka_unit_test(pages_are_read_as_they_arrive),
        cmocka_unit_test(words_have_places),
        cmocka_unit_test(pdftotext_gives_places_too),
        cmocka_unit_test(what_stands_out_is_a_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
