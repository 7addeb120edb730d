#include "chart/data/data-priv.h"

/* Data of a facet's cells. Rows are aggregated, stacked and numbered within their cell, because the facets'
   columns are among those they are grouped by; so one table holds the rows of all cells, and scales that
   cells share are made for it. Where views lie on or beside each other within the cells, or a facet lies in
   a facet, each cell's rows go through the transforms by themselves (data-cells.c): Vega-Lite's
   moveFacetDown stops at such a fork. */

bool tr_has_own_data(const tr_view *view) { return tr_get(view->spec, "data") != NULL; }

bool tr_is_divided_by(const tr_view *view, const tr_view *facet) {
  for (; view && view != facet; view = view->parent)
    if (tr_has_own_data(view)) return false;
  return view != NULL;
}

static void add_facet_columns(tr_vec *out, const tr_view *facet) {
  for (int i = 0; i < 3; i++) {
    const tr_def *d = facet->facets[i];
    if (!d) continue;
    *(tr_str *)tr_vec_push(out) = d->column;
    if (d->bins) *(tr_str *)tr_vec_push(out) = tr_def_column(facet->chart->ctx, d, "end");
  }
}

tr_vec tr_view_dims(const tr_view *view) {
  tr_vec out = tr_vec_of(view->chart->ctx->doc, sizeof(tr_str));
  for (; view->parent && !tr_has_own_data(view); view = view->parent) {
    if (view->parent->kind != TR_VIEW_FACET) continue;
    if (view->chart->cells == TR_CELLS_AS_ONE) out.n = 0; /* by the outermost facet alone */
    add_facet_columns(&out, view->parent);
  }
  return out;
}

const tr_table *tr_with_facet_fields(tr_view *facet, const tr_table *t) {
  tr_def **defs;
  size_t n = tr_view_fields(facet, &defs);
  t = tr_with_field_paths(facet, t, defs, n);
  for (size_t i = 0; i < n; i++) {
    if (defs[i]->bins) t = tr_with_bin_ends(facet, tr_with_bins(facet, t, defs[i]), defs[i]);
    if (defs[i]->has_unit && !defs[i]->bins) t = tr_with_unit(facet, t, defs[i]);
  }
  return t;
}

/* --- Transforms within cells
 * ------------------------------------------------------------------------------------------------------- */

static bool groups_rows(const tr_value *transform) {
  static const char *const names[] = {"aggregate", "joinaggregate", "window", "stack"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (tr_get(transform, names[i])) return true;
  return false;
}

static tr_value grouped(tr_ctx *ctx, const tr_value *transform, const tr_vec *dims) {
  const tr_value *own = tr_get(transform, "groupby");
  uint32_t n = tr_is(own, TR_ARRAY) ? own->n : 0;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, n + dims->n);
  for (uint32_t i = 0; i < n; i++) items[i] = own->items[i];
  for (size_t i = 0; i < dims->n; i++) {
    tr_value column = tr_whole_column(ctx, ((const tr_str *)dims->items)[i]);
    bool is_there = false;
    for (uint32_t k = 0; k < n && !is_there; k++) is_there = tr_equal(&items[k], &column);
    if (!is_there) items[n++] = column;
  }
  return tr_with(ctx->doc, transform, "groupby", tr_make_array(items, n));
}

const tr_value *tr_transforms_by_cell(tr_view *view, const tr_value *transforms) {
  tr_ctx *ctx = view->chart->ctx;
  tr_vec dims = tr_view_dims(view);
  uint32_t made = (uint32_t)view->n_shared_bins;
  if (!tr_is(transforms, TR_ARRAY) || (dims.n == 0 && made == 0)) return transforms;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, transforms->n), *out = TR_NEW(ctx->doc, tr_value);
  *out = *transforms;
  out->items = items;
  out->n = 0;
  for (uint32_t i = made; i < transforms->n; i++) {
    const tr_value *t = &transforms->items[i];
    items[out->n++] = tr_is(t, TR_OBJECT) && groups_rows(t) ? grouped(ctx, t, &dims) : *t;
  }
  return out;
}

tr_column tr_column_or_absent(tr_ctx *ctx, const tr_table *t, tr_str name) {
  const tr_column *c = tr_table_column(t, name);
  tr_value whole = tr_whole_column(ctx, name);
  return c ? *c : tr_field_column(ctx, t, tr_string(&whole));
}

/* What the marks of the only view show says which cells there are; but where cells are sorted by a field that
   the marks' aggregation takes away, the rows before it do. */
static const tr_table *rows_of_cells(const tr_view *facet, const tr_view *child) {
  for (int i = 0; i < 3; i++) {
    const tr_def *d = facet->facets[i];
    if (d && d->sort.kind == TR_SORT_FIELD && !tr_table_column(child->data.main, d->sort.field))
      return child->data.raw;
  }
  return child->data.main;
}

/* The only child that shows VIEW's rows; NULL where several do. */
static tr_view *only_child(const tr_view *view) {
  tr_view *one = NULL;
  for (size_t i = 0; i < view->n_children; i++) {
    if (tr_has_own_data(view->children[i])) continue;
    if (one) return NULL;
    one = view->children[i];
  }
  return one;
}

/* The rows that say which cells FACET has: those where its VIEW forks, or what the only unit shows. */
static const tr_table *rows_at_fork(const tr_view *facet, const tr_view *view, const tr_table *source) {
  while (view && !tr_has_own_data(view)) {
    if (view->kind == TR_VIEW_UNIT) return rows_of_cells(facet, view);
    if (view->kind == TR_VIEW_FACET || !only_child(view)) return view->data.main;
    view = only_child(view);
  }
  return source;
}

static bool parse_facet(tr_view *facet, const tr_table *source) {
  tr_view *child = facet->children[0];
  bool is_inner = tr_view_dims(facet).n > 0;
  source = tr_with_facet_fields(facet, source);
  if (!source) return false;
  facet->data = (tr_view_data){.raw = source, .main = source, .valid = source};
  if (is_inner && !tr_has_own_data(child)) return tr_parse_cells(facet, source);
  if (!tr_parse_data(child, source)) return false;
  facet->data.main = rows_at_fork(facet, child, source);
  return true;
}

bool tr_parse_children_data(tr_view *view, const tr_table *source) {
  if (view->kind == TR_VIEW_FACET) return parse_facet(view, source);
  view->data = (tr_view_data){.raw = source, .main = source, .valid = source};
  bool forks = tr_view_dims(view).n > 0 && !only_child(view);
  return forks ? tr_parse_cells(view, source) : tr_parse_each_child(view, source);
}
