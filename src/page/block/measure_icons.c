#include "page/block/measure.h"

/* A pictogram: icons of one size that can be counted, a row always whole where the number allows it; one icon
   stands for a round number, which a line below says. */

static const double round_numbers[] = {1,    2,   5,   10,  20,  50,  100, 200, 500, 1000, 2000,
                                       5000, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e12, 0};
enum { MOST_ICONS = 60, MOST_IN_A_ROW = 12 };

/* --- How many, and for what ---------------------------------------------------------------------------- */

static double value_of(const tr_measure *m) {
  return isnan(m->q.value) ? m->q.high : fmax(m->q.value, isnan(m->q.high) ? 0 : m->q.high);
}

static bool divides(double per, double x) { return fabs(x / per - round(x / per)) < 1e-9; }

/* Percent: ten icons, or twenty or a hundred where the number asks for them. */
static double percent_per(double value) { return divides(10, value) ? 10 : divides(5, value) ? 5 : 1; }

static double choose_per(const tr_measure *m) {
  double whole = isnan(m->of) ? value_of(m) : m->of;
  if (m->count) return whole / (double)m->count;
  if (tr_str_is(m->q.unit, "percent")) return percent_per(value_of(m));
  double fallback = 0;
  for (size_t i = 0; round_numbers[i] > 0; i++) {
    if (whole / round_numbers[i] > MOST_ICONS) continue;
    if (fallback == 0) fallback = round_numbers[i];
    bool whole_icons = divides(round_numbers[i], value_of(m)) && divides(round_numbers[i], whole);
    if (whole_icons) return round_numbers[i];
  }
  return fallback > 0 ? fallback : whole / MOST_ICONS;
}

/* Filled icons, and all with the filler; an open end takes one more. */
static size_t n_filled(const tr_measure *m) {
  double n = value_of(m) / m->per;
  return (size_t)(m->clip ? ceil(n - 1e-9) : round(n));
}

static bool is_open(const tr_measure *m) {
  return m->q.qualifier == TR_OVER || m->q.qualifier == TR_AT_LEAST;
}

static size_t n_icons(const tr_measure *m) {
  size_t n = n_filled(m) + (is_open(m) ? 1 : 0);
  size_t whole = m->filler && !isnan(m->of) ? (size_t)round(m->of / m->per) : 0;
  return n > whole ? n : whole;
}

/* Whole rows where the number has a divisor that is not too small; else as many as there is room for. */
static size_t choose_columns(const tr_measure *m, size_t room) {
  size_t n = n_icons(m), most = room < MOST_IN_A_ROW ? room : MOST_IN_A_ROW;
  if (n > 60) most = room < 20 ? room : 20;
  if (m->n_columns) return m->n_columns < room ? m->n_columns : room;
  if (n <= most) return n ? n : 1;
  for (size_t c = most; c >= 5; c--)
    if (n % c == 0) return c;
  return tr_grid_rebalance(n, most ? most : 1);
}

/* --- Reading ------------------------------------------------------------------------------------------- */

/* PATTERN with the words of what one icon stands for. */
static tr_str key_words(tr_page *page, const tr_measure *m) {
  tr_quantity q = {.value = m->per, .low = NAN, .high = NAN, .unit = m->q.unit};
  tr_str pattern = tr_locale_word(page->env.locale, "each_icon"), n;
  n = tr_quantity_words(page->ctx->doc, page->env.locale, &q, &page->units, false);
  size_t at = tr_str_find(pattern, "{n}", 0);
  if (at == SIZE_MAX) return pattern;
  tr_str head = tr_str_join(page->ctx->doc, tr_str_sub(pattern, 0, at), n);
  return tr_text_nfc(page->ctx->doc,
                     tr_str_join(page->ctx->doc, head, tr_str_sub(pattern, at + 3, pattern.n)));
}

static bool read_key(tr_page *page, tr_block *b, tr_measure *m) {
  const tr_value *key = tr_get(&b->props, "key");
  m->has_key = tr_is(key, TR_BOOL) ? key->boolean : fabs(m->per - 1) > 1e-9;
  if (!m->has_key) return true;
  m->key = key_words(page, m);
  m->key_style = tr_para_style_named(page, "note");
  m->key_style.align = m->align;
  b->group = tr_fit_group_of(page, b, TR_S("note"), tr_para_asked(page, &m->key_style));
  return true;
}

