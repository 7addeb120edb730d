#include "expr/functions/functions.h"

/* Easing curves from 0 to 1 (Penner's; d3-ease has the same under these names). An "out" curve is the "in"
   curve turned by half a turn, "in out" is both at half size. */

static double turned(double (*in)(double), double t) { return 1 - in(1 - t); }
static double both(double (*in)(double), double t) { return t < 0.5 ? in(2 * t) / 2 : 1 - in(2 - 2 * t) / 2; }

static const double overshoot = 1.70158, period = 0.3;

double tr_ease_linear(double t) { return t; }
double tr_ease_quad_in(double t) { return t * t; }
double tr_ease_cubic_in(double t) { return t * t * t; }
double tr_ease_sin_in(double t) { return t == 1 ? 1 : 1 - cos(t * M_PI / 2); }
/* Scaled so that it starts at 0 exactly. */
double tr_ease_exp_in(double t) { return (exp2(10 * t - 10) - 0x1p-10) / (1 - 0x1p-10); }
double tr_ease_circle_in(double t) { return 1 - sqrt(1 - t * t); }
double tr_ease_back_in(double t) { return t * t * (overshoot * (t - 1) + t); }

/* Four parabolas of height 1, 1/4, 1/16 and 1/64 below the top. */
double tr_ease_bounce_out(double t) {
  static const struct {
    double until, middle, level;
  } bounces[] = {{4.0 / 11, 0, 0},
                 {8.0 / 11, 6.0 / 11, 0.75},
                 {10.0 / 11, 9.0 / 11, 0.9375},
                 {INFINITY, 21.0 / 22, 63.0 / 64}};
  int i = 0;
  while (i < 3 && !(t < bounces[i].until)) i++;
  double d = t - bounces[i].middle;
  return 121.0 / 16 * d * d + bounces[i].level;
}
double tr_ease_bounce_in(double t) { return 1 - tr_ease_bounce_out(1 - t); }

/* 2 to the power of -10 x, from 1 to 0. */
static double decay(double x) { return (exp2(-10 * x) - 0x1p-10) / (1 - 0x1p-10); }
double tr_ease_elastic_in(double t) {
  double phase = asin(1) * period / (2 * M_PI);
  return decay(1 - t) * sin((phase - (t - 1)) * 2 * M_PI / period);
}

double tr_ease_quad_out(double t) { return turned(tr_ease_quad_in, t); }
double tr_ease_quad_in_out(double t) { return both(tr_ease_quad_in, t); }
double tr_ease_cubic_out(double t) { return turned(tr_ease_cubic_in, t); }
double tr_ease_cubic_in_out(double t) { return both(tr_ease_cubic_in, t); }
double tr_ease_sin_out(double t) { return sin(t * M_PI / 2); }
double tr_ease_sin_in_out(double t) { return (1 - cos(M_PI * t)) / 2; }
double tr_ease_exp_out(double t) { return turned(tr_ease_exp_in, t); }
double tr_ease_exp_in_out(double t) { return both(tr_ease_exp_in, t); }
double tr_ease_circle_out(double t) { return turned(tr_ease_circle_in, t); }
double tr_ease_circle_in_out(double t) { return both(tr_ease_circle_in, t); }
double tr_ease_back_out(double t) { return turned(tr_ease_back_in, t); }
double tr_ease_back_in_out(double t) { return both(tr_ease_back_in, t); }
double tr_ease_bounce_in_out(double t) { return both(tr_ease_bounce_in, t); }
double tr_ease_elastic_out(double t) { return turned(tr_ease_elastic_in, t); }
double tr_ease_elastic_in_out(double t) { return both(tr_ease_elastic_in, t); }
