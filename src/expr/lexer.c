#include "expr/lexer.h"

#include "base/number.h"

#include <stdarg.h>
#include <string.h>

void tr_lex_error(tr_lexer *l, size_t offset, const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  tr_str text = tr_vprintf(l->ctx->doc, format, args);
  va_end(args);
  tr_pos at = l->at;
  at.offset += (uint32_t)offset;
  tr_error(l->ctx, TR_SYNTAX, at, hint, "%.*s", TR_FMT(text));
}

/* Code points from U+0080 that are no letters: white space, punctuation, symbols. The rest may be part of a
   name, so that any script's field names can be written. */
static const struct {
  uint32_t from, to;
} not_letters[] = {{0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB6},       {0xB8, 0xB9},     {0xBB, 0xBF},
                   {0xD7, 0xD7},     {0xF7, 0xF7},     {0x1680, 0x1680},   {0x2000, 0x200B}, {0x200E, 0x203E},
                   {0x2041, 0x2053}, {0x2055, 0x2070}, {0x2072, 0x207E},   {0x2080, 0x208F}, {0x20A0, 0x20CF},
                   {0x2190, 0x2BFF}, {0x2E00, 0x2E2E}, {0x2E30, 0x2E7F},   {0x3000, 0x3004}, {0x3008, 0x3020},
                   {0x3030, 0x3030}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE32},   {0xFE35, 0xFE4C}, {0xFE50, 0xFE6F},
                   {0xFEFF, 0xFEFF}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20},   {0xFF3B, 0xFF3E}, {0xFF40, 0xFF40},
                   {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x10000, 0x10FFFF}};

