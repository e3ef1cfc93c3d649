#include "unit.h"

#include "framework/catalogue.h"
#include "framework/config.h"
#include <stdio.h>

#include "framework/detect.h"
#include "framework/embedded.h"
#include "framework/engine.h"
#include "framework/nearness.h"
#include "framework/grams.h"
#include "framework/needed.h"
#include "framework/pattern.h"
#include "framework/register.h"
#include "framework/scale.h"

static bool matches(const char *pattern, const char *text, enum pattern_mode mode) {
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "test", .error = &e};
    struct pattern p = {.source = pattern};
    pattern_compile(&c, &p, "p");
    assert_string_equal(e.message, "");
    bool found = pattern_match(matcher_new(a, NULL), &p, text_of(text), 0, mode, NULL);
    arena_free(a);
    return found;
}

/* Of the pattern with its spaces as patterns have them once they are written out. */
static struct needed needed_of(const char *pattern) {
    char out[256] = "";
    for (size_t n = 0; *pattern && n < sizeof out - 8; pattern++, n = strlen(out))
        snprintf(out + n, sizeof out - n, "%.*s", *pattern == ' ' ? 7 : 1,
                 *pattern == ' ' ? "(?:\\s+)" : pattern);
    return needed_words(text_of(out));
}

/* The words, parted by "|". */
static void assert_needed(const char *pattern, const char *words) {
    struct needed found = needed_of(pattern);
    char all[256] = "";
    for (size_t i = 0; i < found.count; i++)
        for (size_t k = 0; k < found.sets[i].count; k++)
            snprintf(all + strlen(all), sizeof all - strlen(all), "%s%.*s",
                     k   ? "|"
                     : i ? " & "
                         : "",
                     found.sets[i].words[k].n, found.sets[i].words[k].s);
    assert_string_equal(all, words);
}

static void needed_words_are_those_of_every_match(void **state) {
    (void)state;
    assert_needed("visit to the (?<subject>.+) harbour", "visit to the & harbour");
    assert_needed("(?<label>chaired) by (?:[A-Z]\\w+ )+", "chaired");
    assert_needed("head of the ports?", "head of the port");
    assert_needed("head of the *ports", "head of the & ports");
    assert_needed("(?:the )?harbours?\\b", "harbour");
    assert_needed("moorings?|lights", "mooring|lights");
    assert_needed("moorings?|[a-z]+", "");
    assert_needed("(?:moorings|lights) seen", "moorings|lights & seen");
    assert_needed("(?:moorings|\\d+) seen", "seen");
    assert_needed("(?:harbour )?lights \\d+ (?:seen|noted) [a-z]+ moorings",
                  "moorings & lights & seen|noted");
    assert_needed("(?:a (?:moorings|lights)|buoys)", "moorings|lights|buoys");
    assert_needed("(?!moorings)(?<=lights)[a-zmoorings]+", "");
    assert_needed("(?:moorings){0,2} a\\|b", "");
    assert_needed("\\p{Letter} \\bseen", "seen");
    assert_needed("(*ACCEPT)|(?#lights)seen", "");
    assert_needed("harbourmasters", "harbourmasters");
}

/* The words that matches begin with, parted by "|". */
static void assert_led(const char *pattern, const char *words) {
    struct needed found = needed_of(pattern);
    char all[256] = "";
    for (size_t i = 0; i < found.leads.count; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%.*s", i ? "|" : "",
                 found.leads.words[i].n, found.leads.words[i].s);
    assert_string_equal(all, words);
}

static void leads_are_what_every_match_begins_with(void **state) {
    (void)state;
    assert_led("by the harbour", "by the harbour");
    assert_led("(?m:^)harbour \\d+", "harbour");
    assert_led("\\b(?:must|(?:is|are) to)\\b", "must|is|are");
    assert_led("(?:the )?(?<name>harbour|lights) of", "the|harbour|lights");
    assert_led("(?:the |[a-z]+ )?harbour", "");
    assert_led("(?:^|\\bneeds )harbour", "needs|harbour");
    assert_led("(?!lights)harbours?|moorings", "harbour|moorings");
    assert_led("harbour|\\d+", "");
    assert_led("harbour|", "");
    assert_led("(?:harbour)?", "");
    assert_led("h?arbour", "");
    assert_led("\\Bharbour", "");
    assert_led("(?:the )*harbour", "the|harbour");
    assert_led("(?:the ){0,2}harbour", "");
    assert_led("[a-z]harbour", "");
    assert_led(" harbour", "");
    assert_led(".{0,3}harbour", "");
    assert_true(matches("(?<=a\\x20)by (?:the )?sea", "a by, by the, a by sea", PATTERN_ANYWHERE));
    assert_false(matches("(?<=a\\x20)by (?:the )?sea", "a by, by sea", PATTERN_ANYWHERE));
}

