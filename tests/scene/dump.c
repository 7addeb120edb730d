#include "parts.h"

#include <math.h>

static void expect(tr_ctx *ctx, const tr_scene *scene, const char *want, const char *name) {
  tr_buf b = tr_buf_of(ctx->scene);
  tr_scene_dump(ctx, scene, &b);
  check_str_named(tr_buf_str(&b), want, name);
}

static void empty(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 400, 300.456);
  expect(ctx, scene, "scene 400 x 300.46\n  group\n", "empty");
}

static void document(tr_ctx *ctx) {
  static const tr_str sources[] = {{"NIPA", 4}, {"a \"b\"", 5}}, facts[] = {{"jobs", 4}};
  tr_scene *scene = part_scene(ctx, 10, 20);
  scene->background = tr_paint_solid(part_color("white"), "page");
  scene->lang = TR_S("vi");
  scene->title = TR_S("Một\nhai\t\\");
  scene->description = TR_S("d");
  scene->author = TR_S("au");
  scene->sources = sources;
  scene->n_sources = 2;
  scene->facts = facts;
  scene->n_facts = 1;
  scene->root = NULL;
  expect(ctx, scene,
         "scene 10 x 20 background=#ffffffff/page lang=vi title=\"Một\\nhai\\u0009\\\\\" description=\"d\" "
         "author=\"au\" sources=[\"NIPA\" \"a \\\"b\\\"\"] facts=[\"jobs\"]\n",
         "document");
}

static void groups(tr_ctx *ctx) {
  static const tr_str facts[] = {{"a", 1}, {"b", 1}};
  tr_scene *scene = part_scene(ctx, 10, 10);
  tr_group *g = tr_group_new(ctx), *turned = tr_group_new(ctx);
  g->id = TR_S("x");
  g->role = TR_ROLE_HEADING;
  g->level = 2;
  g->block_path = TR_S("blocks[1]");
  tr_group_move(g, 1.005, -0.001);
  g->box[2] = 5;
  g->box[3] = 6;
  g->clipped = true;
  g->clip = part_path(ctx, "M0 0C1 1 2 2 3 3Z");
  g->opacity = 0.5;
  g->blend = TR_BLEND_COLOR_DODGE;
  g->lang = TR_S("ko");
  g->alt = TR_S("alt");
  g->link = TR_S("https://example.org");
  g->facts = facts;
  g->n_facts = 2;
  g->reading_order = 3;
  turned->matrix[0] = turned->matrix[3] = cos(1);
  turned->matrix[1] = sin(1);
  turned->matrix[2] = -sin(1);
  tr_group_add(scene->root, &g->node);
  tr_group_add(g, &turned->node);
  expect(ctx, scene,
         "scene 10 x 10\n  group\n"
         "    group id=\"x\" role=heading level=2 block=\"blocks[1]\" move=[1 0] box=[0 0 5 6] "
         "clip=\"M 0 0 C 1 1 2 2 3 3 Z\" opacity=0.5 blend=color-dodge lang=ko alt=\"alt\" "
         "link=\"https://example.org\" facts=[\"a\" \"b\"] order=3\n"
         "      group matrix=[0.540302 0.841471 -0.841471 0.540302 0 0]\n",
         "groups");
}

static const tr_gradient_stop stops[] = {{0, {1, 0, 0, 1}}, {1, {0, 0, 1, 0}}};
static const tr_gradient gradient = {0, 0.5, 0.1, 1, 0.5, 0.9, stops, 2};
static const tr_hatch hatch = {0.785, 4, 1, {1, 1, 1, 1}}, bare = {0, 4, 1, {0, 0, 0, 0}};

