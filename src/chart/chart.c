#include "chart/param/selection-priv.h"
#include "chart/scale/scale-priv.h"

#include "format/locale.h"

#include <math.h>

/* --- Top-level properties
 * ------------------------------------------------------------------------------------------- */

static tr_padding padding_of(tr_chart *chart, const tr_value *v) {
  tr_value plain = tr_chart_value(chart, v);
  if (plain.kind == TR_NUMBER) return (tr_padding){plain.number, plain.number, plain.number, plain.number};
  return (tr_padding){tr_get_number(&plain, "left", 0), tr_get_number(&plain, "top", 0),
                      tr_get_number(&plain, "right", 0), tr_get_number(&plain, "bottom", 0)};
}

static bool autosize_named(tr_str name, tr_autosize_type *out) {
  static const char *const names[] = {"pad", "fit", "fit-x", "fit-y", "none"};
  for (int i = 0; i < 5; i++) {
    if (!tr_str_is(name, names[i])) continue;
    *out = (tr_autosize_type)i;
    return true;
  }
  return false;
}

static void read_autosize(tr_autosize *a, const tr_value *v) {
  if (!v) return;
  autosize_named(tr_is(v, TR_STRING) ? tr_string(v) : tr_get_string(v, "type", (tr_str){0}), &a->type);
  const tr_value *contains = tr_get(v, "contains");
  if (contains) a->contains_padding = tr_str_is(tr_string(contains), "padding");
}

/* Views of views fit in a direction in which their plots have one size (Vega-Lite: single and layered views
   fit, and columns by their width). */
static void settle_composed(tr_chart *chart) {
  tr_autosize *a = &chart->autosize;
  bool fits_width = a->type == TR_AUTOSIZE_FIT_X && !isnan(tr_view_shared_size(chart->root, 0));
  bool fits_height = a->type == TR_AUTOSIZE_FIT_Y && !isnan(tr_view_shared_size(chart->root, 1));
  bool is_cut = a->type == TR_AUTOSIZE_NONE;
  if (a->type == TR_AUTOSIZE_PAD || fits_width || fits_height) return;
  tr_warn(chart->ctx, TR_INPUT, tr_pos_of(tr_get(chart->spec, "autosize")),
          is_cut ? "pad is what all views have room in" : "give the views their sizes in px",
          is_cut
              ? "views of views have no size of their own to be cut to; the picture is as large as they are"
              : "views of views are not fitted to a size; they keep their own");
  a->type = TR_AUTOSIZE_PAD;
}

/* Sizes by step do not fit; a container's size is fitted. */
static void settle_autosize(tr_chart *chart) {
  tr_autosize *a = &chart->autosize;
  const tr_size *w = &chart->root->size[0], *h = &chart->root->size[1];
  bool cw = w->kind == TR_SIZE_CONTAINER, ch = h->kind == TR_SIZE_CONTAINER;
  if (cw || ch)
    *a = (tr_autosize){cw && ch ? TR_AUTOSIZE_FIT : cw ? TR_AUTOSIZE_FIT_X : TR_AUTOSIZE_FIT_Y, true};
  read_autosize(a, tr_get(&chart->config, "autosize"));
  read_autosize(a, tr_get(chart->spec, "autosize"));
  if (tr_view_is_composed(chart->root)) {
    settle_composed(chart);
    return;
  }
  bool sw = w->kind == TR_SIZE_STEP, sh = h->kind == TR_SIZE_STEP;
  bool fits = a->type == TR_AUTOSIZE_FIT || a->type == TR_AUTOSIZE_FIT_X || a->type == TR_AUTOSIZE_FIT_Y;
  if (!fits || (!sw && !sh)) return;
  tr_warn(chart->ctx, TR_INPUT, tr_pos_of(tr_get(chart->spec, "autosize")), "give a width and a height in px",
          "a size by step cannot be fitted; that side keeps its own size");
  a->type = sw && sh ? TR_AUTOSIZE_PAD : sw ? TR_AUTOSIZE_FIT_Y : TR_AUTOSIZE_FIT_X;
}

static bool init_config(tr_chart *chart, const tr_value *spec) {
  const tr_theme *theme = chart->input.env->theme;
  chart->config =
      tr_config_merge(chart->ctx, tr_config_defaults(chart->ctx), theme ? tr_theme_config(theme) : NULL);
  chart->config = tr_config_merge(chart->ctx, &chart->config, tr_get(spec, "config"));
  chart->vega = tr_config_vega(chart->ctx);
  const tr_value *locale = tr_get(&chart->config, "locale");
  if (!locale) return true;
  chart->env.locale =
      tr_locale_with(chart->ctx, chart->env.locale, tr_get(locale, "number"), tr_get(locale, "time"));
  return chart->env.locale;
}

/* --- Phases
 * ---------------------------------------------------------------------------------------------------------
 */