static bool is_letter(uint32_t c) {
  if (c < 0x80) return (c | 32) - 'a' < 26 || c == '_' || c == '$';
  for (size_t i = 0; i < sizeof not_letters / sizeof *not_letters; i++)
    if (c >= not_letters[i].from && c <= not_letters[i].to) return false;
  return true;
}
static bool is_digit(int c) { return c >= '0' && c <= '9'; }
static int hex_digit(int c) {
  if (is_digit(c)) return c - '0';
  int lower = c | 32;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
static int byte_at(const tr_lexer *l, size_t i) { return i < l->text.n ? (uint8_t)l->text.p[i] : -1; }

static tr_token invalid(tr_lexer *l, size_t from) {
  l->i = l->text.n;
  return (tr_token){.kind = TR_TOKEN_INVALID, .offset = (uint32_t)from};
}

static tr_token token(tr_lexer *l, tr_token_kind kind, size_t from) {
  return (tr_token){.kind = kind, .offset = (uint32_t)from, .text = tr_str_sub(l->text, from, l->i)};
}

/* DIGITS hex digits, or {…}; the code point, or UINT32_MAX after reporting. */
static uint32_t hex_escape(tr_lexer *l, size_t start, int digits) {
  uint32_t c = 0;
  if (byte_at(l, l->i) == '{') {
    int n = 0;
    for (l->i++; hex_digit(byte_at(l, l->i)) >= 0 && c <= 0x10FFFF; l->i++, n++)
      c = c * 16 + (uint32_t)hex_digit(byte_at(l, l->i));
    if (n && c <= 0x10FFFF && byte_at(l, l->i) == '}') {
      l->i++;
      return c;
    }
    tr_lex_error(l, start, NULL, "unexpected end of the escape, expected hex digits up to 10FFFF and \"}\"");
    return UINT32_MAX;
  }
  for (int k = 0; k < digits; k++, l->i++) {
    int d = hex_digit(byte_at(l, l->i));
    if (d < 0) {
      tr_lex_error(l, start, NULL, "broken escape, expected %d hex digits", digits);
      return UINT32_MAX;
    }
    c = c * 16 + (uint32_t)d;
  }
  return c;
}

static tr_token lex_name(tr_lexer *l) {
  size_t from = l->i;
  tr_buf name = tr_buf_of(l->ctx->doc);
  bool escaped = false;
  while (l->i < l->text.n) {
    int b = byte_at(l, l->i);
    if (b == '\\' && byte_at(l, l->i + 1) == 'u') {
      size_t start = l->i;
      l->i += 2;
      uint32_t c = hex_escape(l, start, 4);
      if (c == UINT32_MAX) return invalid(l, from);
      if (!escaped) tr_buf_add(&name, tr_str_sub(l->text, from, start));
      escaped = true;
      tr_js_add_unit(&name, c);
      continue;
    }
    size_t at = l->i;
    uint32_t c = tr_utf8_next(l->text, &at);
    if (!is_letter(c) && !is_digit((int)c)) break;
    if (escaped) tr_buf_add(&name, tr_str_sub(l->text, l->i, at));
    l->i = at;
  }
  tr_token t = token(l, TR_TOKEN_NAME, from);
  t.escaped = escaped;
  t.string = escaped ? tr_buf_str(&name) : t.text;
  return t;
}

/* 0x…, or 0 to 7 after a 0, which strict JavaScript refuses. */
static tr_token lex_hex(tr_lexer *l, size_t from) {
  double x = 0;
  size_t digits = l->i += 2;
  for (; hex_digit(byte_at(l, l->i)) >= 0; l->i++) x = x * 16 + hex_digit(byte_at(l, l->i));
  if (l->i == digits) {
    tr_lex_error(l, from, NULL, "unexpected \"0x\", expected hex digits after it");
    return invalid(l, from);
  }
  tr_token t = token(l, TR_TOKEN_NUMBER, from);
  t.number = x;
  return t;
}

static tr_token lex_number(tr_lexer *l) {
  size_t from = l->i;
  tr_token t;
  if (byte_at(l, from) == '0' && (byte_at(l, from + 1) | 32) == 'x') {
    t = lex_hex(l, from);
  } else if (byte_at(l, from) == '0' && is_digit(byte_at(l, from + 1))) {
    tr_lex_error(l, from, "write it without the leading 0", "a number cannot begin with 0 and another digit");
    return invalid(l, from);
  } else {
    double x;
    while (is_digit(byte_at(l, l->i))) l->i++;
    if (byte_at(l, l->i) == '.')
      for (l->i++; is_digit(byte_at(l, l->i));) l->i++;
    if ((byte_at(l, l->i) | 32) == 'e') {
      l->i++;
      if (byte_at(l, l->i) == '+' || byte_at(l, l->i) == '-') l->i++;
      if (!is_digit(byte_at(l, l->i))) {
        tr_lex_error(l, l->i, NULL, "unexpected end of a number, expected digits of the exponent");
        return invalid(l, from);
      }
      while (is_digit(byte_at(l, l->i))) l->i++;
    }
    t = token(l, TR_TOKEN_NUMBER, from);
    size_t n = tr_num_prefix(t.text, &x);
    (void)n;
    t.number = x;
  }
  size_t at = l->i;
  if (t.kind == TR_TOKEN_NUMBER && at < l->text.n && is_letter(tr_utf8_next(l->text, &at))) {
    tr_lex_error(l, l->i, NULL, "unexpected letter after a number, expected an operator");
    return invalid(l, from);
  }
  return t;
}

static const char *const escape_letters = "n\nr\rt\tb\bf\fv\v0";

/* One escape after its backslash, into OUT. False after reporting. */
static bool lex_escape(tr_lexer *l, tr_buf *out) {
  size_t start = l->i - 1;
  int c = byte_at(l, l->i++);
  if (c == 'u' || c == 'x') {
    uint32_t code = hex_escape(l, start, c == 'u' ? 4 : 2);
    if (code != UINT32_MAX) tr_js_add_unit(out, code);
    return code != UINT32_MAX;
  }
  if (is_digit(c) && (c != '0' || is_digit(byte_at(l, l->i)))) {
    if (c < '8') {
      tr_lex_error(l, start, "write \\x.. with two hex digits", "octal escapes are not allowed");
      return false;
    }
    tr_buf_add_char(out, (char)c);
    return true;
  }
  if (c == '0') {
    tr_buf_add_char(out, '\0');
    return true;
  }
  if (c == '\r' && byte_at(l, l->i) == '\n') l->i++;
  if (c == '\r' || c == '\n') return true;
  for (const char *p = escape_letters; p[1]; p += 2)
    if (p[0] == c) {
      tr_buf_add_char(out, p[1]);
      return true;
    }
  if (c == 0xE2 && byte_at(l, l->i) == 0x80 && (byte_at(l, l->i + 1) | 1) == 0xA9) {
    l->i += 2; /* U+2028 and U+2029 continue the line */
    return true;
  }
  if (c >= 0) tr_buf_add_char(out, (char)c);
  return true;
}

static tr_token lex_string(tr_lexer *l) {
  size_t from = l->i++;
  int quote = byte_at(l, from);
  tr_buf out = tr_buf_of(l->ctx->doc);
  for (;;) {
    int c = byte_at(l, l->i);
    if (c < 0 || c == '\n' || c == '\r') {
      tr_lex_error(l, from, NULL, "a string without its closing %c", quote);
      return invalid(l, from);
    }
    l->i++;
    if (c == quote) break;
    if (c != '\\')
      tr_buf_add_char(&out, (char)c);
    else if (!lex_escape(l, &out))
      return invalid(l, from);
  }
  tr_token t = token(l, TR_TOKEN_STRING, from);
  t.string = tr_buf_str(&out);
  return t;
}

tr_token tr_lex_regexp(tr_lexer *l, uint32_t offset) {
  bool in_class = false;
  l->i = offset + 1;
  for (;; l->i++) {
    int c = byte_at(l, l->i);
    if (c == '\\') c = byte_at(l, ++l->i) == '\n' ? '\n' : 0;
    if (c < 0 || c == '\n' || c == '\r' || l->i >= l->text.n) {
      tr_lex_error(l, offset, "a slash that divides needs a value before it",
                   "a regular expression without its closing \"/\"");
      return invalid(l, offset);
    }
    if (c == '[')
      in_class = true;
    else if (c == ']')
      in_class = false;
    else if (c == '/' && !in_class)
      break;
  }
  tr_str pattern = tr_str_sub(l->text, offset + 1, l->i++);
  size_t flags = l->i;
  while ((byte_at(l, l->i) | 32) >= 'a' && (byte_at(l, l->i) | 32) <= 'z') l->i++;
  tr_token t = token(l, TR_TOKEN_REGEXP, offset);
  t.string = pattern;
  t.flags = tr_str_sub(l->text, flags, l->i);
  return t;
}

/* Longest first. Some are here only to be refused with a good word (parser.c). */
static const char *const marks[] = {
    ">>>=", "===", "!==", ">>>", "<<=", ">>=", "**=", "...", "==", "!=", "<=", ">=", "&&", "||",
    "<<",   ">>",  "++",  "--",  "+=",  "-=",  "*=",  "/=",  "%=", "&=", "|=", "^=", "=>", "**",
    "??",   "?.",  "{",   "}",   "(",   ")",   "[",   "]",   ".",  ";",  ",",  "<",  ">",  "+",
    "-",    "*",   "/",   "%",   "&",   "|",   "^",   "!",   "~",  "?",  ":",  "=",  NULL};

static tr_token lex_mark(tr_lexer *l) {
  size_t from = l->i;
  tr_str rest = tr_str_sub(l->text, from, l->text.n);
  for (size_t k = 0; marks[k]; k++) {
    if (!tr_str_starts(rest, marks[k])) continue;
    /* "a?.5:1" is a choice, not "?." */
    if (strcmp(marks[k], "?.") == 0 && rest.n > 2 && is_digit(rest.p[2])) continue;
    l->i += strlen(marks[k]);
    return token(l, TR_TOKEN_MARK, from);
  }
  size_t at = l->i;
  uint32_t c = tr_utf8_next(l->text, &at);
  tr_str letter = tr_str_sub(l->text, from, at);
  if (c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D)
    tr_lex_error(l, from, "strings take straight quotes: 'text' or \"text\"", "unexpected curly quote %.*s",
                 TR_FMT(letter));
  else if (c == '`')
    tr_lex_error(l, from, "join strings with +", "template strings with ` are not part of the language");
  else if (c < 0x20)
    tr_lex_error(l, from, NULL, "unexpected control character U+%04X", (unsigned)c);
  else
    tr_lex_error(l, from, NULL, "unexpected character \"%.*s\"", TR_FMT(letter));
  return invalid(l, from);
}

tr_token tr_lex(tr_lexer *l) {
  size_t at = l->i;
  while (l->i < l->text.n && tr_js_is_space(tr_utf8_next(l->text, &at))) l->i = at;
  if (l->i >= l->text.n) return token(l, TR_TOKEN_END, l->text.n);
  int b = byte_at(l, l->i);
  if (is_digit(b) || (b == '.' && is_digit(byte_at(l, l->i + 1)))) return lex_number(l);
  if (b == '"' || b == '\'') return lex_string(l);
  if (b == '/' && byte_at(l, l->i + 1) == '/') {
    size_t from = l->i;
    tr_lex_error(l, from, NULL, "comments are not part of the language");
    return invalid(l, from);
  }
  at = l->i;
  uint32_t c = tr_utf8_next(l->text, &at);
  if (is_letter(c) || (c == '\\' && byte_at(l, l->i + 1) == 'u')) return lex_name(l);
  return lex_mark(l);
}

size_t tr_lex_skip_string(tr_str text, size_t from) {
  char quote = text.p[from];
  size_t i = from + 1;
  while (i < text.n && text.p[i] != quote) i += text.p[i] == '\\' ? 2 : 1;
  return i < text.n ? i + 1 : text.n;
}
