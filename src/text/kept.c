#include "text/text-priv.h"

#include <string.h>

/* What was shaped or broken before. Widths are asked for and the same lines then set, and whoever fits a page
   sets its paragraphs again at each try. All that an answer depends on is its key. */

enum { LONGEST = 4096 /* bytes of a text that is kept */, MOST = 8 << 20 /* bytes of all that is */ };

static void add_bytes(tr_buf *key, const void *p, size_t n) { tr_buf_add(key, (tr_str){p, n}); }

static void add_text(tr_buf *key, tr_str s) {
  add_bytes(key, &s.n, sizeof s.n);
  tr_buf_add(key, s);
}

static bool has_room(const tr_fonts *fonts, tr_str text) {
  return text.n <= LONGEST && fonts->kept_bytes < MOST;
}

static void put(tr_fonts *fonts, tr_map *map, void *value, size_t size) {
  tr_str key = tr_buf_str(&fonts->key);
  tr_map_put(map, tr_str_copy(fonts->ctx->doc, key), value);
  fonts->kept_bytes += key.n + size + 64;
}

/* --- Lines of glyphs ------------------------------------------------------------------------------------ */

static void add_font(tr_buf *key, const tr_span_style *span) {
  struct {
    size_t from, to;
    double size, spacing;
    int weight, flags;
  } head;
  memset(&head, 0, sizeof head);
  head.from = span->from;
  head.to = span->to;
  head.size = span->font.size;
  head.spacing = span->font.letter_spacing;
  head.weight = tr_font_weight(&span->font);
  head.flags = (span->font.italic ? 1 : 0) | (span->font.tabular ? 2 : 0);
  add_bytes(key, &head, sizeof head);
  add_text(key, span->font.family);
}

static void line_key(tr_buf *key, const tr_setting *s, size_t from, size_t to) {
  size_t head[4] = {from, to, s->n_spans, s->rtl};
  key->n = 0;
  add_bytes(key, head, sizeof head);
  add_text(key, s->lang);
  add_text(key, s->text); /* all of it: letters join over the ends of a line's piece */
  for (size_t i = 0; i < s->n_spans; i++) add_font(key, &s->spans[i]);
}

const tr_shaped *tr_kept_line(tr_fonts *fonts, const tr_setting *setting, size_t from, size_t to) {
  fonts->key.n = 0;
  if (from >= to || setting->text.n > LONGEST) return NULL;
  line_key(&fonts->key, setting, from, to);
  return tr_map_get(&fonts->lines, tr_buf_str(&fonts->key));
}

void tr_keep_line(tr_fonts *fonts, tr_str text, const tr_shaped *shaped) {
  if (fonts->key.n == 0 || !has_room(fonts, text)) return;
  size_t runs = shaped->n_runs * sizeof *shaped->runs, glyphs = shaped->n_glyphs * sizeof *shaped->glyphs;
  tr_shaped *kept = TR_NEW(fonts->ctx->doc, tr_shaped);
  *kept = *shaped;
  if (runs) kept->runs = memcpy(tr_alloc(fonts->ctx->doc, runs), shaped->runs, runs);
  if (glyphs) kept->glyphs = memcpy(tr_alloc(fonts->ctx->doc, glyphs), shaped->glyphs, glyphs);
  put(fonts, &fonts->lines, kept, sizeof *kept + runs + glyphs);
}

void tr_kept_forget(tr_fonts *fonts) { fonts->lines = tr_map_of(fonts->ctx->doc); }

/* --- Places where lines may end ------------------------------------------------------------------------- */

const uint8_t *tr_kept_breaks(tr_fonts *fonts, const tr_para *para, const tr_setting *setting) {
  size_t flags[2] = {(para->keep_hangul ? 1U : 0U) | (para->keep_names ? 2U : 0U), para->n_keeps};
  fonts->key.n = 0;
  if (setting->text.n > LONGEST) return NULL;
  add_bytes(&fonts->key, flags, sizeof flags);
  add_text(&fonts->key, setting->lang);
  add_text(&fonts->key, setting->text);
  if (para->n_keeps) add_bytes(&fonts->key, para->keeps, para->n_keeps * sizeof *para->keeps);
  return tr_map_get(&fonts->breaks, tr_buf_str(&fonts->key));
}

void tr_keep_breaks(tr_fonts *fonts, tr_str text, const uint8_t *levels) {
  if (fonts->key.n == 0 || !has_room(fonts, text)) return;
  uint8_t *kept = memcpy(tr_alloc(fonts->ctx->doc, text.n + 1), levels, text.n + 1);
  put(fonts, &fonts->breaks, kept, text.n + 1);
}
