#include "guide/legend-priv.h"

#include <math.h>

/* --- Colours ---------------------------------------------------------------------------------------------
 */

static tr_gradient_stop stop_at(const tr_scale *s, double offset, double x) {
  tr_gradient_stop stop = {.offset = fmin(1, fmax(0, offset))};
  tr_value v = tr_make_number(x);
  if (!tr_scale_color(s, &v, &stop.color)) stop.color = tr_scale_ramp(s, stop.offset);
  return stop;
}

/* Stops at about fifteen round values of the domain and at its ends. */
static size_t stops_of(tr_ctx *ctx, const tr_scale *s, const tr_gradient_stop **out) {
  double low = tr_scale_domain_end(s, false), high = tr_scale_domain_end(s, true);
  bool flat = low == high || !isfinite(high - low);
  tr_tick_count count = {.count = 15, .min_step = NAN};
  tr_value *ticks;
  size_t n = flat ? 0 : tr_scale_own_ticks(ctx, s, &count, &ticks), at = 0;
  tr_gradient_stop *stops = TR_NEW_N(ctx->scene, tr_gradient_stop, flat ? 16 : n + 2);
  for (int i = 0; flat && i < 16; i++)
    stops[at++] = (tr_gradient_stop){(double)i / 15, tr_scale_ramp(s, (double)i / 15)};
  if (!flat && (n == 0 || ticks[0].number != low)) stops[at++] = stop_at(s, 0, low);
  for (size_t i = 0; i < n; i++)
    stops[at++] = stop_at(s, tr_scale_fraction(s, ticks[i].number), ticks[i].number);
  if (!flat && (n == 0 || ticks[n - 1].number != high)) stops[at++] = stop_at(s, 1, high);
  *out = stops;
  return at;
}

static tr_paint ramp_paint(const legend_build *b) {
  tr_gradient *g = TR_NEW(b->g->ctx->scene, tr_gradient);
  if (b->upright)
    g->y1 = 1;
  else
    g->x2 = 1;
  g->n_stops = stops_of(b->g->ctx, b->scale, &g->stops);
  return (tr_paint){.kind = TR_PAINT_LINEAR, .color = {0, 0, 0, 1}, .gradient = g};
}

/* --- Bars ------------------------------------------------------------------------------------------------
 */

/* From one share of the ramp's length to another. */
static void add_bar(legend_build *b, double from, double to, tr_paint fill, const tr_value *datum) {
  tr_mark_env env = tr_guide_marks(b->g);
  tr_items it = {.n = 1};
  double start = b->upright ? (1 - from) * b->length : from * b->length;
  double end = b->upright ? (1 - to) * b->length : to * b->length;
  tr_items_number(&it, b->upright ? TR_CH_Y : TR_CH_X, start);
  tr_items_number(&it, b->upright ? TR_CH_Y2 : TR_CH_X2, end);
  tr_items_number(&it, b->upright ? TR_CH_X : TR_CH_Y, 0);
  tr_items_number(&it, b->upright ? TR_CH_WIDTH : TR_CH_HEIGHT, b->thickness);
  tr_items_paint(&it, TR_CH_FILL, fill);
  tr_items_paint(&it, TR_CH_STROKE, tr_guide_paint(b->g, legend_prop(b, "gradientStrokeColor"), datum));
  tr_items_number(&it, TR_CH_STROKE_WIDTH, legend_number(b, "gradientStrokeWidth", 1));
  double opacity = tr_guide_number(b->g, legend_prop(b, "gradientOpacity"), datum, NAN);
  if (!isnan(opacity)) tr_items_number(&it, TR_CH_OPACITY, opacity);
  tr_guide_encode(b->g, &it, tr_get(b->legend->encode, "gradient"), datum);
  tr_draw_rects(&env, &it, b->body, &b->ramp_box, NULL);
}

