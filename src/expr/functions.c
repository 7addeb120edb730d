#include "expr/functions/functions.h"

#include <stdarg.h>

static const tr_fn table[] = {
#define TR_FN(family, name, min, max, run, num1, num2, usage, help)                                          \
  {#name, min, max, run, num1, num2, usage, help},
#include "expr/functions.inc"
#undef TR_FN
};
enum { N_FUNCTIONS = sizeof table / sizeof *table };

static const tr_function_row docs[N_FUNCTIONS] = {
#define TR_FN(family, name, min, max, run, num1, num2, usage, help) {#name, usage, help, #family},
#include "expr/functions.inc"
#undef TR_FN
};

/* Functions of Vega that need scales, data, a projection or a running view. */
static const char *const outside[] = {"scale",
                                      "invert",
                                      "copy",
                                      "domain",
                                      "range",
                                      "bandwidth",
                                      "gradient",
                                      "data",
                                      "indata",
                                      "setdata",
                                      "treePath",
                                      "treeAncestors",
                                      "geoArea",
                                      "geoBounds",
                                      "geoCentroid",
                                      "geoShape",
                                      "geoScale",
                                      "geoTranslate",
                                      "pathShape",
                                      "intersect",
                                      "inScope",
                                      "screen",
                                      "containerSize",
                                      "windowSize",
                                      "pinchDistance",
                                      "pinchAngle",
                                      "encode",
                                      "modify",
                                      "view",
                                      "item",
                                      "group",
                                      "xy",
                                      "x",
                                      "y",
                                      "lassoAppend",
                                      "lassoPath",
                                      "intersectLasso",
                                      "vlSelectionTest",
                                      "vlSelectionIdTest",
                                      "vlSelectionResolve",
                                      "vlSelectionTuples",
                                      NULL};

const tr_fn *tr_fn_find(tr_str name) {
  for (size_t i = 0; i < N_FUNCTIONS; i++)
    if (tr_str_is(name, table[i].name)) return &table[i];
  return NULL;
}

bool tr_fn_is_outside(tr_str name) {
  for (size_t i = 0; outside[i]; i++)
    if (tr_str_is(name, outside[i])) return true;
  return false;
}

/* "did you mean", among the built-in functions and MORE (NULL-terminated; may be NULL). */
const char *tr_fn_near(tr_ctx *ctx, tr_str word, const char *const *more) {
  tr_vec names = tr_vec_of(ctx->doc, sizeof(const char *));
  for (size_t i = 0; i < N_FUNCTIONS; i++) *(const char **)tr_vec_push(&names) = table[i].name;
  for (size_t i = 0; more && more[i]; i++) *(const char **)tr_vec_push(&names) = more[i];
  tr_vec_push(&names); /* the ending NULL */
  return tr_did_you_mean(ctx, word, names.items);
}

size_t tr_functions(const tr_function_row **rows) {
  *rows = docs;
  return N_FUNCTIONS;
}

/* Arguments and results */

static const tr_value undefined_value = {.kind = TR_UNDEFINED};

const tr_value *tr_arg(const tr_call *c, size_t i) { return i < c->n ? &c->args[i] : &undefined_value; }

double tr_arg_number(const tr_call *c, size_t i) {
  const tr_value *v = tr_arg(c, i);
  return tr_is(v, TR_NUMBER) ? v->number : tr_to_number(v);
}

double tr_arg_number_or(const tr_call *c, size_t i, double fallback) {
  const tr_value *v = tr_arg(c, i);
  return tr_is_nil(v) ? fallback : tr_to_number(v);
}

tr_str tr_arg_string(tr_call *c, size_t i) { return tr_to_string(c->arena, tr_arg(c, i)); }

bool tr_fail(tr_call *c, const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  tr_str text = tr_vprintf(c->ctx->doc, format, args);
  va_end(args);
  tr_error(c->ctx, TR_DATA, c->at, hint ? hint : c->fn->usage, "%s(): %.*s", c->fn->name, TR_FMT(text));
  return false;
}

bool tr_give_number(tr_value *out, double x) {
  *out = tr_make_number(x);
  return true;
}

bool tr_give_bool(tr_value *out, bool b) {
  *out = tr_make_bool(b);
  return true;
}

bool tr_give_string(tr_call *c, tr_str s, tr_value *out) {
  if (!tr_within(c->ctx, TR_LIMIT_STRING_BYTES, (double)s.n, c->at)) return false;
  tr_work(c->ctx, (double)s.n / 16);
  *out = tr_make_string(s.p ? s : (tr_str){"", 0});
  return true;
}

tr_value *tr_new_items(tr_call *c, double n) {
  if (!tr_within(c->ctx, TR_LIMIT_ARRAY_ITEMS, n, c->at)) return NULL;
  tr_work(c->ctx, n);
  return TR_NEW_N(c->arena, tr_value, n >= 1 ? (size_t)n : 1);
}

bool tr_run_num1(tr_call *c, tr_value *out) { return tr_give_number(out, c->fn->num1(tr_arg_number(c, 0))); }
bool tr_run_num2(tr_call *c, tr_value *out) {
  return tr_give_number(out, c->fn->num2(tr_arg_number(c, 0), tr_arg_number(c, 1)));
}
