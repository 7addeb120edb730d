#include "text/text-priv.h"

#include <math.h>
#include <string.h>

/* Lines of glyphs to a text node: where each line, run and glyph lies. */

static const double default_pitch = 1.4, ink_gap = 0.05; /* em */

/* What a node is made of while it grows. */
typedef struct setter {
  tr_ctx *ctx;
  tr_fonts *fonts;
  const tr_para *para;
  tr_setting setting;
  tr_vec lines, runs; /* of tr_text_line, tr_glyph_run */
  tr_text_style *styles;
  size_t n_missing;
  bool on_baseline; /* the first line's baseline is at 0, and not its top */
} setter;

/* --- Measures of a line
 * ---------------------------------------------------------------------------------------- */

/* The largest style of bytes [from, to): its size and its face's measures decide the line's. */
static const tr_font *largest_font(const tr_setting *s, size_t from, size_t to) {
  const tr_font *largest = NULL;
  for (size_t i = tr_span_at(s, from); i < s->n_spans && (!largest || s->spans[i].from < to); i++)
    if (!largest || s->spans[i].font.size > largest->size) largest = &s->spans[i].font;
  return largest;
}

static void grow(tr_box *box, bool *any, double x, double y, double w, double h) {
  if (!*any) *box = (tr_box){x, y, w, h};
  double right = fmax(box->x + box->w, x + w), bottom = fmax(box->y + box->h, y + h);
  box->x = fmin(box->x, x);
  box->y = fmin(box->y, y);
  box->w = right - box->x;
  box->h = bottom - box->y;
  *any = true;
}

/* Ink of a glyph about its origin. False where it has none. */
static bool glyph_ink(const tr_face_file *face, double size, const tr_shaped_glyph *g, tr_str text,
                      tr_box *out) {
  if (!g->drawn) return false;
  if (!face->unscaled) { /* the synthetic face */
    size_t at = g->cluster;
    *out = (tr_box){0, -0.8 * size, g->advance, size};
    return g->advance > 0 && !tr_is_break_space(tr_utf8_next(text, &at));
  }
  hb_glyph_extents_t e;
  double em = size / face->face.units_per_em;
  if (!hb_font_get_glyph_extents(face->unscaled, g->id, &e) || e.width == 0 || e.height == 0) return false;
  *out = (tr_box){e.x_bearing * em, -e.y_bearing * em, e.width * em, -e.height * em};
  return true;
}

/* --- One line
 * -------------------------------------------------------------------------------------------------- */

/* Adds glyphs [from, to) of a shaped run, all of one style. Returns the pen's new place. */
static double add_run(setter *t, const tr_shaped *shaped, const tr_shaped_run *run, size_t from, size_t to,
                      double pen, tr_box *ink, bool *any_ink) {
  const tr_shaped_glyph *in = shaped->glyphs;
  size_t style = tr_span_at(&t->setting, in[from].cluster), n = 0;
  double rise = t->setting.spans[style].rise;
  tr_glyph *out = TR_NEW_N(t->ctx->scene, tr_glyph, to - from);
  uint32_t first = in[from].cluster;
  for (size_t i = from; i < to; i++) {
    tr_box box;
    double x = pen + in[i].dx, y = in[i].dy - rise;
    if (glyph_ink(run->face, run->size, &in[i], t->setting.text, &box))
      grow(ink, any_ink, x + box.x, y + box.y, box.w, box.h);
    if (in[i].drawn) out[n++] = (tr_glyph){in[i].id, x, y, in[i].advance, in[i].cluster};
    if (in[i].cluster < first) first = in[i].cluster;
    t->n_missing += in[i].missing;
    pen += in[i].advance;
  }
  const tr_span_style *span = &t->setting.spans[style];
  if (!t->styles[style].face) t->styles[style].face = &run->face->face;
  if (n == 0) return pen;
  *(tr_glyph_run *)tr_vec_push(&t->runs) = (tr_glyph_run){.face = &run->face->face,
                                                          .size = run->size,
                                                          .line = t->lines.n - 1,
                                                          .style = style,
                                                          .from = first > run->from ? first : run->from,
                                                          .to = run->to < span->to ? run->to : span->to,
                                                          .rtl = run->rtl,
                                                          .glyphs = out,
                                                          .n = n};
  return pen;
}

