#include "format/locale-priv.h"
#include "format/number.h"

#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The rules are d3-format's (https://d3js.org/d3-format), which Vega and Vega-Lite use for every number. */

struct tr_number_format {
  const tr_number_locale *locale;
  tr_number_spec spec; /* type, trim, zero and precision settled */
  tr_str prefix, suffix;
  double factor;
};

/* ASCII text of a number without sign. The longest is 1024 binary digits. */
typedef struct body {
  char p[1120];
  size_t n;
  int si; /* exponent of the SI prefix; NO_SI where there is none */
} body;

enum { NO_SI = 99 };

static const char *const si_prefixes[] = {"y", "z", "a", "f", "p", "n", "µ", "m", "",
                                          "k", "M", "G", "T", "P", "E", "Z", "Y"};

static void put(body *b, const char *p, size_t n) {
  assert(b->n + n <= sizeof b->p);
  memcpy(b->p + b->n, p, n);
  b->n += n;
}

static void put_zeros(body *b, int n) {
  for (int i = 0; i < n; i++) put(b, "0", 1);
}

/* DIGITS with a point after POINT of them; zeros before and behind as needed. */
static void put_plain(body *b, const char *digits, int n, int point) {
  if (point <= 0) {
    put(b, "0.", 2);
    put_zeros(b, -point);
    put(b, digits, (size_t)n);
  } else if (n > point) {
    put(b, digits, (size_t)point);
    put(b, ".", 1);
    put(b, digits + point, (size_t)(n - point));
  } else {
    put(b, digits, (size_t)n);
    put_zeros(b, point - n);
  }
}

static void put_int(body *b, int i) {
  char text[16];
  size_t n = 0;
  do text[n++] = (char)('0' + i % 10);
  while (i /= 10);
  while (n) put(b, &text[--n], 1);
}

static void put_exponent_form(body *b, const char *digits, int n, int exponent) {
  put(b, digits, 1);
  if (n > 1) put(b, ".", 1);
  put(b, digits + 1, (size_t)(n - 1));
  put(b, exponent < 0 ? "e-" : "e+", 2);
  put_int(b, exponent < 0 ? -exponent : exponent);
}

/* Digits of X to P significant ones (0: the shortest), zero too. */
static int digits_of(double x, int p, char digits[48], int *exponent) {
  if (x != 0) return (int)tr_num_digits(x, p, digits, exponent);
  int n = p ? p : 1;
  memset(digits, '0', (size_t)n);
  *exponent = 0;
  return n;
}

/* JavaScript's toExponential(p). */
static void put_exponential(body *b, double x, int p) {
  char digits[48];
  int e, n = digits_of(x, p + 1, digits, &e);
  put_exponent_form(b, digits, n, e);
}

/* JavaScript's toPrecision(p). */
static void put_precision(body *b, double x, int p) {
  char digits[48];
  int e, n = digits_of(x, p, digits, &e);
  if (e < -6 || e >= p)
    put_exponent_form(b, digits, n, e);
  else
    put_plain(b, digits, n, e + 1);
}

/* JavaScript's toFixed(p). */
static void put_fixed(body *b, double x, int p) {
  char text[432], digits[48];
  if (x < 1e21) {
    put(b, text, tr_num_fixed(x, p, text));
    return;
  }
  int e, n = digits_of(x, 0, digits, &e);
  put_exponent_form(b, digits, n, e);
}

static void put_rounded(body *b, double x, int p) {
  char digits[48];
  if (x == 0) {
    put(b, "0", 1);
    return;
  }
  int e, n = digits_of(x, p, digits, &e);
  put_plain(b, digits, n, e + 1);
}

static int third_of(int exponent) {
  int third = exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3);
  return third < -8 ? -8 : third > 8 ? 8 : third;
}

static void put_si(body *b, double x, int p) {
  char digits[48];
  if (x == 0) {
    put_precision(b, x, p);
    return;
  }
  int e, n = digits_of(x, p, digits, &e);
  b->si = third_of(e) * 3;
  int point = e - b->si + 1;
  if (point <= 0) { /* below 1y: the digits that are left of the precision */
    int left = p + point - 1;
    n = digits_of(x, left > 0 ? left : 0, digits, &e);
  }
  put_plain(b, digits, n, point);
}

