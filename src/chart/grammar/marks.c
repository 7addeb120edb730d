#include "chart/grammar/grammar.h"

#include "mark/mark.h"

#include <string.h>

/* Marks: one object for each of the registry, with the table that all have and its own. */

static const tr_prop gradient_props[] = {
    {"gradient", TR_P_ENUM, "linear|radial", 0, 0, NULL, "which kind"},
    {"stops", TR_P_ARRAY, NULL, 0, 0, NULL, "colours along it", "[gradient-stop]"},
    {"x1", TR_P_NUMBER, NULL, 0, 0, "0", "start across, 0 to 1; of radial ones the inner centre"},
    {"y1", TR_P_NUMBER, NULL, 0, 0, "0", "start down"},
    {"x2", TR_P_NUMBER, NULL, 0, 0, "1", "end across; of radial ones the outer centre"},
    {"y2", TR_P_NUMBER, NULL, 0, 0, "0", "end down"},
    {"r1", TR_P_NUMBER, NULL, 0, 0, "0", "inner radius, 0 to 1"},
    {"r2", TR_P_NUMBER, NULL, 0, 0, "0.5", "outer radius"},
    {"id", TR_P_STRING | TR_P_IGNORED, NULL, 0, 0, NULL, "name in SVG; made here"},
    {NULL}};
static const tr_prop stop_props[] = {{"offset", TR_P_NUMBER, NULL, 0, 1, "0", "where, 0 to 1"},
                                     {"color", TR_P_STRING, NULL, 0, 0, NULL, "colour"},
                                     {NULL}};
static const tr_prop band_props[] = {{"band", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "1", "share of the band"},
                                     {NULL}};
static const tr_prop tooltip_props[] = {
    {"content", TR_P_ENUM, "encoding|data", 0, 0, "encoding", "fields of the channels, or of the row"},
    {NULL}};

static const tr_object_type parts[] = {
    {"gradient", .help = "a colour that changes", .key = "gradient", .tables = TR_TABLES(gradient_props)},
    {"gradient-stop", .help = "a colour of a gradient", .tables = TR_TABLES(stop_props)},
    {"band-size", .help = "a size by the band", .tables = TR_TABLES(band_props)},
    {"tooltip-content", .help = "what tooltips are made of", .tables = TR_TABLES(tooltip_props)},
};

static void add_mark(tr_ctx *ctx, tr_grammar *g, const tr_mark_type *mark, bool config) {
  const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, 3);
  tr_object_type *type = TR_NEW(ctx->doc, tr_object_type);
  tables[0] = mark->props;
  tables[1] = tr_mark_common_props;
  *type = (tr_object_type){.name = tr_printf(ctx->doc, "%s.%s", config ? "config" : "mark", mark->name).p,
                           .help = config ? NULL : mark->help,
                           .what = config ? NULL : "mark",
                           .key = config ? NULL : tr_printf(ctx->doc, "type=%s", mark->name).p,
                           .tables = tables};
  tr_grammar_add(g, type);
}

const tr_prop *const *tr_grammar_mark_tables(tr_ctx *ctx, const tr_prop *more) {
  const tr_mark_type *const *marks;
  size_t n = tr_mark_types(&marks);
  const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, n + 3);
  tables[0] = tr_mark_common_props;
  for (size_t i = 0; i < n; i++) tables[i + 1] = marks[i]->props;
  tables[n + 1] = more;
  return tables;
}

static const tr_object_type common = {"all-marks", .help = "what marks of every kind have",
                                      .chapter = "Marks", .tables = TR_TABLES(tr_mark_common_props),
                                      .is_part = true};

void tr_grammar_marks(tr_ctx *ctx, tr_grammar *g) {
  const tr_mark_type *const *marks;
  size_t n = tr_mark_types(&marks);
  tr_buf all = tr_buf_of(ctx->doc);
  tr_object_type *mark = TR_NEW(ctx->doc, tr_object_type), *part = TR_NEW(ctx->doc, tr_object_type);
  for (size_t i = 0; i < n; i++) tr_buf_printf(&all, "%smark.%s", i ? "|" : "", marks[i]->name);
  *mark = (tr_object_type){.name = "mark",
                           .help = "what is drawn, with its look; its name alone will do as well",
                           .one_of = tr_buf_str(&all).p};
  tr_grammar_add(g, &common);
  tr_grammar_add(g, mark);
  for (size_t i = 0; i < n; i++) add_mark(ctx, g, marks[i], false);
  *part = (tr_object_type){.name = "mark-part",
                           .help = "a mark within another: a line over an area, a part of a composite mark",
                           .what = "part *",
                           .tables = tr_grammar_mark_tables(ctx, NULL)};
  tr_grammar_add(g, part);
  tr_grammar_add_all(g, parts, sizeof parts / sizeof *parts);
  for (size_t i = 0; i < n; i++) add_mark(ctx, g, marks[i], true);
  tr_names *names = TR_NEW(ctx->doc, tr_names);
  *names = (tr_names){"marks", tr_mark_names(), NULL};
  tr_grammar_add_names(g, names);
}
