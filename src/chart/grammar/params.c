#include "chart/grammar/grammar.h"

/* Parameters and selections. A picture shows their first state; what moves them is ignored. */

#define HAND TR_P_IGNORED
static const tr_prop param_props[] = {
    {"name", TR_P_STRING, NULL, 0, 0, NULL, "name in expressions and conditions"},
    {"value", TR_P_ANY, NULL, 0, 0, NULL, "its value; of a selection: what is selected"},
    {"expr", TR_P_STRING, NULL, 0, 0, NULL, "expression that gives the value"},
    {"select", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "makes it a selection: point or interval",
     "selection"},
    {"bind", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL,
     "\"scales\", \"legend\", or an input or several: what that shows at first", "binding|{binding}"},
    {"views", TR_P_ARRAY, NULL, 0, 0, NULL, "names of the views that have it"},
    {"react", TR_P_BOOL | HAND, NULL, 0, 0, "true", "worked out again when others change"},
    {NULL}};
static const tr_prop selection_props[] = {
    {"type", TR_P_ENUM, "point|interval", 0, 0, NULL, "values, or ranges"},
    {"fields", TR_P_ARRAY, NULL, 0, 0, NULL, "fields that it holds"},
    {"encodings", TR_P_ARRAY, NULL, 0, 0, NULL, "channels whose fields it holds"},
    {"nearest", TR_P_BOOL, NULL, 0, 0, "false", "takes the nearest point"},
    {"mark", TR_P_OBJECT, NULL, 0, 0, NULL, "look of an interval's rectangle", "brush"},
    {"clear", TR_P_ANY | HAND, NULL, 0, 0, NULL, "what empties it"},
    {"on", TR_P_ANY | HAND, NULL, 0, 0, NULL, "what makes it"},
    {"resolve", TR_P_ENUM, "global|union|intersect", 0, 0, "global",
     "of selections in several views: one brush, or one in each"},
    {"toggle", TR_P_ANY | HAND, NULL, 0, 0, NULL, "what adds to it"},
    {"translate", TR_P_ANY | HAND, NULL, 0, 0, NULL, "what moves it"},
    {"zoom", TR_P_ANY | HAND, NULL, 0, 0, NULL, "what widens it"},
    {NULL}};
static const tr_prop brush_props[] = {
    {"cursor", TR_P_STRING | HAND, NULL, 0, 0, NULL, "pointer over it"},
    {"fill", TR_P_STRING, NULL, 0, 0, "#333", "colour"},
    {"fillOpacity", TR_P_NUMBER, NULL, 0, 1, "0.125", "0 to 1"},
    {"stroke", TR_P_STRING, NULL, 0, 0, "white", "colour"},
    {"strokeDash", TR_P_ARRAY, NULL, 0, 0, NULL, "lengths of strokes and gaps, px"},
    {"strokeDashOffset", TR_P_NUMBER, NULL, 0, 0, NULL, "px"},
    {"strokeOpacity", TR_P_NUMBER, NULL, 0, 1, NULL, "0 to 1"},
    {"strokeWidth", TR_P_NUMBER, NULL, 0, 0, NULL, "px"},
    {NULL}};
static const tr_prop binding_props[] = {
    {"input", TR_P_STRING | HAND, NULL, 0, 0, NULL, "checkbox, radio, select, range, text …"},
    {"name", TR_P_STRING | HAND, NULL, 0, 0, NULL, "label of the input"},
    {"options", TR_P_ARRAY | HAND, NULL, 0, 0, NULL, "values to choose from"},
    {"labels", TR_P_ARRAY | HAND, NULL, 0, 0, NULL, "their names"},
    {"min", TR_P_NUMBER | HAND, NULL, 0, 0, NULL, "least value"},
    {"max", TR_P_NUMBER | HAND, NULL, 0, 0, NULL, "greatest value"},
    {"step", TR_P_NUMBER | HAND, NULL, 0, 0, NULL, "between values"},
    {"placeholder", TR_P_STRING | HAND, NULL, 0, 0, NULL, "text of an empty input"},
    {"autocomplete", TR_P_STRING | HAND, NULL, 0, 0, NULL, "whether it is completed"},
    {"debounce", TR_P_NUMBER | HAND, NULL, 0, 0, NULL, "ms that it waits"},
    {"element", TR_P_ANY | HAND, NULL, 0, 0, NULL, "place of the input in a page"},
    {"event", TR_P_ANY | HAND, NULL, 0, 0, NULL, "event that it follows"},
    {"legend", TR_P_ANY | HAND, NULL, 0, 0, NULL, "events of the legend"},
    {NULL}};
static const tr_prop selection_config_props[] = {
    {"point", TR_P_OBJECT, NULL, 0, 0, NULL, "of points", "selection"},
    {"interval", TR_P_OBJECT, NULL, 0, 0, NULL, "of intervals", "selection"},
    {"single", TR_P_OBJECT | TR_P_GONE, NULL, 0, 0, NULL, "`point`"},
    {"multi", TR_P_OBJECT | TR_P_GONE, NULL, 0, 0, NULL, "`point`"},
    {NULL}};

static const tr_object_type types[] = {
    {"param", .help = "a variable or a selection", .what = "parameter", .chapter = "Parameters",
     .tables = TR_TABLES(param_props)},
    {"selection", .help = "what a selection holds", .tables = TR_TABLES(selection_props)},
    {"brush", .help = "the rectangle of an interval", .tables = TR_TABLES(brush_props)},
    {"binding", .help = "an input that a page shows beside a chart; a picture has none",
     .tables = TR_TABLES(binding_props)},
    {"config.selection", .help = "defaults of selections", .tables = TR_TABLES(selection_config_props)},
};

void tr_grammar_params(tr_grammar *g) { tr_grammar_add_all(g, types, sizeof types / sizeof *types); }
