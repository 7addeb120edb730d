#include "tranh/tranh-priv.h"

#include "base/file.h"
#include "base/number.h"
#include "expr/expr.h"
#include "mark/mark.h"
#include "scale/scale.h"
#include "text/text.h"
#include "theme/theme.h"
#include "transform/transform.h"

/* The registries that `tranh list` names. Each collects rows in the arena of a context of its own; they are
   passed on when no jump can cut a caller's function short. */

typedef struct tr_list_row {
  const char *name, *help;
} tr_list_row;

static void add(tr_ctx *ctx, tr_vec *out, tr_str name, tr_str help) {
  *(tr_list_row *)tr_vec_push(out) =
      (tr_list_row){tr_str_copy(ctx->doc, name).p, tr_str_copy(ctx->doc, help).p};
}

static void add_z(tr_ctx *ctx, tr_vec *out, const char *name, const char *help) {
  add(ctx, out, tr_str_z(name), tr_str_z(help));
}

/* The first sentence of the comment that an asset begins with says what it is. */
static tr_str first_comment(tr_str text) {
  if (!tr_str_starts(text, "#")) return (tr_str){0};
  tr_str line = tr_str_sub(text, 1, tr_str_find(text, "\n", 0));
  size_t end = tr_str_find(line, ". ", 0);
  return tr_str_trim(tr_str_sub(line, 0, end == SIZE_MAX ? line.n : end + 1));
}

static tr_str about(tr_ctx *ctx, tr_str path) {
  tr_str text;
  return tr_file_read(ctx, path, TR_FILE_ASSET, (tr_pos){0}, &text) ? first_comment(text) : (tr_str){0};
}

static void list_assets(tr_ctx *ctx, tr_vec *out, const char *folder) {
  tr_str *names;
  size_t n = tr_asset_list(ctx, folder, ".yaml", &names);
  for (size_t i = 0; i < n; i++) {
    tr_str path = tr_asset_path(ctx, tr_printf(ctx->doc, "%s/%.*s.yaml", folder, TR_FMT(names[i])).p);
    add(ctx, out, names[i], about(ctx, path));
  }
}

/* A name may be one theme for pages and another for charts. */
static void list_themes(tr_ctx *ctx, tr_vec *out) {
  const char **names;
  size_t n = tr_theme_names(ctx, &names);
  for (size_t i = 0; i < n; i++) {
    tr_str name = tr_str_z(names[i]), page = tr_theme_path(ctx, name, TR_THEME_OF_PAGE),
           chart = tr_theme_path(ctx, name, TR_THEME_OF_CHART), help = about(ctx, page);
    if (!tr_str_eq(page, chart))
      help = tr_printf(ctx->doc, "pages: %.*s charts: %.*s", TR_FMT(help), TR_FMT(about(ctx, chart)));
    add(ctx, out, name, help);
  }
}

static void list_layouts(tr_ctx *ctx, tr_vec *out) { list_assets(ctx, out, "layouts"); }
static void list_locales(tr_ctx *ctx, tr_vec *out) { list_assets(ctx, out, "data/locales"); }

static void list_fonts(tr_ctx *ctx, tr_vec *out) {
  const tr_face *const *faces;
  size_t n = tr_faces_bundled(ctx, tr_fonts_new(ctx, &(tr_font_options){.no_system = true}), &faces);
  for (size_t i = 0; i < n; i++)
    add(ctx, out, tr_printf(ctx->doc, "%.*s %.*s", TR_FMT(faces[i]->family), TR_FMT(faces[i]->style)),
        tr_printf(ctx->doc, "weight %d%s", faces[i]->weight, faces[i]->italic ? ", italic" : ""));
}

static void list_icons(tr_ctx *ctx, tr_vec *out) {
  tr_str *names;
  size_t n = tr_icon_names(ctx, &names);
  for (size_t i = 0; i < n; i++) add(ctx, out, names[i], TR_S(""));
}

static void list_schemes(tr_ctx *ctx, tr_vec *out) {
  const tr_scheme *rows;
  size_t n = tr_schemes(&rows);
  for (size_t i = 0; i < n; i++)
    add_z(ctx, out, rows[i].name, rows[i].discrete ? "colours for categories" : "a ramp");
}

