#include "scale/scale-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

void tr_band_rescale(tr_scale *s, bool round) {
  double n = (double)s->n_domain;
  bool reversed = s->ends[1] < s->ends[0];
  double start = s->ends[reversed], stop = s->ends[!reversed];
  double space = tr_band_space(n, s->padding_inner, s->padding_outer);
  double step = (stop - start) / (space == 0 ? 1 : space);
  if (round) step = floor(step);
  start += (stop - start - step * (n - s->padding_inner)) * s->align;
  s->bandwidth = step * (1 - s->padding_inner);
  if (round) {
    start = tr_round_js(start);
    s->bandwidth = tr_round_js(s->bandwidth);
  }
  s->start = start;
  s->step = step;
  s->n_range = s->n_domain;
  s->numbers = TR_NEW_N(s->arena, double, s->n_domain);
  for (size_t i = 0; i < s->n_domain; i++)
    s->numbers[reversed ? s->n_domain - 1 - i : i] = start + step * (double)i;
}

const tr_scale_type tr_scale_band = {.name = "band",
                                     .help = "a band of equal width for each value",
                                     .kind = TR_SCALE_BAND,
                                     .family = TR_SCALE_DISCRETE,
                                     .props = props};

const tr_scale_type tr_scale_point = {.name = "point",
                                      .help = "a point for each value, at equal distances",
                                      .kind = TR_SCALE_POINT,
                                      .family = TR_SCALE_DISCRETE,
                                      .props = props};
