#include "render/render-priv.h"

#include <math.h>

/* Finer hatching than this many lines over an item is an even tint. */
enum { most_hatch_lines = 20000 };

static void add_stops(cairo_pattern_t *pattern, const tr_gradient *g, double alpha) {
  for (size_t i = 0; i < g->n_stops; i++) {
    tr_color c = g->stops[i].color;
    cairo_pattern_add_color_stop_rgba(pattern, g->stops[i].offset, c.r, c.g, c.b, c.a * alpha);
  }
}

/* As Vega's canvas: in the box as it is where the gradient lies along a side; across, in the box drawn out to
   a square, so that both corners keep their colours. */
static cairo_pattern_t *linear(const tr_gradient *g, tr_box b) {
  if (g->x1 == g->x2 || g->y1 == g->y2 || b.w == b.h || b.w <= 0 || b.h <= 0)
    return cairo_pattern_create_linear(b.x + g->x1 * b.w, b.y + g->y1 * b.h, b.x + g->x2 * b.w,
                                       b.y + g->y2 * b.h);
  cairo_pattern_t *pattern = cairo_pattern_create_linear(g->x1, g->y1, g->x2, g->y2);
  cairo_matrix_t to_unit = {1 / b.w, 0, 0, 1 / b.h, -b.x / b.w, -b.y / b.h};
  cairo_pattern_set_matrix(pattern, &to_unit);
  return pattern;
}

static cairo_pattern_t *radial(const tr_gradient *g, tr_box b) {
  double r = fmax(b.w, b.h);
  return cairo_pattern_create_radial(b.x + g->x1 * b.w, b.y + g->y1 * b.h, g->r1 * r, b.x + g->x2 * b.w,
                                     b.y + g->y2 * b.h, g->r2 * r);
}

static void set_gradient(cairo_t *cr, const tr_paint *paint, tr_box box, double alpha) {
  cairo_pattern_t *pattern =
      paint->kind == TR_PAINT_RADIAL ? radial(paint->gradient, box) : linear(paint->gradient, box);
  add_stops(pattern, paint->gradient, paint->color.a * alpha); /* the colour holds the item's opacity */
  cairo_set_source(cr, pattern);
  cairo_pattern_destroy(pattern);
}

static void set_color(cairo_t *cr, tr_color c, double alpha) {
  cairo_set_source_rgba(cr, c.r, c.g, c.b, c.a * alpha);
}

/* Lines of a hatch over BOX: multiples of the pitch from the origin, so that neighbours' lines meet. */
static void hatch_lines(cairo_t *cr, const tr_hatch *h, tr_box b) {
  double dx = cos(h->angle), dy = sin(h->angle), low = INFINITY, high = -INFINITY, from = INFINITY,
         to = -INFINITY;
  for (int i = 0; i < 4; i++) {
    double x = b.x + (i & 1 ? b.w : 0), y = b.y + (i & 2 ? b.h : 0);
    low = fmin(low, y * dx - x * dy);
    high = fmax(high, y * dx - x * dy);
    from = fmin(from, x * dx + y * dy);
    to = fmax(to, x * dx + y * dy);
  }
  double first = ceil((low - h->width / 2) / h->pitch), last = floor((high + h->width / 2) / h->pitch);
  for (double k = first; k <= last; k++) {
    double s = k * h->pitch;
    cairo_move_to(cr, from * dx - s * dy, from * dy + s * dx);
    cairo_line_to(cr, to * dx - s * dy, to * dy + s * dx);
  }
}

/* Paints a hatch over the whole clip, which lies in BOX. */
static void paint_hatch(cairo_t *cr, const tr_paint *paint, tr_box box, double alpha) {
  const tr_hatch *h = paint->hatch;
  if (h->ground.a > 0) {
    set_color(cr, h->ground, alpha);
    cairo_paint(cr);
  }
  if (hypot(box.w, box.h) / h->pitch > most_hatch_lines) {
    set_color(cr, paint->color, alpha * fmin(1, h->width / h->pitch));
    cairo_paint(cr);
    return;
  }
  cairo_new_path(cr);
  hatch_lines(cr, h, box);
  cairo_set_line_width(cr, h->width);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash(cr, NULL, 0, 0);
  set_color(cr, paint->color, alpha);
  cairo_stroke(cr);
}

