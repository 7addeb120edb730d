#include "base/str.h"

#include <string.h>

tr_str tr_str_z(const char *z) { return (tr_str){z, z ? strlen(z) : 0}; }

bool tr_str_eq(tr_str a, tr_str b) { return a.n == b.n && (!a.n || memcmp(a.p, b.p, a.n) == 0); }

bool tr_str_is(tr_str a, const char *z) { return tr_str_eq(a, tr_str_z(z)); }

int tr_str_cmp(tr_str a, tr_str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool tr_str_starts(tr_str s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.n >= n && (!n || memcmp(s.p, prefix, n) == 0);
}

bool tr_str_ends(tr_str s, const char *suffix) {
  size_t n = strlen(suffix);
  return s.n >= n && (!n || memcmp(s.p + s.n - n, suffix, n) == 0);
}

tr_str tr_str_sub(tr_str s, size_t from, size_t to) {
  if (to > s.n) to = s.n;
  if (from > to) from = to;
  return (tr_str){s.p ? s.p + from : NULL, to - from};
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

tr_str tr_str_trim(tr_str s) {
  while (s.n && is_space(s.p[s.n - 1])) s.n--;
  while (s.n && is_space(s.p[0])) s.p++, s.n--;
  return s;
}

size_t tr_str_find(tr_str s, const char *needle, size_t from) {
  if (from > s.n) return SIZE_MAX;
  size_t n = strlen(needle);
  if (!n) return from;
  const char *hit = s.n ? memmem(s.p + from, s.n - from, needle, n) : NULL;
  return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

enum { LONGEST_NAME = 48 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static size_t min3(size_t a, size_t b, size_t c) { return a < b ? (a < c ? a : c) : (b < c ? b : c); }

/* Optimal string alignment distance (Damerau-Levenshtein without a second edit of a swapped pair), blind to
   case. Both are at most LONGEST_NAME bytes. */
static size_t edits(tr_str a, tr_str b) {
  size_t rows[3][LONGEST_NAME + 1], *before = rows[0], *last = rows[1], *now = rows[2];
  for (size_t j = 0; j <= b.n; j++) last[j] = before[j] = j;
  for (size_t i = 1; i <= a.n; i++) {
    now[0] = i;
    for (size_t j = 1; j <= b.n; j++) {
      char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);
      now[j] = min3(last[j] + 1, now[j - 1] + 1, last[j - 1] + (x != y));
      bool swapped = i > 1 && j > 1 && x == lower(b.p[j - 2]) && y == lower(a.p[i - 2]);
      if (swapped && before[j - 2] + 1 < now[j]) now[j] = before[j - 2] + 1;
    }
    size_t *free_row = before;
    before = last, last = now, now = free_row;
  }
  return last[b.n];
}

const char *tr_nearest(tr_str word, const char *const *names) {
  const char *best = NULL;
  size_t least = SIZE_MAX;
  if (word.n > LONGEST_NAME) return NULL;
  for (; *names; names++) {
    tr_str name = tr_str_z(*names);
    if (name.n > LONGEST_NAME) continue;
    size_t longer = name.n > word.n ? name.n : word.n;
    size_t allowed = longer < 3 ? 0 : (longer + 2) / 3, d = edits(word, name);
    if (d > allowed || d >= least) continue;
    least = d;
    best = *names;
  }
  return best;
}
