#include "base/number.h"
#include "value/yaml-priv.h"

#include <math.h>

static bool is_one_of(tr_str s, const char *const *words) {
  for (; *words; words++)
    if (tr_str_is(s, *words)) return true;
  return false;
}

static bool all_in(tr_str s, size_t from, const char *set) {
  for (size_t i = from; i < s.n; i++) {
    const char *p = set;
    while (*p && *p != s.p[i]) p++;
    if (!*p) return false;
  }
  return s.n > from;
}

/* 0o17 and 0x1F, without a sign. */
static bool read_radix(tr_str s, tr_value *out) {
  bool is_octal = tr_str_starts(s, "0o") && all_in(s, 2, "01234567");
  bool is_hex = tr_str_starts(s, "0x") && all_in(s, 2, "0123456789abcdefABCDEF");
  if (!is_octal && !is_hex) return false;
  out->kind = TR_NUMBER;
  out->number = tr_num_from_js(s);
  return true;
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool looks_decimal(tr_str s) {
  size_t i = 0, digits = 0;
  if (i < s.n && (s.p[i] == '-' || s.p[i] == '+')) i++;
  for (bool point = false; i < s.n; i++) {
    if (s.p[i] == '.' && !point)
      point = true;
    else if (s.p[i] >= '0' && s.p[i] <= '9')
      digits++;
    else
      break;
  }
  if (!digits) return false;
  if (i == s.n) return true;
  double x;
  return (s.p[i] | 32) == 'e' && tr_num_prefix(s, &x) == s.n;
}

/* YAML 1.2.2, section 10.3.2 */
bool tr_yaml_plain(tr_ctx *ctx, tr_str s, tr_value *out) {
  static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
  static const char *const trues[] = {"true", "True", "TRUE", NULL};
  static const char *const falses[] = {"false", "False", "FALSE", NULL};
  static const char *const endless[] = {".inf",  ".Inf",  ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
                                        "-.Inf", "-.INF", ".nan", ".NaN",  ".NAN",  NULL};
  tr_pos at = tr_pos_of(out);
  if (is_one_of(s, nulls)) {
    out->kind = TR_NULL;
    return true;
  }
  if (is_one_of(s, trues) || is_one_of(s, falses)) {
    out->kind = TR_BOOL;
    out->boolean = is_one_of(s, trues);
    return true;
  }
  if (is_one_of(s, endless)) {
    tr_error(ctx, TR_SYNTAX, at, "write a finite number, null, or a text in quotes",
             "%.*s is no number that can be drawn", TR_FMT(s));
    return false;
  }
  if (read_radix(s, out)) return true;
  if (looks_decimal(s)) {
    out->kind = TR_NUMBER;
    if (tr_num_parse(s, &out->number)) return true;
    tr_error(ctx, TR_SYNTAX, at, NULL, "this number is too large (the largest is about 1.8e308)");
    return false;
  }
  tr_yaml_string(s, out);
  return true;
}

void tr_yaml_string(tr_str s, tr_value *out) {
  out->kind = TR_STRING;
  out->string = s.p;
  out->n = (uint32_t)s.n;
}

bool tr_yaml_tagged(tr_ctx *ctx, tr_str tag, tr_str s, tr_value *out) {
  static const struct {
    const char *tag;
    tr_kind kind;
  } tags[] = {{"tag:yaml.org,2002:null", TR_NULL},
              {"tag:yaml.org,2002:bool", TR_BOOL},
              {"tag:yaml.org,2002:int", TR_NUMBER},
              {"tag:yaml.org,2002:float", TR_NUMBER}};
  if (tr_str_is(tag, "!") || tr_str_is(tag, "tag:yaml.org,2002:str")) {
    tr_yaml_string(s, out);
    return true;
  }
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    if (!tr_str_is(tag, tags[i].tag)) continue;
    if (!tr_yaml_plain(ctx, s, out)) return false;
    if (out->kind == (uint8_t)tags[i].kind) return true;
    tr_error(ctx, TR_SYNTAX, tr_pos_of(out), NULL, "\"%.*s\" is not %s, as its tag says", TR_FMT(s),
             tr_kind_name(tags[i].kind));
    return false;
  }
  tr_error(ctx, TR_SYNTAX, tr_pos_of(out), "leave it out", "unknown tag \"%.*s\"", TR_FMT(tag));
  return false;
}
