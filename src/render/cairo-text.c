#include "render/render-priv.h"

#include <math.h>
#include <stdlib.h>

/* How letters of one size get from their outlines to the device. */
typedef struct letters {
  cairo_matrix_t ctm;
  double px;   /* size the outlines are taken at, device units */
  double m[4]; /* outline to device, without translation */
  bool drawn;  /* false: too small or too far away to leave ink */
} letters;

/* Outlines are taken at their size on the device, as Cairo takes them, and at 1 px at least: FreeType has no
   smaller ones. */
static letters letters_at(cairo_t *cr, double size) {
  letters l = {.drawn = false};
  cairo_get_matrix(cr, &l.ctm);
  double scale = hypot(l.ctm.xx, l.ctm.yx) * size, det = l.ctm.xx * l.ctm.yy - l.ctm.xy * l.ctm.yx;
  if (!(scale > 1e-6 && scale < 32000) || det == 0) return l;
  l.px = fmax(1, scale);
  double down = size / l.px;
  l.m[0] = l.ctm.xx * down;
  l.m[1] = l.ctm.yx * down;
  l.m[2] = l.ctm.xy * down;
  l.m[3] = l.ctm.yy * down;
  /* On an upright page the matrix is 1 but for rounding: leave the outline's own numbers alone. */
  if (fabs(l.m[0] - 1) < 1e-9 && fabs(l.m[3] - 1) < 1e-9 && fabs(l.m[1]) < 1e-9 && fabs(l.m[2]) < 1e-9) {
    l.m[0] = l.m[3] = 1;
    l.m[1] = l.m[2] = 0;
  }
  l.drawn = true;
  return l;
}

static void add_outline(cairo_t *cr, const letters *l, const tr_path *path, double x, double y) {
  const double *p = path->xy, *m = l->m;
  double px[3], py[3];
  for (size_t i = 0; i < path->n_ops; i++) {
    int n = path->ops[i] == 'C' ? 3 : path->ops[i] == 'Z' ? 0 : 1;
    for (int k = 0; k < n; k++, p += 2) {
      px[k] = x + m[0] * p[0] + m[2] * p[1];
      py[k] = y + m[1] * p[0] + m[3] * p[1];
    }
    switch (path->ops[i]) {
    case 'M': cairo_move_to(cr, px[0], py[0]); break;
    case 'L': cairo_line_to(cr, px[0], py[0]); break;
    case 'C': cairo_curve_to(cr, px[0], py[0], px[1], py[1], px[2], py[2]); break;
    case 'Z': cairo_close_path(cr); break;
    }
  }
}

/* Adds the outlines of a run to the current path. */
static bool add_run(tr_painter *p, const tr_glyph_run *run) {
  letters l = letters_at(p->cr, run->size);
  bool ok = true;
  if (!l.drawn) return true;
  cairo_save(p->cr);
  cairo_identity_matrix(p->cr);
  for (size_t i = 0; ok && i < run->n; i++) {
    double x = run->glyphs[i].x, y = run->glyphs[i].y;
    const tr_path *path = tr_faces_outline(p->faces, run->face, l.px, run->glyphs[i].id);
    cairo_matrix_transform_point(&l.ctm, &x, &y);
    ok = path != NULL;
    if (ok && fabs(x) < 1e6 && fabs(y) < 1e6) add_outline(p->cr, &l, path, x, y);
  }
  cairo_restore(p->cr);
  return ok;
}

/* --- Glyphs as text ------------------------------------------------------------------------------------- */

/* Glyphs and the bytes they stand for, in the form Cairo wants: clusters in the order of the text. */
typedef struct shown {
  cairo_glyph_t *glyphs;
  cairo_text_cluster_t *clusters;
  int n_clusters;
} shown;

