#include "chart/grammar/grammar.h"

#include "chart/guide/header-priv.h"
#include "guide/guide.h"
#include "scale/scale.h"

/* Scales, axes, legends, headers, titles and projections; their own tables are in src/scale, src/guide and
   header.c. */

#define EXPR TR_P_EXPR
static const tr_prop domain_props[] = {
    {"unionWith", TR_P_ARRAY, NULL, 0, 0, NULL, "values besides those of the data"},
    {"param", TR_P_STRING, NULL, 0, 0, NULL, "the range that a selection has"},
    {"field", TR_P_STRING, NULL, 0, 0, NULL, "of the selection, where it has several"},
    {"encoding", TR_P_STRING, NULL, 0, 0, NULL, "channel of the selection, where it has several",
     "@channels"},
    {"selection", TR_P_STRING | TR_P_OLD, NULL, 0, 0, NULL, "now `param`"},
    {NULL}};
static const tr_prop range_props[] = {{"field", TR_P_STRING, NULL, 0, 0, NULL, "whose values are the range"},
                                      {NULL}};
static const tr_prop scheme_props[] = {
    {"name", TR_P_STRING, NULL, 0, 0, NULL, "of the scheme", "@schemes"},
    {"scheme", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL, "in `config.range`: its name", "@schemes"},
    {"count", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "how many colours are taken"},
    {"extent", TR_P_ARRAY | EXPR, NULL, 0, 0, NULL, "[from, to] of the ramp, 0 to 1"},
    {NULL}};
static const tr_prop interval_props[] = {
    {"interval", TR_P_STRING, NULL, 0, 0, NULL, "year, month, week, day, hour, minute, second, millisecond"},
    {"step", TR_P_NUMBER, NULL, 0, 0, "1", "every so many of them"},
    {NULL}};
static const tr_prop interpolate_props[] = {{"type", TR_P_ENUM,
                                             "rgb|lab|hcl|hsl|hsl-long|hcl-long|cubehelix|cubehelix-long", 0,
                                             0, NULL, "colour space"},
                                            {"gamma", TR_P_NUMBER, NULL, 0, 0, "1", "of rgb and cubehelix"},
                                            {NULL}};
static const tr_prop conditional_props[] = {{"condition", TR_P_OBJECT | TR_P_ARRAY, NULL, 0, 0, NULL,
                                             "tests on datum.value and datum.label, with a value",
                                             "conditional-value|[conditional-value]"},
                                            {"value", TR_P_ANY, NULL, 0, 0, NULL, "where no test holds"},
                                            {"expr", TR_P_STRING, NULL, 0, 0, NULL, "or as an expression"},
                                            {NULL}};
static const tr_prop conditional_value_props[] = {
    {"test", TR_P_STRING | TR_P_OBJECT | TR_P_ARRAY, NULL, 0, 0, NULL, "an expression or a predicate",
     "predicate"},
    {"value", TR_P_ANY, NULL, 0, 0, NULL, "where it holds"},
    {"expr", TR_P_STRING, NULL, 0, 0, NULL, "or as an expression"},
    {NULL}};

