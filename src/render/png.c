#include "render/render-priv.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* Measured: zlib 2 without filters writes flat pictures seven times as fast as the defaults, and smaller. */
enum { zlib_level = 2, palette_slots = 1024 };

/* The colours of an opaque picture, as long as they are no more than 256. */
typedef struct palette {
  uint32_t color[256];
  int n;
  uint32_t key[palette_slots]; /* colour + 1, 0 for free */
  uint8_t index[palette_slots];
} palette;

/* What the encoder needs: nothing in it is arena memory, so libpng may jump out at any call. */
typedef struct encoder {
  const unsigned char *pixels; /* Cairo's: 32 bits in machine order, 0xAARRGGBB */
  size_t stride;
  uint32_t width, height;
  bool opaque;
  double dpi; /* 0: not said */
  palette *palette;
  unsigned char *row;
  tr_sink *sink;
  char fault[128];
} encoder;

static const uint32_t *row_of(const encoder *e, uint32_t y) {
  return (const uint32_t *)(const void *)(e->pixels + y * e->stride);
}

static unsigned slot_of(const palette *p, uint32_t color) {
  unsigned slot = (color * 2654435761u) >> 22;
  while (p->key[slot] && p->key[slot] != color + 1) slot = (slot + 1) % palette_slots;
  return slot;
}

/* One pass; gives up at the 257th colour. */
static bool find_palette(const encoder *e, palette *p) {
  uint32_t last = UINT32_MAX;
  for (uint32_t y = 0; y < e->height; y++) {
    const uint32_t *row = row_of(e, y);
    for (uint32_t x = 0; x < e->width; x++) {
      uint32_t color = row[x] & 0xFFFFFF;
      if (color == last) continue;
      last = color;
      unsigned slot = slot_of(p, color);
      if (p->key[slot]) continue;
      if (p->n == 256) return false;
      p->key[slot] = color + 1;
      p->index[slot] = (uint8_t)p->n;
      p->color[p->n++] = color;
    }
  }
  return true;
}

static void palette_row(const encoder *e, uint32_t y) {
  const uint32_t *from = row_of(e, y);
  uint32_t last = UINT32_MAX;
  uint8_t index = 0;
  for (uint32_t x = 0; x < e->width; x++) {
    uint32_t color = from[x] & 0xFFFFFF;
    if (color != last) {
      index = e->palette->index[slot_of(e->palette, color)];
      last = color;
    }
    e->row[x] = index;
  }
}

static void rgb_row(const encoder *e, uint32_t y) {
  const uint32_t *from = row_of(e, y);
  unsigned char *to = e->row;
  for (uint32_t x = 0; x < e->width; x++, to += 3) {
    to[0] = (unsigned char)(from[x] >> 16);
    to[1] = (unsigned char)(from[x] >> 8);
    to[2] = (unsigned char)from[x];
  }
}

static unsigned char straight(uint32_t premultiplied, uint32_t alpha) {
  return (unsigned char)((premultiplied * 255 + alpha / 2) / alpha);
}

static void rgba_row(const encoder *e, uint32_t y) {
  const uint32_t *from = row_of(e, y);
  unsigned char *to = e->row;
  for (uint32_t x = 0; x < e->width; x++, to += 4) {
    uint32_t alpha = from[x] >> 24;
    if (alpha == 0) {
      memset(to, 0, 4);
      continue;
    }
    to[0] = straight(from[x] >> 16 & 0xFF, alpha);
    to[1] = straight(from[x] >> 8 & 0xFF, alpha);
    to[2] = straight(from[x] & 0xFF, alpha);
    to[3] = (unsigned char)alpha;
  }
}

/* --- libpng --------------------------------------------------------------------------------------------- */

static void on_write(png_structp png, png_bytep bytes, png_size_t n) {
  encoder *e = png_get_io_ptr(png);
  if (!tr_sink_add(e->sink, bytes, n)) png_error(png, "the output could not be written");
}

static void on_flush(png_structp png) { (void)png; }

