#include "data/format.h"
#include "data/topojson-priv.h"

/* TopoJSON: geometries that share their lines, as rows of GeoJSON features (topojson-specification 1.0). */

/* --- Arcs -------------------------------------------------------------------------------------------------
 */

/* A position of the file in its own place; what is more than two numbers comes along. */
static tr_value position(tr_topology *t, const tr_value *from, double x, double y) {
  uint32_t n = from->n < 2 ? 2 : from->n;
  tr_value *items = TR_NEW_N(t->ctx->data, tr_value, n);
  for (uint32_t i = 2; i < n; i++) items[i] = from->items[i];
  items[0] = tr_make_number(t->has_transform ? x * t->scale[0] + t->translate[0] : x);
  items[1] = tr_make_number(t->has_transform ? y * t->scale[1] + t->translate[1] : y);
  return tr_make_array(items, n);
}

static double number_at(const tr_value *v, size_t i) {
  const tr_value *x = tr_item(v, i);
  return tr_is(x, TR_NUMBER) ? x->number : 0;
}

const tr_value *tr_topology_arc(tr_topology *t, size_t i) {
  const tr_value *arc = &t->arcs->items[i];
  tr_value *out = &t->lines[i];
  if (out->kind == TR_ARRAY) return out;
  tr_value *points = TR_NEW_N(t->ctx->data, tr_value, arc->n);
  double x = 0, y = 0;
  for (uint32_t k = 0; k < arc->n; k++) {
    x = number_at(&arc->items[k], 0) + (t->has_transform ? x : 0); /* each from the one before it */
    y = number_at(&arc->items[k], 1) + (t->has_transform ? y : 0);
    points[k] = position(t, &arc->items[k], x, y);
  }
  tr_work(t->ctx, arc->n);
  *out = tr_make_array(points, arc->n);
  return out;
}

tr_value tr_topology_line(tr_topology *t, const double *arcs, size_t n) {
  size_t room = 4, used = 0;
  for (size_t i = 0; i < n; i++) room += tr_topology_arc(t, tr_arc_number(arcs[i]))->n;
  tr_value *points = TR_NEW_N(t->ctx->data, tr_value, room);
  for (size_t i = 0; i < n; i++) {
    const tr_value *arc = tr_topology_arc(t, tr_arc_number(arcs[i]));
    if (used > 0) used--; /* arcs meet in a point that both have */
    for (uint32_t k = 0; k < arc->n; k++)
      points[used + k] = arc->items[tr_arc_backwards(arcs[i]) ? arc->n - 1 - k : k];
    used += arc->n;
  }
  tr_work(t->ctx, (double)used);
  if (used == 1) points[used++] = points[0];
  return tr_make_array(points, used);
}

/* --- Geometries -------------------------------------------------------------------------------------------
 */

static tr_value line_of(tr_topology *t, const tr_value *arcs) {
  double *numbers = TR_NEW_N(t->ctx->data, double, arcs->n);
  for (uint32_t i = 0; i < arcs->n; i++) numbers[i] = arcs->items[i].number;
  return tr_topology_line(t, numbers, arcs->n);
}

/* A ring has four points at least (its array has room for them). */
static tr_value ring_of(tr_topology *t, const tr_value *arcs) {
  tr_value line = line_of(t, arcs);
  tr_value *items = (tr_value *)(uintptr_t)line.items;
  while (line.n > 0 && line.n < 4) items[line.n++] = items[0];
  return line;
}

/* Coordinates of nested arrays of arcs: NESTED levels above a line or ring. */
static tr_value lines_of(tr_topology *t, const tr_value *arcs, int nested, bool rings) {
  if (nested == 0) return rings ? ring_of(t, arcs) : line_of(t, arcs);
  tr_value *items = TR_NEW_N(t->ctx->data, tr_value, arcs->n);
  for (uint32_t i = 0; i < arcs->n; i++) items[i] = lines_of(t, &arcs->items[i], nested - 1, rings);
  return tr_make_array(items, arcs->n);
}

static tr_value point_of(tr_topology *t, const tr_value *c) {
  return position(t, c, number_at(c, 0), number_at(c, 1));
}

static tr_value points_of(tr_topology *t, const tr_value *c) {
  tr_value *items = TR_NEW_N(t->ctx->data, tr_value, c->n);
  for (uint32_t i = 0; i < c->n; i++) items[i] = point_of(t, &c->items[i]);
  return tr_make_array(items, c->n);
}

static const struct shape {
  const char *type;
  int nested; /* arrays around the arcs of a line */
  bool rings, points;
} shapes[] = {
    {"Point", 0, false, true},       {"MultiPoint", 1, false, true},
    {"LineString", 0, false, false}, {"MultiLineString", 1, false, false},
    {"Polygon", 1, true, false},     {"MultiPolygon", 2, true, false},
};

