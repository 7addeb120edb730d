#include "check.h"
#include "expr/expr.h"

#include <stdlib.h>
#include <string.h>

void test_limits(void);

static char *repeat(const char *head, const char *part, size_t times, const char *tail) {
  size_t n = strlen(part);
  char *text = malloc(strlen(head) + n * times + strlen(tail) + 1);
  strcpy(text, head);
  char *p = text + strlen(head);
  for (size_t i = 0; i < times; i++, p += n) memcpy(p, part, n);
  strcpy(p, tail);
  return text;
}

static bool run(tr_ctx *ctx, void *arg) {
  const char *text = arg;
  tr_value v;
  tr_datum none = {0};
  const tr_expr *e = tr_expr_parse(ctx, tr_str_z(text), (tr_pos){0}, NULL);
  return e && tr_expr_eval(ctx, e, NULL, &none, ctx->doc, &v);
}

/* LIMIT is named in the message; NULL: it must work. */
static void check_limit(char *text, const char *limit, const char *what) {
  tr_ctx *ctx = tr_ctx_new();
  bool ok = tr_ctx_run(ctx, run, text);
  check_named(ok == !limit, what);
  if (limit && ctx->diags.n) {
    const tr_diag *d = tr_vec_at(&ctx->diags, 0);
    check_named((d->fault == TR_LIMIT || limit[0] == 'u') && tr_str_find(d->text, limit, 0) != SIZE_MAX,
                what);
  }
  tr_ctx_free(ctx);
  free(text);
}

static bool run_work(tr_ctx *ctx, void *arg) {
  (void)arg;
  ctx->work_left = 1000;
  return run(ctx, (void *)(uintptr_t) "sort(sequence(0, 100000))");
}

void test_limits(void) {
  check_limit(repeat("1", "+1", 20000, ""), NULL, "a long sum is no deep tree");
  check_limit(repeat("1", "||0", 20000, ""), NULL, "a long chain of ||");
  check_limit(repeat("", "(", 200, "1)"), "unexpected end", "parentheses left open");
  check_limit(repeat("", "(", 5000, ""), "expression-depth", "deep parentheses");
  check_limit(repeat("", "[", 5000, ""), "expression-depth", "deep arrays");
  check_limit(repeat("", "- ", 5000, "1"), "expression-depth", "many signs");
  check_limit(repeat("", "1?1:", 5000, "1"), "expression-depth", "a chain of choices");
  check_limit(repeat("[]", "[0]", 5000, ""), "expression-depth", "a chain of members");
  check_limit(repeat("'", "a", 70000, "'"), "expression-bytes", "a long text");
  check_limit(repeat("length(pad('', 1e6))", "", 0, ""), NULL, "a long string within the limit");
  check_limit(repeat("pad('', 1e7)", "", 0, ""), "string-bytes", "a long string");
  check_limit(repeat("replace(pad('',1e6,'a'), /a/g, 'bbbb')", "", 0, ""), "string-bytes", "replacing");
  check_limit(repeat("sequence(2e6)", "", 0, ""), "array-items", "a long array");
  check_limit(repeat("timeSequence('seconds', 0, 1e13)", "", 0, ""), "array-items", "a long time sequence");
  check_limit(repeat("/", "a", 2000, "/"), "regex-bytes", "a long pattern");
  tr_ctx *ctx = tr_ctx_new();
  check(!tr_ctx_run(ctx, run_work, NULL));
  check(ctx->diags.n == 1 && ((const tr_diag *)tr_vec_at(&ctx->diags, 0))->fault == TR_LIMIT);
  tr_ctx_free(ctx);
}
