#ifndef TR_CHART_DATA_PRIV_H
#define TR_CHART_DATA_PRIV_H

#include "chart/chart-priv.h"
#include "transform/transform.h"

/* The rows that a `data` object names. NULL after reporting. */
const tr_table *tr_data_source(tr_chart *chart, const tr_value *data);
/* Whether the chart SELF may ever look at the column of a file that is called so (data-needs.c). */
bool tr_chart_needs(void *self, tr_str column);
/* Whether the chart SELF takes that column for numbers wherever it looks at it, so that nobody can tell its
   texts from their numbers (data-needs.c). */
bool tr_chart_measures(void *self, tr_str column);
/* What the columns of the source DATA are read as: its own `parse` and what the views that show it imply, as
   an object from field to type; or `parse` as it is where that is null or "auto" (data-parse.c). */
const tr_value *tr_data_parse(tr_chart *chart, const tr_value *data);
/* Whether a field reaches into the values of a column ("a.b", "a[0]"; not "a\\.b"). */
bool tr_is_path(tr_str field);
/* T with column FIELD read as dates: by PATTERN (d3's), or as JavaScript reads dates. */
const tr_table *tr_with_dates(tr_chart *chart, const tr_table *t, tr_str field, tr_str pattern, bool utc);
/* The encoding's own transforms: bins, time units, aggregation, stack. */
bool tr_encoding_data(tr_view *view, const tr_table *source);
/* A table with T's columns, to which others can be added. */
tr_table *tr_table_sharing(tr_ctx *ctx, const tr_table *t);
/* T with the start of the bin or unit of D's field, in the column D->column (data-bins.c). */
const tr_table *tr_with_bins(tr_view *view, const tr_table *t, const tr_def *d);
const tr_table *tr_with_unit(tr_view *view, const tr_table *t, const tr_def *d);
/* T, which has those starts, with what follows from them: _end and _range; _end and offsetted_rect_… */
const tr_table *tr_with_bin_ends(tr_view *view, const tr_table *t, const tr_def *d);
/* The same with their middles (_mid), by which stacked paths fill their gaps. */
const tr_table *tr_with_bin_middle(tr_view *view, const tr_table *t, const tr_def *d);
const tr_table *tr_with_unit_ends(tr_view *view, const tr_table *t, const tr_def *d);
/* Cells of facets (data-facet.c). The columns by which the facets around VIEW divide its rows: of tr_str. */
tr_vec tr_view_dims(const tr_view *view);
/* Are VIEW's rows divided by FACET, which lies around it? Not where data of its own come between. */
bool tr_is_divided_by(const tr_view *view, const tr_view *facet);
/* TRANSFORMS, with the facets' columns among those that rows are grouped by. */
const tr_value *tr_transforms_by_cell(tr_view *view, const tr_value *transforms);
bool tr_has_own_data(const tr_view *view);
/* Parses the data of all children of VIEW, cell by cell where facets divide SOURCE. */
bool tr_parse_children_data(tr_view *view, const tr_table *source);
/* The same as one, and cell by cell where VIEW's children are in facets (data-cells.c). */
bool tr_parse_each_child(tr_view *view, const tr_table *source);
bool tr_parse_cells(tr_view *view, const tr_table *source);
/* The column of that very name; undefined in all rows where there is none. */
tr_column tr_column_or_absent(tr_ctx *ctx, const tr_table *t, tr_str name);
/* The bins and units of a facet's fields. NULL after reporting. */
const tr_table *tr_with_facet_fields(tr_view *facet, const tr_table *t);
/* A column's name, escaped so that a transform takes it as a whole and not as a path. */
tr_value tr_whole_column(tr_ctx *ctx, tr_str column);
const tr_table *tr_with_field_paths(tr_view *view, const tr_table *t, tr_def **defs, size_t n);
tr_transform_env tr_chart_transforms(tr_chart *chart);
/* All field definitions of a unit, its lists and conditions included. */
size_t tr_view_fields(tr_view *view, tr_def ***out);

#endif
