#include "chart/param/selection-priv.h"

#include "chart/data/data-priv.h"
#include "chart/param/scope-priv.h"

#include <math.h>
#include <string.h>

/* One field that a selection compares: with a value or one of a list, or with the ends of a range. */
typedef struct dimension {
  tr_str field;
  tr_enc enc; /* TR_ENC_COUNT: of `fields` */
  const tr_def *d;
  bool ranges, excludes_end;
} dimension;

typedef struct selection {
  tr_str name;
  const tr_value *param;
  tr_view *view;
  bool is_interval, is_set; /* is_set: has a first value */
  bool is_map; /* an interval on a map: it selects what is drawn in it, which at first is nothing */
  dimension dims[TR_ENC_COUNT];
  size_t n;
  tr_value *tuples; /* n_tuples times n; undefined: anything will do */
  size_t n_tuples;
} selection;

static const selection *find(const tr_chart *chart, tr_str name) {
  return tr_map_get(&chart->selections, name);
}

/* --- Projections: which fields
 * ------------------------------------------------------------------------------- */

static bool is_continuous(const tr_def *d) {
  const tr_value *type = tr_get(d->scale, "type");
  const tr_scale_type *t = tr_is(type, TR_STRING) ? tr_scale_type_find(tr_string(type)) : NULL;
  if (t) return tr_scale_is_continuous(t);
  return d->type == TR_QUANTITATIVE || d->type == TR_TEMPORAL;
}

/* A field has one place, even where two channels show it; one in units of time is another field. */
static bool has_dimension(const selection *s, const dimension *d) {
  for (size_t i = 0; i < s->n; i++) {
    const tr_def *a = s->dims[i].d, *b = d->d;
    bool same_unit = (a && a->has_unit) == (b && b->has_unit);
    if (same_unit && tr_str_eq(s->dims[i].field, d->field)) return true;
  }
  return false;
}

static void add_dimension(selection *s, dimension d) {
  if (s->n < TR_ENC_COUNT && !has_dimension(s, &d)) s->dims[s->n++] = d;
}

static void add_channel(selection *s, tr_str channel) {
  tr_enc enc = tr_enc_find(channel);
  const tr_def *d = enc != TR_ENC_COUNT ? tr_def_field(s->view->enc[enc]) : NULL;
  if (!d || d->aggregate.n > 0 || d->field.n == 0) return;
  bool ranges = (s->is_interval && is_continuous(d)) || d->bins;
  add_dimension(s, (dimension){d->field, enc, d, ranges, ranges && !s->is_interval});
}

static void add_names(selection *s, const tr_value *names, bool channels) {
  for (uint32_t i = 0; tr_is(names, TR_ARRAY) && i < names->n; i++) {
    tr_str name = tr_string(&names->items[i]);
    if (channels)
      add_channel(s, name);
    else
      add_dimension(s, (dimension){.field = name, .enc = TR_ENC_COUNT});
  }
}

/* Without `fields` and `encodings`, a first value names them by its members. */
static void add_members(selection *s, const tr_value *tuple) {
  for (uint32_t i = 0; tr_is(tuple, TR_OBJECT) && i < tuple->n; i++) {
    tr_str name = tuple->members[i].name;
    if (tr_enc_find(name) != TR_ENC_COUNT)
      add_channel(s, name);
    else
      add_dimension(s, (dimension){.field = name, .enc = TR_ENC_COUNT});
  }
}

static const tr_value *config_of(const selection *s, const char *name) {
  const tr_value *section =
      tr_get(tr_get(&s->view->chart->config, "selection"), s->is_interval ? "interval" : "point");
  return tr_get(section, name);
}

static const tr_value *tuple_at(const tr_value *value, uint32_t i) {
  return tr_is(value, TR_ARRAY) ? &value->items[i] : value;
}

static void project(selection *s, const tr_value *value) {
  const tr_value *select = tr_get(s->param, "select");
  const tr_value *fields = tr_get(select, "fields"), *encodings = tr_get(select, "encodings");
  if (!fields && !encodings && value && !s->is_interval) {
    size_t n = tr_is(value, TR_ARRAY) ? value->n : 1;
    for (uint32_t i = 0; i < n; i++) add_members(s, tuple_at(value, i));
    if (s->n > 0) return;
  }
  if (!fields && !encodings) {
    fields = config_of(s, "fields");
    encodings = config_of(s, "encodings");
  }
  if (s->is_map && !encodings && value) {
    add_members(s, value);
    return;
  }
  add_names(s, encodings, true);
  add_names(s, fields, false);
  if (s->is_map && s->n == 0) {
    add_channel(s, TR_S("longitude"));
    add_channel(s, TR_S("latitude"));
    return;
  }
  if (s->n > 0 || !s->is_interval) return;
  add_channel(s, TR_S("x"));
  add_channel(s, TR_S("y"));
}

