#include "chart/normalize/normalize-priv.h"

/* Selections of composed views go down to the units in them: to all, or to those that `views` names
   (Vega-Lite's toplevelselection.ts). */

static const char *const lists[] = {"layer", "hconcat", "vconcat", "concat"};

/* The views around, from the outermost. */
typedef struct path {
  const struct path *above;
  tr_str name;
} path;

typedef struct shared {
  const tr_value *param;
  bool used;
} shared;

typedef struct descent {
  tr_ctx *ctx;
  tr_vec selections; /* of shared: all that were met on the way */
} descent;

/* --- Whom a selection is for -------------------------------------------------------------------------------
 */

/* Its place among the views around, 0 for the innermost; SIZE_MAX: it is none of them. */
static size_t place_of(const path *p, tr_str name) {
  for (size_t i = 0; p; p = p->above, i++)
    if (p->name.n > 0 && tr_str_eq(p->name, name)) return i;
  return SIZE_MAX;
}

/* NAMES stand around the unit, one within the other. */
static bool is_way(const path *p, const tr_value *names) {
  size_t last = SIZE_MAX;
  for (uint32_t i = 0; i < names->n; i++) {
    size_t place = place_of(p, tr_string(&names->items[i]));
    if (place == SIZE_MAX || place >= last) return false;
    last = place;
  }
  return true;
}

static bool is_for(const path *p, const tr_value *param) {
  const tr_value *views = tr_get(param, "views");
  if (!tr_is(views, TR_ARRAY) || views->n == 0) return true;
  for (uint32_t i = 0; i < views->n; i++) {
    const tr_value *v = &views->items[i];
    if (tr_is(v, TR_ARRAY) ? is_way(p, v) : place_of(p, tr_string(v)) != SIZE_MAX) return true;
  }
  return false;
}

/* --- On the way down ---------------------------------------------------------------------------------------
 */

static tr_value unit(descent *d, const tr_value *view, const path *p) {
  const tr_value *own = tr_get(view, "params");
  tr_vec params = tr_vec_of(d->ctx->doc, sizeof(tr_value));
  for (uint32_t i = 0; tr_is(own, TR_ARRAY) && i < own->n; i++) tr_list_add(&params, own->items[i]);
  for (size_t i = 0; i < d->selections.n; i++) {
    shared *s = tr_vec_at(&d->selections, i);
    if (!is_for(p, s->param)) continue;
    s->used = true;
    tr_list_add(&params, *s->param);
  }
  return params.n > 0 ? tr_with(d->ctx->doc, view, "params", tr_list_value(&params)) : *view;
}

/* Takes the selections out of a composed view; variables stay. */
static tr_value without_selections(descent *d, const tr_value *view) {
  const tr_value *params = tr_get(view, "params");
  if (!tr_is(params, TR_ARRAY)) return *view;
  tr_vec variables = tr_vec_of(d->ctx->doc, sizeof(tr_value));
  for (uint32_t i = 0; i < params->n; i++) {
    if (!tr_get(&params->items[i], "select")) {
      tr_list_add(&variables, params->items[i]);
      continue;
    }
    shared *s = tr_vec_push(&d->selections);
    s->param = &params->items[i];
  }
  tr_value list = tr_list_value(&variables);
  list.file = params->file;
  list.offset = params->offset;
  return tr_with(d->ctx->doc, view, "params", list);
}

static tr_value down(descent *d, const tr_value *view, const path *above) {
  path here = {above, tr_get_string(view, "name", (tr_str){0})};
  if (tr_get(view, "mark")) return unit(d, view, &here);
  tr_value out = without_selections(d, view);
  const tr_value *spec = tr_get(view, "spec");
  if (spec) tr_put(d->ctx, &out, "spec", down(d, spec, &here));
  for (int i = 0; i < 4; i++) {
    const tr_value *list = tr_get(view, lists[i]);
    if (!tr_is(list, TR_ARRAY)) continue;
    tr_value *views = TR_NEW_N(d->ctx->doc, tr_value, list->n + 1), all;
    for (uint32_t k = 0; k < list->n; k++) views[k] = down(d, &list->items[k], &here);
    all = tr_make_array(views, list->n);
    all.file = list->file;
    all.offset = list->offset;
    tr_put(d->ctx, &out, lists[i], all);
  }
  return out;
}

const tr_value *tr_normalize_params(tr_ctx *ctx, const tr_value *spec) {
  descent d = {.ctx = ctx, .selections = tr_vec_of(ctx->doc, sizeof(shared))};
  tr_value out = down(&d, spec, NULL);
  for (size_t i = 0; i < d.selections.n; i++) {
    const shared *s = tr_vec_at(&d.selections, i);
    if (!s->used)
      tr_warn(ctx, TR_INPUT, tr_pos_of(tr_get(s->param, "views")),
              "the `name` of a view, or of one around it",
              "none of these views is there; the selection is left out");
  }
  return d.selections.n > 0 ? tr_norm_keep(ctx, out) : spec;
}
