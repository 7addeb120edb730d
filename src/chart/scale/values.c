#include "chart/data/data-priv.h"
#include "chart/scale/scale-priv.h"
#include "expr/js.h"

#include <math.h>

/* The values of domains, from the data and lists that make them. */

/* --- Discrete domains
 * ---------------------------------------------------------------------------------------------- */

typedef struct entry {
  tr_value value, key; /* key: what it is sorted by */
} entry;

static tr_str key_of(tr_ctx *ctx, const tr_value *v) {
  tr_buf b = tr_buf_of(ctx->scene);
  tr_buf_add_char(&b, (char)('0' + (v->kind == TR_DATE ? TR_NUMBER : v->kind)));
  if (v->kind == TR_STRING)
    tr_buf_add(&b, tr_string(v));
  else if (v->kind == TR_NUMBER || v->kind == TR_DATE)
    tr_buf_number(&b, v->number);
  else
    tr_json_write(&b, v);
  return tr_buf_str(&b);
}

static const tr_table *table_of(const tr_domain *d) {
  return d->raw ? d->view->data.raw : d->view->data.valid;
}

/* Values in the order of their first rows. */
static void collect(tr_ctx *ctx, const tr_domain *d, tr_vec *entries, tr_map *seen) {
  const tr_column *c = d->kind == TR_DOMAIN_FIELD ? tr_table_column(table_of(d), d->column) : NULL;
  size_t n = d->kind == TR_DOMAIN_VALUES ? d->values->n : c ? c->n : 0;
  for (size_t i = 0; i < n; i++) {
    tr_value v = c ? tr_cell(c, i) : d->values->items[i];
    tr_str key = key_of(ctx, &v);
    if (tr_map_has(seen, key)) continue;
    entry *e = tr_vec_push(entries);
    *e = (entry){.value = v, .key = v};
    tr_map_put(seen, key, (void *)(uintptr_t)entries->n);
  }
}

/* As JavaScript sorts them, which shows where texts and numbers are mixed. */
static void sort_by_keys(tr_ctx *ctx, tr_vec *entries, bool descending) {
  entry *items = entries->items, *sorted = TR_NEW_N(ctx->scene, entry, entries->n);
  tr_value *keys = TR_NEW_N(ctx->scene, tr_value, entries->n);
  uint32_t *order = TR_NEW_N(ctx->scene, uint32_t, entries->n);
  for (size_t i = 0; i < entries->n; i++) keys[i] = items[i].key;
  tr_js_sort_values(ctx->scene, keys, entries->n, descending, order);
  for (size_t i = 0; i < entries->n; i++) sorted[i] = items[order[i]];
  entries->items = sorted;
}

static void sort_by_list(tr_vec *entries, const tr_value *list) {
  entry *items = entries->items;
  for (size_t i = 0; i < entries->n; i++) {
    size_t k = 0;
    while (k < list->n && !tr_equal(&list->items[k], &items[i].value)) k++;
    items[i].key = tr_make_number((double)k);
  }
}

/* Sorts by an aggregate of another field over the rows of each value. */
static bool sort_by_field(tr_ctx *ctx, const tr_domain *d, tr_vec *entries) {
  const tr_table *t = table_of(d);
  if (!tr_table_column(t, d->column)) return true;
  tr_value measure[] = {
      tr_make_object((tr_member[]){{.name = TR_S("op"), .value = tr_make_string(d->sort.op)},
                                   {.name = TR_S("field"), .value = tr_make_string(d->sort.field)},
                                   {.name = TR_S("as"), .value = tr_make_string(TR_S("__sort"))}},
                     3)};
  tr_value group[] = {tr_make_string(d->column)};
  tr_value spec =
      tr_make_object((tr_member[]){{.name = TR_S("aggregate"), .value = tr_make_array(measure, 1)},
                                   {.name = TR_S("groupby"), .value = tr_make_array(group, 1)}},
                     2);
  tr_transform_env env = tr_chart_transforms(d->view->chart);
  const tr_table *sums = tr_transform_run(ctx, &spec, t, &env);
  if (!sums) return false;
  const tr_column *keys = tr_table_column(sums, d->column), *values = tr_table_column_z(sums, "__sort");
  tr_map by = tr_map_of(ctx->scene);
  for (size_t i = 0; keys && i < keys->n; i++) {
    tr_value k = tr_cell(keys, i);
    tr_map_put(&by, key_of(ctx, &k), (void *)(uintptr_t)(i + 1));
  }
  entry *items = entries->items;
  for (size_t i = 0; i < entries->n; i++) {
    size_t at = (size_t)(uintptr_t)tr_map_get(&by, key_of(ctx, &items[i].value));
    items[i].key = at > 0 && values ? tr_cell(values, at - 1) : tr_make_null();
  }
  return true;
}

/* Of several sorts the one that says more; a plain one where two differ. */
static const tr_domain *sorting(const tr_scale_cmp *c) {
  const tr_domain *items = c->domains.items, *found = NULL;
  for (size_t i = 0; i < c->domains.n; i++) {
    if (!items[i].sort.sorts) continue;
    bool says_more = items[i].sort.by_field || items[i].sort.list || items[i].sort.descending;
    if (!found || (says_more && !found->sort.by_field)) found = &items[i];
  }
  return found;
}

