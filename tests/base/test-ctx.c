#include "base/ctx.h"
#include "test-base.h"

static int released[3], n_released;

static void release(void *what) { released[n_released++] = *(int *)what; }

static bool take_all_memory(tr_ctx *ctx, void *arg) {
  (void)arg;
  while (tr_alloc(ctx->scene, 100000)) continue;
  return true;
}

static bool take_too_much(tr_ctx *ctx, void *arg) {
  (void)arg;
  return tr_alloc_n(ctx->doc, SIZE_MAX / 2, 16) != NULL;
}

static bool work_forever(tr_ctx *ctx, void *arg) {
  int *steps = arg;
  for (; *steps < 1000; ++*steps) tr_work(ctx, 1000);
  return true;
}

static bool nested(tr_ctx *ctx, void *arg) {
  bool inner = tr_ctx_run(ctx, take_too_much, arg);
  return !inner; /* the outer run goes on */
}

static const tr_diag *last(const tr_ctx *ctx) { return tr_vec_at(&ctx->diags, ctx->diags.n - 1); }

static void test_limits(void) {
  tr_ctx *ctx = tr_ctx_new();
  ctx->limits[TR_LIMIT_MEMORY_BYTES] = 5e6;
  check(!tr_ctx_run(ctx, take_all_memory, NULL));
  check(ctx->n_errors == 1 && last(ctx)->fault == TR_LIMIT);
  check(tr_str_find(last(ctx)->text, "memory-bytes is 5000000", 0) != SIZE_MAX);
  check(tr_str_find(last(ctx)->hint, "--limit memory-bytes=", 0) != SIZE_MAX);
  check(!tr_ctx_run(ctx, take_too_much, NULL));
  check(ctx->n_errors == 2 && last(ctx)->fault == TR_SYSTEM);
  check(tr_ctx_run(ctx, nested, NULL));
  tr_ctx_free(ctx);

  ctx = tr_ctx_new();
  int steps = 0;
  ctx->work_left = 10500;
  check(!tr_ctx_run(ctx, work_forever, &steps));
  check(steps == 10 && last(ctx)->fault == TR_LIMIT);
  tr_ctx_free(ctx);

  ctx = tr_ctx_new();
  tr_ctx_set_untrusted(ctx);
  check(ctx->untrusted && ctx->limits[TR_LIMIT_DEPTH] == 64);
  check(tr_within(ctx, TR_LIMIT_DEPTH, 64, (tr_pos){0}) && ctx->n_errors == 0);
  check(!tr_within(ctx, TR_LIMIT_DEPTH, 65, (tr_pos){0}) && ctx->n_errors == 1);
  tr_ctx_free(ctx);
  tr_ctx_free(NULL);
}

static void test_defer(void) {
  static int numbers[] = {1, 2, 3};
  tr_ctx *ctx = tr_ctx_new();
  for (int i = 0; i < 3; i++) tr_ctx_defer(ctx, release, &numbers[i]);
  check(n_released == 0);
  tr_ctx_free(ctx);
  check(n_released == 3 && released[0] == 3 && released[2] == 1);
}

