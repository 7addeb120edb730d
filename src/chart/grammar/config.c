#include "chart/grammar/grammar.h"

#include "guide/guide.h"
#include "mark/mark.h"

/* The config and its sections. */

#define EXPR TR_P_EXPR
static const tr_prop config_props[] = {
    {"autosize", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "pad", "how the size is kept", "autosize"},
    {"background", TR_P_STRING | EXPR | TR_P_NULL, NULL, 0, 0, "white", "colour of the whole picture"},
    {"padding", TR_P_NUMBER | TR_P_OBJECT | EXPR, NULL, 0, 0, "5", "px around the view", "padding"},
    {"font", TR_P_STRING | EXPR, NULL, 0, 0, "sans-serif", "family of all text"},
    {"fontSize", TR_P_OBJECT | TR_P_BOOL | EXPR, NULL, 0, 0, NULL, "sizes of text by where it stands",
     "font-sizes"},
    {"color", TR_P_OBJECT | TR_P_BOOL | EXPR, NULL, 0, 0, NULL, "colours by name, for the whole config"},
    {"lineBreak", TR_P_STRING | EXPR, NULL, 0, 0, NULL, "where text is broken into lines"},
    {"locale", TR_P_OBJECT, NULL, 0, 0, NULL, "words and signs of numbers and dates", "locale"},
    {"countTitle", TR_P_STRING, NULL, 0, 0, "Count of Records", "title of counts"},
    {"fieldTitle", TR_P_ENUM, "verbal|functional|plain", 0, 0, "verbal", "how titles of fields are worded"},
    {"numberFormat", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "d3 format of numbers"},
    {"numberFormatType", TR_P_STRING, NULL, 0, 0, NULL, "a function of expressions that formats numbers"},
    {"normalizedNumberFormat", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, ".0%", "of stacks that end at 1"},
    {"normalizedNumberFormatType", TR_P_STRING, NULL, 0, 0, NULL,
     "a function of expressions, of stacks that end at 1"},
    {"timeFormat", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "%b %d, %Y", "d3 format of dates", "time-format"},
    {"timeFormatType", TR_P_STRING, NULL, 0, 0, NULL, "a function of expressions that formats dates"},
    {"tooltipFormat", TR_P_OBJECT, NULL, 0, 0, NULL, "formats in tooltips", "tooltip-format"},
    {"customFormatTypes", TR_P_BOOL, NULL, 0, 0, "false", "functions of expressions as format types"},
    {"aria", TR_P_BOOL | TR_P_IGNORED, NULL, 0, 0, "true", "described to assistive technology"},
    {"events", TR_P_ANY | TR_P_IGNORED, NULL, 0, 0, NULL, "Vega's own: what browsers report"},
    {"params", TR_P_ARRAY, NULL, 0, 0, NULL, "variables and selections", "[param]"},
    {"signals", TR_P_ARRAY, NULL, 0, 0, NULL, "Vega's own: variables by `value`, `init` or `update`"},
    {"mark", TR_P_OBJECT, NULL, 0, 0, NULL, "of all marks", "config.mark"},
    {"style", TR_P_OBJECT, NULL, 0, 0, NULL, "looks by name", "{style}"},
    {"axis", TR_P_OBJECT, NULL, 0, 0, NULL, "of all axes", "config.axis"},
    {"symbol", TR_P_OBJECT, NULL, 0, 0, NULL, "Vega's own: of points, circles and squares", "style"},
    {"shape", TR_P_OBJECT, NULL, 0, 0, NULL, "Vega's own: of geoshapes", "style"},
    {"group", TR_P_OBJECT, NULL, 0, 0, NULL, "Vega's own: of the grounds of views", "style"},
    {"path", TR_P_OBJECT | TR_P_IGNORED, NULL, 0, 0, NULL, "Vega's own: of a mark that Vega-Lite has not"},
    {"legend", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends", "config.legend"},
    {"header", TR_P_OBJECT, NULL, 0, 0, NULL, "of all headers", "header"},
    {"headerRow", TR_P_OBJECT, NULL, 0, 0, NULL, "of rows", "header"},
    {"headerColumn", TR_P_OBJECT, NULL, 0, 0, NULL, "of columns", "header"},
    {"headerFacet", TR_P_OBJECT, NULL, 0, 0, NULL, "of wrapped facets", "header"},
    {"title", TR_P_OBJECT, NULL, 0, 0, NULL, "of titles", "title"},
    {"scale", TR_P_OBJECT, NULL, 0, 0, NULL, "of scales", "config.scale"},
    {"range", TR_P_OBJECT, NULL, 0, 0, NULL, "colours and symbols by name", "config.range"},
    {"projection", TR_P_OBJECT, NULL, 0, 0, NULL, "of projections", "projection"},
    {"selection", TR_P_OBJECT, NULL, 0, 0, NULL, "of selections", "config.selection"},
    {"view", TR_P_OBJECT, NULL, 0, 0, NULL, "of views", "config.view"},
    {"facet", TR_P_OBJECT, NULL, 0, 0, NULL, "of facets", "config.composition"},
    {"concat", TR_P_OBJECT, NULL, 0, 0, NULL, "of concats and repeats", "config.composition"},
    {"repeat", TR_P_OBJECT | TR_P_GONE, NULL, 0, 0, NULL, "`concat`"},
    {"invalidValues", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`mark`: {\"invalid\": …}"},
    {"overlay", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL,
     "`line`: {\"point\": true}, `area`: {\"line\": true}"},
    {"cell", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`view`"},
    {"stack", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`stack` of the channel"},
    {NULL}};

static const tr_prop composition_props[] = {
    {"columns", TR_P_NUMBER, NULL, 0, 0, NULL, "views in one row"},
    {"spacing", TR_P_NUMBER | TR_P_OBJECT, NULL, 0, 0, "20", "px between views", "row-column"},
    {NULL}};
static const tr_prop font_sizes_props[] = {
    {"text", TR_P_NUMBER, NULL, 0, 0, "11", "of text marks, px"},
    {"guideLabel", TR_P_NUMBER, NULL, 0, 0, "10", "of labels"},
    {"guideTitle", TR_P_NUMBER, NULL, 0, 0, "11", "of titles of guides"},
    {"groupTitle", TR_P_NUMBER, NULL, 0, 0, "13", "of titles"},
    {"groupSubtitle", TR_P_NUMBER, NULL, 0, 0, "12", "of subtitles"},
    {NULL}};
static const tr_prop tooltip_format_props[] = {
    {"numberFormat", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "d3 format of numbers"},
    {"numberFormatType", TR_P_STRING, NULL, 0, 0, NULL, "a function of expressions that formats numbers"},
    {"normalizedNumberFormat", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "of stacks that end at 1"},
    {"normalizedNumberFormatType", TR_P_STRING, NULL, 0, 0, NULL,
     "a function of expressions, of stacks that end at 1"},
    {"timeFormat", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "d3 format of dates", "time-format"},
    {"timeFormatType", TR_P_STRING, NULL, 0, 0, NULL, "a function of expressions that formats dates"},
    {NULL}};
static const tr_prop locale_props[] = {
    {"number", TR_P_OBJECT, NULL, 0, 0, NULL, "of numbers", "locale.number"},
    {"time", TR_P_OBJECT, NULL, 0, 0, NULL, "of dates", "locale.time"},
    {NULL}};

static const tr_prop range_props[] = {
    {"category", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | EXPR, NULL, 0, 0, "tableau10", "colours of names",
     "scheme"},
    {"ordinal", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | EXPR, NULL, 0, 0, "blues", "of what has an order",
     "scheme"},
    {"ramp", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | EXPR, NULL, 0, 0, "blues", "of amounts", "scheme"},
    {"heatmap", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | EXPR, NULL, 0, 0, "yellowgreenblue",
     "of amounts in rectangles", "scheme"},
    {"diverging", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | EXPR, NULL, 0, 0, "blueorange",
     "of two directions", "scheme"},
    {"symbol", TR_P_ARRAY | TR_P_STRING | EXPR, NULL, 0, 0, NULL, "shapes of names"},
    {NULL}};

static const tr_prop scale_props[] = {
    {"animationDuration", TR_P_NUMBER | TR_P_IGNORED, NULL, 0, 0, NULL, "s of an animation"},
    {"framesPerSecond", TR_P_NUMBER | TR_P_IGNORED, NULL, 0, 0, NULL, "of an animation"},
    {"bandPaddingInner", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "between bands, in steps"},
    {"bandPaddingOuter", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "outside bands, in steps"},
    {"barBandPaddingInner", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.1", "between bars"},
    {"rectBandPaddingInner", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "between rectangles"},
    {"tickBandPaddingInner", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.25", "between ticks"},
    {"bandWithNestedOffsetPaddingInner", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.2",
     "between bands that hold offsets"},
    {"bandWithNestedOffsetPaddingOuter", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.2",
     "outside bands that hold offsets"},
    {"offsetBandPaddingInner", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "between bands of offsets"},
    {"offsetBandPaddingOuter", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "outside bands of offsets"},
    {"pointPadding", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.5", "outside points, in steps"},
    {"continuousPadding", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "px at both ends"},
    {"clamp", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "keeps values outside the domain at its ends"},
    {"round", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "rounds places to whole px"},
    {"zero", TR_P_BOOL, NULL, 0, 0, "true", "includes zero in the domain"},
    {"xReverse", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "turns x around"},
    {"useUnaggregatedDomain", TR_P_BOOL, NULL, 0, 0, "false", "domains of the rows before aggregation"},
    {"invalid", TR_P_OBJECT, NULL, 0, 0, NULL, "what null and NaN look like, by channel", "config.invalid"},
    {"minBandSize", TR_P_NUMBER | EXPR, NULL, 0, 0, "2", "least size of bars, px"},
    {"maxBandSize", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "greatest size of bars, px"},
    {"minFontSize", TR_P_NUMBER | EXPR, NULL, 0, 0, "8", "px"},
    {"maxFontSize", TR_P_NUMBER | EXPR, NULL, 0, 0, "40", "px"},
    {"minOpacity", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.3", "0 to 1"},
    {"maxOpacity", TR_P_NUMBER | EXPR, NULL, 0, 0, "0.8", "0 to 1"},
    {"minSize", TR_P_NUMBER | EXPR, NULL, 0, 0, "4", "px²"},
    {"maxSize", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "px²"},
    {"minStrokeWidth", TR_P_NUMBER | EXPR, NULL, 0, 0, "1", "px"},
    {"maxStrokeWidth", TR_P_NUMBER | EXPR, NULL, 0, 0, "4", "px"},
    {"quantileCount", TR_P_NUMBER | EXPR, NULL, 0, 0, "4", "values of a quantile scale"},
    {"quantizeCount", TR_P_NUMBER | EXPR, NULL, 0, 0, "4", "values of a quantize scale"},
    {"rangeStep", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`view`: {\"step\": …}"},
    {"textXRangeStep", TR_P_ANY | TR_P_GONE, NULL, 0, 0, NULL, "`width`: {\"step\": …} of the view"},
    {NULL}};

static const tr_prop axis_props[] = {{"disable", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "no axes"}, {NULL}};

static const tr_prop legend_props[] = {
    {"disable", TR_P_BOOL | EXPR, NULL, 0, 0, "false", "no legends"},
    {"strokeDash", TR_P_ARRAY | EXPR, NULL, 0, 0, NULL, "lengths of strokes and gaps of the edge, px"},
    {"strokeWidth", TR_P_NUMBER | EXPR, NULL, 0, 0, "1", "of the edge, px"},
    {"gradientDirection", TR_P_STRING | EXPR, NULL, 0, 0, "vertical", "vertical or horizontal"},
    {"gradientHorizontalMaxLength", TR_P_NUMBER, NULL, 0, 0, "200", "px"},
    {"gradientHorizontalMinLength", TR_P_NUMBER, NULL, 0, 0, "100", "px"},
    {"gradientVerticalMaxLength", TR_P_NUMBER, NULL, 0, 0, "200", "px"},
    {"gradientVerticalMinLength", TR_P_NUMBER, NULL, 0, 0, "64", "px"},
    {"gradientLabelLimit", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "longest label, px"},
    {"gradientLabelOffset", TR_P_NUMBER | EXPR, NULL, 0, 0, "2", "px between gradient and labels"},
    {"layout", TR_P_OBJECT | EXPR, NULL, 0, 0, NULL, "how several legends stand beside each other",
     "legend-layout"},
    {"symbolBaseFillColor", TR_P_STRING | EXPR | TR_P_NULL, NULL, 0, 0, "transparent",
     "where no scale gives one"},
    {"symbolBaseStrokeColor", TR_P_STRING | EXPR | TR_P_NULL, NULL, 0, 0, "#888", "where no scale gives one"},
    {"symbolDirection", TR_P_STRING | EXPR, NULL, 0, 0, "vertical", "vertical or horizontal"},
    {"unselectedOpacity", TR_P_NUMBER, NULL, 0, 1, "0.35", "of entries that a bound selection leaves out"},
    {NULL}};
static const tr_prop layout_props[] = {
    {"offset", TR_P_NUMBER | EXPR, NULL, 0, 0, "18", "px away from the view"},
    {"direction", TR_P_STRING | EXPR, NULL, 0, 0, NULL, "vertical or horizontal"},
    {"margin", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "px between legends"},
    {"anchor", TR_P_STRING | EXPR, NULL, 0, 0, NULL, "start, middle or end"},
    {"bounds", TR_P_STRING | EXPR, NULL, 0, 0, NULL, "full or flush"},
    {"center", TR_P_BOOL | EXPR, NULL, 0, 0, NULL, "in the middle of its row"},
    {"left", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends on the left", "legend-layout"},
    {"right", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends on the right", "legend-layout"},
    {"top", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends above", "legend-layout"},
    {"bottom", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends below", "legend-layout"},
    {"top-left", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends in this corner", "legend-layout"},
    {"top-right", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends in this corner", "legend-layout"},
    {"bottom-left", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends in this corner", "legend-layout"},
    {"bottom-right", TR_P_OBJECT, NULL, 0, 0, NULL, "of legends in this corner", "legend-layout"},
    {NULL}};

static const tr_object_type types[] = {
    {"config.scale", .help = "defaults of scales", .tables = TR_TABLES(scale_props)},
    {"config.invalid", .help = "by channel: \"zero-or-min\", or {value: …}", .rest = ""},
    {"config.range", .help = "colours and symbols that scales take by name", .tables = TR_TABLES(range_props),
     .rest = ""},
    {"config.legend", .help = "defaults of legends", .tables = TR_TABLES(legend_props, tr_legend_props)},
    {"config.axis", .help = "defaults of axes", .objects = "conditional",
     .tables = TR_TABLES(axis_props, tr_axis_props)},
    {"legend-layout", .help = "where legends stand", .tables = TR_TABLES(layout_props)},
    {"config.composition", .help = "defaults of composed views", .tables = TR_TABLES(composition_props)},
    {"config.mark", .tables = TR_TABLES(tr_mark_common_props)},
    {"font-sizes", .help = "sizes of text", .tables = TR_TABLES(font_sizes_props)},
    {"tooltip-format", .help = "formats in tooltips", .tables = TR_TABLES(tooltip_format_props)},
    {"locale", .help = "words and signs of a language, as d3 has them", .tables = TR_TABLES(locale_props)},
    {"locale.number", .help = "decimal, thousands, grouping, currency, numerals, percent, minus, nan",
     .rest = ""},
    {"locale.time", .help = "dateTime, date, time, periods, days, shortDays, months, shortMonths",
     .rest = ""},
};

static const char *const axis_sections[] = {
    "axisX",         "axisY",     "axisLeft",   "axisRight",     "axisTop",
    "axisBottom",    "axisBand",  "axisPoint",  "axisDiscrete",  "axisQuantitative",
    "axisTemporal",  "axisXBand", "axisXPoint", "axisXDiscrete", "axisXQuantitative",
    "axisXTemporal", "axisYBand", "axisYPoint", "axisYDiscrete", "axisYQuantitative",
    "axisYTemporal"};
enum { N_AXES = sizeof axis_sections / sizeof *axis_sections };

/* A section for each mark and for each kind of axis. */
static const tr_prop *sections(tr_ctx *ctx) {
  const tr_mark_type *const *marks;
  size_t n = tr_mark_types(&marks), k = 0;
  tr_prop *rows = TR_NEW_N(ctx->doc, tr_prop, n + N_AXES + 1);
  for (size_t i = 0; i < n; i++)
    rows[k++] = (tr_prop){marks[i]->name, TR_P_OBJECT, .help = "defaults of this mark",
                          .of = tr_printf(ctx->doc, "config.%s", marks[i]->name).p};
  for (size_t i = 0; i < N_AXES; i++)
    rows[k++] =
        (tr_prop){axis_sections[i], TR_P_OBJECT, .help = "defaults of such axes", .of = "config.axis"};
  return rows;
}

void tr_grammar_config(tr_ctx *ctx, tr_grammar *g) {
  const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, 3);
  tr_object_type *config = TR_NEW(ctx->doc, tr_object_type), *style = TR_NEW(ctx->doc, tr_object_type);
  tables[0] = config_props;
  tables[1] = sections(ctx);
  *config = (tr_object_type){
      .name = "config", .help = "defaults for a whole chart", .chapter = "Config", .tables = tables};
  *style = (tr_object_type){.name = "style",
                            .help = "a look under a name, for marks, text, views and axes",
                            .tables = tr_grammar_mark_tables(ctx, tr_axis_props)};
  tr_grammar_add(g, config);
  tr_grammar_add(g, style);
  tr_grammar_add_all(g, types, sizeof types / sizeof *types);
}
