#include "chart/mark/encode-priv.h"
#include "transform/transform.h"

#include "base/number.h"
#include "chart/data/data-priv.h"

#include <math.h>

/* From rules and rows to the channels of items. */

/* A rule's reference with what it reads in one table. */
typedef struct bound {
  const tr_ref *ref;
  const tr_scale *scale;
  const tr_column *a, *b, *invalid, *from, *to;
  const tr_expr *expr;
  const struct bound *offset; /* what is added, or NULL */
  const uint8_t *mask;
  const uint8_t **tip_masks; /* of each line of a tooltip; NULL: all rows have it */
  double fixed;              /* SIZE, BANDWIDTH, ZERO: the same for all rows */
} bound;

typedef struct eval {
  tr_view *view;
  tr_chart *chart;
  tr_ctx *ctx;
  const tr_table *table;
} eval;

static const tr_column *column(const eval *e, tr_str name) {
  return name.n > 0 ? tr_table_column(e->table, name) : NULL;
}

/* Whole sizes are those of the plot, shares those of the layer, as Vega-Lite words them. */
static double view_size(const eval *e, bool height, double share) {
  if (share != 0) return share * tr_layer_side(e->view, height);
  return height ? e->chart->height : e->chart->width;
}

/* Zero where the domain has it, else the domain's end. */
static double zero_value(const bound *b) {
  bool maybe;
  double first = tr_scale_domain_end(b->scale, false), last = tr_scale_domain_end(b->scale, true);
  double low = fmin(first, last), high = fmax(first, last);
  bool has = tr_domain_has_zero(b->ref->scale, &maybe);
  if (has || (maybe && low <= 0 && 0 <= high)) return 0;
  return b->ref->upper ? last : first;
}

/* On discrete scales: the place of zero where it is in the domain, else that of the first or last value. */
static double zero_place(const bound *b) {
  const tr_value *values;
  size_t n = tr_scale_domain(b->scale, &values);
  tr_value zero = tr_make_number(0);
  if (!tr_scale_is_discrete(b->ref->scale->type)) return tr_scale_number_of(b->scale, zero_value(b));
  if (n == 0) return NAN;
  double low = tr_to_number(&values[0]), high = tr_to_number(&values[n - 1]);
  bool spans = fmin(low, high) <= 0 && 0 <= fmax(low, high);
  return tr_scale_number(b->scale, spans ? &zero : &values[b->ref->upper ? n - 1 : 0]);
}

static double fixed_of(const eval *e, const bound *b) {
  const tr_ref *ref = b->ref;
  double mult = ref->mult == 0 ? 1 : ref->mult;
  switch (ref->kind) {
  case TR_REF_SIZE:
    if (tr_str_is(ref->column, "radius"))
      return fmin(tr_layer_side(e->view, 0), tr_layer_side(e->view, 1)) / 2;
    return view_size(e, ref->is_height, ref->mult);
  case TR_REF_BANDWIDTH: {
    double width = mult * (b->scale ? tr_scale_bandwidth(b->scale) : 0);
    return ref->least > 0 ? fmax(ref->least, width) : width;
  }
  case TR_REF_ZERO: return b->scale ? zero_place(b) : 0;
  case TR_REF_VALUE:
  case TR_REF_FIELD:
  case TR_REF_BETWEEN:
  case TR_REF_EXPR:
  case TR_REF_TEXT:
  case TR_REF_TIP: break;
  }
  return NAN;
}

static const uint8_t *mask_of(const eval *e, const tr_value *test) {
  uint8_t *mask = TR_NEW_N(e->ctx->data, uint8_t, e->table->n_rows + 1);
  tr_transform_env env = tr_chart_transforms(e->chart);
  return tr_predicate_mask(e->ctx, test, e->table, &env, mask) ? mask : NULL;
}

static bool bind(const eval *e, const tr_ref *ref, bound *b) {
  bound *offset = ref->offset_ref ? TR_NEW(e->ctx->scene, bound) : NULL;
  *b = (bound){.ref = ref, .scale = ref->scale ? ref->scale->scale : NULL};
  b->a = column(e, ref->column);
  b->b = column(e, ref->column2);
  b->invalid = column(e, ref->test_invalid);
  b->from = column(e, ref->size_from);
  b->to = column(e, ref->size_to);
  b->fixed = fixed_of(e, b);
  if (offset && !bind(e, ref->offset_ref, offset)) return false;
  b->offset = offset;
  if (ref->kind == TR_REF_EXPR)
    b->expr = tr_expr_parse(e->ctx, tr_string(ref->expr), tr_pos_of(ref->expr), &e->chart->scope);
  if (ref->test && !(b->mask = mask_of(e, ref->test))) return false;
  if (ref->n_tips > 0) b->tip_masks = TR_NEW_N(e->ctx->scene, const uint8_t *, ref->n_tips);
  for (size_t i = 0; i < ref->n_tips; i++)
    if (ref->tips[i].test && !(b->tip_masks[i] = mask_of(e, ref->tips[i].test))) return false;
  return ref->kind != TR_REF_EXPR || b->expr;
}

