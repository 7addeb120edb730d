#include "page/document.h"

const tr_prop tr_document_props[] = {
    {"tranh", TR_P_NUMBER, NULL, 1, 1, "1", "version of the grammar"},
    {"size", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, "a4", "a name, or [width, height]"},
    {"sizes", TR_P_OBJECT, NULL, 0, 0, NULL, "overrides by size or class of sizes"},
    {"theme", TR_P_STRING, NULL, 0, 0, "light", "name of a theme"},
    {"locale", TR_P_STRING, NULL, 0, 0, "en", "language"},
    {"title", TR_P_TEXT, NULL, 0, 0, NULL, "of the document; else its first title"},
    {"description", TR_P_TEXT, NULL, 0, 0, NULL, "for readers who do not see it"},
    {"author", TR_P_TEXT, NULL, 0, 0, NULL, "of the document"},
    {"params", TR_P_OBJECT, NULL, 0, 0, NULL, "name → default"},
    {"data", TR_P_OBJECT, NULL, 0, 0, NULL, "name → table", "{table}"},
    {"units", TR_P_OBJECT, NULL, 0, 0, NULL, "code → words by language"},
    {"sources", TR_P_OBJECT, NULL, 0, 0, NULL, "id → {name, url, date}"},
    {"glue", TR_P_ARRAY, NULL, 0, 0, NULL, "words that stay on one line"},
    {"margin", TR_P_LENGTH | TR_P_ARRAY, NULL, 0, 0, "6 % of the short side", "around the page"},
    {"gap", TR_P_LENGTH, NULL, 0, 0, "3u", "between the blocks"},
    {"background", TR_P_STRING, NULL, 0, 0, "page", "colour"},
    {"base", TR_P_LENGTH, NULL, 0, 0, NULL, "size of body text; by the theme"},
    {"floor", TR_P_LENGTH, NULL, 0, 0, NULL, "least size of text; by the theme"},
    {"fill", TR_P_ENUM, "grow|spread|none", 0, 0, "grow", "how a page higher than its content is filled"},
    {"max_ratio", TR_P_NUMBER, NULL, 1, 4, "1.25", "how much text may grow to fill it"},
    {"header", TR_P_ARRAY, NULL, 0, 0, NULL, "blocks at the top", "[block]"},
    {"footer", TR_P_ARRAY, NULL, 0, 0, NULL, "blocks at the bottom", "[block]"},
    {"blocks", TR_P_ARRAY, NULL, 0, 0, NULL, "the page", "[block]"},
    {"pages", TR_P_ARRAY, NULL, 0, 0, NULL, "several pages: {blocks, header, footer, background}",
     "[document-page]"},
    {0}};

const tr_prop tr_document_page_props[] = {
    {"background", TR_P_STRING, NULL, 0, 0, "page", "colour"},
    {"header", TR_P_ARRAY, NULL, 0, 0, NULL, "blocks at the top", "[block]"},
    {"footer", TR_P_ARRAY, NULL, 0, 0, NULL, "blocks at the bottom", "[block]"},
    {"blocks", TR_P_ARRAY, NULL, 0, 0, NULL, "the page", "[block]"},
    {0}};

static const tr_prop *const document_tables[] = {tr_document_props, NULL};
static const tr_prop *const page_tables[] = {tr_document_page_props, NULL};

bool tr_page_is(const tr_value *document) { return tr_get(document, "blocks") || tr_get(document, "pages"); }

/* --- Size ---------------------------------------------------------------------------------------------- */

static bool open_size(tr_page *page, const tr_page_input *input) {
  if (!tr_page_size_read(page, tr_get(input->document, "size"), input->size, &page->size)) return false;
  if (input->width > 0) page->size.width = input->width;
  if (input->height > 0) page->size.height = input->height;
  if (input->width > 0 || input->height > 0) page->size.name = (tr_str){0};
  double height = page->size.height > 0 ? page->size.height : page->size.width;
  page->u = fmin(page->size.width, height) / 135;
  return true;
}

static const char *size_class(const tr_page *page) { return page->size.print ? "print" : "screen"; }

static double class_number(tr_page *page, const char *name, double fallback) {
  tr_str path = tr_printf(page->ctx->doc, "classes.%s.%s", size_class(page), name);
  return tr_theme_number(page->theme, path.p, fallback);
}

