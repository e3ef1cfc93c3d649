#include "unit.h"

#include "base/csv.h"
#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"

static int released;
static void release(void *object) { released = released * 10 + *(int *)object; }

static void arena_frees_what_it_was_given(void **state) {
    (void)state;
    static int one = 1, two = 2;
    UNIT_ARENA(a);
    arena_defer(a, release, &one);
    arena_defer(a, release, &two);
    released = 0;
    arena_free(a);
    assert_int_equal(released, 21); /* last in, first out */
    arena_free(NULL);
}

static void arena_keeps_to_its_ceiling(void **state) {
    (void)state;
    static const size_t ceiling = 200 * 1024;
    struct arena *a = arena_new(ceiling);
    volatile size_t served = 0;
    if (setjmp(*arena_failed(a)) == 0) {
        for (;;) {
            memset(arena_alloc(a, 1000), 1, 1000);
            served += 1000;
        }
    }
    assert_in_range(served, ceiling / 2, ceiling);
    arena_free(a);
}

static void arena_room_keeps_the_items(void **state) {
    (void)state;
    UNIT_ARENA(a);
    int *items = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 100000; i++) {
        items = arena_room(a, items, (size_t)i, &capacity, sizeof *items);
        items[i] = i;
        if (i == 20)
            arena_alloc(a, 1); /* so that it cannot grow in place */
    }
    for (int i = 0; i < 100000; i++)
        assert_int_equal(items[i], i);
    assert_string_equal(arena_format(a, "%d-%s", 7, "x"), "7-x");
    arena_free(a);
}

static void text_folds_and_compares(void **state) {
    (void)state;
    UNIT_ARENA(a);
    assert_string_equal(text_string(a, TEXT("  a \n\t b  ")), "a b");
    assert_string_equal(text_string(a, TEXT(" \n ")), "");
    assert_text(text_trim(TEXT("\t a b\n")), "a b");
    assert_true(text_same(TEXT("Ofsted"), TEXT("OFSTED")));
    assert_false(text_same(TEXT("Ofsted"), TEXT("Ofsted ")));
    assert_true(text_starts(TEXT("Outcome 7"), TEXT("outcome")));
    assert_true(text_ends(TEXT("report.MD"), TEXT(".md")));
    assert_int_equal(text_find(TEXT("a,b"), ',', 0), 1);
    assert_int_equal(text_find(TEXT("a,b"), ',', 2), 3);
    size_t n;
    assert_int_equal(text_number(TEXT("123."), 3, &n), 123);
    assert_int_equal(n, 3);
    text_number(TEXT("2015."), 3, &n);
    assert_int_equal(n, 0);
    arena_free(a);
}

static void text_finds_sentences(void **state) {
    (void)state;
    static const struct {
        const char *text, *first;
    } cases[] = {
        {"One. Two.", "One."},
        {"Mr. A. Smith came. He left.", "Mr. A. Smith came."},
        {"It is 4.5 km. Far.", "It is 4.5 km."},
        {"\"Come.\" He went.", "\"Come.\""},
        {"“Come.” He went.", "“Come.”"},
        {"Is it (e.g. this) so? Yes", "Is it (e.g. this) so?"},
        {"No end", "No end"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text t = text_of(cases[i].text);
        assert_text(text_slice(t, 0, text_sentence_end(t, 0)), cases[i].first);
    }
}

static void utf8_is_read_strictly(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n, length;
        uint32_t c;
    } cases[] = {
        {"a", 1, 1, 'a'},
        {"\xC3\xA9", 2, 2, 0xE9},
        {"\xE2\x80\x99", 3, 3, 0x2019},
        {"\xF0\x9F\x98\x80", 4, 4, 0x1F600},
        {"\xC3", 1, 0, 0xFFFD},             /* cut */
        {"\xC0\xAF", 2, 0, 0xFFFD},         /* overlong */
        {"\xED\xA0\x80", 3, 0, 0xFFFD},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, 0, 0xFFFD}, /* above U+10FFFF */
        {"\x80", 1, 0, 0xFFFD},
        {"\xE2\x28\xA1", 3, 0, 0xFFFD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t length;
        assert_int_equal(utf8_decode(cases[i].bytes, cases[i].n, &length), cases[i].c);
        assert_int_equal(length, cases[i].length);
        char out[4];
        if (length) {
            assert_int_equal(utf8_encode(cases[i].c, out), length);
            assert_memory_equal(out, cases[i].bytes, length);
        }
    }
    assert_int_equal(utf8_valid_prefix("ab\xFF", 3), 2);
    assert_int_equal(utf8_length("é’a", 6), 3);
}

