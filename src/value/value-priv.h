#ifndef TR_VALUE_PRIV_H
#define TR_VALUE_PRIV_H

#include "value/value.h"

/* Trees are walked by recursion in many rooms, so no --limit takes a reader deeper than this. */
enum { TR_DEEPEST = 4096 };

/* Whether a text can be read at all: UTF-8, valid, and no UTF-16 or UTF-32. Reports. WHAT is "JSON". */
bool tr_text_check(tr_ctx *ctx, uint32_t file, const char *what);
/* Whether DEPTH levels are allowed; reports. */
bool tr_depth_check(tr_ctx *ctx, size_t depth, tr_pos at);
/* Reports a name that stands twice in one object; both places are named. */
void tr_report_duplicate(tr_ctx *ctx, tr_str name, tr_pos first, tr_pos second);
/* The index of the first of N members whose name stands earlier in the list too (*EARLIER), or N. Linear. */
size_t tr_find_duplicate(tr_ctx *ctx, const tr_member *members, size_t n, size_t *earlier);

#endif
