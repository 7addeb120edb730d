#include "base/file.h"
#include "page/page-priv.h"

static const tr_prop part_props[] = {
    {"tranh", TR_P_NUMBER, NULL, 1, 1, "1", "version of the grammar"},
    {"params", TR_P_OBJECT, NULL, 0, 0, NULL, "name → default, or {type, default, help}"},
    {"body", TR_P_OBJECT, NULL, 0, 0, NULL, "the block that stands for the composition"},
    {0}};
static const tr_prop *const part_tables[] = {part_props, NULL};

static const tr_prop param_props[] = {
    {"type", TR_P_ENUM, "any|fact|text", 0, 0, "any",
     "fact: an id becomes the fact; text: words by language"},
    {"default", TR_P_ANY, NULL, 0, 0, NULL, "value where none is given; without one, it must be"},
    {"help", TR_P_STRING, NULL, 0, 0, NULL, "what it is for"},
    {0}};

static bool unknown_part(tr_page *page, const tr_value *name) {
  tr_str *names;
  size_t n = tr_asset_list(page->ctx, "layouts/parts", ".yaml", &names);
  const char **list = TR_NEW_N(page->ctx->doc, const char *, n + 1);
  for (size_t i = 0; i < n; i++) list[i] = tr_str_copy(page->ctx->doc, names[i]).p;
  tr_error(page->ctx, TR_INPUT, tr_pos_of(name), tr_did_you_mean(page->ctx, tr_string(name), list),
           "unknown composition \"%.*s\"", TR_FMT(tr_string(name)));
  return false;
}

static bool read_part(tr_page *page, const tr_value *name, tr_part *part) {
  tr_str file_name = tr_printf(page->ctx->doc, "layouts/parts/%.*s.yaml", TR_FMT(tr_string(name)));
  tr_str path = tr_asset_path(page->ctx, file_name.p), text;
  bool plain = tr_string(name).n && tr_str_find(tr_string(name), "/", 0) == SIZE_MAX;
  if (!plain || !tr_file_exists(path)) return unknown_part(page, name);
  if (!tr_file_read(page->ctx, path, TR_FILE_ASSET, tr_pos_of(name), &text)) return false;
  uint32_t file = tr_source_add(page->ctx, path, text, tr_path_folder(path));
  if (!tr_yaml_read(page->ctx, file, &part->tree)) return false;
  if (!tr_props_check(page->ctx, &part->tree, part_tables, "composition", TR_ERROR)) return false;
  part->params = tr_get(&part->tree, "params");
  part->body = tr_get(&part->tree, "body");
  if (part->body) return true;
  tr_error(page->ctx, TR_INPUT, tr_pos_of(&part->tree), "give it a `body:`", "a composition without a body");
  return false;
}

tr_part *tr_part_load(tr_page *page, const tr_value *name) {
  tr_part *part = tr_map_get(&page->parts, tr_string(name));
  if (part) return part;
  part = TR_NEW(page->ctx->doc, tr_part);
  part->name = tr_string(name);
  if (!read_part(page, name, part)) return NULL;
  tr_map_put(&page->parts, part->name, part);
  return part;
}

/* {type, default, help} rather than a default that happens to be an object. */
static bool is_spec(const tr_value *v) {
  if (!tr_is(v, TR_OBJECT)) return false;
  static const tr_prop *const tables[] = {param_props, NULL};
  for (size_t i = 0; i < v->n; i++)
    if (!tr_props_find(tables, v->members[i].name)) return false;
  return true;
}

static bool as_type(tr_page *page, tr_str type, tr_value *v) {
  if (tr_is_nil(v)) return true;
  if (tr_str_is(type, "fact")) {
    tr_fact *fact = tr_fact_find(page, v);
    if (fact && !tr_is(v, TR_OBJECT)) *v = fact->object;
    return fact != NULL;
  }
  if (!tr_str_is(type, "text")) return true;
  tr_str words;
  if (!tr_page_words(page, v, &words)) return false;
  tr_value text = tr_make_string(tr_str_copy(page->ctx->doc, words));
  text.file = v->file;
  text.offset = v->offset;
  *v = text;
  return true;
}

static bool argument(tr_page *page, const tr_part *part, const tr_member *param, const tr_value *block,
                     const tr_where *where, tr_value *out) {
  bool spec = is_spec(&param->value);
  const tr_value *given = tr_get_s(block, param->name);
  const tr_value *fallback = spec ? tr_get(&param->value, "default") : &param->value;
  *out = tr_make_null();
  if (!given && !fallback) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(block), NULL, "composition \"%.*s\" needs \"%.*s\"",
             TR_FMT(part->name), TR_FMT(param->name));
    return false;
  }
  if (given ? !tr_page_eval(page, given, where, NULL, out) : !tr_page_eval(page, fallback, NULL, NULL, out))
    return false;
  return as_type(page, spec ? tr_get_string(&param->value, "type", TR_S("any")) : TR_S("any"), out);
}

bool tr_part_frames(tr_page *page, const tr_part *part, const tr_value *block, const tr_where *where,
                    tr_where *out) {
  *out = (tr_where){NULL, where ? where->datum : NULL};
  for (size_t i = 0; part->params && i < part->params->n; i++) {
    const tr_member *param = &part->params->members[i];
    tr_frame *frame = TR_NEW(page->ctx->doc, tr_frame);
    frame->name = param->name;
    if (!argument(page, part, param, block, where, &frame->value)) return false;
    frame->up = out->frames;
    out->frames = frame;
  }
  return true;
}

tr_value tr_part_body(tr_page *page, const tr_part *part, const tr_value *block) {
  static const tr_prop *const common[] = {tr_block_common, NULL};
  tr_value body = *part->body;
  for (size_t i = 0; i < block->n; i++) {
    const tr_member *m = &block->members[i];
    bool own = tr_get_s(part->params, m->name) || tr_str_is(m->name, "use") || tr_str_is(m->name, "when");
    if (own || !tr_props_find(common, m->name)) continue;
    body = tr_with(page->ctx->doc, &body, tr_str_copy(page->ctx->doc, m->name).p, m->value);
  }
  return body;
}
