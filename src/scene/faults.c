#include "scene/scene.h"

#include <math.h>
#include <stdlib.h>

/* Ink may touch, and rounding may say it does: below this, px, nothing is reported. */
static const double slack = 0.5;

/* The ink of one line of text on the page: a rectangle, maybe turned, and the box around it. */
typedef struct ink {
  double x[4], y[4]; /* corners in order */
  double x1, y1, x2, y2;
  const tr_text *text;
  const tr_group *group;     /* it stands in */
  const tr_group *paragraph; /* nearest group around it that is one paragraph, or NULL */
} ink;

typedef struct finder {
  tr_ctx *ctx;
  const tr_scene *scene;
  tr_vec inks;  /* of ink */
  tr_map pairs; /* of texts that were reported */
  tr_vec *notes;
} finder;

static void note(finder *f, tr_str text) { *(tr_str *)tr_vec_push(f->notes) = text; }

/* The first words of a text, for messages, cut between characters. */
static tr_str quote(finder *f, const tr_text *t) {
  size_t at = 0;
  for (int n = 0; n < 40 && at < t->text.n; n++) tr_utf8_next(t->text, &at);
  const char *more = at < t->text.n ? "…" : "";
  return tr_printf(f->ctx->scene, "\"%.*s%s\"", (int)at, t->text.p, more);
}

static tr_str place(finder *f, const ink *k) {
  if (!k->group || !k->group->block_path.n) return (tr_str){0};
  return tr_printf(f->ctx->scene, " (%.*s)", TR_FMT(k->group->block_path));
}

/* --- Collecting ----------------------------------------------------------------------------------------- */

typedef struct where {
  double matrix[6];
  const tr_group *group, *paragraph;
  bool clipped;
  tr_box clip; /* on the page, where clipped */
} where;

static void set_extent(ink *k) {
  k->x1 = k->y1 = INFINITY;
  k->x2 = k->y2 = -INFINITY;
  for (int i = 0; i < 4; i++) {
    k->x1 = fmin(k->x1, k->x[i]);
    k->y1 = fmin(k->y1, k->y[i]);
    k->x2 = fmax(k->x2, k->x[i]);
    k->y2 = fmax(k->y2, k->y[i]);
  }
}

/* How far K reaches out of a box: the most of the four sides, and which. */
static double beyond(const ink *k, double x1, double y1, double x2, double y2, const char **side) {
  double over[4] = {x1 - k->x1, y1 - k->y1, k->x2 - x2, k->y2 - y2};
  static const char *const sides[4] = {"on the left", "at the top", "on the right", "at the bottom"};
  int most = 0;
  for (int i = 1; i < 4; i++)
    if (over[i] > over[most]) most = i;
  *side = sides[most];
  return over[most];
}

static void find_cuts(finder *f, const ink *k, const where *w) {
  const char *side;
  double out = beyond(k, 0, 0, f->scene->width, f->scene->height, &side);
  tr_buf px = tr_buf_of(f->ctx->scene);
  if (out > slack) {
    tr_buf_fixed(&px, out, 1);
    note(f, tr_printf(f->ctx->scene, "text %.*s leaves the page by %.*s px %s%.*s", TR_FMT(quote(f, k->text)),
                      (int)px.n, px.p, side, TR_FMT(place(f, k))));
    return;
  }
  if (!w->clipped) return;
  out = beyond(k, w->clip.x, w->clip.y, w->clip.x + w->clip.w, w->clip.y + w->clip.h, &side);
  if (out <= slack) return;
  tr_buf_fixed(&px, out, 1);
  note(f, tr_printf(f->ctx->scene, "text %.*s is clipped by %.*s px %s%.*s", TR_FMT(quote(f, k->text)),
                    (int)px.n, px.p, side, TR_FMT(place(f, k))));
}

static void add_ink(finder *f, const tr_text *t, const tr_box *box, const double m[6], const where *w) {
  if (box->w <= 0 || box->h <= 0) return;
  ink *k = tr_vec_push(&f->inks);
  static const int across[4] = {0, 1, 1, 0}, down[4] = {0, 0, 1, 1};
  for (int i = 0; i < 4; i++)
    tr_matrix_apply(m, box->x + across[i] * box->w, box->y + down[i] * box->h, &k->x[i], &k->y[i]);
  set_extent(k);
  k->text = t;
  k->group = w->group;
  k->paragraph = w->paragraph;
  find_cuts(f, k, w);
}

static bool text_visible(const tr_text *t) {
  if (t->opacity <= 0) return false;
  if (tr_paint_visible(&t->stroke)) return true;
  for (size_t i = 0; i < t->n_styles; i++)
    if (tr_paint_visible(&t->styles[i].paint)) return true;
  return false;
}

/* By lines, not whole: a short last line leaves room beside it. */
static void collect_text(finder *f, const tr_text *t, const where *w) {
  double turn[6], m[6];
  if (!text_visible(t)) return;
  tr_matrix_place(turn, t->x, t->y, 1, t->angle);
  tr_matrix_multiply(m, w->matrix, turn);
  for (size_t i = 0; i < t->n_lines; i++) add_ink(f, t, &t->lines[i].ink, m, w);
  if (!t->n_lines) add_ink(f, t, &t->ink, m, w);
}

