#ifndef TR_DATA_DELIMITED_PRIV_H
#define TR_DATA_DELIMITED_PRIV_H

#include "data/data-priv.h"

/* A text split into cells: where each begins, row by row, header first; one more entry marks the end. */
typedef struct tr_cells {
  tr_ctx *ctx;
  tr_str text;
  uint32_t file;
  char delimiter;
  size_t n_rows, n_columns; /* rows with the header */
  tr_vec starts;            /* of uint32_t; in SCRATCH */
  tr_arena *scratch;        /* freed when the table is done */
} tr_cells;

/* Splits by RFC 4180 with any delimiter, any line end. Reports an open quote, text behind a closing quote, a
   row of another length than the header. */
bool tr_cells_split(tr_cells *c);
/* The delimiter that the first rows agree on: comma, semicolon or tab. */
char tr_delimiter_find(tr_str text, char preferred);

/* The text of a quoted cell at FROM to TO (its quotes included); where quotes are doubled inside, a copy in
   the scratch arena. */
tr_str tr_cells_quoted(tr_cells *c, size_t from, size_t to);

/* The text of a cell, quotes taken off. Inline: this is called for every cell. */
static inline tr_str tr_cells_text(tr_cells *c, size_t row, size_t column) {
  const uint32_t *at = (const uint32_t *)c->starts.items + row * c->n_columns + column;
  size_t from = at[0], to = at[1];
  const char *p = c->text.p;
  if (column + 1 == c->n_columns)
    while (to > from && (p[to - 1] == '\n' || p[to - 1] == '\r')) to--;
  else
    to--; /* the delimiter */
  return to > from && p[from] == '"' ? tr_cells_quoted(c, from, to) : (tr_str){p + from, to - from};
}
static inline uint32_t tr_cells_start(const tr_cells *c, size_t row, size_t column) {
  return ((const uint32_t *)c->starts.items)[row * c->n_columns + column];
}

#endif
