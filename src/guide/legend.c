#include "guide/legend-priv.h"

#include "layout/legends.h"

#include <math.h>

/* Scales in the order in which one of them is taken for the values. */
static const tr_channel_id canonical[] = {TR_CH_SIZE,         TR_CH_SHAPE,       TR_CH_FILL,   TR_CH_STROKE,
                                          TR_CH_STROKE_WIDTH, TR_CH_STROKE_DASH, TR_CH_OPACITY};

static tr_legend_type type_of(const legend_build *b) {
  tr_scale_family family = tr_scale_type_of(b->scale)->family;
  bool colored = b->legend->n_scales == 1 &&
                 (tr_legend_scale_of(b->legend, TR_CH_FILL) || tr_legend_scale_of(b->legend, TR_CH_STROKE));
  tr_str type = tr_guide_string(b->g, tr_get(b->legend->props, "type"), NULL, (tr_str){0});
  if (type.n == 0 && (!colored || family == TR_SCALE_DISCRETE)) return TR_LEGEND_SYMBOL;
  if (type.n > 0 && !tr_str_is(type, "gradient"))
    return tr_str_is(type, "discrete") ? TR_LEGEND_DISCRETE : TR_LEGEND_SYMBOL;
  return family == TR_SCALE_DISCRETIZING ? TR_LEGEND_DISCRETE : TR_LEGEND_GRADIENT;
}

static bool is_upright(const legend_build *b) {
  const tr_value *v = tr_get(b->legend->props, "direction");
  if (!v) v = tr_config_get(b->g->config, "legend", "direction");
  if (!v) v = legend_prop(b, "gradientDirection");
  return b->type != TR_LEGEND_SYMBOL && tr_str_is(tr_guide_string(b->g, v, NULL, (tr_str){0}), "vertical");
}

/* --- Title -----------------------------------------------------------------------------------------------
 */

typedef enum { AT_TOP, AT_BOTTOM, AT_LEFT, AT_RIGHT } title_side;

typedef struct legend_title {
  tr_group *group; /* NULL: none */
  tr_bounds box;
  title_side side;
  tr_anchor anchor;
  double lines; /* from the first line to the last, px */
} legend_title;

static tr_anchor anchor_of(tr_str name, tr_anchor fallback) {
  if (tr_str_is(name, "start")) return TR_ANCHOR_START;
  if (tr_str_is(name, "end")) return TR_ANCHOR_END;
  return name.n > 0 ? TR_ANCHOR_MIDDLE : fallback;
}

static title_side side_of(const legend_build *b) {
  tr_str orient = tr_guide_string(b->g, legend_prop(b, "titleOrient"), NULL, (tr_str){0});
  if (tr_str_is(orient, "left")) return AT_LEFT;
  if (tr_str_is(orient, "right")) return AT_RIGHT;
  return tr_str_is(orient, "bottom") ? AT_BOTTOM : AT_TOP;
}

/* How the title is turned and anchored: beside an upright ramp it runs along it. */
static void set_look(const legend_build *b, const legend_title *t, tr_items *it) {
  static const char *const aligns[] = {"left", "center", "right"},
                           *const flipped[] = {"right", "center", "left"},
                           *const baselines[] = {"top", "middle", "bottom"};
  bool beside = t->side == AT_LEFT || t->side == AT_RIGHT, left = t->side == AT_LEFT;
  const char *align = aligns[t->anchor], *baseline = "top";
  if (b->upright && t->side == AT_RIGHT)
    align = flipped[t->anchor];
  else if (beside && !(b->upright && left))
    align = "left";
  if (beside) baseline = b->upright ? (left ? "top" : "bottom") : baselines[t->anchor];
  tr_str own = tr_guide_string(b->g, legend_prop(b, "titleAlign"), NULL, tr_str_z(align));
  tr_items_value(it, TR_CH_ALIGN, tr_make_string(own));
  own = tr_guide_string(b->g, legend_prop(b, "titleBaseline"), NULL, tr_str_z(baseline));
  tr_items_value(it, TR_CH_BASELINE, tr_make_string(own));
  tr_items_number(it, TR_CH_ANGLE, b->upright && beside ? (left ? -90 : 90) : 0);
}

