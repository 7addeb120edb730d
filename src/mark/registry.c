#include "mark/mark-priv.h"

static const tr_mark_type *const rows[] = {
    &tr_mark_arc,       &tr_mark_area,     &tr_mark_bar,      &tr_mark_boxplot, &tr_mark_circle,
    &tr_mark_errorband, &tr_mark_errorbar, &tr_mark_geoshape, &tr_mark_image,   &tr_mark_line,
    &tr_mark_point,     &tr_mark_rect,     &tr_mark_rule,     &tr_mark_square,  &tr_mark_text,
    &tr_mark_tick,      &tr_mark_trail,
};
enum { n_rows = sizeof rows / sizeof *rows };

static const char *const names[] = {"arc",      "area",     "bar",   "boxplot", "circle", "errorband",
                                    "errorbar", "geoshape", "image", "line",    "point",  "rect",
                                    "rule",     "square",   "text",  "tick",    "trail",  NULL};

#define NUM (TR_P_NUMBER | TR_P_EXPR)
#define STR (TR_P_STRING | TR_P_EXPR)
const tr_prop tr_mark_common_props[] = {
    {"type", TR_P_STRING, NULL, 0, 0, NULL, "which mark", "@marks"},
    {"style", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL, "styles of the config, the last wins"},
    {"align", STR, NULL, 0, 0, NULL, "left, center or right"},
    {"angle", NUM, NULL, 0, 0, "0", "rotation in degrees, clockwise"},
    {"aria", TR_P_BOOL | TR_P_EXPR | TR_P_IGNORED, NULL, 0, 0, "true", "described to assistive technology"},
    {"ariaRole", STR | TR_P_IGNORED, NULL, 0, 0, NULL, "role for assistive technology"},
    {"ariaRoleDescription", STR | TR_P_IGNORED, NULL, 0, 0, NULL, "role in words"},
    {"aspect", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, "true", "images keep their proportions"},
    {"bandSize", NUM | TR_P_OBJECT | TR_P_IGNORED, NULL, 0, 0, NULL,
     "Vega-Lite does nothing with it either; `discreteBandSize` has an effect"},
    {"baseline", STR, NULL, 0, 0, NULL, "top, middle, bottom, alphabetic, line-top or line-bottom"},
    {"binSpacing", NUM, NULL, 0, 0, NULL, "px between neighbouring bins"},
    {"blend", STR | TR_P_NULL, NULL, 0, 0, NULL, "blend mode, as in CSS"},
    {"clip", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, NULL, "cut at the view's rectangle"},
    {"color", STR | TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, "#4c78a8", "fill or stroke, by `filled`",
     "gradient"},
    {"cornerRadius", NUM, NULL, 0, 0, "0", "radius of all corners, px"},
    {"cornerRadiusTopLeft", NUM, NULL, 0, 0, "0", "px"},
    {"cornerRadiusTopRight", NUM, NULL, 0, 0, "0", "px"},
    {"cornerRadiusBottomLeft", NUM, NULL, 0, 0, "0", "px"},
    {"cornerRadiusBottomRight", NUM, NULL, 0, 0, "0", "px"},
    {"cursor", STR | TR_P_IGNORED, NULL, 0, 0, NULL, "pointer over the mark"},
    {"description", STR, NULL, 0, 0, NULL, "text for assistive technology"},
    {"dir", STR, NULL, 0, 0, "ltr", "direction of the text"},
    {"dx", NUM, NULL, 0, 0, "0", "moves text to the right, px"},
    {"dy", NUM, NULL, 0, 0, "0", "moves text down, px"},
    {"ellipsis", STR, NULL, 0, 0, "…", "ends text that is cut"},
    {"endAngle", NUM, NULL, 0, 0, NULL, "of arcs, radians"},
    {"fill", STR | TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "colour, gradient or null", "gradient"},
    {"fillOpacity", NUM, NULL, 0, 1, "1", "0 to 1"},
    {"filled", TR_P_BOOL, NULL, 0, 0, NULL, "colour fills the mark, else strokes it"},
    {"font", STR, NULL, 0, 0, "sans-serif", "family"},
    {"fontSize", NUM, NULL, 0, 0, "11", "px"},
    {"fontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"fontWeight", STR | TR_P_NUMBER, NULL, 0, 0, NULL, "100 to 900, bold or normal"},
    {"height", NUM | TR_P_OBJECT, NULL, 0, 0, NULL, "px, or {band: share}", "band-size"},
    {"href", STR, NULL, 0, 0, NULL, "link"},
    {"innerRadius", NUM, NULL, 0, 0, "0", "of arcs, px"},
    {"interpolate", STR, NULL, 0, 0, "linear", "curve of lines and areas"},
    {"invalid", STR | TR_P_NULL, NULL, 0, 0, NULL, "what is done with null and NaN"},
    {"limit", NUM, NULL, 0, 0, "0", "longest text, px; 0: none"},
    {"line", TR_P_BOOL | TR_P_OBJECT, NULL, 0, 0, NULL, "a line over an area", "mark-part"},
    {"lineBreak", STR, NULL, 0, 0, NULL, "where text is broken into lines"},
    {"lineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"minBandSize", NUM, NULL, 0, 0, NULL, "least width of a band, px"},
    {"opacity", NUM, NULL, 0, 1, NULL, "0 to 1"},
    {"order", TR_P_BOOL | TR_P_NULL, NULL, 0, 0, NULL, "null draws lines in the data's order"},
    {"orient", TR_P_STRING, NULL, 0, 0, NULL, "horizontal or vertical"},
    {"outerRadius", NUM, NULL, 0, 0, NULL, "of arcs, px"},
    {"padAngle", NUM, NULL, 0, 0, "0", "between arcs, radians"},
    {"point", TR_P_BOOL | TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "points over a line or area",
     "mark-part"},
    {"radius", NUM, NULL, 0, 0, NULL, "distance of text, outer radius of arcs, px"},
    {"radius2", NUM, NULL, 0, 0, NULL, "inner radius of arcs, px"},
    {"radius2Offset", NUM, NULL, 0, 0, NULL, "px"},
    {"radiusOffset", NUM, NULL, 0, 0, NULL, "px"},
    {"shape", STR, NULL, 0, 0, "circle", "symbol, or an SVG path"},
    {"size", NUM | TR_P_OBJECT, NULL, 0, 0, NULL, "area of symbols, width of bars, stroke width of lines",
     "band-size"},
    {"smooth", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, "true", "images are smoothed"},
    {"startAngle", NUM, NULL, 0, 0, NULL, "of arcs, radians"},
    {"stroke", STR | TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "colour, gradient or null", "gradient"},
    {"strokeCap", STR, NULL, 0, 0, "butt", "butt, round or square"},
    {"strokeDash", TR_P_ARRAY | TR_P_EXPR, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"strokeDashOffset", NUM, NULL, 0, 0, "0", "px"},
    {"strokeJoin", STR, NULL, 0, 0, "miter", "miter, round or bevel"},
    {"strokeMiterLimit", NUM, NULL, 0, 0, NULL, "where corners are cut off"},
    {"strokeOffset", NUM | TR_P_IGNORED, NULL, 0, 0, NULL, "px"},
    {"strokeOpacity", NUM, NULL, 0, 1, "1", "0 to 1"},
    {"strokeWidth", NUM, NULL, 0, 0, NULL, "px"},
    {"tension", NUM, NULL, 0, 0, NULL, "of cardinal, catmull-rom and bundle curves"},
    {"text", STR | TR_P_ARRAY, NULL, 0, 0, NULL, "text, or lines of text"},
    {"theta", NUM, NULL, 0, 0, NULL, "angle, radians clockwise from the top"},
    {"theta2", NUM, NULL, 0, 0, NULL, "end angle of arcs, radians"},
    {"theta2Offset", NUM, NULL, 0, 0, NULL, "radians"},
    {"thetaOffset", NUM, NULL, 0, 0, NULL, "radians"},
    {"thickness", NUM, NULL, 0, 0, NULL, "of ticks, px"},
    {"time", NUM | TR_P_IGNORED, NULL, 0, 0, NULL, "place in an animation"},
    {"timeUnitBandPosition", NUM, NULL, 0, 0, NULL, "where in a time unit's band marks stand"},
    {"timeUnitBandSize", NUM, NULL, 0, 0, "1", "share of a time unit's band"},
    {"tooltip", STR | TR_P_NUMBER | TR_P_BOOL | TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "kept as title",
     "tooltip-content"},
    {"url", STR, NULL, 0, 0, NULL, "of an image"},
    {"width", NUM | TR_P_OBJECT, NULL, 0, 0, NULL, "px, or {band: share}", "band-size"},
    {"x", NUM | TR_P_STRING, NULL, 0, 0, NULL, "px, or \"width\""},
    {"x2", NUM | TR_P_STRING, NULL, 0, 0, NULL, "px, or \"width\""},
    {"x2Offset", NUM, NULL, 0, 0, NULL, "px"},
    {"xOffset", NUM, NULL, 0, 0, NULL, "px"},
    {"y", NUM | TR_P_STRING, NULL, 0, 0, NULL, "px, or \"height\""},
    {"y2", NUM | TR_P_STRING, NULL, 0, 0, NULL, "px, or \"height\""},
    {"y2Offset", NUM, NULL, 0, 0, NULL, "px"},
    {"yOffset", NUM, NULL, 0, 0, NULL, "px"},
    {NULL}};
#undef NUM
#undef STR

const tr_mark_type *tr_mark_find(tr_str name) {
  for (size_t i = 0; i < n_rows; i++)
    if (tr_str_is(name, rows[i]->name)) return rows[i];
  return NULL;
}

size_t tr_mark_types(const tr_mark_type *const **out) {
  *out = rows;
  return n_rows;
}

const char *const *tr_mark_names(void) { return names; }
