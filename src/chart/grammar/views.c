#include "chart/grammar/grammar.h"

#include "chart/chart-priv.h"

/* Views of every kind, the top level, and what says how big they are and how they are arranged. */

#define EXPR TR_P_EXPR
static const tr_prop top_props[] = {
    {"$schema", TR_P_STRING, NULL, 0, 0, NULL, "version of Vega-Lite"},
    {"autosize", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "pad",
     "how the size is kept: pad, fit, fit-x, fit-y, none", "autosize"},
    {"background", TR_P_STRING | EXPR | TR_P_NULL, NULL, 0, 0, "white", "colour of the whole picture"},
    {"config", TR_P_OBJECT, NULL, 0, 0, NULL, "defaults for everything below", "config"},
    {"datasets", TR_P_OBJECT, NULL, 0, 0, NULL, "rows by name, for `data: {name: …}`"},
    {"padding", TR_P_NUMBER | TR_P_OBJECT | EXPR, NULL, 0, 0, "5", "px around the view", "padding"},
    {"usermeta", TR_P_ANY | TR_P_IGNORED, NULL, 0, 0, NULL, "for other programs"},
    {NULL}};

static const tr_prop view_props[] = {
    {"name", TR_P_STRING, NULL, 0, 0, NULL, "name of the view"},
    {"description", TR_P_STRING | TR_P_ARRAY | TR_P_TEXT, NULL, 0, 0, NULL,
     "text for those who cannot see the picture"},
    {"title", TR_P_STRING | TR_P_NUMBER | TR_P_BOOL | TR_P_ARRAY | TR_P_OBJECT | TR_P_TEXT | TR_P_NULL | EXPR,
     NULL, 0, 0, NULL, "text, lines of text, or an object", "title"},
    {"data", TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "rows; without it, those of the view around it",
     "data"},
    {"transform", TR_P_ARRAY, NULL, 0, 0, NULL, "what is done with the rows, in order", "[transform]"},
    {NULL}};

static const tr_prop unit_props[] = {
    {"mark", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "what is drawn", "@marks|mark"}, {NULL}};
static const tr_prop params_props[] = {
    {"params", TR_P_ARRAY, NULL, 0, 0, NULL, "variables and selections", "[param]"}, {NULL}};

static const tr_prop framed_props[] = {
    {"encoding", TR_P_OBJECT, NULL, 0, 0, NULL, "channels; of layers: for all of them", "encoding"},
    {"width", TR_P_NUMBER | TR_P_OBJECT | TR_P_STRING | EXPR, NULL, 0, 0, NULL,
     "px, a step, or \"container\"", "step"},
    {"height", TR_P_NUMBER | TR_P_OBJECT | TR_P_STRING | EXPR, NULL, 0, 0, NULL,
     "px, a step, or \"container\"", "step"},
    {"view", TR_P_OBJECT, NULL, 0, 0, NULL, "look of the ground", "view-look"},
    {"projection", TR_P_OBJECT, NULL, 0, 0, NULL, "of maps", "projection"},
    {NULL}};

static const tr_prop arranged_props[] = {
    {"resolve", TR_P_OBJECT, NULL, 0, 0, NULL, "what views share", "resolve"},
    {"bounds", TR_P_ENUM, "full|flush", 0, 0, "full",
     "whether axes and titles count, or the data rectangles"},
    {"center", TR_P_BOOL | TR_P_OBJECT, NULL, 0, 0, "false", "views in the middle of their cells",
     "row-column"},
    {"spacing", TR_P_NUMBER | TR_P_OBJECT, NULL, 0, 0, "20", "px between views", "row-column"},
    {NULL}};
static const tr_prop grid_props[] = {
    {"align", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "all",
     "all: rows and columns of one size, each: of their own, none: in no rows", "row-column"},
    {"columns", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "views in one row"},
    {NULL}};

static const tr_prop layer_props[] = {
    {"layer", TR_P_ARRAY, NULL, 0, 0, NULL, "views over each other, the first lowest", "[layer-part]"},
    {NULL}};
static const tr_prop facet_props[] = {{"facet", TR_P_OBJECT, NULL, 0, 0, NULL,
                                       "a field, or fields of rows and columns",
                                       "facet-row-column|facet-field"},
                                      {NULL}};
