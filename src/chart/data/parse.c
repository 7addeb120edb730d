#include "chart/data/data-priv.h"

#include <string.h>

/* What the columns of a source are read as. Nothing is guessed, as in Vega-Lite: a column of a CSV file holds
   texts unless the data's `parse` says more, or what the views do with a field implies it. Fields are parsed
   at the source, where Vega-Lite's optimiser moves that too; what one view implies holds for its siblings. */

typedef struct source {
  tr_chart *chart;
  const tr_value *data;
} source;

/* Transforms that rows have passed: fields that they make are not parsed. */
typedef struct passed {
  const struct passed *before;
  const tr_value *transforms;
  uint32_t n;
} passed;

static bool same_member(const tr_value *a, const tr_value *b, const char *name) {
  const tr_value *x = tr_get(a, name), *y = tr_get(b, name);
  return x && y && tr_equal(x, y);
}

/* Whether two `data` objects are one source of rows. */
static bool same_source(const tr_value *a, const tr_value *b) {
  static const char *const parts[] = {"feature", "mesh"};
  const tr_value *f = tr_get(a, "format"), *g = tr_get(b, "format");
  if (a == b) return true;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if ((tr_get(f, parts[i]) || tr_get(g, parts[i])) && !same_member(f, g, parts[i])) return false;
  return same_member(a, b, "url") || same_member(a, b, "name") || same_member(a, b, "values");
}

static bool has_string(const tr_value *v, tr_str s) {
  if (tr_is(v, TR_STRING)) return tr_str_eq(tr_string(v), s);
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++)
    if (tr_str_eq(tr_string(&v->items[i]), s)) return true;
  return false;
}

/* Whether transform T makes FIELD. */
static bool makes(const tr_value *t, tr_str field) {
  static const struct {
    const char *transform, *made[2];
  } unnamed[] = {
      {"fold", {"key", "value"}}, {"density", {"value", "density"}}, {"quantile", {"prob", "value"}}};
  static const char *const lists[] = {"aggregate", "joinaggregate", "window"};
  const tr_value *as = tr_get(t, "as");
  for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
    const tr_value *list = tr_get(t, lists[k]);
    for (uint32_t i = 0; tr_is(list, TR_ARRAY) && i < list->n; i++)
      if (has_string(tr_get(&list->items[i], "as"), field)) return true;
  }
  if (has_string(tr_get(t, "impute"), field)) return true;
  if (as) return has_string(as, field);
  for (size_t i = 0; i < sizeof unnamed / sizeof *unnamed; i++)
    if (tr_get(t, unnamed[i].transform))
      return tr_str_is(field, unnamed[i].made[0]) || tr_str_is(field, unnamed[i].made[1]);
  return has_string(tr_get(t, "flatten"), field) || has_string(tr_get(tr_get(t, "from"), "fields"), field);
}

/* The column that a field reaches into. */
static tr_str root_of(tr_str field) {
  size_t n = 0;
  for (; n < field.n && field.p[n] != '.' && field.p[n] != '['; n++)
    if (field.p[n] == '\\') n++;
  return tr_str_sub(field, 0, n < field.n ? n : field.n);
}

static bool is_made(const passed *p, tr_str field) {
  tr_str root = root_of(field);
  for (; p; p = p->before)
    for (uint32_t i = 0; i < p->n; i++)
      if (makes(&p->transforms->items[i], field) || makes(&p->transforms->items[i], root)) return true;
  return false;
}

static void imply(tr_map *kinds, const passed *p, tr_str field, const char *kind) {
  if (field.n > 0 && !is_made(p, field)) tr_map_put(kinds, field, (void *)(uintptr_t)kind);
}

/* --- Transforms
 * -------------------------------------------------------------------------------------------------------- */

/* The type of what a predicate compares its field with. */
static const char *kind_of_test(const tr_value *test) {
  static const char *const tests[] = {"equal", "lte", "lt", "gt", "gte", "range", "oneOf", "in"};
  const tr_value *v = NULL;
  for (size_t i = 0; !v && i < sizeof tests / sizeof *tests; i++) v = tr_get(test, tests[i]);
  if (tr_is(v, TR_ARRAY)) v = tr_item(v, 0);
  if (tr_get(test, "timeUnit") || (tr_is(v, TR_OBJECT) && !tr_get(v, "expr") && !tr_get(v, "signal")))
    return "date";
  if (tr_is(v, TR_NUMBER) && v->number != 0) return "number";
  return tr_is(v, TR_STRING) && v->n > 0 ? "string" : NULL;
}

