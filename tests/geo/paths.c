#include "parts.h"

#include "paths.inc"

/* Outlines of ten shapes under every projection, as it is and with parameters: R rotated, E clipped to a
   rectangle, C and W clipped to a small and a wide circle, P not resampled, X mirrored, F fitted. */

/* Keeps an outline's numbers. */
typedef struct sums {
  tr_geo_sink sink;
  size_t points, lines;
  double x, y;
} sums;

static void add(tr_geo_sink *s, double x, double y) {
  sums *t = (sums *)s;
  double weight = (double)(++t->points * 7919 % 1009);
  t->x += x * weight;
  t->y += y * weight;
}

static void line(tr_geo_sink *s) { ((sums *)s)->lines++; }
static void nothing(tr_geo_sink *s) { (void)s; }
static const tr_geo_sink_ops ops = {add, line, nothing, nothing, nothing};

static tr_geo_params params_of(const char *how) {
  tr_geo_params p = {.rotate = {40, -20, 10}, .clip_extent = {300, 100, 650, 400}};
  switch (how[0]) {
  case 'R': p.given = TR_GEO_ROTATE; break;
  case 'E': p.given = TR_GEO_CLIP_EXTENT; break;
  case 'C':
  case 'W': p.given = TR_GEO_CLIP_ANGLE; break;
  case 'P': p.given = TR_GEO_PRECISION; break;
  case 'X': p.reflect_x = true; break;
  }
  p.clip_angle = how[0] == 'C' ? 50 : 130;
  return p;
}

static void feed(void *self, tr_geo_stream *s) { tr_geo_stream_object(s, self); }

static tr_value read(tr_ctx *ctx, const char *json) {
  tr_value v = {0};
  check_named(tr_json_read(ctx, tr_source_add(ctx, TR_S("shape"), tr_str_z(json), (tr_str){0}), &v), json);
  return v;
}

static tr_value *shape_named(tr_value *values, const char *name) {
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (strcmp(shapes[i].name, name) == 0) return &values[i];
  return NULL;
}

static void test_row(tr_ctx *ctx, size_t i, tr_value *shape) {
  tr_geo_params params = params_of(paths[i].how);
  const tr_geo_type *type = tr_geo_type_named(tr_str_z(paths[i].type));
  tr_geo_projection *p = tr_geo_projection_new(ctx->scene, type, &params);
  const double extent[4] = {10, 20, 310, 220};
  if (paths[i].how[0] == 'F') tr_geo_fit(ctx, ctx->scene, p, extent, feed, shape);
  sums got = {.sink = {&ops}};
  tr_geo_stream_object(tr_geo_stream_new(ctx, ctx->scene, p, &got.sink), shape);
  char name[100];
  snprintf(name, sizeof name, "%s %s %s", paths[i].type, paths[i].how, paths[i].shape);
  double near = 1e-4 * (1 + (double)paths[i].points);
  bool same = got.points == paths[i].points && got.lines == paths[i].lines;
  same = same && fabs(got.x - paths[i].x) <= near && fabs(got.y - paths[i].y) <= near;
  if (!check_named(same, name))
    printf("#   got  %zu %zu %.10g %.10g\n#   want %zu %zu %.10g %.10g\n", got.points, got.lines, got.x,
           got.y, paths[i].points, paths[i].lines, paths[i].x, paths[i].y);
}

void test_paths(tr_ctx *ctx) {
  tr_value values[sizeof shapes / sizeof *shapes];
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) values[i] = read(ctx, shapes[i].json);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    test_row(ctx, i, shape_named(values, paths[i].shape));
}

/* 4 major meridians (-180 -90 0 90), 1 major parallel (0), 32 more meridians, 16 more parallels. */
void test_graticule(tr_ctx *ctx) {
  tr_geo_graticule g = tr_geo_graticule_default();
  tr_value v = tr_geo_graticule_lines(ctx, ctx->data, &g);
  const tr_value *lines = tr_get(&v, "coordinates");
  check_str(tr_get_string(&v, "type", (tr_str){0}), "MultiLineString");
  check_num(lines->n, 4 + 1 + 32 + 16);
  check_num(tr_item(lines, 0)->n, 3);   /* -90, 0, 90 */
  check_num(tr_item(lines, 4)->n, 145); /* each 2.5 degrees */
  check_near(tr_item(tr_item(tr_item(lines, 0), 0), 1)->number, -90 + 1e-6, 1e-12);
  g.minor_step[0] = 45;
  v = tr_geo_graticule_lines(ctx, ctx->data, &g);
  check_num(tr_get(&v, "coordinates")->n, 4 + 1 + 4 + 16);
}