static void check_range(const char *text, const char *start, const char *end) {
    struct date_range r;
    char out[DATE_TEXT];
    if (!date_find(text_of(text), &r)) {
        assert_null(start);
        return;
    }
    assert_non_null(start);
    date_format(r.start, out);
    assert_string_equal(out, start);
    date_format(r.end, out);
    assert_string_equal(out, end);
}

static void dates_are_found(void **state) {
    (void)state;
    check_range("09:30 3 & 8 October 2007", "2007-10-03", "2007-10-08");
    check_range("Stage 1:12 May 2014", "2014-05-12", "2014-05-12");
    check_range("9th July 2012 to 20th July 2012", "2012-07-09", "2012-07-20");
    check_range("3 September 2018 to 14 September 2018", "2018-09-03", "2018-09-14");
    check_range("Date: 1 2 0 6 2 0 0 8 09:30", "2008-06-12", "2008-06-12");
    check_range("6 to 10 February 2023", "2023-02-06", "2023-02-10");
    check_range("28 February to 4 March 2022", "2022-02-28", "2022-03-04");
    check_range("15-19 July 2013", "2013-07-15", "2013-07-19");
    check_range("8 – 12 July 2013", "2013-07-08", "2013-07-12");
    check_range("4 June 2018–28 June 2018", "2018-06-04", "2018-06-28");
    check_range("14 January 2014- 5 February 2014", "2014-01-14", "2014-02-05");
    check_range("28 November to 9 December 2016", "2016-11-28", "2016-12-09");
    check_range("12 December to 5 January 2017", "2016-12-12", "2017-01-05");
    check_range("9 and 10 July 2019", "2019-07-09", "2019-07-10");
    check_range("19 November–30 November 2018", "2018-11-19", "2018-11-30");
    check_range("6 May 2024 to 1 7 May 2024", "2024-05-06", "2024-05-17");
    check_range("6 May 2024 to 1 7th May 2024", "2024-05-06", "2024-05-17");
    check_range("the 15 and 16 of May 2018", "2018-05-15", "2018-05-16");
    check_range("1, 7 May 2024", "2024-05-01", "2024-05-07");
    check_range("9 July 2012\nto 20 July 2012", "2012-07-09", "2012-07-20");
    check_range("7, 8 and 10 July 2015", "2015-07-07", "2015-07-10");
    check_range("12 & 13 May 2015", "2015-05-12", "2015-05-13");
    check_range("3, 4 March and 2 April 2016", "2016-03-03", "2016-04-02");
    check_range("30 and 31 December 2019, 2 January 2020", "2019-12-30", "2019-12-31");
    check_range("Room 40, 8 July 2015", "2015-07-08", "2015-07-08");
    check_range("02 March 2020", "2020-03-02", "2020-03-02");
    check_range("on Monday, 2 March 2020, and", "2020-03-02", "2020-03-02");
    check_range("July 9, 2012", "2012-07-09", "2012-07-09");
    check_range("May 7 and 8, 2024", "2024-05-07", "2024-05-08");
    check_range("7/8 May 2024", "2024-05-07", "2024-05-08");
    check_range("1 7 and 18 October 2023", "2023-10-17", "2023-10-18");
    check_range("the 19th to the 30th of November 2018", "2018-11-19", "2018-11-30");
    check_range("19 November 2018 through 30 November 2018", "2018-11-19", "2018-11-30");
    check_range("Stage 1 12 June 2017", "2017-06-12", "2017-06-12");
    check_range("1 st April 2011", "2011-04-01", "2011-04-01");
    check_range("7 Sept 2011", "2011-09-07", "2011-09-07");
    check_range("05/10/2015", "2015-10-05", "2015-10-05");
    check_range("30/11/06", "2006-11-30", "2006-11-30");
    check_range("1/2/93", "1993-02-01", "1993-02-01");
    check_range("2015-10-05", "2015-10-05", "2015-10-05");
    check_range("In 2011 we saw 12 homes. On 3 May 2012 we came", "2012-05-03", "2012-05-03");
    check_range("31 February 2012", NULL, NULL);
    check_range("20 July 2012 to 9 July 2012", NULL, NULL);
    check_range("in July 2012", NULL, NULL);
    check_range("aged 0 - 19 years", NULL, NULL);
    check_range("you may 3 times", NULL, NULL);
    check_range("", NULL, NULL);
}

static void check_sum(struct date d, const char *expected) {
    char out[DATE_TEXT];
    date_format(d, out);
    assert_string_equal(out, expected);
}

static void check_partial(const char *text, bool expected) {
    struct date_range r;
    assert_true(date_find(text_of(text), &r));
    assert_int_equal(date_is_partial(text_of(text), &r), expected);
}

