#include "base/file.h"
#include "chart/chart.h"
#include "format/locale.h"
#include "format/zone.h"
#include "text/text.h"
#include "theme/theme.h"
#include "tranh/tranh-priv.h"

#include <stdlib.h>

/* The library's front: options and a document become pictures, and pictures bytes. Every public function is
   one tr_ctx_run(), so that a limit met anywhere below comes back here as false. */

const char *tr_version(void) { return TRANH_VERSION; }

/* --- Opening -------------------------------------------------------------------------------------------- */

struct open_input {
  tr_document *document;
  const tr_options *options;
  const char *name, *folder; /* FOLDER: of bytes only */
  const void *bytes;         /* NULL: read NAME */
  size_t size;
};

static bool is_layout_name(tr_str name) {
  return !tr_str_is(name, "-") && tr_str_find(name, "/", 0) == SIZE_MAX &&
         tr_str_find(name, ".", 0) == SIZE_MAX;
}

/* Names end with NULL, for "did you mean". */
static const char **asset_names(tr_ctx *ctx, const char *folder) {
  tr_str *names;
  size_t n = tr_asset_list(ctx, folder, ".yaml", &names);
  const char **list = TR_NEW_N(ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) list[i] = tr_str_copy(ctx->doc, names[i]).p;
  return list;
}

static bool has_name(const char *const *names, tr_str name) {
  for (; *names; names++)
    if (tr_str_is(name, *names)) return true;
  return false;
}

/* The path of layout NAME, which must exist. */
static bool layout_path(tr_document *d, tr_str name, tr_str *path) {
  tr_ctx *ctx = d->ctx;
  const char **names = asset_names(ctx, "layouts");
  if (!has_name(names, name)) {
    const char *near = tr_did_you_mean(ctx, name, names);
    tr_document_option_error(
        d, near ? near : "a file's name has a '.' or a '/'; `tranh list layouts` names them",
        "there is no layout \"%.*s\"", TR_FMT(name));
    return false;
  }
  *path = tr_asset_path(ctx, tr_printf(ctx->doc, "layouts/%.*s.yaml", TR_FMT(name)).p);
  return true;
}

static bool read_file(tr_document *d, tr_str name, tr_str *text, tr_str *folder) {
  tr_str path = name;
  if (is_layout_name(name) && !layout_path(d, name, &path)) return false;
  *folder = tr_path_folder(path);
  return tr_file_read(d->ctx, path, TR_FILE_DOCUMENT, (tr_pos){0}, text);
}

static bool copy_bytes(tr_ctx *ctx, const struct open_input *in, tr_str *text, tr_str *folder) {
  if (!tr_within(ctx, TR_LIMIT_SPEC_BYTES, (double)in->size, (tr_pos){0})) return false;
  *text = tr_str_copy(ctx->doc, (tr_str){in->bytes, in->size});
  *folder = tr_str_copy(ctx->doc, tr_str_z(in->folder));
  return true;
}

static bool load_zone(tr_document *d) {
  if (!d->settings.timezone.n) return true;
  d->zone = tr_zone_load(d->ctx, d->settings.timezone, (tr_pos){0});
  d->option_fault = !d->zone;
  return d->zone != NULL;
}

static bool read_document(tr_ctx *ctx, void *arg) {
  const struct open_input *in = arg;
  tr_document *d = in->document;
  d->pictures = tr_vec_of(ctx->doc, sizeof(tr_picture *));
  d->messages = tr_vec_of(ctx->doc, sizeof(tr_message));
  d->displayed = tr_map_of(ctx->doc);
  tr_settings_init(&d->settings, ctx);
  tr_settings_apply(&d->settings, ctx, in->options);
  if (!load_zone(d)) return false;
  tr_str name = tr_str_copy(ctx->doc, tr_str_z(in->name)), text, folder;
  if (!(in->bytes ? copy_bytes(ctx, in, &text, &folder) : read_file(d, name, &text, &folder))) return false;
  if (tr_str_is(name, "-")) name = TR_S("<stdin>");
  if (!tr_document_read(ctx, tr_source_add(ctx, name, text, folder), &d->root)) return false;
  d->kind = tr_page_is(&d->root) ? TR_DOC_PAGE : TR_DOC_CHART;
  return true;
}

