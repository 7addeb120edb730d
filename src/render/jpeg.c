#include "render/render-priv.h"

#ifdef TR_WITH_JPEG

#include <assert.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

/* A file may say more scans than any picture needs, each over all pixels. */
enum { most_scans = 500 };

/* What libjpeg works on: nothing in it is arena memory, so libjpeg may jump out at any call. */
typedef struct decoder {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf back;
  cairo_surface_t *surface;
  unsigned char *row;
  char *fault; /* of JMSG_LENGTH_MAX */
} decoder;

static _Noreturn void on_error(j_common_ptr jpeg) {
  decoder *d = jpeg->client_data;
  jpeg->err->format_message(jpeg, d->fault);
  longjmp(d->back, 1);
}

/* What libjpeg mends and goes on from: lost pixels are a fault all the same. */
static void on_message(j_common_ptr jpeg, int level) {
  static const int harmful[] = {JWRN_ARITH_BAD_CODE, JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_JPEG_EOF,
                                JWRN_MUST_RESYNC};
  for (size_t i = 0; level < 0 && i < sizeof harmful / sizeof *harmful; i++)
    if (jpeg->err->msg_code == harmful[i]) on_error(jpeg);
}

static void on_progress(j_common_ptr jpeg) {
  decoder *d = jpeg->client_data;
  if (d->jpeg.input_scan_number <= most_scans) return;
  snprintf(d->fault, JMSG_LENGTH_MAX, "it has more than %d scans", most_scans);
  longjmp(d->back, 1);
}

static uint32_t pixel(unsigned r, unsigned g, unsigned b) { return 0xFF000000u | r << 16 | g << 8 | b; }

static void rgb_row(const unsigned char *from, uint32_t *to, size_t n) {
  for (size_t i = 0; i < n; i++, from += 3) to[i] = pixel(from[0], from[1], from[2]);
}

/* Without a profile, ink covers what is under it. Adobe's programs store how much light is left. */
static void cmyk_row(const unsigned char *from, uint32_t *to, size_t n, bool inverted) {
  for (size_t i = 0; i < n; i++, from += 4) {
    unsigned light[4];
    for (int k = 0; k < 4; k++) light[k] = inverted ? from[k] : 255u - from[k];
    for (int k = 0; k < 3; k++) light[k] = (light[k] * light[3] + 127) / 255;
    to[i] = pixel(light[0], light[1], light[2]);
  }
}

static void read_rows(decoder *d) {
  struct jpeg_decompress_struct *j = &d->jpeg;
  unsigned char *pixels = cairo_image_surface_get_data(d->surface);
  size_t stride = (size_t)cairo_image_surface_get_stride(d->surface);
  while (j->output_scanline < j->output_height) {
    uint32_t *to = (uint32_t *)(void *)(pixels + j->output_scanline * stride);
    if (jpeg_read_scanlines(j, &d->row, 1) != 1) break;
    if (j->out_color_space == JCS_CMYK)
      cmyk_row(d->row, to, j->output_width, j->saw_Adobe_marker);
    else
      rgb_row(d->row, to, j->output_width);
  }
}

/* What is held when libjpeg jumps is in D, which the caller clears. */
static bool decode(decoder *d, tr_str bytes) {
  struct jpeg_decompress_struct *j = &d->jpeg;
  if (setjmp(d->back)) return false;
  jpeg_create_decompress(j);
  j->progress = &d->progress;
  jpeg_mem_src(j, (const unsigned char *)bytes.p, (unsigned long)bytes.n);
  jpeg_read_header(j, TRUE);
  bool inks = j->jpeg_color_space == JCS_CMYK || j->jpeg_color_space == JCS_YCCK;
  j->out_color_space = inks ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(j);
  d->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)j->output_width, (int)j->output_height);
  d->row = malloc((size_t)j->output_width * 4);
  if (cairo_surface_status(d->surface) || !d->row) {
    snprintf(d->fault, JMSG_LENGTH_MAX, "out of memory");
    return false;
  }
  read_rows(d);
  jpeg_finish_decompress(j);
  cairo_surface_mark_dirty(d->surface);
  return true;
}

cairo_surface_t *tr_jpeg_decode(tr_str bytes, bool *plain, char fault[256]) {
  static_assert(JMSG_LENGTH_MAX <= 256, "a message fits");
  decoder *d = calloc(1, sizeof *d);
  if (!d) {
    snprintf(fault, 256, "out of memory");
    return NULL;
  }
  d->fault = fault;
  d->jpeg.err = jpeg_std_error(&d->errors);
  d->jpeg.client_data = d;
  d->errors.error_exit = on_error;
  d->errors.emit_message = on_message;
  d->progress.progress_monitor = on_progress;
  bool ok = decode(d, bytes);
  cairo_surface_t *surface = d->surface;
  *plain = d->jpeg.out_color_space != JCS_CMYK;
  jpeg_destroy_decompress(&d->jpeg);
  free(d->row);
  free(d);
  if (ok || !surface) return surface;
  cairo_surface_destroy(surface);
  return NULL;
}

#else

#include <stdio.h>

cairo_surface_t *tr_jpeg_decode(tr_str bytes, bool *plain, char fault[256]) {
  (void)bytes;
  *plain = false;
  snprintf(fault, 256, "this tranh was built without libjpeg; convert it to PNG");
  return NULL;
}

#endif
