#include "parts.h"

#include <math.h>

/* An outline as text with up to three decimals: "M 0 0 L 10 0 Z". */
static tr_str text_of(tr_ctx *ctx, const tr_path *path) {
  tr_buf b = tr_buf_of(ctx->scene);
  const double *p = path->xy;
  for (size_t i = 0; i < path->n_ops; i++) {
    int n = path->ops[i] == 'C' ? 6 : path->ops[i] == 'Z' ? 0 : 2;
    if (i) tr_buf_add_char(&b, ' ');
    tr_buf_add_char(&b, path->ops[i]);
    for (int k = 0; k < n; k++) {
      tr_buf_add_char(&b, ' ');
      tr_buf_fixed(&b, *p++, 3);
    }
  }
  return tr_buf_str(&b);
}

/* Worked out by hand from SVG 1.1, section 8.3. */
static const struct {
  const char *svg, *outline;
  bool ok;
} parsed[] = {
    {"", "", true},
    {"  ", "", true},
    {"M0 0L10 0L10 10Z", "M 0 0 L 10 0 L 10 10 Z", true},
    {"M 1,2 3,4 5,6", "M 1 2 L 3 4 L 5 6", true},
    {"m10 10 5 0 0 5z", "M 10 10 L 15 10 L 15 15 Z", true},
    {"M0,0h5v5H1V1", "M 0 0 L 5 0 L 5 5 L 1 5 L 1 1", true},
    {"M1e1-2.5.5.5", "M 10 -2.5 L 0.5 0.5", true},
    {"M+1+2l+3-4", "M 1 2 L 4 -2", true},
    {"M0 0C1 1 2 1 3 0", "M 0 0 C 1 1 2 1 3 0", true},
    {"M1 1c1 1 2 1 3 0", "M 1 1 C 2 2 3 2 4 1", true},
    {"M0 0C1 1 2 1 3 0S5-1 6 0", "M 0 0 C 1 1 2 1 3 0 C 4 -1 5 -1 6 0", true},
    {"M0 0S1 1 2 0", "M 0 0 C 0 0 1 1 2 0", true},
    {"M0 0L2 0S3 1 4 0", "M 0 0 L 2 0 C 2 0 3 1 4 0", true},
    {"M0 0Q3 3 6 0", "M 0 0 C 2 2 4 2 6 0", true},
    {"M0 0Q3 3 6 0T12 0", "M 0 0 C 2 2 4 2 6 0 C 8 -2 10 -2 12 0", true},
    {"M0 0q3 3 6 0t6 0", "M 0 0 C 2 2 4 2 6 0 C 8 -2 10 -2 12 0", true},
    {"M0 0T6 0", "M 0 0 C 0 0 2 0 6 0", true},
    {"M5 5h5zl1 1", "M 5 5 L 10 5 Z M 5 5 L 6 6", true},
    {"M0 0L1 0zm2 2h1", "M 0 0 L 1 0 Z M 2 2 L 3 2", true},
    {"M0 0A0 5 0 0 1 4 4", "M 0 0 L 4 4", true},
    {"M3 3A5 5 0 0 1 3 3", "M 3 3", true},
    {"L1 1", "", false},
    {"M0 0 L", "M 0 0", false},
    {"M0 0 X5", "M 0 0", false},
    {"M0 0 L1", "M 0 0", false},
    {"M0 0 A5 5 0 2 1 4 4", "M 0 0", false},
    {"M0 0 L+-1 2", "M 0 0", false},
    {"M1e999 0", "", false},
    {"M0 0 L5 5 7", "M 0 0 L 5 5", false},
    {"M0 0 L5 5 é", "M 0 0 L 5 5", false},
};

static void parses(tr_ctx *ctx) {
  for (size_t i = 0; i < sizeof parsed / sizeof *parsed; i++) {
    tr_path path;
    bool ok = tr_path_parse(ctx, tr_str_z(parsed[i].svg), &path);
    check_named(ok == parsed[i].ok, parsed[i].svg);
    check_str_named(text_of(ctx, &path), parsed[i].outline, parsed[i].svg);
  }
}

static double bezier(const double *p, int axis, double t) {
  double u = 1 - t;
  return u * u * u * p[axis] + 3 * u * u * t * p[2 + axis] + 3 * u * t * t * p[4 + axis] +
         t * t * t * p[6 + axis];
}

/* Largest distance of an outline of curves from a circle around (cx, cy). */
static double off_circle(const tr_path *path, double cx, double cy, double r) {
  double worst = 0;
  for (size_t i = 1; i + 2 < path->n_points; i += 3)
    for (int k = 0; k <= 40; k++) {
      const double *p = path->xy + 2 * (i - 1);
      double t = k / 40.0;
      worst = fmax(worst, fabs(hypot(bezier(p, 0, t) - cx, bezier(p, 1, t) - cy) - r));
    }
  return worst;
}

static void arcs_are_round(tr_ctx *ctx) {
  static const double radii[] = {0.5, 5, 47, 300, 2000, 20000};
  for (size_t i = 0; i < sizeof radii / sizeof *radii; i++) {
    tr_pather p = tr_pather_of(ctx);
    tr_path_arc(&p, 7, -3, radii[i], 0, 2 * M_PI, false);
    tr_path path = tr_path_done(&p);
    check(off_circle(&path, 7, -3, radii[i]) <= 1e-4);
    check_near(path.xy[2 * path.n_points - 2], 7 + radii[i], 1e-9 * radii[i]);
    check_near(path.xy[2 * path.n_points - 1], -3, 1e-9 * radii[i]);
  }
}

