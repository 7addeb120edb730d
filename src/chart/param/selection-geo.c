#include "chart/param/selection-priv.h"

#include "data/table.h"

#include <math.h>
#include <string.h>

/* Brushes on maps. They select what is drawn in them, by its middle. Vega-Lite projects the two corners of
   the first values; a side that they do not name is as long as the view, and has the longitude or latitude of
   its middle (selection/interval.ts). */

static double distance(tr_view *view, const double at[2], const double wanted[2]) {
  double place[2];
  if (!tr_map_point(view, at[0], at[1], place)) return INFINITY;
  return hypot(place[0] - wanted[0], place[1] - wanted[1]);
}

/* What is drawn nearest to PLACE: the best of a grid over the globe, then ever smaller steps from there. */
static void unproject(tr_view *view, const double place[2], double out[2]) {
  static const double sides[][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
  double best = INFINITY;
  for (double lon = -180; lon < 180; lon += 3) {
    for (double lat = -90; lat <= 90; lat += 3) {
      const double at[] = {lon, lat};
      double d = distance(view, at, place);
      if (!(d < best)) continue;
      best = d;
      out[0] = lon;
      out[1] = lat;
    }
  }
  for (double step = 3; step > 1e-9 && best > 0;) {
    bool better = false;
    for (size_t i = 0; i < 4 && !better; i++) {
      const double at[] = {out[0] + sides[i][0] * step, out[1] + sides[i][1] * step};
      double d = distance(view, at, place);
      if (!(d < best)) continue;
      best = d;
      out[0] = at[0];
      out[1] = at[1];
      better = true;
    }
    if (!better) step /= 2;
  }
}

static double end_of(const tr_value *range, bool last, double fallback) {
  if (!tr_is(range, TR_ARRAY) || range->n == 0) return fallback;
  return tr_to_number(&range->items[last ? range->n - 1 : 0]);
}

void tr_map_extent(tr_view *view, const tr_value *longitude, const tr_value *latitude, double x[2],
                   double y[2]) {
  const double width = view->chart->width, height = view->chart->height, middle[] = {width / 2, height / 2};
  double center[2] = {NAN, NAN}, corner[2][2] = {{0}};
  if (!longitude || !latitude) unproject(view, middle, center);
  for (int k = 0; k < 2; k++)
    if (!tr_map_point(view, end_of(longitude, k, center[0]), end_of(latitude, k, center[1]), corner[k]))
      corner[k][0] = corner[k][1] = 0; /* as Vega: a place that is none is 0 */
  x[0] = longitude ? fmin(corner[0][0], corner[1][0]) : 0;
  x[1] = longitude ? fmax(corner[0][0], corner[1][0]) : width;
  y[0] = latitude ? fmin(corner[0][1], corner[1][1]) : 0;
  y[1] = latitude ? fmax(corner[0][1], corner[1][1]) : height;
}

/* --- What lies in a brush ----------------------------------------------------------------------------------
 */

static const tr_column *column_of(const tr_view *view, const tr_table *t, tr_enc enc) {
  const tr_def *d = tr_def_field(view->enc[enc]);
  return d ? tr_table_column(t, d->column) : NULL;
}

static double number_at(const tr_column *c, size_t row) {
  return tr_valid(c, row) ? tr_cell_number(c, row) : NAN;
}

static void mask_places(tr_view *view, const tr_value *longitude, const tr_value *latitude, const tr_table *t,
                        uint8_t *mask) {
  const tr_column *lon = column_of(view, t, TR_ENC_LONGITUDE), *lat = column_of(view, t, TR_ENC_LATITUDE);
  double x[2], y[2], at[2];
  if (!lon || !lat) return;
  tr_map_extent(view, longitude, latitude, x, y);
  for (size_t i = 0; i < t->n_rows; i++)
    mask[i] = tr_map_point(view, number_at(lon, i), number_at(lat, i), at) && x[0] <= at[0] &&
              at[0] <= x[1] && y[0] <= at[1] && at[1] <= y[1];
}

/* Filters ask before there are sizes: the view has its own for a while. */
void tr_map_mask(tr_view *view, const tr_value *longitude, const tr_value *latitude, const tr_table *t,
                 uint8_t *mask) {
  tr_chart *chart = view->chart;
  const tr_view *plot = tr_view_plot(view);
  double width = chart->width, height = chart->height;
  memset(mask, 0, t->n_rows);
  if (!tr_map_is_ready(view)) return;
  chart->width = plot->px[0] > 0 ? plot->px[0] : plot->size[0].px;
  chart->height = plot->px[1] > 0 ? plot->px[1] : plot->size[1].px;
  mask_places(view, longitude, latitude, t, mask);
  chart->width = width;
  chart->height = height;
}
