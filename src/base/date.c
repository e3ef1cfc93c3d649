#include "base/date.h"

#include <kloe/kloe.h>

#include <stdio.h>
#include <string.h>

enum { FIRST_SHORT_YEAR = 92, YEAR_MONTHS = 12 };

static bool is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_is_valid(struct date d) {
    return d.year >= 1900 && d.year <= 2199 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in(d.year, d.month);
}

bool date_parse(struct text t, struct date *out) {
    size_t years, months, days;
    if (t.n != DATE_TEXT - 1 || t.s[4] != '-' || t.s[7] != '-')
        return false;
    *out = (struct date){(int)text_number(t, 4, &years),
                         (int)text_number(text_slice(t, 5, t.n), 2, &months),
                         (int)text_number(text_slice(t, 8, t.n), 2, &days)};
    return years == 4 && months == 2 && days == 2 && date_is_valid(*out);
}

bool kloe_is_date(const char *s) {
    struct date unused;
    return date_parse(text_of(s), &unused);
}

int date_compare(struct date a, struct date b) {
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

/* Sakamoto's sum: 0 is Sunday. */
int date_weekday(struct date d) {
    static const int months[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = d.month < 3 ? d.year - 1 : d.year;
    return (y + y / 4 - y / 100 + y / 400 + months[d.month - 1] + d.day + 6) % 7;
}

void date_format(struct date d, char out[DATE_TEXT]) {
    snprintf(out, DATE_TEXT, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100,
             (unsigned)d.day % 100);
}

struct date date_add_months(struct date d, int months) {
    int m = d.year * 12 + d.month - 1 + months;
    d.year = m / 12;
    d.month = m % 12 + 1;
    int last = days_in(d.year, d.month);
    if (d.day > last)
        d.day = last;
    return d;
}

struct date date_month_end(struct date d) {
    return (struct date){d.year, d.month, days_in(d.year, d.month)};
}

struct date date_add_days(struct date d, int days) {
    d.day += days;
    while (d.day > days_in(d.year, d.month)) {
        d.day -= days_in(d.year, d.month);
        if (++d.month > 12) {
            d.month = 1;
            d.year++;
        }
    }
    return d;
}

/* What a date is made of. */
enum token_kind { END, DAY, MONTH, YEAR, NUMERIC, AND_TO, OTHER };

struct token {
    enum token_kind kind;
    int value;
    struct date date; /* of NUMERIC */
    size_t from, to;
};

static int month_number(struct text w) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int m = 0; m < 12; m++) {
        struct text name = text_of(names[m]);
        if (text_same(w, name) || (w.n == 3 && text_starts(name, w)) ||
            (m == 8 && text_same(w, TEXT("sept"))))
            return m + 1;
    }
    return 0;
}

static bool is_weekday(struct text w) {
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_same(w, text_of(names[i])))
            return true;
    return false;
}

static bool is_joiner(struct text w) {
    return text_same(w, TEXT("to")) || text_same(w, TEXT("and")) || text_same(w, TEXT("until")) ||
           text_same(w, TEXT("through"));
}

/* "05/10/2015" is day first, as in the United Kingdom; "2015-10-05" is ISO 8601. */
static bool read_numeric(struct text t, struct token *out) {
    size_t a, b, c;
    int x = (int)text_number(t, 4, &a);
    if (!a || a >= t.n || (t.s[a] != '/' && t.s[a] != '-' && t.s[a] != '.'))
        return false;
    char mark = t.s[a];
    int y = (int)text_number(text_slice(t, a + 1, t.n), 2, &b);
    size_t at = a + 1 + b;
    if (!b || at >= t.n || t.s[at] != mark)
        return false;
    int z = (int)text_number(text_slice(t, at + 1, t.n), 4, &c);
    bool short_year = a <= 2 && c == 2 && mark == '/'; /* "30/11/06": Ofsted is of 1992 */
    z += short_year ? z < FIRST_SHORT_YEAR ? 2000 : 1900 : 0;
    struct date d = a == 4 ? (struct date){x, y, z} : (struct date){z, y, x};
    if (!c || (!short_year && (a == 4) == (c == 4)) || !date_is_valid(d))
        return false;
    *out = (struct token){NUMERIC, 0, d, 0, at + 1 + c};
    return true;
}

