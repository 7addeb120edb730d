#include "base/arena.h"
#include "base/ctx-priv.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024 };

typedef struct block {
  struct block *next;
  size_t size, used; /* of the bytes after the header */
} block;

struct tr_arena {
  tr_ctx *ctx;
  block *current; /* head of the list; only this one is filled further */
  size_t next_size, used;
};

/* The header's size, rounded up so that what follows is aligned. */
static const size_t header = (sizeof(block) + ALIGN - 1) / ALIGN * ALIGN;

static char *block_bytes(block *b) { return (char *)b + header; }

tr_arena *tr_arena_new(tr_ctx *ctx) {
  tr_arena *arena = calloc(1, sizeof *arena);
  if (!arena) tr_ctx_out_of_memory(ctx);
  arena->ctx = ctx;
  arena->next_size = FIRST_BLOCK;
  return arena;
}

void tr_arena_free(tr_arena *arena) {
  if (!arena) return;
  for (block *b = arena->current, *next; b; b = next) {
    next = b->next;
    arena->ctx->memory_used -= b->size;
    free(b);
  }
  free(arena);
}

size_t tr_arena_used(const tr_arena *arena) { return arena->used; }

static block *block_new(tr_arena *arena, size_t size) {
  tr_ctx *ctx = arena->ctx;
  if (size > SIZE_MAX / 2) tr_ctx_out_of_memory(ctx);
  tr_ctx_take_memory(ctx, size);
  block *b = calloc(1, header + size); /* fresh pages are zero already: calloc touches none of them */
  if (!b) {
    ctx->memory_used -= size;
    tr_ctx_out_of_memory(ctx);
  }
  b->size = size;
  return b;
}

/* A big piece gets a block of its own behind the current one, whose rest stays in use. */
static void *alloc_alone(tr_arena *arena, size_t size) {
  block *b = block_new(arena, size);
  b->used = size;
  if (arena->current) {
    b->next = arena->current->next;
    arena->current->next = b;
  } else {
    arena->current = b;
  }
  return block_bytes(b);
}

static void *alloc_in_new_block(tr_arena *arena, size_t size) {
  block *b = block_new(arena, arena->next_size);
  if (arena->next_size < LARGEST_BLOCK) arena->next_size *= 2;
  b->used = size;
  b->next = arena->current;
  arena->current = b;
  return block_bytes(b);
}

void *tr_alloc(tr_arena *arena, size_t size) {
  if (size > SIZE_MAX - ALIGN) tr_ctx_out_of_memory(arena->ctx);
  size = size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
  arena->used += size;
  block *b = arena->current;
  if (b && size <= b->size - b->used) {
    void *p = block_bytes(b) + b->used;
    b->used += size;
    return p;
  }
  return size > arena->next_size / 4 ? alloc_alone(arena, size) : alloc_in_new_block(arena, size);
}

void *tr_alloc_n(tr_arena *arena, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) tr_ctx_out_of_memory(arena->ctx);
  return tr_alloc(arena, bytes);
}

void *tr_arena_grow(tr_arena *arena, void *old, size_t old_size, size_t new_size) {
  block *b = arena->current;
  size_t held = (old_size + ALIGN - 1) / ALIGN * ALIGN;
  size_t wanted = (new_size + ALIGN - 1) / ALIGN * ALIGN;
  bool is_last = old && b && (char *)old + held == block_bytes(b) + b->used;
  if (is_last && new_size <= SIZE_MAX / 2 && wanted - held <= b->size - b->used) {
    b->used += wanted - held;
    arena->used += wanted - held;
    return old;
  }
  void *p = tr_alloc(arena, new_size);
  if (old_size) memcpy(p, old, old_size);
  return p;
}

tr_str tr_str_copy(tr_arena *arena, tr_str s) { return tr_str_join(arena, s, (tr_str){0}); }

tr_str tr_str_join(tr_arena *arena, tr_str a, tr_str b) {
  char *p = tr_alloc(arena, a.n + b.n + 1);
  if (a.n) memcpy(p, a.p, a.n);
  if (b.n) memcpy(p + a.n, b.p, b.n);
  return (tr_str){p, a.n + b.n};
}

tr_str tr_printf(tr_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  tr_str s = tr_vprintf(arena, format, args);
  va_end(args);
  return s;
}

tr_str tr_vprintf(tr_arena *arena, const char *format, va_list args) {
  char small[256];
  va_list again;
  va_copy(again, args);
  int n = vsnprintf(small, sizeof small, format, args);
  assert(n >= 0);
  char *p = tr_alloc(arena, (size_t)n + 1);
  if ((size_t)n < sizeof small)
    memcpy(p, small, (size_t)n);
  else
    vsnprintf(p, (size_t)n + 1, format, again);
  va_end(again);
  return (tr_str){p, (size_t)n};
}
