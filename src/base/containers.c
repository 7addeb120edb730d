#include "base/arena.h"
#include "base/ctx-priv.h"
#include "base/number.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

tr_vec tr_vec_of(tr_arena *arena, size_t item_size) { return (tr_vec){.arena = arena, .size = item_size}; }

/* Room for N more of SIZE bytes each, at least doubling. */
static size_t grown(size_t capacity, size_t n, size_t more, size_t least) {
  size_t wanted = n + more;
  if (wanted < capacity * 2) wanted = capacity * 2;
  return wanted < least ? least : wanted;
}

void *tr_vec_push_n(tr_vec *v, size_t n) {
  if (n > v->capacity - v->n) {
    size_t capacity = grown(v->capacity, v->n, n, 8), bytes;
    if (n > SIZE_MAX / 4 || __builtin_mul_overflow(capacity, v->size, &bytes)) bytes = SIZE_MAX;
    v->items = tr_arena_grow(v->arena, v->items, v->capacity * v->size, bytes);
    v->capacity = capacity;
  }
  void *first = (char *)v->items + v->n * v->size;
  v->n += n;
  memset(first, 0, n * v->size); /* something may have been popped here */
  return first;
}

void *tr_vec_push(tr_vec *v) { return tr_vec_push_n(v, 1); }

void *tr_vec_at(const tr_vec *v, size_t i) {
  assert(i < v->n);
  return (char *)v->items + i * v->size;
}

tr_buf tr_buf_of(tr_arena *arena) { return (tr_buf){.arena = arena}; }

void tr_buf_reserve(tr_buf *b, size_t n) {
  if (n < b->capacity - b->n && b->capacity) return;
  size_t capacity = n > SIZE_MAX / 4 ? SIZE_MAX : grown(b->capacity, b->n, n + 1, 64);
  b->p = tr_arena_grow(b->arena, b->p, b->capacity, capacity);
  b->capacity = capacity;
}

void tr_buf_add(tr_buf *b, tr_str s) {
  if (!s.n) return;
  tr_buf_reserve(b, s.n);
  memcpy(b->p + b->n, s.p, s.n);
  b->n += s.n;
}

void tr_buf_add_z(tr_buf *b, const char *z) { tr_buf_add(b, tr_str_z(z)); }

void tr_buf_add_char(tr_buf *b, char c) {
  tr_buf_reserve(b, 1);
  b->p[b->n++] = c;
}

void tr_buf_printf(tr_buf *b, const char *format, ...) {
  va_list args, again;
  char small[128];
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(small, sizeof small, format, args);
  assert(n >= 0);
  tr_buf_reserve(b, (size_t)n);
  if ((size_t)n < sizeof small)
    memcpy(b->p + b->n, small, (size_t)n);
  else
    vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
  b->n += (size_t)n;
  va_end(again);
  va_end(args);
}

void tr_buf_number(tr_buf *b, double x) {
  char text[32];
  tr_buf_add(b, (tr_str){text, tr_num_shortest(x, text)});
}

void tr_buf_fixed(tr_buf *b, double x, int decimals) {
  char text[432];
  size_t n = tr_num_fixed(x, decimals, text);
  if (decimals > 0 && memchr(text, '.', n)) {
    while (text[n - 1] == '0') n--;
    if (text[n - 1] == '.') n--;
  }
  bool is_minus_zero = n == 2 && memcmp(text, "-0", 2) == 0;
  tr_buf_add(b, is_minus_zero ? TR_S("0") : (tr_str){text, n});
}

tr_str tr_buf_str(tr_buf *b) {
  tr_buf_reserve(b, 0);
  b->p[b->n] = 0;
  return (tr_str){b->p, b->n};
}

/* N bytes (up to 8) in one word: loads that overlap, no loop over bytes. */
static uint64_t tail_word(const unsigned char *p, size_t n) {
  uint32_t low, high;
  if (n >= 4) {
    memcpy(&low, p, 4);
    memcpy(&high, p + n - 4, 4);
    return (uint64_t)high << 32 | low;
  }
  return n ? (uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 8 | p[n - 1] : 0;
}

/* Multiplies and folds 8 bytes at a time, finished as MurmurHash3's finaliser does. */
uint64_t tr_hash_bytes(const void *p, size_t n, uint64_t seed) {
  const unsigned char *at = p;
  uint64_t h = seed ^ (n * 0x9E3779B97F4A7C15u), word;
  for (; n > 8; n -= 8, at += 8) {
    memcpy(&word, at, 8);
    h = (h ^ word) * 0x9FB21C651E98DF25u;
    h ^= h >> 32;
  }
  h = (h ^ tail_word(at, n)) * 0x9FB21C651E98DF25u;
  h ^= h >> 33;
  h *= 0xFF51AFD7ED558CCDu;
  return h ^ (h >> 33);
}

tr_map tr_map_of(tr_arena *arena) { return (tr_map){.arena = arena}; }

/* The slot that holds KEY, or the free one where it belongs. */
static uint32_t *map_slot(const tr_map *m, tr_str key, uint64_t hash) {
  size_t mask = m->n_slots - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    uint32_t *slot = &m->slots[i];
    if (!*slot) return slot;
    const struct tr_map_item *item = &m->items[*slot - 1];
    if (item->hash == hash && tr_str_eq(item->key, key)) return slot;
  }
}

static const struct tr_map_item *map_find(const tr_map *m, tr_str key) {
  if (!m->n) return NULL;
  uint32_t slot = *map_slot(m, key, tr_hash_bytes(key.p, key.n, 0));
  return slot ? &m->items[slot - 1] : NULL;
}

void *tr_map_get(const tr_map *m, tr_str key) {
  const struct tr_map_item *item = map_find(m, key);
  return item ? item->value : NULL;
}

bool tr_map_has(const tr_map *m, tr_str key) { return map_find(m, key) != NULL; }

static void map_rehash(tr_map *m, size_t n_slots) {
  m->slots = TR_NEW_N(m->arena, uint32_t, n_slots);
  m->n_slots = n_slots;
  for (size_t i = 0; i < m->n; i++) *map_slot(m, m->items[i].key, m->items[i].hash) = (uint32_t)i + 1;
}

void tr_map_put(tr_map *m, tr_str key, void *value) {
  if ((m->n + 1) * 2 > m->n_slots) map_rehash(m, m->n_slots ? m->n_slots * 2 : 16);
  uint64_t hash = tr_hash_bytes(key.p, key.n, 0);
  uint32_t *slot = map_slot(m, key, hash);
  if (*slot) {
    m->items[*slot - 1].value = value;
    return;
  }
  if (m->n == m->capacity) {
    size_t capacity = m->capacity ? m->capacity * 2 : 8;
    m->items = tr_arena_grow(m->arena, m->items, m->n * sizeof *m->items, capacity * sizeof *m->items);
    m->capacity = capacity;
  }
  m->items[m->n++] = (struct tr_map_item){key, value, hash};
  *slot = (uint32_t)m->n;
}
