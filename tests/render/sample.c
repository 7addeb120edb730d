#include "sample.h"

#include <math.h>

tr_color sample_color(const char *css) {
  tr_color c = {0, 0, 0, 1};
  tr_color_parse(tr_str_z(css), &c);
  return c;
}

tr_scene *sample_scene(tr_ctx *ctx, double w, double h, tr_color background) {
  tr_scene *scene = TR_NEW(ctx->scene, tr_scene);
  scene->width = w;
  scene->height = h;
  scene->background = tr_paint_solid(background, NULL);
  scene->root = tr_group_new(ctx);
  return scene;
}

tr_marks *sample_rect(tr_ctx *ctx, tr_group *in, double x, double y, double w, double h, tr_color fill) {
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_RECT, 1);
  m->x.one = x;
  m->y.one = y;
  m->x2.one = w;
  m->y2.one = h;
  m->fill.one = tr_paint_solid(fill, NULL);
  tr_group_add(in, &m->node);
  return m;
}

tr_text *sample_line(tr_ctx *ctx, tr_fonts *fonts, tr_group *in, const char *text, double x, double y,
                     const tr_font *font, tr_color color) {
  tr_text *t =
      tr_text_line_set(ctx, fonts, tr_str_z(text), font, TR_ALIGN_START, tr_paint_solid(color, NULL));
  t->x = x;
  t->y = y;
  tr_group_add(in, &t->node);
  return t;
}

tr_text *sample_para(tr_ctx *ctx, tr_fonts *fonts, tr_group *in, const char *text, double x, double y,
                     double width, double size) {
  tr_span_style base = {.font = {.size = size}, .paint = tr_paint_solid(sample_color("#222222"), NULL)};
  tr_span_style *spans;
  tr_para para = {.lang = TR_S("vi"), .width = width, .pitch_by_ink = true, .keep_names = true};
  tr_text_markdown(ctx, tr_str_z(text), &base, (tr_pos){0}, &para.text, &spans, &para.n_spans);
  para.spans = spans;
  tr_text *t = tr_text_set(ctx, fonts, &para);
  t->x = x;
  t->y = y;
  tr_group_add(in, &t->node);
  return t;
}

static tr_path circle(tr_ctx *ctx, double r) {
  tr_pather p = tr_pather_of(ctx);
  tr_path_arc(&p, 0, 0, r, 0, 2 * M_PI, false);
  tr_path_close(&p);
  return tr_path_done(&p);
}

static void add_texts(tr_ctx *ctx, tr_fonts *fonts, tr_group *root) {
  static const int weights[] = {300, 400, 500, 600, 700, 800};
  tr_color ink = sample_color("#1b1f24");
  for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
    sample_line(ctx, fonts, root, "Việt Nam – Hàn Quốc AVATAR 0123", 20, 40 + 26 * (double)i,
                &(tr_font){.size = 18, .weight = weights[i]}, ink);
  sample_line(ctx, fonts, root, "ẤẨỄ nghiêng fi ffi", 20, 200, &(tr_font){.size = 15, .italic = true}, ink);
  sample_line(ctx, fonts, root, "한국어 문장과 Latin", 220, 200, &(tr_font){.size = 15, .weight = 600}, ink);
  sample_line(ctx, fonts, root, "giãn cách", 220, 230, &(tr_font){.size = 15, .letter_spacing = 2}, ink);
  sample_line(ctx, fonts, root, "1.234,50", 20, 230, &(tr_font){.size = 15, .tabular = true}, ink);
  sample_para(
      ctx, fonts, root,
      "Nguyễn Mạnh Hùng: **Khoảng 80 %** số *doanh nghiệp* khởi nghiệp của chương trình tiếp tục hoạt động, "
      "~~trước~~ sau ba năm [nguồn](https://example.org/a?b=1&c=2).",
      20, 250, 330, 14);
  tr_text *turned = sample_line(ctx, fonts, root, "Xuất khẩu", 0, 0, &(tr_font){.size = 13}, ink);
  turned->x = 380;
  turned->y = 150;
  turned->angle = -M_PI / 2;
}

tr_scene *sample_texts(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 400, 360, sample_color("white"));
  scene->lang = TR_S("vi");
  add_texts(ctx, fonts, scene->root);
  return scene;
}

static const tr_gradient_stop stops[] = {{0, {1, 0.9, 0.2, 1}}, {1, {0.8, 0.1, 0.3, 1}}};

