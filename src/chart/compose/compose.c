#include "chart/compose/compose-priv.h"

#include <math.h>

/* Views of views: a grid of cells with what stands around it. */

/* --- The grid's properties
 * ---------------------------------------------------------------------------------------------------------
 */

static const char *section_of(const tr_view *view) {
  return view->kind == TR_VIEW_FACET ? "facet" : "concat";
}

/* A property of one direction ("row", "column"): given for both, or for each. */
static const tr_value *directed(const tr_value *v, const char *direction) {
  return tr_is(v, TR_OBJECT) && !tr_get(v, "expr") ? tr_get(v, direction) : v;
}

static double spacing_of(tr_view *view, const char *direction) {
  const tr_value *own = directed(tr_get(view->spec, "spacing"), direction);
  if (!own) own = directed(tr_config(view->chart, section_of(view), "spacing"), direction);
  return tr_chart_number(view->chart, own, 20);
}

/* Facets align all cells, unless these have scales of their own in the one direction they are laid out in;
   other views align by row and column (Vega-Lite's assembleDefaultLayout). */
static tr_grid_align default_align(const tr_view *view) {
  if (view->kind != TR_VIEW_FACET) return TR_GRID_EACH;
  const tr_def *row = view->facets[0], *column = view->facets[1];
  bool apart = (!row && tr_is_independent(view, "scale", TR_ENC_X)) ||
               (!column && tr_is_independent(view, "scale", TR_ENC_Y));
  return apart ? TR_GRID_NONE : TR_GRID_ALL;
}

static tr_grid_align align_of(tr_view *view, const char *direction) {
  static const char *const names[] = {"none", "each", "all"};
  const tr_value *align = tr_get(view->spec, "align"), *own = directed(align, direction);
  if (!align) return default_align(view);
  for (int i = 0; i < 3; i++)
    if (tr_str_is(tr_string(own), names[i])) return (tr_grid_align)i;
  if (own)
    tr_warn(view->chart->ctx, TR_INPUT, tr_pos_of(own), "\"all\", \"each\" or \"none\"",
            "an unknown `align` is taken as \"none\"");
  return TR_GRID_NONE;
}

static bool is_centered(const tr_view *view, const char *direction) {
  const tr_value *own = directed(tr_get(view->spec, "center"), direction);
  return tr_is(own, TR_BOOL) && own->boolean;
}

const tr_value *tr_concat_columns(const tr_view *view) {
  static const tr_value one = {.kind = TR_NUMBER, .number = 1};
  const tr_value *own = tr_get(view->spec, "columns");
  bool wraps = view->facets[2] || tr_get(view->spec, "concat");
  if (own || !wraps) return own || !tr_get(view->spec, "vconcat") ? own : &one;
  return tr_config(view->chart, section_of(view), "columns");
}

static size_t columns_of(tr_view *view) {
  double n = tr_chart_number(view->chart, tr_concat_columns(view), 0);
  return n >= 1 ? (size_t)n : 0;
}

tr_trellis tr_trellis_of(tr_view *view) {
  tr_trellis t = {.flush = tr_str_is(tr_get_string(view->spec, "bounds", (tr_str){0}), "flush")};
  t.grid = (tr_grid_options){.columns = columns_of(view),
                             .align_row = align_of(view, "row"),
                             .align_column = align_of(view, "column"),
                             .center_row = is_centered(view, "row"),
                             .center_column = is_centered(view, "column"),
                             .padding_row = spacing_of(view, "row"),
                             .padding_column = spacing_of(view, "column")};
  for (int i = 0; i < TR_TRELLIS_BANDS; i++) t.band[i] = NAN;
  for (int i = 0; i < TR_TRELLIS_TITLES; i++) t.title_band[i] = NAN;
  return t;
}

tr_trellis_box tr_box_of(const tr_drawn *d) {
  return (tr_trellis_box){.bounds = d->bounds, .width = d->width, .height = d->height};
}

void tr_add_drawn(tr_group *group, const tr_drawn *d, const tr_trellis_box *box) {
  tr_group_move(d->group, box->x, box->y);
  tr_group_add(group, &d->group->node);
}

/* --- What `resolve` cannot do
 * ---------------------------------------------------------------------------------------------------
 */

static const tr_value *guide_of(const tr_view *view, tr_enc enc) {
  return tr_get(tr_get(tr_get(view->spec, "resolve"), tr_enc_is_xy(enc) ? "axis" : "legend"),
                tr_enc_rows[enc].name);
}

void tr_check_resolve(const tr_view *view) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_value *scales = tr_get(tr_get(view->spec, "resolve"), "scale");
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    const tr_value *guide = guide_of(view, (tr_enc)e);
    if (!tr_str_is(tr_string(guide), "shared")) continue;
    if (view->kind == TR_VIEW_CONCAT && tr_enc_is_xy((tr_enc)e))
      tr_warn(ctx, TR_INPUT, tr_pos_of(guide), "facets and layers can",
              "views beside each other cannot share an axis; each has its own");
    else if (tr_str_is(tr_get_string(scales, tr_enc_rows[e].name, (tr_str){0}), "independent"))
      tr_warn(ctx, TR_INPUT, tr_pos_of(guide), "let the scale be shared too",
              "scales of %s are independent, and so are their guides", tr_enc_rows[e].name);
  }
}

