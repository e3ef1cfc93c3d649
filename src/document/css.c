#include "document/css.h"

static const double points_a_pixel = 0.75;

enum { DIGITS_MAX = 6 };

struct text css_value(struct text declarations, struct text property) {
    for (size_t from = 0, to; from < declarations.n; from = to + 1) {
        to = text_find(declarations, ';', from);
        struct text one = text_slice(declarations, from, to);
        size_t colon = text_find(one, ':', 0);
        if (colon < one.n && text_same(text_trim(text_slice(one, 0, colon)), property))
            return text_trim(text_slice(one, colon + 1, one.n));
    }
    return text_slice(declarations, declarations.n, declarations.n);
}

/* A plain decimal number, whatever the locale; *n is its length. */
static double decimal(struct text t, size_t *n) {
    size_t digits, sign = t.n && t.s[0] == '-';
    double value = text_number(text_slice(t, sign, t.n), DIGITS_MAX, &digits), part = 0.1;
    *n = digits ? sign + digits : 0;
    if (digits && *n < t.n && t.s[*n] == '.')
        for (++*n; *n < t.n && is_digit(t.s[*n]); ++*n, part /= 10)
            value += part * (t.s[*n] - '0');
    return sign ? -value : value;
}

bool css_length(struct text declarations, struct text property, double *points) {
    size_t n;
    struct text value = css_value(declarations, property);
    double number = decimal(value, &n);
    struct text unit = text_slice(value, n, value.n);
    bool pixels = text_same(unit, TEXT("px"));
    if (!n || !(pixels || text_same(unit, TEXT("pt")) || (!unit.n && number == 0)))
        return false;
    *points = pixels ? number * points_a_pixel : number;
    return true;
}

bool css_next_class(struct text sheet, size_t *at, struct text *name, struct text *declarations) {
    for (size_t dot = text_find(sheet, '.', *at); dot < sheet.n;
         dot = text_find(sheet, '.', dot + 1)) {
        size_t end = dot + 1;
        while (end < sheet.n &&
               (is_alnum(sheet.s[end]) || sheet.s[end] == '-' || sheet.s[end] == '_'))
            end++;
        size_t open = end;
        while (open < sheet.n && is_space(sheet.s[open]))
            open++;
        if (end == dot + 1 || open == sheet.n || sheet.s[open] != '{')
            continue;
        *at = text_find(sheet, '}', open);
        *name = text_slice(sheet, dot + 1, end);
        *declarations = text_slice(sheet, open + 1, *at);
        return true;
    }
    return false;
}
