#include "chart/grammar/grammar.h"

#include "chart/chart-priv.h"

/* Channels, what may be said of each, and the objects within: sort, bin, impute, conditions. */

#define ANY TR_P_ANY
static const tr_prop field_props[] = {
    {"field", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "column of the data", "repeat-reference"},
    {"type", TR_P_STRING, NULL, 0, 0, NULL, "of the field; by default from what is done with it", "@types"},
    {"aggregate", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "statistic over the rows of a group",
     "@channel-aggregates|aggregate"},
    {"bandPosition", TR_P_NUMBER, NULL, 0, 0, "0.5", "where in a band, 0 to 1"},
    {"bin", TR_P_BOOL | TR_P_NULL | TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "false",
     "puts numbers into bins; \"binned\": they are in bins already", "bin"},
    {"timeUnit", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "cuts dates to units", "@time-units|time-unit"},
    {"title", TR_P_STRING | TR_P_NUMBER | TR_P_BOOL | TR_P_ARRAY | TR_P_TEXT | TR_P_NULL | TR_P_EXPR, NULL, 0,
     0, NULL, "of its axis, legend, header or tooltip; null for none"},
    {"tooltip", TR_P_BOOL, NULL, 0, 0, "true", "whether a tooltip of all fields has it"},
    {"band", TR_P_NUMBER | TR_P_GONE, NULL, 0, 0, NULL,
     "`bandPosition`, or `width: {\"band\": …}` of the mark"},
    {NULL}};
static const tr_prop datum_props[] = {{"datum", ANY, NULL, 0, 0, NULL, "a constant in the data's unit"},
                                      {NULL}};
static const tr_prop value_props[] = {
    {"value", ANY, NULL, 0, 0, NULL, "a constant in the channel's unit, such as a colour or px"}, {NULL}};
static const tr_prop scale_props[] = {{"scale", TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, NULL,
                                       "its scale; null: values as they are", "scale"},
                                      {NULL}};
static const tr_prop sort_props[] = {
    {"sort", TR_P_STRING | TR_P_ARRAY | TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, "ascending",
     "ascending, descending, a channel (\"-x\"), a list, by a field, or null: as in the data", "sort"},
    {NULL}};
static const tr_prop axis_props[] = {
    {"axis", TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, NULL, "its axis; null for none", "axis"},
    {NULL}};
static const tr_prop legend_props[] = {
    {"legend", TR_P_OBJECT | TR_P_NULL | TR_P_BOOL, NULL, 0, 0, NULL, "its legend; null for none", "legend"},
    {NULL}};
static const tr_prop stack_props[] = {{"stack", TR_P_STRING | TR_P_BOOL | TR_P_NULL, NULL, 0, 0, NULL,
                                       "zero, center, normalize; null for none"},
                                      {NULL}};
static const tr_prop impute_props[] = {
    {"impute", TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "fills gaps", "impute"}, {NULL}};
static const tr_prop condition_props[] = {{"condition", TR_P_OBJECT | TR_P_ARRAY, NULL, 0, 0, NULL,
                                           "another value or field where a test holds",
                                           "condition|[condition]"},
                                          {NULL}};
static const tr_prop format_props[] = {
    {"format", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL,
     "d3 format of the text, elsewhere of tooltips; of dates perhaps by unit", "time-format"},
    {"formatType", TR_P_STRING, NULL, 0, 0, NULL, "number or time"},
    {NULL}};
static const tr_prop filter_props[] = {{"filter", TR_P_OBJECT | TR_P_STRING, NULL, 0, 0, NULL,
                                        "in a list of tooltips: which values have a line"},
                                       {NULL}};
static const tr_prop header_props[] = {
    {"header", TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "labels and title; null for none", "header"},
    {NULL}};
static const tr_prop wrap_props[] = {
    {"align", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "all", "all, each or none", "row-column"},
    {"center", TR_P_BOOL | TR_P_OBJECT, NULL, 0, 0, "false", "views in the middle of their cells",
     "row-column"},
    {"spacing", TR_P_NUMBER | TR_P_OBJECT, NULL, 0, 0, "20", "px between views", "row-column"},
    {NULL}};
static const tr_prop facet_only_props[] = {
    {"bounds", TR_P_ENUM, "full|flush", 0, 0, "full",
     "whether axes and titles count, or the data rectangles"},
    {"columns", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, NULL, "views in one row"},
    {NULL}};
static const tr_prop rescale_props[] = {
    {"rescale", TR_P_BOOL | TR_P_IGNORED, NULL, 0, 0, "false", "without effect in Vega-Lite too"}, {NULL}};
