#include "guide/axis-priv.h"

#include <float.h>
#include <math.h>

/* --- Ticks -----------------------------------------------------------------------------------------------
 */

static const tr_value *prop(const axis_build *b, const char *name) {
  return tr_axis_prop(b->g, b->axis, name);
}

static double number(const axis_build *b, const char *name, double fallback) {
  return tr_guide_number(b->g, prop(b, name), NULL, fallback);
}

static bool flag(const axis_build *b, const char *name) {
  return tr_guide_bool(b->g, prop(b, name), NULL, false);
}

tr_tick_count tr_guide_tick_count(const tr_guide_env *g, const tr_value *count, const tr_value *min_step,
                                  double fallback) {
  tr_tick_count out = {.count = fallback, .min_step = tr_guide_number(g, min_step, NULL, NAN)};
  const tr_value *v =
      tr_is(count, TR_OBJECT) && tr_get(count, "interval") ? count : tr_guide_value(g, count, NULL);
  if (tr_is(v, TR_NUMBER)) out.count = v->number;
  if (tr_is(v, TR_STRING)) out.interval = tr_string(v);
  if (tr_is(v, TR_OBJECT)) {
    out.interval = tr_get_string(v, "interval", (tr_str){0});
    out.step = tr_get_number(v, "step", 1);
  }
  return out;
}

static tr_value tick_datum(const axis_build *b, const axis_tick *t) {
  tr_member *m = TR_NEW_N(b->g->ctx->scene, tr_member, 3);
  m[0] = (tr_member){.name = TR_S("value"), .value = t->value};
  m[1] = (tr_member){.name = TR_S("label"), .value = tr_make_string(t->label)};
  m[2] = (tr_member){.name = TR_S("index"), .value = tr_make_number(t->index)};
  return tr_make_object(m, 3);
}

static size_t tick_values(axis_build *b, const tr_tick_count *count, tr_value **values, bool *given) {
  const tr_scale *s = b->axis->scale;
  const tr_value *list = tr_guide_value(b->g, tr_get(b->axis->props, "values"), NULL);
  *given = tr_is(list, TR_ARRAY);
  if (!*given) return tr_scale_ticks(b->g->ctx, s, count, values);
  return tr_scale_valid_ticks(b->g->ctx, s, count, list->items, list->n, values);
}

static const tr_tick_format *label_format(axis_build *b, const tr_tick_count *count, bool given) {
  const tr_value *format = tr_guide_value(b->g, prop(b, "format"), NULL);
  tr_tick_format_spec spec = {.specifier = tr_string(format),
                              .is_given = tr_is(format, TR_STRING),
                              .multi = tr_is(format, TR_OBJECT) ? format : NULL,
                              .type = tr_guide_string(b->g, prop(b, "formatType"), NULL, (tr_str){0}),
                              .no_skip = given,
                              .at = format ? tr_pos_of(format) : b->axis->at};
  return tr_tick_format_new(b->g->ctx, b->g->env, b->axis->scale, count, &spec);
}

/* A value that is a list is written as lines. */
static tr_value lines_of(tr_ctx *ctx, const tr_value *list) {
  tr_value *lines = TR_NEW_N(ctx->scene, tr_value, list->n + 1);
  for (uint32_t i = 0; i < list->n; i++) lines[i] = tr_make_string(tr_to_string(ctx->scene, &list->items[i]));
  return tr_make_array(lines, list->n);
}

/* The label that `labelExpr` makes: text, or lines of text. */
static tr_value label_text(axis_build *b, const axis_tick *t) {
  const tr_value *expr = tr_get(b->axis->props, "labelExpr");
  if (!tr_is(expr, TR_STRING) && tr_is(&t->value, TR_ARRAY)) return lines_of(b->g->ctx, &t->value);
  if (!tr_is(expr, TR_STRING)) return tr_make_string(t->label);
  tr_value object = tr_make_object((tr_member[]){{.name = TR_S("signal"), .value = *expr}}, 1);
  const tr_value *v = tr_guide_value(b->g, &object, &t->datum);
  return v ? *v : tr_make_string((tr_str){"", 0});
}

