#include "base/number.h"
#include "value/value-priv.h"

#include <math.h>
#include <string.h>

/* RFC 8259, strictly. A recursive descent over the text; items and members wait on a stack each until their
   array or object is closed and they are copied to their place. */

enum { NAME_SLOTS = 512, PIECE = 64 * 1024, LONGEST_SHARED = 64 };

typedef struct reader {
  tr_ctx *ctx;
  const char *start, *p, *end;
  uint16_t file;
  size_t depth;
  tr_vec items, members;
  char *free; /* room for strings, packed without alignment */
  size_t n_free;
  const tr_member *last; /* the last object's members: rows of a table have the same names */
  size_t n_last;
  bool last_is_plain;       /* no name of it has a quote or a backslash, which would be written otherwise */
  tr_str names[NAME_SLOTS]; /* names seen before, by hash: most names come again */
} reader;

static bool read_value(reader *r, tr_value *out);

static tr_pos pos_at(const reader *r, const char *p) { return (tr_pos){r->file, (uint32_t)(p - r->start)}; }

static bool fail(reader *r, const char *at, const char *hint, const char *text) {
  tr_error(r->ctx, TR_SYNTAX, pos_at(r, at), hint, "%s", text);
  return false;
}

static void skip_space(reader *r) {
  while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\t' || *r->p == '\r')) r->p++;
}

static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/* Reports what stands at P where EXPECTED should, with a hint for the usual slips. */
static bool unexpected(reader *r, const char *expected) {
  static const struct {
    const char *text, *hint;
  } slips[] = {{"'", "JSON's quotes are double: \""},
               {"//", "JSON has no comments; YAML has (#)"},
               {"/*", "JSON has no comments; YAML has (#)"},
               {"#", "JSON has no comments; YAML has (#)"},
               {"NaN", "JSON has no NaN; write null"},
               {"Infinity", "JSON has no infinity; write null"},
               {"-Infinity", "JSON has no infinity; write null"},
               {"undefined", "JSON has no undefined; write null"},
               {"True", "in JSON it is true"},
               {"False", "in JSON it is false"},
               {"None", "in JSON it is null"},
               {"+", "a JSON number has no plus sign"},
               {".", "a JSON number begins with a digit: 0.5"},
               {"\xE2\x80\x9C", "a straight quote \" is needed, not a typographic one"},
               {"\xE2\x80\x9D", "a straight quote \" is needed, not a typographic one"}};
  tr_str rest = {r->p, (size_t)(r->end - r->p)};
  const char *hint = NULL;
  if (!rest.n) {
    tr_error(r->ctx, TR_SYNTAX, pos_at(r, r->p), "is the file cut off?",
             "the text ends where %s should stand", expected);
    return false;
  }
  for (size_t i = 0; i < sizeof slips / sizeof *slips && !hint; i++)
    if (tr_str_starts(rest, slips[i].text)) hint = slips[i].hint;
  size_t length = 0;
  uint32_t c = tr_utf8_next(rest, &length);
  while (is_letter(*r->p) && length < rest.n && length < LONGEST_SHARED && is_letter(rest.p[length]))
    length++;
  if (c < 0x20 || c == 0x7F)
    tr_error(r->ctx, TR_SYNTAX, pos_at(r, r->p), hint, "expected %s, found the control character U+%04X",
             expected, c);
  else
    tr_error(r->ctx, TR_SYNTAX, pos_at(r, r->p), hint, "expected %s, found \"%.*s\"", expected, (int)length,
             r->p);
  return false;
}

static char *room_for(reader *r, size_t n) {
  if (n > PIECE / 4) return tr_alloc(r->ctx->doc, n);
  if (n > r->n_free) {
    r->free = tr_alloc(r->ctx->doc, PIECE);
    r->n_free = PIECE;
  }
  char *p = r->free;
  r->free += n;
  r->n_free -= n;
  return p;
}

static const char *copy_text(reader *r, const char *p, size_t n) {
  char *copy = room_for(r, n + 1);
  memcpy(copy, p, n);
  copy[n] = 0;
  return copy;
}

static bool hex4(const char *p, const char *end, uint32_t *out) {
  if (end - p < 4) return false;
  *out = 0;
  for (int i = 0; i < 4; i++) {
    char c = p[i];
    int letter = (c | 32) - 'a', digit = c >= '0' && c <= '9'        ? c - '0'
                                         : letter >= 0 && letter < 6 ? letter + 10
                                                                     : -1;
    if (digit < 0) return false;
    *out = *out << 4 | (uint32_t)digit;
  }
  return true;
}

