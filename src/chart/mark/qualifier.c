#include "chart/chart-priv.h"

#include "format/quantity.h"

#include <math.h>

/* How sure a bar's value is, in ink: about and nearly end in hatching; over and at least go on past the end,
   open; under and at most are a ghost up to the bound; between has a whisker; plan and forecast are outlined.
 */

typedef struct bar_ink {
  tr_chart *chart;
  tr_group *group;
  tr_bounds *bounds;
  tr_box box;
  bool across;   /* the value runs to the right (or left), not up */
  double toward; /* 1: to the right or down; -1: to the left or up */
  tr_color color;
} bar_ink;

static double length_of(const bar_ink *b) { return b->across ? b->box.w : b->box.h; }
static double breadth_of(const bar_ink *b) { return b->across ? b->box.h : b->box.w; }
static double end_of(const bar_ink *b) {
  if (b->across) return b->toward > 0 ? b->box.x + b->box.w : b->box.x;
  return b->toward > 0 ? b->box.y + b->box.h : b->box.y;
}

/* The part of the bar between FROM and TO along its value. */
static tr_box part_of(const bar_ink *b, double from, double to) {
  double low = fmin(from, to), high = fmax(from, to);
  if (b->across) return (tr_box){low, b->box.y, high - low, b->box.h};
  return (tr_box){b->box.x, low, b->box.w, high - low};
}

static void add_rect(const bar_ink *b, tr_box box, tr_paint fill, tr_paint stroke, double width) {
  tr_marks *m = tr_marks_new(b->chart->ctx, TR_MARKS_RECT, 1);
  m->x.one = box.x;
  m->y.one = box.y;
  m->x2.one = box.w;
  m->y2.one = box.h;
  m->fill.one = fill;
  m->stroke.one = stroke;
  m->stroke_width.one = width;
  tr_group_add(b->group, &m->node);
  tr_bounds more = tr_bounds_of(box.x, box.y, box.x + box.w, box.y + box.h);
  tr_bounds_union(b->bounds, &more);
}

static tr_paint ground(const bar_ink *b) {
  tr_color card = {1, 1, 1, 1};
  const tr_theme *theme = b->chart->env.theme;
  if (theme && !tr_theme_color(theme, TR_S("card"), &card)) tr_theme_color(theme, TR_S("page"), &card);
  return tr_paint_solid(card, NULL);
}

static tr_paint hatch(const bar_ink *b) {
  tr_hatch *h = TR_NEW(b->chart->ctx->scene, tr_hatch);
  *h = (tr_hatch){.angle = M_PI / 4, .pitch = 5, .width = 2, .ground = {1, 1, 1, 0}};
  return (tr_paint){.kind = TR_PAINT_HATCH, .color = b->color, .hatch = h};
}

static void hatched_end(const bar_ink *b) {
  double size = fmin(length_of(b) / 3, fmax(12, breadth_of(b))), end = end_of(b);
  tr_box part = part_of(b, end - b->toward * size, end);
  add_rect(b, part, ground(b), tr_paint_none(), 0);
  add_rect(b, part, hatch(b), tr_paint_none(), 0);
}

/* Stripes that grow thinner past the end: the value goes on, nobody says how far. */
static const double gaps[] = {3, 3.5, 4}, widths[] = {4, 2.5, 1.25}, open_length = 18.25;

static void open_end(const bar_ink *b) {
  double at = end_of(b);
  for (int i = 0; i < 3; i++) {
    double from = at + b->toward * gaps[i];
    add_rect(b, part_of(b, from, from + b->toward * widths[i]), tr_paint_solid(b->color, NULL),
             tr_paint_none(), 0);
    at = from + b->toward * widths[i];
  }
}

/* The whole bar becomes a pale shape with a firm line at the bound. */
static void ghost(const bar_ink *b) {
  tr_color pale = b->color;
  pale.a *= 0.28;
  add_rect(b, b->box, ground(b), tr_paint_none(), 0);
  add_rect(b, b->box, tr_paint_solid(pale, NULL), tr_paint_none(), 0);
  double end = end_of(b);
  add_rect(b, part_of(b, end - b->toward * 2.5, end), tr_paint_solid(b->color, NULL), tr_paint_none(), 0);
}

