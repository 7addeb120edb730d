#include "layout/bounds.h"

#include <float.h>
#include <math.h>

tr_bounds tr_bounds_none(void) { return (tr_bounds){DBL_MAX, DBL_MAX, -DBL_MAX, -DBL_MAX}; }

tr_bounds tr_bounds_of(double x1, double y1, double x2, double y2) {
  return (tr_bounds){fmin(x1, x2), fmin(y1, y2), fmax(x1, x2), fmax(y1, y2)};
}

bool tr_bounds_empty(const tr_bounds *b) { return b->x1 > b->x2 || b->y1 > b->y2; }

double tr_bounds_width(const tr_bounds *b) { return b->x2 > b->x1 ? b->x2 - b->x1 : 0; }

double tr_bounds_height(const tr_bounds *b) { return b->y2 > b->y1 ? b->y2 - b->y1 : 0; }

void tr_bounds_add(tr_bounds *b, double x, double y) {
  if (x < b->x1) b->x1 = x;
  if (y < b->y1) b->y1 = y;
  if (x > b->x2) b->x2 = x;
  if (y > b->y2) b->y2 = y;
}

void tr_bounds_union(tr_bounds *b, const tr_bounds *with) {
  if (tr_bounds_empty(with)) return;
  tr_bounds_add(b, with->x1, with->y1);
  tr_bounds_add(b, with->x2, with->y2);
}

void tr_bounds_expand(tr_bounds *b, double by) {
  if (tr_bounds_empty(b)) return;
  b->x1 -= by;
  b->y1 -= by;
  b->x2 += by;
  b->y2 += by;
}

void tr_bounds_move(tr_bounds *b, double dx, double dy) {
  if (tr_bounds_empty(b)) return;
  b->x1 += dx;
  b->y1 += dy;
  b->x2 += dx;
  b->y2 += dy;
}

/* In Vega's order of operations: sizes are rounded up to whole px, and often what is turned ends on one. */
void tr_bounds_turn(tr_bounds *b, double angle, double x, double y) {
  if (tr_bounds_empty(b)) return;
  double cosine = cos(angle), sine = sin(angle);
  double cx = x - x * cosine + y * sine, cy = y - x * sine - y * cosine;
  double corners[4][2] = {{b->x1, b->y1}, {b->x1, b->y2}, {b->x2, b->y1}, {b->x2, b->y2}};
  *b = tr_bounds_none();
  for (int i = 0; i < 4; i++) {
    double px = corners[i][0], py = corners[i][1];
    tr_bounds_add(b, cosine * px - sine * py + cx, sine * px + cosine * py + cy);
  }
}

void tr_bounds_clip(tr_bounds *b, const tr_bounds *to) {
  b->x1 = fmax(b->x1, to->x1);
  b->y1 = fmax(b->y1, to->y1);
  b->x2 = fmin(b->x2, to->x2);
  b->y2 = fmin(b->y2, to->y2);
}

bool tr_bounds_near(const tr_bounds *a, const tr_bounds *b, double gap) {
  double between = fmax(fmax(b->x1 - a->x2, a->x1 - b->x2), fmax(b->y1 - a->y2, a->y1 - b->y2));
  return gap > between;
}