static const tr_prop repeat_props[] = {{"repeat", TR_P_ARRAY | TR_P_OBJECT, NULL, 0, 0, NULL,
                                        "fields, each put where the view says {repeat: …}", "repeat-fields"},
                                       {NULL}};
static const tr_prop spec_props[] = {
    {"spec", TR_P_OBJECT, NULL, 0, 0, NULL, "the view that is repeated", "any-view"}, {NULL}};
static const tr_prop concat_props[] = {
    {"concat", TR_P_ARRAY, NULL, 0, 0, NULL, "views in rows of `columns`", "[any-view]"}, {NULL}};
static const tr_prop hconcat_props[] = {
    {"hconcat", TR_P_ARRAY, NULL, 0, 0, NULL, "views side by side", "[any-view]"}, {NULL}};
static const tr_prop vconcat_props[] = {
    {"vconcat", TR_P_ARRAY, NULL, 0, 0, NULL, "views below each other", "[any-view]"}, {NULL}};

/* Of older versions. */
static const tr_prop old_view_props[] = {
    {"selection", TR_P_OBJECT | TR_P_OLD, NULL, 0, 0, NULL, "selections by name, now `params`"}, {NULL}};

/* Parts that several kinds have. */
static const tr_object_type parts[] = {
    {"top-level", .help = "what only the outermost view has", .tables = TR_TABLES(top_props),
     .is_part = true},
    {"all-views", .help = "what views of every kind have", .tables = TR_TABLES(view_props), .is_part = true},
    {"single-views", .help = "what units and layers have", .is_part = true,
     .tables = TR_TABLES(framed_props, params_props, old_view_props)},
    {"composed-views",
     .help = "how views stand beside each other, and what they share; of a unit, where it has the "
             "channels row, column or facet",
     .tables = TR_TABLES(arranged_props), .is_part = true},
    {"grids", .help = "rows and columns of views", .tables = TR_TABLES(grid_props), .is_part = true},
    {"templates", .help = "what is shown again and again by a facet or a repeat",
     .tables = TR_TABLES(spec_props), .is_part = true},
};

static const tr_object_type views[] = {
    {"unit", .help = "one mark with its channels", .what = "view", .key = "mark", .chapter = "Views",
     .tables = TR_TABLES(unit_props, view_props, framed_props, params_props, arranged_props, grid_props,
                         old_view_props)},
    {"layer", .help = "views over each other, on the same scales", .what = "view", .key = "layer",
     .tables =
         TR_TABLES(layer_props, view_props, framed_props, params_props, arranged_props, old_view_props)},
    {"facet", .help = "one view for each value of a field", .what = "view", .key = "facet",
     .tables = TR_TABLES(facet_props, spec_props, view_props, arranged_props, grid_props)},
    {"repeat", .help = "one view for each of several fields", .what = "view", .key = "repeat",
     .tables = TR_TABLES(repeat_props, spec_props, view_props, arranged_props, grid_props)},
    {"concat", .help = "different views in rows and columns", .what = "view", .key = "concat",
     .tables = TR_TABLES(concat_props, view_props, arranged_props, grid_props)},
    {"hconcat", .help = "different views side by side", .what = "view", .key = "hconcat",
     .tables = TR_TABLES(hconcat_props, view_props, arranged_props)},
    {"vconcat", .help = "different views below each other", .what = "view", .key = "vconcat",
     .tables = TR_TABLES(vconcat_props, view_props, arranged_props)},
    {"any-view", .help = "a view of any kind", .what = "view",
     .one_of = "layer|facet|repeat|concat|hconcat|vconcat|unit"},
    {"layer-part", .help = "a layer: one mark, or layers again", .what = "view", .one_of = "layer|unit"},
};

/* --- Sizes and arrangement -------------------------------------------------------------------------------
 */

static const tr_prop autosize_props[] = {
    {"type", TR_P_ENUM, "pad|fit|fit-x|fit-y|none", 0, 0, "pad",
     "pad: the picture grows; fit: the view shrinks"},
    {"contains", TR_P_ENUM, "content|padding", 0, 0, "content", "what width and height are of"},
    {"resize", TR_P_BOOL | TR_P_IGNORED, NULL, 0, 0, NULL, "sizes again with each change"},
    {NULL}};
