#include "chart/chart.h"

#include "page/page-priv.h"
#include "page/units.h"

/* A Vega-Lite specification in the page's theme, on the page's data. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {{"spec", TR_P_OBJECT, NULL, 0, 0, NULL, "a Vega-Lite specification", "chart"},
                                {"data", TR_P_STRING | TR_P_ARRAY | TR_P_OBJECT | T, NULL, 0, 0, NULL,
                                 "a table's name, or rows: what the specification sees as its data"},
                                {"aspect", TR_P_NUMBER | T, NULL, 0.1, 20, NULL, "width / height"},
                                {"size", TR_P_NUMBER | T, NULL, 0.1, 20, "1", "times the size of its labels"},
                                {0}};

/* What was found out for a width and a label size. */
typedef struct graph_size {
  double width, label, height, least;
} graph_size;

typedef struct graph {
  tr_page *page;
  tr_value spec;
  const tr_value *rows; /* of the block's own data, or NULL */
  tr_value own;
  double aspect, factor;
  tr_chart *chart; /* made for the label size below */
  double label;    /* px */
  graph_size sizes[4];
  size_t n_sizes;
  tr_map tables; /* of tr_table, by name */
} graph;

/* Room of one band of a discrete axis, in label sizes; how much higher a chart may become for labels of
   several lines. */
static const double band_step = 2, most_times = 4;

/* --- Data ---------------------------------------------------------------------------------------------- */

/* A row without what is no value of a column: lists and objects that templates use. */
static tr_value flat(tr_arena *arena, const tr_value *row) {
  tr_member *members = TR_NEW_N(arena, tr_member, row->n);
  size_t n = 0;
  for (size_t i = 0; i < row->n; i++) {
    const tr_value *v = &row->members[i].value;
    if (!tr_is(v, TR_ARRAY) && !tr_is(v, TR_OBJECT)) members[n++] = row->members[i];
  }
  return tr_make_object(members, n);
}

static const tr_table *table_of_rows(graph *g, const tr_value *rows) {
  tr_arena *arena = g->page->ctx->data;
  tr_value *items = TR_NEW_N(arena, tr_value, rows->n);
  for (size_t i = 0; i < rows->n; i++) items[i] = flat(arena, &rows->items[i]);
  tr_value array = tr_make_array(items, rows->n);
  return tr_table_from_values(g->page->ctx, &array, tr_pos_of(rows));
}

static const tr_table *table(void *self, tr_str name) {
  graph *g = self;
  const tr_table *known = tr_map_get(&g->tables, name);
  if (known) return known;
  tr_page_table *t = tr_map_get(&g->page->tables, name);
  const tr_value *own = g->rows && tr_str_is(name, "data") ? g->rows : NULL;
  if (!own && !t) return NULL;
  bool as_read = !own && t->table && !t->keyed;
  const tr_table *made = as_read ? t->table : table_of_rows(g, own ? own : tr_page_table_rows(g->page, t));
  if (made) tr_map_put(&g->tables, tr_str_copy(g->page->ctx->doc, name), (void *)made);
  return made;
}

/* --- Reading ------------------------------------------------------------------------------------------- */

static bool read_data(tr_page *page, const tr_block *b, graph *g) {
  const tr_value *data = tr_get(&b->props, "data");
  if (!data) return true;
  if (!tr_page_rows(page, data, &g->own)) return false;
  g->rows = &g->own;
  tr_member *m = TR_NEW(page->ctx->doc, tr_member);
  *m = (tr_member){.name = TR_S("name"), .value = tr_make_string(TR_S("data"))};
  g->spec = tr_with(page->ctx->doc, &g->spec, "data", tr_make_object(m, 1));
  return true;
}

/* The rows of facts that the specification draws, by name; other tables have no units to check. */
static const tr_value *rows_of(const graph *g) {
  tr_str name = tr_string(tr_get(tr_get(&g->spec, "data"), "name"));
  if (g->rows && tr_str_is(name, "data")) return g->rows;
  tr_page_table *t = tr_map_get(&g->page->tables, name);
  return t && (t->keyed || !t->table) ? tr_page_table_rows(g->page, t) : NULL;
}

static bool make(tr_page *page, const tr_block *b, graph *g);

