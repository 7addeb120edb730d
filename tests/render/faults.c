#include "parts.h"

#include "render/render-priv.h"

/* Each write may be the one that fails; none may pass in silence. Cairo alone reports a third of them. */

static bool as_png(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *o, tr_sink *sink) {
  return tr_png_write(ctx, scene, o, sink);
}

static bool as_pdf(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *o, tr_sink *sink) {
  return tr_pdf_write(ctx, &scene, 1, o, sink);
}

static void every_write_fails_once(tr_ctx *ctx, const tr_scene *scene, const char *name,
                                   bool (*write)(tr_ctx *, const tr_scene *, const tr_render_options *,
                                                 tr_sink *)) {
  tr_render_options o = sample_options();
  tr_sink whole = {0};
  check_named(write(ctx, scene, &o, &whole), name);
  size_t calls = whole.calls, silent = 0, unsaid = 0;
  tr_sink_clear(&whole);
  for (size_t i = 1; i <= calls; i++) {
    tr_sink sink = {.fail_at = i};
    size_t errors = ctx->n_errors;
    if (write(ctx, scene, &o, &sink)) silent++;
    if (ctx->n_errors != errors + 1) unsaid++;
    tr_sink_clear(&sink);
  }
  printf("# %s: %zu writes\n", name, calls);
  check_named(calls > 2, name);
  check_num((double)silent, 0);
  check_num((double)unsaid, 0);
}

typedef struct job {
  tr_fonts *fonts;
  const tr_scene *scene;
  const char *format;
} job;

static bool render(tr_ctx *ctx, void *arg) {
  job *j = arg;
  tr_render_options o = sample_options();
  tr_str bytes;
  return tr_render(ctx, j->fonts, j->scene, tr_output_find(tr_str_z(j->format)), &o, &bytes);
}

/* The memory limit cuts a rendering short in the middle: an error, no leak, and the context still works. */
static void memory_ends(tr_ctx *ctx, const char *format) {
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  job j = {fonts, sample_page(ctx, fonts), format};
  double limit = ctx->limits[TR_LIMIT_MEMORY_BYTES];
  bool whole = false;
  int cut = 0;
  for (double more = 0; !whole && more < 64e6; more = more * 1.5 + 4096) {
    ctx->limits[TR_LIMIT_MEMORY_BYTES] = (double)ctx->memory_used + more;
    whole = tr_ctx_run(ctx, render, &j);
    if (!whole) cut++;
  }
  ctx->limits[TR_LIMIT_MEMORY_BYTES] = limit;
  check_named(whole, format);
  check_named(ctx->n_errors >= (size_t)cut,
              format); /* where the message had no room either, that is said too */
}

/* A sink that runs out of memory stays failed. */
static void failures_stick(void) {
  tr_sink sink = {.fail_at = 2};
  check(tr_sink_add(&sink, "abc", 3));
  check(!tr_sink_add(&sink, "def", 3));
  check(!tr_sink_add(&sink, "ghi", 3));
  check(sink.failed && sink.n == 3);
  tr_sink_clear(&sink);
  check(!sink.p && !sink.failed);
}

static void a_missing_font_is_said(tr_ctx *ctx, tr_fonts *fonts) {
  static const char *const formats[] = {"png", "pdf", "svg"};
  tr_face lost = {
      .family = TR_S("Lost"), .style = TR_S("Regular"), .file = TR_S("/nowhere/lost.ttf"), .weight = 400};
  tr_render_options o = sample_options();
  o.svg_text = TR_SVG_OUTLINES; /* embedding asks the font set, which has no such face */
  for (size_t i = 0; i < 3; i++) {
    tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
    tr_text *t =
        sample_line(ctx, fonts, scene->root, "abc", 10, 30, &(tr_font){.size = 12}, sample_color("black"));
    for (size_t k = 0; k < t->n_runs; k++) ((tr_glyph_run *)t->runs)[k].face = &lost;
    size_t errors = ctx->n_errors;
    check_named(sample_render(ctx, fonts, scene, formats[i], &o).n == 0, formats[i]);
    check_named(ctx->n_errors == errors + 1, formats[i]);
  }
}

void test_faults(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
  sample_rect(ctx, scene->root, 5, 5, 20, 20, sample_color("#4c78a8"));
  sample_line(ctx, fonts, scene->root, "Việt Nam", 30, 30, &(tr_font){.size = 12}, sample_color("black"));
  every_write_fails_once(ctx, scene, "png", as_png);
  every_write_fails_once(ctx, scene, "pdf", as_pdf);
  failures_stick();
  a_missing_font_is_said(ctx, fonts);
  static const char *const formats[] = {"png", "svg", "pdf", "scene"};
  for (size_t i = 0; i < 4; i++) {
    tr_ctx *own = tr_ctx_new();
    memory_ends(own, formats[i]);
    tr_ctx_free(own);
  }
}
