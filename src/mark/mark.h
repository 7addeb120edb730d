#ifndef TR_MARK_MARK_H
#define TR_MARK_MARK_H

#include "layout/bounds.h"
#include "scene/scene.h"
#include "text/text.h"
#include "value/props.h"

#include <math.h>

/* Marks: encoded channels to scene nodes, with the shapes, defaults and bounds of vega-scenegraph. */

/* What an item may be given. Numbers come first, then values; fill and stroke are paints. Names, kinds and
   help: mark/channels.c. */
typedef enum {
  TR_CH_X,
  TR_CH_Y,
  TR_CH_X2,
  TR_CH_Y2,
  TR_CH_XC,
  TR_CH_YC,
  TR_CH_WIDTH,
  TR_CH_HEIGHT,
  TR_CH_SIZE,
  TR_CH_ANGLE,
  TR_CH_OPACITY,
  TR_CH_FILL_OPACITY,
  TR_CH_STROKE_OPACITY,
  TR_CH_STROKE_WIDTH,
  TR_CH_STROKE_DASH_OFFSET,
  TR_CH_STROKE_MITER_LIMIT,
  TR_CH_CORNER_RADIUS,
  TR_CH_CORNER_TOP_LEFT,
  TR_CH_CORNER_TOP_RIGHT,
  TR_CH_CORNER_BOTTOM_RIGHT,
  TR_CH_CORNER_BOTTOM_LEFT,
  TR_CH_START_ANGLE,
  TR_CH_END_ANGLE,
  TR_CH_INNER_RADIUS,
  TR_CH_OUTER_RADIUS,
  TR_CH_PAD_ANGLE,
  TR_CH_THETA,
  TR_CH_RADIUS,
  TR_CH_DX,
  TR_CH_DY,
  TR_CH_FONT_SIZE,
  TR_CH_LIMIT,
  TR_CH_LINE_HEIGHT,
  TR_CH_TENSION,
  TR_CH_ZINDEX,
  TR_CH_DEFINED, /* 0: the path breaks here */
  TR_CH_NUMBERS,
  TR_CH_STROKE_DASH = TR_CH_NUMBERS,
  TR_CH_STROKE_CAP,
  TR_CH_STROKE_JOIN,
  TR_CH_SHAPE,
  TR_CH_INTERPOLATE,
  TR_CH_ORIENT,
  TR_CH_TEXT,
  TR_CH_FONT,
  TR_CH_FONT_STYLE,
  TR_CH_FONT_WEIGHT,
  TR_CH_ALIGN,
  TR_CH_BASELINE,
  TR_CH_DIR,
  TR_CH_ELLIPSIS,
  TR_CH_LINE_BREAK,
  TR_CH_BLEND,
  TR_CH_URL,
  TR_CH_ASPECT,
  TR_CH_SMOOTH,
  TR_CH_HREF,
  TR_CH_TOOLTIP,
  TR_CH_DESCRIPTION,
  TR_CH_VALUES,
  TR_CH_FILL = TR_CH_VALUES,
  TR_CH_STROKE,
  TR_CH_COUNT
} tr_channel_id;

const char *tr_channel_name(tr_channel_id id); /* "strokeWidth" */
tr_channel_id tr_channel_find(tr_str name);    /* TR_CH_COUNT where there is none */

typedef struct tr_vals {
  tr_value one;
  const tr_value *each;
} tr_vals;

/* N items by columns. What is not set has Vega's default. */
typedef struct tr_items {
  size_t n;
  uint64_t set; /* bit for each tr_channel_id */
  tr_nums numbers[TR_CH_NUMBERS];
  tr_vals values[TR_CH_VALUES - TR_CH_NUMBERS];
  tr_paints fill, stroke;
  const tr_path *outlines;                  /* of each geoshape; else NULL */
  const struct tr_picture *const *pictures; /* of each image, NULL for none of its own; else NULL */
  const uint32_t *rows;                     /* data row of each, or NULL */
  const uint32_t *order;                    /* positions to draw, in this order: n_order of them; NULL: all */
  size_t n_order;
} tr_items;

