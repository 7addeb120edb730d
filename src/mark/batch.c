#include "mark/mark-priv.h"

#include <math.h>

static bool same(const tr_items *it, tr_channel_id id, size_t a, size_t b) {
  if (!tr_has(it, id) || !it->values[id - TR_CH_NUMBERS].each) return true;
  const tr_value *x = tr_item_value(it, id, a), *y = tr_item_value(it, id, b);
  return x && y ? tr_equal(x, y) : x == y;
}

static bool same_pen(const tr_items *it, size_t a, size_t b) {
  return same(it, TR_CH_STROKE_DASH, a, b) && same(it, TR_CH_STROKE_CAP, a, b) &&
         same(it, TR_CH_STROKE_JOIN, a, b) && same(it, TR_CH_BLEND, a, b);
}

tr_run tr_run_from(const tr_items *it, size_t from) {
  size_t n = tr_items_drawn(it), to = from + 1;
  while (to < n && same_pen(it, tr_item_at(it, from), tr_item_at(it, to))) to++;
  return (tr_run){from, to};
}

double *tr_column_new(const tr_mark_env *env, size_t n) { return TR_NEW_N(env->ctx->scene, double, n); }

static tr_paint faded(tr_paint paint, double opacity) {
  if (paint.kind == TR_PAINT_NONE || !(opacity > 0)) return tr_paint_none();
  paint.color.a *= fmin(1, opacity);
  return paint;
}

tr_paint tr_fill_of(const tr_items *it, size_t i) {
  if (!tr_has(it, TR_CH_FILL)) return tr_paint_none();
  double opacity = tr_item_number(it, TR_CH_OPACITY, i, 1) * tr_item_number(it, TR_CH_FILL_OPACITY, i, 1);
  return faded(*tr_paint_of(&it->fill, i), opacity);
}

tr_paint tr_stroke_of(const tr_items *it, size_t i) {
  if (!tr_has(it, TR_CH_STROKE) || !(tr_item_number(it, TR_CH_STROKE_WIDTH, i, 1) > 0))
    return tr_paint_none();
  double opacity = tr_item_number(it, TR_CH_OPACITY, i, 1) * tr_item_number(it, TR_CH_STROKE_OPACITY, i, 1);
  return faded(*tr_paint_of(&it->stroke, i), opacity);
}

static tr_str as_text(const tr_mark_env *env, const tr_value *v) {
  if (!v) return (tr_str){0};
  if (v->kind == TR_STRING) return tr_string(v);
  tr_buf b = tr_buf_of(env->ctx->scene);
  for (uint32_t i = 0; v->kind == TR_OBJECT && i < v->n; i++) {
    if (i > 0) tr_buf_add_z(&b, "\n");
    tr_buf_add(&b, v->members[i].name);
    tr_buf_add_z(&b, ": ");
    tr_buf_add(&b, as_text(env, &v->members[i].value));
  }
  if (v->kind != TR_OBJECT) tr_json_write(&b, v);
  return tr_buf_str(&b);
}

tr_item_info tr_info_of(const tr_mark_env *env, const tr_items *it, size_t i) {
  return (tr_item_info){.title = as_text(env, tr_item_value(it, TR_CH_TOOLTIP, i)),
                        .description = tr_item_string(it, TR_CH_DESCRIPTION, i, (tr_str){0}),
                        .href = tr_item_string(it, TR_CH_HREF, i, (tr_str){0})};
}

static bool has_info(const tr_items *it) {
  return tr_has(it, TR_CH_TOOLTIP) || tr_has(it, TR_CH_DESCRIPTION) || tr_has(it, TR_CH_HREF);
}

