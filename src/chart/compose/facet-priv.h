#ifndef TR_CHART_FACET_PRIV_H
#define TR_CHART_FACET_PRIV_H

#include "chart/data/data-priv.h"

/* A facet's cells. */

/* The values of one of a facet's definitions, in their order. */
typedef struct tr_facet_level {
  const tr_def *def;             /* NULL: the facet is not by this */
  size_t n;                      /* of values; 1 where there is no definition */
  const tr_value *values, *ends; /* each value; of bins, where each ends, else NULL */
} tr_facet_level;

typedef struct tr_facet_cells {
  tr_facet_level levels[3];    /* row, column, facet */
  size_t n;                    /* rows × columns, row by row; or the values of the one definition */
  const size_t *start;         /* n + 1: cell c has start[c + 1] - start[c] rows */
  struct tr_facet_part *parts; /* the views below with their rows by cell */
  size_t n_parts;
} tr_facet_cells;

/* Finds the cells of the rows that FACET has now. */
tr_facet_cells *tr_facet_cells_of(tr_view *facet);
/* Gives the views below the rows of cell CELL. */
void tr_facet_cell_enter(tr_view *facet, const tr_facet_cells *cells, size_t cell);
/* Gives them all rows again. */
void tr_facet_cells_leave(const tr_facet_cells *cells);

#endif
