#include "page/block/arrange.h"

#include "page/document.h"

/* The phases of a page, in the order they run:
     document   fields checked, size chosen, overrides of that size merged      (document.c)
     data       tables read, facts made, in the page's language                 (data.c, facts.c)
     check      grammar of all blocks and of the compositions they use          (check.c)
     instances  conditions, compositions, repeats, templates → tree of blocks   (instance.c)
     resolve    what needs to know all of the tree: sources, shared scales
     fit        sizes of text and gaps with which everything has its room       (fit.c)
     place      rectangles → scene                                              (block.c, block/)
   Each needs the one before it. */

/* --- The frame of a page: header, body, footer --------------------------------------------------------- */

static tr_block *stack(tr_page *page, tr_block *parent, const char *path, double gap, double grow) {
  tr_block *b = TR_NEW(page->ctx->doc, tr_block);
  tr_arrange *a = TR_NEW(page->ctx->doc, tr_arrange);
  tr_len none = {NAN, false};
  *a = (tr_arrange){.gap = gap, .row_gap = gap, .align = TR_LAY_STRETCH};
  b->kind = &tr_block_box;
  b->data = a;
  b->path = tr_str_z(path);
  b->at = tr_pos_of(&page->doc);
  b->props = tr_make_object(NULL, 0);
  b->width = b->height = b->min_w = b->max_w = b->min_h = b->max_h = none;
  b->priority = NAN;
  b->span = b->row_span = 1;
  b->grow = grow;
  b->parent = parent;
  if (!parent) b->children = TR_NEW_N(page->ctx->doc, tr_block *, 3);
  if (parent) parent->children[parent->n++] = b;
  return b;
}

typedef struct frame {
  tr_block *root, *body;
} frame;

static bool fill_slot(tr_page *page, tr_block *root, const tr_value *blocks, const char *name, double gap,
                      double grow, tr_block **out) {
  tr_block *slot = stack(page, root, name, gap, grow);
  if (out) *out = slot;
  return tr_blocks_make(page, blocks, &(tr_where){NULL, NULL}, slot, name);
}

static bool make_frame(tr_page *page, const tr_value *def, double gap, frame *f) {
  f->root = stack(page, NULL, "page", gap, 0);
  const tr_value *header = tr_get(def, "header"), *footer = tr_get(def, "footer");
  if (header && !fill_slot(page, f->root, header, "header", gap / 2, 0, NULL)) return false;
  if (!fill_slot(page, f->root, tr_get(def, "blocks"), "blocks", gap, 1, &f->body)) return false;
  return !footer || fill_slot(page, f->root, footer, "footer", gap / 2, 0, NULL);
}

static bool resolve(tr_page *page) {
  for (size_t i = 0; i < page->blocks.n; i++) {
    tr_block *b = *(tr_block **)tr_vec_at(&page->blocks, i);
    if (b->kind->resolve && !b->dropped && !b->kind->resolve(page, b)) return false;
  }
  return true;
}

/* --- Filling a page that is higher than its content ---------------------------------------------------- */

static bool any_grows(const tr_block *b) {
  for (size_t i = 0; i < b->n; i++)
    if (b->children[i]->grow > 0 && tr_block_shown(b->children[i])) return true;
  return false;
}

/* A chart takes room gladly: where nothing else on the page asks for it, the charts and what holds them do.
 */
static void let_charts_grow(tr_page *page, const tr_block *body) {
  if (any_grows(body)) return;
  for (size_t i = 0; i < page->blocks.n; i++) {
    tr_block *b = *(tr_block **)tr_vec_at(&page->blocks, i);
    if (b->kind != &tr_block_chart || !isnan(b->height.value)) continue;
    for (tr_block *up = b; up && up != body; up = up->parent) up->grow = fmax(up->grow, 1);
  }
}

/* --- The scene ----------------------------------------------------------------------------------------- */

static void describe(tr_page *page, tr_scene *scene) {
  scene->lang = page->lang;
  scene->title = page->title;
  tr_page_words(page, tr_get(&page->doc, "description"), &scene->description);
  tr_page_words(page, tr_get(&page->doc, "author"), &scene->author);
  tr_vec sources = tr_vec_of(page->ctx->scene, sizeof(tr_str));
  tr_str *facts = TR_NEW_N(page->ctx->scene, tr_str, page->used.n);
  tr_map seen = tr_map_of(page->ctx->scene);
  for (size_t i = 0; i < page->used.n; i++) {
    const tr_fact *fact = *(tr_fact **)tr_vec_at(&page->used, i);
    facts[i] = fact->id;
    for (size_t k = 0; k < fact->n_sources; k++) {
      if (tr_map_has(&seen, fact->sources[k])) continue;
      tr_map_put(&seen, fact->sources[k], page);
      *(tr_str *)tr_vec_push(&sources) = tr_source_words(page, fact->sources[k]);
    }
  }
  scene->facts = facts;
  scene->n_facts = page->used.n;
  scene->sources = sources.items;
  scene->n_sources = sources.n;
}

