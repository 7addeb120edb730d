#include "chart/projection-priv.h"

#include "base/file.h"
#include "data/parse.h"
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

/* The options of DATA's `format`, and what the chart wants of its columns. */
static bool read_options(tr_chart *chart, const tr_value *data, tr_str name, tr_read_options *out) {
  bool ok;
  const tr_value *format = tr_get(data, "format");
  tr_str delimiter = tr_get_string(format, "delimiter", (tr_str){0});
  *out = (tr_read_options){.format = format_of(chart->ctx, format, &ok),
                           .delimiter = delimiter.n == 1 ? delimiter.p[0] : 0,
                           .property = tr_get_string(format, "property", (tr_str){0}),
                           .feature = tr_get_string(format, "feature", (tr_str){0}),
                           .mesh = tr_get_string(format, "mesh", (tr_str){0}),
                           .filter = tr_get_string(format, "filter", (tr_str){0}),
                           .lenient = true,
                           .parse = tr_data_parse(chart, data),
                           .measures = tr_chart_measures,
                           .self = chart,
                           .locale = chart->env.locale,
                           .zone = chart->env.zone};
  /* A page looks at more of its facts than the chart does. */
  if (!chart->input.on_page) out->wants = tr_chart_needs;
  if (ok && out->format == TR_DATA_AUTO && name.n > 0) out->format = tr_data_format_of(name);
  return ok;
}

/* What Vega reads as a date is its milliseconds, but for what a pattern reads. */
static const tr_table *with_dates_as_numbers(tr_chart *chart, const tr_table *t, const tr_value *parse) {
  tr_table *out = NULL;
  for (uint32_t i = 0; t && tr_is(parse, TR_OBJECT) && i < parse->n; i++) {
    const tr_member *m = &parse->members[i];
    const tr_column *c = tr_table_column(t, tr_flat_field(chart->ctx, m->name));
    if (!c || c->type != TR_COL_DATE || !tr_str_is(tr_string(&m->value), "date")) continue;
    tr_column numbers = *c;
    numbers.type = TR_COL_NUMBER;
    if (!out) out = tr_table_sharing(chart->ctx, t);
    tr_table_add(chart->ctx, out, numbers);
  }
  return out ? out : t;
}

/* T as it was read; parsed members of nested values become columns of their own. */
static const tr_table *as_parsed(tr_chart *chart, const tr_table *t, const tr_read_options *options) {
  const tr_value *parse = options->parse;
  tr_table *out = NULL;
  for (uint32_t i = 0; t && tr_is(parse, TR_OBJECT) && i < parse->n; i++) {
    tr_str path = parse->members[i].name, name = tr_flat_field(chart->ctx, path);
    tr_parse_rule rule;
    if (!tr_is_path(path) || tr_table_column(t, name) || !tr_parse_rule_for(options, path, &rule)) continue;
    tr_column c = tr_field_column(chart->ctx, t, path);
    c.name = name;
    if (!out) out = tr_table_sharing(chart->ctx, t);
    tr_table_add(chart->ctx, out, tr_column_parse(chart->ctx, &c, &rule));
  }
  return with_dates_as_numbers(chart, out ? out : t, parse);
}

static const tr_table *from_text(tr_chart *chart, tr_str name, tr_str text, const tr_value *data) {
  tr_read_options options;
  if (!read_options(chart, data, name, &options)) return NULL;
  const tr_table *t = tr_table_read(chart->ctx, tr_source_add(chart->ctx, name, text, (tr_str){0}), &options);
  return as_parsed(chart, t, &options);
}

/* What tells one reading of a file from another. */
static tr_str url_key(tr_chart *chart, const tr_value *data) {
  tr_buf key = tr_buf_of(chart->ctx->doc);
  tr_buf_add(&key, tr_string(tr_get(data, "url")));
  if (!tr_get(data, "format")) return tr_buf_str(&key);
  tr_buf_add_char(&key, '\n');
  tr_json_write(&key, tr_get(data, "format"));
  return tr_buf_str(&key);
}