static void on_error(png_structp png, png_const_charp message) {
  encoder *e = png_get_error_ptr(png);
  strncpy(e->fault, message, sizeof e->fault - 1);
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static int palette_depth(int n) { return n <= 2 ? 1 : n <= 4 ? 2 : n <= 16 ? 4 : 8; }

static void write_header(png_structp png, png_infop info, const encoder *e) {
  int type = e->palette ? PNG_COLOR_TYPE_PALETTE : e->opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA;
  int depth = e->palette ? palette_depth(e->palette->n) : 8;
  png_set_IHDR(png, info, e->width, e->height, depth, type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (e->palette) {
    png_color colors[256];
    for (int i = 0; i < e->palette->n; i++) {
      uint32_t c = e->palette->color[i];
      colors[i] = (png_color){(png_byte)(c >> 16), (png_byte)(c >> 8), (png_byte)c};
    }
    png_set_PLTE(png, info, colors, e->palette->n);
  }
  if (e->dpi > 0) {
    png_uint_32 per_metre = (png_uint_32)lround(e->dpi / 0.0254);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  }
  png_write_info(png, info);
  if (depth < 8) png_set_packing(png);
}

static void write_rows(png_structp png, const encoder *e) {
  for (uint32_t y = 0; y < e->height; y++) {
    if (e->palette)
      palette_row(e, y);
    else if (e->opaque)
      rgb_row(e, y);
    else
      rgba_row(e, y);
    png_write_row(png, e->row);
  }
}

/* What is held when libpng jumps is PNG and INFO alone. */
static bool encode(encoder *e) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, e, on_error, on_warning);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info || setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, e, on_write, on_flush);
  png_set_compression_level(png, zlib_level);
  png_set_compression_buffer_size(png, 65536);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  write_header(png, info, e);
  write_rows(png, e);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  return !e->sink->failed;
}

static bool encode_surface(tr_ctx *ctx, cairo_surface_t *surface, bool opaque, double dpi, tr_sink *sink) {
  cairo_surface_flush(surface);
  encoder e = {.pixels = cairo_image_surface_get_data(surface),
               .stride = (size_t)cairo_image_surface_get_stride(surface),
               .width = (uint32_t)cairo_image_surface_get_width(surface),
               .height = (uint32_t)cairo_image_surface_get_height(surface),
               .opaque = opaque,
               .dpi = dpi,
               .sink = sink};
  palette *found = opaque ? calloc(1, sizeof *found) : NULL;
  if (found && find_palette(&e, found)) e.palette = found;
  e.row = malloc((size_t)e.width * 4);
  bool ok = e.row && encode(&e);
  free(e.row);
  free(found);
  if (!ok)
    tr_error(ctx, TR_SYSTEM, (tr_pos){0}, NULL, "the PNG could not be made: %s",
             e.fault[0] ? e.fault : "out of memory");
  return ok;
}

/* --- The format ----------------------------------------------------------------------------------------- */

/* Pixels of a side; a last sliver of a pixel that is rounding only makes none. */
static double pixels(double px, double scale) { return fmax(1, ceil(px * scale - 1e-6)); }

static bool fits_png(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options) {
  double scale = tr_scale_of(options), w = pixels(scene->width, scale), h = pixels(scene->height, scale);
  return tr_within(ctx, TR_LIMIT_RASTER_SIDE, fmax(w, h), (tr_pos){0}) &&
         tr_within(ctx, TR_LIMIT_RASTER_AREA, w * h, (tr_pos){0});
}

static bool draw(tr_ctx *ctx, const tr_scene *scene, const tr_paint *background, double scale, bool opaque,
                 tr_held *held) {
  int w = (int)pixels(scene->width, scale), h = (int)pixels(scene->height, scale);
  held->surface = cairo_image_surface_create(opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, w, h);
  held->cr = cairo_create(held->surface);
  tr_painter p = {.ctx = ctx, .cr = held->cr, .faces = held->faces, .pictures = held->pictures};
  if (!tr_cairo_sound(&p)) return false;
  /* The background fills the last pixel too, where the page ends inside it. */
  cairo_scale(held->cr, scale, scale);
  tr_cairo_background(&p, background, w / scale, h / scale);
  return tr_paint_scene(&p, scene);
}

bool tr_png_write(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options, tr_sink *sink) {
  tr_held *held = tr_held_new(ctx);
  tr_paint background = tr_background_of(scene, options);
  bool opaque = background.kind == TR_PAINT_SOLID && background.color.a >= 1;
  bool ok = draw(ctx, scene, &background, tr_scale_of(options), opaque, held) &&
            encode_surface(ctx, held->surface, opaque, options->dpi, sink);
  tr_held_release(held);
  return ok;
}

static bool write_png(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene,
                      const tr_render_options *options, tr_buf *out) {
  (void)fonts;
  tr_held *held = tr_held_new(ctx);
  bool ok = tr_png_write(ctx, scene, options, &held->sink);
  if (ok) tr_buf_add(out, (tr_str){(const char *)held->sink.p, held->sink.n});
  tr_held_release(held);
  return ok;
}

const tr_output tr_output_png = {
    .name = "png",
    .help = "pixels; --scale or --dpi say how many",
    .suffixes = "png",
    .write = write_png,
    .fits = fits_png,
};