static void marks(tr_ctx *ctx) {
  static const double xs[] = {0, 30}, dash[] = {4, 2.5};
  static const uint32_t rows[] = {7, 8};
  static const tr_item_info info[] = {{{"t", 1}, {"d", 1}, {"h", 1}}, {{NULL, 0}, {NULL, 0}, {NULL, 0}}};
  tr_scene *scene = part_scene(ctx, 10, 10);
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_RECT, 2);
  tr_paint paints[2] = {tr_paint_solid(part_color("#4c78a8"), "accent"),
                        {.kind = TR_PAINT_LINEAR, .gradient = &gradient}};
  m->x.each = xs;
  m->x2.one = 20;
  m->y2.one = 9.999;
  m->radius[0].one = 3;
  m->fill.each = paints;
  m->info = info;
  m->rows = rows;
  m->blend = TR_BLEND_MULTIPLY;
  tr_group_add(scene->root, &m->node);
  m = tr_marks_new(ctx, TR_MARKS_RULE, 1);
  m->x2.one = 5;
  m->stroke.one = tr_paint_solid(part_color("#00000080"), NULL);
  m->stroke_width.one = 0.5;
  m->opacity.one = 0.25;
  m->pen = (tr_pen){TR_CAP_ROUND, TR_JOIN_BEVEL, 4, dash, 2, 1};
  tr_group_add(scene->root, &m->node);
  m = tr_marks_new(ctx, TR_MARKS_SYMBOL, 1);
  m->scale.one = 2;
  m->angle.one = -0.5;
  m->path.one = part_path(ctx, "M-1 0L1 0");
  m->fill.one = (tr_paint){.kind = TR_PAINT_RADIAL, .gradient = &gradient};
  m->stroke.one = (tr_paint){.kind = TR_PAINT_HATCH, .color = {0, 0, 0, 1}, .hatch = &hatch};
  m->stroke_width.one = 1;
  tr_group_add(scene->root, &m->node);
  m = tr_marks_new(ctx, TR_MARKS_PATH, 1);
  m->path.one = part_path(ctx, "M0 0L1 1");
  m->fill.one = (tr_paint){.kind = TR_PAINT_HATCH, .color = {0, 0, 0, 1}, .hatch = &bare};
  for (int i = 0; i < 4; i++) m->radius[i].one = 2; /* no radius on a path */
  tr_group_add(scene->root, &m->node);
  expect(
      ctx, scene,
      "scene 10 x 10\n  group\n"
      "    rect n=2 blend=multiply\n"
      "      - x=0 y=0 w=20 h=10 radius=[3 0 0 0] fill=#4c78a8ff/accent title=\"t\" description=\"d\" "
      "href=\"h\" "
      "row=7\n"
      "      - x=30 y=0 w=20 h=10 radius=[3 0 0 0] fill=linear([0 0.5 1 0.5] 0:#ff0000ff 1:#0000ff00) row=8\n"
      "    rule n=1 cap=round join=bevel miter=4 dash=[4 2.5] dash-offset=1\n"
      "      - x=0 y=0 x2=5 y2=0 stroke=#00000080 stroke-width=0.5 opacity=0.25\n"
      "    symbol n=1\n"
      "      - x=0 y=0 scale=2 angle=-0.5 d=\"M -1 0 L 1 0\" fill=radial([0 0.5 0.1 1 0.5 0.9] 0:#ff0000ff "
      "1:#0000ff00) stroke=hatch(#000000ff angle=0.79 pitch=4 width=1 ground=#ffffffff) stroke-width=1\n"
      "    path n=1\n"
      "      - x=0 y=0 d=\"M 0 0 L 1 1\" fill=hatch(#000000ff angle=0 pitch=4 width=1)\n",
      "marks");
}

/* One value for all and one for each make the same dump. */
static void channels_do_not_show(tr_ctx *ctx) {
  static const double same[] = {5, 5};
  tr_buf b[2] = {tr_buf_of(ctx->scene), tr_buf_of(ctx->scene)};
  for (int i = 0; i < 2; i++) {
    tr_scene *scene = part_scene(ctx, 10, 10);
    tr_marks *m = tr_marks_new(ctx, TR_MARKS_RECT, 2);
    m->x = i ? (tr_nums){.each = same} : (tr_nums){.one = 5};
    tr_group_add(scene->root, &m->node);
    tr_scene_dump(ctx, scene, &b[i]);
  }
  check_str(tr_buf_str(&b[0]), tr_buf_str(&b[1]).p);
}

