#include "base/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A decimal as it was read: DIGITS (the first 19 significant ones) times ten to EXPONENT. */
typedef struct decimal {
  uint64_t digits;
  int64_t exponent;
  bool negative, cut; /* cut: there were more than 19 digits */
  size_t length;      /* bytes of the text; 0: no number */
} decimal;

enum { MAX_DIGITS = 19, MAX_EXPONENT = 100000 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t scan_exponent(tr_str s, size_t i, int64_t *exponent) {
  size_t at = i + 1;
  bool negative = false;
  if (at < s.n && (s.p[at] == '-' || s.p[at] == '+')) negative = s.p[at++] == '-';
  if (at >= s.n || !is_digit(s.p[at])) return i; /* "1e" and "1em": the e is no part of the number */
  int64_t e = 0;
  for (; at < s.n && is_digit(s.p[at]); at++)
    if (e < MAX_EXPONENT) e = e * 10 + (s.p[at] - '0');
  *exponent += negative ? -e : e;
  return at;
}

static decimal scan(tr_str s) {
  decimal d = {0};
  size_t i = 0, seen = 0;
  int kept = 0;
  if (i < s.n && (s.p[i] == '-' || s.p[i] == '+')) d.negative = s.p[i++] == '-';
  bool fraction = false;
  for (; i < s.n; i++) {
    char c = s.p[i];
    if (c == '.' && !fraction) {
      fraction = true;
      continue;
    }
    if (!is_digit(c)) break;
    seen++;
    if (kept < MAX_DIGITS) {
      d.digits = d.digits * 10 + (uint64_t)(c - '0');
      if (d.digits) kept++;
      d.exponent -= fraction;
    } else {
      d.cut |= c != '0';
      d.exponent += !fraction;
    }
  }
  if (!seen) return (decimal){0};
  if (i < s.n && (s.p[i] | 32) == 'e') i = scan_exponent(s, i, &d.exponent);
  d.length = i;
  return d;
}

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

#if LDBL_MANT_DIG == 64
static const long double long_powers[] = {
    1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
    1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};

/* One operation on exact operands in 64 bits of mantissa is off by half a unit at most; rounding it to 53
   bits is then right unless the lower 11 bits stand next to the middle. */
static bool by_long_double(uint64_t digits, int exponent, double *out) {
  long double x = (long double)digits;
  x = exponent < 0 ? x / long_powers[-exponent] : x * long_powers[exponent];
  uint64_t mantissa;
  memcpy(&mantissa, &x, 8);
  uint64_t low = mantissa & 0x7FF;
  if (low >= 0x3FE && low <= 0x402) return false;
  *out = (double)x;
  return true;
}
#endif

static size_t put_uint(uint64_t x, char *out) {
  char reversed[20];
  size_t n = 0;
  do reversed[n++] = (char)('0' + x % 10);
  while (x /= 10);
  for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
  return n;
}

/* The C library's exact conversion, in the C locale whatever the thread's locale is. */
static double by_library(const char *text) {
  locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0); /* glibc: static, takes no memory */
  double x = strtod_l(text, NULL, c_locale);
  freelocale(c_locale);
  return x;
}

/* |x| of a decimal with at most 19 digits, rounded to nearest even. */
static double magnitude(uint64_t digits, int64_t exponent) {
  if (!digits) return 0;
  if (digits < (UINT64_C(1) << 53) && exponent >= -22 && exponent <= 22)
    return exponent < 0 ? (double)digits / powers[-exponent] : (double)digits * powers[exponent];
  double x;
#if LDBL_MANT_DIG == 64
  if (exponent >= -27 && exponent <= 27 && by_long_double(digits, (int)exponent, &x)) return x;
#endif
  if (exponent > 400) return INFINITY;
  if (exponent < -400) return 0;
  char text[48];
  size_t n = put_uint(digits, text);
  text[n++] = 'e';
  if (exponent < 0) text[n++] = '-';
  n += put_uint((uint64_t)(exponent < 0 ? -exponent : exponent), text + n);
  text[n] = 0;
  x = by_library(text);
  return x;
}

/* |x| of a decimal whose digits do not fit: all of its text goes through the library. Digits past 800
   cannot move the result but by being there at all, which one more 1 says. */
