#include "transform/transform-priv.h"

#include <math.h>
#include <string.h>

/* Groups by one column after the other: each pair (group so far, value) gets a number. Values are the same
   when their String() is, as in Vega, so 1 and "1" fall together. */

typedef struct pairs {
  uint64_t *keys;
  uint32_t *ids; /* id + 1; 0: free */
  size_t n_slots, n;
  int shift; /* of a hash, to a slot */
} pairs;

static pairs pairs_new(tr_ctx *ctx, size_t n) {
  size_t slots = 16;
  int shift = 60;
  for (; slots < 2 * n; shift--) slots *= 2;
  return (pairs){TR_NEW_N(ctx->data, uint64_t, slots), TR_NEW_N(ctx->data, uint32_t, slots), slots, 0, shift};
}

static uint32_t pair_id(pairs *p, uint64_t key) {
  /* The highest bits depend on all of the key: numbers as doubles differ in their upper half only. */
  uint64_t h = (key ^ key >> 32) * 0x9E3779B97F4A7C15u;
  for (size_t i = (size_t)(h >> p->shift);; i = (i + 1) & (p->n_slots - 1)) {
    if (!p->ids[i]) {
      p->keys[i] = key;
      p->ids[i] = (uint32_t)++p->n;
      return (uint32_t)p->n - 1;
    }
    if (p->keys[i] == key) return p->ids[i] - 1;
  }
}

/* A number for each row's value; equal for equal ones. */
static void number_codes(tr_ctx *ctx, const tr_column *c, uint32_t *codes) {
  pairs p = pairs_new(ctx, c->n);
  for (size_t i = 0; i < c->n; i++) {
    double x = c->numbers[i] == 0 ? 0 : isnan(c->numbers[i]) ? NAN : c->numbers[i]; /* one zero, one NaN */
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    codes[i] = tr_valid(c, i) ? pair_id(&p, bits) : UINT32_MAX;
  }
}

static void text_codes(tr_ctx *ctx, const tr_column *c, uint32_t *codes) {
  tr_map known = tr_map_of(ctx->data);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    tr_str text = tr_to_string(ctx->data, &v);
    size_t code = (size_t)(uintptr_t)tr_map_get(&known, text);
    if (!code) {
      code = known.n + 1;
      tr_map_put(&known, text, (void *)(uintptr_t)code);
    }
    codes[i] = (uint32_t)code;
  }
}

static void column_codes(tr_ctx *ctx, const tr_column *c, uint32_t *codes) {
  switch (c->type) {
  case TR_COL_NUMBER:
  case TR_COL_DATE: number_codes(ctx, c, codes); break;
  case TR_COL_BOOL:
    for (size_t i = 0; i < c->n; i++) codes[i] = tr_valid(c, i) ? c->booleans[i] : UINT32_MAX;
    break;
  case TR_COL_STRING:
    for (size_t i = 0; i < c->n; i++) codes[i] = tr_valid(c, i) ? c->ids[i] : UINT32_MAX;
    break;
  case TR_COL_ANY: text_codes(ctx, c, codes); break;
  }
}

static void sort_into_groups(tr_ctx *ctx, tr_groups *g, size_t n_rows) {
  g->start = TR_NEW_N(ctx->data, uint32_t, g->n + 2);
  g->first_row = TR_NEW_N(ctx->data, uint32_t, g->n + 1);
  g->rows = TR_NEW_N(ctx->data, uint32_t, n_rows + 1);
  for (size_t i = 0; i < n_rows; i++) g->start[g->of_row[i] + 1]++;
  for (size_t k = 0; k < g->n; k++) g->start[k + 1] += g->start[k];
  uint32_t *next = TR_NEW_N(ctx->data, uint32_t, g->n + 1);
  if (g->n) memcpy(next, g->start, g->n * sizeof *next);
  for (size_t i = 0; i < n_rows; i++) g->rows[next[g->of_row[i]]++] = (uint32_t)i;
  for (size_t k = 0; k < g->n; k++) g->first_row[k] = n_rows ? g->rows[g->start[k]] : 0;
}

tr_groups tr_group_rows(tr_ctx *ctx, const tr_column *columns, size_t n, size_t n_rows) {
  tr_groups g = {.of_row = TR_NEW_N(ctx->data, uint32_t, n_rows + 1), .n = n_rows ? 1 : 0};
  uint32_t *codes = TR_NEW_N(ctx->data, uint32_t, n_rows + 1);
  for (size_t k = 0; k < n; k++) {
    pairs p = pairs_new(ctx, n_rows);
    tr_work(ctx, (double)n_rows);
    column_codes(ctx, &columns[k], codes);
    for (size_t i = 0; i < n_rows; i++) g.of_row[i] = pair_id(&p, (uint64_t)g.of_row[i] << 32 | codes[i]);
    g.n = p.n;
  }
  sort_into_groups(ctx, &g, n_rows);
  return g;
}
