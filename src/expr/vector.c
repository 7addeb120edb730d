#include "expr/eval.h"
#include "expr/functions/functions.h"

#include <math.h>
#include <string.h>

/* Expressions of numbers and booleans, a batch of rows at a time. Every operator here has the same result as
   eval.c: a part that could differ (null in ===, text, dates where their kind shows) makes the plan fail. */

/* What the reader of a value does with it. */
typedef enum {
  USE_VALUE,  /* keeps it: null and dates would show */
  USE_EQUAL,  /* compares with == or ===: a date is its number, null would show */
  USE_ARITH,  /* takes Number(), but a text would show: null is 0, undefined NaN */
  USE_NUMBER, /* takes Number() of texts too */
  USE_TRUTH   /* asks whether it is truthy; a date always is */
} use;

struct tr_vector {
  tr_eval *ev;
  bool truth;
  tr_vec temps;     /* of double *: TR_BATCH numbers for each depth */
  double **by_text; /* by field: the numbers of a column's texts */
};

static tr_vec_type plan(tr_vector *v, const tr_node *node, use u);

static tr_vec_type plan_value(const tr_value *value) {
  if (tr_is(value, TR_NUMBER)) return TR_VEC_NUMBER;
  return tr_is(value, TR_BOOL) ? TR_VEC_BOOL : TR_VEC_NONE;
}

/* Number() of each of the texts. */
static double *numbers_of_texts(tr_vector *v, const tr_strings *texts) {
  double *out = TR_NEW_N(v->ev->arena, double, texts->n + 1);
  tr_work(v->ev->ctx, (double)texts->n);
  for (size_t i = 0; i < texts->n; i++) {
    tr_value text = tr_make_string(texts->items[i]);
    out[i] = tr_to_number(&text);
  }
  return out;
}

static tr_vec_type plan_field(tr_vector *v, size_t index, use u) {
  const tr_column *c = v->ev->columns[index];
  if (!c) return TR_VEC_NONE;
  if (c->type == TR_COL_STRING && u == USE_NUMBER) {
    if (!v->by_text[index]) v->by_text[index] = numbers_of_texts(v, c->strings);
    return TR_VEC_NUMBER;
  }
  if (c->valid && (u == USE_VALUE || u == USE_EQUAL)) return TR_VEC_NONE;
  if (c->type == TR_COL_NUMBER) return TR_VEC_NUMBER;
  if (c->type == TR_COL_BOOL) return TR_VEC_BOOL;
  return c->type == TR_COL_DATE && u != USE_VALUE && u != USE_TRUTH ? TR_VEC_NUMBER : TR_VEC_NONE;
}

/* A name counts when the scope knows it; asking is the same as evaluating it once. */
static tr_vec_type plan_name(tr_eval *ev, const tr_node *node) {
  const tr_scope *s = ev->scope;
  if (!ev->names_known[node->index]) {
    if (!s || !s->name || !s->name(s->self, ev->e->names[node->index], &ev->names[node->index]))
      return TR_VEC_NONE;
    ev->names_known[node->index] = true;
  }
  return plan_value(&ev->names[node->index]);
}

static bool is_equality(tr_op op) {
  return op == TR_OP_EQ || op == TR_OP_NE || op == TR_OP_SAME || op == TR_OP_DIFFER;
}
static bool is_relation(tr_op op) {
  return op == TR_OP_LT || op == TR_OP_GT || op == TR_OP_LE || op == TR_OP_GE;
}

/* A text beside a number is compared as one. */
static tr_vec_type plan_relation(tr_vector *v, const tr_node *node) {
  bool first = plan(v, node->kids[0], USE_ARITH) != TR_VEC_NONE;
  bool second = plan(v, node->kids[1], first ? USE_NUMBER : USE_ARITH) != TR_VEC_NONE;
  if (!first && second) first = plan(v, node->kids[0], USE_NUMBER) != TR_VEC_NONE;
  return first && second ? TR_VEC_BOOL : TR_VEC_NONE;
}

