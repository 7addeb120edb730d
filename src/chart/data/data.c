#include "chart/data/data-priv.h"
#include "chart/param/selection-priv.h"
#include "chart/scale/scale-priv.h"

#include <math.h>
#include <string.h>

/* From a source to what a unit's marks show, in the order of Vega-Lite's data flow. */

static const tr_table *lookup_table(void *self, const tr_value *data) { return tr_data_source(self, data); }

static void take_extent(void *self, tr_str param, double low, double high) {
  tr_chart *chart = self;
  tr_value *items = TR_NEW_N(chart->ctx->doc, tr_value, 2), *v = TR_NEW(chart->ctx->doc, tr_value);
  items[0] = tr_make_number(low);
  items[1] = tr_make_number(high);
  *v = tr_make_array(items, 2);
  tr_map_put(&chart->params, tr_str_copy(chart->ctx->doc, param), v);
}

static bool selected(void *self, tr_str param, const tr_table *t, uint8_t *mask) {
  return tr_selection_mask(self, param, t, mask);
}

static const tr_table *selection_rows(void *self, tr_str param, tr_pos at) {
  return tr_selection_rows(self, param, at);
}

tr_transform_env tr_chart_transforms(tr_chart *chart) {
  return (tr_transform_env){.scope = &chart->scope,
                            .self = chart,
                            .table = lookup_table,
                            .selected = selected,
                            .extent = take_extent,
                            .selection = selection_rows};
}

size_t tr_view_fields(tr_view *view, tr_def ***out) {
  tr_vec all = tr_vec_of(view->chart->ctx->doc, sizeof(tr_def *));
  for (int i = 0; i < 3; i++)
    if (view->facets[i]) *(tr_def **)tr_vec_push(&all) = view->facets[i];
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_def *d = tr_def_field(view->enc[e]);
    if (d && view->n_list[e] == 0) *(tr_def **)tr_vec_push(&all) = d;
    for (size_t i = 0; i < view->n_list[e]; i++)
      if (tr_def_field(view->lists[e][i])) *(tr_def **)tr_vec_push(&all) = tr_def_field(view->lists[e][i]);
  }
  *out = all.items;
  return all.n;
}

tr_table *tr_table_sharing(tr_ctx *ctx, const tr_table *t) {
  tr_table *out = tr_table_new(ctx, t->n_rows);
  for (size_t k = 0; k < t->n_columns; k++) tr_table_add(ctx, out, t->columns[k]);
  out->name = t->name;
  out->file = t->file;
  out->row_at = t->row_at;
  return out;
}

/* --- Columns that fields need
 * ---------------------------------------------------------------------------------- */

/* Nested fields ("a.b") become columns of their own, and so do those that no row has. */
const tr_table *tr_with_field_paths(tr_view *view, const tr_table *t, tr_def **defs, size_t n) {
  tr_ctx *ctx = view->chart->ctx;
  tr_table *out = NULL;
  for (size_t i = 0; i < n; i++) {
    bool bare = !defs[i]->bins && !defs[i]->has_unit && defs[i]->aggregate.n == 0;
    tr_str name = bare ? defs[i]->column : tr_flat_field(ctx, defs[i]->field);
    if (defs[i]->field.n == 0 || tr_table_column(out ? out : t, name)) continue;
    tr_column c = tr_field_column(ctx, t, defs[i]->field);
    c.name = name;
    if (!out) out = tr_table_sharing(ctx, t);
    tr_table_add(ctx, out, c);
  }
  return out ? out : t;
}

/* Temporal fields of the units that show T are read as dates before any transform sees them. */
static const tr_table *with_parsed_dates(tr_view *view, const tr_table *t, bool is_root) {
  if (!is_root && tr_get(view->spec, "data")) return t;
  for (size_t i = 0; i < view->n_children; i++) t = with_parsed_dates(view->children[i], t, false);
  tr_def **defs;
  size_t n = tr_view_fields(view, &defs);
  for (size_t i = 0; i < n; i++)
    if (defs[i]->type == TR_TEMPORAL || defs[i]->has_unit)
      t = tr_with_dates(view->chart, t, tr_flat_field(view->chart->ctx, defs[i]->field), (tr_str){0}, false);
  return t;
}

/* --- Aggregation, imputation, stacks
 * ----------------------------------------------------------------------------- */