static tr_document *open_document(struct open_input in) {
  tr_document *d = calloc(1, sizeof *d);
  if (d) d->ctx = tr_ctx_new();
  if (!d || !d->ctx) {
    free(d);
    return NULL;
  }
  in.document = d;
  tr_ctx_run(d->ctx, read_document, &in);
  return d;
}

tr_document *tr_document_load(const tr_options *options, const char *name) {
  return open_document((struct open_input){.options = options, .name = name});
}

tr_document *tr_document_load_bytes(const tr_options *options, const void *bytes, size_t size,
                                    const char *name, const char *folder) {
  return open_document((struct open_input){
      .options = options, .name = name, .folder = folder, .bytes = bytes ? bytes : "", .size = size});
}

void tr_document_free(tr_document *d) {
  if (!d) return;
  tr_ctx_free(d->ctx);
  free(d);
}

/* --- Pictures ------------------------------------------------------------------------------------------- */

/* What was asked for by name must exist: a wrong name is the fault of who asked, not of the document. */
static bool check_asked(tr_document *d, const char *what, const char **names, tr_str name) {
  if (!name.n || has_name(names, name)) return true;
  const char *near = tr_did_you_mean(d->ctx, name, names);
  tr_document_option_error(d, near ? near : tr_printf(d->ctx->doc, "`tranh list %ss` names them", what).p,
                           "there is no %s \"%.*s\"", what, TR_FMT(name));
  return false;
}

static void need_fonts(tr_document *d) {
  if (d->fonts) return;
  d->fonts = tr_fonts_new(d->ctx, &(tr_font_options){.no_system = d->settings.no_system_fonts,
                                                     .dirs = d->settings.font_dirs.items,
                                                     .n_dirs = d->settings.font_dirs.n});
}

/* --width and --height are those of the chart's view. */
static tr_value sized_spec(tr_document *d) {
  tr_value spec = d->root;
  const tr_settings *s = &d->settings;
  if (s->width > 0) spec = tr_with(d->ctx->doc, &spec, "width", tr_make_number(s->width));
  if (s->height > 0) spec = tr_with(d->ctx->doc, &spec, "height", tr_make_number(s->height));
  return spec;
}

static bool make_chart(tr_picture *p) {
  tr_document *d = p->document;
  tr_ctx *ctx = d->ctx;
  if (p->size.n) {
    tr_document_option_error(d, "--width and --height set the size of its view",
                             "a chart has no size \"%.*s\"", TR_FMT(p->size));
    return false;
  }
  tr_env env = {.locale = tr_locale_en(), .zone = d->zone, .fonts = d->fonts};
  if (p->locale.n && !(env.locale = tr_locale_load(ctx, p->locale, (tr_pos){0}))) return false;
  tr_str theme = d->settings.theme;
  if (theme.n && !(env.theme = tr_theme_load_for(ctx, TR_THEME_OF_CHART, theme, (tr_pos){0}))) return false;
  tr_value *spec = TR_NEW(ctx->doc, tr_value);
  *spec = sized_spec(d);
  tr_env *kept = TR_NEW(ctx->doc, tr_env);
  *kept = env;
  p->pages.scenes = TR_NEW(ctx->scene, tr_scene *);
  p->pages.scenes[0] = tr_chart_scene(ctx, &(tr_chart_input){.spec = spec, .env = kept, .lang = p->locale});
  p->pages.n_scenes = 1;
  return p->pages.scenes[0] != NULL;
}

static bool make_page(tr_picture *p) {
  tr_document *d = p->document;
  const tr_settings *s = &d->settings;
  tr_value set = tr_make_object(s->set.items, s->set.n);
  tr_page_input input = {.document = &d->root,
                         .theme = s->theme,
                         .locale = p->locale,
                         .size = p->size,
                         .set = s->set.n ? &set : NULL,
                         .fonts = d->fonts,
                         .zone = d->zone,
                         .width = s->width,
                         .height = s->height};
  return tr_page_build(d->ctx, &input, &p->pages);
}

static bool check_scenes(tr_picture *p) {
  for (size_t i = 0; i < p->pages.n_scenes; i++)
    if (!tr_scene_check(p->document->ctx, p->pages.scenes[i])) return false;
  return true;
}

struct picture_input {
  tr_document *document;
  const char *locale, *size;
  tr_picture *picture;
};

