#include "test-data.h"

static tr_table *sample(tr_ctx *ctx) {
  static const char text[] =
      "[{\"n\":1,\"s\":\"a\",\"b\":true,\"m\":1},{\"n\":null,\"s\":\"b\",\"b\":false,\"m\":\"x\"},"
      "{\"n\":3,\"s\":\"a\",\"m\":null}]";
  tr_value v;
  uint32_t file = tr_source_add(ctx, TR_S("t"), tr_str_z(text), (tr_str){0});
  check(tr_json_read(ctx, file, &v));
  return tr_table_from_values(ctx, &v, (tr_pos){0});
}

static void test_cells(tr_ctx *ctx) {
  tr_table *t = sample(ctx);
  check_str(types_text(ctx, t), "n s b a");
  const tr_column *n = tr_table_column_z(t, "n"), *b = tr_table_column_z(t, "b"),
                  *m = tr_table_column_z(t, "m");
  check(tr_valid(n, 0) && !tr_valid(n, 1) && tr_cell(n, 1).kind == TR_NULL);
  check(!tr_valid(b, 2) && tr_cell(b, 2).kind == TR_UNDEFINED);
  check_num(tr_cell_number(n, 1), 0); /* null */
  check(isnan(tr_cell_number(b, 2))); /* undefined */
  check_num(tr_cell_number(b, 0), 1); /* true */
  check(isnan(tr_cell_number(m, 1))); /* "x" */
  check_num(tr_cell_number(m, 0), 1);
  check(!tr_table_column_z(t, "none") && !tr_table_column(NULL, TR_S("n")));
  check(tr_row_pos(t, 1).offset == 32 && tr_row_pos(t, 1).file == t->file);
}

static void test_gather(tr_ctx *ctx) {
  tr_table *t = sample(ctx);
  static const uint32_t rows[] = {2, 0, 2, 1};
  const tr_table *g = tr_table_gather(ctx, t, rows, 4);
  check_str(rows_text(ctx, g),
            "[{\"n\":3,\"s\":\"a\",\"m\":null},{\"n\":1,\"s\":\"a\",\"b\":true,\"m\":1},"
            "{\"n\":3,\"s\":\"a\",\"m\":null},{\"n\":null,\"s\":\"b\",\"b\":false,\"m\":\"x\"}]");
  check(tr_row_pos(g, 3).offset == tr_row_pos(t, 1).offset);
  check(tr_table_gather(ctx, t, NULL, 0)->n_rows == 0 && tr_table_gather(ctx, t, NULL, 0)->n_columns == 4);
}

static void test_adding(tr_ctx *ctx) {
  static const double numbers[] = {1, 2};
  tr_table *t = tr_table_new(ctx, 2);
  for (int i = 0; i < 50; i++)
    tr_table_add(ctx, t, tr_column_numbers(tr_printf(ctx->doc, "c%d", i), numbers, 2));
  check(t->n_columns == 50 && tr_str_is(t->columns[49].name, "c49"));
  tr_column_builder *b = tr_column_builder_new(ctx, TR_S("c7"), 0);
  tr_column_add(b, tr_make_date(5));
  tr_column_add(b, tr_make_null());
  tr_table_add(ctx, t, tr_column_done(b));
  check(t->n_columns == 50 && t->columns[7].type == TR_COL_DATE && !tr_valid(&t->columns[7], 1));
}

/* What builders make of values: the narrowest type that holds all. */
static void test_builders(tr_ctx *ctx) {
  enum { MANY = 1000 };
  tr_column_builder *b = tr_column_builder_new(ctx, TR_S("x"), 3);
  for (int i = 0; i < MANY; i++) tr_column_add(b, i % 2 ? tr_make_number(i) : tr_make_undefined());
  tr_column c = tr_column_done(b);
  check(c.type == TR_COL_NUMBER && c.n == MANY && c.numbers[999] == 999 && !tr_valid(&c, 998));
  b = tr_column_builder_new(ctx, TR_S("x"), 3);
  for (int i = 0; i < MANY; i++) tr_column_add(b, i == 900 ? tr_make_bool(true) : tr_make_string(TR_S("s")));
  c = tr_column_done(b);
  check(c.type == TR_COL_ANY && c.values[899].kind == TR_STRING && c.values[900].kind == TR_BOOL);
  b = tr_column_builder_new(ctx, TR_S("x"), 0);
  for (int i = 0; i < 3; i++) tr_column_add(b, tr_make_null());
  c = tr_column_done(b);
  check(c.n == 3 && tr_cell(&c, 2).kind == TR_NULL);
  tr_column_add(b, tr_make_undefined());
  c = tr_column_done(b);
  check(tr_cell(&c, 2).kind == TR_NULL && tr_cell(&c, 3).kind == TR_UNDEFINED);
  c = tr_column_done(tr_column_builder_new(ctx, TR_S("x"), 0));
  check(c.n == 0);
}

static bool bad_values(tr_ctx *ctx, void *arg) {
  tr_value v = tr_make_number(1);
  return tr_table_from_values(ctx, &v, *(tr_pos *)arg) != NULL;
}

static bool too_many_rows(tr_ctx *ctx, void *arg) {
  (void)arg;
  return tr_table_new(ctx, 1000000000) != NULL;
}

void test_table(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_cells(ctx);
  test_gather(ctx);
  test_adding(ctx);
  test_builders(ctx);
  tr_pos nowhere = {0};
  check(!tr_ctx_run(ctx, bad_values, &nowhere) && ctx->n_errors == 1);
  check(!tr_ctx_run(ctx, too_many_rows, NULL) && ctx->n_errors == 2);
  tr_ctx_free(ctx);
}
