#include "page/page-priv.h"

/* From the document's blocks to the tree that is laid out: conditions are tested, compositions opened,
   templates repeated, strings evaluated. */

static const char *const kept[] = {"blocks", "each",  "empty", "when",  "filter",
                                   "derive", "group", "sort",  "limit", NULL};

static bool make_block(tr_page *page, const tr_value *raw, const tr_where *where, tr_block *parent,
                       tr_str path);

static tr_value without_nil(tr_arena *arena, const tr_value *object) {
  tr_member *members = TR_NEW_N(arena, tr_member, object->n);
  size_t n = 0;
  for (size_t i = 0; i < object->n; i++)
    if (!tr_is_nil(&object->members[i].value)) members[n++] = object->members[i];
  tr_value out = *object;
  out.members = members;
  out.n = (uint32_t)n;
  return out;
}

/* --- Rows ---------------------------------------------------------------------------------------------- */

static const tr_frame *push(tr_page *page, const tr_frame *up, tr_str name, tr_value v) {
  tr_frame *frame = TR_NEW(page->ctx->doc, tr_frame);
  *frame = (tr_frame){name, v, up};
  return frame;
}

static tr_where row_where(tr_page *page, const tr_where *where, const tr_value *rows, size_t i) {
  const tr_frame *f = where->frames;
  f = push(page, f, TR_S("parent"), where->datum ? *where->datum : tr_make_undefined());
  f = push(page, f, TR_S("index"), tr_make_number((double)i));
  f = push(page, f, TR_S("count"), tr_make_number((double)rows->n));
  return (tr_where){f, &rows->items[i]};
}

static bool make_rows(tr_page *page, tr_block *b, const tr_value *raw) {
  tr_value rows;
  if (!tr_page_rows(page, tr_get(&b->props, "data"), &rows)) return false;
  if (!tr_page_derive(page, raw, &b->where, &rows)) return false;
  const tr_value *each = tr_get(raw, "each"), *empty = tr_get(raw, "empty");
  if (!tr_within(page->ctx, TR_LIMIT_VIEWS, (double)rows.n, b->at)) return false;
  for (size_t i = 0; i < rows.n; i++) {
    tr_where here = row_where(page, &b->where, &rows, i);
    tr_str path = tr_printf(page->ctx->doc, "%.*s.each[%zu]", TR_FMT(b->path), i);
    if (!make_block(page, each, &here, b, path)) return false;
  }
  if (b->role == TR_ROLE_NONE) b->role = TR_ROLE_LIST;
  for (size_t i = 0; i < b->n && b->role == TR_ROLE_LIST; i++)
    if (b->children[i]->role == TR_ROLE_NONE) b->children[i]->role = TR_ROLE_ITEM;
  if (rows.n || !empty) return true;
  return make_block(page, empty, &b->where, b, tr_printf(page->ctx->doc, "%.*s.empty", TR_FMT(b->path)));
}

/* --- One block ----------------------------------------------------------------------------------------- */

static void adopt(tr_page *page, tr_block *parent, tr_block *b) {
  if ((parent->n & (parent->n - 1)) == 0) { /* full at every power of two */
    tr_block **children = TR_NEW_N(page->ctx->doc, tr_block *, parent->n ? 2 * parent->n : 1);
    for (size_t i = 0; i < parent->n; i++) children[i] = parent->children[i];
    parent->children = children;
  }
  parent->children[parent->n++] = b;
}

static void keep_facts(tr_page *page, tr_block *b) {
  tr_fact *datum = b->where.datum && !b->n ? tr_fact_of(page, b->where.datum) : NULL;
  if (datum) tr_fact_use(page, datum);
  b->facts = TR_NEW_N(page->ctx->doc, tr_fact *, page->touched.n);
  for (size_t i = 0; i < page->touched.n; i++) {
    tr_fact *fact = *(tr_fact **)tr_vec_at(&page->touched, i);
    bool seen = false;
    for (size_t k = 0; k < b->n_facts; k++) seen = seen || b->facts[k] == fact;
    if (!seen) b->facts[b->n_facts++] = fact;
  }
  page->touched.n = 0;
}

static bool evaluate(tr_page *page, const tr_value *raw, tr_block *b) {
  const tr_prop *const tables[] = {tr_block_kind_props, b->kind->props, tr_block_common, NULL};
  tr_value props;
  if (!tr_page_eval(page, raw, &b->where, kept, &props)) return false;
  b->props = without_nil(page->ctx->doc, &props);
  tr_str what = tr_printf(page->ctx->doc, "block %s", b->kind->name);
  if (!tr_props_check(page->ctx, &b->props, tables, what.p, TR_ERROR)) return false;
  double cost = b->kind->cost ? b->kind->cost(&b->props) : 1;
  if (!tr_within(page->ctx, TR_LIMIT_MARKS, cost, b->at)) return false;
  return tr_block_read_common(page, b) && b->kind->read(page, b);
}

static bool make_kind(tr_page *page, const tr_value *raw, const tr_where *where, tr_block *parent,
                      tr_str path) {
  tr_block *b = TR_NEW(page->ctx->doc, tr_block);
  b->kind = tr_block_kind_find(tr_get_string(raw, "block", (tr_str){0}));
  b->at = tr_pos_of(raw);
  b->path = path;
  b->parent = parent;
  b->where = *where;
  if (!tr_within(page->ctx, TR_LIMIT_VIEWS, (double)++page->n_made, b->at)) return false;
  *(tr_block **)tr_vec_push(&page->blocks) = b;
  page->touched.n = 0;
  if (!evaluate(page, raw, b)) return false;
  keep_facts(page, b);
  adopt(page, parent, b);
  if (b->kind->template_field) return make_rows(page, b, raw);
  return tr_blocks_make(page, tr_get(raw, "blocks"), where, b,
                        tr_printf(page->ctx->doc, "%.*s.blocks", TR_FMT(path)).p);
}

/* The common fields given beside `use` are evaluated where they are written, not inside the part. */
static bool make_use(tr_page *page, const tr_value *raw, const tr_where *where, tr_block *parent,
                     tr_str path) {
  tr_part *part = tr_part_load(page, tr_get(raw, "use"));
  tr_where inner;
  tr_value given;
  if (!part || !tr_part_frames(page, part, raw, where, &inner)) return false;
  if (!tr_page_eval(page, raw, where, kept, &given)) return false;
  tr_value body = tr_part_body(page, part, &given);
  return make_block(page, &body, &inner, parent, path);
}

static bool make_block(tr_page *page, const tr_value *raw, const tr_where *where, tr_block *parent,
                       tr_str path) {
  tr_value merged = tr_sizes_merged(page, raw);
  const tr_value *when = tr_get(&merged, "when");
  bool shown;
  if (!tr_page_test(page, when, where, &shown)) return false;
  if (!shown) return true;
  tr_value block = when ? tr_without(page->ctx->doc, &merged, "when") : merged;
  if (!tr_within(page->ctx, TR_LIMIT_COMPOSITION, (double)page->depth, tr_pos_of(raw))) return false;
  page->depth++;
  bool ok = tr_get(&block, "use") ? make_use(page, &block, where, parent, path)
                                  : make_kind(page, &block, where, parent, path);
  page->depth--;
  return ok;
}

bool tr_blocks_make(tr_page *page, const tr_value *blocks, const tr_where *where, tr_block *parent,
                    const char *path) {
  for (size_t i = 0; tr_is(blocks, TR_ARRAY) && i < blocks->n; i++)
    if (!make_block(page, &blocks->items[i], where, parent, tr_printf(page->ctx->doc, "%s[%zu]", path, i)))
      return false;
  return true;
}