static void add_member(tr_vec *members, const char *name, tr_value v) {
  *(tr_member *)tr_vec_push(members) = (tr_member){.name = tr_str_z(name), .value = v};
}

static tr_value object_of(tr_ctx *ctx, const char *a, tr_value x, const char *b, tr_value y, const char *c,
                          tr_value z) {
  tr_vec m = tr_vec_of(ctx->doc, sizeof(tr_member));
  add_member(&m, a, x);
  if (b) add_member(&m, b, y);
  if (c) add_member(&m, c, z);
  return tr_make_object(m.items, m.n);
}

tr_value tr_whole_column(tr_ctx *ctx, tr_str column) {
  tr_buf b = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < column.n; i++) {
    if (column.p[i] == '.' || column.p[i] == '[' || column.p[i] == '\\') tr_buf_add_char(&b, '\\');
    tr_buf_add_char(&b, column.p[i]);
  }
  return tr_make_string(tr_buf_str(&b));
}

static void add_once(tr_vec *list, tr_ctx *ctx, tr_str column) {
  const tr_value *items = list->items;
  tr_value v = tr_whole_column(ctx, column);
  for (size_t i = 0; i < list->n; i++)
    if (tr_equal(&items[i], &v)) return;
  *(tr_value *)tr_vec_push(list) = v;
}

static void add_dims(tr_vec *list, tr_view *view) {
  tr_vec dims = tr_view_dims(view);
  for (size_t i = 0; i < dims.n; i++) add_once(list, view->chart->ctx, ((const tr_str *)dims.items)[i]);
}

static void add_measure(tr_vec *measures, tr_ctx *ctx, tr_value op, tr_str field, tr_str as) {
  const tr_value *items = measures->items;
  tr_value name = tr_make_string(as);
  for (size_t i = 0; i < measures->n; i++)
    if (tr_equal(tr_get(&items[i], "as"), &name)) return;
  tr_value v = object_of(ctx, "op", op, "as", name, field.n > 0 ? "field" : NULL, tr_make_string(field));
  *(tr_value *)tr_vec_push(measures) = v;
}

static void add_measures(tr_vec *measures, tr_view *view, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  tr_value op = d->rate ? *d->rate : tr_make_string(d->aggregate);
  if (d->arg.n > 0) {
    tr_str as = tr_printf(ctx->doc, "%.*s_%.*s", TR_FMT(d->aggregate), TR_FMT(d->arg));
    add_measure(measures, ctx, op, d->arg, as);
    return;
  }
  add_measure(measures, ctx, op, tr_is_count(d) ? (tr_str){0} : d->field, d->column);
  if (!tr_is_unaggregated(view, d)) return;
  add_measure(measures, ctx, tr_make_string(TR_S("min")), d->field,
              tr_printf(ctx->doc, "min_%.*s", TR_FMT(d->field)));
  add_measure(measures, ctx, tr_make_string(TR_S("max")), d->field,
              tr_printf(ctx->doc, "max_%.*s", TR_FMT(d->field)));
}

/* Members of the rows that argmin and argmax found, as columns. */
static const tr_table *with_found_rows(tr_view *view, const tr_table *t, tr_def **defs, size_t n) {
  tr_ctx *ctx = view->chart->ctx;
  tr_table *out = NULL;
  for (size_t i = 0; i < n; i++) {
    const tr_def *d = defs[i];
    if (d->arg.n == 0 || tr_table_column(t, d->column)) continue;
    tr_str row =
        tr_printf(ctx->doc, "%.*s_%.*s['%.*s']", TR_FMT(d->aggregate), TR_FMT(d->arg), TR_FMT(d->field));
    tr_column c = tr_field_column(ctx, t, row);
    c.name = d->column;
    if (!out) out = tr_table_sharing(ctx, t);
    tr_table_add(ctx, out, c);
  }
  return out ? out : t;
}

static const tr_table *aggregated(tr_view *view, const tr_table *t, tr_def **defs, size_t n) {
  tr_ctx *ctx = view->chart->ctx;
  if (!tr_view_is_aggregate(view)) return t;
  tr_vec measures = tr_vec_of(ctx->doc, sizeof(tr_value)), dims = tr_vec_of(ctx->doc, sizeof(tr_value));
  for (size_t i = 0; i < n; i++)
    if (defs[i]->aggregate.n > 0)
      add_measures(&measures, view, defs[i]);
    else
      add_once(&dims, ctx, defs[i]->column);
  add_dims(&dims, view);
  tr_value spec = object_of(ctx, "aggregate", tr_make_array(measures.items, measures.n), "groupby",
                            tr_make_array(dims.items, dims.n), NULL, (tr_value){0});
  tr_transform_env env = tr_chart_transforms(view->chart);
  const tr_table *out = tr_transform_run(ctx, &spec, t, &env);
  return out ? with_found_rows(view, out, defs, n) : NULL;
}