/* JavaScript's Math.round. */
static double js_round(double x) {
  double low = floor(x);
  return x - low >= 0.5 ? low + 1 : low;
}

static void put_integer(body *b, double x) {
  char digits[48];
  x = js_round(x);
  int e, n = digits_of(x, 0, digits, &e);
  put_plain(b, digits, n, e + 1);
}

static void put_radix(body *b, double x, int radix, bool upper) {
  const char *letters = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  char reversed[1080];
  size_t n = 0;
  x = js_round(x);
  do {
    double digit = fmod(x, radix);
    reversed[n++] = letters[(int)digit];
    x = (x - digit) / radix;
  } while (x >= 1);
  while (n) put(b, &reversed[--n], 1);
}

/* X is neither negative nor NaN. */
static void put_type(body *b, const tr_number_spec *spec, double x) {
  int p = spec->precision;
  if (spec->type == 'p' || spec->type == '%') x *= 100;
  if (isinf(x)) { /* "d" goes through JavaScript's toLocaleString */
    tr_str infinity = spec->type == 'd' ? TR_S("∞") : TR_S("Infinity");
    put(b, infinity.p, infinity.n);
    return;
  }
  switch (spec->type) {
  case 'b': put_radix(b, x, 2, false); break;
  case 'o': put_radix(b, x, 8, false); break;
  case 'x': put_radix(b, x, 16, false); break;
  case 'X': put_radix(b, x, 16, true); break;
  case 'd': put_integer(b, x); break;
  case 'e': put_exponential(b, x, p); break;
  case '%':
  case 'f': put_fixed(b, x, p); break;
  case 'p':
  case 'r': put_rounded(b, x, p); break;
  case 's': put_si(b, x, p); break;
  default: put_precision(b, x, p); break;
  }
}

/* Trailing zeros after the point, before an exponent: "1.2000e+3" becomes "1.2e+3". */
static void trim_zeros(body *b) {
  const char *point = memchr(b->p, '.', b->n);
  if (!point) return;
  size_t from = (size_t)(point - b->p), end = from + 1, keep = from;
  for (; end < b->n && b->p[end] >= '0' && b->p[end] <= '9'; end++)
    if (b->p[end] != '0') keep = end + 1;
  memmove(b->p + keep, b->p + end, b->n - end);
  b->n -= end - keep;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Whether the text reads as zero ("0.00", "0e+0"), so that a minus before it would be odd. */
static bool reads_as_zero(const body *b) {
  if (b->n == 0 || !is_digit(b->p[0])) return false;
  for (size_t i = 0; i < b->n && b->p[i] != 'e'; i++)
    if (b->p[i] != '0' && b->p[i] != '.') return false;
  return true;
}

enum { HEAD = 2, TAIL = 5 };

/* The number's text in parts, borrowed; padding comes before the head, between head and digits, or after the
   tail. */
typedef struct parts {
  tr_str head[HEAD]; /* sign, prefix */
  tr_str digits;     /* what is grouped */
  tr_str tail[TAIL]; /* decimal sign, rest, SI prefix, suffix, closing bracket */
} parts;

static tr_str sign_of(const tr_number_format *f, bool negative) {
  char sign = f->spec.sign;
  if (negative) return sign == '(' ? TR_S("(") : f->locale->minus;
  return sign == '+' ? TR_S("+") : sign == ' ' ? TR_S(" ") : (tr_str){0};
}

/* B is the storage of the digits. */
static parts split(const tr_number_format *f, double x, body *b) {
  const tr_number_spec *spec = &f->spec;
  bool negative = signbit(x) && !isnan(x);
  if (!isnan(x)) put_type(b, spec, fabs(x));
  if (spec->trim) trim_zeros(b);
  if (negative && spec->sign != '+' && reads_as_zero(b)) negative = false;

  size_t n = b->n;
  if (strchr("defgprs%", spec->type)) /* what is grouped ends at the first letter or the point */
    for (n = 0; n < b->n && is_digit(b->p[n]); n++) {}
  bool point = n < b->n && b->p[n] == '.';
  return (parts){.head = {sign_of(f, negative), f->prefix},
                 .digits = {b->p, n},
                 .tail = {point ? f->locale->decimal : (tr_str){0},
                          isnan(x) ? f->locale->nan : (tr_str){b->p + n + point, b->n - n - point},
                          b->si == NO_SI ? (tr_str){0} : tr_str_z(si_prefixes[8 + b->si / 3]), f->suffix,
                          negative && spec->sign == '(' ? TR_S(")") : (tr_str){0}}};
}

/* Type "c": the number as JavaScript writes it, as a suffix. */
static parts split_character(const tr_number_format *f, double x, body *b) {
  b->n = tr_num_shortest(x, b->p);
  return (parts){.head = {{0}, f->prefix}, .tail = {{0}, {b->p, b->n}, {0}, f->suffix}};
}

/* In UTF-16 units, as JavaScript counts. */
static int length_of(const tr_str *all, size_t n) {
  size_t length = 0;
  for (size_t i = 0; i < n; i++) length += tr_utf16_length(all[i]);
  return (int)length;
}

static char *add(char *to, const tr_str *all, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (all[i].n) memcpy(to, all[i].p, all[i].n);
    to += all[i].n;
  }
  return to;
}

