#include "text/text-priv.h"

#include "base/file.h"

#include <hb-ot.h>
#include <math.h>

/* --- What is bundled ---------------------------------------------------------------------------------------
 */

typedef struct bundled_row {
  const char *family, *style, *file;
  int weight;
  bool italic;
} bundled_row;

#define VIETNAM(weight, name)                                                                                \
  { "Be Vietnam Pro", #name, "fonts/be-vietnam-pro/BeVietnamPro_" #weight #name ".ttf", weight, false }
#define VIETNAM_ITALIC(weight, name)                                                                         \
  {                                                                                                          \
    "Be Vietnam Pro", #name " Italic", "fonts/be-vietnam-pro/BeVietnamPro_" #weight #name "_Italic.ttf",     \
        weight, true                                                                                         \
  }
#define PRETENDARD(weight, name)                                                                             \
  { "Pretendard", #name, "fonts/pretendard/Pretendard-" #name ".otf", weight, false }

/* The first family is the default, the second has what the first lacks (Hangul, symbols, tabular figures). */
static const bundled_row bundled[] = {
    VIETNAM(100, Thin),        VIETNAM_ITALIC(100, Thin),
    VIETNAM(200, ExtraLight),  VIETNAM_ITALIC(200, ExtraLight),
    VIETNAM(300, Light),       VIETNAM_ITALIC(300, Light),
    VIETNAM(400, Regular),     VIETNAM_ITALIC(400, Regular),
    VIETNAM(500, Medium),      VIETNAM_ITALIC(500, Medium),
    VIETNAM(600, SemiBold),    VIETNAM_ITALIC(600, SemiBold),
    VIETNAM(700, Bold),        VIETNAM_ITALIC(700, Bold),
    VIETNAM(800, ExtraBold),   VIETNAM_ITALIC(800, ExtraBold),
    VIETNAM(900, Black),       VIETNAM_ITALIC(900, Black),
    PRETENDARD(400, Regular),  PRETENDARD(500, Medium),
    PRETENDARD(600, SemiBold), PRETENDARD(700, Bold),
};
enum { N_BUNDLED = sizeof bundled / sizeof bundled[0], N_BUNDLED_FAMILIES = 2 };

/* Names that ask for no font in particular. */
static const char *const generics[] = {
    "sans-serif",   "serif",         "monospace",     "cursive",
    "fantasy",      "system-ui",     "ui-sans-serif", "ui-serif",
    "ui-monospace", "ui-rounded",    "math",          "emoji",
    "fangsong",     "-apple-system", "sans",          "blinkmacsystemfont",
    "inherit",      "initial",
};
enum { N_GENERICS = sizeof generics / sizeof generics[0] };

/* --- Building the set
 * --------------------------------------------------------------------------------------- */

static tr_str lower(tr_arena *arena, tr_str s) {
  char *z = g_utf8_strdown(s.p ? s.p : "", (gssize)s.n);
  tr_str copy = tr_str_copy(arena, tr_str_z(z));
  g_free(z);
  return copy;
}

static tr_family *family_new(tr_fonts *fonts, tr_str name) {
  tr_arena *arena = fonts->ctx->doc;
  tr_family *family = TR_NEW(arena, tr_family);
  family->name = tr_str_copy(arena, name);
  family->faces = tr_vec_of(arena, sizeof(tr_face_file *));
  *(tr_family **)tr_vec_push(&fonts->families) = family;
  return family;
}

static tr_family *family_named(tr_fonts *fonts, tr_str name) {
  for (size_t i = 0; i < fonts->families.n; i++) {
    tr_family *family = *(tr_family **)tr_vec_at(&fonts->families, i);
    if (tr_str_eq(family->name, name)) return family;
  }
  return family_new(fonts, name);
}

static void face_free(void *what) {
  tr_face_file *face = what;
  if (face->coverage) g_object_unref(face->coverage);
  hb_set_destroy(face->chars);
  hb_font_destroy(face->unscaled);
  hb_face_destroy(face->hb);
  hb_blob_destroy(face->blob);
}

tr_face_file *tr_face_add(tr_fonts *fonts, tr_str family, tr_str style, tr_str file, int index, int weight,
                          bool italic, bool is_bundled) {
  tr_arena *arena = fonts->ctx->doc;
  tr_face_file *face = TR_NEW(arena, tr_face_file);
  face->face = (tr_face){.family = tr_str_copy(arena, family),
                         .style = tr_str_copy(arena, style),
                         .file = tr_str_copy(arena, file),
                         .index = index,
                         .weight = weight,
                         .italic = italic,
                         .bundled = is_bundled};
  *(tr_face_file **)tr_vec_push(&family_named(fonts, family)->faces) = face;
  return face;
}

static void add_bundled(tr_fonts *fonts) {
  for (size_t i = 0; i < N_BUNDLED; i++) {
    const bundled_row *row = &bundled[i];
    tr_str style = tr_str_z(row->style);
    if (tr_str_is(style, "Regular Italic")) style = TR_S("Italic");
    tr_face_file *face = tr_face_add(fonts, tr_str_z(row->family), style, tr_str_z(row->file), 0, row->weight,
                                     row->italic, true);
    *(const tr_face **)tr_vec_push(&fonts->bundled) = &face->face;
  }
}

static void check_folders(tr_fonts *fonts) {
  for (size_t i = 0; i < fonts->options.n_dirs; i++) {
    tr_str dir = tr_str_copy(fonts->ctx->doc, fonts->options.dirs[i]);
    if (!g_file_test(dir.p, G_FILE_TEST_IS_DIR))
      tr_error(fonts->ctx, TR_INPUT, (tr_pos){0}, NULL, "font folder \"%s\" is no folder", dir.p);
  }
}

static void fonts_free(void *what) {
  tr_fonts *fonts = what;
  g_list_free_full(fonts->shaping.items, (GDestroyNotify)pango_item_free);
  if (fonts->shaping.attrs) pango_attr_list_unref(fonts->shaping.attrs);
  if (fonts->shaping.glyphs) pango_glyph_string_free(fonts->shaping.glyphs);
  g_clear_object(&fonts->context);
  g_clear_object(&fonts->map);
  hb_set_destroy(fonts->checked);
  tr_system_free(fonts->system);
}

tr_fonts *tr_fonts_new(tr_ctx *ctx, const tr_font_options *options) {
  tr_arena *arena = ctx->doc;
  tr_fonts *fonts = TR_NEW(arena, tr_fonts);
  fonts->ctx = ctx;
  fonts->families = tr_vec_of(arena, sizeof(tr_family *));
  fonts->fallbacks = tr_vec_of(arena, sizeof(tr_fallback));
  fonts->bundled = tr_vec_of(arena, sizeof(const tr_face *));
  fonts->shaped_runs = tr_vec_of(arena, sizeof(tr_shaped_run));
  fonts->shaped_glyphs = tr_vec_of(arena, sizeof(tr_shaped_glyph));
  fonts->levels = tr_vec_of(arena, sizeof(uint8_t));
  fonts->advances = tr_vec_of(arena, sizeof(double));
  fonts->attrs = tr_vec_of(arena, sizeof(PangoLogAttr));
  fonts->by_name = tr_map_of(arena);
  fonts->widths = tr_map_of(arena);
  fonts->lines = tr_map_of(arena);
  fonts->breaks = tr_map_of(arena);
  fonts->key = tr_buf_of(arena);
  if (options) fonts->options = *options;
  tr_ctx_defer(ctx, fonts_free, fonts);
  fonts->checked = hb_set_create();
  add_bundled(fonts);
  check_folders(fonts);
  return fonts;
}

/* --- Reading a face
 * ------------------------------------------------------------------------------------------ */

static void face_read(tr_fonts *fonts, tr_face_file *face) {
  tr_ctx *ctx = fonts->ctx;
  if (face->face.bundled) face->face.file = tr_asset_path(ctx, face->face.file.p);
  tr_ctx_defer(ctx, face_free, face);
  face->blob = hb_blob_create_from_file_or_fail(face->face.file.p);
  face->hb = hb_face_create(face->blob ? face->blob : hb_blob_get_empty(), (unsigned)face->face.index);
  face->unscaled = hb_font_create(face->hb);
  face->broken = !face->blob || hb_face_get_glyph_count(face->hb) == 0;
  face->face.units_per_em = (int)hb_face_get_upem(face->hb);
  if (face->broken)
    tr_error(ctx, TR_SYSTEM, (tr_pos){0}, face->face.bundled ? "is TRANH_DATA right?" : NULL,
             "cannot read font file \"%.*s\"", TR_FMT(face->face.file));
}

bool tr_face_open(tr_fonts *fonts, tr_face_file *face) {
  if (!face->opened) {
    face->opened = true;
    face_read(fonts, face);
  }
  return !face->broken;
}

const hb_set_t *tr_face_chars(tr_fonts *fonts, tr_face_file *face) {
  if (!tr_face_open(fonts, face)) return hb_set_get_empty();
  if (!face->chars) {
    face->chars = hb_set_create();
    hb_face_collect_unicodes(face->hb, face->chars);
  }
  return face->chars;
}

bool tr_face_has(tr_fonts *fonts, tr_face_file *face, uint32_t c) {
  return hb_set_has(tr_face_chars(fonts, face), c);
}

tr_str tr_face_bytes(tr_ctx *ctx, const tr_face *face) {
  const tr_face_file *f = (const tr_face_file *)(const void *)face;
  unsigned n = 0;
  const char *p = f->blob ? hb_blob_get_data(f->blob, &n) : NULL;
  if (!p)
    tr_error(ctx, TR_SYSTEM, (tr_pos){0}, NULL, "font file \"%.*s\" has not been read", TR_FMT(face->file));
  return (tr_str){p, n};
}

size_t tr_faces_bundled(tr_ctx *ctx, tr_fonts *fonts, const tr_face *const **faces) {
  (void)ctx;
  *faces = fonts->bundled.items;
  return fonts->bundled.n;
}

/* --- Choosing
 * ------------------------------------------------------------------------------------------------ */

static bool is_generic(tr_str lower_name) {
  for (size_t i = 0; i < N_GENERICS; i++)
    if (tr_str_is(lower_name, generics[i])) return true;
  return false;
}

static tr_family *bundled_family(tr_fonts *fonts, size_t i) {
  return *(tr_family **)tr_vec_at(&fonts->families, i);
}

/* CSS Fonts 4, 5.2: the distance of a weight from the one asked for, as an order. */
static int weight_distance(int asked, int has) {
  if (has == asked) return 0;
  if (asked >= 400 && asked <= 500) {
    if (has > asked && has <= 500) return has - asked;
    return has < asked ? 1000 + asked - has : 2000 + has - asked;
  }
  bool wrong_side = asked < 400 ? has > asked : has < asked;
  return (wrong_side ? 1000 : 0) + abs(has - asked);
}

tr_face_file *tr_family_face(const tr_family *family, int weight, bool italic) {
  tr_face_file *best = NULL;
  int best_distance = 0;
  for (size_t i = 0; i < family->faces.n; i++) {
    tr_face_file *face = *(tr_face_file **)tr_vec_at(&family->faces, i);
    int distance = weight_distance(weight, face->face.weight) + (face->face.italic != italic ? 10000 : 0);
    if (best && distance >= best_distance) continue;
    best = face;
    best_distance = distance;
  }
  return best;
}

/* The family of one name of a list; NULL where it is a generic name or found nowhere. */
static tr_family *family_lookup(tr_fonts *fonts, tr_str name) {
  tr_str key = lower(fonts->ctx->doc, name);
  if (tr_map_has(&fonts->by_name, key)) return tr_map_get(&fonts->by_name, key);
  tr_family *found = NULL;
  for (size_t i = 0; i < N_BUNDLED_FAMILIES && !found; i++) {
    tr_family *family = bundled_family(fonts, i);
    if (tr_str_eq(lower(fonts->ctx->doc, family->name), key)) found = family;
  }
  if (!found && !is_generic(key)) {
    found = tr_system_family(fonts, name);
    if (!found)
      tr_warn(fonts->ctx, TR_INPUT, (tr_pos){0}, "--font-dir adds a folder of fonts",
              "there is no font family \"%.*s\"; \"%.*s\" is used", TR_FMT(name),
              TR_FMT(bundled_family(fonts, 0)->name));
  }
  tr_map_put(&fonts->by_name, key, found);
  return found;
}

static size_t add_family(tr_family *out[TR_FAMILIES_MAX], size_t n, size_t max, tr_family *family) {
  for (size_t i = 0; i < n; i++)
    if (out[i] == family) return n;
  if (family && n < max) out[n++] = family;
  return n;
}

static tr_str without_quotes(tr_str s) {
  s = tr_str_trim(s);
  bool quoted = s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];
  return quoted ? tr_str_trim(tr_str_sub(s, 1, s.n - 1)) : s;
}

size_t tr_families_of(tr_fonts *fonts, tr_str css_list, tr_family *out[TR_FAMILIES_MAX]) {
  size_t n = 0;
  for (size_t from = 0; from < css_list.n;) {
    size_t comma = tr_str_find(css_list, ",", from);
    if (comma > css_list.n) comma = css_list.n;
    tr_str name = without_quotes(tr_str_sub(css_list, from, comma));
    if (name.n) n = add_family(out, n, TR_FAMILIES_MAX - N_BUNDLED_FAMILIES, family_lookup(fonts, name));
    from = comma + 1;
  }
  for (size_t i = 0; i < N_BUNDLED_FAMILIES; i++)
    n = add_family(out, n, TR_FAMILIES_MAX, bundled_family(fonts, i));
  return n;
}

int tr_font_weight(const tr_font *font) {
  if (font->weight <= 0) return 400;
  return font->weight < 100 ? 100 : font->weight > 900 ? 900 : font->weight;
}

double tr_font_size(tr_fonts *fonts, double size, tr_pos at) {
  if (!(size > 0)) return 0;
  return tr_within(fonts->ctx, TR_LIMIT_FONT_SIZE, size, at) ? size : fonts->ctx->limits[TR_LIMIT_FONT_SIZE];
}

tr_face_file *tr_font_face(tr_fonts *fonts, const tr_font *font) {
  if (fonts->options.synthetic) return tr_synthetic_face(fonts);
  tr_family *families[TR_FAMILIES_MAX];
  tr_families_of(fonts, font->family, families);
  tr_face_file *face = tr_family_face(families[0], tr_font_weight(font), font->italic);
  tr_face_open(fonts, face);
  return face;
}

/* --- Metrics
 * ------------------------------------------------------------------------------------------------- */

/* Height of a letter where the OS/2 table is too old to say. */
static double letter_height(hb_font_t *font, uint32_t letter) {
  hb_codepoint_t glyph;
  hb_glyph_extents_t e = {0};
  if (hb_font_get_nominal_glyph(font, letter, &glyph)) hb_font_get_glyph_extents(font, glyph, &e);
  return e.y_bearing;
}

static double table_height(hb_font_t *font, hb_ot_metrics_tag_t tag, uint32_t letter) {
  hb_position_t height = 0;
  return hb_ot_metrics_get_position(font, tag, &height) && height > 0 ? height : letter_height(font, letter);
}

tr_font_metrics tr_font_measure(tr_ctx *ctx, tr_fonts *fonts, const tr_font *font) {
  (void)ctx;
  double size = tr_font_size(fonts, font->size, (tr_pos){0});
  if (fonts->options.synthetic) return (tr_font_metrics){0.8 * size, 0.2 * size, 0.7 * size, 0.5 * size};
  const tr_face_file *face = tr_font_face(fonts, font);
  if (face->broken) return (tr_font_metrics){size, 0, size, size};
  hb_font_extents_t e = {0};
  hb_font_get_h_extents(face->unscaled, &e);
  double em = size / face->face.units_per_em;
  return (tr_font_metrics){.ascent = e.ascender * em,
                           .descent = -e.descender * em,
                           .cap_height = em * table_height(face->unscaled, HB_OT_METRICS_TAG_CAP_HEIGHT, 'H'),
                           .x_height = em * table_height(face->unscaled, HB_OT_METRICS_TAG_X_HEIGHT, 'x')};
}
