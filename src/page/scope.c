#include "page/page-priv.h"

/* --- Names --------------------------------------------------------------------------------------------- */

static bool frame_name(const tr_where *where, tr_str name, tr_value *out) {
  for (const tr_frame *f = where ? where->frames : NULL; f; f = f->up) {
    if (!tr_str_eq(f->name, name)) continue;
    *out = f->value;
    return true;
  }
  return false;
}

static bool table_name(tr_page *page, tr_str name, tr_value *out) {
  tr_page_table *table = tr_map_get(&page->tables, name);
  if (!table) return false;
  *out = table->keyed ? table->by_id : *tr_page_table_rows(page, table);
  return true;
}

static bool scope_name(void *self, tr_str name, tr_value *out) {
  tr_page *page = self;
  if (frame_name(page->where, name, out)) return true;
  const tr_value *param = tr_map_get(&page->params, name);
  if (param) {
    *out = *param;
    return true;
  }
  if (table_name(page, name, out)) return true;
  if (tr_str_is(name, "page")) {
    *out = page->page_value;
    return true;
  }
  if (tr_str_is(name, "u")) {
    *out = page->u_value;
    return true;
  }
  return false;
}

/* rows_of(facts): the rows of a table as an array, whether it has a key or not. */
static bool rows_of(tr_page *page, const tr_value *v, tr_value *out) {
  if (tr_is(v, TR_ARRAY)) {
    *out = *v;
    return true;
  }
  if (!tr_is(v, TR_OBJECT)) return false;
  tr_value *items = TR_NEW_N(page->ctx->doc, tr_value, v->n);
  for (size_t i = 0; i < v->n; i++) items[i] = v->members[i].value;
  *out = tr_make_array(items, v->n);
  return true;
}

static bool words_of(tr_page *page, const tr_value *v, tr_value *out) {
  const tr_fact *fact = tr_fact_of(page, v);
  if (!fact) return false;
  *out = tr_make_string(fact->words);
  return true;
}

static bool scope_call(void *self, tr_str function, const tr_value *args, size_t n, tr_value *out) {
  tr_page *page = self;
  if (tr_str_is(function, "rows_of")) return n == 1 && rows_of(page, &args[0], out);
  if (tr_str_is(function, "words")) return n == 1 && words_of(page, &args[0], out);
  return false;
}

/* --- Values as text ------------------------------------------------------------------------------------ */

static tr_str capital(tr_arena *arena, const tr_page *page, const tr_fact *fact) {
  return fact->has_quantity ? tr_quantity_words(arena, page->env.locale, &fact->q, &page->units, true)
                            : fact->words;
}

static bool scope_text(void *self, const tr_value *v, tr_buf *out) {
  tr_page *page = self;
  if (tr_is_nil(v)) return true; /* an empty cell prints nothing */
  if (tr_is(v, TR_NUMBER)) {
    tr_buf_add(out, tr_number_words(page->ctx->doc, page->env.locale, v->number));
    return true;
  }
  tr_fact *fact = tr_fact_of(page, v);
  if (!fact) return false;
  tr_fact_use(page, fact);
  tr_buf_add(out, out->n == 0 ? capital(page->ctx->doc, page, fact) : fact->words);
  return true;
}

void tr_scope_start(tr_page *page) {
  static const char *const functions[] = {"rows_of", "words", NULL};
  page->scope = (tr_scope){.self = page,
                           .name = scope_name,
                           .call = scope_call,
                           .functions = functions,
                           .text = scope_text,
                           .env = &page->env};
}

/* --- Fact ids in the text of a template --------------------------------------------------------------- */

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (unsigned char)c >= 0x80;
}

/* The id after a table's name: `.id` or `["id"]`. Returns false where it is computed. */
static bool id_after(tr_str s, size_t at, size_t *from, size_t *to) {
  if (at < s.n && s.p[at] == '.') {
    *from = *to = at + 1;
    while (*to < s.n && is_word(s.p[*to])) (*to)++;
    return *to > *from;
  }
  if (at + 1 >= s.n || s.p[at] != '[' || (s.p[at + 1] != '\'' && s.p[at + 1] != '"')) return false;
  *from = *to = at + 2;
  while (*to < s.n && s.p[*to] != s.p[at + 1]) (*to)++;
  return *to + 1 < s.n && s.p[*to + 1] == ']';
}

static bool check_id(tr_page *page, const tr_value *v, const tr_page_table *table, tr_str s, size_t from,
                     size_t to) {
  tr_str id = tr_text_nfc(page->ctx->doc, tr_str_sub(s, from, to));
  const tr_value *row = tr_get_s(&table->by_id, id);
  if (row) {
    tr_fact *fact = tr_fact_of(page, row);
    if (fact) tr_fact_use(page, fact);
    return true;
  }
  tr_pos at = tr_pos_of(v);
  at.offset += (uint32_t)from + (v->quoted ? 1 : 0);
  tr_error(page->ctx, TR_INPUT, at, tr_did_you_mean(page->ctx, id, table->ids),
           "no fact \"%.*s\" in table \"%.*s\"", TR_FMT(id), TR_FMT(table->name));
  return false;
}