static inline bool tr_has(const tr_items *it, tr_channel_id id) { return it->set >> id & 1; }
static inline double tr_item_number(const tr_items *it, tr_channel_id id, size_t i, double fallback) {
  if (!tr_has(it, id)) return fallback;
  double x = tr_num_of(&it->numbers[id], i);
  if (isnan(x)) return fallback; /* no rule was for this item */
  return isfinite(x) ? x : 0;    /* as Vega's `item.x || 0` */
}
/* NULL where it is not set. */
const tr_value *tr_item_value(const tr_items *it, tr_channel_id id, size_t i);
tr_str tr_item_string(const tr_items *it, tr_channel_id id, size_t i, tr_str fallback);
void tr_items_number(tr_items *it, tr_channel_id id, double x);
void tr_items_value(tr_items *it, tr_channel_id id, tr_value v);
void tr_items_paint(tr_items *it, tr_channel_id id, tr_paint paint);
/* A CSS colour, or Vega's gradient object ({gradient, x1, y1, …, stops}); NONE for anything else. */
tr_paint tr_paint_from(tr_ctx *ctx, const tr_value *v);

typedef struct tr_mark_env {
  tr_ctx *ctx;
  struct tr_fonts *fonts;
} tr_mark_env;

/* Draws items into PARENT. BOUNDS (of all) is widened; EACH (may be NULL) gets the bounds of each item, by
   its position in the order. */
typedef void tr_mark_draw(const tr_mark_env *env, const tr_items *items, tr_group *parent, tr_bounds *bounds,
                          tr_bounds *each);

/* A mark: one row. */
typedef struct tr_mark_type {
  const char *name, *help;
  const tr_prop *props; /* beyond tr_mark_common_props */
  bool is_path;         /* all items make one shape */
  tr_mark_draw *draw;
  const char *section;      /* of Vega's own defaults ("rect") */
  const char *const *parts; /* properties of composite marks that are marks; these have no `draw` */
} tr_mark_type;

extern const tr_prop tr_mark_common_props[];
const tr_mark_type *tr_mark_find(tr_str name); /* NULL where there is none */
size_t tr_mark_types(const tr_mark_type *const **rows);
const char *const *tr_mark_names(void); /* ends with NULL */

/* The shapes that several marks and all guides draw. */
tr_mark_draw tr_draw_rects, tr_draw_rules, tr_draw_symbols, tr_draw_texts, tr_draw_line, tr_draw_area,
    tr_draw_trail, tr_draw_arcs;

/* Rectangle of an item from x, x2, xc and width, and the same for y. */
tr_box tr_item_box(const tr_items *it, size_t i);
/* Outline of a symbol of SIZE (px²) around 0, 0: a name ("triangle-up") or SVG path data for the square from
   -1 to 1. */
tr_path tr_symbol_path(tr_ctx *ctx, tr_str shape, double size);
/* Bounds grown by an item's stroke; WITH_MITER for outlines with corners. */
void tr_bounds_stroke(tr_bounds *b, const tr_items *it, size_t i, bool with_miter);

/* How Vega sets an item's text. */
typedef struct tr_text_look {
  tr_font font;
  double size, line_height, limit, angle; /* degrees */
  tr_str align, baseline, ellipsis;
  bool rtl;
} tr_text_look;
tr_text_look tr_text_look_of(const tr_items *it, size_t i);
/* Down from the anchor to the first baseline, px (rounded, as Vega does). */
double tr_text_drop(const tr_text_look *look);
double tr_text_bounds_width(const tr_mark_env *env, const tr_text_look *look, tr_str line);
/* Lines of a text value: an array's items, or the pieces of a string between LINE_BREAKs. */
size_t tr_text_lines_of(tr_ctx *ctx, const tr_value *text, tr_str line_break, tr_str **lines);
int tr_font_weight_of(const tr_value *v); /* "bold" is 700; 400 for none */

#endif
