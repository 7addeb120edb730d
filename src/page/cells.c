#include "page/cells.h"

#include "base/file.h"
#include "base/number.h"

static const char *const number_columns[] = {"value", "low", "high", "of", "digits", "base_value", NULL};
static const char *const word_columns[] = {"label", "short",  "text",       "note",        "role",
                                           "who",   "source", "base_label", "group_label", NULL};

static bool is_in(const char *const *list, tr_str name) {
  for (size_t i = 0; list[i]; i++)
    if (tr_str_is(name, list[i])) return true;
  return false;
}

bool tr_cells_is_number(tr_str column) { return is_in(number_columns, column); }

/* --- Members ------------------------------------------------------------------------------------------- */

tr_value *tr_cells_put(tr_cells *cells, tr_str name, tr_value v) {
  for (size_t i = 0; i < cells->members.n; i++) {
    tr_member *m = tr_vec_at(&cells->members, i);
    if (!tr_str_eq(m->name, name)) continue;
    m->value = v;
    return &m->value;
  }
  tr_member *m = tr_vec_push(&cells->members);
  m->name = name;
  m->value = v;
  return &m->value;
}

const tr_value *tr_cells_get(const tr_cells *cells, const char *name) {
  for (size_t i = 0; i < cells->members.n; i++) {
    const tr_member *m = tr_vec_at(&cells->members, i);
    if (tr_str_is(m->name, name)) return &m->value;
  }
  return NULL;
}

tr_str tr_cells_string(const tr_cells *cells, const char *name) {
  return tr_string(tr_cells_get(cells, name));
}

double tr_cells_number(const tr_cells *cells, const char *name) {
  const tr_value *v = tr_cells_get(cells, name);
  return tr_is(v, TR_NUMBER) ? v->number : NAN;
}

/* --- One cell ------------------------------------------------------------------------------------------ */

static bool strict_number(tr_page *page, tr_str column, tr_value *v, tr_pos at) {
  tr_str s = tr_str_trim(tr_string(v));
  double x;
  if (tr_num_parse(s, &x)) {
    *v = tr_make_number(x);
    return true;
  }
  tr_error(page->ctx, TR_DATA, at,
           "write machine numbers, such as 80.5 or 1234.5: no grouping, a point for decimals",
           "\"%.*s\" in column \"%.*s\" is not a number", TR_FMT(s), TR_FMT(column));
  return false;
}

static bool clean_cell(tr_page *page, tr_str column, tr_value *v, tr_pos at, bool guess_number) {
  if (tr_is(v, TR_STRING)) {
    tr_str s = tr_text_nfc(page->ctx->doc, tr_str_trim(tr_string(v)));
    double x;
    if (s.n == 0)
      *v = tr_make_null();
    else if (tr_cells_is_number(column))
      return strict_number(page, column, v, at);
    else
      *v = guess_number && tr_num_parse(s, &x) ? tr_make_number(x)
                                               : tr_make_string(tr_str_copy(page->ctx->doc, s));
  } else if (tr_cells_is_number(column) && !tr_is(v, TR_NUMBER) && !tr_is_nil(v)) {
    tr_error(page->ctx, TR_DATA, at, NULL, "column \"%.*s\" holds %s, not a number", TR_FMT(column),
             tr_kind_name((tr_kind)v->kind));
    return false;
  }
  v->file = (uint16_t)at.file;
  v->offset = at.offset;
  return true;
}

/* A column that is no known one is one of numbers when all its cells are. */
static bool all_numbers(const tr_column *c) {
  size_t seen = 0;
  for (size_t row = 0; row < c->n; row++) {
    tr_value v = tr_cell(c, row);
    tr_str s = tr_str_trim(tr_string(&v));
    double x;
    if (s.n == 0) continue;
    if (!tr_num_parse(s, &x)) return false;
    seen++;
  }
  return seen > 0;
}

/* --- Languages ----------------------------------------------------------------------------------------- */

void tr_cells_languages(tr_page *page, tr_str **names, size_t *n) {
  *n = tr_asset_list(page->ctx, "data/locales", ".yaml", names);
}

typedef struct column_name {
  tr_str base, lang; /* "label" and "vi" of "label_vi"; lang empty where it has none */
} column_name;