static tr_vec_type plan_binary(tr_vector *v, const tr_node *node) {
  bool equality = is_equality(node->ops[0]);
  if (equality) {
    if (node->n != 2) return TR_VEC_NONE;
    tr_vec_type a = plan(v, node->kids[0], USE_EQUAL), b = plan(v, node->kids[1], USE_EQUAL);
    return a == b && a != TR_VEC_NONE ? TR_VEC_BOOL : TR_VEC_NONE;
  }
  if (is_relation(node->ops[0]) && node->n == 2) return plan_relation(v, node);
  for (uint32_t i = 0; i < node->n; i++) {
    tr_op op = node->ops[i > 0 ? i - 1 : 0];
    bool number = op != TR_OP_ADD && !is_relation(op);
    if (op == TR_OP_IN || plan(v, node->kids[i], number ? USE_NUMBER : USE_ARITH) == TR_VEC_NONE)
      return TR_VEC_NONE;
  }
  return is_relation(node->ops[0]) ? TR_VEC_BOOL : TR_VEC_NUMBER;
}

/* The value of && and || is one of the operands, so all must be of one type unless only its truth counts. */
static tr_vec_type plan_logical(tr_vector *v, const tr_node *node, use u) {
  tr_vec_type type = TR_VEC_NONE;
  for (uint32_t i = 0; i < node->n; i++) {
    tr_vec_type kid = plan(v, node->kids[i], u == USE_TRUTH ? USE_TRUTH : USE_VALUE);
    if (kid == TR_VEC_NONE || (i && u != USE_TRUTH && kid != type)) return TR_VEC_NONE;
    type = kid;
  }
  return u == USE_TRUTH ? TR_VEC_BOOL : type;
}

static tr_vec_type plan_choice(tr_vector *v, const tr_node *node, use u) {
  if (plan(v, node->kids[0], USE_TRUTH) == TR_VEC_NONE) return TR_VEC_NONE;
  tr_vec_type yes = plan(v, node->kids[1], u), no = plan(v, node->kids[2], u);
  return yes == no ? yes : TR_VEC_NONE;
}

/* isValid(x) and isFinite(x), which most charts' filters are made of. A field is asked for its nulls, any
   other part is never null here. */
static bool is_check(const tr_node *node) {
  return node->n == 1 && (node->fn->run == tr_fn_is_valid || node->fn->run == tr_fn_is_finite);
}

static tr_vec_type plan_check(tr_vector *v, const tr_node *node) {
  const tr_node *kid = node->kids[0];
  bool finite = node->fn->run == tr_fn_is_finite;
  if (kid->kind == TR_NODE_FIELD) {
    const tr_column *c = v->ev->columns[kid->index];
    bool number = c && (c->type == TR_COL_NUMBER || (c->type == TR_COL_DATE && !finite));
    return number ? TR_VEC_BOOL : TR_VEC_NONE;
  }
  return plan(v, kid, USE_VALUE) == TR_VEC_NUMBER ? TR_VEC_BOOL : TR_VEC_NONE;
}

static tr_vec_type plan_call(tr_vector *v, const tr_node *node) {
  if (is_check(node)) return plan_check(v, node);
  bool pure = (node->fn->num1 && node->n == 1) || (node->fn->num2 && node->n == 2);
  for (uint32_t i = 0; pure && i < node->n; i++) pure = plan(v, node->kids[i], USE_NUMBER) != TR_VEC_NONE;
  return pure ? TR_VEC_NUMBER : TR_VEC_NONE;
}

static tr_vec_type plan_unary(tr_vector *v, const tr_node *node) {
  bool not = node->op == TR_OP_NOT;
  if (plan(v, node->kids[0], not ? USE_TRUTH : USE_NUMBER) == TR_VEC_NONE) return TR_VEC_NONE;
  return not ? TR_VEC_BOOL : TR_VEC_NUMBER;
}

