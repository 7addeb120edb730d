#include "page/block/arrange.h"

/* A block for each row, laid out as a box, or as a grid where `columns` is given. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"data", TR_P_STRING | TR_P_ARRAY | TR_P_OBJECT | T, NULL, 0, 0, NULL, "a table's name, or rows"},
    {"each", TR_P_OBJECT, NULL, 0, 0, NULL, "the block for a row: datum, index, count, parent in scope",
     "block"},
    {"empty", TR_P_OBJECT, NULL, 0, 0, NULL, "the block for no rows", "block"},
    {"filter", TR_P_STRING | TR_P_BOOL, NULL, 0, 0, NULL, "expression: rows for which it is true"},
    {"derive", TR_P_OBJECT, NULL, 0, 0, NULL, "name → expression: more fields"},
    {"sort", TR_P_STRING | TR_P_ARRAY | T, NULL, 0, 0, NULL, "fields, \"-field\" for descending"},
    {"group", TR_P_STRING | T, NULL, 0, 0, NULL, "field; rows become {key, rows, count, first}"},
    {"limit", TR_P_NUMBER | T, NULL, 0, 1e9, NULL, "at most so many rows"},
    {"columns", TR_P_NUMBER | TR_P_STRING | TR_P_ARRAY | T, NULL, 1, 100, NULL,
     "makes it a grid: a number, auto, or tracks"},
    {"item_min", TR_P_LENGTH | T, NULL, 0, 0, "22u", "least width of an item, for columns: auto"},
    {"orphans", TR_P_ENUM | T, "rebalance|center|start|stretch", 0, 0, "rebalance",
     "a last row that is not full"},
    {"dir", TR_P_ENUM | T, "row|column", 0, 0, "column", "beside or below each other"},
    {"gap", TR_P_LENGTH | T, NULL, 0, 0, "2u", "between them"},
    {"row_gap", TR_P_LENGTH | T, NULL, 0, 0, NULL, "between lines; as gap"},
    {"wrap", TR_P_BOOL | T, NULL, 0, 0, "false", "a row may become several"},
    {"justify", TR_P_ENUM | T, "start|center|end|between|evenly", 0, 0, "start", "where room left over goes"},
    {"equal", TR_P_ARRAY | T, NULL, 0, 0, NULL, "width, height, baseline: alike for all of a row"},
    {"divider", TR_P_BOOL | TR_P_STRING | T, NULL, 0, 0, "false", "a line between them, or its colour"},
    {0}};

static bool read(tr_page *page, tr_block *b) {
  tr_arrange *a = b->data = TR_NEW(page->ctx->doc, tr_arrange);
  a->is_grid = tr_get(&b->props, "columns") != NULL;
  return tr_arrange_read(page, b, a);
}

static bool is_grid(const tr_block *b) { return ((const tr_arrange *)b->data)->is_grid; }

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  if (is_grid(b))
    tr_tiles_widths(page, b, min, natural);
  else
    tr_box_widths(page, b, min, natural);
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  return is_grid(b) ? tr_tiles_heights(page, b, width) : tr_box_heights(page, b, width);
}

static bool place(tr_page *page, tr_block *b, tr_box inner, tr_group *into) {
  return is_grid(b) ? tr_tiles_place(page, b, inner, into) : tr_box_place(page, b, inner, into);
}

const tr_block_kind tr_block_repeat = {.name = "repeat",
                                       .help = "a block for each row of a table",
                                       .props = props,
                                       .template_field = "each",
                                       .read = read,
                                       .widths = widths,
                                       .heights = heights,
                                       .place = place};