static size_t bytes_of(const parts *part) {
  size_t n = part->digits.n;
  for (size_t i = 0; i < HEAD; i++) n += part->head[i].n;
  for (size_t i = 0; i < TAIL; i++) n += part->tail[i].n;
  return n;
}

static tr_str align(tr_arena *arena, const tr_number_spec *spec, const parts *part, int missing) {
  int before = spec->align == '^' ? missing / 2 : spec->align == '>' ? missing : 0;
  int inside = spec->align == '=' ? missing : 0;
  char bytes[4];
  tr_str fill = {bytes, tr_utf8_encode(spec->fill, bytes)};
  size_t size = bytes_of(part) + (size_t)missing * fill.n;
  char *out = tr_alloc(arena, size + 1), *at = out;
  for (int i = 0; i < before; i++) at = add(at, &fill, 1);
  at = add(at, part->head, HEAD);
  for (int i = 0; i < inside; i++) at = add(at, &fill, 1);
  at = add(at, &part->digits, 1);
  at = add(at, part->tail, TAIL);
  for (int i = before + inside; i < missing; i++) at = add(at, &fill, 1);
  assert((size_t)(at - out) == size);
  return (tr_str){out, size};
}

/* Zeros before DIGITS, grouped with them within the width. */
static tr_str group_with_zeros(tr_arena *arena, const tr_number_format *f, tr_str digits, int zeros,
                               int tail) {
  size_t n = digits.n + (size_t)zeros;
  char *padded = tr_alloc(arena, n + 1);
  memset(padded, '0', (size_t)zeros);
  if (digits.n) memcpy(padded + zeros, digits.p, digits.n);
  double width = zeros ? f->spec.width - tail : (double)INFINITY;
  return tr_group_digits(arena, f->locale, (tr_str){padded, n}, width);
}

static tr_str pad(tr_arena *arena, const tr_number_format *f, parts *part) {
  const tr_number_spec *spec = &f->spec;
  bool with_zeros = spec->comma && spec->zero;
  if (spec->comma && !with_zeros) part->digits = tr_group_digits(arena, f->locale, part->digits, INFINITY);
  if (spec->width <= 0 && !with_zeros) return align(arena, spec, part, 0);
  int tail = length_of(part->tail, TAIL);
  int missing = spec->width - length_of(part->head, HEAD) - length_of(&part->digits, 1) - tail;
  if (missing < 0) missing = 0;
  if (with_zeros) {
    part->digits = group_with_zeros(arena, f, part->digits, missing, tail);
    missing = 0;
  }
  return align(arena, spec, part, missing);
}

tr_str tr_number_format_apply(tr_arena *arena, const tr_number_format *format, double x) {
  body b;
  b.n = 0;
  b.si = NO_SI;
  parts part =
      format->spec.type == 'c' ? split_character(format, x, &b) : split(format, x * format->factor, &b);
  return tr_replace_numerals(arena, format->locale, pad(arena, format, &part));
}

static int clamp(int x, int low, int high) { return x < low ? low : x > high ? high : x; }