static void add_bars(legend_build *b) {
  if (b->type == TR_LEGEND_GRADIENT) {
    add_bar(b, 0, 1, ramp_paint(b), NULL);
    return;
  }
  for (size_t i = 0; i < b->n; i++) {
    legend_entry *e = &b->entries[i];
    tr_color c;
    bool found = tr_scale_color(b->scale, &e->value, &c);
    add_bar(b, e->from, e->to, found ? tr_paint_solid(c, NULL) : tr_paint_none(), &e->datum);
  }
}

/* --- Labels ----------------------------------------------------------------------------------------------
 */

static tr_items label_items(const legend_build *b, const legend_entry *e) {
  tr_items it = {.n = 1};
  double t = e->from, along = (b->upright ? 1 - t : t) * b->length, gap;
  tr_guide_text_items(b->g, &it, "label", tr_legend_prop_of, b, &e->datum);
  /* The lengths of labels beside a ramp have a default of their own: none. */
  it.set &= ~(1ull << TR_CH_LIMIT);
  const tr_value *limit = tr_get(b->legend->props, "labelLimit"),
                 *offset = tr_get(b->legend->props, "labelOffset");
  if (!limit) limit = legend_prop(b, "gradientLabelLimit");
  if (!offset) offset = legend_prop(b, "gradientLabelOffset");
  double most = tr_guide_number(b->g, limit, &e->datum, 0);
  if (most > 0 && !b->g->wraps) tr_items_number(&it, TR_CH_LIMIT, most);
  gap = tr_guide_number(b->g, offset, &e->datum, 0);
  tr_str align = t <= 0 ? TR_S("left") : t >= 1 ? TR_S("right") : TR_S("center");
  tr_str baseline = t <= 0 ? TR_S("bottom") : t >= 1 ? TR_S("top") : TR_S("middle");
  tr_items_value(&it, TR_CH_ALIGN, tr_make_string(b->upright ? TR_S("left") : align));
  tr_items_value(&it, TR_CH_BASELINE, tr_make_string(b->upright ? baseline : TR_S("top")));
  tr_items_number(&it, b->upright ? TR_CH_Y : TR_CH_X, along);
  tr_items_number(&it, b->upright ? TR_CH_X : TR_CH_Y, b->thickness + gap);
  tr_items_value(&it, TR_CH_TEXT, e->text);
  tr_guide_encode(b->g, &it, tr_get(b->legend->encode, "labels"), &e->datum);
  return it;
}

static void thin(const legend_build *b, const tr_bounds *boxes, bool *hidden) {
  const tr_value *v = tr_guide_value(b->g, legend_prop(b, "labelOverlap"), NULL);
  if (!tr_is(v, TR_STRING) && !(tr_is(v, TR_BOOL) && v->boolean)) return;
  tr_labels_thin(b->g->ctx, tr_string(v), legend_number(b, "labelSeparation", 0), boxes, b->n, hidden);
}

static void add_labels(legend_build *b) {
  tr_mark_env env = tr_guide_marks(b->g);
  tr_bounds *boxes = TR_NEW_N(b->g->ctx->scene, tr_bounds, b->n);
  tr_group **drawn = TR_NEW_N(b->g->ctx->scene, tr_group *, b->n);
  bool *hidden = TR_NEW_N(b->g->ctx->scene, bool, b->n);
  for (size_t i = 0; i < b->n; i++) {
    tr_items it = label_items(b, &b->entries[i]);
    tr_bounds ignored = tr_bounds_none();
    drawn[i] = tr_group_new(b->g->ctx);
    tr_draw_texts(&env, &it, drawn[i], &ignored, &boxes[i]);
  }
  thin(b, boxes, hidden);
  for (size_t i = 0; i < b->n; i++) {
    if (hidden[i]) continue;
    tr_bounds_union(&b->body_box, &boxes[i]);
    if (drawn[i]->first) tr_group_add(b->body, &drawn[i]->node);
  }
}

void tr_legend_ramp(legend_build *b) {
  add_bars(b);
  b->body_box = b->ramp_box;
  add_labels(b);
}
