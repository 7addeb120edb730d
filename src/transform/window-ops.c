#include "expr/js.h"
#include "transform/window.h"

#include <math.h>
#include <string.h>

/* One group's rows in order, and the frame about the row under way: places FROM to TO (without). */
typedef struct window {
  tr_ctx *ctx;
  const uint32_t *rows;
  size_t n, from, to;
  const tr_row_order *order;
  const tr_window_frame *frame;
  tr_column field;
  double param;
} window;

typedef enum {
  ROW_NUMBER,
  RANK,
  DENSE_RANK,
  PERCENT_RANK,
  CUME_DIST,
  NTILE,
  LAG,
  LEAD,
  FIRST_VALUE,
  LAST_VALUE,
  NTH_VALUE,
  PREV_VALUE,
  NEXT_VALUE,
  N_OPS
} window_op;
static const char *const op_names[N_OPS] = {
    "row_number", "rank",        "dense_rank", "percent_rank", "cume_dist",  "ntile",     "lag",
    "lead",       "first_value", "last_value", "nth_value",    "prev_value", "next_value"};

/* Rows of equal order. Without an order no two rows are. */
static bool peers(const window *w, size_t a, size_t b) {
  return w->order->n && tr_row_compare(w->order, w->rows[a], w->rows[b]) == 0;
}

static size_t place(double x, size_t n) { return x > 0 ? x < (double)n ? (size_t)x : n : 0; }

static void set_frame(window *w, size_t i) {
  const tr_window_frame *f = w->frame;
  w->from = f->open[0] ? 0 : place((double)i + f->offset[0], w->n);
  w->to = f->open[1] ? w->n : place((double)i + f->offset[1] + 1, w->n);
  if (w->to < w->from) w->to = w->from;
}

/* Peers of the first and the last row of a frame belong to it. FIRST and LAST are the ends of each row's
   peers, found once for the group. */
static void widen(window *w, const uint32_t *first, const uint32_t *last) {
  if (w->from < w->n) w->from = first[w->from];
  if (w->to > w->from) w->to = last[w->to - 1] + 1;
}

static void find_peers(const window *w, uint32_t *first, uint32_t *last) {
  for (size_t i = 0; i < w->n; i++) first[i] = i && peers(w, i - 1, i) ? first[i - 1] : (uint32_t)i;
  for (size_t i = w->n; i-- > 0;)
    last[i] = i + 1 < w->n && first[i + 1] == first[i] ? last[i + 1] : (uint32_t)i;
}

static tr_value cell(const window *w, size_t i) { return tr_cell(&w->field, w->rows[i]); }

/* Numbers of a row among the others */

static double rank_of(window_op op, const window *w, size_t i, const uint32_t *first, const uint32_t *last,
                      size_t n_before) {
  /* Vega counts the first row of all without its peers. */
  double cumulative = (1 + (i ? (double)last[i] : 0)) / (double)w->n;
  switch (op) {
  case ROW_NUMBER: return (double)i + 1;
  case RANK: return (double)first[i] + 1;
  case DENSE_RANK: return (double)n_before;
  case PERCENT_RANK: return (double)first[i] / ((double)w->n - 1);
  case CUME_DIST: return cumulative;
  case NTILE: return ceil(w->param * cumulative);
  case LAG:
  case LEAD:
  case FIRST_VALUE:
  case LAST_VALUE:
  case NTH_VALUE:
  case PREV_VALUE:
  case NEXT_VALUE:
  case N_OPS: break;
  }
  return NAN;
}

/* Values of other rows */

static tr_value near_value(window_op op, const window *w, size_t i) {
  double offset = w->param != 0 && !isnan(w->param) ? w->param : 1;
  double at = op == LAG    ? (double)i - offset
              : op == LEAD ? (double)i + offset
                           : (double)w->from + w->param - 1;
  if (op == FIRST_VALUE) return w->from < w->to ? cell(w, w->from) : tr_make_undefined();
  if (op == LAST_VALUE) return w->from < w->to ? cell(w, w->to - 1) : tr_make_undefined();
  double end = op == NTH_VALUE ? (double)w->to : (double)w->n;
  return at >= 0 && at < end ? cell(w, (size_t)at) : tr_make_null();
}