/* Shaped runs are cut where the style changes, so that kerning goes on over a change of colour. */
static void add_runs(setter *t, const tr_shaped *shaped, tr_box *ink, bool *any_ink) {
  double pen = 0;
  for (size_t r = 0; r < shaped->n_runs; r++) {
    const tr_shaped_run *run = &shaped->runs[r];
    size_t end = run->first + run->count;
    for (size_t from = run->first, to; from < end; from = to) {
      size_t style = tr_span_at(&t->setting, shaped->glyphs[from].cluster);
      for (to = from + 1; to < end && tr_span_at(&t->setting, shaped->glyphs[to].cluster) == style;) to++;
      pen = add_run(t, shaped, run, from, to, pen, ink, any_ink);
    }
  }
}

/* Adds a line with its start at 0, 0. */
static void add_line(setter *t, size_t from, size_t to) {
  tr_shaped shaped = tr_shape(t->fonts, &t->setting, from, to);
  tr_font_metrics m = tr_font_measure(t->ctx, t->fonts, largest_font(&t->setting, from, to));
  *(tr_text_line *)tr_vec_push(&t->lines) =
      (tr_text_line){.from = from,
                     .to = to,
                     .width = shaped.width,
                     .logical = {0, -m.ascent, shaped.width, m.ascent + m.descent},
                     .rtl = t->setting.rtl};
  tr_box ink = {0};
  bool any_ink = false;
  add_runs(t, &shaped, &ink, &any_ink);
  ((tr_text_line *)tr_vec_at(&t->lines, t->lines.n - 1))->ink = ink;
}

/* --- Placing
 * --------------------------------------------------------------------------------------------------- */

static double line_start(const tr_para *para, const tr_text_line *line) {
  tr_align align = para->align;
  if (para->width > 0 && line->rtl) /* start and end change sides */
    align = align == TR_ALIGN_START ? TR_ALIGN_END : align == TR_ALIGN_END ? TR_ALIGN_START : align;
  double room = (para->width > 0 ? para->width : 0) - line->width;
  switch (align) {
  case TR_ALIGN_START: return 0;
  case TR_ALIGN_CENTER: return room / 2;
  case TR_ALIGN_END: return room;
  }
  return 0;
}

static bool has_ink(const tr_text_line *line) { return line->ink.w > 0 || line->ink.h > 0; }

/* Baseline to baseline. */
static double pitch_of(const setter *t, const tr_text_line *above, const tr_text_line *line) {
  double size = largest_font(&t->setting, line->from, line->to)->size;
  double pitch = size * (t->para->pitch > 0 ? t->para->pitch : default_pitch);
  if (!t->para->pitch_by_ink || !has_ink(above) || !has_ink(line)) return pitch;
  return fmax(pitch, above->ink.y + above->ink.h - line->ink.y + ink_gap * size);
}

static void shift(tr_box *box, double dx, double dy) {
  box->x += dx;
  box->y += dy;
}

/* Gives each line its place, still relative to its own baseline for the ones not yet placed. */
static void place_lines(setter *t) {
  tr_text_line *lines = t->lines.items;
  for (size_t i = 0; i < t->lines.n; i++) {
    double first = t->on_baseline ? 0 : -lines[0].logical.y;
    lines[i].baseline = i ? lines[i - 1].baseline + pitch_of(t, &lines[i - 1], &lines[i]) : first;
    lines[i].x = line_start(t->para, &lines[i]);
  }
  for (size_t i = 0; i < t->lines.n; i++) {
    shift(&lines[i].ink, lines[i].x, lines[i].baseline);
    shift(&lines[i].logical, lines[i].x, lines[i].baseline);
  }
  tr_glyph_run *runs = t->runs.items;
  for (size_t r = 0; r < t->runs.n; r++) {
    const tr_text_line *line = &lines[runs[r].line];
    tr_glyph *glyphs = (tr_glyph *)(uintptr_t)runs[r].glyphs;
    for (size_t i = 0; i < runs[r].n; i++) {
      glyphs[i].x += line->x;
      glyphs[i].y += line->baseline;
    }
  }
}

