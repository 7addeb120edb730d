#include "chart/normalize/normalize-priv.h"

/* What all composite marks begin with: types written out, and the axis along which values are summed up. */

static const char *const type_names[] = {NULL, "quantitative", "temporal", "ordinal", "nominal", "geojson"};

static bool is_second(tr_str channel) {
  tr_enc e = tr_enc_find(channel);
  return e != TR_ENC_COUNT && tr_enc_rows[e].main != e;
}

static bool names_data(const tr_value *def) {
  return tr_get(def, "field") || tr_get(def, "datum") ||
         tr_str_is(tr_get_string(def, "aggregate", (tr_str){0}), "count");
}

/* Fields of channels that only composite marks have are measures, whatever they are called. */
static tr_enc enc_of(tr_str channel) {
  tr_enc e = tr_enc_find(channel);
  return e == TR_ENC_COUNT ? TR_ENC_DETAIL : e;
}

static bool typed(tr_composite *c, tr_str channel, const tr_value *def, tr_value *out) {
  *out = *def;
  if (def->kind == TR_STRING || def->kind == TR_NUMBER || def->kind == TR_BOOL) {
    tr_warn(c->ctx, TR_INPUT, tr_pos_of(def), "write {\"value\": …}", "channel %.*s is a bare value",
            TR_FMT(channel));
    *out = tr_object_at(def);
    tr_put(c->ctx, out, "value", *def);
    return true;
  }
  const tr_value *condition = tr_get(def, "condition");
  if (!names_data(def) && tr_is(condition, TR_OBJECT) && names_data(condition)) {
    tr_value inner;
    if (!typed(c, channel, condition, &inner)) return false;
    tr_put(c->ctx, out, "condition", inner);
    return true;
  }
  if (!names_data(def) || is_second(channel)) return true;
  const tr_def *d = tr_def_new(c->ctx, def, enc_of(channel), &c->chart->config);
  if (!d) return false;
  if (type_names[d->type]) tr_put_z(c->ctx, out, "type", type_names[d->type]);
  return true;
}

static bool typed_list(tr_composite *c, tr_str channel, const tr_value *list, tr_value *out) {
  tr_value *items = TR_NEW_N(c->ctx->doc, tr_value, list->n + 1);
  for (uint32_t i = 0; i < list->n; i++)
    if (!typed(c, channel, &list->items[i], &items[i])) return false;
  *out = tr_make_array(items, list->n);
  out->file = list->file;
  out->offset = list->offset;
  return true;
}

static bool typed_encoding(tr_composite *c, const tr_value *encoding) {
  c->encoding = tr_object_at(encoding ? encoding : c->spec);
  for (uint32_t i = 0; tr_is(encoding, TR_OBJECT) && i < encoding->n; i++) {
    const tr_member *m = &encoding->members[i];
    tr_value v;
    bool ok =
        tr_is(&m->value, TR_ARRAY) ? typed_list(c, m->name, &m->value, &v) : typed(c, m->name, &m->value, &v);
    if (!ok) return false;
    tr_put(c->ctx, &c->encoding, m->name.p, v);
  }
  return true;
}

/* Selections have no place in several layers, and nothing that is drawn here depends on them. */
static void warn_selections(const tr_composite *c, const tr_value *params) {
  for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++)
    if (tr_get(&params->items[i], "select"))
      tr_warn(c->ctx, TR_INPUT, tr_pos_of(&params->items[i]), "put it in a layer with a plain mark",
              "selections are not for mark %s; it is left out", c->name);
}

bool tr_composite_init(tr_chart *chart, const tr_value *spec, const char *name, tr_composite *c) {
  static const char *const inner[] = {"mark", "encoding", "params", "projection"};
  tr_ctx *ctx = chart->ctx;
  *c = (tr_composite){.chart = chart, .ctx = ctx, .name = name, .spec = spec, .outer = *spec};
  const tr_value *mark = tr_get(spec, "mark");
  c->mark = tr_is(mark, TR_OBJECT) ? *mark : tr_object_at(mark);
  for (int i = 0; i < 4; i++) c->outer = tr_without(ctx->doc, &c->outer, inner[i]);
  tr_vec *lists[] = {&c->bins, &c->units, &c->aggregate, &c->groupby};
  for (int i = 0; i < 4; i++) *lists[i] = tr_vec_of(ctx->doc, sizeof(tr_value));
  warn_selections(c, tr_get(spec, "params"));
  return typed_encoding(c, tr_get(spec, "encoding"));
}

