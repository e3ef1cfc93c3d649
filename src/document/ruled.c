#include "document/ruled.h"

#include "base/utf8.h"

#include <stdint.h>

enum { COLUMNS_MAX = 16, DASHES_MIN = 3, HEAD_LINES_MAX = 8, ROW_LINES_MAX = 60, ROWS_MAX = 2000 };
enum { EDGE_DASHES_MIN = 10 };

/* Letters of a line, counted from its start; the last column goes to the line's end. */
struct column {
    size_t from, to;
};

struct columns {
    struct column items[COLUMNS_MAX];
    size_t count;
    bool grid;
};

struct line {
    size_t from, to, next; /* without the line's end; where the next one begins */
};

/* A row's lines. */
struct row {
    struct line lines[ROW_LINES_MAX];
    size_t count;
};

static struct line line_at(struct text t, size_t from) {
    size_t to = from < t.n ? text_find(t, '\n', from) : t.n;
    struct line l = {from, to, to < t.n ? to + 1 : t.n};
    l.to -= l.to > from && t.s[l.to - 1] == '\r';
    return l;
}

static struct text line_text(struct text t, struct line l) { return text_slice(t, l.from, l.to); }

/* A line of one kind of dash and spaces, in two groups or more, each a column's width. */
static bool is_column_rule(struct text t, struct columns *out) {
    char dash = 0;
    *out = (struct columns){.count = 0};
    for (size_t i = 0; i < t.n;) {
        if (t.s[i] == ' ') {
            i++;
            continue;
        }
        size_t from = i;
        dash = dash ? dash : t.s[i];
        while (i < t.n && t.s[i] == dash)
            i++;
        if ((dash != '-' && dash != '=') || i - from < DASHES_MIN || out->count == COLUMNS_MAX)
            return false;
        out->items[out->count++] = (struct column){from, i};
    }
    return out->count > 1;
}

/* "+-----+=====+": columns between the crosses. */
static bool is_grid_rule(struct text t, struct columns *out) {
    size_t indent = 0, from = 0;
    while (indent < t.n && t.s[indent] == ' ')
        indent++;
    t = text_slice(t, 0, indent + text_trim(t).n);
    *out = (struct columns){.grid = true};
    if (t.n < indent + DASHES_MIN || t.s[indent] != '+' || t.s[t.n - 1] != '+')
        return false;
    for (size_t i = indent; i < t.n; i++) {
        if (t.s[i] != '+' && t.s[i] != '-' && t.s[i] != '=' && t.s[i] != ':')
            return false;
        if (t.s[i] != '+')
            continue;
        if (i > indent && out->count < COLUMNS_MAX)
            out->items[out->count++] = (struct column){from, i};
        from = i + 1;
    }
    return out->count > 0;
}

/* One group of dashes: the edge of a table whose rows have several lines. */
static bool is_edge(struct text t) {
    size_t n = 0;
    t = text_trim(t);
    while (n < t.n && t.s[n] == '-')
        n++;
    return n == t.n && n >= EDGE_DASHES_MIN;
}

/* ---- cells -------------------------------------------------------------------------------- */

/* The byte at which letter `n` of the line begins. */
static size_t letter_at(struct text t, struct line l, size_t n) {
    size_t at = l.from;
    for (; at < l.to && n; n--)
        do
            at++;
        while (at < l.to && !utf8_begins(t.s[at]));
    return at;
}

/* Whether the line fits: between columns is a space, in a grid a bar. */
static bool fits(struct text t, struct line l, const struct columns *c) {
    for (size_t i = !c->grid; i < c->count; i++) {
        size_t at = letter_at(t, l, c->items[i].from - 1);
        bool bar = at < l.to && (t.s[at] == '|' || t.s[at] == '+');
        if (c->grid ? !bar : at < l.to && t.s[at] != ' ')
            return false;
    }
    return true;
}

static void add_cell(struct builder *b, struct text t, const struct row *row,
                     const struct columns *c, size_t column, ruled_add *add) {
    bool last = column + 1 == c->count && !c->grid;
    for (size_t i = 0; i < row->count; i++) {
        struct line l = row->lines[i];
        size_t from = letter_at(t, l, c->items[column].from);
        size_t end = c->grid ? c->items[column].to : last ? SIZE_MAX : c->items[column + 1].from;
        size_t to = last ? l.to : letter_at(t, l, end);
        while (from < to && is_space(t.s[from]))
            from++;
        while (to > from && is_space(t.s[to - 1]))
            to--;
        if (from < to)
            add(b, text_slice(t, from, to), from);
        builder_line(b, to);
    }
}

static void add_row(struct builder *b, struct text t, struct row *row, const struct columns *c,
                    bool header, ruled_add *add) {
    for (size_t i = 0; row->count && i < c->count; i++) {
        add_cell(b, t, row, c, i, add);
        builder_end_cell(b)->header = header;
    }
    if (row->count)
        builder_end_block(b, BLOCK_ROW);
    row->count = 0;
}

