#ifndef TR_TESTS_CHART_GOLDEN_H
#define TR_TESTS_CHART_GOLDEN_H

#include "check.h"

/* Draws each tests/specs/FOLDER/NAME.vl.json whose path has PART in it ("": all) and compares its scene with
   NAME.scene. */
void test_golden(const char *part);
void test_messages(void);
void test_grammar(void);

#endif
