#include "mark/mark-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

/* Corners of the built-in shapes for radius 1 (half the square's side). Shapes whose height is that of an
   equilateral triangle have it in the numbers: √3/2 and, centred, √3/2 ∓ tan 30°. */
#define H  0.8660254037844386
#define O  (0.8660254037844386 - 0.5773502691896257)
#define S4 0.4
static const double cross[] = {-1, -S4, -1, S4,  -S4, S4,  -S4, 1,  S4,  1,  S4,  S4,
                               1,  S4,  1,  -S4, S4,  -S4, S4,  -1, -S4, -1, -S4, -S4};
static const double diamond[] = {-1, 0, 0, -1, 1, 0, 0, 1};
static const double square[] = {-1, -1, 1, -1, 1, 1, -1, 1};
static const double arrow[] = {-1.0 / 7, 1, 1.0 / 7, 1,    1.0 / 7, -0.125,   0.4,
                               -0.125,   0, -1,      -0.4, -0.125,  -1.0 / 7, -0.125};
static const double wedge[] = {0, -H - O, -0.25, H - O, 0.25, H - O};
static const double triangle[] = {0, -H - O, -1, H - O, 1, H - O};
static const double triangle_up[] = {0, -H, -1, H, 1, H};
static const double triangle_down[] = {0, H, -1, -H, 1, -H};
static const double triangle_right[] = {H, 0, -H, -1, -H, 1};
static const double triangle_left[] = {-H, 0, H, -1, H, 1};
static const double stroke[] = {-1, 0, 1, 0};

static const struct {
  const char *name;
  const double *xy;
  size_t n;
  bool open;
} shapes[] = {
#define SHAPE(name, points)                                                                                  \
  { name, points, sizeof(points) / sizeof *(points) / 2, false }
    SHAPE("cross", cross),
    SHAPE("diamond", diamond),
    SHAPE("square", square),
    SHAPE("arrow", arrow),
    SHAPE("wedge", wedge),
    SHAPE("triangle", triangle),
    SHAPE("triangle-up", triangle_up),
    SHAPE("triangle-down", triangle_down),
    SHAPE("triangle-right", triangle_right),
    SHAPE("triangle-left", triangle_left),
#undef SHAPE
    {"stroke", stroke, 2, true},
};
#undef H
#undef O
#undef S4

static bool is_disc(tr_str name) { return name.n == 0 || tr_str_is(name, "circle"); }

static bool draw_built_in(tr_pather *p, tr_str name, double r) {
  if (is_disc(name)) {
    tr_path_move(p, r, 0);
    tr_path_arc(p, 0, 0, r, 0, 2 * M_PI, false);
    tr_path_close(p);
    return true;
  }
  for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
    if (!tr_str_is(name, shapes[k].name)) continue;
    for (size_t i = 0; i < shapes[k].n; i++)
      (i == 0 ? tr_path_move : tr_path_line)(p, shapes[k].xy[2 * i] * r, shapes[k].xy[2 * i + 1] * r);
    if (!shapes[k].open) tr_path_close(p);
    return true;
  }
  return false;
}

tr_path tr_symbol_path(tr_ctx *ctx, tr_str shape, double size) {
  double r = sqrt(fmax(0, size)) / 2;
  tr_pather p = tr_pather_of(ctx);
  if (draw_built_in(&p, shape, r)) return tr_path_done(&p);
  tr_path path;
  if (!tr_path_parse(ctx, shape, &path)) return path;
  double *xy = TR_NEW_N(ctx->scene, double, path.n_points * 2);
  for (size_t i = 0; i < path.n_points * 2; i++) xy[i] = path.xy[i] * r;
  path.xy = xy;
  return path;
}

enum { FEW_POINTS = 64 };

/* Bounds of a turned outline, which are narrower than the turned bounds. */
static bool turned_bounds(const tr_mark_env *env, const tr_path *path, double angle, tr_bounds *out) {
  if (angle == 0) return tr_outline_bounds(path, out);
  double few[2 * FEW_POINTS], cosine = cos(angle), sine = sin(angle);
  double *xy = path->n_points <= FEW_POINTS ? few : TR_NEW_N(env->ctx->scene, double, path->n_points * 2);
  for (size_t i = 0; i < path->n_points; i++) {
    double px = path->xy[2 * i], py = path->xy[2 * i + 1];
    xy[2 * i] = cosine * px - sine * py;
    xy[2 * i + 1] = sine * px + cosine * py;
  }
  tr_path turned = *path;
  turned.xy = xy;
  return tr_outline_bounds(&turned, out);
}

