#include "format/locale-priv.h"

#include "base/file.h"
#include "value/props.h"

#include <string.h>

/* Property tables of a locale file. What is required is said by the binding rows further down. */

static const tr_prop locale_props[] = {
    {"locale", TR_P_STRING, NULL, 0, 0, "", "name of the locale, as the file's"},
    {"language", TR_P_STRING, NULL, 0, 0, "", "the language's name in itself"},
    {"plural", TR_P_ENUM, "none|one|zero_one", 0, 0, "none", "CLDR's plural rule"},
    {"number", TR_P_OBJECT, NULL, 0, 0, "", "number format, in d3's form"},
    {"time", TR_P_OBJECT, NULL, 0, 0, "", "time format, in d3's form"},
    {"scales", TR_P_ARRAY, NULL, 0, 0, "", "scale words, largest first"},
    {"after_scale", TR_P_STRING, NULL, 0, 0, "", "between a scale word and a unit that follows at once"},
    {"qualifiers", TR_P_OBJECT, NULL, 0, 0, "", "patterns of {n}, {low}, {high} and {u}"},
    {"status", TR_P_OBJECT, NULL, 0, 0, "", "words for actual, plan, target, forecast, preliminary"},
    {"dates", TR_P_OBJECT, NULL, 0, 0, "", "date patterns: long, medium, numeric"},
    {"list", TR_P_OBJECT, NULL, 0, 0, "", "how items of a list are joined"},
    {"words", TR_P_OBJECT, NULL, 0, 0, "", "the program's own words"},
    {"units", TR_P_OBJECT, NULL, 0, 0, "", "words for units, by code"},
    {0}};

static const tr_prop number_props[] = {
    {"decimal", TR_P_STRING, NULL, 0, 0, ".", "decimal sign"},
    {"thousands", TR_P_STRING, NULL, 0, 0, "", "between groups of digits"},
    {"grouping", TR_P_ARRAY, NULL, 0, 0, "", "sizes of groups from the right, cycled"},
    {"currency", TR_P_ARRAY, NULL, 0, 0, "", "currency signs before and after"},
    {"numerals", TR_P_ARRAY, NULL, 0, 0, "", "ten digits, instead of 0 to 9"},
    {"percent", TR_P_STRING, NULL, 0, 0, "%", "percent sign"},
    {"minus", TR_P_STRING, NULL, 0, 0, "−", "minus sign"},
    {"nan", TR_P_STRING, NULL, 0, 0, "NaN", "not a number"},
    {0}};

static const tr_prop time_props[] = {{"dateTime", TR_P_STRING, NULL, 0, 0, "", "specifier for %c"},
                                     {"date", TR_P_STRING, NULL, 0, 0, "", "specifier for %x"},
                                     {"time", TR_P_STRING, NULL, 0, 0, "", "specifier for %X"},
                                     {"periods", TR_P_ARRAY, NULL, 0, 0, "", "words for AM and PM"},
                                     {"days", TR_P_ARRAY, NULL, 0, 0, "", "weekdays from Sunday"},
                                     {"shortDays", TR_P_ARRAY, NULL, 0, 0, "", "short weekdays from Sunday"},
                                     {"months", TR_P_ARRAY, NULL, 0, 0, "", "months"},
                                     {"shortMonths", TR_P_ARRAY, NULL, 0, 0, "", "short months"},
                                     {0}};

static const tr_prop scale_props[] = {
    {"name", TR_P_STRING, NULL, 0, 0, "", "what a fact's scale names"},
    {"power", TR_P_NUMBER, NULL, 1, 30, "", "of ten"},
    {"auto", TR_P_BOOL, NULL, 0, 0, "false", "taken without being asked for, from a million up"},
    {"pattern", TR_P_STRING, NULL, 0, 0, "", "the word, with {n} for the number"},
    {0}};

static const tr_prop qualifier_props[] = {
    {"exact", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "no qualifier"},
    {"about", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "about"},
    {"nearly", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "a little less"},
    {"over", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "more than"},
    {"at_least", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "this or more"},
    {"under", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "less than"},
    {"at_most", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "this or less"},
    {"between", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "from {low} to {high}"},
    {"estimate", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, "", "estimated"},
    {0}};

