#include "scale/scale-priv.h"

#include <math.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* d3-array's quantile: linear between the two nearest of the sorted values. */
static double quantile(const double *sorted, size_t n, double p) {
  if (n == 0) return NAN;
  double at = ((double)n - 1) * p, below = floor(at);
  size_t i = (size_t)below;
  if (i + 1 >= n) return sorted[n - 1];
  return sorted[i] + (sorted[i + 1] - sorted[i]) * (at - below);
}

static size_t quantile_cuts(tr_ctx *ctx, const tr_scale *s, double **out) {
  double *sorted = TR_NEW_N(ctx->scene, double, s->n_domain);
  size_t n = 0;
  for (size_t i = 0; i < s->n_domain; i++)
    if (!isnan(s->domain[i])) sorted[n++] = s->domain[i];
  qsort(sorted, n, sizeof *sorted, ascending);
  size_t cuts = s->n_range > 0 ? s->n_range - 1 : 0;
  *out = TR_NEW_N(ctx->scene, double, cuts);
  for (size_t i = 0; i < cuts; i++) (*out)[i] = quantile(sorted, n, (double)(i + 1) / (double)s->n_range);
  return cuts;
}

static size_t quantize_cuts(tr_ctx *ctx, const tr_scale *s, double **out) {
  size_t cuts = s->n_range > 0 ? s->n_range - 1 : 0;
  *out = TR_NEW_N(ctx->scene, double, cuts);
  if (s->n_domain < 2) return 0;
  double low = s->domain[0], high = s->domain[s->n_domain - 1], n = (double)cuts;
  for (size_t i = 0; i < cuts; i++) (*out)[i] = ((double)(i + 1) * high - ((double)i - n) * low) / (n + 1);
  return cuts;
}

static size_t threshold_cuts(tr_ctx *ctx, const tr_scale *s, double **out) {
  (void)ctx;
  *out = s->domain;
  return s->n_range > 0 && s->n_domain > s->n_range - 1 ? s->n_range - 1 : s->n_domain;
}

void tr_discretize(tr_ctx *ctx, tr_scale *s) {
  s->cuts = NULL;
  s->n_cuts = s->type->thresholds ? s->type->thresholds(ctx, s, &s->cuts) : 0;
}

static const tr_prop props[] = {{NULL}};

const tr_scale_type tr_scale_quantile = {.name = "quantile",
                                         .help = "groups with equally many of the data's values",
                                         .kind = TR_SCALE_QUANTILE,
                                         .family = TR_SCALE_DISCRETIZING,
                                         .props = props,
                                         .thresholds = quantile_cuts};

const tr_scale_type tr_scale_quantize = {.name = "quantize",
                                         .help = "groups of equal width",
                                         .kind = TR_SCALE_QUANTIZE,
                                         .family = TR_SCALE_DISCRETIZING,
                                         .props = props,
                                         .nice = tr_nice_linear,
                                         .ticks = tr_ticks_linear,
                                         .thresholds = quantize_cuts};

const tr_scale_type tr_scale_threshold = {.name = "threshold",
                                          .help = "groups with boundaries of one's own",
                                          .kind = TR_SCALE_THRESHOLD,
                                          .family = TR_SCALE_DISCRETIZING,
                                          .props = props,
                                          .thresholds = threshold_cuts};

/* The domain is the bins' boundaries: the value of a bin is that of its lower one. */
const tr_scale_type tr_scale_bin_ordinal = {.name = "bin-ordinal",
                                            .help = "an entry of the range for each bin",
                                            .kind = TR_SCALE_BIN_ORDINAL,
                                            .family = TR_SCALE_DISCRETIZING,
                                            .props = props};
