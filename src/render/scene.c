#include "render/render-priv.h"

static bool write_scene(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene,
                        const tr_render_options *options, tr_buf *out) {
  (void)fonts;
  tr_scene shown = *scene;
  shown.background = tr_background_of(scene, options);
  tr_scene_dump(ctx, &shown, out);
  return true;
}

/* Limits on marks and points have been looked at before. */
static bool fits_scene(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options) {
  (void)ctx;
  (void)scene;
  (void)options;
  return true;
}

const tr_output tr_output_scene = {
    .name = "scene",
    .help = "the finished picture as text, one line a node, for tests and reviews",
    .suffixes = "scene",
    .write = write_scene,
    .fits = fits_scene,
};
