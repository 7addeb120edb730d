#include "page/page-priv.h"

/* An arranger with nothing to show, nothing to paint and no size of its own takes no gap either. */
bool tr_block_shown(const tr_block *b) {
  if (b->dropped) return false;
  bool arranger = b->kind == &tr_block_box || b->kind == &tr_block_grid || b->kind == &tr_block_repeat;
  if (!arranger || b->fill.kind != TR_PAINT_NONE || b->stroke.kind != TR_PAINT_NONE) return true;
  if (b->grow > 0 || !isnan(b->height.value) || !isnan(b->width.value) || !isnan(b->min_h.value)) return true;
  for (size_t i = 0; i < b->n; i++)
    if (tr_block_shown(b->children[i])) return true;
  return false;
}

const tr_block *tr_block_set(const tr_block *b) {
  for (const tr_block *up = b->parent; up; up = up->parent) {
    bool row = tr_str_is(tr_get_string(&up->props, "dir", (tr_str){0}), "row");
    if (row || up->kind == &tr_block_grid || up->kind == &tr_block_repeat) return up;
  }
  return b->parent;
}

/* --- Measuring ----------------------------------------------------------------------------------------- */

static double pad_w(const tr_block *b) { return b->pad.left + b->pad.right; }
static double pad_h(const tr_block *b) { return b->pad.top + b->pad.bottom; }

static double fixed_px(tr_len len) { return len.relative ? NAN : len.value; }

void tr_block_widths(tr_page *page, tr_block *b, double *min, double *natural) {
  b->kind->widths(page, b, min, natural);
  *min += pad_w(b);
  *natural = fmax(*min, *natural + pad_w(b));
  double fixed = fixed_px(b->width), least = fixed_px(b->min_w), most = fixed_px(b->max_w);
  if (!isnan(fixed)) *min = *natural = fixed;
  if (!isnan(most)) *natural = fmin(*natural, fmax(most, *min));
  if (!isnan(least)) {
    *min = fmax(*min, least);
    *natural = fmax(*natural, least);
  }
}

static tr_heights measure(tr_page *page, tr_block *b, double width) {
  tr_heights h = b->kind->heights(page, b, fmax(0, width - pad_w(b)));
  h.baseline += b->pad.top;
  h.min += pad_h(b);
  h.natural = fmax(h.min, h.natural + pad_h(b));
  double fixed = fixed_px(b->height), least = fixed_px(b->min_h), most = fixed_px(b->max_h);
  if (!isnan(fixed)) {
    if (h.min > fixed + 0.05) tr_page_overflow(page, b, h.min - fixed);
    h.min = h.natural = fixed;
  }
  if (!isnan(most)) h.natural = fmin(h.natural, fmax(most, h.min));
  if (!isnan(least)) {
    h.min = fmax(h.min, least);
    h.natural = fmax(h.natural, least);
  }
  return h;
}

/* Asked for again and again while rows and columns are solved: the last few answers are kept until the fit
   state changes. */
tr_heights tr_block_heights(tr_page *page, tr_block *b, double width) {
  size_t room = sizeof b->memo / sizeof *b->memo;
  for (size_t i = 0; i < room; i++)
    if (b->memo[i].generation == page->generation && b->memo[i].width == width) return b->memo[i].heights;
  tr_height_memo *memo = &b->memo[b->n_memo++ % room];
  tr_heights h = measure(page, b, width);
  *memo = (tr_height_memo){width, h, page->generation};
  return h;
}

/* --- Placing ------------------------------------------------------------------------------------------- */

static void draw_rect(tr_page *page, tr_group *into, double x, double y, double w, double h,
                      const double *radius, tr_paint fill, tr_paint stroke, double stroke_width) {
  tr_marks *m = tr_marks_new(page->ctx, TR_MARKS_RECT, 1);
  m->x.one = x;
  m->y.one = y;
  m->x2.one = w;
  m->y2.one = h;
  for (size_t i = 0; i < 4; i++) m->radius[i].one = radius[i];
  m->fill.one = fill;
  m->stroke.one = stroke;
  m->stroke_width.one = stroke.kind == TR_PAINT_NONE ? 0 : stroke_width;
  tr_group_add(into, &m->node);
}

