#include "chart/projection-priv.h"

#include <math.h>

/* Projections of views: what the specification says, shared between layers where they agree, fitted to their
   data; and the places and outlines of marks (Vega-Lite's compile/projection and vega-geo). */

bool tr_view_has_projection(const tr_view *view) {
  if (view->kind != TR_VIEW_UNIT) return false;
  for (int e = TR_ENC_LONGITUDE; e <= TR_ENC_LATITUDE2; e++)
    if (tr_def_data(view->enc[e])) return true;
  return tr_str_is(tr_str_z(view->mark->name), "geoshape");
}

/* --- Components -------------------------------------------------------------------------------------------
 */

/* The `projection` of a view, over those of the layers around it. */
static tr_value specified(const tr_view *view) {
  tr_arena *arena = view->chart->ctx->doc;
  tr_value out = tr_make_object(NULL, 0);
  for (; view; view = view->parent) {
    const tr_value *own = tr_get(view->spec, "projection");
    for (uint32_t i = 0; tr_is(own, TR_OBJECT) && i < own->n; i++) {
      const tr_member *m = &own->members[i];
      if (!tr_get_s(&out, m->name)) out = tr_with(arena, &out, tr_str_copy(arena, m->name).p, m->value);
    }
    if (own && !out.file) {
      out.file = own->file;
      out.offset = own->offset;
    }
  }
  return out;
}

static tr_projection_cmp *component_of(tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  tr_projection_cmp *c = TR_NEW(ctx->doc, tr_projection_cmp);
  tr_value own = specified(view);
  c->fits = tr_is_nil(tr_get(&own, "scale")) && tr_is_nil(tr_get(&own, "translate"));
  c->props = own;
  const tr_value *config = tr_get(&view->chart->config, "projection");
  for (uint32_t i = 0; tr_is(config, TR_OBJECT) && i < config->n; i++)
    if (!tr_get_s(&own, config->members[i].name))
      c->props = tr_with(ctx->doc, &c->props, tr_str_copy(ctx->doc, config->members[i].name).p,
                         config->members[i].value);
  c->views = tr_vec_of(ctx->doc, sizeof(tr_view *));
  *(tr_view **)tr_vec_push(&c->views) = view;
  return c;
}

static bool has_same_size(const tr_view *a, const tr_view *b) {
  bool same = true;
  for (int i = 0; i < 2; i++)
    same = same && a->given[i].kind == b->given[i].kind && a->given[i].px == b->given[i].px;
  return same;
}

static tr_view *first_view(const tr_projection_cmp *c) { return *(tr_view **)c->views.items; }

/* The one that stands for both; NULL where they differ. */
static tr_projection_cmp *agreed(tr_projection_cmp *a, tr_projection_cmp *b) {
  if (a->fits != b->fits || (a->fits && !has_same_size(first_view(a), first_view(b)))) return NULL;
  if (tr_equal(&a->props, &b->props)) return a;
  if (a->props.n == 0) return b;
  return b->props.n == 0 ? a : NULL;
}

/* Views beside each other have their sizes in common only where all of them agree. */
static bool have_same_size(const tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++)
    if (!has_same_size(view->children[0], view->children[i])) return false;
  return true;
}

/* The component that all views in VIEW share, or NULL. */
static tr_projection_cmp *merge(tr_view *view) {
  tr_projection_cmp *all = NULL;
  if (view->kind == TR_VIEW_CONCAT && !have_same_size(view)) return NULL;
  for (size_t i = 0; i < view->n_children; i++) {
    tr_projection_cmp *c = view->children[i]->projection;
    if (!c) continue;
    all = all ? agreed(all, c) : c;
    if (!all) return NULL;
  }
  if (!all) return NULL;
  tr_projection_cmp *out = TR_NEW(view->chart->ctx->doc, tr_projection_cmp);
  *out = (tr_projection_cmp){.props = all->props, .fits = all->fits, .is_shared = true};
  out->views = tr_vec_of(view->chart->ctx->doc, sizeof(tr_view *));
  for (size_t i = 0; i < view->n_children; i++) {
    tr_projection_cmp *c = view->children[i]->projection;
    tr_view **views = c ? c->views.items : NULL;
    for (size_t k = 0; c && k < c->views.n; k++) *(tr_view **)tr_vec_push(&out->views) = views[k];
  }
  tr_view **views = out->views.items;
  for (size_t k = 0; k < out->views.n; k++) views[k]->projection = out;
  return out;
}

void tr_parse_projections(tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++) tr_parse_projections(view->children[i]);
  if (tr_view_has_projection(view))
    view->projection = component_of(view);
  else if (view->kind != TR_VIEW_UNIT)
    view->projection = merge(view);
}

