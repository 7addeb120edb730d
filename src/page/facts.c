#include "page/cells.h"

/* --- Reading one fact ---------------------------------------------------------------------------------- */

static int name_index(const char *const *names, tr_str s) {
  for (int i = 0; names[i]; i++)
    if (tr_str_is(s, names[i])) return i;
  return -1;
}

static bool read_enum(tr_page *page, const tr_cells *cells, const char *column, const char *const *names,
                      int *out) {
  tr_str s = tr_cells_string(cells, column);
  if (s.n == 0) return true;
  int i = name_index(names, s);
  if (i >= 0) {
    *out = i;
    return true;
  }
  tr_error(page->ctx, TR_DATA, cells->at, tr_did_you_mean(page->ctx, s, names), "unknown %s \"%.*s\"", column,
           TR_FMT(s));
  return false;
}

static bool range_is_sound(tr_page *page, const tr_cells *cells, const tr_fact *fact) {
  const tr_quantity *q = &fact->q;
  if (q->qualifier == TR_BETWEEN && (isnan(q->low) || isnan(q->high))) {
    tr_error(page->ctx, TR_DATA, cells->at, "fill the columns low and high",
             "fact \"%.*s\" is qualified as between, but has no two bounds", TR_FMT(fact->id));
    return false;
  }
  if (q->low > q->high) {
    tr_error(page->ctx, TR_DATA, cells->at, NULL, "fact \"%.*s\" has a low that is above its high",
             TR_FMT(fact->id));
    return false;
  }
  return true;
}

static bool read_quantity(tr_page *page, const tr_cells *cells, tr_fact *fact) {
  tr_quantity *q = &fact->q;
  q->value = tr_cells_number(cells, "value");
  q->low = tr_cells_number(cells, "low");
  q->high = tr_cells_number(cells, "high");
  bool range = !isnan(q->low) && !isnan(q->high);
  int qualifier = isnan(q->value) && range ? TR_BETWEEN : TR_EXACT, status = TR_ACTUAL;
  if (!read_enum(page, cells, "qualifier", tr_qualifier_names, &qualifier)) return false;
  if (!read_enum(page, cells, "status", tr_status_names, &status)) return false;
  q->qualifier = (tr_qualifier)qualifier;
  q->status = (tr_status)status;
  q->unit = tr_cells_string(cells, "unit");
  q->scale = tr_cells_string(cells, "scale");
  double digits = tr_cells_number(cells, "digits");
  q->digits = digits >= 1 && digits <= 20 ? (int)digits : 0;
  fact->of = tr_cells_number(cells, "of");
  fact->has_quantity = !isnan(q->value) || range;
  return range_is_sound(page, cells, fact);
}

static void read_sources(tr_page *page, const tr_cells *cells, tr_fact *fact) {
  tr_str rest = tr_cells_string(cells, "source");
  tr_vec list = tr_vec_of(page->ctx->doc, sizeof(tr_str));
  while (rest.n > 0) {
    size_t end = tr_str_find(rest, ";", 0);
    tr_str one = tr_str_trim(tr_str_sub(rest, 0, end == SIZE_MAX ? rest.n : end));
    if (one.n > 0) *(tr_str *)tr_vec_push(&list) = tr_str_copy(page->ctx->doc, one);
    rest = end == SIZE_MAX ? (tr_str){0} : tr_str_sub(rest, end + 1, rest.n);
  }
  fact->sources = list.items;
  fact->n_sources = list.n;
}

static bool date_words(tr_page *page, const tr_cells *cells, const char *column, tr_str *out) {
  const tr_value *v = tr_cells_get(cells, column);
  tr_str s = tr_is(v, TR_NUMBER) ? tr_to_string(page->ctx->doc, v) : tr_string(v);
  *out = (tr_str){0};
  tr_civil_date d;
  if (s.n == 0) return true;
  if (!tr_civil_date_parse(s, &d)) {
    tr_error(page->ctx, TR_DATA, cells->at, "write 2024-11-19, 2024-11, 2024 or 2024-Q4",
             "\"%.*s\" in column \"%s\" is not a date", TR_FMT(s), column);
    return false;
  }
  *out = tr_civil_date_words(page->ctx->doc, page->env.locale, d, TR_DATE_LONG);
  return true;
}

/* --- What templates see -------------------------------------------------------------------------------- */