static void make_ticks(axis_build *b) {
  const tr_value *values = tr_guide_value(b->g, tr_get(b->axis->props, "values"), NULL);
  tr_tick_count count = tr_guide_tick_count(b->g, prop(b, "tickCount"), prop(b, "tickMinStep"),
                                            tr_is(values, TR_ARRAY) ? (double)values->n : 10);
  tr_value *ticks;
  bool given;
  size_t n = tick_values(b, &count, &ticks, &given);
  const tr_tick_format *format = label_format(b, &count, given);
  b->ticks = TR_NEW_N(b->g->ctx->scene, axis_tick, n + 1);
  for (size_t i = 0; i < n; i++) {
    axis_tick *t = &b->ticks[i];
    t->value = ticks[i];
    t->label = tr_tick_label(b->g->ctx, format, &ticks[i]);
    t->index = n > 1 ? (double)i / (double)(n - 1) : 0;
    t->datum = tick_datum(b, t);
    t->text = label_text(b, t);
  }
  b->n = b->n_labels = n;
  if (!b->extra || n == 0) return;
  b->ticks[n] = b->ticks[0]; /* one more, pegged to the start of the first band */
  b->ticks[n].is_extra = true;
  b->n++;
}

/* Place of a tick along the axis, before the axis' own translation. */
static double place(const axis_build *b, const axis_tick *t, double band, double offset, bool rounds) {
  const tr_scale *s = b->axis->scale;
  double at = tr_scale_number(s, &t->value) + (t->is_extra ? 0 : tr_scale_bandwidth(s) * band) + offset;
  if (isnan(at)) at = 0; /* as Vega, where a domain of one value has no extent */
  return rounds ? tr_round_js(at) : at;
}

static void place_ticks(axis_build *b) {
  double label_band = number(b, "labelBandPosition", NAN); /* set by charts alone; takes no offset */
  bool centred = isnan(label_band);
  if (centred) label_band = 0.5;
  bool rounds = flag(b, "tickRound"), has_ticks = flag(b, "ticks");
  for (size_t i = 0; i < b->n; i++) {
    axis_tick *t = &b->ticks[i];
    t->at = place(b, t, b->band, b->offset, rounds);
    double label_offset = b->offset + tr_guide_number(b->g, prop(b, "labelOffset"), &t->datum, 0);
    if (!centred) label_offset = 0;
    t->label_at = place(b, t, label_band, label_offset, false);
    t->size = has_ticks ? tr_guide_number(b->g, prop(b, "tickSize"), &t->datum, 0) : 0;
  }
}

static void read_tick_band(axis_build *b) {
  const tr_value *band = tr_guide_value(b->g, prop(b, "tickBand"), NULL);
  b->offset = number(b, "tickOffset", 0);
  if (tr_is(band, TR_STRING)) {
    b->extra = tr_str_is(tr_string(band), "extent");
    b->band = b->extra ? 1 : 0.5;
    if (b->extra) b->offset = 0;
  } else {
    b->extra = flag(b, "tickExtra");
    b->band = number(b, "bandPosition", 0.5);
  }
}

/* --- Lines -----------------------------------------------------------------------------------------------
 */

static const tr_value *prop_of(const void *self, const char *name) { return prop(self, name); }

/* Ticks as long as they are or, where ENDS are given, grid lines between them; one by one, for their look may
   depend on the tick. */
static void add_lines(axis_build *b, const char *prefix, const char *part, const double *ends,
                      tr_bounds *bounds) {
  tr_mark_env env = tr_guide_marks(b->g);
  bool across = b->is_x;
  for (size_t i = 0; i < b->n; i++) {
    axis_tick *t = &b->ticks[i];
    if (!isfinite(t->at)) continue;
    tr_items it = {.n = 1};
    tr_guide_rule_items(b->g, &it, prefix, prop_of, b, &t->datum);
    tr_items_number(&it, across ? TR_CH_X : TR_CH_Y, t->at);
    tr_items_number(&it, across ? TR_CH_X2 : TR_CH_Y2, t->at);
    tr_items_number(&it, across ? TR_CH_Y : TR_CH_X, ends ? ends[0] : 0);
    tr_items_number(&it, across ? TR_CH_Y2 : TR_CH_X2, ends ? ends[1] : b->sign * t->size);
    tr_guide_encode(b->g, &it, tr_get(b->axis->encode, part), &t->datum);
    tr_draw_rules(&env, &it, b->group, bounds, NULL);
  }
}

static void add_grid(axis_build *b) {
  tr_bounds ignored = tr_bounds_none();
  double ends[2] = {0, b->is_x ? b->axis->height : b->axis->width},
         away = b->sign * tr_guide_number(b->g, tr_get(b->axis->props, "offset"), NULL, 0);
  if (b->axis->grid_scale) tr_scale_range(b->axis->grid_scale, ends);
  /* Seen from the axis' origin: an axis at the bottom or right looks back over the view. */
  for (int i = 0; i < 2; i++) ends[i] = -b->sign * ends[i] - away;
  add_lines(b, "grid", "grid", ends, &ignored);
}

