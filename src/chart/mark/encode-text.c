#include "chart/mark/encode-priv.h"

#include "chart/data/data-priv.h"
#include "chart/normalize/normalize-priv.h"
#include "format/number.h"
#include "format/time.h"

/* Fields as words: text marks, tooltips, descriptions. */

static tr_str config_text(const tr_view *view, const char *name) {
  return tr_get_string(&view->chart->config, name, (tr_str){0});
}

static const tr_time_format *time_format(tr_view *view, const tr_def *d, const tr_value *format) {
  tr_chart *chart = view->chart;
  const tr_scale_cmp *scale = tr_enc_rows[d->enc].scaled ? tr_view_scale(view, d->enc) : NULL;
  bool utc = (d->has_unit && d->unit.utc) || (scale && scale->type->kind == TR_SCALE_UTC);
  tr_str spec = tr_string(format);
  if (spec.n == 0 && d->has_unit) spec = tr_timeunit_specifier_lite(chart->ctx->doc, d->unit.parts);
  if (spec.n == 0) spec = config_text(view, "timeFormat");
  tr_pos at = format ? tr_pos_of(format) : tr_pos_of(d->v);
  return tr_time_format_new(chart->ctx, chart->env.locale, spec, utc ? NULL : chart->env.zone, at);
}

tr_text_ref tr_text_ref_of(tr_view *view, const tr_def *d, const tr_value *format, bool share) {
  tr_chart *chart = view->chart;
  tr_ctx *ctx = chart->ctx;
  tr_text_ref t = {.column = d->column};
  if (!tr_def_has_own_format(d)) format = NULL;
  if (tr_def_is_time(d)) {
    t.way = TR_TEXT_TIME;
    t.time = time_format(view, d, format);
    return t;
  }
  tr_str spec = tr_string(format);
  if (!tr_is(format, TR_STRING) && d->type == TR_QUANTITATIVE)
    spec = config_text(view, share ? "normalizedNumberFormat" : "numberFormat");
  if (spec.n == 0 && d->type != TR_QUANTITATIVE && !d->bins) return t;
  t.number = tr_number_format_new(ctx, chart->env.locale, spec, format ? tr_pos_of(format) : tr_pos_of(d->v));
  t.way = d->bins ? TR_TEXT_BIN : TR_TEXT_NUMBER;
  t.is_share = share;
  if (d->bins) t.column2 = tr_def_column(ctx, d, "end");
  if (share) {
    t.column = tr_def_column(ctx, d, "end");
    t.column2 = tr_def_column(ctx, d, "start");
  }
  return t;
}

static tr_str datum_of(tr_ctx *ctx, tr_str column) {
  tr_value name = tr_make_string(column);
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add_z(&b, "datum[");
  tr_json_write(&b, &name);
  tr_buf_add_z(&b, "]");
  return tr_buf_str(&b);
}

/* A call of a formatter of one's own; empty for none. GUIDE: what may name it. */
static tr_str custom_text(tr_view *view, const tr_def *d, const tr_value *guide) {
  tr_ctx *ctx = view->chart->ctx;
  return tr_custom_text(view->chart, d, guide, datum_of(ctx, d->column),
                        datum_of(ctx, tr_def_column(ctx, d, "end")));
}

/* A constant in the channel's own format. */
static tr_value formatted(tr_view *view, const tr_def *d) {
  tr_arena *arena = view->chart->ctx->doc;
  tr_value v = tr_chart_value(view->chart, d->datum);
  double ms;
  if (!tr_is(&v, TR_NUMBER) && !tr_is(&v, TR_OBJECT) && !tr_is(&v, TR_DATE)) return v;
  tr_text_ref t = tr_text_ref_of(view, d, d->format, false);
  if (t.way == TR_TEXT_TIME && tr_datetime_value(view->chart, &v, &ms))
    return tr_make_string(tr_time_format_apply(arena, t.time, ms));
  if (t.way == TR_TEXT_NUMBER && t.number && tr_is(&v, TR_NUMBER))
    return tr_make_string(tr_number_format_apply(arena, t.number, v.number));
  return v;
}

static tr_ref *text_ref(tr_view *view, tr_def *d) {
  if (d->value) return tr_ref_value(view, d->value);
  if (d->datum) {
    tr_ref *ref = tr_ref_new(view, TR_REF_VALUE);
    ref->value = formatted(view, d);
    return ref;
  }
  if (!d->is_field) return NULL;
  tr_str call = custom_text(view, d, d->v);
  if (call.n > 0) {
    tr_ref *ref = tr_ref_new(view, TR_REF_EXPR);
    tr_value *expr = TR_NEW(view->chart->ctx->doc, tr_value);
    *expr = tr_make_string(call);
    const tr_value *at = tr_get(d->v, "formatType");
    if (at) {
      expr->file = at->file;
      expr->offset = at->offset;
    }
    ref->expr = expr;
    return ref;
  }
  tr_ref *ref = tr_ref_new(view, TR_REF_TEXT);
  ref->text = tr_text_ref_of(view, d, d->format, false);
  return ref;
}

