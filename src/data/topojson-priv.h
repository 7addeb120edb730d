#ifndef TR_DATA_TOPOJSON_PRIV_H
#define TR_DATA_TOPOJSON_PRIV_H

#include "data/table.h"

/* A topology: arcs, which geometries name by their numbers; ~i is arc i backwards. */
typedef struct tr_topology {
  tr_ctx *ctx;
  const tr_value *root, *arcs;
  bool has_transform;
  double scale[2], translate[2];
  tr_value *lines; /* arcs as arrays of positions, made when they are first asked for */
} tr_topology;

static inline bool tr_arc_backwards(double i) { return i < 0; }
static inline size_t tr_arc_number(double i) { return (size_t)(i < 0 ? -i - 1 : i); }

/* A geometry's arcs joined, as an array of positions. */
tr_value tr_topology_line(tr_topology *t, const double *arcs, size_t n);
/* Arc I's positions, in its own direction. */
const tr_value *tr_topology_arc(tr_topology *t, size_t i);
/* The lines between (or around) the geometries of OBJECT as a MultiLineString, each arc once. */
typedef enum { TR_MESH_ALL, TR_MESH_INTERIOR, TR_MESH_EXTERIOR } tr_mesh_filter;
tr_value tr_topology_mesh(tr_topology *t, const tr_value *object, tr_mesh_filter filter);

#endif
