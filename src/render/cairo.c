#include "render/render-priv.h"

#include <math.h>

static const double identity[6] = {1, 0, 0, 1, 0, 0};

cairo_operator_t tr_cairo_operator(tr_blend blend) {
  switch (blend) {
  case TR_BLEND_NORMAL: return CAIRO_OPERATOR_OVER;
  case TR_BLEND_MULTIPLY: return CAIRO_OPERATOR_MULTIPLY;
  case TR_BLEND_SCREEN: return CAIRO_OPERATOR_SCREEN;
  case TR_BLEND_OVERLAY: return CAIRO_OPERATOR_OVERLAY;
  case TR_BLEND_DARKEN: return CAIRO_OPERATOR_DARKEN;
  case TR_BLEND_LIGHTEN: return CAIRO_OPERATOR_LIGHTEN;
  case TR_BLEND_COLOR_DODGE: return CAIRO_OPERATOR_COLOR_DODGE;
  case TR_BLEND_COLOR_BURN: return CAIRO_OPERATOR_COLOR_BURN;
  case TR_BLEND_HARD_LIGHT: return CAIRO_OPERATOR_HARD_LIGHT;
  case TR_BLEND_SOFT_LIGHT: return CAIRO_OPERATOR_SOFT_LIGHT;
  case TR_BLEND_DIFFERENCE: return CAIRO_OPERATOR_DIFFERENCE;
  case TR_BLEND_EXCLUSION: return CAIRO_OPERATOR_EXCLUSION;
  case TR_BLEND_HUE: return CAIRO_OPERATOR_HSL_HUE;
  case TR_BLEND_SATURATION: return CAIRO_OPERATOR_HSL_SATURATION;
  case TR_BLEND_COLOR: return CAIRO_OPERATOR_HSL_COLOR;
  case TR_BLEND_LUMINOSITY: return CAIRO_OPERATOR_HSL_LUMINOSITY;
  }
  return CAIRO_OPERATOR_OVER;
}

/* A bad status of the context does not reach the surface: whatever comes after is lost without a word. */
bool tr_cairo_sound(tr_painter *p) {
  cairo_status_t status = cairo_status(p->cr);
  if (!status) status = cairo_surface_status(cairo_get_target(p->cr));
  if (!status) return true;
  tr_str path = p->group ? p->group->block_path : (tr_str){0};
  tr_error(p->ctx, TR_SYSTEM, p->group ? p->group->at : (tr_pos){0}, NULL,
           "the picture could not be drawn%s%.*s: %s", path.n ? " at " : "", TR_FMT(path),
           cairo_status_to_string(status));
  return false;
}

/* --- Marks ---------------------------------------------------------------------------------------------- */

static void add_rect(tr_painter *p, const tr_marks *m, size_t i, tr_purpose purpose, bool *cut) {
  double r[4], most = 0, x = tr_num_of(&m->x, i), y = tr_num_of(&m->y, i);
  double w = tr_num_of(&m->x2, i), h = tr_num_of(&m->y2, i);
  for (int k = 0; k < 4; k++) most = fmax(most, r[k] = tr_num_of(&m->radius[k], i));
  if (most > 0) {
    tr_pather pather = tr_pather_of(p->ctx);
    tr_path_round_rect(&pather, x, y, w, h, r);
    tr_path path = tr_path_done(&pather);
    *cut = tr_cairo_path(p, &path, identity, purpose);
    return;
  }
  double xy[8] = {x, y, x + w, y, x + w, y + h, x, y + h};
  *cut = tr_cairo_path(p, &(tr_path){.ops = "MLLLZ", .xy = xy, .n_ops = 5, .n_points = 4}, identity, purpose);
}

