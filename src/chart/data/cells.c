#include "chart/data/data-priv.h"

/* Rows of a facet's cells that go through the transforms cell by cell. What comes out is put together again,
   for what is drawn in the cells. Scales that cells share are made for what the same transforms make of all
   rows at once, with the rows that they group divided by the outermost facet alone: that is the clone which
   Vega-Lite's subtree.ts puts before the facet. */

/* A view's tables of all cells, on their way. */
typedef struct gathered {
  tr_view *view;
  tr_view_data whole;      /* what the transforms make of all rows at once */
  tr_vec raw, main, valid; /* of const tr_table * */
} gathered;

static void find_tables(tr_ctx *ctx, tr_view *view, tr_vec *out) {
  if (tr_has_own_data(view)) return;
  if (view->kind == TR_VIEW_UNIT || view->kind == TR_VIEW_FACET)
    *(gathered *)tr_vec_push(out) = (gathered){.view = view,
                                               .raw = tr_vec_of(ctx->doc, sizeof(const tr_table *)),
                                               .main = tr_vec_of(ctx->doc, sizeof(const tr_table *)),
                                               .valid = tr_vec_of(ctx->doc, sizeof(const tr_table *))};
  for (size_t i = 0; i < view->n_children; i++) find_tables(ctx, view->children[i], out);
}

/* A column that is VALUE in each row. */
static tr_column constant(tr_ctx *ctx, tr_str name, tr_value v, size_t n) {
  tr_column_builder *b = tr_column_builder_new(ctx, name, n);
  for (size_t i = 0; i < n; i++) tr_column_add(b, v);
  return tr_column_done(b);
}

static bool is_all(const tr_column *c, const tr_value *v) {
  for (size_t i = 0; i < c->n; i++) {
    tr_value at = tr_cell(c, i);
    if (at.kind != v->kind || !tr_equal(&at, v)) return false;
  }
  return true;
}

/* T, from a cell whose first row in SOURCE is ROW: all its rows are of that cell, also those that its
   transforms made. */
