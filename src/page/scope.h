#ifndef TR_PAGE_SCOPE_H
#define TR_PAGE_SCOPE_H

#include "expr/expr.h"

struct tr_page;

/* One name that expressions see; the inner ones come first. */
typedef struct tr_frame {
  tr_str name;
  tr_value value;
  const struct tr_frame *up;
} tr_frame;

/* Where an expression stands. */
typedef struct tr_where {
  const tr_frame *frames;
  const tr_value *datum; /* NULL: none */
} tr_where;

void tr_scope_start(struct tr_page *page);

/* All of these report and return false; results are in the document arena. */

/* Evaluates all templates in V, deeply; members named in SKIP (ends with NULL; may be NULL) are kept. A value
   out of an expression stands where the expression stands, unless it has a place of its own. */
bool tr_page_eval(struct tr_page *page, const tr_value *v, const tr_where *where, const char *const *skip,
                  tr_value *out);
/* A condition or filter: a boolean, or an expression with or without {{ }}. NULL is true. */
bool tr_page_test(struct tr_page *page, const tr_value *v, const tr_where *where, bool *out);
/* Value of an expression with or without {{ }}. */
bool tr_page_expr(struct tr_page *page, const tr_value *text, const tr_where *where, tr_value *out);
/* Words in the page's language: a string, or a map by language whose language must be there; numbers and
   facts as the language writes them. */
bool tr_page_words(struct tr_page *page, const tr_value *v, tr_str *out);

#endif