static bool px_of(tr_page *page, const char *name, double fallback, double *out) {
  tr_len len;
  if (!tr_len_parse(page, tr_get(&page->doc, name), &len)) return false;
  *out = tr_len_px(len, 135 * page->u, fallback);
  return true;
}

/* Figures are up to five times as large as the body text. */
static bool sizes_are_sound(tr_page *page) {
  double most = page->ctx->limits[TR_LIMIT_FONT_SIZE] / 5;
  if (page->base >= 1 && page->base <= most && page->floor <= page->base) return true;
  tr_buf limit = tr_buf_of(page->ctx->doc);
  tr_buf_fixed(&limit, most, 0);
  tr_error(page->ctx, TR_INPUT, tr_pos_of(&page->doc), "give `base` and `floor` in px, or neither",
           "body text must be 1 to %.*s px high, and not below the floor", TR_FMT(tr_buf_str(&limit)));
  return false;
}

static bool open_type(tr_page *page) {
  double side = 135 * page->u, edge = tr_theme_number(page->theme, "space.margin", 0.06) * side;
  page->base = class_number(page, "base", 0.025) * side;
  page->floor =
      fmin(fmax(class_number(page, "floor", 0.02) * side, class_number(page, "floor-px", 0)), page->base);
  const tr_value *margin = tr_get(&page->doc, "margin");
  page->margin = (tr_edges){edge, edge, edge, edge};
  if (!px_of(page, "base", page->base, &page->base) || !px_of(page, "floor", page->floor, &page->floor) ||
      !px_of(page, "gap", tr_theme_number(page->theme, "space.section", 3) * page->u, &page->gap))
    return false;
  tr_str fill = tr_get_string(&page->doc, "fill", TR_S("grow"));
  page->max_ratio = tr_str_is(fill, "grow") ? tr_get_number(&page->doc, "max_ratio", 1.25) : 1;
  page->empty_ratio = tr_get(&page->doc, "max_ratio") ? page->max_ratio : 1.3 * page->max_ratio;
  page->spread = !tr_str_is(fill, "none");
  return sizes_are_sound(page) && (!margin || tr_edges_parse(page, margin, &page->margin));
}

/* --- Parameters ---------------------------------------------------------------------------------------- */

static bool unknown_param(tr_page *page, const tr_value *set, const tr_member *m) {
  const char **names = TR_NEW_N(page->ctx->doc, const char *, page->params.n + 1);
  for (size_t i = 0; i < page->params.n; i++)
    names[i] = tr_str_copy(page->ctx->doc, page->params.items[i].key).p;
  tr_error(page->ctx, TR_INPUT, tr_pos_of_name(set, m), tr_did_you_mean(page->ctx, m->name, names),
           "the document has no parameter \"%.*s\"", TR_FMT(m->name));
  return false;
}

static bool open_params(tr_page *page, const tr_value *set) {
  const tr_value *params = tr_get(&page->doc, "params");
  page->params = tr_map_of(page->ctx->doc);
  for (size_t i = 0; tr_is(params, TR_OBJECT) && i < params->n; i++) {
    tr_value *v = TR_NEW(page->ctx->doc, tr_value);
    *v = params->members[i].value;
    tr_map_put(&page->params, params->members[i].name, v);
  }
  for (size_t i = 0; tr_is(set, TR_OBJECT) && i < set->n; i++) {
    tr_value *v = tr_map_get(&page->params, set->members[i].name);
    if (!v) return unknown_param(page, set, &set->members[i]);
    *v = set->members[i].value;
  }
  return true;
}

/* --- Names in scope ------------------------------------------------------------------------------------ */

