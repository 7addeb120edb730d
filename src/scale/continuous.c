#include "scale/scale-priv.h"

#include <math.h>

/* Lines through the pairs of domain and range values, on the axis that the type straightens. */

static double straight(const tr_scale *s, double x) {
  return s->type->straighten ? s->type->straighten(s, x) : x;
}

static double bent(const tr_scale *s, double x) { return s->type->bend ? s->type->bend(s, x) : x; }

static double clamped(const tr_scale *s, double x) {
  if (!s->clamp || s->n_domain == 0) return x;
  double a = s->domain[0], b = s->domain[s->n_domain - 1];
  return fmax(fmin(a, b), fmin(fmax(a, b), x));
}

/* Which piece of the domain X lies in (as d3's bisect does it), and the fraction along that piece. */
static size_t piece_of(const tr_scale *s, double x, size_t n, double *fraction) {
  double first = straight(s, s->domain[0]), last = straight(s, s->domain[n - 1]), at = straight(s, x);
  size_t piece = 0;
  for (size_t i = 1; i + 1 < n; i++) {
    double edge = straight(s, s->domain[i]);
    if (last < first ? at <= edge : at >= edge) piece = i;
  }
  double a = straight(s, s->domain[piece]), b = straight(s, s->domain[piece + 1]);
  *fraction = b - a != 0 ? (at - a) / (b - a) : isnan(b - a) ? NAN : 0.5;
  return piece;
}

double tr_continuous_number(const tr_scale *s, double x) {
  size_t n = s->n_domain < s->n_range ? s->n_domain : s->n_range;
  if (isnan(x) || n < 2 || !s->numbers) return NAN;
  double t;
  size_t piece = piece_of(s, clamped(s, x), n, &t);
  double a = s->numbers[piece], b = s->numbers[piece + 1];
  double y = a * (1 - t) + b * t;
  return s->round ? tr_round_js(y) : y;
}

/* Fraction along the ramp of a scale with two or, diverging, three domain values. */
static double ramp_fraction(const tr_scale *s, double x) {
  double t0 = straight(s, s->domain[0]), t1 = straight(s, s->domain[1]), at = straight(s, x), t;
  if (s->n_domain < 3) {
    t = t0 == t1 ? 0.5 : (at - t0) / (t1 - t0);
  } else {
    double t2 = straight(s, s->domain[2]), sign = t1 < t0 ? -1 : 1;
    double low = t0 == t1 ? 0 : 0.5 / (t1 - t0), high = t1 == t2 ? 0 : 0.5 / (t2 - t1);
    t = 0.5 + (at - t1) * (sign * at < sign * t1 ? low : high);
  }
  return s->clamp ? fmax(0, fmin(1, t)) : t;
}

tr_color tr_color_quantized(tr_color c) {
  double *channel[3] = {&c.r, &c.g, &c.b};
  for (int i = 0; i < 3; i++)
    *channel[i] = isnan(*channel[i]) ? 0 : fmax(0, fmin(255, tr_round_js(*channel[i] * 255))) / 255;
  c.a = isnan(c.a) ? 1 : fmax(0, fmin(1, c.a));
  return c;
}

tr_color tr_scale_ramp(const tr_scale *s, double t) {
  if (s->n_range == 1) return s->colors[0];
  t = s->ramp_from + t * s->ramp_span;
  double pieces = (double)s->n_range - 1, at = t * pieces;
  double piece = fmax(0, fmin(pieces - 1, floor(at)));
  size_t i = (size_t)piece;
  return tr_color_quantized(s->ramp_between(s->colors[i], s->colors[i + 1], at - piece, s->ramp_gamma));
}

tr_color tr_continuous_color(const tr_scale *s, double x) {
  if (s->is_ramp && s->n_domain >= 2) return tr_scale_ramp(s, ramp_fraction(s, x));
  size_t n = s->n_domain < s->n_range ? s->n_domain : s->n_range;
  if (n < 2) return n == 1 ? s->colors[0] : (tr_color){0, 0, 0, 0};
  double t;
  size_t piece = piece_of(s, clamped(s, x), n, &t);
  return tr_color_quantized(s->between(s->colors[piece], s->colors[piece + 1], t, s->gamma));
}

double tr_continuous_invert(const tr_scale *s, double at) {
  size_t n = s->n_domain < s->n_range ? s->n_domain : s->n_range;
  if (n < 2 || !s->numbers) return NAN;
  bool reversed = s->numbers[n - 1] < s->numbers[0];
  size_t piece = 0;
  for (size_t i = 1; i + 1 < n; i++)
    if (reversed ? at <= s->numbers[i] : at >= s->numbers[i]) piece = i;
  double a = s->numbers[piece], b = s->numbers[piece + 1];
  double t = b != a ? (at - a) / (b - a) : 0.5;
  double from = straight(s, s->domain[piece]), to = straight(s, s->domain[piece + 1]);
  return clamped(s, bent(s, from * (1 - t) + to * t));
}

double tr_scale_fraction(const tr_scale *s, double x) {
  double first = tr_scale_domain_end(s, false), last = tr_scale_domain_end(s, true);
  if (!isfinite(last - first) || last == first) return 0.5;
  double a = straight(s, first), b = straight(s, last);
  return (straight(s, x) - a) / (b - a);
}
