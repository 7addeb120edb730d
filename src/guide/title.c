#include "guide/guide-priv.h"

#include <math.h>
#include <string.h>

#define STR (TR_P_STRING | TR_P_OBJECT | TR_P_EXPR)
#define NUM (TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR)
const tr_prop tr_title_props[] = {
    {"text", TR_P_STRING | TR_P_ARRAY | TR_P_EXPR | TR_P_TEXT | TR_P_NULL, NULL, 0, 0, NULL,
     "text, or lines of text"},
    {"subtitle", TR_P_STRING | TR_P_ARRAY | TR_P_EXPR | TR_P_TEXT, NULL, 0, 0, NULL,
     "text, or lines of text"},
    {"align", STR, NULL, 0, 0, NULL, "left, center or right"},
    {"anchor", STR | TR_P_NULL, NULL, 0, 0, "middle", "start, middle or end"},
    {"angle", NUM, NULL, 0, 0, "0", "degrees"},
    {"aria", TR_P_BOOL | TR_P_EXPR | TR_P_IGNORED, NULL, 0, 0, "true", "described to assistive technology"},
    {"baseline", STR, NULL, 0, 0, "top", "top, middle, bottom, …"},
    {"color", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour"},
    {"dx", NUM, NULL, 0, 0, "0", "px to the right"},
    {"dy", NUM, NULL, 0, 0, "0", "px down"},
    {"encoding", TR_P_OBJECT, NULL, 0, 0, NULL, "encodings of single parts", "guide-encoding"},
    {"font", STR, NULL, 0, 0, "sans-serif", "family"},
    {"fontSize", NUM, NULL, 0, 0, "13", "px"},
    {"fontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"fontWeight", STR | TR_P_NUMBER, NULL, 0, 0, "bold", "100 to 900, bold or normal"},
    {"frame", STR, NULL, 0, 0, "group", "bounds or group: what the anchor refers to"},
    {"limit", NUM, NULL, 0, 0, NULL, "longest line, px"},
    {"lineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"offset", NUM, NULL, 0, 0, "4", "px away from the view"},
    {"orient", STR, NULL, 0, 0, "top", "top, bottom, left, right, or none: at the origin"},
    {"style", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, "group-title", "styles of the config"},
    {"subtitleColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour"},
    {"subtitleFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"subtitleFontSize", NUM, NULL, 0, 0, "12", "px"},
    {"subtitleFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"subtitleFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, NULL, "100 to 900, bold or normal"},
    {"subtitleLineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"subtitlePadding", NUM, NULL, 0, 0, "3", "px between title and subtitle"},
    {"zindex", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0", "1: in front of the marks"},
    {NULL}};
#undef STR
#undef NUM

/* A title's line of the two: which properties and style it has. */
typedef struct title_part {
  const tr_guide_env *g;
  const tr_value *props;
  bool is_subtitle;
} title_part;

static const struct {
  const char *title, *subtitle; /* names of the property */
  const char *style;            /* the style's, or NULL: Vega gives all titles their own */
} names[] = {{"color", "subtitleColor", "fill"},
             {"font", "subtitleFont", "font"},
             {"fontSize", "subtitleFontSize", "fontSize"},
             {"fontStyle", "subtitleFontStyle", "fontStyle"},
             {"fontWeight", "subtitleFontWeight", "fontWeight"},
             {"lineHeight", "subtitleLineHeight", "lineHeight"},
             {"limit", "limit", NULL},
             {"align", "align", NULL},
             {"baseline", "baseline", NULL},
             {"angle", "angle", NULL},
             {"dx", "dx", "dx"},
             {"dy", "dy", "dy"},
             {"fillOpacity", "subtitleFillOpacity", "fillOpacity"}, /* this and the next: of styles alone */
             {"stroke", "subtitleStroke", "stroke"},
             {"strokeWidth", "subtitleStrokeWidth", "strokeWidth"},
             {"strokeOpacity", "subtitleStrokeOpacity", "strokeOpacity"}};

/* Null is as good as nothing, as in Vega. */
static const tr_value *own(const tr_value *props, const char *name) {
  const tr_value *v = tr_get(props, name);
  return tr_is_nil(v) ? NULL : v;
}

/* A title with styles of its own (a header's) takes nothing from config.title, which is the style of the
   others. Subtitles have no such styles. */
static const tr_value *lookup(const tr_guide_env *g, const tr_value *props, const char *name) {
  const tr_value *v = own(props, name);
  bool by_config = !own(props, "style") || strncmp(name, "subtitle", strlen("subtitle")) == 0;
  if (!v && by_config) v = tr_config_get(g->config, "title", name);
  return v ? v : tr_config_get(g->vega, "title", name);
}

/* By the name that names[] has for the title. */
static const tr_value *part_prop(const title_part *p, size_t i) {
  const tr_value *styles = p->is_subtitle ? NULL : own(p->props, "style");
  const char *name = p->is_subtitle ? names[i].subtitle : names[i].title;
  const tr_value *v = names[i].style ? lookup(p->g, p->props, name) : own(p->props, name);
  if (v || !names[i].style) return v;
  if (!styles) return tr_guide_style(p->g, p->is_subtitle ? "group-subtitle" : "group-title", names[i].style);
  v = tr_config_style(p->g->config, styles, names[i].style);
  return v ? v : tr_config_style(p->g->vega, styles, names[i].style);
}

static const tr_channel_id channels[] = {
    TR_CH_FILL,         TR_CH_FONT,        TR_CH_FONT_SIZE,    TR_CH_FONT_STYLE,
    TR_CH_FONT_WEIGHT,  TR_CH_LINE_HEIGHT, TR_CH_LIMIT,        TR_CH_ALIGN,
    TR_CH_BASELINE,     TR_CH_ANGLE,       TR_CH_DX,           TR_CH_DY,
    TR_CH_FILL_OPACITY, TR_CH_STROKE,      TR_CH_STROKE_WIDTH, TR_CH_STROKE_OPACITY};

static tr_items part_items(const title_part *p, tr_str align, double angle) {
  tr_items it = {.n = 1};
  tr_items_value(&it, TR_CH_ALIGN, tr_make_string(align));
  tr_items_value(&it, TR_CH_BASELINE, tr_make_string(TR_S("top")));
  tr_items_number(&it, TR_CH_ANGLE, angle);
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    const tr_value *v = part_prop(p, i);
    if (channels[i] == TR_CH_FILL) {
      tr_items_paint(&it, TR_CH_FILL, tr_guide_paint(p->g, v, NULL));
      continue;
    }
    if (channels[i] == TR_CH_STROKE) {
      if (v) tr_items_paint(&it, TR_CH_STROKE, tr_guide_paint(p->g, v, NULL));
      continue;
    }
    v = tr_guide_value(p->g, v, NULL);
    if (v && channels[i] < TR_CH_NUMBERS)
      tr_items_number(&it, channels[i], tr_to_number(v));
    else if (v)
      tr_items_value(&it, channels[i], *v);
  }
  tr_guide_line_break(p->g, &it);
  if (!p->is_subtitle) tr_guide_encode(p->g, &it, tr_get(p->props, "encoding"), NULL);
  return it;
}

typedef struct title_place {
  tr_orient orient;
  bool is_free; /* on no side: at the origin */
  double along, offset;
} title_place;

static title_place place_of(const tr_guide_env *g, const tr_value *props, double width, double height,
                            const tr_bounds *view, tr_str anchor) {
  title_place p = {.orient = TR_ORIENT_TOP,
                   .offset = tr_guide_number(g, lookup(g, props, "offset"), NULL, 0)};
  tr_str orient = tr_guide_string(g, lookup(g, props, "orient"), NULL, TR_S("top"));
  p.is_free = !tr_orient_parse(orient, &p.orient);
  bool group = tr_str_is(tr_guide_string(g, lookup(g, props, "frame"), NULL, (tr_str){0}), "group");
  bool upright = p.orient == TR_ORIENT_LEFT || p.orient == TR_ORIENT_RIGHT;
  double start = 0, end = upright ? height : width;
  if (!group && upright) {
    start = p.orient == TR_ORIENT_LEFT ? view->y2 : view->y1;
    end = p.orient == TR_ORIENT_LEFT ? view->y1 : view->y2;
  } else if (!group) {
    start = view->x1;
    end = view->x2;
  } else if (p.orient == TR_ORIENT_LEFT) {
    start = height;
    end = 0;
  }
  p.along = tr_str_is(anchor, "start") ? start : tr_str_is(anchor, "end") ? end : (start + end) / 2;
  return p;
}

static void set_subtitle(const tr_guide_env *g, const tr_value *props, tr_orient orient,
                         const tr_bounds *title, tr_items *it) {
  double padding = tr_guide_number(g, lookup(g, props, "subtitlePadding"), NULL, 0);
  double x = 0, y = 0;
  switch (orient) {
  case TR_ORIENT_TOP:
  case TR_ORIENT_BOTTOM: y = tr_bounds_height(title) + padding; break;
  case TR_ORIENT_LEFT: x = tr_bounds_width(title) + padding; break;
  case TR_ORIENT_RIGHT: x = -tr_bounds_width(title) - padding; break;
  }
  tr_items_number(it, TR_CH_X, x);
  tr_items_number(it, TR_CH_Y, y);
}

void tr_title_build(const tr_guide_env *g, const tr_value *props, double width, double height,
                    tr_group *parent, tr_bounds *view) {
  const tr_value *text = tr_guide_value(g, tr_get(props, "text"), NULL);
  const tr_value *subtitle = tr_guide_value(g, tr_get(props, "subtitle"), NULL);
  if (!text) return;
  tr_str anchor = tr_guide_string(g, lookup(g, props, "anchor"), NULL, TR_S("middle"));
  title_place place = place_of(g, props, width, height, view, anchor);
  tr_str align = tr_str_is(anchor, "start") ? TR_S("left")
                 : tr_str_is(anchor, "end") ? TR_S("right")
                                            : TR_S("center");
  double angle = place.orient == TR_ORIENT_LEFT ? -90 : place.orient == TR_ORIENT_RIGHT ? 90 : 0;
  tr_mark_env env = tr_guide_marks(g);
  tr_group *group = tr_group_new(g->ctx);
  group->role = TR_ROLE_TITLE;
  group->at = tr_pos_of(props);
  tr_bounds box = tr_bounds_none();
  tr_items it = part_items(&(title_part){g, props, false}, align, angle);
  tr_items_value(&it, TR_CH_TEXT, *text);
  tr_draw_texts(&env, &it, group, &box, NULL);
  if (subtitle) {
    tr_items below = part_items(&(title_part){g, props, true}, align, angle);
    tr_items_value(&below, TR_CH_TEXT, *subtitle);
    if (!place.is_free) set_subtitle(g, props, place.orient, &box, &below);
    tr_draw_texts(&env, &below, group, &box, NULL);
  }
  double x = place.along, y = place.along;
  switch (place.orient) {
  case TR_ORIENT_TOP: y = view->y1 - tr_bounds_height(&box) - place.offset; break;
  case TR_ORIENT_BOTTOM: y = view->y2 + place.offset; break;
  case TR_ORIENT_LEFT: x = view->x1 - tr_bounds_width(&box) - place.offset; break;
  case TR_ORIENT_RIGHT: x = view->x2 + tr_bounds_width(&box) + place.offset; break;
  }
  if (place.is_free) x = y = 0;
  tr_bounds_move(&box, x, y);
  tr_bounds_union(view, &box);
  tr_group_move(group, x, y);
  tr_guide_add(g, tr_get(props, "zindex"), parent, &group->node); /* Vega-Lite's config has none */
}