/* Start of the cluster after the glyphs [i, j) in reading order, which is where their bytes end. */
static bool fill_clusters(const tr_glyph_run *run, shown *s) {
  size_t n = run->n, at = run->from;
  for (size_t i = 0; i < n;) {
    size_t first = run->rtl ? n - 1 - i : i, j = i + 1;
    uint32_t start = run->glyphs[first].cluster;
    while (j < n && run->glyphs[run->rtl ? n - 1 - j : j].cluster == start) j++;
    size_t end = j < n ? run->glyphs[run->rtl ? n - 1 - j : j].cluster : run->to;
    if (start < at || end <= start || end > run->to) return false;
    /* Bytes that no glyph claims go to the cluster before them, or to the first. */
    if (i == 0) start = (uint32_t)run->from;
    s->clusters[s->n_clusters++] =
        (cairo_text_cluster_t){.num_bytes = (int)(end - start), .num_glyphs = (int)(j - i)};
    at = end;
    i = j;
  }
  return true;
}

/* The space a line was broken at is no part of the line, yet a reader of the PDF needs it between two words.
 */
static bool add_broken_space(tr_painter *p, const tr_text *t, const tr_glyph_run *run, shown *s) {
  const tr_text_line *line = &t->lines[run->line];
  bool last = run->line + 1 == t->n_lines || run->to != line->to || run->rtl;
  if (last || run->to >= t->text.n || t->text.p[run->to] != ' ') return false;
  const tr_glyph *end = &run->glyphs[run->n - 1];
  uint32_t space = tr_faces_space(p->faces, run->face);
  if (!space) return false;
  s->glyphs[run->n] = (cairo_glyph_t){space, end->x + end->advance, end->y};
  s->clusters[s->n_clusters++] = (cairo_text_cluster_t){.num_bytes = 1, .num_glyphs = 1};
  return true;
}

static void show_run(tr_painter *p, const tr_text *t, const tr_glyph_run *run, cairo_font_face_t *face) {
  tr_arena *arena = p->ctx->scene;
  shown s = {TR_NEW_N(arena, cairo_glyph_t, run->n + 1), TR_NEW_N(arena, cairo_text_cluster_t, run->n + 1),
             0};
  for (size_t i = 0; i < run->n; i++)
    s.glyphs[i] = (cairo_glyph_t){run->glyphs[i].id, run->glyphs[i].x, run->glyphs[i].y};
  cairo_set_font_face(p->cr, face);
  cairo_set_font_size(p->cr, run->size);
  if (!fill_clusters(run, &s)) {
    cairo_show_glyphs(p->cr, s.glyphs, (int)run->n);
    return;
  }
  int more = add_broken_space(p, t, run, &s);
  cairo_show_text_glyphs(p->cr, t->text.p + run->from, (int)(run->to - run->from) + more, s.glyphs,
                         (int)run->n + more, s.clusters, s.n_clusters,
                         run->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : (cairo_text_cluster_flags_t)0);
}

static bool show_style(tr_painter *p, const tr_text *t, size_t style, double alpha) {
  const tr_color c = t->styles[style].paint.color;
  for (size_t i = 0; i < t->n_runs; i++) {
    const tr_glyph_run *run = &t->runs[i];
    if (run->style != style || !run->n) continue;
    cairo_font_face_t *face = tr_faces_cairo(p->faces, run->face);
    if (!face) return false;
    cairo_set_source_rgba(p->cr, c.r, c.g, c.b, c.a * alpha);
    show_run(p, t, run, face);
  }
  return true;
}

/* --- Lines under and through ---------------------------------------------------------------------------- */

static void rule(tr_painter *p, const tr_text *t, const tr_text_style *s, double x1, double x2, double y,
                 double thick, double alpha) {
  cairo_rectangle(p->cr, x1, y - thick / 2, x2 - x1, thick);
  tr_cairo_fill(p, &s->paint, t->ink, alpha, false);
}