/* --- The node
 * -------------------------------------------------------------------------------------------------- */

static void make_styles(setter *t) {
  const tr_setting *s = &t->setting;
  t->styles = TR_NEW_N(t->ctx->scene, tr_text_style, s->n_spans);
  for (size_t i = 0; i < s->n_spans; i++) {
    const tr_span_style *span = &s->spans[i];
    t->styles[i] = (tr_text_style){.from = span->from,
                                   .to = span->to,
                                   .size = span->font.size,
                                   .weight = tr_font_weight(&span->font),
                                   .italic = span->font.italic,
                                   .underline = span->underline,
                                   .strike = span->strike,
                                   .tabular = span->font.tabular,
                                   .letter_spacing = span->font.letter_spacing,
                                   .rise = span->rise,
                                   .paint = span->paint,
                                   .link = span->link};
  }
}

/* Most texts are one line of one run: room for one. */
static tr_vec vec_of_one(tr_arena *arena, size_t item_size) {
  tr_vec v = tr_vec_of(arena, item_size);
  v.items = tr_alloc(arena, item_size);
  v.capacity = 1;
  return v;
}

static setter setter_of(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para) {
  setter t = {.ctx = ctx, .fonts = fonts, .para = para, .setting = tr_setting_of(ctx, fonts, para)};
  t.lines = vec_of_one(ctx->scene, sizeof(tr_text_line));
  t.runs = vec_of_one(ctx->scene, sizeof(tr_glyph_run));
  return t;
}

static tr_text *text_of(setter *t) {
  tr_text *text = TR_NEW(t->ctx->scene, tr_text);
  *text = (tr_text){.node = {.kind = TR_NODE_TEXT},
                    .text = tr_str_copy(t->ctx->scene, t->setting.text),
                    .lang = t->setting.lang,
                    .rtl = t->setting.rtl,
                    .opacity = 1,
                    .wrap_width = t->para->width > 0 ? t->para->width : 0,
                    .align = t->para->align,
                    .styles = t->styles,
                    .n_styles = t->setting.n_spans,
                    .lines = t->lines.items,
                    .n_lines = t->lines.n,
                    .runs = t->runs.items,
                    .n_runs = t->runs.n,
                    .n_missing = t->n_missing};
  bool any_ink = false, any = false;
  for (size_t i = 0; i < text->n_lines; i++) {
    const tr_text_line *line = &text->lines[i];
    if (has_ink(line)) grow(&text->ink, &any_ink, line->ink.x, line->ink.y, line->ink.w, line->ink.h);
    grow(&text->logical, &any, line->logical.x, line->logical.y, line->logical.w, line->logical.h);
  }
  for (size_t i = 0; i < text->n_styles; i++)
    if (!t->styles[i].face) t->styles[i].face = &tr_font_face(t->fonts, &t->setting.spans[i].font)->face;
  return text;
}

/* --- Paragraphs
 * ------------------------------------------------------------------------------------------------ */

static bool is_one_line(tr_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '\n' || (s.n - i >= 3 && (memcmp(s.p + i, "\xe2\x80\xa8", 3) == 0 ||
                                            memcmp(s.p + i, "\xe2\x80\xa9", 3) == 0)))
      return false;
  return true;
}

/* How much wider than WIDTH the lines are when shaped alone: kerning with the space a line was broken at is
   gone. Lines that cannot be broken any more do not count, and those with room to spare are not shaped. */
static double excess_of(setter *t, const tr_vec *ranges, const double *advance, double width) {
  const double spare = 0.2; /* em, more than any kerning */
  double excess = 0;
  for (size_t i = 0; i < ranges->n; i++) {
    const tr_line_range *r = tr_vec_at(ranges, i);
    double chosen = advance[r->to] - advance[r->from];
    if (chosen > width + 1e-6 || r->to == r->from) continue;
    if (chosen + spare * largest_font(&t->setting, r->from, r->to)->size < t->para->width) continue;
    excess = fmax(excess, tr_shape(t->fonts, &t->setting, r->from, r->to).width - t->para->width);
  }
  return excess;
}

