#include "base/color.h"
#include "base/color-priv.h"
#include "base/number.h"

#include <math.h>

static double unit(double x) { return !(x > 0) ? 0 : x > 1 ? 1 : x; }

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

static bool parse_hex(tr_str s, tr_color *out) {
  double channel[4] = {0, 0, 0, 1};
  size_t each = s.n > 4 ? 2 : 1, n = s.n / each;
  if ((n != 3 && n != 4) || s.n % each) return false;
  for (size_t i = 0; i < n; i++) {
    int high = hex_digit(s.p[i * each]), low = hex_digit(s.p[i * each + each - 1]);
    if (high < 0 || low < 0) return false;
    channel[i] = (high * 16 + low) / 255.0;
  }
  *out = (tr_color){channel[0], channel[1], channel[2], channel[3]};
  return true;
}

/* One argument of rgb() or hsl(): a number with what follows it directly. */
typedef struct argument {
  double x;
  bool percent, degrees;
} argument;

static size_t skip_space(tr_str s, size_t at) {
  while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == '\n' || s.p[at] == '\r')) at++;
  return at;
}

/* "1, 2, 3", "1 2 3", either with ", a" or "/ a" behind. The number of arguments, 0 where it is none. */
static size_t parse_arguments(tr_str s, argument out[4]) {
  size_t n = 0, at = skip_space(s, 0);
  while (at < s.n) {
    if (n == 4) return 0;
    if (n && (s.p[at] == ',' || (s.p[at] == '/' && n == 3))) at = skip_space(s, at + 1);
    tr_str rest = tr_str_sub(s, at, s.n);
    size_t length = tr_num_prefix(rest, &out[n].x);
    if (!length || !isfinite(out[n].x)) return 0;
    at += length;
    rest = tr_str_sub(s, at, s.n);
    out[n].percent = tr_str_starts(rest, "%");
    out[n].degrees = tr_str_starts(rest, "deg");
    at += out[n].percent ? 1 : out[n].degrees ? 3 : 0;
    size_t next = skip_space(s, at);
    bool separated = next > at || next == s.n || s.p[next] == ',' || s.p[next] == '/';
    if (!separated) return 0;
    at = next;
    n++;
  }
  return n;
}

static double alpha_of(const argument *a, size_t n) {
  return n < 4 ? 1 : unit(a[3].percent ? a[3].x / 100 : a[3].x);
}

static bool parse_rgb(tr_str s, tr_color *out) {
  argument a[4];
  size_t n = parse_arguments(s, a);
  if (n < 3 || a[0].percent != a[1].percent || a[1].percent != a[2].percent) return false;
  if (a[0].degrees || a[1].degrees || a[2].degrees) return false;
  double full = a[0].percent ? 100 : 255;
  *out = (tr_color){unit(a[0].x / full), unit(a[1].x / full), unit(a[2].x / full), alpha_of(a, n)};
  return true;
}

static bool parse_hsl(tr_str s, tr_color *out) {
  argument a[4];
  size_t n = parse_arguments(s, a);
  if (n < 3 || a[0].percent || !a[1].percent || !a[2].percent) return false;
  *out = tr_color_from_hsl((tr_hsl){a[0].x, unit(a[1].x / 100), unit(a[2].x / 100), alpha_of(a, n)});
  return true;
}

/* The text between NAME( and ). */
static bool call_of(tr_str s, const char *name, tr_str *inside) {
  if (!tr_str_starts(s, name) || !tr_str_ends(s, ")")) return false;
  *inside = tr_str_sub(s, tr_str_z(name).n, s.n - 1);
  return true;
}

bool tr_color_parse(tr_str s, tr_color *out) {
  enum { LONGEST = 120 };
  char lower[LONGEST];
  s = tr_str_trim(s);
  if (!s.n || s.n > LONGEST) return false;
  for (size_t i = 0; i < s.n; i++) lower[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
  s.p = lower;
  tr_str inside;
  uint32_t rgb;
  if (s.p[0] == '#') return parse_hex(tr_str_sub(s, 1, s.n), out);
  if (call_of(s, "rgb(", &inside) || call_of(s, "rgba(", &inside)) return parse_rgb(inside, out);
  if (call_of(s, "hsl(", &inside) || call_of(s, "hsla(", &inside)) return parse_hsl(inside, out);
  if (tr_str_is(s, "transparent")) {
    *out = (tr_color){0, 0, 0, 0};
    return true;
  }
  if (!tr_color_by_name(s, &rgb)) return false;
  *out = (tr_color){(rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, 1};
  return true;
}

void tr_color_hex(tr_color c, char out[10]) {
  static const char digits[] = "0123456789abcdef";
  double channel[4] = {c.r, c.g, c.b, c.a};
  out[0] = '#';
  for (int i = 0; i < 4; i++) {
    unsigned byte = (unsigned)floor(unit(channel[i]) * 255 + 0.5);
    out[1 + 2 * i] = digits[byte >> 4];
    out[2 + 2 * i] = digits[byte & 15];
  }
  out[9] = 0;
}

static double linear(double x) { return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4); }

double tr_color_luminance(tr_color c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double tr_color_contrast(tr_color a, tr_color b) {
  double x = tr_color_luminance(a), y = tr_color_luminance(b);
  return ((x > y ? x : y) + 0.05) / ((x > y ? y : x) + 0.05);
}
