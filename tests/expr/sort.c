#include "sort.h"
#include "check.h"
#include "expr/js.h"

/* JavaScript's sort: its results and the number of its comparisons, as Node.js 20 has them. */

typedef struct keys {
  uint32_t *of;
  bool odd; /* some pairs are neither smaller nor greater, so that this is no order */
  uint32_t calls;
} keys;

static const struct {
  bool odd, rising; /* keys that nearly rise, so that there are runs to gallop through */
  uint32_t n, calls, hash;
} cases[] = {
    {false, false, 7, 15, 3555620271u},     {false, false, 33, 123, 2694858660u},
    {false, false, 500, 3809, 1281515998u}, {false, true, 900, 4112, 1934071022u},
    {true, false, 33, 124, 2621267156u},    {true, false, 64, 291, 972893830u},
    {true, false, 500, 3359, 1730423484u},  {true, true, 900, 4019, 1015578832u},
    {true, true, 3000, 12954, 3521927306u}, {true, false, 5000, 33106, 1144717984u},
};

static int compare(const void *self, uint32_t a, uint32_t b) {
  keys *k = (keys *)(uintptr_t)self;
  uint32_t x = k->of[a], y = k->of[b];
  k->calls++;
  if (k->odd && (x * 31 + y * 17) % 5 == 0) return 0;
  return (x > y) - (x < y);
}

static void check_sort(size_t i) {
  tr_ctx *ctx = tr_ctx_new();
  uint32_t n = cases[i].n, seed = n, hash = 0, *items = TR_NEW_N(ctx->doc, uint32_t, n);
  keys k = {TR_NEW_N(ctx->doc, uint32_t, n), cases[i].odd, 0};
  for (uint32_t j = 0; j < n; j++) {
    seed = seed * 1664525 + 1013904223;
    k.of[j] = cases[i].rising ? j + (seed >> 29) : seed >> 20;
    items[j] = j;
  }
  tr_js_sort(ctx->doc, items, n, compare, &k);
  for (uint32_t j = 0; j < n; j++) hash = hash * 31 + items[j];
  check_named(hash == cases[i].hash, "the order of JavaScript's sort");
  check_named(k.calls == cases[i].calls, "as many comparisons");
  tr_ctx_free(ctx);
}

/* Film titles that are numbers, as in a list of films. */
static void check_mixed(void) {
  tr_value values[] = {tr_make_string(TR_S("Up")),  tr_make_number(300),         tr_make_string(TR_S("1776")),
                       tr_make_number(21),          tr_make_string(TR_S("Big")), tr_make_null(),
                       tr_make_string(TR_S("2012"))};
  static const uint32_t up[] = {5, 0, 3, 1, 2, 6, 4}, down[] = {0, 6, 2, 1, 3, 4, 5};
  uint32_t order[7];
  tr_ctx *ctx = tr_ctx_new();
  tr_js_sort_values(ctx->doc, values, 7, false, order);
  for (size_t i = 0; i < 7; i++) check_named(order[i] == up[i], "mixed kinds upwards");
  tr_js_sort_values(ctx->doc, values, 7, true, order);
  for (size_t i = 0; i < 7; i++) check_named(order[i] == down[i], "mixed kinds downwards");
  tr_ctx_free(ctx);
}

void test_sort(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_sort(i);
  check_mixed();
}
