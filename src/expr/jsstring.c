#include "expr/expr-priv.h"

#include <string.h>

/* Surrogates stand as ED A0..AF xx (high) and ED B0..BF xx (low). */
static bool high_at_end(tr_str s) {
  return s.n >= 3 && (uint8_t)s.p[s.n - 3] == 0xED && ((uint8_t)s.p[s.n - 2] & 0xF0) == 0xA0;
}
static bool low_at_start(tr_str s) {
  return s.n >= 3 && (uint8_t)s.p[0] == 0xED && ((uint8_t)s.p[1] & 0xF0) == 0xB0;
}

/* Bytes and units of the character that starts with LEAD. */
static size_t lead_bytes(uint8_t lead) { return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

size_t tr_js_letter_bytes(tr_str s, size_t at) {
  size_t n = lead_bytes((uint8_t)s.p[at]);
  return n < s.n - at ? n : s.n - at;
}

size_t tr_js_length(tr_str s) {
  size_t units = 0;
  for (size_t i = 0; i < s.n; i++) {
    uint8_t c = (uint8_t)s.p[i];
    units += (c & 0xC0) != 0x80;
    units += c >= 0xF0;
  }
  return units;
}

static uint32_t decode(tr_str s, size_t at, size_t *bytes) {
  const uint8_t *p = (const uint8_t *)s.p + at;
  size_t n = lead_bytes(p[0]);
  if (at + n > s.n) n = s.n - at;
  *bytes = n;
  if (n == 1) return p[0];
  uint32_t c = n == 2 ? p[0] & 0x1Fu : n == 3 ? p[0] & 0x0Fu : p[0] & 0x07u;
  for (size_t i = 1; i < n; i++) c = c << 6 | (p[i] & 0x3Fu);
  return c;
}

static size_t encode3(uint32_t c, char out[3]) {
  out[0] = (char)(0xE0 | c >> 12);
  out[1] = (char)(0x80 | (c >> 6 & 0x3F));
  out[2] = (char)(0x80 | (c & 0x3F));
  return 3;
}

/* Byte offset of unit UNIT; *MIDDLE when it lies inside a pair (the offset is then the pair's first byte). */
static size_t byte_of(tr_str s, size_t unit, bool *middle) {
  size_t at = 0, units = 0;
  *middle = false;
  while (at < s.n && units < unit) {
    size_t n = lead_bytes((uint8_t)s.p[at]);
    if (n == 4 && units + 1 == unit) {
      *middle = true;
      return at;
    }
    units += n == 4 ? 2 : 1;
    at += n;
  }
  return at < s.n ? at : s.n;
}

tr_str tr_js_slice(tr_arena *arena, tr_str s, size_t from, size_t to, bool *split) {
  bool cut_from, cut_to;
  if (to <= from) return (tr_str){"", 0};
  size_t a = byte_of(s, from, &cut_from), b = byte_of(s, to, &cut_to);
  if (!cut_from && !cut_to) return (tr_str){s.p + a, b - a};
  *split = true;
  size_t bytes;
  tr_buf out = tr_buf_of(arena);
  if (cut_from) {
    char low[3];
    uint32_t c = decode(s, a, &bytes);
    tr_buf_add(&out, (tr_str){low, encode3(0xDC00 + ((c - 0x10000) & 0x3FF), low)});
    a += bytes;
  }
  if (b > a) tr_buf_add(&out, (tr_str){s.p + a, b - a});
  if (cut_to) {
    char high[3];
    uint32_t c = decode(s, b, &bytes);
    tr_buf_add(&out, (tr_str){high, encode3(0xD800 + ((c - 0x10000) >> 10), high)});
  }
  return tr_buf_str(&out);
}

tr_str tr_js_concat(tr_arena *arena, tr_str a, tr_str b) {
  if (!high_at_end(a) || !low_at_start(b)) return tr_str_join(arena, a, b);
  size_t bytes;
  uint32_t high = decode(a, a.n - 3, &bytes), low = decode(b, 0, &bytes);
  char pair[4];
  size_t n = tr_utf8_encode(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), pair);
  char *p = tr_alloc(arena, a.n + b.n);
  memcpy(p, a.p, a.n - 3);
  memcpy(p + a.n - 3, pair, n);
  if (b.n > 3) memcpy(p + a.n - 3 + n, b.p + 3, b.n - 3);
  return (tr_str){p, a.n + b.n - 6 + n};
}

