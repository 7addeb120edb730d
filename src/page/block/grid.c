#include "page/block/arrange.h"

/* Blocks in columns and rows, with spans. */

static bool read(tr_page *page, tr_block *b) {
  tr_arrange *a = b->data = TR_NEW(page->ctx->doc, tr_arrange);
  a->is_grid = true;
  return tr_arrange_read(page, b, a);
}

static bool has_spans(tr_block **items, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (items[i]->span > 1 || items[i]->row_span > 1) return true;
  return false;
}

/* --- Columns ------------------------------------------------------------------------------------------- */

/* How many columns the items take in WIDTH before the fit policy takes any away. */
static size_t wanted_columns(tr_page *page, const tr_arrange *a, tr_block **items, size_t n, double width) {
  if (a->columns || has_spans(items, n)) return a->n_columns ? a->n_columns : 1;
  size_t columns = a->n_columns < n ? a->n_columns : n;
  if (a->n_columns == 0) columns = tr_grid_columns(n, a->item_min, tr_page_gap(page, a->gap), width);
  if (columns < 1) columns = 1;
  return a->orphans == TR_ORPHANS_REBALANCE ? tr_grid_rebalance(n, columns) : columns;
}

static size_t columns_now(tr_page *page, const tr_arrange *a, tr_block **items, size_t n, double width) {
  size_t wanted = wanted_columns(page, a, items, n, width);
  if (a->columns || a->fewer == 0) return wanted;
  size_t left = wanted > a->fewer ? wanted - a->fewer : 1;
  return a->orphans == TR_ORPHANS_REBALANCE && !has_spans(items, n) ? tr_grid_rebalance(n, left) : left;
}

static tr_track column_track(const tr_arrange *a, size_t i) {
  if (!a->columns) return (tr_track){0, 0, INFINITY, NAN, 1};
  const tr_column_spec *c = &a->columns[i];
  return (tr_track){0, 0, INFINITY, c->px, c->share};
}

/* A share of the room is a share of all of it, not of what content leaves over: a fr track starts from its
   least size. */
static void content_of_columns(tr_page *page, const tr_arrange *a, tr_block **items, const tr_cell_at *cells,
                               size_t n, double gap, double room, tr_track *tracks, size_t columns) {
  double *min = TR_NEW_N(page->ctx->scene, double, columns),
         *natural = TR_NEW_N(page->ctx->scene, double, columns);
  for (size_t i = 0; i < n; i++) {
    tr_track t = tr_arrange_track(page, items[i], room);
    tr_span_raise(min, cells[i].column, cells[i].columns, gap, t.min);
    tr_span_raise(natural, cells[i].column, cells[i].columns, gap, t.natural);
  }
  for (size_t i = 0; i < columns; i++) {
    tracks[i].min = min[i];
    tracks[i].natural = a->columns && a->columns[i].share == 0 ? fmax(min[i], natural[i]) : min[i];
  }
}

/* --- Solving ------------------------------------------------------------------------------------------- */

typedef struct tiles {
  tr_block **items;
  tr_cell_at *cells;
  size_t n, columns, rows;
  tr_line *lines; /* items that start in each row */
  double *x, *w;  /* columns */
  double *row_min, *row_natural;
  double gap, row_gap;
} tiles;

static double fr_total(const tr_track *tracks, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += isnan(tracks[i].fixed) ? tracks[i].grow : 0;
  return sum;
}

static double solve_columns(const tr_arrange *a, const tr_track *tracks, size_t n, double gap, double width,
                            double *w) {
  if (!a->columns) return tr_tracks_equal(tracks, n, gap, width, w);
  double used = tr_tracks_solve(tracks, n, gap, width, w), total = fr_total(tracks, n), room = 0;
  bool fair = total > 0 && used <= width + 0.5;
  for (size_t i = 0; i < n; i++)
    if (tracks[i].grow > 0) room += w[i];
  for (size_t i = 0; i < n && fair; i++)
    fair = tracks[i].grow == 0 || room * tracks[i].grow / total >= tracks[i].min;
  for (size_t i = 0; i < n && fair; i++)
    if (tracks[i].grow > 0) w[i] = room * tracks[i].grow / total;
  return used;
}

static void move_orphans(const tr_arrange *a, tiles *t, size_t row, double width) {
  tr_line *line = &t->lines[row];
  bool last = row + 1 == t->rows && t->rows > 1;
  if (!last || line->n >= t->columns || line->n == 0 || a->columns || has_spans(t->items, t->n)) return;
  double end = line->x[line->n - 1] + line->w[line->n - 1];
  if (a->orphans == TR_ORPHANS_STRETCH) {
    double each = (width - t->gap * (double)(line->n - 1)) / (double)line->n;
    for (size_t i = 0; i < line->n; i++) {
      line->x[i] = (each + t->gap) * (double)i;
      line->w[i] = each;
    }
  } else if (a->orphans != TR_ORPHANS_START) {
    for (size_t i = 0; i < line->n; i++) line->x[i] += (width - end) / 2;
  }
}

