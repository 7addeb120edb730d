#include "expr/functions/functions.h"

static void last(const tr_call *c, tr_value *out) { *out = c->n ? c->args[c->n - 1] : tr_make_undefined(); }

/* There is no console to write to. */
bool tr_fn_info(tr_call *c, tr_value *out) {
  last(c, out);
  return true;
}

bool tr_fn_warn(tr_call *c, tr_value *out) {
  tr_buf text = tr_buf_of(c->arena);
  for (size_t i = 0; i < c->n; i++) {
    if (i) tr_buf_add_char(&text, ' ');
    tr_buf_add(&text, tr_arg_string(c, i));
  }
  tr_warn(c->ctx, TR_DATA, c->at, NULL, "%.*s", TR_FMT(tr_buf_str(&text)));
  last(c, out);
  return true;
}
