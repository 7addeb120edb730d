#include "text/text-priv.h"

#include <hb-ot.h>

/* Pango's view of our font set. A map of our own, and not PangoFcFontMap, because that one always starts a
   thread that loads the system's fonts and waits for it (FcInit), and two more for each font description. */

/* --- One face at one size --------------------------------------------------------------------------------
 */

typedef struct tr_pango_font {
  PangoFont parent;
  PangoFontMap *map; /* borrowed: the map outlives its fonts */
  tr_face_file *face;
  int size; /* px × PANGO_SCALE */
} TrPangoFont;
typedef PangoFontClass TrPangoFontClass;

typedef struct tr_pango_map {
  PangoFontMap parent;
  tr_fonts *fonts;
  GHashTable *sets; /* PangoFontDescription: PangoFontset */
  guint serial;
} TrPangoMap;
typedef PangoFontMapClass TrPangoMapClass;

static GType tr_pango_font_get_type(void);
static GType tr_pango_map_get_type(void);
G_DEFINE_TYPE(TrPangoFont, tr_pango_font, PANGO_TYPE_FONT)
G_DEFINE_TYPE(TrPangoMap, tr_pango_map, PANGO_TYPE_FONT_MAP)

static TrPangoFont *as_font(PangoFont *font) { return (TrPangoFont *)(void *)font; }
static TrPangoMap *as_map(PangoFontMap *map) { return (TrPangoMap *)(void *)map; }

static PangoFontDescription *font_describe(PangoFont *font) {
  const TrPangoFont *f = as_font(font);
  PangoFontDescription *d = pango_font_description_new();
  char *family = g_strndup(f->face->face.family.p, f->face->face.family.n);
  pango_font_description_set_family(d, family);
  g_free(family);
  pango_font_description_set_weight(d, (PangoWeight)f->face->face.weight);
  pango_font_description_set_style(d, f->face->face.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(d, f->size);
  return d;
}

static PangoCoverage *coverage_of(tr_fonts *fonts, tr_face_file *face) {
  PangoCoverage *coverage = pango_coverage_new();
  const hb_set_t *chars = tr_face_chars(fonts, face);
  for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(chars, &c);)
    pango_coverage_set(coverage, (int)c, PANGO_COVERAGE_EXACT);
  return coverage;
}

static PangoCoverage *font_get_coverage(PangoFont *font, PangoLanguage *language) {
  (void)language;
  TrPangoFont *f = as_font(font);
  if (!f->face->coverage) f->face->coverage = coverage_of(as_map(f->map)->fonts, f->face);
  return g_object_ref(f->face->coverage);
}

static hb_font_t *font_create_hb_font(PangoFont *font) {
  const TrPangoFont *f = as_font(font);
  if (!tr_face_open(as_map(f->map)->fonts, f->face)) return hb_font_get_empty();
  hb_font_t *hb = hb_font_create(f->face->hb);
  hb_font_set_scale(hb, f->size, f->size);
  return hb;
}

/* Missing glyphs are measured as the face's .notdef, which is what is drawn for them. */
static hb_codepoint_t measured_glyph(PangoGlyph glyph) {
  return glyph & PANGO_GLYPH_UNKNOWN_FLAG ? 0 : glyph;
}

static void font_get_glyph_extents(PangoFont *font, PangoGlyph glyph, PangoRectangle *ink,
                                   PangoRectangle *logical) {
  hb_font_t *hb = pango_font_get_hb_font(font);
  bool empty = glyph == PANGO_GLYPH_EMPTY;
  if (ink) {
    hb_glyph_extents_t e = {0};
    if (!empty) hb_font_get_glyph_extents(hb, measured_glyph(glyph), &e);
    *ink = (PangoRectangle){e.x_bearing, -e.y_bearing, e.width, -e.height};
  }
  if (logical) {
    hb_font_extents_t e = {0};
    if (!empty) hb_font_get_h_extents(hb, &e);
    int advance = empty ? 0 : hb_font_get_glyph_h_advance(hb, measured_glyph(glyph));
    *logical = (PangoRectangle){0, -e.ascender, advance, e.ascender - e.descender};
  }
}

static PangoFontMetrics *font_get_metrics(PangoFont *font, PangoLanguage *language) {
  (void)language;
  hb_font_extents_t e = {0};
  hb_font_get_h_extents(pango_font_get_hb_font(font), &e);
  PangoFontMetrics *m = g_slice_new0(PangoFontMetrics); /* as pango_font_metrics_unref() frees it */
  m->ref_count = 1;
  m->ascent = e.ascender;
  m->descent = -e.descender;
  m->height = e.ascender - e.descender + e.line_gap;
  return m;
}

static PangoFontMap *font_get_font_map(PangoFont *font) { return as_font(font)->map; }

static void tr_pango_font_init(TrPangoFont *font) { (void)font; }

