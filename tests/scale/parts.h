#ifndef TR_TESTS_SCALE_PARTS_H
#define TR_TESTS_SCALE_PARTS_H

#include "check.h"
#include "scale/scale.h"

/* One a file; main.c calls them all. */
void test_ticks(tr_ctx *ctx);
void test_domains(tr_ctx *ctx);
void test_colors(tr_ctx *ctx);
void test_labels(tr_ctx *ctx);

/* A specification with nothing given. */
tr_scale_spec bare(const char *type);
/* Adds numbers to a specification; they are copied. */
void set_domain(tr_ctx *ctx, tr_scale_spec *spec, const double *x, size_t n);
void set_range(tr_ctx *ctx, tr_scale_spec *spec, const double *x, size_t n);
void set_words(tr_ctx *ctx, tr_scale_spec *spec, const char *const *words, size_t n);
/* A scale from two domain values to two range values. */
tr_scale *between(tr_ctx *ctx, const char *type, double d0, double d1, double r0, double r1);
tr_tick_count wanted(double count);

#endif
