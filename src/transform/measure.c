#include "expr/js.h"
#include "transform/transform-priv.h"

#include <math.h>
#include <string.h>

/* Statistics over rows, as Vega defines them (vega-transforms/util/AggregateOps). A value is missing when it
   is null, undefined or ""; NaN is neither missing nor valid. */

static const struct {
  const char *name;
  tr_aggregate_op op;
} names[] = {{"count", TR_AGG_COUNT},
             {"valid", TR_AGG_VALID},
             {"missing", TR_AGG_MISSING},
             {"distinct", TR_AGG_DISTINCT},
             {"sum", TR_AGG_SUM},
             {"product", TR_AGG_PRODUCT},
             {"mean", TR_AGG_MEAN},
             {"average", TR_AGG_MEAN},
             {"variance", TR_AGG_VARIANCE},
             {"variancep", TR_AGG_VARIANCEP},
             {"stdev", TR_AGG_STDEV},
             {"stdevp", TR_AGG_STDEVP},
             {"stderr", TR_AGG_STDERR},
             {"median", TR_AGG_MEDIAN},
             {"q1", TR_AGG_Q1},
             {"q3", TR_AGG_Q3},
             {"ci0", TR_AGG_CI0},
             {"ci1", TR_AGG_CI1},
             {"min", TR_AGG_MIN},
             {"max", TR_AGG_MAX},
             {"argmin", TR_AGG_ARGMIN},
             {"argmax", TR_AGG_ARGMAX},
             {"values", TR_AGG_VALUES},
             {"exponential", TR_AGG_EXPONENTIAL},
             {"exponentialb", TR_AGG_EXPONENTIALB}};

bool tr_aggregate_named(tr_str name, tr_aggregate_op *out) {
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (tr_str_is(name, names[i].name)) {
      *out = names[i].op;
      return true;
    }
  return false;
}

const tr_prop tr_measure_props[] = {
    {"op", TR_P_ENUM | TR_P_OBJECT, TR_AGGREGATE_NAMES, 0, 0, NULL,
     "the statistic; {\"exponential\": rate} too", "@aggregates"},
    {"field", TR_P_STRING, NULL, 0, 0, NULL, "field it is taken of; not needed for count"},
    {"as", TR_P_STRING, NULL, 0, 0, "op_field", "name of the new field"},
    {0}};

bool tr_check_defs(tr_ctx *ctx, const tr_value *array, const tr_prop *props, const char *what) {
  const tr_prop *const tables[] = {props, NULL};
  for (uint32_t i = 0; tr_is(array, TR_ARRAY) && i < array->n; i++) {
    if (!tr_is(&array->items[i], TR_OBJECT)) {
      tr_error(ctx, TR_INPUT, tr_pos_of(&array->items[i]), NULL, "%s must be an object", what);
      return false;
    }
    if (!tr_props_check(ctx, &array->items[i], tables, what, TR_WARNING)) return false;
  }
  return true;
}

/* An op's name: a string, or the only member of {"exponential": 0.5}. */
static tr_str op_name(const tr_value *op, double *parameter) {
  *parameter = 0;
  if (!tr_is(op, TR_OBJECT) || op->n != 1) return tr_string(op);
  *parameter = tr_to_number(&op->members[0].value);
  return op->members[0].name;
}

bool tr_measure_of(tr_ctx *ctx, const tr_value *def, const tr_table *t, tr_measure *out) {
  const tr_value *op = tr_get(def, "op"), *field = tr_get(def, "field");
  *out = (tr_measure){.table = t};
  if (!tr_aggregate_named(op_name(op, &out->parameter), &out->op)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(op ? op : def), "sum, mean, median, min, max, count …",
             "an aggregate needs an \"op\"");
    return false;
  }
  if (out->op == TR_AGG_COUNT || (out->op == TR_AGG_VALUES && !field)) return true;
  if (!tr_is(field, TR_STRING)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(def), "add \"field\"", "the aggregate does not say of which field");
    return false;
  }
  out->field = tr_field_column(ctx, t, tr_string(field));
  return true;
}

tr_str tr_measure_name(tr_ctx *ctx, const tr_value *def) {
  double parameter;
  tr_str as = tr_get_string(def, "as", (tr_str){0}), op = op_name(tr_get(def, "op"), &parameter);
  if (as.n) return as;
  tr_str field = tr_get_string(def, "field", (tr_str){0});
  if (!field.n || tr_str_is(op, "count")) return op;
  return tr_printf(ctx->data, "%.*s_%.*s", TR_FMT(op), TR_FMT(field));
}

