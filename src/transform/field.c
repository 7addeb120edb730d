#include "transform/transform-priv.h"

#include "expr/js.h"

#include <math.h>
#include <string.h>

tr_table *tr_table_share(tr_ctx *ctx, const tr_table *t) {
  tr_table *out = tr_table_new(ctx, t->n_rows);
  out->name = t->name;
  out->file = t->file;
  out->row_at = t->row_at;
  for (size_t i = 0; i < t->n_columns; i++) tr_table_add(ctx, out, t->columns[i]);
  return out;
}

tr_transform_cost tr_cost_adding(const tr_table *in, double columns) {
  return (tr_transform_cost){(double)in->n_rows, (double)in->n_columns + columns, 0};
}

tr_column tr_column_of(tr_ctx *ctx, tr_str name, const tr_value *values, size_t n) {
  tr_column_builder *b = tr_column_builder_new(ctx, name, n);
  for (size_t i = 0; i < n; i++) tr_column_add(b, values[i]);
  return tr_column_done(b);
}

tr_column tr_column_at(tr_ctx *ctx, const tr_column *c, const uint32_t *rows, size_t n) {
  tr_table *one = tr_table_new(ctx, c->n);
  tr_table_add(ctx, one, *c);
  return tr_table_gather(ctx, one, rows, n)->columns[0];
}

/* Paths of fields */

/* The next part of a path from *AT, in OUT. */
static bool next_part(tr_str path, size_t *at, tr_buf *out) {
  size_t i = *at;
  out->n = 0;
  if (i < path.n && path.p[i] == '.') i++;
  if (i >= path.n) return false;
  if (path.p[i] == '[') {
    char quote = i + 1 < path.n ? path.p[i + 1] : 0;
    bool quoted = quote == '\'' || quote == '"';
    for (i += quoted ? 2 : 1; i < path.n && path.p[i] != (quoted ? quote : ']'); i++)
      tr_buf_add_char(out, path.p[i]);
    i += quoted ? 2 : 1;
  } else {
    for (; i < path.n && path.p[i] != '.' && path.p[i] != '['; i++) {
      if (path.p[i] == '\\' && i + 1 < path.n) i++;
      tr_buf_add_char(out, path.p[i]);
    }
  }
  *at = i < path.n ? i : path.n;
  return true;
}

tr_str tr_field_name(tr_ctx *ctx, tr_str field) {
  if (tr_str_find(field, "\\", 0) == SIZE_MAX) return field;
  tr_buf b = tr_buf_of(ctx->data);
  for (size_t i = 0; i < field.n; i++) {
    if (field.p[i] == '\\' && i + 1 < field.n) i++;
    tr_buf_add_char(&b, field.p[i]);
  }
  return tr_buf_str(&b);
}

/* Letter I of a text. */
static tr_value letter(tr_str s, size_t i) {
  size_t at = 0, next = 0;
  for (size_t k = 0; next < s.n; k++) {
    at = next++;
    while (next < s.n && ((unsigned char)s.p[next] & 0xC0) == 0x80) next++;
    if (k == i) return tr_make_string(tr_str_sub(s, at, next));
  }
  return tr_make_undefined();
}

static tr_value member(const tr_value *v, tr_str name) {
  double i;
  const tr_value *found = NULL;
  if (tr_is(v, TR_OBJECT)) found = tr_get_s(v, name);
  tr_value text = tr_make_string(name);
  i = tr_to_number(&text);
  if (tr_is(v, TR_ARRAY) && i >= 0 && i < v->n) found = &v->items[(size_t)i];
  if (tr_is(v, TR_STRING) && i >= 0 && i < v->n) return letter(tr_string(v), (size_t)i);
  return found ? *found : tr_make_undefined();
}

static tr_column missing_column(tr_ctx *ctx, tr_str name, size_t n) {
  tr_column c = {.name = name, .type = TR_COL_NUMBER, .n = n, .absent_is_undefined = true};
  c.numbers = TR_NEW_N(ctx->data, double, n + 1);
  c.valid = TR_NEW_N(ctx->data, uint64_t, n / 64 + 1);
  return c;
}

