#ifndef TR_DATA_DELIMITED_PRIV_H
#define TR_DATA_DELIMITED_PRIV_H

#include "data/data-priv.h"

/* A text split into cells. Only what the wanted columns need is kept: for each row the offset where it
   begins, and where each wanted cell begins and the next one does. */
typedef struct tr_cells {
  tr_ctx *ctx;
  tr_str text;
  uint32_t file;
  char delimiter;
  size_t n_rows, n_columns; /* rows without the header */
  size_t body;              /* offset behind the header */
  tr_vec header;            /* of uint32_t: where each of its cells begins; one more marks the end */
  tr_vec starts;            /* of uint32_t, `stride` a row; one more marks the end; in SCRATCH */
  uint32_t *slot;           /* of each column: place in its row's part of `starts`; UINT32_MAX: not kept */
  size_t stride;
  bool has_odd_rows; /* of another length than the header: told of already */
  bool lenient;      /* rows of another length than the header, and empty lines, are rows */
  tr_arena *scratch; /* freed when the table is done */
} tr_cells;

/* Finds the header's cells. True with no columns where the text is empty. */
bool tr_cells_header(tr_cells *c);
/* Splits what is behind the header by RFC 4180 with any delimiter, any line end. WANTED says of each column
   whether its cells will be asked for. Reports an open quote, text behind a closing quote, a row of another
   length than the header (the first of them as a warning where C is lenient: further cells are dropped,
   missing ones are empty). */
bool tr_cells_split(tr_cells *c, const bool *wanted);
/* The delimiter that the first rows agree on: comma, semicolon or tab. */
char tr_delimiter_find(tr_str text, char preferred);

/* The text of a quoted cell at FROM to TO (its quotes included); where quotes are doubled inside, a copy in
   the scratch arena. */
tr_str tr_cells_quoted(tr_cells *c, size_t from, size_t to);

/* The text of the cell at FROM, quotes taken off; TO is where the next begins. Inline: this is called for
   every cell. */
static inline tr_str tr_cells_between(tr_cells *c, size_t from, size_t to, bool is_last) {
  const char *p = c->text.p;
  if (to <= from) return (tr_str){p + to, 0}; /* not there, or the last and empty */
  if (is_last)
    while (to > from && (p[to - 1] == '\n' || p[to - 1] == '\r')) to--;
  else
    to--; /* the delimiter */
  return to > from && p[from] == '"' ? tr_cells_quoted(c, from, to) : (tr_str){p + from, to - from};
}
/* Where the last column's cell at FROM ends, before TO: rows may have further cells. */
size_t tr_cells_cut(const tr_cells *c, size_t from, size_t to);
/* The text of a wanted cell. */
static inline tr_str tr_cells_text(tr_cells *c, size_t row, size_t column) {
  const uint32_t *at = (const uint32_t *)c->starts.items + row * c->stride + c->slot[column];
  bool is_last = column + 1 == c->n_columns;
  size_t to = is_last && c->has_odd_rows ? tr_cells_cut(c, at[0], at[1]) : at[1];
  return tr_cells_between(c, at[0], to, is_last);
}
/* Where a wanted cell begins; column 0 is always known. */
static inline uint32_t tr_cells_start(const tr_cells *c, size_t row, size_t column) {
  return ((const uint32_t *)c->starts.items)[row * c->stride + c->slot[column]];
}

#endif