static tr_str form_of(const tr_cells *cells, const tr_fact *fact) {
  tr_str form = tr_cells_string(cells, "form");
  if (form.n) return form;
  if (fact->has_quantity && tr_str_is(fact->q.unit, "percent")) return TR_S("icons");
  if (fact->has_quantity && !isnan(fact->of)) return TR_S("bar");
  if (tr_cells_string(cells, "who").n) return TR_S("statement");
  if (fact->has_quantity) return TR_S("figure");
  return tr_is_nil(tr_cells_get(cells, "date")) ? TR_S("text") : TR_S("event");
}

static double share_of(const tr_fact *fact) {
  if (fact->of > 0) return fact->q.value / fact->of;
  return tr_str_is(fact->q.unit, "percent") ? fact->q.value / 100 : NAN;
}

static tr_value text_value(tr_str s) { return s.n ? tr_make_string(s) : tr_make_null(); }
static tr_value number_value(double x) { return isnan(x) ? tr_make_null() : tr_make_number(x); }

static void note_unknown_unit(tr_page *page, const tr_fact *fact) {
  if (tr_map_has(&page->unknown_units, fact->q.unit)) return;
  tr_map_put(&page->unknown_units, fact->q.unit, page);
  tr_warn(page->ctx, TR_DATA, fact->at, "give its words in `units:` of the page",
          "no words for the unit \"%.*s\" in the language \"%.*s\"", TR_FMT(fact->q.unit),
          TR_FMT(page->lang));
}

static void put_pieces(tr_page *page, tr_cells *cells, const tr_fact *fact) {
  tr_str parts[4] = {{0}};
  bool unknown = false;
  tr_piece *pieces;
  size_t n = tr_quantity_pieces(page->ctx->doc, page->env.locale, &fact->q, &page->units, &unknown, &pieces);
  for (size_t i = 0; i < n; i++)
    parts[pieces[i].kind] = tr_str_join(page->ctx->doc, parts[pieces[i].kind], pieces[i].text);
  if (unknown) note_unknown_unit(page, fact);
  tr_cells_put(cells, TR_S("qualifier_words"), text_value(tr_str_trim(parts[TR_PIECE_QUALIFIER])));
  tr_str number = tr_str_join(page->ctx->doc, parts[TR_PIECE_NUMBER], parts[TR_PIECE_SCALE]);
  tr_cells_put(cells, TR_S("number"), text_value(tr_str_trim(number)));
  tr_cells_put(cells, TR_S("unit_words"), text_value(tr_str_trim(parts[TR_PIECE_UNIT])));
}

static bool put_dates(tr_page *page, tr_cells *cells, tr_str *date) {
  tr_str end, as_of;
  if (!date_words(page, cells, "date", date) || !date_words(page, cells, "end", &end) ||
      !date_words(page, cells, "as_of", &as_of))
    return false;
  tr_cells_put(cells, TR_S("date_words"), text_value(*date));
  tr_cells_put(cells, TR_S("end_words"), text_value(end));
  tr_cells_put(cells, TR_S("as_of_words"), text_value(as_of));
  return true;
}

static void put_derived(tr_page *page, tr_cells *cells, tr_fact *fact, tr_str date) {
  if (fact->has_quantity) {
    put_pieces(page, cells, fact);
    fact->words = tr_quantity_words(page->ctx->doc, page->env.locale, &fact->q, &page->units, false);
  } else if (date.n) {
    fact->words = date;
  } else {
    fact->words = tr_cells_string(cells, "text");
  }
  if (fact->words.n == 0) fact->words = fact->label;
  tr_cells_put(cells, TR_S("words"), text_value(fact->words));
  tr_cells_put(cells, TR_S("form"), tr_make_string(form_of(cells, fact)));
  tr_cells_put(cells, TR_S("share"), number_value(share_of(fact)));
  tr_cells_put(cells, TR_S("short"), text_value(fact->short_label));
  tr_cells_put(cells, TR_S("qualifier"), tr_make_string(tr_str_z(tr_qualifier_names[fact->q.qualifier])));
  tr_cells_put(cells, TR_S("status"), tr_make_string(tr_str_z(tr_status_names[fact->q.status])));
  tr_buf sources = tr_buf_of(page->ctx->doc);
  for (size_t i = 0; i < fact->n_sources; i++) {
    if (i) tr_buf_add_z(&sources, "; ");
    tr_buf_add(&sources, tr_source_words(page, fact->sources[i]));
  }
  tr_cells_put(cells, TR_S("sources"), text_value(tr_buf_str(&sources)));
}