tr_column tr_field_column(tr_ctx *ctx, const tr_table *t, tr_str field) {
  tr_str name = tr_field_name(ctx, field);
  const tr_column *whole = tr_table_column(t, name);
  if (!whole) whole = tr_table_column(t, field);
  if (whole) return *whole;
  size_t at = 0;
  tr_buf part = tr_buf_of(ctx->data);
  const tr_column *first = next_part(field, &at, &part) ? tr_table_column(t, tr_buf_str(&part)) : NULL;
  if (!first) return missing_column(ctx, name, t->n_rows);
  tr_value *values = TR_NEW_N(ctx->data, tr_value, t->n_rows + 1);
  for (size_t i = 0; i < t->n_rows; i++) values[i] = tr_cell(first, i);
  while (next_part(field, &at, &part)) {
    tr_work(ctx, (double)t->n_rows);
    tr_str key = tr_buf_str(&part);
    for (size_t i = 0; i < t->n_rows; i++) values[i] = member(&values[i], key);
  }
  return tr_column_of(ctx, name, values, t->n_rows);
}

size_t tr_columns_of(tr_ctx *ctx, const tr_value *array, const tr_table *t, tr_column **columns) {
  size_t n = tr_is(array, TR_ARRAY) ? array->n : 0;
  *columns = TR_NEW_N(ctx->data, tr_column, n + 1);
  for (size_t i = 0; i < n; i++) {
    tr_str field = tr_string(&array->items[i]);
    (*columns)[i] = tr_field_column(ctx, t, field);
    (*columns)[i].name = tr_field_name(ctx, field);
  }
  return n;
}

bool tr_required(tr_ctx *ctx, const tr_value *spec, const char *name, const char *what) {
  if (tr_is(tr_get(spec, name), TR_STRING)) return true;
  const char *hint = tr_printf(ctx->doc, "add \"%s\"", name).p;
  tr_error(ctx, TR_INPUT, tr_pos_of(spec), hint, "%s needs \"%s\"", what, name);
  return false;
}

tr_str tr_as(const tr_value *spec, size_t i, tr_str fallback) {
  const tr_value *as = tr_get(spec, "as");
  if (tr_is(as, TR_STRING) && i == 0) return tr_string(as);
  const tr_value *item = tr_item(as, i);
  return tr_is(item, TR_STRING) ? tr_string(item) : fallback;
}

double tr_cell_statistic(const tr_column *c, size_t row) {
  if (!tr_valid(c, row)) return NAN;
  if (c->type == TR_COL_NUMBER || c->type == TR_COL_DATE) return c->numbers[row];
  if (c->type == TR_COL_BOOL) return c->booleans[row];
  tr_value v = tr_cell(c, row);
  if (tr_is_nil(&v) || (tr_is(&v, TR_STRING) && v.n == 0)) return NAN;
  return tr_to_number(&v);
}

/* Sorting */

tr_row_order tr_row_order_of(tr_ctx *ctx, const tr_value *sort, const tr_table *t) {
  tr_row_order o = {.n = tr_is(sort, TR_ARRAY) ? sort->n : 0};
  o.columns = TR_NEW_N(ctx->data, tr_column, o.n + 1);
  o.descending = TR_NEW_N(ctx->data, bool, o.n + 1);
  for (size_t i = 0; i < o.n; i++) {
    const tr_value *item = &sort->items[i];
    o.columns[i] = tr_field_column(ctx, t, tr_get_string(item, "field", (tr_str){0}));
    o.descending[i] = tr_str_is(tr_get_string(item, "order", (tr_str){0}), "descending");
  }
  return o;
}

static int compare_cells(const tr_column *c, uint32_t a, uint32_t b) {
  if ((c->type == TR_COL_NUMBER || c->type == TR_COL_DATE) && !c->valid) {
    double x = c->numbers[a], y = c->numbers[b];
    if (x < y) return -1;
    if (x > y) return 1;
    return isnan(x) && !isnan(y) ? -1 : isnan(y) && !isnan(x) ? 1 : 0;
  }
  tr_value x = tr_cell(c, a), y = tr_cell(c, b);
  return tr_compare(&x, &y);
}

int tr_row_compare(const tr_row_order *order, uint32_t a, uint32_t b) {
  for (size_t i = 0; i < order->n; i++) {
    int c = compare_cells(&order->columns[i], a, b);
    if (c) return order->descending[i] ? -c : c;
  }
  return 0;
}

static int compare_stably(const void *self, uint32_t a, uint32_t b) {
  int order = tr_row_compare(self, a, b);
  return order ? order : (a > b) - (a < b);
}

void tr_sort_rows(tr_ctx *ctx, const tr_row_order *order, uint32_t *rows, size_t n) {
  if (order->n == 0 || n < 2) return;
  tr_work(ctx, (double)n * log2((double)n));
  tr_js_sort(ctx->data, rows, n, compare_stably, order);
}
