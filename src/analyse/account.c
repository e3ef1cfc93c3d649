#include "analyse/account.h"

void account_open(struct analysis *a) {
    struct account *all = arena_alloc(a->arena, sizeof *all);
    all->block_count = a->document->block_count;
    all->last = arena_alloc(a->arena, (all->block_count + 1) * sizeof *all->last);
    a->account = all;
}

void account_take(struct analysis *a, struct passage p, const char *as,
                  const struct pattern *rule) {
    struct account *all = a->account;
    if (!all || p.block >= all->block_count || p.from >= p.to)
        return; /* beside the flow, or no words */
    all->items = arena_room(a->arena, all->items, all->count, &all->capacity, sizeof *all->items);
    all->items[all->count++] = (struct taking){p, as, rule, all->last[p.block]};
    all->last[p.block] = (uint32_t)all->count;
}

void account_take_all(struct analysis *a, const struct passage *p, size_t count, const char *as,
                      const struct pattern *rule) {
    for (size_t i = 0; i < count; i++)
        account_take(a, p[i], as, rule);
}

const struct taking *account_find(const struct analysis *a, struct passage p) {
    const struct account *all = a->account;
    uint32_t i = all && p.block < all->block_count ? all->last[p.block] : 0;
    for (; i; i = all->items[i - 1].before) {
        const struct taking *t = &all->items[i - 1];
        if (t->passage.cell == p.cell && t->passage.from < p.to && p.from < t->passage.to)
            return t;
    }
    return NULL;
}