/* --- First values
 * -------------------------------------------------------------------------------------------- */

/* Dates as {year, month, …} become numbers, in lists too. */
static tr_value plain(tr_chart *chart, const dimension *dim, const tr_value *v) {
  tr_value out = tr_chart_value(chart, v);
  double ms;
  if (tr_is(&out, TR_ARRAY)) {
    tr_value *items = TR_NEW_N(chart->ctx->doc, tr_value, out.n);
    for (uint32_t i = 0; i < out.n; i++) items[i] = plain(chart, dim, &out.items[i]);
    return tr_make_array(items, out.n);
  }
  bool temporal = dim->d && dim->d->type == TR_TEMPORAL && tr_is(&out, TR_STRING);
  if ((tr_is(&out, TR_OBJECT) || temporal) && tr_datetime_value(chart, &out, &ms)) return tr_make_number(ms);
  return out;
}

static void read_values(selection *s, const tr_value *value) {
  tr_chart *chart = s->view->chart;
  s->n_tuples = !tr_is(value, TR_ARRAY) ? 1 : value->n;
  s->is_set = s->n_tuples > 0 && s->n > 0;
  s->tuples = TR_NEW_N(chart->ctx->doc, tr_value, s->n_tuples * s->n + 1);
  for (size_t i = 0; i < s->n_tuples; i++) {
    const tr_value *tuple = tuple_at(value, (uint32_t)i);
    for (size_t k = 0; k < s->n; k++) {
      const dimension *dim = &s->dims[k];
      const tr_value *v = dim->enc != TR_ENC_COUNT ? tr_get(tuple, tr_enc_rows[dim->enc].name) : NULL;
      if (!v) v = tr_is(tuple, TR_OBJECT) ? tr_get_s(tuple, dim->field) : tuple;
      s->tuples[i * s->n + k] = v ? plain(chart, dim, v) : tr_make_undefined();
    }
  }
}

/* What expressions see under the parameter's name: its values by field. */
static void publish(const selection *s) {
  tr_chart *chart = s->view->chart;
  tr_value *object = TR_NEW(chart->ctx->doc, tr_value);
  *object = tr_make_object(NULL, 0);
  for (size_t k = 0; s->is_set && !s->is_map && k < s->n; k++) {
    tr_value *values = TR_NEW_N(chart->ctx->doc, tr_value, s->n_tuples);
    for (size_t i = 0; i < s->n_tuples; i++) values[i] = s->tuples[i * s->n + k];
    tr_value all = s->is_interval ? values[0] : tr_make_array(values, s->n_tuples);
    *object = tr_with(chart->ctx->doc, object, tr_str_copy(chart->ctx->doc, s->dims[k].field).p, all);
  }
  tr_map_put(&chart->params, s->name, object);
  tr_chart_params_changed(chart);
}

/* Of several units with the same selection, the first with its fields has the first values. */
static void add(tr_view *view, const tr_value *param) {
  tr_chart *chart = view->chart;
  const tr_value *select = tr_get(param, "select"), *value = tr_get(param, "value");
  tr_str type = tr_is(select, TR_STRING) ? tr_string(select) : tr_get_string(select, "type", (tr_str){0});
  selection *s = TR_NEW(chart->ctx->doc, selection);
  *s = (selection){.name = tr_get_string(param, "name", (tr_str){0}), .param = param, .view = view};
  if (find(chart, s->name)) return;
  s->is_interval = tr_str_is(type, "interval");
  s->is_map = s->is_interval && tr_view_has_projection(view);
  if (value && value->kind == TR_NULL) value = NULL;
  project(s, value);
  if (value && s->n == 0) return;
  if (value) read_values(s, value);
  publish(s);
  tr_map_put(&chart->selections, s->name, s);
}

void tr_chart_selections(tr_view *view) {
  const tr_value *params = tr_get(view->spec, "params");
  for (uint32_t i = 0; view->kind == TR_VIEW_UNIT && tr_is(params, TR_ARRAY) && i < params->n; i++)
    if (tr_get(&params->items[i], "select")) add(view, &params->items[i]);
  for (size_t i = 0; i < view->n_children; i++) tr_chart_selections(view->children[i]);
}

