#include "expr/functions/functions.h"

#include "base/number.h"

#include <glib.h>
#include <string.h>

/* Letters whose other case is more than one letter (Unicode SpecialCasing.txt, the unconditional rows of
   Latin, Armenian and the ligatures). */
static const struct {
  uint32_t letter;
  const char *upper;
} many_upper[] = {
    {0xDF, "SS"},          {0x149, "\xCA\xBCN"},  {0x1F0, "J\xCC\x8C"},  {0x587, "\xD4\xB5\xD5\x92"},
    {0x1E96, "H\xCC\xB1"}, {0x1E97, "T\xCC\x88"}, {0x1E98, "W\xCC\x8A"}, {0x1E99, "Y\xCC\x8A"},
    {0x1E9A, "A\xCA\xBE"}, {0xFB00, "FF"},        {0xFB01, "FI"},        {0xFB02, "FL"},
    {0xFB03, "FFI"},       {0xFB04, "FFL"},       {0xFB05, "ST"},        {0xFB06, "ST"}};

static void add_upper(tr_buf *b, uint32_t c) {
  char text[4];
  for (size_t i = 0; i < sizeof many_upper / sizeof *many_upper; i++)
    if (many_upper[i].letter == c) {
      tr_buf_add_z(b, many_upper[i].upper);
      return;
    }
  tr_buf_add(b, (tr_str){text, tr_utf8_encode(g_unichar_toupper(c), text)});
}

/* A capital sigma that ends a word becomes ς. */
static bool is_final_sigma(tr_str s, size_t from, size_t to) {
  bool before = false, after = false;
  for (size_t i = 0; i < from;) before = g_unichar_isalpha(tr_utf8_next(s, &i));
  if (to < s.n) after = g_unichar_isalpha(tr_utf8_next(s, &to));
  return before && !after;
}

static void add_lower(tr_buf *b, tr_str s, size_t from, size_t to, uint32_t c) {
  char text[4];
  if (c == 0x130)
    tr_buf_add_z(b, "i\xCC\x87");
  else if (c == 0x3A3 && is_final_sigma(s, from, to))
    tr_buf_add_z(b, "\xCF\x82");
  else
    tr_buf_add(b, (tr_str){text, tr_utf8_encode(g_unichar_tolower(c), text)});
}

static bool change_case(tr_call *c, bool upper, tr_value *out) {
  tr_str s = tr_arg_string(c, 0);
  tr_buf b = tr_buf_of(c->arena);
  tr_work(c->ctx, (double)s.n);
  for (size_t i = 0; i < s.n;) {
    size_t from = i;
    uint32_t letter = tr_utf8_next(s, &i);
    if (letter == 0xFFFD)
      tr_buf_add(&b, tr_str_sub(s, from, i)); /* keeps lone surrogates */
    else if (upper)
      add_upper(&b, letter);
    else
      add_lower(&b, s, from, i, letter);
  }
  return tr_give_string(c, tr_buf_str(&b), out);
}

bool tr_fn_upper(tr_call *c, tr_value *out) { return change_case(c, true, out); }
bool tr_fn_lower(tr_call *c, tr_value *out) { return change_case(c, false, out); }

bool tr_fn_trim(tr_call *c, tr_value *out) {
  return tr_give_string(c, tr_zero_end(c->arena, tr_js_trim(tr_arg_string(c, 0))), out);
}

bool tr_fn_length(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  tr_value name = tr_make_string(TR_S("length"));
  if (tr_is_nil(v)) return tr_fail(c, NULL, "%s has no length", tr_is(v, TR_NULL) ? "null" : "undefined");
  *out = tr_js_member(c->ev, v, &name);
  return true;
}

static size_t clamp_unit(double x, size_t n) { return x > 0 ? x < (double)n ? (size_t)x : n : 0; }

static bool give_slice(tr_call *c, tr_str s, size_t from, size_t to, tr_value *out) {
  tr_str part = tr_js_slice(c->arena, s, from, to, &c->ev->special);
  return tr_give_string(c, tr_zero_end(c->arena, part), out);
}

