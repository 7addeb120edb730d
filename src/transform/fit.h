#ifndef TR_TRANSFORM_FIT_H
#define TR_TRANSFORM_FIT_H

#include "transform/transform-priv.h"

/* Points with both numbers there, in the order of the rows (or by x). */
typedef struct tr_xy {
  double *x, *y;
  size_t n;
} tr_xy;
tr_xy tr_xy_of(tr_ctx *ctx, const tr_column *x, const tr_column *y, const uint32_t *rows, size_t n,
               bool sort);

typedef enum { TR_FIT_LINEAR, TR_FIT_LOG, TR_FIT_EXP, TR_FIT_POW, TR_FIT_POLY } tr_fit_method;
enum { TR_FIT_MOST = 32 }; /* coefficients */

/* A curve fitted by least squares. */
typedef struct tr_fit {
  tr_fit_method method;
  int n; /* coefficients */
  double coef[TR_FIT_MOST], r_squared;
  double centered[TR_FIT_MOST]; /* of a polynomial, about center_x */
  double center_x, center_y;
} tr_fit;
/* ORDER is that of the polynomial (quadratic: 2; constant: 0). */
tr_fit tr_fit_curve(tr_ctx *ctx, tr_fit_method method, int order, const tr_xy *points);
double tr_fit_at(const void *fit, double x); /* a tr_curve */
/* Intercept and slope from means. */
void tr_least_squares(double x, double y, double xy, double x2, double *intercept, double *slope);

#endif
