#include "expr/functions/functions.h"

/* Distributions. A missing mean is 0 and a missing stdev 1, as in Vega. */

static double mean_of(const tr_call *c, size_t i) {
  double x = tr_arg_number(c, i);
  return isnan(x) ? 0 : x;
}
static double stdev_of(const tr_call *c, size_t i) { return tr_arg_number_or(c, i, 1); }

double tr_normal_cumulative(double z) { return erfc(-z / M_SQRT2) / 2; }

/* P. J. Acklam's rational approximation (relative error 1.2e-9), then two steps of Halley's method. */
double tr_normal_quantile(double p) {
  static const double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                             1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  static const double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                             6.680131188771972e+01, -1.328068155288572e+01};
  static const double t[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                             -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  static const double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                             3.754408661907416e+00};
  if (!(p >= 0 && p <= 1)) return NAN;
  if (p == 0 || p == 1) return p == 0 ? -INFINITY : INFINITY;
  if (p > 0.5) return -tr_normal_quantile(1 - p);
  double x;
  if (p < 0.02425) {
    double q = sqrt(-2 * log(p));
    x = (((((t[0] * q + t[1]) * q + t[2]) * q + t[3]) * q + t[4]) * q + t[5]) /
        ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  } else {
    double q = p - 0.5, r = q * q;
    x = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
        (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
  }
  for (int i = 0; i < 2; i++) {
    double u = (tr_normal_cumulative(x) - p) * sqrt(2 * M_PI) * exp(x * x / 2);
    x -= u / (1 + x * u / 2);
  }
  return x;
}

static double density(double z, double stdev) { return exp(-z * z / 2) / (stdev * sqrt(2 * M_PI)); }

bool tr_fn_density_normal(tr_call *c, tr_value *out) {
  double stdev = stdev_of(c, 2);
  return tr_give_number(out, density((tr_arg_number(c, 0) - mean_of(c, 1)) / stdev, stdev));
}
bool tr_fn_density_log_normal(tr_call *c, tr_value *out) {
  double x = tr_arg_number(c, 0), stdev = stdev_of(c, 2);
  if (x <= 0) return tr_give_number(out, 0);
  return tr_give_number(out, density((log(x) - mean_of(c, 1)) / stdev, stdev) / x);
}
bool tr_fn_cumulative_normal(tr_call *c, tr_value *out) {
  return tr_give_number(out, tr_normal_cumulative((tr_arg_number(c, 0) - mean_of(c, 1)) / stdev_of(c, 2)));
}
bool tr_fn_cumulative_log_normal(tr_call *c, tr_value *out) {
  double z = (log(tr_arg_number(c, 0)) - mean_of(c, 1)) / stdev_of(c, 2);
  return tr_give_number(out, tr_normal_cumulative(z));
}
static double quantile(const tr_call *c) {
  return mean_of(c, 1) + stdev_of(c, 2) * tr_normal_quantile(tr_arg_number(c, 0));
}
bool tr_fn_quantile_normal(tr_call *c, tr_value *out) { return tr_give_number(out, quantile(c)); }
bool tr_fn_quantile_log_normal(tr_call *c, tr_value *out) { return tr_give_number(out, exp(quantile(c))); }

/* Uniform: (max) or (min, max); neither is 0 to 1. */
static void bounds(const tr_call *c, size_t i, double *min, double *max) {
  *min = 0;
  *max = tr_arg_number_or(c, i, 1);
  if (tr_is_nil(tr_arg(c, i + 1))) return;
  *min = tr_arg_number(c, i);
  *max = tr_arg_number(c, i + 1);
}

bool tr_fn_density_uniform(tr_call *c, tr_value *out) {
  double min, max, x = tr_arg_number(c, 0);
  bounds(c, 1, &min, &max);
  return tr_give_number(out, x >= min && x <= max ? 1 / (max - min) : 0);
}
bool tr_fn_cumulative_uniform(tr_call *c, tr_value *out) {
  double min, max, x = tr_arg_number(c, 0);
  bounds(c, 1, &min, &max);
  return tr_give_number(out, x < min ? 0 : x > max ? 1 : (x - min) / (max - min));
}
bool tr_fn_quantile_uniform(tr_call *c, tr_value *out) {
  double min, max, p = tr_arg_number(c, 0);
  bounds(c, 1, &min, &max);
  return tr_give_number(out, p >= 0 && p <= 1 ? min + p * (max - min) : NAN);
}

/* SplitMix64 (Steele, Lea, Flood 2014); 53 bits of it. */
double tr_random(tr_call *c) {
  uint64_t z = c->ev->e->memory->random += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

/* Marsaglia's polar method gives two at a time. */
static double sample(tr_call *c) {
  tr_expr_memory *m = c->ev->e->memory;
  double x, y, r;
  if (!isnan(m->spare_normal)) {
    x = m->spare_normal;
    m->spare_normal = NAN;
    return x;
  }
  do {
    x = 2 * tr_random(c) - 1;
    y = 2 * tr_random(c) - 1;
    r = x * x + y * y;
  } while (r == 0 || r > 1);
  double k = sqrt(-2 * log(r) / r);
  m->spare_normal = y * k;
  return x * k;
}

bool tr_fn_random(tr_call *c, tr_value *out) { return tr_give_number(out, tr_random(c)); }
bool tr_fn_sample_normal(tr_call *c, tr_value *out) {
  return tr_give_number(out, mean_of(c, 0) + sample(c) * stdev_of(c, 1));
}
bool tr_fn_sample_log_normal(tr_call *c, tr_value *out) {
  return tr_give_number(out, exp(mean_of(c, 0) + sample(c) * stdev_of(c, 1)));
}
bool tr_fn_sample_uniform(tr_call *c, tr_value *out) {
  double min, max;
  bounds(c, 0, &min, &max);
  return tr_give_number(out, min + (max - min) * tr_random(c));
}
