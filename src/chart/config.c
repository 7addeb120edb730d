#include "chart/chart-priv.h"

#include <math.h>

const tr_value *tr_config(const tr_chart *chart, const char *section, const char *name) {
  return tr_config_get(&chart->config, section, name);
}

tr_value tr_chart_value(tr_chart *chart, const tr_value *v) {
  if (!v) return tr_make_undefined();
  const tr_value *text = tr_get(v, "expr") ? tr_get(v, "expr") : tr_get(v, "signal");
  if (!tr_is(text, TR_STRING)) return *v;
  const tr_expr *e = tr_expr_parse(chart->ctx, tr_string(text), tr_pos_of(text), &chart->scope);
  tr_datum none = {0};
  tr_value out;
  if (!e || !tr_expr_eval(chart->ctx, e, &chart->scope, &none, chart->ctx->doc, &out))
    return tr_make_undefined();
  return out;
}

double tr_chart_number(tr_chart *chart, const tr_value *v, double fallback) {
  tr_value out = tr_chart_value(chart, v);
  return out.kind == TR_NUMBER && !isnan(out.number) ? out.number : fallback;
}

/* Styles of a mark: its type's, then its own. */
static const tr_value *style_config(const tr_view *view, const char *name) {
  const tr_value *config = &view->chart->config, *styles = tr_get(&view->mark_def, "style");
  const tr_value *v = tr_config_style(config, styles, name);
  return v ? v : tr_config_style_z(config, view->mark->name, name);
}

const tr_value *tr_mark_style(const tr_view *view, const char *name) {
  const tr_value *v = style_config(view, name);
  return v ? v : tr_config(view->chart, view->mark->name, name);
}

const tr_value *tr_mark_config(const tr_view *view, const char *name, const char *vg) {
  const tr_chart *chart = view->chart;
  const tr_value *v = style_config(view, name);
  if (!v && vg) v = tr_config(chart, view->mark->name, vg);
  if (!v) v = tr_config(chart, view->mark->name, name);
  return v ? v : tr_config(chart, "mark", vg ? vg : name);
}

const tr_value *tr_mark_prop(const tr_view *view, const char *name, const char *vg) {
  const tr_value *v = vg ? tr_get(&view->mark_def, vg) : NULL;
  if (!v) v = tr_get(&view->mark_def, name);
  return v ? v : tr_mark_config(view, name, vg);
}

double tr_mark_number(const tr_view *view, const char *name, double fallback) {
  return tr_chart_number(view->chart, tr_mark_prop(view, name, NULL), fallback);
}

/* --- Sizes of the config ----------------------------------------------------------------------------------
 */

double tr_continuous_size(const tr_chart *chart, bool is_height) {
  const tr_value *v = tr_config(chart, "view", is_height ? "height" : "width");
  if (!v) v = tr_config(chart, "view", is_height ? "continuousHeight" : "continuousWidth");
  return tr_is(v, TR_NUMBER) ? v->number : 300;
}

tr_size tr_discrete_size(const tr_chart *chart, bool is_height) {
  const tr_value *v = tr_config(chart, "view", is_height ? "height" : "width");
  if (!v) v = tr_config(chart, "view", is_height ? "discreteHeight" : "discreteWidth");
  if (tr_is(v, TR_NUMBER)) return (tr_size){.kind = TR_SIZE_PX, .px = v->number};
  const tr_value *step = tr_get(v, "step");
  if (!step) step = tr_config(chart, "view", "step");
  return (tr_size){.kind = TR_SIZE_STEP, .step = tr_is(step, TR_NUMBER) ? step->number : 20};
}

double tr_discrete_step(const tr_chart *chart, bool is_height) {
  tr_size size = tr_discrete_size(chart, is_height);
  return size.kind == TR_SIZE_STEP ? size.step : 20;
}
