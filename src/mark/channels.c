#include "mark/mark.h"

#include <math.h>

static const char *const names[TR_CH_COUNT] = {
    [TR_CH_X] = "x",
    [TR_CH_Y] = "y",
    [TR_CH_X2] = "x2",
    [TR_CH_Y2] = "y2",
    [TR_CH_XC] = "xc",
    [TR_CH_YC] = "yc",
    [TR_CH_WIDTH] = "width",
    [TR_CH_HEIGHT] = "height",
    [TR_CH_SIZE] = "size",
    [TR_CH_ANGLE] = "angle",
    [TR_CH_OPACITY] = "opacity",
    [TR_CH_FILL_OPACITY] = "fillOpacity",
    [TR_CH_STROKE_OPACITY] = "strokeOpacity",
    [TR_CH_STROKE_WIDTH] = "strokeWidth",
    [TR_CH_STROKE_DASH_OFFSET] = "strokeDashOffset",
    [TR_CH_STROKE_MITER_LIMIT] = "strokeMiterLimit",
    [TR_CH_CORNER_RADIUS] = "cornerRadius",
    [TR_CH_CORNER_TOP_LEFT] = "cornerRadiusTopLeft",
    [TR_CH_CORNER_TOP_RIGHT] = "cornerRadiusTopRight",
    [TR_CH_CORNER_BOTTOM_RIGHT] = "cornerRadiusBottomRight",
    [TR_CH_CORNER_BOTTOM_LEFT] = "cornerRadiusBottomLeft",
    [TR_CH_START_ANGLE] = "startAngle",
    [TR_CH_END_ANGLE] = "endAngle",
    [TR_CH_INNER_RADIUS] = "innerRadius",
    [TR_CH_OUTER_RADIUS] = "outerRadius",
    [TR_CH_PAD_ANGLE] = "padAngle",
    [TR_CH_THETA] = "theta",
    [TR_CH_RADIUS] = "radius",
    [TR_CH_DX] = "dx",
    [TR_CH_DY] = "dy",
    [TR_CH_FONT_SIZE] = "fontSize",
    [TR_CH_LIMIT] = "limit",
    [TR_CH_LINE_HEIGHT] = "lineHeight",
    [TR_CH_TENSION] = "tension",
    [TR_CH_ZINDEX] = "zindex",
    [TR_CH_DEFINED] = "defined",
    [TR_CH_STROKE_DASH] = "strokeDash",
    [TR_CH_STROKE_CAP] = "strokeCap",
    [TR_CH_STROKE_JOIN] = "strokeJoin",
    [TR_CH_SHAPE] = "shape",
    [TR_CH_INTERPOLATE] = "interpolate",
    [TR_CH_ORIENT] = "orient",
    [TR_CH_TEXT] = "text",
    [TR_CH_FONT] = "font",
    [TR_CH_FONT_STYLE] = "fontStyle",
    [TR_CH_FONT_WEIGHT] = "fontWeight",
    [TR_CH_ALIGN] = "align",
    [TR_CH_BASELINE] = "baseline",
    [TR_CH_DIR] = "dir",
    [TR_CH_ELLIPSIS] = "ellipsis",
    [TR_CH_LINE_BREAK] = "lineBreak",
    [TR_CH_BLEND] = "blend",
    [TR_CH_URL] = "url",
    [TR_CH_ASPECT] = "aspect",
    [TR_CH_SMOOTH] = "smooth",
    [TR_CH_HREF] = "href",
    [TR_CH_TOOLTIP] = "tooltip",
    [TR_CH_DESCRIPTION] = "description",
    [TR_CH_FILL] = "fill",
    [TR_CH_STROKE] = "stroke",
};

const char *tr_channel_name(tr_channel_id id) { return names[id]; }

tr_channel_id tr_channel_find(tr_str name) {
  for (int i = 0; i < TR_CH_COUNT; i++)
    if (tr_str_is(name, names[i])) return (tr_channel_id)i;
  return TR_CH_COUNT;
}

const tr_value *tr_item_value(const tr_items *it, tr_channel_id id, size_t i) {
  if (!tr_has(it, id)) return NULL;
  const tr_vals *v = &it->values[id - TR_CH_NUMBERS];
  const tr_value *found = v->each ? &v->each[i] : &v->one;
  return tr_is_nil(found) ? NULL : found;
}

tr_str tr_item_string(const tr_items *it, tr_channel_id id, size_t i, tr_str fallback) {
  const tr_value *v = tr_item_value(it, id, i);
  return tr_is(v, TR_STRING) ? tr_string(v) : fallback;
}

void tr_items_number(tr_items *it, tr_channel_id id, double x) {
  it->numbers[id] = (tr_nums){x, NULL};
  it->set |= 1ull << id;
}

void tr_items_value(tr_items *it, tr_channel_id id, tr_value v) {
  it->values[id - TR_CH_NUMBERS] = (tr_vals){v, NULL};
  it->set |= 1ull << id;
}

void tr_items_paint(tr_items *it, tr_channel_id id, tr_paint paint) {
  *(id == TR_CH_FILL ? &it->fill : &it->stroke) = (tr_paints){paint, NULL};
  it->set |= 1ull << id;
}

void tr_bounds_stroke(tr_bounds *b, const tr_items *it, size_t i, bool with_miter) {
  if (!tr_has(it, TR_CH_STROKE) || tr_paint_of(&it->stroke, i)->kind == TR_PAINT_NONE) return;
  if (tr_item_number(it, TR_CH_OPACITY, i, 1) == 0) return;
  if (tr_item_number(it, TR_CH_STROKE_OPACITY, i, 1) == 0) return;
  double width = tr_item_number(it, TR_CH_STROKE_WIDTH, i, 1);
  bool square = tr_str_is(tr_item_string(it, TR_CH_STROKE_CAP, i, (tr_str){0}), "square");
  double by = (square ? sqrt(2) : 1) * width / 2;
  tr_str join = tr_item_string(it, TR_CH_STROKE_JOIN, i, TR_S("miter"));
  if (with_miter && tr_str_is(join, "miter"))
    by = fmax(by, tr_item_number(it, TR_CH_STROKE_MITER_LIMIT, i, 4) * width / 2);
  tr_bounds_expand(b, by);
}
