#ifndef TR_RENDER_RENDER_H
#define TR_RENDER_RENDER_H

#include "scene/scene.h"

struct tr_fonts;
typedef struct _cairo cairo_t;

typedef enum { TR_SVG_EMBED, TR_SVG_LIVE, TR_SVG_OUTLINES } tr_svg_text;

typedef struct tr_render_options {
  double scale; /* pixels per px; 1 */
  double dpi;   /* > 0: scale is dpi/96 and PNG says so (pHYs) */
  tr_svg_text svg_text;
  bool has_background; /* --background */
  tr_color background;
  double source_date; /* SOURCE_DATE_EPOCH in s, NaN: none */
} tr_render_options;

/* An output format. */
typedef struct tr_output {
  const char *name, *help;
  const char *suffixes; /* "png", or "a|b" */
  bool (*write)(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene, const tr_render_options *options,
                tr_buf *out);
  /* What it would cost, and the limits on it: reports and returns false when over. */
  bool (*fits)(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options);
} tr_output;

const tr_output *tr_output_find(tr_str name); /* "png"; NULL where there is none */
size_t tr_outputs(const tr_output *const **rows);
/* A scene as bytes; false after reporting. */
bool tr_render(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene, const tr_output *output,
               const tr_render_options *options, tr_str *bytes);
/* Several scenes as the pages of one PDF, in order; title and author are the first one's. N is at least 1.
   Other formats hold one page a file. */
bool tr_render_pages(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *const *scenes, size_t n,
                     const tr_render_options *options, tr_str *bytes);
/* On a caller's context, in its current coordinates. */
bool tr_render_cairo(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene, cairo_t *cr);

#endif
