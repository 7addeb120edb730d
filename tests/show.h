#ifndef TR_TESTS_SHOW_H
#define TR_TESTS_SHOW_H

#include "value/value.h"

/* A value as compact JSON, with NaN, Infinity, -0, undefined, Date(ms) and /regexp/ as they are. */
void show_value(tr_buf *out, const tr_value *v);

#endif
