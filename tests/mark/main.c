#include "parts.h"

void set_numbers(tr_ctx *ctx, tr_items *it, tr_channel_id id, const double *x) {
  double *each = TR_NEW_N(ctx->scene, double, it->n);
  memcpy(each, x, it->n * sizeof *x);
  tr_items_number(it, id, 0);
  it->numbers[id].each = each;
}

void set_word(tr_items *it, tr_channel_id id, const char *word) {
  tr_items_value(it, id, tr_make_string(tr_str_z(word)));
}

void set_color(tr_items *it, tr_channel_id id) {
  tr_items_paint(it, id, (tr_paint){.kind = TR_PAINT_SOLID, .color = {0, 0, 0, 1}});
}

const tr_node *drawn(const tr_mark_env *env, tr_mark_draw *draw, const tr_items *it, tr_bounds *bounds) {
  tr_group *group = tr_group_new(env->ctx);
  tr_bounds all = tr_bounds_none();
  draw(env, it, group, &all, NULL);
  if (bounds) *bounds = all;
  return group->first;
}

void check_bounds(const tr_bounds *b, double x1, double y1, double x2, double y2, const char *name) {
  double got[] = {b->x1, b->y1, b->x2, b->y2}, want[] = {x1, y1, x2, y2};
  bool same = true;
  for (int i = 0; i < 4; i++) same = same && (got[i] == want[i] || fabs(got[i] - want[i]) < 1e-9);
  if (!check_named(same, name)) printf("#   got  %g %g %g %g\n", b->x1, b->y1, b->x2, b->y2);
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_font_options options = {.synthetic = true};
  tr_mark_env env = {ctx, tr_fonts_new(ctx, &options)};
  test_images(&env);
  test_outlines(&env);
  test_shapes(&env);
  test_texts(&env);
  tr_ctx_free(ctx);
  return check_done();
}
