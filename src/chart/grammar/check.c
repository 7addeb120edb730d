#include "chart/chart-priv.h"
#include "chart/grammar/grammar.h"

/* A specification is held against the grammar before anything else is done with it. */

static bool is_vega(const tr_value *spec) {
  tr_str schema = tr_get_string(spec, "$schema", (tr_str){0});
  return tr_str_find(schema, "/vega/", 0) != SIZE_MAX;
}

bool tr_chart_check(tr_chart *chart, const tr_value *spec) {
  tr_ctx *ctx = chart->ctx;
  if (!tr_is(spec, TR_OBJECT)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(spec), NULL, "a chart is an object, not %s",
             tr_kind_name((tr_kind)(spec ? spec->kind : TR_NULL)));
    return false;
  }
  if (is_vega(spec)) return true; /* refused by name a step later */
  bool on_page = chart->input.on_page;
  return tr_grammar_check(ctx, tr_chart_grammar(ctx, on_page), spec, tr_chart_about.root,
                          on_page ? TR_ERROR : TR_WARNING);
}