static void make_lines(tr_page *page, const tr_arrange *a, tiles *t, double width) {
  t->lines = TR_NEW_N(page->ctx->scene, tr_line, t->rows);
  for (size_t row = 0; row < t->rows; row++) {
    tr_line *line = &t->lines[row];
    *line = (tr_line){.items = TR_NEW_N(page->ctx->scene, tr_block *, t->n),
                      .x = TR_NEW_N(page->ctx->scene, double, t->n),
                      .w = TR_NEW_N(page->ctx->scene, double, t->n),
                      .baseline = a->baseline};
    for (size_t i = 0; i < t->n; i++) {
      const tr_cell_at *c = &t->cells[i];
      if (c->row != row) continue;
      line->items[line->n] = t->items[i];
      line->x[line->n] = t->x[c->column];
      line->w[line->n++] =
          t->x[c->column + c->columns - 1] + t->w[c->column + c->columns - 1] - t->x[c->column];
    }
    move_orphans(a, t, row, width);
    tr_line_measure(page, line);
  }
}

/* Rows are as high as what stands in them alone; what spans several raises them together afterwards. */
static void solve_rows(tr_page *page, const tr_arrange *a, tiles *t) {
  t->row_min = TR_NEW_N(page->ctx->scene, double, t->rows);
  t->row_natural = TR_NEW_N(page->ctx->scene, double, t->rows);
  for (int spans = 0; spans < 2; spans++)
    for (size_t row = 0; row < t->rows; row++) {
      const tr_line *line = &t->lines[row];
      for (size_t i = 0; i < line->n; i++) {
        size_t count = line->items[i]->row_span;
        if ((count > 1) != (spans == 1)) continue;
        tr_heights h = tr_block_heights(page, line->items[i], line->w[i]);
        if (row + count > t->rows) count = t->rows - row;
        tr_span_raise(t->row_min, row, count, t->row_gap, h.min + line->items[i]->shift);
        tr_span_raise(t->row_natural, row, count, t->row_gap, h.natural + line->items[i]->shift);
      }
    }
  double tallest = 0;
  for (size_t row = 0; row < t->rows; row++) tallest = fmax(tallest, t->row_natural[row]);
  for (size_t row = 0; row < t->rows && a->equal_height; row++)
    t->row_min[row] = t->row_natural[row] = tallest;
}

static tiles solve(tr_page *page, tr_block *b, double width) {
  const tr_arrange *a = b->data;
  tiles t = {.gap = tr_page_gap(page, a->gap), .row_gap = tr_page_gap(page, a->row_gap)};
  t.items = tr_arrange_items(page, b, &t.n);
  t.columns = columns_now(page, a, t.items, t.n, width);
  t.cells = TR_NEW_N(page->ctx->scene, tr_cell_at, t.n);
  for (size_t i = 0; i < t.n; i++) t.cells[i] = (tr_cell_at){0, 0, t.items[i]->span, t.items[i]->row_span};
  t.rows = tr_grid_flow(page->ctx->scene, t.cells, t.n, t.columns);
  tr_track *tracks = TR_NEW_N(page->ctx->scene, tr_track, t.columns);
  for (size_t i = 0; i < t.columns; i++) tracks[i] = column_track(a, i);
  content_of_columns(page, a, t.items, t.cells, t.n, t.gap, width, tracks, t.columns);
  t.x = TR_NEW_N(page->ctx->scene, double, t.columns);
  t.w = TR_NEW_N(page->ctx->scene, double, t.columns);
  double used = solve_columns(a, tracks, t.columns, t.gap, width, t.w);
  if (used > width + 0.05) tr_page_overflow(page, b, used - width);
  tr_justify_places(a->justify, t.w, t.columns, t.gap, width, t.x);
  make_lines(page, a, &t, width);
  solve_rows(page, a, &t);
  return t;
}

/* --- The block ----------------------------------------------------------------------------------------- */

void tr_tiles_widths(tr_page *page, tr_block *b, double *min, double *natural) {
  const tr_arrange *a = b->data;
  size_t n;
  tr_block **items = tr_arrange_items(page, b, &n);
  size_t columns = a->n_columns ? columns_now(page, a, items, n, INFINITY) : 1;
  size_t most = a->n_columns ? columns : n;
  double gap = tr_page_gap(page, a->gap), widest = 0, wanted = 0;
  for (size_t i = 0; i < n; i++) {
    tr_track t = tr_arrange_track(page, items[i], 0);
    widest = fmax(widest, (isnan(t.fixed) ? t.min : t.fixed) / (double)items[i]->span);
    wanted = fmax(wanted, (isnan(t.fixed) ? t.natural : t.fixed) / (double)items[i]->span);
  }
  *min = widest * (double)columns + gap * (double)(columns - 1);
  *natural = fmax(*min, wanted * (double)most + gap * (double)(most ? most - 1 : 0));
}

tr_heights tr_tiles_heights(tr_page *page, tr_block *b, double width) {
  tiles t = solve(page, b, width);
  double gaps = t.rows > 1 ? t.row_gap * (double)(t.rows - 1) : 0;
  tr_heights out = {gaps, gaps, t.rows ? t.lines[0].h.baseline : NAN};
  for (size_t i = 0; i < t.rows; i++) {
    out.min += t.row_min[i];
    out.natural += t.row_natural[i];
  }
  return out;
}

