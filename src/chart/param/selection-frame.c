#include "chart/param/selection-priv.h"
#include "chart/scale/scale-priv.h"

#include "data/table.h"
#include "transform/transform.h"

/* Animations: what is drawn is the first frame. A selection by the timer chooses the rows with the first
   value of channel `time`; its filter is for marks alone, so that scales are made for all frames (Vega-Lite's
   selection/point.ts). */

bool tr_is_timer(const tr_value *param) {
  const tr_value *on = tr_get(tr_get(param, "select"), "on");
  return tr_str_is(tr_string(on), "timer") || tr_str_is(tr_get_string(on, "type", (tr_str){0}), "timer");
}

/* The first value of the channel's domain. */
static bool first_of(tr_view *view, tr_value *out) {
  tr_scale_cmp *c = tr_view_scale(view, TR_ENC_TIME);
  tr_scale_spec spec = {0};
  if (!c || !tr_discrete_domain(view->chart->ctx, c, &spec) || spec.n_domain == 0) return false;
  *out = spec.domain[0];
  return true;
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

static const tr_value *clock_of(const tr_view *view) {
  for (; view; view = view->parent) {
    const tr_value *params = tr_get(view->spec, "params");
    for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++)
      if (tr_is_timer(&params->items[i])) return &params->items[i];
  }
  return NULL;
}

const tr_table *tr_first_frame(tr_view *view, const tr_table *t) {
  const tr_def *d = tr_def_field(view->enc[TR_ENC_TIME]);
  const tr_value *clock = d ? clock_of(view) : NULL;
  tr_str name = tr_get_string(clock, "name", (tr_str){0});
  tr_value first;
  view->data.frames = NULL;
  if (!d) return t;
  bool has_frames = clock && first_of(view, &first);
  if (has_frames) tr_selection_set(view->chart, name, &first);
  if (!clock || !is_filtered(view, name)) {
    tr_warn(view->chart->ctx, TR_INPUT, tr_pos_of(d->v),
            "give `params` a point selection with \"on\": \"timer\" and filter by it",
            "channel time makes no frames without a filter by a timer; all rows are drawn");
    return t;
  }
  if (!has_frames || tr_view_has_series(view)) return t; /* as Vega-Lite: series show all frames */
  view->data.frames = t;
  return selected(view->chart, name, t);
}
