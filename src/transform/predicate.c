#include "expr/js.h"
#include "format/calendar.h"
#include "format/time.h"
#include "format/timeunit.h"
#include "transform/transform-priv.h"

#include <math.h>
#include <string.h>

/* Predicates of Vega-Lite: an expression, {field, equal …}, {param}, and/or/not of them. */

typedef struct predicate {
  tr_ctx *ctx;
  const tr_table *t;
  const tr_transform_env *env;
} predicate;

static const tr_zone *zone_of(const predicate *p) {
  const tr_scope *s = p->env->scope;
  return s && s->env ? s->env->zone : NULL;
}

/* Values to compare with */

static const char *const month_names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const day_names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/* A number, or the place of a name by its first three letters. */
static double named(const tr_value *v, const char *const *names, size_t n, double first) {
  tr_str s = tr_string(v);
  for (size_t i = 0; s.n >= 3 && i < n; i++)
    if ((s.p[0] | 32) == names[i][0] && (s.p[1] | 32) == names[i][1] && (s.p[2] | 32) == names[i][2])
      return first + (double)i;
  return tr_to_number(v);
}

static bool is_date_time(const tr_value *v) {
  static const char *const parts[] = {"year",  "quarter", "month",   "date",        "day",
                                      "hours", "minutes", "seconds", "milliseconds"};
  for (size_t i = 0; tr_is(v, TR_OBJECT) && i < sizeof parts / sizeof *parts; i++)
    if (tr_get(v, parts[i])) return true;
  return false;
}

/* A DateTime object: months and quarters from 1, weekdays from Sunday as 0 or 7; the year is 2012 where it
   is not given (it begins on a Sunday). */
static double moment_of_parts(const tr_value *v, const tr_zone *zone) {
  double month = 0, date = 1;
  if (tr_get(v, "month"))
    month = named(tr_get(v, "month"), month_names, 12, 1) - 1;
  else if (tr_get(v, "quarter"))
    month = 3 * (tr_to_number(tr_get(v, "quarter")) - 1);
  if (tr_get(v, "date"))
    date = tr_to_number(tr_get(v, "date"));
  else if (tr_get(v, "day"))
    date = 1 + fmod(named(tr_get(v, "day"), day_names, 7, 0), 7);
  if (tr_get_bool(v, "utc", false)) zone = NULL;
  return tr_moment(zone, tr_get_number(v, "year", 2012), month, date, tr_get_number(v, "hours", 0),
                   tr_get_number(v, "minutes", 0), tr_get_number(v, "seconds", 0),
                   tr_get_number(v, "milliseconds", 0));
}

/* The one part of a unit as a DateTime member: {"timeUnit": "month", "equal": "jan"}. */
static double moment_of_unit(const predicate *p, const tr_timeunit *unit, const tr_value *v) {
  double ms;
  bool one_part = unit->parts && !(unit->parts & (unit->parts - 1)) && !unit->utc;
  bool date_text = tr_is(v, TR_STRING) && tr_date_parse(tr_string(v), zone_of(p), &ms);
  if (one_part && !date_text && !(tr_is(v, TR_NUMBER) && v->number >= 10000)) {
    tr_str name = tr_timeunit_name(p->ctx->data, unit);
    tr_member m = {.name = name, .value = *v};
    tr_value parts = tr_make_object(&m, 1);
    return moment_of_parts(&parts, zone_of(p));
  }
  return date_text ? ms : tr_is(v, TR_STRING) ? NAN : tr_to_number(v);
}

static bool compare_value(const predicate *p, const tr_value *v, const tr_timeunit *unit, tr_value *out) {
  const tr_value *text = tr_get(v, "expr") ? tr_get(v, "expr") : tr_get(v, "signal");
  if (tr_is(text, TR_STRING)) {
    tr_datum none = {0};
    const tr_expr *e = tr_expr_parse(p->ctx, tr_string(text), tr_pos_of(text), p->env->scope);
    return e && tr_expr_eval(p->ctx, e, p->env->scope, &none, p->ctx->data, out);
  }
  if (is_date_time(v))
    *out = tr_make_number(moment_of_parts(v, zone_of(p)));
  else if (unit && (tr_is(v, TR_NUMBER) || tr_is(v, TR_STRING)))
    *out = tr_make_number(moment_of_unit(p, unit, v));
  else
    *out = *v;
  return true;
}

/* Fields */

static bool unit_of(const predicate *p, const tr_value *spec, tr_timeunit *unit) {
  const tr_value *v = spec, *params = NULL;
  *unit = (tr_timeunit){.step = 1};
  if (tr_is(spec, TR_OBJECT)) {
    params = spec;
    v = tr_get(spec, "unit");
  }
  if (!tr_timeunit_parse(tr_string(v), unit)) {
    tr_error(p->ctx, TR_INPUT, tr_pos_of(v ? v : spec), "units are year, yearmonth, month, yearmonthdate …",
             "unknown time unit");
    return false;
  }
  if (params) {
    unit->utc = unit->utc || tr_get_bool(params, "utc", false);
    unit->step = tr_get_number(params, "step", 1);
    unit->binned = unit->binned || tr_get_bool(params, "binned", false);
  }
  return true;
}

