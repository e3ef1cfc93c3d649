#include "document/collector.h"

#include <stdlib.h>
#include <string.h>

enum { CHARACTER_MAX = 4, REFERENCE_MAX = 12 };

void collector_give_up(struct collector *c) {
    if (c->out_of_memory)
        return;
    c->out_of_memory = true;
    if (c->context)
        xmlStopParser(c->context);
}

static void *grown(struct collector *c, void *ptr, size_t *capacity, size_t wanted, size_t ceiling,
                   size_t size) {
    size_t room = *capacity ? *capacity : 1024;
    while (room < wanted)
        room *= 2;
    void *bigger = wanted > ceiling ? NULL : realloc(ptr, room * size);
    if (!bigger) {
        collector_give_up(c);
        return ptr;
    }
    *capacity = room;
    return bigger;
}

struct html_event *collector_push(struct collector *c, enum html_event_kind kind,
                                  enum html_tag tag) {
    if (c->count == c->capacity)
        c->events = grown(c, c->events, &c->capacity, c->count + 1, c->ceiling, sizeof *c->events);
    if (c->count == c->capacity)
        return NULL;
    c->events[c->count] = (struct html_event){.kind = (uint8_t)kind, .tag = (uint8_t)tag};
    return &c->events[c->count++];
}

void collector_keep(struct collector *c, struct html_event *e, struct text t) {
    if (c->n + t.n > c->text_capacity)
        c->text = grown(c, c->text, &c->text_capacity, c->n + t.n, c->text_ceiling, 1);
    if (!t.n || c->n + t.n > c->text_capacity)
        return;
    memcpy(c->text + c->n, t.s, t.n);
    e->text = e->n ? e->text : (uint32_t)c->n;
    e->n += (uint32_t)t.n;
    c->n += t.n;
}

size_t collector_position(const struct collector *c) {
    long at = xmlByteConsumed(c->context);
    size_t n = at < 0 ? 0 : (size_t)at;
    return n > c->source.n ? c->source.n : n;
}

void collector_locate(const struct collector *c, const char *s, size_t n, struct html_event *e) {
    size_t at = collector_position(c);
    const xmlParserInput *input = c->context->input;
    const char *own = (const char *)input->cur;
    if (s >= (const char *)input->base && s < (const char *)input->end) {
        e->offset = (uint32_t)(own > s ? at - (size_t)(own - s) : at + (size_t)(s - own));
        e->length = (uint32_t)n;
        return;
    }
    for (size_t end = at + CHARACTER_MAX; n && end + CHARACTER_MAX >= at && end >= n; end--)
        if (end <= c->source.n && memcmp(c->source.s + end - n, s, n) == 0) {
            e->offset = (uint32_t)(end - n);
            e->length = (uint32_t)n;
            return;
        }
    size_t from = at;
    while (from && at - from < REFERENCE_MAX && (from == at || c->source.s[from] != '&'))
        from--;
    e->offset = (uint32_t)from;
    e->length = (uint32_t)(at - from);
}

size_t collector_most_attributes(struct text t) {
    size_t most = 0;
    for (size_t i = text_find(t, '<', 0); i < t.n; i = text_find(t, '<', i + 1)) {
        if (i + 1 >= t.n || !is_alnum(t.s[i + 1]))
            continue;
        size_t words = 0;
        char quote = 0;
        for (i++; i < t.n && (quote || t.s[i] != '>'); i++) {
            if (quote)
                quote = t.s[i] == quote ? 0 : quote;
            else if (t.s[i] == '"' || t.s[i] == '\'')
                quote = t.s[i];
            else
                words += is_space(t.s[i]) || t.s[i] == '/';
        }
        most = words > most ? words : most;
    }
    return most;
}

void collector_release(void *data) {
    struct collector *c = data;
    if (c->context)
        xmlFreeParserCtxt(c->context);
    free(c->events);
    free(c->text);
}
