#ifndef TR_PAGE_GRAMMAR_H
#define TR_PAGE_GRAMMAR_H

#include "value/grammar.h"

/* The grammar of pages, with that of the charts on them; for schemas (pages are checked by check.c, which
   knows compositions, sizes and templates). In the document arena. */
tr_grammar *tr_page_grammar(tr_ctx *ctx);
extern const tr_grammar_about tr_page_about;

#endif
