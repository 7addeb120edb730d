#include "chart/normalize/normalize-priv.h"

/* Channels of a composite mark without their bins, time units and aggregates, which become transforms; what
   is left are the fields to group by. */

static void group_by(tr_composite *c, tr_str column) { tr_list_add(&c->groupby, tr_make_string(column)); }

static void add_aggregate(tr_composite *c, const tr_def *d, tr_value *out) {
  tr_value step = tr_object_at(d->v);
  tr_str as = d->column;
  if (d->arg.n > 0) as = tr_printf(c->ctx->doc, "%.*s_%.*s", TR_FMT(d->aggregate), TR_FMT(d->arg));
  tr_put(c->ctx, &step, "op", d->rate ? *d->rate : tr_make_string(d->aggregate));
  if (d->arg.n > 0)
    tr_put_s(c->ctx, &step, "field", d->arg);
  else if (d->field.n > 0)
    tr_put_s(c->ctx, &step, "field", d->field);
  tr_put_s(c->ctx, &step, "as", as);
  tr_list_add(&c->aggregate, step);
  tr_put_s(c->ctx, out, "field", d->column);
}

/* A bin has two ends, and an x or y gets the other one beside it. */
static void add_bin(tr_composite *c, const tr_def *d, tr_str channel, tr_value *out) {
  tr_value step = tr_object_at(d->v), second = tr_object_at(d->v);
  tr_str end = tr_def_column(c->ctx, d, "end");
  tr_put(c->ctx, &step, "bin", *d->bin);
  tr_put_s(c->ctx, &step, "field", d->field);
  tr_put_s(c->ctx, &step, "as", d->column);
  tr_list_add(&c->bins, step);
  group_by(c, end);
  tr_put_s(c->ctx, &second, "field", end);
  if (tr_str_is(channel, "x")) tr_put(c->ctx, &c->shared, "x2", second);
  if (tr_str_is(channel, "y")) tr_put(c->ctx, &c->shared, "y2", second);
  tr_put_z(c->ctx, out, "bin", "binned");
  tr_put_z(c->ctx, out, "type", "quantitative");
}

/* Dates that are no temporal field any more are still written as times. */
static void format_as_time(tr_composite *c, const tr_def *d, tr_str channel, tr_value *out) {
  bool is_text = d->enc == TR_ENC_TEXT || d->enc == TR_ENC_TOOLTIP;
  const char *guide = tr_enc_is_xy(d->enc) ? "axis" : "legend";
  if (d->type == TR_TEMPORAL) return;
  if (is_text) tr_put_z(c->ctx, out, "formatType", "time");
  tr_enc e = tr_enc_find(channel);
  if (is_text || e == TR_ENC_COUNT || !tr_enc_rows[e].scaled) return;
  const tr_value *own = tr_get(out, guide);
  if (own && !tr_is(own, TR_OBJECT)) return;
  tr_value object = tr_object_at(d->v);
  tr_put_z(c->ctx, &object, "formatType", "time");
  tr_put(c->ctx, out, guide, tr_spread(c->ctx, &object, own));
}

static void add_unit(tr_composite *c, const tr_def *d, tr_str channel, tr_value *out) {
  tr_value step = tr_object_at(d->v);
  tr_put(c->ctx, &step, "timeUnit", *tr_get(d->v, "timeUnit"));
  tr_put_s(c->ctx, &step, "field", d->field);
  tr_put_s(c->ctx, &step, "as", d->column);
  tr_list_add(&c->units, step);
  format_as_time(c, d, channel, out);
}

static void keep_title(tr_composite *c, const tr_def *d, tr_value *out) {
  const tr_value *guide = tr_get(d->axis ? d->axis : d->legend, "title");
  if (guide && guide->kind == TR_NULL)
    tr_put(c->ctx, out, "title", tr_make_null());
  else if (!guide && !d->title)
    tr_put_s(c->ctx, out, "title", tr_def_default_title(c->ctx, d, &c->chart->config));
}

static bool is_composite_name(tr_str s) {
  return tr_str_is(s, "boxplot") || tr_str_is(s, "errorbar") || tr_str_is(s, "errorband");
}

static bool extract(tr_composite *c, tr_str channel, const tr_value *def, tr_value *out) {
  static const char *const taken[] = {"aggregate", "bin", "timeUnit"};
  *out = *def;
  bool counts = tr_str_is(tr_get_string(def, "aggregate", (tr_str){0}), "count");
  if (!tr_is(def, TR_OBJECT) || (!tr_get(def, "field") && !counts)) return true;
  tr_enc enc = tr_enc_find(channel);
  tr_def *d = tr_def_new(c->ctx, def, enc == TR_ENC_COUNT ? TR_ENC_DETAIL : enc, &c->chart->config);
  if (!d) return false;
  if (d->aggregate.n == 0 && !d->bins && !d->is_binned && !d->has_unit) {
    group_by(c, d->column);
    return true;
  }
  keep_title(c, d, out);
  for (int i = 0; i < 3; i++) *out = tr_without(c->ctx->doc, out, taken[i]);
  if (d->aggregate.n > 0 && !is_composite_name(d->aggregate)) {
    add_aggregate(c, d, out);
    return true;
  }
  if (d->aggregate.n > 0) d->column = tr_flat_field(c->ctx, d->field); /* meant for the other axis */
  group_by(c, d->column);
  tr_put_s(c->ctx, out, "field", d->column);
  if (d->bins)
    add_bin(c, d, channel, out);
  else if (d->has_unit && !d->unit.binned)
    add_unit(c, d, channel, out);
  return true;
}

static bool extract_list(tr_composite *c, tr_str channel, const tr_value *list, tr_value *out) {
  tr_value *items = TR_NEW_N(c->ctx->doc, tr_value, list->n + 1);
  for (uint32_t i = 0; i < list->n; i++)
    if (!extract(c, channel, &list->items[i], &items[i])) return false;
  *out = tr_make_array(items, list->n);
  return true;
}

bool tr_composite_extract(tr_composite *c, const tr_value *encoding) {
  c->shared = tr_object_at(encoding);
  for (uint32_t i = 0; i < encoding->n; i++) {
    const tr_member *m = &encoding->members[i];
    tr_value v;
    bool ok = tr_is(&m->value, TR_ARRAY) ? extract_list(c, m->name, &m->value, &v)
                                         : extract(c, m->name, &m->value, &v);
    if (!ok) return false;
    tr_put(c->ctx, &c->shared, m->name.p, v);
  }
  return true;
}
