#include "text/text-priv.h"

#include <math.h>

/* Where lines end: Unicode's opportunities through Pango, graded by what is to be kept together, then lines
   chosen by width. */

/* --- Opportunities
 * --------------------------------------------------------------------------------------------- */

static void grade(tr_str text, const PangoLogAttr *attrs, uint8_t *levels) {
  size_t at = 0;
  for (size_t i = 0; at < text.n; i++) {
    if (at == 0)
      levels[at] = TR_BREAK_NONE;
    else if (attrs[i].is_mandatory_break)
      levels[at] = TR_BREAK_FORCED;
    else if (attrs[i].is_line_break)
      levels[at] = TR_BREAK_FREE;
    else if (attrs[i].is_cursor_position)
      levels[at] = TR_BREAK_TORN;
    tr_utf8_next(text, &at);
  }
  levels[text.n] = TR_BREAK_FORCED;
}

static void keep_ranges(const tr_para *para, size_t n_text, uint8_t *levels) {
  for (size_t k = 0; k < para->n_keeps; k++)
    for (size_t i = para->keeps[k].from + 1; i < para->keeps[k].to && i < n_text; i++)
      if (levels[i] == TR_BREAK_FREE) levels[i] = TR_BREAK_KEPT;
}

/* N zeroed items in the place of those before. */
static void *scratch(tr_vec *v, size_t n) {
  v->n = 0;
  return tr_vec_push_n(v, n);
}

const uint8_t *tr_breaks_of(tr_fonts *fonts, const tr_para *para, const tr_setting *setting) {
  tr_str text = setting->text;
  const uint8_t *kept = tr_kept_breaks(fonts, para, setting);
  if (kept) return kept;
  uint8_t *levels = scratch(&fonts->levels, text.n + 1);
  size_t n = tr_utf8_count(text) + 1;
  char lang[64] = "en";
  if (setting->lang.n && setting->lang.n < sizeof lang) {
    memcpy(lang, setting->lang.p, setting->lang.n);
    lang[setting->lang.n] = '\0';
  }
  PangoLogAttr *attrs = scratch(&fonts->attrs, n);
  if (text.n) pango_get_log_attrs(text.p, (int)text.n, -1, pango_language_from_string(lang), attrs, (int)n);
  grade(text, attrs, levels);
  if (para->keep_hangul) tr_keep_hangul(text, levels);
  if (para->keep_names) tr_keep_names(text, levels);
  keep_ranges(para, text.n, levels);
  tr_keep_breaks(fonts, text, levels);
  return levels;
}

double *tr_advances_of(tr_fonts *fonts, const tr_setting *setting) {
  tr_str text = setting->text;
  double *advance = scratch(&fonts->advances, text.n + 1);
  for (size_t from = 0; from < text.n;) {
    size_t end = tr_str_find(text, "\n", from);
    if (end > text.n) end = text.n;
    tr_shaped shaped = tr_shape(fonts, setting, from, end);
    for (size_t i = 0; i < shaped.n_glyphs; i++)
      advance[shaped.glyphs[i].cluster + 1] += shaped.glyphs[i].advance;
    from = end + 1;
  }
  for (size_t i = 0; i < text.n; i++) advance[i + 1] += advance[i];
  return advance;
}

/* --- Choosing
 * -------------------------------------------------------------------------------------------------- */

typedef struct chooser {
  tr_str text;
  const uint8_t *levels;
  const double *advance;
} chooser;

static size_t char_before(tr_str text, size_t at) {
  do at--;
  while (at > 0 && ((unsigned char)text.p[at] & 0xc0) == 0x80);
  return at;
}

static bool is_trimmed(uint32_t c) { return tr_is_break_space(c) || c == '\n' || c == 0x2028 || c == 0x2029; }

/* ASCII but white space: most ends of lines that are tried, and no call for those. */
static bool is_ink(char c) { return (unsigned char)c > ' ' && (unsigned char)c < 0x80; }

/* END moved back over white space, not beyond FROM. */
static size_t trim_end(tr_str text, size_t from, size_t end) {
  while (end > from && !is_ink(text.p[end - 1])) {
    size_t last = char_before(text, end), next = last;
    if (!is_trimmed(tr_utf8_next(text, &next))) break;
    end = last;
  }
  return end;
}

static size_t without_newline(tr_str text, size_t from, size_t end) {
  if (end > from) {
    size_t last = char_before(text, end), next = last;
    uint32_t c = tr_utf8_next(text, &next);
    if (c == '\n' || c == 0x2028 || c == 0x2029) return last;
  }
  return end;
}

static double width_of(const chooser *c, size_t from, size_t end) {
  return c->advance[trim_end(c->text, from, end)] - c->advance[from];
}