static tr_value sort_entry(tr_ctx *ctx, tr_str column, bool descending) {
  return object_of(ctx, "field", tr_whole_column(ctx, column), "order",
                   tr_make_string(descending ? TR_S("descending") : TR_S("ascending")), NULL, (tr_value){0});
}

/* Order of a stack's parts: by the order channel, else by the dividing fields, upwards with the last first.
 */
static tr_value stack_order(tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  tr_vec sort = tr_vec_of(ctx->doc, sizeof(tr_value));
  for (size_t i = 0; i < view->n_list[TR_ENC_ORDER]; i++) {
    const tr_def *d = view->lists[TR_ENC_ORDER][i];
    if (d->is_field)
      *(tr_value *)tr_vec_push(&sort) = sort_entry(ctx, d->column, d->sort.kind == TR_SORT_DESCENDING);
  }
  const tr_def *lone = view->n_list[TR_ENC_ORDER] > 0 ? view->lists[TR_ENC_ORDER][0] : NULL;
  bool down = view->stack.measure == TR_ENC_Y;
  if (lone && !lone->is_field && lone->sort.kind != TR_SORT_DEFAULT)
    down = lone->sort.kind == TR_SORT_DESCENDING;
  if (sort.n == 0)
    for (size_t i = 0; i < view->stack.n_parts; i++)
      *(tr_value *)tr_vec_push(&sort) = sort_entry(ctx, view->stack.parts[i]->column, down);
  return tr_make_array(sort.items, sort.n);
}

static tr_value stack_groups(tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  tr_vec dims = tr_vec_of(ctx->doc, sizeof(tr_value));
  for (size_t i = 0; i < view->stack.n_by; i++)
    add_once(&dims, ctx, tr_stack_dimension(view, view->stack.by[i]));
  add_dims(&dims, view);
  return tr_make_array(dims.items, dims.n);
}

/* Series of a stacked area have a point wherever any of them has one. */
static const tr_table *imputed_for_stack(tr_view *view, const tr_table *t) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_stack *s = &view->stack;
  if (!s->imputes || s->n_by == 0) return t;
  for (size_t i = 0; i < s->n_by; i++)
    if (view->enc[s->by[i]]->bins) t = tr_with_bin_middle(view, t, view->enc[s->by[i]]);
  tr_vec parts = tr_vec_of(ctx->doc, sizeof(tr_value)), m = tr_vec_of(ctx->doc, sizeof(tr_member));
  for (size_t i = 0; i < s->n_parts; i++) add_once(&parts, ctx, s->parts[i]->column);
  add_dims(&parts, view);
  add_member(&m, "impute", tr_whole_column(ctx, view->enc[s->measure]->column));
  add_member(&m, "key", tr_whole_column(ctx, tr_stack_dimension(view, s->by[0])));
  add_member(&m, "groupby", tr_make_array(parts.items, parts.n));
  add_member(&m, "method", tr_make_string(TR_S("value")));
  add_member(&m, "value", tr_make_number(0));
  tr_value spec = tr_make_object(m.items, m.n);
  tr_transform_env env = tr_chart_transforms(view->chart);
  return tr_transform_run(ctx, &spec, t, &env);
}

static const tr_table *stacked(tr_view *view, const tr_table *t) {
  tr_ctx *ctx = view->chart->ctx;
  if (!view->stack.is_on) return t;
  t = imputed_for_stack(view, t);
  if (!t) return NULL;
  const tr_def *d = view->enc[view->stack.measure];
  tr_value *as = TR_NEW_N(ctx->doc, tr_value, 2);
  as[0] = tr_make_string(tr_def_column(ctx, d, "start"));
  as[1] = tr_make_string(tr_def_column(ctx, d, "end"));
  tr_vec m = tr_vec_of(ctx->doc, sizeof(tr_member));
  add_member(&m, "stack", tr_whole_column(ctx, d->column));
  add_member(&m, "groupby", stack_groups(view));
  add_member(&m, "sort", stack_order(view));
  add_member(&m, "offset", tr_make_string(view->stack.offset));
  add_member(&m, "as", tr_make_array(as, 2));
  tr_value spec = tr_make_object(m.items, m.n);
  tr_transform_env env = tr_chart_transforms(view->chart);
  return tr_transform_run(ctx, &spec, t, &env);
}

