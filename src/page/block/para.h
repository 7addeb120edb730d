#ifndef TR_PAGE_BLOCK_PARA_H
#define TR_PAGE_BLOCK_PARA_H

#include "page/page-priv.h"

/* Paragraphs of one style, set at the size that the fit policy gives. */

typedef struct tr_para_style {
  const tr_type_style *type;
  double factor; /* × the style's size */
  int weight;
  bool italic, balance;
  tr_paint paint;
  tr_align align;
} tr_para_style;

extern const tr_prop tr_para_props[]; /* style, size, weight, color, italic, balance */
/* Reads the style of a block; FALLBACK is the style's name where none is given. False after reporting. */
bool tr_para_style_read(tr_page *page, const tr_block *b, const char *fallback, tr_para_style *out);
/* The style of that name with the theme's values. */
tr_para_style tr_para_style_named(tr_page *page, const char *name);
/* Asked size, px. */
double tr_para_asked(const tr_page *page, const tr_para_style *style);
tr_span_style tr_para_span(const tr_para_style *style, double size);
/* Ranges of TEXT that are kept on one line: the page's and the block's `glue`, and whoever speaks in a fact.
 */
const tr_keep *tr_para_keeps(tr_page *page, const tr_value *glue, tr_str text, size_t *n);

/* The box of a set paragraph: from the higher of logical and ink top to the lower of both bottoms. */
tr_box tr_para_box(const tr_text *text);

/* Texts set for a few widths, until size or words change. */
typedef struct tr_para_memo {
  double width, size;
  bool variant;
  tr_text *text;
} tr_para_memo;
enum { TR_PARA_MEMOS = 6 };
/* Least and natural width, until size or words change. */
typedef struct tr_para_widths {
  double size, min, natural;
  bool variant, known;
} tr_para_widths;

typedef struct tr_para_cache {
  tr_para_memo items[TR_PARA_MEMOS];
  size_t n;
  tr_para_widths widths;
} tr_para_cache;
tr_text *tr_para_cached(const tr_para_cache *cache, double width, double size, bool variant);
void tr_para_keep(tr_para_cache *cache, double width, double size, bool variant, tr_text *text);

#endif