/* The last (next) value that is there, with the row's own. */
static void fill_values(window_op op, const window *w, tr_value *out) {
  tr_value known = tr_make_null();
  for (size_t k = 0; k < w->n; k++) {
    size_t i = op == PREV_VALUE ? k : w->n - 1 - k;
    tr_value v = cell(w, i);
    if (!tr_is_nil(&v)) known = v;
    out[w->rows[i]] = known;
  }
}

static void group_values(window_op op, window *w, tr_value *out) {
  if (op == PREV_VALUE || op == NEXT_VALUE) {
    fill_values(op, w, out);
    return;
  }
  uint32_t *first = TR_NEW_N(w->ctx->data, uint32_t, w->n + 1),
           *last = TR_NEW_N(w->ctx->data, uint32_t, w->n + 1);
  size_t n_before = 0;
  find_peers(w, first, last);
  for (size_t i = 0; i < w->n; i++) {
    set_frame(w, i);
    if (w->order->n && !w->frame->ignore_peers) widen(w, first, last);
    if (first[i] == i) n_before++;
    out[w->rows[i]] =
        op <= NTILE ? tr_make_number(rank_of(op, w, i, first, last, n_before)) : near_value(op, w, i);
  }
}

/* Aggregates over a frame: sums move along with it; what has no inverse is computed again. */

typedef struct moving {
  double valid, missing, sum, mean, deviation;
} moving;

static void move(moving *s, const tr_column *c, uint32_t row, double sign) {
  tr_value v = tr_cell(c, row);
  if (tr_is_nil(&v) || (tr_is(&v, TR_STRING) && v.n == 0)) {
    s->missing += sign;
    return;
  }
  double x = tr_to_number(&v);
  if (tr_is(&v, TR_NUMBER) && isnan(x)) return;
  double d = x - s->mean;
  s->valid += sign;
  s->sum += sign * x;
  s->mean += sign * (s->valid > 0 ? d / s->valid : s->mean);
  s->deviation += sign * d * (x - s->mean);
  if (s->valid <= 0) *s = (moving){.missing = s->missing};
}

static bool can_move(tr_aggregate_op op) {
  return op == TR_AGG_COUNT || op == TR_AGG_VALID || op == TR_AGG_MISSING || op == TR_AGG_SUM ||
         op == TR_AGG_MEAN || op == TR_AGG_VARIANCE || op == TR_AGG_VARIANCEP || op == TR_AGG_STDEV ||
         op == TR_AGG_STDEVP || op == TR_AGG_STDERR;
}

static tr_value moving_value(tr_aggregate_op op, const moving *s, size_t n) {
  double n_valid = s->valid, dev = fmax(0, s->deviation), least = 1, x = NAN;
  if (op == TR_AGG_COUNT) return tr_make_number((double)n);
  if (op == TR_AGG_VALID) return tr_make_number(s->valid);
  if (op == TR_AGG_MISSING) return tr_make_number(s->missing);
  if (op == TR_AGG_SUM) x = s->sum;
  if (op == TR_AGG_MEAN) x = s->mean;
  if (op == TR_AGG_VARIANCEP) x = dev / n_valid;
  if (op == TR_AGG_STDEVP) x = sqrt(dev / n_valid);
  if (op == TR_AGG_VARIANCE) x = dev / (n_valid - 1);
  if (op == TR_AGG_STDEV) x = sqrt(dev / (n_valid - 1));
  if (op == TR_AGG_STDERR) x = sqrt(dev / (n_valid * (n_valid - 1)));
  if (op == TR_AGG_VARIANCE || op == TR_AGG_STDEV || op == TR_AGG_STDERR) least = 2;
  return n_valid >= least ? tr_make_number(x) : tr_make_undefined();
}

