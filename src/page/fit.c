#include "page/block/arrange.h"

/* The fit policy: measure; grow; rebalance columns; short labels; smaller gaps; shrink the whole fit group to
   the floor; drop optional parts by priority; then an error. Nothing overlaps and nothing is clipped. */

static const double step = 0.98;                  /* of one shrink */
static const double half_empty = 0.7;             /* of the height: text may grow further than it was to */
static const double least_ratio = 0.6;            /* below it a page is no longer the same page */
static const double gap_steps[] = {1, 0.8, 0.55}; /* the last only when text is at its floor */

typedef struct frame {
  tr_block *root;
  double width, height; /* height 0: as high as it needs */
  tr_block *culprit;    /* of the last overflow that could not be mended */
  double excess;
} frame;

static void touch(tr_page *page) { page->generation++; }

static void start(tr_page *page, double ratio, double gap, bool brief) {
  page->ratio = ratio;
  page->gap_scale = gap;
  page->short_labels = brief;
  for (size_t i = 0; i < page->groups.n; i++) {
    tr_fit_group *group = page->groups.items[i].value;
    group->ratio = 1;
  }
  for (size_t i = 0; i < page->stacks.n; i++) *(bool *)page->stacks.items[i].value = false;
  for (size_t i = 0; i < page->blocks.n; i++) tr_arrange_reset(*(tr_block **)tr_vec_at(&page->blocks, i));
  touch(page);
}

/* --- Words wider than their column --------------------------------------------------------------------- */

static bool can_stack(const tr_block *b) { return b->stacked && !*b->stacked; }

static bool can_shrink(const tr_page *page, const tr_block *b) {
  return b->group && b->group->largest * page->ratio * b->group->ratio > page->floor + 0.01;
}

/* The leaf in B's tree that asks for most room, of those that can give way (or of all). */
static tr_block *widest_leaf(tr_page *page, tr_block *b, bool all, double *width) {
  tr_block *best = NULL;
  if (!tr_block_shown(b)) return NULL;
  if (b->n == 0) {
    double natural;
    if (!all && !can_stack(b) && !can_shrink(page, b)) return NULL;
    tr_block_widths(page, b, width, &natural);
    return b;
  }
  *width = -1;
  for (size_t i = 0; i < b->n; i++) {
    double w = -1;
    tr_block *leaf = widest_leaf(page, b->children[i], all, &w);
    if (!leaf || w <= *width) continue;
    best = leaf;
    *width = w;
  }
  return best;
}

static bool narrow_above(tr_page *page, tr_block *b) {
  for (; b; b = b->parent)
    if (tr_arrange_narrow(page, b)) return true;
  return false;
}

static bool drop_above(tr_block *b) {
  for (; b; b = b->parent)
    if (!isnan(b->priority) && !b->dropped) return b->dropped = true;
  return false;
}

/* Steps that make LEAF as narrow as it must be if all of its row give way alike: rather one too few. */
static void shrink_group(const tr_overflow *o, tr_block *leaf, double width) {
  double share = o->excess / (double)(o->block->n ? o->block->n : 1);
  double needed = width > share ? (width - share) / width : 1;
  double steps = fmax(1, floor(log(needed) / log(step)));
  leaf->group->ratio *= pow(step, fmin(steps, 20));
}

static bool mend(tr_page *page, const tr_overflow *o) {
  double width;
  tr_block *leaf = widest_leaf(page, o->block, false, &width);
  if (leaf && can_stack(leaf)) return *leaf->stacked = true;
  /* A large number may lose a quarter of its size before its row loses a column. */
  bool large = leaf && leaf->kind == &tr_block_figure && leaf->group->ratio > 0.75;
  if (!(large && can_shrink(page, leaf))) {
    if (narrow_above(page, leaf ? leaf : o->block)) return true;
    if (leaf && !page->short_labels && tr_get(&leaf->props, "short")) return page->short_labels = true;
  }
  if (leaf && can_shrink(page, leaf)) {
    shrink_group(o, leaf, width);
    return true;
  }
  return drop_above(o->block);
}

/* Measures, and mends what is too wide until nothing is. */
static bool settle(tr_page *page, frame *f, tr_heights *out) {
  for (int round = 0; round < 400; round++) {
    page->overflows.n = 0;
    touch(page);
    *out = tr_block_heights(page, f->root, f->width);
    if (page->overflows.n == 0) return true;
    const tr_overflow *worst = tr_vec_at(&page->overflows, 0);
    f->culprit = worst->block;
    f->excess = worst->excess;
    if (!mend(page, worst)) return false;
  }
  return false;
}

static bool fits(tr_page *page, frame *f, tr_heights *h) {
  if (!settle(page, f, h)) return false;
  f->culprit = NULL;
  f->excess = h->min - f->height;
  return f->height == 0 || h->min <= f->height + 0.01;
}

static bool try_at(tr_page *page, frame *f, double ratio, double gap, bool brief, tr_heights *h) {
  start(page, ratio, gap, brief);
  return fits(page, f, h);
}

/* --- Too high ------------------------------------------------------------------------------------------ */

/* The largest ratio that fits, in steps of 2 %; the state is left there. */
static bool shrink(tr_page *page, frame *f, double gap, tr_heights *h) {
  int low = -1, high = (int)ceil(log(least_ratio) / log(step));
  if (!try_at(page, f, pow(step, high), gap, true, h)) return false;
  while (high - low > 1) {
    int middle = (low + high) / 2;
    if (try_at(page, f, pow(step, middle), gap, true, h))
      high = middle;
    else
      low = middle;
  }
  return try_at(page, f, pow(step, high), gap, true, h);
}