/* \uXXXX, a pair of them beyond U+FFFF. P stands at the backslash. Bytes read, 0 after an error. */
static size_t read_unicode(reader *r, const char *p, uint32_t *c) {
  uint32_t low;
  if (!hex4(p + 2, r->end, c)) return fail(r, p, NULL, "\\u needs four hexadecimal digits"), 0;
  if (*c < 0xD800 || *c > 0xDFFF) return 6;
  bool pair = *c < 0xDC00 && r->end - p >= 12 && p[6] == '\\' && p[7] == 'u' && hex4(p + 8, r->end, &low) &&
              low >= 0xDC00 && low <= 0xDFFF;
  if (!pair) return fail(r, p, NULL, "half of a surrogate pair; the other half must follow"), 0;
  *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
  return 12;
}

/* One escape at P into OUT. Bytes read, 0 after an error. */
static size_t read_escape(reader *r, const char *p, char **out) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  if (r->end - p < 2) return fail(r, p, "is the file cut off?", "a string without an end"), 0;
  if (p[1] == 'u') {
    uint32_t c;
    size_t n = read_unicode(r, p, &c);
    if (n) *out += tr_utf8_encode(c, *out);
    return n;
  }
  const char *known = p[1] ? strchr(from, p[1]) : NULL;
  if (!known) return fail(r, p, "a backslash itself is written \\\\", "unknown escape in a string"), 0;
  *(*out)++ = to[known - from];
  return 2;
}

