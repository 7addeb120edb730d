#include "chart/data-priv.h"

/* Data of a facet's cells. Rows are aggregated, stacked and numbered within their cell, because the facets'
   columns are among those they are grouped by; so one table holds the rows of all cells, and scales that
   cells share are made for it. Where views lie on or beside each other within the cells, each cell's rows go
   through the transforms by themselves, and what comes out is put together again: Vega-Lite's moveFacetDown
   stops at such a fork. */

static bool has_own_data(const tr_view *view) { return tr_get(view->spec, "data") != NULL; }

bool tr_is_divided_by(const tr_view *view, const tr_view *facet) {
  for (; view && view != facet; view = view->parent)
    if (has_own_data(view)) return false;
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
  for (; view->parent && !has_own_data(view); view = view->parent)
    if (view->parent->kind == TR_VIEW_FACET) add_facet_columns(&out, view->parent);
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
  if (!tr_is(transforms, TR_ARRAY) || dims.n == 0) return transforms;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, transforms->n), *out = TR_NEW(ctx->doc, tr_value);
  for (uint32_t i = 0; i < transforms->n; i++) {
    const tr_value *t = &transforms->items[i];
    items[i] = tr_is(t, TR_OBJECT) && groups_rows(t) ? grouped(ctx, t, &dims) : *t;
  }
  *out = *transforms;
  out->items = items;
  return out;
}

tr_column tr_column_or_absent(tr_ctx *ctx, const tr_table *t, tr_str name) {
  const tr_column *c = tr_table_column(t, name);
  tr_value whole = tr_whole_column(ctx, name);
  return c ? *c : tr_field_column(ctx, t, tr_string(&whole));
}

/* --- Cell by cell
 * --------------------------------------------------------------------------------------------------------------
 */

/* A view's tables of all cells, on their way. */
typedef struct gathered {
  tr_view *view;
  tr_vec raw, main, valid; /* of const tr_table * */
} gathered;

static void find_tables(tr_ctx *ctx, tr_view *view, tr_vec *out) {
  if (has_own_data(view)) return;
  if (view->kind == TR_VIEW_UNIT || view->kind == TR_VIEW_FACET)
    *(gathered *)tr_vec_push(out) = (gathered){view, tr_vec_of(ctx->doc, sizeof(const tr_table *)),
                                               tr_vec_of(ctx->doc, sizeof(const tr_table *)),
                                               tr_vec_of(ctx->doc, sizeof(const tr_table *))};
  for (size_t i = 0; i < view->n_children; i++) find_tables(ctx, view->children[i], out);
}

/* A column that is VALUE in each row. */
static tr_column constant(tr_ctx *ctx, tr_str name, tr_value v, size_t n) {
  tr_column_builder *b = tr_column_builder_new(ctx, name, n);
  for (size_t i = 0; i < n; i++) tr_column_add(b, v);
  return tr_column_done(b);
}

/* T, from a cell whose first row in SOURCE is ROW, with the facets' columns that its transforms dropped. */
static const tr_table *with_dims(tr_ctx *ctx, const tr_table *t, const tr_vec *dims, const tr_table *source,
                                 size_t row) {
  tr_table *out = NULL;
  for (size_t i = 0; t && i < dims->n; i++) {
    tr_str name = ((const tr_str *)dims->items)[i];
    const tr_column *from = tr_table_column(source, name);
    if (!from || tr_table_column(out ? out : t, name)) continue;
    if (!out) out = tr_table_sharing(ctx, t);
    tr_table_add(ctx, out, constant(ctx, name, tr_cell(from, row), t->n_rows));
  }
  return out ? out : t;
}

static void keep(tr_vec *list, const tr_table *t) {
  if (t) *(const tr_table **)tr_vec_push(list) = t;
}

static const tr_table *joined(tr_ctx *ctx, const tr_vec *parts) {
  if (parts->n == 0) return NULL;
  return parts->n == 1 ? *(const tr_table **)parts->items : tr_tables_stack(ctx, parts->items, parts->n);
}