/* Sets the outline of an item as the current path; true where it was cut to what Cairo can hold. */
static bool add_item(tr_painter *p, const tr_marks *m, size_t i, tr_purpose purpose) {
  double place[6], rule[4];
  bool cut = false;
  cairo_new_path(p->cr);
  switch (m->kind) {
  case TR_MARKS_RECT: add_rect(p, m, i, purpose, &cut); break;
  case TR_MARKS_RULE:
    rule[0] = tr_num_of(&m->x, i);
    rule[1] = tr_num_of(&m->y, i);
    rule[2] = tr_num_of(&m->x2, i);
    rule[3] = tr_num_of(&m->y2, i);
    cut = tr_cairo_path(p, &(tr_path){.ops = "ML", .xy = rule, .n_ops = 2, .n_points = 2}, identity, purpose);
    break;
  case TR_MARKS_SYMBOL:
  case TR_MARKS_PATH:
    tr_matrix_place(place, tr_num_of(&m->x, i), tr_num_of(&m->y, i), tr_num_of(&m->scale, i),
                    tr_num_of(&m->angle, i));
    cut = tr_cairo_path(p, tr_path_of(&m->path, i), place, purpose);
    break;
  }
  return cut;
}

/* What a gradient or a hatch is laid over: the outline and half its stroke. Colours need no box. */
static tr_box paint_box(const tr_marks *m, size_t i, const tr_paint *fill, const tr_paint *stroke,
                        double width) {
  tr_box b = {0};
  if (fill->kind <= TR_PAINT_SOLID && stroke->kind <= TR_PAINT_SOLID) return b;
  if (!tr_marks_item_box(m, i, &b)) return b;
  if (tr_paint_visible(stroke)) b = (tr_box){b.x - width / 2, b.y - width / 2, b.w + width, b.h + width};
  return b;
}

static void draw_item(tr_painter *p, const tr_marks *m, size_t i, double alpha) {
  const tr_paint *fill = tr_paint_of(&m->fill, i), *stroke = tr_paint_of(&m->stroke, i);
  double width = tr_num_of(&m->stroke_width, i);
  alpha *= tr_num_of(&m->opacity, i);
  bool filled = m->kind != TR_MARKS_RULE && tr_paint_visible(fill);
  bool stroked = width > 0 && tr_paint_visible(stroke), there = false;
  if (!(filled || stroked) || alpha <= 0) return;
  tr_box box = paint_box(m, i, fill, stroke, width);
  if (filled) {
    bool cut = add_item(p, m, i, TR_FOR_FILL);
    there = tr_cairo_fill(p, fill, box, alpha, stroked && !cut);
  }
  if (!stroked) return;
  if (!there) add_item(p, m, i, TR_FOR_STROKE);
  cairo_set_line_width(p->cr, fmin(width, 1e6));
  tr_cairo_stroke(p, stroke, box, alpha);
}

static void draw_marks(tr_painter *p, const tr_marks *m, double alpha) {
  cairo_save(p->cr);
  tr_cairo_pen(p->cr, &m->pen);
  if (m->blend != TR_BLEND_NORMAL) cairo_set_operator(p->cr, tr_cairo_operator(m->blend));
  bool stamped = tr_cairo_stamps(p, m, alpha);
  for (size_t i = 0; i < m->n && !stamped; i++) {
    bool link = m->info && m->info[i].href.n && tr_cairo_link_begin(p, m->info[i].href);
    draw_item(p, m, i, alpha);
    if (link) tr_cairo_link_end(p);
  }
  cairo_restore(p->cr);
}

/* --- Groups --------------------------------------------------------------------------------------------- */

static bool draw_group(tr_painter *p, const tr_group *g, double alpha);

static bool draw_node(tr_painter *p, const tr_node *node, double alpha) {
  switch (node->kind) {
  case TR_NODE_GROUP: return draw_group(p, (const tr_group *)node, alpha);
  case TR_NODE_MARKS: draw_marks(p, (const tr_marks *)node, alpha); return true;
  case TR_NODE_TEXT: return tr_paint_text(p, (const tr_text *)node, alpha);
  case TR_NODE_IMAGE: return tr_paint_image(p, (const tr_image *)node, alpha);
  }
  return false;
}