tr_chart *tr_chart_new(tr_ctx *ctx, const tr_chart_input *input) {
  tr_chart *chart = TR_NEW(ctx->doc, tr_chart);
  tr_size none[2] = {{0}, {0}};
  *chart =
      (tr_chart){.ctx = ctx, .input = *input, .env = *input->env, .label_share = 0.45, .stretch = {1, 1}};
  chart->params = tr_map_of(ctx->doc);
  chart->selections = tr_map_of(ctx->doc);
  chart->tables = tr_map_of(ctx->doc);
  chart->points = tr_vec_of(ctx->doc, sizeof(tr_point));
  chart->late_domains = tr_vec_of(ctx->doc, sizeof(tr_late_domain));
  tr_chart_scope(chart);
  size_t errors = ctx->n_errors;
  if (!tr_chart_check(chart, input->spec)) return NULL;
  if (!init_config(chart, input->spec)) return NULL;
  tr_chart_params(chart, &chart->config);
  tr_chart_params(chart, input->spec);
  chart->spec = tr_chart_normalize(chart, input->spec); /* composite views become units and layers */
  if (!chart->spec) return NULL;
  chart->root = tr_view_new(chart, chart->spec, NULL, none); /* needs the config */
  if (!chart->root) return NULL;
  tr_parse_projections(chart->root);
  tr_chart_selections(chart->root);               /* depends on channels; domains depend on them */
  if (!tr_parse_scales(chart->root)) return NULL; /* types, domains, properties, ranges; merged in layers */
  tr_parse_sizes(chart->root);                    /* depends on scales' types and steps */
  if (!tr_parse_data(chart->root, NULL))
    return NULL; /* the encodings' own transforms; filters by scale type */
  tr_settle_domains(chart);
  tr_parse_axes(chart->root);                    /* depends on scales */
  tr_parse_legends(chart->root);                 /* depends on scales and marks */
  if (!tr_parse_marks(chart->root)) return NULL; /* depends on all of them */
  if (ctx->n_errors > errors) return NULL;
  settle_autosize(chart);
  const tr_value *padding = tr_get(chart->spec, "padding");
  chart->padding = padding_of(chart, padding ? padding : tr_get(&chart->config, "padding"));
  chart->description = tr_get_string(chart->spec, "description", (tr_str){0});
  return chart;
}

/* --- Building
 * ---------------------------------------------------------------------------------------------------------
 */

static bool fits_x(const tr_autosize *a) {
  return a->type == TR_AUTOSIZE_FIT || a->type == TR_AUTOSIZE_FIT_X;
}
static bool fits_y(const tr_autosize *a) {
  return a->type == TR_AUTOSIZE_FIT || a->type == TR_AUTOSIZE_FIT_Y;
}

/* Draws the view; where it is to fit, once to see what surrounds it and once more in what is left. */
static tr_group *draw_fitted(tr_chart *chart, const tr_autosize *autosize, double width, double height,
                             tr_view_size *size) {
  tr_bounds bounds;
  tr_chart_sizes(chart, width, height);
  double given_w = chart->width, given_h = chart->height;
  tr_vec *notes = chart->notes;
  if (fits_x(autosize) || fits_y(autosize)) chart->notes = NULL;
  tr_group *group = tr_chart_draw(chart, &bounds);
  chart->notes = notes;
  if (!group) return NULL;
  *size = tr_view_fit(autosize, &chart->padding, given_w, given_h, chart->width, chart->height, &bounds);
  if (!fits_x(autosize) && !fits_y(autosize)) return group;
  tr_chart_sizes(chart, fits_x(autosize) ? size->width : width, fits_y(autosize) ? size->height : height);
  return tr_chart_draw(chart, &bounds);
}

tr_group *tr_chart_build(tr_ctx *ctx, tr_chart *chart, double width, double height, double *out_w,
                         double *out_h, tr_vec *fit_notes) {
  tr_view_size size;
  tr_autosize autosize = chart->autosize;
  (void)ctx;
  chart->notes = fit_notes;
  if (width > 0 || height > 0) {
    autosize = (tr_autosize){width > 0 && height > 0 ? TR_AUTOSIZE_FIT
                             : width > 0             ? TR_AUTOSIZE_FIT_X
                                                     : TR_AUTOSIZE_FIT_Y,
                             true};
    if (chart->input.on_page) return tr_chart_on_page(chart, width, height, out_w, out_h);
  }
  tr_group *group = draw_fitted(chart, &autosize, width, height, &size);
  if (!group) return NULL;
  tr_group_move(group, size.left + chart->padding.left, size.top + chart->padding.top);
  *out_w = size.outer_width + chart->padding.left + chart->padding.right;
  *out_h = size.outer_height + chart->padding.top + chart->padding.bottom;
  group->box[2] = *out_w;
  group->box[3] = *out_h;
  return tr_chart_is_endless(chart, *out_w, *out_h) ? NULL : group;
}

bool tr_chart_point(const tr_chart *chart, size_t row, double *x, double *y) {
  const tr_point *points = chart->points.items;
  for (size_t i = 0; i < chart->points.n; i++) {
    if (points[i].row != row) continue;
    *x = points[i].x + chart->origin[0];
    *y = points[i].y + chart->origin[1];
    return true;
  }
  return false;
}

static tr_str title_text(const tr_chart *chart) {
  const tr_value *title = tr_get(chart->spec, "title"),
                 *text = tr_is(title, TR_OBJECT) ? tr_get(title, "text") : title;
  if (tr_is(text, TR_ARRAY) && text->n > 0) text = &text->items[0];
  return tr_string(text);
}

tr_scene *tr_chart_scene(tr_ctx *ctx, const tr_chart_input *input) {
  tr_chart *chart = tr_chart_new(ctx, input);
  if (!chart) return NULL;
  tr_scene *scene = TR_NEW(ctx->scene, tr_scene);
  tr_group *group = tr_chart_build(ctx, chart, 0, 0, &scene->width, &scene->height, NULL);
  if (!group) return NULL;
  scene->root = tr_group_new(ctx);
  tr_group_add(scene->root, &group->node);
  const tr_value *background = tr_get(chart->spec, "background");
  tr_guide_env g = tr_chart_guides(chart);
  scene->background =
      tr_guide_paint(&g, background ? background : tr_get(&chart->config, "background"), NULL);
  scene->title = title_text(chart);
  scene->description = chart->description;
  scene->lang = input->lang;
  return scene;
}
