#include "layout/box.h"

#include "parts.h"

enum { MOST = 8 };

static void check_sizes(const double *got, const double *want, size_t n, const char *name) {
  bool same = true;
  for (size_t i = 0; i < n; i++) same = same && fabs(got[i] - want[i]) < 1e-6;
  if (check_named(same, name)) return;
  for (size_t i = 0; i < n; i++) printf("#   [%zu] got %.6f want %.6f\n", i, got[i], want[i]);
}

#define AUTO(min, natural)                                                                                   \
  { min, natural, INFINITY, NAN, 0 }
#define GROW(min, natural, grow)                                                                             \
  { min, natural, INFINITY, NAN, grow }
#define FIXED(px)                                                                                            \
  { 0, 0, INFINITY, px, 0 }

/* --- Tracks -------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  tr_track tracks[MOST];
  size_t n;
  double gap, available;
  double sizes[MOST], used;
} track_cases[] = {
    {"room enough: natural sizes, the rest stays free",
     {AUTO(10, 50), AUTO(10, 30)},
     2,
     5,
     200,
     {50, 30},
     85},
    {"grow takes what is left over by weight", {GROW(10, 50, 1), GROW(10, 30, 3)}, 2, 10, 130, {60, 60}, 130},
    {"a fixed track keeps its size", {FIXED(40), GROW(0, 10, 1)}, 2, 0, 100, {40, 60}, 100},
    {"a max holds and the other takes the rest",
     {{0, 10, 30, NAN, 1}, GROW(0, 10, 1)},
     2,
     0,
     100,
     {30, 70},
     100},
    {"what is missing comes from the largest first", {AUTO(10, 300), AUTO(10, 40)}, 2, 0, 100, {60, 40}, 100},
    {"two large ones are cut to one level",
     {AUTO(10, 300), AUTO(10, 200), AUTO(5, 20)},
     3,
     0,
     100,
     {40, 40, 20},
     100},
    {"never below the least size, though it overflows",
     {AUTO(60, 100), AUTO(70, 100)},
     2,
     10,
     100,
     {60, 70},
     140},
    {"a least size is kept and the other gives way",
     {AUTO(80, 100), AUTO(10, 100)},
     2,
     0,
     120,
     {80, 40},
     120},
    {"nothing at all", {AUTO(0, 0)}, 0, 5, 100, {0}, 0},
};

static void test_tracks(void) {
  for (size_t i = 0; i < sizeof track_cases / sizeof *track_cases; i++) {
    double sizes[MOST];
    double used = tr_tracks_solve(track_cases[i].tracks, track_cases[i].n, track_cases[i].gap,
                                  track_cases[i].available, sizes);
    check_sizes(sizes, track_cases[i].sizes, track_cases[i].n, track_cases[i].name);
    check_near(used, track_cases[i].used, 1e-6);
  }
}

static void test_equal(void) {
  static const tr_track tracks[] = {AUTO(10, 50), AUTO(60, 90), AUTO(20, 20)};
  double sizes[3];
  check_near(tr_tracks_equal(tracks, 3, 10, 320, sizes), 320, 1e-9);
  check_sizes(sizes, (double[]){100, 100, 100}, 3, "equal shares");
  check_near(tr_tracks_equal(tracks, 3, 10, 110, sizes), 200, 1e-9);
  check_sizes(sizes, (double[]){60, 60, 60}, 3, "but at least the largest least size");
  check_near(tr_tracks_min(tracks, 3, 10), 110, 1e-9);
  check_near(tr_tracks_natural(tracks, 3, 10), 180, 1e-9);
}

/* --- Places -------------------------------------------------------------------------------------------- */

static void test_justify(void) {
  static const struct {
    tr_justify mode;
    double starts[3];
  } cases[] = {{TR_JUSTIFY_START, {0, 15, 40}},
               {TR_JUSTIFY_CENTER, {20, 35, 60}},
               {TR_JUSTIFY_END, {40, 55, 80}},
               {TR_JUSTIFY_BETWEEN, {0, 35, 80}},
               {TR_JUSTIFY_EVENLY, {10, 35, 70}}};
  static const double sizes[] = {10, 20, 20}; /* 50 and two gaps of 5 in 100: 40 left */
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double starts[3];
    tr_justify_places(cases[i].mode, sizes, 3, 5, 100, starts);
    check_sizes(starts, cases[i].starts, 3, "justify");
  }
  double starts[3];
  tr_justify_places(TR_JUSTIFY_END, sizes, 3, 5, 30, starts);
  check_sizes(starts, (double[]){0, 15, 40}, 3, "what is too long begins at the start");
}

static void test_wrap(void) {
  static const double six[] = {30, 30, 30, 30, 30, 30}, uneven[] = {80, 10, 10, 10, 80};
  size_t ends[6];
  check(tr_wrap_lines(six, 6, 5, 200, ends) == 2);
  check_named(ends[0] == 3 && ends[1] == 6, "evened out: 3 and 3, not 5 and 1");
  check(tr_wrap_lines(six, 6, 5, 205, ends) == 1);
  check(tr_wrap_lines(uneven, 5, 0, 100, ends) == 2);
  check_named(ends[0] == 3 && ends[1] == 5, "80+10+10 and 10+80: no line longer than it must be");
  check(tr_wrap_lines(six, 1, 5, 10, ends) == 1);
  check(tr_wrap_lines(six, 0, 5, 10, ends) == 0);
}

/* --- Grids --------------------------------------------------------------------------------------------- */

static void test_columns(void) {
  static const struct {
    size_t n, columns, want;
  } cases[] = {{4, 3, 2}, {5, 3, 3}, {6, 4, 3}, {7, 4, 4}, {9, 4, 3}, {1, 5, 1}, {0, 3, 1}, {3, 3, 3}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_num((double)tr_grid_rebalance(cases[i].n, cases[i].columns), (double)cases[i].want);
  check_num((double)tr_grid_columns(4, 100, 10, 330), 2); /* three fit; four become two rows of two */
  check_num((double)tr_grid_columns(6, 100, 10, 320), 3); /* exactly three */
  check_num((double)tr_grid_columns(6, 100, 10, 50), 1);  /* not even one: one all the same */
  check_num((double)tr_grid_columns(3, 10, 0, 1000), 3);  /* never more than there are */
}

static void test_flow(tr_ctx *ctx) {
  tr_cell_at cells[] = {{0, 0, 2, 1}, {0, 0, 1, 2}, {0, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 9, 1}};
  check_num((double)tr_grid_flow(ctx->scene, cells, 5, 3), 3);
  check_named(cells[0].column == 0 && cells[0].row == 0, "two columns wide, top left");
  check_named(cells[1].column == 2 && cells[1].row == 0, "two rows high, beside it");
  check_named(cells[2].column == 0 && cells[2].row == 1, "next row, left");
  check_named(cells[3].column == 1 && cells[3].row == 1, "and beside what hangs down");
  check_named(cells[4].column == 0 && cells[4].row == 2 && cells[4].columns == 3, "cut to the columns");
}

static void test_span(void) {
  double sizes[] = {10, 20, 30};
  tr_span_raise(sizes, 0, 2, 5, 55);
  check_sizes(sizes, (double[]){20, 30, 30}, 3, "the 20 px that are missing, shared");
  tr_span_raise(sizes, 1, 2, 5, 40);
  check_sizes(sizes, (double[]){20, 30, 30}, 3, "wide enough already");
}

void test_boxes(tr_ctx *ctx) {
  test_tracks();
  test_equal();
  test_justify();
  test_wrap();
  test_columns();
  test_flow(ctx);
  test_span();
}