static column_name split_name(tr_str name, const tr_str *langs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    size_t tail = langs[i].n + 1;
    if (name.n <= tail || name.p[name.n - tail] != '_') continue;
    if (tr_str_eq(tr_str_sub(name, name.n - langs[i].n, name.n), langs[i]))
      return (column_name){tr_str_sub(name, 0, name.n - tail), langs[i]};
  }
  return (column_name){name, {0}};
}

static bool missing_language(tr_page *page, const tr_cells *cells, column_name name) {
  tr_error(page->ctx, TR_DATA, cells->at,
           tr_printf(page->ctx->doc, "fill column \"%.*s_%.*s\"", TR_FMT(name.base), TR_FMT(page->lang)).p,
           "no words for the language \"%.*s\" in \"%.*s\", which has them for \"%.*s\"", TR_FMT(page->lang),
           TR_FMT(name.base), TR_FMT(name.lang));
  return false;
}

/* label_vi stands for label when the page is in Vietnamese; a row that has words in another language only is
   an error, not a blank. */
static bool resolve_languages(tr_page *page, const tr_cell_source *src, tr_cells *cells) {
  size_t n = cells->members.n;
  for (size_t i = 0; i < n; i++) {
    tr_member m = *(tr_member *)tr_vec_at(&cells->members, i);
    column_name name = split_name(m.name, src->langs, src->n_langs);
    if (name.lang.n == 0 || tr_is_nil(&m.value)) continue;
    tr_value own = tr_make_null();
    for (size_t k = 0; k < n; k++) {
      const tr_member *other = tr_vec_at(&cells->members, k);
      column_name other_name = split_name(other->name, src->langs, src->n_langs);
      if (!tr_str_eq(other_name.base, name.base)) continue;
      if (tr_str_eq(other_name.lang, page->lang)) own = other->value;
      if (other_name.lang.n == 0 && tr_is_nil(&own)) own = other->value;
    }
    if (tr_is_nil(&own)) return missing_language(page, cells, name);
    tr_cells_put(cells, tr_str_copy(page->ctx->doc, name.base), own);
  }
  return true;
}

static bool resolve_maps(tr_page *page, tr_cells *cells) {
  for (size_t i = 0; i < cells->members.n; i++) {
    tr_member *m = tr_vec_at(&cells->members, i);
    if (!tr_is(&m->value, TR_OBJECT) || !is_in(word_columns, m->name)) continue;
    tr_str words;
    if (!tr_page_words(page, &m->value, &words)) return false;
    m->value = tr_make_string(tr_str_copy(page->ctx->doc, tr_text_nfc(page->ctx->doc, words)));
  }
  return true;
}

/* --- A row --------------------------------------------------------------------------------------------- */

tr_cell_source tr_cell_source_of(tr_page *page, const tr_table *table) {
  tr_cell_source src = {.table = table};
  tr_cells_languages(page, &src.langs, &src.n_langs);
  src.names = TR_NEW_N(page->ctx->doc, tr_str, table->n_columns);
  src.guess = TR_NEW_N(page->ctx->doc, bool, table->n_columns);
  for (size_t i = 0; i < table->n_columns; i++) {
    const tr_column *c = &table->columns[i];
    src.names[i] = tr_text_nfc(page->ctx->doc, tr_str_trim(c->name));
    bool words = is_in(word_columns, split_name(src.names[i], src.langs, src.n_langs).base);
    src.guess[i] = !words && c->type == TR_COL_STRING && all_numbers(c);
  }
  return src;
}

bool tr_cells_read(tr_page *page, const tr_cell_source *src, size_t row, tr_cells *out) {
  *out =
      (tr_cells){.members = tr_vec_of(page->ctx->doc, sizeof(tr_member)), .at = tr_row_pos(src->table, row)};
  bool ok = true;
  for (size_t i = 0; i < src->table->n_columns; i++) {
    tr_value v = tr_cell(&src->table->columns[i], row);
    if (!clean_cell(page, src->names[i], &v, out->at, src->guess[i])) ok = false;
    tr_cells_put(out, src->names[i], v);
  }
  return ok && resolve_languages(page, src, out) && resolve_maps(page, out);
}