static const tr_prop test_props[] = {
    {"test", TR_P_STRING | TR_P_OBJECT | TR_P_ARRAY, NULL, 0, 0, NULL, "an expression or a predicate",
     "predicate"},
    {"param", TR_P_STRING, NULL, 0, 0, NULL, "a selection that holds the row"},
    {"empty", TR_P_BOOL, NULL, 0, 0, "true", "whether a selection of nothing holds all rows"},
    {"selection", ANY | TR_P_OLD, NULL, 0, 0, NULL, "now `param`"},
    {NULL}};

#define CHANNEL .what = "channel *"
static const tr_object_type kinds[] = {
    {"field", .help = "a column of the data and what is made of it", .tables = TR_TABLES(field_props),
     .is_part = true},
    {"position", .help = "of x and y", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, scale_props, sort_props, axis_props,
                         stack_props, impute_props, format_props)},
    {"second", .help = "of the other end: x2, y2, theta2, radius2, latitude2, longitude2", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props)},
    {"offset", .help = "of xOffset and yOffset", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, scale_props, sort_props)},
    {"polar", .help = "of theta and radius", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, scale_props, sort_props, stack_props,
                         legend_props, format_props)},
    {"look", .help = "of color, fill, stroke, opacity, size, shape, angle and their kin", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, condition_props, scale_props, sort_props,
                         legend_props, format_props)},
    {"text", .help = "of text, href, url and description", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, condition_props, format_props)},
    {"tooltip", .help = "of tooltip; kept as title in SVG", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, condition_props, format_props, filter_props)},
    {"detail", .help = "of detail and key: a field that divides, and shows nowhere", CHANNEL,
     .tables = TR_TABLES(field_props)},
    {"order", .help = "of order", CHANNEL,
     .tables = TR_TABLES(field_props, value_props, sort_props, condition_props)},
    {"place", .help = "of latitude and longitude", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props)},
    {"error", .help = "of xError, yError, xError2, yError2", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props)},
    {"facet-channel", .help = "of the channel facet", CHANNEL,
     .tables = TR_TABLES(field_props, header_props, sort_props, wrap_props, facet_only_props)},
    {"row-column-channel", .help = "of the channels row and column", CHANNEL,
     .tables = TR_TABLES(field_props, header_props, sort_props, wrap_props)},
    {"frame", .help = "of time: the first frame is drawn", CHANNEL,
     .tables = TR_TABLES(field_props, scale_props, sort_props, rescale_props)},
    {"page-channel", .help = "of qualifier and status, in charts of pages", CHANNEL,
     .tables = TR_TABLES(field_props, datum_props, value_props, condition_props, scale_props, legend_props)},
    {"condition", .help = "where its test holds, its value or field stands in for the channel's",
     .tables = TR_TABLES(test_props, field_props, datum_props, value_props, scale_props, sort_props,
                         legend_props, format_props)},
    {"facet-field", .help = "the field of a facet", .what = "facet",
     .tables = TR_TABLES(field_props, header_props, sort_props)},
};
#undef CHANNEL

/* --- Objects within ------------------------------------------------------------------------------------- */

static const tr_prop facet_row_column_props[] = {
    {"row", TR_P_OBJECT, NULL, 0, 0, NULL, "a row of views for each value", "facet-field"},
    {"column", TR_P_OBJECT, NULL, 0, 0, NULL, "a column of views for each value", "facet-field"},
    {NULL}};
static const tr_prop repeat_reference_props[] = {
    {"repeat", TR_P_ENUM, "row|column|repeat|layer", 0, 0, NULL, "the field under way"}, {NULL}};
static const tr_prop aggregate_props[] = {
    {"argmin", TR_P_STRING, NULL, 0, 0, NULL, "the value in the row where this field is least"},
    {"argmax", TR_P_STRING, NULL, 0, 0, NULL, "the value in the row where this field is greatest"},
    {"exponential", TR_P_NUMBER, NULL, 0, 0, NULL, "exponentially weighted mean, with this rate"},
    {"exponentialb", TR_P_NUMBER, NULL, 0, 0, NULL, "the same, biased"},
    {NULL}};
static const tr_prop sort_by_props[] = {
    {"field", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "field that is compared", "repeat-reference"},
    {"op", TR_P_STRING, NULL, 0, 0, "min", "its statistic over the rows of one value", "@aggregates"},
    {"encoding", TR_P_STRING, NULL, 0, 0, NULL, "or: the channel that is compared", "@channels"},
    {"order", TR_P_STRING | TR_P_NULL, NULL, 0, 0, "ascending", "ascending or descending"},
    {NULL}};

static const tr_object_type within[] = {
    {"sort", .help = "order of a channel's values", .tables = TR_TABLES(sort_by_props)},
    {"aggregate", .help = "a statistic that has a parameter", .tables = TR_TABLES(aggregate_props)},
    {"facet-row-column", .help = "a facet by rows and columns", .what = "facet",
     .tables = TR_TABLES(facet_row_column_props)},
    {"repeat-reference", .help = "stands for the field that a repeat is at", .key = "repeat",
     .tables = TR_TABLES(repeat_reference_props)},
};

