#include "guide/axis-priv.h"

#include <math.h>

static const tr_value *prop(const axis_build *b, const char *name) {
  return tr_axis_prop(b->g, b->axis, name);
}

static const tr_value *prop_of(const void *self, const char *name) { return prop(self, name); }

/* First and last labels within THRESHOLD px of the axis' ends are set flush with them: -1 first, 1 last. */
static int flush_of(const axis_build *b, const axis_tick *t, double threshold) {
  double ends[2], at = tr_scale_number(b->axis->scale, &t->value);
  if (isnan(threshold)) return 0;
  tr_scale_range(b->axis->scale, ends);
  double low = fabs(at - fmin(ends[0], ends[1])), high = fabs(fmax(ends[0], ends[1]) - at);
  if (low < high && low <= threshold) return -1;
  return high <= threshold ? 1 : 0;
}

static double threshold_of(const axis_build *b) {
  const tr_value *v = tr_guide_value(b->g, prop(b, "labelFlush"), NULL);
  if (tr_is(v, TR_BOOL)) return v->boolean ? 1 : NAN;
  return tr_is(v, TR_NUMBER) ? v->number : NAN;
}

static tr_str align_of(const axis_build *b, int flush) {
  if (b->orient == TR_ORIENT_LEFT) return TR_S("right");
  if (b->orient == TR_ORIENT_RIGHT) return TR_S("left");
  return flush < 0 ? TR_S("left") : flush > 0 ? TR_S("right") : TR_S("center");
}

static tr_str baseline_of(const axis_build *b, int flush) {
  if (b->orient == TR_ORIENT_TOP) return TR_S("bottom");
  if (b->orient == TR_ORIENT_BOTTOM) return TR_S("top");
  return flush < 0 ? TR_S("top") : flush > 0 ? TR_S("bottom") : TR_S("middle");
}

static bool is_on(const tr_value *v) { return tr_is(v, TR_STRING) || (tr_is(v, TR_BOOL) && v->boolean); }

static tr_items label_items(axis_build *b, const axis_tick *t, double threshold) {
  const tr_value *datum = &t->datum;
  tr_items it = {.n = 1};
  tr_guide_text_items(b->g, &it, "label", prop_of, b, datum);
  int flush = flush_of(b, t, threshold);
  double distance = b->sign * (t->size + tr_guide_number(b->g, prop(b, "labelPadding"), datum, 0));
  const tr_value *align = tr_guide_value(b->g, prop(b, "labelAlign"), datum);
  const tr_value *baseline = tr_guide_value(b->g, prop(b, "labelBaseline"), datum);
  tr_items_value(&it, TR_CH_ALIGN, align ? *align : tr_make_string(align_of(b, flush)));
  tr_items_value(&it, TR_CH_BASELINE, baseline ? *baseline : tr_make_string(baseline_of(b, flush)));
  tr_items_number(&it, TR_CH_ANGLE, tr_guide_number(b->g, prop(b, "labelAngle"), datum, 0));
  double push = flush * tr_guide_number(b->g, prop(b, "labelFlushOffset"), NULL, 0);
  if (push != 0 && !(b->is_x ? align : baseline)) tr_items_number(&it, b->is_x ? TR_CH_DX : TR_CH_DY, push);
  tr_items_number(&it, b->is_x ? TR_CH_X : TR_CH_Y, t->label_at);
  tr_items_number(&it, b->is_x ? TR_CH_Y : TR_CH_X, distance);
  tr_items_value(&it, TR_CH_TEXT, t->text);
  tr_guide_encode(b->g, &it, tr_get(b->axis->encode, "labels"), datum);
  /* Vega uses the labels' own opacity to hide those that overlap, so a condition on it is lost. */
  if (is_on(tr_guide_value(b->g, prop(b, "labelOverlap"), NULL))) {
    it.set &= ~(1ull << TR_CH_OPACITY);
    if (tr_get(prop(b, "labelOpacity"), "condition")) it.set &= ~(1ull << TR_CH_FILL_OPACITY);
  }
  return it;
}

