#ifndef TR_PAGE_SIZE_H
#define TR_PAGE_SIZE_H

#include "value/value.h"

struct tr_page;

/* px, or a share of the room that the parent gives. */
typedef struct tr_len {
  double value;  /* NaN: not given */
  bool relative; /* `value` is a share, 0 to 1 and above */
} tr_len;

typedef struct tr_edges {
  double top, right, bottom, left; /* px */
} tr_edges;

typedef struct tr_page_size {
  tr_str name;          /* "a4", or empty for one in numbers */
  double width, height; /* px; height 0: as high as the content */
  bool print;           /* for paper: other type sizes than on a screen */
} tr_page_size;

/* NAME (of the command line) or else V: a name, [width, height], or NULL for a4. False after reporting. */
bool tr_page_size_read(struct tr_page *page, const tr_value *v, tr_str name, tr_page_size *out);
const char *const *tr_page_size_names(void); /* ends with NULL */

/* A number of px, or a string with px, mm, cm, in, pt, u, em or %; NULL gives "not given". False after
   reporting, also for what is below 0. */
bool tr_len_parse(struct tr_page *page, const tr_value *v, tr_len *out);
double tr_len_px(tr_len len, double room, double fallback);
/* One length for all sides, or a list of two or four. */
bool tr_edges_parse(struct tr_page *page, const tr_value *v, tr_edges *out);

/* OBJECT with what its `sizes:` say for the page's size laid over it: classes first, then the name. */
tr_value tr_sizes_merged(struct tr_page *page, const tr_value *object);
bool tr_sizes_check(struct tr_page *page, const tr_value *sizes);

#endif
