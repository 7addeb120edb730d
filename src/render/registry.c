#include "render/render-priv.h"

static const tr_output *const rows[] = {&tr_output_pdf, &tr_output_png, &tr_output_scene, &tr_output_svg};

size_t tr_outputs(const tr_output *const **out) {
  *out = rows;
  return sizeof rows / sizeof *rows;
}

const tr_output *tr_output_find(tr_str name) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (tr_str_is(name, rows[i]->name)) return rows[i];
  return NULL;
}
