#ifndef TR_GUIDE_LEGEND_PRIV_H
#define TR_GUIDE_LEGEND_PRIV_H

#include "guide/guide-priv.h"

/* A legend is made of a title and a body; the body is a grid of entries (a symbol and its label each), or a
   ramp with labels beside it. */

typedef struct legend_entry {
  tr_value value, text; /* text: what the label shows, a string or lines */
  tr_str label;
  tr_value datum; /* {value, label, index, …} for expressions */
  tr_items symbol;
  double size;     /* room for the symbol, px */
  double from, to; /* on a ramp, shares of its length */
} legend_entry;

/* A legend while it is built. */
typedef struct legend_build {
  const tr_guide_env *g;
  const tr_legend *legend;
  const tr_scale *scale; /* the one whose values are listed */
  tr_legend_type type;
  bool upright; /* the ramp runs upwards */
  double padding;
  double thickness, length; /* of the ramp, px */
  legend_entry *entries;
  size_t n;
  double room;                  /* for the largest symbol, px */
  tr_group *group, *body;       /* body: in its own space */
  tr_bounds body_box, ramp_box; /* in the body's space */
} legend_build;

static inline const tr_value *legend_prop(const legend_build *b, const char *name) {
  return tr_legend_prop(b->g, b->legend, name);
}
static inline double legend_number(const legend_build *b, const char *name, double fallback) {
  return tr_guide_number(b->g, legend_prop(b, name), NULL, fallback);
}
tr_prop_of tr_legend_prop_of; /* of a legend_build, for tr_guide_text_items() */
const tr_scale *tr_legend_scale_of(const tr_legend *legend, tr_channel_id channel); /* or NULL */

/* Which values are shown, with their labels, symbols and places. */
void tr_legend_entries(legend_build *b);
/* Symbols of an entry, all channels set. */
tr_items tr_legend_symbol(const legend_build *b, const tr_value *value, const tr_value *datum);
tr_items tr_legend_label(const legend_build *b, const legend_entry *e);

/* Draw the body. */
void tr_legend_symbols(legend_build *b);
void tr_legend_ramp(legend_build *b);

#endif
