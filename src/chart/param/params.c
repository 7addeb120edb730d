#include "chart/param/scope-priv.h"

/* Parameters: constants, and expressions that are worked out when they are asked for, since they may speak of
   each other in any order, of the view's size and of scales. */

typedef struct expression {
  const tr_expr *e;
  tr_pos at;
  tr_value value;
  double size[2]; /* of the data rectangle that VALUE holds for */
  bool is_set, under_way;
  bool moves; /* asks scales or data: no value is kept */
} expression;

static bool has_call(tr_str text) {
  static const char *const names[] = {"scale(", "invert(", "domain(", "range(", "bandwidth(", "data("};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (tr_str_find(text, names[i], 0) != SIZE_MAX) return true;
  return false;
}

static void add_expression(tr_chart *chart, tr_str name, const tr_value *text) {
  expression *x = TR_NEW(chart->ctx->doc, expression);
  *x = (expression){.at = tr_pos_of(text), .moves = has_call(tr_string(text))};
  x->e = tr_expr_parse(chart->ctx, tr_string(text), x->at, &chart->scope);
  tr_map_put(&chart->exprs, name, x->e ? x : NULL);
}

static void add_value(tr_chart *chart, tr_str name, tr_value v) {
  tr_value *own = TR_NEW(chart->ctx->doc, tr_value);
  *own = v;
  tr_map_put(&chart->exprs, name, NULL);
  tr_map_put(&chart->params, name, own);
}

static void add_param(tr_chart *chart, const tr_value *p) {
  tr_str name = tr_get_string(p, "name", (tr_str){0});
  const tr_value *value = tr_get(p, "value"), *text = tr_get(p, "expr");
  if (value) text = tr_get(value, "expr") ? tr_get(value, "expr") : tr_get(value, "signal");
  if (name.n == 0) return;
  if (tr_get(p, "select"))
    add_value(chart, name, tr_make_object(NULL, 0));
  else if (tr_is(text, TR_STRING))
    add_expression(chart, name, text);
  else
    add_value(chart, name, value ? *value : tr_make_undefined());
}

/* A signal of Vega's in the config, as older versions of Vega-Lite had them for parameters. */
static void add_signal(tr_chart *chart, const tr_value *signal) {
  tr_str name = tr_get_string(signal, "name", (tr_str){0});
  const tr_value *value = tr_get(signal, "value"), *text = tr_get(signal, "init");
  if (!text) text = tr_get(signal, "update");
  if (name.n == 0) return;
  if (tr_is(text, TR_STRING))
    add_expression(chart, name, text);
  else
    add_value(chart, name, value ? *value : tr_make_undefined());
}

void tr_chart_params(tr_chart *chart, const tr_value *spec) {
  static const char *const lists[] = {"layer", "hconcat", "vconcat", "concat"};
  const tr_value *params = tr_get(spec, "params"), *older = tr_get(spec, "selection"),
                 *signals = tr_get(spec, "signals");
  for (uint32_t i = 0; tr_is(signals, TR_ARRAY) && i < signals->n; i++) add_signal(chart, &signals->items[i]);
  for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++) add_param(chart, &params->items[i]);
  for (uint32_t i = 0; tr_get(spec, "mark") && tr_is(older, TR_OBJECT) && i < older->n; i++)
    add_value(chart, older->members[i].name, tr_make_object(NULL, 0));
  if (tr_get(spec, "spec")) tr_chart_params(chart, tr_get(spec, "spec"));
  for (int i = 0; i < 4; i++) {
    const tr_value *views = tr_get(spec, lists[i]);
    for (uint32_t k = 0; tr_is(views, TR_ARRAY) && k < views->n; k++)
      tr_chart_params(chart, &views->items[k]);
  }
}

/* --- Asking ------------------------------------------------------------------------------------------------
 */

static bool is_current(const tr_chart *chart, const expression *x) {
  return x->is_set && !x->moves && x->size[0] == chart->width && x->size[1] == chart->height;
}

/* What asks a parameter that asks scales, asks scales. */
static void inherit_moves(const tr_chart *chart, expression *x) {
  const tr_str *names;
  size_t n = tr_expr_names(x->e, &names);
  for (size_t i = 0; i < n; i++) {
    const expression *other = tr_map_get(&chart->exprs, names[i]);
    if (other && other->moves) x->moves = true;
  }
}

static void work_out(tr_chart *chart, tr_str name, expression *x) {
  tr_datum none = {0};
  if (x->under_way) {
    tr_error(chart->ctx, TR_INPUT, x->at, "take one of the references out",
             "parameter \"%.*s\" depends on itself", TR_FMT(name));
    x->moves = false;
    return;
  }
  x->under_way = true;
  size_t errors = chart->ctx->n_errors;
  x->value = tr_make_null();
  if (!tr_expr_eval(chart->ctx, x->e, &chart->scope, &none, chart->ctx->doc, &x->value) ||
      chart->ctx->n_errors > errors)
    x->value = tr_make_null();
  inherit_moves(chart, x);
  if (chart->ctx->n_errors > errors) x->moves = false; /* reported once */
  x->under_way = false;
  x->is_set = true;
  x->size[0] = chart->width;
  x->size[1] = chart->height;
}

const tr_value *tr_chart_param(tr_chart *chart, tr_str name) {
  expression *x = tr_map_get(&chart->exprs, name);
  if (!x) return tr_map_get(&chart->params, name);
  if (!is_current(chart, x)) work_out(chart, name, x);
  return &x->value;
}

void tr_chart_params_changed(tr_chart *chart) {
  for (size_t i = 0; i < chart->exprs.n; i++) {
    expression *x = tr_map_get(&chart->exprs, chart->exprs.items[i].key);
    if (x) x->is_set = false;
  }
}
