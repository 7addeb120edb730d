#include "chart/param/scope-priv.h"
#include "chart/param/selection-priv.h"
#include "data/table.h"

#include <math.h>

/* Names and functions that expressions find in a chart: parameters, sizes, scales. Those of views in views
   begin with the view's name, as in Vega-Lite's model.ts: "concat_1_width", "child_x". */

/* --- Views by name -----------------------------------------------------------------------------------------
 */

static tr_str step_name(const tr_view *parent, size_t i, tr_arena *arena) {
  switch (parent->kind) {
  case TR_VIEW_FACET: return TR_S("child");
  case TR_VIEW_CONCAT: return tr_printf(arena, "concat_%zu", i);
  case TR_VIEW_LAYER: return tr_printf(arena, "layer_%zu", i);
  case TR_VIEW_UNIT: break;
  }
  return (tr_str){0};
}

/* The view in VIEW, whose name is OWN, that is called NAME. */
static tr_view *view_named(tr_view *view, tr_str own, tr_str name) {
  tr_arena *arena = view->chart->ctx->scene;
  if (tr_str_eq(own, name)) return view;
  for (size_t i = 0; i < view->n_children; i++) {
    tr_view *child = view->children[i];
    tr_str step = step_name(view, i, arena), full = child->name;
    if (full.n == 0) full = own.n ? tr_printf(arena, "%.*s_%.*s", TR_FMT(own), TR_FMT(step)) : step;
    tr_view *found = view_named(child, full, name);
    if (found) return found;
  }
  return NULL;
}

/* The view of "VIEW_LAST", and LAST. The whole has no name before its own. */
static tr_view *view_of(const tr_chart *chart, tr_str text, tr_str *last) {
  size_t at = text.n;
  while (at > 0 && text.p[at - 1] != '_') at--;
  *last = tr_str_sub(text, at, text.n);
  if (!chart->root || at == 0) return chart->root;
  return view_named(chart->root, chart->root->name, tr_str_sub(text, 0, at - 1));
}

/* --- Sizes -------------------------------------------------------------------------------------------------
 */

static bool size_named(const tr_chart *chart, tr_str name, double *out) {
  tr_str last;
  const tr_view *view = view_of(chart, name, &last);
  bool height = tr_str_is(last, "height");
  if (!height && !tr_str_is(last, "width")) return false;
  if (last.n < name.n) {
    if (!view || !tr_view_is_plot(view)) return false;
    *out = view->px[height];
    return true;
  }
  *out = height ? chart->height : chart->width;
  if (!view || !tr_view_is_composed(view)) return true;
  *out = tr_view_shared_size(view, height);
  if (isnan(*out)) *out = 0; /* Vega's own, that nothing sets */
  return true;
}

static bool name_of(void *self, tr_str name, tr_value *out) {
  tr_chart *chart = self;
  double size;
  const tr_value *v = tr_chart_param(chart, name);
  if (v)
    *out = *v;
  else if (size_named(chart, name, &size))
    *out = tr_make_number(size);
  else
    return false;
  return true;
}

/* --- Scales ------------------------------------------------------------------------------------------------
 */

static const tr_scale *scale_in(const tr_view *view, tr_enc enc) {
  if (view->scales[enc] && view->scales[enc]->scale) return view->scales[enc]->scale;
  for (size_t i = 0; i < view->n_children; i++) {
    const tr_scale *s = scale_in(view->children[i], enc);
    if (s) return s;
  }
  return NULL;
}

/* "x": that of the plot under way, and of the whole before there is one. */
static const tr_scale *scale_named(const tr_chart *chart, const tr_value *name) {
  tr_str last;
  const tr_view *view = view_of(chart, tr_string(name), &last);
  tr_enc enc = tr_enc_find(last);
  if (!view || enc == TR_ENC_COUNT) return NULL;
  bool plain = last.n == tr_string(name).n;
  const tr_scale_cmp *c = tr_view_scale(plain && chart->plot ? chart->plot : view, enc);
  return c && c->scale ? c->scale : scale_in(view, enc);
}

static tr_value domain_of(const tr_scale *s) {
  const tr_value *values;
  size_t n = tr_scale_domain(s, &values);
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

/* --- Data --------------------------------------------------------------------------------------------------
 */

/* Rows of a table by its name. The store of a selection has a row for each of its first values; of those
   only how many there are is known. */
static bool data_of(tr_chart *chart, tr_str name, tr_value *out) {
  tr_arena *arena = chart->ctx->scene;
  tr_str store = TR_S("_store");
  size_t n = 0;
  *out = tr_make_array(NULL, 0);
  const tr_table *t = tr_map_get(&chart->tables, name);
  bool is_store = name.n > store.n && tr_str_eq(tr_str_sub(name, name.n - store.n, name.n), store);
  if (!t && !(is_store && tr_selection_count(chart, tr_str_sub(name, 0, name.n - store.n), &n))) return false;
  if (t) n = t->n_rows;
  tr_value *rows = TR_NEW_N(arena, tr_value, n);
  tr_work(chart->ctx, (double)n);
  for (size_t i = 0; i < n; i++) rows[i] = t ? tr_row(arena, t, i) : tr_make_object(NULL, 0);
  *out = tr_make_array(rows, (uint32_t)n);
  return true;
}

static bool call(void *self, tr_str function, const tr_value *args, size_t n, tr_value *out) {
  tr_chart *chart = self;
  if (tr_str_is(function, "data")) return n > 0 && data_of(chart, tr_string(&args[0]), out);
  static const char *const names[] = {"scale", "invert", "bandwidth", "domain", "range"};
  size_t f = 0;
  while (f < 5 && !tr_str_is(function, names[f])) f++;
  if (f == 5) return false;
  const tr_scale *s = n > 0 ? scale_named(chart, &args[0]) : NULL;
  *out = f == 2 ? tr_make_number(0) : f > 2 ? tr_make_array(NULL, 0) : tr_make_undefined();
  if (!s) return true;
  if (f == 0 && n > 1) {
    *out = tr_scale_value(chart->ctx, s, &args[1]);
  } else if (f == 1 && n > 1) {
    *out = tr_scale_invert(s, tr_to_number(&args[1]));
  } else if (f == 2) {
    *out = tr_make_number(tr_scale_bandwidth(s));
  } else if (f == 3) {
    *out = domain_of(s);
  } else if (f == 4) {
    *out = range_of(chart, s);
  }
  return true;
}

void tr_chart_scope(tr_chart *chart) {
  chart->exprs = tr_map_of(chart->ctx->doc);
  chart->scope = (tr_scope){.self = chart, .name = name_of, .call = call, .env = &chart->env};
}
