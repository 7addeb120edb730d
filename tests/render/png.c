#include "parts.h"

#include <math.h>
#include <png.h>

/* A row of N pixels, each of its own colour: red counts, green says how often red has gone round. */
static tr_scene *many_colors(tr_ctx *ctx, size_t n) {
  tr_scene *scene = sample_scene(ctx, (double)n, 2, (tr_color){0, 0, 0, 1});
  tr_marks *m = tr_marks_new(ctx, TR_MARKS_RECT, n);
  double *x = TR_NEW_N(ctx->scene, double, n);
  tr_paint *fill = TR_NEW_N(ctx->scene, tr_paint, n);
  for (size_t i = 0; i < n; i++) {
    x[i] = (double)i;
    fill[i] = tr_paint_solid((tr_color){(double)(i % 256) / 255, (double)(i / 256) / 255, 0, 1}, NULL);
  }
  m->x.each = x;
  m->x2.one = 1;
  m->y2.one = 2;
  m->fill.each = fill;
  tr_group_add(scene->root, &m->node);
  return scene;
}

static picture picture_of(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene, const tr_render_options *o) {
  return read_png(sample_render(ctx, fonts, scene, "png", o));
}

static void few_colors_make_a_palette(tr_ctx *ctx, tr_fonts *fonts) {
  /* Number of colours, and the type and depth it is written with. */
  static const struct {
    size_t colors;
    int type, depth;
  } rows[] = {{1, PNG_COLOR_TYPE_PALETTE, 1},  {2, PNG_COLOR_TYPE_PALETTE, 1},
              {3, PNG_COLOR_TYPE_PALETTE, 2},  {4, PNG_COLOR_TYPE_PALETTE, 2},
              {5, PNG_COLOR_TYPE_PALETTE, 4},  {16, PNG_COLOR_TYPE_PALETTE, 4},
              {17, PNG_COLOR_TYPE_PALETTE, 8}, {256, PNG_COLOR_TYPE_PALETTE, 8},
              {257, PNG_COLOR_TYPE_RGB, 8},    {3000, PNG_COLOR_TYPE_RGB, 8}};
  tr_render_options o = sample_options();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t n = rows[i].colors;
    picture p = picture_of(ctx, fonts, many_colors(ctx, n), &o);
    bool same = p.w == n && p.h == 2;
    check(p.type == rows[i].type);
    check(p.depth == rows[i].depth);
    for (size_t x = 0; same && x < n; x++) {
      const unsigned char *c = p.rgba + 4 * x;
      same = c[0] == x % 256 && c[1] == x / 256 && c[2] == 0 && c[3] == 255;
    }
    check_named(same, "every pixel is read back as it was drawn");
    free_picture(&p);
  }
}

static void clear_pages_have_alpha(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 20, 10, (tr_color){0, 0, 0, 0});
  tr_render_options o = sample_options();
  scene->background = tr_paint_none();
  sample_rect(ctx, scene->root, 0, 0, 10, 10, (tr_color){1, 0, 0, 128.0 / 255});
  picture p = picture_of(ctx, fonts, scene, &o);
  check(p.type == PNG_COLOR_TYPE_RGB_ALPHA);
  check_str(tr_str_z(pixel(&p, 15, 5)), "#00000000");
  check_str(tr_str_z(pixel(&p, 5, 5)), "#ff000080");
  free_picture(&p);
  o.has_background = true;
  o.background = sample_color("#00f");
  p = picture_of(ctx, fonts, scene, &o);
  check(p.type == PNG_COLOR_TYPE_PALETTE);
  check_str(tr_str_z(pixel(&p, 15, 5)), "#0000ffff");
  free_picture(&p);
}

static void sizes_and_density(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    double width, scale, dpi;
    size_t w;
    unsigned per_metre;
  } rows[] = {
      {40, 1, 0, 40, 0}, {40, 2, 0, 80, 0},     {40.2, 1, 0, 41, 0},    {40, 1.25, 0, 50, 0},
      {0.3, 1, 0, 1, 0}, {40, 1, 96, 40, 3780}, {40, 1, 192, 80, 7559}, {40, 7, 300, 125, 11811},
      {40, 0, 0, 40, 0}, {30, 1.1, 0, 33, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_scene *scene = sample_scene(ctx, rows[i].width, 10, sample_color("white"));
    tr_render_options o = sample_options();
    o.scale = rows[i].scale;
    o.dpi = rows[i].dpi;
    picture p = picture_of(ctx, fonts, scene, &o);
    check(p.w == rows[i].w);
    check(p.per_metre == rows[i].per_metre);
    check_str(tr_str_z(pixel(&p, p.w - 1, p.h - 1)), "#ffffffff"); /* the ground reaches the last pixel */
    free_picture(&p);
  }
}