/* d3's defaults and aliases: "n" is ",g", no or an unknown type is ".12~g", "0" is "0=". */
static void settle(tr_number_spec *spec) {
  if (spec->type == 'n') {
    spec->comma = true;
    spec->type = 'g';
  } else if (!spec->type || !strchr("%bcdefgoprsXx", spec->type)) {
    if (spec->precision < 0) spec->precision = 12;
    spec->trim = true;
    spec->type = 'g';
  }
  if (spec->zero || (spec->fill == '0' && spec->align == '=')) {
    spec->zero = true;
    spec->fill = '0';
    spec->align = '=';
  }
  if (spec->precision < 0)
    spec->precision = 6;
  else if (strchr("gprs", spec->type))
    spec->precision = clamp(spec->precision, 1, 21);
  else
    spec->precision = clamp(spec->precision, 0, 20);
}

static tr_str radix_prefix(const tr_number_spec *spec) {
  if (spec->symbol != '#') return (tr_str){0};
  return spec->type == 'b'                        ? TR_S("0b")
         : spec->type == 'o'                      ? TR_S("0o")
         : spec->type == 'x' || spec->type == 'X' ? TR_S("0x")
                                                  : (tr_str){0};
}

static tr_number_format *make(tr_ctx *ctx, const tr_locale *locale, const tr_number_spec *spec) {
  tr_number_format *f = TR_NEW(ctx->doc, tr_number_format);
  const tr_number_locale *l = &locale->number;
  *f = (tr_number_format){.locale = l, .spec = *spec, .factor = 1};
  settle(&f->spec);
  bool money = spec->symbol == '$', percent = f->spec.type == '%' || f->spec.type == 'p';
  f->prefix = money ? l->currency[0] : radix_prefix(&f->spec);
  f->suffix = money ? l->currency[1] : percent ? l->percent : (tr_str){0};
  return f;
}

const tr_number_format *tr_number_format_of(tr_ctx *ctx, const tr_locale *locale,
                                            const tr_number_spec *spec) {
  return make(ctx, locale, spec);
}

const tr_number_format *tr_number_format_prefix_of(tr_ctx *ctx, const tr_locale *locale,
                                                   const tr_number_spec *spec, double reference) {
  tr_number_spec fixed = *spec;
  fixed.type = 'f';
  tr_number_format *f = make(ctx, locale, &fixed);
  if (!isfinite(reference) || reference == 0) return f;
  char digits[48];
  int e;
  tr_num_digits(reference, 0, digits, &e);
  int third = third_of(e);
  f->factor = pow(10, -3 * third);
  f->suffix = tr_str_join(ctx->doc, f->suffix, tr_str_z(si_prefixes[8 + third]));
  return f;
}

static bool read_spec(tr_ctx *ctx, tr_str specifier, tr_pos at, tr_number_spec *spec) {
  if (!tr_number_spec_parse(specifier, spec)) {
    tr_error(ctx, TR_INPUT, at,
             "a specifier is [[fill]align][sign][symbol][0][width][,][.precision][~][type], such as "
             "\",.2f\", \"~s\" or \".0%\"",
             "\"%.*s\" is no number format", TR_FMT(specifier));
    return false;
  }
  return spec->width <= 0 || tr_within(ctx, TR_LIMIT_FORMAT_WIDTH, spec->width, at);
}

const tr_number_format *tr_number_format_new(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                             tr_pos at) {
  tr_number_spec spec;
  return read_spec(ctx, specifier, at, &spec) ? make(ctx, locale, &spec) : NULL;
}

const tr_number_format *tr_number_format_prefix(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                                double reference, tr_pos at) {
  tr_number_spec spec;
  if (!read_spec(ctx, specifier, at, &spec)) return NULL;
  return tr_number_format_prefix_of(ctx, locale, &spec, reference);
}

const tr_number_format *tr_number_format_float(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                               tr_pos at) {
  tr_number_spec spec;
  if (!read_spec(ctx, specifier.n ? specifier : TR_S(","), at, &spec)) return NULL;
  if (spec.precision < 0) {
    spec.precision = spec.type == '%' ? 10 : spec.type == 'e' ? 11 : 12;
    spec.trim = true;
  }
  return make(ctx, locale, &spec);
}
