#ifndef TR_TESTS_DATA_H
#define TR_TESTS_DATA_H

#include "check.h"
#include "data/table.h"

/* A data text, and either the columns' types with the rows as JSON, or the place and words of the first
 * error. */
typedef struct data_case {
  const char *text;
  const char *types; /* "n s b d a": number, string, bool, date, any; NULL: refused */
  const char *rows;  /* JSON of all rows; for a refused one "LINE:COLUMN: words" */
  const char *hint;  /* words in the hint, or NULL */
} data_case;

void check_data(const char *name, tr_str text, const tr_read_options *options, const data_case *c);
/* As check_data() for each of N cases, read as the file NAME. */
void check_cases(const char *name, const tr_read_options *options, const data_case *cases, size_t n);
/* All rows as a JSON array. */
tr_str rows_text(tr_ctx *ctx, const tr_table *t);
tr_str types_text(tr_ctx *ctx, const tr_table *t);

void test_delimited(void);
void test_json(void);
void test_table(void);
void test_topojson(void);

#endif
