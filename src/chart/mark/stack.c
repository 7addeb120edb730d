#include "chart/scale/scale-priv.h"

static bool is_mark(const tr_view *view, const char *name) {
  return tr_str_is(tr_str_z(view->mark->name), name);
}

static bool is_stackable(const tr_view *view) {
  static const char *const marks[] = {"arc",    "bar",    "area", "rule", "point",
                                      "circle", "square", "line", "text", "tick"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (is_mark(view, marks[i])) return true;
  return false;
}

static bool is_measure(const tr_def *d) {
  return d && d->is_field && d->type == TR_QUANTITATIVE && !d->bins && !d->is_binned;
}

static bool is_truthy(const tr_value *v) {
  if (tr_is_nil(v)) return false;
  return v->kind != TR_BOOL || v->boolean;
}

/* The channel that stacks, of x and y or of theta and radius. */
static tr_enc stacked_channel(const tr_view *view, tr_enc a, tr_enc b) {
  const tr_def *x = view->enc[a], *y = view->enc[b];
  bool xm = is_measure(x), ym = is_measure(y), both = x && x->is_field && y && y->is_field;
  bool cartesian = a == TR_ENC_X && (is_mark(view, "bar") || is_mark(view, "area"));
  bool vertical = tr_str_is(view->orient, "vertical"), horizontal = tr_str_is(view->orient, "horizontal");
  if (both && xm && ym) {
    if (is_truthy(x->stack)) return a;
    if (is_truthy(y->stack)) return b;
    if ((x->aggregate.n > 0) != (y->aggregate.n > 0)) return x->aggregate.n > 0 ? a : b;
    if (cartesian && vertical) return b;
    return cartesian && horizontal ? a : TR_ENC_COUNT;
  }
  if (xm) return !both && cartesian && vertical ? TR_ENC_COUNT : a;
  if (ym) return !both && cartesian && horizontal ? TR_ENC_COUNT : b;
  return TR_ENC_COUNT;
}

static tr_enc dimension_of(tr_enc measure) {
  if (measure == TR_ENC_X) return TR_ENC_Y;
  if (measure == TR_ENC_Y) return TR_ENC_X;
  return measure == TR_ENC_THETA ? TR_ENC_RADIUS : TR_ENC_THETA;
}

static void add_dimension(tr_stack *s, const tr_view *view, tr_enc enc, tr_str stacked) {
  const tr_def *d = view->enc[enc];
  if (d && d->is_field && !tr_str_eq(d->column, stacked)) s->by[s->n_by++] = enc;
}

static bool groups_by(const tr_stack *s, const tr_view *view, tr_str column) {
  for (size_t i = 0; i < s->n_by; i++)
    if (tr_str_eq(view->enc[s->by[i]]->column, column)) return true;
  return false;
}

static void add_part(tr_stack *s, const tr_view *view, const tr_def *d) {
  if (!d || !d->is_field || d->aggregate.n > 0 || groups_by(s, view, d->column)) return;
  if (s->n_parts < sizeof s->parts / sizeof *s->parts) s->parts[s->n_parts++] = d;
}

/* Channels that divide a stack, in Vega-Lite's order. */
static const tr_enc dividers[] = {
    TR_ENC_COLOR,        TR_ENC_FILL,           TR_ENC_STROKE,       TR_ENC_TIME,        TR_ENC_OPACITY,
    TR_ENC_FILL_OPACITY, TR_ENC_STROKE_OPACITY, TR_ENC_STROKE_WIDTH, TR_ENC_STROKE_DASH, TR_ENC_SIZE,
    TR_ENC_ANGLE,        TR_ENC_SHAPE,          TR_ENC_KEY,          TR_ENC_TEXT,        TR_ENC_HREF,
    TR_ENC_URL,          TR_ENC_DESCRIPTION,    TR_ENC_DETAIL,       TR_ENC_ORDER};

static void add_parts(tr_stack *s, const tr_view *view) {
  for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
    tr_enc e = dividers[i];
    for (size_t k = 0; k < view->n_list[e]; k++) add_part(s, view, tr_def_field(view->lists[e][k]));
    if (view->n_list[e] == 0) add_part(s, view, tr_def_field(view->enc[e]));
  }
}

static tr_str offset_of(const tr_view *view, const tr_def *d) {
  const tr_value *stack = d->stack;
  if (stack && stack->kind == TR_NULL) return (tr_str){0};
  if (tr_is(stack, TR_BOOL)) return stack->boolean ? TR_S("zero") : (tr_str){0};
  if (tr_is(stack, TR_STRING)) return tr_string(stack);
  bool by_default = is_mark(view, "bar") || is_mark(view, "area") || is_mark(view, "arc");
  return by_default ? TR_S("zero") : (tr_str){0};
}

static bool second_is_given(const tr_view *view, tr_enc measure) {
  tr_enc second = tr_enc_rows[measure].second;
  return second != TR_ENC_COUNT && tr_def_data(view->enc[second]);
}

/* A measure over a quantitative offset is laid out by the offset, not stacked. */
static bool is_offset(const tr_view *view, tr_enc measure) {
  tr_enc across = dimension_of(measure), offset = tr_enc_rows[across].offset;
  if (!tr_enc_is_xy(measure) || view->enc[across]) return false;
  return view->enc[offset] && is_measure(view->enc[offset]);
}

void tr_view_stack(tr_view *view) {
  tr_stack s = {.measure = TR_ENC_COUNT};
  if (!is_stackable(view)) return;
  s.measure = stacked_channel(view, TR_ENC_X, TR_ENC_Y);
  if (s.measure == TR_ENC_COUNT) s.measure = stacked_channel(view, TR_ENC_THETA, TR_ENC_RADIUS);
  if (s.measure == TR_ENC_COUNT) return;
  const tr_def *d = view->enc[s.measure];
  if (!d->stack && is_offset(view, s.measure)) return;
  tr_enc across = dimension_of(s.measure);
  add_dimension(&s, view, across, d->column);
  tr_enc offset = across == TR_ENC_X ? TR_ENC_X_OFFSET : TR_ENC_Y_OFFSET;
  add_dimension(&s, view, offset, d->column);
  add_parts(&s, view);
  s.offset = offset_of(view, d);
  if (!tr_str_is(s.offset, "zero") && !tr_str_is(s.offset, "center") && !tr_str_is(s.offset, "normalize"))
    return;
  if (tr_view_is_aggregate(view) && s.n_parts == 0) return;
  if (second_is_given(view, s.measure)) return;
  s.imputes = view->mark->is_path && !(d->impute && d->impute->kind == TR_NULL);
  s.is_on = true;
  view->stack = s;
}

tr_str tr_stack_dimension(const tr_view *view, tr_enc enc) {
  const tr_stack *s = &view->stack;
  const tr_def *d = tr_def_field(view->enc[enc]);
  const tr_scale_cmp *c = tr_view_scale(view, enc);
  bool is_by = false;
  for (size_t i = 0; i < s->n_by; i++) is_by = is_by || s->by[i] == enc;
  bool middles = s->is_on && s->imputes && is_by && d->bins && c && tr_scale_is_continuous(c->type);
  return middles ? tr_def_column(view->chart->ctx, d, "mid") : d->column;
}
