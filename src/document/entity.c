#include "document/entity.h"

#include "base/letters.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { LONGEST = 12 };

static uint32_t numeric(struct text body) {
    bool hex = body.n > 1 && lower(body.s[1]) == 'x';
    uint32_t c = 0;
    for (size_t i = hex ? 2 : 1; i < body.n; i++) {
        char d = lower(body.s[i]);
        bool letter = hex && d >= 'a' && d <= 'f';
        if (!is_digit(d) && !letter)
            return 0;
        c = c * (hex ? 16 : 10) + (uint32_t)(letter ? d - 'a' + 10 : d - '0');
        if (c > 0x10FFFF)
            return 0;
    }
    c = c >= 0x80 && c <= 0x9F && letters_of_windows(c) ? letters_of_windows(c) : c;
    return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

uint32_t entity_decode(struct text t, size_t *length) {
    *length = 0;
    size_t end = text_find(text_slice(t, 0, t.n < LONGEST ? t.n : LONGEST), ';', 0);
    if (t.n < 3 || t.s[0] != '&' || end < 2 || end >= t.n || end >= LONGEST)
        return 0;
    struct text body = text_slice(t, 1, end);
    uint32_t c = 0;
    if (body.s[0] == '#') {
        c = numeric(body);
    } else {
        char name[LONGEST] = {0};
        memcpy(name, body.s, body.n);
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        c = entity ? entity->value : 0;
    }
    if (c)
        *length = end + 1;
    return c;
}