void tr_encode_text(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id) {
  tr_def *d = view->enc[enc];
  if (!d) return;
  tr_rule_clear(entry, id);
  const tr_value *c = d->condition;
  size_t n = tr_is(c, TR_ARRAY) ? c->n : c ? 1 : 0;
  for (size_t i = 0; i < n; i++) {
    const tr_value *one = tr_is(c, TR_ARRAY) ? &c->items[i] : c;
    tr_ref *ref =
        d->inner && !tr_is(c, TR_ARRAY) ? text_ref(view, d->inner) : tr_ref_value(view, tr_get(one, "value"));
    if (!ref) continue;
    ref->test = tr_get(one, "test") ? tr_get(one, "test") : one;
    tr_rule_append(view, entry, id, ref);
  }
  tr_rule_append(view, entry, id, text_ref(view, d));
}

/* --- Filters of tooltips
 * -------------------------------------------------------------------------------------- */

/* PREDICATE with the field and unit of D, in which all is worked out already; undefined where one of its
   parts is no predicate of one field. */
static tr_value with_field(tr_view *view, const tr_def *d, const tr_value *predicate) {
  static const char *const joins[] = {"and", "or", "not"};
  static const char *const tests[] = {"equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid"};
  tr_ctx *ctx = view->chart->ctx;
  for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
    const tr_value *in = tr_get(predicate, joins[i]);
    if (!in) continue;
    tr_value out = tr_is(in, TR_ARRAY) && in->n > 0 ? *in : with_field(view, d, in);
    tr_value *items = TR_NEW_N(ctx->doc, tr_value, in->n + 1);
    for (uint32_t k = 0; tr_is(in, TR_ARRAY) && k < in->n; k++) {
      items[k] = with_field(view, d, &in->items[k]);
      if (tr_is_nil(&items[k])) return tr_make_undefined();
    }
    if (tr_is(in, TR_ARRAY) && in->n > 0) out = tr_make_array(items, in->n);
    return tr_is_nil(&out) ? out : tr_with(ctx->doc, predicate, joins[i], out);
  }
  bool any = false;
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) any = any || tr_get(predicate, tests[i]);
  if (!any) return tr_make_undefined();
  tr_value out = tr_with(ctx->doc, predicate, "field", tr_whole_column(ctx, d->column));
  if (!d->has_unit) return out;
  tr_value unit = tr_make_object(NULL, 0);
  unit = tr_with(ctx->doc, &unit, "unit", tr_make_string(tr_timeunit_name(ctx->doc, &d->unit)));
  unit = tr_with(ctx->doc, &unit, "binned", tr_make_bool(true));
  return tr_with(ctx->doc, &out, "timeUnit", unit);
}

static const tr_value *test_of_tip(tr_view *view, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_value *filter = tr_get(d->v, "filter");
  if (!filter) return NULL;
  if (d->arg.n > 0 || (d->field.n == 0 && !tr_is_count(d))) {
    tr_warn(ctx, TR_INPUT, tr_pos_of(filter), NULL,
            "a tooltip is filtered by its field alone; filter is left out");
    return NULL;
  }
  tr_value *test = TR_NEW(ctx->doc, tr_value);
  *test = with_field(view, d, filter);
  if (!tr_is_nil(test)) return test;
  tr_warn(ctx, TR_INPUT, tr_pos_of(filter), "write a predicate without `field`, such as {\"gt\": 0}",
          "this is no filter of a tooltip; it is left out");
  return NULL;
}

/* --- Tooltips and descriptions
 * -------------------------------------------------------------------------------------- */

static bool has_key(const tr_vec *tips, tr_str key) {
  const tr_tip *items = tips->items;
  for (size_t i = 0; i < tips->n; i++)
    if (tr_str_eq(items[i].key, key)) return true;
  return false;
}

static tr_str key_of(tr_view *view, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  if (tr_is(d->title, TR_STRING)) return tr_string(d->title);
  tr_buf b = tr_buf_of(ctx->doc);
  for (uint32_t i = 0; tr_is(d->title, TR_ARRAY) && i < d->title->n; i++) {
    if (i > 0) tr_buf_add_z(&b, ", ");
    tr_buf_add(&b, tr_string(&d->title->items[i]));
  }
  return b.n > 0 ? tr_buf_str(&b) : tr_def_default_title(ctx, d, &view->chart->config);
}