/* A member that is not there is `undefined` to an expression; a fact that is not there is a slip, so the ids
   that are written out are looked up first. */
static bool check_ids(tr_page *page, const tr_value *v, const tr_where *where) {
  tr_str s = tr_string(v);
  for (size_t t = 0; t < page->tables.n; t++) {
    const tr_page_table *table = page->tables.items[t].value;
    tr_value shadow;
    if (!table->keyed || frame_name(where, table->name, &shadow)) continue;
    for (size_t at = 0; (at = tr_str_find(s, table->name.p, at)) != SIZE_MAX; at += table->name.n) {
      size_t from, to, end = at + table->name.n;
      bool whole = (at == 0 || (!is_word(s.p[at - 1]) && s.p[at - 1] != '.')) && end < s.n;
      if (whole && id_after(s, end, &from, &to) && !check_id(page, v, table, s, from, to)) return false;
    }
  }
  return true;
}

/* --- Evaluation ---------------------------------------------------------------------------------------- */

static bool has_template(tr_str s) { return tr_str_find(s, "{{", 0) != SIZE_MAX; }

static tr_pos text_pos(const tr_value *v) {
  tr_pos at = tr_pos_of(v);
  if (v->quoted) at.offset++;
  return at;
}

/* A value that came out of an expression stands where the expression stands, so that what is said about it
   later points at the document; a value that has a place of its own keeps it. */
static void keep_place(const tr_value *from, tr_value *out) {
  if (out->file) return;
  out->file = from->file;
  out->offset = from->offset;
}

static bool eval_string(tr_page *page, const tr_value *v, const tr_where *where, tr_value *out) {
  *out = *v;
  if (!has_template(tr_string(v))) return true;
  if (!check_ids(page, v, where)) return false;
  const tr_template *t = tr_template_parse(page->ctx, tr_string(v), text_pos(v), &page->scope);
  if (!t) return false;
  const tr_where *outer = page->where;
  page->where = where;
  tr_datum datum = {.object = where ? where->datum : NULL};
  bool ok = tr_template_eval(page->ctx, t, &page->scope, &datum, page->ctx->doc, out);
  page->where = outer;
  keep_place(v, out);
  return ok;
}

static bool is_skipped(const char *const *skip, tr_str name) {
  for (size_t i = 0; skip && skip[i]; i++)
    if (tr_str_is(name, skip[i])) return true;
  return false;
}

bool tr_page_eval(tr_page *page, const tr_value *v, const tr_where *where, const char *const *skip,
                  tr_value *out) {
  *out = *v;
  if (tr_is(v, TR_STRING)) return eval_string(page, v, where, out);
  if (tr_is(v, TR_ARRAY)) {
    tr_value *items = TR_NEW_N(page->ctx->doc, tr_value, v->n);
    for (size_t i = 0; i < v->n; i++)
      if (!tr_page_eval(page, &v->items[i], where, NULL, &items[i])) return false;
    out->items = items;
  } else if (tr_is(v, TR_OBJECT)) {
    tr_member *members = TR_NEW_N(page->ctx->doc, tr_member, v->n);
    for (size_t i = 0; i < v->n; i++) {
      members[i] = v->members[i];
      if (is_skipped(skip, members[i].name)) continue;
      if (!tr_page_eval(page, &v->members[i].value, where, NULL, &members[i].value)) return false;
    }
    out->members = members;
  }
  return true;
}

bool tr_page_expr(tr_page *page, const tr_value *text, const tr_where *where, tr_value *out) {
  if (!tr_is(text, TR_STRING) || has_template(tr_string(text)))
    return tr_page_eval(page, text, where, NULL, out);
  if (!check_ids(page, text, where)) return false;
  const tr_expr *e = tr_expr_parse(page->ctx, tr_string(text), text_pos(text), &page->scope);
  if (!e) return false;
  const tr_where *outer = page->where;
  page->where = where;
  tr_datum datum = {.object = where ? where->datum : NULL};
  bool ok = tr_expr_eval(page->ctx, e, &page->scope, &datum, page->ctx->doc, out);
  page->where = outer;
  keep_place(text, out);
  return ok;
}

bool tr_page_test(tr_page *page, const tr_value *v, const tr_where *where, bool *out) {
  *out = true;
  if (!v) return true;
  tr_value result;
  if (!tr_page_expr(page, v, where, &result)) return false;
  *out = tr_truthy(&result);
  return true;
}

/* --- Words --------------------------------------------------------------------------------------------- */

bool tr_page_words(tr_page *page, const tr_value *v, tr_str *out) {
  *out = (tr_str){0};
  if (tr_is_nil(v)) return true;
  if (tr_is(v, TR_OBJECT) && !tr_fact_of(page, v)) {
    const tr_value *words = tr_get_s(v, page->lang);
    if (words) return tr_page_words(page, words, out);
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "add it, or choose another with --locale",
             "no words for the language \"%.*s\"", TR_FMT(page->lang));
    return false;
  }
  tr_buf text = tr_buf_of(page->ctx->doc);
  if (tr_is(v, TR_STRING))
    *out = tr_string(v);
  else if (scope_text(page, v, &text))
    *out = tr_buf_str(&text);
  else
    *out = tr_to_string(page->ctx->doc, v);
  return true;
}