static bool make_picture(tr_ctx *ctx, void *arg) {
  struct picture_input *in = arg;
  tr_document *d = in->document;
  tr_picture *p = in->picture = TR_NEW(ctx->scene, tr_picture);
  *p = (tr_picture){.document = d,
                    .locale = in->locale ? tr_str_copy(ctx->doc, tr_str_z(in->locale)) : d->settings.locale,
                    .size = in->size ? tr_str_copy(ctx->doc, tr_str_z(in->size)) : d->settings.size};
  const char **themes;
  tr_theme_names(ctx, &themes);
  if (!check_asked(d, "theme", themes, d->settings.theme)) return false;
  if (!check_asked(d, "locale", asset_names(ctx, "data/locales"), p->locale)) return false;
  need_fonts(d);
  size_t errors = ctx->n_errors;
  bool made = d->kind == TR_DOC_PAGE ? make_page(p) : make_chart(p);
  if (!made || ctx->n_errors > errors || !check_scenes(p)) return false;
  *(tr_picture **)tr_vec_push(&d->pictures) = p;
  return true;
}

tr_picture *tr_document_picture(tr_document *d, const char *locale, const char *size) {
  if (d->kind == TR_DOC_NONE) return NULL;
  struct picture_input in = {d, locale, size, NULL};
  return tr_ctx_run(d->ctx, make_picture, &in) ? in.picture : NULL;
}

size_t tr_picture_pages(const tr_picture *p) { return p->pages.n_scenes; }

bool tr_picture_extent(const tr_picture *p, size_t page, double *width, double *height) {
  if (page >= p->pages.n_scenes) return false;
  *width = p->pages.scenes[page]->width;
  *height = p->pages.scenes[page]->height;
  return true;
}

/* --- Output --------------------------------------------------------------------------------------------- */

struct render_input {
  const tr_picture *picture;
  const tr_scene *scene;
  tr_str format;
  cairo_t *cr;
  tr_str bytes;
};

static const char **output_names(tr_ctx *ctx) {
  const tr_output *const *outputs;
  size_t n = tr_outputs(&outputs);
  const char **names = TR_NEW_N(ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) names[i] = outputs[i]->name;
  return names;
}

static bool render(tr_ctx *ctx, void *arg) {
  struct render_input *in = arg;
  tr_document *d = in->picture->document;
  if (in->cr) return tr_render_cairo(ctx, d->fonts, in->scene, in->cr);
  const tr_output *output = tr_output_find(in->format);
  if (!output) {
    const char *near = tr_did_you_mean(ctx, in->format, output_names(ctx));
    tr_document_option_error(d, near ? near : "`tranh list formats` names them",
                             "there is no format \"%.*s\"", TR_FMT(in->format));
    return false;
  }
  size_t errors = ctx->n_errors;
  return tr_render(ctx, d->fonts, in->scene, output, &d->settings.render, &in->bytes) &&
         ctx->n_errors == errors;
}

bool tr_picture_render(tr_picture *p, size_t page, const char *format, const void **bytes, size_t *size) {
  if (page >= p->pages.n_scenes) return false;
  struct render_input in = {.picture = p, .scene = p->pages.scenes[page], .format = tr_str_z(format)};
  if (!tr_ctx_run(p->document->ctx, render, &in)) return false;
  *bytes = in.bytes.p;
  *size = in.bytes.n;
  return true;
}

bool tr_picture_draw(tr_picture *p, size_t page, cairo_t *cr) {
  if (page >= p->pages.n_scenes) return false;
  struct render_input in = {.picture = p, .scene = p->pages.scenes[page], .cr = cr};
  return tr_ctx_run(p->document->ctx, render, &in);
}

struct write_input {
  const tr_file *files;
  size_t n;
};

static bool write_files(tr_ctx *ctx, void *arg) {
  const struct write_input *in = arg;
  tr_write *files = TR_NEW_N(ctx->doc, tr_write, in->n);
  for (size_t i = 0; i < in->n; i++)
    files[i] = (tr_write){tr_str_z(in->files[i].path), {in->files[i].bytes, in->files[i].size}};
  return tr_file_write_all(ctx, files, in->n);
}

bool tr_document_write(tr_document *d, const tr_file *files, size_t n) {
  return tr_ctx_run(d->ctx, write_files, &(struct write_input){files, n});
}
