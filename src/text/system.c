#include "text/text-priv.h"

#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <string.h>

/* Fonts that are not ours: those of --font-dir folders, then the system's. Fontconfig is loaded only when the
   bundled faces lack a family or a character. */

struct tr_system {
  FcConfig *folders, *system; /* NULL where there are none, or not loaded yet */
  bool system_loaded;
  tr_map faces; /* "file:index": tr_face_file * */
};

void tr_system_free(tr_system *s) {
  if (!s) return;
  if (s->folders) FcConfigDestroy(s->folders);
  if (s->system) FcConfigDestroy(s->system);
}

static bool is_font_file(const char *name) {
  static const char *const endings[] = {".ttf", ".otf", ".ttc", ".otc"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    size_t n = strlen(name);
    if (n > 4 && g_ascii_strcasecmp(name + n - 4, endings[i]) == 0) return true;
  }
  return false;
}

/* Font files of a folder and the folders in it. Not FcConfigAppFontAddDir(), which wants to write a cache and
   says so on standard error. */
static void add_folder(FcConfig *config, const char *folder, int depth) {
  enum { DEEPEST = 8 };
  GDir *dir = depth < DEEPEST ? g_dir_open(folder, 0, NULL) : NULL;
  for (const char *name = NULL; dir && (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      add_folder(config, path, depth + 1);
    else if (is_font_file(name))
      FcConfigAppFontAddFile(config, (const FcChar8 *)path);
    g_free(path);
  }
  if (dir) g_dir_close(dir);
}

static FcConfig *load_folders(const tr_font_options *options) {
  if (options->n_dirs == 0) return NULL;
  FcConfig *config = FcConfigCreate();
  for (size_t i = 0; config && i < options->n_dirs; i++) {
    char *dir = g_strndup(options->dirs[i].p, options->dirs[i].n);
    add_folder(config, dir, 0);
    g_free(dir);
  }
  return config;
}

static tr_system *system_of(tr_fonts *fonts) {
  if (!fonts->system) {
    fonts->system = TR_NEW(fonts->ctx->doc, tr_system);
    fonts->system->faces = tr_map_of(fonts->ctx->doc);
    fonts->system->folders = load_folders(&fonts->options);
  }
  return fonts->system;
}

/* A private configuration: FcInit()'s belongs to the program we may be part of. */
static FcConfig *system_config(tr_fonts *fonts) {
  tr_system *s = system_of(fonts);
  if (!s->system_loaded && !fonts->options.no_system) s->system = FcInitLoadConfigAndFonts();
  s->system_loaded = true;
  return s->system;
}

/* --- From a pattern to a face ------------------------------------------------------------------------------
 */

static int int_of(const FcPattern *p, const char *object, int fallback) {
  int value;
  return FcPatternGetInteger(p, object, 0, &value) == FcResultMatch ? value : fallback;
}

static bool bool_of(const FcPattern *p, const char *object, bool fallback) {
  FcBool value;
  return FcPatternGetBool(p, object, 0, &value) == FcResultMatch ? value != FcFalse : fallback;
}

static tr_str string_of(const FcPattern *p, const char *object) {
  FcChar8 *value;
  return FcPatternGetString(p, object, 0, &value) == FcResultMatch ? tr_str_z((const char *)value) : TR_S("");
}

/* Only faces whose outlines a picture can be made of: no bitmaps, no colour glyphs, no instances of variable
   fonts (the face of the file itself is taken). */
static bool is_usable(const FcPattern *p) {
  tr_str format = string_of(p, FC_FONTFORMAT);
  return bool_of(p, FC_OUTLINE, false) && !bool_of(p, FC_COLOR, false) && !bool_of(p, FC_VARIABLE, false) &&
         int_of(p, FC_INDEX, 0) < 65536 && (tr_str_is(format, "TrueType") || tr_str_is(format, "CFF"));
}

static tr_face_file *face_of(tr_fonts *fonts, const FcPattern *p) {
  tr_ctx *ctx = fonts->ctx;
  tr_str file = string_of(p, FC_FILE);
  int index = int_of(p, FC_INDEX, 0);
  tr_str key = tr_printf(ctx->doc, "%.*s:%d", TR_FMT(file), index);
  tr_face_file *face = tr_map_get(&system_of(fonts)->faces, key);
  if (face) return face;
  face = tr_face_add(fonts, string_of(p, FC_FAMILY), string_of(p, FC_STYLE), file, index,
                     FcWeightToOpenType(int_of(p, FC_WEIGHT, FC_WEIGHT_REGULAR)),
                     int_of(p, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN, false);
  tr_map_put(&system_of(fonts)->faces, key, face);
  return face;
}

/* --- Families
 * ------------------------------------------------------------------------------------------------ */

static int by_file(const void *a, const void *b) {
  const FcPattern *p = *(FcPattern *const *)a, *q = *(FcPattern *const *)b;
  int order = tr_str_cmp(string_of(p, FC_FILE), string_of(q, FC_FILE));
  return order ? order : int_of(p, FC_INDEX, 0) - int_of(q, FC_INDEX, 0);
}

/* The faces of a family in a configuration, as a family of ours; NULL for none. */
static tr_family *family_in(tr_fonts *fonts, FcConfig *config, tr_str name) {
  if (!config) return NULL;
  char *z = g_strndup(name.p, name.n);
  FcPattern *asked = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, z, (char *)NULL);
  FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, FC_STYLE, FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT,
                                          FC_OUTLINE, FC_COLOR, FC_VARIABLE, FC_FONTFORMAT, (char *)NULL);
  FcFontSet *found = FcFontList(config, asked, objects);
  tr_family *family = NULL;
  if (found && found->nfont > 0) {
    qsort(found->fonts, (size_t)found->nfont, sizeof *found->fonts, by_file);
    for (int i = 0; i < found->nfont; i++) {
      if (!is_usable(found->fonts[i])) continue;
      if (!family) {
        family = TR_NEW(fonts->ctx->doc, tr_family);
        family->name = tr_str_copy(fonts->ctx->doc, name);
        family->faces = tr_vec_of(fonts->ctx->doc, sizeof(tr_face_file *));
      }
      *(tr_face_file **)tr_vec_push(&family->faces) = face_of(fonts, found->fonts[i]);
    }
  }
  if (found) FcFontSetDestroy(found);
  FcObjectSetDestroy(objects);
  FcPatternDestroy(asked);
  g_free(z);
  return family;
}

