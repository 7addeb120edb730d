#ifndef TR_CHART_GRAMMAR_H
#define TR_CHART_GRAMMAR_H

#include "value/grammar.h"

/* The grammar of Vega-Lite charts: its objects, with the property tables of marks, scales, transforms and
   guides from where those are, and all other tables in grammar-*.c. ON_PAGE: with the channels that charts on
   pages have besides. In the document arena. */
tr_grammar *tr_chart_grammar(tr_ctx *ctx, bool on_page);
extern const tr_grammar_about tr_chart_about;

/* The parts of it; used by tr_chart_grammar() alone. */
void tr_grammar_views(tr_ctx *ctx, tr_grammar *g);
void tr_grammar_data(tr_grammar *g);
void tr_grammar_marks(tr_ctx *ctx, tr_grammar *g);
void tr_grammar_channels(tr_ctx *ctx, tr_grammar *g, bool on_page);
void tr_grammar_guides(tr_grammar *g);
void tr_grammar_params(tr_grammar *g);
void tr_grammar_config(tr_ctx *ctx, tr_grammar *g);

/* The tables of all marks together, and MORE (may be NULL), for what has something of any of them. */
const tr_prop *const *tr_grammar_mark_tables(tr_ctx *ctx, const tr_prop *more);

/* A list of tables for one object: `TR_TABLES(a, b)`. */
#define TR_TABLES(...) ((const tr_prop *const[]){__VA_ARGS__, NULL})

#endif
