#include "page/page-priv.h"

/* The grammar of blocks, looked at before anything is evaluated: a slip in a block that is not shown this
   time, or in a template over no rows, is an error all the same. */

static bool check_block(tr_page *page, const tr_value *block, size_t depth);

static bool check_list(tr_page *page, const tr_value *blocks, size_t depth) {
  if (!blocks) return true;
  if (!tr_is(blocks, TR_ARRAY)) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(blocks), "a list of blocks: - {block: text, text: …}",
             "`blocks` is %s", tr_kind_name((tr_kind)blocks->kind));
    return false;
  }
  bool ok = true;
  for (size_t i = 0; i < blocks->n; i++) ok = check_block(page, &blocks->items[i], depth) && ok;
  return ok;
}

static bool unknown_kind(tr_page *page, const tr_value *name) {
  tr_str s = tr_string(name);
  if (tr_block_is_planned(s)) {
    tr_error(page->ctx, TR_UNSUPPORTED, tr_pos_of(name), "`tranh list blocks` names those that are",
             "block \"%.*s\" is not there yet", TR_FMT(s));
    return false;
  }
  const char *hint = tr_did_you_mean(page->ctx, s, tr_block_names());
  tr_error(page->ctx, TR_INPUT, tr_pos_of(name), hint ? hint : "`tranh list blocks` names them",
           "unknown block \"%.*s\"", TR_FMT(s));
  return false;
}

/* The first table holds `block` or `use`, which no size overrides. */
static bool check_props(tr_page *page, const tr_value *block, const tr_prop *const *tables,
                        const char *what) {
  bool ok = tr_props_check(page->ctx, block, tables, what, TR_ERROR);
  const tr_value *sizes = tr_get(block, "sizes");
  if (!sizes) return ok;
  if (!tr_sizes_check(page, sizes)) return false;
  for (size_t i = 0; i < sizes->n; i++)
    ok = tr_props_check(page->ctx, &sizes->members[i].value, tables + 1, what, TR_ERROR) && ok;
  return ok;
}

static const tr_prop *param_table(tr_page *page, const tr_value *params) {
  size_t n = params ? params->n : 0;
  tr_prop *props = TR_NEW_N(page->ctx->doc, tr_prop, n + 1);
  for (size_t i = 0; i < n; i++)
    props[i] = (tr_prop){.name = tr_str_copy(page->ctx->doc, params->members[i].name).p, .bits = TR_P_ANY};
  return props;
}

static bool check_use(tr_page *page, const tr_value *block, const tr_value *use, size_t depth) {
  bool first = !tr_map_has(&page->parts, tr_string(use));
  tr_part *part = tr_part_load(page, use);
  if (!part) return false;
  const tr_prop *const tables[] = {tr_block_use_props, param_table(page, part->params), tr_block_common,
                                   NULL};
  tr_str what = tr_printf(page->ctx->doc, "composition %.*s", TR_FMT(part->name));
  bool ok = check_props(page, block, tables, what.p);
  return (!first || check_block(page, part->body, depth)) && ok;
}

static bool check_kind(tr_page *page, const tr_value *block, const tr_value *name, size_t depth) {
  const tr_block_kind *kind = tr_block_kind_find(tr_string(name));
  if (!kind) return unknown_kind(page, name);
  const tr_prop *const tables[] = {tr_block_kind_props, kind->props, tr_block_common, NULL};
  tr_str what = tr_printf(page->ctx->doc, "block %s", kind->name);
  if (!check_props(page, block, tables, what.p)) return false;
  bool ok = check_list(page, tr_get(block, "blocks"), depth);
  const tr_value *each = tr_get(block, "each"), *empty = tr_get(block, "empty");
  if (each) ok = check_block(page, each, depth) && ok;
  if (empty) ok = check_block(page, empty, depth) && ok;
  if (!kind->template_field || each) return ok;
  tr_error(page->ctx, TR_INPUT, tr_pos_of(block), "give it `each:`, a block", "block %s without a template",
           kind->name);
  return false;
}

static bool check_block(tr_page *page, const tr_value *block, size_t depth) {
  if (!tr_within(page->ctx, TR_LIMIT_COMPOSITION, (double)depth, tr_pos_of(block))) return false;
  const tr_value *kind = tr_get(block, "block"), *use = tr_get(block, "use");
  if (tr_is(kind, TR_STRING) && !use) return check_kind(page, block, kind, depth + 1);
  if (tr_is(use, TR_STRING) && !kind) return check_use(page, block, use, depth + 1);
  tr_error(page->ctx, TR_INPUT, tr_pos_of(block), "write {block: text, …} or {use: stat-card, …}",
           kind && use ? "a block with both `block` and `use`" : "this is not a block");
  return false;
}

bool tr_blocks_check(tr_page *page, const tr_value *blocks) { return check_list(page, blocks, 0); }
