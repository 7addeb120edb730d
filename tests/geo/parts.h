#ifndef TR_TESTS_GEO_PARTS_H
#define TR_TESTS_GEO_PARTS_H

#include "check.h"
#include "geo/geo.h"

void test_places(void);
void test_paths(tr_ctx *ctx);
void test_graticule(tr_ctx *ctx);

#endif
