#include "expr/regex-priv.h"

#include <stdlib.h>
#include <string.h>

typedef struct rewriter {
  tr_ctx *ctx;
  tr_str p;
  size_t i;
  tr_pos at;
  uint32_t flags;
  unsigned n_groups;
  bool atom; /* something stands before that a quantifier can repeat */
  tr_buf out;
} rewriter;

#define LINE_ENDS "\\n\\r\\x{2028}\\x{2029}"
#define SPACES                                                                                               \
  "\\t-\\r\\x20\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
#define NO_SPACES                                                                                            \
  "\\x00-\\x08\\x0e-\\x1f\\x21-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"               \
  "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"

static int peek(const rewriter *r, size_t ahead) {
  return r->i + ahead < r->p.n ? (uint8_t)r->p.p[r->i + ahead] : -1;
}
static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static bool wrong(rewriter *r, const char *why) {
  tr_error(r->ctx, TR_SYNTAX, r->at, NULL, "wrong regular expression /%.*s/: %s", TR_FMT(r->p), why);
  return false;
}

static void add_point(rewriter *r, uint32_t c) { tr_buf_printf(&r->out, "\\x{%x}", (unsigned)c); }

/* N hex digits at the cursor, or -1 without moving. */
static long hex(rewriter *r, int n) {
  long value = 0;
  for (int k = 0; k < n; k++) {
    int c = peek(r, (size_t)k), lower = c | 32;
    if (is_digit(c))
      value = value * 16 + c - '0';
    else if (lower >= 'a' && lower <= 'f')
      value = value * 16 + lower - 'a' + 10;
    else
      return -1;
  }
  r->i += (size_t)n;
  return value;
}

/* \u: four digits, a pair of them, or {…} with flag u; else the letter u. */
static bool unicode_escape(rewriter *r) {
  if ((r->flags & TR_RE_UNICODE) && peek(r, 0) == '{') {
    size_t start = ++r->i;
    long value = 0, digit;
    while (value <= 0x10FFFF && (digit = hex(r, 1)) >= 0) value = value * 16 + digit;
    if (r->i == start || value > 0x10FFFF || peek(r, 0) != '}') return wrong(r, "broken \\u{…} escape");
    r->i++;
    add_point(r, (uint32_t)value);
    return true;
  }
  long high = hex(r, 4);
  if (high < 0) {
    tr_buf_add_char(&r->out, 'u');
    return true;
  }
  if (high >= 0xD800 && high <= 0xDBFF && peek(r, 0) == '\\' && peek(r, 1) == 'u') {
    r->i += 2;
    long low = hex(r, 4);
    if (low >= 0xDC00 && low <= 0xDFFF)
      high = 0x10000 + (high - 0xD800) * 1024 + (low - 0xDC00);
    else
      return wrong(r, "half of a surrogate pair");
  }
  if (high >= 0xD800 && high <= 0xDFFF) return wrong(r, "half of a surrogate pair");
  add_point(r, (uint32_t)high);
  return true;
}

/* Decimal escapes: a group's number, or a character in octal as old JavaScript has it. */
static void number_escape(rewriter *r, bool in_class) {
  size_t start = r->i;
  unsigned n = 0;
  while (is_digit(peek(r, 0)) && n < 1000) n = n * 10 + (unsigned)(peek(r, 0) - '0'), r->i++;
  if (!in_class && n >= 1 && n <= r->n_groups) {
    tr_buf_printf(&r->out, "\\g{%u}", n);
    return;
  }
  r->i = start;
  uint32_t octal = 0;
  int digits = 0;
  while (digits < 3 && peek(r, 0) >= '0' && peek(r, 0) <= '7' && octal * 8 < 256) {
    octal = octal * 8 + (uint32_t)(peek(r, 0) - '0');
    r->i++;
    digits++;
  }
  if (digits)
    add_point(r, octal);
  else
    tr_buf_add_char(&r->out, (char)r->p.p[r->i++]);
}

