#include "scale/scale-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

static double raised(double x, double exponent) { return x < 0 ? -pow(-x, exponent) : pow(x, exponent); }

static double power(const tr_scale *s, double x) { return s->exponent == 1 ? x : raised(x, s->exponent); }

static double unpower(const tr_scale *s, double x) {
  return s->exponent == 1 ? x : raised(x, 1 / s->exponent);
}

static double root(const tr_scale *s, double x) {
  (void)s;
  return x < 0 ? -sqrt(-x) : sqrt(x);
}

static double square(const tr_scale *s, double x) {
  (void)s;
  return x < 0 ? -x * x : x * x;
}

const tr_scale_type tr_scale_pow = {.name = "pow",
                                    .help = "a power of the value (`exponent`)",
                                    .kind = TR_SCALE_POW,
                                    .family = TR_SCALE_CONTINUOUS,
                                    .props = props,
                                    .straighten = power,
                                    .bend = unpower,
                                    .nice = tr_nice_linear,
                                    .ticks = tr_ticks_linear};

const tr_scale_type tr_scale_sqrt = {.name = "sqrt",
                                     .help = "the square root of the value",
                                     .kind = TR_SCALE_SQRT,
                                     .family = TR_SCALE_CONTINUOUS,
                                     .props = props,
                                     .straighten = root,
                                     .bend = square,
                                     .nice = tr_nice_linear,
                                     .ticks = tr_ticks_linear};
