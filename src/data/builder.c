#include "data/data-priv.h"

#include <string.h>

/* The column grows in the narrowest type so far; the first value that does not fit turns it into boxed
   values. */
struct tr_column_builder {
  tr_ctx *ctx;
  tr_str name;
  tr_column_type type;
  bool typed; /* a value that is not nil has come */
  bool has_null, has_undefined;
  size_t n, capacity;
  void *items; /* of the type's size */
  uint64_t *valid;
  tr_interner strings;
};

static size_t item_size(tr_column_type type) {
  switch (type) {
  case TR_COL_NUMBER:
  case TR_COL_DATE: return sizeof(double);
  case TR_COL_STRING: return sizeof(uint32_t);
  case TR_COL_BOOL: return 1;
  case TR_COL_ANY: break;
  }
  return sizeof(tr_value);
}

static tr_column_type type_of(const tr_value *v) {
  switch ((tr_kind)v->kind) {
  case TR_NUMBER: return TR_COL_NUMBER;
  case TR_STRING: return TR_COL_STRING;
  case TR_BOOL: return TR_COL_BOOL;
  case TR_DATE: return TR_COL_DATE;
  case TR_NULL:
  case TR_UNDEFINED:
  case TR_ARRAY:
  case TR_OBJECT:
  case TR_REGEXP: break;
  }
  return TR_COL_ANY;
}

tr_column_builder *tr_column_builder_new(tr_ctx *ctx, tr_str name, size_t expected) {
  tr_column_builder *b = TR_NEW(ctx->data, tr_column_builder);
  b->ctx = ctx;
  b->name = name;
  b->capacity = expected ? expected : 16;
  b->strings = tr_interner_of(ctx->data, ctx->data);
  return b;
}

static void reserve(tr_column_builder *b) {
  size_t size = item_size(b->type), capacity = b->capacity;
  if (b->items && b->n < capacity) return;
  if (b->items) capacity *= 2;
  char *items = tr_alloc_n(b->ctx->data, capacity, size);
  uint64_t *valid = TR_NEW_N(b->ctx->data, uint64_t, tr_valid_words(capacity));
  if (b->items) {
    memcpy(items, b->items, b->n * size);
    memcpy(valid, b->valid, tr_valid_words(b->n) * sizeof *valid);
  }
  b->items = items;
  b->valid = valid;
  b->capacity = capacity;
}

static tr_column snapshot(tr_column_builder *b) {
  tr_column c = {.name = b->name, .type = b->type, .n = b->n, .numbers = b->items};
  bool any_nil = b->has_null || b->has_undefined;
  c.valid = any_nil && b->type != TR_COL_ANY ? b->valid : NULL;
  c.absent_is_undefined = b->has_undefined;
  if (b->type == TR_COL_STRING) c.strings = tr_interner_strings(&b->strings);
  return c;
}

/* From here on values are kept as they are. NIL_KIND is what invalid rows so far were. */
static void turn_into_any(tr_column_builder *b) {
  if (b->type == TR_COL_ANY && b->items) return;
  tr_column before = snapshot(b);
  tr_value *values = TR_NEW_N(b->ctx->data, tr_value, b->capacity);
  for (size_t i = 0; i < b->n; i++) values[i] = tr_cell(&before, i);
  b->type = TR_COL_ANY;
  b->typed = true;
  b->items = values;
}

static void store(tr_column_builder *b, const tr_value *v) {
  switch (b->type) {
  case TR_COL_NUMBER:
  case TR_COL_DATE: ((double *)b->items)[b->n] = v->number; break;
  case TR_COL_STRING: ((uint32_t *)b->items)[b->n] = tr_intern(&b->strings, tr_string(v)); break;
  case TR_COL_BOOL: ((uint8_t *)b->items)[b->n] = v->boolean; break;
  case TR_COL_ANY: ((tr_value *)b->items)[b->n] = *v; break;
  }
  tr_valid_set(b->valid, b->n);
}

