/* The parts of a comparison, each filled in by a file of its own. */
#ifndef KLOE_COMPARE_PARTS_H
#define KLOE_COMPARE_PARTS_H

#include <kloe/kloe.h>

#include "base/arena.h"
#include "report/report.h"

/* What is in the making. */
struct comparing {
    struct arena *arena;
    const kloe_engine *engine;
    kloe_comparison *out;
    const kloe_report *before, *after; /* those of `out` */
    const char *unread[2]; /* folded: what could not be read of the judgements of each */
};

/* Fills in `unread`. */
void compare_unread(struct comparing *c);

void compare_cautions(struct comparing *c);
void compare_facts(struct comparing *c);
void compare_parties(struct comparing *c);
void compare_judgements(struct comparing *c);
void compare_standards(struct comparing *c);
void compare_breaches(struct comparing *c);
void compare_recommendations(struct comparing *c);

#endif
