#include "data/format.h"
#include "data/parse.h"

static const char *const csv_suffixes[] = {".csv", NULL};
static const char *const dsv_suffixes[] = {".dsv", ".txt", NULL};
static const char *const json_suffixes[] = {".json", NULL};
static const char *const topojson_suffixes[] = {".topojson", NULL};
static const char *const tsv_suffixes[] = {".tsv", ".tab", NULL};

static const tr_data_format_row formats[] = {
    {TR_DATA_CSV, "csv", csv_suffixes, "comma-separated values; semicolons and tabs are found by themselves",
     tr_delimited_read},
    {TR_DATA_DSV, "dsv", dsv_suffixes, "values separated by the delimiter given, or one that is found",
     tr_delimited_read},
    {TR_DATA_JSON, "json", json_suffixes, "an array of objects, or of bare values (column \"data\")",
     tr_json_table_read},
    {TR_DATA_TOPOJSON, "topojson", topojson_suffixes,
     "maps that share their lines: features of an object, or its mesh", tr_topojson_read},
    {TR_DATA_TSV, "tsv", tsv_suffixes, "tab-separated values", tr_delimited_read},
};

size_t tr_data_formats(const tr_data_format_row **rows) {
  *rows = formats;
  return sizeof formats / sizeof *formats;
}

const tr_data_format_row *tr_data_format_named(tr_str name) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (tr_str_is(name, formats[i].name)) return &formats[i];
  return NULL;
}

static bool has_suffix(tr_str name, const char *suffix) {
  tr_str wanted = tr_str_z(suffix);
  if (name.n < wanted.n) return false;
  for (size_t i = 0; i < wanted.n; i++)
    if ((name.p[name.n - wanted.n + i] | 32) != (wanted.p[i] | 32)) return false;
  return true;
}

tr_data_format tr_data_format_of(tr_str file_name) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    for (const char *const *suffix = formats[i].suffixes; *suffix; suffix++)
      if (has_suffix(file_name, *suffix)) return formats[i].format;
  return TR_DATA_AUTO;
}

/* By the name's ending, else by the first letter. */
static tr_data_format find_format(const tr_source *source) {
  tr_data_format format = tr_data_format_of(source->name);
  if (format != TR_DATA_AUTO) return format;
  tr_str text = source->text;
  if (tr_str_starts(text, "\xEF\xBB\xBF")) text = tr_str_sub(text, 3, text.n);
  text = tr_str_trim(tr_str_sub(text, 0, 1000));
  return tr_str_starts(text, "[") || tr_str_starts(text, "{") ? TR_DATA_JSON : TR_DATA_CSV;
}

static bool check_encoding(tr_ctx *ctx, uint32_t file) {
  tr_str text = tr_source_at(ctx, file)->text;
  bool wide = tr_str_starts(text, "\xFF\xFE") || tr_str_starts(text, "\xFE\xFF") ||
              (text.n >= 2 && !text.p[0] != !text.p[1]);
  if (wide) {
    tr_error(ctx, TR_DATA, (tr_pos){file, 0}, "save it as UTF-8 (in Excel: \"CSV UTF-8\")",
             "this data file is UTF-16, not UTF-8");
    return false;
  }
  size_t bad;
  if (tr_utf8_valid(text, &bad)) return true;
  tr_error(ctx, TR_DATA, (tr_pos){file, (uint32_t)bad}, "save it as UTF-8 (in Excel: \"CSV UTF-8\")",
           "byte 0x%02X is no UTF-8, and data files must be UTF-8", (unsigned char)text.p[bad]);
  return false;
}

tr_table *tr_table_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options) {
  const tr_source *source = tr_source_at(ctx, file);
  tr_read_options now = *options;
  if (now.format == TR_DATA_AUTO) now.format = find_format(source);
  tr_str name = source->name;
  if (!check_encoding(ctx, file) || !tr_parse_check(ctx, &now)) return NULL;
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (formats[i].format != now.format) continue;
    tr_table *t = formats[i].read(ctx, file, &now);
    if (t) t->name = name;
    return t;
  }
  return NULL;
}