bool tr_discrete_domain(tr_ctx *ctx, const tr_scale_cmp *c, tr_scale_spec *spec) {
  const tr_domain *items = c->domains.items, *sort = sorting(c);
  tr_vec entries = tr_vec_of(ctx->scene, sizeof(entry));
  tr_map seen = tr_map_of(ctx->scene);
  for (size_t i = 0; i < c->domains.n; i++) collect(ctx, &items[i], &entries, &seen);
  if (sort) {
    if (sort->sort.list) sort_by_list(&entries, sort->sort.list);
    if (sort->sort.by_field && !sort_by_field(ctx, sort, &entries)) return false;
    sort_by_keys(ctx, &entries, sort->sort.descending);
  }
  tr_value *values = TR_NEW_N(ctx->scene, tr_value, entries.n);
  for (size_t i = 0; i < entries.n; i++) values[i] = ((entry *)entries.items)[i].value;
  spec->domain = values;
  spec->n_domain = entries.n;
  return true;
}

/* --- Continuous domains
 * ----------------------------------------------------------------------------------------------- */

static void widen(double ends[2], double x) {
  if (isnan(x)) return;
  ends[0] = fmin(ends[0], x);
  ends[1] = fmax(ends[1], x);
}

static double plain(const tr_value *v) {
  return tr_is_nil(v) || (v->kind == TR_STRING && v->n == 0) ? NAN : tr_to_number(v);
}

static void widen_by(double ends[2], const tr_domain *d) {
  for (uint32_t i = 0; d->kind == TR_DOMAIN_VALUES && i < d->values->n; i++)
    widen(ends, plain(&d->values->items[i]));
  if (d->kind == TR_DOMAIN_ENDS) {
    const tr_bins *bins = tr_map_get(&d->view->bins, d->column);
    if (bins) widen(ends, bins->start);
    if (bins) widen(ends, bins->stop);
  }
  const tr_column *c = d->kind == TR_DOMAIN_FIELD ? tr_table_column(table_of(d), d->column) : NULL;
  for (size_t i = 0; c && i < c->n; i++) {
    if (c->type == TR_COL_NUMBER || c->type == TR_COL_DATE) {
      if (tr_valid(c, i)) widen(ends, c->numbers[i]);
    } else {
      tr_value v = tr_cell(c, i);
      widen(ends, plain(&v));
    }
  }
}

/* A quantile scale wants every value. */
static void all_values(tr_ctx *ctx, const tr_scale_cmp *c, tr_scale_spec *spec) {
  tr_vec all = tr_vec_of(ctx->scene, sizeof(tr_value));
  const tr_domain *items = c->domains.items;
  for (size_t k = 0; k < c->domains.n; k++) {
    const tr_column *col =
        items[k].kind == TR_DOMAIN_FIELD ? tr_table_column(table_of(&items[k]), items[k].column) : NULL;
    for (size_t i = 0; col && i < col->n; i++) {
      tr_value v = tr_cell(col, i);
      if (!isnan(plain(&v))) *(tr_value *)tr_vec_push(&all) = tr_make_number(plain(&v));
    }
    for (uint32_t i = 0; items[k].kind == TR_DOMAIN_VALUES && i < items[k].values->n; i++)
      *(tr_value *)tr_vec_push(&all) = items[k].values->items[i];
  }
  spec->domain = all.items;
  spec->n_domain = all.n;
}

/* Whether it is made of several columns: then one without values is as wide as can be the wrong way round,
   and a scale that has to show zero comes to zero alone. */
static bool has_several(const tr_scale_cmp *c) {
  const tr_domain *items = c->domains.items;
  for (size_t i = 1; i < c->domains.n; i++)
    if (items[i].kind != items[0].kind || !tr_str_eq(items[i].column, items[0].column) ||
        table_of(&items[i]) != table_of(&items[0]))
      return true;
  return false;
}

void tr_number_domain(tr_ctx *ctx, const tr_scale_cmp *c, tr_scale_spec *spec) {
  const tr_domain *items = c->domains.items;
  bool literal = c->domains.n == 1 && items[0].kind == TR_DOMAIN_VALUES;
  if (c->type->kind == TR_SCALE_QUANTILE) {
    all_values(ctx, c, spec);
    return;
  }
  if (literal ||
      (c->type->kind == TR_SCALE_THRESHOLD && c->domains.n > 0 && items[0].kind == TR_DOMAIN_VALUES)) {
    spec->domain = items[0].values->items;
    spec->n_domain = items[0].values->n;
    return;
  }
  double ends[2] = {INFINITY, -INFINITY};
  for (size_t i = 0; i < c->domains.n; i++) widen_by(ends, &items[i]);
  if (c->domains.n == 0) return;
  if (ends[0] > ends[1] && !has_several(c)) ends[0] = ends[1] = NAN;
  tr_value *values = TR_NEW_N(ctx->scene, tr_value, 2);
  values[0] = tr_make_number(ends[0]);
  values[1] = tr_make_number(ends[1]);
  spec->domain = values;
  spec->n_domain = 2;
}
