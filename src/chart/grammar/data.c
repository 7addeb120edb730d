#include "chart/grammar/grammar.h"

/* Where rows come from, and predicates. Transforms are in src/transform/. */

static const tr_prop data_props[] = {
    {"url", TR_P_STRING | TR_P_EXPR, NULL, 0, 0, NULL, "a file, or an address that --map gives a folder for"},
    {"values", TR_P_ANY, NULL, 0, 0, NULL, "rows as they are: a list, an object, or text in a `format`"},
    {"name", TR_P_STRING, NULL, 0, 0, NULL, "of `datasets`, of --data, or under which these are known"},
    {"sequence", TR_P_OBJECT, NULL, 0, 0, NULL, "numbers in equal steps", "sequence"},
    {"sphere", TR_P_BOOL | TR_P_OBJECT, NULL, 0, 0, NULL, "true: the outline of the globe"},
    {"graticule", TR_P_BOOL | TR_P_OBJECT, NULL, 0, 0, NULL, "meridians and parallels", "graticule"},
    {"format", TR_P_OBJECT | TR_P_NULL, NULL, 0, 0, NULL, "how text is read", "data-format"},
    {NULL}};
static const tr_prop format_props[] = {
    {"type", TR_P_ENUM, "json|csv|tsv|dsv|topojson", 0, 0, NULL, "by the file's ending where not given"},
    {"parse", TR_P_OBJECT | TR_P_NULL | TR_P_STRING, NULL, 0, 0, NULL,
     "types by field (number, boolean, string, date, \"date:'%Y'\", utc); null: none", "parse"},
    {"property", TR_P_STRING, NULL, 0, 0, NULL, "json: path to the rows"},
    {"delimiter", TR_P_STRING, NULL, 0, 0, NULL, "dsv: one character"},
    {"feature", TR_P_STRING, NULL, 0, 0, NULL, "topojson: the object whose shapes are rows"},
    {"mesh", TR_P_STRING, NULL, 0, 0, NULL, "topojson: the object whose borders are one shape"},
    {"filter", TR_P_ENUM, "interior|exterior", 0, 0, NULL, "topojson: which borders of a mesh"},
    {NULL}};
static const tr_prop sequence_props[] = {
    {"start", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0", "first number"},
    {"stop", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, NULL, "the numbers end before it"},
    {"step", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "1", "between numbers"},
    {"as", TR_P_STRING, NULL, 0, 0, "data", "name of the field"},
    {NULL}};
static const tr_prop graticule_props[] = {
    {"extent", TR_P_ARRAY, NULL, 0, 0, NULL, "[[west, south], [east, north]] of all lines, degrees"},
    {"extentMajor", TR_P_ARRAY, NULL, 0, 0, "[[-180, -90], [180, 90]]", "of the wide lines"},
    {"extentMinor", TR_P_ARRAY, NULL, 0, 0, "[[-180, -80], [180, 80]]", "of the narrow lines"},
    {"step", TR_P_ARRAY, NULL, 0, 0, NULL, "[across, down] between all lines, degrees"},
    {"stepMajor", TR_P_ARRAY, NULL, 0, 0, "[90, 360]", "between the wide lines"},
    {"stepMinor", TR_P_ARRAY, NULL, 0, 0, "[10, 10]", "between the narrow lines"},
    {"precision", TR_P_NUMBER, NULL, 0, 0, "2.5", "degrees between a line's points"},
    {NULL}};

static const tr_prop predicate_props[] = {
    {"field", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "field that is tested", "repeat-reference"},
    {"timeUnit", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "unit its dates are cut to first",
     "@time-units|time-unit"},
    {"equal", TR_P_ANY, NULL, 0, 0, NULL, "the same"},
    {"lt", TR_P_ANY, NULL, 0, 0, NULL, "less"},
    {"lte", TR_P_ANY, NULL, 0, 0, NULL, "not more"},
    {"gt", TR_P_ANY, NULL, 0, 0, NULL, "more"},
    {"gte", TR_P_ANY, NULL, 0, 0, NULL, "not less"},
    {"range", TR_P_ARRAY | TR_P_EXPR, NULL, 0, 0, NULL, "[from, to], null for no end"},
    {"oneOf", TR_P_ARRAY | TR_P_EXPR, NULL, 0, 0, NULL, "one of these"},
    {"valid", TR_P_BOOL, NULL, 0, 0, NULL, "whether it is neither null nor NaN"},
    {"param", TR_P_STRING, NULL, 0, 0, NULL, "a selection that holds the row"},
    {"empty", TR_P_BOOL, NULL, 0, 0, "true", "whether a selection of nothing holds all rows"},
    {"selection", TR_P_ANY | TR_P_OLD, NULL, 0, 0, NULL, "now `param`"},
    {"and", TR_P_ARRAY, NULL, 0, 0, NULL, "all of these", "[predicate]"},
    {"or", TR_P_ARRAY, NULL, 0, 0, NULL, "one of these at least", "[predicate]"},
    {"not", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "not this", "predicate"},
    {NULL}};

/* Parts of a date as a literal. */
static const tr_prop date_time_props[] = {
    {"year", TR_P_NUMBER, NULL, 0, 0, NULL, "such as 2024"},
    {"quarter", TR_P_NUMBER, NULL, 0, 0, NULL, "1 to 4"},
    {"month", TR_P_NUMBER | TR_P_STRING, NULL, 0, 0, NULL, "1 to 12, \"January\" or \"jan\""},
    {"date", TR_P_NUMBER, NULL, 0, 0, NULL, "day of the month"},
    {"day", TR_P_NUMBER | TR_P_STRING, NULL, 0, 0, NULL, "1 (Monday) to 7, \"Monday\" or \"mon\""},
    {"hours", TR_P_NUMBER, NULL, 0, 0, NULL, "0 to 23"},
    {"minutes", TR_P_NUMBER, NULL, 0, 0, NULL, "0 to 59"},
    {"seconds", TR_P_NUMBER, NULL, 0, 0, NULL, "0 to 59"},
    {"milliseconds", TR_P_NUMBER, NULL, 0, 0, NULL, "0 to 999"},
    {"utc", TR_P_BOOL, NULL, 0, 0, "false", "of UTC and not of the time zone"},
    {NULL}};

static const tr_object_type types[] = {
    {"data", .help = "rows of a view", .chapter = "Data", .tables = TR_TABLES(data_props)},
    {"data-format", .help = "how a file's text becomes rows", .tables = TR_TABLES(format_props)},
    {"parse", .help = "types of fields by name", .rest = ""},
    {"sequence", .help = "numbers in equal steps", .tables = TR_TABLES(sequence_props)},
    {"graticule", .help = "a net of meridians and parallels", .tables = TR_TABLES(graticule_props)},
    {"predicate", .or_string = true,
     .help = "a test that rows pass or not; an expression in a string is one, too",
     .tables = TR_TABLES(predicate_props)},
    {"time-format", .help = "d3 formats by unit: year, month, \"year-month\" …", .rest = ""},
    {"date-time", .help = "a date by its parts", .tables = TR_TABLES(date_time_props)},
};

void tr_grammar_data(tr_grammar *g) { tr_grammar_add_all(g, types, sizeof types / sizeof *types); }
