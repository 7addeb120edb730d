#include "chart/compose/facet-priv.h"

#include <stdlib.h>
#include <string.h>

/* Which cells a facet has, in which order, and which rows are whose. */

/* A view's tables by cell: rows of cell c are rows[start[c]] … rows[start[c + 1] - 1]. */
typedef struct by_cell {
  const tr_table *table;
  uint32_t *rows;
  size_t *start;
} by_cell;

struct tr_facet_part {
  tr_view *view;
  tr_view_data all, divided;
  by_cell raw, main, valid;
};

/* --- Values and their order
 * ---------------------------------------------------------------------------------------------------------
 */

static void add_key(tr_buf *b, const tr_value *v) {
  tr_buf_printf(b, "%d:", (int)v->kind);
  tr_json_write(b, v);
  tr_buf_add_char(b, '\n');
}

/* One value of a level on its way: its first row, and what it is sorted by. */
typedef struct entry {
  size_t group;
  tr_value value, key;
} entry;

static int by_key(const entry *a, const entry *b, bool descending) {
  int order = tr_compare(&a->key, &b->key);
  if (order != 0) return descending ? -order : order;
  return a->group < b->group ? -1 : a->group > b->group;
}

static int ascending(const void *a, const void *b) { return by_key(a, b, false); }
static int descending(const void *a, const void *b) { return by_key(a, b, true); }

static tr_value listed_at(tr_chart *chart, const tr_value *list, const tr_value *v) {
  for (uint32_t i = 0; i < list->n; i++) {
    double ms;
    bool dated = tr_is(&list->items[i], TR_OBJECT) && tr_datetime_value(chart, &list->items[i], &ms);
    tr_value item = dated ? tr_make_date(ms) : list->items[i];
    if (tr_compare(&item, v) == 0 && (item.kind == v->kind || dated)) return tr_make_number(i);
  }
  return tr_make_number(list->n);
}

/* One number or text for each group: OP of the field over its rows. */
static const tr_column *summed_up(tr_view *facet, const tr_def *d, const tr_table *t) {
  tr_ctx *ctx = facet->chart->ctx;
  tr_value *lists = TR_NEW_N(ctx->doc, tr_value, 2), measure = tr_make_object(NULL, 0),
           spec = tr_make_object(NULL, 0);
  tr_str op = d->sort.op.n > 0 ? d->sort.op : TR_S("min");
  measure = tr_with(ctx->doc, &measure, "op", tr_make_string(op));
  if (d->sort.field.n > 0) measure = tr_with(ctx->doc, &measure, "field", tr_make_string(d->sort.field));
  lists[0] = tr_with(ctx->doc, &measure, "as", tr_make_string(TR_S("key")));
  lists[1] = tr_whole_column(ctx, d->column);
  spec = tr_with(ctx->doc, &spec, "aggregate", tr_make_array(&lists[0], 1));
  spec = tr_with(ctx->doc, &spec, "groupby", tr_make_array(&lists[1], 1));
  tr_transform_env env = tr_chart_transforms(facet->chart);
  const tr_table *out = tr_transform_run(ctx, &spec, t, &env);
  return out ? tr_table_column_z(out, "key") : NULL;
}

static void set_keys(tr_view *facet, const tr_def *d, const tr_table *t, entry *entries, size_t n) {
  const tr_column *keys = d->sort.kind == TR_SORT_FIELD ? summed_up(facet, d, t) : NULL;
  for (size_t i = 0; i < n; i++) {
    entries[i].key = entries[i].value;
    if (d->sort.kind == TR_SORT_LIST)
      entries[i].key = listed_at(facet->chart, d->sort.list, &entries[i].value);
    if (keys && entries[i].group < keys->n) entries[i].key = tr_cell(keys, entries[i].group);
  }
}

static bool is_descending(const tr_def *d) {
  return d->sort.kind == TR_SORT_FIELD ? d->sort.descending : d->sort.kind == TR_SORT_DESCENDING;
}

static tr_facet_level level_of(tr_view *facet, const tr_def *d, const tr_table *t) {
  tr_ctx *ctx = facet->chart->ctx;
  if (!d) return (tr_facet_level){.n = 1};
  tr_column c = tr_column_or_absent(ctx, t, d->column);
  tr_groups groups = tr_group_rows(ctx, &c, 1, t->n_rows);
  const tr_column *end = d->bins ? tr_table_column(t, tr_def_column(ctx, d, "end")) : NULL;
  entry *entries = TR_NEW_N(ctx->doc, entry, groups.n);
  tr_value *values = TR_NEW_N(ctx->doc, tr_value, groups.n), *ends = TR_NEW_N(ctx->doc, tr_value, groups.n);
  for (size_t i = 0; i < groups.n; i++)
    entries[i] = (entry){.group = i, .value = tr_cell(&c, groups.first_row[i])};
  set_keys(facet, d, t, entries, groups.n);
  if (groups.n > 0) qsort(entries, groups.n, sizeof *entries, is_descending(d) ? descending : ascending);
  for (size_t i = 0; i < groups.n; i++) {
    values[i] = entries[i].value;
    if (end) ends[i] = tr_cell(end, groups.first_row[entries[i].group]);
  }
  return (tr_facet_level){d, groups.n, values, end ? ends : NULL};
}

/* --- Rows by cell
 * ---------------------------------------------------------------------------------------------------------
 */

/* What finds the cell of a row: the values of each level by their text. */
typedef struct finder {
  tr_ctx *ctx;
  tr_facet_cells *cells;
  tr_map index[3]; /* text to a number + 1 */
} finder;

static void *as_pointer(size_t i) { return (void *)(uintptr_t)(i + 1); }