/* Least or greatest so far, for frames that only grow. */
static void grow_extreme(const tr_measure *m, uint32_t row, tr_value *best) {
  tr_value v = tr_cell(&m->field, row);
  if (tr_is_nil(&v) || (tr_is(&v, TR_STRING) && v.n == 0) || (tr_is(&v, TR_NUMBER) && isnan(v.number)))
    return;
  bool better = m->op == TR_AGG_MAX ? tr_js_less(best, &v) == 1 : tr_js_less(&v, best) == 1;
  if (tr_is(best, TR_UNDEFINED) || better) *best = v;
}

static void group_aggregate(window *w, const tr_measure *m, tr_value *out) {
  uint32_t *first = TR_NEW_N(w->ctx->data, uint32_t, w->n + 1),
           *last = TR_NEW_N(w->ctx->data, uint32_t, w->n + 1);
  moving s = {0};
  tr_value best = tr_make_undefined();
  size_t from = 0, to = 0;
  bool growing = w->frame->open[0] && (m->op == TR_AGG_MIN || m->op == TR_AGG_MAX);
  find_peers(w, first, last);
  for (size_t i = 0; i < w->n; i++) {
    set_frame(w, i);
    if (w->order->n && !w->frame->ignore_peers) widen(w, first, last);
    size_t n = w->to - w->from;
    if (m->op == TR_AGG_COUNT) {
      out[w->rows[i]] = tr_make_number((double)n);
    } else if (can_move(m->op)) {
      for (; from < w->from; from++)
        if (from < to) move(&s, &m->field, w->rows[from], -1);
      if (to < from) to = from;
      for (; to < w->to; to++) move(&s, &m->field, w->rows[to], 1);
      out[w->rows[i]] = moving_value(m->op, &s, n);
    } else if (growing) {
      for (; to < w->to; to++) grow_extreme(m, w->rows[to], &best);
      out[w->rows[i]] = best;
    } else {
      out[w->rows[i]] = tr_measure_value(w->ctx, m, w->rows + w->from, n);
    }
  }
}

static bool fits(tr_ctx *ctx, const tr_value *def, window_op op, const window *w) {
  bool needs_field = op >= LAG;
  bool needs_param = op == NTILE || op == NTH_VALUE;
  if (needs_field && !tr_get(def, "field")) {
    tr_error(ctx, TR_INPUT, tr_pos_of(def), "add \"field\"", "%s does not say of which field", op_names[op]);
    return false;
  }
  if (needs_param && !(w->param > 0)) {
    tr_error(ctx, TR_INPUT, tr_pos_of(def), "add \"param\", a number above 0", "%s needs a number",
             op_names[op]);
    return false;
  }
  return true;
}

bool tr_window_values(tr_ctx *ctx, const tr_value *def, const tr_table *t, const tr_groups *g,
                      const tr_row_order *order, const tr_window_frame *frame, tr_value *out) {
  tr_str name = tr_string(tr_get(def, "op"));
  int op = 0;
  while (op < N_OPS && !tr_str_is(name, op_names[op])) op++;
  window w = {.ctx = ctx, .order = order, .frame = frame, .param = tr_get_number(def, "param", NAN)};
  tr_measure m;
  if (op < N_OPS) {
    if (!fits(ctx, def, (window_op)op, &w)) return false;
    if (tr_get(def, "field")) w.field = tr_field_column(ctx, t, tr_string(tr_get(def, "field")));
  } else if (!tr_measure_of(ctx, def, t, &m)) {
    return false;
  }
  tr_work(ctx, (double)t->n_rows);
  for (size_t k = 0; k < g->n; k++) {
    w.rows = g->rows + g->start[k];
    w.n = g->start[k + 1] - g->start[k];
    if (op < N_OPS)
      group_values((window_op)op, &w, out);
    else
      group_aggregate(&w, &m, out);
  }
  return true;
}
