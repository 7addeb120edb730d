#include "chart/projection-priv.h"

#include "base/file.h"
#include "format/time.h"

#include <math.h>

/* Where a view's rows come from: inline values, files, named tables and sequences. */

static tr_data_format format_of(tr_ctx *ctx, const tr_value *format, bool *ok) {
  tr_str type = tr_get_string(format, "type", (tr_str){0});
  *ok = true;
  if (tr_str_is(type, "csv")) return TR_DATA_CSV;
  if (tr_str_is(type, "tsv")) return TR_DATA_TSV;
  if (tr_str_is(type, "dsv")) return TR_DATA_DSV;
  if (tr_str_is(type, "json")) return TR_DATA_JSON;
  if (tr_str_is(type, "topojson")) return TR_DATA_TOPOJSON;
  if (type.n == 0) return TR_DATA_AUTO;
  tr_error(ctx, TR_UNSUPPORTED, tr_pos_of(tr_get(format, "type")), "csv, tsv, dsv, json or topojson",
           "not supported yet: data format \"%.*s\"", TR_FMT(type));
  *ok = false;
  return TR_DATA_AUTO;
}

static bool read_options(tr_ctx *ctx, const tr_value *format, tr_str name, tr_read_options *out) {
  bool ok;
  const tr_value *parse = tr_get(format, "parse");
  tr_str delimiter = tr_get_string(format, "delimiter", (tr_str){0});
  *out = (tr_read_options){.format = format_of(ctx, format, &ok),
                           .delimiter = delimiter.n == 1 ? delimiter.p[0] : 0,
                           .property = tr_get_string(format, "property", (tr_str){0}),
                           .feature = tr_get_string(format, "feature", (tr_str){0}),
                           .mesh = tr_get_string(format, "mesh", (tr_str){0}),
                           .filter = tr_get_string(format, "filter", (tr_str){0}),
                           .infer = !(parse && parse->kind == TR_NULL),
                           .parse = tr_is(parse, TR_OBJECT) ? parse : NULL};
  if (ok && out->format == TR_DATA_AUTO && name.n > 0) out->format = tr_data_format_of(name);
  return ok;
}

/* --- Columns that stay text
 * ------------------------------------------------------------------------------------------------ */

/* Whether V, a part of a view's transforms, compares FIELD with a number. */
static bool compares_number(const tr_value *v, tr_str field) {
  static const char *const tests[] = {"equal", "lt", "lte", "gt", "gte", "range", "oneOf"};
  if (tr_is(v, TR_OBJECT) && tr_str_eq(tr_get_string(v, "field", (tr_str){0}), field)) {
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
      const tr_value *with = tr_get(v, tests[i]);
      if (tr_is(with, TR_ARRAY) && with->n > 0) with = &with->items[0];
      if (tr_is(with, TR_NUMBER)) return true;
    }
  }
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++)
    if (compares_number(&v->items[i], field)) return true;
  for (uint32_t i = 0; tr_is(v, TR_OBJECT) && i < v->n; i++)
    if (compares_number(&v->members[i].value, field)) return true;
  return false;
}

static bool is_number_somewhere(const tr_view *view, tr_str field) {
  for (size_t i = 0; i < view->n_children; i++)
    if (is_number_somewhere(view->children[i], field)) return true;
  if (compares_number(tr_get(view->spec, "transform"), field)) return true;
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    const tr_def *d = view->enc[e];
    if (d && tr_str_eq(d->field, field) && d->type == TR_QUANTITATIVE) return true;
  }
  return false;
}

static void add_text_field(tr_chart *chart, tr_vec *names, tr_str field) {
  tr_str name = tr_flat_field(chart->ctx, field);
  *(const char **)tr_vec_push(names) = tr_printf(chart->ctx->doc, "%.*s", TR_FMT(name)).p;
}

/* Dates are read from their text ("1900" is a year), and what is sorted by name stays text, as in Vega, which
   infers nothing. */
