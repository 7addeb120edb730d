#ifndef TR_TESTS_CHART_NORMALIZE_H
#define TR_TESTS_CHART_NORMALIZE_H

/* Normalises the specifications in tests/chart/normalize/NAME.json and compares with what is written there.
 */
void test_normalize(void);

#endif
