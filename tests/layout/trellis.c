#include "layout/trellis.h"

#include "parts.h"

/* Places as Vega's own layout gives them for the same boxes. */

enum { MOST = 4 };

/* A cell of 100 × 100 px with a y axis on its left and an x axis below. */
#define CELL                                                                                                 \
  { {-30, -5, 104.5, 130}, 100, 100, 0, 0 }
#define PLAIN(x1, y1, x2, y2, w, h)                                                                          \
  { {x1, y1, x2, y2}, w, h, 0, 0 }
#define FREE                                                                                                 \
  { NAN, NAN, NAN, NAN }
#define MIDDLE                                                                                               \
  { NAN, NAN }
#define GRID(n, way)                                                                                         \
  { .columns = n, .align_row = way, .align_column = way, .padding_row = 20, .padding_column = 20 }

/* All headers and footers of a band are the same. */
static const tr_trellis_box headers[TR_TRELLIS_BANDS] = {
    [TR_TRELLIS_ROW_HEADER] = PLAIN(-22, 0, 0, 100, 0, 100),
    [TR_TRELLIS_ROW_FOOTER] = PLAIN(0, -1, 25, 101, 0, 100),
    [TR_TRELLIS_COLUMN_HEADER] = PLAIN(0, -18.5, 100, 0, 100, 0),
    [TR_TRELLIS_COLUMN_FOOTER] = PLAIN(-1, 0, 101, 31.2, 100, 0)};
static const tr_trellis_box titles[TR_TRELLIS_TITLES] = {PLAIN(-14, -40, 0, 40, 0, 0),
                                                         PLAIN(-30, -15, 30, 0, 0, 0)};

typedef struct want {
  double cells[MOST][2], bands[TR_TRELLIS_BANDS][MOST][2], titles[TR_TRELLIS_TITLES][2];
} want;

static const struct {
  const char *name;
  tr_trellis t;
  size_t n, n_bands[TR_TRELLIS_BANDS];
  bool has_titles;
  tr_trellis_box cells[MOST];
  want want;
} cases[] = {
    {"rows and columns with headers",
     {.grid = GRID(2, TR_GRID_ALL), .band = FREE, .title_band = MIDDLE},
     4,
     {2, 0, 2, 0},
     false,
     {CELL, CELL, CELL, CELL},
     {{{0, 0}, {155, 0}, {0, 155}, {155, 155}},
      {{{-30, 0}, {-30, 155}}, {{0}}, {{0, -5}, {155, -5}}, {{0}}},
      {{0}}}},
    {"flush: by data rectangles",
     {.grid = GRID(2, TR_GRID_ALL), .flush = true, .band = FREE, .title_band = MIDDLE},
     4,
     {2, 0, 2, 0},
     false,
     {CELL, CELL, CELL, CELL},
     {{{0, 0}, {120, 0}, {0, 120}, {120, 120}}, {{{0, 0}, {0, 120}}, {{0}}, {{0, 0}, {120, 0}}}, {{0}}}},
    {"footers, offsets and titles",
     {.grid = {.columns = 2,
               .align_row = TR_GRID_EACH,
               .align_column = TR_GRID_EACH,
               .padding_row = 10,
               .padding_column = 12},
      .flush = true,
      .offset = {5, 6, 7, 8},
      .title_offset = {10, 11},
      .band = FREE,
      .title_band = MIDDLE},
     4,
     {2, 2, 2, 2},
     true,
     {PLAIN(-3, -2, 80, 52, 80, 50), PLAIN(-3, -2, 61, 50, 60, 50), PLAIN(0, 0, 80, 72.4, 80, 70),
      PLAIN(0, 0, 60, 70, 60, 70)},
     {{{0, 0}, {92, 0}, {0, 60}, {92, 60}},
      {{{-5, 0}, {-5, 60}}, {{158, 0}, {158, 60}}, {{0, -7}, {92, -7}}, {{0, 138}, {92, 138}}},
      {{-37, 65}, {75, -37}}}},
    {"titles beyond the footers, at the ends of the grid",
     {.grid = GRID(2, TR_GRID_NONE),
      .title_offset = {10, 10},
      .title_anchor = {TR_ANCHOR_END, TR_ANCHOR_END},
      .band = FREE,
      .title_band = {1, 0}},
     3,
     {1, 2, 0, 2},
     true,
     {CELL, PLAIN(-60.2, -5, 104.5, 130, 100, 100), CELL},
     {{{0, 0}, {186, 0}, {0, 155}},
      {{{-30, 0}}, {{291, 0}, {291, 155}}, {{0}}, {{0, 285}, {186, 285}}},
      {{326, 285}, {-30, 327}}}},
    {"footers below missing cells stand by the row before",
     {.grid = GRID(3, TR_GRID_ALL), .band = FREE, .title_band = MIDDLE},
     4,
     {0, 0, 0, 3},
     false,
     {CELL, CELL, CELL, CELL},
     {{{0, 0}, {155, 0}, {310, 0}, {0, 155}},
      {{{0}}, {{0}}, {{0}}, {{0, 285}, {155, 285}, {310, 285}}},
      {{0}}}},
    {"headers at a share of their cell",
     {.grid = GRID(2, TR_GRID_ALL), .band = {0.5, NAN, 0.25, NAN}, .title_band = MIDDLE},
     4,
     {2, 0, 2, 0},
     false,
     {CELL, CELL, CELL, CELL},
     {{{0, 0}, {155, 0}, {0, 155}, {155, 155}},
      {{{-30, 63}, {-30, 218}}, {{0}}, {{4, -5}, {159, -5}}, {{0}}},
      {{0}}}},
    {"titles without headers stand by the cells",
     {.grid = GRID(0, TR_GRID_ALL), .title_offset = {10, 10}, .band = FREE, .title_band = MIDDLE},
     3,
     {0, 0, 0, 0},
     true,
     {CELL, CELL, CELL},
     {{{0, 0}, {155, 0}, {310, 0}}, {{{0}}}, {{-40, 63}, {192, -15}}}},
    {"more headers than rows",
     {.grid = GRID(2, TR_GRID_ALL), .band = FREE, .title_band = MIDDLE},
     2,
     {3, 0, 0, 0},
     false,
     {CELL, CELL},
     {{{0, 0}, {155, 0}}, {{{-30, 0}}}, {{0}}}},
};