static void words_are_looked_up_in_whatever_case(void **state) {
    (void)state;
    struct needed_set word = needed_of("Harbour").sets[0];
    struct arena *a = arena_new(SIZE_MAX);
    assert_int_equal(needed_find(&word, TEXT("the HARBOUR"), 0), 4);
    assert_int_equal(needed_find(&word, TEXT("the harbour"), 5), 11);
    assert_int_equal(needed_find(&word, TEXT("harbou"), 0), 6);
    struct needed_set words = needed_of("the harbour").sets[0];
    assert_int_equal(needed_find(&words, TEXT("in The \n harbour"), 0), 3);
    assert_int_equal(needed_find(&words, TEXT("in theharbour, the  harb"), 0), 24);
    assert_true(grams_may_have(grams_of(a, TEXT("in The \n harbour")), &words.words[0]));
    assert_false(grams_may_have(grams_of(a, TEXT("in theharbour")), &words.words[0]));
    assert_true(grams_may_have(grams_of(a, TEXT("the HARBOUR")), &word.words[0]));
    assert_false(grams_may_have(grams_of(a, TEXT("harbou")), &word.words[0]));
    assert_false(grams_may_have(grams_of(a, TEXT("")), &word.words[0]));
    arena_free(a);
}

static void patterns_are_lenient_about_typography(void **state) {
    (void)state;
    assert_true(matches("children's services", "Children’s\nservices", PATTERN_WHOLE));
    assert_true(matches("looked-after", "looked – after", PATTERN_WHOLE) == false);
    assert_true(matches("well-led", "WELL–LED", PATTERN_WHOLE));
    assert_true(matches("looked[- ]after", "looked\nafter", PATTERN_WHOLE));
    assert_true(matches("looked[- ]after", "looked‑after", PATTERN_WHOLE));
    assert_true(matches("say \"yes\"", "say “yes”", PATTERN_WHOLE));
    assert_true(matches("a(?: b)?", "a", PATTERN_WHOLE));
    assert_true(matches("(?-i:A)b", "AB", PATTERN_WHOLE));
    assert_false(matches("(?-i:A)b", "ab", PATTERN_WHOLE));
    assert_false(matches("a", "ab", PATTERN_WHOLE));
    assert_false(matches("b", "ab", PATTERN_START));
    assert_true(matches("b", "ab", PATTERN_ANYWHERE));
    assert_true(matches("one two three", "one tw", PATTERN_BEGINNING));
    assert_false(matches("one two three", "one three", PATTERN_BEGINNING));
    assert_false(matches("one", "one two", PATTERN_BEGINNING));
    assert_true(matches("[]a]\\[", "][", PATTERN_WHOLE));
}

static void patterns_have_limits(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "test", .error = &e};
    struct pattern p = {.source = "(?:a+)+b"};
    pattern_compile(&c, &p, "p");
    struct matcher *m = matcher_new(a, NULL);
    assert_null(matcher_limited(m));
    struct text t = TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab!");
    for (int i = 0; i < 1000; i++)
        assert_false(pattern_match(m, &p, t, 0, PATTERN_WHOLE, NULL));
    assert_ptr_equal(matcher_limited(m), &p);
    struct pattern none = {0};
    assert_false(pattern_match(m, &none, t, 0, PATTERN_ANYWHERE, NULL));
    arena_free(a);
}

