#include "check.h"
#include "expr/expr-priv.h"
#include "show.h"

#include <string.h>

void test_columns(void);

/* Expressions over a table: the path for pure numbers must give what the general one gives. */

static const char *const same[] = {"datum.x",
                                   "datum.x + datum.y",
                                   "datum.x * 2 - datum.y / 3 % 2",
                                   "-datum.x",
                                   "+datum.x",
                                   "~datum.x",
                                   "!datum.x",
                                   "datum.x > 2",
                                   "datum.x >= datum.y",
                                   "datum.x == 3",
                                   "datum.x === datum.y",
                                   "datum.x != 1",
                                   "datum.t",
                                   "!datum.t",
                                   "datum.t + 1",
                                   "datum.t && datum.t",
                                   "datum.x || datum.y",
                                   "datum.x && datum.y",
                                   "datum.x > 1 && datum.y < 5",
                                   "datum.x > 1 || datum.t",
                                   "datum.t ? datum.x : datum.y",
                                   "datum.x ? 1 : 0",
                                   "if(datum.x > 2, datum.x, -1)",
                                   "sqrt(datum.x)",
                                   "round(datum.y * 10) / 10",
                                   "pow(datum.x, 2)",
                                   "atan2(datum.x, datum.y)",
                                   "abs(datum.x - datum.y)",
                                   "datum.x << 2 | 1",
                                   "datum.x >>> 1",
                                   "datum.x & 3 ^ 1",
                                   "datum.m",
                                   "datum.m + 1",
                                   "datum.m * 2",
                                   "datum.m > 1",
                                   "datum.m == 0",
                                   "datum.m === null",
                                   "!datum.m",
                                   "datum.m ? 1 : 2",
                                   "datum.m || 7",
                                   "datum.m && datum.x",
                                   "datum.m <= 0",
                                   "datum.d - 5",
                                   "datum.d + 1",
                                   "datum.d > 100",
                                   "datum.d == 1000",
                                   "datum.d === datum.d",
                                   "!datum.d",
                                   "datum.d",
                                   "datum.d && 1",
                                   "datum.s",
                                   "datum.s + datum.x",
                                   "datum.s > 'b'",
                                   "datum.s == datum.x",
                                   "datum.missing",
                                   "datum.missing + 1",
                                   "datum.missing == null",
                                   "datum.x + k",
                                   "k",
                                   "datum.x < k && flag",
                                   "1 + 2",
                                   "true",
                                   "'a'",
                                   "null",
                                   "[datum.x, datum.s]",
                                   "{x: datum.x}",
                                   "datum.x == datum.t",
                                   "datum.x === datum.t",
                                   "(datum.x > 1) + (datum.y > 1)",
                                   "datum.x < 2 == datum.t",
                                   "1 < datum.x < 3",
                                   "datum.o == datum.o",
                                   "isValid(datum.m)",
                                   "isFinite(datum.m)",
                                   "isValid(datum.n)",
                                   "isFinite(datum.n)",
                                   "isValid(datum.d)",
                                   "isFinite(datum.d)",
                                   "isValid(datum.x) && isFinite(+datum.x)",
                                   "isFinite(+datum.d)",
                                   "isFinite(datum.x / datum.m)",
                                   "isValid(datum.t)",
                                   "isValid(datum.o)",
                                   "isValid(datum.n + 1)",
                                   "isFinite(datum.t)",
                                   "isValid(datum.missing)",
                                   "datum.x / 0",
                                   "0 / (datum.x - 3)",
                                   "datum.x - datum.m - datum.t",
                                   "easeCubicIn(datum.x / 10)",
                                   "max(datum.x, datum.y)",
                                   "NaN",
                                   "datum.n",
                                   "datum.n + 0",
                                   "!datum.n",
                                   "datum.n || 1",
                                   "datum.x ? datum.n : datum.t",
                                   "upper(datum.s)",
                                   "datum.s ? datum.x : 0",
                                   "datum.s * 2",
                                   "datum.s - datum.x",
                                   "datum.s > 2",
                                   "2 < datum.s",
                                   "datum.s < datum.x",
                                   "datum.s * 2 + datum.x",
                                   "datum.x + datum.s * 1",
                                   "datum.x - datum.s + 1",
                                   "datum.x * datum.s + datum.s",
                                   "+datum.s",
                                   "-datum.s",
                                   "~datum.s",
                                   "abs(datum.s)",
                                   "atan2(datum.s, 2)",
                                   "datum.s > datum.t",
                                   "datum.s / datum.s",
                                   "datum.s > datum.s",
                                   "datum.s > datum.d",
                                   "1 < datum.s < 4",
                                   "datum.e * 2",
                                   "datum.e > 6 && datum.e * datum.s > 0",
                                   "datum.e + 1",
                                   "datum.e - datum.m",
                                   "datum.e > datum.m",
                                   "datum.e ? 1 : 0",
                                   "datum.e == 5",
                                   "isFinite(+datum.e)"};

