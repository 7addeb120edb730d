#include "render/render-priv.h"
#include "scene/picture.h"

#include <stdlib.h>
#include <string.h>

/* Decoded pictures, each once for a rendering, and smaller copies of them as they are asked for. */

enum { levels = 16 }; /* a side is below 2^15 px */

typedef struct decoded {
  tr_str bytes; /* the key: where they are and how many */
  tr_picture picture;
  bool plain_jpeg;
  cairo_surface_t *level[levels];
  void *outlines; /* librsvg's */
} decoded;

struct tr_decoder {
  tr_ctx *ctx;
  tr_map by_bytes; /* of decoded */
  tr_rsvg *rsvg;
  cairo_surface_t *pixels; /* of an SVG being drawn by way of them */
  cairo_t *on_pixels;
};

tr_decoder *tr_decoder_open(tr_ctx *ctx) {
  tr_decoder *d = TR_NEW(ctx->doc, tr_decoder);
  d->ctx = ctx;
  d->by_bytes = tr_map_of(ctx->doc);
  return d;
}

static void drop_pixels(tr_decoder *d) {
  if (d->on_pixels) cairo_destroy(d->on_pixels);
  if (d->pixels) cairo_surface_destroy(d->pixels);
  d->on_pixels = NULL;
  d->pixels = NULL;
}

void tr_decoder_close(tr_decoder *d) {
  if (!d) return;
  for (size_t i = 0; i < d->by_bytes.n; i++) {
    decoded *one = d->by_bytes.items[i].value;
    for (int k = 0; k < levels; k++)
      if (one->level[k]) cairo_surface_destroy(one->level[k]);
    tr_rsvg_drop(d->rsvg, one->outlines);
  }
  tr_rsvg_close(d->rsvg);
  drop_pixels(d);
  d->by_bytes.n = 0;
  d->rsvg = NULL;
}

static tr_str name_of(const tr_image *image) { return image->name.n ? image->name : image->type; }

/* Looks at the file itself: whoever made the scene may have been mistaken about it. */
static decoded *find(tr_decoder *d, const tr_image *image) {
  tr_str key = {(const char *)&image->bytes, sizeof image->bytes};
  decoded *one = tr_map_get(&d->by_bytes, key);
  if (one) return one;
  one = TR_NEW(d->ctx->doc, decoded);
  one->bytes = image->bytes;
  if (!tr_picture_of(d->ctx, name_of(image), image->bytes, image->at, &one->picture)) return NULL;
  tr_map_put(&d->by_bytes, (tr_str){(const char *)&one->bytes, sizeof one->bytes}, one);
  return one;
}

static bool report(tr_decoder *d, const tr_image *image, const char *why) {
  tr_error(d->ctx, TR_DATA, image->at, NULL, "image \"%.*s\" cannot be decoded: %s", TR_FMT(name_of(image)),
           why);
  return false;
}

/* --- Pixels -----------------------------------------------------------------------------------------------
 */

typedef struct source {
  tr_str bytes;
  size_t at;
} source;

static cairo_status_t read_bytes(void *closure, unsigned char *data, unsigned int n) {
  source *s = closure;
  if (n > s->bytes.n - s->at) return CAIRO_STATUS_READ_ERROR;
  memcpy(data, s->bytes.p + s->at, n);
  s->at += n;
  return CAIRO_STATUS_SUCCESS;
}

static bool decode_png(tr_decoder *d, decoded *one, const tr_image *image) {
  source s = {.bytes = one->bytes};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &s);
  cairo_status_t status = cairo_surface_status(surface);
  if (!status) {
    one->level[0] = surface;
    return true;
  }
  cairo_surface_destroy(surface);
  return report(d, image, cairo_status_to_string(status));
}

static bool decode(tr_decoder *d, decoded *one, const tr_image *image) {
  char fault[256] = "";
  const tr_picture *p = &one->picture;
  if (!tr_within(d->ctx, TR_LIMIT_RASTER_AREA, p->width * p->height, image->at)) return false;
  if (tr_str_is(p->type, "image/png")) return decode_png(d, one, image);
  one->level[0] = tr_jpeg_decode(one->bytes, &one->plain_jpeg, fault);
  return one->level[0] || report(d, image, fault);
}

/* Averages of two by two pixels, channel by channel; at odd ends, of those that are there. */
static uint32_t average(const uint32_t *a, const uint32_t *b, size_t step) {
  uint32_t out = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    uint32_t sum =
        (a[0] >> shift & 255) + (a[step] >> shift & 255) + (b[0] >> shift & 255) + (b[step] >> shift & 255);
    out |= (sum + 2) / 4 << shift;
  }
  return out;
}