static void searches_have_a_budget(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "test", .error = &e};
    struct pattern p = {.source = "b"};
    pattern_compile(&c, &p, "p");
    struct matcher *m = matcher_new(a, NULL);
    matcher_allow(m, 10);
    assert_true(pattern_match(m, &p, TEXT("aaab"), 0, PATTERN_ANYWHERE, NULL)); /* 1 and 3 */
    assert_false(pattern_match(m, &p, TEXT("aaaa"), 0, PATTERN_WHOLE, NULL));   /* 1 */
    assert_int_equal(matcher_steps(m), 5);
    assert_false(pattern_match(m, &p, TEXT("aaaa"), 0, PATTERN_ANYWHERE, NULL));
    assert_int_equal(matcher_steps(m), 10);
    assert_false(matcher_is_spent(m));
    assert_false(pattern_match(m, &p, TEXT("b"), 0, PATTERN_ANYWHERE, NULL));
    assert_true(matcher_is_spent(m));
    arena_free(a);
}

static void check_error(const char *json, const char *message) {
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "f.json", .error = &e};
    struct scales s = {0};
    scales_load(&c, text_of(json), &s);
    assert_string_equal(e.message, message);
    arena_free(a);
}

static void errors_say_where_and_why(void **state) {
    (void)state;
    check_error("{\"scales\": []}", "");
    check_error("{\"scales\": [}", "f.json: line 1: is no valid JSON");
    check_error("{\"scales\": []} x", "f.json: line 1: is no valid JSON");
    check_error("[]", "f.json: is not a JSON object");
    check_error("{}", "f.json: scales: is missing");
    check_error("{\"scales\": 3}", "f.json: scales: is not an array");
    check_error("{\"scales\": [], \"x\": 1}", "f.json: x: is no key that kloe knows");
    check_error("{\"scales\": [], \"scales\": []}", "f.json: scales: occurs twice");
    check_error("{\"scales\": [{\"id\": 1}]}", "f.json: scales[0].id: is not a string");
    check_error(
        "{\"scales\": [{\"id\": \"a\", \"name\": \"b\", \"grades\": [{\"id\": \"c\", \"rank\": 99, "
        "\"words\": []}]}]}",
        "f.json: scales[0].grades[0].rank: is not between 0 and 20");
    char deep[200];
    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    check_error(deep, "f.json: is nested too deeply");
}

static void check_grade(const struct scale *s, const char *text, const char *id, const char *word) {
    size_t from, to;
    const struct grade *g = scale_match(s, text_of(text), &from, &to);
    assert_true((g == NULL) == (id == NULL));
    if (g) {
        assert_string_equal(g->id, id);
        assert_text(text_slice(text_of(text), from, to), word);
    }
}

static void grades_are_whole_words(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "scales.json", .error = &e};
    struct scales scales = {0};
    scales_load(&c, embedded_find("scales.json"), &scales);
    assert_string_equal(e.message, "");
    const struct scale *s = scales_find(&scales, "four-point");
    check_grade(s, "Requires improvement\nto be good", "requires-improvement",
                "Requires improvement\nto be good");
    check_grade(s, "Good (Grade 2)", "good", "Good");
    check_grade(s, "Grade 4: inadequate.", "inadequate", "inadequate");
    check_grade(s, "  OUTSTANDING", "outstanding", "OUTSTANDING");
    check_grade(s, "goods", NULL, NULL);
    check_grade(s, "good practice", NULL, NULL);
    check_grade(s, "not good", NULL, NULL);
    check_grade(s, "", NULL, NULL);
    size_t from, to;
    assert_string_equal(scale_match_end(s, TEXT("Being healthy good"), &from, &to)->id, "good");
    assert_null(scale_match_end(s, TEXT("good"), &from, &to));
    assert_null(scales_find(&scales, "none"));
    arena_free(a);
}

static const char *title_of(const struct catalogues *c, struct matcher *m, const char *law,
                            const char *number) {
    struct standard_name name = catalogues_find_number(c, m, text_of(law), text_of(number));
    return name.entry ? name.entry->title : NULL;
}