static bool draw(tr_page *page, frame *f, const tr_value *def, double height, tr_scene **out) {
  tr_scene *scene = TR_NEW(page->ctx->scene, tr_scene);
  const tr_value *background = tr_get(def, "background");
  scene->background = tr_page_role(page, "page");
  if (background && !tr_page_color(page, background, &scene->background)) return false;
  scene->width = page->size.width;
  scene->height =
      page->size.height > 0 ? page->size.height : ceil(height + page->margin.top + page->margin.bottom);
  scene->root = tr_group_new(page->ctx);
  scene->root->box[2] = scene->width;
  scene->root->box[3] = scene->height;
  tr_box room = {page->margin.left, page->margin.top, scene->width - page->margin.left - page->margin.right,
                 scene->height - page->margin.top - page->margin.bottom};
  if (!tr_block_place(page, f->root, room, scene->root)) return false;
  describe(page, scene);
  *out = scene;
  return tr_scene_check(page->ctx, scene);
}

/* For the report, and a warning. */
static void note_faults(tr_page *page, const tr_scene *scene) {
  tr_vec faults = tr_vec_of(page->ctx->doc, sizeof(tr_str));
  tr_scene_faults(page->ctx, scene, &faults);
  for (size_t i = 0; i < faults.n; i++) {
    tr_str fault = *(tr_str *)tr_vec_at(&faults, i);
    tr_fit_note *note = tr_vec_push(&page->notes);
    bool over = tr_str_find(fault, "overlap", 0) != SIZE_MAX;
    tr_warn(page->ctx, TR_INPUT, (tr_pos){0}, "shorten the text, or choose a larger size", "%.*s",
            TR_FMT(fault));
    *note = (tr_fit_note){.block = fault, .what = over ? TR_S("overlap") : TR_S("clipped"), .ratio = 1};
  }
}

/* --- One page ------------------------------------------------------------------------------------------ */

static void start_page(tr_page *page) {
  page->blocks = tr_vec_of(page->ctx->doc, sizeof(tr_block *));
  page->groups = tr_map_of(page->ctx->doc);
  page->scales = tr_map_of(page->ctx->doc);
  page->stacks = tr_map_of(page->ctx->doc);
  page->ratio = page->gap_scale = 1;
  page->short_labels = false;
  page->n_made = page->depth = 0;
  page->generation = 1;
}

static bool fit(tr_page *page, frame *f, double *height) {
  double width = page->size.width - page->margin.left - page->margin.right;
  double room = page->size.height > 0 ? page->size.height - page->margin.top - page->margin.bottom : 0;
  if (width <= 0 || (page->size.height > 0 && room <= 0)) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(&page->doc), "make `margin` smaller or the page larger",
             "the margins leave no room");
    return false;
  }
  if (!page->spread || page->size.height > 0) let_charts_grow(page, f->body);
  return tr_page_fit(page, f->root, width, room, height);
}

static bool build_page(tr_page *page, const tr_value *def, tr_scene **out) {
  frame f;
  double height;
  start_page(page);
  if (!make_frame(page, def, page->gap, &f) || !resolve(page) || !fit(page, &f, &height)) return false;
  if (!draw(page, &f, def, height, out)) return false;
  for (size_t i = 0; i < page->blocks.n; i++) {
    tr_block *b = *(tr_block **)tr_vec_at(&page->blocks, i);
    if (b->dropped && !isnan(b->priority)) tr_page_note(page, b, "dropped", 0, 0, 0, 0);
    if (b->kind->report && !b->dropped) b->kind->report(page, b);
  }
  note_faults(page, *out);
  return true;
}

static bool check_pages(tr_page *page, const tr_value *def) {
  bool ok = tr_blocks_check(page, tr_get(def, "header"));
  ok = tr_blocks_check(page, tr_get(def, "blocks")) && ok;
  return tr_blocks_check(page, tr_get(def, "footer")) && ok;
}

bool tr_page_build(tr_ctx *ctx, const tr_page_input *input, tr_page_result *out) {
  tr_page *page = TR_NEW(ctx->doc, tr_page);
  page->ctx = ctx;
  *out = (tr_page_result){0};
  if (!tr_document_open(page, input)) return false;
  size_t n;
  const tr_value *defs = tr_document_pages(page, &n);
  if (!defs) return false;
  size_t errors = ctx->n_errors;
  bool ok = true;
  for (size_t i = 0; i < n; i++) ok = check_pages(page, &defs[i]) && ok;
  if (!ok || !tr_page_tables_read(page, tr_get(&page->doc, "data"))) return false;
  out->scenes = TR_NEW_N(ctx->scene, tr_scene *, n);
  for (out->n_scenes = 0; out->n_scenes < n; out->n_scenes++)
    if (!build_page(page, &defs[out->n_scenes], &out->scenes[out->n_scenes])) return false;
  if (ctx->n_errors > errors) return false;
  out->notes = page->notes.items;
  out->n_notes = page->notes.n;
  return true;
}