/* --- Parameters -------------------------------------------------------------------------------------------
 */

/* Up to N numbers of an array (of arrays), expressions worked out; how many there were. */
static size_t numbers_of(tr_chart *chart, const tr_value *v, double *out, size_t n) {
  tr_value plain = tr_chart_value(chart, v);
  if (!tr_is(&plain, TR_ARRAY)) {
    double x = tr_chart_number(chart, &plain, NAN);
    if (isfinite(x) && n > 0) out[0] = x;
    return isfinite(x) && n > 0 ? 1 : 0;
  }
  size_t used = 0;
  for (uint32_t i = 0; i < plain.n && used < n; i++)
    used += numbers_of(chart, &plain.items[i], out + used, n - used);
  return used;
}

static const struct {
  const char *name;
  tr_geo_given bit;
  size_t at, least, most;
} arrays[] = {
    {"clipAngle", TR_GEO_CLIP_ANGLE, offsetof(tr_geo_params, clip_angle), 1, 1},
    {"clipExtent", TR_GEO_CLIP_EXTENT, offsetof(tr_geo_params, clip_extent), 4, 4},
    {"scale", TR_GEO_SCALE, offsetof(tr_geo_params, scale), 1, 1},
    {"translate", TR_GEO_TRANSLATE, offsetof(tr_geo_params, translate), 2, 2},
    {"center", TR_GEO_CENTER, offsetof(tr_geo_params, center), 2, 2},
    {"rotate", TR_GEO_ROTATE, offsetof(tr_geo_params, rotate), 2, 3},
    {"parallels", TR_GEO_PARALLELS, offsetof(tr_geo_params, parallels), 2, 2},
    {"precision", TR_GEO_PRECISION, offsetof(tr_geo_params, precision), 1, 1},
};

static bool read_params(tr_chart *chart, const tr_value *props, tr_geo_params *out) {
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
    const tr_value *v = tr_get(props, arrays[i].name);
    if (tr_is_nil(v)) continue;
    double *to = (double *)(void *)((char *)out + arrays[i].at);
    if (numbers_of(chart, v, to, arrays[i].most) < arrays[i].least) {
      tr_error(chart->ctx, TR_INPUT, tr_pos_of(v), NULL, "%s of a projection: expected %zu number%s",
               arrays[i].name, arrays[i].least, arrays[i].least > 1 ? "s" : "");
      return false;
    }
    out->given |= arrays[i].bit;
  }
  tr_value x = tr_chart_value(chart, tr_get(props, "reflectX")),
           y = tr_chart_value(chart, tr_get(props, "reflectY"));
  out->reflect_x = tr_truthy(&x);
  out->reflect_y = tr_truthy(&y);
  return true;
}

static const tr_geo_type *type_of(tr_chart *chart, const tr_projection_cmp *c) {
  const tr_value *given = tr_get(&c->props, "type");
  tr_value v = tr_chart_value(chart, given);
  if (tr_is_nil(&v)) return tr_geo_type_named(c->is_shared ? TR_S("mercator") : TR_S("equalEarth"));
  const tr_geo_type *type = tr_geo_type_named(tr_string(&v)), *rows;
  if (type) return type;
  size_t n = tr_geo_types(&rows);
  const char **names = TR_NEW_N(chart->ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) names[i] = rows[i].name;
  tr_error(chart->ctx, TR_INPUT, tr_pos_of(given), tr_did_you_mean(chart->ctx, tr_string(&v), names),
           "unknown projection \"%.*s\"", TR_FMT(tr_string(&v)));
  return NULL;
}

/* --- GeoJSON of rows --------------------------------------------------------------------------------------
 */

/* What makes rows of T GeoJSON objects, or the one column that holds them. */
typedef struct source {
  const tr_table *t;
  const tr_column *object, *type, *parts[4];
} source;

static const char *const part_names[4] = {"geometry", "coordinates", "geometries", "features"};

static source source_of(const tr_view *view, const tr_table *t) {
  source s = {.t = t, .type = tr_table_column_z(t, "type")};
  const tr_def *shape = view->enc[TR_ENC_SHAPE];
  if (shape && shape->is_field && shape->type == TR_GEOJSON) s.object = tr_table_column(t, shape->column);
  for (int i = 0; i < 4; i++) s.parts[i] = tr_table_column_z(t, part_names[i]);
  return s;
}

