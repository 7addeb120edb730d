#ifndef TR_TESTS_EXPR_SORT_H
#define TR_TESTS_EXPR_SORT_H

void test_sort(void);

#endif