static double long_magnitude(tr_str s) {
  enum { KEPT = 800 };
  char text[KEPT + 40];
  size_t n = 0, i = 0;
  int64_t exponent = 0;
  bool fraction = false, dropped = false;
  for (; i < s.n && (s.p[i] | 32) != 'e'; i++) {
    if (s.p[i] == '.') fraction = true;
    if (!is_digit(s.p[i])) continue;
    if (n == KEPT) {
      dropped |= s.p[i] != '0';
      exponent += !fraction;
      continue;
    }
    if (n || s.p[i] != '0') text[n++] = s.p[i];
    exponent -= fraction;
  }
  if (dropped) text[n++] = '1', exponent--;
  if (i < s.n) scan_exponent(s, i, &exponent);
  text[n++] = 'e';
  if (exponent < 0) text[n++] = '-';
  n += put_uint((uint64_t)(exponent < 0 ? -exponent : exponent), text + n);
  text[n] = 0;
  return by_library(text);
}

size_t tr_num_prefix(tr_str s, double *out) {
  decimal d = scan(s);
  if (!d.length) return 0;
  double x = d.cut ? long_magnitude((tr_str){s.p, d.length}) : magnitude(d.digits, d.exponent);
  *out = d.negative ? -x : x;
  return d.length;
}

bool tr_num_parse(tr_str s, double *out) {
  double x;
  if (!s.n || tr_num_prefix(s, &x) != s.n || !isfinite(x)) return false;
  *out = x;
  return true;
}

/* Skips what JavaScript calls white space or a line end. */
static tr_str trim_js(tr_str s) {
  static const char *const wide[] = {"\xC2\xA0",     "\xEF\xBB\xBF", "\xE1\x9A\x80", "\xE2\x80\xA8",
                                     "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};
  for (;;) {
    tr_str before = s;
    s = tr_str_trim(s);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
      size_t n = strlen(wide[i]);
      if (tr_str_starts(s, wide[i])) s = tr_str_sub(s, n, s.n);
      if (tr_str_ends(s, wide[i])) s.n -= n;
    }
    for (int end = 0; end < 2 && s.n >= 3; end++) { /* U+2000 to U+200A */
      const char *p = end ? s.p + s.n - 3 : s.p;
      if (memcmp(p, "\xE2\x80", 2) != 0 || (unsigned char)p[2] > 0x8A) continue;
      s = end ? tr_str_sub(s, 0, s.n - 3) : tr_str_sub(s, 3, s.n);
    }
    if (s.n == before.n) return s;
  }
}

static double from_digits(tr_str s, int base) {
  double x = 0;
  if (!s.n) return NAN;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    int letter = (c | 32) - 'a', digit = is_digit((char)c)           ? c - '0'
                                         : letter >= 0 && letter < 6 ? letter + 10
                                                                     : 99;
    if (digit >= base) return NAN;
    x = x * base + digit;
  }
  return x;
}

double tr_num_from_js(tr_str s) {
  s = trim_js(s);
  if (!s.n) return 0;
  if (s.n > 2 && s.p[0] == '0') {
    tr_str rest = tr_str_sub(s, 2, s.n);
    char kind = (char)(s.p[1] | 32);
    if (kind == 'x') return from_digits(rest, 16);
    if (kind == 'b') return from_digits(rest, 2);
    if (kind == 'o') return from_digits(rest, 8);
  }
  if (tr_str_is(s, "Infinity") || tr_str_is(s, "+Infinity")) return INFINITY;
  if (tr_str_is(s, "-Infinity")) return -INFINITY;
  double x;
  return tr_num_prefix(s, &x) == s.n ? x : NAN;
}

/* All digits of a finite |x| > 0, exactly: D[0..n), the point behind digit POINT (may be below 0 or past n).
 */
typedef struct digits {
  int n, point;
  char d[800];
} digits;

/* The number is an integer times a power of two. A negative power is 5^k / 10^k, so the digits are those of
   mantissa * 5^k. Limbs hold nine digits each, lowest first. */
