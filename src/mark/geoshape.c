#include "mark/mark-priv.h"

/* Shapes of a map: outlines that a projection made. */

static tr_bounds bounds_of(const tr_items *it, size_t i) {
  tr_bounds b = tr_bounds_none();
  if (!tr_outline_bounds(&it->outlines[i], &b)) return tr_bounds_none();
  tr_bounds_stroke(&b, it, i, true);
  tr_bounds_move(&b, tr_item_number(it, TR_CH_X, i, 0), tr_item_number(it, TR_CH_Y, i, 0));
  return b;
}

static void draw_run(const tr_mark_env *env, const tr_items *it, tr_run run, tr_group *parent,
                     tr_bounds *bounds, tr_bounds *each) {
  size_t n = run.to - run.from;
  tr_marks *m = tr_marks_for(env, it, run, TR_MARKS_PATH, true);
  tr_path *paths = TR_NEW_N(env->ctx->scene, tr_path, n);
  double *x = tr_column_new(env, n), *y = tr_column_new(env, n);
  for (size_t k = 0; k < n; k++) {
    size_t i = tr_item_at(it, run.from + k);
    paths[k] = it->outlines[i];
    x[k] = tr_item_number(it, TR_CH_X, i, 0);
    y[k] = tr_item_number(it, TR_CH_Y, i, 0);
    tr_bounds b = bounds_of(it, i);
    if (paths[k].n_points > 0) tr_bounds_union(bounds, &b);
    if (each) each[run.from + k] = b;
  }
  m->path.each = paths;
  m->x.each = x;
  m->y.each = y;
  tr_group_add(parent, &m->node);
}

static void draw(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                 tr_bounds *each) {
  if (!it->outlines) return;
  for (size_t from = 0; from < tr_items_drawn(it);) {
    tr_run run = tr_run_from(it, from);
    draw_run(env, it, run, parent, bounds, each);
    from = run.to;
  }
}

static const tr_prop props[] = {{NULL}};

const tr_mark_type tr_mark_geoshape = {
    .name = "geoshape", .help = "shapes of a map", .props = props, .draw = draw, .section = "shape"};