static void tr_pango_font_class_init(TrPangoFontClass *c) {
  c->describe = font_describe;
  c->describe_absolute = font_describe;
  c->get_coverage = font_get_coverage;
  c->get_glyph_extents = font_get_glyph_extents;
  c->get_metrics = font_get_metrics;
  c->get_font_map = font_get_font_map;
  c->create_hb_font = font_create_hb_font;
}

tr_face_file *tr_fontmap_face(PangoFont *font) { return font ? as_font(font)->face : NULL; }

/* --- The set of faces for one description -----------------------------------------------------------------
 */

static PangoFont *font_new(TrPangoMap *map, tr_face_file *face, int size) {
  TrPangoFont *f = g_object_new(tr_pango_font_get_type(), NULL);
  f->map = (PangoFontMap *)map;
  f->face = face;
  f->size = size;
  return (PangoFont *)f;
}

static void append(PangoFontsetSimple *set, TrPangoMap *map, tr_face_file *face, int size) {
  if (face) pango_fontset_simple_append(set, font_new(map, face, size));
}

/* Faces in order of preference: the families asked for, the bundled ones, then what single characters were
   found in. */
static PangoFontsetSimple *set_new(TrPangoMap *map, const PangoFontDescription *d, PangoLanguage *language) {
  tr_fonts *fonts = map->fonts;
  tr_family *families[TR_FAMILIES_MAX];
  size_t n = tr_families_of(fonts, tr_str_z(pango_font_description_get_family(d)), families);
  PangoFontsetSimple *set = pango_fontset_simple_new(language);
  int weight = (int)pango_font_description_get_weight(d), size = pango_font_description_get_size(d);
  bool italic = pango_font_description_get_style(d) != PANGO_STYLE_NORMAL;
  for (size_t i = 0; i < n; i++) append(set, map, tr_family_face(families[i], weight, italic), size);
  for (size_t i = 0; i < fonts->fallbacks.n; i++) {
    const tr_fallback *fallback = tr_vec_at(&fonts->fallbacks, i);
    tr_face_file *nearest = tr_family_face(fallback->family, weight, italic);
    append(set, map, nearest, size);
    if (nearest != fallback->face) append(set, map, fallback->face, size);
  }
  return set;
}

static PangoFontset *map_load_fontset(PangoFontMap *map, PangoContext *context, const PangoFontDescription *d,
                                      PangoLanguage *language) {
  (void)context;
  TrPangoMap *m = as_map(map);
  PangoFontset *set = g_hash_table_lookup(m->sets, d);
  if (!set) {
    set = (PangoFontset *)set_new(m, d, language);
    g_hash_table_insert(m->sets, pango_font_description_copy(d), set);
  }
  return g_object_ref(set);
}

static gboolean take_first(PangoFontset *set, PangoFont *font, gpointer out) {
  (void)set;
  *(PangoFont **)out = font;
  return TRUE;
}

static PangoFont *map_load_font(PangoFontMap *map, PangoContext *context, const PangoFontDescription *d) {
  PangoFont *first = NULL;
  PangoFontset *set = map_load_fontset(map, context, d, pango_language_from_string("und"));
  pango_fontset_foreach(set, take_first, &first);
  if (first) g_object_ref(first);
  g_object_unref(set);
  return first;
}

static void map_list_families(PangoFontMap *map, PangoFontFamily ***families, int *n) {
  (void)map;
  if (families) *families = NULL;
  *n = 0;
}

static guint map_get_serial(PangoFontMap *map) { return as_map(map)->serial; }

static void tr_pango_map_finalize(GObject *object) {
  g_hash_table_destroy(((TrPangoMap *)(void *)object)->sets);
  G_OBJECT_CLASS(tr_pango_map_parent_class)->finalize(object);
}

static void tr_pango_map_init(TrPangoMap *map) {
  map->serial = 1;
  map->sets =
      g_hash_table_new_full((GHashFunc)pango_font_description_hash, (GEqualFunc)pango_font_description_equal,
                            (GDestroyNotify)pango_font_description_free, g_object_unref);
}

static void tr_pango_map_class_init(TrPangoMapClass *c) {
  G_OBJECT_CLASS(c)->finalize = tr_pango_map_finalize;
  c->load_font = map_load_font;
  c->load_fontset = map_load_fontset;
  c->list_families = map_list_families;
  c->get_serial = map_get_serial;
  c->shape_engine_type = "tranh";
}

PangoFontMap *tr_fontmap_new(tr_fonts *fonts) {
  TrPangoMap *map = g_object_new(tr_pango_map_get_type(), NULL);
  map->fonts = fonts;
  return (PangoFontMap *)map;
}

void tr_fontmap_changed(PangoFontMap *map) {
  TrPangoMap *m = as_map(map);
  g_hash_table_remove_all(m->sets);
  if (++m->serial == 0) m->serial = 1; /* 0 means "never set" to Pango */
  pango_font_map_changed(map);
}
