#include "page/grammar.h"

#include "chart/grammar/grammar.h"
#include "page/document.h"

const tr_grammar_about tr_page_about = {
    .title = "Pages of tranh",
    .intro = "What a page may hold, made from the tables that pages are checked against. docs/pages.md tells "
             "what\n"
             "it means.",
    .root = "document",
};

static const tr_object_type types[] = {
    {"document", .help = "a page, or several", .chapter = "Pages", .tables = TR_TABLES(tr_document_props)},
    {"document-page", .help = "one of several pages", .what = "page",
     .tables = TR_TABLES(tr_document_page_props)},
    {"table", .help = "facts, and where they come from",
     .tables = TR_TABLES(tr_table_props, tr_derive_props)},
    {"all-blocks", .help = "what blocks of every kind have", .tables = TR_TABLES(tr_block_common),
     .is_part = true},
    {"use", .help = "a composition with its parameters", .key = "use", .rest = "",
     .tables = TR_TABLES(tr_block_use_props, tr_block_common)},
};

static void add_blocks(tr_ctx *ctx, tr_grammar *g) {
  tr_object_type *all = TR_NEW(ctx->doc, tr_object_type);
  tr_buf names = tr_buf_of(ctx->doc);
  for (const tr_block_kind *const *k = tr_block_kinds(); *k; k++)
    tr_buf_printf(&names, "block.%s|", (*k)->name);
  tr_buf_add_z(&names, "use");
  *all = (tr_object_type){.name = "block", .help = "a part of a page", .one_of = tr_buf_str(&names).p};
  tr_grammar_add(g, all);
  for (const tr_block_kind *const *k = tr_block_kinds(); *k; k++) {
    tr_object_type *type = TR_NEW(ctx->doc, tr_object_type);
    const tr_prop **tables = TR_NEW_N(ctx->doc, const tr_prop *, 4);
    tables[0] = tr_block_kind_props;
    tables[1] = (*k)->props;
    tables[2] = tr_block_common;
    *type = (tr_object_type){.name = tr_printf(ctx->doc, "block.%s", (*k)->name).p,
                             .help = (*k)->help,
                             .what = tr_printf(ctx->doc, "block %s", (*k)->name).p,
                             .key = tr_printf(ctx->doc, "block=%s", (*k)->name).p,
                             .tables = tables};
    tr_grammar_add(g, type);
  }
  tr_names *list = TR_NEW(ctx->doc, tr_names);
  *list = (tr_names){"blocks", tr_block_names(), NULL};
  tr_grammar_add_names(g, list);
}

tr_grammar *tr_page_grammar(tr_ctx *ctx) {
  tr_grammar *g = tr_chart_grammar(ctx, true);
  tr_grammar_add_all(g, types, sizeof types / sizeof *types);
  add_blocks(ctx, g);
  return g;
}
