#include "tools.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>

/* Letters are filled as pango_cairo_layout_path() and cairo_fill() fill them, at any fractional place: no
   pixel differs by more than one shade of 255. A little more where the page is turned by an odd angle:
   Pango's outlines are rounded to 1/64 px after the turn, ours before. */

static PangoContext *reference_context(void) {
  FcConfig *config = FcConfigCreate();
  char dir[4096];
  static const char *const folders[] = {"be-vietnam-pro", "pretendard"};
  for (int i = 0; i < 2; i++) {
    snprintf(dir, sizeof dir, "%s/fonts/%s", getenv("TRANH_SOURCE_ROOT"), folders[i]);
    check_named(FcConfigAppFontAddDir(config, (const FcChar8 *)dir), folders[i]);
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

/* A line of text: how it is asked for, where its baseline starts, and how the page is turned and scaled. */
static const struct {
  const char *text;
  double size;
  int weight;
  bool italic;
  double x, y, angle, scale;
  int by; /* of 255 */
} rows[] = {
    {"Horsepower, Miles_per_Gallon", 11, 400, false, 10, 20, 0, 1, 1},
    {"Việt Nam – Hàn Quốc 0123456789", 13, 600, false, 10.37, 20.81, 0, 1, 1},
    {"AVATAR To. Wa fi ffl ẤẨỄ", 10.5, 400, true, 7.123, 30.456, 0, 1, 1},
    {"한국어 문장입니다", 14, 700, false, 3.3, 25.7, 0, 1, 1},
    {"Trung tâm 2024", 33.3, 300, false, 5.01, 50.02, 0, 1, 1},
    {"Trung tâm 2024", 12, 400, false, 5.01, 20.02, 0, 2, 1},
    {"Trung tâm 2024", 12, 400, false, 5.01, 20.02, 0, 1.5, 1},
    {"Count of records", 11, 600, false, 20, 130, -G_PI / 2, 1, 4},
    {"Count of records", 11, 600, false, 40, 60, -0.6, 1, 16},
};

static cairo_t *blank(cairo_surface_t **surface) {
  *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 400, 150);
  cairo_t *cr = cairo_create(*surface);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  return cr;
}

static cairo_surface_t *by_pango(PangoContext *context, size_t i) {
  cairo_surface_t *surface;
  cairo_t *cr = blank(&surface);
  PangoLayout *layout = pango_layout_new(context);
  PangoFontDescription *d = pango_font_description_new();
  pango_font_description_set_family(d, "Be Vietnam Pro,Pretendard");
  pango_font_description_set_weight(d, (PangoWeight)rows[i].weight);
  pango_font_description_set_style(d, rows[i].italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(d, rows[i].size * PANGO_SCALE);
  pango_layout_set_font_description(layout, d);
  pango_layout_set_text(layout, rows[i].text, -1);
  cairo_scale(cr, rows[i].scale, rows[i].scale);
  cairo_translate(cr, rows[i].x, rows[i].y);
  cairo_rotate(cr, rows[i].angle);
  cairo_move_to(cr, 0, -(double)pango_layout_get_baseline(layout) / PANGO_SCALE);
  pango_cairo_layout_path(cr, layout);
  cairo_set_source_rgb(cr, 0.1, 0.2, 0.3);
  cairo_fill(cr);
  pango_font_description_free(d);
  g_object_unref(layout);
  cairo_destroy(cr);
  return surface;
}

static cairo_surface_t *by_us(tr_ctx *ctx, tr_fonts *fonts, size_t i) {
  cairo_surface_t *surface;
  cairo_t *cr = blank(&surface);
  tr_scene *scene = sample_scene(ctx, 400, 150, sample_color("white"));
  tr_font font = {.size = rows[i].size, .weight = rows[i].weight, .italic = rows[i].italic};
  tr_text *t = sample_line(ctx, fonts, scene->root, rows[i].text, rows[i].x, rows[i].y, &font,
                           (tr_color){0.1, 0.2, 0.3, 1});
  t->angle = rows[i].angle;
  cairo_scale(cr, rows[i].scale, rows[i].scale);
  check(tr_render_cairo(ctx, fonts, scene, cr));
  cairo_destroy(cr);
  return surface;
}

static void compare(cairo_surface_t *want, cairo_surface_t *got, int by, const char *name) {
  size_t ink = 0, off = 0;
  int worst = 0;
  cairo_surface_flush(want);
  cairo_surface_flush(got);
  const unsigned char *a = cairo_image_surface_get_data(want), *b = cairo_image_surface_get_data(got);
  for (size_t i = 0; i < 400 * 150; i++)
    for (size_t k = 0; k < 3; k++) {
      int d = abs(a[4 * i + k] - b[4 * i + k]);
      if (a[4 * i + k] != 255) ink++;
      if (d > worst) worst = d;
      if (d > by) off++;
    }
  printf("# %s: worst difference %d of 255\n", name, worst);
  check_named(ink > 500, name);
  check_named(off == 0, name);
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  PangoContext *context = reference_context();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    cairo_surface_t *want = by_pango(context, i), *got = by_us(ctx, fonts, i);
    compare(want, got, rows[i].by, rows[i].text);
    cairo_surface_destroy(want);
    cairo_surface_destroy(got);
  }
  g_object_unref(context);
  tr_ctx_free(ctx);
  return check_done();
}
