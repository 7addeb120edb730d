#include "render/render-priv.h"
#include "scene/picture.h"

#include <math.h>

/* From a stored picture to one that stands upright, both in the unit square, for EXIF's orientations 1 to 8
   (Exif 2.3, 4.6.4 A): a b c d e f. */
static const double turns[8][6] = {
    {1, 0, 0, 1, 0, 0}, {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
    {0, 1, 1, 0, 0, 0}, {0, 1, -1, 0, 1, 0}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
};

const double *tr_image_turn(const tr_image *image) {
  return turns[image->orientation >= 1 ? image->orientation - 1 : 0];
}

static void turn(cairo_t *cr, const tr_image *image) {
  const double *m = tr_image_turn(image);
  cairo_matrix_t matrix = {m[0], m[1], m[2], m[3], m[4], m[5]};
  cairo_transform(cr, &matrix);
}

/* Cairo averages over at most 16 pixels each way, and looks at all of them for every image. So what is drawn
   much smaller is taken from a copy with two to four pixels for each of the device's. */
static int level_for(cairo_t *cr, double width, double height) {
  cairo_matrix_t m;
  cairo_get_matrix(cr, &m);
  double across = width / hypot(m.xx, m.yx), down = height / hypot(m.xy, m.yy), fewest = fmin(across, down);
  return fewest >= 4 && isfinite(fewest) ? (int)fmin(15, floor(log2(fewest)) - 1) : 0;
}

/* At the edges, pixels are smoothed with themselves and not with what is beyond. A PDF's reader does so by
   itself, and for being asked Cairo would store another picture, larger than the file. */
static void set_source(cairo_t *cr, cairo_surface_t *pixels, bool smooth, bool by_reader) {
  cairo_set_source_surface(cr, pixels, 0, 0);
  if (!by_reader) cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter(cairo_get_source(cr), smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
}

/* In coordinates where the image is the unit square. */
static bool paint_pixels(tr_painter *p, const tr_image *image, double alpha) {
  cairo_surface_t *pixels =
      p->as_text ? tr_decoder_original(p->pictures, image) : tr_decoder_pixels(p->pictures, image, 0);
  if (!pixels) return false;
  double w = cairo_image_surface_get_width(pixels), h = cairo_image_surface_get_height(pixels);
  turn(p->cr, image);
  int level = p->as_text || !image->smooth ? 0 : level_for(p->cr, w, h);
  if (level > 0 && !(pixels = tr_decoder_pixels(p->pictures, image, level))) return false;
  cairo_scale(p->cr, ldexp(1, level) / w, ldexp(1, level) / h);
  set_source(p->cr, pixels, image->smooth, p->as_text);
  cairo_paint_with_alpha(p->cr, alpha);
  return true;
}

/* A side in pixels of 1/300 in. */
static int fine_pixels(double px) { return (int)fmax(1, fmin(4000, ceil(px * 300 / 96))); }

/* librsvg hands links on to the output unseen, and Cairo 1.16 does not survive one in a group. */
static bool draw_svg(tr_painter *p, const tr_image *image) {
  if (!p->as_text || !tr_picture_may_link(image->bytes))
    return tr_decoder_outlines(p->pictures, image, p->cr);
  return tr_decoder_drawn(p->pictures, image, fine_pixels(image->w), fine_pixels(image->h), p->cr);
}

static bool paint_outlines(tr_painter *p, const tr_image *image, double alpha) {
  bool apart = alpha < 1 || image->blend != TR_BLEND_NORMAL;
  cairo_operator_t op = cairo_get_operator(p->cr);
  if (apart) cairo_push_group(p->cr);
  bool ok = draw_svg(p, image);
  if (apart) {
    cairo_pop_group_to_source(p->cr);
    cairo_set_operator(p->cr, op);
    cairo_paint_with_alpha(p->cr, alpha);
  }
  return ok;
}

bool tr_paint_image(tr_painter *p, const tr_image *image, double alpha) {
  alpha *= image->opacity;
  if (alpha <= 0 || image->w <= 0 || image->h <= 0) return true;
  bool link = image->href.n && tr_cairo_link_begin(p, image->href);
  cairo_save(p->cr);
  cairo_set_operator(p->cr, tr_cairo_operator(image->blend));
  cairo_translate(p->cr, image->x, image->y);
  cairo_scale(p->cr, image->w, image->h);
  cairo_rectangle(p->cr, 0, 0, 1, 1);
  cairo_clip(p->cr);
  bool svg = tr_str_is(image->type, "image/svg+xml");
  bool ok = svg ? paint_outlines(p, image, alpha) : paint_pixels(p, image, alpha);
  cairo_restore(p->cr);
  if (link) tr_cairo_link_end(p);
  return ok;
}