/* Position, text and hint of an error in a source text, and the message that is wanted. */
static const struct {
  const char *source, *text, *hint;
  uint32_t offset;
  const char *want;
} messages[] = {
    {"{\n  \"mark\": {\"type\": \"bars\"},\n}", "unknown mark \"bars\"", "did you mean \"bar\"?", 21,
     "s.json:2:20: error: unknown mark \"bars\"\n"
     "    2 |   \"mark\": {\"type\": \"bars\"},\n"
     "      |                    ^~~~~~ did you mean \"bar\"?\n"},
    {"a: Vi\xE1\xBB\x87t x", "t", NULL, 10,
     "s.json:1:9: error: t\n"
     "    1 | a: Vi\xE1\xBB\x87t x\n"
     "      |         ^\n"},
    {"\xED\x95\x9C\xEA\xB5\xAD: x", "wide letters take two columns", NULL, 8,
     "s.json:1:5: error: wide letters take two columns\n"
     "    1 | \xED\x95\x9C\xEA\xB5\xAD: x\n"
     "      |       ^\n"},
    {"\ta: 1", "tab", NULL, 1,
     "s.json:1:2: error: tab\n"
     "    1 |     a: 1\n"
     "      |     ^\n"},
    {"a\r\nb\rc", "CR LF and CR", NULL, 5,
     "s.json:3:1: error: CR LF and CR\n"
     "    3 | c\n"
     "      | ^\n"},
    {"abc\n", "the end", "h", 4,
     "s.json:2:1: error: the end\n"
     "    2 | \n"
     "      | ^ h\n"},
    {"\xEF\xBB\xBFkey: 1", "behind a byte order mark", NULL, 3,
     "s.json:1:1: error: behind a byte order mark\n"
     "    1 | key: 1\n"
     "      | ^~~\n"},
    {"a\x01\xFF"
     "b",
     "control characters and bad bytes", NULL, 3,
     "s.json:1:4: error: control characters and bad bytes\n"
     "    1 | a\xEF\xBF\xBD\xEF\xBF\xBD"
     "b\n"
     "      |    ^\n"},
    {"", "empty", NULL, 0, "s.json:1:1: error: empty\n    1 | \n      | ^\n"},
};

static bool test_messages(tr_ctx *ctx, void *arg) {
  (void)arg;
  for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
    uint32_t file = tr_source_add(ctx, TR_S("s.json"), tr_str_z(messages[i].source), (tr_str){0});
    tr_error(ctx, TR_INPUT, (tr_pos){file, messages[i].offset}, messages[i].hint, "%s", messages[i].text);
    check_str_named(tr_diag_text(ctx, last(ctx), ctx->doc), messages[i].want, messages[i].text);
  }
  tr_warn(ctx, TR_INPUT, (tr_pos){0}, "do this", "no place");
  check_str(tr_diag_text(ctx, last(ctx), ctx->doc), "warning: no place\n  do this\n");
  check(ctx->n_warnings == 1);
  return true;
}

/* A line of 100,000 letters is cut to a window around the caret. */
static bool test_long_line(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_buf b = tr_buf_of(ctx->doc);
  for (int i = 0; i < 100000; i++) tr_buf_add_char(&b, i == 50000 ? ' ' : 'x');
  uint32_t file = tr_source_add(ctx, TR_S("s"), tr_buf_str(&b), (tr_str){0});
  tr_error(ctx, TR_INPUT, (tr_pos){file, 50001}, "hint", "long");
  tr_str text = tr_diag_text(ctx, last(ctx), ctx->doc);
  check(text.n < 400 && tr_str_starts(text, "s:1:50002: error: long\n"));
  size_t line = tr_str_find(text, "| \xE2\x80\xA6", 0), caret = tr_str_find(text, "^", 0);
  size_t space = tr_str_find(text, "x x", line), second = tr_str_find(text, "\n      | ", 0);
  /* The ellipsis is three bytes and one column. */
  check(space != SIZE_MAX && caret - (second + 9) == space + 2 - (line + 2) - 2);
  return true;
}

static bool test_many(tr_ctx *ctx, void *arg) {
  (void)arg;
  size_t before = ctx->diags.n, errors = ctx->n_errors;
  for (int i = 0; i < 5000; i++) tr_warn(ctx, TR_DATA, (tr_pos){0}, NULL, "warning %d", i);
  tr_error(ctx, TR_DATA, (tr_pos){0}, NULL, "an error after all");
  check(ctx->diags.n <= before + 101 && ctx->n_warnings >= 5000);
  check(ctx->n_errors == errors + 1 && tr_str_is(last(ctx)->text, "an error after all"));
  static const char *const names[] = {"width", "height", NULL};
  check(strcmp(tr_did_you_mean(ctx, TR_S("widht"), names), "did you mean \"width\"?") == 0);
  check(!tr_did_you_mean(ctx, TR_S("colour"), names));
  return true;
}

void test_ctx(void) {
  test_limits();
  test_defer();
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, test_messages, NULL));
  check(tr_ctx_run(ctx, test_long_line, NULL));
  check(tr_ctx_run(ctx, test_many, NULL));
  tr_ctx_free(ctx);
}