static void list_scales(tr_ctx *ctx, tr_vec *out) {
  const tr_scale_type *const *rows;
  size_t n = tr_scale_types(&rows);
  for (size_t i = 0; i < n; i++) add_z(ctx, out, rows[i]->name, rows[i]->help);
}

static void list_marks(tr_ctx *ctx, tr_vec *out) {
  const tr_mark_type *const *rows;
  size_t n = tr_mark_types(&rows);
  for (size_t i = 0; i < n; i++) add_z(ctx, out, rows[i]->name, rows[i]->help);
}

static void list_transforms(tr_ctx *ctx, tr_vec *out) {
  for (const tr_transform_row *row = tr_transform_rows; row->name; row++)
    add_z(ctx, out, row->name, row->help);
}

static void list_blocks(tr_ctx *ctx, tr_vec *out) {
  const char *name, *help;
  for (size_t i = 0; tr_page_block_row(i, &name, &help); i++) add_z(ctx, out, name, help);
}

static void list_functions(tr_ctx *ctx, tr_vec *out) {
  const tr_function_row *rows;
  size_t n = tr_functions(&rows);
  for (size_t i = 0; i < n; i++) add_z(ctx, out, rows[i].usage, rows[i].help);
}

static void list_formats(tr_ctx *ctx, tr_vec *out) {
  const tr_output *const *outputs;
  size_t n = tr_outputs(&outputs);
  for (size_t i = 0; i < n; i++) add_z(ctx, out, outputs[i]->name, outputs[i]->help);
}

static void list_limits(tr_ctx *ctx, tr_vec *out) {
  for (size_t i = 0; i < TR_LIMIT_COUNT; i++) {
    const tr_limit_row *row = &tr_limit_rows[i];
    tr_buf help = tr_buf_of(ctx->doc);
    tr_buf_number(&help, row->normal);
    tr_buf_add_z(&help, " (untrusted ");
    tr_buf_number(&help, row->untrusted);
    tr_buf_printf(&help, "): %s", row->help);
    add(ctx, out, tr_str_z(row->name), tr_buf_str(&help));
  }
}

/* The name of an option here is how it is used: "theme NAME". */
static void list_options(tr_ctx *ctx, tr_vec *out) {
  const tr_option_row *rows;
  size_t n = tr_option_rows(&rows);
  for (size_t i = 0; i < n; i++) {
    const char *takes = rows[i].takes;
    add(ctx, out, tr_printf(ctx->doc, "%s%s%s", rows[i].name, takes ? " " : "", takes ? takes : ""),
        tr_str_z(rows[i].help));
  }
}

static const struct {
  const char *name;
  void (*list)(tr_ctx *ctx, tr_vec *out);
} registries[] = {
    {"layouts", list_layouts}, {"themes", list_themes},         {"locales", list_locales},
    {"fonts", list_fonts},     {"icons", list_icons},           {"schemes", list_schemes},
    {"scales", list_scales},   {"functions", list_functions},   {"marks", list_marks},
    {"blocks", list_blocks},   {"transforms", list_transforms}, {"formats", list_formats},
    {"limits", list_limits},   {"options", list_options},
};

struct list_input {
  const char *registry;
  tr_vec rows; /* of tr_list_row */
};

static bool collect(tr_ctx *ctx, void *arg) {
  struct list_input *in = arg;
  in->rows = tr_vec_of(ctx->doc, sizeof(tr_list_row));
  for (size_t i = 0; i < sizeof registries / sizeof *registries; i++)
    if (tr_str_is(tr_str_z(in->registry), registries[i].name)) {
      registries[i].list(ctx, &in->rows);
      return true;
    }
  return false;
}

bool tr_list(const char *registry, void (*each)(void *self, const char *name, const char *help), void *self) {
  tr_ctx *ctx = tr_ctx_new();
  struct list_input in = {.registry = registry};
  bool ok = ctx && tr_ctx_run(ctx, collect, &in);
  for (size_t i = 0; ok && i < in.rows.n; i++) {
    const tr_list_row *row = tr_vec_at(&in.rows, i);
    each(self, row->name, row->help);
  }
  tr_ctx_free(ctx);
  return ok;
}
