#ifndef TR_TESTS_TEXT_CASES_H
#define TR_TESTS_TEXT_CASES_H

#include "check.h"
#include "text/text.h"

/* Groups of cases, one a file; each makes the context it needs. */
void breaking_cases(void);
void placing_cases(void);
void font_cases(void);
void markdown_cases(void);
void icon_cases(void);

#endif
