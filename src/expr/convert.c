#include "base/number.h"
#include "expr/expr-priv.h"
#include "format/env.h"

#include <math.h>
#include <string.h>

bool tr_truthy(const tr_value *v) {
  if (!v) return false;
  switch ((tr_kind)v->kind) {
  case TR_NULL:
  case TR_UNDEFINED: return false;
  case TR_BOOL: return v->boolean;
  case TR_NUMBER: return v->number != 0 && !isnan(v->number);
  case TR_STRING: return v->n > 0;
  case TR_ARRAY:
  case TR_OBJECT:
  case TR_DATE:
  case TR_REGEXP: return true;
  }
  return false;
}

/* Number([x]) is Number(String([x])). */
static double array_number(const tr_value *v) {
  if (v->n == 0) return 0;
  if (v->n > 1) return NAN;
  const tr_value *only = &v->items[0];
  if (tr_is_nil(only)) return 0;
  if (tr_is(only, TR_NUMBER) || tr_is(only, TR_STRING) || tr_is(only, TR_ARRAY)) return tr_to_number(only);
  return NAN;
}

double tr_to_number(const tr_value *v) {
  if (!v) return NAN;
  switch ((tr_kind)v->kind) {
  case TR_NULL: return 0;
  case TR_BOOL: return v->boolean ? 1 : 0;
  case TR_NUMBER:
  case TR_DATE: return v->number;
  case TR_STRING: return tr_num_from_js(tr_js_trim((tr_str){v->string, v->n}));
  case TR_ARRAY: return array_number(v);
  case TR_UNDEFINED:
  case TR_OBJECT:
  case TR_REGEXP: return NAN;
  }
  return NAN;
}

static tr_str number_text(tr_arena *arena, double x) {
  char text[32];
  size_t n = tr_num_shortest(x, text);
  return tr_str_copy(arena, (tr_str){text, n});
}

/* Array.prototype.join(","): null and undefined are empty. */
static tr_str array_text(tr_arena *arena, const tr_value *v) {
  tr_buf out = tr_buf_of(arena);
  for (size_t i = 0; i < v->n; i++) {
    if (i) tr_buf_add_char(&out, ',');
    if (!tr_is_nil(&v->items[i])) tr_buf_add(&out, tr_to_string(arena, &v->items[i]));
  }
  return tr_buf_str(&out);
}

static tr_str regexp_text(tr_arena *arena, const tr_value *v) {
  char flags[8];
  tr_str f = tr_regex_flag_text(v, flags);
  return tr_printf(arena, "/%.*s/%.*s", (int)v->n, v->string, TR_FMT(f));
}

tr_str tr_to_string(tr_arena *arena, const tr_value *v) {
  if (!v) return TR_S("undefined");
  switch ((tr_kind)v->kind) {
  case TR_NULL: return TR_S("null");
  case TR_UNDEFINED: return TR_S("undefined");
  case TR_BOOL: return v->boolean ? TR_S("true") : TR_S("false");
  case TR_NUMBER: return number_text(arena, v->number);
  case TR_STRING: return (tr_str){v->string, v->n};
  case TR_ARRAY: return array_text(arena, v);
  case TR_OBJECT: return v->aux == TR_AUX_COLOR ? tr_color_object_text(arena, v) : TR_S("[object Object]");
  case TR_DATE: return tr_date_text(arena, v->number);
  case TR_REGEXP: return regexp_text(arena, v);
  }
  return (tr_str){0};
}

int32_t tr_js_int32(double x) {
  if (!isfinite(x)) return 0;
  double m = fmod(trunc(x), 4294967296.0);
  if (m < 0) m += 4294967296.0;
  return (int32_t)(uint32_t)m;
}

double tr_js_integer(double x) { return isnan(x) ? 0 : trunc(x); }

/* What a comparison of text sees: strings, and objects as their text. */
static bool text_of(const tr_value *v, tr_str *s) {
  static const char object[] = "[object Object]";
  if (tr_is(v, TR_STRING)) {
    *s = (tr_str){v->string, v->n};
    return true;
  }
  if (tr_is(v, TR_OBJECT)) {
    *s = (tr_str){object, sizeof object - 1};
    return true;
  }
  return false;
}

/* An array stands for its text. With one item that is the item's; longer ones the evaluator turns into
   strings before, as it has an arena. */
