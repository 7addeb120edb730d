#include "expr/functions/functions.h"
#include "expr/js.h"

#include <stdlib.h>
#include <string.h>

bool tr_need_array(tr_call *c, size_t i) {
  const tr_value *v = tr_arg(c, i);
  if (tr_is(v, TR_ARRAY)) return true;
  return tr_fail(c, NULL, "needs an array, found %s", tr_kind_name((tr_kind)v->kind));
}

static bool is_sequence(tr_call *c) {
  if (tr_is(tr_arg(c, 0), TR_STRING)) return true;
  if (tr_is(tr_arg(c, 0), TR_ARRAY)) return true;
  return tr_fail(c, NULL, "needs an array or a string, found %s", tr_kind_name((tr_kind)tr_arg(c, 0)->kind));
}

static tr_value item_or_undefined(const tr_value *array, size_t i) {
  return i < array->n ? array->items[i] : tr_make_undefined();
}
static tr_value first(const tr_value *array) { return item_or_undefined(array, 0); }
static tr_value last(const tr_value *array) { return item_or_undefined(array, (size_t)array->n - 1); }
static double first_number(const tr_value *array) {
  tr_value v = first(array);
  return tr_to_number(&v);
}
static double last_number(const tr_value *array) {
  tr_value v = last(array);
  return tr_to_number(&v);
}

static bool give_array(tr_value *items, size_t n, tr_value *out) {
  *out = tr_make_array(items, n);
  return true;
}

static bool give_pair(tr_call *c, double a, double b, tr_value *out) {
  tr_value *items = TR_NEW_N(c->arena, tr_value, 2);
  items[0] = tr_make_number(a);
  items[1] = tr_make_number(b);
  return give_array(items, 2, out);
}

bool tr_fn_join(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  const tr_value *array = tr_arg(c, 0);
  tr_str separator = tr_is(tr_arg(c, 1), TR_UNDEFINED) ? TR_S(",") : tr_arg_string(c, 1);
  tr_buf b = tr_buf_of(c->arena);
  for (size_t i = 0; i < array->n; i++) {
    if (i) tr_buf_add(&b, separator);
    if (!tr_is_nil(&array->items[i])) tr_buf_add(&b, tr_to_string(c->arena, &array->items[i]));
    if (!tr_within(c->ctx, TR_LIMIT_STRING_BYTES, (double)b.n, c->at)) return false;
  }
  return tr_give_string(c, tr_buf_str(&b), out);
}

/* A start or end that may count from the end, clamped to 0 … n. */
static size_t relative(double x, size_t n) {
  x = tr_js_integer(x);
  if (x < 0) x += (double)n;
  return x > 0 ? x < (double)n ? (size_t)x : n : 0;
}

bool tr_fn_slice(tr_call *c, tr_value *out) {
  if (!is_sequence(c)) return false;
  const tr_value *v = tr_arg(c, 0);
  size_t n = tr_is(v, TR_ARRAY) ? v->n : tr_js_length(tr_string(v));
  size_t from = relative(tr_arg_number(c, 1), n);
  size_t to = tr_is(tr_arg(c, 2), TR_UNDEFINED) ? n : relative(tr_arg_number(c, 2), n);
  if (to < from) to = from;
  if (tr_is(v, TR_STRING)) {
    tr_str part = tr_js_slice(c->arena, tr_string(v), from, to, &c->ev->special);
    return tr_give_string(c, tr_zero_end(c->arena, part), out);
  }
  tr_value *items = tr_new_items(c, (double)(to - from));
  if (!items) return false;
  if (to > from) memcpy(items, v->items + from, (to - from) * sizeof *items);
  return give_array(items, to - from, out);
}

static bool give_place(size_t i, tr_value *out) {
  return tr_give_number(out, i == SIZE_MAX ? -1 : (double)i);
}

bool tr_fn_indexof(tr_call *c, tr_value *out) {
  if (!is_sequence(c)) return false;
  const tr_value *v = tr_arg(c, 0);
  double from = tr_js_integer(tr_arg_number(c, 2));
  if (tr_is(v, TR_STRING)) {
    size_t n = tr_js_length(tr_string(v));
    size_t start = from > 0 ? from < (double)n ? (size_t)from : n : 0;
    return give_place(tr_js_index(tr_string(v), tr_arg_string(c, 1), start), out);
  }
  tr_work(c->ctx, v->n);
  for (size_t i = relative(from, v->n); i < v->n; i++)
    if (tr_js_same(&v->items[i], tr_arg(c, 1))) return give_place(i, out);
  return give_place(SIZE_MAX, out);
}

