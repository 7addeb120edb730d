#include "base/ctx-priv.h"
#include "base/file.h"
#include "base/number.h"

#include <assert.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tr_deferred {
  void (*release)(void *what);
  void *what;
};

static bool set_up(tr_ctx *ctx, void *arg) {
  (void)arg;
  ctx->doc = tr_arena_new(ctx);
  ctx->data = tr_arena_new(ctx);
  ctx->scene = tr_arena_new(ctx);
  ctx->diags = tr_vec_of(ctx->doc, sizeof(tr_diag));
  ctx->sources = tr_vec_of(ctx->doc, sizeof(tr_source));
  ctx->deferred = tr_vec_of(ctx->doc, sizeof(struct tr_deferred));
  tr_vec_push(&ctx->diags); /* room for the message that memory is out */
  ctx->diags.n = 0;
  ctx->files = tr_files_new(ctx);
  return true;
}

tr_ctx *tr_ctx_new(void) {
  tr_ctx *ctx = calloc(1, sizeof *ctx);
  if (!ctx) return NULL;
  for (size_t i = 0; i < TR_LIMIT_COUNT; i++) ctx->limits[i] = tr_limit_rows[i].normal;
  ctx->work_left = ctx->limits[TR_LIMIT_WORK];
  if (tr_ctx_run(ctx, set_up, NULL)) return ctx;
  tr_ctx_free(ctx);
  return NULL;
}

void tr_ctx_free(tr_ctx *ctx) {
  if (!ctx) return;
  while (ctx->deferred.n) {
    struct tr_deferred d = *(struct tr_deferred *)tr_vec_at(&ctx->deferred, ctx->deferred.n - 1);
    ctx->deferred.n--;
    d.release(d.what);
  }
  tr_arena_free(ctx->scene);
  tr_arena_free(ctx->data);
  tr_arena_free(ctx->doc);
  free(ctx);
}

void tr_ctx_set_untrusted(tr_ctx *ctx) {
  ctx->untrusted = true;
  for (size_t i = 0; i < TR_LIMIT_COUNT; i++)
    if (ctx->limits[i] > tr_limit_rows[i].untrusted) ctx->limits[i] = tr_limit_rows[i].untrusted;
  if (ctx->work_left > ctx->limits[TR_LIMIT_WORK]) ctx->work_left = ctx->limits[TR_LIMIT_WORK];
}

bool tr_ctx_run(tr_ctx *ctx, bool (*body)(tr_ctx *ctx, void *arg), void *arg) {
  jmp_buf here;
  void *outer = ctx->recovery;
  volatile bool ok = false;
  ctx->recovery = &here;
  if (setjmp(here) == 0) ok = body(ctx, arg);
  ctx->recovery = outer;
  return ok;
}

_Noreturn void tr_give_up(tr_ctx *ctx) {
  assert(ctx->recovery && "memory or a limit ended outside of tr_ctx_run()");
  if (!ctx->recovery) abort();
  longjmp(*(jmp_buf *)ctx->recovery, 1);
}

void tr_ctx_defer(tr_ctx *ctx, void (*release)(void *what), void *what) {
  struct tr_deferred *d = tr_vec_push(&ctx->deferred);
  *d = (struct tr_deferred){release, what};
}

static void report_limit(tr_ctx *ctx, tr_limit_id id, double amount, tr_pos at) {
  const tr_limit_row *row = &tr_limit_rows[id];
  char found[32], bound[32];
  found[tr_num_shortest(amount, found)] = 0;
  bound[tr_num_shortest(ctx->limits[id], bound)] = 0;
  char hint[96];
  snprintf(hint, sizeof hint, "if this is meant, raise it with --limit %s=NUMBER", row->name);
  tr_error(ctx, TR_LIMIT, at, hint, "limit %s is %s (%s), this needs %s", row->name, bound, row->help, found);
}

bool tr_within(tr_ctx *ctx, tr_limit_id id, double amount, tr_pos at) {
  if (amount <= ctx->limits[id]) return true;
  report_limit(ctx, id, amount, at);
  return false;
}

void tr_work(tr_ctx *ctx, double units) {
  ctx->work_left -= units;
  if (ctx->work_left >= 0) return;
  double wanted = ctx->limits[TR_LIMIT_WORK] - ctx->work_left;
  ctx->work_left = 0;
  report_limit(ctx, TR_LIMIT_WORK, wanted, (tr_pos){0});
  tr_give_up(ctx);
}

void tr_ctx_take_memory(tr_ctx *ctx, size_t size) {
  double wanted = (double)ctx->memory_used + (double)size;
  /* A message about the limit may itself need a block: the reserve. */
  double reserve = ctx->reporting_memory ? 256 * 1024 : 0;
  if (wanted <= ctx->limits[TR_LIMIT_MEMORY_BYTES] + reserve) {
    ctx->memory_used += size;
    return;
  }
  if (ctx->reporting_memory) tr_ctx_out_of_memory(ctx);
  ctx->reporting_memory = true;
  report_limit(ctx, TR_LIMIT_MEMORY_BYTES, wanted, (tr_pos){0});
  ctx->reporting_memory = false;
  tr_give_up(ctx);
}

_Noreturn void tr_ctx_out_of_memory(tr_ctx *ctx) {
  ctx->n_errors++;
  ctx->reporting_memory = false;
  if (ctx->diags.capacity) {
    size_t i = ctx->diags.n < ctx->diags.capacity ? ctx->diags.n++ : ctx->diags.n - 1;
    ((tr_diag *)ctx->diags.items)[i] =
        (tr_diag){.severity = TR_ERROR, .fault = TR_SYSTEM, .text = TR_S("the system has no memory left")};
  }
  tr_give_up(ctx);
}
