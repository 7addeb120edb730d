#include "parts.h"

/* Where things stand: bounds, grids of views, the size of a view, labels that overlap. */

static void check_turns(void) {
  tr_bounds b = tr_bounds_none();
  check(tr_bounds_empty(&b) && tr_bounds_width(&b) == 0);
  b = tr_bounds_of(10, 20, 0, 0); /* corners in any order */
  check_bounds(&b, 0, 0, 10, 20, "corners in order");
  tr_bounds_turn(&b, M_PI / 2, 0, 0);
  check_bounds(&b, -20, 0, 0, 10, "a quarter turn");
  tr_bounds a = tr_bounds_of(0, 0, 10, 10), c = tr_bounds_of(12, 0, 20, 10);
  check(!tr_bounds_near(&a, &c, 0));
  check(tr_bounds_near(&a, &c, 3));
  tr_bounds_union(&a, &c);
  check_bounds(&a, 0, 0, 20, 10, "union");
}

static void check_grid(tr_ctx *ctx) {
  tr_bounds boxes[] = {{-10, 0, 100, 50}, {0, 0, 60, 80}, {-30, 0, 100, 50}};
  double at[3][2];
  tr_grid_options options = {.columns = 2,
                             .align_row = TR_GRID_ALL,
                             .align_column = TR_GRID_ALL,
                             .padding_row = 5,
                             .padding_column = 5};
  tr_bounds all = tr_grid_place(ctx, &options, boxes, 3, at);
  check_num(at[1][1], 0);                /* the same row */
  check(at[1][0] >= at[0][0] + 100 + 5); /* beside the first */
  check(at[2][1] >= 80 + 5);             /* below the highest of the row above */
  check_num(at[2][0], at[0][0]);         /* columns stand in line */
  check(all.x2 >= at[1][0] + 60 && all.y2 >= at[2][1] + 50);
}

static void check_fit(void) {
  tr_padding padding = {5, 5, 5, 5};
  tr_bounds content = tr_bounds_of(-30.4, -10, 205, 120.2);
  tr_autosize pad = {TR_AUTOSIZE_PAD, false}, fit = {TR_AUTOSIZE_FIT, true};
  tr_view_size v = tr_view_fit(&pad, &padding, 200, 100, 200, 100, &content);
  check_num(v.width, 200); /* the data rectangle stays; whole px around it */
  check_num(v.left, 31);
  check_num(v.top, 10);
  check_num(v.outer_width, 236);
  check_num(v.outer_height, 131);
  v = tr_view_fit(&fit, &padding, 200, 100, 190, 90, &content);
  check(v.width < 190 && v.height < 90); /* it gives way to the axes */
  check(v.outer_width <= 190 && v.outer_height <= 90);
}

static void hidden_of(tr_ctx *ctx, const char *method, const double *width, bool hidden[4]) {
  tr_bounds boxes[4];
  for (int i = 0; i < 4; i++) {
    boxes[i] = tr_bounds_of(20 * i - width[i] / 2, 0, 20 * i + width[i] / 2, 10);
    hidden[i] = false;
  }
  tr_labels_thin(ctx, tr_str_z(method), 0, boxes, 4, hidden);
}

static void check_overlap(tr_ctx *ctx) {
  bool hidden[4];
  hidden_of(ctx, "parity", (double[]){10, 10, 10, 10}, hidden);
  check(!hidden[0] && !hidden[1] && !hidden[2] && !hidden[3]);
  hidden_of(ctx, "parity", (double[]){25, 25, 25, 25}, hidden);
  check(!hidden[0] && hidden[1] && hidden[2] && !hidden[3]); /* of two left, one is the last */
  hidden_of(ctx, "greedy", (double[]){10, 50, 10, 10}, hidden);
  check(!hidden[0] && hidden[1] && !hidden[2] && !hidden[3]); /* the one in the way goes */
}

void test_places(tr_ctx *ctx) {
  check_turns();
  check_grid(ctx);
  check_fit();
  check_overlap(ctx);
}