/* --- Concatenation
 * --------------------------------------------------------------------------------------------------------------
 */

static bool draw_children(tr_view *view, tr_drawn *drawn) {
  for (size_t i = 0; i < view->n_children; i++)
    if (!tr_view_draw(view->children[i], NULL, &drawn[i])) return false;
  return true;
}

static bool draw_concat(tr_view *view, tr_drawn *out) {
  tr_ctx *ctx = view->chart->ctx;
  size_t n = view->n_children;
  tr_drawn *drawn = TR_NEW_N(ctx->scene, tr_drawn, n);
  if (!draw_children(view, drawn)) return false;
  tr_trellis t = tr_trellis_of(view);
  t.cells = TR_NEW_N(ctx->scene, tr_trellis_box, n);
  t.n = n;
  for (size_t i = 0; i < n; i++) t.cells[i] = tr_box_of(&drawn[i]);
  out->bounds = tr_trellis_place(ctx, &t);
  for (size_t i = 0; i < n; i++) tr_add_drawn(out->group, &drawn[i], &t.cells[i]);
  return true;
}

/* --- Any view
 * ------------------------------------------------------------------------------------------------------------------
 */

/* Legends and the title stand about all cells and headers. */
static void draw_guides(tr_view *view, const tr_value *label, tr_drawn *out) {
  tr_bounds all = {0, 0, 0, 0};
  tr_bounds_union(&all, &out->bounds);
  tr_bounds x = all, y = all;
  tr_draw_legends(view, 0, 0, &x, &y, out->group, &all);
  tr_guide_env g = tr_chart_guides(view->chart);
  tr_value title = label ? *label : tr_view_title(view);
  if (tr_is(&title, TR_OBJECT)) tr_title_build(&g, &title, 0, 0, out->group, &all);
  out->bounds = all;
}

void tr_view_draw_empty(tr_view *view, tr_drawn *out) {
  *out = (tr_drawn){.group = tr_group_new(view->chart->ctx)};
  if (!tr_view_is_composed(view)) tr_plot_draw_ground(view, out);
}

bool tr_view_draw(tr_view *view, const tr_value *label, tr_drawn *out) {
  if (!tr_view_is_composed(view)) return tr_plot_draw(view, label, out);
  *out = (tr_drawn){.group = tr_group_new(view->chart->ctx)};
  bool ok = view->kind == TR_VIEW_FACET ? tr_facet_draw(view, out) : draw_concat(view, out);
  if (ok) draw_guides(view, label, out);
  return ok;
}

tr_guide_env tr_chart_guides(tr_chart *chart) {
  return (tr_guide_env){.ctx = chart->ctx,
                        .env = &chart->env,
                        .fonts = chart->env.fonts,
                        .config = &chart->config,
                        .vega = chart->vega,
                        .scope = &chart->scope,
                        .test = tr_chart_tick_test,
                        .self = chart,
                        .wraps = chart->input.on_page,
                        .label_share = chart->label_share,
                        .outer_width = chart->outer_width,
                        .lang = chart->input.lang,
                        .notes = chart->notes,
                        .front = chart->front};
}

bool tr_chart_tick_test(void *self, const tr_value *test, const tr_value *datum) {
  tr_datum d = {.object = datum};
  return tr_predicate_holds(self, test, &d);
}

bool tr_chart_is_endless(const tr_chart *chart, double width, double height) {
  if (isfinite(width) && isfinite(height)) return false;
  tr_error(chart->ctx, TR_INPUT, tr_pos_of(chart->spec), "give smaller sizes, spacings, offsets and paddings",
           "the picture would be endlessly large");
  return true;
}

tr_group *tr_chart_draw(tr_chart *chart, tr_bounds *bounds) {
  tr_drawn drawn;
  chart->points.n = 0;
  if (!tr_view_scales(chart->root) || !tr_view_draw(chart->root, NULL, &drawn)) return NULL;
  const tr_bounds *b = &drawn.bounds;
  if (!tr_bounds_empty(b) && tr_chart_is_endless(chart, tr_bounds_width(b), tr_bounds_height(b))) return NULL;
  drawn.group->role = TR_ROLE_CHART;
  drawn.group->at = tr_pos_of(chart->spec);
  drawn.group->alt = chart->description;
  for (int side = 0; side < 2; side++) {
    double shared = tr_view_shared_size(chart->root, side), *px = side ? &chart->height : &chart->width;
    *px = isnan(shared) ? side ? drawn.height : drawn.width : shared;
  }
  *bounds = drawn.bounds;
  return drawn.group;
}