static const tr_prop padding_props[] = {{"left", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "px"},
                                        {"top", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "px"},
                                        {"right", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "px"},
                                        {"bottom", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "px"},
                                        {NULL}};
static const tr_prop step_props[] = {
    {"step", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "px for each band"},
    {"for", TR_P_ENUM, "position|offset", 0, 0, "offset", "with an offset channel: whose bands"},
    {NULL}};
static const tr_prop row_column_props[] = {{"row", TR_P_ANY, NULL, 0, 0, NULL, "of rows"},
                                           {"column", TR_P_ANY, NULL, 0, 0, NULL, "of columns"},
                                           {NULL}};
static const tr_prop repeat_fields_props[] = {{"row", TR_P_ARRAY, NULL, 0, 0, NULL, "a row for each"},
                                              {"column", TR_P_ARRAY, NULL, 0, 0, NULL, "a column for each"},
                                              {"layer", TR_P_ARRAY, NULL, 0, 0, NULL, "a layer for each"},
                                              {NULL}};
static const tr_prop view_look_props[] = {
    {"style", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, "cell", "styles of the config"},
    {"cornerRadius", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "px"},
    {"cursor", TR_P_STRING | EXPR | TR_P_IGNORED, NULL, 0, 0, NULL, "pointer over the view"},
    {"fill", TR_P_STRING | TR_P_OBJECT | TR_P_NULL | EXPR, NULL, 0, 0, NULL, "colour, gradient or null",
     "gradient"},
    {"fillOpacity", TR_P_NUMBER | EXPR, NULL, 0, 1, "1", "0 to 1"},
    {"opacity", TR_P_NUMBER | EXPR, NULL, 0, 1, "1", "0 to 1"},
    {"stroke", TR_P_STRING | TR_P_OBJECT | TR_P_NULL | EXPR, NULL, 0, 0, "#ddd", "colour, gradient or null",
     "gradient"},
    {"strokeCap", TR_P_STRING | EXPR, NULL, 0, 0, "butt", "butt, round or square"},
    {"strokeDash", TR_P_ARRAY | EXPR, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"strokeDashOffset", TR_P_NUMBER | EXPR, NULL, 0, 0, "0", "px"},
    {"strokeJoin", TR_P_STRING | EXPR, NULL, 0, 0, "miter", "miter, round or bevel"},
    {"strokeMiterLimit", TR_P_NUMBER | EXPR, NULL, 0, 0, NULL, "where corners are cut off"},
    {"strokeOpacity", TR_P_NUMBER | EXPR, NULL, 0, 1, "1", "0 to 1"},
    {"strokeWidth", TR_P_NUMBER | EXPR, NULL, 0, 0, "1", "px"},
    {NULL}};
static const tr_prop config_view_props[] = {
    {"continuousWidth", TR_P_NUMBER, NULL, 0, 0, "300", "px, where x is continuous or missing"},
    {"continuousHeight", TR_P_NUMBER, NULL, 0, 0, "300", "px, where y is continuous or missing"},
    {"discreteWidth", TR_P_NUMBER | TR_P_OBJECT, NULL, 0, 0, NULL, "px or a step, where x has bands", "step"},
    {"discreteHeight", TR_P_NUMBER | TR_P_OBJECT, NULL, 0, 0, NULL, "px or a step, where y has bands",
     "step"},
    {"step", TR_P_NUMBER, NULL, 0, 0, "20", "px for each band"},
    {"clip", TR_P_BOOL | EXPR, NULL, 0, 0, NULL, "all is cut at the view's rectangle, guides too"},
    {"width", TR_P_NUMBER | TR_P_OLD, NULL, 0, 0, NULL, "of all views, px"},
    {"height", TR_P_NUMBER | TR_P_OLD, NULL, 0, 0, NULL, "of all views, px"},
    {NULL}};

static const tr_prop resolve_kinds_props[] = {
    {"scale", TR_P_OBJECT, NULL, 0, 0, NULL, "by channel", "resolve.scale"},
    {"axis", TR_P_OBJECT, NULL, 0, 0, NULL, "of x and y", "resolve.axis"},
    {"legend", TR_P_OBJECT, NULL, 0, 0, NULL, "by channel", "resolve.legend"},
    {NULL}};

