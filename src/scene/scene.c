#include "scene/scene.h"

#include <assert.h>

const char *tr_role_name(tr_role role) {
  switch (role) {
  case TR_ROLE_NONE: return "none";
  case TR_ROLE_HEADING: return "heading";
  case TR_ROLE_PARAGRAPH: return "paragraph";
  case TR_ROLE_LIST: return "list";
  case TR_ROLE_ITEM: return "item";
  case TR_ROLE_TABLE: return "table";
  case TR_ROLE_ROW: return "row";
  case TR_ROLE_CELL: return "cell";
  case TR_ROLE_FIGURE: return "figure";
  case TR_ROLE_CHART: return "chart";
  case TR_ROLE_AXIS: return "axis";
  case TR_ROLE_LEGEND: return "legend";
  case TR_ROLE_MARK: return "mark";
  case TR_ROLE_TITLE: return "title";
  case TR_ROLE_DECORATION: return "decoration";
  }
  return "none";
}

const char *tr_blend_name(tr_blend blend) {
  switch (blend) {
  case TR_BLEND_NORMAL: return "normal";
  case TR_BLEND_MULTIPLY: return "multiply";
  case TR_BLEND_SCREEN: return "screen";
  case TR_BLEND_OVERLAY: return "overlay";
  case TR_BLEND_DARKEN: return "darken";
  case TR_BLEND_LIGHTEN: return "lighten";
  case TR_BLEND_COLOR_DODGE: return "color-dodge";
  case TR_BLEND_COLOR_BURN: return "color-burn";
  case TR_BLEND_HARD_LIGHT: return "hard-light";
  case TR_BLEND_SOFT_LIGHT: return "soft-light";
  case TR_BLEND_DIFFERENCE: return "difference";
  case TR_BLEND_EXCLUSION: return "exclusion";
  case TR_BLEND_HUE: return "hue";
  case TR_BLEND_SATURATION: return "saturation";
  case TR_BLEND_COLOR: return "color";
  case TR_BLEND_LUMINOSITY: return "luminosity";
  }
  return "normal";
}

const char *tr_cap_name(tr_cap cap) {
  switch (cap) {
  case TR_CAP_BUTT: return "butt";
  case TR_CAP_ROUND: return "round";
  case TR_CAP_SQUARE: return "square";
  }
  return "butt";
}

const char *tr_join_name(tr_join join) {
  switch (join) {
  case TR_JOIN_MITER: return "miter";
  case TR_JOIN_ROUND: return "round";
  case TR_JOIN_BEVEL: return "bevel";
  }
  return "miter";
}

const char *tr_marks_name(tr_marks_kind kind) {
  switch (kind) {
  case TR_MARKS_RECT: return "rect";
  case TR_MARKS_RULE: return "rule";
  case TR_MARKS_SYMBOL: return "symbol";
  case TR_MARKS_PATH: return "path";
  }
  return "path";
}

tr_group *tr_group_new(tr_ctx *ctx) {
  tr_group *g = TR_NEW(ctx->scene, tr_group);
  g->node.kind = TR_NODE_GROUP;
  g->matrix[0] = g->matrix[3] = 1;
  g->opacity = 1;
  return g;
}

tr_marks *tr_marks_new(tr_ctx *ctx, tr_marks_kind kind, size_t n) {
  tr_marks *m = TR_NEW(ctx->scene, tr_marks);
  m->node.kind = TR_NODE_MARKS;
  m->kind = kind;
  m->n = n;
  m->opacity.one = 1;
  m->scale.one = 1;
  m->pen.miter_limit = 10;
  return m;
}

tr_image *tr_image_new(tr_ctx *ctx) {
  tr_image *image = TR_NEW(ctx->scene, tr_image);
  image->node.kind = TR_NODE_IMAGE;
  image->opacity = 1;
  image->smooth = true;
  return image;
}

void tr_group_add(tr_group *parent, tr_node *child) {
  assert(!child->next && child != parent->last);
  if (parent->last)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
}

void tr_group_move(tr_group *g, double dx, double dy) {
  g->matrix[4] += dx;
  g->matrix[5] += dy;
}

tr_paint tr_paint_solid(tr_color c, const char *role) {
  return (tr_paint){.kind = TR_PAINT_SOLID, .color = c, .role = role};
}

tr_paint tr_paint_none(void) { return (tr_paint){.kind = TR_PAINT_NONE}; }

bool tr_paint_visible(const tr_paint *paint) {
  switch (paint->kind) {
  case TR_PAINT_NONE: return false;
  case TR_PAINT_SOLID: return paint->color.a > 0;
  case TR_PAINT_HATCH: return paint->color.a > 0 || paint->hatch->ground.a > 0;
  case TR_PAINT_LINEAR:
  case TR_PAINT_RADIAL:
    for (size_t i = 0; i < paint->gradient->n_stops; i++)
      if (paint->gradient->stops[i].color.a > 0) return true;
    return false;
  }
  return false;
}