static bool read(tr_page *page, tr_block *b, tr_measure *m) {
  tr_len side;
  const tr_value *icon = tr_get(&b->props, "icon");
  tr_str name = icon ? tr_string(icon) : m->fact && m->fact->icon.n ? m->fact->icon : TR_S("user");
  tr_pos at = icon ? tr_pos_of(icon) : m->fact ? m->fact->at : b->at;
  if (!tr_icon_path(page->ctx, page->env.fonts, name, at, &m->icon) ||
      !tr_len_parse(page, tr_get(&b->props, "icon_size"), &side))
    return false;
  m->icon_size = tr_len_px(side, page->size.width, NAN);
  m->count = (size_t)tr_get_number(&b->props, "count", 0);
  m->n_columns = (size_t)tr_get_number(&b->props, "columns", 0);
  m->filler = tr_get_bool(&b->props, "filler", true);
  m->clip = tr_str_is(tr_get_string(&b->props, "partial", TR_S("none")), "clip");
  m->per = tr_get_number(&b->props, "per", 0);
  if (!(m->per > 0)) m->per = choose_per(m);
  if (isnan(m->of)) m->of = value_of(m); /* as many as there are: it has no scale to share */
  if (!tr_within(page->ctx, TR_LIMIT_MARKS, value_of(m) / m->per, at)) return false;
  return read_key(page, b, m);
}

/* --- Measuring ----------------------------------------------------------------------------------------- */

static double side_wanted(const tr_page *page, const tr_measure *m) {
  return (isnan(m->icon_size) ? 3 * page->base : m->icon_size) * fmin(page->ratio, 1.5);
}

static double side_least(const tr_page *page) { return 1.1 * page->base * page->ratio; }

typedef struct raster {
  size_t n, columns, rows;
  double side, gap, key_gap;
  tr_text *key;
  tr_box key_box;
} raster;

static tr_text *set_key(tr_page *page, tr_block *b, double width) {
  const tr_measure *m = b->data;
  tr_span_style span =
      tr_para_span(&m->key_style, tr_fit_size(page, b->group, tr_para_asked(page, &m->key_style)));
  span.to = m->key.n;
  tr_para para = {.text = m->key,
                  .lang = tr_block_lang(page, b),
                  .spans = &span,
                  .n_spans = 1,
                  .width = width,
                  .align = m->align,
                  .pitch = m->key_style.type->pitch,
                  .pitch_by_ink = true,
                  .keep_hangul = true,
                  .keep_names = true,
                  .at = b->at};
  return tr_text_set(page->ctx, page->env.fonts, &para);
}

static raster solve(tr_page *page, tr_block *b, double width) {
  const tr_measure *m = b->data;
  double least = side_least(page), share = 0.22;
  raster r = {.n = n_icons(m), .key_gap = 0.4 * page->base * page->ratio};
  double room = floor((width + share * least) / (least * (1 + share)));
  r.columns = choose_columns(m, room < 1 ? 1 : (size_t)room);
  r.rows = r.n ? (r.n + r.columns - 1) / r.columns : 0;
  double fit = width / ((double)r.columns * (1 + share) - share);
  r.side = fmin(fit, side_wanted(page, m));
  r.gap = r.side * share;
  if (m->has_key) {
    r.key = set_key(page, b, fmax(1, width));
    r.key_box = tr_para_box(r.key);
  }
  return r;
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  const tr_measure *m = b->data;
  size_t columns = choose_columns(m, MOST_IN_A_ROW), least = columns < 5 ? columns : 5;
  *min = 1.22 * side_least(page) * (double)least;
  *natural = fmax(*min, 1.22 * side_wanted(page, m) * (double)columns);
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  raster r = solve(page, b, width);
  double h = (double)r.rows * r.side + r.gap * (double)(r.rows ? r.rows - 1 : 0);
  if (r.key) h += r.key_gap + r.key_box.h;
  return (tr_heights){h, h, NAN};
}

