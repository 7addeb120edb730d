#include "page/block/arrange.h"

/* A stack of blocks: a column, or a row that may wrap. */

static bool read(tr_page *page, tr_block *b) {
  tr_arrange *a = b->data = TR_NEW(page->ctx->doc, tr_arrange);
  return tr_arrange_read(page, b, a);
}

/* --- Widths -------------------------------------------------------------------------------------------- */

static tr_track *tracks_of(tr_page *page, tr_block **items, size_t n, double room) {
  tr_track *tracks = TR_NEW_N(page->ctx->scene, tr_track, n);
  for (size_t i = 0; i < n; i++) tracks[i] = tr_arrange_track(page, items[i], room);
  return tracks;
}

void tr_box_widths(tr_page *page, tr_block *b, double *min, double *natural) {
  const tr_arrange *a = b->data;
  size_t n;
  tr_block **items = tr_arrange_items(page, b, &n);
  tr_track *tracks = tracks_of(page, items, n, 0);
  double gap = tr_page_gap(page, a->gap), widest = 0, wanted = 0;
  for (size_t i = 0; i < n; i++) {
    widest = fmax(widest, tracks[i].min);
    wanted = fmax(wanted, tracks[i].natural);
  }
  double gaps = n > 1 ? gap * (double)(n - 1) : 0;
  *min = widest;
  *natural = wanted;
  if (!a->row) return;
  *natural = a->equal_width ? wanted * (double)n + gaps : tr_tracks_natural(tracks, n, gap);
  if (!a->wrap) *min = a->equal_width ? widest * (double)n + gaps : tr_tracks_min(tracks, n, gap);
}

/* --- Rows ---------------------------------------------------------------------------------------------- */

typedef struct lines {
  tr_line *items;
  size_t n;
} lines;

static tr_line solve_line(tr_page *page, tr_block *b, tr_block **items, size_t n, double width) {
  const tr_arrange *a = b->data;
  double gap = tr_page_gap(page, a->gap);
  tr_line line = {.items = items,
                  .n = n,
                  .x = TR_NEW_N(page->ctx->scene, double, n),
                  .w = TR_NEW_N(page->ctx->scene, double, n),
                  .baseline = a->baseline};
  tr_track *tracks = tracks_of(page, items, n, width - gap * (double)(n ? n - 1 : 0));
  double used = a->equal_width && !a->wrap ? tr_tracks_equal(tracks, n, gap, width, line.w)
                                           : tr_tracks_solve(tracks, n, gap, width, line.w);
  if (used > width + 0.05) tr_page_overflow(page, b, used - width);
  tr_justify_places(a->justify, line.w, n, gap, width, line.x);
  tr_line_measure(page, &line);
  return line;
}

static lines one_line(tr_page *page, tr_block *b, tr_block **items, size_t n, double width) {
  lines out = {TR_NEW(page->ctx->scene, tr_line), 1};
  out.items[0] = solve_line(page, b, items, n, width);
  return out;
}

static lines wrapped(tr_page *page, tr_block *b, tr_block **items, size_t n, double width) {
  const tr_arrange *a = b->data;
  double *natural = TR_NEW_N(page->ctx->scene, double, n), widest = 0;
  size_t *ends = TR_NEW_N(page->ctx->scene, size_t, n);
  tr_track *tracks = tracks_of(page, items, n, width);
  for (size_t i = 0; i < n; i++) {
    natural[i] = fmin(width, isnan(tracks[i].fixed) ? tracks[i].natural : tracks[i].fixed);
    widest = fmax(widest, natural[i]);
  }
  for (size_t i = 0; i < n && a->equal_width; i++) natural[i] = widest;
  lines out = {.n = tr_wrap_lines(natural, n, tr_page_gap(page, a->gap), width, ends)};
  out.items = TR_NEW_N(page->ctx->scene, tr_line, out.n);
  for (size_t i = 0, from = 0; i < out.n; from = ends[i++])
    out.items[i] = solve_line(page, b, items + from, ends[i] - from, width);
  return out;
}

static lines rows_of(tr_page *page, tr_block *b, double width) {
  const tr_arrange *a = b->data;
  size_t n;
  tr_block **items = tr_arrange_items(page, b, &n);
  lines out = a->wrap && n > 1 ? wrapped(page, b, items, n, width) : one_line(page, b, items, n, width);
  double tallest = 0;
  for (size_t i = 0; i < out.n; i++) tallest = fmax(tallest, out.items[i].h.natural);
  for (size_t i = 0; i < out.n && a->equal_height; i++) out.items[i].h.min = out.items[i].h.natural = tallest;
  return out;
}

static tr_heights row_heights(tr_page *page, tr_block *b, double width) {
  const tr_arrange *a = b->data;
  lines rows = rows_of(page, b, width);
  double gaps = rows.n > 1 ? tr_page_gap(page, a->row_gap) * (double)(rows.n - 1) : 0;
  tr_heights out = {gaps, gaps, rows.n ? rows.items[0].h.baseline : NAN};
  for (size_t i = 0; i < rows.n; i++) {
    out.min += rows.items[i].h.min;
    out.natural += rows.items[i].h.natural;
  }
  return out;
}

/* --- Columns ------------------------------------------------------------------------------------------- */

static double column_width(tr_page *page, tr_block *b, tr_block *child, double width) {
  const tr_arrange *a = b->data;
  tr_track t = tr_arrange_track(page, child, width);
  if (t.min > width + 0.05) tr_page_overflow(page, child, t.min - width);
  if (!isnan(t.fixed)) return t.fixed;
  double wanted = a->align == TR_LAY_STRETCH ? width : fmin(t.natural, width);
  return fmin(wanted, fmax(t.max, t.min));
}

