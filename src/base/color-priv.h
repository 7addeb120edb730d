#ifndef TR_BASE_COLOR_PRIV_H
#define TR_BASE_COLOR_PRIV_H

#include "base/str.h"

/* 0xRRGGBB of a CSS colour name in lower case. */
bool tr_color_by_name(tr_str name, uint32_t *rgb);

#endif