static tr_bounds bounds_of(const tr_mark_env *env, const tr_items *it, size_t i, const tr_path *path,
                           double x, double y, double angle) {
  tr_bounds b = tr_bounds_none();
  /* Discs exactly: layouts round, and what lies about a middle often ends on half a px. */
  double r = sqrt(fmax(0, tr_item_number(it, TR_CH_SIZE, i, 64))) / 2;
  bool disc = is_disc(tr_item_string(it, TR_CH_SHAPE, i, TR_S("circle")));
  if (disc) b = (tr_bounds){-r, -r, r, r};
  if (disc || turned_bounds(env, path, angle, &b)) {
    tr_bounds_stroke(&b, it, i, true);
    tr_bounds_move(&b, x, y);
  }
  return b;
}

static bool varies(const tr_items *it) {
  return (tr_has(it, TR_CH_SHAPE) && it->values[TR_CH_SHAPE - TR_CH_NUMBERS].each) ||
         (tr_has(it, TR_CH_SIZE) && it->numbers[TR_CH_SIZE].each);
}

/* Outlines repeat: one is made for each shape and size in turn. */
typedef struct last_outline {
  tr_str shape;
  double size;
  tr_path path;
} last_outline;

static tr_path outline(const tr_mark_env *env, const tr_items *it, size_t i, last_outline *last) {
  tr_str shape = tr_item_string(it, TR_CH_SHAPE, i, TR_S("circle"));
  double size = tr_item_number(it, TR_CH_SIZE, i, 64);
  if (last->size == size && tr_str_eq(last->shape, shape)) return last->path;
  *last = (last_outline){shape, size, tr_symbol_path(env->ctx, shape, size)};
  return last->path;
}

static void draw_run(const tr_mark_env *env, const tr_items *it, tr_run run, tr_group *parent,
                     tr_bounds *bounds, tr_bounds *each) {
  size_t n = run.to - run.from;
  tr_marks *m = tr_marks_for(env, it, run, TR_MARKS_SYMBOL, true);
  double *x = tr_column_new(env, n), *y = tr_column_new(env, n), *angle = tr_column_new(env, n);
  tr_path *paths = varies(it) ? TR_NEW_N(env->ctx->scene, tr_path, n) : NULL;
  last_outline last = {.size = NAN};
  for (size_t k = 0; k < n; k++) {
    size_t i = tr_item_at(it, run.from + k);
    tr_path path = outline(env, it, i, &last);
    if (paths) paths[k] = path;
    tr_box box = {tr_item_number(it, TR_CH_X, i, 0), tr_item_number(it, TR_CH_Y, i, 0), 0, 0};
    x[k] = tr_item_number(it, TR_CH_XC, i, box.x);
    y[k] = tr_item_number(it, TR_CH_YC, i, box.y);
    angle[k] = tr_item_number(it, TR_CH_ANGLE, i, 0) * M_PI / 180;
    tr_bounds b = bounds_of(env, it, i, &path, x[k], y[k], angle[k]);
    tr_bounds_union(bounds, &b);
    if (each) each[run.from + k] = b;
  }
  m->x.each = x;
  m->y.each = y;
  if (tr_has(it, TR_CH_ANGLE)) m->angle.each = angle;
  m->path.one = last.path;
  m->path.each = paths;
  tr_group_add(parent, &m->node);
}

void tr_draw_symbols(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                     tr_bounds *each) {
  for (size_t from = 0; from < tr_items_drawn(it);) {
    tr_run run = tr_run_from(it, from);
    draw_run(env, it, run, parent, bounds, each);
    from = run.to;
  }
}

const tr_mark_type tr_mark_point = {.name = "point",
                                    .help = "symbols, outlined",
                                    .props = props,
                                    .draw = tr_draw_symbols,
                                    .section = "symbol"};
const tr_mark_type tr_mark_circle = {
    .name = "circle", .help = "discs", .props = props, .draw = tr_draw_symbols, .section = "symbol"};
const tr_mark_type tr_mark_square = {
    .name = "square", .help = "filled squares", .props = props, .draw = tr_draw_symbols, .section = "symbol"};