static const tr_table *imputed(tr_view *view, const tr_table *t) {
  tr_ctx *ctx = view->chart->ctx;
  for (int side = 0; side < 2; side++) {
    const tr_def *d = view->enc[side ? TR_ENC_Y : TR_ENC_X], *key = view->enc[side ? TR_ENC_X : TR_ENC_Y];
    if (!d || !tr_is(d->impute, TR_OBJECT) || !d->is_field || !key || !key->is_field) continue;
    tr_value spec = *d->impute;
    tr_vec parts = tr_vec_of(ctx->doc, sizeof(tr_value));
    tr_def **defs;
    size_t n = tr_view_fields(view, &defs);
    for (size_t i = 0; i < n; i++)
      if (!tr_enc_is_xy(defs[i]->enc) && defs[i]->aggregate.n == 0) add_once(&parts, ctx, defs[i]->column);
    add_dims(&parts, view);
    spec = tr_with(ctx->doc, &spec, "impute", tr_whole_column(ctx, d->column));
    spec = tr_with(ctx->doc, &spec, "key", tr_whole_column(ctx, key->column));
    spec = tr_with(ctx->doc, &spec, "groupby", tr_make_array(parts.items, parts.n));
    tr_transform_env env = tr_chart_transforms(view->chart);
    if (!(t = tr_transform_run(ctx, &spec, t, &env))) return NULL;
  }
  return t;
}

/* --- Invalid values
 * ------------------------------------------------------------------------------------------------- */

static bool can_be_invalid(const tr_view *view, const tr_def *d, tr_enc enc) {
  const tr_scale_cmp *c = tr_view_scale(view, enc);
  if (!c || c->type->family == TR_SCALE_DISCRETE || c->type->kind == TR_SCALE_BIN_ORDINAL || tr_is_count(d) ||
      tr_str_is(d->aggregate, "distinct"))
    return false;
  const tr_value *shown = tr_get(tr_config(view->chart, "scale", "invalid"), tr_enc_rows[enc].name);
  return !shown;
}

static bool is_invalid(const tr_column *c, size_t row) {
  if (tr_column_is_number(c)) return !tr_valid(c, row) || !isfinite(c->numbers[row]);
  tr_value v = tr_cell(c, row);
  return tr_is_nil(&v) || !isfinite(tr_to_number(&v));
}

/* Rows that every continuous scale can place. */
static const tr_table *valid_rows(tr_view *view, const tr_table *t) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_column *checked[TR_ENC_COUNT];
  size_t n_checked = 0, n = 0;
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    const tr_def *d = tr_enc_rows[e].scaled ? tr_def_field(view->enc[e]) : NULL;
    if (!d || !can_be_invalid(view, d, (tr_enc)e)) continue;
    const tr_column *c = tr_table_column(t, tr_stack_dimension(view, (tr_enc)e));
    if (!c) return tr_table_gather(ctx, t, NULL, 0); /* a field that is nowhere has no value in any row */
    checked[n_checked++] = c;
  }
  if (n_checked == 0) return t;
  uint32_t *rows = TR_NEW_N(ctx->data, uint32_t, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++) {
    bool ok = true;
    for (size_t k = 0; ok && k < n_checked; k++) ok = !is_invalid(checked[k], i);
    if (ok) rows[n++] = (uint32_t)i;
  }
  return n == t->n_rows ? t : tr_table_gather(ctx, t, rows, n);
}

/* Which rows marks and scales see: the same, but for lines and areas, which break at invalid values. */
static void set_views_of(tr_view *view, const tr_table *all) {
  const tr_value *mode = tr_mark_prop(view, "invalid", NULL);
  const tr_table *valid = valid_rows(view, all);
  bool path = view->mark->is_path, show = mode && mode->kind == TR_NULL;
  tr_str name = tr_string(mode);
  if (show) name = TR_S("show");
  if (name.n == 0 || tr_str_is(name, "break-paths-show-path-domains"))
    name = path ? TR_S("break-paths-show-domains") : TR_S("filter");
  bool marks_all = tr_str_is(name, "show"), scales_all = marks_all;
  if (tr_str_starts(name, "break-paths")) marks_all = marks_all || path;
  if (tr_str_is(name, "break-paths-show-domains")) scales_all = true;
  view->breaks = path && tr_str_starts(name, "break-paths");
  view->data.valid = scales_all ? all : valid;
  view->data.main = tr_first_frame(view, marks_all ? all : valid);
}