/* Just within and just over. */
static void limits(tr_ctx *ctx, tr_fonts *fonts) {
  tr_render_options o = sample_options();
  tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
  double side = ctx->limits[TR_LIMIT_RASTER_SIDE], area = ctx->limits[TR_LIMIT_RASTER_AREA];
  for (int over = 0; over < 2; over++) {
    size_t errors = ctx->n_errors;
    ctx->limits[TR_LIMIT_RASTER_SIDE] = 100 - over;
    check((sample_render(ctx, fonts, scene, "png", &o).n == 0) == (over == 1));
    ctx->limits[TR_LIMIT_RASTER_SIDE] = side;
    ctx->limits[TR_LIMIT_RASTER_AREA] = 5000 - over;
    check((sample_render(ctx, fonts, scene, "png", &o).n == 0) == (over == 1));
    ctx->limits[TR_LIMIT_RASTER_AREA] = area;
    check(ctx->n_errors == errors + 2 * (size_t)over);
  }
  double vector = ctx->limits[TR_LIMIT_VECTOR_SIDE];
  for (int over = 0; over < 2; over++) {
    ctx->limits[TR_LIMIT_VECTOR_SIDE] = 100 - over;
    check((sample_render(ctx, fonts, scene, "svg", &o).n == 0) == (over == 1));
  }
  ctx->limits[TR_LIMIT_VECTOR_SIDE] = vector;
  scene->width = 14400 / 0.75;
  check(sample_render(ctx, fonts, scene, "pdf", &o).n > 0);
  scene->width += 1;
  check(sample_render(ctx, fonts, scene, "pdf", &o).n == 0);
}

static void twice_is_the_same(tr_ctx *ctx, tr_fonts *fonts) {
  static const char *const formats[] = {"png", "svg", "pdf", "scene"};
  tr_render_options o = sample_options();
  for (size_t i = 0; i < 4; i++) {
    tr_scene *scene = sample_page(ctx, fonts);
    tr_str a = sample_render(ctx, fonts, scene, formats[i], &o),
           b = sample_render(ctx, fonts, scene, formats[i], &o);
    tr_ctx *other = tr_ctx_new();
    tr_fonts *others = tr_fonts_new(other, &(tr_font_options){.no_system = true});
    tr_str c = sample_render(other, others, sample_page(other, others), formats[i], &o);
    check_named(a.n > 1000 && tr_str_eq(a, b), formats[i]);
    check_named(tr_str_eq(a, c), formats[i]);
    tr_ctx_free(other);
  }
}

/* N symbols at scattered places, in batches of EACH, in a clipped and fading group. */
static tr_scene *many_symbols(tr_ctx *ctx, size_t n, size_t each, double width, double scale, double angle) {
  tr_scene *scene = sample_scene(ctx, 300, 300, (tr_color){1, 1, 1, 1});
  tr_group *g = tr_group_new(ctx);
  tr_pather clip = tr_pather_of(ctx), star = tr_pather_of(ctx);
  tr_path_rect(&clip, 20, 20, 200, 200);
  tr_path_move(&star, 0, -4);
  tr_path_line(&star, 3, 4);
  tr_path_arc(&star, 0, 0, 3, 0, M_PI, false);
  tr_path_close(&star);
  g->clipped = true;
  g->clip = tr_path_done(&clip);
  g->opacity = 0.75;
  tr_path outline = tr_path_done(&star);
  for (size_t from = 0; from < n; from += each) {
    tr_marks *m = tr_marks_new(ctx, TR_MARKS_SYMBOL, each);
    double *x = TR_NEW_N(ctx->scene, double, each), *y = TR_NEW_N(ctx->scene, double, each);
    for (size_t i = 0; i < each; i++) {
      x[i] = fmod((double)(from + i) * 7.3137, 300);
      y[i] = fmod((double)(from + i) * 3.9173, 300);
    }
    m->x.each = x;
    m->y.each = y;
    m->path.one = outline;
    m->fill.one = tr_paint_solid((tr_color){0, 0.3, 0.8, 0.5}, NULL);
    m->stroke.one = tr_paint_solid((tr_color){0.8, 0, 0, 0.7}, NULL);
    m->stroke_width.one = width;
    m->scale.one = scale;
    m->angle.one = angle;
    tr_group_add(g, &m->node);
  }
  tr_group_add(scene->root, &g->node);
  return scene;
}

/* Very many alike are painted through masks: what differs from drawing each is below what can be seen. */
static void many_symbols_are_as_drawn_singly(tr_ctx *ctx, tr_fonts *fonts) {
  enum { N = 4000, FEW = 500, VISIBLE = 10 };
  static const struct {
    double width, scale, angle, pixels;
  } rows[] = {{0, 1, 0, 1}, {1, 1, 0, 1}, {2, 1.5, 0.4, 1}, {1.5, 1, 0, 2}, {1, 1, 1, 0.7}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_render_options o = sample_options();
    o.scale = rows[i].pixels;
    picture whole =
        picture_of(ctx, fonts, many_symbols(ctx, N, N, rows[i].width, rows[i].scale, rows[i].angle), &o);
    picture parts =
        picture_of(ctx, fonts, many_symbols(ctx, N, FEW, rows[i].width, rows[i].scale, rows[i].angle), &o);
    check((double)pixels_inked(&whole) > 10000 * rows[i].pixels);
    check(pixels_off(&whole, &parts, VISIBLE) == 0);
    free_picture(&whole);
    free_picture(&parts);
  }
}

void test_png(tr_ctx *ctx, tr_fonts *fonts) {
  many_symbols_are_as_drawn_singly(ctx, fonts);
  few_colors_make_a_palette(ctx, fonts);
  clear_pages_have_alpha(ctx, fonts);
  sizes_and_density(ctx, fonts);
  limits(ctx, fonts);
  twice_is_the_same(ctx, fonts);
}