/* Labels that reach past the axis' ends by more than `labelBound` px are hidden. */
static void hide_outside(axis_build *b, const tr_bounds *boxes, bool *hidden) {
  const tr_value *v = tr_guide_value(b->g, prop(b, "labelBound"), NULL);
  if (!v || (tr_is(v, TR_BOOL) && !v->boolean)) return;
  double by = tr_is(v, TR_NUMBER) && v->number != 0 ? v->number : 1, ends[2];
  tr_scale_range(b->axis->scale, ends);
  double low = fmin(ends[0], ends[1]) - by, high = fmax(ends[0], ends[1]) + by;
  for (size_t i = 0; i < b->n_labels; i++) {
    double from = b->is_x ? boxes[i].x1 : boxes[i].y1, to = b->is_x ? boxes[i].x2 : boxes[i].y2;
    if (from < low || to > high) hidden[i] = true;
  }
}

static void thin(axis_build *b, const tr_bounds *boxes, bool *hidden) {
  const tr_value *v = tr_guide_value(b->g, prop(b, "labelOverlap"), NULL);
  double separation = tr_guide_number(b->g, prop(b, "labelSeparation"), NULL, 0);
  if (is_on(v)) tr_labels_thin(b->g->ctx, tr_string(v), separation, boxes, b->n_labels, hidden);
  if (v && (!tr_is(v, TR_BOOL) || v->boolean)) hide_outside(b, boxes, hidden);
}

static void note_hidden(axis_build *b, const bool *hidden) {
  size_t n = 0;
  for (size_t i = 0; i < b->n_labels; i++) n += hidden[i];
  if (n == 0 || !b->g->wraps || !b->g->notes) return;
  *(tr_str *)tr_vec_push(b->g->notes) =
      tr_printf(b->g->ctx->scene, "%zu of %zu labels of the %s axis are left out for want of room", n,
                b->n_labels, b->axis->is_x ? "x" : "y");
}

/* --- On pages: labels wrap -------------------------------------------------------------------------------
 */

/* Room for one label, px: between neighbours on an x axis, a share of the width on a y axis. */
static double room_for(const axis_build *b) {
  if (!b->is_x) return b->g->label_share * b->g->outer_width;
  double step = tr_scale_step(b->axis->scale);
  return step > 0 ? step - 4 : 0;
}

static tr_text *wrapped(axis_build *b, const tr_items *it, double width) {
  tr_text_look look = tr_text_look_of(it, 0);
  tr_str *lines;
  if (tr_text_lines_of(b->g->ctx, tr_item_value(it, TR_CH_TEXT, 0), (tr_str){0}, &lines) != 1) return NULL;
  tr_span_style span = {
      .to = lines[0].n, .font = look.font, .paint = tr_has(it, TR_CH_FILL) ? it->fill.one : tr_paint_none()};
  tr_str align = look.align;
  tr_para para = {.text = lines[0],
                  .lang = b->g->lang,
                  .spans = &span,
                  .n_spans = 1,
                  .width = width,
                  .align = tr_str_is(align, "right")    ? TR_ALIGN_END
                           : tr_str_is(align, "center") ? TR_ALIGN_CENTER
                                                        : TR_ALIGN_START,
                  .pitch = 1.28,
                  .pitch_by_ink = true,
                  .keep_hangul = true,
                  .keep_names = true,
                  .balance = true,
                  .at = b->axis->at};
  return tr_text_set(b->g->ctx, b->g->fonts, &para);
}

/* Puts a wrapped label where a single line would stand: beside its tick, centred on it, or below it. */
static void add_wrapped(axis_build *b, const tr_items *it, tr_text *text, double width, tr_bounds *box) {
  double x = tr_item_number(it, TR_CH_X, 0, 0), y = tr_item_number(it, TR_CH_Y, 0, 0);
  tr_str align = tr_item_string(it, TR_CH_ALIGN, 0, TR_S("left"));
  double left = tr_str_is(align, "right") ? x - width : tr_str_is(align, "center") ? x - width / 2 : x;
  double top = b->is_x ? (b->sign > 0 ? y : y - text->logical.h) : y - text->logical.h / 2;
  text->x = left;
  text->y = top - text->logical.y;
  *box = tr_bounds_of(left + text->logical.x, top, left + text->logical.x + text->logical.w,
                      top + text->logical.h);
  tr_group_add(b->group, &text->node);
}

