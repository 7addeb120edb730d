#include "chart/compose/compose-priv.h"
#include "chart/compose/facet-priv.h"
#include "chart/guide/header-priv.h"

#include <math.h>

/* Facets: a cell for each value, with headers where its rows and columns begin and end. */

void tr_parse_headers(tr_view *facet) {
  tr_view *child = facet->children[0];
  for (int i = 0; i < 3; i++) {
    const tr_def *d = facet->facets[i];
    if (!d) continue;
    facet->headers[i] = TR_NEW(facet->chart->ctx->doc, tr_header);
    *facet->headers[i] = tr_header_of(facet->chart, (tr_header_channel)i, d, tr_get(d->v, "header"));
    if (child->kind == TR_VIEW_FACET && child->headers[i])
      tr_header_join(facet->headers[i], child->headers[i]);
  }
}

/* A facet on its way. */
typedef struct drawing {
  tr_view *facet;
  tr_facet_cells *cells;
  tr_drawn *drawn; /* of each cell */
  tr_trellis trellis;
  tr_drawn *bands[TR_TRELLIS_BANDS];
  size_t tracks[2]; /* rows, columns of the grid */
} drawing;

/* --- Cells
 * --------------------------------------------------------------------------------------------------------------
 */

/* The place of cell C in one of the facet's levels. */
static size_t value_at(const tr_facet_cells *cells, size_t c, int level) {
  if (level == TR_HEADER_FACET) return c;
  size_t columns = cells->levels[TR_HEADER_COLUMN].n;
  return level == TR_HEADER_ROW ? c / columns : c % columns;
}

static void put_value(tr_ctx *ctx, tr_value *parent, const tr_facet_level *l, size_t i) {
  *parent = tr_with(ctx->scene, parent, tr_str_copy(ctx->scene, l->def->column).p, l->values[i]);
  if (l->ends) *parent = tr_with(ctx->scene, parent, tr_def_column(ctx, l->def, "end").p, l->ends[i]);
}

/* What expressions see of a cell as `parent`: the values it stands for. */
static tr_value parent_of(tr_ctx *ctx, const tr_facet_cells *cells, size_t c) {
  tr_value parent = tr_make_object(NULL, 0);
  for (int i = 0; i < 3; i++)
    if (cells->levels[i].def) put_value(ctx, &parent, &cells->levels[i], value_at(cells, c, i));
  return parent;
}

/* The header whose label is each cell's own title; NULL where none is. */
static const tr_header *header_in_cells(const tr_view *facet) {
  static const tr_header_channel order[] = {TR_HEADER_FACET, TR_HEADER_ROW, TR_HEADER_COLUMN};
  for (int i = 0; i < 3; i++)
    if (facet->headers[order[i]] && facet->headers[order[i]]->in_cell) return facet->headers[order[i]];
  return NULL;
}

static bool draw_cell(drawing *d, size_t c) {
  tr_view *facet = d->facet, *child = facet->children[0];
  bool is_empty = d->cells->start[c + 1] == d->cells->start[c];
  tr_ctx *ctx = facet->chart->ctx;
  const tr_header *h = header_in_cells(facet);
  tr_value parent = parent_of(ctx, d->cells, c), label = tr_make_undefined();
  if (h) label = tr_header_label(h, &(tr_datum){.object = &parent});
  tr_facet_cell_enter(facet, d->cells, c);
  tr_view_sizes(child);
  bool ok = true;
  if (is_empty)
    tr_view_draw_empty(child, &d->drawn[c]);
  else
    ok = tr_view_scales(child) && tr_view_draw(child, h ? &label : NULL, &d->drawn[c]);
  tr_facet_cells_leave(d->cells);
  return ok;
}

