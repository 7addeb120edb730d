#include "chart/chart-priv.h"

#include <math.h>

static const char *const type_names[] = {"",        "quantitative", "temporal", "ordinal",
                                         "nominal", "geojson",      NULL};

static tr_type type_named(tr_str s) {
  for (int i = 1; type_names[i]; i++)
    if (tr_str_is(s, type_names[i]) || (s.n == 1 && (s.p[0] | 32) == type_names[i][0])) return (tr_type)i;
  return TR_TYPE_NONE;
}

/* An access path as a flat column name: "a.b" and "a['b']" both name the column a.b, "a\\.b" too. */
tr_str tr_flat_field(tr_ctx *ctx, tr_str path) {
  tr_buf b = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < path.n; i++) {
    char c = path.p[i];
    if (c == '\\' && i + 1 < path.n) {
      tr_buf_add_char(&b, path.p[++i]);
    } else if (c == '[') {
      if (b.n > 0) tr_buf_add_char(&b, '.');
    } else if (c != ']' && c != '\'' && c != '"') {
      tr_buf_add_char(&b, c);
    }
  }
  return tr_buf_str(&b);
}

/* Text that is safe in a name, as Vega-Lite's varName makes it. */
static void add_name(tr_buf *b, tr_str s) {
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
    tr_buf_add_char(b, plain ? c : '_');
  }
}

static tr_str as_text(tr_ctx *ctx, const tr_value *v) {
  tr_buf b = tr_buf_of(ctx->doc);
  if (v->kind == TR_STRING)
    tr_buf_add(&b, tr_string(v));
  else if (v->kind == TR_ARRAY)
    for (uint32_t i = 0; i < v->n; i++) {
      if (i > 0) tr_buf_add_char(&b, ',');
      tr_buf_add(&b, as_text(ctx, &v->items[i]));
    }
  else
    tr_json_write(&b, v);
  return tr_buf_str(&b);
}

static tr_str bin_name(tr_ctx *ctx, const tr_value *params) {
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add_z(&b, "bin");
  for (uint32_t i = 0; tr_is(params, TR_OBJECT) && i < params->n; i++) {
    tr_buf_add_char(&b, '_');
    add_name(&b, params->members[i].name);
    tr_buf_add_char(&b, '_');
    add_name(&b, as_text(ctx, &params->members[i].value));
  }
  return tr_buf_str(&b);
}

/* --- Parsing ---------------------------------------------------------------------------------------------
 */

static double auto_bins(tr_enc enc) {
  switch (enc) {
  case TR_ENC_ROW:
  case TR_ENC_COLUMN:
  case TR_ENC_SIZE:
  case TR_ENC_COLOR:
  case TR_ENC_FILL:
  case TR_ENC_STROKE:
  case TR_ENC_STROKE_WIDTH:
  case TR_ENC_OPACITY:
  case TR_ENC_FILL_OPACITY:
  case TR_ENC_STROKE_OPACITY:
  case TR_ENC_SHAPE: return 6;
  case TR_ENC_STROKE_DASH: return 4;
  case TR_ENC_X:
  case TR_ENC_Y:
  case TR_ENC_X2:
  case TR_ENC_Y2:
  case TR_ENC_X_OFFSET:
  case TR_ENC_Y_OFFSET:
  case TR_ENC_THETA:
  case TR_ENC_THETA2:
  case TR_ENC_RADIUS:
  case TR_ENC_RADIUS2:
  case TR_ENC_ANGLE:
  case TR_ENC_DETAIL:
  case TR_ENC_KEY:
  case TR_ENC_TEXT:
  case TR_ENC_TOOLTIP:
  case TR_ENC_HREF:
  case TR_ENC_URL:
  case TR_ENC_DESCRIPTION:
  case TR_ENC_ORDER:
  case TR_ENC_LONGITUDE:
  case TR_ENC_LATITUDE:
  case TR_ENC_LONGITUDE2:
  case TR_ENC_LATITUDE2:
  case TR_ENC_FACET:
  case TR_ENC_QUALIFIER:
  case TR_ENC_TIME:
  case TR_ENC_STATUS:
  case TR_ENC_COUNT: break;
  }
  return 10;
}