/* A group of one thing that cannot overlap itself may be drawn with its opacity as it is. */
static bool is_single(const tr_group *g) {
  if (!g->first || g->first->next) return false;
  if (g->first->kind == TR_NODE_IMAGE) return ((const tr_image *)g->first)->blend == TR_BLEND_NORMAL;
  if (g->first->kind == TR_NODE_GROUP) return true; /* asks the same question in turn */
  if (g->first->kind == TR_NODE_TEXT) return !tr_paint_visible(&((const tr_text *)g->first)->stroke);
  const tr_marks *m = (const tr_marks *)g->first;
  return m->n == 1 && m->blend == TR_BLEND_NORMAL &&
         !(tr_paint_visible(tr_paint_of(&m->fill, 0)) && tr_paint_visible(tr_paint_of(&m->stroke, 0)));
}

/* ALPHA is what groups around left to their only child. */
static bool draw_inside(tr_painter *p, const tr_group *g, double alpha) {
  alpha *= g->opacity;
  bool apart = g->blend != TR_BLEND_NORMAL || (alpha < 1 && !is_single(g)), ok = true;
  if (apart) {
    cairo_push_group(p->cr);
    p->layers++;
  }
  for (const tr_node *n = g->first; ok && n; n = n->next) ok = draw_node(p, n, apart ? 1 : alpha);
  if (apart) {
    p->layers--;
    cairo_pop_group_to_source(p->cr);
    cairo_set_operator(p->cr, tr_cairo_operator(g->blend));
    cairo_paint_with_alpha(p->cr, alpha);
  }
  return ok;
}

/* A matrix without an inverse leaves nothing to see, and Cairo refuses it. */
static bool apply_matrix(tr_painter *p, const tr_group *g) {
  const double *m = g->matrix;
  if (!(fabs(m[0] * m[3] - m[1] * m[2]) > 1e-12)) return false;
  cairo_matrix_t matrix = {m[0], m[1], m[2], m[3], m[4], m[5]};
  cairo_transform(p->cr, &matrix);
  return true;
}

static bool draw_group(tr_painter *p, const tr_group *g, double alpha) {
  const tr_group *outer = p->group;
  if (g->opacity <= 0) return true;
  p->group = g;
  bool tag = tr_cairo_group_begin(p, g), link = g->link.n && tr_cairo_link_begin(p, g->link);
  cairo_save(p->cr);
  bool ok = true, visible = apply_matrix(p, g);
  if (visible && g->clipped) {
    cairo_new_path(p->cr);
    tr_cairo_path(p, &g->clip, identity, TR_FOR_FILL);
    cairo_clip(p->cr);
  }
  if (visible) ok = draw_inside(p, g, alpha);
  cairo_restore(p->cr);
  if (link) tr_cairo_link_end(p);
  if (tag) tr_cairo_group_end(p, g);
  ok = ok && tr_cairo_sound(p);
  p->group = outer;
  return ok;
}

static void set_font_options(cairo_t *cr) {
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(cr, options);
  cairo_font_options_destroy(options);
}

bool tr_paint_scene(tr_painter *p, const tr_scene *scene) {
  if (p->as_text) set_font_options(p->cr);
  if (scene->root && !draw_group(p, scene->root, 1)) return false;
  return tr_cairo_sound(p);
}

bool tr_render_cairo(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene, cairo_t *cr) {
  (void)fonts;
  if (!tr_scene_check(ctx, scene)) return false;
  tr_held *held = tr_held_new(ctx);
  bool as_text = cairo_surface_has_show_text_glyphs(cairo_get_target(cr));
  tr_painter p = {.ctx = ctx, .cr = cr, .faces = held->faces, .pictures = held->pictures, .as_text = as_text};
  cairo_save(cr);
  tr_cairo_background(&p, &scene->background, scene->width, scene->height);
  bool ok = tr_paint_scene(&p, scene);
  cairo_restore(cr);
  tr_held_release(held);
  return ok;
}
