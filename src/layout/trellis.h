#ifndef TR_LAYOUT_TRELLIS_H
#define TR_LAYOUT_TRELLIS_H

#include "layout/grid.h"

/* Cells in a grid, with headers and footers at its rows and columns and a title for each direction:
   Vega's `layout` of a group (https://vega.github.io/vega/docs/layout/). All sizes in px. */

typedef enum {
  TR_TRELLIS_ROW_HEADER,
  TR_TRELLIS_ROW_FOOTER,
  TR_TRELLIS_COLUMN_HEADER,
  TR_TRELLIS_COLUMN_FOOTER,
  TR_TRELLIS_BANDS
} tr_trellis_band;

enum { TR_TRELLIS_ROW, TR_TRELLIS_COLUMN, TR_TRELLIS_TITLES };

typedef struct tr_trellis_box {
  tr_bounds bounds;     /* of all it has, about its own origin; may be empty */
  double width, height; /* of its data rectangle */
  double x, y;          /* out: where its origin lies in the parent */
} tr_trellis_box;

typedef struct tr_trellis {
  tr_grid_options grid;
  bool flush; /* cells stand by their data rectangles, and what is around these may overlap */
  double offset[TR_TRELLIS_BANDS];           /* from the cells outwards */
  double title_offset[TR_TRELLIS_TITLES];    /* from headers or footers outwards */
  double band[TR_TRELLIS_BANDS];             /* share of the cell's bounds where the origin of its header
                                                lies; NAN: at the cell's own origin */
  double title_band[TR_TRELLIS_TITLES];      /* the same for titles and the whole grid; NAN: 0.5 */
  tr_anchor title_anchor[TR_TRELLIS_TITLES]; /* END: beyond the footers, else before the headers */
  tr_trellis_box *cells;                     /* row by row */
  size_t n;
  tr_trellis_box *bands[TR_TRELLIS_BANDS]; /* in the order of rows or columns */
  size_t n_bands[TR_TRELLIS_BANDS];
  tr_trellis_box *titles[TR_TRELLIS_TITLES]; /* NULL: none */
} tr_trellis;

/* Places everything: sets x and y of all boxes. A grid has no more headers than rows or columns: n_bands is
   then made less, the boxes beyond keep their places and are not to be drawn, and the caller warns. Without
   cells headers stay where they are. Returns the bounds of all that was placed, in the parent's coordinates
   (empty where nothing was). */
tr_bounds tr_trellis_place(tr_ctx *ctx, tr_trellis *trellis);

#endif
