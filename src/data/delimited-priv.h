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

/* The text of a cell, quotes taken off; where quotes are doubled inside, a copy in the scratch arena. */
tr_str tr_cells_text(tr_cells *c, size_t row, size_t column);
static inline uint32_t tr_cells_start(const tr_cells *c, size_t row, size_t column) {
  return ((const uint32_t *)c->starts.items)[row * c->n_columns + column];
}

#endif