static const struct shape *shape_of(tr_str type) {
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (tr_str_is(type, shapes[i].type)) return &shapes[i];
  return NULL;
}

static tr_value object_of(tr_topology *t, const tr_member *members, size_t n) {
  tr_member *copy = TR_NEW_N(t->ctx->data, tr_member, n);
  for (size_t i = 0; i < n; i++) copy[i] = members[i];
  return tr_make_object(copy, n);
}

/* Collections nest as deep as the JSON reader lets them. */
static tr_value geometry_of(tr_topology *t, const tr_value *o) {
  const tr_value *type = tr_get(o, "type");
  const struct shape *shape = shape_of(tr_string(type));
  if (tr_str_is(tr_string(type), "GeometryCollection")) {
    const tr_value *inner = tr_get(o, "geometries");
    uint32_t n = tr_is(inner, TR_ARRAY) ? inner->n : 0;
    tr_value *items = TR_NEW_N(t->ctx->data, tr_value, n);
    for (uint32_t i = 0; i < n; i++) items[i] = geometry_of(t, &inner->items[i]);
    return object_of(
        t, (tr_member[]){{TR_S("type"), *type, 0}, {TR_S("geometries"), tr_make_array(items, n), 0}}, 2);
  }
  if (!shape) return tr_make_null();
  const tr_value *from = tr_get(o, shape->points ? "coordinates" : "arcs");
  tr_value c = !shape->points      ? lines_of(t, from, shape->nested, shape->rings)
               : shape->nested > 0 ? points_of(t, from)
                                   : point_of(t, from);
  return object_of(t, (tr_member[]){{TR_S("type"), *type, 0}, {TR_S("coordinates"), c, 0}}, 2);
}

static tr_value feature_of(tr_topology *t, const tr_value *o) {
  const tr_value *id = tr_get(o, "id"), *box = tr_get(o, "bbox"), *properties = tr_get(o, "properties");
  tr_member m[5];
  size_t n = 0;
  m[n++] = (tr_member){TR_S("type"), tr_make_string(TR_S("Feature")), 0};
  if (!tr_is_nil(id)) m[n++] = (tr_member){TR_S("id"), *id, 0};
  if (!tr_is_nil(box)) m[n++] = (tr_member){TR_S("bbox"), *box, 0};
  m[n++] = (tr_member){TR_S("properties"), tr_is_nil(properties) ? tr_make_object(NULL, 0) : *properties, 0};
  m[n++] = (tr_member){TR_S("geometry"), geometry_of(t, o), 0};
  tr_value out = object_of(t, m, n);
  out.file = o->file;
  out.offset = o->offset;
  return out;
}

/* --- Checks -----------------------------------------------------------------------------------------------
 */

static bool wrong(tr_ctx *ctx, const tr_value *at, const char *found, const char *wanted) {
  tr_error(ctx, TR_DATA, tr_pos_of(at), NULL, "TopoJSON: %s must be %s", found, wanted);
  return false;
}

static bool check_numbers(tr_ctx *ctx, const tr_value *v, const char *what) {
  bool ok = tr_is(v, TR_ARRAY) && v->n >= 2 && v->items[0].kind == TR_NUMBER && v->items[1].kind == TR_NUMBER;
  return ok || wrong(ctx, v, what, "an array of two numbers");
}

static bool check_arc_number(tr_topology *t, const tr_value *v) {
  bool ok = v->kind == TR_NUMBER && v->number >= -(double)t->arcs->n && v->number < (double)t->arcs->n;
  if (ok) return true;
  tr_error(t->ctx, TR_DATA, tr_pos_of(v), NULL, "TopoJSON: there is no such arc; there are %u", t->arcs->n);
  return false;
}

static bool check_nested(tr_topology *t, const tr_value *v, int nested, bool points) {
  if (nested == 0 && points) return check_numbers(t->ctx, v, "a position");
  if (!tr_is(v, TR_ARRAY)) return wrong(t->ctx, v, points ? "coordinates" : "arcs", "an array");
  for (uint32_t i = 0; i < v->n; i++) {
    bool ok =
        nested > 0 ? check_nested(t, &v->items[i], nested - 1, points) : check_arc_number(t, &v->items[i]);
    if (!ok) return false;
  }
  return true;
}

static bool check_geometry(tr_topology *t, const tr_value *o) {
  tr_str type = tr_get_string(o, "type", (tr_str){0});
  const struct shape *shape = shape_of(type);
  if (shape) {
    const tr_value *inner = tr_get(o, shape->points ? "coordinates" : "arcs");
    if (!inner) return wrong(t->ctx, o, "a geometry's arcs or coordinates", "there");
    return check_nested(t, inner, shape->nested, shape->points);
  }
  const tr_value *inner = tr_get(o, "geometries");
  for (uint32_t i = 0; tr_is(inner, TR_ARRAY) && i < inner->n; i++)
    if (!check_geometry(t, &inner->items[i])) return false;
  return true;
}

