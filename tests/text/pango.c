#include "check.h"
#include "text/text.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

/* Text is measured and drawn as Pango would do it: the same widths, the same outlines. The other side is
   PangoLayout with Pango's own font map on the same files. */

static const char *const texts[] = {
    "A",
    "Hello, World",
    "AVATAR To. Wa fi ffl office",
    "Horsepower, Miles_per_Gallon",
    "Việt Nam – Hàn Quốc: 34 doanh nghiệp khởi nghiệp",
    "ẤẨỄ ựệỵ ĐẨY MẠNH HỖ TRỢ",
    "1.234.567,89 ₫ (80,5 %)",
    "한국어 문장입니다",
    "Trung tâm 혁신 2024년",
    "  two  spaces  ",
    "Résumé naïve Ærøskøbing \"quoted\" ‘single’ …",
    "→ ± × ÷ ≤ ≥ ∞",
};
static const double sizes[] = {8, 10, 11, 13.5, 24, 100.3};
static const int weights[] = {100, 300, 400, 500, 600, 700, 900};
enum { N_TEXTS = sizeof texts / sizeof texts[0], N_SIZES = sizeof sizes / sizeof sizes[0] };
enum { N_WEIGHTS = sizeof weights / sizeof weights[0] };

static PangoContext *reference_context(tr_ctx *ctx, tr_fonts *fonts) {
  const tr_face *const *faces;
  size_t n = tr_faces_bundled(ctx, fonts, &faces);
  FcConfig *config = FcConfigCreate();
  for (size_t i = 0; i < n; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%.*s", getenv("TRANH_DATA"), TR_FMT(faces[i]->file));
    const char *file = faces[i]->file.p[0] == '/' ? faces[i]->file.p : path;
    check_named(FcConfigAppFontAddFile(config, (const FcChar8 *)file), file);
  }
  PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
  PangoContext *context = pango_font_map_create_context(map);
  pango_context_set_round_glyph_positions(context, FALSE);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_language(context, pango_language_from_string("en"));
  FcConfigDestroy(config);
  g_object_unref(map);
  return context;
}

