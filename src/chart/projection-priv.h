#ifndef TR_CHART_PROJECTION_PRIV_H
#define TR_CHART_PROJECTION_PRIV_H

#include "chart/data/data-priv.h"
#include "geo/geo.h"

/* The projection of a view, or of layers that share it. */
typedef struct tr_projection_cmp {
  tr_value props; /* the specification's over the config's */
  bool is_shared; /* by layers: the type is Vega's default then, not Vega-Lite's */
  bool fits;      /* scale and translation come from the data */
  tr_vec views;   /* of tr_view *: who uses it, and whose data it is fitted to */
  /* of the build under way */
  tr_geo_projection *projection;
  const tr_table **made_for; /* of each view */
  double width, height;
  double radius; /* of points, px */
} tr_projection_cmp;

/* Rows for {"graticule": …} and {"sphere": …}; NULL after reporting. */
const tr_table *tr_graticule_rows(tr_chart *chart, const tr_value *graticule);
const tr_table *tr_sphere_rows(tr_chart *chart);

#endif
