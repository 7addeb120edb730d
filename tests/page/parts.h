#ifndef TR_TESTS_PAGE_PARTS_H
#define TR_TESTS_PAGE_PARTS_H

#include "check.h"
#include "page/page.h"
#include "text/text.h"

/* One a file; main.c calls them all. */
void test_faults(void);
void test_words(void);
void test_fit(void);
void test_golden(void);

/* A page built in a context of its own, with the synthetic measurer (every letter 0.6 em wide). */
typedef struct built {
  tr_ctx *ctx;
  tr_value document;
  tr_page_input input;
  tr_page_result result;
  bool ok;
} built;

/* Builds YAML as the document "page.yaml" that lies in tests/page; LOCALE and SIZE as on the command line
   (NULL: as the document says). Freed by built_free(). */
built build(const char *yaml, const char *locale, const char *size);
void built_free(built *b);
/* The first text of the scene that begins with START, or NULL; X and Y get its origin on the page. */
const tr_text *find_text(const built *b, const char *start, double *x, double *y);
tr_str root_path(tr_ctx *ctx, const char *name); /* a file in tests/page */

#endif
