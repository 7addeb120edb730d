#include "cases.h"

#include "base/number.h"
#include "check.h"
#include "value/value.h"

#include <stdlib.h>

static tr_str read_file(tr_ctx *ctx, const char *name) {
  const char *root = getenv("TRANH_SOURCE_ROOT");
  tr_str path = tr_printf(ctx->doc, "%s/tests/format/%s", root ? root : ".", name);
  tr_buf text = tr_buf_of(ctx->doc);
  FILE *f = fopen(path.p, "rb");
  if (!check_named(f != NULL, path.p)) return (tr_str){0};
  char part[4096];
  for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) tr_buf_add(&text, (tr_str){part, n});
  fclose(f);
  return tr_buf_str(&text);
}

typedef struct lines {
  tr_str text;
  size_t at, number;
} lines;

static bool next_line(lines *l, tr_str *line) {
  if (l->at >= l->text.n) return false;
  size_t end = tr_str_find(l->text, "\n", l->at);
  if (end > l->text.n) end = l->text.n;
  *line = tr_str_sub(l->text, l->at, end);
  l->at = end + 1;
  l->number++;
  return true;
}

static tr_str unquoted(tr_str line) { return tr_str_is(line, "\"\"") ? (tr_str){"", 0} : line; }

static void instruct(const test_runner *r, tr_ctx *ctx, tr_str line) {
  size_t space = tr_str_find(line, " ", 0);
  if (space > line.n) space = line.n;
  r->instruct(ctx, tr_str_sub(line, 1, space), tr_str_trim(tr_str_sub(line, space, line.n)), r->state);
}

static bool run_all(tr_ctx *ctx, void *arg) {
  const test_runner *r = arg;
  lines l = {read_file(ctx, r->file), 0, 0};
  size_t n = 0;
  for (tr_str line; next_line(&l, &line);) {
    if (line.n == 0 || tr_str_starts(line, "# ")) continue;
    if (line.p[0] == '@') {
      instruct(r, ctx, line);
      continue;
    }
    test_case c = {.ctx = ctx, .specifier = unquoted(line)};
    c.name = tr_printf(ctx->doc, "%s:%zu", r->file, l.number).p;
    tr_str blank;
    bool whole = next_line(&l, &c.input) && next_line(&l, &c.output);
    if (!check_named(whole && (!next_line(&l, &blank) || blank.n == 0), c.name)) break;
    c.input = unquoted(c.input);
    c.output = unquoted(c.output);
    r->run(&c, r->state);
    n++;
  }
  return check_named(n > 0, r->file);
}

void run_cases(const test_runner *runner) {
  tr_ctx *ctx = tr_ctx_new();
  check_named(tr_ctx_run(ctx, run_all, (void *)(uintptr_t)runner), runner->file);
  tr_ctx_free(ctx);
}

bool read_json(tr_ctx *ctx, tr_str text, struct tr_value *out) {
  uint32_t file = tr_source_add(ctx, TR_S("test"), tr_str_copy(ctx->doc, text), TR_S(""));
  return check_named(tr_json_read(ctx, file, out), "JSON of a case");
}

double read_number(tr_str text) { return tr_num_from_js(text); }
