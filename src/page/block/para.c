#include "page/block/para.h"

tr_para_style tr_para_style_named(tr_page *page, const char *name) {
  const tr_type_style *type = tr_theme_style(page->theme, tr_str_z(name));
  if (!type) type = tr_theme_style(page->theme, TR_S("body"));
  tr_para_style out = {.type = type, .factor = 1, .align = TR_ALIGN_START};
  out.weight = type->weight;
  out.italic = type->italic;
  out.balance = type->balance;
  out.paint = tr_page_role(page, type->role);
  return out;
}

static tr_align align_of(tr_str s) {
  return tr_str_is(s, "center") ? TR_ALIGN_CENTER : tr_str_is(s, "end") ? TR_ALIGN_END : TR_ALIGN_START;
}

bool tr_para_style_read(tr_page *page, const tr_block *b, const char *fallback, tr_para_style *out) {
  const tr_value *style = tr_get(&b->props, "style"), *color = tr_get(&b->props, "color");
  tr_str name = style ? tr_string(style) : tr_str_z(fallback);
  if (!tr_theme_style(page->theme, name)) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(style ? style : &b->props),
             tr_did_you_mean(page->ctx, name, tr_theme_style_names(page->theme)),
             "unknown text style \"%.*s\"", TR_FMT(name));
    return false;
  }
  *out = tr_para_style_named(page, tr_str_copy(page->ctx->doc, name).p);
  const tr_value *size = tr_get(&b->props, "size");
  if (tr_is(size, TR_NUMBER)) out->factor = size->number;
  out->weight = (int)tr_get_number(&b->props, "weight", out->weight);
  out->italic = tr_get_bool(&b->props, "italic", out->italic);
  out->balance = tr_get_bool(&b->props, "balance", out->balance);
  out->align = align_of(tr_get_string(&b->props, "align", (tr_str){0}));
  return !color || tr_page_color(page, color, &out->paint);
}

double tr_para_asked(const tr_page *page, const tr_para_style *style) {
  return style->type->size * style->factor * page->base;
}

tr_span_style tr_para_span(const tr_para_style *style, double size) {
  return (tr_span_style){.font = {.size = size,
                                  .weight = style->weight,
                                  .italic = style->italic,
                                  .tabular = style->type->tabular,
                                  .letter_spacing = style->type->letter_spacing * size},
                         .paint = style->paint};
}

tr_box tr_para_box(const tr_text *text) {
  double top = fmin(text->logical.y, text->ink.h > 0 ? text->ink.y : INFINITY);
  double bottom = fmax(text->logical.y + text->logical.h, text->ink.y + text->ink.h);
  return (tr_box){text->logical.x, top, text->logical.w, bottom - top};
}

/* --- Kept together ------------------------------------------------------------------------------------- */

static void keep_all(tr_vec *keeps, tr_str text, tr_str word) {
  if (word.n == 0) return;
  for (size_t at = 0; (at = tr_str_find(text, word.p, at)) != SIZE_MAX; at += word.n)
    *(tr_keep *)tr_vec_push(keeps) = (tr_keep){at, at + word.n};
}

static void keep_list(tr_page *page, tr_vec *keeps, tr_str text, const tr_value *glue) {
  for (size_t i = 0; tr_is(glue, TR_ARRAY) && i < glue->n; i++)
    keep_all(keeps, text, tr_text_nfc(page->ctx->doc, tr_string(tr_item(glue, i))));
}

const tr_keep *tr_para_keeps(tr_page *page, const tr_value *glue, tr_str text, size_t *n) {
  tr_vec keeps = tr_vec_of(page->ctx->scene, sizeof(tr_keep));
  keep_list(page, &keeps, text, glue);
  keep_list(page, &keeps, text, page->glue);
  for (size_t i = 0; i < page->facts.n; i++) {
    const tr_fact *fact = *(tr_fact **)tr_vec_at(&page->facts, i);
    keep_all(&keeps, text, tr_get_string(&fact->object, "who", (tr_str){0}));
  }
  *n = keeps.n;
  return keeps.items;
}

/* --- Memo ---------------------------------------------------------------------------------------------- */

tr_text *tr_para_cached(const tr_para_cache *cache, double width, double size, bool variant) {
  for (size_t i = 0; i < TR_PARA_MEMOS; i++) {
    const tr_para_memo *m = &cache->items[i];
    if (m->text && m->width == width && m->size == size && m->variant == variant) return m->text;
  }
  return NULL;
}

void tr_para_keep(tr_para_cache *cache, double width, double size, bool variant, tr_text *text) {
  cache->items[cache->n++ % TR_PARA_MEMOS] = (tr_para_memo){width, size, variant, text};
}
