#include "scene/scene-priv.h"

#include <math.h>

/* A box that grows by points, all in the space it is asked for in. */
typedef struct bounds {
  double x1, y1, x2, y2;
} bounds;

static const bounds nothing = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static bool is_empty(const bounds *b) { return !(b->x1 <= b->x2 && b->y1 <= b->y2); }

static void add_point(bounds *b, double x, double y) {
  b->x1 = fmin(b->x1, x);
  b->y1 = fmin(b->y1, y);
  b->x2 = fmax(b->x2, x);
  b->y2 = fmax(b->y2, y);
}

static void add_bounds(bounds *b, const bounds *other) {
  b->x1 = fmin(b->x1, other->x1);
  b->y1 = fmin(b->y1, other->y1);
  b->x2 = fmax(b->x2, other->x2);
  b->y2 = fmax(b->y2, other->y2);
}

static void add_box(bounds *b, const double m[6], double x, double y, double w, double h) {
  double px, py;
  for (int i = 0; i < 4; i++) {
    tr_matrix_apply(m, x + (i & 1 ? w : 0), y + (i & 2 ? h : 0), &px, &py);
    add_point(b, px, py);
  }
}

static bool to_box(const bounds *b, tr_box *out) {
  if (is_empty(b)) return false;
  *out = (tr_box){b->x1, b->y1, b->x2 - b->x1, b->y2 - b->y1};
  return true;
}

tr_box tr_box_union(tr_box a, tr_box b) {
  double x = fmin(a.x, b.x), y = fmin(a.y, b.y);
  return (tr_box){x, y, fmax(a.x + a.w, b.x + b.w) - x, fmax(a.y + a.h, b.y + b.h) - y};
}

/* --- Outlines ------------------------------------------------------------------------------------------- */

