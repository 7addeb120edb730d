#ifndef TR_TESTS_VALUE_H
#define TR_TESTS_VALUE_H

#include "check.h"
#include "value/value.h"

/* A text, and either the JSON that it means or the place and words of the error. */
typedef struct read_case {
  const char *text, *json; /* json NULL: refused */
  const char *error;       /* "LINE:COLUMN: words in the message", "" for none */
  const char *hint;        /* words in the hint, or NULL */
} read_case;

typedef bool reader_fn(tr_ctx *ctx, uint32_t file, tr_value *out);

/* Runs one case in a context of its own. */
void check_read(reader_fn *read, tr_str text, const read_case *c);
/* TEXT read in CTX; NULL value after an error. */
bool read_text(tr_ctx *ctx, reader_fn *read, tr_str text, tr_value *out);

void test_grammar(void);
void test_json(void);
void test_props(void);
void test_value(void);
void test_yaml(void);

#endif
