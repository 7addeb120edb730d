#include "parts.h"

static bool run(tr_ctx *ctx, void *arg) {
  (void)arg;
  test_places();
  test_paths(ctx);
  test_graticule(ctx);
  return true;
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run, NULL));
  check(ctx->n_errors == 0);
  tr_ctx_free(ctx);
  return check_done();
}