/* --- The encoding ----------------------------------------------------------------------------------------
 */

/* What kind of definition each channel has; all others "look". HELP: of those that channels.c has not. */
static const struct {
  const char *channel, *kind, *help;
} channel_kinds[] = {{"x", "position", NULL},
                     {"y", "position", NULL},
                     {"x2", "second", NULL},
                     {"y2", "second", NULL},
                     {"xOffset", "offset", NULL},
                     {"yOffset", "offset", NULL},
                     {"theta", "polar", NULL},
                     {"radius", "polar", NULL},
                     {"theta2", "second", NULL},
                     {"radius2", "second", NULL},
                     {"detail", "detail|[detail]", NULL},
                     {"key", "detail", NULL},
                     {"text", "text", NULL},
                     {"tooltip", "tooltip|[tooltip]", NULL},
                     {"href", "text", NULL},
                     {"url", "text", NULL},
                     {"description", "text", NULL},
                     {"order", "order|[order]", NULL},
                     {"longitude", "place", NULL},
                     {"latitude", "place", NULL},
                     {"longitude2", "second", NULL},
                     {"latitude2", "second", NULL},
                     {"qualifier", "page-channel", NULL},
                     {"status", "page-channel", NULL},
                     {"row", "row-column-channel", "a row of views for each value"},
                     {"column", "row-column-channel", "a column of views for each value"},
                     {"facet", "facet-channel", "a view for each value, wrapped into rows"},
                     {"time", "frame", "frames of an animation"},
                     {"xError", "error", "how far an error bar reaches from x"},
                     {"yError", "error", "how far an error bar reaches from y"},
                     {"xError2", "error", "how far it reaches the other way, where that differs"},
                     {"yError2", "error", "how far it reaches the other way, where that differs"}};
enum { N_KINDS = sizeof channel_kinds / sizeof *channel_kinds };

static const char *kind_of(const char *channel) {
  for (size_t i = 0; i < N_KINDS; i++)
    if (tr_str_is(tr_str_z(channel), channel_kinds[i].channel)) return channel_kinds[i].kind;
  return "look";
}

static tr_prop channel_row(const char *name, const char *help) {
  const char *kind = kind_of(name);
  bool list = tr_str_find(tr_str_z(kind), "[", 0) != SIZE_MAX;
  return (tr_prop){name, TR_P_OBJECT | TR_P_NULL | (list ? TR_P_ARRAY : 0u), .help = help, .of = kind};
}

static const tr_prop *channel_rows(tr_ctx *ctx, bool on_page) {
  tr_prop *rows = TR_NEW_N(ctx->doc, tr_prop, TR_ENC_COUNT + N_KINDS + 1);
  size_t n = 0;
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    if (!on_page && (e == TR_ENC_QUALIFIER || e == TR_ENC_STATUS)) continue;
    rows[n++] = channel_row(tr_enc_rows[e].name, tr_enc_rows[e].help);
  }
  for (size_t i = 0; i < N_KINDS; i++)
    if (channel_kinds[i].help && tr_enc_find(tr_str_z(channel_kinds[i].channel)) == TR_ENC_COUNT)
      rows[n++] = channel_row(channel_kinds[i].channel, channel_kinds[i].help);
  return rows;
}

static void add_names(tr_ctx *ctx, tr_grammar *g, const tr_prop *rows) {
  static const char *const types[] = {"quantitative", "temporal", "ordinal", "nominal", "geojson", NULL};
  static const tr_names type_names = {"types", types, NULL};
  size_t n = 0;
  while (rows[n].name) n++;
  const char **list = TR_NEW_N(ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) list[i] = rows[i].name;
  tr_names *names = TR_NEW(ctx->doc, tr_names);
  *names = (tr_names){"channels", list, NULL};
  tr_grammar_add_names(g, names);
  tr_grammar_add_names(g, &type_names);
}

void tr_grammar_channels(tr_ctx *ctx, tr_grammar *g, bool on_page) {
  const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, 2);
  tr_object_type *type = TR_NEW(ctx->doc, tr_object_type);
  tables[0] = channel_rows(ctx, on_page);
  *type = (tr_object_type){.name = "encoding",
                           .help = "channels by name",
                           .noun = "channel",
                           .chapter = "Channels",
                           .tables = tables};
  tr_grammar_add(g, type);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (on_page || !tr_str_is(tr_str_z(kinds[i].name), "page-channel")) tr_grammar_add(g, &kinds[i]);
  tr_grammar_add_all(g, within, sizeof within / sizeof *within);
  add_names(ctx, g, tables[0]);
}
