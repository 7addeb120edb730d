#include "test-data.h"

tr_str rows_text(tr_ctx *ctx, const tr_table *t) {
  tr_buf out = tr_buf_of(ctx->doc);
  tr_buf_add_char(&out, '[');
  for (size_t i = 0; i < t->n_rows; i++) {
    tr_value row = tr_row(ctx->doc, t, i);
    if (i) tr_buf_add_char(&out, ',');
    tr_json_write(&out, &row);
  }
  tr_buf_add_char(&out, ']');
  return tr_buf_str(&out);
}

tr_str types_text(tr_ctx *ctx, const tr_table *t) {
  static const char letters[] = {[TR_COL_NUMBER] = 'n',
                                 [TR_COL_STRING] = 's',
                                 [TR_COL_BOOL] = 'b',
                                 [TR_COL_DATE] = 'd',
                                 [TR_COL_ANY] = 'a'};
  tr_buf out = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < t->n_columns; i++)
    tr_buf_printf(&out, "%s%c", i ? " " : "", letters[t->columns[i].type]);
  return tr_buf_str(&out);
}

typedef struct call {
  const char *name;
  tr_str text;
  const tr_read_options *options;
  const data_case *c;
} call;

static bool message_fits(tr_ctx *ctx, const data_case *c) {
  const tr_diag *d = ctx->diags.n ? tr_vec_at(&ctx->diags, 0) : NULL;
  if (!d) return false;
  uint32_t line, column;
  tr_locate(ctx, d->at, &line, &column);
  tr_str got = tr_printf(ctx->doc, "%u:%u: %.*s", line, column, TR_FMT(d->text)), want = tr_str_z(c->rows);
  size_t space = tr_str_find(want, " ", 0);
  bool placed = tr_str_eq(tr_str_sub(got, 0, space), tr_str_sub(want, 0, space));
  bool worded = tr_str_find(got, want.p + space + 1, 0) != SIZE_MAX;
  bool hinted = !c->hint || tr_str_find(d->hint, c->hint, 0) != SIZE_MAX;
  if (!placed || !worded || !hinted)
    printf("# got %.*s (%.*s)\n# want %s\n", TR_FMT(got), TR_FMT(d->hint), c->rows);
  return placed && worded && hinted;
}

static bool run(tr_ctx *ctx, void *arg) {
  const call *k = arg;
  const char *name = k->text.n < 80 ? k->c->text : "a long text";
  uint32_t file = tr_source_add(ctx, tr_str_z(k->name), tr_str_copy(ctx->doc, k->text), (tr_str){0});
  const tr_table *t = tr_table_read(ctx, file, k->options);
  if (!k->c->types) {
    check_named(!t && message_fits(ctx, k->c), name);
    return true;
  }
  check_named(t != NULL && ctx->n_errors == 0, name);
  if (!t) return true;
  check_str_named(types_text(ctx, t), k->c->types, name);
  check_str_named(rows_text(ctx, t), k->c->rows, name);
  return true;
}

void check_data(const char *name, tr_str text, const tr_read_options *options, const data_case *c) {
  tr_ctx *ctx = tr_ctx_new();
  call k = {name, text, options, c};
  check_named(tr_ctx_run(ctx, run, &k), "nothing ended the run");
  tr_ctx_free(ctx);
}

void check_cases(const char *name, const tr_read_options *options, const data_case *cases, size_t n) {
  for (size_t i = 0; i < n; i++) check_data(name, tr_str_z(cases[i].text), options, &cases[i]);
}

int main(void) {
  test_table();
  test_delimited();
  test_json();
  test_topojson();
  return check_done();
}
