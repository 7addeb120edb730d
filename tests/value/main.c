#include "test-value.h"

bool read_text(tr_ctx *ctx, reader_fn *read, tr_str text, tr_value *out) {
  uint32_t file = tr_source_add(ctx, TR_S("t"), tr_str_copy(ctx->doc, text), (tr_str){0});
  return read(ctx, file, out);
}

typedef struct call {
  reader_fn *read;
  tr_str text;
  const read_case *c;
} call;

static bool message_fits(tr_ctx *ctx, const read_case *c) {
  if (ctx->n_errors != 1) return false;
  const tr_diag *d = tr_vec_at(&ctx->diags, 0);
  uint32_t line, column;
  tr_locate(ctx, d->at, &line, &column);
  tr_str got = tr_printf(ctx->doc, "%u:%u: %.*s", line, column, TR_FMT(d->text));
  tr_str want = tr_str_z(c->error);
  size_t space = tr_str_find(want, " ", 0);
  if (space == SIZE_MAX) space = want.n;
  bool placed = tr_str_eq(tr_str_sub(got, 0, space), tr_str_sub(want, 0, space));
  bool worded = tr_str_find(got, want.p + (space < want.n ? space + 1 : space), 0) != SIZE_MAX;
  bool hinted = !c->hint || tr_str_find(d->hint, c->hint, 0) != SIZE_MAX;
  if (!placed || !worded || !hinted)
    printf("# got %.*s (%.*s)\n# want %s\n", TR_FMT(got), TR_FMT(d->hint), c->error);
  return placed && worded && hinted;
}

static bool run(tr_ctx *ctx, void *arg) {
  const call *k = arg;
  tr_value v;
  bool ok = read_text(ctx, k->read, k->text, &v);
  const char *name = k->text.n < 60 ? k->c->text : "a long text";
  if (!k->c->json) {
    check_named(!ok && message_fits(ctx, k->c), name);
  } else {
    tr_buf json = tr_buf_of(ctx->doc);
    if (ok) tr_json_write(&json, &v);
    check_str_named(tr_buf_str(&json), k->c->json, name);
  }
  return true;
}

void check_read(reader_fn *read, tr_str text, const read_case *c) {
  tr_ctx *ctx = tr_ctx_new();
  call k = {read, text, c};
  check_named(tr_ctx_run(ctx, run, &k), "nothing ended the run");
  tr_ctx_free(ctx);
}

int main(void) {
  test_value();
  test_json();
  test_yaml();
  test_props();
  test_grammar();
  return check_done();
}