static void read_bin(tr_ctx *ctx, tr_def *d, const tr_value *bin) {
  if (tr_is(bin, TR_STRING) && tr_str_is(tr_string(bin), "binned")) d->is_binned = true;
  if (tr_is(bin, TR_OBJECT) && tr_get_bool(bin, "binned", false)) d->is_binned = true;
  if (d->is_binned) {
    d->bin = tr_is(bin, TR_OBJECT) ? bin : NULL;
    return;
  }
  if (!(tr_is(bin, TR_BOOL) && bin->boolean) && !tr_is(bin, TR_OBJECT)) return;
  tr_value *params = TR_NEW(ctx->doc, tr_value);
  *params = tr_is(bin, TR_OBJECT) ? *bin : tr_make_object(NULL, 0);
  if (!tr_get(params, "maxbins") && !tr_get(params, "step"))
    *params = tr_with(ctx->doc, params, "maxbins", tr_make_number(auto_bins(d->enc)));
  d->bin = params;
  d->bins = true;
}

static bool read_unit(tr_ctx *ctx, tr_def *d, const tr_value *unit) {
  if (!unit) return true;
  tr_str name = tr_is(unit, TR_STRING) ? tr_string(unit) : tr_get_string(unit, "unit", (tr_str){0});
  if (name.n == 0 && tr_is(unit, TR_OBJECT)) {
    tr_error(ctx, TR_UNSUPPORTED, tr_pos_of(unit), "name a `unit`",
             "not supported yet: time units by maxbins");
    return false;
  }
  if (!tr_timeunit_parse(name, &d->unit)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(unit), "such as \"year\", \"yearmonth\" or \"hours\"",
             "unknown time unit \"%.*s\"", TR_FMT(name));
    return false;
  }
  d->unit.step = fmax(1, tr_get_number(unit, "step", d->unit.step > 0 ? d->unit.step : 1));
  d->unit.utc = d->unit.utc || tr_get_bool(unit, "utc", false);
  d->unit.binned = d->unit.binned || tr_get_bool(unit, "binned", false);
  d->has_unit = true;
  return true;
}

static void read_sort(tr_def *d, const tr_value *sort) {
  if (!sort) return;
  tr_str s = tr_string(sort);
  bool down = s.n > 1 && s.p[0] == '-';
  tr_enc by = tr_enc_find(down ? tr_str_sub(s, 1, s.n) : s);
  if (sort->kind == TR_NULL) d->sort.kind = TR_SORT_NONE;
  if (tr_str_is(s, "ascending")) d->sort.kind = TR_SORT_ASCENDING;
  if (tr_str_is(s, "descending")) d->sort.kind = TR_SORT_DESCENDING;
  if (s.n > 0 && by != TR_ENC_COUNT)
    d->sort = (tr_def_sort){TR_SORT_ENCODING, .encoding = by, .descending = down};
  if (tr_is(sort, TR_ARRAY)) d->sort = (tr_def_sort){TR_SORT_LIST, .list = sort};
  if (!tr_is(sort, TR_OBJECT)) return;
  d->sort.descending = tr_str_is(tr_get_string(sort, "order", (tr_str){0}), "descending");
  if (tr_get(sort, "encoding")) {
    d->sort.kind = TR_SORT_ENCODING;
    d->sort.encoding = tr_enc_find(tr_get_string(sort, "encoding", (tr_str){0}));
  } else {
    d->sort.kind = TR_SORT_FIELD;
    d->sort.op = tr_get_string(sort, "op", (tr_str){0});
    d->sort.field = tr_get_string(sort, "field", (tr_str){0});
  }
}

static bool read_aggregate(tr_ctx *ctx, tr_def *d, const tr_value *aggregate) {
  if (tr_is(aggregate, TR_STRING)) d->aggregate = tr_string(aggregate);
  if (!tr_is(aggregate, TR_OBJECT)) return true;
  for (int biased = 0; biased < 2; biased++) {
    tr_str op = biased ? TR_S("exponentialb") : TR_S("exponential");
    if (!tr_get_s(aggregate, op)) continue;
    d->aggregate = op;
    d->rate = aggregate;
    return true;
  }
  bool max = tr_get(aggregate, "argmax");
  d->aggregate = max ? TR_S("argmax") : TR_S("argmin");
  d->arg = tr_get_string(aggregate, max ? "argmax" : "argmin", (tr_str){0});
  if (d->arg.n > 0) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(aggregate), "{\"argmax\": \"field\"} or {\"argmin\": \"field\"}",
           "an aggregate object names no field");
  return false;
}