static bool draw_cells(drawing *d) {
  tr_ctx *ctx = d->facet->chart->ctx;
  size_t n = d->cells->n;
  d->drawn = TR_NEW_N(ctx->scene, tr_drawn, n);
  d->trellis.cells = TR_NEW_N(ctx->scene, tr_trellis_box, n);
  d->trellis.n = n;
  for (size_t c = 0; c < n; c++) {
    if (!draw_cell(d, c)) return false;
    d->trellis.cells[c] = tr_box_of(&d->drawn[c]);
  }
  return true;
}

/* --- Headers and footers
 * ------------------------------------------------------------------------------------------------------- */

static bool is_row_band(int band) { return band == TR_TRELLIS_ROW_HEADER || band == TR_TRELLIS_ROW_FOOTER; }

/* Axes of the child that stand in BAND: by their side of the cells. */
static bool stands_in(const tr_axis_cmp *c, int band) {
  static const tr_trellis_band bands[] = {
      [TR_ORIENT_LEFT] = TR_TRELLIS_ROW_HEADER,
      [TR_ORIENT_RIGHT] = TR_TRELLIS_ROW_FOOTER,
      [TR_ORIENT_TOP] = TR_TRELLIS_COLUMN_HEADER,
      [TR_ORIENT_BOTTOM] = TR_TRELLIS_COLUMN_FOOTER,
  };
  tr_orient at;
  if (c->disabled || !tr_orient_parse(tr_string(tr_split_get(&c->props, "orient")), &at)) return false;
  return (int)bands[at] == band;
}

static bool has_axes(const tr_view *child, int band) {
  int side = is_row_band(band);
  tr_axis_cmp **axes = child->axes[side].items;
  for (size_t i = 0; child->in_headers[side] && i < child->axes[side].n; i++)
    if (stands_in(axes[i], band)) return true;
  return false;
}

/* Labels of rows and columns stand in their band; a row's labels above its cells are no header. */
static const tr_header *labels_in(const tr_view *facet, int band) {
  const tr_header *h = facet->headers[is_row_band(band) ? TR_HEADER_ROW : TR_HEADER_COLUMN];
  return h && h->has_labels && !h->in_cell && (int)h->label_band == band ? h : NULL;
}

/* The size of a row's (column's) header: that of the largest cell there. */
static double track_size(const drawing *d, int band, size_t track) {
  bool row = is_row_band(band);
  double size = 0;
  for (size_t c = 0; c < d->cells->n; c++)
    if ((row ? c / d->tracks[1] : c % d->tracks[1]) == track)
      size = fmax(size, row ? d->drawn[c].height : d->drawn[c].width);
  return size;
}

/* The height (width) that a row (column) of views in each cell has in common; NaN where there is none. */
static double common_size(const tr_view *child, int side) {
  return tr_view_is_composed(child) ? tr_view_shared_size(child, side) : NAN;
}

static tr_drawn draw_header(drawing *d, int band, size_t track) {
  tr_chart *chart = d->facet->chart;
  tr_view *child = d->facet->children[0];
  int side = is_row_band(band);
  double common = common_size(child, side);
  double size = isnan(common) ? track_size(d, band, track) : common, width = side ? 0 : size,
         height = side ? size : 0;
  tr_drawn out = {tr_group_new(chart->ctx), {0, 0, width, height}, width, height};
  tr_axis_cmp **axes = child->axes[side].items;
  for (size_t i = 0; child->in_headers[side] && i < child->axes[side].n; i++)
    if (stands_in(axes[i], band)) tr_draw_header_axis(axes[i], width, height, out.group, &out.bounds);
  const tr_header *h = labels_in(d->facet, band);
  if (!h) return out;
  tr_value parent = tr_make_object(NULL, 0);
  put_value(chart->ctx, &parent, &d->cells->levels[h->channel], track);
  tr_value label = tr_header_label(h, &(tr_datum){.object = &parent});
  tr_guide_env g = tr_chart_guides(chart);
  if (tr_is(&label, TR_OBJECT)) tr_title_build(&g, &label, width, height, out.group, &out.bounds);
  return out;
}

