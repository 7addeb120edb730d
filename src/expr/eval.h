#ifndef TR_EXPR_EVAL_H
#define TR_EXPR_EVAL_H

#include "expr/expr-priv.h"

/* An evaluation of E over rows of TABLE (or of one object: NULL); `datum` is set by the caller. What it
   keeps between rows is in KEPT, which is also the arena of results until the caller changes it. */
tr_eval tr_eval_begin(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table,
                      tr_arena *kept);

/* Over columns (vector.c): expressions of numbers and booleans alone, in batches. */
typedef enum { TR_VEC_NONE, TR_VEC_NUMBER, TR_VEC_BOOL } tr_vec_type;
enum { TR_BATCH = 1024 };
typedef struct tr_vector tr_vector;
/* Plans E for the columns in EV; NULL where some part is no pure number or boolean. TRUTH: only whether the
   results are truthy is asked. Reports nothing. */
tr_vector *tr_vector_plan(tr_eval *ev, bool truth, tr_vec_type *type);
/* Results of rows FROM to FROM + N (at most TR_BATCH), booleans as 0 and 1; valid until the next call. */
const double *tr_vector_run(tr_vector *v, size_t from, size_t n);

#endif
