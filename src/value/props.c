#include "value/props.h"
#include "base/color.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

const tr_prop *tr_props_find(const tr_prop *const *tables, tr_str name) {
  for (; *tables; tables++)
    for (const tr_prop *row = *tables; row->name; row++)
      if (tr_str_is(name, row->name)) return row;
  return NULL;
}

/* Names of the tables but those of older versions, for "did you mean"; ends with NULL. */
static const char **all_names(tr_ctx *ctx, const tr_prop *const *tables, size_t *n) {
  tr_vec names = tr_vec_of(ctx->doc, sizeof(char *));
  for (; *tables; tables++)
    for (const tr_prop *row = *tables; row->name; row++)
      if (!(row->bits & TR_P_GONE)) *(const char **)tr_vec_push(&names) = row->name;
  *n = names.n;
  tr_vec_push(&names);
  return names.items;
}

static void report_unknown(tr_ctx *ctx, const tr_value *object, const tr_member *m,
                           const tr_prop *const *tables, const char *what, const char *noun,
                           tr_severity severity) {
  enum { MOST_SHOWN = 24 };
  size_t n;
  const char **names = all_names(ctx, tables, &n);
  const char *hint = tr_did_you_mean(ctx, m->name, names);
  if (!hint && n && n <= MOST_SHOWN) {
    tr_buf list = tr_buf_of(ctx->doc);
    tr_buf_add_z(&list, "it has: ");
    for (size_t i = 0; i < n; i++) tr_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
    hint = tr_buf_str(&list).p;
  }
  tr_pos at = tr_pos_of_name(object, m);
  if (severity == TR_ERROR)
    tr_error(ctx, TR_INPUT, at, hint, "%s has no %s \"%.*s\"", what, noun, TR_FMT(m->name));
  else
    tr_warn(ctx, TR_UNSUPPORTED, at, hint, "%s has no %s \"%.*s\"; it is left out", what, noun,
            TR_FMT(m->name));
}

/* Of properties that are known and have no effect. */
static void report_state(tr_ctx *ctx, const tr_value *object, const tr_member *m, const tr_prop *row,
                         const char *what, const char *noun) {
  tr_pos at = tr_pos_of_name(object, m);
  if (row->bits & TR_P_GONE)
    tr_warn(ctx, TR_UNSUPPORTED, at, row->help, "%s has the %s \"%s\" no longer; it is left out", what, noun,
            row->name);
  else if (row->bits & TR_P_LATER)
    tr_warn(ctx, TR_UNSUPPORTED, at, "it has no effect", "not supported yet: %s \"%s\" of %s", noun,
            row->name, what);
}

/* Whether WORD is one of "a|b|c". */
static bool in_values(const char *values, tr_str word) {
  for (const char *p = values; p && *p;) {
    const char *end = strchrnul(p, '|');
    if (tr_str_eq((tr_str){p, (size_t)(end - p)}, word)) return true;
    p = *end ? end + 1 : end;
  }
  return false;
}

static bool is_length(tr_str s) {
  static const char *const units[] = {"px", "pt", "pc", "mm", "cm", "in", "em", "u", "%", "fr"};
  double x;
  size_t n = tr_num_prefix(s, &x);
  tr_str unit = tr_str_sub(s, n, s.n);
  for (size_t i = 0; n && isfinite(x) && i < sizeof units / sizeof *units; i++)
    if (tr_str_is(unit, units[i])) return true;
  return false;
}

/* A map from language to string. */
static bool is_text_map(const tr_value *v) {
  if (!v->n) return false;
  for (uint32_t i = 0; i < v->n; i++)
    if (v->members[i].value.kind != TR_STRING) return false;
  return true;
}

static bool string_fits(const tr_prop *row, tr_str s) {
  tr_color ignored;
  if (row->bits & (TR_P_STRING | TR_P_TEXT)) return true;
  if ((row->bits & TR_P_TEMPLATE) && tr_str_find(s, "{{", 0) != SIZE_MAX) return true;
  if ((row->bits & TR_P_ENUM) && in_values(row->values, s)) return true;
  if ((row->bits & TR_P_COLOR) && tr_color_parse(s, &ignored)) return true;
  return (row->bits & TR_P_LENGTH) && is_length(s);
}

static bool object_fits(const tr_prop *row, const tr_value *v) {
  bool is_expr = v->n == 1 && (tr_is(tr_get(v, "expr"), TR_STRING) || tr_is(tr_get(v, "signal"), TR_STRING));
  if ((row->bits & TR_P_OBJECT) || ((row->bits & TR_P_EXPR) && is_expr)) return true;
  return (row->bits & TR_P_TEXT) && is_text_map(v);
}

static bool in_range(const tr_prop *row, double x) {
  if (!isfinite(x)) return false;
  return (row->min == 0 && row->max == 0) || (x >= row->min && x <= row->max);
}

static bool value_fits(const tr_prop *row, const tr_value *v) {
  if (row->bits & TR_P_ANY) return true;
  switch ((tr_kind)v->kind) {
  case TR_NULL: return row->bits & TR_P_NULL;
  case TR_BOOL: return row->bits & TR_P_BOOL;
  case TR_NUMBER: return (row->bits & (TR_P_NUMBER | TR_P_LENGTH)) && in_range(row, v->number);
  case TR_STRING: return string_fits(row, tr_string(v));
  case TR_ARRAY: return row->bits & TR_P_ARRAY;
  case TR_OBJECT: return object_fits(row, v);
  case TR_UNDEFINED:
  case TR_DATE:
  case TR_REGEXP: break;
  }
  return false;
}