/* ---- tables ------------------------------------------------------------------------------- */

/* How a table goes on below its head. */
struct table {
    struct columns columns;
    struct line first; /* line of the head or, without one, of the rows */
    struct line rule;  /* below the head */
    bool headed;       /* else a rule like the first ends the table */
    bool edged;        /* rows have several lines, and a rule ends the table */
};

/* The rule of columns below a few lines of a head. */
static bool find_rule(struct text t, struct table *out, size_t most) {
    struct line l = out->first;
    for (size_t n = 0; n <= most && l.from < t.n; n++, l = line_at(t, l.next)) {
        if (is_column_rule(line_text(t, l), &out->columns)) {
            out->rule = l;
            out->headed = n > 0;
            return true;
        }
        if (text_is_blank(line_text(t, l)))
            return false;
    }
    return false;
}

/* Whether rows without a head are parted by blank lines, as far as the rule that ends them. */
static bool has_gaps(struct text t, size_t at) {
    struct columns other;
    bool gaps = false;
    for (size_t n = 0; at < t.n && n < ROWS_MAX; n++) {
        struct line l = line_at(t, at);
        if (is_column_rule(line_text(t, l), &other))
            return gaps;
        gaps |= text_is_blank(line_text(t, l));
        at = l.next;
    }
    return false;
}

static bool find_table(struct text t, size_t at, struct table *out) {
    struct line l = line_at(t, at);
    *out = (struct table){.first = l, .rule = l};
    if (is_grid_rule(line_text(t, l), &out->columns))
        return true;
    out->edged = is_edge(line_text(t, l));
    if (out->edged)
        out->first = line_at(t, l.next);
    if (!find_rule(t, out, out->edged ? HEAD_LINES_MAX : 1))
        return false;
    out->edged |= !out->headed && has_gaps(t, out->rule.next);
    return true;
}

/* Whether the line ends the table behind its rows. */
static bool ends(struct text t, struct line l, const struct table *table) {
    struct text words = line_text(t, l);
    struct columns other;
    if (table->columns.grid)
        return text_is_blank(words);
    if (!table->headed)
        return is_column_rule(words, &other);
    if (table->edged)
        return is_edge(words);
    return text_is_blank(words) || is_column_rule(words, &other);
}

/* Whether the line parts rows, and is none itself. */
static bool parts(struct text t, struct line l, const struct table *table, bool *header) {
    struct columns other;
    struct text words = line_text(t, l);
    if (!table->columns.grid)
        return table->edged && text_is_blank(words);
    *header = text_find(words, '=', 0) < words.n;
    return is_grid_rule(words, &other);
}

/* Goes through the rows; adds them where b is not NULL. Gives where the table ends, 0 where what
 * stands there is none. */
static size_t go_through(struct builder *b, struct text t, const struct table *table,
                         ruled_add *add) {
    struct row row = {.count = 0};
    size_t rows = 0;
    bool header = false;
    struct line l = line_at(t, table->rule.next);
    for (; l.from < t.n && !ends(t, l, table) && rows < ROWS_MAX; l = line_at(t, l.next)) {
        bool parted = parts(t, l, table, &header);
        if (!parted && (row.count == ROW_LINES_MAX || !fits(t, l, &table->columns))) {
            if (table->columns.grid && rows)
                break;
            return 0;
        }
        if (!parted)
            row.lines[row.count++] = l;
        if (!parted && (table->edged || table->columns.grid))
            continue;
        rows += row.count > 0;
        if (b)
            add_row(b, t, &row, &table->columns, header, add);
        row.count = 0;
        header = false;
    }
    rows += row.count > 0;
    if (b)
        add_row(b, t, &row, &table->columns, false, add);
    bool closed = l.from < t.n && !table->columns.grid && !text_is_blank(line_text(t, l));
    if (!rows || (!closed && (table->edged || !(table->headed || table->columns.grid))))
        return 0;
    return closed ? l.next : l.from;
}

static bool head_fits(struct text t, const struct table *table) {
    for (struct line l = table->first; table->headed && l.from < table->rule.from;
         l = line_at(t, l.next))
        if (!fits(t, l, &table->columns))
            return false;
    return true;
}

static void add_head(struct builder *b, struct text t, const struct table *table, ruled_add *add) {
    struct row row = {.count = 0};
    for (struct line l = table->first; table->headed && l.from < table->rule.from;
         l = line_at(t, l.next))
        row.lines[row.count++] = l;
    add_row(b, t, &row, &table->columns, true, add);
}

bool ruled_begins(struct text t, size_t at) {
    struct table table;
    return find_table(t, at, &table) && head_fits(t, &table) && go_through(NULL, t, &table, NULL);
}

size_t ruled_read(struct builder *b, struct text t, size_t at, ruled_add *add) {
    struct table table;
    if (!find_table(t, at, &table))
        return at;
    add_head(b, t, &table, add);
    return go_through(b, t, &table, add);
}
