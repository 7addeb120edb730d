#ifndef TR_CHART_SCOPE_PRIV_H
#define TR_CHART_SCOPE_PRIV_H

#include "chart/scale/scale-priv.h"

/* What expressions find in a chart (scope.c, params.c). */

/* The value of parameter NAME for the view's present size; NULL: there is none, or it cannot be worked out.
 */
const tr_value *tr_chart_param(tr_chart *chart, tr_str name);
/* A selection has its first values: what depends on it is worked out anew. */
void tr_chart_params_changed(tr_chart *chart);

#endif