/* A step of the ratio may leave room: the gaps take what there is. */
static bool widen_gaps(tr_page *page, frame *f, double gap, tr_heights *h) {
  double ratio = page->ratio, low = gap, high = 1;
  for (int i = 0; i < 5; i++) {
    double middle = (low + high) / 2;
    if (try_at(page, f, ratio, middle, true, h))
      low = middle;
    else
      high = middle;
  }
  return try_at(page, f, ratio, low, true, h);
}

static tr_block *least_priority(tr_page *page) {
  tr_block *least = NULL;
  for (size_t i = 0; i < page->blocks.n; i++) {
    tr_block *b = *(tr_block **)tr_vec_at(&page->blocks, i);
    if (b->dropped || isnan(b->priority)) continue;
    if (!least || b->priority < least->priority) least = b;
  }
  return least;
}

static bool make_room(tr_page *page, frame *f, tr_heights *h) {
  size_t n_gaps = sizeof gap_steps / sizeof *gap_steps;
  for (;;) {
    if (try_at(page, f, 1, 1, false, h) || try_at(page, f, 1, 1, true, h)) return true;
    for (size_t i = 1; i < n_gaps; i++)
      if (shrink(page, f, gap_steps[i], h)) return widen_gaps(page, f, gap_steps[i], h);
    tr_block *least = least_priority(page);
    if (!least) return false;
    least->dropped = true;
  }
}

/* --- Room left over ------------------------------------------------------------------------------------ */

/* Something gave way (a column fewer, a unit on its own line, a smaller group): growing further would spoil
   what it was grown for. */
static size_t concessions(const tr_page *page) {
  size_t n = page->short_labels;
  for (size_t i = 0; i < page->groups.n; i++) {
    const tr_fit_group *group = page->groups.items[i].value;
    n += group->ratio < 1 ? 1U : 0U;
  }
  for (size_t i = 0; i < page->stacks.n; i++) n += *(const bool *)page->stacks.items[i].value ? 1U : 0U;
  for (size_t i = 0; i < page->blocks.n; i++) {
    const tr_block *b = *(tr_block **)tr_vec_at(&page->blocks, i);
    if (tr_arrange_is(b)) n += ((const tr_arrange *)b->data)->fewer;
  }
  return n;
}

static bool grows_to(tr_page *page, frame *f, double ratio, size_t allowed, tr_heights *h) {
  return try_at(page, f, ratio, 1, false, h) && h->natural <= f->height && concessions(page) <= allowed;
}

static void grow(tr_page *page, frame *f, double most, tr_heights *h) {
  size_t allowed = concessions(page);
  double low = page->ratio, high = most;
  if (grows_to(page, f, most, allowed, h)) return;
  for (int i = 0; i < 6; i++) {
    double middle = (low + high) / 2;
    if (grows_to(page, f, middle, allowed, h))
      low = middle;
    else
      high = middle;
  }
  try_at(page, f, low, 1, false, h);
}

/* --- What did not fit ---------------------------------------------------------------------------------- */

/* The leaf with text that takes the most height: what a reader would shorten first. */
static tr_block *longest_text(tr_page *page) {
  tr_block *longest = NULL;
  double most = -1;
  for (size_t i = 0; i < page->blocks.n; i++) {
    tr_block *b = *(tr_block **)tr_vec_at(&page->blocks, i);
    if (!b->group || b->dropped) continue;
    double h = 0;
    for (size_t k = 0; k < sizeof b->memo / sizeof *b->memo; k++) h = fmax(h, b->memo[k].heights.natural);
    if (h <= most) continue;
    most = h;
    longest = b;
  }
  return longest;
}

static void report_failure(tr_page *page, const frame *f) {
  bool wide = f->culprit != NULL;
  double width;
  tr_block *leaf = wide ? widest_leaf(page, f->culprit, true, &width) : longest_text(page);
  tr_block *b = leaf ? leaf : wide ? f->culprit : f->root;
  tr_str fact =
      b->n_facts ? tr_printf(page->ctx->doc, " (fact \"%.*s\")", TR_FMT(b->facts[0]->id)) : (tr_str){0};
  const char *what = wide ? "is wider than its room" : "makes the page too high";
  tr_buf size = tr_buf_of(page->ctx->doc);
  tr_buf_fixed(&size, f->excess, 0);
  tr_buf_add_z(&size, " px");
  tr_buf least = tr_buf_of(page->ctx->doc);
  tr_buf_fixed(&least, page->floor, 1);
  tr_error(page->ctx, TR_INPUT, b->at,
           "shorten it, give `short:`, mark optional blocks with `priority:`, or choose a larger size",
           "the text does not fit: %.*s%.*s %s by %.*s at the least size of %.*s px, language \"%.*s\"",
           TR_FMT(b->path), TR_FMT(fact), what, TR_FMT(tr_buf_str(&size)), TR_FMT(tr_buf_str(&least)),
           TR_FMT(page->lang));
}

bool tr_page_fit(tr_page *page, tr_block *root, double width, double height, double *used) {
  frame f = {.root = root, .width = width, .height = height};
  tr_heights h;
  if (!make_room(page, &f, &h)) {
    report_failure(page, &f);
    return false;
  }
  bool untouched = page->ratio == 1 && page->gap_scale == 1 && !page->short_labels;
  bool may_grow = height > 0 && untouched && page->max_ratio > 1;
  if (may_grow && h.natural < height) grow(page, &f, page->max_ratio, &h);
  if (may_grow && h.natural < half_empty * height) grow(page, &f, page->empty_ratio, &h);
  *used = height > 0 ? height : h.natural;
  return true;
}
