#include "chart/chart-priv.h"
void tr_parse_legends(tr_view *view) { (void)view; }
void tr_draw_legends(tr_chart *chart, const tr_bounds *x, const tr_bounds *y, tr_group *group, tr_bounds *view) {
  (void)chart; (void)x; (void)y; (void)group; (void)view; }