static const tr_value *unwrap(const tr_value *v) {
  static const tr_value empty = {.kind = TR_STRING, .string = ""};
  while (tr_is(v, TR_ARRAY) && v->n <= 1) {
    if (v->n == 0 || tr_is_nil(&v->items[0])) return &empty;
    v = &v->items[0];
  }
  return v;
}

int tr_js_less(const tr_value *a, const tr_value *b) {
  tr_str s, t;
  bool wrapped = tr_is(a, TR_ARRAY) || tr_is(b, TR_ARRAY);
  if (wrapped) {
    a = unwrap(a);
    b = unwrap(b);
  }
  if (text_of(a, &s) && text_of(b, &t)) return tr_js_strcmp(s, t) < 0;
  double x = tr_to_number(a), y = tr_to_number(b);
  return isnan(x) || isnan(y) ? -1 : x < y;
}

static bool is_time_or_number(const tr_value *v) { return tr_is(v, TR_NUMBER) || tr_is(v, TR_DATE); }

bool tr_js_same(const tr_value *a, const tr_value *b) {
  /* Dates read by Vega are numbers, so here a date is the same as its milliseconds. */
  if (is_time_or_number(a) && is_time_or_number(b)) return a->number == b->number;
  if (a->kind != b->kind) return false;
  switch ((tr_kind)a->kind) {
  case TR_NULL:
  case TR_UNDEFINED: return true;
  case TR_BOOL: return a->boolean == b->boolean;
  case TR_NUMBER: return a->number == b->number;
  case TR_STRING: return a->n == b->n && (a->n == 0 || memcmp(a->string, b->string, a->n) == 0);
  case TR_ARRAY: return a->items == b->items && a->n == b->n;
  case TR_OBJECT: return a->members == b->members && a->n == b->n;
  case TR_DATE: return a->number == b->number;
  case TR_REGEXP: return a->string == b->string;
  }
  return false;
}

static bool is_object(const tr_value *v) {
  return tr_is(v, TR_ARRAY) || tr_is(v, TR_OBJECT) || tr_is(v, TR_DATE) || tr_is(v, TR_REGEXP);
}

bool tr_js_equal(const tr_value *a, const tr_value *b) {
  if (tr_is_nil(a) || tr_is_nil(b)) return tr_is_nil(a) && tr_is_nil(b);
  if (a->kind == b->kind) return tr_js_same(a, b);
  if (is_object(a) && is_object(b) && !tr_is(a, TR_DATE) && !tr_is(b, TR_DATE)) return false;
  tr_str s, t;
  if (tr_is(a, TR_ARRAY)) a = unwrap(a);
  if (tr_is(b, TR_ARRAY)) b = unwrap(b);
  if (text_of(a, &s) && text_of(b, &t)) return tr_str_eq(s, t);
  return tr_to_number(a) == tr_to_number(b);
}

/* Vega's ascending(). */
int tr_compare(const tr_value *a, const tr_value *b) {
  bool no_a = tr_is_nil(a), no_b = tr_is_nil(b);
  if (no_a || no_b) return no_a && no_b ? 0 : no_a ? -1 : 1;
  if (tr_js_less(a, b) == 1) return -1;
  if (tr_js_less(b, a) == 1) return 1;
  bool nan_a = (tr_is(a, TR_NUMBER) || tr_is(a, TR_DATE)) && isnan(a->number);
  bool nan_b = (tr_is(b, TR_NUMBER) || tr_is(b, TR_DATE)) && isnan(b->number);
  return nan_a == nan_b ? 0 : nan_a ? -1 : 1;
}

tr_value tr_value_copy(tr_arena *arena, const tr_value *v) {
  tr_value out = *v;
  if (tr_is(v, TR_STRING)) {
    out.string = tr_zero_end(arena, (tr_str){v->string, v->n}).p;
  } else if (tr_is(v, TR_ARRAY)) {
    tr_value *items = TR_NEW_N(arena, tr_value, v->n ? v->n : 1);
    for (size_t i = 0; i < v->n; i++) items[i] = tr_value_copy(arena, &v->items[i]);
    out.items = items;
  } else if (tr_is(v, TR_OBJECT)) {
    tr_member *members = TR_NEW_N(arena, tr_member, v->n ? v->n : 1);
    for (size_t i = 0; i < v->n; i++) {
      members[i] = v->members[i];
      members[i].name = tr_zero_end(arena, v->members[i].name);
      members[i].value = tr_value_copy(arena, &v->members[i].value);
    }
    out.members = members;
  }
  return out;
}
