#ifndef TR_LAYOUT_BOUNDS_H
#define TR_LAYOUT_BOUNDS_H

#include <stdbool.h>

/* A bounding box in px as Vega keeps it: corners, which may be empty (x1 > x2). Charts are laid out by
   these, which for text are made of font size and advance, not of ink. */
typedef struct tr_bounds {
  double x1, y1, x2, y2;
} tr_bounds;

tr_bounds tr_bounds_none(void);                                     /* empty: the identity of the union */
tr_bounds tr_bounds_of(double x1, double y1, double x2, double y2); /* corners in any order */
bool tr_bounds_empty(const tr_bounds *b);
double tr_bounds_width(const tr_bounds *b); /* 0 where empty */
double tr_bounds_height(const tr_bounds *b);
void tr_bounds_add(tr_bounds *b, double x, double y);
void tr_bounds_union(tr_bounds *b, const tr_bounds *with);
void tr_bounds_expand(tr_bounds *b, double by);
void tr_bounds_move(tr_bounds *b, double dx, double dy);
/* Bounds of the four corners turned by ANGLE (radians, clockwise on a page) about X, Y. */
void tr_bounds_turn(tr_bounds *b, double angle, double x, double y);
void tr_bounds_clip(tr_bounds *b, const tr_bounds *to);
/* Do they come nearer to each other than GAP px? */
bool tr_bounds_near(const tr_bounds *a, const tr_bounds *b, double gap);

#endif
