#ifndef TR_GUIDE_AXIS_PRIV_H
#define TR_GUIDE_AXIS_PRIV_H

#include "guide/guide-priv.h"

typedef struct axis_tick {
  tr_value value, text; /* text: what the label shows, a string or lines */
  tr_str label;
  tr_value datum;            /* {value, label, index} for expressions */
  double index;              /* 0 for the first to 1 for the last */
  double at, label_at, size; /* size: how long the tick is, px; 0 where none is drawn */
  bool is_extra;
} axis_tick;

/* An axis while it is built. */
typedef struct axis_build {
  const tr_guide_env *g;
  const tr_axis *axis;
  tr_orient orient;
  bool is_x;   /* runs across */
  double sign; /* away from the view: -1 is left and up */
  axis_tick *ticks;
  size_t n, n_labels; /* n counts the extra tick */
  double band, offset;
  bool extra;
  tr_group *group;
} axis_build;

/* Draws the labels that find room beyond their ticks, and widens BOUNDS by them. */
void tr_axis_labels(axis_build *b, tr_bounds *bounds);

tr_tick_count tr_guide_tick_count(const tr_guide_env *g, const tr_value *count, const tr_value *min_step,
                                  double fallback);

#endif
