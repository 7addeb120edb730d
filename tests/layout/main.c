#include "parts.h"

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_boxes(ctx);
  test_legends(ctx);
  test_trellis(ctx);
  tr_ctx_free(ctx);
  return check_done();
}
