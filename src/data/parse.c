#include "data/parse.h"
#include "data/data-priv.h"

#include "base/number.h"
#include "format/locale.h"
#include "format/time.h"

#include <math.h>

static const struct {
  const char *name;
  tr_parse_kind kind;
} kinds[] = {{"boolean", TR_PARSE_BOOLEAN}, {"integer", TR_PARSE_NUMBER}, {"number", TR_PARSE_NUMBER},
             {"date", TR_PARSE_DATE},       {"string", TR_PARSE_STRING},  {"unknown", TR_PARSE_NONE}};

/* The pattern of "date:'%Y'" without its quotes. */
static tr_str unquoted(tr_str s) {
  bool quoted = s.n >= 2 && s.p[0] == s.p[s.n - 1] && (s.p[0] == '\'' || s.p[0] == '"');
  return quoted ? tr_str_sub(s, 1, s.n - 1) : s;
}

static bool rule_of(const tr_value *v, const tr_read_options *options, tr_parse_rule *rule) {
  tr_str text = tr_string(v);
  *rule = (tr_parse_rule){.kind = TR_PARSE_NONE, .zone = options->zone, .locale = options->locale};
  if (tr_is_nil(v)) return true;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (tr_str_is(text, kinds[i].name)) {
      rule->kind = kinds[i].kind;
      return true;
    }
  bool utc = tr_str_starts(text, "utc:");
  if (!utc && !tr_str_starts(text, "date:")) return false;
  rule->kind = TR_PARSE_PATTERN;
  rule->pattern = unquoted(tr_str_sub(text, utc ? 4 : 5, text.n));
  if (utc) rule->zone = NULL;
  return true;
}

bool tr_parse_rule_for(const tr_read_options *options, tr_str name, tr_parse_rule *rule) {
  const tr_value *v = tr_get_s(options->parse, name);
  return v && rule_of(v, options, rule);
}

bool tr_parse_check(tr_ctx *ctx, const tr_read_options *options) {
  const tr_value *parse = options->parse;
  tr_parse_rule ignored;
  if (tr_is_nil(parse) || tr_str_is(tr_string(parse), "auto")) return true;
  if (!tr_is(parse, TR_OBJECT)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(parse), NULL,
             "\"parse\" must be an object from field to type, or \"auto\"");
    return false;
  }
  for (uint32_t i = 0; i < parse->n; i++) {
    const tr_value *v = &parse->members[i].value;
    if (rule_of(v, options, &ignored)) continue;
    static const char *const names[] = {"boolean", "integer", "number", "date", "string", NULL};
    const char *hint = tr_did_you_mean(ctx, tr_string(v), names);
    tr_error(ctx, TR_INPUT, tr_pos_of(v),
             hint ? hint : "number, boolean, date, string, null, or a pattern such as \"date:'%d/%m/%Y'\"",
             "\"parse\" knows no type \"%.*s\"", TR_FMT(tr_string(v)));
    return false;
  }
  return true;
}

static tr_value to_boolean(const tr_value *v) {
  switch ((tr_kind)v->kind) {
  case TR_BOOL: return *v;
  case TR_NUMBER:
  case TR_DATE: return tr_make_bool(v->kind == TR_DATE || (v->number != 0 && !isnan(v->number)));
  case TR_STRING: return tr_make_bool(!tr_str_is(tr_string(v), "false") && !tr_str_is(tr_string(v), "0"));
  case TR_ARRAY:
  case TR_OBJECT:
  case TR_REGEXP: return tr_make_bool(true);
  case TR_NULL:
  case TR_UNDEFINED: break;
  }
  return tr_make_null();
}

static double number_of(const tr_value *v) {
  tr_column one = {.type = TR_COL_ANY, .n = 1, .values = v};
  return tr_cell_number(&one, 0);
}

static tr_value to_date(const tr_value *v, const tr_parse_rule *rule) {
  double ms;
  if (v->kind == TR_NUMBER || v->kind == TR_DATE) return tr_make_date(v->number);
  bool ok = v->kind == TR_STRING && tr_date_parse(tr_string(v), rule->zone, &ms);
  return tr_make_date(ok ? ms : NAN);
}

static tr_value by_pattern(const tr_value *v, const tr_parse_rule *rule) {
  double ms;
  const tr_locale *locale = rule->locale ? rule->locale : tr_locale_en();
  char digits[32];
  tr_str text = tr_string(v);
  if (v->kind == TR_NUMBER) text = (tr_str){digits, tr_num_shortest(v->number, digits)};
  bool ok = tr_time_parse(locale, rule->pattern, rule->zone, text, &ms);
  return ok ? tr_make_date(ms) : tr_make_null();
}

static tr_value to_string(tr_ctx *ctx, const tr_value *v) {
  if (v->kind == TR_STRING) return *v;
  tr_buf out = tr_buf_of(ctx->data);
  if (v->kind == TR_NUMBER)
    tr_buf_number(&out, v->number);
  else
    tr_json_write(&out, v);
  return tr_make_string(tr_buf_str(&out));
}

