#ifndef TR_TRANSFORM_PRIV_H
#define TR_TRANSFORM_PRIV_H

#include "transform/transform.h"

/* One of each for every file. */
#define TR_TRANSFORM(name)                                                                                   \
  extern const tr_prop tr_##name##_props[];                                                                  \
  tr_transform_cost tr_##name##_cost(const tr_value *spec, const tr_table *in);                              \
  const tr_table *tr_##name##_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,                     \
                                  const tr_transform_env *env);
TR_TRANSFORM(aggregate)
TR_TRANSFORM(bin)
TR_TRANSFORM(calculate)
TR_TRANSFORM(density)
TR_TRANSFORM(extent)
TR_TRANSFORM(filter)
TR_TRANSFORM(flatten)
TR_TRANSFORM(fold)
TR_TRANSFORM(impute)
TR_TRANSFORM(joinaggregate)
TR_TRANSFORM(loess)
TR_TRANSFORM(lookup)
TR_TRANSFORM(pivot)
TR_TRANSFORM(quantile)
TR_TRANSFORM(regression)
TR_TRANSFORM(sample)
TR_TRANSFORM(stack)
TR_TRANSFORM(timeunit)
TR_TRANSFORM(window)

/* Tables. */
tr_table *tr_table_share(tr_ctx *ctx, const tr_table *t); /* the same columns, to add to */
tr_transform_cost tr_cost_adding(const tr_table *in, double columns);
/* Columns of Vega-Lite's `groupby` (an array of fields; may be NULL). */
size_t tr_columns_of(tr_ctx *ctx, const tr_value *array, const tr_table *t, tr_column **columns);
/* Column NAME of N boxed values. */
tr_column tr_column_of(tr_ctx *ctx, tr_str name, const tr_value *values, size_t n);
/* C at ROWS, under its own name. */
tr_column tr_column_at(tr_ctx *ctx, const tr_column *c, const uint32_t *rows, size_t n);
/* Whether SPEC has the string NAME; reports that WHAT ("a regression") needs it. */
bool tr_required(tr_ctx *ctx, const tr_value *spec, const char *name, const char *what);
/* "as": a string, or item I of an array; FALLBACK where there is none. */
tr_str tr_as(const tr_value *spec, size_t i, tr_str fallback);
double tr_cell_statistic(const tr_column *c, size_t row); /* Number(); NaN for null, undefined, "" */

/* Numbers (stats.c). */
double tr_quantile_sorted(const double *sorted, size_t n, double p); /* R-7, as d3; NaN for none */
void tr_sort_numbers(double *x, size_t n);                           /* ascending; no NaN among them */
/* Numbers of C at ROWS that are valid (not null, "" or NaN), sorted, in the data arena. */
double *tr_sorted_numbers(tr_ctx *ctx, const tr_column *c, const uint32_t *rows, size_t n, size_t *n_out);
/* Points of a curve, refined where it bends (vega-statistics/sampleCurve): pairs x, y. */
typedef double (*tr_curve)(const void *self, double x);
size_t tr_sample_curve(tr_ctx *ctx, tr_curve f, const void *self, double low, double high, double minsteps,
                       double maxsteps, double **points);
/* Points of groups as a table: columns of KEYS (at the first row of each point's group), x and y. */
typedef struct tr_points {
  tr_vec rows; /* of uint32_t: the group's first row */
  tr_vec xy;   /* of double, in pairs */
} tr_points;
tr_points tr_points_new(tr_ctx *ctx);
void tr_points_add(tr_points *p, uint32_t row, double x, double y);
const tr_table *tr_points_table(tr_ctx *ctx, const tr_points *p, const tr_column *keys, size_t n_keys,
                                tr_str x_name, tr_str y_name);
double tr_random_next(uint64_t *state); /* SplitMix64; 0 to below 1 */
enum { TR_RANDOM_SEED = 20240229 };     /* of sampling and of confidence intervals: the same in each run */

/* Aggregates (measure.c). */
typedef enum {
  TR_AGG_COUNT,
  TR_AGG_VALID,
  TR_AGG_MISSING,
  TR_AGG_DISTINCT,
  TR_AGG_SUM,
  TR_AGG_PRODUCT,
  TR_AGG_MEAN,
  TR_AGG_VARIANCE,
  TR_AGG_VARIANCEP,
  TR_AGG_STDEV,
  TR_AGG_STDEVP,
  TR_AGG_STDERR,
  TR_AGG_MEDIAN,
  TR_AGG_Q1,
  TR_AGG_Q3,
  TR_AGG_CI0,
  TR_AGG_CI1,
  TR_AGG_MIN,
  TR_AGG_MAX,
  TR_AGG_ARGMIN,
  TR_AGG_ARGMAX,
  TR_AGG_VALUES,
  TR_AGG_EXPONENTIAL,
  TR_AGG_EXPONENTIALB
} tr_aggregate_op;
#define TR_AGGREGATE_NAMES                                                                                   \
  "count|valid|missing|distinct|sum|product|mean|average|variance|variancep|stdev|stdevp|stderr|median|"     \
  "q1|q3|ci0|ci1|min|max|argmin|argmax|values|exponential|exponentialb"
typedef struct tr_measure {
  tr_aggregate_op op;
  double parameter; /* of the exponential ones */
  tr_column field;  /* not for count */
  const tr_table *table;
} tr_measure;
/* An {op, field} of aggregate, joinaggregate or window. False after reporting. */
bool tr_measure_of(tr_ctx *ctx, const tr_value *def, const tr_table *t, tr_measure *out);
bool tr_aggregate_named(tr_str name, tr_aggregate_op *out);
/* Its value over N rows. */
tr_value tr_measure_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n);
/* Its name where `as` is not given: "mean_price", "count". */
tr_str tr_measure_name(tr_ctx *ctx, const tr_value *def);
/* Checks the members of each {op, field, as} object. */
bool tr_check_defs(tr_ctx *ctx, const tr_value *array, const tr_prop *props, const char *what);

#endif