/* --- Drawing ------------------------------------------------------------------------------------------- */

static tr_marks *icon_at(tr_page *page, const tr_measure *m, double x, double y, double side, tr_paint fill) {
  tr_marks *icon = tr_marks_new(page->ctx, TR_MARKS_PATH, 1);
  icon->x.one = x;
  icon->y.one = y;
  icon->scale.one = side;
  icon->path.one = m->icon;
  icon->fill.one = fill;
  return icon;
}

/* What icon I stands for: value, uncertain end, open end or the rest. */
static void draw_icon(tr_page *page, const tr_measure *m, size_t i, double x, double y, double side,
                      tr_group *into) {
  size_t filled = n_filled(m);
  tr_paint fill = m->track, stroke = tr_paint_none();
  bool last = i + 1 == filled, in_value = i < filled;
  bool uncertain = m->q.qualifier == TR_ABOUT || m->q.qualifier == TR_ESTIMATE || m->q.qualifier == TR_NEARLY;
  bool bound = m->q.qualifier == TR_UNDER || m->q.qualifier == TR_AT_MOST;
  bool planned = m->q.status == TR_PLAN || m->q.status == TR_TARGET || m->q.status == TR_FORECAST;
  bool in_band = m->q.qualifier == TR_BETWEEN && (double)i * m->per >= m->q.low - 1e-9;
  if (in_value) fill = m->paint;
  if (in_value && (planned || bound)) tr_measure_paint(page, m, TR_STRETCH_OUTLINE, side / 8, &fill, &stroke);
  if (in_value && ((last && uncertain) || in_band))
    tr_measure_paint(page, m, TR_STRETCH_HATCH, fmax(2.5, side / 9), &fill, &stroke);
  if (is_open(m) && i == filled) tr_measure_paint(page, m, TR_STRETCH_OUTLINE, side / 8, &fill, &stroke);
  tr_marks *icon = icon_at(page, m, x, y, side, fill);
  icon->stroke.one = stroke;
  icon->stroke_width.one = stroke.kind == TR_PAINT_NONE ? 0 : fmax(0.75, side / 48);
  tr_group_add(into, &icon->node);
}

/* The part of the last icon that the value reaches, over a muted one. */
static void draw_part(tr_page *page, const tr_measure *m, double share, double x, double y, double side,
                      tr_group *into) {
  tr_group_add(into, &icon_at(page, m, x, y, side, m->track)->node);
  tr_group *g = tr_group_new(page->ctx);
  tr_pather p = tr_pather_of(page->ctx);
  tr_path_rect(&p, x, y, side * share, side);
  g->clip = tr_path_done(&p);
  g->clipped = true;
  tr_group_add(g, &icon_at(page, m, x, y, side, m->paint)->node);
  tr_group_add(into, &g->node);
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const tr_measure *m = b->data;
  raster r = solve(page, b, in.w);
  double used = (double)r.columns * (r.side + r.gap) - r.gap, left = fmax(0, in.w - used);
  double x0 = in.x + (m->align == TR_ALIGN_CENTER ? left / 2 : m->align == TR_ALIGN_END ? left : 0);
  double part = value_of(m) / m->per - floor(value_of(m) / m->per + 1e-9);
  for (size_t i = 0; i < r.n; i++) {
    double x = x0 + (double)(i % r.columns) * (r.side + r.gap),
           y = in.y + (double)(i / r.columns) * (r.side + r.gap);
    if (m->clip && part > 1e-6 && i + 1 == n_filled(m))
      draw_part(page, m, part, x, y, r.side, into);
    else
      draw_icon(page, m, i, x, y, r.side, into);
  }
  if (!r.key) return true;
  r.key->x = in.x;
  r.key->y = in.y + (double)r.rows * (r.side + r.gap) - (r.rows ? r.gap : 0) + r.key_gap - r.key_box.y;
  tr_group_add(into, &r.key->node);
  return true;
}

const tr_measure_form tr_measure_icons = {"icons", read, widths, heights, place};