static tr_vec_type plan(tr_vector *v, const tr_node *node, use u) {
  switch (node->kind) {
  case TR_NODE_VALUE: return plan_value(&node->value);
  case TR_NODE_FIELD: return plan_field(v, node->index, u);
  case TR_NODE_NAME: return plan_name(v->ev, node);
  case TR_NODE_UNARY: return plan_unary(v, node);
  case TR_NODE_BINARY: return plan_binary(v, node);
  case TR_NODE_LOGICAL: return plan_logical(v, node, u);
  case TR_NODE_CHOICE: return plan_choice(v, node, u);
  case TR_NODE_CALL: return plan_call(v, node);
  case TR_NODE_DATUM:
  case TR_NODE_MEMBER:
  case TR_NODE_OUTSIDE:
  case TR_NODE_ARRAY:
  case TR_NODE_OBJECT: return TR_VEC_NONE;
  }
  return TR_VEC_NONE;
}

tr_vector *tr_vector_plan(tr_eval *ev, bool truth, tr_vec_type *type) {
  tr_vector *v = TR_NEW(ev->arena, tr_vector);
  *v = (tr_vector){ev, truth, tr_vec_of(ev->arena, sizeof(double *)),
                   TR_NEW_N(ev->arena, double *, ev->e->n_fields + 1)};
  *type = plan(v, ev->e->root, truth ? USE_TRUTH : USE_VALUE);
  return *type == TR_VEC_NONE ? NULL : v;
}

/* Running */

static double *temp(tr_vector *v, size_t depth) {
  while (v->temps.n <= depth) *(double **)tr_vec_push(&v->temps) = TR_NEW_N(v->temps.arena, double, TR_BATCH);
  return *(double **)tr_vec_at(&v->temps, depth);
}

static bool truthy(double x) { return x != 0 && !isnan(x); }

static void run(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out);

static void run_constant(const tr_value *value, size_t n, double *out) {
  double x = tr_to_number(value);
  for (size_t i = 0; i < n; i++) out[i] = x;
}

static void run_field(const tr_vector *v, size_t index, size_t from, size_t n, double *out) {
  const tr_column *c = v->ev->columns[index];
  if (c->type == TR_COL_BOOL)
    for (size_t i = 0; i < n; i++) out[i] = c->booleans[from + i];
  else if (c->type == TR_COL_STRING)
    for (size_t i = 0; i < n; i++) out[i] = v->by_text[index][c->ids[from + i]];
  else
    memcpy(out, c->numbers + from, n * sizeof *out);
  if (!c->valid) return;
  double none = c->absent_is_undefined ? NAN : 0;
  for (size_t i = 0; i < n; i++)
    if (!tr_valid(c, from + i)) out[i] = none;
}

#define EACH(expression)                                                                                     \
  for (size_t i = 0; i < n; i++) a[i] = (expression);                                                        \
  break

static void apply(tr_op op, double *restrict a, const double *restrict b, size_t n) {
  switch (op) {
  case TR_OP_ADD: EACH(a[i] + b[i]);
  case TR_OP_SUB: EACH(a[i] - b[i]);
  case TR_OP_MUL: EACH(a[i] * b[i]);
  case TR_OP_DIV: EACH(a[i] / b[i]);
  case TR_OP_LT: EACH(a[i] < b[i]);
  case TR_OP_GT: EACH(a[i] > b[i]);
  case TR_OP_LE: EACH(a[i] <= b[i]);
  case TR_OP_GE: EACH(a[i] >= b[i]);
  case TR_OP_EQ:
  case TR_OP_SAME: EACH(a[i] == b[i]);
  case TR_OP_NE:
  case TR_OP_DIFFER: EACH(a[i] != b[i]);
  case TR_OP_MOD:
  case TR_OP_SHL:
  case TR_OP_SHR:
  case TR_OP_USHR:
  case TR_OP_BAND:
  case TR_OP_BXOR:
  case TR_OP_BOR: EACH(tr_js_arith(op, a[i], b[i]));
  case TR_OP_NONE:
  case TR_OP_IN:
  case TR_OP_AND:
  case TR_OP_OR:
  case TR_OP_NOT:
  case TR_OP_BNOT:
  case TR_OP_PLUS:
  case TR_OP_MINUS: break;
  }
}
#undef EACH

