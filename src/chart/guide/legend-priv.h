#ifndef TR_CHART_LEGEND_PRIV_H
#define TR_CHART_LEGEND_PRIV_H

#include "chart/mark/encode-priv.h"

/* What a legend's rules may look at; `legend` is the channel's own object, or NULL. */
typedef struct tr_legend_in {
  tr_view *view;
  tr_enc enc;
  const tr_def *d;
  const tr_scale_type *type;
  const tr_value *legend;
  tr_str orient, direction; /* direction: empty for Vega's default */
  bool is_gradient;
} tr_legend_in;

/* Properties of a legend by Vega-Lite's rules, what the user said and what a rule did apart. */
void tr_legend_rules(tr_split *props, tr_legend_in *in);
/* How the parts look, as an object of encode blocks ("symbols", "gradient", "labels" …); undefined for
   nothing beyond the defaults. */
tr_value tr_legend_encodes(const tr_legend_in *in);

#endif
