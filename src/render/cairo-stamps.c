#include "render/render-priv.h"

#include <math.h>

/* Very many symbols of one outline, as pixels. Cairo's time for each goes into its path and edges, which are
   the same again and again: instead, the outline is drawn once for each place within a pixel that occurs, as
   a mask of coverage, and the masks are painted. Cairo samples coverage on 15 rows of a pixel, and so do the
   places; along a row they are a 32nd of a pixel apart, which moves an edge by a 64th at most. */

enum {
  SIMPLE = 256, /* points of the outline; nothing of it is thinned or cut */
  MANY = 2048,  /* below it masks gain nothing */
  ROWS = 15,    /* places within a pixel, down and across */
  COLUMNS = 32,
  LARGEST = 64,      /* px of a mask's side: above it the pixels themselves take the time */
  FARTHEST = 1 << 20 /* px, well within Cairo's coordinates */
};

typedef struct stamps {
  tr_painter *p;
  const tr_marks *m;
  cairo_matrix_t ctm, outline; /* OUTLINE: from the symbol's own space to pixels, without its place */
  double x1, y1, x2, y2;       /* of outline and stroke about their place, px */
  double alpha;
  cairo_surface_t *fill[ROWS * COLUMNS], *stroke[ROWS * COLUMNS]; /* those that have occurred */
} stamps;

static bool all_solid(const tr_paints *paints, size_t n) {
  for (size_t i = 0; i < (paints->each ? n : 1); i++)
    if (tr_paint_of(paints, i)->kind > TR_PAINT_SOLID) return false;
  return true;
}

/* Cairo fills upright rectangles without edges, as fast as it paints a mask. */
static bool is_upright(const tr_path *path) {
  const double *xy = path->xy;
  if (path->n_points != 4) return false;
  for (size_t i = 0; i < 4; i++) {
    size_t k = (i + 1) % 4;
    if (xy[2 * i] != xy[2 * k] && xy[2 * i + 1] != xy[2 * k + 1]) return false;
  }
  return true;
}

/* Masks are painted pixel on pixel. */
static bool has_pixels(cairo_surface_t *target) {
  double sx, sy, x, y;
  if (cairo_surface_get_type(target) != CAIRO_SURFACE_TYPE_IMAGE) return false;
  cairo_surface_get_device_scale(target, &sx, &sy);
  cairo_surface_get_device_offset(target, &x, &y);
  return sx == 1 && sy == 1 && x == floor(x) && y == floor(y);
}

static bool is_alike(const tr_painter *p, const tr_marks *m) {
  if (m->kind != TR_MARKS_SYMBOL || m->n < MANY || m->blend != TR_BLEND_NORMAL || p->as_text || p->tags)
    return false;
  if (m->path.each || m->scale.each || m->angle.each || m->stroke_width.each) return false;
  if (!m->stroke.each && !tr_paint_visible(&m->stroke.one) && is_upright(&m->path.one)) return false;
  return m->path.one.n_points <= SIMPLE && has_pixels(cairo_get_group_target(p->cr)) &&
         all_solid(&m->fill, m->n) && all_solid(&m->stroke, m->n);
}

/* Whether a mask holds the outline with its stroke wherever it lies in a pixel; sets its extent. */
static bool measure(stamps *s) {
  const tr_marks *m = s->m;
  double place[6], reach = m->stroke_width.one / 2 * fmax(m->pen.miter_limit, M_SQRT2);
  tr_matrix_place(place, 0, 0, m->scale.one, m->angle.one);
  cairo_matrix_t own = {place[0], place[1], place[2], place[3], 0, 0}, turn = s->ctm;
  turn.x0 = turn.y0 = 0;
  cairo_matrix_multiply(&s->outline, &own, &turn);
  for (size_t i = 0; i < m->path.one.n_points; i++) {
    double x = m->path.one.xy[2 * i], y = m->path.one.xy[2 * i + 1];
    cairo_matrix_transform_point(&s->outline, &x, &y);
    s->x1 = fmin(s->x1, x);
    s->y1 = fmin(s->y1, y);
    s->x2 = fmax(s->x2, x);
    s->y2 = fmax(s->y2, y);
  }
  double wide = reach * (fabs(turn.xx) + fabs(turn.xy)), high = reach * (fabs(turn.yx) + fabs(turn.yy));
  s->x1 = floor(s->x1 - wide) - 1;
  s->y1 = floor(s->y1 - high) - 1;
  s->x2 = ceil(s->x2 + wide) + 2;
  s->y2 = ceil(s->y2 + high) + 2;
  return s->x2 - s->x1 <= LARGEST && s->y2 - s->y1 <= LARGEST;
}

