#ifndef TR_MARK_MARK_PRIV_H
#define TR_MARK_MARK_PRIV_H

#include "mark/mark.h"

extern const tr_mark_type tr_mark_arc, tr_mark_area, tr_mark_bar, tr_mark_circle, tr_mark_geoshape,
    tr_mark_image, tr_mark_line, tr_mark_point, tr_mark_rect, tr_mark_rule, tr_mark_square, tr_mark_text,
    tr_mark_tick, tr_mark_trail;

extern const tr_mark_type tr_mark_boxplot, tr_mark_errorbar, tr_mark_errorband; /* composite.c */

static inline size_t tr_items_drawn(const tr_items *it) { return it->order ? it->n_order : it->n; }
static inline size_t tr_item_at(const tr_items *it, size_t k) { return it->order ? it->order[k] : k; }

/* One batch of equal pens: positions [from, to) of the order. */
typedef struct tr_run {
  size_t from, to;
} tr_run;
/* The longest run from FROM on whose items share dash, cap, join and blend mode. */
tr_run tr_run_from(const tr_items *it, size_t from);
/* An empty batch for a run, with paints, stroke widths, pen, tooltips and rows filled in. WITH_FILL false
   leaves the fill out. */
tr_marks *tr_marks_for(const tr_mark_env *env, const tr_items *it, tr_run run, tr_marks_kind kind,
                       bool with_fill);
/* A paint with the item's opacities in it; NONE where it draws nothing. */
tr_paint tr_fill_of(const tr_items *it, size_t i);
tr_paint tr_stroke_of(const tr_items *it, size_t i);
tr_item_info tr_info_of(const tr_mark_env *env, const tr_items *it, size_t i);
tr_blend tr_blend_of(const tr_items *it, size_t i);
/* A column of N numbers in the scene arena. */
double *tr_column_new(const tr_mark_env *env, size_t n);
/* Bounds of an outline. Curves stand for arcs to 1e-4 px, and layouts round up to whole px what they see: so
   to 1e-3 px. False where there is nothing. */
bool tr_outline_bounds(const tr_path *path, tr_bounds *out);
void tr_add_path(const tr_mark_env *env, const tr_items *it, size_t i, tr_path path, double x, double y,
                 double angle, bool with_fill, tr_group *parent, tr_bounds *bounds);
/* Draws a curve of type INTERPOLATE through N points (x, y pairs). CONTINUED: joined to what was drawn
   before by a line. */
void tr_curve(tr_pather *p, tr_str interpolate, tr_str orient, double tension, const double *xy, size_t n,
              bool continued);

#endif
