#include "scale/scale-priv.h"

static const tr_prop props[] = {{NULL}};

const tr_scale_type tr_scale_ordinal = {.name = "ordinal",
                                        .help = "an entry of the range for each value, over and over",
                                        .kind = TR_SCALE_ORDINAL,
                                        .family = TR_SCALE_DISCRETE,
                                        .props = props};
