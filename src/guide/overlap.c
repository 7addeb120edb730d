#include "guide/guide.h"

/* Labels still shown, by index. */
typedef struct shown {
  size_t *at;
  size_t n;
} shown;

static bool overlaps(const shown *s, const tr_bounds *boxes, double separation) {
  for (size_t i = 1; i < s->n; i++)
    if (tr_bounds_near(&boxes[s->at[i - 1]], &boxes[s->at[i]], separation)) return true;
  return false;
}

static void every_other(shown *s, bool *hidden) {
  size_t kept = 0;
  for (size_t i = 0; i < s->n; i++) {
    if (i % 2)
      hidden[s->at[i]] = true;
    else
      s->at[kept++] = s->at[i];
  }
  s->n = kept;
}

static void one_by_one(shown *s, const tr_bounds *boxes, double separation, bool *hidden) {
  size_t kept = 0;
  for (size_t i = 0; i < s->n; i++) {
    if (kept > 0 && tr_bounds_near(&boxes[s->at[kept - 1]], &boxes[s->at[i]], separation))
      hidden[s->at[i]] = true;
    else
      s->at[kept++] = s->at[i];
  }
  s->n = kept;
}

void tr_labels_thin(tr_ctx *ctx, tr_str method, double separation, const tr_bounds *boxes, size_t n,
                    bool *hidden) {
  shown s = {TR_NEW_N(ctx->scene, size_t, n), 0};
  for (size_t i = 0; i < n; i++) /* labels without content take no part */
    if (tr_bounds_width(&boxes[i]) > 1 && tr_bounds_height(&boxes[i]) > 1) s.at[s.n++] = i;
  if (s.n < 3) return;
  size_t last = s.at[s.n - 1];
  bool greedy = tr_str_is(method, "greedy");
  while (s.n >= 3 && overlaps(&s, boxes, separation)) {
    if (greedy)
      one_by_one(&s, boxes, separation, hidden);
    else
      every_other(&s, hidden);
  }
  if (s.n >= 3 || !hidden[last]) return;
  if (s.n > 1) hidden[s.at[s.n - 1]] = true;
  hidden[last] = false;
}
