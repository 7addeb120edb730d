#ifndef TR_LAYOUT_BOX_H
#define TR_LAYOUT_BOX_H

#include "base/arena.h"

/* The page's rectangles: sizes along an axis, lines of wrapped items, places, grid cells. Pure arithmetic in
   px on what the caller has measured; nothing here knows what is inside a box. */

/* One item along an axis. */
typedef struct tr_track {
  double min, natural; /* least and wanted size; min <= natural */
  double max;          /* INFINITY for none */
  double fixed;        /* NaN, or the size it must have */
  double grow;         /* share of what is left over */
} tr_track;

/* Sizes of N tracks with GAP between them in AVAILABLE px. What is left over goes to `grow`, up to `max`.
   What is missing is taken from the largest first, down to a common level (so a short item keeps its size and
   a paragraph gives way), never below `min`. Returns the room used, gaps included: more than AVAILABLE when
   even the least sizes do not fit. */
double tr_tracks_solve(const tr_track *tracks, size_t n, double gap, double available, double *sizes);
/* All the same size: an equal share of AVAILABLE, or the largest `min` when that is more. Returns the room
   used. */
double tr_tracks_equal(const tr_track *tracks, size_t n, double gap, double available, double *sizes);
/* Sum of the tracks' least (or natural) sizes, gaps included. */
double tr_tracks_min(const tr_track *tracks, size_t n, double gap);
double tr_tracks_natural(const tr_track *tracks, size_t n, double gap);

typedef enum {
  TR_JUSTIFY_START,
  TR_JUSTIFY_CENTER,
  TR_JUSTIFY_END,
  TR_JUSTIFY_BETWEEN, /* all that is left over between the items */
  TR_JUSTIFY_EVENLY   /* between them and at both ends */
} tr_justify;

/* Start of each item in AVAILABLE px; what is left over is laid as MODE says. */
void tr_justify_places(tr_justify mode, const double *sizes, size_t n, double gap, double available,
                       double *starts);

/* Breaks N items of the given sizes into lines of at most AVAILABLE px: ENDS[i] is one past the last item of
   line i (room for N). Lines are then evened out: as few as needed, none longer than it must be. Returns the
   number of lines. */
size_t tr_wrap_lines(const double *sizes, size_t n, double gap, double available, size_t *ends);

/* A cell of a grid, in tracks from 0. */
typedef struct tr_cell_at {
  size_t column, row, columns, rows; /* columns and rows: spans, at least 1 */
} tr_cell_at;

/* How many columns N items of least width ITEM_MIN take in AVAILABLE px: as many as fit (1 to N), then evened
   out, so that 4 in three columns become two rows of two. */
size_t tr_grid_columns(size_t n, double item_min, double gap, double available);
size_t tr_grid_rebalance(size_t n, size_t columns);
/* Places items in reading order into COLUMNS columns, filling each row from the left; spans in CELLS are read
   (and cut to the columns), places are written. Returns the number of rows. Scratch memory comes from ARENA.
 */
size_t tr_grid_flow(tr_arena *arena, tr_cell_at *cells, size_t n, size_t columns);
/* Raises the tracks that a span covers, so that it gets at least SIZE over COUNT tracks and their gaps. */
void tr_span_raise(double *sizes, size_t first, size_t count, double gap, double size);

#endif