static const tr_table *from_url(tr_chart *chart, const tr_value *data) {
  tr_ctx *ctx = chart->ctx;
  const tr_value *url = tr_get(data, "url");
  tr_str key = url_key(chart, data), name = tr_string(url), text;
  const tr_table *known = tr_map_get(&chart->tables, key);
  if (known) return known;
  tr_str file = tr_files_replacement(ctx, name);
  bool read = file.n > 0 ? tr_file_read(ctx, file, TR_FILE_DATA, tr_pos_of(url), &text)
                         : tr_file_read_named(ctx, name, TR_FILE_DATA, tr_pos_of(url), &text);
  if (!read) return NULL;
  const tr_table *t = from_text(chart, file.n > 0 ? file : name, text, data);
  if (t) tr_map_put(&chart->tables, key, (void *)(uintptr_t)t);
  return t;
}

static bool looks_like_json(tr_str s) {
  s = tr_str_trim(s);
  return tr_str_starts(s, "[") || tr_str_starts(s, "{");
}

static const tr_table *from_values(tr_chart *chart, const tr_value *data) {
  const tr_value *values = tr_get(data, "values"), *format = tr_get(data, "format");
  tr_read_options options;
  if (tr_is(values, TR_STRING)) {
    tr_str type = tr_get_string(format, "type", (tr_str){0});
    if (type.n > 0 || looks_like_json(tr_string(values)))
      return from_text(chart, TR_S("inline data"), tr_string(values), data);
    tr_error(chart->ctx, TR_INPUT, tr_pos_of(values), "\"format\": {\"type\": \"csv\"}",
             "inline data as text need a format");
    return NULL;
  }
  if (!read_options(chart, data, (tr_str){0}, &options)) return NULL;
  if (options.property.n > 0 && !(values = tr_data_follow(chart->ctx, values, options.property))) return NULL;
  if (options.format == TR_DATA_TOPOJSON)
    return as_parsed(chart, tr_topojson_table(chart->ctx, values, &options), &options);
  tr_value one;
  if (!tr_is(values, TR_ARRAY)) {
    one = tr_make_array(values, 1);
    values = &one;
  }
  return as_parsed(chart, tr_table_of_values(chart->ctx, values, tr_pos_of(data), &options), &options);
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
    tr_value object = tr_with(chart->ctx->doc, data, "values", *set);
    t = from_values(chart, &object);
    if (t) tr_map_put(&chart->tables, key, (void *)(uintptr_t)t);
    return t;
  }
  tr_str file = tr_files_replacement(chart->ctx, key);
  if (file.n > 0 && tr_file_read(chart->ctx, file, TR_FILE_DATA, tr_pos_of(name), &text))
    return from_text(chart, file, text, data);
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
  out.type = r->pattern.n > 0 ? TR_COL_DATE : TR_COL_NUMBER;
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
    bool is_empty = tr_is_nil(&v) || (v.kind == TR_STRING && v.n == 0);
    tr_value date = r->pattern.n > 0 ? tr_make_date(ms) : tr_make_number(ms);
    tr_column_add(b, is_empty ? tr_make_null() : date);
  }
  return tr_column_done(b);
}

/* A member of nested values that some row has. */
static const tr_column *nested_column(tr_chart *chart, const tr_table *t, tr_str path) {
  tr_column *c = TR_NEW(chart->ctx->data, tr_column);
  if (!tr_is_path(path)) return NULL;
  *c = tr_field_column(chart->ctx, t, path);
  c->name = path;
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    if (!tr_is_nil(&v)) return c;
  }
  return NULL;
}

const tr_table *tr_with_dates(tr_chart *chart, const tr_table *t, tr_str field, tr_str pattern, bool utc) {
  const tr_column *c = tr_table_column(t, field);
  if (!c) c = nested_column(chart, t, field);
  if (!c || c->type == TR_COL_DATE || (c->type == TR_COL_NUMBER && pattern.n == 0)) return t;
  date_reader reader = {chart, pattern, utc ? NULL : chart->env.zone};
  tr_table *out = tr_table_sharing(chart->ctx, t);
  tr_table_add(chart->ctx, out,
               c->type == TR_COL_STRING ? dates_of_texts(&reader, c) : dates_of_values(&reader, c));
  return out;
}
