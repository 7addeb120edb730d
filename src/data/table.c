#include "data/data-priv.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

const tr_column *tr_table_column(const tr_table *t, tr_str name) {
  for (size_t i = 0; t && i < t->n_columns; i++)
    if (tr_str_eq(t->columns[i].name, name)) return &t->columns[i];
  return NULL;
}

const tr_column *tr_table_column_z(const tr_table *t, const char *name) {
  return tr_table_column(t, tr_str_z(name));
}

tr_value tr_cell(const tr_column *c, size_t row) {
  if (!tr_valid(c, row)) return c->absent_is_undefined ? tr_make_undefined() : tr_make_null();
  switch (c->type) {
  case TR_COL_NUMBER: return tr_make_number(c->numbers[row]);
  case TR_COL_STRING: return tr_make_string(c->strings->items[c->ids[row]]);
  case TR_COL_BOOL: return tr_make_bool(c->booleans[row]);
  case TR_COL_DATE: return tr_make_date(c->numbers[row]);
  case TR_COL_ANY: return c->values[row];
  }
  return tr_make_null();
}

static double value_number(const tr_value *v) {
  switch ((tr_kind)v->kind) {
  case TR_NULL: return 0;
  case TR_BOOL: return v->boolean;
  case TR_NUMBER:
  case TR_DATE: return v->number;
  case TR_STRING: return tr_num_from_js(tr_string(v));
  case TR_ARRAY: return v->n == 0 ? 0 : v->n == 1 ? value_number(v->items) : NAN; /* by way of its text */
  case TR_OBJECT:
  case TR_UNDEFINED:
  case TR_REGEXP: break;
  }
  return NAN;
}

double tr_cell_number(const tr_column *c, size_t row) {
  if (!tr_valid(c, row)) return c->absent_is_undefined ? NAN : 0;
  if (tr_column_is_number(c)) return c->numbers[row];
  tr_value v = tr_cell(c, row);
  return value_number(&v);
}

tr_value tr_row(tr_arena *arena, const tr_table *t, size_t row) {
  tr_member *members = TR_NEW_N(arena, tr_member, t->n_columns);
  size_t n = 0;
  for (size_t i = 0; i < t->n_columns; i++) {
    tr_value v = tr_cell(&t->columns[i], row);
    if (v.kind != TR_UNDEFINED) members[n++] = (tr_member){.name = t->columns[i].name, .value = v};
  }
  tr_value object = tr_make_object(members, n);
  tr_pos at = tr_row_pos(t, row);
  object.file = (uint16_t)at.file;
  object.offset = at.offset;
  return object;
}

tr_pos tr_row_pos(const tr_table *t, size_t row) {
  return (tr_pos){t->file, t->row_at && row < t->n_rows ? t->row_at[row] : 0};
}

tr_column tr_column_numbers(tr_str name, const double *numbers, size_t n) {
  return (tr_column){.name = name, .type = TR_COL_NUMBER, .n = n, .numbers = numbers};
}

tr_table *tr_table_new(tr_ctx *ctx, size_t n_rows) {
  if (!tr_within(ctx, TR_LIMIT_ROWS, (double)n_rows, (tr_pos){0})) tr_give_up(ctx);
  tr_table *t = TR_NEW(ctx->data, tr_table);
  t->n_rows = n_rows;
  return t;
}

void tr_table_add(tr_ctx *ctx, tr_table *t, tr_column c) {
  for (size_t i = 0; i < t->n_columns; i++) {
    if (!tr_str_eq(t->columns[i].name, c.name)) continue;
    t->columns[i] = c;
    return;
  }
  tr_pos at = {t->file, 0};
  double columns = (double)t->n_columns + 1;
  if (!tr_within(ctx, TR_LIMIT_COLUMNS, columns, at) ||
      !tr_within(ctx, TR_LIMIT_CELLS, columns * (double)t->n_rows, at))
    tr_give_up(ctx);
  if (t->n_columns == t->capacity) {
    size_t capacity = t->capacity ? t->capacity * 2 : 8;
    tr_column *columns_now = TR_NEW_N(ctx->data, tr_column, capacity);
    if (t->n_columns) memcpy(columns_now, t->columns, t->n_columns * sizeof c);
    t->columns = columns_now;
    t->capacity = capacity;
  }
  t->columns[t->n_columns++] = c;
}

static const uint64_t *gather_valid(tr_arena *arena, const tr_column *c, const uint32_t *rows, size_t n) {
  if (!c->valid) return NULL;
  uint64_t *valid = TR_NEW_N(arena, uint64_t, tr_valid_words(n));
  for (size_t i = 0; i < n; i++)
    if (tr_valid(c, rows[i])) tr_valid_set(valid, i);
  return valid;
}

static void *gather_items(tr_arena *arena, const void *items, size_t size, const uint32_t *rows, size_t n) {
  char *out = tr_alloc_n(arena, n, size);
  for (size_t i = 0; i < n; i++) memcpy(out + i * size, (const char *)items + rows[i] * size, size);
  return out;
}

static tr_column gather_column(tr_arena *arena, const tr_column *c, const uint32_t *rows, size_t n) {
  tr_column out = *c;
  out.n = n;
  out.valid = gather_valid(arena, c, rows, n);
  switch (c->type) {
  case TR_COL_NUMBER:
  case TR_COL_DATE: out.numbers = gather_items(arena, c->numbers, sizeof(double), rows, n); break;
  case TR_COL_STRING: out.ids = gather_items(arena, c->ids, sizeof(uint32_t), rows, n); break;
  case TR_COL_BOOL: out.booleans = gather_items(arena, c->booleans, 1, rows, n); break;
  case TR_COL_ANY: out.values = gather_items(arena, c->values, sizeof(tr_value), rows, n); break;
  }
  return out;
}

tr_table *tr_table_gather(tr_ctx *ctx, const tr_table *t, const uint32_t *rows, size_t n) {
  tr_work(ctx, (double)n * (double)t->n_columns);
  tr_table *out = tr_table_new(ctx, n);
  out->name = t->name;
  out->file = t->file;
  for (size_t i = 0; i < t->n_columns; i++)
    tr_table_add(ctx, out, gather_column(ctx->data, &t->columns[i], rows, n));
  if (t->row_at) out->row_at = gather_items(ctx->data, t->row_at, sizeof(uint32_t), rows, n);
  return out;
}