static tr_heights column_heights(tr_page *page, tr_block *b, double width) {
  const tr_arrange *a = b->data;
  size_t n;
  tr_block **items = tr_arrange_items(page, b, &n);
  double gap = tr_page_gap(page, a->gap);
  tr_heights out = {0, 0, NAN};
  for (size_t i = 0; i < n; i++) {
    tr_heights h = tr_block_heights(page, items[i], column_width(page, b, items[i], width));
    if (isnan(out.baseline) && a->justify == TR_JUSTIFY_START) out.baseline = out.natural + h.baseline;
    out.min += h.min + (i + 1 < n ? gap : 0);
    out.natural += h.natural + (i + 1 < n ? gap : 0);
  }
  return out;
}

tr_heights tr_box_heights(tr_page *page, tr_block *b, double width) {
  const tr_arrange *a = b->data;
  return a->row ? row_heights(page, b, width) : column_heights(page, b, width);
}

/* --- Placing ------------------------------------------------------------------------------------------- */

static void divide(tr_page *page, const tr_arrange *a, tr_box line, tr_group *into) {
  if (a->divider.kind == TR_PAINT_NONE) return;
  tr_marks *m = tr_marks_new(page->ctx, TR_MARKS_RULE, 1);
  m->x.one = line.x;
  m->y.one = line.y;
  m->x2.one = line.x + line.w;
  m->y2.one = line.y + line.h;
  m->stroke.one = a->divider;
  m->stroke_width.one = fmax(1, page->u / 8);
  tr_group_add(into, &m->node);
}

static bool place_rows(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const tr_arrange *a = b->data;
  lines rows = rows_of(page, b, in.w);
  double gap = tr_page_gap(page, a->row_gap);
  tr_track *tracks = TR_NEW_N(page->ctx->scene, tr_track, rows.n);
  double *h = TR_NEW_N(page->ctx->scene, double, rows.n), y = in.y;
  for (size_t i = 0; i < rows.n; i++)
    tracks[i] = (tr_track){rows.items[i].h.min, rows.items[i].h.natural, INFINITY, NAN, 1};
  tr_tracks_solve(tracks, rows.n, gap, in.h, h);
  for (size_t i = 0; i < rows.n; i++) {
    tr_line *line = &rows.items[i];
    for (size_t k = 0; k < line->n; k++) line->x[k] += in.x;
    if (!tr_line_place(page, line, y, h[i], a->align, into)) return false;
    for (size_t k = 1; k < line->n; k++)
      divide(page, a, (tr_box){(line->x[k - 1] + line->w[k - 1] + line->x[k]) / 2, y, 0, h[i]}, into);
    y += h[i] + gap;
  }
  return true;
}

/* Does B take what is left over of a column? In a row `grow` is about its width. */
static bool grows_down(const tr_block *b) {
  const tr_arrange *around = b->parent && tr_arrange_is(b->parent) ? b->parent->data : NULL;
  return b->grow > 0 && around && !around->row && !around->is_grid;
}

/* Room that a growing column is given and none of its blocks asks for goes between them, as long as they do
   not fall apart. */
static double spread_gap(const tr_page *page, const tr_block *b, const tr_track *tracks, size_t n, double gap,
                         double height) {
  const tr_arrange *a = b->data;
  double left = height - tr_tracks_natural(tracks, n, gap);
  if (!page->spread || !grows_down(b) || a->justify != TR_JUSTIFY_START || n < 2 || left <= 1) return gap;
  for (size_t i = 0; i < n; i++)
    if (tracks[i].grow > 0) return gap;
  return gap + fmin(left / (double)n, 2.5 * gap);
}

static bool place_column(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const tr_arrange *a = b->data;
  size_t n;
  tr_block **items = tr_arrange_items(page, b, &n);
  double gap = tr_page_gap(page, a->gap);
  tr_track *tracks = TR_NEW_N(page->ctx->scene, tr_track, n);
  double *w = TR_NEW_N(page->ctx->scene, double, n), *h = TR_NEW_N(page->ctx->scene, double, n),
         *y = TR_NEW_N(page->ctx->scene, double, n);
  for (size_t i = 0; i < n; i++) {
    w[i] = column_width(page, b, items[i], in.w);
    tr_heights own = tr_block_heights(page, items[i], w[i]);
    tracks[i] =
        (tr_track){own.min, own.natural, tr_len_px(items[i]->max_h, in.h, INFINITY), NAN, items[i]->grow};
    if (items[i]->height.relative) tracks[i].fixed = items[i]->height.value * in.h;
  }
  gap = spread_gap(page, b, tracks, n, gap, in.h);
  tr_tracks_solve(tracks, n, gap, in.h, h);
  tr_justify_places(a->justify, h, n, gap, in.h, y);
  for (size_t i = 0; i < n; i++) {
    double left = fmax(0, in.w - w[i]);
    double x = a->align == TR_LAY_CENTER ? left / 2 : a->align == TR_LAY_END ? left : 0;
    items[i]->shift = 0;
    if (!tr_block_place(page, items[i], (tr_box){in.x + x, in.y + y[i], w[i], h[i]}, into)) return false;
    if (i > 0) divide(page, a, (tr_box){in.x, in.y + (y[i - 1] + h[i - 1] + y[i]) / 2, in.w, 0}, into);
  }
  return true;
}

bool tr_box_place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const tr_arrange *a = b->data;
  return a->row ? place_rows(page, b, in, into) : place_column(page, b, in, into);
}

const tr_block_kind tr_block_box = {.name = "box",
                                    .help = "blocks below or beside each other",
                                    .props = tr_arrange_props,
                                    .read = read,
                                    .widths = tr_box_widths,
                                    .heights = tr_box_heights,
                                    .place = tr_box_place};
