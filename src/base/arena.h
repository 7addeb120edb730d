#ifndef TR_BASE_ARENA_H
#define TR_BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>

struct tr_ctx;

/* Memory that dies together. Blocks grow; nothing is freed singly. An allocation never returns NULL: when
   the arena's limit or the system's memory is reached, the fault is reported once and control returns to
   the tr_ctx_run() that is under way (base/ctx.h), which returns false. So no caller checks, and what is not
   arena memory (a cairo surface, a FILE) is handed to tr_ctx_defer(). */
typedef struct tr_arena tr_arena;

tr_arena *tr_arena_new(struct tr_ctx *ctx); /* owned by the caller */
void tr_arena_free(tr_arena *arena);        /* takes NULL */
size_t tr_arena_used(const tr_arena *arena);

void *tr_alloc(tr_arena *arena, size_t size);                 /* zeroed, aligned to 16 */
void *tr_alloc_n(tr_arena *arena, size_t count, size_t size); /* zeroed; the product is checked */
#define TR_NEW(arena, type)      ((type *)tr_alloc((arena), sizeof(type)))
#define TR_NEW_N(arena, type, n) ((type *)tr_alloc_n((arena), (n), sizeof(type)))

tr_str tr_str_copy(tr_arena *arena, tr_str s); /* NUL-terminated copy */
tr_str tr_str_join(tr_arena *arena, tr_str a, tr_str b);
tr_str tr_printf(tr_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
tr_str tr_vprintf(tr_arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* A growing array of one item type. ITEMS moves when it grows; items are zeroed when pushed. */
typedef struct tr_vec {
  tr_arena *arena;
  void *items;
  size_t n, capacity, size;
} tr_vec;

tr_vec tr_vec_of(tr_arena *arena, size_t item_size);
void *tr_vec_push(tr_vec *v);               /* the new item */
void *tr_vec_push_n(tr_vec *v, size_t n);   /* the first of n new items */
void *tr_vec_at(const tr_vec *v, size_t i); /* asserted to be inside */

/* A growing text, for writers. */
typedef struct tr_buf {
  tr_arena *arena;
  char *p;
  size_t n, capacity;
} tr_buf;

tr_buf tr_buf_of(tr_arena *arena);
void tr_buf_reserve(tr_buf *b, size_t n); /* room for N bytes more and a NUL */
void tr_buf_add(tr_buf *b, tr_str s);
void tr_buf_add_z(tr_buf *b, const char *z);
void tr_buf_add_char(tr_buf *b, char c);
void tr_buf_printf(tr_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tr_buf_number(tr_buf *b, double x);              /* shortest that reads back the same (base/number.h) */
void tr_buf_fixed(tr_buf *b, double x, int decimals); /* rounded; no trailing zeros, no "-0" */
tr_str tr_buf_str(tr_buf *b);                         /* what is there so far, NUL-terminated */

/* String to pointer-sized value. Keys are borrowed and must outlive the map. Iterates in insertion order. */
typedef struct tr_map {
  tr_arena *arena;
  struct tr_map_item {
    tr_str key;
    void *value;
    uint64_t hash;
  } * items;
  uint32_t *slots; /* index + 1 of an item; 0 is free */
  size_t n, capacity, n_slots;
} tr_map;

tr_map tr_map_of(tr_arena *arena);
void *tr_map_get(const tr_map *m, tr_str key); /* NULL where absent */
bool tr_map_has(const tr_map *m, tr_str key);
void tr_map_put(tr_map *m, tr_str key, void *value); /* replaces */
uint64_t tr_hash_bytes(const void *p, size_t n, uint64_t seed);

#endif