bool tr_fn_lastindexof(tr_call *c, tr_value *out) {
  if (!is_sequence(c)) return false;
  const tr_value *v = tr_arg(c, 0);
  bool open = tr_is(tr_arg(c, 2), TR_UNDEFINED);
  double from = tr_arg_number(c, 2);
  if (tr_is(v, TR_STRING)) {
    size_t start = open || isnan(from) || from > 4e9 ? UINT32_MAX : from > 0 ? (size_t)from : 0;
    return give_place(tr_js_last_index(tr_string(v), tr_arg_string(c, 1), start), out);
  }
  from = open ? (double)v->n - 1 : tr_js_integer(from);
  if (from < 0 && !open) from += v->n;
  if (from > (double)v->n - 1) from = (double)v->n - 1;
  tr_work(c->ctx, v->n);
  for (double i = from; i >= 0; i--)
    if (tr_js_same(&v->items[(size_t)i], tr_arg(c, 1))) return tr_give_number(out, i);
  return give_place(SIZE_MAX, out);
}

bool tr_fn_reverse(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  const tr_value *array = tr_arg(c, 0);
  tr_value *items = tr_new_items(c, array->n);
  if (!items) return false;
  for (size_t i = 0; i < array->n; i++) items[i] = array->items[array->n - 1 - i];
  return give_array(items, array->n, out);
}

/* Undefined items go last in JavaScript, whatever the order. */
static int compare_items(const void *self, uint32_t a, uint32_t b) {
  const tr_value *items = self;
  return tr_compare(&items[a], &items[b]);
}

bool tr_fn_sort(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  const tr_value *array = tr_arg(c, 0);
  tr_value *items = tr_new_items(c, array->n);
  if (!items) return false;
  tr_work(c->ctx, array->n * log2(array->n + 2.0));
  uint32_t *order = TR_NEW_N(c->arena, uint32_t, array->n), n = 0;
  for (uint32_t i = 0; i < array->n; i++)
    if (!tr_is(&array->items[i], TR_UNDEFINED)) order[n++] = i;
  tr_js_sort(c->arena, order, n, compare_items, array->items);
  for (uint32_t i = 0; i < array->n; i++) items[i] = i < n ? array->items[order[i]] : tr_make_undefined();
  return give_array(items, array->n, out);
}

bool tr_fn_peek(tr_call *c, tr_value *out) {
  if (!is_sequence(c)) return false;
  const tr_value *v = tr_arg(c, 0);
  if (tr_is(v, TR_ARRAY)) {
    *out = last(v);
    return true;
  }
  tr_value at = tr_make_number((double)tr_js_length(tr_string(v)) - 1);
  *out = tr_js_member(c->ev, v, &at);
  return true;
}

bool tr_fn_span(tr_call *c, tr_value *out) {
  if (tr_is_nil(tr_arg(c, 0))) return tr_give_number(out, 0);
  if (!tr_need_array(c, 0)) return false;
  double x = last_number(tr_arg(c, 0)) - first_number(tr_arg(c, 0));
  return tr_give_number(out, isnan(x) ? 0 : x);
}

bool tr_fn_lerp(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  const tr_value *array = tr_arg(c, 0);
  double f = tr_arg_number(c, 1);
  tr_value hi = last(array);
  *out = first(array);
  if (tr_is(&hi, TR_UNDEFINED) || f == 0 || isnan(f)) return true;
  if (f == 1) {
    *out = hi;
    return true;
  }
  double lo = tr_to_number(out);
  return tr_give_number(out, lo + f * (tr_to_number(&hi) - lo));
}

bool tr_fn_interpolate(tr_call *c, tr_value *out) {
  const tr_value *array = tr_arg(c, 0);
  double f = tr_arg_number(c, 1);
  *out = tr_make_undefined();
  if (!tr_is(array, TR_ARRAY) || !array->n) return true;
  *out = first(array);
  if (array->n == 1 || !(f > 0)) return true;
  *out = last(array);
  if (f >= 1) return true;
  double place = f * (array->n - 1.0), whole = floor(place);
  size_t i = (size_t)whole;
  *out = array->items[i];
  if (place == whole) return true;
  double a = tr_to_number(&array->items[i]), b = tr_to_number(&array->items[i + 1]);
  return tr_give_number(out, a + (place - whole) * (b - a));
}

bool tr_fn_inrange(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 1)) return false;
  tr_value a = first(tr_arg(c, 1)), b = last(tr_arg(c, 1));
  bool left = tr_is(tr_arg(c, 2), TR_UNDEFINED) || tr_truthy(tr_arg(c, 2));
  bool right = tr_is(tr_arg(c, 3), TR_UNDEFINED) || tr_truthy(tr_arg(c, 3));
  if (tr_js_less(&b, &a) == 1) {
    tr_value t = a;
    a = b;
    b = t;
  }
  const tr_value *x = tr_arg(c, 0);
  bool above = left ? tr_js_less(x, &a) == 0 : tr_js_less(&a, x) == 1;
  bool below = right ? tr_js_less(&b, x) == 0 : tr_js_less(x, &b) == 1;
  return tr_give_bool(out, above && below);
}

