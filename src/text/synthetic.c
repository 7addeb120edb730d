#include "text/text-priv.h"

#include <glib.h>

/* The measurer of tests: no font is opened, every machine has the same widths. */

static bool is_wide(uint32_t c) { return g_unichar_iswide(c) != FALSE; }

static double advance_of(uint32_t c) {
  static const unsigned zero = 1u << G_UNICODE_NON_SPACING_MARK | 1u << G_UNICODE_ENCLOSING_MARK |
                               1u << G_UNICODE_CONTROL | 1u << G_UNICODE_FORMAT;
  if (zero >> g_unichar_type(c) & 1) return 0;
  return is_wide(c) ? 1 : 0.6;
}

tr_face_file *tr_synthetic_face(tr_fonts *fonts) {
  if (!fonts->synthetic) {
    fonts->synthetic = TR_NEW(fonts->ctx->doc, tr_face_file);
    fonts->synthetic->face = (tr_face){.family = TR_S("Synthetic"),
                                       .style = TR_S("Regular"),
                                       .weight = 400,
                                       .bundled = true,
                                       .units_per_em = 1000};
    fonts->synthetic->opened = fonts->synthetic->broken = true;
  }
  return fonts->synthetic;
}

static size_t add_glyphs(tr_fonts *fonts, tr_str text, size_t from, size_t to, double size) {
  size_t count = 0, cluster = from;
  for (size_t i = from; i < to; count++) {
    size_t at = i;
    uint32_t c = tr_utf8_next(text, &i);
    double advance = advance_of(c);
    if (advance > 0 || count == 0) cluster = at;
    *(tr_shaped_glyph *)tr_vec_push(&fonts->shaped_glyphs) =
        (tr_shaped_glyph){.id = c, .cluster = (uint32_t)cluster, .advance = advance * size, .drawn = true};
  }
  return count;
}

void tr_shape_synthetic(tr_fonts *fonts, const tr_setting *s, size_t from, size_t to) {
  for (size_t i = tr_span_at(s, from); i < s->n_spans && s->spans[i].from < to; i++) {
    size_t a = s->spans[i].from > from ? s->spans[i].from : from,
           b = s->spans[i].to < to ? s->spans[i].to : to;
    double size = s->spans[i].font.size;
    size_t first = fonts->shaped_glyphs.n, count = add_glyphs(fonts, s->text, a, b, size);
    *(tr_shaped_run *)tr_vec_push(&fonts->shaped_runs) = (tr_shaped_run){
        .face = tr_synthetic_face(fonts), .size = size, .from = a, .to = b, .first = first, .count = count};
  }
}
