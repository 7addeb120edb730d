#ifndef TR_CHART_COMPOSE_PRIV_H
#define TR_CHART_COMPOSE_PRIV_H

#include "chart/chart-priv.h"
#include "layout/trellis.h"

/* What views of views share. */

/* The grid that a view's properties and the config ask for, without cells. */
tr_trellis tr_trellis_of(tr_view *view);
tr_trellis_box tr_box_of(const tr_drawn *d);
/* Adds what was drawn where BOX was placed. */
void tr_add_drawn(tr_group *group, const tr_drawn *d, const tr_trellis_box *box);

#endif
