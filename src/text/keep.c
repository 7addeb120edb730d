#include "text/text-priv.h"

#include <glib.h>
#include <string.h>

/* What is not broken over lines though Unicode would allow it: names, numbers with their units, Hangul words.
 */

/* Words that begin a sentence or follow a number without belonging to the name or the unit. */
static const char *const function_words[] = {
    "và",    "là",     "có",    "của",    "tại",  "ở",     "từ",    "đến", "theo", "với",  "trong",
    "khi",   "các",    "những", "do",     "bởi",  "sau",   "trước", "về",  "cho",  "để",   "hơn",
    "gần",   "khoảng", "hoặc",  "thì",    "mà",   "nên",   "được",  "bị",  "đã",   "sẽ",   "đang",
    "the",   "a",      "an",    "in",     "at",   "on",    "of",    "for", "from", "with", "by",
    "to",    "and",    "or",    "is",     "are",  "was",   "were",  "as",  "this", "that", "these",
    "those", "when",   "after", "before", "over", "about",
};

/* Words between a number and its unit. */
static const char *const scale_words[] = {"nghìn",    "ngàn",    "triệu",   "tỷ",      "tỉ",
                                          "thousand", "million", "billion", "trillion"};

static bool is_listed(tr_str word, const char *const *list, size_t n) {
  enum { LONGEST_WORD = 24 }; /* bytes */
  char *z = word.n && word.n <= LONGEST_WORD ? g_utf8_strdown(word.p, (gssize)word.n) : NULL;
  if (!z) return false;
  bool listed = false;
  for (size_t i = 0; i < n && !listed; i++) listed = strcmp(list[i], z) == 0;
  g_free(z);
  return listed;
}

static bool is_function_word(tr_str word) {
  return is_listed(word, function_words, sizeof function_words / sizeof function_words[0]);
}

static bool is_scale_word(tr_str word) {
  return is_listed(word, scale_words, sizeof scale_words / sizeof scale_words[0]);
}

/* --- Tokens: what stands between spaces
 * ------------------------------------------------------------------------ */

typedef enum {
  TOKEN_WORD,   /* begins with a small letter, or one of a script without capitals */
  TOKEN_NAME,   /* Capitalised */
  TOKEN_CAPS,   /* ALL CAPITALS, two or more */
  TOKEN_NUMBER, /* digits, signs and separators */
  TOKEN_DASH,
  TOKEN_SIGN /* %, ₫ … alone */
} token_kind;

typedef struct token {
  token_kind kind;
  size_t from, to;
  tr_str word;         /* without punctuation around it */
  bool opened, closed; /* punctuation before, after it */
  bool near;           /* one space before it, not a newline */
} token;

static bool is_punctuation(uint32_t c) {
  static const unsigned types = 1u << G_UNICODE_OPEN_PUNCTUATION | 1u << G_UNICODE_CLOSE_PUNCTUATION |
                                1u << G_UNICODE_INITIAL_PUNCTUATION | 1u << G_UNICODE_FINAL_PUNCTUATION;
  if (types >> g_unichar_type(c) & 1) return true;
  return c < 0x80 ? c && strchr("\"',.;:!?", (int)c) != NULL : c == 0x2026;
}

static bool is_dash(tr_str word) {
  return tr_str_is(word, "-") || tr_str_is(word, "–") || tr_str_is(word, "—") || tr_str_is(word, "−");
}

static token_kind kind_of(tr_str word) {
  size_t letters = 0, upper = 0, digits = 0;
  bool first_upper = false;
  if (is_dash(word)) return TOKEN_DASH;
  for (size_t i = 0; i < word.n;) {
    uint32_t c = tr_utf8_next(word, &i);
    if (g_unichar_isdigit(c)) digits++;
    if (!g_unichar_isalpha(c)) continue;
    bool is_upper = g_unichar_isupper(c) || g_unichar_istitle(c);
    if (letters++ == 0) first_upper = is_upper && digits == 0;
    upper += is_upper;
  }
  if (letters == 0) return digits ? TOKEN_NUMBER : TOKEN_SIGN;
  if (letters > 1 && upper == letters) return TOKEN_CAPS;
  return first_upper ? TOKEN_NAME : TOKEN_WORD;
}

