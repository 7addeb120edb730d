#include "format/number.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

typedef struct reader {
  tr_str s;
  size_t at;
} reader;

static char peek(const reader *r) { return r->at < r->s.n ? r->s.p[r->at] : 0; }

static char take_one_of(reader *r, const char *set) {
  char c = peek(r);
  if (!c || !strchr(set, c)) return 0;
  r->at++;
  return c;
}

/* Decimal digits, or -1 where there are none. Sizes past a million all mean "too wide". */
static int take_integer(reader *r) {
  int n = -1;
  while (peek(r) >= '0' && peek(r) <= '9') {
    int digit = r->s.p[r->at++] - '0';
    n = n < 0 ? digit : n < 1000000 ? n * 10 + digit : n;
  }
  return n;
}

static bool is_align(char c) { return c && strchr("<>=^", c); }

static void take_align(reader *r, tr_number_spec *out) {
  if (r->s.n == 0) return;
  size_t after = 0;
  uint32_t first = tr_utf8_next(r->s, &after);
  if (after < r->s.n && is_align(r->s.p[after])) {
    out->fill = first;
    out->align = r->s.p[after];
    r->at = after + 1;
  } else if (is_align(r->s.p[0])) {
    out->align = r->s.p[0];
    r->at = 1;
  }
}

static bool take_precision(reader *r, tr_number_spec *out) {
  if (peek(r) != '.') return true;
  r->at++;
  out->precision = take_integer(r);
  return out->precision >= 0;
}

static bool is_type(char c) { return c == '%' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool tr_number_spec_parse(tr_str text, tr_number_spec *out) {
  reader r = {text, 0};
  *out = (tr_number_spec){.fill = ' ', .align = '>', .sign = '-', .width = -1, .precision = -1};
  take_align(&r, out);
  char sign = take_one_of(&r, "+-( ");
  if (sign) out->sign = sign;
  out->symbol = take_one_of(&r, "$#");
  out->zero = take_one_of(&r, "0") != 0;
  out->width = take_integer(&r);
  out->comma = take_one_of(&r, ",") != 0;
  if (!take_precision(&r, out)) return false;
  out->trim = take_one_of(&r, "~") != 0;
  if (is_type(peek(&r))) out->type = r.s.p[r.at++];
  return r.at == text.n;
}

tr_str tr_number_spec_text(tr_arena *arena, const tr_number_spec *spec) {
  char fill[4];
  tr_buf b = tr_buf_of(arena);
  tr_buf_add(&b, (tr_str){fill, tr_utf8_encode(spec->fill, fill)});
  tr_buf_add_char(&b, spec->align);
  tr_buf_add_char(&b, spec->sign);
  if (spec->symbol) tr_buf_add_char(&b, spec->symbol);
  if (spec->zero) tr_buf_add_char(&b, '0');
  if (spec->width >= 0) tr_buf_printf(&b, "%d", spec->width ? spec->width : 1);
  if (spec->comma) tr_buf_add_char(&b, ',');
  if (spec->precision >= 0) tr_buf_printf(&b, ".%d", spec->precision);
  if (spec->trim) tr_buf_add_char(&b, '~');
  if (spec->type) tr_buf_add_char(&b, spec->type);
  return tr_buf_str(&b);
}

/* The decimal exponent of X, or false where it has none. */
static bool exponent_of(double x, int *exponent) {
  if (!isfinite(x) || x == 0) return false;
  char digits[48];
  tr_num_digits(x, 0, digits, exponent);
  return true;
}

static int at_least(int low, int x) { return x > low ? x : low; }

int tr_precision_fixed(double step) {
  int e;
  return exponent_of(step, &e) ? at_least(0, -e) : -1;
}

int tr_precision_prefix(double step, double value) {
  int e_step, e_value;
  if (!exponent_of(step, &e_step) || !exponent_of(value, &e_value)) return -1;
  int third = e_value >= 0 ? e_value / 3 : -((2 - e_value) / 3);
  third = third < -8 ? -8 : third > 8 ? 8 : third;
  return at_least(0, third * 3 - e_step);
}

int tr_precision_round(double step, double max) {
  int e_step, e_max;
  step = fabs(step);
  if (!exponent_of(step, &e_step) || !exponent_of(fabs(max) - step, &e_max)) return -1;
  return at_least(0, e_max - e_step) + 1;
}