static const tr_prop round_props[] = {
    {"round", TR_P_STRING, NULL, 0, 0, "", "pattern for round numbers"},
    {"other", TR_P_STRING, NULL, 0, 0, "", "pattern for other numbers and for symbols"},
    {0}};

static const tr_prop status_props[] = {{"actual", TR_P_STRING, NULL, 0, 0, "", "measured"},
                                       {"plan", TR_P_STRING, NULL, 0, 0, "", "planned"},
                                       {"target", TR_P_STRING, NULL, 0, 0, "", "aimed at"},
                                       {"forecast", TR_P_STRING, NULL, 0, 0, "", "expected"},
                                       {"preliminary", TR_P_STRING, NULL, 0, 0, "", "to be revised"},
                                       {0}};

static const tr_prop dates_props[] = {{"long", TR_P_OBJECT, NULL, 0, 0, "", "in running text"},
                                      {"medium", TR_P_OBJECT, NULL, 0, 0, "", "in labels"},
                                      {"numeric", TR_P_OBJECT, NULL, 0, 0, "", "in tables"},
                                      {"range", TR_P_OBJECT, NULL, 0, 0, "", "from one date to another"},
                                      {0}};

static const tr_prop pattern_props[] = {
    {"day", TR_P_STRING, NULL, 0, 0, "", "of {d} {dd} {m} {mm} {month} {mon} {y}"},
    {"month", TR_P_STRING, NULL, 0, 0, "", "without a day"},
    {"quarter", TR_P_STRING, NULL, 0, 0, "", "of {q}, {Q} (Roman) and {y}"},
    {"year", TR_P_STRING, NULL, 0, 0, "", "of {y}"},
    {0}};

static const tr_prop range_props[] = {
    {"days", TR_P_STRING, NULL, 0, 0, "", "days of one month; the second date's parts end with 2: {d2}"},
    {"months", TR_P_STRING, NULL, 0, 0, "", "days of two months of one year"},
    {"years", TR_P_STRING, NULL, 0, 0, "", "from {y} to {y2}"},
    {"other", TR_P_STRING, NULL, 0, 0, "", "from {from} to {to}, each as a date alone"},
    {0}};

static const tr_prop list_props[] = {{"two", TR_P_STRING, NULL, 0, 0, "", "two items, {0} and {1}"},
                                     {"middle", TR_P_STRING, NULL, 0, 0, "", "between items"},
                                     {"last", TR_P_STRING, NULL, 0, 0, "", "before the last item"},
                                     {0}};

static const tr_prop unit_props[] = {
    {"word", TR_P_STRING, NULL, 0, 0, "", "the unit after any number"},
    {"one", TR_P_STRING, NULL, 0, 0, "", "the unit after one"},
    {"other", TR_P_STRING, NULL, 0, 0, "", "the unit after other numbers"},
    {"before", TR_P_STRING, NULL, 0, 0, "", "a sign before the number, instead"},
    {"tight", TR_P_BOOL, NULL, 0, 0, "false", "no space before the unit"},
    {0}};

static bool check_props(tr_ctx *ctx, const tr_value *object, const tr_prop *table, const char *what) {
  const tr_prop *const tables[] = {table, NULL};
  return tr_props_check(ctx, object, tables, what, TR_ERROR);
}

static bool missing(tr_ctx *ctx, const tr_value *object, const char *what, const char *name) {
  tr_error(ctx, TR_INPUT, tr_pos_of(object), NULL, "%s lacks \"%s\"", what, name);
  return false;
}

/* A string member and where it goes. */
typedef struct text_row {
  const char *name;
  tr_str *to;
} text_row;

static bool read_texts(tr_ctx *ctx, const tr_value *object, const char *what, const text_row *rows) {
  for (; rows->name; rows++) {
    const tr_value *v = tr_get(object, rows->name);
    if (!tr_is(v, TR_STRING)) return missing(ctx, object, what, rows->name);
    *rows->to = tr_string(v);
  }
  return true;
}

static bool read_list(tr_ctx *ctx, const tr_value *object, const char *name, tr_str *to, size_t n) {
  const tr_value *list = tr_get(object, name);
  bool fits = tr_is(list, TR_ARRAY) && list->n == n;
  for (size_t i = 0; fits && i < n; i++) {
    fits = tr_is(tr_item(list, i), TR_STRING);
    to[i] = tr_string(tr_item(list, i));
  }
  if (!fits)
    tr_error(ctx, TR_INPUT, tr_pos_of(list ? list : object), NULL,
             "\"%s\" of a locale is a list of %zu texts", name, n);
  return fits;
}

