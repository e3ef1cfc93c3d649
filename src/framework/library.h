/* What profiles name: scales and catalogues, bundled ones and those of a folder. */
#ifndef KLOE_FRAMEWORK_LIBRARY_H
#define KLOE_FRAMEWORK_LIBRARY_H

#include <cjson/cJSON.h>

#include "framework/catalogue.h"
#include "framework/identifiers.h"
#include "framework/scale.h"

struct config;

struct library {
    struct scales scales;
    struct identifier_schemes schemes;
    struct catalogue *catalogues;
    size_t catalogue_count, catalogue_capacity;
};

/* The bundled ones, with room for those of folders: what points at them stays valid. */
void library_load(struct config *c, struct library *out);

/* Takes a file that stands beside profiles and is none: `scales`, or a catalogue. False where it is
 * neither. */
bool library_take_file(struct config *c, struct text json, struct library *l);

/* Takes what a profile brings itself: `scales` and `catalogues`. */
void library_take_own(struct config *c, const cJSON *profile, struct library *l);

/* NULL where there is none. Of those of one id the last counts: a folder's. */
const struct catalogue *library_catalogue(const struct library *l, const char *id);

#endif
