#include "scene/scene.h"

#include <math.h>

/* Groups in groups: renderers walk them by recursion. Composition limits keep real pictures far below. */
enum { deepest = 1000 };

typedef struct checker {
  tr_ctx *ctx;
  tr_map ids;
  const tr_group *group; /* the one being looked at, for messages */
  double marks, points;
  int depth;
  bool bad; /* something was reported */
} checker;

/* What is wrong here is a mistake of this program, not of the input: it is said once, with its place. */
static bool wrong(checker *c, const char *what) {
  tr_pos at = c->group ? c->group->at : (tr_pos){0};
  tr_str path = c->group ? c->group->block_path : (tr_str){0};
  if (!c->bad)
    tr_error(c->ctx, TR_SYSTEM, at, "this is a mistake of the program: please report it with the document",
             "the finished picture holds %s%s%.*s", what, path.n ? " in " : "", TR_FMT(path));
  c->bad = true;
  return false;
}

static bool all_finite(const double *x, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!isfinite(x[i])) return false;
  return true;
}

static bool finite_box(const tr_box *b) {
  return isfinite(b->x) && isfinite(b->y) && isfinite(b->w) && isfinite(b->h) && b->w >= 0 && b->h >= 0;
}

static bool nums_finite(const tr_nums *c, size_t n) {
  return c->each ? all_finite(c->each, n) : isfinite(c->one);
}

static bool nums_within(const tr_nums *c, size_t n, double least, double most) {
  for (size_t i = 0; i < (c->each ? n : 1); i++)
    if (!(tr_num_of(c, i) >= least && tr_num_of(c, i) <= most)) return false;
  return true;
}

static bool color_sound(tr_color c) {
  return c.r >= 0 && c.r <= 1 && c.g >= 0 && c.g <= 1 && c.b >= 0 && c.b <= 1 && c.a >= 0 && c.a <= 1;
}

static bool gradient_sound(const tr_gradient *g) {
  if (!g || !g->n_stops) return false;
  double last = 0;
  for (size_t i = 0; i < g->n_stops; i++) {
    if (!(g->stops[i].offset >= last && g->stops[i].offset <= 1) || !color_sound(g->stops[i].color))
      return false;
    last = g->stops[i].offset;
  }
  double numbers[] = {g->x1, g->y1, g->r1, g->x2, g->y2, g->r2};
  return all_finite(numbers, 6) && g->r1 >= 0 && g->r2 >= 0;
}

static bool paint_sound(const tr_paint *p) {
  switch (p->kind) {
  case TR_PAINT_NONE: return true;
  case TR_PAINT_SOLID: return color_sound(p->color);
  case TR_PAINT_LINEAR:
  case TR_PAINT_RADIAL: return gradient_sound(p->gradient);
  case TR_PAINT_HATCH:
    return p->hatch && color_sound(p->color) && color_sound(p->hatch->ground) && isfinite(p->hatch->angle) &&
           isfinite(p->hatch->pitch) && isfinite(p->hatch->width) && p->hatch->pitch > 0 &&
           p->hatch->width >= 0;
  }
  return false;
}

static bool paints_sound(const tr_paints *c, size_t n) {
  for (size_t i = 0; i < (c->each ? n : 1); i++)
    if (!paint_sound(tr_paint_of(c, i))) return false;
  return true;
}

static bool path_sound(checker *c, const tr_path *path) {
  size_t points = 0;
  c->points += (double)path->n_points;
  for (size_t i = 0; i < path->n_ops; i++) {
    switch (path->ops[i]) {
    case 'M':
    case 'L': points += 1; break;
    case 'C': points += 3; break;
    case 'Z': break;
    default: return wrong(c, "an outline with an unknown command");
    }
  }
  if (points != path->n_points) return wrong(c, "an outline with too few or too many points");
  if (path->n_ops && path->ops[0] != 'M') return wrong(c, "an outline that does not begin with a move");
  if (!all_finite(path->xy, path->n_points * 2)) return wrong(c, "an outline with a point that is no number");
  return true;
}

static bool pen_sound(const tr_pen *pen) {
  double sum = 0;
  for (size_t i = 0; i < pen->n_dash; i++) {
    if (!(isfinite(pen->dash[i]) && pen->dash[i] >= 0)) return false;
    sum += pen->dash[i];
  }
  return (pen->n_dash == 0 || sum > 0) && isfinite(pen->dash_offset) && isfinite(pen->miter_limit);
}

static bool check_marks(checker *c, const tr_marks *m) {
  const tr_nums *numbers[] = {&m->x,     &m->y,         &m->x2,        &m->y2,        &m->scale,
                              &m->angle, &m->radius[0], &m->radius[1], &m->radius[2], &m->radius[3]};
  c->marks += (double)m->n;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (m->n && !nums_finite(numbers[i], m->n))
      return wrong(c, "a mark with a place or size that is no number");
  if (!m->n) return true;
  if (!nums_within(&m->opacity, m->n, 0, 1)) return wrong(c, "a mark with an opacity outside 0 to 1");
  if (!nums_within(&m->stroke_width, m->n, 0, 1e9)) return wrong(c, "a mark with an impossible stroke width");
  if (m->kind == TR_MARKS_RECT &&
      !(nums_within(&m->x2, m->n, 0, 1e300) && nums_within(&m->y2, m->n, 0, 1e300)))
    return wrong(c, "a rectangle of negative size");
  if (!paints_sound(&m->fill, m->n) || !paints_sound(&m->stroke, m->n)) return wrong(c, "an unsound paint");
  if (!pen_sound(&m->pen)) return wrong(c, "an unsound dash pattern");
  if (m->kind != TR_MARKS_SYMBOL && m->kind != TR_MARKS_PATH) return true;
  for (size_t i = 0; i < (m->path.each ? m->n : 1); i++)
    if (!path_sound(c, tr_path_of(&m->path, i))) return false;
  return true;
}