static void half_read_dates_are_known(void **state) {
    (void)state;
    check_partial("6 Mai 2024 to 17 May 2024", true);
    check_partial("6 May 2024 to 17 Mai 2024", true);
    check_partial("6 May 2024 to 17 May 2024", false);
    check_partial("a visit to 17 May 2024", false);
    check_partial("6 May 2024, and leaders agreed", false);
}

static void a_year_serves_dates_without_one(void **state) {
    (void)state;
    struct date_range r;
    assert_false(date_find(TEXT("between 20 and 24 June, the team"), &r));
    assert_true(date_find_in_year(TEXT("between 20 and 24 June, the team"), 2022, &r));
    check_sum(r.start, "2022-06-20");
    check_sum(r.end, "2022-06-24");
    assert_true(date_find_in_year(TEXT("on 3 June 2021"), 2022, &r));
    check_sum(r.start, "2021-06-03");
}

static void dates_are_added_up(void **state) {
    (void)state;
    check_sum(date_add_months((struct date){2012, 8, 24}, 3), "2012-11-24");
    check_sum(date_add_months((struct date){2011, 8, 31}, 6), "2012-02-29");
    check_sum(date_add_months((struct date){2012, 8, 31}, 6), "2013-02-28");
    check_sum(date_add_months((struct date){2012, 12, 1}, 12), "2013-12-01");
    check_sum(date_add_days((struct date){2012, 2, 28}, 2), "2012-03-01");
    check_sum(date_add_days((struct date){2012, 12, 31}, 0), "2012-12-31");
    check_sum(date_add_days((struct date){2011, 12, 25}, 14), "2012-01-08");
}

static void errors_fit(void **state) {
    (void)state;
    kloe_error e;
    char path[4000];
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_int_equal(error_set(&e, KLOE_ERROR_READ, "%s: no", path), KLOE_ERROR_READ);
    assert_int_equal(strlen(e.message), sizeof e.message - 1);
    assert_int_equal(error_set(NULL, KLOE_ERROR_LIMIT, "x"), KLOE_ERROR_LIMIT);
}

/* The rows of a table as "a|b|c\\n", and what is wrong with it as "LINE: why". */
static const char *rows(struct arena *a, const char *text) {
    struct csv table = csv_open(arena_string(a, text, strlen(text)), strlen(text));
    const char *out = "";
    char *cells[3];
    for (size_t n; (n = csv_next(&table, cells, 3)) > 0;)
        for (size_t i = 0; i < n; i++)
            out = arena_format(a, "%s%s%s", out, cells[i], i + 1 < n ? "|" : "\n");
    return table.fault ? arena_format(a, "%s%zu: %s", out, table.line, table.fault) : out;
}

static void tables_are_read_by_rfc_4180(void **state) {
    (void)state;
    UNIT_ARENA(a);
    assert_string_equal(rows(a, ""), "");
    assert_string_equal(rows(a, "\xEF\xBB\xBF"
                                "a,b\r\n1,2\r\n"),
                        "a|b\n1|2\n");
    assert_string_equal(rows(a, "a,,\n\n,b"), "a||\n|b\n");
    assert_string_equal(rows(a, "\"a, \"\"b\"\"\nc\",\"\"\n\"d\""), "a, \"b\"\nc|\nd\n");
    assert_string_equal(rows(a, "a\n\"b\nc\"\nd,e,f,g\n"),
                        "a\nb\nc\n4: the row has too many cells");
    assert_string_equal(rows(a, "a\n\"b\n"), "a\n2: a quotation mark opens a cell that never ends");
    assert_string_equal(rows(a, "a\"b\""), "1: there is a quotation mark in a cell; put the cell "
                                           "in quotation marks, and double that one");
    assert_string_equal(
        rows(a, "\"a\" ,b"),
        "1: there is text behind the quotation mark that ends a cell; double marks in a cell");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_frees_what_it_was_given),
        cmocka_unit_test(arena_keeps_to_its_ceiling),
        cmocka_unit_test(arena_room_keeps_the_items),
        cmocka_unit_test(text_folds_and_compares),
        cmocka_unit_test(text_finds_sentences),
        cmocka_unit_test(utf8_is_read_strictly),
        cmocka_unit_test(dates_are_found),
        cmocka_unit_test(dates_are_added_up),
        cmocka_unit_test(half_read_dates_are_known),
        cmocka_unit_test(a_year_serves_dates_without_one),
        cmocka_unit_test(tables_are_read_by_rfc_4180),
        cmocka_unit_test(errors_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