static bool read_grouping(tr_ctx *ctx, const tr_value *list, tr_number_locale *out) {
  bool fits = list->n >= 1 && list->n <= sizeof out->grouping;
  for (size_t i = 0; fits && i < list->n; i++) {
    const tr_value *size = tr_item(list, i);
    fits = tr_is(size, TR_NUMBER) && size->number >= 1 && size->number <= 255;
    if (fits) out->grouping[i] = (uint8_t)size->number;
  }
  if (!fits) tr_error(ctx, TR_INPUT, tr_pos_of(list), NULL, "\"grouping\" is a list of one to eight sizes");
  out->n_grouping = (uint8_t)list->n;
  return fits;
}

bool tr_locale_read_number(tr_ctx *ctx, const tr_value *number, tr_number_locale *out) {
  if (!check_props(ctx, number, number_props, "number locale")) return false;
  *out = (tr_number_locale){.decimal = tr_get_string(number, "decimal", TR_S(".")),
                            .thousands = tr_get_string(number, "thousands", (tr_str){0}),
                            .percent = tr_get_string(number, "percent", TR_S("%")),
                            .minus = tr_get_string(number, "minus", TR_S("−")),
                            .nan = tr_get_string(number, "nan", TR_S("NaN"))};
  const tr_value *grouping = tr_get(number, "grouping");
  bool groups = grouping && tr_get(number, "thousands"); /* d3 groups only where both are given */
  if (groups && !read_grouping(ctx, grouping, out)) return false;
  if (tr_get(number, "currency") && !read_list(ctx, number, "currency", out->currency, 2)) return false;
  out->has_numerals = tr_get(number, "numerals") != NULL;
  return !out->has_numerals || read_list(ctx, number, "numerals", out->numerals, 10);
}

/* Whether a specifier uses one of DIRECTIVES, which would make it contain itself. */
static bool uses(tr_str specifier, const char *directives) {
  for (size_t i = 0; i + 1 < specifier.n; i++) {
    if (specifier.p[i] != '%') continue;
    if (strchr("-_0", specifier.p[++i]) && i + 1 < specifier.n) i++;
    if (strchr(directives, specifier.p[i])) return true;
  }
  return false;
}

static bool check_nesting(tr_ctx *ctx, const tr_value *time, const tr_time_locale *l) {
  const char *name = uses(l->date_time, "c") ? "dateTime"
                     : uses(l->date, "cxX")  ? "date"
                     : uses(l->time, "cxX")  ? "time"
                                             : NULL;
  if (!name) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(tr_get(time, name)),
           "only dateTime (%c) may use %x and %X, which stand for date and time",
           "\"%s\" of a time locale contains itself", name);
  return false;
}

bool tr_locale_read_time(tr_ctx *ctx, const tr_value *time, tr_time_locale *out) {
  const text_row rows[] = {{"dateTime", &out->date_time}, {"date", &out->date}, {"time", &out->time}, {0}};
  return check_props(ctx, time, time_props, "time locale") && read_texts(ctx, time, "a time locale", rows) &&
         check_nesting(ctx, time, out) && read_list(ctx, time, "periods", out->periods, 2) &&
         read_list(ctx, time, "days", out->days, 7) &&
         read_list(ctx, time, "shortDays", out->short_days, 7) &&
         read_list(ctx, time, "months", out->months, 12) &&
         read_list(ctx, time, "shortMonths", out->short_months, 12);
}

static bool read_scale(tr_ctx *ctx, const tr_value *v, tr_scale_row *out) {
  const text_row rows[] = {{"name", &out->name}, {"pattern", &out->pattern}, {0}};
  if (!check_props(ctx, v, scale_props, "scale") || !read_texts(ctx, v, "a scale", rows)) return false;
  out->power = (int)tr_get_number(v, "power", 0);
  out->automatic = tr_get_bool(v, "auto", false);
  if (out->power > 0 && tr_str_find(out->pattern, "{n}", 0) < out->pattern.n) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(v), "{name: million, power: 6, auto: true, pattern: \"{n} million\"}",
           "a scale needs a power of ten and a pattern with {n}");
  return false;
}

