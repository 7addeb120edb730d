#include "base/file.h"
#include "parts.h"

#include <stdlib.h>

/* Whole pages as scene dumps: golden/NAME.yaml → golden/NAME.scene. TRANH_BLESS=1 writes them anew; a
   reviewer reads the difference. */

static const char *const names[] = {"cards",      "chart", "chart-composed", "chart-theme", "measures",
                                    "statements", "grid",  "pictures",       NULL};

static bool read_file(tr_ctx *ctx, void *arg) {
  struct {
    tr_str path, text;
  } *file = arg;
  return tr_file_exists(file->path) && tr_file_read(ctx, file->path, TR_FILE_ASSET, (tr_pos){0}, &file->text);
}

static tr_str text_of(tr_ctx *ctx, const char *name, const char *ending) {
  struct {
    tr_str path, text;
  } file = {root_path(ctx, tr_printf(ctx->doc, "golden/%s.%s", name, ending).p), {0}};
  tr_ctx_run(ctx, read_file, &file);
  return file.text;
}

static void show_difference(tr_str got, tr_str want) {
  size_t line = 1, from = 0;
  for (size_t i = 0; i < got.n && i < want.n && got.p[i] == want.p[i]; i++)
    if (got.p[i] == '\n') {
      line++;
      from = i + 1;
    }
  size_t got_end = tr_str_find(got, "\n", from), want_end = tr_str_find(want, "\n", from);
  printf("# line %zu\n#   got  %.*s\n#   want %.*s\n", line, TR_FMT(tr_str_sub(got, from, got_end)),
         TR_FMT(tr_str_sub(want, from, want_end)));
}

static void check_one(const char *name) {
  tr_ctx *scratch = tr_ctx_new();
  tr_str yaml = text_of(scratch, name, "yaml");
  built b = build(tr_str_copy(scratch->doc, yaml).p, NULL, NULL);
  if (!check_named(b.ok, name)) {
    for (size_t i = 0; i < b.ctx->diags.n; i++)
      printf("# %.*s", TR_FMT(tr_diag_text(b.ctx, tr_vec_at(&b.ctx->diags, i), scratch->doc)));
  } else {
    tr_buf dump = tr_buf_of(scratch->doc);
    tr_scene_dump(b.ctx, b.result.scenes[0], &dump);
    tr_str got = tr_buf_str(&dump), want = text_of(scratch, name, "scene");
    if (getenv("TRANH_BLESS"))
      check(tr_file_write(scratch, root_path(scratch, tr_printf(scratch->doc, "golden/%s.scene", name).p),
                          got));
    else if (!check_named(tr_str_eq(got, want), name))
      show_difference(got, want);
  }
  built_free(&b);
  tr_ctx_free(scratch);
}

void test_golden(void) {
  for (size_t i = 0; names[i]; i++) check_one(names[i]);
}