bool tr_cairo_fill(tr_painter *p, const tr_paint *paint, tr_box box, double alpha, bool keep) {
  cairo_t *cr = p->cr;
  switch (paint->kind) {
  case TR_PAINT_NONE:
    if (!keep) cairo_new_path(cr);
    return keep;
  case TR_PAINT_SOLID: set_color(cr, paint->color, alpha); break;
  case TR_PAINT_LINEAR:
  case TR_PAINT_RADIAL: set_gradient(cr, paint, box, alpha); break;
  case TR_PAINT_HATCH:
    cairo_save(cr);
    cairo_clip(cr);
    paint_hatch(cr, paint, box, alpha);
    cairo_restore(cr);
    return false;
  }
  if (keep)
    cairo_fill_preserve(cr);
  else
    cairo_fill(cr);
  return keep;
}

/* The hatch becomes the source of the stroke: a group of drawing commands, not of pixels where the target has
   none. */
static void stroke_hatch(tr_painter *p, const tr_paint *paint, tr_box box, double alpha) {
  cairo_path_t *path = cairo_copy_path(p->cr);
  double reach = cairo_get_line_width(p->cr) * cairo_get_miter_limit(p->cr);
  tr_box wide = {box.x - reach, box.y - reach, box.w + 2 * reach, box.h + 2 * reach};
  cairo_push_group(p->cr);
  paint_hatch(p->cr, paint, wide, alpha);
  cairo_pop_group_to_source(p->cr);
  cairo_new_path(p->cr);
  cairo_append_path(p->cr, path);
  cairo_path_destroy(path);
  cairo_stroke(p->cr);
}

void tr_cairo_stroke(tr_painter *p, const tr_paint *paint, tr_box box, double alpha) {
  switch (paint->kind) {
  case TR_PAINT_NONE: cairo_new_path(p->cr); return;
  case TR_PAINT_SOLID: set_color(p->cr, paint->color, alpha); break;
  case TR_PAINT_LINEAR:
  case TR_PAINT_RADIAL: set_gradient(p->cr, paint, box, alpha); break;
  case TR_PAINT_HATCH: stroke_hatch(p, paint, box, alpha); return;
  }
  cairo_stroke(p->cr);
}

static cairo_line_cap_t cap_of(tr_cap cap) {
  switch (cap) {
  case TR_CAP_BUTT: return CAIRO_LINE_CAP_BUTT;
  case TR_CAP_ROUND: return CAIRO_LINE_CAP_ROUND;
  case TR_CAP_SQUARE: return CAIRO_LINE_CAP_SQUARE;
  }
  return CAIRO_LINE_CAP_BUTT;
}

static cairo_line_join_t join_of(tr_join join) {
  switch (join) {
  case TR_JOIN_MITER: return CAIRO_LINE_JOIN_MITER;
  case TR_JOIN_ROUND: return CAIRO_LINE_JOIN_ROUND;
  case TR_JOIN_BEVEL: return CAIRO_LINE_JOIN_BEVEL;
  }
  return CAIRO_LINE_JOIN_MITER;
}

void tr_cairo_pen(cairo_t *cr, const tr_pen *pen) {
  double sum = 0;
  for (size_t i = 0; i < pen->n_dash; i++) sum += pen->dash[i];
  cairo_set_line_cap(cr, cap_of(pen->cap));
  cairo_set_line_join(cr, join_of(pen->join));
  cairo_set_miter_limit(cr, pen->miter_limit);
  cairo_set_dash(cr, pen->dash, sum > 0 ? (int)pen->n_dash : 0, pen->dash_offset);
}

void tr_cairo_background(tr_painter *p, const tr_paint *paint, double width, double height) {
  if (!tr_paint_visible(paint)) return;
  cairo_rectangle(p->cr, 0, 0, width, height);
  tr_cairo_fill(p, paint, (tr_box){0, 0, width, height}, 1, false);
}