static const uint32_t *row_of(cairo_surface_t *s, int y) {
  return (const uint32_t *)(const void *)(cairo_image_surface_get_data(s) +
                                          (size_t)y * (size_t)cairo_image_surface_get_stride(s));
}

static void halve_into(cairo_surface_t *from, cairo_surface_t *to) {
  int w = cairo_image_surface_get_width(from), h = cairo_image_surface_get_height(from);
  unsigned char *pixels = cairo_image_surface_get_data(to);
  size_t stride = (size_t)cairo_image_surface_get_stride(to);
  for (int y = 0; y < h; y += 2) {
    const uint32_t *a = row_of(from, y), *b = row_of(from, y + 1 < h ? y + 1 : y);
    uint32_t *out = (uint32_t *)(void *)(pixels + (size_t)(y / 2) * stride);
    for (int x = 0; x < w; x += 2) out[x / 2] = average(a + x, b + x, x + 1 < w);
  }
  cairo_surface_mark_dirty(to);
}

static bool make_level(tr_decoder *d, decoded *one, int k, const tr_image *image) {
  cairo_surface_t *from = one->level[k - 1];
  int w = cairo_image_surface_get_width(from), h = cairo_image_surface_get_height(from);
  cairo_surface_t *to =
      cairo_image_surface_create(cairo_image_surface_get_format(from), (w + 1) / 2, (h + 1) / 2);
  cairo_status_t status = cairo_surface_status(to);
  if (!status) {
    halve_into(from, to);
    one->level[k] = to;
    return true;
  }
  cairo_surface_destroy(to);
  return report(d, image, cairo_status_to_string(status));
}

cairo_surface_t *tr_decoder_pixels(tr_decoder *d, const tr_image *image, int level) {
  decoded *one = find(d, image);
  if (!one || (!one->level[0] && !decode(d, one, image))) return NULL;
  for (int k = 1; k <= level; k++)
    if (!one->level[k] && !make_level(d, one, k, image)) return NULL;
  return one->level[level];
}

/* A copy of the bytes: a caller's PDF may outlive the scene. */
static bool attach_jpeg(const decoded *one) {
  unsigned char *copy = malloc(one->bytes.n);
  if (!copy) return false;
  memcpy(copy, one->bytes.p, one->bytes.n);
  if (!cairo_surface_set_mime_data(one->level[0], CAIRO_MIME_TYPE_JPEG, copy, one->bytes.n, free, copy))
    return true;
  free(copy);
  return false;
}

cairo_surface_t *tr_decoder_original(tr_decoder *d, const tr_image *image) {
  cairo_surface_t *surface = tr_decoder_pixels(d, image, 0);
  decoded *one = surface ? find(d, image) : NULL;
  if (one && one->plain_jpeg) {
    one->plain_jpeg = false; /* once */
    if (!attach_jpeg(one)) {
      report(d, image, "out of memory");
      return NULL;
    }
  }
  return surface;
}

/* --- Outlines ---------------------------------------------------------------------------------------------
 */

static bool parse_svg(tr_decoder *d, decoded *one, const tr_image *image) {
  char fault[256] = "";
  if (!d->rsvg) d->rsvg = tr_rsvg_open(d->ctx->doc);
  if (!d->rsvg) {
    tr_error(d->ctx, TR_UNSUPPORTED, image->at,
             "install librsvg (Debian's package librsvg2-2), or convert the image to PNG",
             "image \"%.*s\": SVG images are drawn with librsvg, which is not on this computer",
             TR_FMT(name_of(image)));
    return false;
  }
  one->outlines = tr_rsvg_parse(d->rsvg, one->bytes, fault);
  return one->outlines || report(d, image, fault);
}

bool tr_decoder_outlines(tr_decoder *d, const tr_image *image, cairo_t *cr) {
  char fault[256] = "";
  decoded *one = find(d, image);
  if (!one || (!one->outlines && !parse_svg(d, one, image))) return false;
  double w = one->picture.width, h = one->picture.height;
  cairo_scale(cr, 1 / w, 1 / h);
  return tr_rsvg_draw(d->rsvg, one->outlines, w, h, cr, fault) || report(d, image, fault);
}

/* Held by the decoder meanwhile: a limit may cut this short. */
bool tr_decoder_drawn(tr_decoder *d, const tr_image *image, int w, int h, cairo_t *cr) {
  d->pixels = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w, h);
  d->on_pixels = cairo_create(d->pixels);
  cairo_scale(d->on_pixels, w, h);
  bool ok = tr_decoder_outlines(d, image, d->on_pixels);
  if (ok) {
    cairo_scale(cr, 1.0 / w, 1.0 / h);
    cairo_set_source_surface(cr, d->pixels, 0, 0);
    cairo_paint(cr);
  }
  drop_pixels(d);
  return ok;
}