static bool is_at(const tr_trellis_box *box, const double at[2], const char *what, size_t i) {
  if (box->x == at[0] && box->y == at[1]) return true;
  printf("#   %s %zu: got %g %g, want %g %g\n", what, i, box->x, box->y, at[0], at[1]);
  return false;
}

static void check_case(tr_ctx *ctx, size_t c) {
  tr_trellis t = cases[c].t;
  tr_trellis_box cells[MOST], bands[TR_TRELLIS_BANDS][MOST], own_titles[TR_TRELLIS_TITLES];
  memcpy(cells, cases[c].cells, sizeof cells);
  memcpy(own_titles, titles, sizeof titles);
  t.cells = cells;
  t.n = cases[c].n;
  for (size_t b = 0; b < TR_TRELLIS_BANDS; b++) {
    for (size_t i = 0; i < MOST; i++) bands[b][i] = headers[b];
    t.bands[b] = bands[b];
    t.n_bands[b] = cases[c].n_bands[b];
  }
  for (size_t i = 0; cases[c].has_titles && i < TR_TRELLIS_TITLES; i++) t.titles[i] = &own_titles[i];
  tr_trellis_place(ctx, &t);
  bool same = true;
  for (size_t i = 0; i < t.n; i++) same &= is_at(&cells[i], cases[c].want.cells[i], "cell", i);
  for (size_t b = 0; b < TR_TRELLIS_BANDS; b++)
    for (size_t i = 0; i < t.n_bands[b]; i++)
      same &= is_at(&bands[b][i], cases[c].want.bands[b][i], "header", i);
  for (size_t i = 0; cases[c].has_titles && i < TR_TRELLIS_TITLES; i++)
    same &= is_at(&own_titles[i], cases[c].want.titles[i], "title", i);
  check_named(same, cases[c].name);
}

/* Headers beyond the rows are counted out; the bounds cover all that is drawn. */
static void check_ends(tr_ctx *ctx) {
  tr_trellis_box cells[2] = {CELL, CELL}, rows[2], title = titles[TR_TRELLIS_COLUMN];
  rows[0] = rows[1] = headers[TR_TRELLIS_ROW_HEADER];
  tr_trellis t = {.grid = GRID(0, TR_GRID_ALL), .band = FREE, .title_band = MIDDLE, .cells = cells, .n = 2};
  t.bands[TR_TRELLIS_ROW_HEADER] = rows;
  t.n_bands[TR_TRELLIS_ROW_HEADER] = 2;
  t.titles[TR_TRELLIS_COLUMN] = &title;
  tr_bounds whole = tr_trellis_place(ctx, &t);
  check(t.n_bands[TR_TRELLIS_ROW_HEADER] == 1);
  check(whole.x1 == -52 && whole.y1 == -20 && whole.x2 == 259.5 && whole.y2 == 130);

  tr_trellis none = {.grid = GRID(2, TR_GRID_ALL), .band = FREE, .title_band = MIDDLE};
  none.bands[TR_TRELLIS_ROW_HEADER] = rows;
  none.n_bands[TR_TRELLIS_ROW_HEADER] = 1;
  rows[0] = headers[TR_TRELLIS_ROW_HEADER];
  whole = tr_trellis_place(ctx, &none);
  check(none.n_bands[TR_TRELLIS_ROW_HEADER] == 1 && rows[0].x == 0 && rows[0].y == 0);
  check(whole.x1 == rows[0].bounds.x1 && whole.y2 == rows[0].bounds.y2);

  tr_trellis wide = {.grid = GRID(SIZE_MAX, TR_GRID_ALL), .band = FREE, .title_band = MIDDLE, .n = 2};
  wide.cells = cells;
  wide.bands[TR_TRELLIS_ROW_FOOTER] = rows;
  wide.n_bands[TR_TRELLIS_ROW_FOOTER] = 1;
  tr_trellis_place(ctx, &wide);
  check(wide.n_bands[TR_TRELLIS_ROW_FOOTER] == 1 && cells[1].x == 155 && rows[0].y == 0);
}

void test_trellis(tr_ctx *ctx) {
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) check_case(ctx, c);
  check_ends(ctx);
}