/* --- Asking: which rows
 * -------------------------------------------------------------------------------------- */

static const tr_value *values_of(const selection *s, tr_enc enc, tr_str field) {
  for (size_t k = 0; s->is_set && k < s->n; k++) {
    bool same = field.n > 0 ? tr_str_eq(s->dims[k].field, field) : s->dims[k].enc == enc;
    if (same && tr_is(&s->tuples[k], TR_ARRAY)) return &s->tuples[k];
  }
  return NULL;
}

static tr_value bare(tr_value v) { return v.kind == TR_DATE ? tr_make_number(v.number) : v; }

static bool matches(const dimension *dim, const tr_value *cell, const tr_value *wanted) {
  tr_value v = bare(*cell);
  if (wanted->kind == TR_UNDEFINED) return true;
  if (!dim->ranges) {
    if (!tr_is(wanted, TR_ARRAY)) return tr_equal(&v, wanted);
    for (uint32_t i = 0; i < wanted->n; i++)
      if (tr_equal(&v, &wanted->items[i])) return true;
    return false;
  }
  if (!tr_is(wanted, TR_ARRAY) || wanted->n < 2) return false;
  double x = tr_to_number(&v), a = tr_to_number(&wanted->items[0]),
         b = tr_to_number(&wanted->items[wanted->n - 1]);
  return fmin(a, b) <= x && (dim->excludes_end ? x < fmax(a, b) : x <= fmax(a, b));
}

/* A dimension's values in T; those of a time unit from the dates where T has no such column. */
static tr_column column_of(tr_chart *chart, const dimension *dim, const tr_table *t) {
  bool unit = dim->d && dim->d->has_unit && !dim->d->unit.binned;
  const tr_column *ready = unit ? tr_table_column(t, dim->d->column) : NULL;
  if (ready) return *ready;
  tr_column c = tr_field_column(chart->ctx, t, dim->field);
  if (!unit) return c;
  tr_column_builder *b = tr_column_builder_new(chart->ctx, c.name, c.n);
  for (size_t i = 0; i < c.n; i++) {
    tr_value v = tr_cell(&c, i);
    double ms = tr_is_nil(&v) ? NAN : tr_timeunit_floor(&dim->d->unit, chart->env.zone, tr_to_number(&v));
    tr_column_add(b, isnan(ms) ? tr_make_null() : tr_make_date(ms));
  }
  return tr_column_done(b);
}

static void select_rows(const selection *s, const tr_table *t, uint8_t *mask) {
  tr_chart *chart = s->view->chart;
  tr_column *columns = TR_NEW_N(chart->ctx->data, tr_column, s->n);
  for (size_t k = 0; k < s->n; k++) columns[k] = column_of(chart, &s->dims[k], t);
  tr_work(chart->ctx, (double)t->n_rows * (double)(s->n * s->n_tuples));
  for (size_t row = 0; row < t->n_rows; row++) {
    mask[row] = 0;
    for (size_t i = 0; i < s->n_tuples && !mask[row]; i++) {
      bool all = true;
      for (size_t k = 0; all && k < s->n; k++) {
        tr_value cell = tr_cell(&columns[k], row);
        all = matches(&s->dims[k], &cell, &s->tuples[i * s->n + k]);
      }
      mask[row] = all;
    }
  }
}

bool tr_selection_mask(tr_chart *chart, tr_str name, const tr_table *t, uint8_t *mask) {
  const selection *s = find(chart, name);
  const tr_value *v = s ? NULL : tr_chart_param(chart, name);
  if (v && !tr_is(v, TR_OBJECT)) {
    memset(mask, tr_truthy(v), t->n_rows);
    return true;
  }
  if (s && !s->is_set && tr_is_timer(s->param)) { /* all frames, until one is chosen */
    memset(mask, 1, t->n_rows);
    return true;
  }
  if (!s || !s->is_set) return false;
  if (s->is_map) {
    tr_map_mask(s->view, values_of(s, TR_ENC_LONGITUDE, (tr_str){0}),
                values_of(s, TR_ENC_LATITUDE, (tr_str){0}), t, mask);
    return true;
  }
  select_rows(s, t, mask);
  return true;
}

bool tr_selection_count(const tr_chart *chart, tr_str name, size_t *n) {
  const selection *s = find(chart, name);
  if (s) *n = s->is_set ? s->n_tuples : 0;
  return s != NULL;
}

