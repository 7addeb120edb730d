#ifndef TR_TESTS_CHART_HEADERS_H
#define TR_TESTS_CHART_HEADERS_H

void test_headers(void);

#endif
