#include "expr/functions/functions.h"

#include <string.h>

/* Argument I as a regular expression; text is compiled as a pattern. */
static bool pattern_of(tr_call *c, size_t i, tr_value *re) {
  if (tr_is(tr_arg(c, i), TR_REGEXP)) {
    *re = *tr_arg(c, i);
    return true;
  }
  tr_str pattern = tr_is(tr_arg(c, i), TR_UNDEFINED) ? TR_S("(?:)") : tr_arg_string(c, i);
  return tr_regex_make(c->ctx, c->ev->e->memory, pattern, TR_S(""), c->at, re);
}

bool tr_fn_regexp(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  char text[8];
  tr_str pattern = tr_is(v, TR_REGEXP) ? (tr_str){v->string, v->n} : tr_arg_string(c, 0);
  tr_str flags = tr_is(v, TR_REGEXP) ? tr_regex_flag_text(v, text) : TR_S("");
  if (!tr_is(tr_arg(c, 1), TR_UNDEFINED)) flags = tr_arg_string(c, 1);
  if (!pattern.n || tr_is(v, TR_UNDEFINED)) pattern = TR_S("(?:)");
  return tr_regex_make(c->ctx, c->ev->e->memory, pattern, flags, c->at, out);
}

bool tr_fn_test(tr_call *c, tr_value *out) {
  tr_value re;
  const size_t *spans;
  size_t n;
  if (!pattern_of(c, 0, &re)) return false;
  tr_str subject = tr_regex_subject(c->arena, tr_arg_string(c, 1));
  int found = tr_regex_match(c->ctx, &re, subject, 0, c->at, &spans, &n);
  return found >= 0 && tr_give_bool(out, found);
}

/* What a replacement is made from. */
typedef struct match {
  tr_str subject;
  const size_t *spans;
  size_t n;
  const tr_value *re; /* NULL: matched a plain string */
} match;

static void add_group(tr_buf *out, const match *m, size_t group) {
  size_t from = m->spans[2 * group], to = m->spans[2 * group + 1];
  if (from != SIZE_MAX) tr_buf_add(out, tr_str_sub(m->subject, from, to));
}

static size_t add_numbered(tr_buf *out, const match *m, tr_str repl, size_t i) {
  size_t one = (size_t)(repl.p[i + 1] - '0'), digits = 1, group = one;
  if (i + 2 < repl.n && repl.p[i + 2] >= '0' && repl.p[i + 2] <= '9') {
    size_t two = one * 10 + (size_t)(repl.p[i + 2] - '0');
    if (two >= 1 && two < m->n) {
      group = two;
      digits = 2;
    }
  }
  if (group < 1 || group >= m->n) return 0;
  add_group(out, m, group);
  return 1 + digits;
}

/* One $… of a replacement at byte I; the bytes it takes, or 0 for a plain dollar. */
static size_t add_special(tr_buf *out, const match *m, tr_str repl, size_t i) {
  char kind = i + 1 < repl.n ? repl.p[i + 1] : 0;
  if (kind == '$')
    tr_buf_add_char(out, '$');
  else if (kind == '&')
    add_group(out, m, 0);
  else if (kind == '`')
    tr_buf_add(out, tr_str_sub(m->subject, 0, m->spans[0]));
  else if (kind == '\'')
    tr_buf_add(out, tr_str_sub(m->subject, m->spans[1], m->subject.n));
  else if (kind >= '0' && kind <= '9')
    return add_numbered(out, m, repl, i);
  else if (kind == '<' && m->re && tr_regex_has_names(m->re)) {
    size_t close = tr_str_find(repl, ">", i + 2);
    if (close == SIZE_MAX) return 0;
    size_t group = tr_regex_group(m->re, tr_str_sub(repl, i + 2, close));
    if (group) add_group(out, m, group);
    return close + 1 - i;
  } else
    return 0;
  return 2;
}

static void add_replacement(tr_buf *out, const match *m, tr_str repl) {
  for (size_t i = 0; i < repl.n;) {
    size_t taken = repl.p[i] == '$' ? add_special(out, m, repl, i) : 0;
    if (!taken) {
      tr_buf_add_char(out, repl.p[i]);
      taken = 1;
    }
    i += taken;
  }
}

static bool replace_text(tr_call *c, tr_str s, tr_str what, tr_str repl, tr_value *out) {
  const char *hit = what.n ? memmem(s.p ? s.p : "", s.n, what.p, what.n) : s.p ? s.p : "";
  if (!hit) return tr_give_string(c, s, out);
  size_t from = s.p ? (size_t)(hit - s.p) : 0, spans[2] = {from, from + what.n};
  tr_buf b = tr_buf_of(c->arena);
  match m = {s, spans, 1, NULL};
  tr_buf_add(&b, tr_str_sub(s, 0, from));
  add_replacement(&b, &m, repl);
  tr_buf_add(&b, tr_str_sub(s, from + what.n, s.n));
  return tr_give_string(c, tr_buf_str(&b), out);
}

/* The byte after the character at I. */
static size_t after(tr_str s, size_t i) {
  if (i >= s.n) return i + 1;
  tr_utf8_next(s, &i);
  return i;
}