static void catalogue_has_all_outcomes(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "catalogue", .error = &e};
    struct catalogue catalogue;
    catalogue_read(&c, config_parse(&c, embedded_find("standards/cqc-essential-standards.json")),
                   "", &catalogue);
    assert_string_equal(e.message, "");
    assert_int_equal(catalogue.count, 28);
    const struct catalogue *one[] = {&catalogue};
    struct catalogues all = {one, 1};
    struct matcher *m = matcher_new(a, NULL);
    for (int i = 1; i <= 28; i++)
        assert_non_null(title_of(&all, m, "", arena_format(a, "%d", i)));
    assert_string_equal(title_of(&all, m, "", "07"),
                        "Safeguarding people who use services from abuse");
    assert_string_equal(title_of(&all, m, "", "7A"), title_of(&all, m, "", "7"));
    assert_null(title_of(&all, m, "", "29"));
    assert_null(title_of(&all, m, "", "general"));
    arena_free(a);
}

/* The numbers of regulations mean other things in other laws. */
static void catalogues_tell_laws_apart(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config c = {.arena = a, .file = "catalogue", .error = &e};
    struct catalogue laws[3];
    catalogue_read(&c, config_parse(&c, embedded_find("standards/hsca-regulations-2014.json")), "",
                   &laws[0]);
    catalogue_read(&c, config_parse(&c, embedded_find("standards/cqc-registration-2009.json")), "",
                   &laws[1]);
    catalogue_read(&c, config_parse(&c, embedded_find("standards/hsca-regulations-2010.json")), "",
                   &laws[2]);
    assert_string_equal(e.message, "");
    const struct catalogue *list[] = {&laws[0], &laws[1], &laws[2]};
    struct catalogues all = {list, 3};
    struct matcher *m = matcher_new(a, NULL);
    static const char *const spellings[] = {
        "HSCA (RA) Regulations 2014", "HSCA RA Regulations 2014",
        "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014"};
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(title_of(&all, m, spellings[i], "18"), "Staffing");
    assert_string_equal(title_of(&all, m, "CQC (Registration) Regulations 2009", "18"),
                        "Notification of other incidents");
    assert_string_equal(
        title_of(&all, m, "HSCA 2008 (Regulated Activities) Regulations 2010", "18"),
        "Consent to care and treatment");
    assert_string_equal(title_of(&all, m, "HSCA (RA) Regulations 2014", "20A"),
                        "Requirement as to display of performance assessments");
    size_t length;
    struct text words = TEXT("Safeguarding service users from abuse and improper treatment People");
    struct standard_name name = catalogues_find_title(&all, words, &length);
    assert_string_equal(name.entry->number, "13");
    assert_int_equal(length,
                     strlen("Safeguarding service users from abuse and improper treatment"));
    assert_null(catalogues_find_title(&all, TEXT("Staffings"), &length).entry);
    assert_null(catalogues_find_title(&all, TEXT(""), &length).entry);
    arena_free(a);
}

/* A profile as "child" reads it, beside "base.json", which is a child of "root.json". */
static void load_child(struct arena *a, const char *json, struct profile *p, kloe_error *e) {
    static const char base[] =
        "{\"builds_on\": \"root\", \"fields\": [{\"label\": \"b\", \"is\": \"published\"}]}";
    static const char root[] =
        "{\"id\": \"root\", \"detect\": {\"title\": [{\"pattern\": \"root\", \"weight\": 1}]},"
        " \"regulators\": [\"ofsted\"], \"subject\": {\"type\": \"harbour\", \"patterns\": []},"
        " \"fields\": [{\"label\": \"r\", \"is\": \"published\"}], \"promises\": {}}";
    static const char round[] = "{\"builds_on\": \"round\"}";
    static const char part[] =
        "{\"id\": \"part\", \"part\": true, \"ignore\": \"last time\","
        " \"subject\": {\"type\": \"pier\"}, \"promises\": {\"people\": \"always\"}}";
    const struct profile_source sources[] = {{"x/base.json", {base, sizeof base - 1}},
                                             {"x/root.json", {root, sizeof root - 1}},
                                             {"x/round.json", {round, sizeof round - 1}},
                                             {"x/part.json", {part, sizeof part - 1}}};
    const struct profile_sources all = {sources, 4};
    const struct library library = {0};
    struct config c = {.arena = a, .file = "child.json", .error = e};
    if (profile_load(&c, text_of(json), p))
        profile_complete(&c, &library, &all, p);
}