tr_family *tr_system_family(tr_fonts *fonts, tr_str name) {
  tr_family *family = family_in(fonts, system_of(fonts)->folders, name);
  if (family) return family;
  family = family_in(fonts, system_config(fonts), name);
  if (family)
    tr_warn(fonts->ctx, TR_INPUT, (tr_pos){0}, "--no-system-fonts keeps to the bundled fonts",
            "font family \"%.*s\" is not bundled; this system's is used, another may not have it",
            TR_FMT(name));
  return family;
}

/* --- Characters
 * ---------------------------------------------------------------------------------------------- */

static bool pattern_has(const FcPattern *p, uint32_t c) {
  FcCharSet *chars;
  return FcPatternGetCharSet(p, FC_CHARSET, 0, &chars) == FcResultMatch && FcCharSetHasChar(chars, c);
}

/* The best usable face of a configuration with a glyph for C. */
static tr_face_file *face_with(tr_fonts *fonts, FcConfig *config, uint32_t c, const char *lang) {
  if (!config) return NULL;
  FcPattern *asked = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, "sans-serif", FC_LANG, FcTypeString, lang,
                                    FC_WEIGHT, FcTypeInteger, FC_WEIGHT_REGULAR, FC_SLANT, FcTypeInteger,
                                    FC_SLANT_ROMAN, FC_OUTLINE, FcTypeBool, FcTrue, (char *)NULL);
  FcConfigSubstitute(config, asked, FcMatchPattern);
  FcResult result;
  FcFontSet *sorted = FcFontSort(config, asked, FcFalse, NULL, &result);
  tr_face_file *face = NULL;
  for (int i = 0; sorted && i < sorted->nfont && !face; i++)
    if (is_usable(sorted->fonts[i]) && pattern_has(sorted->fonts[i], c))
      face = face_of(fonts, sorted->fonts[i]);
  if (sorted) FcFontSetDestroy(sorted);
  FcPatternDestroy(asked);
  return face;
}