/* Drawn where the padding ends; moved when the body's size is known. */
static legend_title draw_title(legend_build *b) {
  const tr_value *text = tr_guide_value(b->g, tr_get(b->legend->props, "title"), NULL);
  legend_title t = {.box = tr_bounds_none(), .side = side_of(b)};
  if (!text || (tr_is(text, TR_STRING) && text->n == 0)) return t;
  bool beside = t.side == AT_LEFT || t.side == AT_RIGHT;
  tr_str anchor = tr_guide_string(b->g, legend_prop(b, "titleAnchor"), NULL, (tr_str){0});
  t.anchor = anchor_of(anchor, beside ? TR_ANCHOR_MIDDLE : TR_ANCHOR_START);
  tr_items it = {.n = 1};
  tr_guide_text_items(b->g, &it, "title", tr_legend_prop_of, b, NULL);
  set_look(b, &t, &it);
  tr_items_number(&it, TR_CH_X, b->padding);
  tr_items_number(&it, TR_CH_Y, b->padding);
  tr_items_value(&it, TR_CH_TEXT, *text);
  tr_guide_encode(b->g, &it, tr_get(b->legend->encode, "title"), NULL);
  if (b->g->wraps) it.set &= ~(1ull << TR_CH_LIMIT);
  t.lines = tr_guide_lines_height(b->g, &it);
  tr_mark_env env = tr_guide_marks(b->g);
  t.group = tr_group_new(b->g->ctx);
  tr_draw_texts(&env, &it, t.group, &t.box, NULL);
  return t;
}

/* --- Layout of one legend --------------------------------------------------------------------------------
 */

/* How far the title goes along (or past) the body: its start, middle or end by ANCHOR. */
static double title_offset(const legend_build *b, const legend_title *t, tr_anchor anchor, bool down,
                           bool lines_count, bool along_side, bool whole) {
  bool ramp = b->type != TR_LEGEND_SYMBOL && (along_side || !b->upright) && !whole;
  const tr_bounds *box = ramp ? &b->ramp_box : &b->body_box;
  double reach = (down ? box->y2 : box->x2) - b->padding, lines = lines_count ? t->lines : 0;
  bool turned = b->upright && along_side;
  switch (anchor) {
  case TR_ANCHOR_START: return tr_round_js(turned ? reach : 0);
  case TR_ANCHOR_END: return tr_round_js((turned ? 0 : reach) - lines);
  case TR_ANCHOR_MIDDLE: break;
  }
  return tr_round_js(0.5 * (reach - lines));
}

static void move_body(legend_build *b, double dx, double dy) {
  tr_group_move(b->body, dx, dy);
  tr_bounds_move(&b->body_box, dx, dy);
}

static void move_title(legend_title *t, double dx, double dy) {
  tr_group_move(t->group, dx, dy);
  tr_bounds_move(&t->box, dx, dy);
}

/* Puts title and body beside each other (vega-view-transforms' legendGroupLayout). */
static void arrange(legend_build *b, legend_title *t) {
  double gap = legend_number(b, "titlePadding", 0), x = b->padding, y = b->padding, dx = 0, dy = 0;
  if (t->group && t->side == AT_LEFT) x += ceil(tr_bounds_width(&t->box)) + gap;
  if (t->group && t->side == AT_TOP) y += tr_bounds_height(&t->box) + gap;
  move_body(b, x, y);
  if (!t->group) return;
  switch (t->side) {
  case AT_LEFT: dy = title_offset(b, t, t->anchor, true, true, true, false); break;
  case AT_RIGHT:
    dx = title_offset(b, t, TR_ANCHOR_END, false, false, false, false) + gap;
    dy = title_offset(b, t, t->anchor, true, true, true, false);
    break;
  case AT_BOTTOM:
    dx = title_offset(b, t, t->anchor, false, false, false, false);
    dy = title_offset(b, t, TR_ANCHOR_END, true, false, false, true) + gap;
    break;
  case AT_TOP: dx = title_offset(b, t, t->anchor, false, false, false, false); break;
  }
  move_title(t, dx, dy);
  double outside = tr_round_js(t->box.x1 - b->padding);
  if (outside >= 0) return;
  move_body(b, -outside, 0);
  move_title(t, -outside, 0);
}

/* A legend that stands at its own origin. */
typedef struct built_legend {
  tr_group *group;
  tr_spot spot;
  double width, height;
  tr_bounds box; /* with the ground's stroke */
  double offset; /* its own distance from the view; NaN: the layout's */
  double at[2];
} built_legend;