/* A field's column, cut to the time unit. */
static bool field_of(const predicate *p, const tr_value *spec, tr_column *c, tr_timeunit *unit,
                     bool *has_unit) {
  const tr_value *field = tr_get(spec, "field");
  if (!tr_is(field, TR_STRING)) {
    tr_error(p->ctx, TR_INPUT, tr_pos_of(spec), "{\"field\": …, \"equal\": …}",
             "a predicate without a field");
    return false;
  }
  *c = tr_field_column(p->ctx, p->t, tr_string(field));
  *has_unit = tr_get(spec, "timeUnit") != NULL;
  if (!*has_unit) return true;
  if (!unit_of(p, tr_get(spec, "timeUnit"), unit)) return false;
  if (unit->binned) return true;
  double *cut = TR_NEW_N(p->ctx->data, double, c->n + 1);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    double ms = NAN;
    if (!tr_is(&v, TR_STRING))
      ms = tr_is(&v, TR_UNDEFINED) ? NAN : tr_to_number(&v); /* null is the first moment of 1970 */
    else if (!tr_date_parse(tr_string(&v), zone_of(p), &ms))
      ms = NAN;
    cut[i] = isnan(ms) ? NAN : tr_timeunit_floor(unit, zone_of(p), ms);
  }
  *c = tr_column_numbers(c->name, cut, c->n);
  return true;
}

/* Comparisons */

typedef enum { EQUAL, LT, LTE, GT, GTE, RANGE, ONE_OF, IN, VALID } comparison;
static const char *const comparison_names[] = {"equal", "lt",    "lte", "gt",    "gte",
                                               "range", "oneOf", "in",  "valid", NULL};

static bool holds(comparison how, const tr_value *x, const tr_value *v) {
  switch (how) {
  case EQUAL: return tr_js_same(x, v);
  case LT: return tr_js_less(x, v) == 1;
  case LTE: return tr_js_less(v, x) == 0;
  case GT: return tr_js_less(v, x) == 1;
  case GTE: return tr_js_less(x, v) == 0;
  case RANGE:
  case ONE_OF:
  case IN:
  case VALID: break;
  }
  return false;
}

static bool mask_valid(const tr_column *c, bool valid, uint8_t *mask) {
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    bool good = !tr_is_nil(&v) && isfinite(tr_to_number(&v));
    mask[i] = good == valid;
  }
  return true;
}

static bool values_of(const predicate *p, const tr_value *list, const tr_timeunit *unit, tr_value **out) {
  *out = TR_NEW_N(p->ctx->data, tr_value, list->n + 1);
  for (uint32_t i = 0; i < list->n; i++)
    if (!compare_value(p, &list->items[i], unit, *out + i)) return false;
  return true;
}

/* Members of a set: text by a hash, numbers and the rest one by one. */
static bool mask_one_of(const predicate *p, const tr_column *c, const tr_value *list, const tr_timeunit *unit,
                        uint8_t *mask) {
  tr_value *values;
  if (!tr_is(list, TR_ARRAY)) {
    tr_error(p->ctx, TR_INPUT, tr_pos_of(list), NULL, "\"oneOf\" must be an array");
    return false;
  }
  if (!values_of(p, list, unit, &values)) return false;
  tr_map texts = tr_map_of(p->ctx->data);
  tr_vec others = tr_vec_of(p->ctx->data, sizeof(tr_value));
  for (uint32_t k = 0; k < list->n; k++) {
    if (tr_is(&values[k], TR_STRING))
      tr_map_put(&texts, tr_string(&values[k]), &values[k]);
    else
      *(tr_value *)tr_vec_push(&others) = values[k];
  }
  tr_work(p->ctx, (double)c->n * (double)others.n);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    mask[i] = tr_is(&v, TR_STRING) && tr_map_has(&texts, tr_string(&v));
    for (size_t k = 0; !mask[i] && k < others.n; k++) mask[i] = tr_js_same(&v, tr_vec_at(&others, k));
  }
  return true;
}

static bool mask_range(const predicate *p, const tr_column *c, const tr_value *range, const tr_timeunit *unit,
                       uint8_t *mask) {
  tr_value whole, ends[2];
  if (tr_is(range, TR_OBJECT)) {
    if (!compare_value(p, range, NULL, &whole)) return false;
    range = &whole;
  }
  if (!tr_is(range, TR_ARRAY) || range->n != 2) {
    tr_error(p->ctx, TR_INPUT, tr_pos_of(range), "[from, to], null for an open end",
             "\"range\" must have two values");
    return false;
  }
  for (int k = 0; k < 2; k++)
    if (!compare_value(p, &range->items[k], unit, &ends[k])) return false;
  bool open[2] = {tr_is_nil(&ends[0]), tr_is_nil(&ends[1])};
  if (!open[0] && !open[1] && tr_js_less(&ends[1], &ends[0]) == 1) {
    tr_value t = ends[0];
    ends[0] = ends[1];
    ends[1] = t;
  }
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    mask[i] = (open[0] || holds(GTE, &v, &ends[0])) && (open[1] || holds(LTE, &v, &ends[1]));
  }
  return true;
}