static void divide(tr_page *page, const tr_arrange *a, double x, double y, double w, double h,
                   tr_group *into) {
  if (a->divider.kind == TR_PAINT_NONE) return;
  tr_marks *m = tr_marks_new(page->ctx, TR_MARKS_RULE, 1);
  m->x.one = x;
  m->y.one = y;
  m->x2.one = x + w;
  m->y2.one = y + h;
  m->stroke.one = a->divider;
  m->stroke_width.one = fmax(1, page->u / 8);
  tr_group_add(into, &m->node);
}

static bool place_row(tr_page *page, const tr_arrange *a, const tiles *t, size_t row, const double *y,
                      const double *h, tr_box in, tr_group *into) {
  tr_line *line = &t->lines[row];
  for (size_t i = 0; i < line->n; i++) {
    tr_line one = {line->items + i, 1, line->x + i, line->w + i, TR_BASELINE_NONE, {0, 0, NAN}};
    size_t last = row + line->items[i]->row_span;
    if (last > t->rows) last = t->rows;
    double height = y[last - 1] + h[last - 1] - y[row];
    line->x[i] += in.x;
    if (!tr_line_place(page, &one, in.y + y[row], height, a->align, into)) return false;
    if (i > 0) divide(page, a, line->x[i] - t->gap / 2, in.y + y[row], 0, height, into);
  }
  if (row > 0) divide(page, a, in.x, in.y + y[row] - t->row_gap / 2, in.w, 0, into);
  return true;
}

bool tr_tiles_place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const tr_arrange *a = b->data;
  tiles t = solve(page, b, in.w);
  tr_track *tracks = TR_NEW_N(page->ctx->scene, tr_track, t.rows);
  double *h = TR_NEW_N(page->ctx->scene, double, t.rows), *y = TR_NEW_N(page->ctx->scene, double, t.rows);
  for (size_t i = 0; i < t.rows; i++)
    tracks[i] = (tr_track){t.row_min[i], t.row_natural[i], INFINITY, NAN, 1};
  tr_tracks_solve(tracks, t.rows, t.row_gap, in.h, h);
  tr_justify_places(TR_JUSTIFY_START, h, t.rows, t.row_gap, in.h, y);
  for (size_t row = 0; row < t.rows; row++)
    if (!place_row(page, a, &t, row, y, h, in, into)) return false;
  return true;
}

/* --- The fit policy's hold on it ----------------------------------------------------------------------- */

bool tr_arrange_narrow(tr_page *page, tr_block *b) {
  if (!tr_arrange_is(b)) return false;
  tr_arrange *a = b->data;
  if (!a->is_grid || a->columns) return false;
  size_t n;
  tr_block **items = tr_arrange_items(page, b, &n);
  if (columns_now(page, a, items, n, page->size.width) <= 1 || a->fewer >= n) return false;
  a->fewer++;
  return true;
}

void tr_arrange_reset(tr_block *b) {
  if (tr_arrange_is(b)) ((tr_arrange *)b->data)->fewer = 0;
}

static double cost(const tr_value *props) {
  const tr_value *blocks = tr_get(props, "blocks");
  return blocks ? blocks->n : 0;
}

static const tr_prop props[] = {
    {"blocks", TR_P_ARRAY, NULL, 0, 0, NULL, "what it holds", "[block]"},
    {"columns", TR_P_NUMBER | TR_P_STRING | TR_P_ARRAY | TR_P_TEMPLATE, NULL, 1, 100, "auto",
     "a number, auto, or tracks such as [1fr, auto, 120]"},
    {"item_min", TR_P_LENGTH | TR_P_TEMPLATE, NULL, 0, 0, "22u", "least width of an item, for auto"},
    {"gap", TR_P_LENGTH | TR_P_TEMPLATE, NULL, 0, 0, "2u", "between items"},
    {"row_gap", TR_P_LENGTH | TR_P_TEMPLATE, NULL, 0, 0, NULL, "between rows; as gap"},
    {"orphans", TR_P_ENUM | TR_P_TEMPLATE, "rebalance|center|start|stretch", 0, 0, "rebalance",
     "a last row that is not full"},
    {"justify", TR_P_ENUM | TR_P_TEMPLATE, "start|center|end|between|evenly", 0, 0, "start",
     "where room left over goes"},
    {"equal", TR_P_ARRAY | TR_P_TEMPLATE, NULL, 0, 0, "[baseline]", "height, baseline: alike in the rows"},
    {"divider", TR_P_BOOL | TR_P_STRING | TR_P_TEMPLATE, NULL, 0, 0, "false",
     "lines between them, or their colour"},
    {0}};

const tr_block_kind tr_block_grid = {.name = "grid",
                                     .help = "blocks in columns and rows",
                                     .props = props,
                                     .read = read,
                                     .widths = tr_tiles_widths,
                                     .heights = tr_tiles_heights,
                                     .place = tr_tiles_place,
                                     .cost = cost};
