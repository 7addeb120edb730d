#include "chart/data/data-priv.h"

#include <string.h>

/* Which columns of a file a chart can ever look at. Whatever looks at one names it: a field, a path, a list
   of fields, an expression. So a column is needed when its name stands as a word in any text of the
   specification or config; what takes rows as a whole needs all of them. Asking for too many costs time,
   never a result. */

static bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Offset of WORD in S at or after FROM, with no letter or digit that would go on on either side; SIZE_MAX. */
static size_t find_word(tr_str s, tr_str word, size_t from) {
  bool opens = word.n && is_word_char(word.p[0]), closes = word.n && is_word_char(word.p[word.n - 1]);
  for (; from + word.n <= s.n; from++) {
    if (!word.n) return from;
    const char *found = memmem(s.p + from, s.n - from, word.p, word.n);
    if (!found) return SIZE_MAX;
    from = (size_t)(found - s.p);
    size_t end = from + word.n;
    bool before = opens && from > 0 && is_word_char(s.p[from - 1]);
    bool behind = closes && end < s.n && is_word_char(s.p[end]);
    if (!before && !behind) return from;
  }
  return SIZE_MAX;
}

/* Whether a member is named at AT, behind "datum": .name or ['name']. */
static bool names_member(tr_str s, size_t at) {
  if (at + 1 >= s.n) return false;
  if (s.p[at] == '.') return true;
  char quote = s.p[at + 1];
  if (s.p[at] != '[' || (quote != '\'' && quote != '"')) return false;
  const char *end = memchr(s.p + at + 2, quote, s.n - at - 2);
  return end && end + 1 < s.p + s.n && end[1] == ']';
}

/* Whether an expression uses rows as a whole, by a name that it works out, or by one with escapes in it. */
static bool takes_rows(tr_str s) {
  static const tr_str datum = {"datum", 5}, data = {"data(", 5};
  if (s.n && memchr(s.p, '\\', s.n)) return true;
  if (find_word(s, data, 0) != SIZE_MAX) return true;
  size_t at = find_word(s, datum, 0);
  bool in_expression = at != SIZE_MAX;
  for (; at != SIZE_MAX; at = find_word(s, datum, at + 1))
    if (!names_member(s, at + datum.n)) return true;
  for (size_t i = 0; in_expression && i < s.n; i++)
    if (s.p[i] == '[' && !names_member(s, i)) return true;
  return false;
}

/* Members that take whole rows: a lookup without fields, rows kept by an aggregate, a tooltip of all data, a
   fact's qualifier. */
static bool member_takes_rows(const tr_value *object, const tr_member *m) {
  static const char *const ops[] = {"values", "argmin", "argmax"};
  tr_str text = tr_string(&m->value);
  if (tr_str_is(m->name, "lookup")) return !tr_get(tr_get(object, "from"), "fields");
  if (tr_str_is(m->name, "content")) return tr_str_is(text, "data");
  for (size_t i = 0; tr_str_is(m->name, "op") && i < sizeof ops / sizeof *ops; i++)
    if (tr_str_is(text, ops[i])) return true;
  return tr_str_is(m->name, "qualifier");
}

static bool needs(const tr_value *v, tr_str column);

/* IS_DATA: it is a data source, whose own rows are not part of what the chart says. */
static bool object_needs(const tr_value *v, tr_str column, bool is_data) {
  for (uint32_t i = 0; i < v->n; i++) {
    const tr_member *m = &v->members[i];
    if (tr_str_is(m->name, "datasets") || (is_data && tr_str_is(m->name, "values"))) continue;
    if (find_word(m->name, column, 0) != SIZE_MAX || member_takes_rows(v, m)) return true;
    bool is_object = m->value.kind == TR_OBJECT;
    if (is_object ? object_needs(&m->value, column, tr_str_is(m->name, "data")) : needs(&m->value, column))
      return true;
  }
  return false;
}

static bool needs(const tr_value *v, tr_str column) {
  if (tr_is(v, TR_STRING)) {
    tr_str s = tr_string(v);
    return takes_rows(s) || find_word(s, column, 0) != SIZE_MAX;
  }
  if (tr_is(v, TR_OBJECT)) return object_needs(v, column, false);
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++)
    if (needs(&v->items[i], column)) return true;
  return false;
}

bool tr_chart_needs(void *self, tr_str column) {
  const tr_chart *chart = self;
  return needs(chart->input.spec, column) || needs(chart->spec, column) || needs(&chart->config, column);
}