static bool run_sound(const tr_text *t, const tr_glyph_run *run) {
  if (run->line >= t->n_lines || run->style >= t->n_styles || !run->face || !(run->size > 0)) return false;
  if (run->from > run->to || run->to > t->text.n) return false;
  for (size_t i = 0; i < run->n; i++) {
    const tr_glyph *g = &run->glyphs[i];
    if (!isfinite(g->x) || !isfinite(g->y) || !isfinite(g->advance) || g->cluster >= t->text.n) return false;
  }
  return true;
}

static bool check_text(checker *c, const tr_text *t) {
  double numbers[] = {t->x, t->y, t->angle, t->opacity, t->wrap_width, t->stroke_width};
  c->marks += 1;
  if (!all_finite(numbers, 6) || !finite_box(&t->ink) || !finite_box(&t->logical))
    return wrong(c, "a text with a place or size that is no number");
  if (t->opacity < 0 || t->opacity > 1) return wrong(c, "a text with an opacity outside 0 to 1");
  if (!paint_sound(&t->stroke)) return wrong(c, "an unsound paint");
  if (!tr_utf8_valid(t->text, NULL)) return wrong(c, "a text that is no UTF-8");
  for (size_t i = 0; i < t->n_styles; i++) {
    const tr_text_style *s = &t->styles[i];
    if (s->from > s->to || s->to > t->text.n || !isfinite(s->size) || !isfinite(s->rise) ||
        !isfinite(s->letter_spacing) || !paint_sound(&s->paint))
      return wrong(c, "an unsound text style");
  }
  for (size_t i = 0; i < t->n_lines; i++) {
    const tr_text_line *l = &t->lines[i];
    if (l->from > l->to || l->to > t->text.n || !isfinite(l->x) || !isfinite(l->baseline) ||
        !isfinite(l->width) || !finite_box(&l->ink) || !finite_box(&l->logical))
      return wrong(c, "an unsound line of text");
  }
  for (size_t i = 0; i < t->n_runs; i++)
    if (!run_sound(t, &t->runs[i])) return wrong(c, "an unsound run of glyphs");
  return true;
}

static bool check_image(checker *c, const tr_image *image) {
  double numbers[] = {image->x, image->y, image->w, image->h, image->opacity};
  c->marks += 1;
  if (!all_finite(numbers, 5) || image->w < 0 || image->h < 0 || image->opacity < 0 || image->opacity > 1 ||
      image->orientation < 0 || image->orientation > 8)
    return wrong(c, "an image with an impossible place or size");
  return true;
}

static bool check_node(checker *c, const tr_node *node);

static bool check_group(checker *c, const tr_group *g) {
  const tr_group *outer = c->group;
  c->group = g;
  if (!all_finite(g->matrix, 6) || !all_finite(g->box, 4))
    return wrong(c, "a group with a place that is no number");
  if (!(g->opacity >= 0 && g->opacity <= 1)) return wrong(c, "a group with an opacity outside 0 to 1");
  if (g->clipped && !path_sound(c, &g->clip)) return false;
  if (g->level < 0 || g->level > 6) return wrong(c, "a heading of an unknown level");
  if (g->id.n && tr_map_has(&c->ids, g->id)) return wrong(c, "two groups with one id");
  if (g->id.n) tr_map_put(&c->ids, g->id, c);
  if (++c->depth > deepest) return wrong(c, "groups nested too deep");
  for (const tr_node *child = g->first; child; child = child->next)
    if (!check_node(c, child)) return false;
  c->depth--;
  c->group = outer;
  return true;
}

static bool check_node(checker *c, const tr_node *node) {
  switch (node->kind) {
  case TR_NODE_GROUP: return check_group(c, (const tr_group *)node);
  case TR_NODE_MARKS: return check_marks(c, (const tr_marks *)node);
  case TR_NODE_TEXT: return check_text(c, (const tr_text *)node);
  case TR_NODE_IMAGE: return check_image(c, (const tr_image *)node);
  }
  return false;
}

bool tr_scene_check(tr_ctx *ctx, const tr_scene *scene) {
  checker c = {.ctx = ctx, .ids = tr_map_of(ctx->scene)};
  if (!isfinite(scene->width) || !isfinite(scene->height) || scene->width <= 0 || scene->height <= 0)
    return wrong(&c, "a page of an impossible size");
  if (!paint_sound(&scene->background)) return wrong(&c, "an unsound background");
  if (scene->root && !check_group(&c, scene->root)) return false;
  return tr_within(ctx, TR_LIMIT_MARKS, c.marks, (tr_pos){0}) &&
         tr_within(ctx, TR_LIMIT_POINTS, c.points, (tr_pos){0});
}