static void add_text_fields(tr_view *view, tr_vec *names) {
  tr_chart *chart = view->chart;
  const tr_value *transforms = tr_get(view->spec, "transform");
  for (size_t i = 0; i < view->n_children; i++) add_text_fields(view->children[i], names);
  for (uint32_t i = 0; tr_is(transforms, TR_ARRAY) && i < transforms->n; i++)
    if (tr_get(&transforms->items[i], "timeUnit"))
      add_text_field(chart, names, tr_get_string(&transforms->items[i], "field", (tr_str){0}));
  if (view->kind != TR_VIEW_UNIT) return;
  tr_def **defs;
  size_t n = tr_view_fields(view, &defs);
  for (size_t i = 0; i < n; i++) {
    bool date = defs[i]->type == TR_TEMPORAL || defs[i]->has_unit;
    bool name = (defs[i]->type == TR_NOMINAL || defs[i]->type == TR_ORDINAL) && defs[i]->aggregate.n == 0 &&
                !defs[i]->bins;
    if (date || (name && !is_number_somewhere(chart->root, defs[i]->field)))
      add_text_field(chart, names, defs[i]->field);
  }
}

static const char *const *text_columns(tr_chart *chart, const tr_value *parse) {
  tr_vec names = tr_vec_of(chart->ctx->doc, sizeof(const char *));
  if (chart->root) add_text_fields(chart->root, &names);
  const char **items = names.items;
  size_t n = 0;
  for (size_t i = 0; i < names.n; i++)
    if (!tr_get(parse, items[i])) items[n++] = items[i];
  names.n = n;
  *(const char **)tr_vec_push(&names) = NULL;
  return names.items;
}

static const tr_table *from_text(tr_chart *chart, tr_str name, tr_str text, tr_str folder,
                                 const tr_value *format) {
  tr_ctx *ctx = chart->ctx;
  tr_read_options options;
  if (!read_options(ctx, format, name, &options)) return NULL;
  if (options.format != TR_DATA_JSON && options.format != TR_DATA_TOPOJSON && options.format != TR_DATA_AUTO)
    options.text_columns = text_columns(chart, options.parse);
  if (!chart->input.on_page) { /* a page looks at more of its facts than the chart does */
    options.wants = tr_chart_needs;
    options.self = chart;
  }
  return tr_table_read(ctx, tr_source_add(ctx, name, text, folder), &options);
}

static const tr_table *from_url(tr_chart *chart, const tr_value *data) {
  tr_ctx *ctx = chart->ctx;
  const tr_value *url = tr_get(data, "url");
  tr_str key = tr_string(url), text;
  const tr_table *known = tr_map_get(&chart->tables, key);
  if (known && !tr_get(data, "format")) return known;
  tr_str file = tr_files_replacement(ctx, key);
  bool read = file.n > 0 ? tr_file_read(ctx, file, TR_FILE_DATA, tr_pos_of(url), &text)
                         : tr_file_read_named(ctx, key, TR_FILE_DATA, tr_pos_of(url), &text);
  if (!read) return NULL;
  const tr_table *t = from_text(chart, file.n > 0 ? file : key, text, (tr_str){0}, tr_get(data, "format"));
  if (t && !tr_get(data, "format")) tr_map_put(&chart->tables, key, (void *)(uintptr_t)t);
  return t;
}

