#ifndef TR_LAYOUT_GRID_H
#define TR_LAYOUT_GRID_H

#include "base/ctx.h"
#include "layout/bounds.h"

/* Vega's view layout: https://vega.github.io/vega/docs/layout/ and /docs/specification/#autosize. */

typedef enum { TR_GRID_NONE, TR_GRID_EACH, TR_GRID_ALL } tr_grid_align;
typedef enum { TR_ANCHOR_START, TR_ANCHOR_MIDDLE, TR_ANCHOR_END } tr_anchor;

/* How boxes are placed in rows, left to right and top to bottom. */
typedef struct tr_grid_options {
  size_t columns; /* 0: all in one row */
  tr_grid_align align_row, align_column;
  bool center_row, center_column;     /* boxes in the middle of their row's height, column's width */
  double padding_row, padding_column; /* px between boxes */
  double x, y;                        /* where the whole is anchored */
  tr_anchor anchor_x, anchor_y;       /* which point of the whole lies there */
} tr_grid_options;

/* Places N boxes: BOXES are their bounds about their own origins, AT gets the origins' places (x, y pairs).
   Returns the bounds of the whole. */
tr_bounds tr_grid_place(tr_ctx *ctx, const tr_grid_options *options, const tr_bounds *boxes, size_t n,
                        double (*at)[2]);

typedef enum {
  TR_AUTOSIZE_PAD,
  TR_AUTOSIZE_FIT,
  TR_AUTOSIZE_FIT_X,
  TR_AUTOSIZE_FIT_Y,
  TR_AUTOSIZE_NONE
} tr_autosize_type;

typedef struct tr_padding {
  double left, top, right, bottom;
} tr_padding;

typedef struct tr_autosize {
  tr_autosize_type type;
  bool contains_padding; /* the given size includes the padding */
} tr_autosize;

/* The sizes of a view in px: of the data rectangle, of the picture without padding, and where the data
   rectangle starts in the picture. */
typedef struct tr_view_size {
  double width, height;
  double outer_width, outer_height;
  double left, top;
} tr_view_size;

/* What becomes of a view whose given size is GIVEN_W × GIVEN_H, whose data rectangle is drawn WIDTH × HEIGHT
   and whose content has bounds BOUNDS about the data rectangle's origin. With the fit types the data
   rectangle's new size differs from the drawn one, and the view is to be drawn again. */
tr_view_size tr_view_fit(const tr_autosize *autosize, const tr_padding *padding, double given_w,
                         double given_h, double width, double height, const tr_bounds *bounds);

#endif
