#include "chart/selection-priv.h"

#include "data/table.h"
#include "transform/transform.h"

/* Animations: what is drawn is the first frame. A selection by the timer chooses the rows with the first
   value of channel `time`; its filter is for marks alone, so that scales are made for all frames (Vega-Lite's
   selection/point.ts). */

bool tr_is_timer(const tr_value *param) {
  const tr_value *on = tr_get(tr_get(param, "select"), "on");
  return tr_str_is(tr_string(on), "timer") || tr_str_is(tr_get_string(on, "type", (tr_str){0}), "timer");
}

static const tr_value *first_given(const tr_value *time) {
  const tr_value *lists[] = {tr_get(tr_get(time, "scale"), "domain"), tr_get(time, "sort")};
  for (int i = 0; i < 2; i++)
    if (tr_is(lists[i], TR_ARRAY) && lists[i]->n > 0) return &lists[i]->items[0];
  return NULL;
}

/* The first value in the order of the channel's scale. */
static bool first_of(tr_chart *chart, const tr_value *time, const tr_table *t, tr_value *out) {
  const tr_value *given = first_given(time);
  if (given) {
    *out = *given;
    return true;
  }
  tr_column c = tr_field_column(chart->ctx, t, tr_get_string(time, "field", (tr_str){0}));
  bool descending = tr_str_is(tr_string(tr_get(time, "sort")), "descending"), found = false;
  for (size_t i = 0; i < c.n; i++) {
    tr_value v = tr_cell(&c, i);
    if (tr_is_nil(&v)) continue;
    int order = found ? tr_compare(&v, out) : 0;
    if (found && (descending ? order <= 0 : order >= 0)) continue;
    *out = v;
    found = true;
  }
  return found;
}

static bool mentions(const tr_value *v, tr_str name) {
  if (tr_str_eq(tr_get_string(v, "param", (tr_str){0}), name)) return true;
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++)
    if (mentions(&v->items[i], name)) return true;
  for (uint32_t i = 0; tr_is(v, TR_OBJECT) && i < v->n; i++)
    if (mentions(&v->members[i].value, name)) return true;
  return false;
}

static bool is_filtered(const tr_view *view, tr_str name) {
  for (; view; view = view->parent) {
    const tr_value *steps = tr_get(view->spec, "transform");
    for (uint32_t i = 0; tr_is(steps, TR_ARRAY) && i < steps->n; i++)
      if (mentions(tr_get(&steps->items[i], "filter"), name)) return true;
  }
  return false;
}

static const tr_table *selected(tr_chart *chart, tr_str name, const tr_table *t) {
  uint8_t *mask = TR_NEW_N(chart->ctx->data, uint8_t, t->n_rows + 1);
  uint32_t *rows = TR_NEW_N(chart->ctx->data, uint32_t, t->n_rows + 1);
  size_t n = 0;
  if (!tr_selection_mask(chart, name, t, mask)) return t;
  for (size_t i = 0; i < t->n_rows; i++)
    if (mask[i]) rows[n++] = (uint32_t)i;
  return tr_table_gather(chart->ctx, t, rows, n);
}

const tr_table *tr_first_frame(tr_view *view, const tr_table *t) {
  const tr_value *params = tr_get(view->spec, "params"),
                 *time = tr_get(tr_get(view->spec, "encoding"), "time");
  for (uint32_t i = 0; time && tr_is(params, TR_ARRAY) && i < params->n; i++) {
    tr_value first;
    tr_str name = tr_get_string(&params->items[i], "name", (tr_str){0});
    if (!tr_is_timer(&params->items[i]) || !first_of(view->chart, time, t, &first)) continue;
    tr_selection_set(view->chart, name, &first);
    if (is_filtered(view, name)) t = selected(view->chart, name, t);
  }
  return t;
}
