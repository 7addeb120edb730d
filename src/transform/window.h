#ifndef TR_TRANSFORM_WINDOW_H
#define TR_TRANSFORM_WINDOW_H

#include "transform/transform-priv.h"

/* A window over the rows of each group, as Vega's window transform has it; impute needs it too. */
typedef struct tr_window_frame {
  bool open[2]; /* to the first, to the last row */
  double offset[2];
  bool ignore_peers;
} tr_window_frame;

/* [null, 0] where VALUE is not there. */
tr_window_frame tr_window_frame_of(const tr_value *value, bool ignore_peers);
/* An op over all rows, in the order of the rows of T: OUT has one value for each. DEF is {op, field, param}.
   False after reporting. */
bool tr_window_values(tr_ctx *ctx, const tr_value *def, const tr_table *t, const tr_groups *g,
                      const tr_row_order *order, const tr_window_frame *frame, tr_value *out);

#endif
