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
  size_t n = t->n_slots;
  const struct tr_interner_slot *old = t->slots;
  t->n_slots = n ? n * 4 : 64;
  t->slots = TR_NEW_N(t->scratch, struct tr_interner_slot, t->n_slots);
  for (size_t k = 0; k < n; k++) {
    if (!old[k].id) continue;
    size_t i = old[k].hash & (t->n_slots - 1);
    while (t->slots[i].id) i = (i + 1) & (t->n_slots - 1);
    t->slots[i] = old[k];
  }
}

static uint32_t add(tr_interner *t, tr_str s, uint32_t hash, struct tr_interner_slot *slot) {
  if (t->n == t->capacity) {
    size_t capacity = t->capacity ? t->capacity * 2 : 16;
    tr_str *items = TR_NEW_N(t->keep, tr_str, capacity);
    if (t->n) memcpy(items, t->items, t->n * sizeof *items);
    t->items = items;
    t->capacity = capacity;
  }
  t->items[t->n] = keep_text(t, s);
  *slot = (struct tr_interner_slot){hash, (uint32_t)++t->n};
  return slot->id - 1;
}

/* Most strings are short: two loads that overlap, without a call. Both have room for N bytes. */
static bool same_bytes(const char *a, const char *b, size_t n) {
  uint64_t x, y, z, w;
  if (n < 8 || n > 16) return n == 0 || memcmp(a, b, n) == 0;
  memcpy(&x, a, 8);
  memcpy(&y, b, 8);
  memcpy(&z, a + n - 8, 8);
  memcpy(&w, b + n - 8, 8);
  return x == y && z == w;
}

uint32_t tr_intern(tr_interner *t, tr_str s) {
  if ((t->n + 1) * 2 > t->n_slots) rehash(t);
  uint32_t hash = (uint32_t)tr_hash_bytes(s.p, s.n, 0);
  size_t mask = t->n_slots - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    struct tr_interner_slot *slot = &t->slots[i];
    if (!slot->id) return add(t, s, hash, slot);
    const tr_str *item = &t->items[slot->id - 1];
    if (slot->hash == hash && item->n == s.n && same_bytes(item->p, s.p, s.n)) return slot->id - 1;
  }
}

const tr_strings *tr_interner_strings(tr_interner *t) {
  tr_strings *strings = TR_NEW(t->keep, tr_strings);
  *strings = (tr_strings){t->items, t->n};
  return strings;
}
