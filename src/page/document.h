#ifndef TR_PAGE_DOCUMENT_H
#define TR_PAGE_DOCUMENT_H

#include "page/page-priv.h"

/* What a document has, and one of its pages. */
extern const tr_prop tr_document_props[], tr_document_page_props[];

/* Checks the document's own fields, chooses size, theme and language, merges the overrides of the size, and
   fills PAGE with what comes of it. False after reporting. */
bool tr_document_open(tr_page *page, const tr_page_input *input);
/* The definitions of its pages: objects with header, blocks, footer, background. */
const tr_value *tr_document_pages(tr_page *page, size_t *n);

#endif