static bool is_scale_kind(const tr_value *scale, const char *a, const char *b) {
  tr_str type = tr_get_string(scale, "type", (tr_str){0});
  return tr_str_is(type, a) || tr_str_is(type, b);
}

static tr_type default_type(const tr_def *d) {
  if (d->enc == TR_ENC_SHAPE || d->enc == TR_ENC_STROKE_DASH) return TR_NOMINAL;
  if (d->enc >= TR_ENC_ROW && d->enc <= TR_ENC_FACET) return TR_NOMINAL;
  if (d->enc == TR_ENC_ORDER) return TR_ORDINAL;
  if (d->enc >= TR_ENC_LONGITUDE && d->enc <= TR_ENC_LATITUDE2) return TR_QUANTITATIVE;
  if (d->sort.kind == TR_SORT_LIST) return TR_ORDINAL;
  if (d->has_unit) return TR_TEMPORAL;
  if (d->bins || d->is_binned || (d->aggregate.n > 0 && d->arg.n == 0)) return TR_QUANTITATIVE;
  if (is_scale_kind(d->scale, "time", "utc")) return TR_TEMPORAL;
  tr_str scale = tr_get_string(d->scale, "type", (tr_str){0});
  const tr_scale_type *type = tr_scale_type_find(scale);
  return type && type->family != TR_SCALE_DISCRETE ? TR_QUANTITATIVE : TR_NOMINAL;
}

static tr_type datum_type(const tr_value *datum) {
  if (tr_is(datum, TR_NUMBER)) return TR_QUANTITATIVE;
  if (tr_is(datum, TR_STRING)) return TR_NOMINAL;
  return tr_is(datum, TR_OBJECT) && !tr_get(datum, "expr") ? TR_TEMPORAL : TR_TYPE_NONE;
}

static tr_str column_of(tr_ctx *ctx, const tr_def *d) {
  tr_str field = tr_flat_field(ctx, d->field);
  if (tr_is_count(d)) return TR_S("__count");
  if (d->bins) return tr_printf(ctx->doc, "%.*s_%.*s", TR_FMT(bin_name(ctx, d->bin)), TR_FMT(field));
  if (d->arg.n > 0)
    return tr_printf(ctx->doc, "%.*s_%.*s.%.*s", TR_FMT(d->aggregate), TR_FMT(d->arg), TR_FMT(field));
  if (d->aggregate.n > 0) return tr_printf(ctx->doc, "%.*s_%.*s", TR_FMT(d->aggregate), TR_FMT(field));
  if (!d->has_unit || d->unit.binned) return field;
  tr_str unit = tr_timeunit_name(ctx->doc, &d->unit);
  if (d->unit.step > 1) unit = tr_printf(ctx->doc, "%.*s_step_%d", TR_FMT(unit), (int)d->unit.step);
  return tr_printf(ctx->doc, "%.*s_%.*s", TR_FMT(unit), TR_FMT(field));
}

static bool is_off(const tr_value *v) {
  return v && (v->kind == TR_NULL || (v->kind == TR_BOOL && !v->boolean));
}

static const tr_value *object_or_null(const tr_value *v) { return tr_is(v, TR_OBJECT) ? v : NULL; }

/* V (a definition or its guide) without a format type of one's own, where the config does not allow them. */
static tr_value allowed_format(tr_ctx *ctx, const tr_value *v, const tr_value *config) {
  const tr_value *type = tr_get(v, "formatType");
  if (!tr_is_custom_format(tr_string(type)) || tr_get_bool(config, "customFormatTypes", false)) return *v;
  tr_warn(ctx, TR_INPUT, tr_pos_of(type), "write number or time, or set config.customFormatTypes",
          "format type \"%.*s\" is neither number nor time; it and the format are left out",
          TR_FMT(tr_string(type)));
  tr_value out = tr_without(ctx->doc, v, "formatType");
  return tr_without(ctx->doc, &out, "format");
}

static const tr_value *with_allowed_formats(tr_ctx *ctx, const tr_value *v, const tr_value *config) {
  static const char *const guides[] = {"axis", "legend", "header"};
  tr_value *out = TR_NEW(ctx->doc, tr_value);
  *out = allowed_format(ctx, v, config);
  for (size_t i = 0; i < sizeof guides / sizeof *guides; i++) {
    const tr_value *guide = tr_get(out, guides[i]);
    if (!tr_is_custom_format(tr_get_string(guide, "formatType", (tr_str){0}))) continue;
    *out = tr_with(ctx->doc, out, guides[i], allowed_format(ctx, guide, config));
  }
  return out;
}

