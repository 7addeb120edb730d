#include "scale/scale-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

static double sign_of(double x) { return x < 0 ? -1 : x > 0 ? 1 : 0; }

static double fold(const tr_scale *s, double x) { return sign_of(x) * log1p(fabs(x / s->constant)); }

static double unfold(const tr_scale *s, double x) { return sign_of(x) * expm1(fabs(x)) * s->constant; }

const tr_scale_type tr_scale_symlog = {.name = "symlog",
                                       .help = "logarithmic away from zero, straight near it (`constant`)",
                                       .kind = TR_SCALE_SYMLOG,
                                       .family = TR_SCALE_CONTINUOUS,
                                       .props = props,
                                       .straighten = fold,
                                       .bend = unfold,
                                       .nice = tr_nice_linear,
                                       .ticks = tr_ticks_linear};
