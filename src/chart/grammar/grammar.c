#include "chart/grammar/grammar.h"

#include "format/timeunit.h"
#include "geo/geo.h"
#include "mark/mark.h"
#include "scale/scale.h"
#include "transform/transform.h"

/* The grammar put together from its parts and from the registries of transforms, schemes, projections and
   units. */

const tr_grammar_about tr_chart_about = {
    .title = "Vega-Lite in tranh",
    .intro =
        "What of Vega-Lite's grammar (version 6, with what older versions had) tranh understands, property "
        "by\n"
        "property. This page is made from the tables that specifications are checked against:\n"
        "`tranh schema chart --format md` prints it, `tranh schema chart` prints the same as JSON Schema.\n\n"
        "A picture has no reader's hand: what answers to it, and what only a screen reader hears, is ignored "
        "on\n"
        "purpose and without a message. What is not there yet, what older versions had, and what is "
        "misspelt\n"
        "gives a warning with its place.",
    .root = "chart",
};

/* --- Transforms ------------------------------------------------------------------------------------------
 */

static const tr_prop window_sort_props[] = {
    {"field", TR_P_STRING, NULL, 0, 0, NULL, "field that is compared"},
    {"order", TR_P_STRING | TR_P_NULL, NULL, 0, 0, "ascending", "ascending or descending"},
    {NULL}};

static const tr_object_type within[] = {
    {"measure", .help = "a statistic of aggregate and joinaggregate", .what = "*",
     .tables = TR_TABLES(tr_measure_props)},
    {"window-field", .help = "what a window computes", .what = "*",
     .tables = TR_TABLES(tr_window_field_props)},
    {"sort-field", .help = "an order by a field", .tables = TR_TABLES(window_sort_props)},
    {"lookup-from", .help = "the other table of a lookup", .what = "lookup from",
     .tables = TR_TABLES(tr_lookup_from_props)},
    {"bin", .help = "how numbers are put into bins", .tables = TR_TABLES(tr_bin_params_props)},
    {"time-unit", .help = "a unit of dates with its parameters", .what = "timeUnit",
     .tables = TR_TABLES(tr_timeunit_params_props)},
    {"impute", .help = "how gaps are filled, in a channel", .tables = TR_TABLES(tr_impute_props)},
};

static void add_transforms(tr_ctx *ctx, tr_grammar *g) {
  tr_object_type *all = TR_NEW(ctx->doc, tr_object_type);
  tr_buf names = tr_buf_of(ctx->doc);
  for (const tr_transform_row *row = tr_transform_rows; row->name; row++)
    tr_buf_printf(&names, "%stransform.%s", names.n ? "|" : "", row->name);
  *all = (tr_object_type){.name = "transform",
                          .help = "a step from rows to rows, told by the property that names it",
                          .chapter = "Transforms",
                          .one_of = tr_buf_str(&names).p};
  tr_grammar_add(g, all);
  for (const tr_transform_row *row = tr_transform_rows; row->name; row++) {
    tr_object_type *type = TR_NEW(ctx->doc, tr_object_type);
    const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, 2);
    tables[0] = row->props;
    *type = (tr_object_type){.name = tr_printf(ctx->doc, "transform.%s", row->name).p,
                             .help = row->help,
                             .what = tr_printf(ctx->doc, "transform %s", row->name).p,
                             .key = row->name,
                             .tables = tables};
    tr_grammar_add(g, type);
  }
  tr_grammar_add_all(g, within, sizeof within / sizeof *within);
}

/* --- Names -----------------------------------------------------------------------------------------------
 */

static void add_names(tr_ctx *ctx, tr_grammar *g, const char *name, const char *const *list) {
  tr_names *names = TR_NEW(ctx->doc, tr_names);
  *names = (tr_names){name, list, NULL};
  tr_grammar_add_names(g, names);
}

static void add_schemes(tr_ctx *ctx, tr_grammar *g) {
  const tr_scheme *rows;
  size_t n = tr_schemes(&rows);
  const char **list = TR_NEW_N(ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) list[i] = rows[i].name;
  add_names(ctx, g, "schemes", list);
}

static void add_projections(tr_ctx *ctx, tr_grammar *g) {
  const tr_geo_type *rows;
  size_t n = tr_geo_types(&rows);
  const char **list = TR_NEW_N(ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) list[i] = rows[i].name;
  add_names(ctx, g, "projections", list);
}

/* Parts from large to small; which go together is said where a unit is read. */
static const tr_names time_units = {
    "time-units", NULL,
    "^(binned)?(utc)?(year)?(quarter)?(month)?(week)?(isoweek)?(dayofyear)?(date)?(day)?(hours)?(minutes)?"
    "(seconds)?(milliseconds)?$"};

/* Of "a|b" … */
static const char *const *words(tr_ctx *ctx, const char *values) {
  tr_vec list = tr_vec_of(ctx->doc, sizeof(char *));
  tr_of_kind kind;
  tr_str name;
  while (tr_of_next(&values, &kind, &name))
    *(const char **)tr_vec_push(&list) = tr_str_copy(ctx->doc, name).p;
  tr_vec_push(&list);
  return list.items;
}

static void add_operations(tr_ctx *ctx, tr_grammar *g, const char *name, const tr_prop *props) {
  const tr_prop *const tables[] = {props, NULL};
  add_names(ctx, g, name, words(ctx, tr_props_find(tables, TR_S("op"))->values));
}

/* What channels aggregate by: composite marks may be named there, too. */
static void add_aggregates(tr_ctx *ctx, tr_grammar *g) {
  const tr_mark_type *const *marks;
  const char *const *ops = tr_grammar_names_of(g, TR_S("aggregates"))->list;
  size_t n_marks = tr_mark_types(&marks), n = 0;
  while (ops[n]) n++;
  const char **list = TR_NEW_N(ctx->doc, const char *, n + n_marks + 1);
  for (size_t i = 0; i < n; i++) list[i] = ops[i];
  for (size_t i = 0; i < n_marks; i++)
    if (marks[i]->parts) list[n++] = marks[i]->name;
  add_names(ctx, g, "channel-aggregates", list);
}

tr_grammar *tr_chart_grammar(tr_ctx *ctx, bool on_page) {
  tr_grammar *g = tr_grammar_new(ctx);
  tr_grammar_views(ctx, g);
  tr_grammar_data(g);
  add_transforms(ctx, g);
  tr_grammar_marks(ctx, g);
  tr_grammar_channels(ctx, g, on_page);
  tr_grammar_guides(g);
  tr_grammar_params(g);
  tr_grammar_config(ctx, g);
  add_operations(ctx, g, "aggregates", tr_measure_props);
  add_operations(ctx, g, "window-operations", tr_window_field_props);
  add_aggregates(ctx, g);
  tr_grammar_add_names(g, &time_units);
  add_schemes(ctx, g);
  add_projections(ctx, g);
  return g;
}
