#ifndef TR_DATA_MACHINE_NUMBER_H
#define TR_DATA_MACHINE_NUMBER_H

#include "data/table.h"

/* Reads a number as programs write it: digits with a point before decimals, perhaps a sign and an exponent,
   no separators of thousands, no unit. White space around it is let through. Otherwise reports at AT, naming
   COLUMN and ROW (from 1), with what to write instead where that can be told; false. Never a guess. */
bool tr_machine_number(tr_ctx *ctx, tr_str text, tr_pos at, tr_str column, size_t row, double *out);
/* Makes the columns NAMES (ends with NULL; may be NULL) of T, which was made of the values ROWS, number
   columns: texts in them must be machine numbers. Reports each that is none at its place; then false. */
bool tr_table_number_columns(tr_ctx *ctx, tr_table *t, const tr_value *rows, const char *const *names);
/* Whether NAME is in the NULL-terminated list NAMES (which may be NULL). */
bool tr_name_listed(tr_str name, const char *const *names);

#endif
