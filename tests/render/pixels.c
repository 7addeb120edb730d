#include "parts.h"

#include <cairo.h>
#include <math.h>

/* What lands where: single pixels in the middle of plain colours, worked out by hand. */

static picture draw(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene) {
  tr_render_options o = sample_options();
  return read_png(sample_render(ctx, fonts, scene, "png", &o));
}

static tr_scene *page(tr_ctx *ctx) { return sample_scene(ctx, 100, 100, sample_color("white")); }

static tr_marks *add_marks(tr_ctx *ctx, tr_scene *scene, tr_marks_kind kind) {
  tr_marks *m = tr_marks_new(ctx, kind, 1);
  tr_group_add(scene->root, &m->node);
  return m;
}

static void check_pixel(const picture *p, size_t x, size_t y, const char *want, const char *name) {
  check_str_named(tr_str_z(pixel(p, x, y)), want, name);
}

static void shapes(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = page(ctx);
  tr_marks *m = sample_rect(ctx, scene->root, 10, 10, 40, 40, sample_color("#ff0000"));
  m->stroke.one = tr_paint_solid(sample_color("#0000ff"), NULL);
  m->stroke_width.one = 4;
  for (int i = 0; i < 4; i++) m->radius[i].one = i == 0 ? 20 : 0;
  m = add_marks(ctx, scene, TR_MARKS_RULE);
  m->x.one = 60;
  m->x2.one = 100;
  m->y.one = m->y2.one = 5;
  m->stroke.one = tr_paint_solid(sample_color("#00ff00"), NULL);
  m->stroke_width.one = 2;
  static const double dash[] = {10, 10};
  m->pen.dash = dash;
  m->pen.n_dash = 2;
  m = add_marks(ctx, scene, TR_MARKS_SYMBOL);
  tr_path_parse(ctx, TR_S("M-1-1H1V1H-1Z"), &m->path.one);
  m->x.one = 75;
  m->y.one = 50;
  m->scale.one = 10;
  m->angle.one = M_PI / 4;
  m->fill.one = tr_paint_solid(sample_color("#123456"), NULL);
  picture p = draw(ctx, fonts, scene);
  check_pixel(&p, 30, 30, "#ff0000ff", "inside");
  check_pixel(&p, 49, 30, "#0000ffff", "right stroke");
  check_pixel(&p, 51, 30, "#0000ffff", "right stroke, outer half");
  check_pixel(&p, 53, 30, "#ffffffff", "beyond the stroke");
  check_pixel(&p, 11, 11, "#ffffffff", "round corner");
  check_pixel(&p, 49, 11, "#0000ffff", "square corner");
  check_pixel(&p, 65, 5, "#00ff00ff", "dash");
  check_pixel(&p, 75, 5, "#ffffffff", "gap");
  check_pixel(&p, 85, 5, "#00ff00ff", "second dash");
  check_pixel(&p, 75, 38, "#123456ff", "tip of the turned square");
  check_pixel(&p, 66, 41, "#ffffffff", "its missing corner");
  free_picture(&p);
}

/* A line of so many points that most of them are left out: what they cover stays, and gaps do. */
static void long_line(tr_ctx *ctx, tr_fonts *fonts) {
  enum { N = 16000, SPIKE = 8011 };
  tr_scene *scene = page(ctx);
  tr_pather p = tr_pather_of(ctx);
  for (int i = 0; i < N; i++) {
    double x = 10 + 60.0 * i / N, y = i == SPIKE ? 5 : i % 3 == 0 ? 20 : i % 3 == 1 ? 80 : 50;
    (i == 0 ? tr_path_move : tr_path_line)(&p, x, y);
  }
  tr_path_move(&p, 80, 30);
  tr_path_line(&p, 95, 30);
  tr_marks *m = add_marks(ctx, scene, TR_MARKS_PATH);
  m->path.one = tr_path_done(&p);
  m->stroke.one = tr_paint_solid(sample_color("#0000ff"), NULL);
  m->stroke_width.one = 3;
  m->pen.join = TR_JOIN_BEVEL;
  picture drawn = draw(ctx, fonts, scene);
  check_pixel(&drawn, 30, 21, "#0000ffff", "upper end of the noise");
  check_pixel(&drawn, 30, 50, "#0000ffff", "between");
  check_pixel(&drawn, 60, 79, "#0000ffff", "lower end of the noise");
  check_pixel(&drawn, 40, 12, "#0000ffff", "one point that stands out");
  check_pixel(&drawn, 36, 12, "#ffffffff", "beside it");
  check_pixel(&drawn, 69, 50, "#0000ffff", "end of the line");
  check_pixel(&drawn, 75, 30, "#ffffffff", "gap");
  check_pixel(&drawn, 90, 30, "#0000ffff", "behind the gap");
  free_picture(&drawn);
}