static void add_paints(tr_ctx *ctx, tr_group *in) {
  static const tr_gradient across = {0, 0, 0, 1, 1, 0, stops, 2},
                           round = {0.5, 0.5, 0, 0.5, 0.5, 0.5, stops, 2};
  static const tr_hatch hatch = {0.7853981633974483, 6, 2, {0.9, 0.95, 1, 1}};
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_RECT, 3);
  double *x = TR_NEW_N(ctx->scene, double, 3);
  tr_paint *paints = TR_NEW_N(ctx->scene, tr_paint, 3);
  for (int i = 0; i < 3; i++) x[i] = 110 * i;
  paints[0] = (tr_paint){.kind = TR_PAINT_LINEAR, .color = {.a = 1}, .gradient = &across};
  paints[1] = (tr_paint){.kind = TR_PAINT_RADIAL, .color = {.a = 1}, .gradient = &round};
  paints[2] = (tr_paint){.kind = TR_PAINT_HATCH, .color = sample_color("#3366cc"), .hatch = &hatch};
  m->x.each = x;
  m->x2.one = 100;
  m->y2.one = 60;
  m->fill.each = paints;
  m->stroke.one = tr_paint_solid(sample_color("#333333"), "ink");
  m->stroke_width.one = 1.5;
  for (int i = 0; i < 4; i++) m->radius[i].one = 8;
  tr_group_add(in, &m->node);
}

static void add_shapes(tr_ctx *ctx, tr_group *in) {
  static const double dash[] = {6, 3};
  tr_marks *rule = tr_marks_new(ctx, TR_MARKS_RULE, 1);
  rule->y.one = rule->y2.one = 80;
  rule->x2.one = 320;
  rule->stroke.one = tr_paint_solid(sample_color("#888888"), NULL);
  rule->stroke_width.one = 2;
  rule->pen.dash = dash;
  rule->pen.n_dash = 2;
  tr_group_add(in, &rule->node);
  tr_marks *dots = tr_marks_new(ctx, TR_MARKS_SYMBOL, 4);
  double *x = TR_NEW_N(ctx->scene, double, 4);
  tr_item_info *info = TR_NEW_N(ctx->scene, tr_item_info, 4);
  for (int i = 0; i < 4; i++) x[i] = 20 + 40 * i;
  info[1].title = TR_S("a <tip> & more");
  info[2].href = TR_S("https://example.org/dot");
  dots->x.each = x;
  dots->y.one = 105;
  dots->path.one = circle(ctx, 10);
  dots->fill.one = tr_paint_solid((tr_color){0.2, 0.6, 0.3, 0.6}, NULL);
  dots->stroke.one = tr_paint_solid(sample_color("#115522"), NULL);
  dots->stroke_width.one = 1;
  dots->info = info;
  tr_group_add(in, &dots->node);
}

static void add_groups(tr_ctx *ctx, tr_group *in) {
  tr_group *faint = tr_group_new(ctx), *cut = tr_group_new(ctx);
  faint->opacity = 0.5;
  tr_group_move(faint, 190, 95);
  sample_rect(ctx, faint, 0, 0, 30, 25, sample_color("#cc3333"));
  sample_rect(ctx, faint, 15, 5, 30, 25, sample_color("#3333cc"));
  tr_group_add(in, &faint->node);
  cut->clipped = true;
  cut->clip = circle(ctx, 15);
  tr_group_move(cut, 280, 108);
  sample_rect(ctx, cut, -20, -20, 40, 40, sample_color("#dd8800"));
  tr_group_add(in, &cut->node);
}

tr_scene *sample_page(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 400, 520, sample_color("white"));
  scene->lang = TR_S("vi");
  scene->title = TR_S("Việt Nam & Hàn Quốc");
  scene->description = TR_S("Một trang thử");
  scene->author = TR_S("NIPA");
  tr_group *words = tr_group_new(ctx), *figure = tr_group_new(ctx);
  words->role = TR_ROLE_HEADING;
  words->level = 2;
  words->id = TR_S("dau-de");
  tr_group_add(scene->root, &words->node);
  add_texts(ctx, fonts, words);
  figure->role = TR_ROLE_FIGURE;
  figure->alt = TR_S("Hình <mẫu>");
  figure->block_path = TR_S("blocks[1]");
  figure->facts = TR_NEW_N(ctx->scene, tr_str, 2);
  ((tr_str *)figure->facts)[0] = TR_S("jobs");
  ((tr_str *)figure->facts)[1] = TR_S("startups");
  figure->n_facts = 2;
  tr_group_move(figure, 30, 370);
  tr_group_add(scene->root, &figure->node);
  add_paints(ctx, figure);
  add_shapes(ctx, figure);
  add_groups(ctx, figure);
  return scene;
}

tr_render_options sample_options(void) { return (tr_render_options){.scale = 1, .source_date = NAN}; }

tr_str sample_render(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene, const char *format,
                     const tr_render_options *options) {
  tr_str bytes;
  const tr_output *output = tr_output_find(tr_str_z(format));
  return output && tr_render(ctx, fonts, scene, output, options, &bytes) ? bytes : (tr_str){0};
}

tr_str sample_message(const tr_ctx *ctx, size_t i) {
  return i < ctx->diags.n ? ((const tr_diag *)tr_vec_at(&ctx->diags, i))->text : (tr_str){0};
}