static tr_value cell(const tr_column *c, size_t row) { return c ? tr_cell(c, row) : tr_make_undefined(); }

static tr_str tip_text(const eval *e, const tr_tip *tip, size_t row) {
  tr_datum datum = {.table = e->table, .row = row};
  tr_value v;
  if (!tip->call) return tr_format_field(e->view, &tip->text, e->table, row);
  if (!tr_expr_eval(e->ctx, tip->call, &e->chart->scope, &datum, e->ctx->scene, &v)) return TR_S("");
  return tr_to_string(e->ctx->scene, &v);
}

/* Null where no line is left. */
static tr_value tip_of(const eval *e, const bound *b, size_t row) {
  const tr_ref *ref = b->ref;
  size_t n = 0;
  tr_buf line = tr_buf_of(e->ctx->scene);
  tr_member *m = TR_NEW_N(e->ctx->scene, tr_member, ref->n_tips);
  for (size_t i = 0; i < ref->n_tips; i++) {
    if (b->tip_masks[i] && !b->tip_masks[i][row]) continue;
    tr_str text = tip_text(e, &ref->tips[i], row);
    if (n > 0) tr_buf_add_z(&line, "; ");
    m[n++] = (tr_member){.name = ref->tips[i].key, .value = tr_make_string(text)};
    tr_buf_printf(&line, "%.*s: %.*s", TR_FMT(ref->tips[i].key), TR_FMT(text));
  }
  return ref->upper ? tr_make_string(tr_buf_str(&line))
         : n > 0    ? tr_make_object(m, (uint32_t)n)
                    : tr_make_null();
}

/* The raw value of a reference, before any scale. */
static tr_value raw_value(const eval *e, const bound *b, size_t row) {
  const tr_ref *ref = b->ref;
  tr_datum datum = {.table = e->table, .row = row};
  tr_value v = tr_make_undefined();
  switch (ref->kind) {
  case TR_REF_VALUE: return ref->value;
  case TR_REF_FIELD:
    v = cell(b->a, row);
    if (tr_str_is(ref->column2, "+") && !tr_is_nil(&v)) v = tr_make_number(tr_to_number(&v) + ref->mix);
    return v;
  case TR_REF_BETWEEN: {
    tr_value x = cell(b->a, row), y = cell(b->b, row);
    if (tr_is_nil(&x) || tr_is_nil(&y)) return v;
    return tr_make_number((1 - ref->mix) * tr_to_number(&x) + ref->mix * tr_to_number(&y));
  }
  case TR_REF_EXPR:
    if (!tr_expr_eval(e->ctx, b->expr, &e->chart->scope, &datum, e->ctx->scene, &v))
      return tr_make_undefined();
    return v;
  case TR_REF_TEXT:
    v = ref->text.way == TR_TEXT_PLAIN ? cell(column(e, ref->text.column), row) : v;
    if (tr_is(&v, TR_ARRAY)) return v; /* lines */
    return tr_make_string(tr_format_field(e->view, &ref->text, e->table, row));
  case TR_REF_TIP: return tip_of(e, b, row);
  case TR_REF_ZERO:
    if (b->scale) return tr_make_number(zero_value(b));
    break;
  case TR_REF_SIZE:
  case TR_REF_BANDWIDTH: break;
  }
  return tr_make_number(b->fixed);
}

static double number_at(const eval *e, const bound *b, size_t row);

/* What is added to a place, which is none where this is no number. */
static double offset_at(const eval *e, const bound *b, size_t row) {
  return b->offset ? number_at(e, b->offset, row) : 0;
}

/* Half the gap between bars, or room for the least width where the bin is narrower. */
static double spacing(const eval *e, const bound *b, size_t row) {
  const tr_ref *ref = b->ref;
  double gap = ref->spacing;
  if (ref->min_size > 0 && b->from && b->to && b->scale) {
    tr_value from = tr_cell(b->from, row), to = tr_cell(b->to, row);
    double size = fabs(tr_scale_number(b->scale, &to) - tr_scale_number(b->scale, &from));
    if (size < ref->min_size) gap = (ref->is_end ? 0.5 : -0.5) * (ref->min_size - size);
  }
  return ref->sign * (ref->moved + offset_at(e, b, row) + gap);
}

