#ifndef TR_EXPR_JS_H
#define TR_EXPR_JS_H

#include "value/value.h"

/* JavaScript's comparisons, for rooms that compare data as expressions do. A date is the same as its
   milliseconds. */
bool tr_js_same(const tr_value *a, const tr_value *b);  /* === */
bool tr_js_equal(const tr_value *a, const tr_value *b); /* == */
/* a < b: 1, 0, or -1 where a side is NaN. */
int tr_js_less(const tr_value *a, const tr_value *b);

#endif
