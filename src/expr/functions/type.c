#include "expr/functions/functions.h"

static bool is_kind(tr_call *c, tr_kind kind, tr_value *out) {
  return tr_give_bool(out, tr_is(tr_arg(c, 0), kind));
}

bool tr_fn_is_array(tr_call *c, tr_value *out) { return is_kind(c, TR_ARRAY, out); }
bool tr_fn_is_boolean(tr_call *c, tr_value *out) { return is_kind(c, TR_BOOL, out); }
bool tr_fn_is_date(tr_call *c, tr_value *out) { return is_kind(c, TR_DATE, out); }
bool tr_fn_is_number(tr_call *c, tr_value *out) { return is_kind(c, TR_NUMBER, out); }
bool tr_fn_is_regexp(tr_call *c, tr_value *out) { return is_kind(c, TR_REGEXP, out); }
bool tr_fn_is_string(tr_call *c, tr_value *out) { return is_kind(c, TR_STRING, out); }

bool tr_fn_is_defined(tr_call *c, tr_value *out) {
  return tr_give_bool(out, !tr_is(tr_arg(c, 0), TR_UNDEFINED));
}

bool tr_fn_is_object(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  return tr_give_bool(out,
                      tr_is(v, TR_OBJECT) || tr_is(v, TR_ARRAY) || tr_is(v, TR_DATE) || tr_is(v, TR_REGEXP));
}

bool tr_fn_is_tuple(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  return tr_give_bool(out, tr_is(v, TR_OBJECT) && v->aux == TR_AUX_TUPLE);
}

bool tr_fn_is_finite(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  return tr_give_bool(out, tr_is(v, TR_NUMBER) && isfinite(v->number));
}

bool tr_fn_is_nan(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  return tr_give_bool(out, tr_is(v, TR_NUMBER) && isnan(v->number));
}

bool tr_fn_is_valid(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  bool nan = (tr_is(v, TR_NUMBER) || tr_is(v, TR_DATE)) && isnan(v->number);
  return tr_give_bool(out, !tr_is_nil(v) && !nan);
}

/* Null, undefined and "" stay nothing. */
static bool is_nothing(const tr_value *v) { return tr_is_nil(v) || (tr_is(v, TR_STRING) && v->n == 0); }

bool tr_fn_to_boolean(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  bool no = tr_str_is(tr_string(v), "false") || tr_str_is(tr_string(v), "0");
  *out = is_nothing(v) ? tr_make_null() : tr_make_bool(!no && tr_truthy(v));
  return true;
}

bool tr_fn_to_number(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  *out = is_nothing(v) ? tr_make_null() : tr_make_number(tr_to_number(v));
  return true;
}

bool tr_fn_to_string(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  if (is_nothing(v)) {
    *out = tr_make_null();
    return true;
  }
  return tr_give_string(c, tr_to_string(c->arena, v), out);
}
