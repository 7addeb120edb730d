#include "mark/mark-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

static void draw_run(const tr_mark_env *env, const tr_items *it, tr_run run, tr_group *parent,
                     tr_bounds *bounds, tr_bounds *each) {
  size_t n = run.to - run.from;
  tr_marks *m = tr_marks_for(env, it, run, TR_MARKS_RULE, false);
  double *x = tr_column_new(env, n), *y = tr_column_new(env, n), *x2 = tr_column_new(env, n),
         *y2 = tr_column_new(env, n);
  for (size_t k = 0; k < n; k++) {
    size_t i = tr_item_at(it, run.from + k);
    x[k] = tr_item_number(it, TR_CH_X, i, 0);
    y[k] = tr_item_number(it, TR_CH_Y, i, 0);
    x2[k] = tr_item_number(it, TR_CH_X2, i, x[k]);
    y2[k] = tr_item_number(it, TR_CH_Y2, i, y[k]);
    tr_bounds b = tr_bounds_of(x[k], y[k], x2[k], y2[k]);
    tr_bounds_stroke(&b, it, i, false);
    tr_bounds_union(bounds, &b);
    if (each) each[run.from + k] = b;
  }
  m->x.each = x;
  m->y.each = y;
  m->x2.each = x2;
  m->y2.each = y2;
  tr_group_add(parent, &m->node);
}

void tr_draw_rules(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                   tr_bounds *each) {
  for (size_t from = 0; from < tr_items_drawn(it);) {
    tr_run run = tr_run_from(it, from);
    draw_run(env, it, run, parent, bounds, each);
    from = run.to;
  }
}

const tr_mark_type tr_mark_rule = {.name = "rule",
                                   .help = "line segments, or lines across the view",
                                   .props = props,
                                   .draw = tr_draw_rules,
                                   .section = "rule"};
