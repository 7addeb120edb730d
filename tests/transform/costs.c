#include "check.h"
#include "transform/transform.h"

#include <math.h>
#include <stdlib.h>

void test_costs(void);

/* Limits are met before anything is made, and work is taken from the budget. */

static tr_table *numbers(tr_ctx *ctx, size_t n) {
  double *x = TR_NEW_N(ctx->data, double, n);
  for (size_t i = 0; i < n; i++) x[i] = (double)(i % 1000);
  tr_table *t = tr_table_new(ctx, n);
  tr_table_add(ctx, t, tr_column_numbers(TR_S("x"), x, n));
  return t;
}

typedef struct job {
  const char *transforms;
  size_t n, rows;
} job;

static bool run(tr_ctx *ctx, void *arg) {
  job *j = arg;
  tr_value v;
  uint32_t file = tr_source_add(ctx, TR_S("t"), tr_str_z(j->transforms), TR_S(""));
  const tr_table *in = numbers(ctx, j->n);
  if (!tr_json_read(ctx, file, &v)) return false;
  size_t before = in->n_columns;
  const tr_table *t = tr_transforms_run(ctx, &v, in, NULL);
  j->rows = t ? t->n_rows : 0;
  return t && in->n_columns == before;
}

static void check_limit(const char *transforms, tr_limit_id limit, double value, bool ok, size_t rows) {
  tr_ctx *ctx = tr_ctx_new();
  job j = {transforms, 1000, 0};
  if (limit < TR_LIMIT_COUNT) ctx->limits[limit] = value;
  check_named(tr_ctx_run(ctx, run, &j) == ok, transforms);
  if (ok)
    check_num((double)j.rows, (double)rows);
  else
    check_named(ctx->diags.n == 1 && ((tr_diag *)tr_vec_at(&ctx->diags, 0))->fault == TR_LIMIT, transforms);
  tr_ctx_free(ctx);
}

static bool run_bins(tr_ctx *ctx, void *arg) {
  (void)ctx, (void)arg;
  tr_bins b = tr_bins_for(NULL, 10, 0, 97);
  check_num(b.start, 0);
  check_num(b.stop, 100);
  check_num(b.step, 10);
  check_num(tr_bin_start(&b, 97), 90);
  check_num(tr_bin_start(&b, 100), 90);
  check_num(tr_bin_start(&b, -1), -INFINITY);
  check_num(tr_bin_start(&b, 101), INFINITY);
  check_num(tr_bin_start(&b, NAN), NAN);
  b = tr_bins_for(NULL, 20, 1.6, 1.6);
  check_near(b.step, 0.1, 1e-12);
  return true;
}

static bool run_registry(tr_ctx *ctx, void *arg) {
  (void)ctx, (void)arg;
  size_t n = 0;
  for (const tr_transform_row *r = tr_transform_rows; r->name; r++, n++) {
    check_named(r->props[0].name && strcmp(r->props[0].name, r->name) == 0, r->name);
    check_named(r->help && r->cost && r->run, r->name);
  }
  check_num((double)n, 19);
  return true;
}

void test_costs(void) {
  check_limit("[{\"fold\": [\"x\", \"x\"]}]", TR_LIMIT_ROWS, 1500, false, 0);
  check_limit("[{\"fold\": [\"x\", \"x\"]}]", TR_LIMIT_ROWS, 2000, true, 2000);
  check_limit("[{\"quantile\": \"x\", \"step\": 0.00001}]", TR_LIMIT_ROWS, 10000, false, 0);
  check_limit("[{\"impute\": \"x\", \"key\": \"x\", \"keyvals\": {\"stop\": 9000}}]", TR_LIMIT_ROWS, 5000,
              false, 0);
  check_limit("[{\"pivot\": \"x\", \"value\": \"x\"}]", TR_LIMIT_COLUMNS, 500, false, 0);
  check_limit("[{\"pivot\": \"x\", \"value\": \"x\", \"limit\": 20}]", TR_LIMIT_COLUMNS, 500, true, 1);
  check_limit("[{\"calculate\": \"1\", \"as\": \"a\"}, {\"calculate\": \"1\", \"as\": \"b\"}]",
              TR_LIMIT_CELLS, 2500, false, 0);
  check_limit("[{\"filter\": \"datum.x < 10\"}]", TR_LIMIT_COUNT, 0, true, 10);
  check_limit("[{\"sample\": 100}]", TR_LIMIT_COUNT, 0, true, 100);
  check_limit("[{\"sample\": 5000}]", TR_LIMIT_COUNT, 0, true, 1000);
  check_limit("[{\"loess\": \"x\", \"on\": \"x\"}]", TR_LIMIT_COUNT, 0, true, 1000);
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run_bins, NULL) && tr_ctx_run(ctx, run_registry, NULL));
  tr_ctx_free(ctx);
}