static const tr_table *from_values(tr_chart *chart, const tr_value *data) {
  const tr_value *values = tr_get(data, "values"), *format = tr_get(data, "format");
  if (tr_is(values, TR_STRING)) {
    tr_str type = tr_get_string(format, "type", (tr_str){0});
    if (type.n == 0) {
      tr_error(chart->ctx, TR_INPUT, tr_pos_of(values), "\"format\": {\"type\": \"csv\"}",
               "inline data as text need a format");
      return NULL;
    }
    return from_text(chart, TR_S("inline data"), tr_string(values), (tr_str){0}, format);
  }
  tr_str property = tr_get_string(format, "property", (tr_str){0});
  if (property.n > 0 && !(values = tr_data_follow(chart->ctx, values, property))) return NULL;
  if (tr_str_is(tr_get_string(format, "type", (tr_str){0}), "topojson")) {
    tr_read_options options;
    return read_options(chart->ctx, format, (tr_str){0}, &options)
               ? tr_topojson_table(chart->ctx, values, &options)
               : NULL;
  }
  tr_value one;
  if (tr_is(values, TR_OBJECT) || tr_is(values, TR_NUMBER)) {
    one = tr_make_array(values, 1);
    values = &one;
  }
  const tr_table *t = tr_table_from_values(chart->ctx, values, tr_pos_of(data));
  const tr_value *parse = tr_get(format, "parse");
  return t && tr_is(parse, TR_OBJECT) ? tr_parse_columns(chart, t, parse) : t;
}

static const tr_table *from_sequence(tr_chart *chart, const tr_value *sequence) {
  tr_ctx *ctx = chart->ctx;
  double start = tr_chart_number(chart, tr_get(sequence, "start"), 0);
  double stop = tr_chart_number(chart, tr_get(sequence, "stop"), 0);
  double step = tr_chart_number(chart, tr_get(sequence, "step"), 1);
  double n = step != 0 ? fmax(0, ceil((stop - start) / step)) : 0;
  if (!tr_within(ctx, TR_LIMIT_ROWS, n, tr_pos_of(sequence))) return NULL;
  double *x = TR_NEW_N(ctx->data, double, (size_t)n);
  for (size_t i = 0; i < (size_t)n; i++) x[i] = start + step * (double)i;
  tr_table *t = tr_table_new(ctx, (size_t)n);
  tr_table_add(ctx, t, tr_column_numbers(tr_get_string(sequence, "as", TR_S("data")), x, (size_t)n));
  return t;
}

static const tr_table *from_name(tr_chart *chart, const tr_value *data) {
  const tr_value *name = tr_get(data, "name");
  tr_str key = tr_string(name), text;
  const tr_table *t = tr_map_get(&chart->tables, key);
  if (!t && chart->input.table) t = chart->input.table(chart->input.self, key);
  if (t) return t;
  const tr_value *set = tr_get_s(tr_get(chart->spec, "datasets"), key);
  if (set) {
    tr_value object = tr_make_object(NULL, 0);
    object = tr_with(chart->ctx->doc, &object, "values", *set);
    const tr_value *format = tr_get(data, "format");
    if (format) object = tr_with(chart->ctx->doc, &object, "format", *format);
    t = from_values(chart, &object);
    if (t) tr_map_put(&chart->tables, key, (void *)(uintptr_t)t);
    return t;
  }
  tr_str file = tr_files_replacement(chart->ctx, key);
  if (file.n > 0 && tr_file_read(chart->ctx, file, TR_FILE_DATA, tr_pos_of(name), &text))
    return from_text(chart, file, text, (tr_str){0}, tr_get(data, "format"));
  if (file.n == 0)
    tr_error(chart->ctx, TR_INPUT, tr_pos_of(name), "give its rows with --data NAME=FILE, or in `datasets`",
             "there are no data named \"%.*s\"", TR_FMT(key));
  return NULL;
}

