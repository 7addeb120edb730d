#ifndef TR_SCENE_PICTURE_H
#define TR_SCENE_PICTURE_H

#include "scene/scene.h"

/* A picture file (PNG, JPEG or SVG) as it was read: what it is, and how large. Its bytes tell, not its name.
   Nothing is decoded here; that is for outputs that need pixels (render/). */
typedef struct tr_picture {
  tr_str name;          /* as the document wrote it; of a data: url what stands before the comma */
  tr_str bytes, type;   /* the whole file; "image/png", "image/jpeg" or "image/svg+xml" */
  double width, height; /* its own size, px, standing upright; above 0 */
  int orientation;      /* EXIF's, 1 to 8 */
  tr_pos at;            /* the value that named it */
} tr_picture;

/* The picture that the text at AT names: a file as base/file.h finds it, or a data: url. Each is read,
   checked and counted against the limits on images once in a context, however often it is asked for. Owned by
   the context. NULL after reporting. */
const tr_picture *tr_picture_read(tr_ctx *ctx, tr_str url, tr_pos at);

/* What BYTES (borrowed) are. Reports, naming NAME at AT, and returns false for other formats, for headers
   that make no sense, and for files that end too early. */
bool tr_picture_of(tr_ctx *ctx, tr_str name, tr_str bytes, tr_pos at, tr_picture *out);

/* A JPEG that does not ask to be turned: a copy in the scene arena, or BYTES where it never did. */
tr_str tr_picture_unturned(tr_ctx *ctx, tr_str bytes);

/* Whether an SVG may hold links, in its own text or in what its text stands for (entities, inclusions, other
   encodings). True in doubt. */
bool tr_picture_may_link(tr_str svg);

/* A node that shows all of a picture in a box. */
tr_image *tr_picture_node(tr_ctx *ctx, const tr_picture *picture, tr_box box);

#endif
