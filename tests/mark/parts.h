#ifndef TR_TESTS_MARK_PARTS_H
#define TR_TESTS_MARK_PARTS_H

#include "check.h"
#include "mark/mark.h"

/* One a file; main.c calls them all. */
void test_images(const tr_mark_env *env);
void test_outlines(const tr_mark_env *env);
void test_shapes(const tr_mark_env *env);
void test_texts(const tr_mark_env *env);

/* Makes one value for each item. */
void set_numbers(tr_ctx *ctx, tr_items *it, tr_channel_id id, const double *x);
void set_word(tr_items *it, tr_channel_id id, const char *word);
void set_color(tr_items *it, tr_channel_id id);
/* Draws into a new group and returns its first node; BOUNDS gets the bounds of all. */
const tr_node *drawn(const tr_mark_env *env, tr_mark_draw *draw, const tr_items *it, tr_bounds *bounds);
void check_bounds(const tr_bounds *b, double x1, double y1, double x2, double y2, const char *name);

#endif