/* The ground: drawn first, sized last. */
static void draw_ground(const legend_build *b, tr_group *under, built_legend *out) {
  const tr_guide_env *g = b->g;
  tr_mark_env env = tr_guide_marks(g);
  tr_items it = {.n = 1};
  tr_bounds ignored = tr_bounds_none();
  const tr_value *dash = tr_guide_value(g, tr_config_get(g->config, "legend", "strokeDash"), NULL);
  double width = tr_guide_number(g, tr_config_get(g->config, "legend", "strokeWidth"), NULL, 1);
  tr_items_paint(&it, TR_CH_FILL, tr_guide_paint(g, legend_prop(b, "fillColor"), NULL));
  tr_items_paint(&it, TR_CH_STROKE, tr_guide_paint(g, legend_prop(b, "strokeColor"), NULL));
  tr_items_number(&it, TR_CH_STROKE_WIDTH, width);
  if (dash) tr_items_value(&it, TR_CH_STROKE_DASH, *dash);
  tr_items_number(&it, TR_CH_CORNER_RADIUS, legend_number(b, "cornerRadius", 0));
  tr_guide_encode(g, &it, tr_get(b->legend->encode, "legend"), NULL);
  width = tr_item_number(&it, TR_CH_STROKE_WIDTH, 0, 1);
  bool stroked = it.stroke.one.kind != TR_PAINT_NONE;
  /* Thin outlines lie on whole pixels. */
  double off = stroked && width > 0.5 && width < 1.5 ? 0.5 - fabs(width - 1) : 0;
  tr_items_number(&it, TR_CH_X, off);
  tr_items_number(&it, TR_CH_Y, off);
  tr_items_number(&it, TR_CH_WIDTH, out->width);
  tr_items_number(&it, TR_CH_HEIGHT, out->height);
  if (stroked || it.fill.one.kind != TR_PAINT_NONE) tr_draw_rects(&env, &it, under, &ignored, NULL);
  tr_bounds_stroke(&out->box, &it, 0, false);
}

static void measure(const legend_build *b, const legend_title *t, built_legend *out) {
  tr_bounds box = b->body_box;
  tr_bounds_union(&box, &t->box);
  if (tr_bounds_empty(&box)) box.x2 = box.y2 = b->padding;
  out->width = ceil(fmax(0, box.x2 - b->padding) + 2 * b->padding);
  out->height = ceil(fmax(0, box.y2 - b->padding) + 2 * b->padding);
  out->box = (tr_bounds){0, 0, out->width, out->height};
}

static built_legend build(const tr_guide_env *g, const tr_legend *legend) {
  legend_build b = {.g = g, .legend = legend, .body_box = tr_bounds_none(), .ramp_box = tr_bounds_none()};
  for (size_t i = 0; i < sizeof canonical / sizeof *canonical && !b.scale; i++)
    b.scale = tr_legend_scale_of(legend, canonical[i]);
  built_legend out = {.group = tr_group_new(g->ctx), .spot = TR_SPOT_RIGHT};
  b.type = type_of(&b);
  b.upright = is_upright(&b);
  b.padding = legend_number(&b, "padding", 0);
  b.thickness = legend_number(&b, "gradientThickness", 0);
  b.length = legend_number(&b, "gradientLength", 0);
  b.body = tr_group_new(g->ctx);
  b.group = out.group;
  b.group->at = legend->at;
  bool aria = tr_guide_bool(g, legend_prop(&b, "aria"), NULL, true);
  b.group->role = aria ? TR_ROLE_LEGEND : TR_ROLE_DECORATION;
  b.group->alt = tr_guide_string(g, legend_prop(&b, "description"), NULL, (tr_str){0});
  tr_legend_entries(&b);
  if (b.type == TR_LEGEND_SYMBOL)
    tr_legend_symbols(&b);
  else
    tr_legend_ramp(&b);
  legend_title title = draw_title(&b);
  arrange(&b, &title);
  measure(&b, &title, &out);
  draw_ground(&b, b.group, &out);
  tr_group_add(b.group, &b.body->node);
  if (title.group) tr_group_add(b.group, &title.group->node);
  tr_spot_parse(tr_guide_string(g, legend_prop(&b, "orient"), NULL, TR_S("right")), &out.spot);
  out.offset = legend_number(&b, "offset", NAN);
  out.at[0] = out.spot == TR_SPOT_NONE ? legend_number(&b, "legendX", NAN) : 0;
  out.at[1] = out.spot == TR_SPOT_NONE ? legend_number(&b, "legendY", NAN) : 0;
  return out;
}

/* --- Layout of all legends -------------------------------------------------------------------------------
 */