#define CHILD(BASE)                                                                                \
    "{\"id\": \"child\", \"name\": \"n\", \"years\": \"y\", \"reference\": \"r\","                 \
    " \"builds_on\": " BASE ", \"detect\": {},"                                                    \
    " \"fields\": [{\"label\": \"c\", \"is\": \"published\"}]}"

static void profiles_build_on_others(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct profile p;
    load_child(a, CHILD("\"base\""), &p, &e);
    assert_string_equal(e.message, "");
    assert_string_equal(p.info.id, "child");
    assert_string_equal(p.subject_type, "harbour");
    assert_int_equal(p.title.count, 0); /* signs are never taken over */
    assert_int_equal(p.field_count, 3);
    assert_string_equal(p.fields[0].label.source, "c");
    assert_string_equal(p.fields[1].label.source, "b");
    assert_string_equal(p.fields[2].label.source, "r");
    load_child(a, CHILD("[\"part\", \"base\"]"), &p, &e);
    assert_string_equal(e.message, "");
    assert_string_equal(p.subject_type, "pier"); /* the first one's word stands */
    assert_int_equal(p.field_count, 3);          /* and lacks what the other has */
    assert_int_equal(p.promises.values[VALUE_PEOPLE], PROMISE_ALWAYS);
    load_child(a, "{\"id\": \"child\", \"part\": true, \"reference\": \"r\"}", &p, &e);
    assert_string_equal(e.message, ""); /* no family, and nothing is missing */
    load_child(a, CHILD("\"none\""), &p, &e);
    assert_string_equal(e.message,
                        "child.json: builds_on: names \"none\", but there is no none.json");
    load_child(a, CHILD("\"round\""), &p, &e);
    assert_string_equal(e.message, "child.json: builds_on: goes on for too long, or in a circle");
    arena_free(a);
}

/* What is bundled is compiled when it is first tried; here it is compiled at once. */
static void bundled_patterns_are_valid(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_engine *engine;
    kloe_error e = {0};
    kloe_engine_options options = {.framework_dir = SAMPLES "/../frameworks"};
    assert_int_equal(kloe_engine_new(&options, &engine, &e), KLOE_OK);
    kloe_engine_free(engine);
    struct config c = {.arena = a, .file = "language.json", .error = &e};
    struct scales scales = {0};
    struct identifier_schemes schemes = {0};
    struct language language = {0};
    scales_load(&c, embedded_find("scales.json"), &scales);
    identifiers_load(&c, embedded_find("identifiers.json"), &schemes);
    language_load(&c, embedded_find("language.json"), &scales, &schemes, &language);
    assert_string_equal(e.message, "");
    arena_free(a);
}

static void check_working_days(const struct calendar *c, struct date from, int days,
                               const char *expected) {
    char text[DATE_TEXT];
    struct date due;
    assert_true(calendar_add_working_days(c, from, days, &due));
    date_format(due, text);
    assert_string_equal(text, expected);
}

static void working_days_are_counted(void **state) {
    (void)state;
    UNIT_ARENA(a);
    kloe_error e = {0};
    struct config config = {.arena = a, .file = "bank-holidays.json", .error = &e};
    struct calendar c = {0};
    struct date due;
    calendar_load(&config, embedded_find("bank-holidays.json"), &c);
    assert_string_equal(e.message, "");
    check_working_days(&c, (struct date){2024, 5, 1}, 2, "2024-05-03");
    check_working_days(&c, (struct date){2024, 5, 3}, 1, "2024-05-07");   /* over a bank holiday */
    check_working_days(&c, (struct date){2010, 12, 24}, 1, "2010-12-29"); /* two substitutes */
    check_working_days(&c, (struct date){2022, 9, 16}, 1, "2022-09-20");  /* one that came once */
    check_working_days(&c, (struct date){2020, 5, 1}, 1, "2020-05-04");   /* one that moved */
    assert_false(calendar_add_working_days(&c, (struct date){c.last_year, 12, 31}, 1, &due));
    assert_false(calendar_add_working_days(&c, (struct date){c.first_year - 1, 12, 31}, 1, &due));
    arena_free(a);
}