static tr_value converted(tr_ctx *ctx, const tr_value *v, const tr_parse_rule *rule) {
  if (rule->kind == TR_PARSE_NONE) return *v;
  if (tr_is_nil(v) || (v->kind == TR_STRING && v->n == 0)) return tr_make_null();
  switch (rule->kind) {
  case TR_PARSE_NONE: break;
  case TR_PARSE_BOOLEAN: return to_boolean(v);
  case TR_PARSE_NUMBER: return tr_make_number(number_of(v));
  case TR_PARSE_DATE: return to_date(v, rule);
  case TR_PARSE_STRING: return to_string(ctx, v);
  case TR_PARSE_PATTERN: return by_pattern(v, rule);
  }
  return *v;
}

/* Where all distinct strings became dates or numbers, the rows are looked up without boxing. */
static bool numbers_by_id(tr_ctx *ctx, const tr_column *c, const tr_value *by_id, tr_column *out) {
  size_t n = c->strings->n;
  for (size_t i = 0; i < n; i++)
    if (by_id[i].kind != by_id[0].kind || (by_id[i].kind != TR_DATE && by_id[i].kind != TR_NUMBER))
      return false;
  if (!n || c->absent_is_undefined) return false;
  double *numbers = TR_NEW_N(ctx->data, double, c->n);
  for (size_t row = 0; row < c->n; row++)
    if (tr_valid(c, row)) numbers[row] = by_id[c->ids[row]].number;
  *out = *c;
  out->type = by_id[0].kind == TR_DATE ? TR_COL_DATE : TR_COL_NUMBER;
  out->numbers = numbers;
  out->strings = NULL;
  return true;
}

/* Conversion of each distinct string once, then of the rows by their ids. */
static tr_column parse_strings(tr_ctx *ctx, const tr_column *c, const tr_parse_rule *rule) {
  tr_value *by_id = TR_NEW_N(ctx->data, tr_value, c->strings->n);
  for (size_t i = 0; i < c->strings->n; i++) {
    tr_value v = tr_make_string(c->strings->items[i]);
    by_id[i] = converted(ctx, &v, rule);
  }
  tr_column out;
  if (numbers_by_id(ctx, c, by_id, &out)) return out;
  tr_column_builder *b = tr_column_builder_new(ctx, c->name, c->n);
  for (size_t row = 0; row < c->n; row++)
    tr_column_add(b, tr_valid(c, row) ? by_id[c->ids[row]] : tr_make_null());
  return tr_column_done(b);
}

/* Strings without an empty one are what "string" makes of them. */
static bool is_done(const tr_column *c, tr_parse_kind kind) {
  if (kind == TR_PARSE_NONE) return true;
  if (kind != TR_PARSE_STRING || c->type != TR_COL_STRING || c->absent_is_undefined) return false;
  for (size_t i = 0; i < c->strings->n; i++)
    if (!c->strings->items[i].n) return false;
  return true;
}

tr_column tr_column_parse(tr_ctx *ctx, const tr_column *c, const tr_parse_rule *rule) {
  if (is_done(c, rule->kind)) return *c;
  tr_work(ctx, (double)c->n);
  if (c->type == TR_COL_STRING) return parse_strings(ctx, c, rule);
  tr_column_builder *b = tr_column_builder_new(ctx, c->name, c->n);
  for (size_t row = 0; row < c->n; row++) {
    tr_value v = tr_cell(c, row);
    tr_column_add(b, converted(ctx, &v, rule));
  }
  return tr_column_done(b);
}

static bool is_boolean(const tr_value *v, const tr_zone *zone) {
  (void)zone;
  return v->kind == TR_BOOL || tr_str_is(tr_string(v), "true") || tr_str_is(tr_string(v), "false");
}

static bool is_number(const tr_value *v, const tr_zone *zone) {
  (void)zone;
  return v->kind != TR_DATE && !isnan(number_of(v));
}

static bool is_date(const tr_value *v, const tr_zone *zone) {
  double ms;
  if (v->kind == TR_DATE) return !isnan(v->number);
  return v->kind == TR_STRING && tr_date_parse(tr_string(v), zone, &ms);
}

/* Whether all valid values pass; distinct strings are looked at once. */
static bool all_pass(const tr_column *c, bool (*test)(const tr_value *v, const tr_zone *zone),
                     const tr_zone *zone) {
  bool strings = c->type == TR_COL_STRING;
  size_t n = strings ? c->strings->n : c->n;
  for (size_t i = 0; i < n; i++) {
    tr_value v = strings ? tr_make_string(c->strings->items[i]) : tr_cell(c, i);
    bool is_nan = v.kind == TR_NUMBER && isnan(v.number);
    if (!tr_is_nil(&v) && !is_nan && !test(&v, zone)) return false;
  }
  return true;
}

tr_column tr_column_infer(tr_ctx *ctx, const tr_column *c, const tr_zone *zone) {
  static const struct {
    bool (*test)(const tr_value *v, const tr_zone *zone);
    tr_parse_kind kind;
  } types[] = {{is_boolean, TR_PARSE_BOOLEAN}, {is_number, TR_PARSE_NUMBER}, {is_date, TR_PARSE_DATE}};
  tr_parse_rule rule = {.kind = TR_PARSE_STRING, .zone = zone};
  if (!c->n) return *c;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (!all_pass(c, types[i].test, zone)) continue;
    rule.kind = types[i].kind;
    break;
  }
  return tr_column_parse(ctx, c, &rule);
}
