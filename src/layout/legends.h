#ifndef TR_LAYOUT_LEGENDS_H
#define TR_LAYOUT_LEGENDS_H

#include "layout/grid.h"

/* Legends around a view: those of one place stand in a grid of their own
   (https://vega.github.io/vega/docs/legends/#layout). */

typedef enum {
  TR_SPOT_LEFT,
  TR_SPOT_RIGHT,
  TR_SPOT_TOP,
  TR_SPOT_BOTTOM,
  TR_SPOT_TOP_LEFT, /* the corners lie inside the view */
  TR_SPOT_TOP_RIGHT,
  TR_SPOT_BOTTOM_LEFT,
  TR_SPOT_BOTTOM_RIGHT,
  TR_SPOT_NONE /* placed by hand */
} tr_spot;
enum { TR_SPOTS = TR_SPOT_NONE + 1 };

/* By the name that specifications use: "left", "top-right", "none" … */
bool tr_spot_parse(tr_str s, tr_spot *out);
const char *tr_spot_name(tr_spot spot);

/* How the legends of one place are laid out. */
typedef struct tr_spot_layout {
  double offset;    /* px between view and legends */
  double margin;    /* px between legends */
  bool vertical;    /* one below the other */
  tr_anchor anchor; /* where along the side they start */
  bool to_bounds;   /* the anchor refers to the view with its axes, not to the data rectangle */
  bool center_row, center_column;
} tr_spot_layout;

/* Places N legends whose boxes about their own origins are BOXES; AT gets the origins' places. X and Y are
   the bounds of the view with what stands beside it (y axes) and below or above it (x axes); WIDTH and
   HEIGHT are the data rectangle's. Does nothing for TR_SPOT_NONE. */
void tr_spot_place(tr_ctx *ctx, tr_spot spot, const tr_spot_layout *layout, const tr_bounds *x,
                   const tr_bounds *y, double width, double height, const tr_bounds *boxes, size_t n,
                   double (*at)[2]);

/* Widens VIEW by a legend's bounds. With FITS (the picture's size is given) the view would shrink to nothing
   beside a long legend, so it counts in the direction away from the view alone. */
void tr_spot_widen(tr_spot spot, const tr_bounds *legend, bool fits, tr_bounds *view);

#endif