static void open_scope(tr_page *page) {
  const tr_page_size *s = &page->size;
  tr_member members[] = {
      {.name = TR_S("width"), .value = tr_make_number(s->width)},
      {.name = TR_S("height"), .value = tr_make_number(s->height)},
      {.name = TR_S("short"), .value = tr_make_number(135 * page->u)},
      {.name = TR_S("size"), .value = tr_make_string(s->name)},
      {.name = TR_S("class"), .value = tr_make_string(tr_str_z(size_class(page)))},
      {.name = TR_S("landscape"), .value = tr_make_bool(s->height > 0 && s->width > s->height)},
      {.name = TR_S("locale"), .value = tr_make_string(page->lang)},
      {.name = TR_S("theme"), .value = tr_make_string(tr_theme_name(page->theme))},
  };
  size_t n = sizeof members / sizeof *members;
  tr_member *copy = TR_NEW_N(page->ctx->doc, tr_member, n);
  memcpy(copy, members, sizeof members);
  page->page_value = tr_make_object(copy, n);
  page->u_value = tr_make_number(page->u);
  tr_scope_start(page);
}

/* --- Opening ------------------------------------------------------------------------------------------- */

static tr_pos at_of(const tr_value *document, const char *name) { return tr_pos_of(tr_get(document, name)); }

static bool open_env(tr_page *page, const tr_page_input *input) {
  const tr_value *doc = &page->doc;
  tr_str locale = input->locale.n ? input->locale : tr_get_string(doc, "locale", TR_S("en"));
  tr_str theme = input->theme.n ? input->theme : tr_get_string(doc, "theme", TR_S("light"));
  page->theme = tr_theme_load(page->ctx, theme, input->theme.n ? (tr_pos){0} : at_of(doc, "theme"));
  page->env.locale = tr_locale_load(page->ctx, locale, input->locale.n ? (tr_pos){0} : at_of(doc, "locale"));
  page->env.theme = page->theme;
  page->env.fonts = input->fonts;
  page->env.zone = input->zone;
  size_t dash = tr_str_find(locale, "-", 0);
  page->lang = tr_str_copy(page->ctx->doc, dash == SIZE_MAX ? locale : tr_str_sub(locale, 0, dash));
  return page->theme && page->env.locale;
}

static void open_maps(tr_page *page) {
  tr_arena *doc = page->ctx->doc;
  page->tables = tr_map_of(doc);
  page->parts = tr_map_of(doc);
  page->unknown_units = tr_map_of(doc);
  page->source_words = tr_map_of(doc);
  page->facts = tr_vec_of(doc, sizeof(tr_fact *));
  page->used = tr_vec_of(doc, sizeof(tr_fact *));
  page->touched = tr_vec_of(doc, sizeof(tr_fact *));
  page->overflows = tr_vec_of(doc, sizeof(tr_overflow));
  page->notes = tr_vec_of(doc, sizeof(tr_fit_note));
}

bool tr_document_open(tr_page *page, const tr_page_input *input) {
  const tr_value *sizes = tr_get(input->document, "sizes");
  open_maps(page);
  if (!tr_props_check(page->ctx, input->document, document_tables, "page", TR_ERROR)) return false;
  if (!open_size(page, input) || (sizes && !tr_sizes_check(page, sizes))) return false;
  page->doc = tr_sizes_merged(page, input->document);
  if (!tr_props_check(page->ctx, &page->doc, document_tables, "page", TR_ERROR)) return false;
  if (!open_env(page, input) || !open_type(page) || !open_params(page, input->set)) return false;
  page->units = (tr_unit_words){tr_get(&page->doc, "units")};
  page->sources = tr_get(&page->doc, "sources");
  page->glue = tr_get(&page->doc, "glue");
  open_scope(page);
  return tr_page_words(page, tr_get(&page->doc, "title"), &page->title);
}

const tr_value *tr_document_pages(tr_page *page, size_t *n) {
  const tr_value *pages = tr_get(&page->doc, "pages");
  *n = 1;
  if (!tr_is(pages, TR_ARRAY)) return &page->doc;
  if (pages->n == 0) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(pages), "pages: [{blocks: […]}]", "a document without a page");
    return NULL;
  }
  tr_value shared = tr_without(page->ctx->doc, &page->doc, "pages");
  tr_value *out = TR_NEW_N(page->ctx->doc, tr_value, pages->n);
  for (*n = 0; *n < pages->n; (*n)++) {
    if (!tr_props_check(page->ctx, &pages->items[*n], page_tables, "page", TR_ERROR)) {
      *n = 0;
      return NULL;
    }
    out[*n] = tr_merge(page->ctx->doc, &shared, &pages->items[*n]);
  }
  return out;
}
