#ifndef TR_GEO_STREAM_PRIV_H
#define TR_GEO_STREAM_PRIV_H

#include "geo/geo-priv.h"

struct tr_geo_stream {
  tr_ctx *ctx;
  tr_arena *arena;
  const tr_geo_projection *projection;
  tr_geo_sink *heads[TR_GEO_PARTS];
  tr_geo_clip_sphere *clips[TR_GEO_PARTS]; /* NULL where there is no sphere */
};

void tr_geo_stream_line(tr_geo_stream *s, bool starts);
void tr_geo_stream_polygon(tr_geo_stream *s, bool starts);
void tr_geo_stream_sphere(tr_geo_stream *s);

#endif