static const tr_table *with_dims(tr_ctx *ctx, const tr_table *t, const tr_vec *dims, const tr_table *source,
                                 size_t row) {
  tr_table *out = NULL;
  for (size_t i = 0; t && i < dims->n; i++) {
    tr_str name = ((const tr_str *)dims->items)[i];
    const tr_column *from = tr_table_column(source, name), *own = tr_table_column(out ? out : t, name);
    if (!from) continue;
    tr_value v = tr_cell(from, row);
    if (own && is_all(own, &v)) continue;
    if (!out) out = tr_table_sharing(ctx, t);
    tr_table_add(ctx, out, constant(ctx, name, v, t->n_rows));
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
  tr_view_data d = {.main = joined(ctx, &g->main)};
  d.valid = is_same(&g->main, &g->valid) ? d.main : joined(ctx, &g->valid);
  d.raw = is_same(&g->main, &g->raw) ? d.main : joined(ctx, &g->raw);
  g->view->data = d;
  if (!g->whole.main) return; /* of the cells in a cell */
  g->view->divided = d;
  g->view->data.raw = g->whole.raw;
  g->view->data.valid = g->whole.valid;
}

bool tr_parse_each_child(tr_view *view, const tr_table *source) {
  for (size_t i = 0; i < view->n_children; i++)
    if (!tr_parse_data(view->children[i], source)) return false;
  return true;
}

/* --- Bins
 * -----------------------------------------------------------------------------------------------------------
 */

static bool has_columns(tr_ctx *ctx, const tr_table *t, const tr_value *transform) {
  const tr_value *as = tr_get(transform, "as");
  if (tr_is(as, TR_ARRAY) && as->n > 0) as = &as->items[0];
  return tr_table_column(t, tr_flat_field(ctx, tr_string(as))) != NULL;
}

/* T with the bins that CHILD's transforms begin with, and how many these are. */
static const tr_table *with_first_bins(tr_view *child, const tr_table *t) {
  tr_chart *chart = child->chart;
  const tr_value *transforms = tr_get(child->spec, "transform");
  tr_transform_env env = tr_chart_transforms(chart);
  uint32_t n = tr_is(transforms, TR_ARRAY) ? transforms->n : 0;
  for (uint32_t i = 0; t && i < n; i++) {
    const tr_value *bin = &transforms->items[i];
    if (!tr_truthy(tr_get(bin, "bin")) || has_columns(chart->ctx, t, bin)) break;
    t = tr_transform_run(chart->ctx, bin, t, &env);
    child->n_shared_bins = i + 1;
  }
  return t;
}

static bool has_other_transforms(const tr_view *view) {
  const tr_value *transforms = tr_get(view->spec, "transform");
  return tr_is(transforms, TR_ARRAY) && transforms->n > view->n_shared_bins;
}

/* Bins cover the rows of all cells (Vega-Lite's MergeBins moves them before the facet). */
static const tr_table *with_shared_bins(tr_view *view, const tr_table *t) {
  for (size_t i = 0; t && i < view->n_children; i++) {
    tr_view *child = view->children[i];
    tr_def **defs;
    if (tr_has_own_data(child)) continue;
    t = with_first_bins(child, t);
    if (!t || has_other_transforms(child)) continue;
    t = with_shared_bins(child, t);
    if (!t || child->kind == TR_VIEW_FACET) continue;
    size_t n = tr_view_fields(child, &defs);
    for (size_t k = 0; k < n; k++)
      if (defs[k]->bins &&
          (!tr_table_column(t, defs[k]->column) || !tr_map_get(&child->bins, defs[k]->column)))
        t = tr_with_bins(child, t, defs[k]);
    child->bins_are_shared = true;
  }
  return t;
}

/* --- Cells
 * ----------------------------------------------------------------------------------------------------------
 */

static void gather(gathered *g, const tr_vec *dims, const tr_table *source, size_t row) {
  tr_ctx *ctx = g->view->chart->ctx;
  const tr_view_data *d = &g->view->data;
  const tr_table *main = with_dims(ctx, d->main, dims, source, row);
  keep(&g->main, main);
  keep(&g->valid, d->valid == d->main ? main : with_dims(ctx, d->valid, dims, source, row));
  keep(&g->raw, d->raw == d->main ? main : with_dims(ctx, d->raw, dims, source, row));
}

static bool parse_whole(tr_view *view, const tr_table *source, tr_vec *tables) {
  gathered *all = tables->items;
  view->chart->cells = TR_CELLS_AS_ONE;
  bool ok = tr_parse_each_child(view, source);
  view->chart->cells = TR_CELLS_NONE;
  for (size_t i = 0; i < tables->n; i++) all[i].whole = all[i].view->data;
  return ok;
}

static bool parse_cells(tr_view *view, const tr_table *source, const tr_vec *dims, const tr_groups *cells,
                        tr_vec *tables) {
  tr_ctx *ctx = view->chart->ctx;
  gathered *all = tables->items;
  tr_cells_way was = view->chart->cells;
  bool ok = true;
  view->chart->cells = TR_CELLS_ONE_BY_ONE;
  for (size_t c = 0; ok && c < cells->n; c++) {
    size_t n = cells->start[c + 1] - cells->start[c];
    ok = tr_parse_each_child(view, tr_table_gather(ctx, source, cells->rows + cells->start[c], n));
    for (size_t i = 0; ok && i < tables->n; i++) gather(&all[i], dims, source, cells->first_row[c]);
  }
  view->chart->cells = was;
  for (size_t i = 0; ok && i < tables->n; i++) set_joined(ctx, &all[i]);
  return ok;
}

bool tr_parse_cells(tr_view *view, const tr_table *source) {
  tr_chart *chart = view->chart;
  tr_ctx *ctx = chart->ctx;
  if (chart->cells == TR_CELLS_AS_ONE) return tr_parse_each_child(view, source);
  if (chart->cells == TR_CELLS_NONE && !(source = with_shared_bins(view, source))) return false;
  tr_vec dims = tr_view_dims(view->children[0]), tables = tr_vec_of(ctx->doc, sizeof(gathered));
  tr_column *columns = TR_NEW_N(ctx->doc, tr_column, dims.n);
  for (size_t i = 0; i < dims.n; i++)
    columns[i] = tr_column_or_absent(ctx, source, ((const tr_str *)dims.items)[i]);
  tr_groups cells = tr_group_rows(ctx, columns, dims.n, source->n_rows);
  if (cells.n == 0) return tr_parse_each_child(view, source);
  for (size_t i = 0; i < view->n_children; i++) find_tables(ctx, view->children[i], &tables);
  if (chart->cells == TR_CELLS_NONE && !parse_whole(view, source, &tables)) return false;
  return parse_cells(view, source, &dims, &cells, &tables);
}
