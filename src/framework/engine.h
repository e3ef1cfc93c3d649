/* The engine: all families, scales, catalogues and the language, read once. */
#ifndef KLOE_FRAMEWORK_ENGINE_H
#define KLOE_FRAMEWORK_ENGINE_H

#include <kloe/kloe.h>

#include "framework/language.h"
#include "framework/profile.h"

struct authorities;
struct family; /* a profile and what guards its late compilation */

const struct language *engine_language(const kloe_engine *e);
const struct authorities *engine_authorities(const kloe_engine *e);
const struct scales *engine_scales(const kloe_engine *e);
const struct identifier_schemes *engine_schemes(const kloe_engine *e);
size_t engine_profile_count(const kloe_engine *e);

/* Where patterns are compiled that were left for later. */
struct pattern_store *engine_patterns(const kloe_engine *e);

const struct profile *engine_profile(const kloe_engine *e, size_t index);

/* The profile of an id, its patterns complete; NULL and an error where it is unknown or wrong. */
const struct profile *engine_compiled(const kloe_engine *e, const char *id, kloe_error *error);

#endif
