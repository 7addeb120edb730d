#include "guide/guide-priv.h"

#include <math.h>

static const tr_value *boxed(const tr_guide_env *g, tr_value v) {
  tr_value *out = TR_NEW(g->ctx->scene, tr_value);
  *out = v;
  return tr_is_nil(out) ? NULL : out;
}

static const tr_value *evaluated(const tr_guide_env *g, const tr_value *text, const tr_value *datum) {
  const tr_expr *e = tr_expr_parse(g->ctx, tr_string(text), tr_pos_of(text), g->scope);
  tr_datum d = {.object = datum};
  tr_value v;
  if (!e || !tr_expr_eval(g->ctx, e, g->scope, &d, g->ctx->scene, &v)) return NULL;
  return boxed(g, v);
}

static const tr_value *conditional(const tr_guide_env *g, const tr_value *v, const tr_value *datum) {
  const tr_value *conditions = tr_get(v, "condition");
  size_t n = tr_is(conditions, TR_ARRAY) ? conditions->n : 1;
  for (size_t i = 0; i < n; i++) {
    const tr_value *c = tr_is(conditions, TR_ARRAY) ? &conditions->items[i] : conditions;
    const tr_value *test = tr_get(c, "test");
    if (test && g->test && g->test(g->self, test, datum))
      return tr_get(c, "expr") ? evaluated(g, tr_get(c, "expr"), datum) : tr_get(c, "value");
  }
  return tr_get(v, "expr") ? evaluated(g, tr_get(v, "expr"), datum) : tr_get(v, "value");
}

const tr_value *tr_guide_value(const tr_guide_env *g, const tr_value *v, const tr_value *datum) {
  if (tr_is(v, TR_OBJECT)) {
    if (tr_get(v, "condition")) return conditional(g, v, datum);
    const tr_value *expr = tr_get(v, "expr") ? tr_get(v, "expr") : tr_get(v, "signal");
    if (tr_is(expr, TR_STRING)) return evaluated(g, expr, datum);
  }
  return tr_is_nil(v) ? NULL : v;
}

double tr_guide_number(const tr_guide_env *g, const tr_value *v, const tr_value *datum, double fallback) {
  v = tr_guide_value(g, v, datum);
  return tr_is(v, TR_NUMBER) && !isnan(v->number) ? v->number : fallback;
}

bool tr_guide_bool(const tr_guide_env *g, const tr_value *v, const tr_value *datum, bool fallback) {
  v = tr_guide_value(g, v, datum);
  return v ? tr_truthy(v) : fallback;
}

tr_str tr_guide_string(const tr_guide_env *g, const tr_value *v, const tr_value *datum, tr_str fallback) {
  v = tr_guide_value(g, v, datum);
  return tr_is(v, TR_STRING) ? tr_string(v) : fallback;
}

tr_paint tr_guide_paint(const tr_guide_env *g, const tr_value *v, const tr_value *datum) {
  tr_color c;
  v = tr_guide_value(g, v, datum);
  if (tr_is(v, TR_STRING) && tr_color_parse(tr_string(v), &c) && !(c.a > 0)) return tr_paint_none();
  return tr_paint_from(g->ctx, v);
}

void tr_guide_add(const tr_guide_env *g, const tr_value *zindex, tr_group *parent, tr_node *node) {
  bool in_front = g->front && tr_is(zindex, TR_NUMBER) && zindex->number != 0 && !isnan(zindex->number);
  if (in_front)
    *(tr_guide_front *)tr_vec_push(g->front) = (tr_guide_front){zindex->number, node};
  else
    tr_group_add(parent, node);
}

void tr_guide_draw_front(tr_vec *front, tr_group *group) {
  tr_guide_front *items = front->items;
  for (size_t i = 1; i < front->n; i++) {
    tr_guide_front one = items[i];
    size_t at = i;
    for (; at > 0 && items[at - 1].zindex > one.zindex; at--) items[at] = items[at - 1];
    items[at] = one;
  }
  for (size_t i = 0; i < front->n; i++) tr_group_add(group, items[i].node);
}

bool tr_orient_parse(tr_str s, tr_orient *out) {
  static const char *const names[] = {"left", "right", "top", "bottom"};
  for (int i = 0; i < 4; i++) {
    if (!tr_str_is(s, names[i])) continue;
    *out = (tr_orient)i;
    return true;
  }
  return false;
}
