#ifndef TR_PAGE_CELLS_H
#define TR_PAGE_CELLS_H

#include "page/page-priv.h"

/* The cells of one row of a fact table as members of an object: trimmed, NFC, number columns read strictly,
   words in the page's language under the bare name (`label` of `label_vi`). */
typedef struct tr_cells {
  tr_vec members; /* of tr_member */
  tr_pos at;
} tr_cells;

/* What is known of a table's columns. */
typedef struct tr_cell_source {
  const tr_table *table;
  tr_str *langs; /* languages there are */
  size_t n_langs;
  tr_str *names; /* of the columns, NFC */
  bool *guess;   /* a column of our own kind whose cells are all numbers */
} tr_cell_source;

tr_cell_source tr_cell_source_of(tr_page *page, const tr_table *table);
/* False after reporting. */
bool tr_cells_read(tr_page *page, const tr_cell_source *src, size_t row, tr_cells *out);
tr_value *tr_cells_put(tr_cells *cells, tr_str name, tr_value v); /* in place, or appended */
const tr_value *tr_cells_get(const tr_cells *cells, const char *name);
tr_str tr_cells_string(const tr_cells *cells, const char *name);
double tr_cells_number(const tr_cells *cells, const char *name); /* NaN where there is none */
bool tr_cells_is_number(tr_str column);
void tr_cells_languages(tr_page *page, tr_str **names, size_t *n);

#endif
