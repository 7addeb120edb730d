#include "chart/data/data-priv.h"

#include "format/number.h"

#include <math.h>
#include <string.h>

/* The encoding's bins and time units. A row gets the start of its bin or unit; what follows from the start
   (its end, its words) is made from it where it is needed: mostly after rows have been put together. */

/* A cell as a number; NaN where it has none, as the empty text. */
static double number_at(const tr_column *c, size_t row) {
  if (!tr_valid(c, row)) return NAN;
  if (tr_column_is_number(c)) return c->numbers[row];
  tr_value v = tr_cell(c, row);
  return tr_is_nil(&v) || (v.kind == TR_STRING && v.n == 0) ? NAN : tr_to_number(&v);
}

/* What the bins cover: the extent that is given, or the data's. */
static bool extent_of(tr_chart *chart, const tr_def *d, const tr_column *c, double *low, double *high) {
  const tr_value *extent = tr_get(d->bin, "extent");
  if (tr_is(extent, TR_ARRAY) && extent->n == 2) {
    *low = tr_chart_number(chart, &extent->items[0], NAN);
    *high = tr_chart_number(chart, &extent->items[1], NAN);
    return *low <= *high;
  }
  *low = INFINITY;
  *high = -INFINITY;
  for (size_t i = 0; i < c->n; i++) {
    double x = number_at(c, i);
    if (isnan(x)) continue;
    if (x < *low) *low = x;
    if (x > *high) *high = x;
  }
  return *low <= *high;
}

/* X (borrowed) as a column of TYPE; NaN is null. */
static tr_column column_of(tr_ctx *ctx, tr_str name, tr_column_type type, const double *x, size_t n) {
  tr_column c = {.name = name, .type = type, .n = n, .numbers = x};
  uint64_t *valid = NULL;
  size_t words = (n + 63) / 64;
  for (size_t i = 0; i < n; i++) {
    if (!isnan(x[i])) continue;
    if (!valid) {
      valid = TR_NEW_N(ctx->data, uint64_t, words);
      memset(valid, 0xFF, words * sizeof *valid);
    }
    valid[i / 64] &= ~(UINT64_C(1) << i % 64);
  }
  c.valid = valid;
  return c;
}

/* Not over a column that is there: the end of one field can be the start of another ("date", "date_end"). */
static void add_absent(tr_ctx *ctx, tr_table *t, tr_column c) {
  if (!tr_table_column(t, c.name)) tr_table_add(ctx, t, c);
}

/* --- Bins -------------------------------------------------------------------------------------------------
 */

const tr_table *tr_with_bins(tr_view *view, const tr_table *t, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  tr_column field = tr_field_column(ctx, t, d->field);
  double low, high;
  tr_bins *bins = TR_NEW(ctx->doc, tr_bins);
  bool any = extent_of(view->chart, d, &field, &low, &high);
  *bins = tr_bins_for(d->bin, tr_get_number(d->bin, "maxbins", 10), any ? low : 0, any ? high : 1);
  if (!any) bins->start = bins->stop = NAN; /* bins of nothing have a step, but no place */
  tr_map_put(&view->bins, d->column, bins);
  double *starts = TR_NEW_N(ctx->data, double, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++) starts[i] = tr_bin_start(bins, number_at(&field, i));
  tr_table *out = tr_table_sharing(ctx, t);
  tr_table_add(ctx, out, column_of(ctx, d->column, TR_COL_NUMBER, starts, t->n_rows));
  return out;
}

static tr_str range_text(tr_ctx *ctx, const tr_number_format *f, double low, double high) {
  if (isnan(low) || !f) return TR_S("null");
  tr_str a = tr_number_format_apply(ctx->data, f, low), b = tr_number_format_apply(ctx->data, f, high);
  return tr_printf(ctx->data, "%.*s – %.*s", TR_FMT(a), TR_FMT(b));
}

/* The bins' words. Neighbours on the list of bins have places of their own in a small table, so that each
   bin's words are mostly made once. */
static tr_column range_column(tr_view *view, tr_str name, const tr_column *starts, const tr_bins *bins) {
  enum { KEPT = 256 };
  struct {
    double start;
    tr_value text;
  } kept[KEPT] = {0};
  tr_ctx *ctx = view->chart->ctx;
  tr_str spec = tr_get_string(&view->chart->config, "numberFormat", (tr_str){0});
  const tr_number_format *f = tr_number_format_new(ctx, view->chart->env.locale, spec, (tr_pos){0});
  tr_column_builder *b = tr_column_builder_new(ctx, name, starts->n);
  for (size_t i = 0; i < starts->n; i++) {
    double x = number_at(starts, i), at = (x - bins->start) / bins->step;
    size_t k = at >= 0 && at < 1e15 ? (size_t)(at + 0.5) % KEPT : 0;
    if (kept[k].text.kind != TR_STRING || !(kept[k].start == x)) {
      kept[k].start = x;
      kept[k].text = tr_make_string(range_text(ctx, f, x, x + bins->step));
    }
    tr_column_add(b, kept[k].text);
  }
  return tr_column_done(b);
}