static void draw_band(drawing *d, int band) {
  tr_ctx *ctx = d->facet->chart->ctx;
  tr_view *child = d->facet->children[0];
  int side = is_row_band(band);
  if (!has_axes(child, band) && !labels_in(d->facet, band)) return;
  /* Without a field of its own a direction has one header, but wrapped cells have one at each track. */
  bool is_divided = d->facet->facets[side ? TR_HEADER_ROW : TR_HEADER_COLUMN] || d->facet->facets[2];
  size_t n = is_divided ? d->tracks[side ? 0 : 1] : 1;
  d->bands[band] = TR_NEW_N(ctx->scene, tr_drawn, n);
  d->trellis.bands[band] = TR_NEW_N(ctx->scene, tr_trellis_box, n);
  d->trellis.n_bands[band] = n;
  for (size_t i = 0; i < n; i++) {
    d->bands[band][i] = draw_header(d, band, i);
    d->trellis.bands[band][i] = tr_box_of(&d->bands[band][i]);
  }
  if (tr_view_is_composed(child) && isnan(common_size(child, side))) d->trellis.band[band] = 0.5;
}

/* --- Titles
 * --------------------------------------------------------------------------------------------------------------
 */

static bool draw_title(tr_chart *chart, const tr_header *h, tr_drawn *out) {
  tr_value title = h ? tr_header_title(h) : tr_make_undefined();
  if (!tr_is(&title, TR_OBJECT)) return false;
  tr_guide_env g = tr_chart_guides(chart);
  *out = (tr_drawn){.group = tr_group_new(chart->ctx)};
  tr_title_build(&g, &title, 0, 0, out->group, &out->bounds);
  return true;
}

/* --- The whole
 * -----------------------------------------------------------------------------------------------------------
 */

static void init_grid(drawing *d) {
  tr_view *facet = d->facet;
  tr_trellis *t = &d->trellis;
  *t = tr_trellis_of(facet);
  if (!facet->facets[TR_HEADER_FACET]) t->grid.columns = d->cells->levels[TR_HEADER_COLUMN].n;
  size_t n = d->cells->n, columns = t->grid.columns > 0 ? t->grid.columns : n;
  d->tracks[1] = columns < n ? columns : n;
  d->tracks[0] = d->tracks[1] > 0 ? (n + d->tracks[1] - 1) / d->tracks[1] : 0;
  tr_headers_layout((const tr_header *const *)facet->headers, t);
}

bool tr_facet_draw(tr_view *facet, tr_drawn *out) {
  tr_chart *chart = facet->chart;
  drawing d = {.facet = facet, .cells = tr_facet_cells_of(facet)};
  tr_drawn titles[3];
  tr_trellis_box title_boxes[3];
  bool has_title[3];
  if (!tr_within(chart->ctx, TR_LIMIT_MARKS, (double)d.cells->n, tr_pos_of(facet->spec))) return false;
  init_grid(&d);
  if (!draw_cells(&d)) return false;
  for (int band = 0; band < TR_TRELLIS_BANDS; band++) draw_band(&d, band);
  for (int i = 0; i < 3; i++) {
    has_title[i] = draw_title(chart, facet->headers[i], &titles[i]);
    if (!has_title[i]) continue;
    title_boxes[i] = tr_box_of(&titles[i]);
    d.trellis.titles[facet->headers[i]->title_direction] = &title_boxes[i];
  }
  out->bounds = tr_trellis_place(chart->ctx, &d.trellis);
  for (int i = 0; i < 3; i++)
    if (has_title[i]) tr_add_drawn(out->group, &titles[i], &title_boxes[i]);
  for (int band = 0; band < TR_TRELLIS_BANDS; band++)
    for (size_t i = 0; i < d.trellis.n_bands[band]; i++)
      tr_add_drawn(out->group, &d.bands[band][i], &d.trellis.bands[band][i]);
  for (size_t c = 0; c < d.cells->n; c++) tr_add_drawn(out->group, &d.drawn[c], &d.trellis.cells[c]);
  return true;
}
