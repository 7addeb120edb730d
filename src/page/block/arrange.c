#include "page/block/arrange.h"

#include "base/number.h"

#define T TR_P_TEMPLATE
const tr_prop tr_arrange_props[] = {
    {"blocks", TR_P_ARRAY, NULL, 0, 0, NULL, "what it holds", "[block]"},
    {"dir", TR_P_ENUM | T, "row|column", 0, 0, "column", "beside or below each other"},
    {"gap", TR_P_LENGTH | T, NULL, 0, 0, "2u", "between them"},
    {"row_gap", TR_P_LENGTH | T, NULL, 0, 0, NULL, "between lines; as gap"},
    {"wrap", TR_P_BOOL | T, NULL, 0, 0, "false", "a row may become several"},
    {"justify", TR_P_ENUM | T, "start|center|end|between|evenly", 0, 0, "start", "where room left over goes"},
    {"equal", TR_P_ARRAY | T, NULL, 0, 0, NULL, "width, height, baseline: alike for all of a row"},
    {"divider", TR_P_BOOL | TR_P_STRING | T, NULL, 0, 0, "false", "a line between them, or its colour"},
    {0}};

/* --- Reading ------------------------------------------------------------------------------------------- */

static int choice(tr_str s, const char *const *names, int fallback) {
  for (int i = 0; names[i]; i++)
    if (tr_str_is(s, names[i])) return i;
  return fallback;
}

static int enum_of(const tr_block *b, const char *name, const char *const *names, int fallback) {
  return choice(tr_get_string(&b->props, name, (tr_str){0}), names, fallback);
}

static bool length_of(tr_page *page, const tr_block *b, const char *name, double fallback, double *out) {
  tr_len len;
  if (!tr_len_parse(page, tr_get(&b->props, name), &len)) return false;
  *out = tr_len_px(len, page->size.width, fallback);
  return true;
}

static bool read_equal(tr_page *page, const tr_block *b, tr_arrange *a) {
  static const char *const names[] = {"width", "height", "baseline", NULL};
  const tr_value *equal = tr_get(&b->props, "equal");
  if (equal) {
    a->equal_width = a->equal_height = false;
    a->baseline = TR_BASELINE_NONE;
  }
  for (size_t i = 0; tr_is(equal, TR_ARRAY) && i < equal->n; i++) {
    tr_str s = tr_string(tr_item(equal, i));
    switch (choice(s, names, -1)) {
    case 0: a->equal_width = true; break;
    case 1: a->equal_height = true; break;
    case 2: a->baseline = TR_BASELINE_ALL; break;
    default:
      tr_error(page->ctx, TR_INPUT, tr_pos_of(tr_item(equal, i)), tr_did_you_mean(page->ctx, s, names),
               "`equal` lists width, height, baseline, not \"%.*s\"", TR_FMT(s));
      return false;
    }
  }
  return true;
}

static bool read_divider(tr_page *page, const tr_block *b, tr_arrange *a) {
  const tr_value *v = tr_get(&b->props, "divider");
  if (tr_is(v, TR_STRING)) return tr_page_color(page, v, &a->divider);
  if (tr_is(v, TR_BOOL) && v->boolean) a->divider = tr_page_role(page, "rule");
  return true;
}

static bool read_column(tr_page *page, const tr_value *v, tr_column_spec *out) {
  *out = (tr_column_spec){NAN, 0};
  tr_str s = tr_string(v);
  if (tr_str_is(s, "auto")) return true;
  if (tr_str_ends(s, "fr") && tr_num_parse(tr_str_sub(s, 0, s.n - 2), &out->share) && out->share > 0)
    return true;
  tr_len len;
  if (!tr_len_parse(page, v, &len)) return false;
  out->px = tr_len_px(len, page->size.width, NAN);
  return true;
}

static bool read_columns(tr_page *page, const tr_block *b, tr_arrange *a) {
  static const char *const orphans[] = {"rebalance", "center", "start", "stretch", NULL};
  const tr_value *v = tr_get(&b->props, "columns");
  a->orphans = (tr_orphans)enum_of(b, "orphans", orphans, TR_ORPHANS_REBALANCE);
  if (!length_of(page, b, "item_min", 22 * page->u, &a->item_min)) return false;
  if (tr_is(v, TR_NUMBER)) a->n_columns = (size_t)v->number;
  if (tr_is(v, TR_STRING) && !tr_str_is(tr_string(v), "auto")) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "a number, auto, or tracks such as [1fr, auto, 120]",
             "\"%.*s\" is no number of columns", TR_FMT(tr_string(v)));
    return false;
  }
  if (!tr_is(v, TR_ARRAY)) return true;
  if (v->n == 0) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "a number, auto, or tracks such as [1fr, auto, 120]",
             "a grid without columns");
    return false;
  }
  tr_column_spec *columns = TR_NEW_N(page->ctx->doc, tr_column_spec, v->n);
  for (size_t i = 0; i < v->n; i++)
    if (!read_column(page, tr_item(v, i), &columns[i])) return false;
  a->columns = columns;
  a->n_columns = v->n;
  return true;
}