static bool read(tr_page *page, tr_block *b) {
  graph *g = b->data = TR_NEW(page->ctx->doc, graph);
  const tr_value *spec = tr_get(&b->props, "spec");
  if (!spec) {
    tr_error(page->ctx, TR_INPUT, b->at, "give it `spec:`, a Vega-Lite specification",
             "a chart without a `spec`");
    return false;
  }
  g->page = page;
  g->spec = *spec;
  g->aspect = tr_get_number(&b->props, "aspect", NAN);
  g->factor = tr_get_number(&b->props, "size", 1);
  g->tables = tr_map_of(page->ctx->doc);
  if (b->role == TR_ROLE_NONE) b->role = TR_ROLE_CHART;
  b->group = tr_fit_group_of(page, b, TR_S("chart"), page->base * g->factor);
  if (!read_data(page, b, g)) return false;
  const tr_value *rows = rows_of(g);
  if (rows && (!tr_units_check_chart(page, &g->spec, rows) || !tr_chart_facts_use(page, &g->spec, rows)))
    return false;
  tr_str words;
  if (b->alt.n == 0 && tr_page_words(page, tr_get(spec, "description"), &words)) b->alt = words;
  return make(page, b, g);
}

/* --- Making it for a size of labels -------------------------------------------------------------------- */

static void put(tr_page *page, tr_value *object, const char *group, const char *name, double x) {
  const tr_value *old = tr_get(object, group);
  tr_value inner = old ? *old : tr_make_object(NULL, 0);
  inner = tr_with(page->ctx->doc, &inner, name, tr_make_number(x));
  *object = tr_with(page->ctx->doc, object, group, inner);
}

/* The page's type sizes as a config below the specification's own. */
static tr_value sized(tr_page *page, const graph *g) {
  static const struct {
    const char *group, *name;
    double size;
  } rows[] = {{"axis", "labelFontSize", 0.8},   {"axis", "titleFontSize", 0.8},
              {"axisBand", "labelFontSize", 1}, {"legend", "labelFontSize", 0.8},
              {"legend", "titleFontSize", 0.8}, {"title", "fontSize", 1.25},
              {"title", "subtitleFontSize", 1}, {"text", "fontSize", 1},
              {"header", "labelFontSize", 1},   {"header", "titleFontSize", 0.8}};
  tr_value config = tr_make_object(NULL, 0);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    put(page, &config, rows[i].group, rows[i].name, fmax(page->floor, rows[i].size * g->label));
  tr_member step = {.name = TR_S("step"), .value = tr_make_number(band_step * g->label)};
  tr_member *kept = TR_NEW(page->ctx->doc, tr_member);
  *kept = step;
  tr_value view = tr_make_object(NULL, 0);
  view = tr_with(page->ctx->doc, &view, "discreteHeight", tr_make_object(kept, 1));
  view = tr_with(page->ctx->doc, &view, "continuousHeight", tr_make_number(14 * g->label));
  config = tr_with(page->ctx->doc, &config, "view", view);
  const tr_value *own = tr_get(&g->spec, "config");
  if (own) config = tr_merge(page->ctx->doc, &config, own);
  return tr_with(page->ctx->doc, &g->spec, "config", config);
}

static bool make(tr_page *page, const tr_block *b, graph *g) {
  double label = tr_fit_size(page, b->group, page->base * g->factor);
  if (g->chart && g->label == label) return true;
  g->label = label;
  tr_value *spec = TR_NEW(page->ctx->doc, tr_value);
  *spec = sized(page, g);
  tr_chart_input input = {.spec = spec,
                          .env = &page->env,
                          .table = table,
                          .self = g,
                          .on_page = true,
                          .units = page->units.units,
                          .lang = page->lang};
  g->chart = tr_chart_new(page->ctx, &input);
  return g->chart != NULL;
}

/* --- Measuring and placing ----------------------------------------------------------------------------- */

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  graph *g = b->data;
  *min = *natural = 0;
  if (make(page, b, g)) tr_chart_extent(page->ctx, g->chart, min, natural);
  *min = fmax(*min, 12 * g->label);
  *natural = fmax(*min, *natural);
}

