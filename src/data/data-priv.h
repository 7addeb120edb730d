#ifndef TR_DATA_PRIV_H
#define TR_DATA_PRIV_H

#include "data/table.h"

static inline size_t tr_valid_words(size_t n) { return (n + 63) / 64; }
static inline void tr_valid_set(uint64_t *valid, size_t row) { valid[row >> 6] |= UINT64_C(1) << (row & 63); }

/* Strings that are kept once each. Lasts as long as its arenas: strings and items in KEEP, the hash table in
   SCRATCH. */
typedef struct tr_interner {
  tr_arena *keep, *scratch;
  tr_str *items;
  struct tr_interner_slot {
    uint32_t hash, id; /* id: index + 1 of an item; 0 is free */
  } * slots;
  size_t n, capacity, n_slots;
  char *free; /* room for texts, packed */
  size_t n_free;
} tr_interner;

tr_interner tr_interner_of(tr_arena *keep, tr_arena *scratch);
uint32_t tr_intern(tr_interner *t, tr_str s);
/* What is there so far. */
const tr_strings *tr_interner_strings(tr_interner *t);

#endif
