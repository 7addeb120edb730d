#include "chart/data/data-priv.h"
#include "chart/param/selection-priv.h"

#include "format/calendar.h"
#include "format/time.h"

#include <math.h>

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/* A number, or the place of a name by its first three letters. */
static double named(const tr_value *v, const char *const *names, size_t n, double first) {
  tr_str s = tr_string(v);
  for (size_t i = 0; s.n >= 3 && i < n; i++)
    if ((s.p[0] | 32) == names[i][0] && (s.p[1] | 32) == names[i][1] && (s.p[2] | 32) == names[i][2])
      return first + (double)i;
  return tr_to_number(v);
}

bool tr_datetime_value(tr_chart *chart, const tr_value *v, double *ms) {
  const tr_zone *zone = tr_get_bool(v, "utc", false) ? NULL : chart->env.zone;
  if (tr_is(v, TR_NUMBER) || tr_is(v, TR_DATE)) *ms = v->number;
  if (tr_is(v, TR_NUMBER) || tr_is(v, TR_DATE)) return true;
  if (tr_is(v, TR_STRING)) return tr_date_parse(tr_string(v), chart->env.zone, ms);
  if (!tr_is(v, TR_OBJECT)) return false;
  double month = 0, date = 1, year = 2012;
  if (tr_get(v, "year")) year = tr_to_number(tr_get(v, "year"));
  if (tr_get(v, "month")) month = named(tr_get(v, "month"), months, 12, 1) - 1;
  if (tr_get(v, "quarter")) month = 3 * (tr_to_number(tr_get(v, "quarter")) - 1);
  if (tr_get(v, "date")) date = tr_to_number(tr_get(v, "date"));
  if (tr_get(v, "day")) date = 1 + fmod(named(tr_get(v, "day"), days, 7, 0), 7);
  *ms = tr_moment(zone, year, month, date, tr_get_number(v, "hours", 0), tr_get_number(v, "minutes", 0),
                  tr_get_number(v, "seconds", 0), tr_get_number(v, "milliseconds", 0));
  return isfinite(*ms);
}

/* A parameter: a variable's truth; a selection's rows, all where nothing is selected. */
static bool param_holds(tr_chart *chart, const tr_value *p, const tr_datum *datum) {
  const tr_value *name = tr_get(p, "param") ? tr_get(p, "param") : tr_get(p, "selection");
  const tr_value *v = tr_map_get(&chart->params, tr_string(name));
  if (v && v->kind != TR_UNDEFINED && !tr_is(v, TR_OBJECT)) return tr_truthy(v);
  tr_value rows = tr_make_array(datum->object, datum->object ? 1 : 0);
  const tr_table *t = tr_table_from_values(chart->ctx, &rows, tr_pos_of(p));
  uint8_t mask[1] = {0};
  if (t && tr_selection_mask(chart, tr_string(name), t, mask)) return mask[0];
  return tr_get_bool(p, "empty", true);
}

bool tr_predicate_holds(tr_chart *chart, const tr_value *p, const tr_datum *datum) {
  if (tr_get(p, "param") || tr_get(p, "selection")) return param_holds(chart, p, datum);
  if (tr_is(p, TR_STRING)) {
    const tr_expr *e = tr_expr_parse(chart->ctx, tr_string(p), tr_pos_of(p), &chart->scope);
    tr_value v;
    return e && tr_expr_eval(chart->ctx, e, &chart->scope, datum, chart->ctx->scene, &v) && tr_truthy(&v);
  }
  tr_value rows = tr_make_array(datum->object, datum->object ? 1 : 0);
  const tr_table *t = tr_table_from_values(chart->ctx, &rows, tr_pos_of(p));
  uint8_t mask[1] = {0};
  tr_transform_env env = tr_chart_transforms(chart);
  return t && t->n_rows == 1 && tr_predicate_mask(chart->ctx, p, t, &env, mask) && mask[0];
}