/* True where LABEL was drawn wrapped. */
static bool wrap_label(axis_build *b, const tr_items *it, tr_bounds *box, tr_bounds *bounds) {
  double room = room_for(b);
  tr_text_look look = tr_text_look_of(it, 0);
  tr_mark_env env = tr_guide_marks(b->g);
  tr_str *lines;
  size_t n = tr_text_lines_of(b->g->ctx, tr_item_value(it, TR_CH_TEXT, 0), (tr_str){0}, &lines);
  if (!(room > 0) || look.angle != 0 || n != 1 || tr_text_bounds_width(&env, &look, lines[0]) <= room)
    return false;
  tr_text *text = wrapped(b, it, room);
  if (!text) return false;
  add_wrapped(b, it, text, room, box);
  tr_bounds_union(bounds, box);
  if (b->g->notes)
    *(tr_str *)tr_vec_push(b->g->notes) =
        tr_printf(b->g->ctx->scene, "label \"%.*s\" is set on %zu lines", TR_FMT(lines[0]), text->n_lines);
  return true;
}

/* The extra tick has an empty label, which takes room as Vega counts it: it has no value, so no place, and
   stands at 0. */
static void add_extra(axis_build *b, double threshold, tr_bounds *bounds) {
  for (size_t i = b->n_labels; i < b->n; i++) {
    tr_mark_env env = tr_guide_marks(b->g);
    axis_tick blank = b->ticks[i];
    blank.text = tr_make_string(TR_S(""));
    blank.label_at = 0;
    tr_items items = label_items(b, &blank, threshold);
    tr_draw_texts(&env, &items, tr_group_new(b->g->ctx), bounds, NULL);
  }
}

void tr_axis_labels(axis_build *b, tr_bounds *bounds) {
  tr_mark_env env = tr_guide_marks(b->g);
  double threshold = threshold_of(b);
  size_t n = b->n_labels;
  tr_items *items = TR_NEW_N(b->g->ctx->scene, tr_items, n);
  tr_group **drawn = TR_NEW_N(b->g->ctx->scene, tr_group *, n);
  tr_bounds *boxes = TR_NEW_N(b->g->ctx->scene, tr_bounds, n);
  bool *hidden = TR_NEW_N(b->g->ctx->scene, bool, n);
  tr_group *axis = b->group;
  for (size_t i = 0; i < n; i++) {
    boxes[i] = tr_bounds_none();
    if (!isfinite(b->ticks[i].label_at)) continue;
    items[i] = label_items(b, &b->ticks[i], threshold);
    if (b->g->wraps) items[i].set &= ~(1ull << TR_CH_LIMIT);
    drawn[i] = b->group = tr_group_new(b->g->ctx);
    tr_bounds ignored = tr_bounds_none();
    if (!b->g->wraps || !wrap_label(b, &items[i], &boxes[i], &ignored))
      tr_draw_texts(&env, &items[i], drawn[i], &ignored, &boxes[i]);
  }
  b->group = axis;
  bool thins = is_on(tr_guide_value(b->g, prop(b, "labelOverlap"), NULL));
  if (!thins) add_extra(b, threshold, bounds); /* else labels without text take no room */
  thin(b, boxes, hidden);
  note_hidden(b, hidden);
  for (size_t i = 0; i < n; i++) {
    if (hidden[i] || !drawn[i]) continue;
    tr_bounds_union(bounds, &boxes[i]);
    for (tr_node *node = drawn[i]->first, *next; node; node = next) {
      next = node->next;
      node->next = NULL;
      tr_group_add(axis, node);
    }
  }
}