static const tr_prop projection_props[] = {
    {"type", TR_P_STRING | EXPR, NULL, 0, 0, "equalEarth", "which projection", "@projections"},
    {"center", TR_P_ARRAY | EXPR, NULL, 0, 0, "[0, 0]", "[longitude, latitude], degrees"},
    {"clipAngle", TR_P_NUMBER | EXPR | TR_P_NULL, NULL, 0, 0, NULL,
     "degrees about the centre that are shown"},
    {"clipExtent", TR_P_ARRAY | EXPR | TR_P_NULL, NULL, 0, 0, NULL,
     "[[left, top], [right, bottom]] that is shown, px"},
    {"extent", TR_P_ARRAY | EXPR | TR_P_NULL, NULL, 0, 0, NULL,
     "[[left, top], [right, bottom]] that shapes fill, px"},
    {"fit", TR_P_OBJECT | TR_P_ARRAY | EXPR | TR_P_NULL, NULL, 0, 0, NULL,
     "GeoJSON that fills the view; without it the data do"},
    {"parallels", TR_P_ARRAY | EXPR, NULL, 0, 0, NULL, "[south, north] of conic projections, degrees"},
    {"pointRadius", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "of points among shapes, px"},
    {"precision", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.7", "how far lines may be off, px"},
    {"reflectX", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "turned left to right"},
    {"reflectY", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "turned upside down"},
    {"rotate", TR_P_ARRAY | EXPR, NULL, 0, 0, "[0, 0, 0]", "[longitude, latitude, roll], degrees"},
    {"scale", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL,
     "px a radian; without it and `translate`, maps are fitted"},
    {"size", TR_P_ARRAY | EXPR | TR_P_NULL, NULL, 0, 0, NULL, "[width, height] that shapes fill, px"},
    {"translate", TR_P_ARRAY | EXPR, NULL, 0, 0, NULL, "[right, down] of the centre, px"},
    {"coefficient", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "of projections that Vega has not"},
    {"distance", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"fraction", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"lobes", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"parallel", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"radius", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"ratio", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"spacing", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {"tilt", TR_P_NUMBER | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "the same"},
    {NULL}};

/* Of older versions. */
static const tr_prop old_scale_props[] = {
    {"rangeStep", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`width` or `height`: {\"step\": …} of the view"},
    {"bandSize", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`width` or `height`: {\"step\": …} of the view"},
    {"useRawDomain", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`domain`: \"unaggregated\""},
    {NULL}};
static const tr_prop old_axis_props[] = {
    {"shortTimeLabels", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`format`: \"%b\""},
    {"axisWidth", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`domainWidth`"},
    {"axisColor", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`domainColor`"},
    {"titleMaxLength", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`titleLimit`, px"},
    {"characterWidth", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`titleLimit`, px"},
    {"subdivide", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`values`"},
    {"layer", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`zindex`"},
    {NULL}};
static const tr_prop old_legend_props[] = {
    {"shortTimeLabels", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`format`: \"%b\""},
    {"entryPadding", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`rowPadding` or `columnPadding`"},
    {NULL}};

static const tr_object_type types[] = {
    {"scale", .help = "how data become places, colours and other values", .chapter = "Scales and guides",
     .tables = TR_TABLES(tr_scale_common_props, old_scale_props)},
    {"domain", .help = "a domain that is not a list", .tables = TR_TABLES(domain_props)},
    {"range", .help = "a range that is not a list", .tables = TR_TABLES(range_props)},
    {"scheme", .help = "colours by a scheme", .tables = TR_TABLES(scheme_props)},
    {"interval", .help = "every so many units of the calendar", .tables = TR_TABLES(interval_props)},
    {"interpolate", .help = "how colours are mixed", .tables = TR_TABLES(interpolate_props)},
    {"axis", .help = "the axis of x or y", .objects = "conditional",
     .tables = TR_TABLES(tr_axis_props, old_axis_props)},
    {"conditional", .help = "a value that depends on the tick", .key = "condition",
     .tables = TR_TABLES(conditional_props)},
    {"conditional-value", .help = "one of its cases", .what = "condition",
     .tables = TR_TABLES(conditional_value_props)},
    {"legend", .help = "the legend of a channel", .tables = TR_TABLES(tr_legend_props, old_legend_props)},
    {"guide-encoding", .help = "Vega encodings of a guide's parts: labels, title, symbols, gradient …",
     .rest = ""},
    {"header", .help = "labels and title of a facet's rows or columns", .tables = TR_TABLES(tr_header_props)},
    {"title", .help = "the title of a view", .tables = TR_TABLES(tr_title_props)},
    {"projection", .help = "from the globe to the picture", .tables = TR_TABLES(projection_props)},
};

void tr_grammar_guides(tr_grammar *g) { tr_grammar_add_all(g, types, sizeof types / sizeof *types); }
