#ifndef TR_BASE_CTX_PRIV_H
#define TR_BASE_CTX_PRIV_H

#include "base/ctx.h"

/* Counts SIZE bytes of arena memory; over the limit: reports and returns to tr_ctx_run(). */
void tr_ctx_take_memory(tr_ctx *ctx, size_t size);
/* Reports that the system has no memory left, without taking any, and returns to tr_ctx_run(). */
_Noreturn void tr_ctx_out_of_memory(tr_ctx *ctx);

/* A copy of OLD (OLD_SIZE bytes, may be NULL) with room for NEW_SIZE; in place where it was the arena's last
   piece. The new bytes are zero. */
void *tr_arena_grow(tr_arena *arena, void *old, size_t old_size, size_t new_size);

struct tr_files *tr_files_new(tr_ctx *ctx);

#endif