void tr_column_add(tr_column_builder *b, tr_value v) {
  bool nil = tr_is_nil(&v);
  if (!nil && !b->typed) {
    /* Rows before were all nil, so there is nothing to carry over but their number. */
    b->type = type_of(&v);
    b->typed = true;
    size_t n = b->n;
    uint64_t *valid = b->valid;
    b->items = tr_alloc_n(b->ctx->data, b->capacity, item_size(b->type));
    b->valid = valid ? valid : TR_NEW_N(b->ctx->data, uint64_t, tr_valid_words(b->capacity));
    for (size_t i = 0; b->type == TR_COL_ANY && i < n; i++)
      ((tr_value *)b->items)[i] = b->has_null ? tr_make_null() : tr_make_undefined();
  }
  bool mixed = (v.kind == TR_NULL && b->has_undefined) || (v.kind == TR_UNDEFINED && b->has_null);
  if (mixed || (!nil && b->type != TR_COL_ANY && type_of(&v) != b->type)) turn_into_any(b);
  b->has_null |= v.kind == TR_NULL;
  b->has_undefined |= v.kind == TR_UNDEFINED;
  reserve(b);
  if (!nil || b->type == TR_COL_ANY) store(b, &v);
  b->n++;
}

tr_column tr_column_done(tr_column_builder *b) {
  reserve(b);
  return snapshot(b);
}

/* The columns of a table in the making, found again by name. */
typedef struct columns {
  tr_ctx *ctx;
  tr_vec builders; /* of tr_column_builder pointers */
  tr_map by_name;  /* to builder */
  size_t n_rows;
} columns;

static tr_column_builder *column_at(columns *c, size_t i) {
  return *(tr_column_builder **)tr_vec_at(&c->builders, i);
}

/* The builder for NAME; GUESS is its likely place, as rows mostly have the same members. */
static tr_column_builder *find_column(columns *c, tr_str name, size_t guess, size_t row) {
  if (guess < c->builders.n) {
    tr_column_builder *b = column_at(c, guess);
    if (b->name.p == name.p || tr_str_eq(b->name, name)) return b;
  }
  tr_column_builder *b = tr_map_get(&c->by_name, name);
  if (b) return b;
  double n = (double)c->builders.n + 1;
  if (!tr_within(c->ctx, TR_LIMIT_COLUMNS, n, (tr_pos){0}) ||
      !tr_within(c->ctx, TR_LIMIT_CELLS, n * (double)c->n_rows, (tr_pos){0}))
    tr_give_up(c->ctx);
  b = tr_column_builder_new(c->ctx, name, c->n_rows);
  for (size_t i = 0; i < row; i++) tr_column_add(b, tr_make_undefined());
  *(tr_column_builder **)tr_vec_push(&c->builders) = b;
  tr_map_put(&c->by_name, name, b);
  return b;
}

/* A row that is an array has its indices for names. */
static void add_items(columns *c, const tr_value *v, size_t row) {
  for (uint32_t i = 0; i < v->n; i++) {
    tr_str name = tr_printf(c->ctx->data, "%u", i);
    tr_column_add(find_column(c, name, i, row), v->items[i]);
  }
}

static void add_row(columns *c, const tr_value *v, size_t row) {
  if (v->kind == TR_OBJECT) {
    for (uint32_t i = 0; i < v->n; i++) {
      tr_column_builder *b = find_column(c, v->members[i].name, i, row);
      tr_column_add(b, v->members[i].value);
    }
  } else if (v->kind == TR_ARRAY) {
    add_items(c, v, row);
  } else {
    tr_column_add(find_column(c, TR_S("data"), 0, row), *v);
  }
  for (size_t i = 0; i < c->builders.n; i++) {
    tr_column_builder *b = column_at(c, i);
    if (b->n == row) tr_column_add(b, tr_make_undefined());
  }
}

tr_table *tr_table_from_values(tr_ctx *ctx, const tr_value *array, tr_pos at) {
  if (!tr_is(array, TR_ARRAY)) {
    tr_error(ctx, TR_DATA, at, NULL, "data must be an array of rows, found %s",
             array ? tr_kind_name((tr_kind)array->kind) : "nothing");
    return NULL;
  }
  tr_table *t = tr_table_new(ctx, array->n);
  columns c = {ctx, tr_vec_of(ctx->data, sizeof(tr_column_builder *)), tr_map_of(ctx->data), array->n};
  uint32_t *row_at = TR_NEW_N(ctx->data, uint32_t, array->n);
  for (uint32_t row = 0; row < array->n; row++) {
    tr_work(ctx, array->items[row].kind == TR_OBJECT ? array->items[row].n : 1);
    add_row(&c, &array->items[row], row);
    row_at[row] = array->items[row].offset;
  }
  t->file = array->file;
  t->row_at = row_at;
  for (size_t i = 0; i < c.builders.n; i++) tr_table_add(ctx, t, tr_column_done(column_at(&c, i)));
  return t;
}
