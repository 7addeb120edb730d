#ifndef TR_TESTS_BASE_H
#define TR_TESTS_BASE_H

#include "check.h"

void test_number(void);

#endif
