#include "base/file.h"
#include "page/page-priv.h"

const tr_prop tr_table_props[] = {
    {"url", TR_P_STRING, NULL, 0, 0, NULL, "file beside the document"},
    {"format", TR_P_ENUM, "csv|tsv|json", 0, 0, NULL, "of the file; by its ending"},
    {"property", TR_P_STRING, NULL, 0, 0, NULL, "JSON: member that holds the rows"},
    {"values", TR_P_ARRAY, NULL, 0, 0, NULL, "rows in place"},
    {"key", TR_P_STRING, NULL, 0, 0, NULL, "column of ids: makes it a table of facts"},
    {"from", TR_P_STRING, NULL, 0, 0, NULL, "another table, whose rows are taken"},
    {0}};
static const tr_prop *const table_tables[] = {tr_table_props, tr_derive_props, NULL};

static tr_read_options options_of(const tr_value *spec, tr_str file, bool keyed) {
  static const struct {
    const char *name;
    tr_data_format format;
  } formats[] = {{"csv", TR_DATA_CSV}, {"tsv", TR_DATA_TSV}, {"json", TR_DATA_JSON}};
  tr_read_options o = {.format = tr_data_format_of(file), .infer = !keyed};
  tr_str format = tr_get_string(spec, "format", (tr_str){0});
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (tr_str_is(format, formats[i].name)) o.format = formats[i].format;
  o.property = tr_get_string(spec, "property", (tr_str){0});
  return o;
}

static const tr_table *read_file(tr_page *page, const tr_value *spec, tr_str name, tr_str text, bool keyed) {
  uint32_t file = tr_source_add(page->ctx, name, text, tr_path_folder(name));
  tr_read_options options = options_of(spec, name, keyed);
  const tr_table *table = tr_table_read(page->ctx, file, &options);
  if (table && table->n_rows == 0)
    tr_warn(page->ctx, TR_DATA, (tr_pos){file, 0}, "check that it is the file you meant",
            "the table has no rows");
  return table;
}

/* A relative url is looked for beside the text that names it; messages and later names want the whole path.
 */
static tr_str path_of(tr_page *page, const tr_value *url) {
  const tr_source *source = tr_source_at(page->ctx, url->file);
  return source ? tr_path_join(page->ctx->doc, source->folder, tr_string(url)) : tr_string(url);
}

static const tr_table *read_table(tr_page *page, const tr_value *spec, const tr_page_table *t) {
  tr_str given = tr_files_replacement(page->ctx, t->name), text;
  const tr_value *url = tr_get(spec, "url"), *values = tr_get(spec, "values");
  bool keyed = tr_get(spec, "key") != NULL;
  if (given.n)
    return tr_file_read(page->ctx, given, TR_FILE_DATA, t->at, &text)
               ? read_file(page, spec, given, text, keyed)
               : NULL;
  if (url)
    return tr_file_read_named(page->ctx, tr_string(url), TR_FILE_DATA, tr_pos_of(url), &text)
               ? read_file(page, spec, path_of(page, url), text, keyed)
               : NULL;
  if (values) return tr_table_from_values(page->ctx, values, tr_pos_of(values));
  tr_error(
      page->ctx, TR_INPUT, t->at,
      tr_printf(page->ctx->doc, "give it with --data %.*s=FILE, or a url or values here", TR_FMT(t->name)).p,
      "table \"%.*s\" has no data", TR_FMT(t->name));
  return NULL;
}

static tr_value rows_of_table(tr_page *page, const tr_table *table) {
  tr_work(page->ctx, (double)table->n_rows);
  tr_value *rows = TR_NEW_N(page->ctx->doc, tr_value, table->n_rows);
  for (size_t i = 0; i < table->n_rows; i++) rows[i] = tr_row(page->ctx->doc, table, i);
  return tr_make_array(rows, table->n_rows);
}