void tr_selection_set(tr_chart *chart, tr_str name, const tr_value *value) {
  selection *s = tr_map_get(&chart->selections, name);
  if (!s || s->n == 0) return;
  s->n_tuples = 1;
  s->tuples = TR_NEW_N(chart->ctx->doc, tr_value, s->n);
  for (size_t k = 0; k < s->n; k++) s->tuples[k] = bare(*value);
  s->is_set = true;
  publish(s);
}

const tr_table *tr_selection_rows(tr_chart *chart, tr_str name, tr_pos at) {
  const selection *s = find(chart, name);
  if (!s) {
    tr_error(chart->ctx, TR_INPUT, at, "name one of `params` with a `select`",
             "there is no selection \"%.*s\"", TR_FMT(name));
    return NULL;
  }
  const tr_table *t = s->view->data.main;
  if (!t) {
    tr_error(chart->ctx, TR_UNSUPPORTED, at, "move the layer with the selection before this one",
             "not supported yet: a lookup in a selection of a later layer");
    return NULL;
  }
  uint8_t *mask = TR_NEW_N(chart->ctx->data, uint8_t, t->n_rows + 1);
  if (!tr_selection_mask(chart, name, t, mask)) return t;
  uint32_t *rows = TR_NEW_N(chart->ctx->data, uint32_t, t->n_rows + 1);
  size_t n = 0;
  for (size_t i = 0; i < t->n_rows; i++)
    if (mask[i]) rows[n++] = (uint32_t)i;
  return tr_table_gather(chart->ctx, t, rows, n);
}

/* --- Domains
 * ------------------------------------------------------------------------------------------------- */

static bool is_bound(const selection *s) { return tr_str_is(tr_string(tr_get(s->param, "bind")), "scales"); }

/* Selections that are bound to scales begin without a range where they are of a view among others: there,
   Vega-Lite has the first values for tests alone. */
static bool has_range(const selection *s) {
  if (!is_bound(s)) return true;
  for (const tr_view *v = s->view->parent; v; v = v->parent)
    if (v->kind != TR_VIEW_LAYER) return false;
  return true;
}

/* The one place of the selection that shows channel BY; else its first, whatever it shows. */
static tr_str field_of(const selection *s, tr_enc by) {
  for (size_t k = 0; k < s->n; k++)
    if (by != TR_ENC_COUNT && s->dims[k].enc == by) return s->dims[k].field;
  return s->n > 0 ? s->dims[0].field : (tr_str){0};
}

static const tr_value *named_domain(tr_view *view, const tr_value *domain, tr_str name) {
  const selection *s = find(view->chart, name);
  const tr_value *variable = s ? NULL : tr_chart_param(view->chart, name);
  if (!s) return tr_is(variable, TR_ARRAY) ? variable : NULL;
  if (!has_range(s) || s->n == 0) return NULL;
  tr_str field = tr_get_string(domain, "field", (tr_str){0});
  tr_enc by = tr_enc_find(tr_get_string(domain, "encoding", (tr_str){0}));
  return values_of(s, TR_ENC_COUNT, field.n > 0 ? field : field_of(s, by));
}

const tr_value *tr_selection_domain(tr_view *view, tr_enc enc, const tr_value *domain) {
  tr_str name = tr_get_string(domain, "param", (tr_str){0});
  if (name.n > 0) return named_domain(view, domain, name);
  const tr_value *params = tr_get(view->spec, "params");
  for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++) {
    const selection *s = find(view->chart, tr_get_string(&params->items[i], "name", (tr_str){0}));
    const tr_value *v = s && is_bound(s) && has_range(s) ? values_of(s, enc, (tr_str){0}) : NULL;
    if (v) return v;
  }
  return NULL;
}

/* --- Brushes
 * ------------------------------------------------------------------------------------------------- */

static const tr_value *brush_prop(const selection *s, const char *name) {
  const tr_value *own = tr_get(tr_get(tr_get(s->param, "select"), "mark"), name);
  return own ? own : tr_get(config_of(s, "mark"), name);
}

/* The brush's extent on a side of VIEW; the whole view where the selection does not look at it. */
static void extent_of(const selection *s, const tr_view *view, tr_enc enc, double ends[2]) {
  ends[0] = 0;
  ends[1] = enc == TR_ENC_X ? view->chart->width : view->chart->height;
  const tr_scale_cmp *c = tr_view_scale(view, enc);
  const tr_value *v = values_of(s, enc, (tr_str){0});
  if (!v || v->n == 0 || !c || !c->scale) return;
  double a = tr_scale_number(c->scale, &v->items[0]), b = tr_scale_number(c->scale, &v->items[v->n - 1]);
  if (!isfinite(a) || !isfinite(b)) return;
  ends[0] = fmin(a, b);
  ends[1] = fmax(a, b);
}