bool tr_arrange_read(tr_page *page, tr_block *b, tr_arrange *a) {
  static const char *const dirs[] = {"row", "column", NULL};
  static const char *const justify[] = {"start", "center", "end", "between", "evenly", NULL};
  static const char *const lay[] = {"start", "center", "end", "stretch", "baseline", NULL};
  a->row = enum_of(b, "dir", dirs, 1) == 0;
  a->wrap = tr_get_bool(&b->props, "wrap", false);
  a->justify = (tr_justify)enum_of(b, "justify", justify, TR_JUSTIFY_START);
  a->align = (tr_lay)enum_of(b, "align", lay, TR_LAY_STRETCH);
  if (a->is_grid) a->baseline = TR_BASELINE_ALIKE;
  if (a->align == TR_LAY_BASELINE) a->baseline = TR_BASELINE_ALL;
  if (a->align == TR_LAY_BASELINE) a->align = TR_LAY_START;
  return length_of(page, b, "gap", 2 * page->u, &a->gap) &&
         length_of(page, b, "row_gap", a->gap, &a->row_gap) && read_equal(page, b, a) &&
         read_divider(page, b, a) && (!a->is_grid || read_columns(page, b, a));
}

tr_block **tr_arrange_items(tr_page *page, const tr_block *b, size_t *n) {
  tr_block **items = TR_NEW_N(page->ctx->scene, tr_block *, b->n);
  *n = 0;
  for (size_t i = 0; i < b->n; i++)
    if (tr_block_shown(b->children[i])) items[(*n)++] = b->children[i];
  return items;
}

tr_track tr_arrange_track(tr_page *page, tr_block *b, double room) {
  tr_track t = {.max = INFINITY, .fixed = NAN, .grow = b->grow};
  tr_block_widths(page, b, &t.min, &t.natural);
  if (!isnan(b->width.value)) t.fixed = tr_len_px(b->width, room, NAN);
  if (!isnan(b->max_w.value)) t.max = tr_len_px(b->max_w, room, INFINITY);
  if (b->min_w.relative) t.min = fmax(t.min, b->min_w.value * room);
  t.natural = fmax(t.natural, t.min);
  return t;
}

bool tr_arrange_is(const tr_block *b) {
  return b->kind == &tr_block_box || b->kind == &tr_block_grid || b->kind == &tr_block_repeat;
}

/* --- Lines --------------------------------------------------------------------------------------------- */

/* The first text or figure in B's tree. */
static const tr_block *first_text(const tr_block *b) {
  if (!tr_block_shown(b)) return NULL;
  if (b->kind == &tr_block_text || b->kind == &tr_block_figure) return b;
  for (size_t i = 0; i < b->n; i++) {
    const tr_block *text = first_text(b->children[i]);
    if (text) return text;
  }
  return NULL;
}

static bool begin_alike(const tr_line *line) {
  const tr_block *first = line->n ? first_text(line->items[0]) : NULL;
  for (size_t i = 1; i < line->n && first; i++) {
    const tr_block *other = first_text(line->items[i]);
    if (!other || other->group != first->group) return false;
  }
  return first != NULL;
}

static bool on_one_line(const tr_line *line) {
  return line->baseline == TR_BASELINE_ALL || (line->baseline == TR_BASELINE_ALIKE && begin_alike(line));
}

void tr_line_measure(tr_page *page, tr_line *line) {
  tr_heights *h = TR_NEW_N(page->ctx->scene, tr_heights, line->n);
  double common = NAN;
  bool aligned = on_one_line(line);
  for (size_t i = 0; i < line->n; i++) {
    h[i] = tr_block_heights(page, line->items[i], line->w[i]);
    if (aligned && !isnan(h[i].baseline)) common = fmax(isnan(common) ? 0 : common, h[i].baseline);
  }
  line->h = (tr_heights){0, 0, NAN};
  for (size_t i = 0; i < line->n; i++) {
    double shift = isnan(common) || isnan(h[i].baseline) ? 0 : common - h[i].baseline;
    line->items[i]->shift = shift;
    line->h.min = fmax(line->h.min, h[i].min + shift);
    line->h.natural = fmax(line->h.natural, h[i].natural + shift);
    if (isnan(line->h.baseline)) line->h.baseline = h[i].baseline + shift;
  }
}

bool tr_line_place(tr_page *page, const tr_line *line, double y, double height, tr_lay align,
                   tr_group *into) {
  for (size_t i = 0; i < line->n; i++) {
    tr_block *b = line->items[i];
    double own = fmin(height, tr_block_heights(page, b, line->w[i]).natural + b->shift);
    double h = align == TR_LAY_STRETCH && isnan(b->height.value) ? height : own;
    double at = align == TR_LAY_CENTER ? (height - h) / 2 : align == TR_LAY_END ? height - h : 0;
    if (!tr_block_place(page, b, (tr_box){line->x[i], y + at, line->w[i], h}, into)) return false;
  }
  return true;
}