static void imply_by_filter(tr_map *kinds, const passed *p, const tr_value *test) {
  static const char *const joins[] = {"and", "or", "not"};
  for (uint32_t i = 0; tr_is(test, TR_ARRAY) && i < test->n; i++) imply_by_filter(kinds, p, &test->items[i]);
  for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
    if (tr_get(test, joins[i])) imply_by_filter(kinds, p, tr_get(test, joins[i]));
  const char *kind = kind_of_test(test);
  if (kind) imply(kinds, p, tr_get_string(test, "field", (tr_str){0}), kind);
}

static void imply_by_transforms(tr_map *kinds, passed *p) {
  const tr_value *all = p->transforms;
  for (p->n = 0; tr_is(all, TR_ARRAY) && p->n < all->n; p->n++) {
    const tr_value *t = &all->items[p->n];
    tr_str field = tr_get_string(t, "field", (tr_str){0});
    if (tr_get(t, "filter")) imply_by_filter(kinds, p, tr_get(t, "filter"));
    if (tr_get(t, "timeUnit") && !tr_map_get(kinds, field)) imply(kinds, p, field, "date");
  }
}

/* --- Encodings
 * -------------------------------------------------------------------------------------------------------- */

static const char *kind_of_def(const tr_view *view, const tr_def *d) {
  const tr_def *main = view->enc[tr_enc_rows[d->enc].main];
  tr_type type = d->type == TR_TYPE_NONE && main ? main->type : d->type;
  tr_str format = tr_def_format_type(d);
  if (tr_str_is(format, "time") || (format.n == 0 && (type == TR_TEMPORAL || d->has_unit))) return "date";
  bool ends = tr_str_is(d->aggregate, "min") || tr_str_is(d->aggregate, "max");
  return type == TR_QUANTITATIVE && ends ? "number" : NULL;
}

/* A line goes through its points in the order of their numbers. */
static const tr_def *sorted_dimension(const tr_view *view) {
  bool ordered = view->enc[TR_ENC_ORDER] || view->n_list[TR_ENC_ORDER] > 0;
  if (!view->mark || !view->mark->is_path || ordered) return NULL;
  const tr_def *d = view->enc[tr_str_is(view->orient, "horizontal") ? TR_ENC_Y : TR_ENC_X];
  return d && d->is_field && d->type == TR_QUANTITATIVE ? d : NULL;
}

static void imply_by_encoding(tr_map *kinds, const passed *p, tr_view *view) {
  tr_def **defs;
  size_t n = tr_view_fields(view, &defs);
  for (size_t i = 0; i < n; i++) {
    const char *kind = kind_of_def(view, defs[i]);
    if (kind) imply(kinds, p, defs[i]->field, kind);
  }
  const tr_def *d = sorted_dimension(view);
  if (d && !tr_map_get(kinds, d->field)) imply(kinds, p, d->field, "number");
}

/* --- Views
 * ------------------------------------------------------------------------------------------------------------
 */

static void take_all(tr_map *into, const tr_map *from) {
  for (size_t i = 0; i < from->n; i++)
    if (from->items[i].value) tr_map_put(into, from->items[i].key, from->items[i].value);
}

/* Adds what a sibling implies. Where two differ, neither is parsed for both. */
static void join_sibling(tr_map *shared, const tr_map *one) {
  for (size_t i = 0; i < one->n; i++) {
    tr_str field = one->items[i].key;
    const char *kind = one->items[i].value, *known = tr_map_get(shared, field);
    bool agree = !tr_map_has(shared, field) || (known && kind && strcmp(known, kind) == 0);
    tr_map_put(shared, field, agree ? (void *)(uintptr_t)kind : NULL);
  }
}

/* Charts of many views have as many sources: which views name a source is looked up, not searched for. Up to
   three names of DATA, by any of which another is the same. */
static size_t names_of(tr_ctx *ctx, const tr_value *data, tr_str out[3]) {
  const tr_value *url = tr_get(data, "url"), *name = tr_get(data, "name"), *values = tr_get(data, "values");
  size_t n = 0;
  if (url) out[n++] = tr_printf(ctx->doc, "url %.*s", TR_FMT(tr_string(url)));
  if (name) out[n++] = tr_printf(ctx->doc, "name %.*s", TR_FMT(tr_string(name)));
  if (!values) return n;
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add_z(&b, "values ");
  if (tr_is(values, TR_ARRAY) && values->n > 0) tr_json_write(&b, &values->items[0]);
  out[n++] = tr_buf_str(&b);
  return n;
}

