#include "check.h"
#include "transform/transform.h"

#include <stdlib.h>

void test_callers(void);

/* What transforms ask of their caller (a selection's rows, another table) and give it (an extent); and
   samples, of which only some facts can be foretold. */

typedef struct caller {
  tr_ctx *ctx;
  const tr_table *other;
  char param[32];
  double low, high;
  int calls;
} caller;

static const tr_table *selection(void *self, tr_str param, tr_pos at) {
  caller *c = self;
  (void)at;
  c->calls++;
  snprintf(c->param, sizeof c->param, "%.*s", TR_FMT(param));
  return c->other;
}

static void extent(void *self, tr_str param, double low, double high) {
  caller *c = self;
  c->calls++;
  snprintf(c->param, sizeof c->param, "%.*s", TR_FMT(param));
  c->low = low;
  c->high = high;
}

static tr_table *rows_of(tr_ctx *ctx, const char *json) {
  tr_value v;
  uint32_t file = tr_source_add(ctx, TR_S("rows"), tr_str_z(json), TR_S(""));
  if (!tr_json_read(ctx, file, &v)) tr_give_up(ctx);
  return tr_table_from_values(ctx, &v, (tr_pos){file, 0});
}

static const tr_table *run(caller *c, const tr_table *in, const char *json) {
  tr_value v;
  tr_transform_env env = {.self = c, .selection = selection, .extent = extent};
  uint32_t file = tr_source_add(c->ctx, TR_S("transform"), tr_str_z(json), TR_S(""));
  if (!tr_json_read(c->ctx, file, &v)) return NULL;
  return tr_transform_run(c->ctx, &v, in, &env);
}

static bool lookup_in_a_selection(tr_ctx *ctx, void *arg) {
  (void)arg;
  caller c = {.ctx = ctx, .other = rows_of(ctx, "[{\"id\":\"a\",\"p\":1},{\"id\":\"b\",\"p\":2}]")};
  tr_table *in = rows_of(ctx, "[{\"k\":\"b\"},{\"k\":\"z\"}]");
  const tr_table *t = run(&c, in, "{\"lookup\":\"k\",\"from\":{\"param\":\"brush\",\"key\":\"id\"}}");
  const tr_column *column = tr_table_column_z(t, "brush"); /* named as the parameter */
  if (!check(t && column) || !check(c.calls == 1)) return false;
  check_str(tr_str_z(c.param), "brush");
  tr_value found = tr_cell(column, 0), none = tr_cell(column, 1);
  check_num(tr_get_number(&found, "p", 0), 2);
  check(tr_is(&none, TR_NULL));
  t = run(
      &c, in,
      "{\"lookup\":\"k\",\"from\":{\"param\":\"brush\",\"key\":\"id\",\"fields\":[\"p\"]},\"as\":\"price\"}");
  if (!check(t && tr_table_column_z(t, "price"))) return false;
  check_num(tr_cell_number(tr_table_column_z(t, "price"), 0), 2);
  return true;
}

static bool lookup_without_a_caller(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_value v;
  const char *json = "{\"lookup\":\"k\",\"from\":{\"param\":\"brush\",\"key\":\"id\"}}";
  uint32_t file = tr_source_add(ctx, TR_S("transform"), tr_str_z(json), TR_S(""));
  return tr_json_read(ctx, file, &v) && tr_transform_run(ctx, &v, rows_of(ctx, "[{\"k\":1}]"), NULL);
}

static void check_extent(const char *rows, double low, double high, size_t warnings) {
  tr_ctx *ctx = tr_ctx_new();
  caller c = {.ctx = ctx};
  tr_table *in = rows_of(ctx, rows);
  check_named(run(&c, in, "{\"extent\":\"x\",\"param\":\"range\"}") == in, rows); /* the rows pass through */
  check_str_named(tr_str_z(c.param), "range", rows);
  check_num(c.low, low);
  check_num(c.high, high);
  check_num((double)ctx->n_warnings, (double)warnings);
  tr_ctx_free(ctx);
}

static tr_table *counting(tr_ctx *ctx, size_t n) {
  double *x = TR_NEW_N(ctx->data, double, n);
  for (size_t i = 0; i < n; i++) x[i] = (double)i;
  tr_table *t = tr_table_new(ctx, n);
  tr_table_add(ctx, t, tr_column_numbers(TR_S("x"), x, n));
  return t;
}

/* No row twice, in their order, the same in each run, and from all parts of the table. */
static bool samples(tr_ctx *ctx, void *arg) {
  (void)arg;
  enum { ROWS = 10000, KEPT = 1000 };
  caller c = {.ctx = ctx};
  tr_table *in = counting(ctx, ROWS);
  const tr_table *t = run(&c, in, "{\"sample\":1000}"), *again = run(&c, in, "{\"sample\":1000}");
  if (!check(t && again && t->n_rows == KEPT && again->n_rows == KEPT)) return false;
  const double *x = tr_table_column_z(t, "x")->numbers, *y = tr_table_column_z(again, "x")->numbers;
  bool rising = true, same = true;
  int quarters[4] = {0};
  for (size_t i = 0; i < KEPT; i++) {
    if (i && x[i] <= x[i - 1]) rising = false;
    if (x[i] != y[i]) same = false;
    quarters[(size_t)x[i] / (ROWS / 4)]++;
  }
  check(rising);
  check(same);
  for (int q = 0; q < 4; q++) check(quarters[q] > 200 && quarters[q] < 300); /* 250, deviation 13 */
  t = run(&c, in, "{\"sample\":0}");
  return check(t && t->n_rows == 0);
}

void test_callers(void) {
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, lookup_in_a_selection, NULL));
  check(tr_ctx_run(ctx, samples, NULL));
  check(ctx->n_errors == 0);
  check(!tr_ctx_run(ctx, lookup_without_a_caller, NULL));
  check(ctx->n_errors == 1 && ((tr_diag *)tr_vec_at(&ctx->diags, ctx->diags.n - 1))->fault == TR_UNSUPPORTED);
  tr_ctx_free(ctx);
  check_extent("[{\"x\":3},{\"x\":-1},{\"x\":7}]", -1, 7, 0);
  check_extent("[{\"x\":5}]", 5, 5, 0);
  check_extent("[{\"x\":null},{\"x\":\"\"},{\"x\":\"4\"},{\"x\":2}]", 2, 4, 0);
  check_extent("[{\"x\":null}]", NAN, NAN, 1);
  check_extent("[]", NAN, NAN, 1);
}