static void texts(tr_ctx *ctx) {
  static const tr_face bold = {.family = {"Be Vietnam Pro", 14}, .style = {"Bold", 4}, .weight = 700};
  static const tr_face other = {.family = {"Pretendard", 10}, .style = {"Regular", 7}, .weight = 400};
  static const tr_glyph glyph = {.id = 1};
  tr_scene *scene = part_scene(ctx, 10, 10);
  tr_text *t = part_text(ctx, "Năm 2024", 1, 2, (tr_box){0.5, -9, 50, 11});
  tr_group_add(scene->root, &t->node);
  t = part_text(ctx, "ab cd", 0, 0, (tr_box){0, 0, 9, 9});
  tr_text_style *styles = TR_NEW_N(ctx->scene, tr_text_style, 2);
  tr_text_line *lines = TR_NEW_N(ctx->scene, tr_text_line, 2);
  tr_glyph_run *run = TR_NEW(ctx->scene, tr_glyph_run);
  styles[0] = (tr_text_style){.from = 0,
                              .to = 3,
                              .face = &bold,
                              .size = 12.345,
                              .weight = 600,
                              .italic = true,
                              .underline = true,
                              .strike = true,
                              .tabular = true,
                              .letter_spacing = 1,
                              .rise = 2,
                              .link = TR_S("https://a.b")};
  styles[1] = (tr_text_style){.from = 3, .to = 5, .face = &bold, .size = 10, .weight = 700};
  lines[0] = (tr_text_line){.from = 0, .to = 2, .baseline = 10, .width = 8};
  lines[1] = (tr_text_line){.from = 3, .to = 5, .x = 1, .baseline = 24, .width = 7, .rtl = true};
  *run = (tr_glyph_run){.face = &other, .size = 10, .style = 1, .from = 4, .to = 5, .glyphs = &glyph, .n = 1};
  t->styles = styles;
  t->n_styles = 2;
  t->lines = lines;
  t->n_lines = 2;
  t->runs = run;
  t->n_runs = 1;
  t->angle = 1.5;
  t->opacity = 0.5;
  t->lang = TR_S("vi");
  t->rtl = true;
  t->wrap_width = 100;
  t->align = TR_ALIGN_CENTER;
  t->n_missing = 2;
  t->stroke = tr_paint_solid(part_color("white"), NULL);
  t->stroke_width = 3;
  t->title = TR_S("tip");
  t->href = TR_S("https://c.d");
  tr_group_add(scene->root, &t->node);
  expect(ctx, scene,
         "scene 10 x 10\n  group\n"
         "    text \"Năm 2024\" x=1 y=2\n"
         "      style \"Be Vietnam Pro Regular\" size=10 fill=#000000ff\n"
         "      line \"Năm 2024\" x=0 baseline=0 width=50 ink=[0.5 -9 50 11]\n"
         "    text \"ab cd\" x=0 y=0 angle=1.5 opacity=0.5 lang=vi rtl wrap=100 align=center missing=2 "
         "stroke=#ffffffff stroke-width=3 title=\"tip\" href=\"https://c.d\"\n"
         "      style 0..3 \"Be Vietnam Pro Bold\" size=12.35 weight=600 italic=yes underline strike tabular "
         "letter-spacing=1 rise=2 link=\"https://a.b\"\n"
         "      style 3..5 \"Be Vietnam Pro Bold\" size=10\n"
         "      line \"ab\" x=0 baseline=10 width=8\n"
         "      line \"cd\" x=1 baseline=24 width=7 rtl\n"
         "      run \"d\" \"Pretendard Regular\"\n",
         "texts");
}

static void images(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 10, 10);
  tr_image *image = tr_image_new(ctx);
  image->w = 5;
  image->h = 4;
  image->bytes = TR_S("12345");
  image->type = TR_S("image/png");
  image->px_w = 50;
  image->px_h = 40;
  image->smooth = false;
  image->alt = TR_S("một");
  tr_group_add(scene->root, &image->node);
  expect(ctx, scene,
         "scene 10 x 10\n  group\n"
         "    image type=image/png bytes=5 box=[0 0 5 4] px=50x40 pixelated alt=\"một\"\n",
         "image");
}

void test_dump(tr_ctx *ctx) {
  empty(ctx);
  document(ctx);
  groups(ctx);
  marks(ctx);
  channels_do_not_show(ctx);
  texts(ctx);
  images(ctx);
}