static PangoLayout *reference_layout(PangoContext *context, const char *text, const tr_font *font) {
  PangoLayout *layout = pango_layout_new(context);
  PangoFontDescription *d = pango_font_description_new();
  pango_font_description_set_family(d, "Be Vietnam Pro,Pretendard");
  pango_font_description_set_weight(d, (PangoWeight)font->weight);
  pango_font_description_set_style(d, font->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(d, font->size * PANGO_SCALE);
  pango_layout_set_font_description(layout, d);
  pango_font_description_free(d);
  pango_layout_set_text(layout, text, -1);
  return layout;
}

static void widths_are_pangos(tr_ctx *ctx, tr_fonts *fonts, PangoContext *context, bool italic) {
  for (size_t t = 0; t < N_TEXTS; t++)
    for (size_t s = 0; s < N_SIZES; s++)
      for (size_t w = 0; w < N_WEIGHTS; w++) {
        tr_font font = {.size = sizes[s], .weight = weights[w], .italic = italic};
        PangoLayout *layout = reference_layout(context, texts[t], &font);
        PangoRectangle logical;
        pango_layout_get_extents(layout, NULL, &logical);
        double want = (double)logical.width / PANGO_SCALE;
        double got = tr_text_width(ctx, fonts, tr_str_z(texts[t]), &font);
        if (!check_near(got, want, 0))
          printf("#   \"%s\" at %g, weight %d%s\n", texts[t], sizes[s], weights[w], italic ? ", italic" : "");
        g_object_unref(layout);
      }
}

/* The outlines of a text node, made as render/ makes them. */
static void draw_runs(tr_ctx *ctx, cairo_t *cr, const tr_text *text, FT_Library library) {
  for (size_t r = 0; r < text->n_runs; r++) {
    const tr_glyph_run *run = &text->runs[r];
    tr_str bytes = tr_face_bytes(ctx, run->face);
    FT_Face ft;
    if (!check(FT_New_Memory_Face(library, (const FT_Byte *)bytes.p, (FT_Long)bytes.n, run->face->index,
                                  &ft) == 0))
      return;
    cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_face(cr, face);
    cairo_set_font_options(cr, options);
    cairo_set_font_size(cr, run->size);
    cairo_glyph_t *glyphs = cairo_glyph_allocate((int)run->n);
    for (size_t i = 0; i < run->n; i++)
      glyphs[i] = (cairo_glyph_t){run->glyphs[i].id, run->glyphs[i].x, run->glyphs[i].y};
    cairo_glyph_path(cr, glyphs, (int)run->n);
    cairo_glyph_free(glyphs);
    cairo_font_options_destroy(options);
    cairo_font_face_destroy(face);
  }
}

/* The next element of a path from I that draws something, num_data at its end. */
static int next_drawn(const cairo_path_t *p, int i) {
  for (; i < p->num_data; i += p->data[i].header.length) {
    if (p->data[i].header.type != CAIRO_PATH_MOVE_TO) return i;
    int next = i + p->data[i].header.length; /* a move before a move, or at the end, draws nothing */
    if (next < p->num_data && p->data[next].header.type != CAIRO_PATH_MOVE_TO) return i;
  }
  return p->num_data;
}

/* Largest difference of two paths; 1e9 where they are of different build. */
static double path_distance(const cairo_path_t *a, const cairo_path_t *b) {
  double most = 0;
  int i = next_drawn(a, 0), j = next_drawn(b, 0);
  while (i < a->num_data && j < b->num_data) {
    const cairo_path_data_t *p = &a->data[i], *q = &b->data[j];
    if (p->header.type != q->header.type) return 1e9;
    for (int k = 1; k < p->header.length; k++)
      most = fmax(most, fmax(fabs(p[k].point.x - q[k].point.x), fabs(p[k].point.y - q[k].point.y)));
    i = next_drawn(a, i + p->header.length);
    j = next_drawn(b, j + q->header.length);
  }
  return i == a->num_data && j == b->num_data ? most : 1e9;
}

/* The node's ink is the current path's bounds: not smaller, and larger by no more than the rounding of the
   font's units. */
static void ink_holds_outlines(cairo_t *cr, const tr_text *text) {
  double x1, y1, x2, y2;
  cairo_path_extents(cr, &x1, &y1, &x2, &y2);
  check_near(text->ink.x, x1, 0.03);
  check_near(text->ink.y, y1, 0.03);
  check_near(text->ink.x + text->ink.w, x2, 0.03);
  check_near(text->ink.y + text->ink.h, y2, 0.03);
}

static void outlines_are_pangos(tr_ctx *ctx, tr_fonts *fonts, PangoContext *context) {
  FT_Library library;
  FT_Init_FreeType(&library);
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  for (size_t t = 0; t < N_TEXTS; t++)
    for (size_t w = 0; w < N_WEIGHTS; w++) {
      tr_font font = {.size = 17.5, .weight = weights[w]};
      tr_text *text =
          tr_text_line_set(ctx, fonts, tr_str_z(texts[t]), &font, TR_ALIGN_START, tr_paint_none());
      PangoLayout *layout = reference_layout(context, texts[t], &font);
      cairo_t *cr = cairo_create(surface);
      pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
      cairo_path_t *want = cairo_copy_path(cr);
      cairo_new_path(cr);
      draw_runs(ctx, cr, text, library);
      cairo_path_t *got = cairo_copy_path(cr);
      check_named(want->num_data > 0, texts[t]);
      check_near(path_distance(got, want), 0, 0);
      ink_holds_outlines(cr, text);
      cairo_path_destroy(want);
      cairo_path_destroy(got);
      cairo_destroy(cr);
      g_object_unref(layout);
    }
  cairo_surface_destroy(surface);
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  PangoContext *context = reference_context(ctx, fonts);
  widths_are_pangos(ctx, fonts, context, false);
  widths_are_pangos(ctx, fonts, context, true);
  outlines_are_pangos(ctx, fonts, context);
  check(ctx->n_warnings == 0 && ctx->n_errors == 0);
  pango_fc_font_map_shutdown(PANGO_FC_FONT_MAP(pango_context_get_font_map(context)));
  g_object_unref(context);
  tr_ctx_free(ctx);
  return check_done();
}
