#include "page/page-priv.h"

#include <stdlib.h>

const tr_prop tr_derive_props[] = {
    {"filter", TR_P_STRING | TR_P_BOOL, NULL, 0, 0, NULL, "expression: rows for which it is true"},
    {"derive", TR_P_OBJECT, NULL, 0, 0, NULL, "name → expression: more fields"},
    {"sort", TR_P_STRING | TR_P_ARRAY | TR_P_TEMPLATE, NULL, 0, 0, NULL, "fields, \"-field\" for descending"},
    {"group", TR_P_STRING | TR_P_TEMPLATE, NULL, 0, 0, NULL, "field; rows become {key, rows, count, first}"},
    {"limit", TR_P_NUMBER | TR_P_TEMPLATE, NULL, 0, 1e9, NULL, "at most so many rows"},
    {0}};

static tr_where with_datum(const tr_where *where, const tr_value *datum) {
  return (tr_where){where ? where->frames : NULL, datum};
}

static bool filter(tr_page *page, const tr_value *test, const tr_where *where, tr_value *rows) {
  if (!test) return true;
  tr_value *kept = TR_NEW_N(page->ctx->doc, tr_value, rows->n);
  size_t n = 0;
  for (size_t i = 0; i < rows->n; i++) {
    tr_where here = with_datum(where, &rows->items[i]);
    bool keep;
    if (!tr_page_test(page, test, &here, &keep)) return false;
    if (keep) kept[n++] = rows->items[i];
  }
  *rows = tr_make_array(kept, n);
  return true;
}

/* Adds one derived field. A fact stays a fact only without more fields, because its object is what makes it
   known; so the original is kept as `fact`. */
static bool derive_row(tr_page *page, const tr_value *fields, const tr_where *where, tr_value *row) {
  tr_fact *fact = tr_fact_of(page, row);
  tr_value out = *row;
  if (fact) out = tr_with(page->ctx->doc, &out, "fact", *row);
  for (size_t i = 0; i < fields->n; i++) {
    const tr_member *m = &fields->members[i];
    tr_where here = with_datum(where, &out);
    tr_value v;
    if (!tr_page_expr(page, &m->value, &here, &v)) return false;
    out = tr_with(page->ctx->doc, &out, tr_str_copy(page->ctx->doc, m->name).p, v);
  }
  out.aux = 0;
  *row = out;
  return true;
}

static bool derive(tr_page *page, const tr_value *fields, const tr_where *where, tr_value *rows) {
  if (!tr_is(fields, TR_OBJECT)) return true;
  tr_value *out = TR_NEW_N(page->ctx->doc, tr_value, rows->n);
  for (size_t i = 0; i < rows->n; i++) {
    out[i] = rows->items[i];
    if (!derive_row(page, fields, where, &out[i])) return false;
  }
  *rows = tr_make_array(out, rows->n);
  return true;
}

/* --- sort ---------------------------------------------------------------------------------------------- */

typedef struct sort_key {
  tr_str field;
  bool descending;
} sort_key;

typedef struct sort_row {
  tr_value row;
  size_t at;
  const tr_vec *keys;
} sort_row;

static int compare_rows(const void *a, const void *b) {
  const sort_row *x = a, *y = b;
  for (size_t i = 0; i < x->keys->n; i++) {
    const sort_key *key = tr_vec_at(x->keys, i);
    const tr_value *u = tr_get_s(&x->row, key->field), *v = tr_get_s(&y->row, key->field);
    tr_value null = tr_make_null();
    int order = tr_compare(u ? u : &null, v ? v : &null);
    if (order) return key->descending ? -order : order;
  }
  return x->at < y->at ? -1 : x->at > y->at;
}

static void add_key(tr_vec *keys, const tr_value *v) {
  tr_str field = tr_str_trim(tr_string(v));
  if (field.n == 0) return;
  sort_key *key = tr_vec_push(keys);
  key->descending = field.p[0] == '-';
  key->field = key->descending ? tr_str_sub(field, 1, field.n) : field;
}