/* Angles, direction, and the box they cover about a circle of radius 10 at the origin, from a start line. */
static const struct {
  double from, to;
  bool anticlockwise;
  double x1, y1, x2, y2;
} swept[] = {
    {0, M_PI / 2, false, 0, 0, 10, 10},  {0, M_PI / 2, true, -10, -10, 10, 10},
    {0, -M_PI / 2, true, 0, -10, 10, 0}, {0, -M_PI / 2, false, -10, -10, 10, 10},
    {M_PI, 0, false, -10, -10, 10, 0},   {0, 7, false, -10, -10, 10, 10},
    {0, -7, true, -10, -10, 10, 10},     {1, 1, false, 5.403, 8.415, 5.403, 8.415},
};

static void arcs_turn_as_on_a_canvas(tr_ctx *ctx) {
  for (size_t i = 0; i < sizeof swept / sizeof *swept; i++) {
    tr_pather p = tr_pather_of(ctx);
    tr_box b;
    tr_path_arc(&p, 0, 0, 10, swept[i].from, swept[i].to, swept[i].anticlockwise);
    tr_path path = tr_path_done(&p);
    check(tr_path_bounds(&path, &b));
    check_near(b.x, swept[i].x1, 1e-3);
    check_near(b.y, swept[i].y1, 1e-3);
    check_near(b.x + b.w, swept[i].x2, 1e-3);
    check_near(b.y + b.h, swept[i].y2, 1e-3);
  }
}

/* SVG arcs: the box that each covers. Radius 5, from (0,0); flags as SVG's picture of the four arcs. */
static const struct {
  const char *svg;
  double x, y, w, h;
} arcs[] = {
    {"M0 0a5 5 0 0110 0", 0, -5, 10, 5},     {"M0 0a5 5 0 0010 0", 0, 0, 10, 5},
    {"M0 0A5 5 0 0 1 5 5", 0, 0, 5, 5},      {"M0 0A5 5 0 1 1 5 5", 0, -5, 10, 10},
    {"M0 0A5 5 0 1 0 5 5", -5, 0, 10, 10},   {"M0 0A1 1 0 0 1 10 0", 0, -5, 10, 5},
    {"M0 0A5 10 90 0 1 20 0", 0, -5, 20, 5}, {"M0 0A-5 5 0 0 1 10 0", 0, -5, 10, 5},
    {"M0 0A10 5 0 0 1 20 0", 0, -5, 20, 5},
};

static void svg_arcs(tr_ctx *ctx) {
  for (size_t i = 0; i < sizeof arcs / sizeof *arcs; i++) {
    tr_path path = part_path(ctx, arcs[i].svg);
    tr_box b;
    check_named(tr_path_bounds(&path, &b), arcs[i].svg);
    check_near(b.x, arcs[i].x, 1e-3);
    check_near(b.y, arcs[i].y, 1e-3);
    check_near(b.w, arcs[i].w, 1e-3);
    check_near(b.h, arcs[i].h, 1e-3);
  }
}

static void round_rects(tr_ctx *ctx) {
  tr_pather p = tr_pather_of(ctx);
  tr_path_round_rect(&p, 0, 0, 10, 4, (double[4]){0, 0, 0, 0});
  tr_path path = tr_path_done(&p);
  check_str(text_of(ctx, &path), "M 0 0 L 10 0 L 10 4 L 0 4 Z");
  p = tr_pather_of(ctx);
  tr_path_round_rect(&p, 0, 0, 10, 4, (double[4]){0, 100, 1, -3});
  path = tr_path_done(&p);
  /* 100 is cut to 2, half the shorter side; -3 to 0. Handles lie 0.448085 of the radius from the corner. */
  check_str(text_of(ctx, &path), "M 0 0 L 8 0 C 9.104 0 10 0.896 10 2 L 10 3 C 10 3.552 9.552 4 9 4 "
                                 "L 0 4 C 0 4 0 4 0 4 L 0 0 C 0 0 0 0 0 0 Z");
}

static void builders_begin_with_a_move(tr_ctx *ctx) {
  tr_pather p = tr_pather_of(ctx);
  tr_path_line(&p, 1, 2);
  tr_path_line(&p, 3, 4);
  tr_path_close(&p);
  tr_path_close(&p);
  tr_path path = tr_path_done(&p);
  check_str(text_of(ctx, &path), "M 1 2 L 3 4 Z");
}

static void matrices(void) {
  double m[6], n[6], x, y;
  tr_matrix_place(m, 10, 20, 2, M_PI / 2);
  tr_matrix_apply(m, 3, 0, &x, &y);
  check_near(x, 10, 1e-12);
  check_near(y, 26, 1e-12);
  /* First moved by (1, 0), then placed. */
  tr_matrix_multiply(n, m, (double[6]){1, 0, 0, 1, 1, 0});
  tr_matrix_apply(n, 3, 0, &x, &y);
  check_near(x, 10, 1e-12);
  check_near(y, 28, 1e-12);
}

void test_paths(tr_ctx *ctx) {
  parses(ctx);
  arcs_are_round(ctx);
  arcs_turn_as_on_a_canvas(ctx);
  svg_arcs(ctx);
  round_rects(ctx);
  builders_begin_with_a_move(ctx);
  matrices();
}