bool tr_fn_substring(tr_call *c, tr_value *out) {
  tr_str s = tr_arg_string(c, 0);
  size_t n = tr_js_length(s);
  size_t from = clamp_unit(tr_js_integer(tr_arg_number(c, 1)), n);
  bool open = tr_is(tr_arg(c, 2), TR_UNDEFINED);
  size_t to = open ? n : clamp_unit(tr_js_integer(tr_arg_number(c, 2)), n);
  return give_slice(c, s, from < to ? from : to, from < to ? to : from, out);
}

static void add_times(tr_buf *b, tr_str s, double times) {
  for (double i = 0; i < times; i++) tr_buf_add(b, s);
}

bool tr_fn_pad(tr_call *c, tr_value *out) {
  tr_str s = tr_arg_string(c, 0), fill = tr_truthy(tr_arg(c, 2)) ? tr_arg_string(c, 2) : TR_S(" ");
  tr_str align = tr_string(tr_arg(c, 3));
  double n = tr_arg_number(c, 1) - (double)tr_js_length(s);
  if (!(n > 0)) return tr_give_string(c, s, out);
  if (!tr_within(c->ctx, TR_LIMIT_STRING_BYTES, n * (double)fill.n + (double)s.n, c->at)) return false;
  tr_work(c->ctx, n);
  bool left = tr_str_is(align, "left"), center = tr_str_is(align, "center");
  tr_buf b = tr_buf_of(c->arena);
  if (left)
    add_times(&b, fill, n);
  else if (center)
    add_times(&b, fill, trunc(n / 2));
  tr_buf_add(&b, s);
  if (center)
    add_times(&b, fill, ceil(n / 2));
  else if (!left)
    add_times(&b, fill, n);
  return tr_give_string(c, tr_buf_str(&b), out);
}

bool tr_fn_truncate(tr_call *c, tr_value *out) {
  tr_str s = tr_arg_string(c, 0), align = tr_string(tr_arg(c, 2));
  tr_str dots = tr_is_nil(tr_arg(c, 3)) ? TR_S("\xE2\x80\xA6") : tr_arg_string(c, 3);
  double length = tr_arg_number(c, 1);
  size_t n = tr_js_length(s);
  if ((double)n <= length) return tr_give_string(c, s, out);
  double room = length - (double)tr_js_length(dots);
  size_t keep = clamp_unit(room, n);
  tr_str head = {0}, tail = {0};
  if (tr_str_is(align, "left")) {
    tail = tr_js_slice(c->arena, s, n - keep, n, &c->ev->special);
  } else if (tr_str_is(align, "center")) {
    head = tr_js_slice(c->arena, s, 0, (keep + 1) / 2, &c->ev->special);
    tail = tr_js_slice(c->arena, s, n - keep / 2, n, &c->ev->special);
  } else {
    head = tr_js_slice(c->arena, s, 0, keep, &c->ev->special);
  }
  tr_str whole = tr_js_concat(c->arena, tr_js_concat(c->arena, head, dots), tail);
  return tr_give_string(c, whole, out);
}

bool tr_fn_parse_float(tr_call *c, tr_value *out) {
  tr_str s = tr_js_trim(tr_arg_string(c, 0)), rest = s;
  double x = NAN, sign = 1;
  if (rest.n && (rest.p[0] == '-' || rest.p[0] == '+')) {
    sign = rest.p[0] == '-' ? -1 : 1;
    rest = tr_str_sub(rest, 1, rest.n);
  }
  if (tr_str_starts(rest, "Infinity")) return tr_give_number(out, sign * INFINITY);
  bool number = rest.n && ((rest.p[0] >= '0' && rest.p[0] <= '9') || rest.p[0] == '.');
  if (!number || tr_num_prefix(rest, &x) == 0) return tr_give_number(out, NAN);
  return tr_give_number(out, sign * x);
}

static int digit_value(char ch) {
  if (ch >= '0' && ch <= '9') return ch - '0';
  int lower = ch | 32;
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
}

