#include "chart/scale-priv.h"

#include <math.h>

/* Names and functions that expressions find in a chart: parameters, the view's size, scales. */

static bool name_of(void *self, tr_str name, tr_value *out) {
  tr_chart *chart = self;
  const tr_value *v = tr_map_get(&chart->params, name);
  if (v) {
    *out = *v;
    return true;
  }
  if (tr_str_is(name, "width") || tr_str_is(name, "height")) {
    *out = tr_make_number(tr_str_is(name, "width") ? chart->width : chart->height);
    return true;
  }
  return false;
}

static const tr_scale *scale_in(const tr_view *view, tr_enc enc) {
  if (view->scales[enc] && view->scales[enc]->scale) return view->scales[enc]->scale;
  for (size_t i = 0; i < view->n_children; i++) {
    const tr_scale *s = scale_in(view->children[i], enc);
    if (s) return s;
  }
  return NULL;
}

static const tr_scale *scale_named(const tr_chart *chart, const tr_value *name) {
  tr_enc enc = tr_enc_find(tr_string(name));
  return enc == TR_ENC_COUNT || !chart->root ? NULL : scale_in(chart->root, enc);
}

static tr_value domain_of(tr_chart *chart, const tr_scale *s) {
  const tr_value *values;
  size_t n = tr_scale_domain(s, &values);
  (void)chart;
  return tr_make_array(values, n);
}

static tr_value range_of(tr_chart *chart, const tr_scale *s) {
  double ends[2];
  tr_value *items = TR_NEW_N(chart->ctx->scene, tr_value, 2);
  tr_scale_range(s, ends);
  items[0] = tr_make_number(ends[0]);
  items[1] = tr_make_number(ends[1]);
  return tr_make_array(items, 2);
}

static bool call(void *self, tr_str function, const tr_value *args, size_t n, tr_value *out) {
  tr_chart *chart = self;
  static const char *const names[] = {"scale", "invert", "bandwidth", "domain", "range"};
  size_t f = 0;
  while (f < 5 && !tr_str_is(function, names[f])) f++;
  if (f == 5) return false;
  const tr_scale *s = n > 0 ? scale_named(chart, &args[0]) : NULL;
  *out = f == 2 ? tr_make_number(0) : tr_make_undefined();
  if (!s) return true;
  if (f == 0 && n > 1) {
    *out = tr_scale_value(chart->ctx, s, &args[1]);
  } else if (f == 1 && n > 1) {
    *out = tr_scale_invert(s, tr_to_number(&args[1]));
  } else if (f == 2) {
    *out = tr_make_number(tr_scale_bandwidth(s));
  } else if (f == 3) {
    *out = domain_of(chart, s);
  } else if (f == 4) {
    *out = range_of(chart, s);
  }
  return true;
}

static void add_param(tr_chart *chart, const tr_value *p) {
  tr_str name = tr_get_string(p, "name", (tr_str){0});
  const tr_value *value = tr_get(p, "value"), *expr = tr_get(p, "expr");
  tr_value *v = TR_NEW(chart->ctx->doc, tr_value);
  *v = tr_make_undefined();
  if (tr_get(p, "select")) {
    *v = tr_make_object(NULL, 0);
  } else if (value) {
    *v = tr_chart_value(chart, value);
  } else if (tr_is(expr, TR_STRING)) {
    tr_value object = tr_make_object((tr_member[]){{.name = TR_S("expr"), .value = *expr}}, 1);
    *v = tr_chart_value(chart, &object);
  }
  if (v->kind == TR_UNDEFINED) *v = tr_make_null();
  if (name.n > 0) tr_map_put(&chart->params, name, v);
}

/* The older name of selections. */
static void add_selections(tr_chart *chart, const tr_value *selections) {
  for (uint32_t i = 0; tr_is(selections, TR_OBJECT) && i < selections->n; i++) {
    tr_value *none = TR_NEW(chart->ctx->doc, tr_value);
    *none = tr_make_object(NULL, 0);
    tr_map_put(&chart->params, selections->members[i].name, none);
  }
}

void tr_chart_params(tr_chart *chart, const tr_value *spec) {
  static const char *const lists[] = {"layer", "hconcat", "vconcat", "concat"};
  const tr_value *params = tr_get(spec, "params"), *inner = tr_get(spec, "spec");
  for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++) add_param(chart, &params->items[i]);
  add_selections(chart, tr_get(spec, "selection"));
  if (inner) tr_chart_params(chart, inner);
  for (int i = 0; i < 4; i++) {
    const tr_value *views = tr_get(spec, lists[i]);
    for (uint32_t k = 0; tr_is(views, TR_ARRAY) && k < views->n; k++)
      tr_chart_params(chart, &views->items[k]);
  }
}

void tr_chart_scope(tr_chart *chart) {
  chart->scope = (tr_scope){.self = chart, .name = name_of, .call = call, .env = &chart->env};
}