static double cubic_at(double a, double b, double c, double d, double t) {
  double u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/* Where the derivative of one coordinate is zero inside (0, 1): up to two parameters. */
static int cubic_turns(double p0, double p1, double p2, double p3, double t[2]) {
  double a = p3 - 3 * p2 + 3 * p1 - p0, b = 2 * (p2 - 2 * p1 + p0), c = p1 - p0;
  double root[2];
  int n = 0, kept = 0;
  if (fabs(a) < 1e-12) {
    if (b != 0) root[n++] = -c / b;
  } else {
    double disc = b * b - 4 * a * c;
    if (disc >= 0) {
      root[n++] = (-b + sqrt(disc)) / (2 * a);
      root[n++] = (-b - sqrt(disc)) / (2 * a);
    }
  }
  for (int i = 0; i < n; i++)
    if (root[i] > 0 && root[i] < 1) t[kept++] = root[i];
  return kept;
}

static void add_cubic(bounds *b, const double *p) {
  double t[4];
  int n = cubic_turns(p[0], p[2], p[4], p[6], t);
  n += cubic_turns(p[1], p[3], p[5], p[7], t + n);
  add_point(b, p[6], p[7]);
  for (int i = 0; i < n; i++)
    add_point(b, cubic_at(p[0], p[2], p[4], p[6], t[i]), cubic_at(p[1], p[3], p[5], p[7], t[i]));
}

/* What a walk along a stroked outline remembers: its own coordinates, before MATRIX. */
typedef struct walk {
  bounds *out;
  const double *matrix;
  double half;   /* of the stroke, 0 for none */
  double miter;  /* limit; 0: joins are not mitred */
  double x, y;   /* current point */
  double sx, sy; /* start of the subpath */
  double dx, dy; /* direction of arrival, unit; 0 0 at a subpath's start */
  double first_dx, first_dy;
} walk;

static bool unit(double *x, double *y) {
  double length = hypot(*x, *y);
  if (length < 1e-12) return false;
  *x /= length;
  *y /= length;
  return true;
}

/* The tip of a mitred join at X, Y between unit directions in and out: half a width over the sine of half the
   angle between them, within the limit. */
static void add_miter(walk *w, double x, double y, double ix, double iy, double ox, double oy) {
  double cosine = -(ix * ox + iy * oy), sine2 = (1 - cosine) / 2; /* of half the angle, squared */
  if (w->miter <= 0 || sine2 < 1e-9 || 1 / sine2 > w->miter * w->miter) return;
  double nx = ix - ox, ny = iy - oy, px, py;
  if (!unit(&nx, &ny)) return;
  double reach = w->half / sqrt(sine2);
  tr_matrix_apply(w->matrix, x + nx * reach, y + ny * reach, &px, &py);
  add_point(w->out, px, py);
}

/* Leaving the current point in direction (dx, dy), arriving somewhere in direction (ax, ay). */
static void turn(walk *w, double dx, double dy, double ax, double ay) {
  if (w->half <= 0 || !unit(&dx, &dy) || !unit(&ax, &ay)) return;
  if (w->dx != 0 || w->dy != 0) {
    add_miter(w, w->x, w->y, w->dx, w->dy, dx, dy);
  } else {
    w->first_dx = dx;
    w->first_dy = dy;
  }
  w->dx = ax;
  w->dy = ay;
}

static void walk_line(walk *w, double x, double y) {
  turn(w, x - w->x, y - w->y, x - w->x, y - w->y);
  w->x = x;
  w->y = y;
}

static void walk_move(walk *w, double x, double y) {
  w->x = w->sx = x;
  w->y = w->sy = y;
  w->dx = w->dy = w->first_dx = w->first_dy = 0;
}

static void walk_curve(walk *w, const double *p) {
  double dx = p[0] - w->x, dy = p[1] - w->y, ax = p[4] - p[2], ay = p[5] - p[3];
  if (hypot(dx, dy) < 1e-12) dx = p[2] - w->x, dy = p[3] - w->y;
  if (hypot(dx, dy) < 1e-12) dx = p[4] - w->x, dy = p[5] - w->y;
  if (hypot(ax, ay) < 1e-12) ax = p[4] - p[0], ay = p[5] - p[1];
  if (hypot(ax, ay) < 1e-12) ax = p[4] - w->x, ay = p[5] - w->y;
  turn(w, dx, dy, ax, ay);
  double q[8] = {0};
  tr_matrix_apply(w->matrix, w->x, w->y, &q[0], &q[1]);
  for (int i = 0; i < 3; i++)
    tr_matrix_apply(w->matrix, p[2 * i], p[2 * i + 1], &q[2 * i + 2], &q[2 * i + 3]);
  add_cubic(w->out, q);
  w->x = p[4];
  w->y = p[5];
}

static void walk_close(walk *w) {
  walk_line(w, w->sx, w->sy);
  if (w->first_dx != 0 || w->first_dy != 0)
    add_miter(w, w->sx, w->sy, w->dx, w->dy, w->first_dx, w->first_dy);
  walk_move(w, w->sx, w->sy);
}

static void walk_path(walk *w, const tr_path *path) {
  const double *p = path->xy;
  double x, y;
  for (size_t i = 0; i < path->n_ops; i++) {
    switch (path->ops[i]) {
    case 'M':
      walk_move(w, p[0], p[1]);
      p += 2;
      break;
    case 'L':
      walk_line(w, p[0], p[1]);
      p += 2;
      break;
    case 'C':
      walk_curve(w, p);
      p += 6;
      continue;
    case 'Z': walk_close(w); break;
    }
    tr_matrix_apply(w->matrix, w->x, w->y, &x, &y);
    add_point(w->out, x, y);
  }
}

bool tr_path_bounds(const tr_path *path, tr_box *out) {
  bounds b = nothing;
  walk w = {.out = &b, .matrix = (double[6]){1, 0, 0, 1, 0, 0}};
  walk_path(&w, path);
  return to_box(&b, out);
}

/* --- Nodes ---------------------------------------------------------------------------------------------- */

/* A round pen of radius HALF, mapped by M, reaches this far in x and y. */
static void grow(bounds *b, const double m[6], double half) {
  double rx = half * hypot(m[0], m[2]), ry = half * hypot(m[1], m[3]);
  b->x1 -= rx;
  b->x2 += rx;
  b->y1 -= ry;
  b->y2 += ry;
}

/* The outline of an item as the walk needs it; rectangles and rules are walked as paths of their own. */
static void walk_item(walk *w, const tr_marks *marks, size_t i) {
  double x = tr_num_of(&marks->x, i), y = tr_num_of(&marks->y, i);
  double x2 = tr_num_of(&marks->x2, i), y2 = tr_num_of(&marks->y2, i);
  double rect[8] = {x, y, x + x2, y, x + x2, y + y2, x, y + y2}, rule[4] = {x, y, x2, y2};
  switch (marks->kind) {
  case TR_MARKS_RECT: walk_path(w, &(tr_path){.ops = "MLLLZ", .xy = rect, .n_ops = 5, .n_points = 4}); break;
  case TR_MARKS_RULE: walk_path(w, &(tr_path){.ops = "ML", .xy = rule, .n_ops = 2, .n_points = 2}); break;
  case TR_MARKS_SYMBOL:
  case TR_MARKS_PATH: walk_path(w, tr_path_of(&marks->path, i)); break;
  }
}

bool tr_marks_item_box(const tr_marks *marks, size_t i, tr_box *out) {
  bounds b = nothing;
  double m[6] = {1, 0, 0, 1, 0, 0};
  if (marks->kind == TR_MARKS_SYMBOL || marks->kind == TR_MARKS_PATH)
    tr_matrix_place(m, tr_num_of(&marks->x, i), tr_num_of(&marks->y, i), tr_num_of(&marks->scale, i),
                    tr_num_of(&marks->angle, i));
  walk w = {.out = &b, .matrix = m};
  walk_item(&w, marks, i);
  return to_box(&b, out);
}

/* Stroke widths are not scaled by an item's `scale`: the walk's own space is scaled, so its pen is not. */
static void add_item(bounds *b, const tr_marks *marks, size_t i, const double m[6]) {
  double width = tr_num_of(&marks->stroke_width, i), scale = 1;
  bool filled = marks->kind != TR_MARKS_RULE && tr_paint_visible(tr_paint_of(&marks->fill, i));
  bool stroked = width > 0 && tr_paint_visible(tr_paint_of(&marks->stroke, i));
  if (!(filled || stroked) || tr_num_of(&marks->opacity, i) <= 0) return;
  double place[6], all[6];
  for (int k = 0; k < 6; k++) all[k] = m[k];
  if (marks->kind == TR_MARKS_SYMBOL || marks->kind == TR_MARKS_PATH) {
    scale = fabs(tr_num_of(&marks->scale, i));
    tr_matrix_place(place, tr_num_of(&marks->x, i), tr_num_of(&marks->y, i), tr_num_of(&marks->scale, i),
                    tr_num_of(&marks->angle, i));
    tr_matrix_multiply(all, m, place);
  }
  bounds item = nothing, body;
  walk w = {.out = &item, .matrix = all};
  if (stroked && scale > 0) w.half = width / 2 / scale;
  if (marks->pen.join == TR_JOIN_MITER) w.miter = marks->pen.miter_limit;
  walk_item(&w, marks, i);
  if (is_empty(&item)) return;
  if (stroked) {
    /* Miter tips are in ITEM already; what the pen adds all around goes to the outline alone. */
    body = nothing;
    walk plain = {.out = &body, .matrix = all};
    walk_item(&plain, marks, i);
    grow(&body, m, marks->pen.cap == TR_CAP_SQUARE ? width / 2 * M_SQRT2 : width / 2);
    add_bounds(&item, &body);
  }
  add_bounds(b, &item);
}

static void add_text(bounds *b, const tr_text *text, const double m[6]) {
  double place[6], all[6];
  bounds ink = nothing;
  if (text->opacity <= 0 || text->ink.w <= 0 || text->ink.h <= 0) return;
  tr_matrix_place(place, text->x, text->y, 1, text->angle);
  tr_matrix_multiply(all, m, place);
  add_box(&ink, all, text->ink.x, text->ink.y, text->ink.w, text->ink.h);
  if (tr_paint_visible(&text->stroke)) grow(&ink, all, text->stroke_width / 2);
  add_bounds(b, &ink);
}

static void add_node(bounds *b, const tr_node *node, const double m[6]);

static void add_group(bounds *b, const tr_group *group, const double m[6]) {
  double all[6];
  bounds inside = nothing, clip = nothing;
  if (group->opacity <= 0) return;
  tr_matrix_multiply(all, m, group->matrix);
  for (const tr_node *child = group->first; child; child = child->next) add_node(&inside, child, all);
  if (group->clipped) {
    walk w = {.out = &clip, .matrix = all};
    walk_path(&w, &group->clip);
    inside.x1 = fmax(inside.x1, clip.x1);
    inside.y1 = fmax(inside.y1, clip.y1);
    inside.x2 = fmin(inside.x2, clip.x2);
    inside.y2 = fmin(inside.y2, clip.y2);
  }
  if (!is_empty(&inside)) add_bounds(b, &inside);
}

static void add_node(bounds *b, const tr_node *node, const double m[6]) {
  switch (node->kind) {
  case TR_NODE_GROUP: add_group(b, (const tr_group *)node, m); break;
  case TR_NODE_MARKS: {
    const tr_marks *marks = (const tr_marks *)node;
    for (size_t i = 0; i < marks->n; i++) add_item(b, marks, i, m);
    break;
  }
  case TR_NODE_TEXT: add_text(b, (const tr_text *)node, m); break;
  case TR_NODE_IMAGE: {
    const tr_image *image = (const tr_image *)node;
    if (image->opacity > 0) add_box(b, m, image->x, image->y, image->w, image->h);
    break;
  }
  }
}

bool tr_node_bounds(const tr_node *node, tr_box *out) {
  bounds b = nothing;
  add_node(&b, node, (double[6]){1, 0, 0, 1, 0, 0});
  return to_box(&b, out);
}