static bool scope_name(void *self, tr_str name, tr_value *out) {
  (void)self;
  if (tr_str_is(name, "k"))
    *out = tr_make_number(4);
  else if (tr_str_is(name, "flag"))
    *out = tr_make_bool(true);
  else
    return false;
  return true;
}

static const tr_scope scope = {.name = scope_name};

static tr_table *sample_table(tr_ctx *ctx, size_t n) {
  tr_table *t = tr_table_new(ctx, n);
  static const char *const names[] = {"x", "y", "t", "m", "d", "s", "o", "n", "e"};
  static const char *const words[] = {"a", "b", "3", "đ"}, *const cells[] = {"5", "", " 7 ", "1e1", "x"};
  for (size_t k = 0; k < 9; k++) {
    tr_column_builder *b = tr_column_builder_new(ctx, tr_str_z(names[k]), n);
    for (size_t i = 0; i < n; i++) {
      tr_value v = tr_make_number((double)(i % 7));
      if (k == 1) v = tr_make_number((double)i / 4 - 2);
      if (k == 2) v = tr_make_bool(i % 3 == 0);
      if (k == 3 && i % 4 == 1) v = tr_make_null();
      if (k == 4) v = tr_make_date((double)(i % 5) * 500);
      if (k == 5) v = tr_make_string(tr_str_z(words[i % 4]));
      if (k == 6) v = i % 2 ? tr_make_number(1) : tr_make_bool(true);
      if (k == 7) v = tr_make_number(i % 2 ? NAN : -0.0);
      if (k == 8) v = i % 6 == 5 ? tr_make_null() : tr_make_string(tr_str_z(cells[i % 6]));
      tr_column_add(b, v);
    }
    tr_table_add(ctx, t, tr_column_done(b));
  }
  return t;
}

static tr_str column_text(tr_ctx *ctx, const tr_column *c) {
  tr_buf out = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    show_value(&out, &v);
    tr_buf_add_char(&out, ' ');
  }
  return tr_buf_str(&out);
}

static void check_same(tr_ctx *ctx, const tr_table *t, const char *text) {
  const tr_expr *e = tr_expr_parse(ctx, tr_str_z(text), (tr_pos){0}, &scope);
  tr_column fast, general;
  if (!check_named(e != NULL, text)) return;
  bool ok = tr_expr_column(ctx, e, &scope, t, TR_S("out"), &fast);
  ok = tr_expr_column_general(ctx, e, &scope, t, TR_S("out"), &general) && ok;
  if (!check_named(ok, text)) return;
  check_named(fast.type == general.type, text);
  check_named(tr_str_eq(column_text(ctx, &fast), column_text(ctx, &general)), text);
  uint32_t *rows;
  size_t n, truthy = 0;
  check_named(tr_expr_filter(ctx, e, &scope, t, &rows, &n), text);
  bool right = true;
  for (size_t i = 0; i < general.n; i++) {
    tr_value v = tr_cell(&general, i);
    if (!tr_truthy(&v)) continue;
    right = right && truthy < n && rows[truthy] == i;
    truthy++;
  }
  check_named(right && truthy == n, text);
}

static bool run_same(tr_ctx *ctx, void *arg) {
  const tr_table *t = sample_table(ctx, *(size_t *)arg);
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) check_same(ctx, t, same[i]);
  return true;
}

