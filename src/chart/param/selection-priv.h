#ifndef TR_CHART_SELECTION_PRIV_H
#define TR_CHART_SELECTION_PRIV_H

#include "chart/chart-priv.h"

/* Selections (interactive parameters) before anybody has touched them: empty, or with their first `value`. */

/* Finds all selections of the units below VIEW. */
void tr_chart_selections(tr_view *view);
/* MASK: the rows of T that parameter NAME selects, or all or none by a variable's truth. False: nothing is
   selected, or there is no such parameter. */
bool tr_selection_mask(tr_chart *chart, tr_str name, const tr_table *t, uint8_t *mask);
/* Rows that NAME selects of what its view shows; all of them where nothing is selected. NULL after reporting.
 */
const tr_table *tr_selection_rows(tr_chart *chart, tr_str name, tr_pos at);
/* Gives selection NAME its one value for all its places. */
void tr_selection_set(tr_chart *chart, tr_str name, const tr_value *value);
/* Animations (selection-frame.c): the rows of T that marks show in the first frame; sets the selection that
   chooses them. T where VIEW is not animated. */
const tr_table *tr_first_frame(tr_view *view, const tr_table *t);
bool tr_is_timer(const tr_value *param); /* a selection by the clock */
/* What a selection says of a channel's domain: {"param": …} in DOMAIN, or a selection of the view that is
   bound to its scales. NULL: nothing. */
const tr_value *tr_selection_domain(tr_view *view, tr_enc enc, const tr_value *domain);
/* A brush's place on the map of VIEW, px, from the ranges of its first values; NULL: the whole side. */
void tr_map_extent(tr_view *view, const tr_value *longitude, const tr_value *latitude, double x[2],
                   double y[2]);
/* MASK: the rows of T, which VIEW shows, whose places are in that brush. */
void tr_map_mask(tr_view *view, const tr_value *longitude, const tr_value *latitude, const tr_table *t,
                 uint8_t *mask);
/* How many first values selection NAME has; false where there is no such selection. */
bool tr_selection_count(const tr_chart *chart, tr_str name, size_t *n);
/* The brushes of a unit's intervals: their grounds behind the marks, or their edges in front. */
void tr_draw_brushes(tr_view *view, bool in_front, tr_group *parent);

#endif