/* The box around the clip on the page: exact for the upright rectangles that clips are. */
static void narrow(where *w, const tr_group *g) {
  tr_path path = g->clip;
  tr_box box;
  ink k = {.text = NULL};
  if (!tr_path_bounds(&path, &box)) return;
  for (int i = 0; i < 4; i++)
    tr_matrix_apply(w->matrix, box.x + (i & 1 ? box.w : 0), box.y + (i & 2 ? box.h : 0), &k.x[i], &k.y[i]);
  set_extent(&k);
  if (w->clipped) {
    k.x1 = fmax(k.x1, w->clip.x);
    k.y1 = fmax(k.y1, w->clip.y);
    k.x2 = fmin(k.x2, w->clip.x + w->clip.w);
    k.y2 = fmin(k.y2, w->clip.y + w->clip.h);
  }
  w->clip = (tr_box){k.x1, k.y1, fmax(0, k.x2 - k.x1), fmax(0, k.y2 - k.y1)};
  w->clipped = true;
}

static void collect(finder *f, const tr_group *g, const where *outer) {
  if (g->opacity <= 0) return;
  where w = *outer;
  tr_matrix_multiply(w.matrix, outer->matrix, g->matrix);
  w.group = g->block_path.n || !outer->group ? g : outer->group;
  if (g->role == TR_ROLE_PARAGRAPH) w.paragraph = g;
  if (g->clipped) narrow(&w, g);
  for (const tr_node *n = g->first; n; n = n->next) {
    if (n->kind == TR_NODE_GROUP) collect(f, (const tr_group *)n, &w);
    if (n->kind == TR_NODE_TEXT) collect_text(f, (const tr_text *)n, &w);
  }
}

/* --- Overlaps ------------------------------------------------------------------------------------------- */

static void project(const ink *k, double ax, double ay, double *low, double *high) {
  *low = INFINITY;
  *high = -INFINITY;
  for (int i = 0; i < 4; i++) {
    double d = k->x[i] * ax + k->y[i] * ay;
    *low = fmin(*low, d);
    *high = fmax(*high, d);
  }
}

/* Least overlap of two rectangles along the sides of A. */
static double overlap_along(const ink *a, const ink *b) {
  double least = INFINITY;
  for (int i = 0; i < 2; i++) {
    double ax = a->x[i + 1] - a->x[i], ay = a->y[i + 1] - a->y[i], length = hypot(ax, ay);
    if (length == 0) return 0;
    double a1, a2, b1, b2;
    project(a, ax / length, ay / length, &a1, &a2);
    project(b, ax / length, ay / length, &b1, &b2);
    least = fmin(least, fmin(a2, b2) - fmax(a1, b1));
  }
  return least;
}

static bool overlap(const ink *a, const ink *b, double *by) {
  if (a->text == b->text || (a->paragraph && a->paragraph == b->paragraph)) return false;
  if (fmin(a->x2, b->x2) - fmax(a->x1, b->x1) <= slack) return false;
  *by = fmin(overlap_along(a, b), overlap_along(b, a));
  return *by > slack;
}

static int by_top(const void *pa, const void *pb) {
  const ink *a = pa, *b = pb;
  if (a->y1 != b->y1) return a->y1 < b->y1 ? -1 : 1;
  if (a->x1 != b->x1) return a->x1 < b->x1 ? -1 : 1;
  return 0;
}

/* True the first time that two texts are found to overlap, by whichever of their lines. */
static bool is_new_pair(finder *f, const ink *a, const ink *b) {
  const tr_text *first = a->text < b->text ? a->text : b->text;
  const tr_text *pair[2] = {first, first == a->text ? b->text : a->text};
  tr_str key = {(const char *)pair, sizeof pair};
  if (tr_map_has(&f->pairs, key)) return false;
  tr_map_put(&f->pairs, tr_str_copy(f->ctx->scene, key), f);
  return true;
}

static void report_pair(finder *f, const ink *a, const ink *b, double by) {
  tr_buf px = tr_buf_of(f->ctx->scene);
  if (!is_new_pair(f, a, b)) return;
  tr_buf_fixed(&px, by, 1);
  note(f,
       tr_printf(f->ctx->scene, "texts %.*s%.*s and %.*s%.*s overlap by %.*s px", TR_FMT(quote(f, a->text)),
                 TR_FMT(place(f, a)), TR_FMT(quote(f, b->text)), TR_FMT(place(f, b)), (int)px.n, px.p));
}

/* A sweep downwards: only lines whose ink is at one height are compared. */
static void sweep(finder *f) {
  ink *inks = f->inks.items;
  size_t n = f->inks.n, open = 0;
  const ink **active = TR_NEW_N(f->ctx->scene, const ink *, n ? n : 1);
  if (n) qsort(inks, n, sizeof *inks, by_top);
  for (size_t i = 0; i < n; i++) {
    size_t kept = 0;
    tr_work(f->ctx, (double)open);
    for (size_t k = 0; k < open; k++) {
      double by;
      if (active[k]->y2 - inks[i].y1 <= slack) continue;
      if (overlap(active[k], &inks[i], &by)) report_pair(f, active[k], &inks[i], by);
      active[kept++] = active[k];
    }
    active[kept++] = &inks[i];
    open = kept;
  }
}

void tr_scene_faults(tr_ctx *ctx, const tr_scene *scene, tr_vec *notes) {
  finder f = {.ctx = ctx, .scene = scene, .inks = tr_vec_of(ctx->scene, sizeof(ink)), .notes = notes};
  f.pairs = tr_map_of(ctx->scene);
  if (!scene->root) return;
  collect(&f, scene->root, &(where){.matrix = {1, 0, 0, 1, 0, 0}});
  sweep(&f);
}