const tr_table *tr_data_source(tr_chart *chart, const tr_value *data) {
  const tr_table *t = NULL;
  if (tr_get(data, "values"))
    t = from_values(chart, data);
  else if (tr_get(data, "url"))
    t = from_url(chart, data);
  else if (tr_get(data, "sequence"))
    t = from_sequence(chart, tr_get(data, "sequence"));
  else if (tr_get(data, "graticule"))
    t = tr_graticule_rows(chart, tr_get(data, "graticule"));
  else if (tr_get(data, "sphere"))
    t = tr_sphere_rows(chart);
  else if (tr_get(data, "name"))
    return from_name(chart, data);
  else
    tr_error(chart->ctx, TR_UNSUPPORTED, tr_pos_of(data),
             "`values`, `url`, `name`, `sequence`, `graticule` or `sphere`",
             "not supported yet: data that are none of these");
  tr_str name = tr_get_string(data, "name", (tr_str){0});
  if (t && name.n > 0) tr_map_put(&chart->tables, name, (void *)(uintptr_t)t);
  return t;
}

/* --- Dates
 * ------------------------------------------------------------------------------------------------------- */

/* How texts become dates. */
typedef struct date_reader {
  const tr_chart *chart;
  tr_str pattern; /* empty: as JavaScript reads dates */
  const tr_zone *zone;
} date_reader;

static double date_of_text(const date_reader *r, tr_str s) {
  double ms;
  bool ok = r->pattern.n > 0 ? tr_time_parse(r->chart->env.locale, r->pattern, r->zone, s, &ms)
                             : tr_date_parse(s, r->chart->env.zone, &ms);
  return ok ? ms : NAN;
}

/* Each distinct text is read once. */
static tr_column dates_of_texts(const date_reader *r, const tr_column *c) {
  tr_ctx *ctx = r->chart->ctx;
  double *by_id = TR_NEW_N(ctx->data, double, c->strings->n), *ms = TR_NEW_N(ctx->data, double, c->n);
  for (size_t i = 0; i < c->strings->n; i++) by_id[i] = date_of_text(r, c->strings->items[i]);
  for (size_t i = 0; i < c->n; i++)
    if (tr_valid(c, i)) ms[i] = by_id[c->ids[i]];
  tr_column out = *c;
  out.type = TR_COL_DATE;
  out.numbers = ms;
  out.strings = NULL;
  return out;
}

static tr_column dates_of_values(const date_reader *r, const tr_column *c) {
  tr_column_builder *b = tr_column_builder_new(r->chart->ctx, c->name, c->n);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    double ms = NAN;
    if (v.kind == TR_NUMBER) ms = v.number;
    if (v.kind == TR_STRING) ms = date_of_text(r, tr_string(&v));
    tr_column_add(b, tr_is_nil(&v) ? v : tr_make_date(ms));
  }
  return tr_column_done(b);
}

const tr_table *tr_with_dates(tr_chart *chart, const tr_table *t, tr_str field, tr_str pattern, bool utc) {
  const tr_column *c = tr_table_column(t, field);
  if (!c || c->type == TR_COL_DATE || (c->type == TR_COL_NUMBER && pattern.n == 0)) return t;
  date_reader reader = {chart, pattern, utc ? NULL : chart->env.zone};
  tr_table *out = tr_table_sharing(chart->ctx, t);
  tr_table_add(chart->ctx, out,
               c->type == TR_COL_STRING ? dates_of_texts(&reader, c) : dates_of_values(&reader, c));
  return out;
}

const tr_table *tr_parse_columns(tr_chart *chart, const tr_table *t, const tr_value *parse) {
  for (uint32_t i = 0; i < parse->n; i++) {
    tr_str kind = tr_string(&parse->members[i].value);
    bool utc = tr_str_starts(kind, "utc");
    if (!utc && !tr_str_starts(kind, "date")) continue;
    size_t colon = tr_str_find(kind, ":", 0);
    tr_str pattern = colon == SIZE_MAX ? (tr_str){0} : tr_str_sub(kind, colon + 1, kind.n);
    if (pattern.n >= 2 && (pattern.p[0] == '\'' || pattern.p[0] == '"'))
      pattern = tr_str_sub(pattern, 1, pattern.n - 1);
    t = tr_with_dates(chart, t, parse->members[i].name, pattern, utc);
  }
  return t;
}