static void init_index(finder *f, int level) {
  const tr_facet_level *l = &f->cells->levels[level];
  f->index[level] = tr_map_of(f->ctx->doc);
  for (size_t i = 0; l->def && i < l->n; i++) {
    tr_buf b = tr_buf_of(f->ctx->doc);
    add_key(&b, &l->values[i]);
    tr_map_put(&f->index[level], tr_buf_str(&b), as_pointer(i));
  }
}

/* The cell of a row with these values; the number of cells where there is none. */
static size_t cell_at(const finder *f, const tr_column columns[3], size_t row) {
  size_t at[3] = {0, 0, 0};
  for (int i = 0; i < 3; i++) {
    if (!f->cells->levels[i].def) continue;
    tr_buf b = tr_buf_of(f->ctx->doc);
    tr_value v = tr_cell(&columns[i], row);
    add_key(&b, &v);
    const void *found = tr_map_get(&f->index[i], tr_buf_str(&b));
    if (!found) return f->cells->n;
    at[i] = (size_t)(uintptr_t)found - 1;
  }
  return f->cells->levels[2].def ? at[2] : at[0] * f->cells->levels[1].n + at[1];
}

static by_cell rows_by_cell(const finder *f, const tr_table *t) {
  tr_ctx *ctx = f->ctx;
  size_t n = f->cells->n, n_columns = 0;
  by_cell out = {t, TR_NEW_N(ctx->doc, uint32_t, t->n_rows), TR_NEW_N(ctx->doc, size_t, n + 2)};
  tr_column columns[3], grouped[3];
  for (int i = 0; i < 3; i++) {
    const tr_def *d = f->cells->levels[i].def;
    if (d) grouped[n_columns++] = columns[i] = tr_column_or_absent(ctx, t, d->column);
  }
  tr_groups groups = tr_group_rows(ctx, grouped, n_columns, t->n_rows);
  size_t *cell = TR_NEW_N(ctx->doc, size_t, groups.n), k = 0;
  for (size_t g = 0; g < groups.n; g++) cell[g] = cell_at(f, columns, groups.first_row[g]);
  for (size_t i = 0; i < t->n_rows; i++) out.start[cell[groups.of_row[i]] + 1]++;
  for (size_t c = 0; c <= n; c++) out.start[c + 1] += out.start[c];
  size_t *next = TR_NEW_N(ctx->doc, size_t, n + 1);
  memcpy(next, out.start, (n + 1) * sizeof *next);
  for (; k < t->n_rows; k++) out.rows[next[cell[groups.of_row[k]]]++] = (uint32_t)k;
  return out;
}

static void add_parts(const finder *f, tr_view *facet, tr_view *view, tr_vec *out) {
  if (!tr_is_divided_by(view, facet)) return;
  if (view->kind == TR_VIEW_UNIT || view->kind == TR_VIEW_FACET) {
    struct tr_facet_part *p = tr_vec_push(out);
    const tr_view_data *d = view->divided.main ? &view->divided : &view->data;
    *p = (struct tr_facet_part){.view = view, .all = view->data, .divided = view->divided};
    p->main = rows_by_cell(f, d->main);
    p->raw = d->raw == d->main ? p->main : rows_by_cell(f, d->raw);
    p->valid = d->valid == d->main ? p->main : rows_by_cell(f, d->valid);
  }
  for (size_t i = 0; i < view->n_children; i++) add_parts(f, facet, view->children[i], out);
}

tr_facet_cells *tr_facet_cells_of(tr_view *facet) {
  tr_ctx *ctx = facet->chart->ctx;
  tr_facet_cells *cells = TR_NEW(ctx->doc, tr_facet_cells);
  for (int i = 0; i < 3; i++) cells->levels[i] = level_of(facet, facet->facets[i], facet->data.main);
  cells->n = facet->facets[2] ? cells->levels[2].n : cells->levels[0].n * cells->levels[1].n;
  finder f = {.ctx = ctx, .cells = cells};
  for (int i = 0; i < 3; i++) init_index(&f, i);
  cells->start = rows_by_cell(&f, facet->data.main).start;
  tr_vec parts = tr_vec_of(ctx->doc, sizeof(struct tr_facet_part));
  add_parts(&f, facet, facet->children[0], &parts);
  cells->parts = parts.items;
  cells->n_parts = parts.n;
  return cells;
}

static const tr_table *rows_of(tr_ctx *ctx, const by_cell *b, size_t cell) {
  size_t n = b->start[cell + 1] - b->start[cell];
  return tr_table_gather(ctx, b->table, b->rows + b->start[cell], n);
}

void tr_facet_cell_enter(tr_view *facet, const tr_facet_cells *cells, size_t cell) {
  tr_ctx *ctx = facet->chart->ctx;
  for (size_t i = 0; i < cells->n_parts; i++) {
    const struct tr_facet_part *p = &cells->parts[i];
    tr_view_data *d = &p->view->data;
    d->main = rows_of(ctx, &p->main, cell);
    d->uncut = p->all.uncut ? p->all.uncut : p->main.table;
    d->raw = p->raw.table == p->main.table ? d->main : rows_of(ctx, &p->raw, cell);
    d->valid = p->valid.table == p->main.table ? d->main : rows_of(ctx, &p->valid, cell);
    p->view->divided = (tr_view_data){0};
  }
}

void tr_facet_cells_leave(const tr_facet_cells *cells) {
  for (size_t i = 0; i < cells->n_parts; i++) {
    cells->parts[i].view->data = cells->parts[i].all;
    cells->parts[i].view->divided = cells->parts[i].divided;
  }
}