static void set_edge(const selection *s, const tr_guide_env *g, tr_items *it) {
  static const struct {
    const char *name;
    tr_channel_id id;
  } numbers[] = {{"strokeWidth", TR_CH_STROKE_WIDTH},
                 {"strokeOpacity", TR_CH_STROKE_OPACITY},
                 {"strokeDashOffset", TR_CH_STROKE_DASH_OFFSET}};
  const tr_value *stroke = brush_prop(s, "stroke"), *dash = brush_prop(s, "strokeDash");
  tr_value white = tr_make_string(TR_S("white"));
  tr_items_paint(it, TR_CH_STROKE, tr_guide_paint(g, stroke ? stroke : &white, NULL));
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    const tr_value *v = brush_prop(s, numbers[i].name);
    if (tr_is(v, TR_NUMBER)) tr_items_number(it, numbers[i].id, v->number);
  }
  if (tr_is(dash, TR_ARRAY)) tr_items_value(it, TR_CH_STROKE_DASH, *dash);
}

static void set_ground(const selection *s, const tr_guide_env *g, tr_items *it) {
  const tr_value *fill = brush_prop(s, "fill");
  tr_value dark = tr_make_string(TR_S("#333"));
  tr_items_paint(it, TR_CH_FILL, tr_guide_paint(g, fill ? fill : &dark, NULL));
  tr_items_number(it, TR_CH_FILL_OPACITY, tr_guide_number(g, brush_prop(s, "fillOpacity"), NULL, 0.125));
}

static void draw_brush(const selection *s, tr_view *view, bool in_front, tr_group *parent) {
  tr_chart *chart = s->view->chart;
  tr_guide_env g = tr_chart_guides(chart);
  double x[2], y[2];
  if (s->is_map) {
    tr_map_extent(view, values_of(s, TR_ENC_LONGITUDE, (tr_str){0}),
                  values_of(s, TR_ENC_LATITUDE, (tr_str){0}), x, y);
  } else {
    extent_of(s, view, TR_ENC_X, x);
    extent_of(s, view, TR_ENC_Y, y);
  }
  if (in_front && (x[0] == x[1] || y[0] == y[1])) return;
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, x[0]);
  tr_items_number(&it, TR_CH_Y, y[0]);
  tr_items_number(&it, TR_CH_WIDTH, x[1] - x[0]);
  tr_items_number(&it, TR_CH_HEIGHT, y[1] - y[0]);
  if (in_front)
    set_edge(s, &g, &it);
  else
    set_ground(s, &g, &it);
  tr_group *group = tr_group_new(chart->ctx);
  tr_pather p = tr_pather_of(chart->ctx);
  tr_path_rect(&p, 0, 0, chart->width, chart->height);
  group->role = TR_ROLE_DECORATION;
  group->clipped = true;
  group->clip = tr_path_done(&p);
  tr_mark_env env = {chart->ctx, chart->env.fonts};
  tr_bounds ignored = tr_bounds_none();
  tr_draw_rects(&env, &it, group, &ignored, NULL);
  tr_group_add(parent, &group->node);
}

static bool is_in_facet(const tr_view *view) {
  for (; view; view = view->parent)
    if (tr_get(view->spec, "facet")) return true;
  return false;
}

/* One for all views is drawn where its first values come from, which is no single cell of a facet; others in
   each of their views. */
static bool has_brush(const selection *s, const tr_view *view) {
  tr_str resolve = tr_get_string(tr_get(s->param, "select"), "resolve", tr_string(config_of(s, "resolve")));
  bool own = tr_str_is(resolve, "union") || tr_str_is(resolve, "intersect");
  return own || (s->view == view && !is_in_facet(view));
}

void tr_draw_brushes(tr_view *view, bool in_front, tr_group *parent) {
  const tr_value *params = tr_get(view->spec, "params");
  for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++) {
    const tr_value *param = &params->items[i];
    const selection *s = find(view->chart, tr_get_string(param, "name", (tr_str){0}));
    if (s && s->is_interval && s->is_set && !is_bound(s) && has_brush(s, view))
      draw_brush(s, view, in_front, parent);
  }
}