/* Lines of a setting, chosen; the width is taken in until all that can fit do. */
static void choose_lines(setter *t, tr_vec *ranges) {
  const tr_para *para = t->para;
  bool wraps = para->width > 0;
  ranges->n = 0;
  if (!wraps && is_one_line(t->setting.text)) {
    *(tr_line_range *)tr_vec_push(ranges) = (tr_line_range){0, t->setting.text.n, false};
    return;
  }
  const uint8_t *levels = tr_breaks_of(t->fonts, para, &t->setting);
  const double *advance = wraps ? tr_advances_of(t->fonts, &t->setting) : NULL;
  double width = para->width, excess = 1;
  for (int attempt = 0; attempt < 8 && excess > 1e-6; attempt++) {
    ranges->n = 0;
    tr_lines_choose(t->setting.text, levels, advance, width, para->balance, ranges);
    excess = wraps ? excess_of(t, ranges, advance, width) : 0;
    width -= excess;
  }
}

static void limit_lines(setter *t, tr_vec *ranges) {
  double limit = t->ctx->limits[TR_LIMIT_TEXT_LINES];
  if (!tr_within(t->ctx, TR_LIMIT_TEXT_LINES, (double)ranges->n, t->para->at)) ranges->n = (size_t)limit;
}

/* The setting cut before byte AT, with the ellipsis in the style that is there. */
static tr_setting cut_setting(tr_ctx *ctx, const tr_setting *s, size_t at, tr_str ellipsis) {
  tr_setting cut = *s;
  tr_span_style *spans = TR_NEW_N(ctx->scene, tr_span_style, s->n_spans);
  memcpy(spans, s->spans, s->n_spans * sizeof *spans);
  while (at > 0 && s->text.p[at - 1] == ' ') at--;
  cut.text = tr_str_join(ctx->scene, tr_str_sub(s->text, 0, at), ellipsis);
  cut.n_spans = tr_span_at(s, at ? at - 1 : 0) + 1;
  spans[cut.n_spans - 1].to = cut.text.n;
  cut.spans = spans;
  return cut;
}

static size_t lines_of_cut(setter *t, const tr_setting *whole, size_t at, tr_vec *ranges) {
  t->setting = cut_setting(t->ctx, whole, at, t->para->ellipsis);
  choose_lines(t, ranges);
  return ranges->n;
}

/* Cuts the text so that it takes no more than the paragraph's lines. */
static void cut_lines(setter *t, tr_vec *ranges) {
  size_t max = t->para->max_lines;
  if (max == 0 || ranges->n <= max) return;
  tr_setting whole = t->setting;
  const tr_line_range *last = tr_vec_at(ranges, max - 1);
  size_t low = last->from, high = last->to; /* LOW always fits, so far as anything does */
  while (low < high) {
    size_t mid = low + (high - low + 1) / 2, at = mid;
    while (at > low && at < whole.text.n && ((unsigned char)whole.text.p[at] & 0xc0) == 0x80) at--;
    if (at > low && lines_of_cut(t, &whole, at, ranges) <= max)
      low = at;
    else
      high = at > low ? at - 1 : mid - 1;
    if (high < low) high = low;
  }
  lines_of_cut(t, &whole, low, ranges);
}

tr_text *tr_text_set(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para) {
  setter t = setter_of(ctx, fonts, para);
  tr_vec ranges = tr_vec_of(ctx->doc, sizeof(tr_line_range));
  choose_lines(&t, &ranges);
  limit_lines(&t, &ranges);
  cut_lines(&t, &ranges);
  make_styles(&t);
  for (size_t i = 0; i < ranges.n; i++) {
    const tr_line_range *r = tr_vec_at(&ranges, i);
    add_line(&t, r->from, r->to);
  }
  place_lines(&t);
  return text_of(&t);
}

tr_text *tr_text_line_set(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font, tr_align align,
                          tr_paint paint) {
  tr_span_style span = {.to = text.n, .font = *font, .paint = paint};
  tr_para para = {
      .text = tr_text_prepare(ctx, text, false, (tr_pos){0}), .spans = &span, .n_spans = 1, .align = align};
  span.to = para.text.n;
  setter t = setter_of(ctx, fonts, &para);
  t.on_baseline = true;
  make_styles(&t);
  add_line(&t, 0, t.setting.text.n);
  place_lines(&t);
  return text_of(&t);
}
