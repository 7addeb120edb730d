#ifndef TR_PAGE_BLOCK_ARRANGE_H
#define TR_PAGE_BLOCK_ARRANGE_H

#include "page/page-priv.h"

/* What box, grid and repeat share: their settings, and lines of blocks beside each other. */

typedef enum { TR_LAY_START, TR_LAY_CENTER, TR_LAY_END, TR_LAY_STRETCH, TR_LAY_BASELINE } tr_lay;

/* Do first lines of text stand on one line? ALIKE: where they are of one style in all blocks of a row. */
typedef enum { TR_BASELINE_NONE, TR_BASELINE_ALIKE, TR_BASELINE_ALL } tr_baseline;

typedef enum { TR_ORPHANS_REBALANCE, TR_ORPHANS_CENTER, TR_ORPHANS_START, TR_ORPHANS_STRETCH } tr_orphans;

/* One column of a grid as it was asked for. */
typedef struct tr_column_spec {
  double px;    /* NaN: by content or share */
  double share; /* of "2fr"; 0: by content */
} tr_column_spec;

typedef struct tr_arrange {
  bool is_grid, row, wrap;
  double gap, row_gap;
  tr_justify justify;
  tr_lay align;
  bool equal_width, equal_height;
  tr_baseline baseline;
  tr_paint divider;
  /* grid */
  const tr_column_spec *columns; /* NULL: equal columns */
  size_t n_columns;              /* 0: as many as item_min allows */
  double item_min;
  tr_orphans orphans;
  size_t fewer; /* columns taken away by the fit policy */
} tr_arrange;

extern const tr_prop tr_arrange_props[]; /* of box */
bool tr_arrange_read(tr_page *page, tr_block *b, tr_arrange *out);
/* The children that are shown; in the scene arena. */
tr_block **tr_arrange_items(tr_page *page, const tr_block *b, size_t *n);
/* The track that a block takes along a row of ROOM px. */
tr_track tr_arrange_track(tr_page *page, tr_block *b, double room);

/* Blocks beside each other. */
typedef struct tr_line {
  tr_block **items;
  size_t n;
  double *x, *w;
  tr_baseline baseline;
  tr_heights h;
} tr_line;

void tr_line_measure(tr_page *page, tr_line *line);
/* Places them in [y, y + height). */
bool tr_line_place(tr_page *page, const tr_line *line, double y, double height, tr_lay align, tr_group *into);

/* Box and grid by themselves; repeat is one or the other. */
void tr_box_widths(tr_page *page, tr_block *b, double *min, double *natural);
tr_heights tr_box_heights(tr_page *page, tr_block *b, double width);
bool tr_box_place(tr_page *page, tr_block *b, tr_box inner, tr_group *into);
void tr_tiles_widths(tr_page *page, tr_block *b, double *min, double *natural);
tr_heights tr_tiles_heights(tr_page *page, tr_block *b, double width);
bool tr_tiles_place(tr_page *page, tr_block *b, tr_box inner, tr_group *into);

/* One column fewer at WIDTH; false where there is none to take away. */
bool tr_arrange_narrow(tr_page *page, tr_block *b);
void tr_arrange_reset(tr_block *b);
/* Is B an arranger (its data a tr_arrange)? */
bool tr_arrange_is(const tr_block *b);

#endif