static void add_range(tr_buf *out, const tr_prop *row) {
  tr_buf_add_z(out, "a number");
  if (row->min == 0 && row->max == 0) return;
  if (isfinite(row->max)) {
    tr_buf_add_z(out, " from ");
    tr_buf_number(out, row->min);
    tr_buf_add_z(out, " to ");
    tr_buf_number(out, row->max);
  } else {
    tr_buf_add_z(out, " of at least ");
    tr_buf_number(out, row->min);
  }
}

static void add_values(tr_buf *out, const char *values) {
  const char *from = values;
  tr_buf_add_z(out, strchr(values, '|') ? "one of " : "");
  for (const char *p = values;; p++) {
    if (*p && *p != '|') continue;
    tr_buf_printf(out, "%s\"%.*s\"", from == values ? "" : ", ", (int)(p - from), from);
    from = p + 1;
    if (!*p) return;
  }
}

/* "a number from 0 to 1, a colour or null" */
static tr_str describe(tr_ctx *ctx, const tr_prop *row) {
  static const struct {
    uint32_t bit;
    const char *text;
  } plain[] = {{TR_P_BOOL, "true or false"},
               {TR_P_STRING, "a string"},
               {TR_P_TEXT, "a text, or texts by language"},
               {TR_P_LENGTH, "a length in px, or such as \"12mm\" or \"50%\""},
               {TR_P_COLOR, "a colour"},
               {TR_P_ARRAY, "an array"},
               {TR_P_OBJECT, "an object"},
               {TR_P_NULL, "null"}};
  tr_buf out = tr_buf_of(ctx->doc);
  if (row->bits & TR_P_NUMBER) add_range(&out, row);
  if ((row->bits & TR_P_ENUM) && row->values) {
    if (out.n) tr_buf_add_z(&out, " or ");
    add_values(&out, row->values);
  }
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    bool covered = plain[i].bit == TR_P_STRING && (row->bits & TR_P_TEXT);
    if (!(row->bits & plain[i].bit) || covered) continue;
    if (out.n) tr_buf_add_z(&out, " or ");
    tr_buf_add_z(&out, plain[i].text);
  }
  if (!out.n) tr_buf_add_z(&out, row->bits & TR_P_EXPR ? "{\"expr\": …}" : "a string with {{ … }}");
  return tr_buf_str(&out);
}

/* The value as it is shown in a message: short ones as they are, long ones by kind. */
static tr_str shown(tr_ctx *ctx, const tr_value *v) {
  enum { LONGEST = 40 };
  bool nested = v->kind == TR_ARRAY || v->kind == TR_OBJECT;
  if (!nested && !(v->kind == TR_STRING && v->n > LONGEST)) {
    tr_buf out = tr_buf_of(ctx->doc);
    tr_json_write(&out, v);
    return tr_buf_str(&out);
  }
  return tr_str_z(tr_kind_name((tr_kind)v->kind));
}

/* The enum's values as names for "did you mean"; ends with NULL. */
static const char *nearest_value(tr_ctx *ctx, const tr_prop *row, const tr_value *v) {
  if (!(row->bits & TR_P_ENUM) || !row->values || v->kind != TR_STRING) return NULL;
  tr_vec names = tr_vec_of(ctx->doc, sizeof(char *));
  for (const char *p = row->values; *p;) {
    const char *end = strchrnul(p, '|');
    *(const char **)tr_vec_push(&names) = tr_str_copy(ctx->doc, (tr_str){p, (size_t)(end - p)}).p;
    p = *end ? end + 1 : end;
  }
  tr_vec_push(&names);
  return tr_did_you_mean(ctx, tr_string(v), names.items);
}

static void report_kind(tr_ctx *ctx, const tr_prop *row, const tr_value *v, const char *what) {
  tr_error(ctx, TR_INPUT, tr_pos_of(v), nearest_value(ctx, row, v), "\"%s\" of %s: expected %.*s, found %.*s",
           row->name, what, TR_FMT(describe(ctx, row)), TR_FMT(shown(ctx, v)));
}

bool tr_prop_check(tr_ctx *ctx, const tr_value *object, const tr_member *m, const tr_prop *const *tables,
                   const char *what, const char *noun, tr_severity unknown) {
  const tr_prop *row = tr_props_find(tables, m->name);
  if (!row) {
    report_unknown(ctx, object, m, tables, what, noun, unknown);
    return unknown != TR_ERROR;
  }
  report_state(ctx, object, m, row, what, noun);
  if ((row->bits & TR_P_NO_EFFECT) || value_fits(row, &m->value)) return true;
  report_kind(ctx, row, &m->value, what);
  return false;
}

bool tr_props_check(tr_ctx *ctx, const tr_value *object, const tr_prop *const *tables, const char *what,
                    tr_severity unknown) {
  if (!tr_is(object, TR_OBJECT)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(object), NULL, "%s must be an object, found %s", what,
             object ? tr_kind_name((tr_kind)object->kind) : "nothing");
    return false;
  }
  bool ok = true;
  for (uint32_t i = 0; i < object->n; i++)
    ok = tr_prop_check(ctx, object, &object->members[i], tables, what, "property", unknown) && ok;
  return ok;
}