static double number_at(const eval *e, const bound *b, size_t row) {
  const tr_ref *ref = b->ref;
  bool scaled =
      b->scale && ref->kind != TR_REF_BANDWIDTH && ref->kind != TR_REF_ZERO && ref->kind != TR_REF_SIZE;
  double x;
  if (ref->kind == TR_REF_SIZE || ref->kind == TR_REF_BANDWIDTH || ref->kind == TR_REF_ZERO) {
    x = b->fixed;
  } else {
    tr_value v = raw_value(e, b, row);
    x = scaled ? tr_scale_number(b->scale, &v) : tr_is_nil(&v) ? NAN : tr_to_number(&v);
    if (scaled && ref->band != 0) x += ref->band * tr_scale_bandwidth(b->scale);
  }
  if (ref->kind == TR_REF_VALUE && ref->mult != 0) x *= ref->mult;
  x += ref->offset;
  return x + (ref->spaces ? spacing(e, b, row) : offset_at(e, b, row));
}

/* Whether there is nothing where a number could be: the mark has its own default then. */
static bool is_unset(const eval *e, const bound *b, size_t row) {
  if (b->scale || b->ref->kind > TR_REF_EXPR) return false;
  tr_value v = raw_value(e, b, row);
  return tr_is_nil(&v);
}

double tr_ref_number(tr_view *view, const tr_ref *ref, const tr_table *table, size_t row) {
  eval e = {view, view->chart, view->chart->ctx, table};
  bound b;
  if (!bind(&e, ref, &b)) return NAN;
  double x = number_at(&e, &b, row);
  return isnan(x) ? 0 : x;
}

static bool is_invalid(const tr_column *c, size_t row) {
  tr_value v = tr_cell(c, row);
  return tr_is_nil(&v) || !isfinite(tr_to_number(&v));
}

/* The items as far as they are filled: rounded ends compare places. */
static bool holds(const bound *b, size_t row, const tr_items *it) {
  const tr_ref *ref = b->ref;
  if (b->mask) return b->mask[row];
  if (ref->test_invalid.n > 0) return !b->invalid || is_invalid(b->invalid, row);
  if (ref->before != ref->after)
    return tr_item_number(it, ref->before, row, 0) < tr_item_number(it, ref->after, row, 0);
  return true;
}

static bool is_tested(const tr_ref *ref) {
  return ref->test || ref->test_invalid.n > 0 || ref->before != ref->after;
}

static bool is_constant(const tr_rule *rule) {
  const tr_ref *ref = rule->refs;
  if (rule->n != 1 || is_tested(ref) || ref->offset_ref || ref->spaces) return false;
  switch (ref->kind) {
  case TR_REF_VALUE:
  case TR_REF_SIZE:
  case TR_REF_BANDWIDTH:
  case TR_REF_ZERO: return true;
  case TR_REF_FIELD:
  case TR_REF_BETWEEN:
  case TR_REF_EXPR:
  case TR_REF_TEXT:
  case TR_REF_TIP: break;
  }
  return false;
}

static const bound *chosen(const bound *bounds, size_t n, size_t row, const tr_items *it) {
  for (size_t i = 0; i < n; i++)
    if (holds(&bounds[i], row, it)) return &bounds[i];
  return NULL;
}

/* --- Channels
 * -------------------------------------------------------------------------------------------------------- */

static void number_channel(const eval *e, const bound *b, size_t n, tr_channel_id id, bool constant,
                           tr_items *it) {
  if (constant) {
    double x = number_at(e, b, 0);
    if (is_unset(e, b, 0)) return;
    if (isfinite(x) || id == TR_CH_SIZE) tr_items_number(it, id, isfinite(x) ? x : 0);
    return;
  }
  double *each = TR_NEW_N(e->ctx->scene, double, it->n);
  for (size_t i = 0; i < it->n; i++) {
    const bound *c = chosen(b, n, i, it);
    double x = c ? number_at(e, c, i) : 0;
    each[i] = isfinite(x) ? x : id <= TR_CH_YC ? NAN : 0;          /* settled below, with the other end */
    if (id > TR_CH_YC && (!c || is_unset(e, c, i))) each[i] = NAN; /* the mark's own default */
  }
  it->numbers[id] = (tr_nums){0, each};
  it->set |= 1ull << id;
}

static tr_value value_at(const eval *e, const bound *b, size_t row) {
  tr_value v = raw_value(e, b, row);
  return b->scale && b->ref->kind != TR_REF_SIZE ? tr_scale_value(e->ctx, b->scale, &v) : v;
}