const tr_table *tr_with_bin_ends(tr_view *view, const tr_table *t, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_column *starts = tr_table_column(t, d->column);
  const tr_bins *bins = tr_map_get(&view->bins, d->column);
  tr_str end = tr_def_column(ctx, d, "end"), range = tr_def_column(ctx, d, "range");
  if (!starts || !bins) return t;
  double *ends = TR_NEW_N(ctx->data, double, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++) ends[i] = number_at(starts, i) + bins->step;
  tr_table *out = tr_table_sharing(ctx, t);
  add_absent(ctx, out, column_of(ctx, end, TR_COL_NUMBER, ends, t->n_rows));
  add_absent(ctx, out, range_column(view, range, starts, bins));
  return out;
}

const tr_table *tr_with_bin_middle(tr_view *view, const tr_table *t, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_column *starts = tr_table_column(t, d->column);
  const tr_bins *bins = tr_map_get(&view->bins, d->column);
  if (!starts || !bins) return t;
  double at = isnan(d->band_position) ? 0.5 : d->band_position;
  double *middles = TR_NEW_N(ctx->data, double, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++) middles[i] = number_at(starts, i) + at * bins->step;
  tr_table *out = tr_table_sharing(ctx, t);
  add_absent(ctx, out, column_of(ctx, tr_def_column(ctx, d, "mid"), TR_COL_NUMBER, middles, t->n_rows));
  return out;
}

/* --- Time units -------------------------------------------------------------------------------------------
 */

const tr_table *tr_with_unit(tr_view *view, const tr_table *t, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  if (d->unit.binned) return t;
  tr_column field = tr_field_column(ctx, t, d->field);
  double *starts = TR_NEW_N(ctx->data, double, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++)
    starts[i] = tr_timeunit_floor(&d->unit, view->chart->env.zone, number_at(&field, i));
  tr_table *out = tr_table_sharing(ctx, t);
  tr_table_add(ctx, out, column_of(ctx, d->column, TR_COL_DATE, starts, t->n_rows));
  return out;
}

/* Dates that are binned already get ends only where a mark reaches to them. */
static bool has_unit_ends(tr_view *view, const tr_def *d) {
  double at = tr_band_position(view, d, NULL);
  return !d->unit.binned || tr_is_rect_mark(view) || (at != 0 && !isnan(at));
}

const tr_table *tr_with_unit_ends(tr_view *view, const tr_table *t, const tr_def *d) {
  enum { END, RECT_START, RECT_END, COLUMNS };
  static const struct {
    const char *suffix;
    tr_column_type type;
  } made[COLUMNS] = {
      {"end", TR_COL_DATE}, {"offsetted_rect_start", TR_COL_NUMBER}, {"offsetted_rect_end", TR_COL_NUMBER}};
  tr_ctx *ctx = view->chart->ctx;
  const tr_zone *zone = view->chart->env.zone;
  if (!has_unit_ends(view, d)) return t;
  const tr_column *whole = tr_table_column(t, d->column);
  tr_column starts = whole ? *whole : tr_field_column(ctx, t, d->field);
  double at = tr_band_position(view, d, NULL), by = isnan(at) ? 1 : at + 0.5, *x[COLUMNS];
  for (int k = 0; k < COLUMNS; k++) x[k] = TR_NEW_N(ctx->data, double, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++) {
    double ms = number_at(&starts, i), before = NAN, next = NAN;
    if (!isnan(ms)) {
      before = tr_timeunit_before(&d->unit, zone, ms);
      next = tr_timeunit_end(&d->unit, zone, ms);
    }
    x[END][i] = next;
    /* A bar before its unit ends reaches into the one before, by that one's own length. */
    x[RECT_START][i] = (1 - by) * before + by * ms;
    x[RECT_END][i] = (1 - by) * ms + by * next;
  }
  tr_table *out = tr_table_sharing(ctx, t);
  for (int k = 0; k < COLUMNS; k++) {
    tr_str name = tr_def_column(ctx, d, made[k].suffix);
    add_absent(ctx, out, column_of(ctx, name, made[k].type, x[k], t->n_rows));
  }
  return out;
}