static void strip(tr_str text, token *t) {
  size_t from = t->from, to = t->to;
  while (from < to) {
    size_t next = from;
    if (!is_punctuation(tr_utf8_next(text, &next))) break;
    from = next;
  }
  while (to > from) {
    size_t last = to - 1;
    while (last > from && ((unsigned char)text.p[last] & 0xc0) == 0x80) last--;
    size_t next = last;
    if (!is_punctuation(tr_utf8_next(text, &next))) break;
    to = last;
  }
  t->word = tr_str_sub(text, from, to);
  t->opened = from > t->from;
  t->closed = to < t->to;
}

/* A line may be broken at these, so not at no-break spaces. */
bool tr_is_break_space(uint32_t c) {
  if (c < 0x1680) return c == ' ' || c == '\t';
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200a && c != 0x2007) || c == 0x200b || c == 0x205f ||
         c == 0x3000;
}

static token next_token(tr_str text, size_t *at) {
  size_t i = *at, spaces = 0;
  bool newline = false;
  for (size_t next = i; i < text.n; i = next) {
    uint32_t c = tr_utf8_next(text, &next);
    if (!tr_is_break_space(c) && c != '\n') break;
    spaces++;
    newline |= c == '\n';
  }
  token t = {.from = i, .near = spaces == 1 && !newline};
  for (size_t next = i; i < text.n; i = next) {
    uint32_t c = tr_utf8_next(text, &next);
    if (tr_is_break_space(c) || c == '\n') break;
  }
  t.to = *at = i;
  if (t.to == t.from) return t;
  strip(text, &t);
  t.kind = kind_of(t.word);
  return t;
}

/* --- Names and numbers
 * ----------------------------------------------------------------------------------------- */

static void keep_range(uint8_t *levels, size_t from, size_t to) {
  for (size_t i = from + 1; i < to; i++)
    if (levels[i] == TR_BREAK_FREE) levels[i] = TR_BREAK_KEPT;
}

static bool joins(const token *a, const token *b) { return b->near && !a->closed && !b->opened; }

static bool is_unit(const token *t) {
  return (t->kind == TOKEN_WORD && !is_function_word(t->word)) || t->kind == TOKEN_CAPS ||
         t->kind == TOKEN_SIGN;
}

/* Keeps a number with what belongs to it: a range's second number, a scale word, the unit. AT is behind it.
 */
static void keep_number(tr_str text, size_t at, const token *number, uint8_t *levels) {
  token t[5] = {*number};
  for (size_t i = 1; i < 5; i++) t[i] = next_token(text, &at);
  size_t i = 0;
  if (t[1].kind == TOKEN_DASH && joins(&t[0], &t[1]) && t[2].kind == TOKEN_NUMBER && joins(&t[1], &t[2]))
    i = 2;
  for (bool more = true; more && i < 4 && is_unit(&t[i + 1]) && joins(&t[i], &t[i + 1]);)
    more = is_scale_word(t[++i].word);
  keep_range(levels, number->from, t[i].to);
}

/* A run of capitalised syllables. */
typedef struct name_run {
  size_t n, from, to;
} name_run;

/* Two to four are a name; more are a heading in title case. */
static void keep_name(const name_run *run, uint8_t *levels) {
  if (run->n >= 2 && run->n <= 4) keep_range(levels, run->from, run->to);
}

void tr_keep_names(tr_str text, uint8_t *levels) {
  name_run run = {0};
  token before = {0};
  for (size_t at = 0;;) {
    token t = next_token(text, &at);
    bool goes_on = run.n > 0 && t.kind == TOKEN_NAME && joins(&before, &t);
    if (goes_on)
      run = (name_run){run.n + 1, run.from, t.to};
    else
      keep_name(&run, levels);
    if (t.to == t.from) return;
    if (!goes_on) run = (name_run){t.kind == TOKEN_NAME && !is_function_word(t.word), t.from, t.to};
    if (t.kind == TOKEN_NUMBER) keep_number(text, at, &t, levels);
    before = t;
  }
}

/* --- Hangul
 * ---------------------------------------------------------------------------------------------------- */

static bool is_hangul(uint32_t c) {
  return (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f) ||
         (c >= 0xa960 && c <= 0xa97f) || (c >= 0xd7b0 && c <= 0xd7ff);
}

void tr_keep_hangul(tr_str text, uint8_t *levels) {
  uint32_t before = 0;
  for (size_t i = 0; i < text.n;) {
    size_t at = i;
    uint32_t c = tr_utf8_next(text, &i);
    bool inside =
        at > 0 && !tr_is_break_space(before) && !tr_is_break_space(c) && (is_hangul(before) || is_hangul(c));
    if (inside && levels[at] == TR_BREAK_FREE) levels[at] = TR_BREAK_KEPT;
    before = c;
  }
}
