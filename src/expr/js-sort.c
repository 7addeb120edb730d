#include "expr/expr.h"
#include "expr/js.h"

#include <string.h>

/* Tim Peters' merge sort as JavaScript engines use it for Array.prototype.sort, step by step: runs are found
   and made longer by binary insertion, kept on a stack whose lengths shrink fast enough, and merged with
   galloping. Every comparison is made with the same two items in the same order as there, because Vega's
   order of mixed texts and numbers is none: the result is whatever the comparisons that are made say. */

enum { LEAST_GALLOP = 7, MOST_RUNS = 85 };

typedef struct run {
  size_t base, n;
} run;

typedef struct sorter {
  tr_js_order *compare;
  const void *self;
  uint32_t *items, *spare;
  run runs[MOST_RUNS];
  size_t n_runs, gallop;
} sorter;

static bool before(const sorter *s, uint32_t a, uint32_t b) { return s->compare(s->self, a, b) < 0; }

/* --- Runs
 * -------------------------------------------------------------------------------------------------------------
 */

static void reverse(uint32_t *items, size_t n) {
  for (size_t i = 0, k = n; i + 1 < k; i++) {
    uint32_t kept = items[i];
    items[i] = items[--k];
    items[k] = kept;
  }
}

/* Length of the run that begins at ITEMS, which is turned round where it falls. */
static size_t count_run(const sorter *s, uint32_t *items, size_t n) {
  if (n < 2) return n;
  size_t k = 2;
  bool falls = before(s, items[1], items[0]);
  while (k < n && before(s, items[k], items[k - 1]) == falls) k++;
  if (falls) reverse(items, k);
  return k;
}

/* Puts items FROM to N into the sorted ones before them. */
static void insert_each(const sorter *s, uint32_t *items, size_t from, size_t n) {
  for (; from < n; from++) {
    uint32_t pivot = items[from];
    size_t low = 0, high = from;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (before(s, pivot, items[middle]))
        high = middle;
      else
        low = middle + 1;
    }
    memmove(items + low + 1, items + low, (from - low) * sizeof *items);
    items[low] = pivot;
  }
}

/* Between 32 and 64, so that N is a power of two of such runs or a little less. */
static size_t least_run(size_t n) {
  size_t odd = 0;
  for (; n >= 64; n /= 2) odd |= n & 1;
  return n + odd;
}

/* --- Galloping
 * -------------------------------------------------------------------------------------------------------- */

/* Whether ITEM belongs before the place of KEY: left of equal ones (LEFT) or right of them. */
static bool is_passed(const sorter *s, uint32_t item, uint32_t key, bool left) {
  return left ? before(s, item, key) : !before(s, key, item);
}

/* Number of ITEMS before the place of KEY, looked for from HINT on in steps that double. */
static size_t gallop(const sorter *s, uint32_t key, const uint32_t *items, size_t n, size_t hint, bool left) {
  size_t last = 0, offset = 1, low, high;
  bool right_of_hint = is_passed(s, items[hint], key, left);
  size_t most = right_of_hint ? n - hint : hint + 1;
  while (offset < most && is_passed(s, right_of_hint ? items[hint + offset] : items[hint - offset], key,
                                    left) == right_of_hint) {
    last = offset;
    offset = offset * 2 + 1;
  }
  if (offset > most) offset = most;
  low = right_of_hint ? hint + last + 1 : hint + 1 - offset;
  high = right_of_hint ? hint + offset : hint - last;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (is_passed(s, items[middle], key, left))
      low = middle + 1;
    else
      high = middle;
  }
  return high;
}

/* --- Merging
 * ----------------------------------------------------------------------------------------------------------
 */

/* A merge under way. Upwards, A is in `spare` and B in place; downwards, B is in `spare` and A in place. The
   numbers of what is left tell where each is. */
typedef struct merge {
  const sorter *s;
  uint32_t *items, *spare; /* of this part */
  size_t a, b;             /* left of A and B; downwards */
  size_t at_a, at_b, to;   /* upwards: the next of each, and where it goes */
  size_t gallop;
} merge;

