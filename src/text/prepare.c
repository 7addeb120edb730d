#include "text/text-priv.h"

#include <glib.h>
#include <string.h>

/* --- NFC
 * ------------------------------------------------------------------------------------------------------ */

/* Blocks in which every character is NFC and composes with none before it (Unicode's NFC_Quick_Check): below
   the combining marks, Vietnamese and other Latin, punctuation, arrows, CJK, Hangul syllables. */
static bool is_in_nfc_block(uint32_t c) {
  return c < 0x300 || (c >= 0x1e00 && c <= 0x1eff) || (c >= 0x2002 && c <= 0x20cf) ||
         (c >= 0x2190 && c <= 0x21ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3);
}

/* True for most texts that are NFC; false says nothing. */
static bool is_surely_nfc(tr_str s) {
  for (size_t i = 0; i < s.n;) {
    if ((unsigned char)s.p[i] < 0xcc)
      i++; /* a part of a character below U+0300 */
    else if (!is_in_nfc_block(tr_utf8_next(s, &i)))
      return false;
  }
  return true;
}

tr_str tr_text_nfc(tr_arena *arena, tr_str s) {
  if (is_surely_nfc(s) || memchr(s.p, '\0', s.n)) return s; /* GLib would end at the NUL */
  char *nfc = g_utf8_normalize(s.p, (gssize)s.n, G_NORMALIZE_DEFAULT_COMPOSE);
  if (!nfc) return s; /* invalid UTF-8, which the readers refuse */
  size_t n = strlen(nfc);
  bool same = n == s.n && memcmp(nfc, s.p, n) == 0;
  tr_str out = same ? s : tr_str_copy(arena, (tr_str){nfc, n});
  g_free(nfc);
  return out;
}

/* --- What is set
 * --------------------------------------------------------------------------------------------- */

static bool is_control(tr_str s, size_t i) {
  unsigned char c = (unsigned char)s.p[i];
  return (c < 0x20 && c != '\n') || c == 0x7f;
}

static bool is_c1_control(tr_str s, size_t i) {
  return s.n - i >= 2 && s.p[i] == '\xc2' && (s.p[i + 1] & 0xe0) == 0x80;
}

/* U+2028 and U+2029 */
static bool is_separator(tr_str s, size_t i) {
  return s.n - i >= 3 && s.p[i] == '\xe2' && s.p[i + 1] == '\x80' && (s.p[i + 2] | 1) == '\xa9';
}

static bool has_controls(tr_str s, bool keep_lines) {
  for (size_t i = 0; i < s.n; i++)
    if (is_control(s, i) || is_c1_control(s, i) || (!keep_lines && (s.p[i] == '\n' || is_separator(s, i))))
      return true;
  return false;
}

/* Control characters become spaces, byte for byte, so that offsets stay; so do line ends, but where they are
   kept. A lone CR is a newline. */
static tr_str without_controls(tr_arena *arena, tr_str s, bool keep_lines) {
  tr_buf out = tr_buf_of(arena);
  for (size_t i = 0; i < s.n; i++) {
    bool lone_cr = s.p[i] == '\r' && (i + 1 >= s.n || s.p[i + 1] != '\n');
    if (keep_lines && lone_cr)
      tr_buf_add_char(&out, '\n');
    else if (is_control(s, i) || (!keep_lines && s.p[i] == '\n'))
      tr_buf_add_char(&out, ' ');
    else if (is_c1_control(s, i))
      tr_buf_add_z(&out, "\u00a0"), i++;
    else if (!keep_lines && is_separator(s, i))
      tr_buf_add_char(&out, ' '), i += 2;
    else
      tr_buf_add_char(&out, s.p[i]);
  }
  return tr_buf_str(&out);
}

/* Bytes of the first MAX code points, moved back to where no combining mark is cut off. */
static size_t cut_point(tr_str s, size_t max) {
  size_t at = 0;
  for (size_t n = 0; n < max && at < s.n; n++) tr_utf8_next(s, &at);
  while (at > 0 && at < s.n) {
    size_t next = at;
    if (g_unichar_combining_class(tr_utf8_next(s, &next)) == 0) break;
    do at--;
    while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80);
  }
  return at;
}

static tr_str cut_to_limit(tr_ctx *ctx, tr_str s, tr_pos at) {
  double limit = ctx->limits[TR_LIMIT_TEXT_LETTERS];
  if ((double)s.n <= limit) return s;
  size_t letters = tr_utf8_count(s);
  if ((double)letters <= limit) return s;
  tr_warn(ctx, TR_LIMIT, at, "--limit text-letters=N allows more",
          "a text of %zu letters is cut to %zu (limit text-letters)", letters, (size_t)limit);
  return tr_str_sub(s, 0, cut_point(s, (size_t)limit));
}

/* Bad bytes as U+FFFD. Documents are checked when they are read; expressions may cut a surrogate pair. */
static tr_str repaired(tr_arena *arena, tr_str s) {
  tr_buf out = tr_buf_of(arena);
  for (size_t i = 0; i < s.n;) {
    char utf8[4];
    size_t n = tr_utf8_encode(tr_utf8_next(s, &i), utf8);
    tr_buf_add(&out, (tr_str){utf8, n});
  }
  return tr_buf_str(&out);
}

tr_str tr_text_prepare(tr_ctx *ctx, tr_str text, bool keep_lines, tr_pos at) {
  size_t bad;
  tr_str s = cut_to_limit(ctx, text, at);
  if (!tr_utf8_valid(s, &bad)) s = repaired(ctx->doc, s);
  if (has_controls(s, keep_lines)) s = without_controls(ctx->doc, s, keep_lines);
  return tr_text_nfc(ctx->doc, s);
}

static const tr_span_style plain = {.font = {.size = 12},
                                    .paint = {.kind = TR_PAINT_SOLID, .color = {.a = 1}}};

/* The spans moved to cover the whole text without gaps, as the contract says they do. */
static tr_span_style *whole_spans(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para, size_t n_text,
                                  size_t *n) {
  *n = para->n_spans ? para->n_spans : 1;
  tr_span_style *spans = TR_NEW_N(ctx->scene, tr_span_style, *n);
  size_t kept = 0;
  for (size_t i = 0; i < *n; i++) {
    tr_span_style span = para->n_spans ? para->spans[i] : plain;
    span.from = kept ? spans[kept - 1].to : 0;
    span.to = i + 1 == *n || span.to > n_text ? n_text : span.to;
    if (span.to <= span.from && (kept || i + 1 < *n)) continue;
    span.font.size = tr_font_size(fonts, span.font.size, para->at);
    spans[kept++] = span;
  }
  if (kept) spans[kept - 1].to = n_text;
  *n = kept;
  return spans;
}

tr_setting tr_setting_of(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para) {
  tr_setting s = {.text = tr_text_prepare(ctx, para->text, true, para->at), .lang = para->lang};
  s.spans = whole_spans(ctx, fonts, para, s.text.n, &s.n_spans);
  s.rtl = tr_text_is_rtl(s.text);
  if (!fonts->options.synthetic) tr_fonts_cover(fonts, s.text, s.lang, para->at);
  return s;
}