static bool property_escape(rewriter *r, int letter) {
  size_t close = tr_str_find(r->p, "}", r->i);
  if (!(r->flags & TR_RE_UNICODE)) {
    tr_buf_add_char(&r->out, (char)letter);
    return true;
  }
  if (peek(r, 0) != '{' || close == SIZE_MAX) return wrong(r, "broken \\p{…} escape");
  tr_str name = tr_str_sub(r->p, r->i + 1, close);
  size_t equals = tr_str_find(name, "=", 0);
  if (equals != SIZE_MAX) name = tr_str_sub(name, equals + 1, name.n);
  tr_buf_printf(&r->out, "\\%c{%.*s}", letter, TR_FMT(name));
  r->i = close + 1;
  return true;
}

/* The escape whose letter is at the cursor. */
static bool escape(rewriter *r, bool in_class) {
  int c = peek(r, 0);
  if (c < 0) return wrong(r, "\\ at the end");
  if (is_digit(c)) {
    number_escape(r, in_class);
    return true;
  }
  r->i++;
  long x;
  switch (c) {
  case 'd':
  case 'D':
  case 'w':
  case 'W':
  case 't':
  case 'n':
  case 'r':
  case 'f': tr_buf_printf(&r->out, "\\%c", c); return true;
  case 'v': add_point(r, 11); return true;
  case 's': tr_buf_add_z(&r->out, in_class ? SPACES : "[" SPACES "]"); return true;
  case 'S': tr_buf_add_z(&r->out, in_class ? NO_SPACES : "[^" SPACES "]"); return true;
  case 'b':
    if (in_class)
      add_point(r, 8);
    else
      tr_buf_add_z(&r->out, "\\b");
    return true;
  case 'B': tr_buf_add_z(&r->out, in_class ? "B" : "\\B"); return true;
  case 'c':
    if ((peek(r, 0) | 32) < 'a' || (peek(r, 0) | 32) > 'z') return wrong(r, "\\c needs a letter");
    add_point(r, (uint32_t)(peek(r, 0) & 31));
    r->i++;
    return true;
  case 'x':
    x = hex(r, 2);
    if (x >= 0)
      add_point(r, (uint32_t)x);
    else
      tr_buf_add_char(&r->out, 'x');
    return true;
  case 'u': return unicode_escape(r);
  case 'p':
  case 'P': return property_escape(r, c);
  case 'k':
    if (in_class || peek(r, 0) != '<') {
      tr_buf_add_char(&r->out, 'k');
      return true;
    }
    tr_buf_add_z(&r->out, "\\k");
    return true;
  }
  if ((c | 32) >= 'a' && (c | 32) <= 'z') {
    if (r->flags & TR_RE_UNICODE) return wrong(r, "unknown escape");
    tr_buf_add_char(&r->out, (char)c);
  } else if (c < 0x80) {
    tr_buf_printf(&r->out, "\\%c", c);
  } else {
    r->i--; /* the letter follows as it is */
  }
  return true;
}

/* A class, from its bracket. */
static bool class(rewriter *r) {
  tr_buf_add_char(&r->out, '[');
  r->i++;
  if (peek(r, 0) == '^') {
    tr_buf_add_char(&r->out, '^');
    r->i++;
  }
  for (;;) {
    int c = peek(r, 0);
    if (c < 0) return wrong(r, "a class without \"]\"");
    r->i++;
    if (c == ']') break;
    if (c == '\\') {
      if (!escape(r, true)) return false;
    } else {
      if (c == '[') tr_buf_add_char(&r->out, '\\');
      tr_buf_add_char(&r->out, (char)c);
    }
  }
  tr_buf_add_char(&r->out, ']');
  return true;
}