/* Where the line from FROM ends, the text up to END being one line without width limit: the last free break
   that fits, else the last kept one, else inside a word, else after one letter. */
static size_t line_end(const chooser *c, size_t from, size_t end, double width, bool *torn) {
  size_t best[TR_BREAK_FORCED + 1] = {0}, first = end;
  *torn = false;
  for (size_t at = from + 1; at <= end; at++) {
    uint8_t level = at == end ? TR_BREAK_FREE : c->levels[at];
    if (level == TR_BREAK_NONE) continue;
    size_t visible = trim_end(c->text, from, at);
    if (visible == from && at < end) continue; /* only spaces */
    if (first == end) first = at;
    if (c->advance[visible] - c->advance[from] > width + 1e-6) break;
    best[level] = at;
  }
  if (best[TR_BREAK_FREE]) return best[TR_BREAK_FREE];
  *torn = true;
  if (best[TR_BREAK_KEPT]) return best[TR_BREAK_KEPT];
  return best[TR_BREAK_TORN] ? best[TR_BREAK_TORN] : first;
}

/* Appends the lines of [from, end), none beyond MOST + 1; returns how many of them are torn. */
static size_t fill(const chooser *c, size_t from, size_t end, double width, size_t most, tr_vec *lines) {
  size_t n_torn = 0, first = lines->n;
  do {
    bool torn;
    size_t next = line_end(c, from, end, width, &torn);
    n_torn += torn;
    *(tr_line_range *)tr_vec_push(lines) = (tr_line_range){from, trim_end(c->text, from, next), torn};
    for (from = next; from < end;) {
      size_t after = from;
      if (!tr_is_break_space(tr_utf8_next(c->text, &after))) break;
      from = after;
    }
  } while (from < end && lines->n - first <= most);
  return n_torn;
}

static bool has_space(tr_str text, size_t from, size_t to) {
  while (from < to)
    if (tr_is_break_space(tr_utf8_next(text, &from))) return true;
  return false;
}

/* A last line of one syllable takes the word before it, where the line above keeps two. */
static void feed_last_line(const chooser *c, double width, tr_vec *lines, size_t first) {
  if (lines->n - first < 2) return;
  tr_line_range *last = tr_vec_at(lines, lines->n - 1), *above = tr_vec_at(lines, lines->n - 2);
  if (above->torn || has_space(c->text, last->from, last->to)) return;
  size_t at = above->to;
  while (at > above->from && (at == above->to || c->levels[at] != TR_BREAK_FREE)) at--;
  size_t keeps = trim_end(c->text, above->from, at);
  if (at <= above->from || !has_space(c->text, above->from, keeps)) return;
  if (width_of(c, at, last->to) > width + 1e-6) return;
  above->to = keeps;
  last->from = at;
}

/* The smallest width that needs no more lines, and tears none more. */
static void fill_balanced(const chooser *c, size_t from, size_t end, double width, tr_vec *lines) {
  size_t first = lines->n, n_torn = fill(c, from, end, width, SIZE_MAX, lines), n = lines->n - first;
  double low = 0, high = width;
  for (int i = 0; n > 1 && i < 24 && high - low > 0.05; i++) {
    double mid = (low + high) / 2;
    lines->n = first;
    size_t torn = fill(c, from, end, mid, n, lines);
    if (lines->n - first <= n && torn <= n_torn)
      high = mid;
    else
      low = mid;
  }
  lines->n = first;
  fill(c, from, end, high, SIZE_MAX, lines);
  feed_last_line(c, width, lines, first);
}

void tr_lines_choose(tr_str text, const uint8_t *levels, const double *advance, double width, bool balance,
                     tr_vec *lines) {
  chooser c = {text, levels, advance};
  for (size_t from = 0, end; from < text.n || from == 0; from = end) {
    end = from;
    while (end < text.n && levels[++end] != TR_BREAK_FORCED) continue;
    size_t visible = without_newline(text, from, end);
    if (!(width > 0))
      *(tr_line_range *)tr_vec_push(lines) = (tr_line_range){from, visible, false};
    else if (balance)
      fill_balanced(&c, from, visible, width, lines);
    else
      fill(&c, from, visible, width, SIZE_MAX, lines);
    if (text.n == 0) break;
  }
}

double tr_lines_min_width(tr_str text, const uint8_t *levels, const double *advance) {
  chooser c = {text, levels, advance};
  double widest = 0;
  for (size_t from = 0, at = 1; at <= text.n; at++) {
    if (levels[at] != TR_BREAK_FREE && levels[at] != TR_BREAK_FORCED) continue;
    widest = fmax(widest, width_of(&c, from, at));
    from = at;
  }
  return widest;
}