/* Does any label lie on another? */
static bool labels_collide(tr_page *page, tr_group *group, double w, double h) {
  tr_scene scene = {.width = w, .height = h, .root = tr_group_new(page->ctx)};
  tr_vec faults = tr_vec_of(page->ctx->scene, sizeof(tr_str));
  tr_group_add(scene.root, &group->node);
  tr_scene_faults(page->ctx, &scene, &faults);
  for (size_t i = 0; i < faults.n; i++)
    if (tr_str_find(*(tr_str *)tr_vec_at(&faults, i), "overlap", 0) != SIZE_MAX) return true;
  return false;
}

static bool collides(tr_page *page, graph *g, double width, double height) {
  double w, h;
  tr_group *group = tr_chart_build(page->ctx, g->chart, width, height, &w, &h, NULL);
  return group && labels_collide(page, group, w, h);
}

/* Labels that wrap need more room in a discrete axis than short ones: the least height at which none lies on
   another. */
static graph_size measure(tr_page *page, tr_block *b, double width) {
  graph *g = b->data;
  graph_size out = {.width = width};
  if (!make(page, b, g)) return out;
  out.label = g->label;
  out.height = isnan(g->aspect) ? tr_chart_height(page->ctx, g->chart, width) : width / g->aspect;
  double times = 1, least = out.height;
  while (isnan(g->aspect) && times < most_times && collides(page, g, width, least * times)) times += 0.25;
  if (times > 1) out.height = least * times + 0.5 * g->label; /* air between labels of several lines */
  double low = 0.7 * out.height;
  out.least = collides(page, g, width, low) ? out.height : low;
  return out;
}

static graph_size size_for(tr_page *page, tr_block *b, double width) {
  graph *g = b->data;
  double label = tr_fit_size(page, b->group, page->base * g->factor);
  size_t room = sizeof g->sizes / sizeof *g->sizes;
  for (size_t i = 0; i < room; i++)
    if (g->sizes[i].width == width && g->sizes[i].label == label) return g->sizes[i];
  graph_size size = measure(page, b, width);
  g->sizes[g->n_sizes++ % room] = size;
  return size;
}

static bool is_discrete(const tr_value *spec, const char *channel) {
  const tr_value *encoding = tr_get(spec, "encoding");
  tr_str type = tr_get_string(tr_get(encoding, channel), "type", (tr_str){0});
  return tr_str_is(type, "nominal") || tr_str_is(type, "ordinal");
}

/* A chart with a continuous y axis may be a good deal lower than it would like to be, where no label of any
   of its views lies on another then. */
static tr_heights heights(tr_page *page, tr_block *b, double width) {
  const graph *g = b->data;
  graph_size size = size_for(page, b, width);
  bool fixed = is_discrete(&g->spec, "y");
  return (tr_heights){fixed ? size.height : size.least, size.height, NAN};
}

/* Bars that are far thicker than their labels look like blocks; a chart of bands stops growing before that.
 */
static double highest(tr_page *page, tr_block *b, double width) {
  const graph *g = b->data;
  bool free = is_discrete(&g->spec, "y") && isnan(g->aspect) && isnan(b->height.value);
  return free ? 1.8 * size_for(page, b, width).height : INFINITY;
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  graph *g = b->data;
  double w, h;
  tr_vec notes = tr_vec_of(page->ctx->doc, sizeof(tr_str));
  if (!make(page, b, g)) return false;
  tr_group *group =
      tr_chart_build(page->ctx, g->chart, in.w, fmin(in.h, highest(page, b, in.w)), &w, &h, &notes);
  if (!group) return false;
  tr_group_move(group, in.x, in.y);
  tr_group_add(into, &group->node);
  for (size_t i = 0; i < notes.n; i++) {
    tr_fit_note *note = tr_vec_push(&page->notes);
    *note = (tr_fit_note){
        .block = b->path, .what = *(tr_str *)tr_vec_at(&notes, i), .size = g->label, .ratio = 1};
  }
  return true;
}

static void report(tr_page *page, tr_block *b) {
  const graph *g = b->data;
  double asked = page->base * g->factor;
  tr_page_note(page, b, g->label < asked - 0.01 ? "shrunk" : "set", g->label, asked, 0, 0);
}

const tr_block_kind tr_block_chart = {.name = "chart",
                                      .help = "a Vega-Lite chart on the page's data",
                                      .props = props,
                                      .read = read,
                                      .widths = widths,
                                      .heights = heights,
                                      .place = place,
                                      .report = report};