tr_def *tr_def_new(tr_ctx *ctx, const tr_value *v, tr_enc enc, const tr_value *config) {
  tr_def *d = TR_NEW(ctx->doc, tr_def);
  *d = (tr_def){.v = v, .enc = enc, .band_position = NAN};
  if (!tr_is(v, TR_OBJECT)) { /* a bare value; Vega-Lite takes it too */
    tr_warn(ctx, TR_INPUT, tr_pos_of(v), "write {\"value\": …}", "channel %s is a bare value",
            tr_enc_rows[enc].name);
    d->value = v;
    return d;
  }
  d->v = v = with_allowed_formats(ctx, v, config);
  const tr_value *field = tr_get(v, "field");
  if (tr_is(field, TR_OBJECT)) {
    tr_error(ctx, TR_UNSUPPORTED, tr_pos_of(field), NULL, "not supported yet: a field from `repeat`");
    return NULL;
  }
  d->field = tr_string(field);
  d->is_field = d->field.n > 0 || tr_str_is(tr_get_string(v, "aggregate", (tr_str){0}), "count");
  d->datum = tr_get(v, "datum");
  d->value = tr_get(v, "value");
  d->condition = tr_get(v, "condition");
  d->scale = object_or_null(tr_get(v, "scale"));
  d->no_scale = is_off(tr_get(v, "scale"));
  d->axis = object_or_null(tr_get(v, "axis"));
  d->legend = object_or_null(tr_get(v, "legend"));
  d->header = object_or_null(tr_get(v, "header"));
  d->no_guide = is_off(tr_get(v, "axis")) || is_off(tr_get(v, "legend")) || is_off(tr_get(v, "header"));
  d->stack = tr_get(v, "stack");
  d->title = tr_get(v, "title");
  d->impute = tr_get(v, "impute");
  d->format = tr_get(v, "format");
  d->format_type = tr_get_string(v, "formatType", (tr_str){0});
  d->band_position = tr_get_number(v, "bandPosition", NAN);
  read_bin(ctx, d, tr_get(v, "bin"));
  read_sort(d, tr_get(v, "sort"));
  if (!read_aggregate(ctx, d, tr_get(v, "aggregate")) || !read_unit(ctx, d, tr_get(v, "timeUnit")))
    return NULL;
  d->type = type_named(tr_get_string(v, "type", (tr_str){0}));
  if (d->type == TR_TYPE_NONE && d->is_field) d->type = default_type(d);
  if (tr_is_count(d) || tr_str_is(d->aggregate, "distinct")) d->type = TR_QUANTITATIVE;
  if (d->type == TR_TYPE_NONE && d->datum) d->type = datum_type(d->datum);
  if (d->is_field) d->column = column_of(ctx, d);
  const tr_value *c = object_or_null(d->condition);
  if (c && (tr_get(c, "field") || tr_get(c, "datum") || tr_get(c, "aggregate"))) {
    d->inner = tr_def_new(ctx, c, enc, config);
    if (!d->inner) return NULL;
  }
  return d;
}

/* --- Asking ----------------------------------------------------------------------------------------------
 */

bool tr_is_count(const tr_def *d) { return tr_str_is(d->aggregate, "count"); }

tr_def *tr_def_data(tr_def *d) {
  if (!d) return NULL;
  if (d->is_field || d->datum) return d;
  return d->inner && (d->inner->is_field || d->inner->datum) ? d->inner : NULL;
}

bool tr_def_is_discrete(const tr_def *d) {
  switch (d->type) {
  case TR_ORDINAL:
  case TR_NOMINAL:
  case TR_GEOJSON: return true;
  case TR_QUANTITATIVE: return d->is_field && (d->bins || d->is_binned);
  case TR_TEMPORAL:
  case TR_TYPE_NONE: break;
  }
  return false;
}

bool tr_def_is_measure(const tr_def *d) {
  if (!d) return false;
  if (d->is_field) return d->type == TR_QUANTITATIVE && !d->bins && !d->is_binned;
  return tr_is(d->datum, TR_NUMBER);
}

tr_str tr_def_column(tr_ctx *ctx, const tr_def *d, const char *suffix) {
  if (!suffix || !suffix[0]) return d->column;
  return tr_printf(ctx->doc, "%.*s_%s", TR_FMT(d->column), suffix);
}