static void bundled_trees_are_those_of_their_files(void **state) {
    (void)state;
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded_file *f = &embedded_files[i];
        cJSON *parsed = cJSON_Parse(f->bytes);
        assert_true(!f->tree || cJSON_Compare(parsed, f->tree, true));
        cJSON_Delete(parsed);
    }
    assert_non_null(embedded_tree(embedded_find("language.json")));
    assert_null(embedded_tree(embedded_find("schema/kloe-report.schema.json")));
    assert_null(embedded_tree(TEXT("{}")));
}

static void bundled_profiles_compile(void **state) {
    (void)state;
    kloe_engine *engine;
    kloe_error e = {0};
    assert_int_equal(kloe_engine_new(NULL, &engine, &e), KLOE_OK);
    assert_in_range(kloe_framework_count(engine), 1, 100);
    for (size_t i = 0; i < kloe_framework_count(engine); i++) {
        const kloe_framework *f = kloe_framework_at(engine, i);
        assert_non_null(engine_compiled(engine, f->id, &e));
        assert_ptr_equal(kloe_framework_find(engine, f->id), f);
    }
    assert_null(kloe_framework_at(engine, kloe_framework_count(engine)));
    assert_null(engine_compiled(engine, "none", &e));
    assert_int_equal(e.status, KLOE_ERROR_USAGE);
    kloe_engine_free(engine);
    kloe_engine_free(NULL);
}

static enum nearness near(struct arena *a, const char *left, const char *right) {
    struct phrase l = phrase_of(a, text_of(left)), r = phrase_of(a, text_of(right));
    struct difference unused;
    return phrase_compare(&l, &r, &unused);
}

static void phrases_are_compared_by_words(void **state) {
    (void)state;
    UNIT_ARENA(a);
    assert_int_equal(near(a, "Children’s  Services:", "children's services"), NEAR_SAME);
    assert_int_equal(near(a, "lead inspectr", "lead inspector"), NEAR_LETTER);
    assert_int_equal(near(a, "lead inspcetor", "lead inspector"), NEAR_LETTER);
    assert_int_equal(near(a, "moorngs", "moorings"), NEAR_LETTER);
    assert_int_equal(near(a, "lead officer", "lead inspector"), NEAR_NOT);
    assert_int_equal(near(a, "she", "the"), NEAR_NOT);
    assert_int_equal(near(a, "careleavers now", "care leavers now"), NEAR_GLUED);
    assert_int_equal(near(a, "areas of improvement", "areas for improvement"), NEAR_WORD);
    assert_int_equal(near(a, "summary of key findings", "summary of findings"), NEAR_WORD);
    assert_int_equal(near(a, "of the sea", "of the land"), NEAR_NOT);
    assert_int_equal(near(a, "", ""), NEAR_NOT);
    assert_int_equal(near(a, "b c d e f g", "b c"), NEAR_NOT);
    arena_free(a);
}

static double likeness(struct arena *a, const char *pattern, const char *printed) {
    struct phrase p = phrase_of(a, text_of(printed));
    struct phrases all = {0};
    return phrases_likeness(a, pattern, &all, &p);
}

static void patterns_are_near_printed_words(void **state) {
    (void)state;
    UNIT_ARENA(a);
    static const char chair[] =
        "(?:(?:interim|acting|joint|vice) |co- ?)*(?:chair(?: of (?:the )?"
        "(?:governing (?:body|board)|(?:trust|board)(?: of trustees)?))?|"
        "head|chief executive officer(?: \\(CEO\\))?)(?=:|\\n(?![^\\n]*school)|$)";
    assert_true(likeness(a, "data analysts?(?= *[(:])", "Data anxlyst") >= PHRASE_NEAR);
    assert_true(likeness(a, "data analysts?", "Data anxlysts") >= PHRASE_NEAR);
    assert_true(likeness(a, "principal/CEO|head", "Principxl/CEO") >= PHRASE_NEAR);
    assert_true(likeness(a, chair, "Chaiz of the board of trustees") >= PHRASE_NEAR);
    assert_true(likeness(a, chair, "Intvrim chair of the governing body") >= PHRASE_NEAR);
    assert_true(likeness(a, chair, "Chief exexutive officer (CEO)") >= PHRASE_NEAR);
    assert_true(likeness(a, chair, "Chair of the school council") < PHRASE_NEAR);
    assert_true(likeness(a, "data analysts?", "Data officers") < PHRASE_NEAR);
    arena_free(a);
}

