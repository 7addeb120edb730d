#ifndef TR_SCENE_SCENE_PRIV_H
#define TR_SCENE_SCENE_PRIV_H

#include "scene/scene.h"

/* Appends an arc of the unit circle, from angle FROM by SWEEP radians, as the affine matrix M maps it,
   without its first point. Accurate to 1e-4 px. */
void tr_path_ellipse_arc(tr_pather *p, const double m[6], double from, double sweep);

#endif