bool tr_fn_flush(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  const tr_value *range = tr_arg(c, 0), *center = tr_arg(c, 5);
  double value = tr_arg_number(c, 1), threshold = tr_arg_number(c, 2);
  bool no_threshold = tr_is_nil(tr_arg(c, 2)) || isnan(threshold);
  *out = *center;
  if (no_threshold || range->n == 0) return true;
  double a = first_number(range), b = last_number(range);
  double to_a = fabs(value - fmin(a, b)), to_b = fabs(fmax(a, b) - value);
  if (to_a < to_b && to_a <= threshold)
    *out = *tr_arg(c, 3);
  else if (to_b <= threshold)
    *out = *tr_arg(c, 4);
  return true;
}

bool tr_fn_clamp_range(tr_call *c, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  tr_value a = first(tr_arg(c, 0)), b = item_or_undefined(tr_arg(c, 0), 1);
  double lo = tr_to_number(&a), hi = tr_to_number(&b);
  double min = tr_arg_number(c, 1), max = tr_arg_number(c, 2);
  if (hi < lo) {
    double t = lo;
    lo = hi;
    hi = t;
  }
  double width = hi - lo;
  if (width >= max - min) return give_pair(c, min, max, out);
  double moved = lo < min ? min : lo; /* NaN stays */
  if (moved > max - width) moved = max - width;
  return give_pair(c, moved, moved + width, out);
}

bool tr_fn_extent(tr_call *c, tr_value *out) {
  const tr_value *array = tr_arg(c, 0);
  tr_value *items = TR_NEW_N(c->arena, tr_value, 2);
  items[0] = items[1] = tr_make_undefined();
  bool some = false;
  for (size_t i = 0; tr_is(array, TR_ARRAY) && i < array->n; i++) {
    const tr_value *v = &array->items[i];
    if (tr_is_nil(v) || (tr_is(v, TR_NUMBER) && isnan(v->number))) continue;
    if (!some || tr_js_less(v, &items[0]) == 1) items[0] = *v;
    if (!some || tr_js_less(&items[1], v) == 1) items[1] = *v;
    some = true;
  }
  return give_array(items, 2, out);
}

bool tr_fn_sequence(tr_call *c, tr_value *out) {
  double start = tr_arg_number(c, 0), stop = tr_arg_number(c, 1), step = 1;
  if (c->n < 2) {
    stop = start;
    start = 0;
  } else if (c->n > 2) {
    step = tr_arg_number(c, 2);
  }
  double n = ceil((stop - start) / step);
  if (!(n > 0)) n = 0;
  tr_value *items = tr_new_items(c, n);
  if (!items) return false;
  for (size_t i = 0; i < (size_t)n; i++) items[i] = tr_make_number(start + (double)i * step);
  return give_array(items, (size_t)n, out);
}

bool tr_fn_merge(tr_call *c, tr_value *out) {
  tr_vec members = tr_vec_of(c->arena, sizeof(tr_member));
  tr_map places = tr_map_of(c->arena);
  for (size_t k = 0; k < c->n; k++) {
    if (!tr_is(&c->args[k], TR_OBJECT)) continue;
    tr_work(c->ctx, c->args[k].n);
    for (size_t i = 0; i < c->args[k].n; i++) {
      const tr_member *m = &c->args[k].members[i];
      size_t place = (size_t)(uintptr_t)tr_map_get(&places, m->name);
      if (place) {
        ((tr_member *)tr_vec_at(&members, place - 1))->value = m->value;
        continue;
      }
      *(tr_member *)tr_vec_push(&members) = *m;
      tr_map_put(&places, m->name, (void *)(uintptr_t)members.n);
    }
  }
  *out = tr_make_object(members.items, members.n);
  return true;
}

/* Paths: a.b, a[0], a['b c'], with \ before a dot that is part of a name. */
bool tr_split_path(tr_call *c, tr_str path, tr_vec *parts) {
  *parts = tr_vec_of(c->arena, sizeof(tr_str));
  tr_buf part = tr_buf_of(c->arena);
  bool open = false; /* a part is being read */
  for (size_t i = 0; i < path.n; i++) {
    char ch = path.p[i];
    if (ch == '\\' && i + 1 < path.n) {
      tr_buf_add_char(&part, path.p[++i]);
      open = true;
    } else if (ch == '.' || ch == '[') {
      if (open) *(tr_str *)tr_vec_push(parts) = tr_str_copy(c->arena, tr_buf_str(&part));
      part.n = 0;
      open = false;
      if (ch == '.') continue;
      char quote = i + 1 < path.n && (path.p[i + 1] == '"' || path.p[i + 1] == '\'') ? path.p[i + 1] : 0;
      for (i += quote ? 2 : 1; i < path.n && path.p[i] != (quote ? quote : ']'); i++)
        tr_buf_add_char(&part, path.p[i]);
      if (quote) i++;
      if (i >= path.n || path.p[i] != ']')
        return tr_fail(c, NULL, "path \"%.*s\" lacks a \"]\"", TR_FMT(path));
      *(tr_str *)tr_vec_push(parts) = tr_str_copy(c->arena, tr_buf_str(&part));
      part.n = 0;
    } else {
      tr_buf_add_char(&part, ch);
      open = true;
    }
  }
  if (open) *(tr_str *)tr_vec_push(parts) = tr_buf_str(&part);
  return true;
}

