#include "analyse/account.h"

void account_open(struct analysis *a) {
    struct account *all = arena_alloc(a->arena, sizeof *all);
    all->block_count = a->document->block_count;
    all->aside_count = a->document->aside_count;
    all->last =
        arena_alloc(a->arena, (all->block_count + all->aside_count + 1) * sizeof *all->last);
    a->account = all;
}

/* Where the block's last taking is kept; NULL where it has no place. */
static uint32_t *last_of(struct account *all, size_t block) {
    size_t aside = block - ASIDE_FIRST;
    if (block < ASIDE_FIRST)
        return block < all->block_count ? &all->last[block] : NULL;
    return aside < all->aside_count ? &all->last[all->block_count + aside] : NULL;
}

void account_take(struct analysis *a, struct passage p, const char *as,
                  const struct pattern *rule) {
    struct account *all = a->account;
    uint32_t *last = all ? last_of(all, p.block) : NULL;
    if (!last || p.from >= p.to)
        return;
    all->items = arena_room(a->arena, all->items, all->count, &all->capacity, sizeof *all->items);
    all->items[all->count++] = (struct taking){p, as, rule, *last};
    *last = (uint32_t)all->count;
}

void account_take_all(struct analysis *a, const struct passage *p, size_t count, const char *as,
                      const struct pattern *rule) {
    for (size_t i = 0; i < count; i++)
        account_take(a, p[i], as, rule);
}

const struct taking *account_last(const struct analysis *a, size_t block) {
    const uint32_t *last = a->account ? last_of(a->account, block) : NULL;
    return last && *last ? &a->account->items[*last - 1] : NULL;
}

const struct taking *account_before(const struct analysis *a, const struct taking *t) {
    return t->before ? &a->account->items[t->before - 1] : NULL;
}

const struct taking *account_find(const struct analysis *a, struct passage p) {
    for (const struct taking *t = account_last(a, p.block); t; t = account_before(a, t))
        if (t->passage.cell == p.cell && t->passage.from < p.to && p.from < t->passage.to)
            return t;
    return NULL;
}
