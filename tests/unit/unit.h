/* What the unit tests share. */
#ifndef KLOE_TESTS_UNIT_H
#define KLOE_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

enum { UNIT_CEILING = 16 << 20 };

/* An arena that fails the test when it cannot serve. */
#define UNIT_ARENA(name)                                                                           \
    struct arena *name = arena_new(UNIT_CEILING);                                                  \
    assert_non_null(name);                                                                         \
    if (setjmp(*arena_failed(name)))                                                               \
        fail_msg("the arena is out of memory");

#define assert_text(t, expected)                                                                   \
    do {                                                                                           \
        struct text assert_text_t = (t);                                                           \
        assert_int_equal(assert_text_t.n, strlen(expected));                                       \
        assert_memory_equal(assert_text_t.s, (expected), assert_text_t.n);                         \
    } while (0)

#endif
