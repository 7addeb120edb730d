#include "chart/chart-priv.h"

/* Property tables of views and channel definitions, and the walk that reports what nobody understands. */

#define ANY TR_P_ANY
static const tr_prop view_props[] = {
    {"$schema", TR_P_STRING, NULL, 0, 0, NULL, "version of Vega-Lite"},
    {"align", ANY, NULL, 0, 0, NULL, "of composed views"},
    {"autosize", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "pad", "how the size is kept"},
    {"background", TR_P_STRING | TR_P_EXPR | TR_P_NULL, NULL, 0, 0, "white", "colour of the whole picture"},
    {"bounds", ANY, NULL, 0, 0, NULL, "of composed views"},
    {"center", ANY, NULL, 0, 0, NULL, "of composed views"},
    {"columns", ANY, NULL, 0, 0, NULL, "of composed views"},
    {"concat", TR_P_ARRAY, NULL, 0, 0, NULL, "views in rows and columns"},
    {"config", TR_P_OBJECT, NULL, 0, 0, NULL, "defaults"},
    {"data", TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "rows: values, url, name or sequence"},
    {"datasets", TR_P_OBJECT, NULL, 0, 0, NULL, "rows by name"},
    {"description", ANY, NULL, 0, 0, NULL, "alternative text"},
    {"encoding", TR_P_OBJECT, NULL, 0, 0, NULL, "channels"},
    {"facet", ANY, NULL, 0, 0, NULL, "a view for each value"},
    {"hconcat", TR_P_ARRAY, NULL, 0, 0, NULL, "views side by side"},
    {"height", ANY, NULL, 0, 0, NULL, "px, {step} or container"},
    {"layer", TR_P_ARRAY, NULL, 0, 0, NULL, "views over each other"},
    {"mark", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "what is drawn"},
    {"name", TR_P_STRING, NULL, 0, 0, NULL, "name of the view"},
    {"padding", ANY, NULL, 0, 0, "5", "px around the view"},
    {"params", TR_P_ARRAY, NULL, 0, 0, NULL, "variables and selections"},
    {"projection", TR_P_OBJECT, NULL, 0, 0, NULL, "of maps"},
    {"repeat", ANY, NULL, 0, 0, NULL, "a view for each field"},
    {"resolve", TR_P_OBJECT, NULL, 0, 0, NULL, "shared or independent scales, axes, legends"},
    {"selection", TR_P_OBJECT, NULL, 0, 0, NULL, "older name of params"},
    {"spacing", ANY, NULL, 0, 0, NULL, "of composed views"},
    {"spec", TR_P_OBJECT, NULL, 0, 0, NULL, "the view that is repeated"},
    {"title", ANY, NULL, 0, 0, NULL, "text, lines of text, or an object"},
    {"transform", TR_P_ARRAY, NULL, 0, 0, NULL, "of the rows"},
    {"usermeta", ANY, NULL, 0, 0, NULL, "for others"},
    {"vconcat", TR_P_ARRAY, NULL, 0, 0, NULL, "views below each other"},
    {"view", TR_P_OBJECT, NULL, 0, 0, NULL, "look of the ground"},
    {"width", ANY, NULL, 0, 0, NULL, "px, {step} or container"},
    {NULL}};

static const tr_prop channel_props[] = {
    {"aggregate", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "operation over the rows of a group"},
    {"axis", TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, NULL, "its axis; null for none"},
    {"bandPosition", TR_P_NUMBER, NULL, 0, 0, NULL, "where in a band, 0 to 1"},
    {"bin", ANY, NULL, 0, 0, NULL, "true, parameters, or \"binned\""},
    {"condition", TR_P_OBJECT | TR_P_ARRAY, NULL, 0, 0, NULL, "other values where a test holds"},
    {"datum", ANY, NULL, 0, 0, NULL, "a constant in the data's unit"},
    {"empty", TR_P_BOOL, NULL, 0, 0, NULL, "of a condition by parameter"},
    {"field", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "column"},
    {"filter", ANY, NULL, 0, 0, NULL, "of a tooltip"},
    {"format", ANY, NULL, 0, 0, NULL, "d3 format"},
    {"formatType", TR_P_STRING, NULL, 0, 0, NULL, "number or time"},
    {"header", ANY, NULL, 0, 0, NULL, "of facets"},
    {"impute", TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "fills gaps"},
    {"legend", TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, NULL, "its legend; null for none"},
    {"param", TR_P_STRING, NULL, 0, 0, NULL, "of a condition"},
    {"scale", TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, NULL, "its scale; null for none"},
    {"selection", ANY, NULL, 0, 0, NULL, "older name of param"},
    {"sort", ANY, NULL, 0, 0, NULL, "ascending, descending, a channel, a list, {field, op, order} or null"},
    {"stack", TR_P_STRING | TR_P_BOOL | TR_P_NULL, NULL, 0, 0, NULL, "zero, center, normalize or null"},
    {"test", ANY, NULL, 0, 0, NULL, "of a condition"},
    {"timeUnit", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "unit of dates"},
    {"title", ANY, NULL, 0, 0, NULL, "text, or null for none"},
    {"type", TR_P_STRING, NULL, 0, 0, NULL, "quantitative, temporal, ordinal or nominal"},
    {"value", ANY, NULL, 0, 0, NULL, "a constant in the channel's unit"},
    {NULL}};
