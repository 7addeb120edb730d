#ifndef TR_SCENE_PICTURE_PRIV_H
#define TR_SCENE_PICTURE_PRIV_H

#include "scene/picture.h"

/* Each reads the frame of one format, without decoding anything: size and orientation go to OUT, and the file
   must go on to its end. NULL, or what is wrong with it ("ends too early"). */
const char *tr_picture_png(tr_str bytes, tr_picture *out);
const char *tr_picture_jpeg(tr_str bytes, tr_picture *out);
const char *tr_picture_svg(tr_str bytes, tr_picture *out);
bool tr_looks_like_svg(tr_str bytes); /* its first element is svg */

#endif