static bool mask_field(const predicate *p, const tr_value *spec, uint8_t *mask) {
  tr_column c;
  tr_timeunit unit;
  bool has_unit;
  int how = 0;
  if (!field_of(p, spec, &c, &unit, &has_unit)) return false;
  while (comparison_names[how] && !tr_get(spec, comparison_names[how])) how++;
  const tr_timeunit *u = has_unit ? &unit : NULL;
  const tr_value *v = comparison_names[how] ? tr_get(spec, comparison_names[how]) : NULL;
  tr_value to;
  tr_work(p->ctx, (double)c.n);
  switch ((comparison)how) {
  case EQUAL:
  case LT:
  case LTE:
  case GT:
  case GTE:
    if (!compare_value(p, v, u, &to)) return false;
    for (size_t i = 0; i < c.n; i++) {
      tr_value x = tr_cell(&c, i);
      mask[i] = holds((comparison)how, &x, &to);
    }
    return true;
  case RANGE: return mask_range(p, &c, v, u, mask);
  case ONE_OF:
  case IN: return mask_one_of(p, &c, v, u, mask);
  case VALID: return mask_valid(&c, tr_truthy(v), mask);
  }
  tr_error(p->ctx, TR_INPUT, tr_pos_of(spec), "equal, lt, lte, gt, gte, range, oneOf or valid",
           "a predicate that does not say what the field is compared with");
  return false;
}

static bool mask_expression(const predicate *p, const tr_value *text, uint8_t *mask) {
  uint32_t *rows;
  size_t n;
  const tr_expr *e = tr_expr_parse(p->ctx, tr_string(text), tr_pos_of(text), p->env->scope);
  if (!e || !tr_expr_filter(p->ctx, e, p->env->scope, p->t, &rows, &n)) return false;
  memset(mask, 0, p->t->n_rows);
  for (size_t i = 0; i < n; i++) mask[rows[i]] = 1;
  return true;
}

/* An empty selection holds everywhere, unless `empty` is false. */
static bool mask_param(const predicate *p, const tr_value *spec, uint8_t *mask) {
  tr_str param = tr_get_string(spec, "param", tr_get_string(spec, "selection", (tr_str){0}));
  if (p->env->selected && p->env->selected(p->env->self, param, p->t, mask)) return true;
  memset(mask, tr_get_bool(spec, "empty", true), p->t->n_rows);
  return true;
}

static bool mask_of(const predicate *p, const tr_value *spec, unsigned depth, uint8_t *mask);

static bool mask_list(const predicate *p, const tr_value *list, bool all, unsigned depth, uint8_t *mask) {
  size_t n = p->t->n_rows;
  uint8_t *other = TR_NEW_N(p->ctx->data, uint8_t, n + 1);
  memset(mask, all, n);
  if (!tr_is(list, TR_ARRAY)) {
    tr_error(p->ctx, TR_INPUT, tr_pos_of(list), NULL, "\"%s\" must be an array of predicates",
             all ? "and" : "or");
    return false;
  }
  for (uint32_t k = 0; k < list->n; k++) {
    if (!mask_of(p, &list->items[k], depth, other)) return false;
    for (size_t i = 0; i < n; i++) mask[i] = all ? mask[i] && other[i] : mask[i] || other[i];
  }
  return true;
}

static bool mask_of(const predicate *p, const tr_value *spec, unsigned depth, uint8_t *mask) {
  if (!tr_within(p->ctx, TR_LIMIT_EXPR_DEPTH, ++depth, tr_pos_of(spec))) return false;
  if (tr_is(spec, TR_STRING)) return mask_expression(p, spec, mask);
  if (tr_is(spec, TR_ARRAY)) return mask_list(p, spec, true, depth, mask);
  if (tr_is(spec, TR_BOOL)) {
    memset(mask, spec->boolean, p->t->n_rows);
    return true;
  }
  if (tr_get(spec, "and")) return mask_list(p, tr_get(spec, "and"), true, depth, mask);
  if (tr_get(spec, "or")) return mask_list(p, tr_get(spec, "or"), false, depth, mask);
  if (tr_get(spec, "not")) {
    if (!mask_of(p, tr_get(spec, "not"), depth, mask)) return false;
    for (size_t i = 0; i < p->t->n_rows; i++) mask[i] = !mask[i];
    return true;
  }
  if (tr_get(spec, "param") || tr_get(spec, "selection")) return mask_param(p, spec, mask);
  return mask_field(p, spec, mask);
}

bool tr_predicate_mask(tr_ctx *ctx, const tr_value *spec, const tr_table *t, const tr_transform_env *env,
                       uint8_t *mask) {
  static const tr_transform_env none = {0};
  predicate p = {ctx, t, env ? env : &none};
  return mask_of(&p, spec, 0, mask);
}