static bool check_arcs(tr_topology *t) {
  if (!tr_is(t->arcs, TR_ARRAY)) return wrong(t->ctx, t->root, "\"arcs\"", "an array");
  for (uint32_t i = 0; i < t->arcs->n; i++) {
    const tr_value *arc = &t->arcs->items[i];
    if (!tr_is(arc, TR_ARRAY)) return wrong(t->ctx, arc, "an arc", "an array of positions");
    for (uint32_t k = 0; k < arc->n; k++)
      if (!check_numbers(t->ctx, &arc->items[k], "a position")) return false;
  }
  return true;
}

static bool open_topology(tr_ctx *ctx, const tr_value *root, tr_topology *t) {
  const tr_value *transform = tr_get(root, "transform");
  *t = (tr_topology){.ctx = ctx, .root = root, .arcs = tr_get(root, "arcs")};
  if (!tr_is_nil(transform)) {
    const tr_value *scale = tr_get(transform, "scale"), *translate = tr_get(transform, "translate");
    if (!scale || !translate)
      return wrong(ctx, transform, "\"transform\"", "{\"scale\": …, \"translate\": …}");
    if (!check_numbers(ctx, scale, "scale") || !check_numbers(ctx, translate, "translate")) return false;
    t->has_transform = true;
    for (size_t i = 0; i < 2; i++) {
      t->scale[i] = number_at(scale, i);
      t->translate[i] = number_at(translate, i);
    }
  }
  if (!check_arcs(t)) return false;
  t->lines = TR_NEW_N(ctx->data, tr_value, t->arcs->n);
  return true;
}

/* --- Rows -------------------------------------------------------------------------------------------------
 */

static const char *object_hint(tr_ctx *ctx, const tr_value *objects) {
  tr_buf b = tr_buf_of(ctx->doc);
  for (uint32_t i = 0; tr_is(objects, TR_OBJECT) && i < objects->n && i < 10; i++)
    tr_buf_printf(&b, "%s\"%.*s\"", i > 0 ? ", " : "", TR_FMT(objects->members[i].name));
  return b.n > 0 ? tr_printf(ctx->doc, "it has %.*s", TR_FMT(tr_buf_str(&b))).p : NULL;
}

static const tr_value *named_object(tr_ctx *ctx, const tr_value *root, const tr_read_options *options) {
  const tr_value *objects = tr_get(root, "objects");
  tr_str name = options->feature.n > 0 ? options->feature : options->mesh;
  if (name.n == 0) {
    tr_error(ctx, TR_INPUT, tr_pos_of(root), object_hint(ctx, objects),
             "TopoJSON needs the name of an object: \"format\": {\"type\": \"topojson\", \"feature\": …}");
    return NULL;
  }
  const tr_value *o = tr_get_s(objects, name);
  if (!o)
    tr_error(ctx, TR_DATA, tr_pos_of(root), object_hint(ctx, objects), "there is no TopoJSON object \"%.*s\"",
             TR_FMT(name));
  return o;
}

static tr_value features_of(tr_topology *t, const tr_value *object) {
  const tr_value *all = tr_get(object, "geometries");
  bool many = tr_str_is(tr_get_string(object, "type", (tr_str){0}), "GeometryCollection");
  uint32_t n = !many ? 1 : tr_is(all, TR_ARRAY) ? all->n : 0;
  tr_value *rows = TR_NEW_N(t->ctx->data, tr_value, n);
  for (uint32_t i = 0; i < n; i++) rows[i] = feature_of(t, many ? &all->items[i] : object);
  return tr_make_array(rows, n);
}

tr_table *tr_topojson_table(tr_ctx *ctx, const tr_value *root, const tr_read_options *options) {
  tr_topology t;
  const tr_value *object = named_object(ctx, root, options);
  if (!object || !open_topology(ctx, root, &t) || !check_geometry(&t, object)) return NULL;
  tr_value rows;
  if (options->feature.n > 0) {
    rows = features_of(&t, object);
  } else {
    tr_mesh_filter filter = tr_str_is(options->filter, "interior")   ? TR_MESH_INTERIOR
                            : tr_str_is(options->filter, "exterior") ? TR_MESH_EXTERIOR
                                                                     : TR_MESH_ALL;
    tr_value *mesh = TR_NEW(ctx->data, tr_value);
    *mesh = tr_topology_mesh(&t, object, filter);
    rows = tr_make_array(mesh, 1);
  }
  rows.file = root->file;
  rows.offset = root->offset;
  return tr_table_of_values(ctx, &rows, tr_pos_of(root), options);
}

tr_table *tr_topojson_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options) {
  tr_value root;
  if (!tr_json_read(ctx, file, &root)) return NULL;
  const tr_value *topology = tr_data_follow(ctx, &root, options->property);
  return topology ? tr_topojson_table(ctx, topology, options) : NULL;
}