static void opacity_and_groups(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = page(ctx);
  tr_group *faint = tr_group_new(ctx), *single = tr_group_new(ctx), *flat = tr_group_new(ctx);
  faint->opacity = single->opacity = 0.5;
  sample_rect(ctx, faint, 0, 0, 20, 20, sample_color("#ff0000"));
  sample_rect(ctx, faint, 10, 0, 20, 20, sample_color("#0000ff"));
  sample_rect(ctx, single, 0, 40, 20, 20, sample_color("#ff0000"));
  tr_group_add(scene->root, &faint->node);
  tr_group_add(scene->root, &single->node);
  flat->matrix[0] = 0; /* no inverse: nothing is seen, and what follows is */
  sample_rect(ctx, flat, 0, 0, 50, 50, sample_color("#000000"));
  tr_group_add(scene->root, &flat->node);
  tr_marks *m = sample_rect(ctx, scene->root, 50, 0, 20, 20, sample_color("#ff8000"));
  m->opacity.one = 0.5;
  m = sample_rect(ctx, scene->root, 50, 40, 20, 20, sample_color("#ffff00"));
  m = sample_rect(ctx, scene->root, 50, 40, 20, 20, sample_color("#00ffff"));
  m->blend = TR_BLEND_MULTIPLY;
  tr_group *blended = tr_group_new(ctx);
  blended->blend = TR_BLEND_DARKEN;
  sample_rect(ctx, scene->root, 50, 70, 20, 20, sample_color("#c0c000"));
  sample_rect(ctx, blended, 50, 70, 20, 20, sample_color("#00e0e0"));
  tr_group_add(scene->root, &blended->node);
  picture p = draw(ctx, fonts, scene);
  check_pixel(&p, 5, 5, "#ff7f7fff", "half red over white");
  check_pixel(&p, 15, 5, "#7f7fffff", "the group's own overlap does not show through");
  check_pixel(&p, 5, 50, "#ff7f7fff", "a group of one");
  check_pixel(&p, 60, 5, "#ffbf7fff", "opacity of an item");
  check_pixel(&p, 60, 50, "#00ff00ff", "yellow times cyan");
  check_pixel(&p, 60, 80, "#00c000ff", "the darker of each channel");
  free_picture(&p);
}

static void clips(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = page(ctx);
  tr_group *cut = tr_group_new(ctx);
  cut->clipped = true;
  tr_path_parse(ctx, TR_S("M0 0H20V20H0Z"), &cut->clip);
  tr_group_move(cut, 30, 30);
  sample_rect(ctx, cut, -30, -30, 100, 100, sample_color("#00ff00"));
  tr_group_add(scene->root, &cut->node);
  picture p = draw(ctx, fonts, scene);
  check_pixel(&p, 29, 40, "#ffffffff", "left of the clip");
  check_pixel(&p, 30, 40, "#00ff00ff", "inside");
  check_pixel(&p, 49, 49, "#00ff00ff", "last inside");
  check_pixel(&p, 50, 49, "#ffffffff", "right of it");
  free_picture(&p);
}

