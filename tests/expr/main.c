#include "base/file.h"
#include "check.h"
#include "expr/expr-priv.h"
#include "show.h"
#include "sort.h"

#include <stdlib.h>

void test_columns(void);
void test_templates(void);
void test_limits(void);

/* Cases in *.test: blocks of lines, blank lines between, # begins a comment.
     expression / datum as JSON / result as show_value() writes it
     %%FAIL / expression / datum / column: message (hint)
     %%TEMPLATE / text / datum / result */

typedef struct cases {
  tr_str text;
  size_t at;
  unsigned line;
} cases;

static bool next_line(cases *c, tr_str *line) {
  if (c->at >= c->text.n) return false;
  size_t end = tr_str_find(c->text, "\n", c->at);
  if (end == SIZE_MAX) end = c->text.n;
  *line = tr_str_sub(c->text, c->at, end);
  c->at = end + 1;
  c->line++;
  return true;
}

static size_t next_block(cases *c, tr_str lines[5]) {
  size_t n = 0;
  tr_str line;
  while (next_line(c, &line)) {
    if (line.n == 0 && n) break;
    if (line.n == 0 || line.p[0] == '#') continue;
    if (n < 5) lines[n++] = line;
  }
  return n;
}

typedef struct one_case {
  tr_str expression, datum;
  bool template;
  tr_buf got;
} one_case;

static bool run_case(tr_ctx *ctx, void *arg) {
  one_case *k = arg;
  tr_value object, v;
  uint32_t data = tr_source_add(ctx, TR_S("datum"), tr_str_copy(ctx->doc, k->datum), TR_S(""));
  uint32_t file = tr_source_add(ctx, TR_S("expression"), tr_str_copy(ctx->doc, k->expression), TR_S(""));
  if (!tr_json_read(ctx, data, &object)) return false;
  tr_datum datum = {.object = &object};
  tr_pos at = {file, 0};
  bool ok;
  if (k->template) {
    const tr_template *t = tr_template_parse(ctx, k->expression, at, NULL);
    ok = t && tr_template_eval(ctx, t, NULL, &datum, ctx->doc, &v);
  } else {
    const tr_expr *e = tr_expr_parse(ctx, k->expression, at, NULL);
    ok = e && tr_expr_eval(ctx, e, NULL, &datum, ctx->doc, &v);
  }
  k->got = tr_buf_of(ctx->doc);
  if (ok) show_value(&k->got, &v);
  return ok;
}

static void add_message(tr_ctx *ctx, tr_buf *out) {
  uint32_t line, column;
  for (size_t i = 0; i < ctx->diags.n; i++) {
    const tr_diag *d = tr_vec_at(&ctx->diags, i);
    tr_locate(ctx, d->at, &line, &column);
    tr_buf_printf(out, "%s%u: %.*s", i ? "; " : "", column, TR_FMT(d->text));
    if (d->hint.n) tr_buf_printf(out, " (%.*s)", TR_FMT(d->hint));
  }
}

static void check_block(tr_str name, unsigned line, tr_str lines[5], size_t n) {
  bool fail = tr_str_is(lines[0], "%%FAIL"), template = tr_str_is(lines[0], "%%TEMPLATE");
  size_t first = fail || template;
  char what[400], want[4000];
  snprintf(what, sizeof what, "%.*s:%u %.*s", TR_FMT(name), line, TR_FMT(lines[first]));
  if (n != first + 3) {
    check_named(false, what);
    return;
  }
  snprintf(want, sizeof want, "%.*s", TR_FMT(lines[first + 2]));
  tr_ctx *ctx = tr_ctx_new();
  one_case k = {.expression = lines[first], .datum = lines[first + 1], .template = template};
  bool ok = tr_ctx_run(ctx, run_case, &k);
  if (!ok || fail) {
    tr_buf message = tr_buf_of(ctx->doc);
    if (ok) tr_buf_add_z(&message, "no error");
    if (!fail) tr_buf_add_z(&message, "error: ");
    add_message(ctx, &message);
    k.got = message;
  }
  check_str_named(tr_buf_str(&k.got), want, what);
  tr_ctx_free(ctx);
}

static char *read_all(const char *path, size_t *n) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  char *text = malloc(1 << 20);
  *n = text ? fread(text, 1, 1 << 20, f) : 0;
  fclose(f);
  return text;
}

static const char *const files[] = {"syntax",  "operators", "conversions", "members", "maths",
                                    "strings", "sequences", "types",       "regexp",  "formats",
                                    "dates",   "colours",   "statistics",  "errors",  "templates"};

/* Each function of the table stands in some case. */
static void check_functions_tested(const tr_buf *all) {
  const tr_function_row *rows;
  size_t n = tr_functions(&rows);
  for (size_t i = 0; i < n; i++) {
    char call[80], what[120];
    bool found = false;
    int length = snprintf(call, sizeof call, "%s(", rows[i].name);
    for (size_t k = 0; !found && k + (size_t)length <= all->n; k++)
      found = memcmp(all->p + k, call, (size_t)length) == 0 &&
              (k == 0 || !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", all->p[k - 1]));
    snprintf(what, sizeof what, "some case calls %s()", rows[i].name);
    check_named(found, what);
  }
}

int main(void) {
  const char *root = getenv("TRANH_SOURCE_ROOT");
  tr_ctx *ctx = tr_ctx_new();
  tr_buf all = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char path[1000];
    snprintf(path, sizeof path, "%s/tests/expr/%s.test", root ? root : ".", files[i]);
    size_t n = 0;
    char *text = read_all(path, &n);
    check_named(text && n > 0, path);
    cases c = {.text = {text, n}};
    tr_str lines[5];
    size_t count;
    while ((count = next_block(&c, lines))) check_block(tr_str_z(files[i]), c.line - 3, lines, count);
    tr_buf_add(&all, (tr_str){text, n});
    free(text);
  }
  check_functions_tested(&all);
  tr_ctx_free(ctx);
  test_columns();
  test_templates();
  test_limits();
  test_sort();
  return check_done();
}
