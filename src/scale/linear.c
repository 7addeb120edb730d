#include "scale/scale-priv.h"

static const tr_prop props[] = {{NULL}};

const tr_scale_type tr_scale_linear = {.name = "linear",
                                       .help = "a straight line through the domain",
                                       .kind = TR_SCALE_LINEAR,
                                       .family = TR_SCALE_CONTINUOUS,
                                       .props = props,
                                       .nice = tr_nice_linear,
                                       .ticks = tr_ticks_linear};
