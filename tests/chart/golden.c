#include "golden.h"

#include "base/file.h"
#include "chart/chart.h"
#include "format/locale.h"
#include "text/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

/* Whole charts as scene dumps, with the measurer that opens no font: tests/specs/FOLDER/NAME.vl.json and
   NAME.scene beside it, which ends with the messages that the chart gave. TRANH_BLESS=1 writes them anew; one
   that differs is kept as NAME.scene-changed, and a reviewer reads the difference. */

static const char *const folders[] = {"mark",  "data",  "scale", "transform", "guide", "config",
                                      "layer", "param", "facet", "concat",    "repeat"};
enum { n_folders = sizeof folders / sizeof *folders };

#define ENDING ".vl.json"

typedef struct drawn {
  tr_ctx *ctx;
  tr_str path, dump; /* dump: empty where the chart could not be drawn */
} drawn;

static tr_str specs(tr_ctx *ctx) {
  const char *root = getenv("TRANH_SOURCE_ROOT");
  return tr_printf(ctx->doc, "%s/tests/specs", root ? root : ".");
}

static tr_str beside(const drawn *d, const char *ending) {
  tr_str stem = tr_str_sub(d->path, 0, d->path.n - strlen(ENDING));
  return tr_printf(d->ctx->doc, "%.*s.%s", TR_FMT(stem), ending);
}

static bool draw(tr_ctx *ctx, void *arg) {
  drawn *d = arg;
  tr_str text;
  tr_value spec;
  if (!tr_file_read(ctx, d->path, TR_FILE_DOCUMENT, (tr_pos){0}, &text)) return false;
  uint32_t file = tr_source_add(ctx, TR_S("chart"), text, tr_path_folder(d->path));
  if (!tr_document_read(ctx, file, &spec)) return false;
  tr_font_options options = {.synthetic = true};
  tr_env env = {.locale = tr_locale_en(), .fonts = tr_fonts_new(ctx, &options)};
  const tr_scene *scene = tr_chart_scene(ctx, &(tr_chart_input){.spec = &spec, .env = &env});
  if (!scene) return false;
  check_named(tr_scene_check(ctx, scene), "nothing but finite numbers");
  tr_buf dump = tr_buf_of(ctx->doc);
  tr_scene_dump(ctx, scene, &dump);
  for (size_t i = 0; i < ctx->diags.n; i++)
    tr_buf_printf(&dump, "%.*s", TR_FMT(tr_diag_text(ctx, tr_vec_at(&ctx->diags, i), ctx->doc)));
  d->dump = tr_buf_str(&dump);
  return true;
}

static bool read_golden(tr_ctx *ctx, void *arg) {
  drawn *want = arg;
  tr_str path = beside(want, "scene");
  return tr_file_exists(path) && tr_file_read(ctx, path, TR_FILE_ASSET, (tr_pos){0}, &want->dump);
}

static void show_difference(tr_str got, tr_str want) {
  size_t line = 1, from = 0;
  for (size_t i = 0; i < got.n && i < want.n && got.p[i] == want.p[i]; i++)
    if (got.p[i] == '\n') {
      line++;
      from = i + 1;
    }
  printf("# line %zu\n#   got  %.*s\n#   want %.*s\n", line,
         TR_FMT(tr_str_sub(got, from, tr_str_find(got, "\n", from))),
         TR_FMT(tr_str_sub(want, from, tr_str_find(want, "\n", from))));
}

static void compare(const drawn *got) {
  drawn want = {.ctx = got->ctx, .path = got->path};
  tr_str changed = beside(got, "scene-changed");
  tr_ctx_run(got->ctx, read_golden, &want);
  bool same = tr_str_eq(got->dump, want.dump);
  if (same || getenv("TRANH_BLESS")) unlink(changed.p);
  if (same) {
    check_named(same, got->path.p);
  } else if (getenv("TRANH_BLESS")) {
    check_named(tr_file_write(got->ctx, beside(got, "scene"), got->dump), got->path.p);
  } else {
    check_named(same, got->path.p);
    show_difference(got->dump, want.dump);
    tr_file_write(got->ctx, changed, got->dump);
  }
}

static void check_one(const char *path) {
  drawn d = {.ctx = tr_ctx_new(), .path = tr_str_z(path)};
  if (tr_ctx_run(d.ctx, draw, &d)) {
    compare(&d);
  } else {
    check_named(false, path);
    for (size_t i = 0; i < d.ctx->diags.n; i++)
      printf("# %.*s", TR_FMT(tr_diag_text(d.ctx, tr_vec_at(&d.ctx->diags, i), d.ctx->doc)));
  }
  tr_ctx_free(d.ctx);
}

static int is_spec(const struct dirent *entry) { return tr_str_ends(tr_str_z(entry->d_name), ENDING); }

static int check_folder(const char *folder, const char *part) {
  tr_ctx *ctx = tr_ctx_new();
  struct dirent **entries;
  tr_str path = tr_printf(ctx->doc, "%.*s/%s", TR_FMT(specs(ctx)), folder);
  int n = scandir(path.p, &entries, is_spec, alphasort), seen = 0;
  for (int i = 0; i < n; i++) {
    tr_str spec = tr_printf(ctx->doc, "%s/%s", folder, entries[i]->d_name);
    if (strstr(spec.p, part) && ++seen)
      check_one(tr_printf(ctx->doc, "%.*s/%s", TR_FMT(path), entries[i]->d_name).p);
    free(entries[i]);
  }
  if (n >= 0) free(entries);
  tr_ctx_free(ctx);
  return seen;
}

void test_golden(const char *part) {
  for (int i = 0; i < n_folders; i++) {
    int n = check_folder(folders[i], part);
    if (!part[0]) check_named(n > 0, folders[i]);
  }
}