static void exact_digits(double x, digits *out) {
  int power;
  uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(x), &power), 53);
  power -= 53;
  while (!(mantissa & 1)) mantissa >>= 1, power++;
  uint32_t limbs[96];
  int n = 0;
  for (uint64_t m = mantissa; m; m /= 1000000000) limbs[n++] = (uint32_t)(m % 1000000000);
  int left = abs(power);
  while (left) {
    int step = power < 0 ? (left < 13 ? left : 13) : (left < 29 ? left : 29);
    uint64_t factor = 1, carry = 0;
    for (int i = 0; i < step; i++) factor *= power < 0 ? 5 : 2;
    for (int i = 0; i < n; i++) {
      uint64_t product = limbs[i] * factor + carry;
      limbs[i] = (uint32_t)(product % 1000000000);
      carry = product / 1000000000;
    }
    for (; carry; carry /= 1000000000) limbs[n++] = (uint32_t)(carry % 1000000000);
    left -= step;
  }
  out->n = (int)put_uint(limbs[n - 1], out->d);
  for (int i = n - 2; i >= 0; i--) {
    uint32_t limb = limbs[i];
    for (int k = 8; k >= 0; k--, limb /= 10) out->d[out->n + k] = (char)('0' + limb % 10);
    out->n += 9;
  }
  out->point = out->n + (power < 0 ? power : 0);
}

/* Whether what stands behind the first N digits is exactly half of the last of them. */
static bool is_tie(const digits *d, int n) {
  if (d->d[n] != '5') return false;
  for (int i = n + 1; i < d->n; i++)
    if (d->d[i] != '0') return false;
  return true;
}

/* Keeps the first N digits (0 or more), rounded half up, or half to even; trailing zeros stay. */
static void round_digits(digits *d, int n, bool to_even) {
  if (n >= d->n) return;
  bool up = n >= 0 && d->d[n] >= '5';
  if (up && to_even && n > 0 && is_tie(d, n)) up = (d->d[n - 1] - '0') % 2 != 0;
  d->n = n < 0 ? 0 : n;
  if (!up) return;
  int i = d->n - 1;
  while (i >= 0 && d->d[i] == '9') d->d[i--] = '0';
  if (i >= 0) {
    d->d[i]++;
    return;
  }
  if (!d->n) d->n = 1;
  d->d[0] = '1';
  d->point++;
}

static bool reads_back(const digits *d, double x) {
  uint64_t m = 0;
  for (int i = 0; i < d->n; i++) m = m * 10 + (uint64_t)(d->d[i] - '0');
  return magnitude(m, d->point - d->n) == x;
}

/* Integers and decimals of up to 15 digits, found by scaling: the quotient of two exact numbers is rounded as
   a reader would round it, so equality proves that the digits read back. */
static bool short_digits(double x, digits *d) {
  if (x < 1e-5 || x >= 1e15) return false;
  for (int k = 0; k <= 20; k++) {
    double scaled = x * powers[k];
    if (scaled >= 1e15) return false;
    double whole = nearbyint(scaled);
    if (whole / powers[k] != x) continue;
    d->n = (int)put_uint((uint64_t)whole, d->d);
    d->point = d->n - k;
    return true;
  }
  return false;
}

static void strip_zeros(digits *d) {
  while (d->n > 1 && d->d[d->n - 1] == '0') d->n--;
}

/* The last digit plus one. Below a power of two doubles are twice as dense as above it, so the nearest N
   digits may miss where the next ones up hit. */
static bool next_reads_back(digits *d, double x) {
  int i = d->n - 1;
  while (i >= 0 && d->d[i] == '9') i--;
  if (i < 0) return false;
  digits next = *d;
  next.d[i]++;
  for (int k = i + 1; k < next.n; k++) next.d[k] = '0';
  if (!reads_back(&next, x)) return false;
  *d = next;
  return true;
}

static void shortest_digits(double x, digits *d) {
  if (!short_digits(x, d)) {
    digits all;
    exact_digits(x, &all);
    for (int n = x < DBL_MIN ? 1 : 15; n <= 17; n++) {
      *d = all;
      round_digits(d, n, true);
      if (n == 17 || reads_back(d, x) || next_reads_back(d, x)) break;
    }
  }
  strip_zeros(d);
}

static size_t put_zeros(char *out, int n) {
  if (n <= 0) return 0;
  memset(out, '0', (size_t)n);
  return (size_t)n;
}

static size_t put_digits(char *out, const digits *d, int from, int to) {
  if (to > d->n) to = d->n;
  if (from >= to) return 0;
  memcpy(out, d->d + from, (size_t)(to - from));
  return (size_t)(to - from);
}

