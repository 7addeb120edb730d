#ifndef TR_GEO_GEO_H
#define TR_GEO_GEO_H

#include "value/value.h"

/* Maps: places on the globe to places in a plane, with the rules of d3-geo. Longitudes and latitudes are in
   degrees, results in px, y downwards. What a projection draws goes point by point through a chain of sinks:
   rotation, clipping on the sphere, projection with adaptive resampling, clipping to a rectangle. */

/* Takes the pieces of geometries. Points outside of lines are points by themselves; lines inside of polygons
   are rings, whose last point is not repeated. */
typedef struct tr_geo_sink tr_geo_sink;
typedef struct tr_geo_sink_ops {
  void (*point)(tr_geo_sink *s, double x, double y);
  void (*line_start)(tr_geo_sink *s);
  void (*line_end)(tr_geo_sink *s);
  void (*polygon_start)(tr_geo_sink *s);
  void (*polygon_end)(tr_geo_sink *s);
} tr_geo_sink_ops;
struct tr_geo_sink {
  const tr_geo_sink_ops *ops;
};

/* A projection: one row of the table in raw.c. */
typedef struct tr_geo_raw tr_geo_raw;
typedef struct tr_geo_type {
  const char *name, *help;
  void (*forward)(const tr_geo_raw *raw, double lambda, double phi, double out[2]);
  /* Of conic projections: works out the constants for two standard parallels (radians). May change
     raw->forward. NULL: it has no parallels. */
  void (*set_parallels)(tr_geo_raw *raw, double phi0, double phi1);
  double scale;      /* px */
  double clip_angle; /* degrees about the centre; 0: cut at the antimeridian */
  double parallels[2], center[2], rotate[3];
  enum { TR_GEO_PLAIN, TR_GEO_MERCATOR, TR_GEO_TRANSVERSE, TR_GEO_IDENTITY, TR_GEO_USA } kind;
} tr_geo_type;
/* All projections that Vega knows, by name. */
size_t tr_geo_types(const tr_geo_type **rows);
/* The projection called NAME, in whatever case; NULL where there is none. */
const tr_geo_type *tr_geo_type_named(tr_str name);

/* What may be said of a projection. */
typedef enum {
  TR_GEO_CLIP_ANGLE = 1,
  TR_GEO_CLIP_EXTENT = 2,
  TR_GEO_SCALE = 4,
  TR_GEO_TRANSLATE = 8,
  TR_GEO_CENTER = 16,
  TR_GEO_ROTATE = 32,
  TR_GEO_PARALLELS = 64,
  TR_GEO_PRECISION = 128
} tr_geo_given;
typedef struct tr_geo_params {
  unsigned given;        /* tr_geo_given bits: which of these are meant */
  double clip_angle;     /* degrees; 0: none */
  double clip_extent[4]; /* left, top, right, bottom */
  double scale, translate[2];
  double center[2], rotate[3], parallels[2]; /* degrees */
  double precision;                          /* px; 0: straight lines stay straight */
  bool reflect_x, reflect_y;
} tr_geo_params;

typedef struct tr_geo_projection tr_geo_projection;
tr_geo_projection *tr_geo_projection_new(tr_arena *arena, const tr_geo_type *type,
                                         const tr_geo_params *params);
/* Where a place is drawn, clipping aside. False where the projection has no place for it (outside of the
   parts of albersUsa, or no finite number). */
bool tr_geo_project(const tr_geo_projection *p, double longitude, double latitude, double out[2]);
double tr_geo_scale(const tr_geo_projection *p);
void tr_geo_translate(const tr_geo_projection *p, double out[2]);

/* A chain that takes degrees and gives px to OUT. Scratch memory grows in CTX's ARENA and is used again. */
typedef struct tr_geo_stream tr_geo_stream;
tr_geo_stream *tr_geo_stream_new(tr_ctx *ctx, tr_arena *arena, const tr_geo_projection *p, tr_geo_sink *out);
void tr_geo_stream_point(tr_geo_stream *s, double longitude, double latitude);
/* A GeoJSON geometry, feature, collection or {"type": "Sphere"}. What is none has no outline. */
void tr_geo_stream_object(tr_geo_stream *s, const tr_value *object);

/* Scale and translation by which what FEED streams just fits the rectangle EXTENT (left, top, right,
   bottom), keeping its proportions. False where that is no
   rectangle (no point with a finite place, one point alone): nothing has a place then, as with d3. */
bool tr_geo_fit(tr_ctx *ctx, tr_arena *arena, tr_geo_projection *p, const double extent[4],
                void (*feed)(void *self, tr_geo_stream *s), void *self);

/* The smallest rectangle around all points. */
typedef struct tr_geo_bounds {
  tr_geo_sink sink;
  double x0, y0, x1, y1; /* x0 > x1: no point yet */
} tr_geo_bounds;
tr_geo_bounds tr_geo_bounds_new(void);

/* Meridians and parallels. */
typedef struct tr_geo_graticule {
  double major[4], minor[4];           /* west, south, east, north, degrees */
  double major_step[2], minor_step[2]; /* degrees between meridians, between parallels; more than 0 */
  double precision;                    /* degrees between the points of a parallel; more than 0 */
} tr_geo_graticule;
tr_geo_graticule tr_geo_graticule_default(void);
/* As a GeoJSON MultiLineString. */
tr_value tr_geo_graticule_lines(tr_ctx *ctx, tr_arena *arena, const tr_geo_graticule *g);

#endif