/* True for a byte that ends a run of plain text: a quote, a backslash, a control character. */
static bool is_special(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

/* Bit 7 of each byte that is special. */
static uint64_t special_bytes(uint64_t word) {
  const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
  uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
  return ((word - ones * 0x20) & ~word & high) | ((quote - ones) & ~quote & high) |
         ((slash - ones) & ~slash & high);
}

static const char *skip_plain(const char *p, const char *end) {
  uint64_t word;
  while (end - p >= 8) {
    memcpy(&word, p, 8);
    if (special_bytes(word)) break;
    p += 8;
  }
  while (p < end && !is_special((unsigned char)*p)) p++;
  return p;
}

static bool string_fault(reader *r, const char *open, const char *p) {
  if (p == r->end || *p == '\n' || *p == '\r')
    return fail(r, open, "add the closing quote; a line break inside is written \\n",
                "a string without an end");
  tr_error(r->ctx, TR_SYNTAX, pos_at(r, p), "write it as an escape: \\t, \\n, \\u0000",
           "the control character U+%04X inside a string", (unsigned char)*p);
  return false;
}

/* A string with escapes; P stands at the first one. The escaped form is never shorter than what it means. */
static bool read_escaped(reader *r, const char *open, const char *p, tr_str *out) {
  const char *close = p;
  while (close < r->end && *close != '"') close += *close == '\\' && close + 1 < r->end ? 2 : 1;
  char *text = room_for(r, (size_t)(close - open) + 1), *to = text;
  const char *from = open + 1;
  for (;;) {
    memcpy(to, from, (size_t)(p - from));
    to += p - from;
    if (p == r->end || (unsigned char)*p < 0x20) return string_fault(r, open, p);
    if (*p == '"') break;
    size_t n = read_escape(r, p, &to);
    if (!n) return false;
    from = p + n;
    p = skip_plain(from, r->end);
  }
  *to = 0;
  r->p = p + 1;
  *out = (tr_str){text, (size_t)(to - text)};
  return true;
}

static bool read_string(reader *r, tr_str *out) {
  const char *open = r->p, *p = skip_plain(open + 1, r->end);
  if (p < r->end && *p == '\\') return read_escaped(r, open, p, out);
  if (p == r->end || *p != '"') return string_fault(r, open, p);
  size_t n = (size_t)(p - open) - 1;
  *out = (tr_str){copy_text(r, open + 1, n), n};
  r->p = p + 1;
  return true;
}

/* The name that the object before had at place I, where it stands here too. */
static bool same_name_again(reader *r, size_t i, tr_str *out) {
  if (i >= r->n_last) return false;
  tr_str name = r->last[i].name;
  bool here = (size_t)(r->end - r->p) > name.n + 1 && r->p[name.n + 1] == '"' &&
              memcmp(r->p + 1, name.p, name.n) == 0 && r->last_is_plain;
  if (!here) return false;
  *out = name;
  r->p += name.n + 2;
  return true;
}

/* A member's name; short ones without escapes are shared with the same name seen before. */
static bool read_name(reader *r, size_t i, tr_str *out) {
  if (same_name_again(r, i, out)) return true;
  const char *open = r->p, *p = skip_plain(open + 1, r->end);
  size_t n = (size_t)(p - open) - 1;
  if (p == r->end || *p != '"' || n > LONGEST_SHARED) return read_string(r, out);
  uint64_t hash = tr_hash_bytes(open + 1, n, 0);
  tr_str *slot = &r->names[hash % NAME_SLOTS];
  if (!slot->p || slot->n != n || memcmp(slot->p, open + 1, n) != 0)
    *slot = (tr_str){copy_text(r, open + 1, n), n};
  *out = *slot;
  r->p = p + 1;
  return true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *skip_digits(const char *p, const char *end) {
  while (p < end && is_digit(*p)) p++;
  return p;
}

static bool number_fault(reader *r, const char *at, const char *text, const char *hint) {
  return fail(r, at, hint, text);
}

/* End of the number at P by RFC 8259's grammar, NULL after an error. */
static const char *number_end(reader *r, const char *p) {
  const char *start = p;
  if (*p == '-') p++;
  if (p == r->end || !is_digit(*p)) {
    unexpected(r, "a number");
    return NULL;
  }
  if (*p == '0' && p + 1 < r->end && is_digit(p[1])) {
    number_fault(r, start, "a number with a leading zero", "a text such as \"007\" needs quotes");
    return NULL;
  }
  p = skip_digits(p, r->end);
  for (int part = 0; part < 2; part++) {
    bool here = p < r->end && (part ? (*p | 32) == 'e' : *p == '.');
    if (!here) continue;
    const char *digits = p + 1;
    if (part && digits < r->end && (*digits == '+' || *digits == '-')) digits++;
    p = skip_digits(digits, r->end);
    if (p > digits) continue;
    number_fault(r, start, part ? "an exponent without digits" : "a decimal point without digits behind it",
                 NULL);
    return NULL;
  }
  return p;
}

static bool read_number(reader *r, tr_value *out) {
  const char *p = r->p, *digits = *p == '-' ? p + 1 : p;
  uint64_t whole = 0;
  const char *q = digits;
  while (q < r->end && is_digit(*q) && q - digits < 16) whole = whole * 10 + (uint64_t)(*q++ - '0');
  bool simple = q > digits && (q == r->end || (!is_digit(*q) && *q != '.' && (*q | 32) != 'e')) &&
                (*digits != '0' || q == digits + 1) && whole < UINT64_C(1) << 53;
  if (simple) {
    out->number = digits > p ? -(double)whole : (double)whole;
    r->p = q;
    return true;
  }
  q = number_end(r, p);
  if (!q) return false;
  if (!tr_num_parse((tr_str){p, (size_t)(q - p)}, &out->number))
    return number_fault(r, p, "this number is too large (the largest is about 1.8e308)", NULL);
  r->p = q;
  return true;
}

static bool read_word(reader *r, const char *word, size_t n) {
  bool here = (size_t)(r->end - r->p) >= n && memcmp(r->p, word, n) == 0;
  if (!here) return unexpected(r, "a value");
  r->p += n;
  return true;
}

/* After an item or member: a comma (true), the closing letter (false, *DONE), or an error (false). */
static bool go_on(reader *r, char close, const char *expected, bool *done) {
  skip_space(r);
  *done = r->p < r->end && *r->p == close;
  if (*done) {
    r->p++;
    return false;
  }
  if (r->p == r->end || *r->p != ',') return unexpected(r, expected);
  const char *comma = r->p++;
  skip_space(r);
  if (r->p < r->end && *r->p == close)
    return fail(r, comma, "remove it", "a comma before the closing bracket");
  return true;
}

static bool close_array(reader *r, size_t first, tr_value *out) {
  size_t n = r->items.n - first;
  tr_value *items = TR_NEW_N(r->ctx->doc, tr_value, n);
  if (n) memcpy(items, (tr_value *)r->items.items + first, n * sizeof *items);
  r->items.n = first;
  out->items = items;
  out->n = (uint32_t)n;
  return true;
}

static bool read_array(reader *r, tr_value *out) {
  size_t first = r->items.n;
  bool done = false;
  r->p++;
  skip_space(r);
  if (r->p < r->end && *r->p == ']') {
    r->p++;
    return close_array(r, first, out);
  }
  do {
    tr_value item;
    if (!read_value(r, &item)) return false;
    *(tr_value *)tr_vec_push(&r->items) = item;
  } while (go_on(r, ']', "\",\" or \"]\"", &done));
  return done && close_array(r, first, out);
}

/* Objects with the very names of the one before (shared, so their pointers are equal) need no look. */
static bool same_names(const reader *r, const tr_member *members, size_t n) {
  if (n != r->n_last) return false;
  for (size_t i = 0; i < n; i++)
    if (members[i].name.p != r->last[i].name.p) return false;
  return true;
}

static bool close_object(reader *r, size_t first, tr_value *out) {
  size_t n = r->members.n - first, earlier;
  tr_member *members = TR_NEW_N(r->ctx->doc, tr_member, n);
  if (n) memcpy(members, (tr_member *)r->members.items + first, n * sizeof *members);
  r->members.n = first;
  out->members = members;
  out->n = (uint32_t)n;
  if (same_names(r, members, n)) return true;
  size_t second = tr_find_duplicate(r->ctx, members, n, &earlier);
  if (second < n) {
    tr_report_duplicate(r->ctx, members[second].name, (tr_pos){r->file, members[earlier].offset},
                        (tr_pos){r->file, members[second].offset});
    return false;
  }
  r->last = members;
  r->n_last = n;
  r->last_is_plain = true;
  for (size_t i = 0; i < n; i++) {
    const char *p = members[i].name.p, *end = p + members[i].name.n;
    if (skip_plain(p, end) != end) r->last_is_plain = false;
  }
  return true;
}

static bool read_member(reader *r, size_t i, tr_member *out) {
  out->offset = (uint32_t)(r->p - r->start);
  if (r->p == r->end || *r->p != '"') return unexpected(r, "a name in quotes");
  if (!read_name(r, i, &out->name)) return false;
  skip_space(r);
  if (r->p == r->end || *r->p != ':') return unexpected(r, "\":\" after the name");
  r->p++;
  skip_space(r);
  return read_value(r, &out->value);
}

static bool read_object(reader *r, tr_value *out) {
  size_t first = r->members.n;
  bool done = false;
  r->p++;
  skip_space(r);
  if (r->p < r->end && *r->p == '}') {
    r->p++;
    return close_object(r, first, out);
  }
  do {
    tr_member member;
    if (!read_member(r, r->members.n - first, &member)) return false;
    *(tr_member *)tr_vec_push(&r->members) = member;
  } while (go_on(r, '}', "\",\" or \"}\"", &done));
  return done && close_object(r, first, out);
}

static bool read_nested(reader *r, tr_value *out) {
  if (!tr_depth_check(r->ctx, ++r->depth, pos_at(r, r->p))) return false;
  bool ok = *r->p == '{' ? read_object(r, out) : read_array(r, out);
  r->depth--;
  return ok;
}

static bool read_value(reader *r, tr_value *out) {
  skip_space(r);
  if (r->p == r->end) return unexpected(r, "a value");
  *out = (tr_value){.file = r->file, .offset = (uint32_t)(r->p - r->start)};
  tr_str text;
  switch (*r->p) {
  case '{': out->kind = TR_OBJECT; return read_nested(r, out);
  case '[': out->kind = TR_ARRAY; return read_nested(r, out);
  case '"':
    if (!read_string(r, &text)) return false;
    out->kind = TR_STRING, out->quoted = 1;
    out->string = text.p, out->n = (uint32_t)text.n;
    return true;
  case 't': out->kind = TR_BOOL, out->boolean = true; return read_word(r, "true", 4);
  case 'f': out->kind = TR_BOOL, out->boolean = false; return read_word(r, "false", 5);
  case 'n': out->kind = TR_NULL; return read_word(r, "null", 4);
  default: break;
  }
  if (*r->p != '-' && !is_digit(*r->p)) return unexpected(r, "a value");
  out->kind = TR_NUMBER;
  return read_number(r, out);
}

bool tr_json_read(tr_ctx *ctx, uint32_t file, tr_value *out) {
  if (!tr_text_check(ctx, file, "JSON")) return false;
  tr_str text = tr_source_at(ctx, file)->text;
  reader *r = TR_NEW(ctx->doc, reader);
  r->ctx = ctx;
  r->file = (uint16_t)file;
  r->start = r->p = text.n ? text.p : "";
  r->end = r->start + text.n;
  r->items = tr_vec_of(ctx->doc, sizeof(tr_value));
  r->members = tr_vec_of(ctx->doc, sizeof(tr_member));
  if (tr_str_starts(text, "\xEF\xBB\xBF")) r->p += 3;
  if (!read_value(r, out)) return false;
  skip_space(r);
  return r->p == r->end || unexpected(r, "the end of the text");
}
