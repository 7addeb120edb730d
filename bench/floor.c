/* The least that a program which draws an A4 page of Vietnamese with Pango and Cairo can take: one title and
   forty lines of text in the system's sans-serif, laid out by Pango, written by Cairo's own PNG writer.
   Usage: floor OUT.png */

#include <pango/pangocairo.h>
#include <stdio.h>

static void show(cairo_t *cr, const char *font, double y, const char *text) {
  PangoLayout *layout = pango_cairo_create_layout(cr);
  PangoFontDescription *description = pango_font_description_from_string(font);
  pango_layout_set_font_description(layout, description);
  pango_layout_set_width(layout, 700 * PANGO_SCALE);
  pango_layout_set_text(layout, text, -1);
  cairo_move_to(cr, 47, y);
  pango_cairo_show_layout(cr, layout);
  pango_font_description_free(description);
  g_object_unref(layout);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fputs("usage: floor OUT.png\n", stderr);
    return 2;
  }
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 794, 1123);
  cairo_t *cr = cairo_create(surface);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_set_source_rgb(cr, 0.1, 0.1, 0.1);
  show(cr, "sans-serif bold 24", 47, "Việt Nam – Hàn Quốc: kết nối doanh nghiệp công nghệ số");
  for (int line = 0; line < 40; line++)
    show(cr, "sans-serif 10", 120 + 24 * line,
         "Học viên có việc làm tại doanh nghiệp Hàn Quốc ở Việt Nam sau khi tốt nghiệp");
  cairo_destroy(cr);
  cairo_status_t status = cairo_surface_write_to_png(surface, argv[1]);
  cairo_surface_destroy(surface);
  return status == CAIRO_STATUS_SUCCESS ? 0 : 3;
}
