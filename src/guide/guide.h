#ifndef TR_GUIDE_GUIDE_H
#define TR_GUIDE_GUIDE_H

#include "expr/expr.h"
#include "format/env.h"
#include "layout/grid.h"
#include "mark/mark.h"
#include "scale/scale.h"
#include "theme/config.h"

/* Axes, legends and titles. Each has a component (what the chart decided), defaults (where a property is
   looked up when the chart is silent) and a build (component to scene nodes, by Vega's own rules). */

typedef struct tr_guide_env {
  tr_ctx *ctx;
  const tr_env *env;
  struct tr_fonts *fonts;
  const tr_value *config; /* the chart's, defaults of Vega-Lite included */
  const tr_value *vega;   /* defaults of Vega */
  const tr_scope *scope;  /* names in expressions */
  /* Whether a condition's `test` (expression or predicate) holds for a tick or entry. */
  bool (*test)(void *self, const tr_value *test, const tr_value *datum);
  void *self;
  bool wraps;         /* on a page: labels are wrapped, not cut, and none is dropped in silence */
  double label_share; /* of the width that labels may take, 0 to 1 */
  double outer_width; /* the whole width on a page, px; 0: free */
  tr_str lang;
  tr_vec *notes; /* of tr_str; what was wrapped or dropped; or NULL */
  tr_vec *front; /* of tr_guide_front: guides with a z-index, for the caller to draw; NULL: drawn at once */
} tr_guide_env;

/* A guide that is drawn after all without a z-index: the lower one first, those with the same as they came.
 */
typedef struct tr_guide_front {
  double zindex;
  tr_node *node;
} tr_guide_front;
/* Adds them to GROUP in their order. */
void tr_guide_draw_front(tr_vec *front, tr_group *group);

/* A guide's property after `condition`, `expr` and `signal` have been worked out for DATUM (may be NULL).
   NULL for null and undefined. */
const tr_value *tr_guide_value(const tr_guide_env *g, const tr_value *v, const tr_value *datum);
double tr_guide_number(const tr_guide_env *g, const tr_value *v, const tr_value *datum, double fallback);
bool tr_guide_bool(const tr_guide_env *g, const tr_value *v, const tr_value *datum, bool fallback);
tr_str tr_guide_string(const tr_guide_env *g, const tr_value *v, const tr_value *datum, tr_str fallback);
/* A colour as paint; NONE for null, "transparent" and what is no colour. */
tr_paint tr_guide_paint(const tr_guide_env *g, const tr_value *v, const tr_value *datum);

typedef enum { TR_ORIENT_LEFT, TR_ORIENT_RIGHT, TR_ORIENT_TOP, TR_ORIENT_BOTTOM } tr_orient;
bool tr_orient_parse(tr_str s, tr_orient *out);

/* --- Axis ------------------------------------------------------------------------------------------------
 */

extern const tr_prop tr_axis_props[];

typedef struct tr_axis {
  const tr_scale *scale, *grid_scale; /* grid_scale may be NULL: the grid spans the view */
  const tr_value *props;              /* Vega's axis properties that the chart decided */
  const tr_value *encode;             /* encode blocks by part, or NULL */
  bool is_grid;                       /* grid lines alone, or all the rest */
  bool is_x;
  double width, height; /* of the view */
  tr_pos at;
} tr_axis;

/* Where a property is looked up: the component, then the config by Vega's order, then the guide styles. */
const tr_value *tr_axis_prop(const tr_guide_env *g, const tr_axis *axis, const char *name);
/* Draws into PARENT and widens BOUNDS (of x axes and y axes apart, as Vega lays out views). */
void tr_axis_build(const tr_guide_env *g, const tr_axis *axis, tr_group *parent, tr_bounds *bounds);

/* Hides labels that overlap (vega-view-transforms' Overlap): HIDDEN gets a flag for each. METHOD is "parity"
   or "greedy". */
void tr_labels_thin(tr_ctx *ctx, tr_str method, double separation, const tr_bounds *boxes, size_t n,
                    bool *hidden);

/* --- Title -----------------------------------------------------------------------------------------------
 */

extern const tr_prop tr_title_props[];

/* PROPS: Vega's title properties (text, subtitle, anchor, …). VIEW: bounds of the content so far; widened. */
void tr_title_build(const tr_guide_env *g, const tr_value *props, double width, double height,
                    tr_group *parent, tr_bounds *view);

/* --- Legend ----------------------------------------------------------------------------------------------
 */

extern const tr_prop tr_legend_props[];

typedef enum { TR_LEGEND_SYMBOL, TR_LEGEND_GRADIENT, TR_LEGEND_DISCRETE } tr_legend_type;

/* Channels that a legend may show. */
typedef struct tr_legend_scale {
  tr_channel_id channel; /* size, fill, stroke, shape, strokeDash, strokeWidth, opacity */
  const tr_scale *scale;
} tr_legend_scale;

typedef struct tr_legend {
  const tr_legend_scale
      *scales; /* the first in Vega's order of channels is the one whose values are listed */
  size_t n_scales;
  const tr_value *props;  /* Vega's legend properties that the chart decided */
  const tr_value *encode; /* encode blocks by part (symbols, gradient, labels, title, legend), or NULL */
  tr_pos at;
} tr_legend;

const tr_value *tr_legend_prop(const tr_guide_env *g, const tr_legend *legend, const char *name);
/* Draws all legends and lays them out around the view: X and Y are the bounds of the axes, VIEW is widened.
   FITS: with autosize fit, legends beside the view widen it in one direction only. */
void tr_legends_build(const tr_guide_env *g, const tr_legend *legends, size_t n, double width, double height,
                      const tr_bounds *x, const tr_bounds *y, bool fits, tr_group *parent, tr_bounds *view);

#endif