static bool group(rewriter *r) {
  static const char *const openings[] = {"(?:", "(?=", "(?!", "(?<=", "(?<!", NULL};
  tr_str rest = tr_str_sub(r->p, r->i, r->p.n);
  const char *opening = "(";
  if (tr_str_starts(rest, "(*")) return wrong(r, "nothing to repeat");
  for (int k = 0; openings[k]; k++)
    if (tr_str_starts(rest, openings[k])) opening = openings[k];
  if (tr_str_starts(rest, "(?") && strcmp(opening, "(") == 0) {
    if (!tr_str_starts(rest, "(?<")) return wrong(r, "unknown group");
    opening = "(?<";
  }
  tr_buf_add_z(&r->out, opening);
  r->i += strlen(opening);
  return true;
}

/* Length of a {n}, {n,} or {n,m} at the cursor, 0 where it is none. */
static size_t counted(const rewriter *r) {
  size_t k = 1;
  if (!is_digit(peek(r, k))) return 0;
  while (is_digit(peek(r, k))) k++;
  if (peek(r, k) == ',')
    for (k++; is_digit(peek(r, k));) k++;
  return peek(r, k) == '}' ? k + 1 : 0;
}

static bool quantifier(rewriter *r, size_t n) {
  if (!r->atom) return wrong(r, "nothing to repeat");
  tr_buf_add(&r->out, tr_str_sub(r->p, r->i, r->i + n));
  r->i += n;
  if (peek(r, 0) == '?') {
    tr_buf_add_char(&r->out, '?');
    r->i++;
  }
  r->atom = false;
  return true;
}

static unsigned count_groups(tr_str p) {
  unsigned n = 0;
  bool in_class = false;
  for (size_t i = 0; i < p.n; i++) {
    if (p.p[i] == '\\')
      i++;
    else if (p.p[i] == '[')
      in_class = true;
    else if (p.p[i] == ']')
      in_class = false;
    else if (p.p[i] == '(' && !in_class) {
      bool plain = i + 1 >= p.n || p.p[i + 1] != '?';
      bool named =
          i + 3 < p.n && p.p[i + 1] == '?' && p.p[i + 2] == '<' && p.p[i + 3] != '=' && p.p[i + 3] != '!';
      n += plain || named;
    }
  }
  return n;
}

static void add_with(rewriter *r, const char *text, bool atom) {
  tr_buf_add_z(&r->out, text);
  r->i++;
  r->atom = atom;
}

/* One term of the pattern. */
static bool term(rewriter *r) {
  int c = peek(r, 0);
  bool lines = (r->flags & TR_RE_MULTILINE) != 0;
  size_t n;
  switch (c) {
  case '^': add_with(r, lines ? "(?<![^" LINE_ENDS "])" : "\\A", false); return true;
  case '$': add_with(r, lines ? "(?![^" LINE_ENDS "])" : "\\z", false); return true;
  case '.': add_with(r, r->flags & TR_RE_DOT_ALL ? "(?s:.)" : "[^" LINE_ENDS "]", true); return true;
  case '|': add_with(r, "|", false); return true;
  case ')': add_with(r, ")", true); return true;
  case '(': r->atom = false; return group(r);
  case '[': r->atom = true; return class(r);
  case '*':
  case '+':
  case '?': return quantifier(r, 1);
  case '{':
    n = counted(r);
    if (n) return quantifier(r, n);
    add_with(r, "\\{", true);
    return true;
  case '\\':
    r->i++;
    r->atom = !(peek(r, 0) == 'b' || peek(r, 0) == 'B');
    return escape(r, false);
  }
  tr_buf_add_char(&r->out, (char)c);
  r->i++;
  r->atom = true;
  return true;
}

bool tr_regex_translate(tr_ctx *ctx, tr_str pattern, uint32_t flags, tr_pos at, tr_str *out) {
  rewriter r = {.ctx = ctx, .p = pattern, .at = at, .flags = flags, .out = tr_buf_of(ctx->doc)};
  r.n_groups = count_groups(pattern);
  while (r.i < pattern.n)
    if (!term(&r)) return false;
  *out = tr_buf_str(&r.out);
  return true;
}