static bool is_same(const tr_vec *a, const tr_vec *b) {
  for (size_t i = 0; a->n == b->n && i < a->n; i++)
    if (((const tr_table **)a->items)[i] != ((const tr_table **)b->items)[i]) return false;
  return a->n == b->n;
}

static void set_joined(tr_ctx *ctx, gathered *g) {
  tr_view_data *d = &g->view->data;
  d->main = joined(ctx, &g->main);
  d->valid = is_same(&g->main, &g->valid) ? d->main : joined(ctx, &g->valid);
  d->raw = is_same(&g->main, &g->raw) ? d->main : joined(ctx, &g->raw);
}

static bool parse_children(tr_view *view, const tr_table *source) {
  for (size_t i = 0; i < view->n_children; i++)
    if (!tr_parse_data(view->children[i], source)) return false;
  return true;
}

/* Bins cover the rows of all cells (Vega-Lite's MergeBins moves them before the facet). */
static const tr_table *with_shared_bins(tr_view *view, const tr_table *t) {
  for (size_t i = 0; i < view->n_children; i++) {
    tr_view *child = view->children[i];
    tr_def **defs;
    if (has_own_data(child) || tr_get(child->spec, "transform") || child->kind == TR_VIEW_FACET) continue;
    t = with_shared_bins(child, t);
    size_t n = tr_view_fields(child, &defs);
    for (size_t k = 0; k < n; k++)
      if (defs[k]->bins &&
          (!tr_table_column(t, defs[k]->column) || !tr_map_get(&child->bins, defs[k]->column)))
        t = tr_with_bins(child, t, defs[k]);
    child->bins_are_shared = true;
  }
  return t;
}

static bool parse_by_cell(tr_view *view, const tr_table *source, const tr_vec *dims) {
  tr_ctx *ctx = view->chart->ctx;
  source = with_shared_bins(view, source);
  tr_column *columns = TR_NEW_N(ctx->doc, tr_column, dims->n);
  for (size_t i = 0; i < dims->n; i++)
    columns[i] = tr_column_or_absent(ctx, source, ((const tr_str *)dims->items)[i]);
  tr_groups cells = tr_group_rows(ctx, columns, dims->n, source->n_rows);
  if (cells.n < 2) return parse_children(view, source);
  tr_vec all = tr_vec_of(ctx->doc, sizeof(gathered));
  for (size_t i = 0; i < view->n_children; i++) find_tables(ctx, view->children[i], &all);
  gathered *tables = all.items;
  for (size_t c = 0; c < cells.n; c++) {
    size_t n = cells.start[c + 1] - cells.start[c], first = cells.first_row[c];
    if (!parse_children(view, tr_table_gather(ctx, source, cells.rows + cells.start[c], n))) return false;
    for (size_t i = 0; i < all.n; i++) {
      const tr_view_data *d = &tables[i].view->data;
      const tr_table *main = with_dims(ctx, d->main, dims, source, first);
      keep(&tables[i].main, main);
      keep(&tables[i].valid, d->valid == d->main ? main : with_dims(ctx, d->valid, dims, source, first));
      keep(&tables[i].raw, d->raw == d->main ? main : with_dims(ctx, d->raw, dims, source, first));
    }
  }
  for (size_t i = 0; i < all.n; i++) set_joined(ctx, &tables[i]);
  return true;
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

static bool parse_facet(tr_view *facet, const tr_table *source) {
  tr_view *child = facet->children[0];
  source = tr_with_facet_fields(facet, source);
  if (!source || !tr_parse_data(child, source)) return false;
  facet->data = (tr_view_data){source, source, source};
  if (child->kind == TR_VIEW_UNIT && !has_own_data(child)) facet->data.main = rows_of_cells(facet, child);
  return true;
}

bool tr_parse_children_data(tr_view *view, const tr_table *source) {
  tr_vec dims = tr_view_dims(view);
  if (view->kind == TR_VIEW_FACET) return parse_facet(view, source);
  return dims.n > 0 ? parse_by_cell(view, source, &dims) : parse_children(view, source);
}