/* --- Units and layers
 * ------------------------------------------------------------------------------------------------- */

/* Whether an earlier definition makes the same column. */
static bool is_repeated(tr_def **defs, size_t i) {
  for (size_t k = 0; k < i; k++)
    if (tr_str_eq(defs[k]->column, defs[i]->column)) return true;
  return false;
}

static const tr_table *with_ends(tr_view *view, const tr_table *t, tr_def **defs, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (is_repeated(defs, i) || defs[i]->aggregate.n > 0)
      continue;
    else if (defs[i]->bins)
      t = tr_with_bin_ends(view, t, defs[i]);
    else if (defs[i]->has_unit)
      t = tr_with_unit_ends(view, t, defs[i]);
  return t;
}

/* Domains that are sorted by the rows before aggregation hold the words of bins. */
static const tr_table *with_ends_for_domains(tr_view *view, const tr_table *t, tr_def **defs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const tr_scale_cmp *c = tr_view_scale(view, defs[i]->enc);
    if (!is_repeated(defs, i) && defs[i]->bins && c && c->type->family == TR_SCALE_DISCRETE)
      t = tr_with_bin_ends(view, t, defs[i]);
  }
  return t;
}

bool tr_encoding_data(tr_view *view, const tr_table *t) {
  tr_def **defs;
  size_t n = tr_view_fields(view, &defs);
  t = tr_with_field_paths(view, t, defs, n);
  for (size_t i = 0; i < n; i++)
    if (!is_repeated(defs, i) && defs[i]->bins)
      t = view->bins_are_shared && tr_table_column(t, defs[i]->column) ? t : tr_with_bins(view, t, defs[i]);
    else if (!is_repeated(defs, i) && defs[i]->has_unit)
      t = tr_with_unit(view, t, defs[i]);
  view->data.raw = with_ends_for_domains(view, t, defs, n);
  t = aggregated(view, t, defs, n);
  if (t) t = with_ends(view, t, defs, n);
  if (t) t = imputed(view, t);
  if (t) t = stacked(view, t);
  if (!t) return false;
  set_views_of(view, t);
  return true;
}

/* The bins of a layer's unit are made before its own transforms, so that they are those of the other layers
   where a filter leaves it fewer rows (Vega-Lite's parseData). */
static const tr_table *binned_for_layers(tr_view *view, const tr_table *t) {
  tr_def **defs;
  size_t n = tr_view_fields(view, &defs);
  if (view->bins_are_shared || !view->parent || view->parent->kind != TR_VIEW_LAYER) return t;
  for (size_t i = 0; i < n; i++)
    if (!is_repeated(defs, i) && defs[i]->bins && tr_table_column(t, defs[i]->field))
      t = tr_with_bins(view, t, defs[i]);
  view->bins_are_shared = true;
  return t;
}

static const tr_table *empty_row(tr_ctx *ctx) { return tr_table_new(ctx, 1); }

bool tr_parse_data(tr_view *view, const tr_table *source) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_value *data = tr_get(view->spec, "data"), *transforms = tr_get(view->spec, "transform");
  bool own = data && data->kind != TR_NULL;
  if (own && !(source = tr_data_source(view->chart, data))) return false;
  if (data && data->kind == TR_NULL) source = NULL;
  if (!source) source = empty_row(ctx);
  if (own || !view->parent) source = with_parsed_dates(view, source, true);
  tr_transform_env env = tr_chart_transforms(view->chart);
  transforms = tr_transforms_by_cell(view, transforms);
  if (transforms && view->kind == TR_VIEW_UNIT) source = binned_for_layers(view, source);
  if (transforms && !(source = tr_transforms_run(ctx, transforms, source, &env))) return false;
  if (view->kind == TR_VIEW_UNIT) return tr_encoding_data(view, with_parsed_dates(view, source, true));
  return tr_parse_children_data(view, source);
}