static bool follow(tr_call *c, const tr_value *from, const tr_vec *parts, tr_value *out) {
  *out = *from;
  for (size_t i = 0; i < parts->n; i++) {
    tr_value name = tr_make_string(*(tr_str *)tr_vec_at(parts, i));
    if (tr_is_nil(out))
      return tr_fail(c, NULL, "cannot read \"%s\" of %s", name.string,
                     tr_is(out, TR_NULL) ? "null" : "undefined");
    *out = tr_js_member(c->ev, out, &name);
  }
  return true;
}

bool tr_fn_pluck(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  tr_vec parts;
  if (!tr_split_path(c, tr_arg_string(c, 1), &parts)) return false;
  if (!tr_is(v, TR_ARRAY)) return follow(c, v, &parts, out);
  tr_value *items = tr_new_items(c, v->n);
  if (!items) return false;
  for (size_t i = 0; i < v->n; i++)
    if (!follow(c, &v->items[i], &parts, &items[i])) return false;
  return give_array(items, v->n, out);
}

/* Panning and zooming of a domain: through a scale's space and back. */
typedef enum { LINEAR, LOG, POW, SYMLOG } space_kind;
typedef struct space {
  space_kind kind;
  double k; /* sign, exponent or constant */
} space;

static double power(double x, double k) { return x < 0 ? -pow(-x, k) : pow(x, k); }
static double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

static double lift(space s, double x) {
  switch (s.kind) {
  case LINEAR: return x;
  case LOG: return log(s.k * x);
  case POW: return power(x, s.k);
  case SYMLOG: return sign(x) * log1p(fabs(x / s.k));
  }
  return x;
}
static double ground(space s, double x) {
  switch (s.kind) {
  case LINEAR: return x;
  case LOG: return s.k * exp(x);
  case POW: return power(x, 1 / s.k);
  case SYMLOG: return sign(x) * expm1(fabs(x)) * s.k;
  }
  return x;
}

static bool pan(tr_call *c, space s, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  double a = first_number(tr_arg(c, 0)), b = last_number(tr_arg(c, 0));
  if (s.kind == LOG) s.k = sign(a);
  double d0 = lift(s, a), d1 = lift(s, b), move = (d1 - d0) * tr_arg_number(c, 1);
  return give_pair(c, ground(s, d0 - move), ground(s, d1 - move), out);
}

static bool zoom(tr_call *c, space s, tr_value *out) {
  if (!tr_need_array(c, 0)) return false;
  double a = first_number(tr_arg(c, 0)), b = last_number(tr_arg(c, 0)), k = tr_arg_number(c, 2);
  if (s.kind == LOG) s.k = sign(a);
  double d0 = lift(s, a), d1 = lift(s, b);
  double anchor = tr_is_nil(tr_arg(c, 1)) ? (d0 + d1) / 2 : lift(s, tr_arg_number(c, 1));
  return give_pair(c, ground(s, anchor + (d0 - anchor) * k), ground(s, anchor + (d1 - anchor) * k), out);
}

bool tr_fn_pan_linear(tr_call *c, tr_value *out) { return pan(c, (space){LINEAR, 0}, out); }
bool tr_fn_pan_log(tr_call *c, tr_value *out) { return pan(c, (space){LOG, 1}, out); }
bool tr_fn_pan_pow(tr_call *c, tr_value *out) { return pan(c, (space){POW, tr_arg_number(c, 2)}, out); }
bool tr_fn_pan_symlog(tr_call *c, tr_value *out) { return pan(c, (space){SYMLOG, tr_arg_number(c, 2)}, out); }
bool tr_fn_zoom_linear(tr_call *c, tr_value *out) { return zoom(c, (space){LINEAR, 0}, out); }
bool tr_fn_zoom_log(tr_call *c, tr_value *out) { return zoom(c, (space){LOG, 1}, out); }
bool tr_fn_zoom_pow(tr_call *c, tr_value *out) { return zoom(c, (space){POW, tr_arg_number(c, 3)}, out); }
bool tr_fn_zoom_symlog(tr_call *c, tr_value *out) {
  return zoom(c, (space){SYMLOG, tr_arg_number(c, 3)}, out);
}
