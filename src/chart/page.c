#include "chart/chart-priv.h"

#include "format/quantity.h"

#include <math.h>

/* Charts on a page: they take the width they are given, and their ink says how sure a value is. */

/* --- Sizes
 * -----------------------------------------------------------------------------------------------------------
 */

/* What surrounds the data rectangle depends on its size (labels wrap), so a few rounds are made. */
static tr_group *draw_in(tr_chart *chart, double width, double height, tr_view_size *size) {
  tr_autosize fit = {width > 0 && height > 0 ? TR_AUTOSIZE_FIT
                     : width > 0             ? TR_AUTOSIZE_FIT_X
                                             : TR_AUTOSIZE_FIT_Y,
                     false};
  double w = width, h = height;
  tr_vec *notes = chart->notes;
  tr_group *group = NULL;
  for (int round = 0; round < 4; round++) {
    tr_bounds bounds;
    chart->notes = NULL;
    tr_chart_sizes(chart, w, h);
    chart->outer_width = width;
    group = tr_chart_draw(chart, &bounds);
    if (!group) break;
    *size = tr_view_fit(&fit, &(tr_padding){0}, width, height, chart->width, chart->height, &bounds);
    double next_w = width > 0 ? size->width : w, next_h = height > 0 ? size->height : h;
    bool settled =
        round > 0 && fabs(next_w - chart->width) < 0.5 && (height <= 0 || fabs(next_h - chart->height) < 0.5);
    w = next_w;
    h = next_h;
    if (settled) break;
  }
  chart->notes = notes;
  return group;
}

tr_group *tr_chart_on_page(tr_chart *chart, double width, double height, double *out_w, double *out_h) {
  tr_view_size size = {0};
  if (!draw_in(chart, width, height, &size)) return NULL;
  tr_bounds bounds;
  tr_group *group = tr_chart_draw(chart, &bounds); /* once more, with the notes */
  if (!group) return NULL;
  double left = fmax(0, ceil(-bounds.x1)), top = fmax(0, ceil(-bounds.y1));
  chart->origin[0] = left;
  chart->origin[1] = top;
  tr_group_move(group, left, top);
  *out_w = width > 0 ? width : left + fmax(chart->width, ceil(bounds.x2));
  *out_h = height > 0 ? height : top + fmax(chart->height, ceil(bounds.y2));
  group->box[2] = *out_w;
  group->box[3] = *out_h;
  return group;
}

void tr_chart_extent(tr_ctx *ctx, tr_chart *chart, double *min_w, double *natural_w) {
  tr_view_size size;
  (void)ctx;
  tr_vec *notes = chart->notes;
  chart->notes = NULL;
  chart->outer_width = 0;
  tr_bounds bounds;
  tr_chart_sizes(chart, 0, 0);
  *natural_w = chart->width;
  if (tr_chart_draw(chart, &bounds)) {
    tr_autosize pad = {TR_AUTOSIZE_PAD, false};
    size = tr_view_fit(&pad, &(tr_padding){0}, 0, 0, chart->width, chart->height, &bounds);
    *natural_w = size.outer_width;
  }
  chart->notes = notes;
  *min_w = fmin(*natural_w, 160);
}

double tr_chart_height(tr_ctx *ctx, tr_chart *chart, double width) {
  double w, h = 0;
  (void)ctx;
  tr_vec *notes = chart->notes;
  chart->notes = NULL;
  if (!tr_chart_on_page(chart, width, 0, &w, &h)) h = 0;
  chart->notes = notes;
  return h;
}
