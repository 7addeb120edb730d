#include "data/data-priv.h"
#include "data/format.h"
#include "data/machine-number.h"
#include "data/parse.h"

#include "base/number.h"

/* One step of a path such as "a.b[0]['c d']": a name or an index. False at its end. */
static bool next_step(tr_str *path, tr_str *step) {
  while (tr_str_starts(*path, ".")) *path = tr_str_sub(*path, 1, path->n);
  if (!path->n) return false;
  if (path->p[0] == '[') {
    size_t end = tr_str_find(*path, "]", 0);
    if (end == SIZE_MAX) end = path->n;
    *step = tr_str_sub(*path, 1, end);
    bool quoted = step->n >= 2 && (step->p[0] == '\'' || step->p[0] == '"');
    if (quoted) *step = tr_str_sub(*step, 1, step->n - 1);
    *path = tr_str_sub(*path, end + 1, path->n);
    return true;
  }
  size_t end = 0;
  while (end < path->n && path->p[end] != '.' && path->p[end] != '[') end++;
  *step = tr_str_sub(*path, 0, end);
  *path = tr_str_sub(*path, end, path->n);
  return true;
}

static const tr_value *step_into(const tr_value *v, tr_str step) {
  double index;
  if (!tr_is(v, TR_ARRAY)) return tr_get_s(v, step);
  return tr_num_parse(step, &index) && index >= 0 ? tr_item(v, (size_t)index) : NULL;
}

const tr_value *tr_data_follow(tr_ctx *ctx, const tr_value *v, tr_str path) {
  tr_str step, whole = path;
  while (next_step(&path, &step)) {
    const tr_value *inner = step_into(v, step);
    if (!inner) {
      tr_error(ctx, TR_DATA, tr_pos_of(v), NULL, "\"property\" says \"%.*s\", but there is no \"%.*s\" here",
               TR_FMT(whole), TR_FMT(step));
      return NULL;
    }
    v = inner;
  }
  return v;
}

/* Names an array inside OBJECT for the hint. */
static const char *array_hint(tr_ctx *ctx, const tr_value *object) {
  for (uint32_t i = 0; object->kind == TR_OBJECT && i < object->n; i++)
    if (object->members[i].value.kind == TR_ARRAY)
      return tr_printf(ctx->doc, "say which member holds the rows: \"property\": \"%.*s\"",
                       TR_FMT(object->members[i].name))
          .p;
  return NULL;
}

/* A number column with its texts read; a text that is none is reported at its place. */
static bool numbers_of(tr_ctx *ctx, const tr_column *c, const tr_value *rows, tr_column *out) {
  tr_column_builder *b = tr_column_builder_new(ctx, c->name, c->n);
  bool ok = true;
  for (size_t row = 0; row < c->n; row++) {
    tr_value v = tr_cell(c, row);
    const tr_value *at = tr_get_s(tr_item(rows, row), c->name);
    bool empty = tr_is_nil(&v) || (v.kind == TR_STRING && !tr_str_trim(tr_string(&v)).n);
    double x = 0;
    if (v.kind == TR_NUMBER || empty) {
      tr_column_add(b, empty ? tr_make_null() : v);
      continue;
    }
    if (v.kind == TR_STRING) {
      ok = tr_machine_number(ctx, tr_string(&v), tr_pos_of(at), c->name, row + 1, &x) && ok;
    } else {
      tr_error(ctx, TR_DATA, tr_pos_of(at), NULL, "column \"%.*s\", row %zu: expected a number, found %s",
               TR_FMT(c->name), row + 1, tr_kind_name((tr_kind)v.kind));
      ok = false;
    }
    tr_column_add(b, tr_make_number(x));
  }
  *out = tr_column_done(b);
  return ok;
}

bool tr_table_number_columns(tr_ctx *ctx, tr_table *t, const tr_value *rows, const char *const *names) {
  bool ok = true;
  for (; names && *names; names++) {
    const tr_column *c = tr_table_column_z(t, *names);
    if (!c || c->type == TR_COL_NUMBER) continue;
    tr_column numbers;
    ok = numbers_of(ctx, c, rows, &numbers) && ok;
    tr_table_add(ctx, t, numbers);
  }
  return ok;
}

static void parse_columns(tr_ctx *ctx, tr_table *t, const tr_read_options *options) {
  bool automatic = tr_str_is(tr_string(options->parse), "auto");
  for (size_t i = 0; i < t->n_columns; i++) {
    tr_column *c = &t->columns[i];
    tr_parse_rule rule;
    if (tr_name_listed(c->name, options->number_columns) || tr_name_listed(c->name, options->text_columns))
      continue;
    if (automatic)
      *c = tr_column_infer(ctx, c, options->zone);
    else if (tr_parse_rule_for(options, c->name, &rule))
      *c = tr_column_parse(ctx, c, &rule);
  }
}

tr_table *tr_table_of_values(tr_ctx *ctx, const tr_value *rows, tr_pos at, const tr_read_options *options) {
  if (!tr_parse_check(ctx, options)) return NULL;
  tr_table *t = tr_table_from_values(ctx, rows, at);
  if (!t) return NULL;
  if (!tr_table_number_columns(ctx, t, rows, options->number_columns)) return NULL;
  parse_columns(ctx, t, options);
  return t;
}

bool tr_is_geojson(const tr_value *v) {
  static const char *const inside[] = {"features", "geometry", "coordinates", "geometries"};
  for (size_t i = 0; tr_is(tr_get(v, "type"), TR_STRING) && i < sizeof inside / sizeof *inside; i++)
    if (tr_get(v, inside[i])) return true;
  return false;
}

tr_table *tr_json_table_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options) {
  tr_value root;
  if (!tr_json_read(ctx, file, &root)) return NULL;
  const tr_value *rows = tr_data_follow(ctx, &root, options->property);
  if (!rows) return NULL;
  tr_value one = tr_make_array(rows, 1);
  if (tr_is_geojson(rows)) {
    one.file = rows->file;
    one.offset = rows->offset;
    rows = &one;
  }
  if (rows->kind != TR_ARRAY) {
    tr_error(ctx, TR_DATA, tr_pos_of(rows), array_hint(ctx, rows), "data must be an array of rows, found %s",
             tr_kind_name((tr_kind)rows->kind));
    return NULL;
  }
  return tr_table_of_values(ctx, rows, tr_pos_of(rows), options);
}