/* --- Which are numbers wherever they are looked at
 * ------------------------------------------------------------------------------------- */

static bool is_one_of(tr_str s, const char *const *names) {
  for (; *names; names++)
    if (tr_str_is(s, *names)) return true;
  return false;
}

/* Operations that begin with Number(). */
static bool counts_numbers(tr_str op) {
  static const char *const ops[] = {"sum",      "product", "mean",   "average",   "median", "q1", "q3",
                                    "variance", "stdev",   "stderr", "variancep", "stdevp", NULL};
  return is_one_of(op, ops);
}

/* Whether the channel's type is quantitative, said or by default (def.c): bins and measures are. */
static bool is_quantitative(const tr_value *object, tr_str name) {
  static const char *const nominal[] = {"shape", "strokeDash", NULL};
  tr_str type = tr_get_string(object, "type", (tr_str){0});
  if (type.n > 0) return tr_str_is(type, "quantitative");
  const tr_value *bin = tr_get(object, "bin");
  bool bins = tr_is(bin, TR_OBJECT) || (tr_is(bin, TR_BOOL) && bin->boolean);
  if (tr_get(object, "timeUnit") || tr_is(tr_get(object, "sort"), TR_ARRAY)) return false;
  return (bins || tr_get(object, "aggregate")) && !is_one_of(name, nominal);
}

/* Whether OBJECT, called NAME, takes its field as a number: a quantitative channel with a continuous scale, a
   measure, a bin. */
static bool takes_number(const tr_value *object, tr_str name) {
  static const char *const orders[] = {"order", "detail", "key", "facet", "row", "column", NULL};
  static const char *const discrete[] = {"band", "point", "ordinal", NULL};
  tr_str op = tr_get_string(object, "op", (tr_str){0}), none = {0};
  tr_str aggregate = tr_get_string(object, "aggregate", none);
  if (op.n > 0) return counts_numbers(op);
  if (aggregate.n > 0 && !counts_numbers(aggregate)) return false;
  if (is_one_of(tr_get_string(tr_get(object, "scale"), "type", none), discrete)) return false;
  return is_quantitative(object, name) && !is_one_of(name, orders);
}

static bool shows_text(const tr_value *v, tr_str name, tr_str column);

static bool object_shows_text(const tr_value *v, tr_str name, tr_str column) {
  bool is_data = tr_str_is(name, "data");
  for (uint32_t i = 0; i < v->n; i++) {
    const tr_member *m = &v->members[i];
    if (tr_str_is(m->name, "datasets") || (is_data && tr_str_is(m->name, "values"))) continue;
    if (member_takes_rows(v, m)) return true;
    bool is_field = tr_str_is(m->name, "field") && tr_str_eq(tr_string(&m->value), column);
    if (!(is_field && takes_number(v, name)) && shows_text(&m->value, m->name, column)) return true;
  }
  return false;
}

static bool shows_text(const tr_value *v, tr_str name, tr_str column) {
  if (tr_is(v, TR_STRING)) return takes_rows(tr_string(v)) || find_word(tr_string(v), column, 0) != SIZE_MAX;
  if (tr_is(v, TR_OBJECT)) return object_shows_text(v, name, column);
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++)
    if (shows_text(&v->items[i], name, column)) return true;
  return false;
}

/* Whether anything is sorted by a channel, which compares what is there. */
static bool sorts_by_channel(const tr_value *v) {
  for (uint32_t i = 0; tr_is(v, TR_ARRAY) && i < v->n; i++)
    if (sorts_by_channel(&v->items[i])) return true;
  for (uint32_t i = 0; tr_is(v, TR_OBJECT) && i < v->n; i++) {
    const tr_member *m = &v->members[i];
    tr_str by = tr_str_is(m->name, "sort") ? tr_string(&m->value) : (tr_str){0};
    if (by.n > 0 && !tr_str_is(by, "ascending") && !tr_str_is(by, "descending")) return true;
    if (tr_str_is(m->name, "sort") && tr_get(&m->value, "encoding")) return true;
    bool is_data = tr_str_is(m->name, "data") || tr_str_is(m->name, "datasets");
    if (!is_data && sorts_by_channel(&m->value)) return true;
  }
  return false;
}

bool tr_chart_measures(void *self, tr_str column) {
  const tr_chart *chart = self;
  return !sorts_by_channel(chart->spec) && !shows_text(chart->spec, (tr_str){0}, column);
}