/* The end of data that are binned already, which is told with their start; NULL else. */
static const tr_def *binned_end(const tr_view *view, tr_enc enc) {
  const tr_def *d = tr_enc_is_xy(enc) ? tr_def_field(view->enc[enc]) : NULL;
  return d && d->is_binned ? tr_def_field(view->enc[tr_enc_rows[enc].second]) : NULL;
}

/* "start – end", by the format of numbers. */
static void tell_end(tr_view *view, const tr_def *d, const tr_value *format, tr_text_ref *text) {
  const tr_def *end = d == view->enc[d->enc] ? binned_end(view, d->enc) : NULL;
  if (!end) return;
  tr_chart *chart = view->chart;
  tr_str spec = tr_string(format);
  if (spec.n == 0) spec = config_text(view, "numberFormat");
  tr_pos at = format ? tr_pos_of(format) : tr_pos_of(d->v);
  text->way = TR_TEXT_BIN;
  text->number = tr_number_format_new(chart->ctx, chart->env.locale, spec, at);
  text->column2 = end->column;
}

static const tr_expr *tip_call(tr_view *view, const tr_def *d) {
  bool own = tr_get(d->v, "format") || tr_get(d->v, "formatType");
  tr_str call = custom_text(view, d, own ? d->v : d->axis ? d->axis : d->legend);
  tr_chart *chart = view->chart;
  return call.n > 0 ? tr_expr_parse(chart->ctx, call, tr_pos_of(d->v), &chart->scope) : NULL;
}

static void add_tip(tr_view *view, tr_vec *tips, tr_def *d, tr_enc enc) {
  d = tr_def_field(d);
  if (!d || !tr_get_bool(d->v, "tooltip", true)) return;
  tr_str key = key_of(view, d);
  if (has_key(tips, key)) return;
  bool share =
      view->stack.is_on && view->stack.measure == d->enc && tr_str_is(view->stack.offset, "normalize");
  const tr_value *format = d->format;
  if (!format) format = tr_get(d->axis ? d->axis : d->legend, "format");
  tr_tip tip = {.key = key, .text = tr_text_ref_of(view, d, format, share), .call = tip_call(view, d)};
  tell_end(view, d, format, &tip.text);
  if (enc == TR_ENC_TOOLTIP) tip.test = test_of_tip(view, d);
  *(tr_tip *)tr_vec_push(tips) = tip;
}

/* The chart's config while lines are made: formats of tooltips may be others. */
static tr_value config_of_tips(tr_chart *chart) {
  const tr_value *own = tr_get(&chart->config, "tooltipFormat");
  return own ? tr_spread(chart->ctx, &chart->config, own) : chart->config;
}

static void add_channel(tr_view *view, tr_vec *tips, tr_enc enc) {
  tr_chart *chart = view->chart;
  tr_value config = chart->config;
  chart->config = config_of_tips(chart);
  for (size_t k = 0; k < view->n_list[enc]; k++) add_tip(view, tips, view->lists[enc][k], enc);
  if (view->n_list[enc] == 0) add_tip(view, tips, view->enc[enc], enc);
  chart->config = config;
}

static tr_ref *tip_ref(tr_view *view, const tr_vec *tips) {
  if (tips->n == 0) return NULL;
  tr_ref *ref = tr_ref_new(view, TR_REF_TIP);
  ref->tips = tips->items;
  ref->n_tips = tips->n;
  return ref;
}

/* Vega-Lite's order of channels. */
/* clang-format off */
static const tr_enc spoken[] = {
    TR_ENC_X, TR_ENC_Y, TR_ENC_X2, TR_ENC_Y2, TR_ENC_THETA, TR_ENC_THETA2, TR_ENC_RADIUS, TR_ENC_RADIUS2,
    TR_ENC_LONGITUDE, TR_ENC_LONGITUDE2, TR_ENC_LATITUDE, TR_ENC_LATITUDE2, TR_ENC_X_OFFSET,
    TR_ENC_Y_OFFSET, TR_ENC_COLOR, TR_ENC_FILL, TR_ENC_STROKE, TR_ENC_TIME, TR_ENC_OPACITY,
    TR_ENC_FILL_OPACITY, TR_ENC_STROKE_OPACITY, TR_ENC_STROKE_WIDTH, TR_ENC_STROKE_DASH, TR_ENC_SIZE,
    TR_ENC_ANGLE, TR_ENC_SHAPE, TR_ENC_ORDER, TR_ENC_TEXT, TR_ENC_DETAIL, TR_ENC_KEY, TR_ENC_TOOLTIP,
    TR_ENC_HREF, TR_ENC_URL, TR_ENC_DESCRIPTION};