static size_t put_plain(char *out, const digits *d) {
  size_t n = 0;
  if (d->point <= 0) {
    out[n++] = '0';
    out[n++] = '.';
    n += put_zeros(out + n, -d->point);
    return n + put_digits(out + n, d, 0, d->n);
  }
  n += put_digits(out, d, 0, d->point);
  n += put_zeros(out + n, d->point - d->n);
  if (d->n <= d->point) return n;
  out[n++] = '.';
  return n + put_digits(out + n, d, d->point, d->n);
}

static size_t put_scientific(char *out, const digits *d) {
  size_t n = put_digits(out, d, 0, 1);
  if (d->n > 1) out[n++] = '.';
  n += put_digits(out + n, d, 1, d->n);
  int exponent = d->point - 1;
  out[n++] = 'e';
  out[n++] = exponent < 0 ? '-' : '+';
  return n + put_uint((uint64_t)abs(exponent), out + n);
}

static size_t put_z(char *out, const char *z) {
  size_t n = strlen(z);
  memcpy(out, z, n);
  return n;
}

/* ECMA-262, Number::toString. */
size_t tr_num_shortest(double x, char out[32]) {
  if (isnan(x)) return put_z(out, "NaN");
  if (isinf(x)) return put_z(out, x < 0 ? "-Infinity" : "Infinity");
  if (x == 0) return put_z(out, "0");
  digits d;
  size_t n = 0;
  if (x < 0) out[n++] = '-';
  shortest_digits(fabs(x), &d);
  bool plain = d.point > -6 && d.point <= 21;
  return n + (plain ? put_plain(out + n, &d) : put_scientific(out + n, &d));
}

/* X.XX of a number whose scaled value is far enough from the middle between two integers. */
static size_t fixed_fast(double x, int decimals, char *out) {
  if (!(x < 1e9) || decimals > 6) return 0;
  double scaled = x * powers[decimals], whole = floor(scaled), rest = scaled - whole;
  if (fabs(rest - 0.5) < 1e-5) return 0;
  uint64_t m = (uint64_t)whole + (rest > 0.5), unit = (uint64_t)powers[decimals];
  size_t n = put_uint(m / unit, out);
  if (!decimals) return n;
  out[n++] = '.';
  uint64_t fraction = m % unit;
  for (int k = decimals - 1; k >= 0; k--, fraction /= 10) out[n + (size_t)k] = (char)('0' + fraction % 10);
  return n + (size_t)decimals;
}

static size_t fixed_exact(double x, int decimals, char *out) {
  digits d = {.n = 0, .point = 0};
  if (x != 0) exact_digits(x, &d);
  if (d.point + decimals < 0)
    d.n = 0, d.point = 0; /* smaller than half of the last place */
  else
    round_digits(&d, d.point + decimals, false);
  if (!d.n) d.point = 0;
  size_t n = 0;
  if (d.point <= 0) out[n++] = '0';
  n += put_digits(out + n, &d, 0, d.point);
  if (d.n) n += put_zeros(out + n, d.point - d.n);
  if (!decimals) return n;
  out[n++] = '.';
  size_t start = n;
  int zeros = d.n ? -d.point : 0;
  n += put_zeros(out + n, zeros < decimals ? zeros : decimals);
  n += put_digits(out + n, &d, d.point > 0 ? d.point : 0, d.n);
  return n + put_zeros(out + n, decimals - (int)(n - start));
}

size_t tr_num_fixed(double x, int decimals, char out[432]) {
  if (!isfinite(x)) return tr_num_shortest(x, out);
  if (decimals < 0) decimals = 0;
  if (decimals > 100) decimals = 100;
  size_t sign = x < 0;
  if (sign) out[0] = '-';
  size_t n = fixed_fast(fabs(x), decimals, out + sign);
  if (!n) n = fixed_exact(fabs(x), decimals, out + sign);
  return sign + n;
}

size_t tr_num_digits(double x, int wanted, char out[48], int *exponent) {
  *exponent = 0;
  if (x == 0 || !isfinite(x)) {
    int n = wanted > 40 ? 40 : wanted < 1 ? 1 : wanted;
    return put_zeros(out, n);
  }
  digits d;
  if (wanted <= 0) {
    shortest_digits(fabs(x), &d);
  } else {
    if (wanted > 40) wanted = 40;
    exact_digits(x, &d);
    round_digits(&d, wanted, false);
  }
  size_t n = put_digits(out, &d, 0, d.n);
  if (wanted > 0) n += put_zeros(out + n, wanted - (int)n);
  *exponent = d.point - 1;
  return n;
}