#undef ANY

static bool check(tr_chart *chart, const tr_value *v, const tr_prop *props, const tr_prop *more,
                  const char *what) {
  const tr_prop *const tables[] = {props, more, NULL};
  if (!tr_is(v, TR_OBJECT)) return true;
  return tr_props_check(chart->ctx, v, tables, what, chart->input.on_page ? TR_ERROR : TR_WARNING);
}

static bool check_channel(tr_chart *chart, const tr_value *d, const char *name) {
  tr_str what = tr_printf(chart->ctx->doc, "channel %s", name);
  bool ok = check(chart, d, channel_props, NULL, what.p);
  ok = check(chart, tr_get(d, "scale"), tr_scale_common_props, NULL, "scale") && ok;
  ok = check(chart, tr_get(d, "axis"), tr_axis_props, NULL, "axis") && ok;
  ok = check(chart, tr_get(d, "legend"), tr_legend_props, NULL, "legend") && ok;
  const tr_value *c = tr_get(d, "condition");
  if (tr_is(c, TR_OBJECT)) return check_channel(chart, c, "condition") && ok;
  for (uint32_t i = 0; tr_is(c, TR_ARRAY) && i < c->n; i++)
    ok = check_channel(chart, &c->items[i], "condition") && ok;
  return ok;
}

static const char *const other_channels[] = {"row",       "column",     "facet",  "latitude", "longitude",
                                             "latitude2", "longitude2", "xError", "yError",   "xError2",
                                             "yError2",   "time",       NULL};

static bool is_other_channel(tr_str name) {
  for (int i = 0; other_channels[i]; i++)
    if (tr_str_is(name, other_channels[i])) return true;
  return false;
}

static bool unknown_channel(tr_chart *chart, const tr_value *encoding, const tr_member *m) {
  const char *names[TR_ENC_COUNT + 1] = {NULL};
  for (int e = 0; e < TR_ENC_COUNT; e++) names[e] = tr_enc_rows[e].name;
  const char *hint = tr_did_you_mean(chart->ctx, m->name, names);
  tr_pos at = tr_pos_of_name(encoding, m);
  if (chart->input.on_page)
    tr_error(chart->ctx, TR_INPUT, at, hint, "unknown channel \"%.*s\"", TR_FMT(m->name));
  else
    tr_warn(chart->ctx, TR_INPUT, at, hint, "unknown channel \"%.*s\"", TR_FMT(m->name));
  return !chart->input.on_page;
}

static bool check_encoding(tr_chart *chart, const tr_value *encoding) {
  bool ok = true;
  for (uint32_t i = 0; tr_is(encoding, TR_OBJECT) && i < encoding->n; i++) {
    const tr_member *m = &encoding->members[i];
    tr_enc enc = tr_enc_find(m->name);
    bool page_only = (enc == TR_ENC_QUALIFIER || enc == TR_ENC_STATUS) && !chart->input.on_page;
    if ((enc == TR_ENC_COUNT && !is_other_channel(m->name)) || page_only) {
      ok = unknown_channel(chart, encoding, m) && ok;
      continue;
    }
    for (uint32_t k = 0; tr_is(&m->value, TR_ARRAY) && k < m->value.n; k++)
      ok = check_channel(chart, &m->value.items[k], m->name.p) && ok;
    ok = check_channel(chart, &m->value, m->name.p) && ok;
  }
  return ok;
}

static bool check_mark(tr_chart *chart, const tr_value *mark) {
  const tr_mark_type *type = tr_mark_find(tr_get_string(mark, "type", (tr_str){0}));
  if (!type) return true;
  bool ok = check(chart, mark, tr_mark_common_props, type->props, "mark");
  for (int i = 0; type->parts && type->parts[i]; i++) {
    tr_str what = tr_printf(chart->ctx->doc, "part %s", type->parts[i]);
    ok = check(chart, tr_get(mark, type->parts[i]), tr_mark_common_props, NULL, what.p) && ok;
  }
  return ok;
}

bool tr_chart_check(tr_chart *chart, const tr_value *spec) {
  if (!tr_is(spec, TR_OBJECT)) {
    tr_error(chart->ctx, TR_INPUT, tr_pos_of(spec), NULL, "a chart is an object, not %s",
             tr_kind_name((tr_kind)(spec ? spec->kind : TR_NULL)));
    return false;
  }
  tr_str schema = tr_get_string(spec, "$schema", (tr_str){0});
  bool vega = tr_str_find(schema, "/vega/", 0) != SIZE_MAX;
  if (vega) return true; /* refused by name a step later */
  bool ok = check(chart, spec, view_props, NULL, "view");
  ok = check_mark(chart, tr_get(spec, "mark")) && ok;
  ok = check_encoding(chart, tr_get(spec, "encoding")) && ok;
  ok = check(chart, tr_get(spec, "title"), tr_title_props, NULL, "title") && ok;
  const tr_value *layers = tr_get(spec, "layer");
  for (uint32_t i = 0; tr_is(layers, TR_ARRAY) && i < layers->n; i++)
    if (tr_is(&layers->items[i], TR_OBJECT)) ok = tr_chart_check(chart, &layers->items[i]) && ok;
  return ok;
}
