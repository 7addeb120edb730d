#include "guide/guide-priv.h"

#define NUM  (TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR)
#define STR  (TR_P_STRING | TR_P_OBJECT | TR_P_EXPR)
#define BOOL (TR_P_BOOL | TR_P_OBJECT | TR_P_EXPR)
const tr_prop tr_axis_props[] = {
    {"aria", BOOL | TR_P_IGNORED, NULL, 0, 0, "true", "described to assistive technology"},
    {"bandPosition", NUM, NULL, 0, 0, "0.5", "where in a band ticks stand, 0 to 1"},
    {"description", STR | TR_P_IGNORED, NULL, 0, 0, NULL, "text for assistive technology"},
    {"domain", BOOL, NULL, 0, 0, "true", "the axis line"},
    {"domainCap", STR, NULL, 0, 0, "butt", "ends of the axis line"},
    {"domainColor", STR | TR_P_NULL, NULL, 0, 0, "#888", "colour of the axis line"},
    {"domainDash", TR_P_ARRAY | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"domainDashOffset", NUM, NULL, 0, 0, "0", "px"},
    {"domainOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"domainWidth", NUM, NULL, 0, 0, "1", "px"},
    {"encoding", TR_P_OBJECT, NULL, 0, 0, NULL, "encodings of single parts", "guide-encoding"},
    {"format", STR, NULL, 0, 0, NULL, "d3 format of the labels; of dates perhaps by unit", "time-format"},
    {"formatType", STR, NULL, 0, 0, NULL, "number or time"},
    {"grid", BOOL, NULL, 0, 0, NULL, "grid lines"},
    {"gridCap", STR, NULL, 0, 0, "butt", "ends of grid lines"},
    {"gridColor", STR | TR_P_NULL, NULL, 0, 0, "#ddd", "colour of grid lines"},
    {"gridDash", TR_P_ARRAY | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"gridDashOffset", NUM, NULL, 0, 0, "0", "px"},
    {"gridOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"gridWidth", NUM, NULL, 0, 0, "1", "px"},
    {"labelAlign", STR | TR_P_NULL, NULL, 0, 0, NULL, "left, center or right"},
    {"labelAngle", NUM, NULL, 0, 0, NULL, "degrees"},
    {"labelBaseline", STR | TR_P_NULL, NULL, 0, 0, NULL, "top, middle, bottom, …"},
    {"labelBound", TR_P_BOOL | NUM, NULL, 0, 0, "false", "hides labels that reach past the axis by more px"},
    {"labelColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour of labels"},
    {"labelExpr", TR_P_STRING, NULL, 0, 0, NULL,
     "expression for the label, with datum.value and datum.label"},
    {"labelFlush", TR_P_BOOL | NUM, NULL, 0, 0, NULL, "first and last label end at the axis' ends"},
    {"labelFlushOffset", NUM, NULL, 0, 0, "0", "px"},
    {"labelFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"labelFontSize", NUM, NULL, 0, 0, "10", "px"},
    {"labelFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"labelFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, NULL, "100 to 900, bold or normal"},
    {"labelLimit", NUM, NULL, 0, 0, "180", "longest label, px"},
    {"labelLineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"labelOffset", NUM, NULL, 0, 0, "0", "px along the axis"},
    {"labelOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"labelOverlap", TR_P_BOOL | STR, NULL, 0, 0, NULL, "how overlapping labels are thinned: parity, greedy"},
    {"labelPadding", NUM, NULL, 0, 0, "2", "px between ticks and labels"},
    {"labelSeparation", NUM, NULL, 0, 0, "0", "least px between labels"},
    {"labels", BOOL, NULL, 0, 0, "true", "labels"},
    {"maxExtent", NUM, NULL, 0, 0, "200", "most px for ticks and labels before the title"},
    {"minExtent", NUM, NULL, 0, 0, "0", "least px for ticks and labels before the title"},
    {"offset", NUM, NULL, 0, 0, "0", "px away from the view"},
    {"orient", STR, NULL, 0, 0, NULL, "top, bottom, left or right"},
    {"position", NUM, NULL, 0, 0, "0", "px along the view's edge"},
    {"style", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL, "styles of the config"},
    {"tickBand", STR, NULL, 0, 0, "center", "center or extent"},
    {"tickCap", STR, NULL, 0, 0, "butt", "ends of ticks"},
    {"tickColor", STR | TR_P_NULL, NULL, 0, 0, "#888", "colour of ticks"},
    {"tickCount", NUM | TR_P_STRING, NULL, 0, 0, NULL, "about how many, or an interval", "interval"},
    {"tickDash", TR_P_ARRAY | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"tickDashOffset", NUM, NULL, 0, 0, "0", "px"},
    {"tickExtra", BOOL, NULL, 0, 0, NULL, "one more tick at the start"},
    {"tickMinStep", NUM, NULL, 0, 0, NULL, "least distance between ticks, in the data's unit"},
    {"tickOffset", NUM, NULL, 0, 0, "0", "px along the axis"},
    {"tickOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"tickRound", BOOL, NULL, 0, 0, "true", "ticks at whole px"},
    {"tickSize", NUM, NULL, 0, 0, "5", "px"},
    {"tickWidth", NUM, NULL, 0, 0, "1", "px"},
    {"ticks", BOOL, NULL, 0, 0, "true", "ticks"},
    {"title", TR_P_STRING | TR_P_ARRAY | TR_P_NULL | TR_P_BOOL | TR_P_EXPR | TR_P_TEXT, NULL, 0, 0, NULL,
     "text, lines of text, or null for none"},
    {"titleAlign", STR, NULL, 0, 0, NULL, "left, center or right"},
    {"titleAnchor", STR | TR_P_NULL, NULL, 0, 0, NULL, "start, middle or end"},
    {"titleAngle", NUM, NULL, 0, 0, NULL, "degrees"},
    {"titleBaseline", STR, NULL, 0, 0, NULL, "top, middle, bottom, …"},
    {"titleColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour of the title"},
    {"titleFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"titleFontSize", NUM, NULL, 0, 0, "11", "px"},
    {"titleFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"titleFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, "bold", "100 to 900, bold or normal"},
    {"titleLimit", NUM, NULL, 0, 0, NULL, "longest title, px"},
    {"titleLineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"titleOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"titlePadding", NUM, NULL, 0, 0, "4", "px between labels and title"},
    {"titleX", NUM, NULL, 0, 0, NULL, "px"},
    {"titleY", NUM, NULL, 0, 0, NULL, "px"},
    {"translate", NUM, NULL, 0, 0, "0.5", "px, of the whole axis"},
    {"values", TR_P_ARRAY | TR_P_EXPR, NULL, 0, 0, NULL, "where to put ticks"},
    {"zindex", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0", "1: in front of the marks"},
    {NULL}};
#undef NUM
#undef STR
#undef BOOL

static const char *const orient_sections[] = {"axisLeft", "axisRight", "axisTop", "axisBottom"};

/* Vega's config, most specific section first. */
static const tr_value *from_config(const tr_guide_env *g, const tr_axis *axis, const char *name) {
  const tr_value *v = NULL;
  if (tr_scale_type_of(axis->scale)->kind == TR_SCALE_BAND) {
    v = tr_config_get(g->config, "axisBand", name);
    if (!v) v = tr_config_get(g->vega, "axisBand", name);
  }
  tr_orient orient = axis->is_x ? TR_ORIENT_BOTTOM : TR_ORIENT_LEFT;
  tr_orient_parse(tr_string(tr_get(axis->props, "orient")), &orient);
  if (!v) v = tr_config_get(g->config, orient_sections[orient], name);
  bool across = orient == TR_ORIENT_TOP || orient == TR_ORIENT_BOTTOM;
  if (!v) v = tr_config_get(g->config, across ? "axisX" : "axisY", name);
  if (!v) v = tr_config_get(g->config, "axis", name);
  return v ? v : tr_config_get(g->vega, "axis", name);
}

const tr_value *tr_guide_style(const tr_guide_env *g, const char *style, const char *property) {
  const tr_value *v = tr_config_style_z(g->config, style, property);
  return v ? v : tr_config_style_z(g->vega, style, property);
}

/* Text properties under the names that guide styles have; how text is aligned and turned a guide decides
   itself. */
static const char *const text_names[][2] = {{"Color", "fill"},
                                            {"Font", "font"},
                                            {"FontSize", "fontSize"},
                                            {"FontStyle", "fontStyle"},
                                            {"FontWeight", "fontWeight"},
                                            {"Limit", "limit"},
                                            {"LineHeight", "lineHeight"},
                                            {"Opacity", "fillOpacity"}};

const tr_value *tr_guide_text_style(const tr_guide_env *g, const char *name) {
  tr_str s = tr_str_z(name);
  bool label = tr_str_starts(s, "label"), title = tr_str_starts(s, "title");
  for (size_t i = 0; (label || title) && i < sizeof text_names / sizeof *text_names; i++)
    if (tr_str_is(tr_str_sub(s, 5, s.n), text_names[i][0]))
      return tr_guide_style(g, label ? "guide-label" : "guide-title", text_names[i][1]);
  return NULL;
}

const tr_value *tr_axis_prop(const tr_guide_env *g, const tr_axis *axis, const char *name) {
  const tr_value *v = tr_get(axis->props, name);
  if (!v || v->kind == TR_UNDEFINED) v = from_config(g, axis, name);
  return v ? v : tr_guide_text_style(g, name);
}