static void outlined(const bar_ink *b) {
  tr_color pale = b->color;
  pale.a *= 0.12;
  tr_box inner = {b->box.x + 0.75, b->box.y + 0.75, fmax(0, b->box.w - 1.5), fmax(0, b->box.h - 1.5)};
  add_rect(b, b->box, ground(b), tr_paint_none(), 0);
  add_rect(b, inner, tr_paint_solid(pale, NULL), tr_paint_solid(b->color, NULL), 1.5);
}

static void whisker(const bar_ink *b, double low, double high) {
  double middle = b->across ? b->box.y + b->box.h / 2 : b->box.x + b->box.w / 2, arm = breadth_of(b) / 4;
  double lines[3][4] = {{low, middle, high, middle},
                        {low, middle - arm, low, middle + arm},
                        {high, middle - arm, high, middle + arm}};
  tr_color ink = {0.13, 0.13, 0.13, 1};
  if (b->chart->env.theme) tr_theme_color(b->chart->env.theme, TR_S("ink"), &ink);
  for (int i = 0; i < 3; i++) {
    tr_marks *m = tr_marks_new(b->chart->ctx, TR_MARKS_RULE, 1);
    m->x.one = b->across ? lines[i][0] : lines[i][1];
    m->y.one = b->across ? lines[i][1] : lines[i][0];
    m->x2.one = b->across ? lines[i][2] : lines[i][3];
    m->y2.one = b->across ? lines[i][3] : lines[i][2];
    m->stroke.one = tr_paint_solid(ink, "ink");
    m->stroke_width.one = 1.5;
    tr_group_add(b->group, &m->node);
    tr_bounds box = tr_bounds_of(m->x.one, m->y.one, m->x2.one, m->y2.one);
    tr_bounds_union(b->bounds, &box);
  }
}

/* --- Rows
 * ----------------------------------------------------------------------------------------------------------------
 */

static int named(tr_str s, const char *const *names) {
  for (int i = 0; names[i]; i++)
    if (tr_str_is(s, names[i])) return i;
  return -1;
}

/* The word of a row in a qualifier or status channel; -1 where there is none. Unknown words are reported. */
static int word_of(tr_view *view, tr_enc enc, const tr_table *t, size_t row, const char *const *names) {
  const tr_def *d = view->enc[enc];
  const tr_column *c = d && d->is_field ? tr_table_column(t, d->column) : NULL;
  tr_value v = c ? tr_cell(c, row) : d && d->value ? *d->value : tr_make_null();
  if (tr_is_nil(&v) || (v.kind == TR_STRING && v.n == 0)) return -1;
  int found = named(tr_string(&v), names);
  if (found < 0) {
    tr_pos at = tr_row_pos(t, row);
    tr_warn(view->chart->ctx, TR_INPUT, at.file ? at : tr_pos_of(d->v),
            tr_did_you_mean(view->chart->ctx, tr_string(&v), names), "unknown %s \"%.*s\"",
            tr_enc_rows[enc].name, TR_FMT(tr_string(&v)));
  }
  return found;
}

static double place_of(tr_view *view, bool across, const tr_table *t, const char *column, size_t row) {
  const tr_column *c = tr_table_column_z(t, column);
  const tr_scale_cmp *scale = tr_view_scale(view, across ? TR_ENC_X : TR_ENC_Y);
  if (!c || !scale || !tr_valid(c, row)) return NAN;
  tr_value v = tr_cell(c, row);
  return tr_scale_number(scale->scale, &v);
}

static void draw_row(tr_view *view, bar_ink *b, const tr_table *t, size_t row) {
  int qualifier = word_of(view, TR_ENC_QUALIFIER, t, row, tr_qualifier_names);
  int status = word_of(view, TR_ENC_STATUS, t, row, tr_status_names);
  if (status == TR_PLAN || status == TR_TARGET || status == TR_FORECAST) outlined(b);
  switch (qualifier < 0 ? TR_EXACT : (tr_qualifier)qualifier) {
  case TR_ABOUT:
  case TR_NEARLY:
  case TR_ESTIMATE: hatched_end(b); break;
  case TR_OVER:
  case TR_AT_LEAST: open_end(b); break;
  case TR_UNDER:
  case TR_AT_MOST: ghost(b); break;
  case TR_BETWEEN: {
    double low = place_of(view, b->across, t, "low", row), high = place_of(view, b->across, t, "high", row);
    if (isfinite(low) && isfinite(high)) whisker(b, low, high);
    break;
  }
  case TR_EXACT:
  case TR_QUALIFIER_COUNT: break;
  }
}