static void paints(tr_ctx *ctx, tr_fonts *fonts) {
  static const tr_gradient_stop stops[] = {
      {0, {1, 0, 0, 1}}, {0.5, {1, 0, 0, 1}}, {0.5, {0, 0, 1, 1}}, {1, {0, 0, 1, 1}}};
  static const tr_gradient right = {0, 0, 0, 1, 0, 0, stops, 4},
                           round = {0.5, 0.5, 0, 0.5, 0.5, 0.5, stops, 4};
  /* Level lines of 4 px every 10 px: at multiples of 10, two px to each side. */
  static const tr_hatch hatch = {0, 10, 4, {1, 1, 0, 1}};
  tr_scene *scene = page(ctx);
  tr_marks *m = sample_rect(ctx, scene->root, 10, 0, 40, 20, sample_color("black"));
  m->fill.one = (tr_paint){.kind = TR_PAINT_LINEAR, .color = {.a = 1}, .gradient = &right};
  m = sample_rect(ctx, scene->root, 0, 30, 40, 40, sample_color("black"));
  m->fill.one = (tr_paint){.kind = TR_PAINT_RADIAL, .color = {.a = 1}, .gradient = &round};
  m = sample_rect(ctx, scene->root, 60, 0, 30, 40, sample_color("black"));
  m->fill.one = (tr_paint){.kind = TR_PAINT_HATCH, .color = {0, 0, 0, 1}, .hatch = &hatch};
  m = add_marks(ctx, scene, TR_MARKS_RULE);
  m->x.one = m->x2.one = 75;
  m->y.one = 50;
  m->y2.one = 90;
  m->stroke_width.one = 20;
  m->stroke.one = (tr_paint){.kind = TR_PAINT_HATCH, .color = {0, 0, 0, 1}, .hatch = &hatch};
  picture p = draw(ctx, fonts, scene);
  check_pixel(&p, 28, 10, "#ff0000ff", "left half of the gradient");
  check_pixel(&p, 31, 10, "#0000ffff", "right half");
  check_pixel(&p, 20, 50, "#ff0000ff", "middle of the radial one");
  check_pixel(&p, 20, 62, "#0000ffff", "its outer half");
  check_pixel(&p, 2, 32, "#0000ffff", "its corner");
  check_pixel(&p, 70, 11, "#000000ff", "line of the hatch");
  check_pixel(&p, 70, 8, "#000000ff", "above its middle");
  check_pixel(&p, 70, 15, "#ffff00ff", "its ground");
  check_pixel(&p, 75, 70, "#000000ff", "a hatched stroke");
  check_pixel(&p, 75, 75, "#ffff00ff", "its ground");
  check_pixel(&p, 90, 70, "#ffffffff", "beside it");
  free_picture(&p);
}

/* Beyond 2^23 Cairo paints nothing, or anything; the outline is cut before. */
static void far_away(tr_ctx *ctx, tr_fonts *fonts) {
  static const double far[] = {1e5, 8388607, 8388608, 1e9, 1e15, 1e200};
  for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
    double d = far[i];
    tr_scene *scene = page(ctx);
    /* Where d swallows the 50, the rectangle ends at 0 and one to the right begins there. */
    sample_rect(ctx, scene->root, -d, 10, d + 50, 10, sample_color("#ff0000"));
    sample_rect(ctx, scene->root, 60, 10, d, 10, sample_color("#ff8800"));
    tr_marks *m = add_marks(ctx, scene, TR_MARKS_RULE);
    m->x.one = -d;
    m->x2.one = d;
    m->y.one = m->y2.one = 35;
    m->stroke.one = tr_paint_solid(sample_color("#0000ff"), NULL);
    m->stroke_width.one = 2;
    double xy[] = {0, 50, d, 50, d, 50, 0, 60};
    m = add_marks(ctx, scene, TR_MARKS_PATH);
    m->path.one = (tr_path){.ops = "MLLLZ", .xy = xy, .n_ops = 5, .n_points = 4};
    m->fill.one = m->stroke.one = tr_paint_solid(sample_color("#00ff00"), NULL);
    m->stroke_width.one = 2;
    double curve[] = {-d, 80, -d / 2, 80, d / 2, 80, d, 80};
    m = add_marks(ctx, scene, TR_MARKS_PATH);
    m->path.one = (tr_path){.ops = "MC", .xy = curve, .n_ops = 2, .n_points = 4};
    m->stroke.one = tr_paint_solid(sample_color("#ff00ff"), NULL);
    m->stroke_width.one = 2;
    picture p = draw(ctx, fonts, scene);
    if (-d + (d + 50) == 50) check_pixel(&p, 25, 15, "#ff0000ff", "rect to the left");
    check_pixel(&p, 65, 15, "#ff8800ff", "rect to the right");
    check_pixel(&p, 55, 15, "#ffffffff", "beside the rect");
    check_pixel(&p, 50, 34, "#0000ffff", "rule");
    check_pixel(&p, 50, 37, "#ffffffff", "beside the rule");
    check_pixel(&p, 50, 53, "#00ff00ff", "polygon");
    check_pixel(&p, 0, 80, "#ff00ffff", "curve");
    check_pixel(&p, 99, 79, "#ff00ffff", "curve's end");
    free_picture(&p);
  }
}

