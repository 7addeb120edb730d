#include "base/str.h"

#include <string.h>

/* Length of the well-formed sequence at P (N bytes left), 0 where there is none: no overlong forms, no
   surrogates, nothing past U+10FFFF (Unicode 15, table 3-7). */
static size_t sequence(const unsigned char *p, size_t n) {
  unsigned char c = p[0];
  if (c < 0x80) return 1;
  if (c < 0xC2 || c > 0xF4) return 0;
  size_t length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  if (n < length) return 0;
  unsigned char low = 0x80, high = 0xBF;
  if (c == 0xE0) low = 0xA0;
  if (c == 0xED) high = 0x9F;
  if (c == 0xF0) low = 0x90;
  if (c == 0xF4) high = 0x8F;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return length;
}

bool tr_utf8_valid(tr_str s, size_t *bad_at) {
  const unsigned char *p = (const unsigned char *)s.p;
  size_t i = 0;
  while (i < s.n) {
    uint64_t word;
    while (s.n - i >= 8 && (memcpy(&word, p + i, 8), !(word & 0x8080808080808080u))) i += 8;
    if (i == s.n) break;
    size_t length = sequence(p + i, s.n - i);
    if (!length) {
      if (bad_at) *bad_at = i;
      return false;
    }
    i += length;
  }
  return true;
}

uint32_t tr_utf8_next(tr_str s, size_t *at) {
  const unsigned char *p = (const unsigned char *)s.p + *at;
  size_t length = sequence(p, s.n - *at);
  *at += length ? length : 1;
  switch (length) {
  case 1: return p[0];
  case 2: return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
  case 3: return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  case 4:
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
           (p[3] & 0x3F);
  default: return 0xFFFD;
  }
}

size_t tr_utf8_encode(uint32_t c, char out[4]) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n; i-- > 1; c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(lead[n] | c);
  return n;
}

size_t tr_utf8_count(tr_str s) {
  size_t n = 0;
  for (size_t at = 0; at < s.n; n++) tr_utf8_next(s, &at);
  return n;
}

size_t tr_utf16_length(tr_str s) {
  size_t units = 0;
  for (size_t at = 0; at < s.n;) units += tr_utf8_next(s, &at) > 0xFFFF ? 2 : 1;
  return units;
}

size_t tr_utf16_to_byte(tr_str s, size_t units) {
  size_t at = 0;
  while (at < s.n && units) {
    size_t from = at;
    size_t wide = tr_utf8_next(s, &at) > 0xFFFF ? 2 : 1;
    if (wide > units) return from; /* in the middle of a pair */
    units -= wide;
  }
  return at;
}