static void add_domain(axis_build *b) {
  tr_mark_env env = tr_guide_marks(b->g);
  tr_bounds ignored = tr_bounds_none();
  double ends[2];
  tr_items it = {.n = 1};
  tr_scale_range(b->axis->scale, ends);
  tr_guide_rule_items(b->g, &it, "domain", prop_of, b, NULL);
  tr_items_number(&it, b->is_x ? TR_CH_X : TR_CH_Y, ends[0]);
  tr_items_number(&it, b->is_x ? TR_CH_X2 : TR_CH_Y2, ends[1]);
  tr_guide_encode(b->g, &it, tr_get(b->axis->encode, "domain"), NULL);
  tr_draw_rules(&env, &it, b->group, &ignored, NULL);
}

/* --- Title -----------------------------------------------------------------------------------------------
 */

static tr_items title_items(axis_build *b, tr_anchor *anchor) {
  tr_items it = {.n = 1};
  double ends[2];
  tr_scale_range(b->axis->scale, ends);
  tr_str where = tr_guide_string(b->g, prop(b, "titleAnchor"), NULL, (tr_str){0});
  *anchor = tr_str_is(where, "start") ? TR_ANCHOR_START
            : tr_str_is(where, "end") ? TR_ANCHOR_END
                                      : TR_ANCHOR_MIDDLE;
  double t = *anchor == TR_ANCHOR_START ? 0 : *anchor == TR_ANCHOR_END ? 1 : 0.5;
  static const char *const aligns[] = {"left", "center", "right"};
  tr_guide_text_items(b->g, &it, "title", prop_of, b, NULL);
  tr_str align = tr_guide_string(b->g, prop(b, "titleAlign"), NULL, tr_str_z(aligns[*anchor]));
  tr_str baseline = b->orient == TR_ORIENT_BOTTOM ? TR_S("top") : TR_S("bottom");
  baseline = tr_guide_string(b->g, prop(b, "titleBaseline"), NULL, baseline);
  tr_items_value(&it, TR_CH_ALIGN, tr_make_string(align));
  tr_items_value(&it, TR_CH_BASELINE, tr_make_string(baseline));
  tr_items_number(&it, TR_CH_ANGLE, number(b, "titleAngle", b->is_x ? 0 : b->sign * 90));
  double along = ends[0] + (ends[1] - ends[0]) * t;
  tr_items_number(&it, TR_CH_X, number(b, "titleX", b->is_x ? along : 0));
  tr_items_number(&it, TR_CH_Y, number(b, "titleY", b->is_x ? 0 : along));
  return it;
}

static bool is_placed_by_hand(axis_build *b) {
  const tr_value *own = tr_get(b->axis->encode, "title");
  bool x = tr_guide_value(b->g, prop(b, "titleX"), NULL) || tr_get(own, "x"),
       y = tr_guide_value(b->g, prop(b, "titleY"), NULL) || tr_get(own, "y");
  return x == y ? x : b->is_x ? y : x;
}

/* Draws the title and moves it AWAY from the axis. Bounds are taken before the move, as in Vega: turned text
   often ends on a whole px, to which sizes are rounded up. */
static void draw_title(axis_build *b, const tr_items *it, double away, tr_bounds *bounds) {
  tr_mark_env env = tr_guide_marks(b->g);
  tr_group *drawn = tr_group_new(b->g->ctx);
  tr_bounds box = tr_bounds_none();
  double dx = b->is_x ? 0 : away, dy = b->is_x ? away : 0;
  tr_draw_texts(&env, it, drawn, &box, NULL);
  tr_bounds_move(&box, dx, dy);
  tr_bounds_union(bounds, &box);
  for (tr_node *node = drawn->first, *next; node; node = next) {
    next = node->next;
    node->next = NULL;
    if (node->kind == TR_NODE_TEXT) {
      ((tr_text *)node)->x += dx;
      ((tr_text *)node)->y += dy;
    }
    tr_group_add(b->group, node);
  }
}

