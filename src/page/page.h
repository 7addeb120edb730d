#ifndef TR_PAGE_PAGE_H
#define TR_PAGE_PAGE_H

#include "format/env.h"
#include "scene/scene.h"
#include "value/value.h"

/* A page (or layout) for one language and size. */
typedef struct tr_page_input {
  const tr_value *document;
  tr_str theme, locale, size; /* of the command line; empty: as the document says */
  const tr_value *set;        /* --set NAME=VALUE as an object, or NULL */
  struct tr_fonts *fonts;
  const struct tr_zone *zone;
  double width, height; /* --width, --height; 0: none */
} tr_page_input;

/* One step of the fit policy, or one text's final state. */
typedef struct tr_fit_note {
  tr_str block;              /* block path */
  tr_str what;               /* "set", "shrunk", "dropped", "short", "wrapped", "overlap", "clipped" */
  tr_str group;              /* fit group, or empty */
  double size, ratio, slack; /* font px, of the asked size, px left */
  size_t lines;
} tr_fit_note;

typedef struct tr_page_result {
  tr_scene **scenes; /* one a page */
  size_t n_scenes;
  const tr_fit_note *notes;
  size_t n_notes;
} tr_page_result;

/* Facts → blocks → measure → fit → place. False after reporting. */
bool tr_page_build(tr_ctx *ctx, const tr_page_input *input, tr_page_result *out);
/* Is this document a page or layout (has blocks or pages)? */
bool tr_page_is(const tr_value *document);

/* Name and help of block kind I; false past the last. */
bool tr_page_block_row(size_t i, const char **name, const char **help);

/* The fit report as JSON. */
void tr_page_report(tr_buf *out, const tr_page_result *result);

#endif