static void stream_row(const source *s, size_t row, tr_geo_stream *out) {
  tr_member members[5];
  uint32_t n = 0;
  if (s->object) {
    tr_value v = tr_cell(s->object, row);
    tr_geo_stream_object(out, &v);
    return;
  }
  if (!s->type) return;
  members[n++] = (tr_member){TR_S("type"), tr_cell(s->type, row), 0};
  for (int i = 0; i < 4; i++)
    if (s->parts[i] && tr_valid(s->parts[i], row))
      members[n++] = (tr_member){tr_str_z(part_names[i]), tr_cell(s->parts[i], row), 0};
  tr_value object = tr_make_object(members, n);
  tr_geo_stream_object(out, &object);
}

/* --- Places of rows ---------------------------------------------------------------------------------------
 */

/* One coordinate of rows: a column or a constant. */
typedef struct coordinate {
  const tr_column *column;
  double constant;
} coordinate;

static coordinate coordinate_of(tr_view *view, const tr_table *t, tr_enc enc) {
  const tr_def *d = view->enc[enc];
  coordinate c = {NULL, NAN};
  if (d && d->is_field)
    c.column = tr_table_column(t, d->column);
  else if (d)
    c.constant = tr_chart_number(view->chart, d->datum ? d->datum : d->value, NAN);
  return c;
}

static double coordinate_at(const coordinate *c, size_t row) {
  if (!c->column) return c->constant;
  return tr_valid(c->column, row) ? tr_cell_number(c->column, row) : NAN;
}

static bool has_pair(const tr_view *view, tr_enc longitude) {
  return tr_def_data(view->enc[longitude]) || tr_def_data(view->enc[longitude + 1]);
}

static void stream_pair(tr_view *view, const tr_table *t, tr_enc longitude, tr_geo_stream *out) {
  coordinate x = coordinate_of(view, t, longitude), y = coordinate_of(view, t, longitude + 1);
  for (size_t row = 0; row < t->n_rows; row++) {
    double lon = coordinate_at(&x, row), lat = coordinate_at(&y, row);
    if (isfinite(lon) && isfinite(lat)) tr_geo_stream_point(out, lon, lat);
  }
}

/* Maps in the cells of a facet are fitted to the rows of all cells. */
static const tr_table *fitted_rows(const tr_view *view) {
  return view->data.uncut ? view->data.uncut : view->data.main;
}

/* All that a projection is fitted to. */
static void feed(void *self, tr_geo_stream *out) {
  const tr_projection_cmp *c = self;
  tr_view **views = c->views.items;
  for (size_t i = 0; i < c->views.n; i++) {
    tr_view *view = views[i];
    const tr_table *t = fitted_rows(view);
    const tr_def *shape = view->enc[TR_ENC_SHAPE];
    bool places = has_pair(view, TR_ENC_LONGITUDE) || has_pair(view, TR_ENC_LONGITUDE2);
    if (has_pair(view, TR_ENC_LONGITUDE)) stream_pair(view, t, TR_ENC_LONGITUDE, out);
    if (has_pair(view, TR_ENC_LONGITUDE2)) stream_pair(view, t, TR_ENC_LONGITUDE2, out);
    if (places && !(shape && shape->type == TR_GEOJSON)) continue;
    source s = source_of(view, t);
    for (size_t row = 0; row < t->n_rows; row++) stream_row(&s, row, out);
  }
}

/* The shapes of `fit`: an object, or a list of objects and lists of them. */
static void feed_shapes(const tr_value *v, tr_geo_stream *out) {
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++) feed_shapes(&v->items[i], out);
  if (tr_is(v, TR_OBJECT)) tr_geo_stream_object(out, v);
}

static void feed_given(void *self, tr_geo_stream *out) { feed_shapes(self, out); }

/* The rectangle that shapes fill: `extent`, else one of `size`, else the view; false after reporting. */
static bool read_extent(tr_chart *chart, const tr_projection_cmp *c, double out[4], bool *given) {
  const tr_value *extent = tr_get(&c->props, "extent"), *size = tr_get(&c->props, "size");
  bool whole = !tr_is_nil(extent);
  const tr_value *v = whole ? extent : size;
  *given = !tr_is_nil(v);
  if (!*given) {
    out[2] = chart->width;
    out[3] = chart->height;
    return true;
  }
  size_t most = whole ? 4 : 2;
  if (numbers_of(chart, v, whole ? out : out + 2, most) == most) return true;
  tr_error(chart->ctx, TR_INPUT, tr_pos_of(v),
           whole ? "write [[left, top], [right, bottom]]" : "write [width, height]",
           "%s of a projection: expected %zu numbers", whole ? "extent" : "size", most);
  return false;
}

/* Scale and translation by the data or by `fit`, as Vega: beside a scale of its own only where both shapes
   and rectangle are given. */
