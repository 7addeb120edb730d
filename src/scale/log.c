#include "scale/scale-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

/* A domain below zero is mirrored. */
static bool is_mirrored(const tr_scale *s) { return s->n_domain > 0 && s->domain[0] < 0; }

static double logarithm(const tr_scale *s, double x) { return is_mirrored(s) ? -log(-x) : log(x); }

static double power(const tr_scale *s, double x) { return is_mirrored(s) ? -exp(-x) : exp(x); }

static double log_base(double base, double x) {
  if (base == 10) return log10(x);
  if (base == 2) return log2(x);
  return base == M_E ? log(x) : log(x) / log(base);
}

static double power_of(double base, double x) { return base == M_E ? exp(x) : pow(base, x); }

static double exponent_of(const tr_scale *s, double x) {
  return is_mirrored(s) ? -log_base(s->base, -x) : log_base(s->base, x);
}

static double value_of(const tr_scale *s, double exponent) {
  return is_mirrored(s) ? -power_of(s->base, -exponent) : power_of(s->base, exponent);
}

static void nice(const tr_scale *s, double ends[2], double count) {
  (void)count;
  bool reversed = ends[1] < ends[0];
  ends[reversed] = value_of(s, floor(exponent_of(s, ends[reversed])));
  ends[!reversed] = value_of(s, ceil(exponent_of(s, ends[!reversed])));
}

/* K times the power I: as a division where the power is below zero, which keeps 0.3 exact. */
static double multiple(const tr_scale *s, double k, double i, bool mirrored) {
  if (mirrored) return i > 0 ? k / value_of(s, -i) : k * value_of(s, i);
  return i < 0 ? k / value_of(s, -i) : k * value_of(s, i);
}

static void add_decade(const tr_scale *s, double i, double low, double high, tr_vec *out) {
  bool mirrored = !(low > 0);
  for (double k = 1; k < s->base; k++) {
    double t = multiple(s, mirrored ? s->base - k : k, i, mirrored);
    if (t < low) continue;
    if (t > high) break;
    *(double *)tr_vec_push(out) = t;
  }
}

static void reverse(double *x, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    double swap = x[i];
    x[i] = x[n - 1 - i];
    x[n - 1 - i] = swap;
  }
}

static size_t ticks(tr_ctx *ctx, const tr_scale *s, double count, double **out) {
  double u = s->domain[0], v = s->domain[s->n_domain - 1];
  bool reversed = v < u;
  double low = reversed ? v : u, high = reversed ? u : v;
  double from = exponent_of(s, low), to = exponent_of(s, high);
  size_t n = 0;
  *out = NULL;
  if (!isfinite(from) || !isfinite(to)) return 0;
  if (fmod(s->base, 1) == 0 && to - from < count) {
    if (!tr_within(ctx, TR_LIMIT_TICKS, (to - from + 2) * s->base, (tr_pos){0})) return 0;
    tr_vec found = tr_vec_of(ctx->scene, sizeof(double));
    for (double i = floor(from); i <= ceil(to); i++) add_decade(s, i, low, high, &found);
    n = found.n;
    *out = found.items;
    if ((double)n * 2 < count) n = tr_ticks(ctx, low, high, count, out);
  } else {
    n = tr_ticks(ctx, from, to, fmin(to - from, count), out);
    for (size_t i = 0; i < n; i++) (*out)[i] = value_of(s, (*out)[i]);
  }
  if (reversed) reverse(*out, n);
  return n;
}

const tr_scale_type tr_scale_log = {.name = "log",
                                    .help = "the logarithm of the value (`base`)",
                                    .kind = TR_SCALE_LOG,
                                    .family = TR_SCALE_CONTINUOUS,
                                    .props = props,
                                    .straighten = logarithm,
                                    .bend = power,
                                    .nice = nice,
                                    .ticks = ticks};
