#include "render/render-priv.h"

#include <cairo-pdf.h>
#include <math.h>

/* Cairo forgets most failures of a stream: the sink remembers them. Status texts are Cairo's own. */
static cairo_status_t on_write(void *closure, const unsigned char *bytes, unsigned int n) {
  return tr_sink_add(closure, bytes, n) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static double points(double px) { return px * 0.75; }

/* Days since 1970-01-01 to a civil date (Hinnant, "chrono-compatible low-level date algorithms"). */
static tr_str iso_time(tr_ctx *ctx, double seconds) {
  double days = floor(seconds / 86400);
  int rest = (int)(seconds - days * 86400);
  long z = (long)days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
  long doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  int day = (int)(doy - (153 * mp + 2) / 5 + 1), month = (int)(mp < 10 ? mp + 3 : mp - 9);
  long year = yoe + era * 400 + (month <= 2);
  return tr_printf(ctx->scene, "%04ld-%02d-%02dT%02d:%02d:%02dZ", year, month, day, rest / 3600,
                   rest / 60 % 60, rest % 60);
}

static void set_metadata(tr_ctx *ctx, cairo_surface_t *pdf, const tr_scene *scene, double source_date) {
  bool dated = isfinite(source_date) && fabs(source_date) < 1e11;
  const char *date = dated ? iso_time(ctx, source_date).p : "";
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, date);
  if (dated) cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, date);
  const struct {
    cairo_pdf_metadata_t key;
    tr_str value;
  } rows[] = {{CAIRO_PDF_METADATA_TITLE, scene->title},
              {CAIRO_PDF_METADATA_AUTHOR, scene->author},
              {CAIRO_PDF_METADATA_SUBJECT, scene->description},
              {CAIRO_PDF_METADATA_CREATOR, TR_S("tranh")}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].value.n)
      cairo_pdf_surface_set_metadata(pdf, rows[i].key, tr_str_copy(ctx->scene, rows[i].value).p);
}

static bool draw_page(tr_ctx *ctx, tr_held *held, const tr_scene *scene, const tr_render_options *options,
                      tr_vec *alts) {
  tr_painter p = {.ctx = ctx,
                  .cr = held->cr,
                  .faces = held->faces,
                  .pictures = held->pictures,
                  .as_text = true,
                  .tags = true,
                  .alts = alts};
  tr_paint background = tr_background_of(scene, options);
  cairo_save(held->cr);
  cairo_scale(held->cr, points(1), points(1));
  /* Without a clip, what covers the whole page makes Cairo drop all that was recorded before it: open tags
   * too. */
  cairo_rectangle(held->cr, 0, 0, scene->width, scene->height);
  cairo_clip(held->cr);
  tr_cairo_background(&p, &background, scene->width, scene->height);
  bool ok = tr_paint_scene(&p, scene);
  cairo_restore(held->cr);
  return ok && tr_cairo_sound(&p);
}

/* The structure of all pages is one tree. It is closed on the last page, for what is drawn after that is
   lost; and a page's size comes before anything on it, for Cairo forgets a tag that was opened before. */
static bool draw_pages(tr_ctx *ctx, tr_held *held, const tr_scene *const *scenes, size_t n,
                       const tr_render_options *options, tr_vec *alts) {
  cairo_tag_begin(held->cr, "Document", NULL);
  for (size_t i = 0; i < n; i++) {
    if (i) cairo_pdf_surface_set_size(held->surface, points(scenes[i]->width), points(scenes[i]->height));
    if (!draw_page(ctx, held, scenes[i], options, alts)) return false;
    if (i + 1 == n) cairo_tag_end(held->cr, "Document");
    cairo_show_page(held->cr);
  }
  return true;
}

/* The file's end is written when the surface is finished; only then is it known to be whole. */
static bool finish(tr_ctx *ctx, tr_held *held, const tr_sink *sink) {
  cairo_status_t status = cairo_status(held->cr);
  cairo_surface_finish(held->surface);
  if (!status) status = cairo_surface_status(held->surface);
  if (!status && !sink->failed) return true;
  tr_error(ctx, TR_SYSTEM, (tr_pos){0}, NULL, "the PDF could not be made: %s",
           cairo_status_to_string(status ? status : CAIRO_STATUS_WRITE_ERROR));
  return false;
}

bool tr_pdf_write(tr_ctx *ctx, const tr_scene *const *scenes, size_t n, const tr_render_options *options,
                  tr_sink *sink) {
  tr_held *held = tr_held_new(ctx);
  held->surface = cairo_pdf_surface_create_for_stream(on_write, sink, points(scenes[0]->width),
                                                      points(scenes[0]->height));
  cairo_pdf_surface_restrict_to_version(held->surface, CAIRO_PDF_VERSION_1_5);
  held->cr = cairo_create(held->surface);
  set_metadata(ctx, held->surface, scenes[0], options->source_date);
  tr_vec alts = tr_vec_of(ctx->scene, sizeof(tr_str));
  bool ok = draw_pages(ctx, held, scenes, n, options, &alts) && finish(ctx, held, sink) &&
            tr_pdf_access(ctx, sink, scenes[0]->lang, scenes[0]->title.n > 0, &alts);
  tr_held_release(held);
  return ok;
}

static bool fits_pdf(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options) {
  (void)options;
  return tr_within(ctx, TR_LIMIT_PDF_SIDE, points(fmax(scene->width, scene->height)), (tr_pos){0});
}

static bool to_buffer(tr_ctx *ctx, const tr_scene *const *scenes, size_t n, const tr_render_options *options,
                      tr_buf *out) {
  tr_held *held = tr_held_new(ctx);
  bool ok = tr_pdf_write(ctx, scenes, n, options, &held->sink);
  if (ok) tr_buf_add(out, (tr_str){(const char *)held->sink.p, held->sink.n});
  tr_held_release(held);
  return ok;
}

static bool write_pdf(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene,
                      const tr_render_options *options, tr_buf *out) {
  (void)fonts;
  return to_buffer(ctx, &scene, 1, options, out);
}

bool tr_render_pages(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *const *scenes, size_t n,
                     const tr_render_options *options, tr_str *bytes) {
  (void)fonts;
  tr_buf out = tr_buf_of(ctx->scene);
  *bytes = (tr_str){0};
  for (size_t i = 0; i < n; i++)
    if (!tr_scene_check(ctx, scenes[i]) || !fits_pdf(ctx, scenes[i], options)) return false;
  if (!n || !to_buffer(ctx, scenes, n, options, &out)) return false;
  *bytes = tr_buf_str(&out);
  return true;
}

const tr_output tr_output_pdf = {
    .name = "pdf",
    .help = "a page with real text, structure and links",
    .suffixes = "pdf",
    .write = write_pdf,
    .fits = fits_pdf,
};