static bool run_details(tr_ctx *ctx, void *arg) {
  (void)arg;
  const tr_table *t = sample_table(ctx, 4);
  tr_column c;
  const tr_expr *e =
      tr_expr_parse(ctx, TR_S("datum.y + datum.x * datum['x'] + zoom + k + datum.o.p"), (tr_pos){0}, &scope);
  const tr_str *names;
  check_num((double)tr_expr_fields(e, &names), 3);
  check_str(names[0], "o");
  check_str(names[1], "x");
  check_str(names[2], "y");
  check_num((double)tr_expr_names(e, &names), 2);
  check_str(names[0], "k");
  check_str(names[1], "zoom");
  check(!tr_expr_reads_row(e));
  check(!tr_expr_column(ctx, e, &scope, t, TR_S("out"), &c));
  check_num((double)ctx->n_errors, 1);
  /* rows of a table as datum */
  tr_datum row = {.table = t, .row = 3};
  tr_value v;
  e = tr_expr_parse(ctx, TR_S("[isTuple(datum), datum.s, datum['y'], length(datum.s)]"), (tr_pos){0}, &scope);
  check(tr_expr_reads_row(e));
  check(tr_expr_eval(ctx, e, &scope, &row, ctx->doc, &v));
  tr_buf out = tr_buf_of(ctx->doc);
  show_value(&out, &v);
  check_str(tr_buf_str(&out), "[true,\"đ\",-1.25,1]");
  /* the same numbers in each run, others for other places */
  tr_value again, other;
  e = tr_expr_parse(ctx, TR_S("random()"), (tr_pos){0, 5}, NULL);
  const tr_expr *e2 = tr_expr_parse(ctx, TR_S("random()"), (tr_pos){0, 5}, NULL);
  const tr_expr *e3 = tr_expr_parse(ctx, TR_S("random()"), (tr_pos){0, 9}, NULL);
  check(tr_expr_eval(ctx, e, NULL, &row, ctx->doc, &v) &&
        tr_expr_eval(ctx, e2, NULL, &row, ctx->doc, &again));
  check(tr_expr_eval(ctx, e3, NULL, &row, ctx->doc, &other));
  check(v.number == again.number && v.number != other.number);
  /* what leaves is well-formed UTF-8, and colours are text */
  e = tr_expr_parse(ctx, TR_S("datum.s + '😀'[0]"), (tr_pos){0}, NULL);
  check(tr_expr_column(ctx, e, NULL, t, TR_S("out"), &c));
  v = tr_cell(&c, 0);
  check_str(tr_string(&v), "a\xEF\xBF\xBD");
  e = tr_expr_parse(ctx, TR_S("rgb(datum.x, 0, 0)"), (tr_pos){0}, NULL);
  check(tr_expr_column(ctx, e, NULL, t, TR_S("out"), &c) && c.type == TR_COL_STRING);
  v = tr_cell(&c, 2);
  check_str(tr_string(&v), "rgb(2, 0, 0)");
  return true;
}

static bool run_compare(tr_ctx *ctx, void *arg) {
  (void)ctx, (void)arg;
  tr_value null = tr_make_null(), nan = tr_make_number(NAN), one = tr_make_number(1), two = tr_make_number(2);
  tr_value a = tr_make_string(TR_S("a")), b = tr_make_string(TR_S("b")), date = tr_make_date(3);
  check(tr_compare(&one, &two) < 0 && tr_compare(&two, &one) > 0 && tr_compare(&one, &one) == 0);
  check(tr_compare(&null, &one) < 0 && tr_compare(&one, &null) > 0 && tr_compare(&null, &null) == 0);
  check(tr_compare(&nan, &one) < 0 && tr_compare(&one, &nan) > 0 && tr_compare(&nan, &nan) == 0);
  check(tr_compare(&null, &nan) < 0);
  check(tr_compare(&a, &b) < 0 && tr_compare(&date, &one) > 0 && tr_compare(&two, &date) < 0);
  return true;
}

void test_columns(void) {
  static size_t sizes[] = {1, 7, 1024, 1500};
  for (size_t i = 0; i < 4; i++) {
    tr_ctx *ctx = tr_ctx_new();
    check(tr_ctx_run(ctx, run_same, &sizes[i]));
    check_num((double)ctx->diags.n, 0);
    tr_ctx_free(ctx);
  }
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run_details, NULL));
  check(tr_ctx_run(ctx, run_compare, NULL));
  const tr_function_row *rows;
  size_t n = tr_functions(&rows);
  check(n > 170);
  for (size_t i = 0; i < n; i++)
    check_named(strncmp(rows[i].usage, rows[i].name, strlen(rows[i].name)) == 0 && rows[i].help[0],
                rows[i].name);
  tr_ctx_free(ctx);
}