/* One rule for all runs of a style in a line. */
static bool rule_line(tr_painter *p, const tr_text *t, size_t line, size_t style, double alpha) {
  const tr_text_style *s = &t->styles[style];
  double x1 = INFINITY, x2 = -INFINITY, y = t->lines[line].baseline - s->rise;
  const tr_face *face = NULL;
  for (size_t i = 0; i < t->n_runs; i++) {
    const tr_glyph_run *run = &t->runs[i];
    if (run->line != line || run->style != style || !run->n) continue;
    const tr_glyph *last = &run->glyphs[run->n - 1];
    if (!face) face = run->face;
    x1 = fmin(x1, run->glyphs[0].x);
    x2 = fmax(x2, last->x + last->advance);
  }
  tr_rule_metrics m;
  if (!face || x2 <= x1) return true;
  if (!tr_faces_rules(p->faces, face, &m)) return false;
  if (s->underline) rule(p, t, s, x1, x2, y - m.underline * s->size, m.underline_thick * s->size, alpha);
  if (s->strike) rule(p, t, s, x1, x2, y - m.strike * s->size, m.strike_thick * s->size, alpha);
  return true;
}

/* --- Texts ---------------------------------------------------------------------------------------------- */

static bool stroke_letters(tr_painter *p, const tr_text *t, double alpha) {
  static const tr_pen pen = {.miter_limit = 10};
  cairo_new_path(p->cr);
  for (size_t i = 0; i < t->n_runs; i++)
    if (!add_run(p, &t->runs[i])) return false;
  tr_cairo_pen(p->cr, &pen);
  cairo_set_line_width(p->cr, t->stroke_width);
  tr_cairo_stroke(p, &t->stroke, t->ink, alpha);
  return true;
}

static bool fill_style(tr_painter *p, const tr_text *t, size_t style, double alpha) {
  const tr_text_style *s = &t->styles[style];
  if (p->as_text && s->paint.kind == TR_PAINT_SOLID) return show_style(p, t, style, alpha);
  cairo_new_path(p->cr);
  for (size_t i = 0; i < t->n_runs; i++)
    if (t->runs[i].style == style && !add_run(p, &t->runs[i])) return false;
  tr_cairo_fill(p, &s->paint, t->ink, alpha, false);
  return true;
}

/* APART: the style has a tag of its own. */
static bool draw_style(tr_painter *p, const tr_text *t, size_t style, double alpha, bool apart) {
  const tr_text_style *s = &t->styles[style];
  bool link = s->link.n && tr_cairo_link_begin(p, s->link);
  bool span = !link && apart && tr_cairo_text_begin(p);
  bool ok = !tr_paint_visible(&s->paint) || fill_style(p, t, style, alpha);
  for (size_t line = 0; ok && (s->underline || s->strike) && line < t->n_lines; line++)
    ok = rule_line(p, t, line, style, alpha);
  if (span) tr_cairo_text_end(p);
  if (link) tr_cairo_link_end(p);
  return ok;
}

static bool has_links(const tr_text *t) {
  for (size_t i = 0; i < t->n_styles; i++)
    if (t->styles[i].link.n) return true;
  return false;
}

bool tr_paint_text(tr_painter *p, const tr_text *t, double alpha) {
  bool ok = true;
  alpha *= t->opacity;
  if (alpha <= 0) return true;
  bool link = t->href.n && tr_cairo_link_begin(p, t->href), apart = !link && has_links(t);
  bool span = !link && !apart && tr_cairo_text_begin(p);
  cairo_save(p->cr);
  cairo_translate(p->cr, t->x, t->y);
  if (t->angle != 0) cairo_rotate(p->cr, t->angle);
  if (tr_paint_visible(&t->stroke) && t->stroke_width > 0) ok = stroke_letters(p, t, alpha);
  for (size_t i = 0; ok && i < t->n_styles; i++) ok = draw_style(p, t, i, alpha, apart);
  cairo_restore(p->cr);
  if (span) tr_cairo_text_end(p);
  if (link) tr_cairo_link_end(p);
  return ok;
}
