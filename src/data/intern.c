#include "data/data-priv.h"

#include <string.h>

enum { PIECE = 64 * 1024 };

tr_interner tr_interner_of(tr_arena *keep, tr_arena *scratch) {
  return (tr_interner){.keep = keep, .scratch = scratch};
}

static tr_str keep_text(tr_interner *t, tr_str s) {
  char *p;
  if (s.n >= PIECE / 4) return tr_str_copy(t->keep, s);
  if (s.n + 1 > t->n_free) {
    size_t piece = t->n < 64 ? 1024 : PIECE; /* a column of few values needs no more */
    if (piece <= s.n) piece = PIECE;
    t->free = tr_alloc(t->keep, piece);
    t->n_free = piece;
  }
  p = t->free;
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = 0;
  t->free += s.n + 1;
  t->n_free -= s.n + 1;
  return (tr_str){p, s.n};
}

static void rehash(tr_interner *t) {
  t->n_slots = t->n_slots ? t->n_slots * 4 : 64;
  t->slots = TR_NEW_N(t->scratch, uint32_t, t->n_slots);
  for (size_t k = 0; k < t->n; k++) {
    size_t i = t->hashes[k] & (t->n_slots - 1);
    while (t->slots[i]) i = (i + 1) & (t->n_slots - 1);
    t->slots[i] = (uint32_t)k + 1;
  }
}

static uint32_t add(tr_interner *t, tr_str s, uint32_t hash, uint32_t *slot) {
  if (t->n == t->capacity) {
    size_t capacity = t->capacity ? t->capacity * 2 : 16;
    tr_str *items = TR_NEW_N(t->keep, tr_str, capacity);
    uint32_t *hashes = TR_NEW_N(t->scratch, uint32_t, capacity);
    if (t->n) {
      memcpy(items, t->items, t->n * sizeof *items);
      memcpy(hashes, t->hashes, t->n * sizeof *hashes);
    }
    t->items = items;
    t->hashes = hashes;
    t->capacity = capacity;
  }
  t->items[t->n] = keep_text(t, s);
  t->hashes[t->n] = hash;
  *slot = (uint32_t)++t->n;
  return *slot - 1;
}

uint32_t tr_intern(tr_interner *t, tr_str s) {
  if ((t->n + 1) * 2 > t->n_slots) rehash(t);
  uint32_t hash = (uint32_t)tr_hash_bytes(s.p, s.n, 0);
  size_t mask = t->n_slots - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    uint32_t *slot = &t->slots[i];
    if (!*slot) return add(t, s, hash, slot);
    if (t->hashes[*slot - 1] == hash && tr_str_eq(t->items[*slot - 1], s)) return *slot - 1;
  }
}

const tr_strings *tr_interner_strings(tr_interner *t) {
  tr_strings *strings = TR_NEW(t->keep, tr_strings);
  *strings = (tr_strings){t->items, t->n};
  return strings;
}
