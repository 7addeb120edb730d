#include "parts.h"

void check_bounds(const tr_bounds *b, double x1, double y1, double x2, double y2, const char *name) {
  double got[] = {b->x1, b->y1, b->x2, b->y2}, want[] = {x1, y1, x2, y2};
  bool same = true;
  for (int i = 0; i < 4; i++) same = same && (got[i] == want[i] || fabs(got[i] - want[i]) < 1e-9);
  if (!check_named(same, name)) printf("#   got  %g %g %g %g\n", b->x1, b->y1, b->x2, b->y2);
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_places(ctx);
  test_axes(ctx);
  test_legends(ctx);
  test_titles(ctx);
  tr_ctx_free(ctx);
  return check_done();
}
