#ifndef TR_VALUE_GRAMMAR_PRIV_H
#define TR_VALUE_GRAMMAR_PRIV_H

#include "value/grammar.h"

#include <assert.h>

struct tr_grammar {
  tr_vec types;      /* of const tr_object_type * */
  tr_vec name_lists; /* of const tr_names * */
  tr_map by_name, names;
};

static inline const tr_names *tr_grammar_names(const tr_grammar *g, size_t i) {
  return ((const tr_names **)g->name_lists.items)[i];
}

static inline const tr_object_type *tr_grammar_type(const tr_grammar *g, size_t i) {
  return ((const tr_object_type **)g->types.items)[i];
}

/* What a row of TYPE holds. */
static inline const char *tr_row_of(const tr_object_type *type, const tr_prop *row) {
  return row->of || !(row->bits & TR_P_OBJECT) ? row->of : type->objects;
}

/* The object that has TABLE first: where its rows are written out. */
const tr_object_type *tr_table_owner(const tr_grammar *g, const tr_prop *table);

#endif
