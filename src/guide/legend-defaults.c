#include "guide/legend-priv.h"

#define NUM  (TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR)
#define STR  (TR_P_STRING | TR_P_OBJECT | TR_P_EXPR)
#define BOOL (TR_P_BOOL | TR_P_OBJECT | TR_P_EXPR)
#define DASH (TR_P_ARRAY | TR_P_OBJECT | TR_P_EXPR)
const tr_prop tr_legend_props[] = {
    {"aria", BOOL | TR_P_IGNORED, NULL, 0, 0, "true", "described to assistive technology"},
    {"clipHeight", NUM, NULL, 0, 0, NULL, "height of entries, px"},
    {"columnPadding", NUM, NULL, 0, 0, "10", "px between columns of entries"},
    {"columns", NUM, NULL, 0, 0, NULL, "of entries; 0: all in one row"},
    {"cornerRadius", NUM, NULL, 0, 0, "0", "of the legend's ground, px"},
    {"description", STR | TR_P_IGNORED, NULL, 0, 0, NULL, "text for assistive technology"},
    {"direction", STR, NULL, 0, 0, "vertical", "vertical or horizontal"},
    {"encoding", TR_P_OBJECT, NULL, 0, 0, NULL, "encodings of single parts", "guide-encoding"},
    {"fillColor", STR | TR_P_NULL, NULL, 0, 0, NULL, "colour of the legend's ground"},
    {"format", STR, NULL, 0, 0, NULL, "d3 format of the labels; of dates perhaps by unit", "time-format"},
    {"formatType", STR, NULL, 0, 0, NULL, "number or time"},
    {"gradientLength", NUM, NULL, 0, 0, "200", "px"},
    {"gradientOpacity", NUM, NULL, 0, 0, NULL, "0 to 1"},
    {"gradientStrokeColor", STR | TR_P_NULL, NULL, 0, 0, "#ddd", "colour of the gradient's edge"},
    {"gradientStrokeWidth", NUM, NULL, 0, 0, "0", "px"},
    {"gradientThickness", NUM, NULL, 0, 0, "16", "px"},
    {"gridAlign", STR, NULL, 0, 0, "each", "each, all or none"},
    {"labelAlign", STR, NULL, 0, 0, "left", "left, center or right"},
    {"labelBaseline", STR, NULL, 0, 0, "middle", "top, middle, bottom, …"},
    {"labelColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour of labels"},
    {"labelExpr", TR_P_STRING, NULL, 0, 0, NULL, "expression for the label"},
    {"labelFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"labelFontSize", NUM, NULL, 0, 0, "10", "px"},
    {"labelFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"labelFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, NULL, "100 to 900, bold or normal"},
    {"labelLimit", NUM, NULL, 0, 0, "160", "longest label, px"},
    {"labelOffset", NUM, NULL, 0, 0, "4", "px between symbol and label"},
    {"labelOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"labelOverlap", TR_P_BOOL | STR, NULL, 0, 0, "true", "how overlapping labels of gradients are thinned"},
    {"labelPadding", NUM | TR_P_IGNORED, NULL, 0, 0, NULL, "Vega does nothing with it either"},
    {"labelSeparation", NUM, NULL, 0, 0, "0", "least px between labels"},
    {"legendX", NUM, NULL, 0, 0, NULL, "px, with orient none"},
    {"legendY", NUM, NULL, 0, 0, NULL, "px, with orient none"},
    {"offset", NUM, NULL, 0, 0, "18", "px away from the view"},
    {"orient", STR, NULL, 0, 0, "right", "side or corner of the view"},
    {"padding", NUM, NULL, 0, 0, "0", "px around the content"},
    {"rowPadding", NUM, NULL, 0, 0, "2", "px between rows of entries"},
    {"strokeColor", STR | TR_P_NULL, NULL, 0, 0, NULL, "colour of the legend's edge"},
    {"symbolDash", DASH, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"symbolDashOffset", NUM, NULL, 0, 0, NULL, "px"},
    {"symbolFillColor", STR | TR_P_NULL, NULL, 0, 0, NULL, "colour"},
    {"symbolLimit", NUM, NULL, 0, 0, "30", "most entries"},
    {"symbolOffset", NUM, NULL, 0, 0, "0", "px"},
    {"symbolOpacity", NUM, NULL, 0, 0, NULL, "0 to 1"},
    {"symbolSize", NUM, NULL, 0, 0, "100", "px²"},
    {"symbolStrokeColor", STR | TR_P_NULL, NULL, 0, 0, NULL, "colour"},
    {"symbolStrokeWidth", NUM, NULL, 0, 0, "1.5", "px"},
    {"symbolType", STR, NULL, 0, 0, NULL, "symbol, or an SVG path"},
    {"tickCount", NUM | TR_P_STRING, NULL, 0, 0, NULL, "about how many labels, or an interval", "interval"},
    {"tickMinStep", NUM, NULL, 0, 0, NULL, "least distance between labels"},
    {"title", TR_P_STRING | TR_P_ARRAY | TR_P_NULL | TR_P_BOOL | TR_P_EXPR | TR_P_TEXT, NULL, 0, 0, NULL,
     "text, lines of text, or null for none"},
    {"titleAlign", STR, NULL, 0, 0, NULL, "left, center or right"},
    {"titleAnchor", STR | TR_P_NULL, NULL, 0, 0, NULL, "start, middle or end"},
    {"titleBaseline", STR, NULL, 0, 0, NULL, "top, middle, bottom, …"},
    {"titleColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour of the title"},
    {"titleFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"titleFontSize", NUM, NULL, 0, 0, "11", "px"},
    {"titleFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"titleFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, "bold", "100 to 900, bold or normal"},
    {"titleLimit", NUM, NULL, 0, 0, "180", "longest title, px"},
    {"titleLineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"titleOpacity", NUM, NULL, 0, 0, "1", "0 to 1"},
    {"titleOrient", STR, NULL, 0, 0, "top", "left, right, top or bottom"},
    {"titlePadding", NUM, NULL, 0, 0, "5", "px between title and entries"},
    {"type", STR, NULL, 0, 0, NULL, "symbol or gradient"},
    {"values", TR_P_ARRAY | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "which values are shown"},
    {"zindex", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0", "1: in front of the marks"},
    {NULL}};
#undef NUM
#undef STR
#undef BOOL
#undef DASH

const tr_value *tr_legend_prop(const tr_guide_env *g, const tr_legend *legend, const char *name) {
  const tr_value *v = tr_get(legend->props, name);
  if (!v || v->kind == TR_UNDEFINED) v = tr_config_get(g->config, "legend", name);
  if (!v) v = tr_config_get(g->vega, "legend", name);
  return v ? v : tr_guide_text_style(g, name);
}

const tr_value *tr_legend_prop_of(const void *self, const char *name) { return legend_prop(self, name); }

const tr_scale *tr_legend_scale_of(const tr_legend *legend, tr_channel_id channel) {
  for (size_t i = 0; i < legend->n_scales; i++)
    if (legend->scales[i].channel == channel) return legend->scales[i].scale;
  return NULL;
}
