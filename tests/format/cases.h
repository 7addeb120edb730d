#ifndef TR_TESTS_FORMAT_CASES_H
#define TR_TESTS_FORMAT_CASES_H

#include "base/ctx.h"

/* Three-line cases: a specifier, an input and the output, each case followed by a blank line. A line of two
   quotes stands for the empty text, "# " begins a comment, "@name argument" is an instruction to the runner
   (which locale, which zone). */
typedef struct test_case {
  tr_ctx *ctx;
  const char *name; /* file and line, for messages */
  tr_str specifier, input, output;
} test_case;

typedef struct test_runner {
  const char *file;                                                     /* in tests/format */
  void (*run)(const test_case *c, void *state);                         /* asserts */
  void (*instruct)(tr_ctx *ctx, tr_str name, tr_str text, void *state); /* may be NULL */
  void *state;
} test_runner;

void run_cases(const test_runner *runner);

/* Each file's group of tests. */
void test_numbers(void);
void test_quantities(void);
void test_locales(void);
void test_times(void);
void test_calendars(void);
void test_zones(void);

/* TEXT as a value (JSON), or {0} after a failed assertion. */
struct tr_value;
bool read_json(tr_ctx *ctx, tr_str text, struct tr_value *out);
double read_number(tr_str text);
double read_moment(tr_str iso); /* ms */

#endif