const tr_value *tr_page_table_rows(tr_page *page, tr_page_table *table) {
  if (!table->has_rows) table->rows = rows_of_table(page, table->table);
  table->has_rows = true;
  return &table->rows;
}

static bool derives(const tr_value *spec) {
  for (const tr_prop *p = tr_derive_props; p->name; p++)
    if (tr_get(spec, p->name)) return true;
  return false;
}

static bool fill_from(tr_page *page, const tr_value *spec, const tr_value *from, tr_page_table *t) {
  tr_page_table *source = tr_page_table_find(page, from);
  if (!source) return false;
  t->rows = *tr_page_table_rows(page, source);
  t->has_rows = true;
  return tr_page_derive(page, spec, NULL, &t->rows);
}

static bool fill_read(tr_page *page, const tr_value *spec, tr_page_table *t) {
  t->table = read_table(page, spec, t);
  if (!t->table) return false;
  const tr_value *key = tr_get(spec, "key");
  if (key && !tr_facts_read(page, t, key)) return false;
  t->has_rows = key != NULL;
  if (!derives(spec)) return true;
  if (key) {
    tr_error(page->ctx, TR_INPUT, t->at, "make a second table with `from:`",
             "a table with a key is kept whole; it cannot be filtered where it is read");
    return false;
  }
  tr_page_table_rows(page, t);
  t->table = NULL;
  return tr_page_derive(page, spec, NULL, &t->rows);
}

static bool table_read(tr_page *page, const tr_value *data, const tr_member *m) {
  if (!tr_props_check(page->ctx, &m->value, table_tables, "data table", TR_ERROR)) return false;
  tr_page_table *t = TR_NEW(page->ctx->doc, tr_page_table);
  t->name = tr_str_copy(page->ctx->doc, m->name);
  t->at = tr_pos_of_name(data, m);
  const tr_value *from = tr_get(&m->value, "from");
  if (!(from ? fill_from(page, &m->value, from, t) : fill_read(page, &m->value, t))) return false;
  tr_map_put(&page->tables, t->name, t);
  return true;
}

bool tr_page_tables_read(tr_page *page, const tr_value *data) {
  bool ok = true;
  for (size_t i = 0; tr_is(data, TR_OBJECT) && i < data->n && ok; i++)
    ok = table_read(page, data, &data->members[i]);
  return ok;
}

tr_page_table *tr_page_table_find(tr_page *page, const tr_value *name) {
  tr_page_table *t = tr_map_get(&page->tables, tr_string(name));
  if (t) return t;
  const char **names = TR_NEW_N(page->ctx->doc, const char *, page->tables.n + 1);
  for (size_t i = 0; i < page->tables.n; i++) names[i] = page->tables.items[i].key.p;
  const char *hint = tr_did_you_mean(page->ctx, tr_string(name), names);
  tr_error(page->ctx, TR_INPUT, tr_pos_of(name), hint ? hint : "tables are named under `data:`, in order",
           "unknown table \"%.*s\"", TR_FMT(tr_string(name)));
  return NULL;
}

bool tr_page_rows(tr_page *page, const tr_value *v, tr_value *rows) {
  *rows = tr_make_array(NULL, 0);
  if (tr_is_nil(v)) return true;
  if (tr_is(v, TR_STRING)) {
    tr_page_table *t = tr_page_table_find(page, v);
    if (t) *rows = *tr_page_table_rows(page, t);
    return t != NULL;
  }
  if (tr_is(v, TR_ARRAY)) {
    *rows = *v;
    return true;
  }
  if (tr_is(v, TR_OBJECT)) { /* a keyed table, by id */
    tr_value *items = TR_NEW_N(page->ctx->doc, tr_value, v->n);
    for (size_t i = 0; i < v->n; i++) items[i] = v->members[i].value;
    *rows = tr_make_array(items, v->n);
    return true;
  }
  tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "a table's name, or \"{{ … }}\" that gives an array",
           "%s is no list of rows", tr_kind_name((tr_kind)v->kind));
  return false;
}