static bool replace_matches(tr_call *c, tr_str s, const tr_value *re, tr_str repl, tr_value *out) {
  bool all = (tr_regex_flags(re) & TR_RE_GLOBAL) != 0;
  tr_buf b = tr_buf_of(c->arena);
  size_t done = 0, from = 0;
  s = tr_regex_subject(c->arena, s);
  while (from <= s.n) {
    match m = {.subject = s, .re = re};
    int found = tr_regex_match(c->ctx, re, s, from, c->at, &m.spans, &m.n);
    if (found < 0) return false;
    if (!found) break;
    size_t end = m.spans[1], start = m.spans[0];
    tr_buf_add(&b, tr_str_sub(s, done, start));
    add_replacement(&b, &m, repl);
    if (!tr_within(c->ctx, TR_LIMIT_STRING_BYTES, (double)b.n, c->at)) return false;
    done = end;
    from = end > start ? end : after(s, end);
    if (!all) break;
  }
  tr_buf_add(&b, tr_str_sub(s, done < s.n ? done : s.n, s.n));
  return tr_give_string(c, tr_buf_str(&b), out);
}

bool tr_fn_replace(tr_call *c, tr_value *out) {
  const tr_value *pattern = tr_arg(c, 1);
  tr_str s = tr_arg_string(c, 0), repl = tr_arg_string(c, 2);
  if (tr_is(pattern, TR_REGEXP)) return replace_matches(c, s, pattern, repl, out);
  if (tr_is(pattern, TR_STRING)) return replace_text(c, s, tr_string(pattern), repl, out);
  return tr_fail(c, NULL, "the pattern must be a string or a regular expression, found %s",
                 tr_kind_name((tr_kind)pattern->kind));
}

/* split() */

typedef struct parts {
  tr_call *c;
  tr_vec items;
  double limit;
} parts;

static bool add_part(parts *p, tr_str s) {
  if ((double)p->items.n >= p->limit) return false;
  *(tr_value *)tr_vec_push(&p->items) = tr_make_string(tr_zero_end(p->c->arena, s));
  return true;
}

static void split_units(parts *p, tr_str s) {
  size_t n = tr_js_length(s);
  for (size_t at = 0; at < s.n;) {
    size_t end = at + tr_js_letter_bytes(s, at);
    tr_str letter = tr_str_sub(s, at, end);
    size_t units = n == s.n ? 1 : tr_js_length(letter);
    for (size_t k = 0; k < units; k++)
      if (!add_part(p, tr_js_slice(p->c->arena, letter, k, k + 1, &p->c->ev->special))) return;
    at = end;
  }
}

static void split_text(parts *p, tr_str s, tr_str separator) {
  size_t from = 0;
  const char *hit;
  if (!separator.n) {
    split_units(p, s);
    return;
  }
  while (from <= s.n && s.n && (hit = memmem(s.p + from, s.n - from, separator.p, separator.n))) {
    size_t at = (size_t)(hit - s.p);
    if (!add_part(p, tr_str_sub(s, from, at))) return;
    from = at + separator.n;
  }
  add_part(p, tr_str_sub(s, from, s.n));
}

static bool split_matches(parts *p, tr_str s, const tr_value *re) {
  size_t from = 0, search = 0, n;
  const size_t *spans;
  s = tr_regex_subject(p->c->arena, s);
  while (search < s.n || s.n == 0) {
    int found = tr_regex_match(p->c->ctx, re, s, search, p->c->at, &spans, &n);
    if (found < 0) return false;
    if (!found || (s.n && spans[0] >= s.n)) break;
    if (s.n == 0) return true; /* the empty text matches: no part at all */
    if (spans[1] == from && spans[0] == spans[1]) {
      search = after(s, search);
      continue;
    }
    size_t start = spans[0], end = spans[1];
    if (!add_part(p, tr_str_sub(s, from, start))) return true;
    for (size_t g = 1; g < n; g++) {
      tr_str group = spans[2 * g] == SIZE_MAX ? (tr_str){0} : tr_str_sub(s, spans[2 * g], spans[2 * g + 1]);
      if (!add_part(p, group)) return true;
      if (spans[2 * g] == SIZE_MAX) ((tr_value *)p->items.items)[p->items.n - 1] = tr_make_undefined();
    }
    from = end;
    search = end > start ? end : after(s, end);
  }
  add_part(p, tr_str_sub(s, from, s.n));
  return true;
}

bool tr_fn_split(tr_call *c, tr_value *out) {
  tr_str s = tr_arg_string(c, 0);
  const tr_value *separator = tr_arg(c, 1);
  double limit =
      tr_is(tr_arg(c, 2), TR_UNDEFINED) ? 4294967295.0 : (double)(uint32_t)tr_js_int32(tr_arg_number(c, 2));
  parts p = {c, tr_vec_of(c->arena, sizeof(tr_value)), limit};
  tr_work(c->ctx, (double)s.n);
  if (!tr_within(c->ctx, TR_LIMIT_ARRAY_ITEMS, fmin((double)s.n, limit), c->at)) return false;
  if (tr_is(separator, TR_UNDEFINED))
    add_part(&p, s);
  else if (tr_is(separator, TR_REGEXP)) {
    if (!split_matches(&p, s, separator)) return false;
  } else
    split_text(&p, s, tr_arg_string(c, 1));
  *out = tr_make_array(p.items.items, p.items.n);
  return true;
}
