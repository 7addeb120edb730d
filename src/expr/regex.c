#define PCRE2_CODE_UNIT_WIDTH 8
#include "expr/regex-priv.h"

#include <pcre2.h>
#include <string.h>

/* JavaScript's regular expressions on PCRE2: patterns are rewritten (regex-syntax.c), matching is bounded.
   Differences that stay: a character is a code point even without flag u, groups inside a repeated group keep
   their last match, lookbehind must have a fixed length. */

struct tr_regex {
  pcre2_code *code;
  pcre2_match_data *data;
  uint32_t n_groups;
  char pattern[]; /* as written; tr_value.string points here */
};

static struct tr_regex *regex_of(const tr_value *v) {
  return (struct tr_regex *)(uintptr_t)(v->string - offsetof(struct tr_regex, pattern));
}

uint32_t tr_regex_flags(const tr_value *v) { return v->aux; }

static const char flag_letters[] = "gimusy";

tr_str tr_regex_flag_text(const tr_value *v, char out[8]) {
  size_t n = 0;
  for (size_t i = 0; flag_letters[i]; i++)
    if (v->aux >> i & 1) out[n++] = flag_letters[i];
  out[n] = 0;
  return (tr_str){out, n};
}

static bool read_flags(tr_ctx *ctx, tr_str flags, tr_pos at, uint32_t *out) {
  *out = 0;
  for (size_t i = 0; i < flags.n; i++) {
    const char *hit = flags.p[i] ? strchr(flag_letters, flags.p[i]) : NULL;
    uint32_t bit = hit ? 1u << (hit - flag_letters) : 0;
    if (!bit || (*out & bit)) {
      tr_error(ctx, TR_SYNTAX, at, "flags are g, i, m, s, u and y, each once",
               "wrong flags \"%.*s\" of a regular expression", TR_FMT(flags));
      return false;
    }
    *out |= bit;
  }
  return true;
}

static void release(void *what) {
  struct tr_regex *re = what;
  pcre2_match_data_free(re->data);
  pcre2_code_free(re->code);
}

static bool compile(tr_ctx *ctx, struct tr_regex *re, tr_str source, uint32_t flags, tr_pos at) {
  uint32_t options = PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_UCP;
  if (flags & TR_RE_IGNORE_CASE) options |= PCRE2_CASELESS;
  int error;
  size_t where;
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)source.p, source.n, options, &error, &where, NULL);
  if (!code) {
    unsigned char why[120] = "";
    pcre2_get_error_message(error, why, sizeof why);
    tr_error(ctx, TR_SYNTAX, at, NULL, "wrong regular expression /%s/: %s", re->pattern, (char *)why);
    return false;
  }
  re->data = pcre2_match_data_create_from_pattern(code, NULL);
  re->code = code;
  if (!re->data) {
    pcre2_code_free(code);
    tr_error(ctx, TR_SYSTEM, at, NULL, "out of memory");
    tr_give_up(ctx);
  }
  pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &re->n_groups);
  tr_ctx_defer(ctx, release, re);
  return true;
}

enum { MAX_PATTERNS = 2000 }; /* compiled ones of one expression: data can make a new one for each row */

bool tr_regex_make(tr_ctx *ctx, tr_expr_memory *memory, tr_str pattern, tr_str flags, tr_pos at,
                   tr_value *out) {
  uint32_t bits;
  if (!tr_within(ctx, TR_LIMIT_REGEX_BYTES, (double)pattern.n, at)) return false;
  if (!read_flags(ctx, flags, at, &bits)) return false;
  tr_str key = tr_printf(ctx->doc, "%u/%.*s", bits, TR_FMT(pattern));
  struct tr_regex *re = tr_map_get(&memory->regexes, key);
  if (!re) {
    tr_str source;
    if (memory->regexes.n >= MAX_PATTERNS) {
      tr_error(ctx, TR_LIMIT, at, "write the pattern as a literal: /…/",
               "an expression made more than %d different regular expressions", MAX_PATTERNS);
      return false;
    }
    tr_work(ctx, 1000 + 10 * (double)pattern.n);
    re = tr_alloc(ctx->doc, sizeof *re + pattern.n + 1);
    if (pattern.n) memcpy(re->pattern, pattern.p, pattern.n);
    if (!tr_regex_translate(ctx, pattern, bits, at, &source)) return false;
    if (!compile(ctx, re, source, bits, at)) return false;
    tr_map_put(&memory->regexes, key, re);
  }
  *out = (tr_value){.kind = TR_REGEXP, .n = (uint32_t)pattern.n, .aux = bits, .string = re->pattern};
  return true;
}

