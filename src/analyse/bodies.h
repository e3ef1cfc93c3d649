/* Bodies: organisations, as told from roles ("leaders") and professions ("social workers"). */
#ifndef KLOE_ANALYSE_BODIES_H
#define KLOE_ANALYSE_BODIES_H

#include "analyse/analysis.h"

/* Whether the whole of `name` names a body: one of the report's organisations, an acronym or name
 * that the language knows, or words that end in a word for a body ("trust", "councils"). */
bool is_body(const struct analysis *a, struct text name);

/* The same, told by the last word alone: "NHS South London" might yet go on. */
bool is_whole_body(const struct analysis *a, struct text name);

/* Whether words of a clause are among them, or marks that no name has. */
bool is_clause(const struct analysis *a, struct text t);

/* Whether the words can be a name at all, whatever they end in: no sentence, no clause. */
bool could_be_body(const struct analysis *a, struct text name);

/* Whether the word is one for a body or for people by what they do, singular or plural. */
bool is_body_noun(const struct analysis *a, struct text word);
bool is_role_noun(const struct analysis *a, struct text word);

/* Whether the words can only be the end of a body's name that began before ("Foundation Trust"). */
bool ends_body_name(const struct analysis *a, struct text words);

/* Whether the words could be a part of a list of bodies: names, and what joins them. */
bool may_be_bodies(const struct analysis *a, struct text words);

/* The bodies that a list of names such as "A Trust, B and C Trust and the D team" consists of, as
 * parts of the text, without articles. Gives how many of at most `most`; 0 where any part of the
 * list is no body. */
size_t bodies_split(const struct analysis *a, struct text list, struct text *bodies, size_t most);

/* The bodies put before the modal verb of a sentence: "A and B should ensure ...". */
size_t bodies_addressed(const struct analysis *a, struct text sentence, struct text *bodies,
                        size_t most);

/* Whether the text begins with a few words for people or a body that are told to do something: "The
 * registered manager must ensure ...". */
bool asks_somebody(const struct analysis *a, struct text t);

/* The same as strings of the report, without words for the inspected body itself ("the trust"). */
kloe_strings addressees_of(struct analysis *a, struct text sentence);
kloe_strings body_strings(struct analysis *a, const struct text *bodies, size_t count);

enum { BODIES_MAX = 12 };

#endif