static void take(uint32_t *to, const uint32_t *from, size_t n) {
  if (n > 0) memmove(to, from, n * sizeof *to);
}

/* Upwards. Each step returns false when one side is used up. */

static bool up_take_a(merge *m, size_t n) {
  take(m->items + m->to, m->spare + m->at_a, n);
  m->to += n;
  m->at_a += n;
  m->a -= n;
  return m->a > 1;
}

static bool up_take_b(merge *m, size_t n) {
  take(m->items + m->to, m->items + m->at_b, n);
  m->to += n;
  m->at_b += n;
  m->b -= n;
  return m->b > 0;
}

/* One by one until a side wins often in a row. */
static bool up_singly(merge *m) {
  size_t wins_a = 0, wins_b = 0;
  while (wins_a < m->gallop && wins_b < m->gallop) {
    bool b_wins = before(m->s, m->items[m->at_b], m->spare[m->at_a]);
    wins_a = b_wins ? 0 : wins_a + 1;
    wins_b = b_wins ? wins_b + 1 : 0;
    if (!(b_wins ? up_take_b(m, 1) : up_take_a(m, 1))) return false;
  }
  return true;
}

static bool up_galloping(merge *m) {
  for (size_t wins_a = LEAST_GALLOP, wins_b = 0; wins_a >= LEAST_GALLOP || wins_b >= LEAST_GALLOP;) {
    m->gallop = m->gallop > 2 ? m->gallop - 1 : 1;
    wins_a = gallop(m->s, m->items[m->at_b], m->spare + m->at_a, m->a, 0, false);
    if (wins_a > 0 && !up_take_a(m, wins_a)) return false;
    if (!up_take_b(m, 1)) return false;
    wins_b = gallop(m->s, m->spare[m->at_a], m->items + m->at_b, m->b, 0, true);
    if (wins_b > 0 && !up_take_b(m, wins_b)) return false;
    if (!up_take_a(m, 1)) return false;
  }
  return true;
}

static void merge_up(merge *m) {
  take(m->spare, m->items, m->a);
  m->at_b = m->a;
  bool goes_on = up_take_b(m, 1) && m->a > 1;
  while (goes_on) {
    goes_on = up_singly(m);
    if (!goes_on) break;
    m->gallop++;
    goes_on = up_galloping(m);
    if (goes_on) m->gallop++;
  }
  /* The last of A is known to be behind all of B. */
  if (m->b > 0) take(m->items + m->to, m->items + m->at_b, m->b);
  take(m->items + m->to + m->b, m->spare + m->at_a, m->a);
}

/* Downwards: from the ends. */

static bool down_take_a(merge *m, size_t n) {
  m->a -= n;
  take(m->items + m->a + m->b, m->items + m->a, n);
  return m->a > 0;
}

static bool down_take_b(merge *m, size_t n) {
  m->b -= n;
  take(m->items + m->a + m->b, m->spare + m->b, n);
  return m->b > 1;
}

static bool down_singly(merge *m) {
  size_t wins_a = 0, wins_b = 0;
  while (wins_a < m->gallop && wins_b < m->gallop) {
    bool a_wins = before(m->s, m->spare[m->b - 1], m->items[m->a - 1]);
    wins_a = a_wins ? wins_a + 1 : 0;
    wins_b = a_wins ? 0 : wins_b + 1;
    if (!(a_wins ? down_take_a(m, 1) : down_take_b(m, 1))) return false;
  }
  return true;
}

static bool down_galloping(merge *m) {
  for (size_t wins_a = LEAST_GALLOP, wins_b = 0; wins_a >= LEAST_GALLOP || wins_b >= LEAST_GALLOP;) {
    m->gallop = m->gallop > 2 ? m->gallop - 1 : 1;
    wins_a = m->a - gallop(m->s, m->spare[m->b - 1], m->items, m->a, m->a - 1, false);
    if (wins_a > 0 && !down_take_a(m, wins_a)) return false;
    if (!down_take_b(m, 1)) return false;
    wins_b = m->b - gallop(m->s, m->items[m->a - 1], m->spare, m->b, m->b - 1, true);
    if (wins_b > 0 && !down_take_b(m, wins_b)) return false;
    if (!down_take_a(m, 1)) return false;
  }
  return true;
}