tr_def *tr_composite_def(const tr_composite *c, const char *channel) {
  const tr_value *v = tr_get(&c->encoding, channel);
  if (!v || !tr_is(v, TR_OBJECT) || !names_data(v)) return NULL;
  return tr_def_new(c->ctx, v, enc_of(tr_str_z(channel)), &c->chart->config);
}

bool tr_composite_is_continuous(const tr_def *d) {
  return d && d->type != TR_TYPE_NONE && !tr_def_is_discrete(d);
}

const tr_value *tr_composite_prop(const tr_composite *c, const char *name) {
  const tr_value *config = &c->chart->config, *v = tr_get(&c->mark, name);
  if (!v) v = tr_config_style(config, tr_get(&c->mark, "style"), name);
  if (!v) v = tr_config_style_z(config, c->name, name);
  if (!v) v = tr_config(c->chart, c->name, name);
  return v ? v : tr_config(c->chart, "mark", name);
}

/* --- The axis --------------------------------------------------------------------------------------------
 */

static bool is_time(const tr_def *d) {
  tr_str format = tr_get_string(d->axis, "formatType", d->format_type);
  return tr_str_is(format, "time") || (format.n == 0 && d->is_field && d->type == TR_TEMPORAL);
}

static bool orient_of_two(tr_composite *c, const tr_def *x, const tr_def *y) {
  bool by_x = tr_str_is(x->aggregate, c->name), by_y = tr_str_is(y->aggregate, c->name);
  c->vertical = true;
  if (by_x && by_y) {
    tr_error(c->ctx, TR_INPUT, tr_pos_of(y->v), "give it to one of the two",
             "both x and y have the aggregate %s", c->name);
    return false;
  }
  if (by_y && x->aggregate.n == 0) return true;
  if (by_x && y->aggregate.n == 0)
    c->vertical = false;
  else if (is_time(y) && !is_time(x))
    c->vertical = false;
  return true;
}

bool tr_composite_orient(tr_composite *c) {
  tr_def *x = tr_composite_def(c, "x"), *y = tr_composite_def(c, "y");
  tr_str given = tr_get_string(&c->mark, "orient", (tr_str){0});
  bool along_x = tr_composite_is_continuous(x), along_y = tr_composite_is_continuous(y);
  c->vertical = along_y;
  if (given.n > 0) {
    c->vertical = tr_str_is(given, "vertical");
    return true;
  }
  if (along_x && along_y) return orient_of_two(c, x, y);
  if (along_x || along_y) return true;
  tr_error(c->ctx, TR_INPUT, tr_pos_of(tr_get(c->spec, "mark")), "give x or y a quantitative field",
           "mark %s has no continuous axis", c->name);
  return false;
}

bool tr_composite_axis(tr_composite *c) {
  c->axis = c->vertical ? "y" : "x";
  c->axis2 = c->vertical ? "y2" : "x2";
  const tr_value *def = tr_get(&c->encoding, c->axis);
  tr_str field = tr_get_string(def, "field", (tr_str){0});
  if (field.n == 0) {
    tr_error(c->ctx, TR_INPUT, tr_pos_of(def ? def : tr_get(c->spec, "mark")), "such as {\"field\": …}",
             "mark %s needs a field on %s", c->name, c->axis);
    return false;
  }
  const tr_value *aggregate = tr_get(def, "aggregate");
  if (aggregate && !tr_str_is(tr_string(aggregate), c->name))
    tr_warn(c->ctx, TR_INPUT, tr_pos_of(aggregate), NULL,
            "mark %s sums up by itself; the aggregate is left out", c->name);
  c->def = tr_without(c->ctx->doc, def, "aggregate");
  c->field = tr_flat_field(c->ctx, field);
  return true;
}