static void add_views(tr_chart *chart, tr_view *view) {
  tr_str names[3];
  const tr_value *data = tr_get(view->spec, "data");
  size_t n = data ? names_of(chart->ctx, data, names) : 0;
  for (size_t i = 0; i < n; i++) {
    tr_vec *views = tr_map_get(&chart->sources, names[i]);
    if (!views) {
      views = TR_NEW(chart->ctx->doc, tr_vec);
      *views = tr_vec_of(chart->ctx->doc, sizeof(tr_view *));
      tr_map_put(&chart->sources, names[i], views);
    }
    *(tr_view **)tr_vec_push(views) = view;
  }
  for (size_t i = 0; i < view->n_children; i++) add_views(chart, view->children[i]);
}

/* Marks the views that may name the source, and those around them. */
static void mark_views(const source *s) {
  tr_chart *chart = s->chart;
  tr_str names[3];
  size_t n = names_of(chart->ctx, s->data, names);
  chart->n_looks++;
  if (!chart->sources.arena) {
    chart->sources = tr_map_of(chart->ctx->doc);
    add_views(chart, chart->root);
  }
  for (size_t i = 0; i < n; i++) {
    const tr_vec *views = tr_map_get(&chart->sources, names[i]);
    for (size_t k = 0; views && k < views->n; k++)
      for (tr_view *v = ((tr_view **)views->items)[k]; v && v->looked_at != chart->n_looks; v = v->parent)
        v->looked_at = chart->n_looks;
  }
}

/* Whether VIEW or one in it may show the source. */
static bool may_show(const source *s, const tr_view *view, bool shows) {
  return view->looked_at == s->chart->n_looks || (shows && !tr_get(view->spec, "data"));
}

/* What VIEW implies of the source's fields. SHOWS: its parent's rows are the source's. */
static tr_map implied_by(const source *s, tr_view *view, bool shows, const passed *before) {
  tr_arena *doc = s->chart->ctx->doc;
  tr_map kinds = tr_map_of(doc), below = tr_map_of(doc);
  const tr_value *data = tr_get(view->spec, "data");
  if (data) shows = same_source(data, s->data);
  passed p = {.before = data ? NULL : before, .transforms = tr_get(view->spec, "transform")};
  if (shows) imply_by_transforms(&kinds, &p);
  for (size_t i = 0; i < view->n_children; i++) {
    if (!may_show(s, view->children[i], shows)) continue;
    tr_map child = implied_by(s, view->children[i], shows, &p);
    join_sibling(&below, &child);
  }
  take_all(&kinds, &below);
  if (shows) imply_by_encoding(&kinds, &p, view);
  return kinds;
}

bool tr_is_path(tr_str field) {
  for (size_t i = 0; i < field.n; i++) {
    if (field.p[i] == '\\')
      i++;
    else if (field.p[i] == '.' || field.p[i] == '[')
      return true;
  }
  return false;
}

static void add_implied(tr_chart *chart, tr_vec *members, tr_str field, const char *kind) {
  tr_str name = tr_is_path(field) ? field : tr_flat_field(chart->ctx, field);
  *(tr_member *)tr_vec_push(members) = (tr_member){.name = name, .value = tr_make_string(tr_str_z(kind))};
}

const tr_value *tr_data_parse(tr_chart *chart, const tr_value *data) {
  tr_arena *doc = chart->ctx->doc;
  const tr_value *given = tr_get(tr_get(data, "format"), "parse");
  if (given && !tr_is(given, TR_OBJECT)) return given;
  tr_vec members = tr_vec_of(doc, sizeof(tr_member));
  for (uint32_t i = 0; given && i < given->n; i++) *(tr_member *)tr_vec_push(&members) = given->members[i];
  tr_map kinds = tr_map_of(doc);
  if (chart->root) {
    source s = {chart, data};
    mark_views(&s);
    kinds = implied_by(&s, chart->root, false, NULL);
  }
  for (size_t i = 0; i < kinds.n; i++) {
    tr_str field = kinds.items[i].key;
    if (kinds.items[i].value && !tr_get_s(given, field))
      add_implied(chart, &members, field, kinds.items[i].value);
  }
  tr_value *out = TR_NEW(doc, tr_value);
  *out = given ? *given : tr_make_object(NULL, 0);
  out->members = members.items;
  out->n = (uint32_t)members.n;
  return out;
}