static void draw_side(tr_page *page, const tr_block *b, tr_box r, tr_group *into) {
  double s = b->stroke_width, none[4] = {0};
  bool across = tr_str_is(b->accent_side, "top") || tr_str_is(b->accent_side, "bottom");
  double x = tr_str_is(b->accent_side, "right") ? r.w - s : 0;
  double y = tr_str_is(b->accent_side, "bottom") ? r.h - s : 0;
  draw_rect(page, into, x, y, across ? r.w : s, across ? s : r.h, none, b->stroke, tr_paint_none(), 0);
}

static void draw_panel(tr_page *page, const tr_block *b, tr_box r, tr_group *into) {
  bool side = b->accent_side.n > 0;
  tr_paint line = side ? tr_paint_none() : b->stroke;
  double inset = line.kind == TR_PAINT_NONE ? 0 : b->stroke_width / 2;
  double radius = fmax(0, fmin(b->radius, fmin(r.w, r.h) / 2) - inset);
  double corners[4] = {radius, radius, radius, radius};
  if (b->fill.kind != TR_PAINT_NONE || line.kind != TR_PAINT_NONE)
    draw_rect(page, into, inset, inset, r.w - 2 * inset, r.h - 2 * inset, corners, b->fill, line,
              b->stroke_width);
  if (side && b->stroke.kind != TR_PAINT_NONE) draw_side(page, b, r, into);
}

static void describe(tr_page *page, const tr_block *b, tr_box r, tr_group *g) {
  g->id = b->id;
  g->block_path = b->path;
  g->at = b->at;
  g->role = b->role;
  g->level = b->level;
  g->alt = b->alt;
  g->lang = b->lang;
  g->link = b->link;
  tr_str *facts = TR_NEW_N(page->ctx->scene, tr_str, b->n_facts);
  for (size_t i = 0; i < b->n_facts; i++) facts[i] = b->facts[i]->id;
  g->facts = facts;
  g->n_facts = b->n_facts;
  g->box[2] = r.w;
  g->box[3] = r.h;
}

bool tr_block_place(tr_page *page, tr_block *b, tr_box rect, tr_group *into) {
  tr_group *g = tr_group_new(page->ctx);
  describe(page, b, rect, g);
  tr_group_move(g, rect.x, rect.y);
  draw_panel(page, b, rect, g);
  tr_box inner = {b->pad.left, b->pad.top + b->shift, fmax(0, rect.w - pad_w(b)),
                  fmax(0, rect.h - pad_h(b) - b->shift)};
  if (!b->kind->place(page, b, inner, g)) return false;
  tr_group_add(into, &g->node);
  return true;
}

/* --- Fit state ----------------------------------------------------------------------------------------- */

tr_fit_group *tr_fit_group_of(tr_page *page, tr_block *b, tr_str fallback, double size) {
  tr_str name = tr_get_string(&b->props, "fit_group", fallback);
  tr_fit_group *group = tr_map_get(&page->groups, name);
  if (!group) {
    group = TR_NEW(page->ctx->doc, tr_fit_group);
    group->name = tr_str_copy(page->ctx->doc, name);
    group->ratio = 1;
    tr_map_put(&page->groups, group->name, group);
  }
  group->largest = fmax(group->largest, size);
  return group;
}

double tr_fit_size(const tr_page *page, const tr_fit_group *group, double asked) {
  return fmax(asked * page->ratio * group->ratio, page->floor);
}

double tr_page_gap(const tr_page *page, double gap) { return gap * page->gap_scale; }

void tr_page_overflow(tr_page *page, tr_block *b, double excess) {
  tr_overflow *o = tr_vec_push(&page->overflows);
  *o = (tr_overflow){b, excess};
}

void tr_page_note(tr_page *page, const tr_block *b, const char *what, double size, double asked, double slack,
                  size_t lines) {
  tr_fit_note *note = tr_vec_push(&page->notes);
  *note = (tr_fit_note){.block = b->path,
                        .what = tr_str_z(what),
                        .group = b->group ? b->group->name : (tr_str){0},
                        .size = size,
                        .ratio = asked > 0 ? size / asked : 1,
                        .slack = slack,
                        .lines = lines};
}

tr_str tr_block_lang(const tr_page *page, const tr_block *b) {
  for (; b; b = b->parent)
    if (b->lang.n) return b->lang;
  return page->lang;
}
