#include "text/text-priv.h"

#include "base/file.h"
#include "scene/scene.h"
#include "value/value.h"

#include <glib.h>

/* Icons: outlines of the icon font's glyphs by name. The font is never in the font set: it maps letters to
   empty glyphs. */

/* An outline while HarfBuzz draws it, in GLib's memory: an allocation that gives up must not leave HarfBuzz's
   frames. */
typedef struct outline {
  GString *ops;
  GArray *xy; /* of double */
} outline;

struct tr_icons {
  hb_blob_t *blob;
  hb_font_t *font;
  tr_value index;     /* object: name to code point */
  const char **names; /* sorted, ends with NULL; made when first asked for */
  size_t n_names;
  bool usable;
  outline drawn; /* the icon under way */
};

static void icons_free(void *what) {
  tr_icons *icons = what;
  hb_font_destroy(icons->font);
  hb_blob_destroy(icons->blob);
  if (icons->drawn.ops) g_string_free(icons->drawn.ops, TRUE);
  if (icons->drawn.xy) g_array_free(icons->drawn.xy, TRUE);
}

/* --- The list of names
 * ----------------------------------------------------------------------------------------- */

static bool read_index(tr_ctx *ctx, tr_value *index) {
  tr_str path = tr_asset_path(ctx, "fonts/lucide/codepoints.json"), text;
  if (!tr_file_read(ctx, path, TR_FILE_ASSET, (tr_pos){0}, &text)) return false;
  if (!tr_json_read(ctx, tr_source_add(ctx, path, text, tr_path_folder(path)), index)) return false;
  if (tr_is(index, TR_OBJECT)) return true;
  tr_error(ctx, TR_SYSTEM, tr_pos_of(index), NULL, "the list of icons is no object");
  return false;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* False for the few names whose drawing is no longer in the font. */
static bool glyph_of(const tr_icons *icons, const tr_value *code, hb_codepoint_t *glyph) {
  return tr_is(code, TR_NUMBER) &&
         hb_font_get_nominal_glyph(icons->font, (hb_codepoint_t)code->number, glyph);
}

static const char *const *names_of(tr_ctx *ctx, tr_icons *icons) {
  hb_codepoint_t glyph;
  if (icons->names) return icons->names;
  icons->names = TR_NEW_N(ctx->doc, const char *, icons->index.n + 1);
  for (size_t i = 0; icons->usable && i < icons->index.n; i++) {
    const tr_member *m = &icons->index.members[i];
    if (glyph_of(icons, &m->value, &glyph)) icons->names[icons->n_names++] = tr_str_copy(ctx->doc, m->name).p;
  }
  qsort(icons->names, icons->n_names, sizeof *icons->names, by_name);
  return icons->names;
}

/* --- The font
 * -------------------------------------------------------------------------------------------------- */

static bool load_font(tr_ctx *ctx, tr_icons *icons) {
  tr_str path = tr_asset_path(ctx, "fonts/lucide/lucide.ttf");
  icons->blob = hb_blob_create_from_file_or_fail(path.p);
  if (!icons->blob) {
    tr_error(ctx, TR_SYSTEM, (tr_pos){0}, "is TRANH_DATA right?", "cannot read icon font \"%.*s\"",
             TR_FMT(path));
    return false;
  }
  hb_face_t *face = hb_face_create(icons->blob, 0);
  icons->font = hb_font_create(face);
  hb_face_destroy(face);
  return true;
}

static tr_icons *icons_new(tr_ctx *ctx) {
  tr_icons *icons = TR_NEW(ctx->doc, tr_icons);
  tr_ctx_defer(ctx, icons_free, icons);
  icons->usable = read_index(ctx, &icons->index) && load_font(ctx, icons);
  if (!icons->usable) return icons;
  icons->drawn = (outline){g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(double))};
  return icons;
}

size_t tr_icon_names(tr_ctx *ctx, tr_str **names) {
  tr_icons *icons = icons_new(ctx);
  const char *const *sorted = names_of(ctx, icons);
  *names = TR_NEW_N(ctx->doc, tr_str, icons->n_names + 1);
  for (size_t i = 0; i < icons->n_names; i++) (*names)[i] = tr_str_z(sorted[i]);
  return icons->n_names;
}

/* --- Outlines
 * -------------------------------------------------------------------------------------------------- */

static void add_point(outline *o, float x, float y) {
  double xy[2] = {x, y};
  g_array_append_vals(o->xy, xy, 2);
}

static void move_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float x, float y, void *user) {
  (void)f, (void)st, (void)user;
  g_string_append_c(((outline *)to)->ops, 'M');
  add_point(to, x, y);
}

static void line_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float x, float y, void *user) {
  (void)f, (void)st, (void)user;
  g_string_append_c(((outline *)to)->ops, 'L');
  add_point(to, x, y);
}

static void cubic_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float x1, float y1, float x2,
                     float y2, float x, float y, void *user) {
  (void)f, (void)st, (void)user;
  g_string_append_c(((outline *)to)->ops, 'C');
  add_point(to, x1, y1);
  add_point(to, x2, y2);
  add_point(to, x, y);
}

/* A quadratic curve as a cubic one: control points at two thirds. */
static void quadratic_to(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, float cx, float cy, float x,
                         float y, void *user) {
  float x0 = st->current_x, y0 = st->current_y;
  cubic_to(f, to, st, x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3, x + (cx - x) * 2 / 3,
           y + (cy - y) * 2 / 3, x, y, user);
}

static void close_path(hb_draw_funcs_t *f, void *to, hb_draw_state_t *st, void *user) {
  (void)f, (void)st, (void)user;
  g_string_append_c(((outline *)to)->ops, 'Z');
}

static void draw(hb_font_t *font, hb_codepoint_t glyph, outline *to) {
  hb_draw_funcs_t *funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
  hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
  hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
  hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
  hb_font_get_glyph_shape(font, glyph, funcs, to);
  hb_draw_funcs_destroy(funcs);
}

/* The em square (0 to 1 em upwards from the baseline, which the drawing fills) as the unit square. */
static tr_path path_of(tr_ctx *ctx, const outline *o, double em) {
  size_t n = o->xy->len / 2;
  double *xy = TR_NEW_N(ctx->scene, double, o->xy->len + 1);
  for (size_t i = 0; i < n; i++) {
    xy[2 * i] = g_array_index(o->xy, double, 2 * i) / em;
    xy[2 * i + 1] = 1 - g_array_index(o->xy, double, 2 * i + 1) / em;
  }
  tr_str ops = tr_str_copy(ctx->scene, (tr_str){o->ops->str, o->ops->len});
  return (tr_path){.ops = ops.p, .xy = xy, .n_ops = ops.n, .n_points = n};
}

bool tr_icon_path(tr_ctx *ctx, tr_fonts *fonts, tr_str name, tr_pos at, tr_path *out) {
  if (!fonts->icons) fonts->icons = icons_new(ctx);
  tr_icons *icons = fonts->icons;
  if (!icons->usable) return false;
  hb_codepoint_t glyph;
  if (!glyph_of(icons, tr_get_s(&icons->index, name), &glyph)) {
    tr_error(ctx, TR_INPUT, at, tr_did_you_mean(ctx, name, names_of(ctx, icons)), "there is no icon \"%.*s\"",
             TR_FMT(name));
    return false;
  }
  g_string_truncate(icons->drawn.ops, 0);
  g_array_set_size(icons->drawn.xy, 0);
  draw(icons->font, glyph, &icons->drawn);
  *out = path_of(ctx, &icons->drawn, hb_face_get_upem(hb_font_get_face(icons->font)));
  return true;
}