/* As the canvas takes dashes: an odd number of lengths is doubled; a negative one, or only zeros, is none. */
static void set_dash(const tr_mark_env *env, const tr_value *dash, tr_pen *pen) {
  if (!tr_is(dash, TR_ARRAY) || dash->n == 0) return;
  double sum = 0;
  size_t n = dash->n % 2 ? dash->n * 2 : dash->n;
  double *lengths = tr_column_new(env, n);
  for (size_t i = 0; i < n; i++) {
    const tr_value *v = &dash->items[i % dash->n];
    if (!tr_is(v, TR_NUMBER) || !(v->number >= 0)) return;
    lengths[i] = v->number;
    sum += v->number;
  }
  if (!(sum > 0)) return;
  pen->dash = lengths;
  pen->n_dash = n;
}

static tr_pen pen_of(const tr_mark_env *env, const tr_items *it, size_t i) {
  tr_str cap = tr_item_string(it, TR_CH_STROKE_CAP, i, TR_S("butt"));
  tr_str join = tr_item_string(it, TR_CH_STROKE_JOIN, i, TR_S("miter"));
  tr_pen pen = {.miter_limit = tr_item_number(it, TR_CH_STROKE_MITER_LIMIT, i, 4),
                .dash_offset = tr_item_number(it, TR_CH_STROKE_DASH_OFFSET, i, 0)};
  pen.cap = tr_str_is(cap, "round") ? TR_CAP_ROUND : tr_str_is(cap, "square") ? TR_CAP_SQUARE : TR_CAP_BUTT;
  pen.join = tr_str_is(join, "round")   ? TR_JOIN_ROUND
             : tr_str_is(join, "bevel") ? TR_JOIN_BEVEL
                                        : TR_JOIN_MITER;
  set_dash(env, tr_item_value(it, TR_CH_STROKE_DASH, i), &pen);
  return pen;
}

tr_blend tr_blend_of(const tr_items *it, size_t i) {
  static const char *const blends[] = {"multiply",    "screen",     "overlay",    "darken",     "lighten",
                                       "color-dodge", "color-burn", "hard-light", "soft-light", "difference",
                                       "exclusion",   "hue",        "saturation", "color",      "luminosity"};
  tr_str name = tr_item_string(it, TR_CH_BLEND, i, (tr_str){0});
  for (size_t k = 0; k < sizeof blends / sizeof *blends; k++)
    if (tr_str_is(name, blends[k])) return (tr_blend)(TR_BLEND_MULTIPLY + k);
  return TR_BLEND_NORMAL;
}

typedef tr_paint paint_fn(const tr_items *it, size_t i);

static bool varies(const tr_items *it, tr_channel_id paint, tr_channel_id opacity) {
  const tr_paints *p = paint == TR_CH_FILL ? &it->fill : &it->stroke;
  return p->each || (tr_has(it, opacity) && it->numbers[opacity].each) ||
         (tr_has(it, TR_CH_OPACITY) && it->numbers[TR_CH_OPACITY].each) ||
         (paint == TR_CH_STROKE && tr_has(it, TR_CH_STROKE_WIDTH) && it->numbers[TR_CH_STROKE_WIDTH].each);
}

static tr_paints paints_of(const tr_mark_env *env, const tr_items *it, tr_run run, tr_channel_id id) {
  paint_fn *of = id == TR_CH_FILL ? tr_fill_of : tr_stroke_of;
  tr_paints out = {of(it, tr_item_at(it, run.from)), NULL};
  if (!varies(it, id, id == TR_CH_FILL ? TR_CH_FILL_OPACITY : TR_CH_STROKE_OPACITY)) return out;
  tr_paint *each = TR_NEW_N(env->ctx->scene, tr_paint, run.to - run.from);
  for (size_t k = run.from; k < run.to; k++) each[k - run.from] = of(it, tr_item_at(it, k));
  out.each = each;
  return out;
}

static tr_nums widths_of(const tr_mark_env *env, const tr_items *it, tr_run run) {
  if (!tr_has(it, TR_CH_STROKE_WIDTH) || !it->numbers[TR_CH_STROKE_WIDTH].each)
    return (tr_nums){tr_item_number(it, TR_CH_STROKE_WIDTH, tr_item_at(it, run.from), 1), NULL};
  double *each = tr_column_new(env, run.to - run.from);
  for (size_t k = run.from; k < run.to; k++)
    each[k - run.from] = fmax(0, tr_item_number(it, TR_CH_STROKE_WIDTH, tr_item_at(it, k), 1));
  return (tr_nums){0, each};
}

