#include "normalize.h"

#include "base/file.h"
#include "chart/normalize/normalize-priv.h"
#include "check.h"
#include "theme/theme.h"

#include <stdlib.h>

/* Each file is a list of {"name", "spec", "plain", "says"}: a specification, what it is when only plain views
   are left (as Vega-Lite 6.5 has it, unless the name says "ours"; null: an error), and a part of each message
   in turn. */

static const char *const families[] = {"composed", "facet", "layer", "param", "repeat", "selection"};

typedef struct asked {
  tr_ctx *ctx;
  const tr_value *spec, *plain;
} asked;

static bool read_cases(tr_ctx *ctx, void *arg) {
  tr_value *out = arg;
  const char *root = getenv("TRANH_SOURCE_ROOT");
  tr_str path = tr_printf(ctx->doc, "%s/tests/chart/normalize/%s.json", root ? root : ".", tr_string(out).p),
         text;
  if (!tr_file_read(ctx, path, TR_FILE_DOCUMENT, (tr_pos){0}, &text)) return false;
  return tr_document_read(ctx, tr_source_add(ctx, path, text, (tr_str){0}), out);
}

static bool run(tr_ctx *ctx, void *arg) {
  asked *a = arg;
  tr_chart *chart = TR_NEW(ctx->doc, tr_chart);
  *chart = (tr_chart){.ctx = ctx, .input = {.spec = a->spec}, .spec = a->spec};
  chart->config = tr_config_merge(ctx, tr_config_defaults(ctx), tr_get(a->spec, "config"));
  chart->params = tr_map_of(ctx->doc);
  chart->selections = tr_map_of(ctx->doc);
  a->plain = tr_normalize_spec(chart, a->spec);
  return a->plain != NULL;
}

static void check_messages_of(const asked *a, size_t before, const tr_value *says, const char *name) {
  uint32_t n = tr_is(says, TR_ARRAY) ? says->n : 0;
  if (!check_named(a->ctx->diags.n - before == n, name)) printf("# %zu messages\n", a->ctx->diags.n - before);
  for (size_t i = before; i < a->ctx->diags.n; i++) {
    tr_str text = tr_diag_text(a->ctx, tr_vec_at(&a->ctx->diags, i), a->ctx->doc);
    const tr_value *part = tr_item(says, i - before);
    bool said = part && tr_str_find(text, part->string, 0) != SIZE_MAX;
    if (!check_named(said, name)) printf("# %.*s\n", TR_FMT(tr_str_sub(text, 0, tr_str_find(text, "\n", 0))));
  }
}

static void check_case(tr_ctx *ctx, const tr_value *c) {
  asked a = {.ctx = ctx, .spec = tr_get(c, "spec")};
  const tr_value *want = tr_get(c, "plain");
  const char *name = tr_get_string(c, "name", TR_S("?")).p;
  size_t before = ctx->diags.n;
  bool done = tr_ctx_run(ctx, run, &a);
  check_messages_of(&a, before, tr_get(c, "says"), name);
  if (!done || tr_is(want, TR_NULL)) {
    check_named(!done && tr_is(want, TR_NULL), name);
    return;
  }
  tr_buf got = tr_buf_of(ctx->doc), wanted = got;
  if (check_named(tr_equal(a.plain, want), name)) return;
  tr_json_write(&got, a.plain);
  tr_json_write(&wanted, want);
  printf("#   got  %.*s\n#   want %.*s\n", (int)got.n, got.p, (int)wanted.n, wanted.p);
}

void test_normalize(void) {
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    tr_ctx *ctx = tr_ctx_new();
    tr_value cases = tr_make_string(tr_str_z(families[i]));
    check_named(tr_ctx_run(ctx, read_cases, &cases), families[i]);
    for (uint32_t k = 0; tr_is(&cases, TR_ARRAY) && k < cases.n; k++) check_case(ctx, &cases.items[k]);
    tr_ctx_free(ctx);
  }
}