static void value_channel(const eval *e, const bound *b, size_t n, tr_channel_id id, bool constant,
                          tr_items *it) {
  if (constant) {
    tr_items_value(it, id, value_at(e, b, 0));
    return;
  }
  tr_value *each = TR_NEW_N(e->ctx->scene, tr_value, it->n);
  for (size_t i = 0; i < it->n; i++) {
    const bound *c = chosen(b, n, i, it);
    each[i] = c ? value_at(e, c, i) : tr_make_undefined();
  }
  it->values[id - TR_CH_NUMBERS] = (tr_vals){tr_make_undefined(), each};
  it->set |= 1ull << id;
}

static tr_paint paint_at(const eval *e, const bound *b, size_t row) {
  tr_value v = raw_value(e, b, row);
  tr_color c;
  if (b->scale) return tr_scale_color(b->scale, &v, &c) ? tr_paint_solid(c, NULL) : tr_paint_none();
  return tr_paint_from(e->ctx, &v);
}

static void paint_channel(const eval *e, const bound *b, size_t n, tr_channel_id id, bool constant,
                          tr_items *it) {
  if (constant) {
    tr_items_paint(it, id, paint_at(e, b, 0));
    return;
  }
  tr_paint *each = TR_NEW_N(e->ctx->scene, tr_paint, it->n);
  for (size_t i = 0; i < it->n; i++) {
    const bound *c = chosen(b, n, i, it);
    each[i] = c ? paint_at(e, c, i) : tr_paint_none();
  }
  *(id == TR_CH_FILL ? &it->fill : &it->stroke) = (tr_paints){tr_paint_none(), each};
  it->set |= 1ull << id;
}

/* As Vega: a place that is no number is 0, and where one end has no place there is no length. */
static void settle_ends(const eval *e, tr_items *it, tr_channel_id first, tr_channel_id second) {
  double *a = (double *)(uintptr_t)it->numbers[first].each;
  double *b = (double *)(uintptr_t)it->numbers[second].each, constant = it->numbers[second].one;
  bool both = tr_has(it, first) && tr_has(it, second);
  if (both && !b) {
    b = TR_NEW_N(e->ctx->scene, double, it->n);
    for (size_t i = 0; i < it->n; i++) b[i] = constant;
    it->numbers[second].each = b;
  }
  for (size_t i = 0; i < it->n; i++) {
    double from = a ? a[i] : tr_item_number(it, first, i, 0);
    bool none = isnan(from) || (both && isnan(b[i]));
    if (a && isnan(from)) a[i] = 0;
    if (b && none) b[i] = both && !isnan(from) ? from : 0;
    if (b && isnan(b[i])) b[i] = 0;
  }
}

/* As Vega: a middle that is no number leaves the start at 0. */
static void settle_middle(tr_items *it, tr_channel_id middle, tr_channel_id size) {
  double *each = (double *)(uintptr_t)it->numbers[middle].each;
  for (size_t i = 0; each && i < it->n; i++)
    if (isnan(each[i])) each[i] = tr_item_number(it, size, i, 0) / 2;
}

bool tr_entry_items(tr_view *view, const tr_entry *entry, const tr_table *table, tr_items *it) {
  eval e = {view, view->chart, view->chart->ctx, table};
  *it = (tr_items){.n = table->n_rows};
  tr_work(e.ctx, (double)table->n_rows);
  for (int id = 0; id < TR_CH_COUNT; id++) {
    const tr_rule *rule = &entry->rules[id];
    if (rule->n == 0 || (id == TR_CH_DESCRIPTION && table->n_rows > 5000)) continue;
    bound *bounds = TR_NEW_N(e.ctx->scene, bound, rule->n);
    for (size_t i = 0; i < rule->n; i++)
      if (!bind(&e, &rule->refs[i], &bounds[i])) return false;
    bool constant = is_constant(rule);
    if (id >= TR_CH_VALUES)
      paint_channel(&e, bounds, rule->n, (tr_channel_id)id, constant, it);
    else if (id >= TR_CH_NUMBERS)
      value_channel(&e, bounds, rule->n, (tr_channel_id)id, constant, it);
    else
      number_channel(&e, bounds, rule->n, (tr_channel_id)id, constant, it);
  }
  settle_ends(&e, it, TR_CH_X, TR_CH_X2);
  settle_ends(&e, it, TR_CH_Y, TR_CH_Y2);
  settle_middle(it, TR_CH_XC, TR_CH_WIDTH);
  settle_middle(it, TR_CH_YC, TR_CH_HEIGHT);
  uint32_t *rows = TR_NEW_N(e.ctx->scene, uint32_t, table->n_rows);
  for (size_t i = 0; i < table->n_rows; i++) rows[i] = (uint32_t)i;
  it->rows = rows;
  return !tr_mark_is(view, "image") || tr_load_pictures(view, it);
}
