#ifndef TR_CHART_HEADER_PRIV_H
#define TR_CHART_HEADER_PRIV_H

#include "chart/chart-priv.h"
#include "layout/trellis.h"

/* Headers of facets (https://vega.github.io/vega-lite/docs/header.html): which labels and titles a facet by
   row, column or a wrapped field has, and where. What is drawn is a title (tr_title_build) each time:

   * Rows and columns. Each row (column) has a header group of the cells' height (width) and of no width
     (height), drawn with tr_title_build(g, label, 0, height, …) or (g, label, width, 0, …) about bounds that
     begin as {0, 0, 0, height} or {0, 0, width, 0} and already hold the axis that stands there. It goes to
     the band `label_band` of the trellis. `in_cell` false: tr_header_label() of the values that the row or
     column stands for is its title; the group is needed for axes alone where there are no labels.
   * A wrapped facet. `in_cell` is true: the label is the cell's own title, in place of a title of its view,
     drawn with the cell's width and height after its axes and legends. There are no header groups but those
     of axes.
   * Labels across (row labels above their cells, column labels beside them). As with a wrapped facet; the
     first of row and column whose `in_cell` is set gives the title of the cells.

   tr_header_title(), where there is one, is drawn as the only thing of a group of size 0 × 0, with bounds
   that begin as {0, 0, 0, 0}; it is the trellis' title of direction `title_direction`. tr_headers_layout()
   says where titles stand. Headers nested in a facet have their title joined to the outer one's
   (tr_header_join) before either is drawn. */

extern const tr_prop tr_header_props[];

typedef enum { TR_HEADER_ROW, TR_HEADER_COLUMN, TR_HEADER_FACET, TR_HEADER_CHANNELS } tr_header_channel;

typedef struct tr_header {
  tr_chart *chart;
  tr_header_channel channel;
  const tr_def *def;
  const tr_value *props; /* the definition's `header`, or NULL */
  bool has_labels;       /* of rows and columns; labels in cells are always there */
  bool in_cell;
  tr_trellis_band label_band; /* where header groups go */
  size_t title_direction;     /* TR_TRELLIS_ROW or TR_TRELLIS_COLUMN */
  tr_value title;             /* text, lines of text or {expr}; undefined where there is none */
  tr_value label_look, title_look;
  const tr_expr *label; /* of `parent`, the values of the cell; NULL where it cannot be worked out */
} tr_header;

/* Of one definition of a facet. HEADER: its `header`, an object or null, or NULL where it has none. What
   cannot be used in it is reported. */
tr_header tr_header_of(tr_chart *chart, tr_header_channel channel, const tr_def *def, const tr_value *header);

/* Vega's title properties of a label, in the scene arena. PARENT: a row or object that has the definition's
   column (of bins the end too). Undefined where there are no labels, and after an error in labelExpr. */
tr_value tr_header_label(const tr_header *header, const tr_datum *parent);

/* The same for the title; undefined where there is none. */
tr_value tr_header_title(const tr_header *header);

/* "Outer / inner": the title of a facet inside the cells of another, by the same channel, is the outer
   one's. */
void tr_header_join(tr_header *outer, tr_header *inner);

/* Sets a trellis' title_anchor, title_offset and title_band, and `band` to none. HEADERS are those of the
   facet, NULL for the channels it has not. Where the cells of a row (column) have no height (width) of their
   own, because they are composed themselves, the caller sets the bands of the row's (column's) header and
   footer to 0.5, where there are any. */
void tr_headers_layout(const tr_header *const headers[TR_HEADER_CHANNELS], tr_trellis *trellis);

#endif