static bool read_scales(tr_ctx *ctx, const tr_value *list, tr_locale *out) {
  tr_scale_row *scales = TR_NEW_N(ctx->doc, tr_scale_row, list->n + 1);
  for (size_t i = 0; i < list->n; i++) {
    const tr_value *v = tr_item(list, i);
    if (!read_scale(ctx, v, &scales[i])) return false;
    if (i && scales[i].power >= scales[i - 1].power) {
      tr_error(ctx, TR_INPUT, tr_pos_of(v), NULL, "scales go from the largest to the smallest");
      return false;
    }
  }
  out->scales = scales;
  out->n_scales = list->n;
  return true;
}

static bool read_qualifier(tr_ctx *ctx, const tr_value *v, tr_qualifier_row *out) {
  out->other = (tr_str){0};
  out->pattern = tr_string(v);
  if (tr_is(v, TR_STRING)) return true;
  const text_row rows[] = {{"round", &out->pattern}, {"other", &out->other}, {0}};
  return check_props(ctx, v, round_props, "qualifier") && read_texts(ctx, v, "a qualifier", rows);
}

static bool has(tr_str pattern, const char *what) { return tr_str_find(pattern, what, 0) < pattern.n; }

/* A pattern that drops the number or its unit would print a wrong fact. */
static bool check_pattern(tr_ctx *ctx, const tr_value *at, tr_str pattern, bool between) {
  bool number = between ? has(pattern, "{low}") && has(pattern, "{high}") : has(pattern, "{n}");
  if (number && has(pattern, "{u}")) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(at), NULL, "the pattern \"%.*s\" needs %s and {u}", TR_FMT(pattern),
           between ? "{low}, {high}" : "{n}");
  return false;
}

static bool read_qualifiers(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  if (!check_props(ctx, v, qualifier_props, "qualifiers")) return false;
  for (int i = 0; i < TR_QUALIFIER_COUNT; i++) {
    const tr_value *row = tr_get(v, tr_qualifier_names[i]);
    tr_qualifier_row *q = &out->qualifiers[i];
    if (!row) return missing(ctx, v, "a locale's qualifiers", tr_qualifier_names[i]);
    if (!read_qualifier(ctx, row, q) || !check_pattern(ctx, row, q->pattern, i == TR_BETWEEN)) return false;
    if (q->other.n && !check_pattern(ctx, row, q->other, i == TR_BETWEEN)) return false;
  }
  return true;
}

static bool read_status(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  if (!check_props(ctx, v, status_props, "status")) return false;
  for (int i = 0; i < TR_STATUS_COUNT; i++) {
    const text_row row[] = {{tr_status_names[i], &out->status[i]}, {0}};
    if (!read_texts(ctx, v, "a locale's status", row)) return false;
  }
  return true;
}

static bool read_dates(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  static const char *const styles[] = {"long", "medium", "numeric"};
  if (!check_props(ctx, v, dates_props, "dates")) return false;
  for (size_t i = 0; i < 3; i++) {
    const tr_value *style = tr_get(v, styles[i]);
    tr_date_patterns *to = &out->dates[i];
    const text_row rows[] = {
        {"day", &to->day}, {"month", &to->month}, {"quarter", &to->quarter}, {"year", &to->year}, {0}};
    if (!style) return missing(ctx, v, "a locale's dates", styles[i]);
    if (!check_props(ctx, style, pattern_props, "date patterns")) return false;
    if (!read_texts(ctx, style, "a date style", rows)) return false;
  }
  const tr_value *range = tr_get(v, "range");
  tr_range_patterns *to = &out->ranges;
  const text_row rows[] = {
      {"days", &to->days}, {"months", &to->months}, {"years", &to->years}, {"other", &to->other}, {0}};
  if (!range) return missing(ctx, v, "a locale's dates", "range");
  return check_props(ctx, range, range_props, "date range") && read_texts(ctx, range, "a date range", rows);
}

static bool read_lists(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  const text_row rows[] = {
      {"two", &out->list_two}, {"middle", &out->list_middle}, {"last", &out->list_last}, {0}};
  return check_props(ctx, v, list_props, "list") && read_texts(ctx, v, "a locale's list", rows);
}