/* What one pass over valid values gives. */
typedef struct moments {
  double valid, missing, sum, product, mean, deviation;
} moments;

static bool is_missing(const tr_value *v) { return tr_is_nil(v) || (tr_is(v, TR_STRING) && v->n == 0); }

/* A cell as a number: +1 valid, 0 NaN (not counted), -1 missing. */
static int number_at(const tr_column *c, uint32_t row, double *x) {
  if (!tr_valid(c, row)) return -1;
  if (c->type == TR_COL_NUMBER || c->type == TR_COL_DATE) {
    *x = c->numbers[row];
    return !isnan(*x);
  }
  tr_value v = tr_cell(c, row);
  if (is_missing(&v)) return -1;
  *x = tr_to_number(&v);
  return !(tr_is(&v, TR_NUMBER) && isnan(v.number));
}

static moments moments_of(const tr_measure *m, const uint32_t *rows, size_t n) {
  moments s = {.product = 1};
  for (size_t i = 0; i < n; i++) {
    double x = NAN;
    int kind = number_at(&m->field, rows[i], &x);
    if (kind < 0) s.missing++;
    if (kind <= 0) continue;
    double d = x - s.mean;
    s.valid++;
    s.sum += x;
    s.product *= x;
    s.mean += d / s.valid;
    s.deviation += d * (x - s.mean);
  }
  if (s.deviation < 0) s.deviation = 0;
  return s;
}

static tr_value number_if(bool there, double x) { return there ? tr_make_number(x) : tr_make_undefined(); }

static tr_value moment_value(const tr_measure *m, const uint32_t *rows, size_t n) {
  moments s = moments_of(m, rows, n);
  bool some = s.valid > 0, two = s.valid > 1;
  switch (m->op) {
  case TR_AGG_VALID: return tr_make_number(s.valid);
  case TR_AGG_MISSING: return tr_make_number(s.missing);
  case TR_AGG_SUM: return number_if(some, s.sum);
  case TR_AGG_PRODUCT: return number_if(some, s.product);
  case TR_AGG_MEAN: return number_if(some, s.mean);
  case TR_AGG_VARIANCE: return number_if(two, s.deviation / (s.valid - 1));
  case TR_AGG_VARIANCEP: return number_if(some, s.deviation / s.valid);
  case TR_AGG_STDEV: return number_if(two, sqrt(s.deviation / (s.valid - 1)));
  case TR_AGG_STDEVP: return number_if(some, sqrt(s.deviation / s.valid));
  case TR_AGG_STDERR: return number_if(two, sqrt(s.deviation / (s.valid * (s.valid - 1))));
  case TR_AGG_COUNT:
  case TR_AGG_DISTINCT:
  case TR_AGG_MEDIAN:
  case TR_AGG_Q1:
  case TR_AGG_Q3:
  case TR_AGG_CI0:
  case TR_AGG_CI1:
  case TR_AGG_MIN:
  case TR_AGG_MAX:
  case TR_AGG_ARGMIN:
  case TR_AGG_ARGMAX:
  case TR_AGG_VALUES:
  case TR_AGG_EXPONENTIAL:
  case TR_AGG_EXPONENTIALB: break;
  }
  return tr_make_undefined();
}

static tr_value quantile_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n, double p) {
  size_t k;
  const double *x = tr_sorted_numbers(ctx, &m->field, rows, n, &k);
  return number_if(k > 0, tr_quantile_sorted(x, k, p));
}

static tr_value distinct_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n) {
  tr_map seen = tr_map_of(ctx->data);
  for (size_t i = 0; i < n; i++) {
    tr_value v = tr_cell(&m->field, rows[i]);
    tr_map_put(&seen, tr_to_string(ctx->data, &v), &seen);
  }
  return tr_make_number((double)seen.n);
}

/* Place of the least (or greatest) value among ROWS, or SIZE_MAX. EMPTY: texts without a letter count. */
static size_t extreme(const tr_measure *m, const uint32_t *rows, size_t n, bool greatest, bool empty) {
  size_t best = SIZE_MAX;
  tr_value found = tr_make_undefined();
  for (size_t i = 0; i < n; i++) {
    tr_value v = tr_cell(&m->field, rows[i]);
    bool missing = empty ? tr_is_nil(&v) : is_missing(&v);
    if (missing || (tr_is(&v, TR_NUMBER) && isnan(v.number))) continue;
    bool better = greatest ? tr_js_less(&found, &v) == 1 : tr_js_less(&v, &found) == 1;
    if (best != SIZE_MAX && !better) continue;
    best = i;
    found = v;
  }
  return best;
}