void tr_draw_qualifiers(tr_view *view, const tr_items *it, const tr_table *table, tr_group *group,
                        tr_bounds *bounds) {
  if (!view->enc[TR_ENC_QUALIFIER] && !view->enc[TR_ENC_STATUS]) return;
  if (!tr_str_is(tr_str_z(view->mark->name), "bar")) return;
  bool across = tr_str_is(view->orient, "horizontal");
  const tr_scale_cmp *scale = tr_view_scale(view, across ? TR_ENC_X : TR_ENC_Y);
  double zero = scale ? tr_scale_number_of(scale->scale, 0) : 0;
  for (size_t i = 0; i < it->n; i++) {
    bar_ink b = {
        .chart = view->chart, .group = group, .bounds = bounds, .box = tr_item_box(it, i), .across = across};
    double middle = across ? b.box.x + b.box.w / 2 : b.box.y + b.box.h / 2;
    b.toward = middle >= zero ? 1 : -1;
    const tr_paint *paint = tr_paint_of(&it->fill, i);
    b.color = paint->color;
    draw_row(view, &b, table, i);
  }
}

/* --- What stands at the end of an open bar
 * -------------------------------------------------------------------------------- */

static bool is_open(tr_view *view, const tr_table *t, size_t row) {
  int q = word_of(view, TR_ENC_QUALIFIER, t, row, tr_qualifier_names);
  return q == TR_OVER || q == TR_AT_LEAST;
}

static double *column_of(tr_view *view, const tr_items *it, tr_channel_id id) {
  double *each = TR_NEW_N(view->chart->ctx->scene, double, it->n);
  for (size_t i = 0; i < it->n; i++) each[i] = tr_item_number(it, id, i, 0);
  return each;
}

/* Labels that begin at a bar's end make room for its stripes. */
static void push_labels(tr_view *view, tr_items *it, const tr_table *t) {
  bool across = tr_str_is(view->orient, "horizontal");
  tr_channel_id id = across ? TR_CH_DX : TR_CH_DY;
  double *each = column_of(view, it, id);
  for (size_t i = 0; i < it->n; i++) {
    tr_text_look look = tr_text_look_of(it, i);
    bool starts = across ? tr_str_is(look.align, "left") : tr_str_is(look.baseline, "bottom");
    if (starts && is_open(view, t, i)) each[i] += across ? open_length : -open_length;
  }
  it->numbers[id] = (tr_nums){0, each};
  it->set |= 1ull << id;
}

/* An open end is not rounded: the bar goes on. */
static void square_ends(tr_view *view, tr_items *it, const tr_table *t) {
  static const tr_channel_id ids[] = {TR_CH_CORNER_RADIUS, TR_CH_CORNER_TOP_LEFT, TR_CH_CORNER_TOP_RIGHT,
                                      TR_CH_CORNER_BOTTOM_RIGHT, TR_CH_CORNER_BOTTOM_LEFT};
  for (size_t k = 0; k < sizeof ids / sizeof *ids; k++) {
    if (!tr_has(it, ids[k])) continue;
    double *each = column_of(view, it, ids[k]);
    for (size_t i = 0; i < it->n; i++)
      if (is_open(view, t, i)) each[i] = 0;
    it->numbers[ids[k]] = (tr_nums){0, each};
  }
}

void tr_settle_qualifiers(tr_view *view, tr_items *it, const tr_table *table) {
  if (!view->enc[TR_ENC_QUALIFIER]) return;
  if (tr_str_is(tr_str_z(view->mark->name), "text")) push_labels(view, it, table);
  if (tr_str_is(tr_str_z(view->mark->name), "bar")) square_ends(view, it, table);
}
