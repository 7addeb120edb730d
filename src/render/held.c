#include "render/render-priv.h"

/* Twice is once: what was released is forgotten. */
void tr_held_release(tr_held *held) {
  if (held->cr) cairo_destroy(held->cr);
  if (held->surface) {
    cairo_surface_finish(held->surface);
    cairo_surface_destroy(held->surface);
  }
  tr_decoder_close(held->pictures);
  tr_faces_close(held->faces);
  tr_sink_clear(&held->sink);
  *held = (tr_held){0};
}

static void release(void *what) { tr_held_release(what); }

tr_held *tr_held_new(tr_ctx *ctx) {
  tr_held *held = TR_NEW(ctx->doc, tr_held);
  tr_ctx_defer(ctx, release, held);
  held->faces = tr_faces_open(ctx);
  held->pictures = tr_decoder_open(ctx);
  return held;
}