/* Columns that templates may ask for although the table lacks them: an empty cell, not a slip. */
static void put_absent(tr_cells *cells) {
  static const char *const names[] = {
      "value", "low",  "high", "of",   "unit", "group", "label",  "text",       "note",           "date",
      "end",   "icon", "who",  "role", "url",  "as_of", "number", "unit_words", "qualifier_words"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!tr_cells_get(cells, names[i])) tr_cells_put(cells, tr_str_z(names[i]), tr_make_null());
}

static bool says_something(tr_page *page, const tr_cells *cells, const tr_fact *fact) {
  if (fact->has_quantity || tr_cells_string(cells, "text").n || !tr_is_nil(tr_cells_get(cells, "date")))
    return true;
  tr_error(page->ctx, TR_DATA, cells->at, "fill value, or low and high, or text, or date",
           "fact \"%.*s\" says nothing", TR_FMT(fact->id));
  return false;
}

static bool read_fact(tr_page *page, tr_cells *cells, tr_fact *fact) {
  if (!read_quantity(page, cells, fact) || !says_something(page, cells, fact)) return false;
  read_sources(page, cells, fact);
  fact->label = tr_cells_string(cells, "label");
  fact->short_label = tr_cells_string(cells, "short");
  if (fact->short_label.n == 0) fact->short_label = fact->label;
  fact->note = tr_cells_string(cells, "note");
  fact->url = tr_cells_string(cells, "url");
  fact->as_of = tr_cells_string(cells, "as_of");
  fact->icon = tr_cells_string(cells, "icon");
  tr_str date;
  if (!put_dates(page, cells, &date)) return false;
  put_derived(page, cells, fact, date);
  put_absent(cells);
  return true;
}

/* --- A table of facts ---------------------------------------------------------------------------------- */

static bool read_id(tr_page *page, const tr_cells *cells, tr_str key, tr_fact *fact) {
  const tr_value *v = tr_cells_get(cells, tr_str_copy(page->ctx->doc, key).p);
  fact->id = tr_is_nil(v) ? (tr_str){0} : tr_to_string(page->ctx->doc, v);
  if (fact->id.n) return true;
  tr_error(page->ctx, TR_DATA, cells->at, NULL, "this row has no \"%.*s\"", TR_FMT(key));
  return false;
}

static bool is_double(tr_page *page, const tr_map *seen, const tr_fact *fact) {
  const tr_fact *other = tr_map_get(seen, fact->id);
  if (!other) return false;
  uint32_t line, column;
  tr_locate(page->ctx, other->at, &line, &column);
  tr_error(page->ctx, TR_DATA, fact->at, NULL, "fact \"%.*s\" is there twice, first in line %u",
           TR_FMT(fact->id), line);
  return true;
}

/* An object's `aux` is free: it holds the fact's number, so that a fact is known wherever expressions carry
   it. */
static tr_value fact_object(tr_page *page, const tr_cells *cells, const tr_fact *fact) {
  tr_value object = tr_make_object(cells->members.items, cells->members.n);
  object.aux = (uint32_t)page->facts.n;
  object.file = (uint16_t)fact->at.file;
  object.offset = fact->at.offset;
  return object;
}

static tr_fact *add_fact(tr_page *page, const tr_page_table *table, tr_cells *cells, tr_str key,
                         const tr_map *seen) {
  tr_fact *fact = TR_NEW(page->ctx->doc, tr_fact);
  fact->table = table->name;
  fact->at = cells->at;
  if (!read_id(page, cells, key, fact) || is_double(page, seen, fact) || !read_fact(page, cells, fact))
    return NULL;
  *(tr_fact **)tr_vec_push(&page->facts) = fact;
  fact->object = fact_object(page, cells, fact);
  return fact;
}

