#ifndef TR_CHART_CHART_H
#define TR_CHART_CHART_H

#include "data/table.h"
#include "format/env.h"
#include "scene/scene.h"

/* A Vega-Lite specification on its way to a scene: normalise → model → parse → resolve → build, in the phases
   of Vega-Lite's own compiler (docs/architecture.md). */
typedef struct tr_chart tr_chart;

typedef struct tr_chart_input {
  const tr_value *spec;
  const tr_env *env;
  /* A table the caller has under a name (a page's data), or NULL. */
  const tr_table *(*table)(void *self, tr_str name);
  /* A fact's words for the `qualifier` channel's tooltips and labels are made from these columns. */
  void *self;
  bool on_page; /* the page's grammar: the qualifier channel, wrapped labels, unknown properties are errors */
  const tr_value *units; /* the page's unit words, or NULL */
  tr_str lang;
} tr_chart_input;

/* Everything up to the size: reads the data, runs transforms, resolves scales and guides. NULL after
   reporting. */
tr_chart *tr_chart_new(tr_ctx *ctx, const tr_chart_input *input);
/* Least and natural size of the whole picture, px. */
void tr_chart_extent(tr_ctx *ctx, tr_chart *chart, double *min_w, double *natural_w);
double tr_chart_height(tr_ctx *ctx, tr_chart *chart, double width);
/* Lays out and builds. WIDTH and HEIGHT are of the whole picture, 0: as the specification says. FIT notes
   (what was wrapped, dropped or shrunk; of tr_str) may be NULL. NULL after reporting. */
tr_group *tr_chart_build(tr_ctx *ctx, tr_chart *chart, double width, double height, double *out_w,
                         double *out_h, tr_vec *fit_notes);
/* A chart as a document: its own background, padding, title and description. */
tr_scene *tr_chart_scene(tr_ctx *ctx, const tr_chart_input *input);
/* Where row ROW of the data the marks were drawn from stands, in the built group's space. */
bool tr_chart_point(const tr_chart *chart, size_t row, double *x, double *y);

#endif