/* EXTENT: how far ticks and labels reach. */
static void add_title(axis_build *b, double extent, tr_bounds *bounds) {
  const tr_value *text = tr_guide_value(b->g, tr_get(b->axis->props, "title"), NULL);
  if (!text || !tr_truthy(text) || b->axis->is_grid) return;
  tr_anchor anchor;
  tr_items it = title_items(b, &anchor);
  tr_items_value(&it, TR_CH_TEXT, *text);
  tr_guide_encode(b->g, &it, tr_get(b->axis->encode, "title"), NULL);
  double away = 0;
  if (!is_placed_by_hand(b)) {
    double lines = b->orient == TR_ORIENT_BOTTOM ? 0 : tr_guide_lines_height(b->g, &it);
    away = b->sign * (extent + lines + number(b, "titlePadding", 0));
    tr_items_number(&it, b->is_x ? TR_CH_Y : TR_CH_X, 0);
  }
  draw_title(b, &it, away, bounds);
}

/* --- Layout ----------------------------------------------------------------------------------------------
 */

/* The axis' extent away from the view, px. */
static double extent_of(axis_build *b, const tr_bounds *bounds) {
  double reach = 0;
  switch (b->orient) {
  case TR_ORIENT_TOP: reach = -bounds->y1; break;
  case TR_ORIENT_LEFT: reach = -bounds->x1; break;
  case TR_ORIENT_RIGHT: reach = bounds->x2; break;
  case TR_ORIENT_BOTTOM: reach = bounds->y2; break;
  }
  if (b->axis->is_grid) return 0;
  double most = number(b, "maxExtent", 0);
  if (b->g->wraps) most = DBL_MAX; /* a page's labels are never drawn over */
  return fmax(number(b, "minExtent", 0), fmin(most, tr_bounds_empty(bounds) ? 0 : reach));
}

static void widen(axis_build *b, double extent, tr_bounds *bounds) {
  double ends[2];
  tr_scale_range(b->axis->scale, ends);
  double range = fabs(ends[1] - ends[0]), away = b->sign * extent;
  tr_bounds_add(bounds, b->is_x ? 0 : fmin(0, away), b->is_x ? fmin(0, away) : 0);
  tr_bounds_add(bounds, b->is_x ? range : fmax(0, away), b->is_x ? fmax(0, away) : range);
}

static void origin_of(axis_build *b, double *x, double *y) {
  double offset = number(b, "offset", 0);
  double position = tr_guide_number(b->g, tr_get(b->axis->props, "position"), NULL, 0);
  if (b->axis->is_grid) position = 0;
  *x = *y = position;
  switch (b->orient) {
  case TR_ORIENT_TOP: *y = -offset; break;
  case TR_ORIENT_LEFT: *x = -offset; break;
  case TR_ORIENT_RIGHT: *x = b->axis->width + offset; break;
  case TR_ORIENT_BOTTOM: *y = b->axis->height + offset; break;
  }
}

void tr_axis_build(const tr_guide_env *g, const tr_axis *axis, tr_group *parent, tr_bounds *view) {
  axis_build b = {.g = g, .axis = axis, .orient = axis->is_x ? TR_ORIENT_BOTTOM : TR_ORIENT_LEFT};
  tr_orient_parse(tr_guide_string(g, tr_get(axis->props, "orient"), NULL, (tr_str){0}), &b.orient);
  b.is_x = b.orient == TR_ORIENT_TOP || b.orient == TR_ORIENT_BOTTOM;
  b.sign = b.orient == TR_ORIENT_TOP || b.orient == TR_ORIENT_LEFT ? -1 : 1;
  b.group = tr_group_new(g->ctx);
  b.group->role = axis->is_grid ? TR_ROLE_DECORATION : TR_ROLE_AXIS;
  b.group->at = axis->at;
  read_tick_band(&b);
  make_ticks(&b);
  place_ticks(&b);
  tr_bounds bounds = tr_bounds_none();
  if (axis->is_grid) {
    add_grid(&b);
  } else {
    if (flag(&b, "ticks")) add_lines(&b, "tick", "ticks", NULL, &bounds);
    if (flag(&b, "labels")) tr_axis_labels(&b, &bounds);
    if (flag(&b, "domain")) add_domain(&b);
  }
  double extent = extent_of(&b, &bounds), x, y, delta = number(&b, "translate", 0.5);
  widen(&b, extent, &bounds);
  add_title(&b, extent, &bounds);
  origin_of(&b, &x, &y);
  tr_bounds_move(&bounds, x, y);
  tr_bounds_union(view, &bounds);
  tr_group_move(b.group, x + delta, y + delta);
  tr_guide_add(g, tr_get(axis->props, "zindex"), parent, &b.group->node);
}