static bool fit(tr_chart *chart, tr_projection_cmp *c) {
  double extent[4] = {0};
  bool has_rectangle;
  tr_value shapes = tr_chart_value(chart, tr_get(&c->props, "fit"));
  if (!read_extent(chart, c, extent, &has_rectangle)) return false;
  if (!tr_is_nil(&shapes) && (c->fits || has_rectangle))
    tr_geo_fit(chart->ctx, chart->ctx->scene, c->projection, extent, feed_given, &shapes);
  else if (c->fits)
    tr_geo_fit(chart->ctx, chart->ctx->scene, c->projection, extent, feed, c);
  return true;
}

static bool is_current(const tr_projection_cmp *c, const tr_chart *chart) {
  if (!c->projection || c->width != chart->width || c->height != chart->height) return false;
  for (size_t i = 0; i < c->views.n; i++)
    if (c->made_for[i] != fitted_rows(((tr_view **)c->views.items)[i])) return false;
  return true;
}

/* The component's projection for the size of the build under way; NULL after reporting. */
static tr_geo_projection *projection_of(tr_chart *chart, tr_projection_cmp *c) {
  tr_ctx *ctx = chart->ctx;
  tr_geo_params params = {0};
  if (is_current(c, chart)) return c->projection;
  const tr_geo_type *type = type_of(chart, c);
  if (!type || !read_params(chart, &c->props, &params)) return NULL;
  if (!c->fits && !(params.given & TR_GEO_TRANSLATE)) {
    params.given |= TR_GEO_TRANSLATE;
    params.translate[0] = chart->width / 2;
    params.translate[1] = chart->height / 2;
  }
  c->projection = tr_geo_projection_new(ctx->scene, type, &params);
  c->width = chart->width;
  c->height = chart->height;
  c->radius = tr_chart_number(chart, tr_get(&c->props, "pointRadius"), 4.5);
  c->made_for = TR_NEW_N(ctx->scene, const tr_table *, c->views.n);
  for (size_t i = 0; i < c->views.n; i++) c->made_for[i] = fitted_rows(((tr_view **)c->views.items)[i]);
  if (!fit(chart, c)) c->projection = NULL;
  return c->projection;
}

/* --- Marks ------------------------------------------------------------------------------------------------
 */

/* A row without a place stands at 0, 0, as in Vega. */
static void place(tr_view *view, const tr_table *t, tr_enc longitude, tr_channel_id x_id, tr_channel_id y_id,
                  tr_items *it) {
  if (!has_pair(view, longitude)) return;
  tr_arena *arena = view->chart->ctx->scene;
  double *x = TR_NEW_N(arena, double, t->n_rows), *y = TR_NEW_N(arena, double, t->n_rows);
  double dx = tr_mark_number(view, "xOffset", 0), dy = tr_mark_number(view, "yOffset", 0);
  coordinate lon = coordinate_of(view, t, longitude), lat = coordinate_of(view, t, longitude + 1);
  for (size_t row = 0; row < t->n_rows; row++) {
    double at[2];
    bool found =
        tr_geo_project(view->projection->projection, coordinate_at(&lon, row), coordinate_at(&lat, row), at);
    if (found && !view->enc[TR_ENC_X]) x[row] = at[0] + dx;
    if (found && !view->enc[TR_ENC_Y]) y[row] = at[1] + dy;
  }
  if (!view->enc[TR_ENC_X]) {
    tr_items_number(it, x_id, 0);
    it->numbers[x_id].each = x;
  }
  if (!view->enc[TR_ENC_Y]) {
    tr_items_number(it, y_id, 0);
    it->numbers[y_id].each = y;
  }
}

/* Draws an outline as d3's geoPath does. */
typedef struct path_sink {
  tr_geo_sink sink;
  tr_pather p;
  double radius;
  bool in_line, in_polygon, is_first;
} path_sink;

static void path_point(tr_geo_sink *s, double x, double y) {
  path_sink *o = (path_sink *)s;
  if (!isfinite(x) || !isfinite(y)) return;
  if (!o->in_line) {
    tr_path_move(&o->p, x + o->radius, y);
    tr_path_arc(&o->p, x, y, o->radius, 0, 2 * M_PI, false);
    return;
  }
  if (o->is_first)
    tr_path_move(&o->p, x, y);
  else
    tr_path_line(&o->p, x, y);
  o->is_first = false;
}

static void path_line_start(tr_geo_sink *s) {
  path_sink *o = (path_sink *)s;
  o->in_line = o->is_first = true;
}