static void sort(tr_page *page, const tr_value *by, tr_value *rows) {
  tr_vec keys = tr_vec_of(page->ctx->doc, sizeof(sort_key));
  if (tr_is(by, TR_STRING)) add_key(&keys, by);
  for (size_t i = 0; tr_is(by, TR_ARRAY) && i < by->n; i++) add_key(&keys, tr_item(by, i));
  if (keys.n == 0) return;
  sort_row *list = TR_NEW_N(page->ctx->doc, sort_row, rows->n);
  for (size_t i = 0; i < rows->n; i++) list[i] = (sort_row){rows->items[i], i, &keys};
  qsort(list, rows->n, sizeof *list, compare_rows);
  tr_value *out = TR_NEW_N(page->ctx->doc, tr_value, rows->n);
  for (size_t i = 0; i < rows->n; i++) out[i] = list[i].row;
  *rows = tr_make_array(out, rows->n);
}

/* --- group --------------------------------------------------------------------------------------------- */

typedef struct group {
  tr_value key;
  tr_vec rows; /* of tr_value */
} group;

static tr_value group_row(tr_page *page, const group *g) {
  tr_member *members = TR_NEW_N(page->ctx->doc, tr_member, 4);
  members[0] = (tr_member){.name = TR_S("key"), .value = g->key};
  members[1] = (tr_member){.name = TR_S("rows"), .value = tr_make_array(g->rows.items, g->rows.n)};
  members[2] = (tr_member){.name = TR_S("count"), .value = tr_make_number((double)g->rows.n)};
  members[3] = (tr_member){.name = TR_S("first"), .value = *(tr_value *)tr_vec_at(&g->rows, 0)};
  return tr_make_object(members, 4);
}

static void group_by(tr_page *page, tr_str field, tr_value *rows) {
  tr_map by_key = tr_map_of(page->ctx->doc);
  for (size_t i = 0; i < rows->n; i++) {
    const tr_value *v = tr_get_s(&rows->items[i], field);
    tr_value key = tr_is_nil(v) ? tr_make_null() : *v;
    tr_str text = tr_to_string(page->ctx->doc, &key);
    group *g = tr_map_get(&by_key, text);
    if (!g) {
      g = TR_NEW(page->ctx->doc, group);
      *g = (group){key, tr_vec_of(page->ctx->doc, sizeof(tr_value))};
      tr_map_put(&by_key, text, g);
    }
    *(tr_value *)tr_vec_push(&g->rows) = rows->items[i];
  }
  tr_value *out = TR_NEW_N(page->ctx->doc, tr_value, by_key.n);
  for (size_t i = 0; i < by_key.n; i++) out[i] = group_row(page, by_key.items[i].value);
  *rows = tr_make_array(out, by_key.n);
}

/* The part of SPEC under NAME, its templates evaluated. */
static bool option(tr_page *page, const tr_value *spec, const char *name, const tr_where *where,
                   tr_value *out) {
  const tr_value *v = tr_get(spec, name);
  *out = tr_make_null();
  return !v || tr_page_eval(page, v, where, NULL, out);
}

bool tr_page_derive(tr_page *page, const tr_value *spec, const tr_where *where, tr_value *rows) {
  tr_value by, field, limit;
  tr_work(page->ctx, (double)rows->n);
  if (!filter(page, tr_get(spec, "filter"), where, rows)) return false;
  if (!derive(page, tr_get(spec, "derive"), where, rows)) return false;
  if (!option(page, spec, "sort", where, &by) || !option(page, spec, "group", where, &field) ||
      !option(page, spec, "limit", where, &limit))
    return false;
  sort(page, &by, rows);
  if (tr_is(&field, TR_STRING)) group_by(page, tr_string(&field), rows);
  if (tr_is(&limit, TR_NUMBER) && limit.number < rows->n) rows->n = (uint32_t)fmax(0, limit.number);
  return true;
}
