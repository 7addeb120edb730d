#ifndef TR_TRANSFORM_TRANSFORM_H
#define TR_TRANSFORM_TRANSFORM_H

#include "expr/expr.h"
#include "value/props.h"

/* Vega-Lite's transforms: functions from a table to a new table. Columns are shared, never changed. Each is
   linear in rows, but for sorting and where noted. */

typedef struct tr_transform_env {
  const tr_scope *scope; /* for expressions; may be NULL */
  void *self;
  /* The table that a Vega-Lite `data` object names (of a lookup); NULL after reporting. May be NULL: no other
     table can be had. */
  const tr_table *(*table)(void *self, const tr_value *data);
  /* An interactive parameter's selection (filter and lookup by param): a mask over the rows of TABLE. False:
     nothing is selected. May be NULL: nothing ever is. */
  bool (*selected)(void *self, tr_str param, const tr_table *table, uint8_t *mask);
  /* Takes what the `extent` transform found for a parameter. May be NULL. */
  void (*extent)(void *self, tr_str param, double low, double high);
  /* The rows that an interactive parameter selects, from the view that has it, after that view's transforms;
     all of them where nothing is selected (lookup by param). NULL after reporting. May be NULL: such a lookup
     is reported as not supported. */
  const tr_table *(*selection)(void *self, tr_str param, tr_pos at);
} tr_transform_env;

/* What a transform would make. */
typedef struct tr_transform_cost {
  double rows, columns; /* of the result */
  double work;          /* steps beyond one for each of its cells */
} tr_transform_cost;

typedef struct tr_transform_row {
  const char *name; /* of the property that tells the kind: "filter", "calculate" … */
  const char *help;
  const tr_prop *props;
  tr_transform_cost (*cost)(const tr_value *spec, const tr_table *in);
  /* NULL after reporting. */
  const tr_table *(*run)(tr_ctx *ctx, const tr_value *spec, const tr_table *in, const tr_transform_env *env);
} tr_transform_row;

/* All kinds; for `tranh list transforms`. Ends with a NULL name. */
extern const tr_transform_row tr_transform_rows[];
/* Of objects within transforms: {op, field, as} of aggregates and of windows, `from` of a lookup, the
   parameters of bins and time units; what channels have of `impute`. */
extern const tr_prop tr_measure_props[], tr_window_field_props[], tr_lookup_from_props[],
    tr_bin_params_props[], tr_timeunit_params_props[], tr_impute_props[];
/* The kind of a transform object; NULL after reporting. */
const tr_transform_row *tr_transform_find(tr_ctx *ctx, const tr_value *spec);

/* Checks one transform object, then its cost, then runs it. NULL after reporting. */
const tr_table *tr_transform_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                 const tr_transform_env *env);
/* An array of them, in order. ARRAY may be NULL. */
const tr_table *tr_transforms_run(tr_ctx *ctx, const tr_value *array, const tr_table *in,
                                  const tr_transform_env *env);

/* A field of Vega-Lite ("a", "a.b", "a[0]", "a\\.b") as a column; all undefined where the table has none. In
   the data arena. */
tr_column tr_field_column(tr_ctx *ctx, const tr_table *t, tr_str field);
/* Name of the column that a field becomes where it is copied ("a.b" stays, "a\\.b" is "a.b"). */
tr_str tr_field_name(tr_ctx *ctx, tr_str field);

/* A predicate of Vega-Lite (filter, conditions) over all rows: MASK has one byte for each. False after
   reporting. */
bool tr_predicate_mask(tr_ctx *ctx, const tr_value *predicate, const tr_table *t, const tr_transform_env *env,
                       uint8_t *mask);

/* Vega's histogram steps (vega-statistics/bin). MAXBINS, BASE … are read from PARAMS (Vega-Lite's bin
   parameters; NULL or `true`: defaults, MAXBINS where not given). */
typedef struct tr_bins {
  double start, stop, step;
} tr_bins;
tr_bins tr_bins_for(const tr_value *params, double maxbins, double low, double high);
/* Start of the bin that X is in; -inf and inf outside, NaN for NaN. */
double tr_bin_start(const tr_bins *bins, double x);

/* Rows in groups of equal values in N columns. */
typedef struct tr_groups {
  uint32_t *of_row;    /* group of each row */
  uint32_t *first_row; /* of each group; groups are in the order of their first rows */
  uint32_t *rows;      /* all rows, group by group, in order */
  uint32_t *start;     /* n + 1: where each group's rows begin in `rows` */
  size_t n;
} tr_groups;
tr_groups tr_group_rows(tr_ctx *ctx, const tr_column *columns, size_t n, size_t n_rows);

/* Order of rows by Vega-Lite's sort fields ([{field, order}]), stable, in place. */
typedef struct tr_row_order {
  tr_column *columns;
  bool *descending;
  size_t n;
} tr_row_order;
tr_row_order tr_row_order_of(tr_ctx *ctx, const tr_value *sort, const tr_table *t);
int tr_row_compare(const tr_row_order *order, uint32_t a, uint32_t b);
void tr_sort_rows(tr_ctx *ctx, const tr_row_order *order, uint32_t *rows, size_t n);

#endif