static void run_binary(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  run(v, node->kids[0], from, n, depth, out);
  for (uint32_t k = 1; k < node->n; k++) {
    double *b = temp(v, depth);
    run(v, node->kids[k], from, n, depth + 1, b);
    apply(node->ops[k - 1], out, b, n);
  }
}

static void run_logical(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  bool any = node->op == TR_OP_OR;
  run(v, node->kids[0], from, n, depth, out);
  for (uint32_t k = 1; k < node->n; k++) {
    double *b = temp(v, depth);
    run(v, node->kids[k], from, n, depth + 1, b);
    for (size_t i = 0; i < n; i++)
      if (truthy(out[i]) != any) out[i] = b[i];
  }
}

static void run_choice(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  double *test = temp(v, depth), *no = temp(v, depth + 1);
  run(v, node->kids[0], from, n, depth + 2, test);
  run(v, node->kids[1], from, n, depth + 2, out);
  run(v, node->kids[2], from, n, depth + 2, no);
  for (size_t i = 0; i < n; i++)
    if (!truthy(test[i])) out[i] = no[i];
}

static void run_check(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  const tr_node *kid = node->kids[0];
  bool finite = node->fn->run == tr_fn_is_finite;
  run(v, kid, from, n, depth, out);
  for (size_t i = 0; i < n; i++) out[i] = finite ? isfinite(out[i]) : !isnan(out[i]);
  if (kid->kind != TR_NODE_FIELD) return;
  const tr_column *c = v->ev->columns[kid->index];
  for (size_t i = 0; c->valid && i < n; i++)
    if (!tr_valid(c, from + i)) out[i] = 0;
}

static void run_call(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  if (is_check(node)) {
    run_check(v, node, from, n, depth, out);
    return;
  }
  run(v, node->kids[0], from, n, depth, out);
  if (node->n == 1) {
    for (size_t i = 0; i < n; i++) out[i] = node->fn->num1(out[i]);
    return;
  }
  double *b = temp(v, depth);
  run(v, node->kids[1], from, n, depth + 1, b);
  for (size_t i = 0; i < n; i++) out[i] = node->fn->num2(out[i], b[i]);
}

static void run_unary(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  run(v, node->kids[0], from, n, depth, out);
  if (node->op == TR_OP_NOT)
    for (size_t i = 0; i < n; i++) out[i] = !truthy(out[i]);
  else if (node->op == TR_OP_MINUS)
    for (size_t i = 0; i < n; i++) out[i] = -out[i];
  else if (node->op == TR_OP_BNOT)
    for (size_t i = 0; i < n; i++) out[i] = ~tr_js_int32(out[i]);
}

/* Temporaries below DEPTH are in use. */
static void run(tr_vector *v, const tr_node *node, size_t from, size_t n, size_t depth, double *out) {
  switch (node->kind) {
  case TR_NODE_VALUE: run_constant(&node->value, n, out); break;
  case TR_NODE_FIELD: run_field(v, node->index, from, n, out); break;
  case TR_NODE_NAME: run_constant(&v->ev->names[node->index], n, out); break;
  case TR_NODE_UNARY: run_unary(v, node, from, n, depth, out); break;
  case TR_NODE_BINARY: run_binary(v, node, from, n, depth, out); break;
  case TR_NODE_LOGICAL: run_logical(v, node, from, n, depth, out); break;
  case TR_NODE_CHOICE: run_choice(v, node, from, n, depth, out); break;
  case TR_NODE_CALL: run_call(v, node, from, n, depth, out); break;
  case TR_NODE_DATUM:
  case TR_NODE_MEMBER:
  case TR_NODE_OUTSIDE:
  case TR_NODE_ARRAY:
  case TR_NODE_OBJECT: break;
  }
}

const double *tr_vector_run(tr_vector *v, size_t from, size_t n) {
  double *out = temp(v, 0);
  tr_work(v->ev->ctx, (double)n * v->ev->e->n_nodes);
  run(v, v->ev->e->root, from, n, 1, out);
  return out;
}
