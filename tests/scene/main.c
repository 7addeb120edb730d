#include "parts.h"

tr_scene *part_scene(tr_ctx *ctx, double w, double h) {
  tr_scene *scene = TR_NEW(ctx->scene, tr_scene);
  scene->width = w;
  scene->height = h;
  scene->root = tr_group_new(ctx);
  return scene;
}

tr_color part_color(const char *css) {
  tr_color c = {0, 0, 0, 1};
  check_named(tr_color_parse(tr_str_z(css), &c), css);
  return c;
}

tr_path part_path(tr_ctx *ctx, const char *svg) {
  tr_path path;
  check_named(tr_path_parse(ctx, tr_str_z(svg), &path), svg);
  return path;
}

tr_marks *part_rect(tr_ctx *ctx, double x, double y, double w, double h, const char *fill) {
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_RECT, 1);
  m->x.one = x;
  m->y.one = y;
  m->x2.one = w;
  m->y2.one = h;
  m->fill.one = tr_paint_solid(part_color(fill), NULL);
  return m;
}

tr_text *part_text(tr_ctx *ctx, const char *text, double x, double y, tr_box ink) {
  static const tr_face face = {.family = {"Be Vietnam Pro", 14}, .style = {"Regular", 7}, .weight = 400};
  tr_text *t = TR_NEW(ctx->scene, tr_text);
  tr_text_style *style = TR_NEW(ctx->scene, tr_text_style);
  tr_text_line *line = TR_NEW(ctx->scene, tr_text_line);
  t->node.kind = TR_NODE_TEXT;
  t->text = tr_str_z(text);
  t->x = x;
  t->y = y;
  t->opacity = 1;
  *style = (tr_text_style){.to = t->text.n,
                           .face = &face,
                           .size = 10,
                           .weight = 400,
                           .paint = tr_paint_solid((tr_color){0, 0, 0, 1}, NULL)};
  *line = (tr_text_line){.to = t->text.n, .width = ink.w, .ink = ink, .logical = ink};
  t->styles = style;
  t->lines = line;
  t->n_styles = t->n_lines = 1;
  t->ink = t->logical = ink;
  return t;
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_paths(ctx);
  test_bounds(ctx);
  test_faults(ctx);
  test_check();
  test_dump(ctx);
  test_pictures();
  tr_ctx_free(ctx);
  return check_done();
}
