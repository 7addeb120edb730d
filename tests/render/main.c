#include "parts.h"

/* Cairo 1.16 loses an array of 24 bytes for each CFF font it embeds into a PDF; its functions have no names
   that a suppression could be narrower by. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:libcairo.so"; }

static void formats(void) {
  const tr_output *const *rows;
  size_t n = tr_outputs(&rows);
  check(n == 4);
  for (size_t i = 0; i < n; i++) {
    check(tr_output_find(tr_str_z(rows[i]->name)) == rows[i]);
    check(rows[i]->help && rows[i]->suffixes && rows[i]->write && rows[i]->fits);
    check(i == 0 || strcmp(rows[i - 1]->name, rows[i]->name) < 0);
  }
  check(!tr_output_find(TR_S("bmp")));
}

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  formats();
  test_png(ctx, fonts);
  test_pixels(ctx, fonts);
  test_pictures(ctx, fonts);
  test_pdf(ctx, fonts);
  test_svg(ctx, fonts);
  test_faults(ctx, fonts);
  tr_ctx_free(ctx);
  return check_done();
}