tr_marks *tr_marks_for(const tr_mark_env *env, const tr_items *it, tr_run run, tr_marks_kind kind,
                       bool with_fill) {
  size_t n = run.to - run.from, first = tr_item_at(it, run.from);
  tr_marks *m = tr_marks_new(env->ctx, kind, n);
  if (with_fill) m->fill = paints_of(env, it, run, TR_CH_FILL);
  m->stroke = paints_of(env, it, run, TR_CH_STROKE);
  m->stroke_width = widths_of(env, it, run);
  m->pen = pen_of(env, it, first);
  m->blend = tr_blend_of(it, first);
  if (has_info(it)) {
    tr_item_info *info = TR_NEW_N(env->ctx->scene, tr_item_info, n);
    for (size_t k = 0; k < n; k++) info[k] = tr_info_of(env, it, tr_item_at(it, run.from + k));
    m->info = info;
  }
  if (it->rows) {
    uint32_t *rows = TR_NEW_N(env->ctx->scene, uint32_t, n);
    for (size_t k = 0; k < n; k++) rows[k] = it->rows[tr_item_at(it, run.from + k)];
    m->rows = rows;
  }
  return m;
}

/* Start and length along one direction (vega-encode's rules for x, x2, xc and width). */
static void span_of(const tr_items *it, size_t i, const tr_channel_id ids[4], double *start, double *length) {
  double a = tr_item_number(it, ids[0], i, 0), b = tr_item_number(it, ids[1], i, 0);
  *length = tr_item_number(it, ids[3], i, 0);
  *start = a;
  if (tr_has(it, ids[1]) && tr_has(it, ids[0])) {
    *start = fmin(a, b);
    *length = fabs(b - a);
  } else if (tr_has(it, ids[1])) {
    *start = b - *length;
  }
  if (tr_has(it, ids[2])) *start = tr_item_number(it, ids[2], i, 0) - *length / 2;
}

tr_box tr_item_box(const tr_items *it, size_t i) {
  static const tr_channel_id x[4] = {TR_CH_X, TR_CH_X2, TR_CH_XC, TR_CH_WIDTH};
  static const tr_channel_id y[4] = {TR_CH_Y, TR_CH_Y2, TR_CH_YC, TR_CH_HEIGHT};
  tr_box box;
  span_of(it, i, x, &box.x, &box.w);
  span_of(it, i, y, &box.y, &box.h);
  return box;
}

static double snapped(double x) { return floor(x * 1000 + 0.5) / 1000; }

bool tr_outline_bounds(const tr_path *path, tr_bounds *out) {
  tr_box box;
  if (path->n_points == 0 || !tr_path_bounds(path, &box)) return false;
  *out = (tr_bounds){snapped(box.x), snapped(box.y), snapped(box.x + box.w), snapped(box.y + box.h)};
  return true;
}

void tr_add_path(const tr_mark_env *env, const tr_items *it, size_t i, tr_path path, double x, double y,
                 double angle, bool with_fill, tr_group *parent, tr_bounds *bounds) {
  size_t at = 0;
  while (tr_item_at(it, at) != i) at++;
  tr_marks *m = tr_marks_for(env, it, (tr_run){at, at + 1}, TR_MARKS_PATH, with_fill);
  m->path.one = path;
  m->x.one = x;
  m->y.one = y;
  m->angle.one = angle;
  tr_bounds b;
  if (tr_outline_bounds(&path, &b)) {
    if (angle != 0) tr_bounds_turn(&b, angle, 0, 0);
    tr_bounds_stroke(&b, it, i, true);
    tr_bounds_move(&b, x, y);
    tr_bounds_union(bounds, &b);
    tr_group_add(parent, &m->node);
  }
}
