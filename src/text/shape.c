#include "text/text-priv.h"

/* Text to glyphs through Pango's itemiser and HarfBuzz: what PangoLayout does with a line, without its
   rounding, its line spacing and its own breaks. */

enum { UNITS = PANGO_SCALE };

static void shaping_clear(tr_shaping *s) {
  g_list_free_full(s->items, (GDestroyNotify)pango_item_free);
  s->items = NULL;
  if (s->attrs) pango_attr_list_unref(s->attrs);
  s->attrs = NULL;
}

static PangoContext *context_of(tr_fonts *fonts) {
  if (!fonts->context) {
    fonts->map = tr_fontmap_new(fonts);
    fonts->context = pango_font_map_create_context(fonts->map);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    fonts->shaping.glyphs = pango_glyph_string_new();
  }
  return fonts->context;
}

/* Pango would take the language from the environment. */
static PangoLanguage *language_of(tr_str lang) {
  char z[64];
  size_t n = lang.n < sizeof z ? lang.n : 0;
  if (n) memcpy(z, lang.p, n);
  z[n] = '\0';
  return pango_language_from_string(n ? z : "en");
}

/* --- Attributes
 * ------------------------------------------------------------------------------------------------ */

static void add_attr(PangoAttrList *list, PangoAttribute *attr, size_t from, size_t to) {
  attr->start_index = (guint)from;
  attr->end_index = (guint)to;
  pango_attr_list_insert(list, attr);
}

