#include "expr/functions/functions.h"

/* Halves go up, also below zero; -0.5 to 0 gives -0. */
double tr_round_half_up(double x) {
  if (!(fabs(x) < 4503599627370496.0)) return x;
  double whole = floor(x);
  return copysign(x - whole >= 0.5 ? whole + 1 : whole, x);
}

/* C's pow() gives 1 for 1 to the power of NaN and for -1 and 1 to infinite powers; ECMAScript gives NaN. */
double tr_js_pow(double x, double y) {
  if (isnan(y) || (fabs(x) == 1 && isinf(y))) return NAN;
  return pow(x, y);
}

static double least(double a, double b) {
  if (isnan(a) || isnan(b)) return NAN;
  if (a == b) return signbit(a) ? a : b; /* -0 is below 0 */
  return a < b ? a : b;
}
static double greatest(double a, double b) {
  if (isnan(a) || isnan(b)) return NAN;
  if (a == b) return signbit(a) ? b : a;
  return a > b ? a : b;
}

bool tr_fn_max(tr_call *c, tr_value *out) {
  double x = -INFINITY;
  for (size_t i = 0; i < c->n; i++) x = greatest(x, tr_arg_number(c, i));
  return tr_give_number(out, x);
}

bool tr_fn_min(tr_call *c, tr_value *out) {
  double x = INFINITY;
  for (size_t i = 0; i < c->n; i++) x = least(x, tr_arg_number(c, i));
  return tr_give_number(out, x);
}

bool tr_fn_clamp(tr_call *c, tr_value *out) {
  double x = least(tr_arg_number(c, 2), tr_arg_number(c, 0));
  return tr_give_number(out, greatest(tr_arg_number(c, 1), x));
}

/* d3-scale's: never less than one step. */
bool tr_fn_bandspace(tr_call *c, tr_value *out) {
  double count = tr_arg_number(c, 0), inner = c->n > 1 ? tr_arg_number(c, 1) : 0;
  double outer = c->n > 2 ? tr_arg_number(c, 2) : 0, space = count - inner + outer * 2;
  if (isnan(count) || count == 0) return tr_give_number(out, 0);
  return tr_give_number(out, space > 0 ? space : 1);
}

bool tr_fn_hypot(tr_call *c, tr_value *out) {
  double sum = 0;
  for (size_t i = 0; i < c->n; i++) sum = hypot(sum, tr_arg_number(c, i));
  return tr_give_number(out, sum);
}