/* Bytes are checked here once, and not again by each match of a replacement. Lone surrogates become U+FFFD,
   which has as many bytes. */
tr_str tr_regex_subject(tr_arena *arena, tr_str s) {
  size_t bad;
  s = tr_well_formed(arena, s);
  if (!s.n) return (tr_str){"", 0};
  if (tr_utf8_valid(s, &bad)) return s;
  tr_buf b = tr_buf_of(arena);
  char letter[4];
  for (size_t i = 0; i < s.n;) tr_buf_add(&b, (tr_str){letter, tr_utf8_encode(tr_utf8_next(s, &i), letter)});
  return tr_buf_str(&b);
}

/* Most matches take few steps; only what needs more is tried again with the full limit, and pays for it. */
static int bounded_match(tr_ctx *ctx, struct tr_regex *re, tr_str subject, size_t from, uint32_t options) {
  double full = ctx->limits[TR_LIMIT_REGEX_STEPS];
  double steps[2] = {1000 + 4 * (double)(subject.n - from), full};
  int found = PCRE2_ERROR_MATCHLIMIT;
  for (int i = 0; i < 2 && found == PCRE2_ERROR_MATCHLIMIT; i++) {
    if (steps[i] > full) steps[i] = full;
    if (i) tr_work(ctx, full);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (!limits) return PCRE2_ERROR_NOMEMORY;
    pcre2_set_match_limit(limits, (uint32_t)steps[i]);
    pcre2_set_depth_limit(limits, (uint32_t)steps[i]);
    pcre2_set_heap_limit(limits, 20000); /* KiB */
    found = pcre2_match(re->code, (PCRE2_SPTR)(subject.p ? subject.p : ""), subject.n, from, options,
                        re->data, limits);
    pcre2_match_context_free(limits);
  }
  return found;
}

int tr_regex_match(tr_ctx *ctx, const tr_value *v, tr_str subject, size_t from, tr_pos at,
                   const size_t **spans, size_t *n) {
  struct tr_regex *re = regex_of(v);
  uint32_t options = PCRE2_NO_UTF_CHECK | (v->aux & TR_RE_STICKY ? PCRE2_ANCHORED : 0);
  int found = bounded_match(ctx, re, subject, from, options);
  size_t end = found >= 0 ? pcre2_get_ovector_pointer(re->data)[1] : subject.n;
  tr_work(ctx, 1 + (end > from ? (double)(end - from) / 8 : 0));
  if (found == PCRE2_ERROR_NOMATCH) return 0;
  if (found < 0) {
    bool limit =
        found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT || found == PCRE2_ERROR_HEAPLIMIT;
    tr_error(ctx, limit ? TR_LIMIT : TR_DATA, at,
             limit ? "a simpler pattern, or --limit regex-steps=N" : NULL,
             limit ? "regular expression /%s/ takes too many steps" : "regular expression /%s/ failed",
             re->pattern);
    return -1;
  }
  *spans = pcre2_get_ovector_pointer(re->data);
  *n = re->n_groups + 1;
  return 1;
}

bool tr_regex_has_names(const tr_value *v) {
  uint32_t n = 0;
  pcre2_pattern_info(regex_of(v)->code, PCRE2_INFO_NAMECOUNT, &n);
  return n > 0;
}

size_t tr_regex_group(const tr_value *v, tr_str name) {
  char text[64];
  if (name.n >= sizeof text) return 0;
  memcpy(text, name.p, name.n);
  text[name.n] = 0;
  int n = pcre2_substring_number_from_name(regex_of(v)->code, (PCRE2_SPTR)text);
  return n > 0 ? (size_t)n : 0;
}