static void add_font(PangoAttrList *list, const tr_span_style *span) {
  const tr_font *font = &span->font;
  PangoFontDescription *d = pango_font_description_new();
  char *family = g_strndup(font->family.p ? font->family.p : "", font->family.n);
  pango_font_description_set_family(d, family);
  g_free(family);
  pango_font_description_set_weight(d, (PangoWeight)tr_font_weight(font));
  pango_font_description_set_style(d, font->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(d, font->size * UNITS);
  add_attr(list, pango_attr_font_desc_new(d), span->from, span->to);
  pango_font_description_free(d);
  if (font->letter_spacing != 0)
    add_attr(list, pango_attr_font_features_new("liga=0, clig=0"), span->from, span->to);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool joins_digits(char c) { return c == '.' || c == ','; }

/* Figures of one width come from Pretendard: the default family has none. With the points and commas between
   them, so that a column of numbers lines up. */
static void add_tabular(PangoAttrList *list, tr_str text, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (!is_digit(text.p[i])) continue;
    size_t end = i + 1;
    while (end < to && (is_digit(text.p[end]) ||
                        (joins_digits(text.p[end]) && end + 1 < to && is_digit(text.p[end + 1]))))
      end++;
    add_attr(list, pango_attr_family_new("Pretendard"), i, end);
    add_attr(list, pango_attr_font_features_new("tnum, lnum"), i, end);
    i = end;
  }
}

static PangoAttrList *attrs_of(tr_fonts *fonts, const tr_setting *s, size_t from, size_t to) {
  PangoAttrList *list = fonts->shaping.attrs = pango_attr_list_new();
  for (size_t i = 0; i < s->n_spans; i++) {
    const tr_span_style *span = &s->spans[i];
    if (span->to <= from || span->from >= to) continue;
    tr_font_face(fonts,
                 &span->font); /* what there is to report, it reports before Pango's frames are entered */
    add_font(list, span);
    if (span->font.tabular) add_tabular(list, s->text, span->from, span->to);
  }
  return list;
}

/* --- Glyphs
 * ---------------------------------------------------------------------------------------------------- */

size_t tr_span_at(const tr_setting *setting, size_t at) {
  size_t low = 0, high = setting->n_spans;
  while (low + 1 < high) {
    size_t mid = (low + high) / 2;
    if (setting->spans[mid].from <= at)
      low = mid;
    else
      high = mid;
  }
  return low;
}

static tr_shaped_glyph glyph_of(const PangoGlyphInfo *info, size_t cluster) {
  bool missing = (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
  return (tr_shaped_glyph){.id = missing ? 0 : info->glyph,
                           .cluster = (uint32_t)cluster,
                           .advance = (double)info->geometry.width / UNITS,
                           .dx = (double)info->geometry.x_offset / UNITS,
                           .dy = (double)info->geometry.y_offset / UNITS,
                           .missing = missing,
                           .drawn = info->glyph != PANGO_GLYPH_EMPTY};
}

static void add_run(tr_fonts *fonts, const tr_setting *s, PangoItem *item) {
  PangoGlyphString *glyphs = fonts->shaping.glyphs;
  pango_shape_item(item, s->text.p, (int)s->text.n, NULL, glyphs, PANGO_SHAPE_NONE);
  size_t offset = (size_t)item->offset, count = (size_t)glyphs->num_glyphs;
  tr_shaped_run *run = tr_vec_push(&fonts->shaped_runs);
  *run = (tr_shaped_run){.face = tr_fontmap_face(item->analysis.font),
                         .size = s->spans[tr_span_at(s, offset)].font.size,
                         .rtl = (item->analysis.level & 1) != 0,
                         .from = offset,
                         .to = offset + (size_t)item->length,
                         .first = fonts->shaped_glyphs.n,
                         .count = count};
  tr_shaped_glyph *out = count ? tr_vec_push_n(&fonts->shaped_glyphs, count) : NULL;
  for (size_t i = 0; i < count; i++)
    out[i] = glyph_of(&glyphs->glyphs[i], offset + (size_t)glyphs->log_clusters[i]);
}

static void shape_with_pango(tr_fonts *fonts, const tr_setting *s, size_t from, size_t to) {
  PangoContext *context = context_of(fonts);
  shaping_clear(&fonts->shaping);
  pango_context_set_language(context, language_of(s->lang));
  GList *logical =
      pango_itemize_with_base_dir(context, s->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, s->text.p,
                                  (int)from, (int)(to - from), attrs_of(fonts, s, from, to), NULL);
  fonts->shaping.items = pango_reorder_items(logical); /* a list of its own on the same items */
  g_list_free(logical);
  for (GList *l = fonts->shaping.items; l; l = l->next) add_run(fonts, s, l->data);
}

/* --- Width
 * ----------------------------------------------------------------------------------------------------- */

/* Letter spacing goes after each cluster but the line's last. */
static void space_letters(tr_fonts *fonts, const tr_setting *s) {
  tr_shaped_glyph *g = fonts->shaped_glyphs.items;
  size_t n = fonts->shaped_glyphs.n;
  for (size_t i = 0; i + 1 < n; i++)
    if (g[i].cluster != g[i + 1].cluster)
      g[i].advance += s->spans[tr_span_at(s, g[i].cluster)].font.letter_spacing;
}

static bool has_spacing(const tr_setting *s) {
  for (size_t i = 0; i < s->n_spans; i++)
    if (s->spans[i].font.letter_spacing != 0) return true;
  return false;
}

tr_shaped tr_shape(tr_fonts *fonts, const tr_setting *setting, size_t from, size_t to) {
  const tr_shaped *kept = tr_kept_line(fonts, setting, from, to);
  if (kept) {
    tr_work(fonts->ctx, (double)kept->n_glyphs);
    return *kept;
  }
  fonts->shaped_runs.n = fonts->shaped_glyphs.n = 0;
  if (from < to) {
    if (fonts->options.synthetic)
      tr_shape_synthetic(fonts, setting, from, to);
    else
      shape_with_pango(fonts, setting, from, to);
  }
  if (has_spacing(setting)) space_letters(fonts, setting);
  tr_shaped shaped = {fonts->shaped_runs.items, fonts->shaped_glyphs.items, fonts->shaped_runs.n,
                      fonts->shaped_glyphs.n, 0};
  for (size_t i = 0; i < shaped.n_glyphs; i++) shaped.width += shaped.glyphs[i].advance;
  tr_work(fonts->ctx, (double)shaped.n_glyphs);
  tr_keep_line(fonts, setting->text, &shaped);
  return shaped;
}

static bool is_rtl_script(GUnicodeScript script) {
  static const GUnicodeScript scripts[] = {
      G_UNICODE_SCRIPT_HEBREW,
      G_UNICODE_SCRIPT_ARABIC,
      G_UNICODE_SCRIPT_SYRIAC,
      G_UNICODE_SCRIPT_THAANA,
      G_UNICODE_SCRIPT_NKO,
      G_UNICODE_SCRIPT_MANDAIC,
      G_UNICODE_SCRIPT_SAMARITAN,
      G_UNICODE_SCRIPT_ADLAM,
      G_UNICODE_SCRIPT_YEZIDI,
      G_UNICODE_SCRIPT_PHOENICIAN,
      G_UNICODE_SCRIPT_HANIFI_ROHINGYA,
  };
  for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++)
    if (script == scripts[i]) return true;
  return false;
}

bool tr_text_is_rtl(tr_str text) {
  bool may_be = false; /* right-to-left scripts start at U+0590 */
  for (size_t i = 0; i < text.n && !may_be; i++) may_be = (unsigned char)text.p[i] >= 0xd6;
  for (size_t i = 0; may_be && i < text.n;) {
    uint32_t c = tr_utf8_next(text, &i);
    if (g_unichar_isalpha(c)) return is_rtl_script(g_unichar_get_script(c));
  }
  return false;
}