/* The name of the authority that is found, or "". */
static const char *authority(const kloe_engine *e, struct arena *a, const char *name) {
    struct register_query query = {text_of(name), NULL, "2018-06-04"};
    const kloe_registered *found =
        register_find(engine_authorities(e), a, &engine_language(e)->authority_forms, &query);
    return found ? found->name : "";
}

static void authorities_are_found_by_name(void **state) {
    (void)state;
    static const char *const names[][2] = {
        {"Derby", "Derby"},
        {"Derby City", "Derby"},
        {"DERBYSHIRE COUNTY COUNCIL", "Derbyshire"},
        {"London Borough of Sutton", "Sutton"},
        {"The Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"},
        {"Bristol, City of", "Bristol"},
        {"County Durham", "Durham"},
        {"Council of the Isles of Scilly", "Isles of Scilly"},
        {"Stoke\xE2\x80\x93on\xE2\x80\x93Trent", "Stoke-on-Trent"},
        {"St. Helens Metropolitan Borough Council", "St Helens"},
        {"St Helen\xE2\x80\x99s", "St Helens"},
        {"Bournemouth Christchurch Poole", "Bournemouth, Christchurch and Poole"},
        {"Sutton's children's services", "Sutton"},
        {"Children\xE2\x80\x99s services in Sutton", "Sutton"},
        {"Southend Borough Council", "Southend-on-Sea"},
        {"Hull City Council", "Kingston upon Hull"},
        {"City of London Corporation", "London Corporation"},
        {"Rutland Local Area Partnership", "Rutland"},
        {"Slough Children First", "Slough"},
        {"Bradford Children and Families Trust", "Bradford"},
        /* of two, of none any more, of part of one, of one that was not yet, of none */
        {"Leicester, Leicestershire and Rutland", ""},
        {"Kent and Medway Local Area Partnership", ""},
        {"Cumbria County Council", ""},
        {"Northamptonshire", ""},
        {"Poole", ""},
        {"Dorset", ""},
        {"Berkshire", ""},
        {"London", ""},
        {"Council", ""},
        {"name", ""},
        {"", ""},
    };
    UNIT_ARENA(a);
    kloe_engine *e;
    assert_int_equal(kloe_engine_new(NULL, &e, NULL), KLOE_OK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_string_equal(authority(e, a, names[i][0]), names[i][1]);
    struct register_query later = {TEXT("Dorset Council"), NULL, "2021-10-04"},
                          numbered = {TEXT("Elsewhere"), "80514", NULL};
    const struct word_list *forms = &engine_language(e)->authority_forms;
    const struct authorities *all = engine_authorities(e);
    assert_string_equal(register_find(all, a, forms, &later)->dfe, "838");
    assert_string_equal(register_find(all, a, forms, &numbered)->name, "Southwark");
    kloe_engine_free(e);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_are_lenient_about_typography),
        cmocka_unit_test(patterns_have_limits),
        cmocka_unit_test(searches_have_a_budget),
        cmocka_unit_test(errors_say_where_and_why),
        cmocka_unit_test(grades_are_whole_words),
        cmocka_unit_test(catalogue_has_all_outcomes),
        cmocka_unit_test(catalogues_tell_laws_apart),
        cmocka_unit_test(profiles_build_on_others),
        cmocka_unit_test(phrases_are_compared_by_words),
        cmocka_unit_test(patterns_are_near_printed_words),
        cmocka_unit_test(authorities_are_found_by_name),
        cmocka_unit_test(needed_words_are_those_of_every_match),
        cmocka_unit_test(leads_are_what_every_match_begins_with),
        cmocka_unit_test(words_are_looked_up_in_whatever_case),
        cmocka_unit_test(bundled_patterns_are_valid),
        cmocka_unit_test(working_days_are_counted),
        cmocka_unit_test(bundled_trees_are_those_of_their_files),
        cmocka_unit_test(bundled_profiles_compile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