bool tr_facts_read(tr_page *page, tr_page_table *table, const tr_value *key) {
  size_t n = table->table->n_rows;
  tr_member *members = TR_NEW_N(page->ctx->doc, tr_member, n);
  tr_value *rows = TR_NEW_N(page->ctx->doc, tr_value, n);
  table->ids = TR_NEW_N(page->ctx->doc, const char *, n + 1);
  tr_map seen = tr_map_of(page->ctx->doc);
  tr_cell_source src = tr_cell_source_of(page, table->table);
  tr_str key_name = tr_string(key);
  if (!tr_table_column(table->table, key_name)) {
    tr_error(page->ctx, TR_DATA, tr_pos_of(key), NULL, "table \"%.*s\" has no column \"%.*s\"",
             TR_FMT(table->name), TR_FMT(key_name));
    return false;
  }
  bool ok = true;
  for (size_t i = 0; i < n; i++) {
    tr_cells cells;
    tr_fact *fact =
        tr_cells_read(page, &src, i, &cells) ? add_fact(page, table, &cells, key_name, &seen) : NULL;
    ok = ok && fact;
    if (!fact) continue;
    tr_map_put(&seen, fact->id, fact);
    members[i] = (tr_member){.name = fact->id, .value = fact->object};
    rows[i] = fact->object;
    table->ids[i] = fact->id.p;
  }
  table->by_id = tr_make_object(members, n);
  table->rows = tr_make_array(rows, n);
  table->keyed = true;
  return ok;
}

/* --- Finding facts ------------------------------------------------------------------------------------- */

static tr_fact *fact_itself(tr_page *page, const tr_value *object) {
  if (!tr_is(object, TR_OBJECT) || object->aux == 0 || object->aux > page->facts.n) return NULL;
  tr_fact *fact = *(tr_fact **)tr_vec_at(&page->facts, object->aux - 1);
  return fact->object.members == object->members ? fact : NULL;
}

/* A row with derived fields keeps the fact it was made from as a member. */
tr_fact *tr_fact_of(tr_page *page, const tr_value *object) {
  tr_fact *fact = fact_itself(page, object);
  return fact ? fact : fact_itself(page, tr_get(object, "fact"));
}

static const char **all_ids(tr_page *page) {
  const char **ids = TR_NEW_N(page->ctx->doc, const char *, page->facts.n + 1);
  for (size_t i = 0; i < page->facts.n; i++) ids[i] = (*(tr_fact **)tr_vec_at(&page->facts, i))->id.p;
  return ids;
}

tr_fact *tr_fact_find(tr_page *page, const tr_value *v) {
  tr_fact *fact = tr_fact_of(page, v);
  tr_str id = tr_text_nfc(page->ctx->doc, tr_string(v));
  for (size_t i = 0; !fact && id.n && i < page->facts.n; i++) {
    tr_fact *one = *(tr_fact **)tr_vec_at(&page->facts, i);
    if (tr_str_eq(one->id, id)) fact = one;
  }
  if (fact) {
    tr_fact_use(page, fact);
    return fact;
  }
  if (tr_is(v, TR_STRING))
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), tr_did_you_mean(page->ctx, id, all_ids(page)),
             "unknown fact \"%.*s\"", TR_FMT(id));
  else
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "give a fact's id, or \"{{ datum }}\" in a repeat over facts",
             "%s is not a fact", v ? tr_kind_name((tr_kind)v->kind) : "nothing");
  return NULL;
}

void tr_fact_use(tr_page *page, tr_fact *fact) {
  *(tr_fact **)tr_vec_push(&page->touched) = fact;
  if (fact->used) return;
  fact->used = true;
  *(tr_fact **)tr_vec_push(&page->used) = fact;
}

/* --- Their sources ------------------------------------------------------------------------------------- */

tr_str tr_page_date_words(tr_page *page, tr_str date) {
  tr_civil_date d;
  if (!tr_civil_date_parse(date, &d)) return date;
  return tr_civil_date_words(page->ctx->doc, page->env.locale, d, TR_DATE_LONG);
}

static tr_str name_source(tr_page *page, tr_str source) {
  const tr_value *row = page->sources ? tr_get_s(page->sources, source) : NULL;
  if (!row) return source;
  tr_str words;
  const tr_value *name = tr_is(row, TR_OBJECT) && tr_get(row, "name") ? tr_get(row, "name") : row;
  if (!tr_page_words(page, name, &words)) return source;
  tr_str date = tr_get_string(row, "date", (tr_str){0});
  if (date.n == 0) return words;
  tr_str when = tr_page_date_words(page, date);
  return tr_printf(page->ctx->doc, "%.*s, %.*s", TR_FMT(words), TR_FMT(when));
}

tr_str tr_source_words(tr_page *page, tr_str source) {
  const tr_str *known = tr_map_get(&page->source_words, source);
  if (known) return *known;
  tr_str *words = TR_NEW(page->ctx->doc, tr_str);
  *words = name_source(page, source);
  tr_map_put(&page->source_words, source, words);
  return *words;
}
