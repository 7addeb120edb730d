#include "data/table.h"

#include <string.h>

/* Tables on top of each other. Columns whose parts are stored alike are copied as they are; all others go
   through boxed values, which find the narrowest type that holds both. */

static size_t cell_size(tr_column_type type) {
  switch (type) {
  case TR_COL_NUMBER:
  case TR_COL_DATE: return sizeof(double);
  case TR_COL_STRING: return sizeof(uint32_t);
  case TR_COL_BOOL: return sizeof(uint8_t);
  case TR_COL_ANY: break;
  }
  return sizeof(tr_value);
}

static bool are_alike(const tr_column *a, const tr_column *b) {
  return a->type == b->type && a->absent_is_undefined == b->absent_is_undefined &&
         (a->type != TR_COL_STRING || a->strings == b->strings);
}

/* Whether all parts have the column, stored alike; *VALID: whether some have rows that are not valid. */
static bool is_uniform(const tr_table *const *parts, size_t n, const tr_column *like, bool *valid) {
  for (size_t i = 0; i < n; i++) {
    const tr_column *c = tr_table_column(parts[i], like->name);
    if (!c || !are_alike(c, like)) return false;
    if (c->valid) *valid = true;
  }
  return true;
}

static const uint64_t *joined_valid(tr_ctx *ctx, const tr_table *const *parts, size_t n, tr_str name,
                                    size_t rows) {
  uint64_t *bits = TR_NEW_N(ctx->data, uint64_t, (rows + 63) / 64);
  size_t row = 0;
  for (size_t i = 0; i < n; i++) {
    const tr_column *c = tr_table_column(parts[i], name);
    for (size_t k = 0; k < parts[i]->n_rows; k++, row++)
      if (tr_valid(c, k)) bits[row >> 6] |= (uint64_t)1 << (row & 63);
  }
  return bits;
}

static tr_column copied(tr_ctx *ctx, const tr_table *const *parts, size_t n, const tr_column *like,
                        bool has_gaps, size_t rows) {
  size_t size = cell_size(like->type), at = 0;
  char *cells = tr_alloc_n(ctx->data, rows, size);
  for (size_t i = 0; i < n; i++) {
    const tr_column *c = tr_table_column(parts[i], like->name);
    if (parts[i]->n_rows > 0) memcpy(cells + at, c->values, parts[i]->n_rows * size);
    at += parts[i]->n_rows * size;
  }
  tr_column out = *like;
  out.n = rows;
  out.values = (const tr_value *)(const void *)cells;
  out.valid = has_gaps ? joined_valid(ctx, parts, n, like->name, rows) : NULL;
  return out;
}

static tr_column boxed(tr_ctx *ctx, const tr_table *const *parts, size_t n, tr_str name, size_t rows) {
  tr_column_builder *b = tr_column_builder_new(ctx, name, rows);
  for (size_t i = 0; i < n; i++) {
    const tr_column *c = tr_table_column(parts[i], name);
    for (size_t k = 0; k < parts[i]->n_rows; k++) tr_column_add(b, c ? tr_cell(c, k) : tr_make_undefined());
  }
  return tr_column_done(b);
}

tr_table *tr_tables_stack(tr_ctx *ctx, const tr_table *const *parts, size_t n) {
  size_t rows = 0;
  for (size_t i = 0; i < n; i++) rows += parts[i]->n_rows;
  tr_table *out = tr_table_new(ctx, rows);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < parts[i]->n_columns; k++) {
      const tr_column *like = &parts[i]->columns[k];
      bool has_gaps = false;
      if (tr_table_column(out, like->name)) continue;
      if (is_uniform(parts, n, like, &has_gaps))
        tr_table_add(ctx, out, copied(ctx, parts, n, like, has_gaps, rows));
      else
        tr_table_add(ctx, out, boxed(ctx, parts, n, like->name, rows));
    }
  if (n > 0) out->name = parts[0]->name;
  return out;
}