/* As Vega has it: where the first valid row is the extreme one, all rows are looked at again, and those with
   an empty text as well. */
static size_t extreme_row(const tr_measure *m, const uint32_t *rows, size_t n) {
  bool greatest = m->op == TR_AGG_ARGMAX;
  size_t i = extreme(m, rows, n, greatest, false), first = 0;
  double x;
  while (first < n && number_at(&m->field, rows[first], &x) <= 0) first++;
  return i == SIZE_MAX || i == first ? extreme(m, rows, n, greatest, true) : i;
}

static tr_value extreme_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n) {
  bool whole_row = m->op == TR_AGG_ARGMIN || m->op == TR_AGG_ARGMAX;
  size_t i = whole_row ? extreme_row(m, rows, n) : extreme(m, rows, n, m->op == TR_AGG_MAX, false);
  if (i == SIZE_MAX) return whole_row ? tr_make_object(NULL, 0) : tr_make_undefined();
  return whole_row ? tr_row(ctx->data, m->table, rows[i]) : tr_cell(&m->field, rows[i]);
}

static tr_value rows_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n) {
  tr_value *items = TR_NEW_N(ctx->data, tr_value, n + 1);
  tr_work(ctx, (double)n * (double)m->table->n_columns);
  for (size_t i = 0; i < n; i++) items[i] = tr_row(ctx->data, m->table, rows[i]);
  return tr_make_array(items, n);
}

/* Bootstrapped confidence interval of the mean at 95 %: 1000 samples. The generator starts anew for each
   group, so that a group's interval does not depend on the others. */
static tr_value interval_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n, double p) {
  enum { SAMPLES = 1000 };
  double means[SAMPLES];
  uint64_t state = TR_RANDOM_SEED;
  size_t k;
  const double *x = tr_sorted_numbers(ctx, &m->field, rows, n, &k);
  if (k == 0) return tr_make_undefined();
  tr_work(ctx, SAMPLES * (double)k);
  for (int i = 0; i < SAMPLES; i++) {
    double sum = 0;
    for (size_t j = 0; j < k; j++) sum += x[(size_t)(tr_random_next(&state) * (double)k)];
    means[i] = sum / (double)k;
  }
  tr_sort_numbers(means, SAMPLES);
  return tr_make_number(tr_quantile_sorted(means, SAMPLES, p));
}

static tr_value exponential_value(const tr_measure *m, const uint32_t *rows, size_t n) {
  double r = m->parameter, sum = 0, valid = 0, x = NAN;
  for (size_t i = 0; i < n; i++) {
    if (number_at(&m->field, rows[i], &x) <= 0) continue;
    sum = r * sum + x;
    valid++;
  }
  double scale = m->op == TR_AGG_EXPONENTIALB ? 1 - r : (1 - r) / (1 - pow(r, valid));
  return number_if(valid > 0, sum * scale);
}

tr_value tr_measure_value(tr_ctx *ctx, const tr_measure *m, const uint32_t *rows, size_t n) {
  tr_work(ctx, (double)n);
  switch (m->op) {
  case TR_AGG_COUNT: return tr_make_number((double)n);
  case TR_AGG_DISTINCT: return distinct_value(ctx, m, rows, n);
  case TR_AGG_MEDIAN: return quantile_value(ctx, m, rows, n, 0.5);
  case TR_AGG_Q1: return quantile_value(ctx, m, rows, n, 0.25);
  case TR_AGG_Q3: return quantile_value(ctx, m, rows, n, 0.75);
  case TR_AGG_CI0: return interval_value(ctx, m, rows, n, 0.025);
  case TR_AGG_CI1: return interval_value(ctx, m, rows, n, 0.975);
  case TR_AGG_MIN:
  case TR_AGG_MAX:
  case TR_AGG_ARGMIN:
  case TR_AGG_ARGMAX: return extreme_value(ctx, m, rows, n);
  case TR_AGG_VALUES: return rows_value(ctx, m, rows, n);
  case TR_AGG_EXPONENTIAL:
  case TR_AGG_EXPONENTIALB: return exponential_value(m, rows, n);
  case TR_AGG_VALID:
  case TR_AGG_MISSING:
  case TR_AGG_SUM:
  case TR_AGG_PRODUCT:
  case TR_AGG_MEAN:
  case TR_AGG_VARIANCE:
  case TR_AGG_VARIANCEP:
  case TR_AGG_STDEV:
  case TR_AGG_STDEVP:
  case TR_AGG_STDERR: return moment_value(m, rows, n);
  }
  return tr_make_undefined();
}