/* Device coordinates of an item's place. */
static void place_of(const stamps *s, size_t i, double *x, double *y) {
  *x = tr_num_of(&s->m->x, i);
  *y = tr_num_of(&s->m->y, i);
  cairo_matrix_transform_point(&s->ctm, x, y);
}

static bool all_near(const stamps *s) {
  for (size_t i = 0; i < s->m->n; i++) {
    double x, y;
    place_of(s, i, &x, &y);
    if (!(fabs(x) < FARTHEST && fabs(y) < FARTHEST)) return false;
  }
  return true;
}

/* Coverage of the fill, or of the stroke, with its place DX, DY to the right of and below a pixel's corner.
 */
static cairo_surface_t *draw_mask(const stamps *s, bool filled, double dx, double dy) {
  cairo_surface_t *mask =
      cairo_image_surface_create(CAIRO_FORMAT_A8, (int)(s->x2 - s->x1), (int)(s->y2 - s->y1));
  cairo_t *cr = cairo_create(mask);
  tr_painter p = *s->p;
  double place[6];
  p.cr = cr;
  cairo_matrix_t m = s->ctm;
  m.x0 = dx - s->x1;
  m.y0 = dy - s->y1;
  cairo_set_matrix(cr, &m);
  tr_matrix_place(place, 0, 0, s->m->scale.one, s->m->angle.one);
  tr_cairo_path(&p, &s->m->path.one, place, filled ? TR_FOR_FILL : TR_FOR_STROKE);
  tr_cairo_pen(cr, &s->m->pen);
  cairo_set_antialias(cr, cairo_get_antialias(s->p->cr));
  cairo_set_tolerance(cr, cairo_get_tolerance(s->p->cr));
  cairo_set_line_width(cr, s->m->stroke_width.one);
  if (filled)
    cairo_fill(cr);
  else
    cairo_stroke(cr);
  cairo_destroy(cr);
  return mask;
}

static void paint_mask(stamps *s, size_t i, bool filled) {
  const tr_paint *paint = tr_paint_of(filled ? &s->m->fill : &s->m->stroke, i);
  double x, y, alpha = s->alpha * tr_num_of(&s->m->opacity, i);
  if (!tr_paint_visible(paint) || alpha <= 0) return;
  place_of(s, i, &x, &y);
  double across = floor(x * COLUMNS + 0.5), down = floor(y * ROWS + 0.5);
  double left = floor(across / COLUMNS), top = floor(down / ROWS);
  int column = (int)(across - left * COLUMNS), row = (int)(down - top * ROWS);
  cairo_surface_t **mask = &(filled ? s->fill : s->stroke)[row * COLUMNS + column];
  if (!*mask) *mask = draw_mask(s, filled, (double)column / COLUMNS, (double)row / ROWS);
  tr_color c = paint->color;
  cairo_set_source_rgba(s->p->cr, c.r, c.g, c.b, c.a * alpha);
  cairo_mask_surface(s->p->cr, *mask, left + s->x1, top + s->y1);
}

static void drop_masks(stamps *s) {
  for (size_t i = 0; i < ROWS * COLUMNS; i++) {
    cairo_surface_destroy(s->fill[i]); /* takes NULL */
    cairo_surface_destroy(s->stroke[i]);
  }
}

bool tr_cairo_stamps(tr_painter *p, const tr_marks *m, double alpha) {
  if (!is_alike(p, m)) return false;
  stamps s = {.p = p, .m = m, .alpha = alpha};
  cairo_get_matrix(p->cr, &s.ctm);
  if (!measure(&s) || !all_near(&s)) return false;
  cairo_save(p->cr);
  cairo_identity_matrix(p->cr);
  for (size_t i = 0; i < m->n; i++) {
    paint_mask(&s, i, true);
    if (m->stroke_width.one > 0) paint_mask(&s, i, false);
  }
  cairo_restore(p->cr);
  drop_masks(&s);
  return true;
}