static size_t dash_length(struct text t) {
    static const char *const dashes[] = {"-", "‐", "‑", "‒", "–", "—", "−"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
        if (text_starts(t, text_of(dashes[i])))
            return strlen(dashes[i]);
    return 0;
}

static size_t ordinal_length(struct text t) {
    static const char *const marks[] = {"st", "nd", "rd", "th"};
    size_t skip = 0;
    while (skip < t.n && is_space(t.s[skip]))
        skip++;
    for (size_t i = 0; i < 4 && skip <= 1; i++) {
        struct text rest = text_slice(t, skip, t.n);
        if (text_starts(rest, text_of(marks[i])) && (rest.n == 2 || !is_alnum(rest.s[2])))
            return skip + 2;
    }
    return 0;
}

/* "09:30", of which the minutes are no day unless a month stands behind them ("Stage 1:12 May");
 * 0: no time. */
static size_t time_length(struct text t, size_t hours) {
    size_t n, end = hours, at;
    if (!hours || hours > 2 || hours >= t.n || t.s[hours] != ':')
        return 0;
    text_number(text_slice(t, hours + 1, t.n), 2, &n);
    end += 1 + n;
    for (at = end; at < t.n && is_space(t.s[at]);)
        at++;
    size_t word = at;
    while (word < t.n && is_letter(t.s[word]))
        word++;
    return n == 2 && !month_number(text_slice(t, at, word)) ? end : 0;
}

static struct token number_token(struct text t) {
    size_t n;
    unsigned value = text_number(t, 4, &n);
    size_t time = time_length(t, n);
    if (time)
        return (struct token){OTHER, 0, {0}, 0, time};
    if (n == 4 && value >= 1900 && value <= 2199)
        return (struct token){YEAR, (int)value, {0}, 0, n};
    if (n && n <= 2 && value >= 1 && value <= 31)
        return (struct token){DAY, (int)value, {0}, 0, n + ordinal_length(text_slice(t, n, t.n))};
    size_t all = 0;
    while (all < t.n && is_digit(t.s[all]))
        all++;
    return (struct token){OTHER, 0, {0}, 0, all};
}

/* "Stage 2", "week 1": bytes of a number that counts parts of an inspection, and is no day. */
static size_t counted_part(struct text t, size_t word) {
    static const char *const parts[] = {"stage", "week", "phase", "part", "visit"};
    size_t digits, from = word;
    bool counts = false;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        counts = counts || text_same(text_slice(t, 0, word), text_of(parts[i]));
    while (counts && from < t.n && is_space(t.s[from]))
        from++;
    text_number(text_slice(t, from, t.n), 2, &digits);
    return counts && digits == 1 ? from + digits - word : 0;
}

static struct token word_token(struct text t) {
    size_t n = 0;
    while (n < t.n && (is_alnum(t.s[n]) || (unsigned char)t.s[n] >= 0x80) &&
           !dash_length(text_slice(t, n, t.n))) /* "19 November–30 November" */
        n++;
    struct text w = text_slice(t, 0, n ? n : 1);
    int month = month_number(w);
    if (month)
        return (struct token){MONTH, month, {0}, 0, n};
    return (struct token){is_joiner(w) ? AND_TO : OTHER, 0, {0}, 0, w.n + counted_part(t, w.n)};
}

static struct token next_token(struct text t, size_t from) {
    for (;;) {
        while (from < t.n && (is_space(t.s[from]) || t.s[from] == ',' || t.s[from] == '&'))
            from++;
        struct text rest = text_slice(t, from, t.n);
        if (!rest.n)
            return (struct token){END, 0, {0}, from, from};
        struct token k;
        size_t dash = dash_length(rest);
        if (dash || rest.s[0] == '/') /* "7/8 May" */
            k = (struct token){AND_TO, 0, {0}, 0, dash ? dash : 1};
        else if (!is_digit(rest.s[0]))
            k = word_token(rest);
        else if (!read_numeric(rest, &k))
            k = number_token(rest);
        k.from += from;
        k.to += from;
        struct text word = text_slice(t, k.from, k.to);
        if (k.kind != OTHER || (!is_weekday(word) && !text_same(word, TEXT("the"))))
            return k;
        from = k.to;
    }
}

enum { ENDS_MAX = 8, LOST_TOKENS = 2 };

/* One end of a range: any of day, month and year may be missing. */
struct end {
    int day, month, year;
    size_t from, to;
};

static bool is_lone_digit(struct text t, size_t at) {
    return at < t.n && is_digit(t.s[at]) && (at + 1 == t.n || !is_digit(t.s[at + 1]));
}

/* The token behind a day: a converter can have split the day ("1 7 May", "1 7th May", "1 7 and 18
 * May"), and "of" can follow. */
static struct token after_day(struct text t, struct token day, int *value) {
    struct token k = next_token(t, day.to), month;
    bool split = day.to == day.from + 1 && is_lone_digit(t, k.from);
    if (split && text_is_blank(text_slice(t, day.to, k.from))) {
        month = next_token(t, k.to);
        bool joined = month.kind == AND_TO && next_token(t, month.to).kind == DAY;
        if ((month.kind == MONTH || joined) && day.value * 10 + k.value <= 31) {
            *value = day.value * 10 + k.value;
            return month;
        }
    }
    if (k.kind == OTHER && text_same(text_slice(t, k.from, k.to), TEXT("of"))) {
        month = next_token(t, k.to);
        return month.kind == MONTH ? month : k;
    }
    return k;
}

static bool read_end(struct text t, size_t from, struct end *out) {
    struct token k = next_token(t, from);
    *out = (struct end){0, 0, 0, k.from, k.to};
    if (k.kind == NUMERIC) {
        out->day = k.date.day, out->month = k.date.month, out->year = k.date.year;
        return true;
    }
    while (k.kind == DAY || k.kind == MONTH || k.kind == YEAR) {
        int *part = k.kind == DAY ? &out->day : k.kind == MONTH ? &out->month : &out->year;
        if (*part || (out->year && k.kind != YEAR))
            break;
        *part = k.value;
        out->to = k.to;
        if (k.kind == YEAR)
            break;
        k = k.kind == DAY ? after_day(t, k, &out->day) : next_token(t, k.to);
    }
    return out->day != 0;
}

static struct date date_of(struct end e) { return (struct date){e.year, e.month, e.day}; }

/* The ends of a list or range; "and", "to" and dashes divide them, commas and "&" where the one
 * before has no year yet. Gives how many. */
static size_t read_ends(struct text t, size_t from, struct end ends[ENDS_MAX]) {
    if (!read_end(t, from, &ends[0]))
        return 0;
    size_t n = 1;
    while (n < ENDS_MAX) {
        struct token k = next_token(t, ends[n - 1].to);
        size_t next = k.kind == AND_TO ? k.to : ends[n - 1].to;
        if ((k.kind != AND_TO && ends[n - 1].year) || !read_end(t, next, &ends[n]))
            break;
        n++;
    }
    return n;
}

/* What is printed once serves the days before it. */
static void fill_ends(struct end *ends, size_t n) {
    for (size_t i = n - 1; i-- > 0;) {
        if (!ends[i].month)
            ends[i].month = ends[i + 1].month;
        if (!ends[i].year) /* "28 December to 4 January 2022" begins in the year before */
            ends[i].year =
                ends[i + 1].year - (ends[i + 1].month && ends[i].month > ends[i + 1].month);
    }
    for (size_t i = 1; i < n; i++) { /* "July 9 to 20, 2012" */
        if (!ends[i].month)
            ends[i].month = ends[i - 1].month;
        if (!ends[i].year)
            ends[i].year = ends[i - 1].year;
    }
}

/* Gives what has a month the year, where none is printed; what has neither is no date. */
static size_t give_year(struct end *ends, size_t n, int year) {
    while (n && !ends[n - 1].month)
        n--;
    if (n && !ends[n - 1].year)
        ends[n - 1].year = year;
    return n;
}

/* year: of a range that prints none; 0: then it is no date. */
static bool read_range(struct text t, size_t from, int year, struct date_range *out) {
    struct end ends[ENDS_MAX];
    size_t n = read_ends(t, from, ends);
    if (year)
        n = give_year(ends, n, year);
    for (; n; n--) { /* without a last part that makes no date */
        struct end filled[ENDS_MAX];
        memcpy(filled, ends, sizeof filled);
        fill_ends(filled, n);
        *out = (struct date_range){date_of(filled[0]), date_of(filled[n - 1]), ends[0].from,
                                   ends[n - 1].to};
        if (date_is_valid(out->start) && date_is_valid(out->end))
            return date_compare(out->start, out->end) <= 0;
    }
    return false;
}

/* "1 2 0 6 2 0 0 8": the boxes of a form, day, month and year; *to is behind the last one. */
static bool read_boxes(struct text t, size_t from, struct date *out, size_t *to) {
    int digits[8];
    size_t at = from;
    for (size_t i = 0; i < 8; i++) {
        if (at >= t.n || !is_digit(t.s[at]) || (at + 1 < t.n && is_alnum(t.s[at + 1])))
            return false;
        digits[i] = t.s[at++] - '0';
        *to = at;
        while (at < t.n && is_space(t.s[at]))
            at++;
    }
    *out = (struct date){digits[4] * 1000 + digits[5] * 100 + digits[6] * 10 + digits[7],
                         digits[2] * 10 + digits[3], digits[0] * 10 + digits[1]};
    return date_is_valid(*out);
}

static bool find_boxes(struct text t, struct date_range *out) {
    for (size_t i = 0; i < t.n; i++) {
        bool apart = i == 0 || !is_alnum(t.s[i - 1]);
        if (apart && is_digit(t.s[i]) && read_boxes(t, i, &out->start, &out->to)) {
            out->end = out->start;
            out->from = i;
            return true;
        }
    }
    return false;
}

static bool find(struct text t, int year, struct date_range *out) {
    if (!text_has_digit(t)) /* no date is without one */
        return false;
    for (size_t from = 0;;) {
        struct token k = next_token(t, from);
        if (k.kind == END)
            return find_boxes(t, out);
        out->to = k.to;
        if ((k.kind == DAY || k.kind == MONTH || k.kind == NUMERIC) &&
            read_range(t, k.from, year, out))
            return true;
        from = out->to > k.to ? out->to : k.to; /* past a range that cannot be */
    }
}

bool date_find(struct text t, struct date_range *out) { return find(t, 0, out); }

bool date_find_in_year(struct text t, int year, struct date_range *out) {
    return find(t, year, out);
}

bool date_is_month(struct text t, struct date *out) {
    struct token month = next_token(t, 0), year = next_token(t, month.to);
    *out = (struct date){year.value, month.value, 0};
    return month.kind == MONTH && year.kind == YEAR && next_token(t, year.to).kind == END;
}

bool date_is_months(struct text t, struct date_range *out) {
    struct token first = next_token(t, 0), joiner = next_token(t, first.to), year = {0};
    if (joiner.kind == YEAR)
        joiner = next_token(t, (year = joiner).to);
    *out = (struct date_range){.to = t.n};
    if (first.kind != MONTH || joiner.kind != AND_TO)
        return date_is_month(t, &out->start) && date_is_month(t, &out->end);
    if (!date_is_month(text_slice(t, joiner.to, t.n), &out->end))
        return false;
    out->start = (struct date){year.value, first.value, 0};
    if (!year.value) /* "December to January 2014" begins in the year before */
        out->start.year = out->end.year - (first.value > out->end.month);
    int months = 12 * (out->end.year - out->start.year) + out->end.month - out->start.month;
    return months >= 0 && months <= (year.value ? YEAR_MONTHS : YEAR_MONTHS / 2);
}

/* Whether a joiner is the last token before `to`, with a number before it. */
static bool joins_number(struct text t, size_t to) {
    struct token k = {0};
    size_t from = 0;
    bool joiner = false;
    for (k = next_token(t, 0); k.kind != END && k.to <= to; k = next_token(t, k.to)) {
        joiner = k.kind == AND_TO;
        from = k.from;
    }
    return joiner && text_has_digit(text_slice(t, 0, from));
}

/* Whether a day begins at the token that is a date's or could be one: "17 May", "17 Mai 2024", but
 * not "3 inspectors came". */
static bool begins_date(struct text t, struct token k) {
    struct token word = k.kind == DAY ? next_token(t, k.to) : k;
    if (k.kind != DAY || word.kind != OTHER)
        return k.kind == DAY || k.kind == NUMERIC;
    struct token behind = next_token(t, word.to);
    return behind.kind == YEAR || behind.kind == END;
}

/* "to I7 May 2024", "to tbc", "to May 2024": the other end of a range, whatever has become of it.
 * Behind "and" other words can go on. */
static bool is_lost_end(struct text t, struct token joiner) {
    struct token k = next_token(t, joiner.to);
    bool adds = text_same(text_slice(t, joiner.from, joiner.to), TEXT("and")), words = false;
    for (size_t i = 0; i < LOST_TOKENS && k.kind == OTHER; i++, words = true)
        k = next_token(t, k.to);
    return (k.kind == MONTH && (words || !adds)) || (k.kind == END && words && !adds);
}

bool date_is_partial(struct text t, const struct date_range *r) {
    struct token k = next_token(t, r->to);
    if (k.kind == AND_TO && (begins_date(t, next_token(t, k.to)) || is_lost_end(t, k)))
        return true;
    if (next_token(t, 0).kind == AND_TO) /* "to 17 May 2024" */
        return true;
    if (k.kind == OTHER && next_token(t, k.to).kind == YEAR) /* "to 17 Mai 2024" */
        return true;
    return joins_number(t, r->from);
}