static void merge_down(merge *m) {
  take(m->spare, m->items + m->a, m->b);
  bool goes_on = down_take_a(m, 1) && m->b > 1;
  while (goes_on) {
    goes_on = down_singly(m);
    if (!goes_on) break;
    m->gallop++;
    goes_on = down_galloping(m);
    if (goes_on) m->gallop++;
  }
  /* The first of B is known to be before all of A. */
  if (m->a > 0) take(m->items + m->b, m->items, m->a);
  take(m->items, m->spare, m->b);
}

/* Merges runs I and I + 1. What is in its place already is left out. */
static void merge_at(sorter *s, size_t i) {
  run a = s->runs[i], b = s->runs[i + 1];
  s->runs[i].n = a.n + b.n;
  memmove(s->runs + i + 1, s->runs + i + 2, (s->n_runs - i - 2) * sizeof *s->runs);
  s->n_runs--;
  size_t placed = gallop(s, s->items[b.base], s->items + a.base, a.n, 0, false);
  a.base += placed;
  a.n -= placed;
  if (a.n == 0) return;
  b.n = gallop(s, s->items[a.base + a.n - 1], s->items + b.base, b.n, b.n - 1, true);
  if (b.n == 0) return;
  merge m = {.s = s, .items = s->items + a.base, .spare = s->spare, .a = a.n, .b = b.n, .gallop = s->gallop};
  if (a.n <= b.n)
    merge_up(&m);
  else
    merge_down(&m);
  s->gallop = m.gallop;
}

/* Whether run I is longer than the two behind it together. */
static bool shrinks(const sorter *s, size_t i) {
  return i < 2 || s->runs[i - 2].n > s->runs[i - 1].n + s->runs[i].n;
}

static void merge_some(sorter *s) {
  while (s->n_runs > 1) {
    size_t i = s->n_runs - 2;
    bool established = shrinks(s, i + 1) && shrinks(s, i);
    if (established && s->runs[i].n > s->runs[i + 1].n) return;
    if (!established && s->runs[i - 1].n < s->runs[i + 1].n) i--;
    merge_at(s, i);
  }
}

static void merge_rest(sorter *s) {
  while (s->n_runs > 1) {
    size_t i = s->n_runs - 2;
    if (i > 0 && s->runs[i - 1].n < s->runs[i + 1].n) i--;
    merge_at(s, i);
  }
}

void tr_js_sort(tr_arena *arena, uint32_t *items, size_t n, tr_js_order *compare, const void *self) {
  if (n < 2) return;
  sorter s = {.compare = compare,
              .self = self,
              .items = items,
              .spare = TR_NEW_N(arena, uint32_t, n / 2 + 1),
              .gallop = LEAST_GALLOP};
  size_t least = least_run(n);
  for (size_t base = 0; base < n;) {
    size_t rest = n - base, length = count_run(&s, items + base, rest);
    size_t wanted = rest < least ? rest : least;
    if (length < wanted) insert_each(&s, items + base, length, wanted);
    if (length < wanted) length = wanted;
    s.runs[s.n_runs++] = (run){base, length};
    merge_some(&s);
    base += length;
  }
  merge_rest(&s);
}

typedef struct by_value {
  const tr_value *values;
  bool descending;
} by_value;

static int compare_values(const void *self, uint32_t a, uint32_t b) {
  const by_value *by = self;
  int order = tr_compare(&by->values[a], &by->values[b]);
  if (order == 0) return (a > b) - (a < b);
  return by->descending ? -order : order;
}

void tr_js_sort_values(tr_arena *arena, const tr_value *values, size_t n, bool descending, uint32_t *order) {
  for (size_t i = 0; i < n; i++) order[i] = (uint32_t)i;
  tr_js_sort(arena, order, n, compare_values, &(by_value){values, descending});
}