static const tr_object_type places[] = {
    {"autosize", .help = "how a chart keeps its size", .tables = TR_TABLES(autosize_props),
     .chapter = "Size and place"},
    {"padding", .help = "room around a chart", .tables = TR_TABLES(padding_props)},
    {"step", .help = "a size by the number of bands", .tables = TR_TABLES(step_props)},
    {"row-column", .help = "one value for rows and one for columns", .tables = TR_TABLES(row_column_props)},
    {"repeat-fields", .help = "fields in rows, columns and layers", .tables = TR_TABLES(repeat_fields_props)},
    {"view-look", .help = "the ground of a view", .what = "view", .tables = TR_TABLES(view_look_props)},
    {"config.view", .help = "sizes and look of views",
     .tables = TR_TABLES(config_view_props, view_look_props)},
    {"resolve", .help = "what the views of a composition share", .tables = TR_TABLES(resolve_kinds_props)},
};

/* A row for each channel that has a scale; axes: x and y, legends: the others. */
static const tr_prop *resolve_rows(tr_ctx *ctx, bool axes, bool legends) {
  tr_prop *rows = TR_NEW_N(ctx->doc, tr_prop, TR_ENC_COUNT + 2);
  size_t n = 0;
  for (int e = 0; e < TR_ENC_COUNT; e++)
    if (tr_enc_rows[e].scaled && (tr_enc_is_xy((tr_enc)e) ? axes : legends))
      rows[n++] =
          (tr_prop){tr_enc_rows[e].name, TR_P_ENUM, "shared|independent", .help = tr_enc_rows[e].help};
  if (legends && !tr_props_find((const tr_prop *const[]){rows, NULL}, TR_S("time")))
    rows[n++] = (tr_prop){"time", TR_P_ENUM | TR_P_IGNORED, "shared|independent", .help = "frames"};
  return rows;
}

static void add_resolve(tr_ctx *ctx, tr_grammar *g, const char *name, const char *help, bool axes,
                        bool legends) {
  const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, 2);
  tr_object_type *type = TR_NEW(ctx->doc, tr_object_type);
  tables[0] = resolve_rows(ctx, axes, legends);
  *type = (tr_object_type){.name = name, .help = help, .noun = "channel", .tables = tables};
  tr_grammar_add(g, type);
}

/* The same kinds of view at the top level, where there is more to say. */
static void add_chart(tr_ctx *ctx, tr_grammar *g, const tr_object_type *view) {
  size_t n = 0;
  tr_object_type *type = TR_NEW(ctx->doc, tr_object_type);
  while (view->tables[n]) n++;
  const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, n + 3);
  tables[0] = top_props;
  tables[1] = params_props;
  for (size_t i = 0; i < n; i++) tables[i + 2] = view->tables[i];
  *type = *view;
  type->name = tr_printf(ctx->doc, "chart.%s", view->name).p;
  type->chapter = type->help = NULL;
  type->tables = tables;
  tr_grammar_add(g, type);
}

void tr_grammar_views(tr_ctx *ctx, tr_grammar *g) {
  static const tr_object_type chart = {
      "chart", .help = "a whole specification: a view with the properties of the top level",
      .chapter = "Charts", .what = "view",
      .one_of = "chart.layer|chart.facet|chart.repeat|chart.concat|chart.hconcat|chart.vconcat|chart.unit"};
  size_t n = sizeof views / sizeof *views;
  tr_grammar_add(g, &chart);
  tr_grammar_add_all(g, parts, sizeof parts / sizeof *parts);
  tr_grammar_add_all(g, views, n);
  for (size_t i = 0; i < n; i++)
    if (!views[i].one_of) add_chart(ctx, g, &views[i]);
  tr_grammar_add_all(g, places, sizeof places / sizeof *places);
  add_resolve(ctx, g, "resolve.scale", "scales, by channel", true, true);
  add_resolve(ctx, g, "resolve.axis", "axes", true, false);
  add_resolve(ctx, g, "resolve.legend", "legends, by channel", false, true);
}
