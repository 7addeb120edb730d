#include "layout/legends.h"

#include "parts.h"

/* A view of 200 × 100 px with a y axis 40.2 px wide on its left and an x axis 30 px high below. */

enum { MOST = 3 };

static const tr_bounds with_y_axis = {-40.2, 0, 204.5, 100}, with_x_axis = {-3, -2.5, 203, 130};

#define PLAIN                                                                                                \
  { .offset = 18, .margin = 8 }
#define BOX(w, h)                                                                                            \
  { 0, 0, w, h }

static const struct {
  const char *name;
  tr_spot spot;
  tr_spot_layout layout;
  tr_bounds boxes[MOST];
  size_t n;
  double at[MOST][2];
} cases[] = {
    {"right of all that stands there, in whole px", TR_SPOT_RIGHT, PLAIN, {BOX(50, 20)}, 1, {{223, 0}}},
    {"left of the axis, flush with it", TR_SPOT_LEFT, PLAIN, {BOX(50, 20)}, 1, {{-109, 0}}},
    {"above", TR_SPOT_TOP, PLAIN, {BOX(50, 20)}, 1, {{0, -41}}},
    {"below the axis", TR_SPOT_BOTTOM, PLAIN, {BOX(50, 20)}, 1, {{0, 148}}},
    {"side by side", TR_SPOT_RIGHT, PLAIN, {BOX(50, 20), BOX(30.5, 60)}, 2, {{223, 0}, {281, 0}}},
    {"below each other",
     TR_SPOT_RIGHT,
     {.offset = 10, .margin = 5, .vertical = true},
     {BOX(50, 20), BOX(30, 60), BOX(10, 10)},
     3,
     {{215, 0}, {215, 25}, {215, 90}}},
    {"at the end of a side",
     TR_SPOT_RIGHT,
     {.offset = 0, .margin = 8, .vertical = true, .anchor = TR_ANCHOR_END},
     {BOX(50, 20), BOX(30, 30)},
     2,
     {{205, 42}, {205, 70}}},
    {"in the middle below", TR_SPOT_BOTTOM, {.anchor = TR_ANCHOR_MIDDLE}, {BOX(51, 20)}, 1, {{75, 130}}},
    {"in the middle of the view with its axes",
     TR_SPOT_BOTTOM,
     {.anchor = TR_ANCHOR_MIDDLE, .to_bounds = true},
     {BOX(50, 20)},
     1,
     {{57, 130}}},
    {"lower ones in the middle of their row",
     TR_SPOT_TOP,
     {.margin = 8, .center_row = true},
     {BOX(50, 20), BOX(30, 60)},
     2,
     {{0, -43}, {58, -63}}},
    {"narrower ones in the middle of their column",
     TR_SPOT_LEFT,
     {.margin = 8, .vertical = true, .center_column = true},
     {BOX(50, 20), BOX(30, 60)},
     2,
     {{-91, 0}, {-81, 28}}},
    {"corner top left", TR_SPOT_TOP_LEFT, PLAIN, {BOX(50, 20)}, 1, {{18, 18}}},
    {"corner top right", TR_SPOT_TOP_RIGHT, PLAIN, {BOX(50, 20)}, 1, {{132, 18}}},
    {"corner bottom left", TR_SPOT_BOTTOM_LEFT, PLAIN, {BOX(50, 20)}, 1, {{18, 62}}},
    {"corner bottom right, two",
     TR_SPOT_BOTTOM_RIGHT,
     {.margin = 4},
     {BOX(50, 20), BOX(9, 30)},
     2,
     {{137, 70}, {191, 70}}},
};

static void check_places(tr_ctx *ctx) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double at[MOST][2] = {{0}};
    tr_spot_place(ctx, cases[i].spot, &cases[i].layout, &with_y_axis, &with_x_axis, 200, 100, cases[i].boxes,
                  cases[i].n, at);
    bool same = true;
    for (size_t k = 0; k < cases[i].n; k++)
      same = same && at[k][0] == cases[i].at[k][0] && at[k][1] == cases[i].at[k][1];
    if (check_named(same, cases[i].name)) continue;
    for (size_t k = 0; k < cases[i].n; k++) printf("#   got  %g %g\n", at[k][0], at[k][1]);
  }
}

static void check_by_hand(tr_ctx *ctx) {
  double at[1][2] = {{7, 9}};
  tr_bounds box = BOX(10, 10);
  tr_spot_place(ctx, TR_SPOT_NONE, &(tr_spot_layout){0}, &with_y_axis, &with_x_axis, 200, 100, &box, 1, at);
  check_num(at[0][0], 7);
  check_num(at[0][1], 9);
}

/* Without a width of its own the view is as wide as what stands on both sides leaves. */
static void check_without_size(tr_ctx *ctx) {
  double at[1][2];
  tr_bounds box = BOX(10, 10), x = {-10, 0, 110, 0}, y = {-10, 0, 110, 0};
  tr_spot_layout layout = {.anchor = TR_ANCHOR_MIDDLE};
  tr_spot_place(ctx, TR_SPOT_TOP, &layout, &x, &y, 0, 0, &box, 1, at);
  check_num(at[0][0], 45); /* half of 120 - 20, less half the box */
}

static void check_names(void) {
  tr_spot spot = TR_SPOT_NONE;
  check(tr_spot_parse(TR_S("bottom-right"), &spot) && spot == TR_SPOT_BOTTOM_RIGHT);
  check(!tr_spot_parse(TR_S("middle"), &spot) && spot == TR_SPOT_BOTTOM_RIGHT);
  for (int i = 0; i < TR_SPOTS; i++)
    check(tr_spot_parse(tr_str_z(tr_spot_name((tr_spot)i)), &spot) && spot == (tr_spot)i);
}

static void check_widening(void) {
  static const struct {
    tr_spot spot;
    bool fits;
    tr_bounds want;
  } widened[] = {
      {TR_SPOT_RIGHT, false, {0, -10, 250, 300}}, {TR_SPOT_RIGHT, true, {0, 0, 250, 100}},
      {TR_SPOT_LEFT, true, {0, 0, 250, 100}},     {TR_SPOT_TOP, true, {0, -10, 200, 300}},
      {TR_SPOT_BOTTOM, true, {0, -10, 200, 300}}, {TR_SPOT_TOP_LEFT, true, {0, 0, 200, 100}},
      {TR_SPOT_NONE, true, {0, 0, 200, 100}},     {TR_SPOT_NONE, false, {0, -10, 250, 300}},
  };
  tr_bounds legend = {220, -10, 250, 300};
  for (size_t i = 0; i < sizeof widened / sizeof *widened; i++) {
    tr_bounds view = {0, 0, 200, 100}, want = widened[i].want;
    tr_spot_widen(widened[i].spot, &legend, widened[i].fits, &view);
    check_named(view.x1 == want.x1 && view.y1 == want.y1 && view.x2 == want.x2 && view.y2 == want.y2,
                tr_spot_name(widened[i].spot));
  }
}

void test_legends(tr_ctx *ctx) {
  check_places(ctx);
  check_by_hand(ctx);
  check_without_size(ctx);
  check_names();
  check_widening();
}