/* The smallest PNG there is to see: 2 x 1, red and half-clear blue. Made with the format's own writer. */
static tr_str tiny_png(tr_ctx *ctx, tr_fonts *fonts) {
  tr_render_options o = sample_options();
  tr_scene *scene = sample_scene(ctx, 2, 1, (tr_color){0, 0, 0, 0});
  sample_rect(ctx, scene->root, 0, 0, 1, 1, sample_color("#ff0000"));
  sample_rect(ctx, scene->root, 1, 0, 1, 1, (tr_color){0, 0, 1, 0.5});
  return sample_render(ctx, fonts, scene, "png", &o);
}

static void images(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = page(ctx);
  tr_image *image = tr_image_new(ctx);
  image->x = 10;
  image->y = 10;
  image->w = 80;
  image->h = 40;
  image->bytes = tiny_png(ctx, fonts);
  image->type = TR_S("image/png");
  image->smooth = false;
  tr_group_add(scene->root, &image->node);
  picture p = draw(ctx, fonts, scene);
  check_pixel(&p, 11, 11, "#ff0000ff", "first pixel, enlarged");
  check_pixel(&p, 48, 48, "#ff0000ff", "its last corner");
  check_pixel(&p, 52, 30, "#7f7fffff", "second pixel over white");
  check_pixel(&p, 9, 30, "#ffffffff", "outside");
  check_pixel(&p, 52, 51, "#ffffffff", "below");
  free_picture(&p);
  static const struct {
    const char *type, *bytes, *says;
  } bad[] = {{"image/png", "GIF89a", "image \"image/png\" is a GIF; PNG, JPEG and SVG images are drawn"},
             {"image/jpeg", "\xFF\xD8\xFF", "image \"image/jpeg\": this JPEG ends too early"},
             {"image/tiff", "II", "\"image/tiff\" is no image; PNG, JPEG and SVG images are drawn"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    tr_render_options o = sample_options();
    size_t said = ctx->diags.n;
    image->type = tr_str_z(bad[i].type);
    image->bytes = tr_str_z(bad[i].bytes);
    check(sample_render(ctx, fonts, scene, "png", &o).n == 0);
    check(ctx->diags.n == said + 1);
    check_str(sample_message(ctx, said), bad[i].says);
  }
}

/* A caller's own context gives the pixels of the PNG, wherever it stands. */
static void on_a_callers_context(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_page(ctx, fonts);
  picture p = draw(ctx, fonts, scene);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)p.w + 30, (int)p.h + 40);
  cairo_t *cr = cairo_create(surface);
  cairo_translate(cr, 30, 40);
  check(tr_render_cairo(ctx, fonts, scene, cr));
  check(cairo_status(cr) == CAIRO_STATUS_SUCCESS);
  cairo_matrix_t m;
  cairo_get_matrix(cr, &m);
  check(m.x0 == 30 && m.y0 == 40);
  cairo_surface_flush(surface);
  const unsigned char *data = cairo_image_surface_get_data(surface);
  size_t stride = (size_t)cairo_image_surface_get_stride(surface), off = 0;
  for (size_t y = 0; y < p.h; y++)
    for (size_t x = 0; x < p.w; x++) {
      const unsigned char *c = p.rgba + 4 * (y * p.w + x);
      uint32_t got;
      memcpy(&got, data + (y + 40) * stride + 4 * (x + 30), 4);
      if ((got & 0xFFFFFF) != ((uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2])) off++;
    }
  check_num((double)off, 0);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  free_picture(&p);
}

void test_pixels(tr_ctx *ctx, tr_fonts *fonts) {
  shapes(ctx, fonts);
  long_line(ctx, fonts);
  opacity_and_groups(ctx, fonts);
  clips(ctx, fonts);
  paints(ctx, fonts);
  far_away(ctx, fonts);
  images(ctx, fonts);
  on_a_callers_context(ctx, fonts);
}