static bool read_words(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  tr_word_row *words = TR_NEW_N(ctx->doc, tr_word_row, v->n + 1);
  for (size_t i = 0; i < v->n; i++) {
    const tr_member *m = &v->members[i];
    if (!tr_is(&m->value, TR_STRING)) {
      tr_error(ctx, TR_INPUT, tr_pos_of(&m->value), "quote it", "word \"%.*s\" is %s, expected text",
               TR_FMT(m->name), tr_kind_name(m->value.kind));
      return false;
    }
    words[i] = (tr_word_row){m->name, tr_string(&m->value)};
  }
  out->words = words;
  out->n_words = v->n;
  return true;
}

static bool read_unit(tr_ctx *ctx, const tr_member *m, tr_unit_row *out) {
  const tr_value *v = &m->value;
  *out = (tr_unit_row){.code = m->name, .other = tr_string(v)};
  if (tr_is(v, TR_STRING)) return true;
  if (!tr_is(v, TR_OBJECT)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(v), "{one: company, other: companies}",
             "unit \"%.*s\" is %s, expected a word or an object", TR_FMT(m->name), tr_kind_name(v->kind));
    return false;
  }
  if (!check_props(ctx, v, unit_props, "unit")) return false;
  out->one = tr_get_string(v, "one", (tr_str){0});
  out->other = tr_get_string(v, "other", tr_get_string(v, "word", (tr_str){0}));
  out->before = tr_get_string(v, "before", (tr_str){0});
  out->tight = tr_get_bool(v, "tight", false);
  return out->other.n || out->before.n || missing(ctx, v, "a unit", "word");
}

static bool read_units(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  tr_unit_row *units = TR_NEW_N(ctx->doc, tr_unit_row, v->n + 1);
  for (size_t i = 0; i < v->n; i++)
    if (!read_unit(ctx, &v->members[i], &units[i])) return false;
  out->units = units;
  out->n_units = v->n;
  return true;
}

/* The parts of a locale that have readers of their own; all are required. */
typedef struct part_row {
  const char *name;
  bool (*read)(tr_ctx *ctx, const tr_value *v, tr_locale *out);
} part_row;

static bool read_number_part(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  return tr_locale_read_number(ctx, v, &out->number);
}

static bool read_time_part(tr_ctx *ctx, const tr_value *v, tr_locale *out) {
  return tr_locale_read_time(ctx, v, &out->time);
}

static const part_row parts[] = {{"number", read_number_part}, {"time", read_time_part},
                                 {"scales", read_scales},      {"qualifiers", read_qualifiers},
                                 {"status", read_status},      {"dates", read_dates},
                                 {"list", read_lists},         {"words", read_words},
                                 {"units", read_units}};

static tr_plural plural_of(tr_str name) {
  return tr_str_is(name, "one")        ? TR_PLURAL_ONE
         : tr_str_is(name, "zero_one") ? TR_PLURAL_ZERO_ONE
                                       : TR_PLURAL_NONE;
}

static bool read_locale(tr_ctx *ctx, const tr_value *root, tr_locale *out) {
  if (!check_props(ctx, root, locale_props, "locale")) return false;
  const text_row rows[] = {{"locale", &out->name}, {0}};
  if (!read_texts(ctx, root, "a locale", rows)) return false;
  out->plural = plural_of(tr_get_string(root, "plural", (tr_str){0}));
  out->after_scale = tr_get_string(root, "after_scale", (tr_str){0});
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    const tr_value *v = tr_get(root, parts[i].name);
    if (!v) return missing(ctx, root, "a locale", parts[i].name);
    if (!parts[i].read(ctx, v, out)) return false;
  }
  return true;
}

const tr_locale *tr_locale_read_text(tr_ctx *ctx, tr_str path, tr_str text) {
  tr_value root;
  uint32_t file = tr_source_add(ctx, path, text, tr_path_folder(path));
  if (!tr_document_read(ctx, file, &root)) return NULL;
  tr_locale *out = TR_NEW(ctx->doc, tr_locale);
  if (!tr_is(&root, TR_OBJECT)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(&root), NULL, "a locale file is an object, this is %s",
             tr_kind_name(root.kind));
    return NULL;
  }
  return read_locale(ctx, &root, out) ? out : NULL;
}

const tr_locale *tr_locale_read(tr_ctx *ctx, tr_str path, tr_pos at) {
  tr_str text;
  return tr_file_read(ctx, path, TR_FILE_ASSET, at, &text) ? tr_locale_read_text(ctx, path, text) : NULL;
}
