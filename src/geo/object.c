#include "geo/stream-priv.h"

/* GeoJSON objects (RFC 7946) into a stream. */

typedef void coordinates_fn(tr_geo_stream *s, const tr_value *c);

/* A position whose numbers are none is not drawn, as on a canvas. */
static void stream_point(tr_geo_stream *s, const tr_value *c) {
  const tr_value *x = tr_item(c, 0), *y = tr_item(c, 1);
  if (tr_is(x, TR_NUMBER) && tr_is(y, TR_NUMBER)) tr_geo_stream_point(s, x->number, y->number);
}

static uint32_t items_of(const tr_value *v) { return tr_is(v, TR_ARRAY) ? v->n : 0; }

static void stream_points(tr_geo_stream *s, const tr_value *c) {
  for (uint32_t i = 0; i < items_of(c); i++) stream_point(s, &c->items[i]);
}

static void stream_line(tr_geo_stream *s, const tr_value *c) {
  tr_geo_stream_line(s, true);
  stream_points(s, c);
  tr_geo_stream_line(s, false);
}

static void stream_lines(tr_geo_stream *s, const tr_value *c) {
  for (uint32_t i = 0; i < items_of(c); i++) stream_line(s, &c->items[i]);
}

/* A ring's last point repeats its first. */
static void stream_ring(tr_geo_stream *s, const tr_value *c) {
  tr_geo_stream_line(s, true);
  for (uint32_t i = 0; i + 1 < items_of(c); i++) stream_point(s, &c->items[i]);
  tr_geo_stream_line(s, false);
}

static void stream_polygon(tr_geo_stream *s, const tr_value *c) {
  tr_geo_stream_polygon(s, true);
  for (uint32_t i = 0; i < items_of(c); i++) stream_ring(s, &c->items[i]);
  tr_geo_stream_polygon(s, false);
}

static void stream_polygons(tr_geo_stream *s, const tr_value *c) {
  for (uint32_t i = 0; i < items_of(c); i++) stream_polygon(s, &c->items[i]);
}

static const struct {
  const char *type;
  coordinates_fn *stream;
} shapes[] = {
    {"Point", stream_point},           {"MultiPoint", stream_points}, {"LineString", stream_line},
    {"MultiLineString", stream_lines}, {"Polygon", stream_polygon},   {"MultiPolygon", stream_polygons},
};

/* Collections nest as deep as their reader let them. */
static void stream_all(tr_geo_stream *s, const tr_value *objects) {
  for (uint32_t i = 0; i < items_of(objects); i++) tr_geo_stream_object(s, &objects->items[i]);
}

void tr_geo_stream_object(tr_geo_stream *s, const tr_value *object) {
  tr_str type = tr_get_string(object, "type", (tr_str){0});
  if (tr_str_is(type, "Feature"))
    tr_geo_stream_object(s, tr_get(object, "geometry"));
  else if (tr_str_is(type, "FeatureCollection"))
    stream_all(s, tr_get(object, "features"));
  else if (tr_str_is(type, "GeometryCollection"))
    stream_all(s, tr_get(object, "geometries"));
  else if (tr_str_is(type, "Sphere"))
    tr_geo_stream_sphere(s);
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (tr_str_is(type, shapes[i].type)) shapes[i].stream(s, tr_get(object, "coordinates"));
}
