#ifndef TR_TESTS_BASE_H
#define TR_TESTS_BASE_H

#include "check.h"

void test_color(void);
void test_containers(void);
void test_ctx(void);
void test_file(void);
void test_number(void);
void test_str(void);

#endif
