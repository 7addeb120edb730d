#ifndef TR_EXPR_JS_H
#define TR_EXPR_JS_H

#include "value/value.h"

/* JavaScript's comparisons, for rooms that compare data as expressions do. A date is the same as its
   milliseconds. */
bool tr_js_same(const tr_value *a, const tr_value *b);  /* === */
bool tr_js_equal(const tr_value *a, const tr_value *b); /* == */
/* a < b: 1, 0, or -1 where a side is NaN. */
int tr_js_less(const tr_value *a, const tr_value *b);

/* Array.prototype.sort on ITEMS, whatever they stand for: stable, and where COMPARE (below 0: A goes first)
   is no order, as with mixed texts and numbers, with the result that the very comparisons of JavaScript
   engines' sort (Tim Peters', "timsort") give. ARENA: room for half of the items. */
typedef int tr_js_order(const void *self, uint32_t a, uint32_t b);
void tr_js_sort(tr_arena *arena, uint32_t *items, size_t n, tr_js_order *compare, const void *self);
/* tr_js_sort() of numbers 0 to N - 1 by tr_compare() of VALUES, equal ones by number; downwards where
   DESCENDING. ORDER (N items): the result. */
void tr_js_sort_values(tr_arena *arena, const tr_value *values, size_t n, bool descending, uint32_t *order);

#endif