static void path_line_end(tr_geo_sink *s) {
  path_sink *o = (path_sink *)s;
  if (o->in_polygon && !o->is_first) tr_path_close(&o->p);
  o->in_line = false;
}

static void path_polygon_start(tr_geo_sink *s) { ((path_sink *)s)->in_polygon = true; }
static void path_polygon_end(tr_geo_sink *s) { ((path_sink *)s)->in_polygon = false; }

static void outline(tr_view *view, const tr_table *t, tr_items *it) {
  static const tr_geo_sink_ops ops = {path_point, path_line_start, path_line_end, path_polygon_start,
                                      path_polygon_end};
  tr_ctx *ctx = view->chart->ctx;
  tr_path *paths = TR_NEW_N(ctx->scene, tr_path, t->n_rows);
  path_sink sink = {.sink = {&ops}, .radius = view->projection->radius};
  tr_geo_stream *stream = tr_geo_stream_new(ctx, ctx->scene, view->projection->projection, &sink.sink);
  source s = source_of(view, t);
  for (size_t row = 0; row < t->n_rows; row++) {
    sink.p = tr_pather_of(ctx);
    stream_row(&s, row, stream);
    paths[row] = tr_path_done(&sink.p);
  }
  it->outlines = paths;
}

/* A map with a scale of its own is cut at the view. */
bool tr_map_is_clipped(const tr_view *view) { return view->projection && !view->projection->fits; }

bool tr_map_is_ready(const tr_view *view) {
  const tr_projection_cmp *c = view->projection;
  for (size_t i = 0; c && i < c->views.n; i++)
    if (!((tr_view **)c->views.items)[i]->data.main) return false;
  return c != NULL;
}

bool tr_map_point(tr_view *view, double longitude, double latitude, double out[2]) {
  const tr_geo_projection *p = view->projection ? projection_of(view->chart, view->projection) : NULL;
  return p && isfinite(longitude) && isfinite(latitude) && tr_geo_project(p, longitude, latitude, out);
}

bool tr_place_on_map(tr_view *view, const tr_table *t, tr_items *it) {
  if (!view->projection) return true;
  if (!projection_of(view->chart, view->projection)) return false;
  place(view, t, TR_ENC_LONGITUDE, TR_CH_X, TR_CH_Y, it);
  place(view, t, TR_ENC_LONGITUDE2, TR_CH_X2, TR_CH_Y2, it);
  if (tr_str_is(tr_str_z(view->mark->name), "geoshape")) outline(view, t, it);
  return true;
}

/* --- Data -------------------------------------------------------------------------------------------------
 */

static bool read_steps(tr_chart *chart, const tr_value *v, const char *name, double *out, size_t n,
                       bool positive) {
  const tr_value *given = tr_get(v, name);
  bool ok = tr_is_nil(given) || numbers_of(chart, given, out, n) == n;
  for (size_t i = 0; i < n && positive; i++) ok = ok && out[i] > 0;
  if (!ok)
    tr_error(chart->ctx, TR_INPUT, tr_pos_of(given), NULL, "graticule: %s must be %zu %snumber%s", name, n,
             positive ? "positive " : "", n > 1 ? "s" : "");
  return ok;
}

const tr_table *tr_graticule_rows(tr_chart *chart, const tr_value *v) {
  tr_geo_graticule g = tr_geo_graticule_default();
  bool ok = read_steps(chart, v, "extent", g.major, 4, false) &&
            read_steps(chart, v, "extent", g.minor, 4, false) &&
            read_steps(chart, v, "extentMajor", g.major, 4, false) &&
            read_steps(chart, v, "extentMinor", g.minor, 4, false) &&
            read_steps(chart, v, "step", g.major_step, 2, true) &&
            read_steps(chart, v, "step", g.minor_step, 2, true) &&
            read_steps(chart, v, "stepMajor", g.major_step, 2, true) &&
            read_steps(chart, v, "stepMinor", g.minor_step, 2, true) &&
            read_steps(chart, v, "precision", &g.precision, 1, true);
  if (!ok) return NULL;
  tr_value lines = tr_geo_graticule_lines(chart->ctx, chart->ctx->data, &g), rows = tr_make_array(&lines, 1);
  return tr_table_from_values(chart->ctx, &rows, tr_pos_of(v));
}

const tr_table *tr_sphere_rows(tr_chart *chart) {
  tr_member type = {TR_S("type"), tr_make_string(TR_S("Sphere")), 0};
  tr_value sphere = tr_make_object(&type, 1), rows = tr_make_array(&sphere, 1);
  return tr_table_from_values(chart->ctx, &rows, (tr_pos){0});
}