/* --- Titles ----------------------------------------------------------------------------------------------
 */

static tr_str title_case(tr_ctx *ctx, tr_str s) {
  tr_str out = tr_str_copy(ctx->doc, s);
  if (out.n > 0 && out.p[0] >= 'a' && out.p[0] <= 'z') ((char *)(uintptr_t)out.p)[0] = (char)(out.p[0] - 32);
  return out;
}

static tr_str unit_title(tr_ctx *ctx, const tr_timeunit *unit) {
  tr_buf b = tr_buf_of(ctx->doc);
  for (int i = 0; i < TR_TIME_PARTS; i++) {
    if (!(unit->parts >> i & 1)) continue;
    if (b.n > 0) tr_buf_add_char(&b, '-');
    tr_buf_add_z(&b, tr_time_part_names[i]);
  }
  return tr_buf_str(&b);
}

static tr_str functional_title(tr_ctx *ctx, const tr_def *d) {
  tr_str fn = d->aggregate;
  if (d->arg.n > 0)
    return tr_printf(ctx->doc, "%.*s for %.*s(%.*s)", TR_FMT(d->field), TR_FMT(d->aggregate), TR_FMT(d->arg));
  if (fn.n == 0 && d->has_unit && !d->unit.binned) fn = tr_timeunit_name(ctx->doc, &d->unit);
  if (fn.n == 0 && d->bins) fn = TR_S("bin");
  if (fn.n == 0) return d->field;
  tr_buf b = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < fn.n; i++)
    tr_buf_add_char(&b, fn.p[i] >= 'a' && fn.p[i] <= 'z' ? (char)(fn.p[i] - 32) : fn.p[i]);
  tr_buf_printf(&b, "(%.*s)", TR_FMT(d->field));
  return tr_buf_str(&b);
}

tr_str tr_def_default_title(tr_ctx *ctx, const tr_def *d, const tr_value *config) {
  tr_str style = tr_get_string(config, "fieldTitle", (tr_str){0});
  if (tr_str_is(style, "plain")) return d->field;
  if (tr_str_is(style, "functional")) return functional_title(ctx, d);
  if (tr_is_count(d)) return tr_get_string(config, "countTitle", TR_S("Count of Records"));
  if (d->bins) return tr_printf(ctx->doc, "%.*s (binned)", TR_FMT(d->field));
  if (d->has_unit && !d->unit.binned)
    return tr_printf(ctx->doc, "%.*s (%.*s)", TR_FMT(d->field), TR_FMT(unit_title(ctx, &d->unit)));
  if (d->arg.n > 0)
    return tr_printf(ctx->doc, "%.*s for %s %.*s", TR_FMT(d->field),
                     tr_str_is(d->aggregate, "argmax") ? "max" : "min", TR_FMT(d->arg));
  if (d->aggregate.n > 0)
    return tr_printf(ctx->doc, "%.*s of %.*s", TR_FMT(title_case(ctx, d->aggregate)), TR_FMT(d->field));
  return d->field;
}

const tr_value *tr_def_title(tr_ctx *ctx, const tr_def *d, const tr_value *config) {
  const tr_value *guide = tr_get(d->axis ? d->axis : d->legend ? d->legend : d->header, "title");
  if (!guide) guide = d->title;
  if (guide) return guide->kind == TR_NULL ? NULL : guide;
  if (!d->is_field) return NULL;
  tr_value *v = TR_NEW(ctx->doc, tr_value);
  *v = tr_make_string(tr_str_copy(ctx->doc, tr_def_default_title(ctx, d, config)));
  return v;
}

tr_str tr_def_format_type(const tr_def *d) {
  tr_str own = d->format_type;
  if (own.n == 0) own = tr_get_string(d->axis, "formatType", (tr_str){0});
  return own.n > 0 ? own : tr_get_string(d->legend, "formatType", (tr_str){0});
}

bool tr_def_is_time(const tr_def *d) {
  tr_str type = tr_def_format_type(d);
  if (tr_str_is(type, "time")) return true;
  return !tr_str_is(type, "number") && (d->type == TR_TEMPORAL || (d->is_field && d->has_unit));
}

bool tr_def_has_own_format(const tr_def *d) {
  tr_str type = tr_def_format_type(d);
  return type.n == 0 || tr_str_is(type, "number") || tr_str_is(type, "time");
}
