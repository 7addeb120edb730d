#include "format/timeunit.h"
#include "format/time.h"
#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_timeunit_props[] = {
    {"timeUnit", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL,
     "\"yearmonth\" …, or {unit, step, maxbins, utc}", "@time-units|time-unit"},
    {"field", TR_P_STRING, NULL, 0, 0, NULL, "field of dates"},
    {"as", TR_P_STRING, NULL, 0, 0, NULL, "name of the new field; the unit's end is as_end"},
    {0}};

const tr_prop tr_timeunit_params_props[] = {
    {"unit", TR_P_STRING, NULL, 0, 0, NULL, "\"yearmonth\" …; without it one is chosen", "@time-units"},
    {"step", TR_P_NUMBER, NULL, 1, 1e6, "1", "how many of the smallest unit"},
    {"maxbins", TR_P_NUMBER, NULL, 1, 1e4, "40", "about how many units, where none is given"},
    {"utc", TR_P_BOOL, NULL, 0, 0, "false", "whether units are those of UTC"},
    {"binned", TR_P_BOOL, NULL, 0, 0, "false", "the dates begin units already"},
    {0}};

tr_transform_cost tr_timeunit_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 2);
}

/* Moments of a column; NaN where there is none. Text is read as a date. */
static double *moments_of(tr_ctx *ctx, const tr_column *c, const tr_zone *zone) {
  double *ms = TR_NEW_N(ctx->data, double, c->n + 1);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    ms[i] = tr_is_nil(&v) ? NAN : tr_to_number(&v);
    if (tr_is(&v, TR_STRING) && !tr_date_parse(tr_string(&v), zone, &ms[i])) ms[i] = NAN;
    if (!isfinite(ms[i])) ms[i] = NAN;
  }
  return ms;
}

static tr_timeunit chosen_unit(const double *ms, size_t n, double maxbins) {
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < n; i++) {
    if (ms[i] < low) low = ms[i];
    if (ms[i] > high) high = ms[i];
  }
  return low < high ? tr_timeunit_bin(low, high, maxbins)
                    : (tr_timeunit){.parts = TR_PART_YEAR | TR_PART_MONTH | TR_PART_DATE, .step = 1};
}

static bool unit_of(tr_ctx *ctx, const tr_value *v, const double *ms, size_t n, tr_timeunit *unit) {
  const tr_prop *const tables[] = {tr_timeunit_params_props, NULL};
  const tr_value *name = v, *params = NULL;
  *unit = (tr_timeunit){.step = 1};
  if (tr_is(v, TR_OBJECT)) {
    if (!tr_props_check(ctx, v, tables, "timeUnit", TR_WARNING)) return false;
    params = v;
    name = tr_get(v, "unit");
  }
  if (!name) {
    *unit = chosen_unit(ms, n, tr_get_number(params, "maxbins", 40));
  } else if (!tr_timeunit_parse(tr_string(name), unit)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(name), "units are year, yearmonth, month, yearmonthdate, hours …",
             "unknown time unit \"%.*s\"", TR_FMT(tr_string(name)));
    return false;
  }
  if (tr_get(params, "step")) unit->step = tr_get_number(params, "step", 1);
  unit->utc = unit->utc || tr_get_bool(params, "utc", false);
  unit->binned = unit->binned || tr_get_bool(params, "binned", false);
  return true;
}

static void add_dates(tr_ctx *ctx, tr_table *t, tr_str name, const double *ms) {
  tr_value *values = TR_NEW_N(ctx->data, tr_value, t->n_rows + 1);
  for (size_t i = 0; i < t->n_rows; i++) values[i] = isnan(ms[i]) ? tr_make_null() : tr_make_date(ms[i]);
  tr_table_add(ctx, t, tr_column_of(ctx, name, values, t->n_rows));
}

const tr_table *tr_timeunit_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                                const tr_transform_env *env) {
  tr_timeunit unit;
  const tr_zone *zone = env->scope && env->scope->env ? env->scope->env->zone : NULL;
  tr_str field = tr_get_string(spec, "field", (tr_str){0});
  tr_column c = tr_field_column(ctx, in, field);
  double *start = moments_of(ctx, &c, zone), *end = TR_NEW_N(ctx->data, double, c.n + 1);
  if (!unit_of(ctx, tr_get(spec, "timeUnit"), start, c.n, &unit)) return NULL;
  if (unit.utc) zone = NULL;
  tr_work(ctx, 8 * (double)c.n);
  for (size_t i = 0; i < c.n; i++) {
    end[i] = NAN;
    if (isnan(start[i])) continue;
    if (!unit.binned) start[i] = tr_timeunit_floor(&unit, zone, start[i]);
    end[i] = tr_timeunit_end(&unit, zone, start[i]);
  }
  tr_str name = tr_timeunit_name(ctx->data, &unit);
  tr_str as = tr_as(spec, 0, tr_printf(ctx->data, "%.*s_%.*s", TR_FMT(name), TR_FMT(field)));
  tr_table *out = tr_table_share(ctx, in);
  add_dates(ctx, out, as, start);
  add_dates(ctx, out, tr_printf(ctx->data, "%.*s_end", TR_FMT(as)), end);
  return out;
}
