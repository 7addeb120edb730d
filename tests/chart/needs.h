#ifndef TR_TESTS_CHART_NEEDS_H
#define TR_TESTS_CHART_NEEDS_H

void test_needs(void);

#endif