/* A layout property of the side's own, then of all sides. */
static const tr_value *layout_prop(const tr_guide_env *g, tr_spot spot, const char *name) {
  const tr_value *own = tr_config_get(g->config, "legend", "layout"),
                 *vega = tr_config_get(g->vega, "legend", "layout");
  const tr_value *beside = tr_get(own, tr_spot_name(spot));
  if (!beside) beside = tr_get(vega, tr_spot_name(spot));
  const tr_value *v = tr_guide_value(g, tr_get(beside, name), NULL);
  if (!v) v = tr_guide_value(g, tr_get(own, name), NULL);
  return v ? v : tr_guide_value(g, tr_get(vega, name), NULL);
}

static tr_spot_layout layout_of(const tr_guide_env *g, tr_spot spot) {
  const tr_value *center = layout_prop(g, spot, "center"), *offset = layout_prop(g, spot, "offset");
  const tr_value *margin = layout_prop(g, spot, "margin");
  bool both = tr_is(center, TR_BOOL) && center->boolean;
  return (tr_spot_layout){
      .offset = tr_is(offset, TR_NUMBER) ? offset->number : 0,
      .margin = tr_is(margin, TR_NUMBER) ? margin->number : 8,
      .vertical = tr_str_is(tr_string(layout_prop(g, spot, "direction")), "vertical"),
      .anchor = anchor_of(tr_string(layout_prop(g, spot, "anchor")), TR_ANCHOR_START),
      .to_bounds = tr_str_is(tr_string(layout_prop(g, spot, "frame")), "bounds"),
      .center_row = both || tr_get_bool(center, "row", false),
      .center_column = both || tr_get_bool(center, "column", false),
  };
}

/* Where the legends are laid out: bounds of the view with its axes. */
typedef struct surroundings {
  double width, height;
  const tr_bounds *x, *y;
} surroundings;

static void place_spot(const tr_guide_env *g, tr_spot spot, built_legend *built, size_t n,
                       const surroundings *around) {
  tr_spot_layout layout = layout_of(g, spot);
  bool full = tr_str_is(tr_string(layout_prop(g, spot, "bounds")), "full");
  tr_bounds *boxes = TR_NEW_N(g->ctx->scene, tr_bounds, n);
  double(*at)[2] = tr_alloc_n(g->ctx->scene, n, sizeof *at), offset = NAN;
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    if (built[i].spot != spot) continue;
    offset = fmax(offset, built[i].offset);
    boxes[k++] = full ? built[i].box : (tr_bounds){0, 0, built[i].width, built[i].height};
  }
  if (!isnan(offset)) layout.offset = offset;
  tr_spot_place(g->ctx, spot, &layout, around->x, around->y, around->width, around->height, boxes, k, at);
  k = 0;
  for (size_t i = 0; i < n; i++) {
    if (built[i].spot != spot) continue;
    built[i].at[0] = at[k][0];
    built[i].at[1] = at[k++][1];
  }
}

/* A legend that is to be placed by hand and is not, in one direction, stands at 0 there; in that direction it
   takes no room, as in Vega, whose bounds of it are no numbers. */
static void settle_free(built_legend *b, const tr_bounds *view) {
  if (isnan(b->at[0])) {
    b->box.x1 = b->box.x2 = view->x1;
    b->at[0] = 0;
  }
  if (isnan(b->at[1])) {
    b->box.y1 = b->box.y2 = view->y1;
    b->at[1] = 0;
  }
}

void tr_legends_build(const tr_guide_env *g, const tr_legend *legends, size_t n, double width, double height,
                      const tr_bounds *x, const tr_bounds *y, bool fits, tr_group *parent, tr_bounds *view) {
  built_legend *built = TR_NEW_N(g->ctx->scene, built_legend, n);
  size_t spots[TR_SPOTS] = {0};
  surroundings around = {width, height, x, y};
  for (size_t i = 0; i < n; i++) {
    built[i] = build(g, &legends[i]);
    spots[built[i].spot]++;
  }
  for (int spot = 0; spot < TR_SPOT_NONE; spot++)
    if (spots[spot] > 0) place_spot(g, (tr_spot)spot, built, n, &around);
  for (size_t i = 0; i < n; i++) {
    settle_free(&built[i], view);
    tr_group_move(built[i].group, built[i].at[0], built[i].at[1]);
    tr_bounds_move(&built[i].box, built[i].at[0], built[i].at[1]);
    tr_spot_widen(built[i].spot, &built[i].box, fits, view);
    const tr_value *zindex = tr_legend_prop(g, &legends[i], "zindex");
    tr_guide_add(g, zindex, parent, &built[i].group->node);
  }
}