/* What is drawn by no glyph of its own: white space, controls, joiners, variation selectors, tags. */
static bool needs_no_glyph(uint32_t c) {
  static const unsigned types = 1u << G_UNICODE_CONTROL | 1u << G_UNICODE_FORMAT |
                                1u << G_UNICODE_SPACE_SEPARATOR | 1u << G_UNICODE_LINE_SEPARATOR |
                                1u << G_UNICODE_PARAGRAPH_SEPARATOR;
  if (types >> g_unichar_type(c) & 1) return true;
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x034f;
}

static bool bundled_has(tr_fonts *fonts, uint32_t c) {
  for (size_t i = 0; i < 2; i++) /* the default family and Pretendard */
    if (tr_face_has(fonts, tr_family_face(*(tr_family **)tr_vec_at(&fonts->families, i), 400, false), c))
      return true;
  return false;
}

static bool fallback_has(tr_fonts *fonts, uint32_t c) {
  for (size_t i = 0; i < fonts->fallbacks.n; i++)
    if (tr_face_has(fonts, ((tr_fallback *)tr_vec_at(&fonts->fallbacks, i))->face, c)) return true;
  return false;
}

static tr_str char_text(tr_fonts *fonts, uint32_t c) {
  char utf8[4];
  size_t n = tr_utf8_encode(c, utf8);
  return tr_printf(fonts->ctx->doc, "\"%.*s\" (U+%04X)", (int)n, utf8, c);
}

/* The face's whole family, so that bold text stays bold. */
static void add_fallback(tr_fonts *fonts, FcConfig *config, tr_face_file *face) {
  tr_family *family = family_in(fonts, config, face->face.family);
  *(tr_fallback *)tr_vec_push(&fonts->fallbacks) = (tr_fallback){family, face};
  if (fonts->map) tr_fontmap_changed(fonts->map);
  tr_kept_forget(fonts);
}

static bool find_face_in(tr_fonts *fonts, FcConfig *config, uint32_t c, const char *lang) {
  tr_face_file *face = face_with(fonts, config, c, lang);
  if (face) add_fallback(fonts, config, face);
  return face != NULL;
}

/* Looks for a face for a character that the bundled ones lack; true where there is one. */
static bool find_face(tr_fonts *fonts, uint32_t c, const char *lang, tr_pos at) {
  if (fallback_has(fonts, c) || find_face_in(fonts, system_of(fonts)->folders, c, lang)) return true;
  if (!find_face_in(fonts, system_config(fonts), c, lang)) return false;
  const tr_fallback *found = tr_vec_at(&fonts->fallbacks, fonts->fallbacks.n - 1);
  tr_warn(fonts->ctx, TR_INPUT, at, "--font-dir adds a folder of fonts",
          "no bundled font has %s; this system's \"%.*s\" is used, another may not have it",
          char_text(fonts, c).p, TR_FMT(found->face->face.family));
  return true;
}

static void warn_missing(tr_fonts *fonts, const tr_buf *missing, size_t n, tr_pos at) {
  if (n == 0) return;
  tr_warn(fonts->ctx, TR_INPUT, at, "--font-dir adds a folder of fonts", "no font has %.*s%s",
          (int)missing->n, missing->p, n > 8 ? ", …" : "");
}

void tr_fonts_cover(tr_fonts *fonts, tr_str text, tr_str lang, tr_pos at) {
  tr_buf missing = tr_buf_of(fonts->ctx->doc);
  size_t n_missing = 0;
  char lang_z[64];
  g_strlcpy(lang_z, lang.n ? lang.p : "en", lang.n && lang.n < sizeof lang_z ? lang.n + 1 : sizeof lang_z);
  for (size_t i = 0; i < text.n;) {
    if ((unsigned char)text.p[i] < 0x80) {
      i++;
      continue;
    }
    uint32_t c = tr_utf8_next(text, &i);
    if (hb_set_has(fonts->checked, c)) continue;
    hb_set_add(fonts->checked, c);
    if (needs_no_glyph(c) || bundled_has(fonts, c) || find_face(fonts, c, lang_z, at)) continue;
    if (n_missing++ < 8) {
      if (missing.n) tr_buf_add_z(&missing, ", ");
      tr_buf_add(&missing, char_text(fonts, c));
    }
  }
  warn_missing(fonts, &missing, n_missing, at);
}
