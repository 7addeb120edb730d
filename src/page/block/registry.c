#include "page/page-priv.h"

/* One row for each block kind. */
static const tr_block_kind *const kinds[] = {
    &tr_block_box,   &tr_block_chart,  &tr_block_figure,  &tr_block_grid, &tr_block_measure,
    &tr_block_media, &tr_block_repeat, &tr_block_sources, &tr_block_text, NULL};

static const char *const names[] = {"box",   "chart",  "figure",  "grid", "measure",
                                    "media", "repeat", "sources", "text", NULL};

/* Kinds that the grammar names and that cannot be drawn yet. */
static const char *const planned[] = {"path", "zones", "graph", "table", "callout", NULL};

const tr_block_kind *tr_block_kind_find(tr_str name) {
  for (size_t i = 0; kinds[i]; i++)
    if (tr_str_is(name, kinds[i]->name)) return kinds[i];
  return NULL;
}

const tr_block_kind *const *tr_block_kinds(void) { return kinds; }
const char *const *tr_block_names(void) { return names; }

bool tr_block_is_planned(tr_str name) {
  for (size_t i = 0; planned[i]; i++)
    if (tr_str_is(name, planned[i])) return true;
  return false;
}

bool tr_page_block_row(size_t i, const char **name, const char **help) {
  if (i + 1 >= sizeof kinds / sizeof *kinds) return false;
  *name = kinds[i]->name;
  *help = kinds[i]->help;
  return true;
}