static size_t units_before(tr_str s, size_t byte) { return tr_js_length((tr_str){s.p, byte}); }

size_t tr_js_index(tr_str s, tr_str needle, size_t from_unit) {
  bool middle;
  size_t at = byte_of(s, from_unit, &middle);
  if (middle) at += 4;
  if (!needle.n) return units_before(s, at);
  if (needle.n > s.n) return SIZE_MAX;
  const char *hit = at <= s.n ? memmem(s.p + at, s.n - at, needle.p, needle.n) : NULL;
  return hit ? units_before(s, (size_t)(hit - s.p)) : SIZE_MAX;
}

size_t tr_js_last_index(tr_str s, tr_str needle, size_t from_unit) {
  bool middle;
  if (needle.n > s.n) return SIZE_MAX;
  size_t at = byte_of(s, from_unit, &middle);
  if (at > s.n - needle.n) at = s.n - needle.n;
  for (size_t i = at + 1; i-- > 0;)
    if (!needle.n || memcmp(s.p + i, needle.p, needle.n) == 0) return units_before(s, i);
  return SIZE_MAX;
}

int tr_js_strcmp(tr_str a, tr_str b) {
  size_t n = a.n < b.n ? a.n : b.n, i = 0;
  while (i < n && a.p[i] == b.p[i]) i++;
  if (i == n) return (a.n > b.n) - (a.n < b.n);
  uint8_t x = (uint8_t)a.p[i], y = (uint8_t)b.p[i];
  /* Surrogate pairs (lead F0 and up) come before U+E000 to U+FFFF (lead EE, EF). */
  if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return x >= 0xF0 ? -1 : 1;
  return x < y ? -1 : 1;
}

void tr_js_add_unit(tr_buf *b, uint32_t unit) {
  char c[4];
  if (unit >= 0xDC00 && unit <= 0xDFFF && high_at_end((tr_str){b->p, b->n})) {
    size_t bytes;
    uint32_t high = decode((tr_str){b->p, b->n}, b->n - 3, &bytes);
    b->n -= 3;
    tr_buf_add(b, (tr_str){c, tr_utf8_encode(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), c)});
  } else if (unit >= 0xD800 && unit <= 0xDFFF) {
    tr_buf_add(b, (tr_str){c, encode3(unit, c)});
  } else {
    tr_buf_add(b, (tr_str){c, tr_utf8_encode(unit, c)});
  }
}

bool tr_js_is_space(uint32_t c) {
  return (c >= 9 && c <= 13) || c == 0x20 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

tr_str tr_js_trim(tr_str s) {
  size_t from = 0, bytes;
  while (from < s.n && tr_js_is_space(decode(s, from, &bytes))) from += bytes;
  size_t to = s.n;
  while (to > from) {
    size_t at = to - 1;
    while (at > from && ((uint8_t)s.p[at] & 0xC0) == 0x80) at--;
    if (!tr_js_is_space(decode(s, at, &bytes))) break;
    to = at;
  }
  return (tr_str){s.p + from, to - from};
}

tr_str tr_well_formed(tr_arena *arena, tr_str s) {
  size_t at = 0;
  char *copy = NULL;
  while (at + 2 < s.n) {
    const char *hit = memchr(s.p + at, 0xED, s.n - at - 2);
    if (!hit) break;
    at = (size_t)(hit - s.p);
    if ((uint8_t)s.p[at + 1] >= 0xA0) {
      if (!copy) copy = (char *)(uintptr_t)tr_str_copy(arena, s).p;
      memcpy(copy + at, "\xEF\xBF\xBD", 3);
    }
    at += 3;
  }
  return copy ? (tr_str){copy, s.n} : s;
}

tr_str tr_zero_end(tr_arena *arena, tr_str s) { return s.n ? tr_str_copy(arena, s) : (tr_str){"", 0}; }