bool tr_fn_parse_int(tr_call *c, tr_value *out) {
  tr_str s = tr_js_trim(tr_arg_string(c, 0));
  int32_t base = tr_js_int32(tr_arg_number(c, 1));
  double sign = 1, x = 0;
  size_t i = 0;
  if (s.n && (s.p[0] == '-' || s.p[0] == '+')) sign = s.p[i++] == '-' ? -1 : 1;
  if ((base == 0 || base == 16) && i + 1 < s.n && s.p[i] == '0' && (s.p[i + 1] | 32) == 'x') {
    i += 2;
    base = 16;
  }
  if (base == 0) base = 10;
  if (base < 2 || base > 36) return tr_give_number(out, NAN);
  size_t first = i;
  while (i < s.n && digit_value(s.p[i]) < base) i++;
  if (i == first) return tr_give_number(out, NAN);
  /* Decimal digits are read exactly; other bases stay exact up to 2^53. */
  if (base == 10 && tr_num_parse(tr_str_sub(s, first, i), &x)) return tr_give_number(out, sign * x);
  for (size_t k = first; k < i; k++) x = x * base + digit_value(s.p[k]);
  return tr_give_number(out, sign * x);
}

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool tr_fn_btoa(tr_call *c, tr_value *out) {
  tr_str s = tr_arg_string(c, 0);
  tr_buf b = tr_buf_of(c->arena);
  uint32_t bits = 0;
  int n = 0;
  for (size_t i = 0; i < s.n;) {
    uint32_t letter = tr_utf8_next(s, &i);
    if (letter > 0xFF) return tr_fail(c, NULL, "a letter above U+00FF cannot be written in base64");
    bits = bits << 8 | letter;
    if (++n % 3) continue;
    for (int k = 18; k >= 0; k -= 6) tr_buf_add_char(&b, base64[bits >> k & 63]);
    bits = 0;
  }
  if (n % 3) {
    bits <<= n % 3 == 1 ? 16 : 8;
    for (int k = 18; k >= 0; k -= 6)
      tr_buf_add_char(&b, k < (n % 3 == 1 ? 12 : 6) ? '=' : base64[bits >> k & 63]);
  }
  return tr_give_string(c, tr_buf_str(&b), out);
}

bool tr_fn_atob(tr_call *c, tr_value *out) {
  tr_str s = tr_arg_string(c, 0);
  tr_buf b = tr_buf_of(c->arena);
  uint32_t bits = 0;
  int n = 0, padding = 0;
  char letter[4];
  for (size_t i = 0; i < s.n; i++) {
    if (strchr(" \t\n\f\r", s.p[i]) && s.p[i]) continue;
    const char *hit = s.p[i] ? strchr(base64, s.p[i]) : NULL;
    if (s.p[i] == '=')
      padding++;
    else if (!hit || padding)
      return tr_fail(c, NULL, "not base64");
    else {
      bits = bits << 6 | (uint32_t)(hit - base64);
      n++;
      if (n % 4 != 1) {
        uint32_t byte = bits >> (n % 4 == 2 ? 4 : n % 4 == 3 ? 2 : 0) & 0xFF;
        tr_buf_add(&b, (tr_str){letter, tr_utf8_encode(byte, letter)});
      }
    }
  }
  if (n % 4 == 1 || (padding && (n + padding) % 4) || padding > 2) return tr_fail(c, NULL, "not base64");
  return tr_give_string(c, tr_buf_str(&b), out);
}

bool tr_fn_encode_uri(tr_call *c, tr_value *out) {
  static const char hex[] = "0123456789ABCDEF";
  tr_str s = tr_arg_string(c, 0);
  tr_buf b = tr_buf_of(c->arena);
  if (tr_well_formed(c->arena, s).p != s.p) return tr_fail(c, NULL, "half of a surrogate pair in the text");
  for (size_t i = 0; i < s.n; i++) {
    uint8_t ch = (uint8_t)s.p[i];
    bool plain = ch && ch < 0x80 && (g_ascii_isalnum((char)ch) || strchr("-_.!~*'()", ch));
    if (!plain) {
      tr_buf_add_char(&b, '%');
      tr_buf_add_char(&b, hex[ch >> 4]);
      ch = (uint8_t)hex[ch & 15];
    }
    tr_buf_add_char(&b, (char)ch);
  }
  return tr_give_string(c, tr_buf_str(&b), out);
}