/* clang-format on */

static bool is_told(const tr_view *view, tr_enc enc) {
  tr_enc main = tr_enc_rows[enc].main;
  return main != enc && tr_enc_is_xy(main) && binned_end(view, main);
}

/* Every field of the encoding. */
static tr_ref *all_fields(tr_view *view) {
  tr_vec tips = tr_vec_of(view->chart->ctx->doc, sizeof(tr_tip));
  for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
    tr_enc enc = spoken[i];
    if (is_told(view, enc)) continue;
    add_channel(view, &tips, enc);
  }
  return tip_ref(view, &tips);
}

void tr_encode_tooltip(tr_view *view, tr_entry *entry) {
  if (view->n_list[TR_ENC_TOOLTIP] > 0) {
    tr_vec tips = tr_vec_of(view->chart->ctx->doc, sizeof(tr_tip));
    add_channel(view, &tips, TR_ENC_TOOLTIP);
    tr_ref *ref = tip_ref(view, &tips);
    if (ref) tr_rule_set(view, entry, TR_CH_TOOLTIP, ref);
    return;
  }
  if (view->enc[TR_ENC_TOOLTIP]) {
    tr_encode_text(view, entry, TR_ENC_TOOLTIP, TR_CH_TOOLTIP);
    return;
  }
  const tr_value *own = tr_mark_prop(view, "tooltip", NULL);
  bool on = (tr_is(own, TR_BOOL) && own->boolean) || tr_get(own, "content");
  tr_value row = tr_make_object(NULL, 0);
  row = tr_with(view->chart->ctx->doc, &row, "expr", tr_make_string(TR_S("datum")));
  if (tr_str_is(tr_get_string(own, "content", (tr_str){0}), "data"))
    tr_rule_set(view, entry, TR_CH_TOOLTIP, tr_ref_value(view, &row));
  else if (on)
    tr_rule_set(view, entry, TR_CH_TOOLTIP, all_fields(view));
  else if (tr_is(own, TR_STRING) || tr_get(own, "expr"))
    tr_rule_set(view, entry, TR_CH_TOOLTIP, tr_ref_value(view, own));
}

void tr_encode_description(tr_view *view, tr_entry *entry) {
  const tr_value *own = tr_mark_prop(view, "description", NULL), *aria = tr_mark_prop(view, "aria", NULL);
  if (tr_is(aria, TR_BOOL) && !aria->boolean) return;
  if (view->enc[TR_ENC_DESCRIPTION]) {
    tr_encode_text(view, entry, TR_ENC_DESCRIPTION, TR_CH_DESCRIPTION);
    return;
  }
  tr_ref *ref = own ? tr_ref_value(view, own) : all_fields(view);
  if (ref) ref->upper = true; /* one line of text, not a list */
  tr_rule_set(view, entry, TR_CH_DESCRIPTION, ref);
}

tr_str tr_format_field(tr_view *view, const tr_text_ref *t, const tr_table *table, size_t row) {
  tr_arena *arena = view->chart->ctx->scene;
  const tr_column *c = tr_table_column(table, t->column),
                  *c2 = t->column2.n ? tr_table_column(table, t->column2) : NULL;
  if (!c) return t->way == TR_TEXT_PLAIN ? TR_S("undefined") : TR_S("NaN");
  if (t->way == TR_TEXT_TIME && !tr_valid(c, row)) return TR_S("null");
  tr_value v = tr_cell(c, row), v2 = c2 ? tr_cell(c2, row) : tr_make_null();
  switch (t->way) {
  case TR_TEXT_PLAIN: return tr_to_string(arena, &v);
  case TR_TEXT_TIME: return tr_time_format_apply(arena, t->time, tr_to_number(&v));
  case TR_TEXT_NUMBER:
    if (tr_is(&v, TR_NULL) && !t->is_share) return TR_S("null"); /* but NaN where there is nothing at all */
    return t->number ? tr_number_format_apply(arena, t->number,
                                              tr_to_number(&v) - (t->is_share ? tr_to_number(&v2) : 0))
                     : tr_to_string(arena, &v);
  case TR_TEXT_BIN: break;
  }
  if (tr_is_nil(&v) || !t->number) return TR_S("null");
  tr_str a = tr_number_format_apply(arena, t->number, tr_to_number(&v));
  tr_str b = tr_number_format_apply(arena, t->number, tr_to_number(&v2));
  return tr_printf(arena, "%.*s – %.*s", TR_FMT(a), TR_FMT(b));
}
