#include "document/flow.h"

#include "base/arena.h"

#include <string.h>

void flow_add(struct arena *a, struct flow *f, struct text t, size_t source, size_t length) {
    struct run *last = f->run_count ? &f->runs[f->run_count - 1] : NULL;
    bool plain = t.n == length;
    if (last && plain && last->width == last->length && last->source + last->length == source) {
        last->width += (uint32_t)t.n;
        last->length += (uint32_t)t.n;
    } else {
        f->runs = arena_room(a, f->runs, f->run_count, &f->run_capacity, sizeof *f->runs);
        f->runs[f->run_count++] =
            (struct run){(uint32_t)f->text.n, (uint32_t)t.n, (uint32_t)source, (uint32_t)length};
    }
    char *s = (char *)f->text.s; /* the flow's own while it is being made */
    while (f->capacity - f->text.n < t.n)
        s = arena_room(a, s, f->capacity, &f->capacity, 1);
    memcpy(s + f->text.n, t.s, t.n);
    f->text = (struct text){s, f->text.n + t.n};
}

void flow_cut(struct flow *f, size_t n) {
    f->text.n -= n;
    while (f->run_count && f->runs[f->run_count - 1].at >= f->text.n)
        f->run_count--;
    struct run *last = f->run_count ? &f->runs[f->run_count - 1] : NULL;
    if (!last || last->at + last->width <= f->text.n)
        return;
    last->length -= last->width == last->length ? last->at + last->width - (uint32_t)f->text.n : 0;
    last->width = (uint32_t)f->text.n - last->at;
}

const struct run *flow_run(const struct flow *f, size_t at) {
    size_t low = 0, high = f->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (f->runs[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &f->runs[low];
}

size_t flow_source(const struct flow *f, size_t at) {
    if (!f->run_count)
        return at;
    const struct run *r = flow_run(f, at);
    size_t within = at - r->at;
    if (r->width == r->length)
        return r->source + (within < r->width ? within : r->width);
    return r->source + (within ? r->length : 0);
}
