#include "text/text-priv.h"

#include <string.h>

/* Widths, and what is decided by widths alone. */

/* --- Cache
 * ----------------------------------------------------------------------------------------------------- */

enum { KEY_BYTES = 256, CACHE_BYTES = 8 << 20 };

/* What a width depends on, as bytes; 0 where that is too long to be kept. */
static size_t key_of(tr_str text, const tr_font *font, char key[KEY_BYTES]) {
  struct {
    double size, spacing;
    int weight, flags;
  } head;
  if (sizeof head + font->family.n + 1 + text.n > KEY_BYTES) return 0;
  memset(&head, 0, sizeof head);
  head.size = font->size;
  head.spacing = font->letter_spacing;
  head.weight = tr_font_weight(font);
  head.flags = (font->italic ? 1 : 0) | (font->tabular ? 2 : 0);
  memcpy(key, &head, sizeof head);
  size_t n = sizeof head;
  if (font->family.n) memcpy(key + n, font->family.p, font->family.n);
  n += font->family.n;
  key[n++] = '\0';
  if (text.n) memcpy(key + n, text.p, text.n);
  return n + text.n;
}

static double measure(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font) {
  tr_str one_line = tr_text_prepare(ctx, text, false, (tr_pos){0});
  tr_span_style span = {.to = one_line.n, .font = *font};
  tr_setting setting = {.text = one_line, .spans = &span, .n_spans = 1, .rtl = tr_text_is_rtl(one_line)};
  span.font.size = tr_font_size(fonts, font->size, (tr_pos){0});
  if (!fonts->options.synthetic) tr_fonts_cover(fonts, one_line, setting.lang, (tr_pos){0});
  return tr_shape(fonts, &setting, 0, one_line.n).width;
}

double tr_text_width(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font) {
  char key[KEY_BYTES];
  size_t n = key_of(text, font, key);
  const double *kept = n ? tr_map_get(&fonts->widths, (tr_str){key, n}) : NULL;
  if (kept) return *kept;
  double width = measure(ctx, fonts, text, font);
  if (n && fonts->widths_bytes < CACHE_BYTES) {
    double *slot = TR_NEW(ctx->doc, double);
    *slot = width;
    tr_map_put(&fonts->widths, tr_str_copy(ctx->doc, (tr_str){key, n}), slot);
    fonts->widths_bytes += n + 64;
  }
  return width;
}

/* --- Decided by widths
 * ----------------------------------------------------------------------------------------- */

double tr_text_min_width(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para) {
  tr_setting setting = tr_setting_of(ctx, fonts, para);
  return tr_lines_min_width(setting.text, tr_breaks_of(fonts, para, &setting),
                            tr_advances_of(fonts, &setting));
}

/* Byte offsets of the code points of TEXT that begin a letter (no combining marks), and its end. */
static size_t *letter_starts(tr_ctx *ctx, tr_str text, size_t *n) {
  size_t *starts = TR_NEW_N(ctx->doc, size_t, text.n + 1);
  *n = 0;
  for (size_t i = 0; i < text.n;) {
    size_t at = i;
    if (g_unichar_combining_class(tr_utf8_next(text, &i)) == 0 || at == 0) starts[(*n)++] = at;
  }
  starts[*n] = text.n;
  return starts;
}

/* vega-scenegraph's truncate(): the binary searches and the comparisons are its own, so that the same letters
   are kept. */
tr_str tr_text_truncate(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font, double width,
                        tr_str ellipsis, bool from_start) {
  if (tr_text_width(ctx, fonts, text, font) < width) return text;
  size_t n, low = 0;
  size_t *starts = letter_starts(ctx, text, &n), high = n;
  width -= tr_text_width(ctx, fonts, ellipsis, font);
  while (from_start && low < high) {
    size_t mid = (low + high) / 2;
    if (tr_text_width(ctx, fonts, tr_str_sub(text, starts[mid], text.n), font) > width)
      low = mid + 1;
    else
      high = mid;
  }
  if (from_start) return tr_str_join(ctx->doc, ellipsis, tr_str_sub(text, starts[low], text.n));
  while (low < high) {
    size_t mid = 1 + (low + high) / 2; /* may be n + 1, as in Vega: the whole text */
    if (mid > n) mid = n;
    if (tr_text_width(ctx, fonts, tr_str_sub(text, 0, starts[mid]), font) < width)
      low = mid;
    else
      high = mid - 1;
  }
  return tr_str_join(ctx->doc, tr_str_sub(text, 0, starts[low]), ellipsis);
}
