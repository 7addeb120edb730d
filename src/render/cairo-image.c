#include "render/render-priv.h"

#include <string.h>

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

static uint32_t big_endian(const char *p) {
  const unsigned char *u = (const unsigned char *)p;
  return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

/* Sizes come from the header, before anything is decoded. */
static cairo_surface_t *open_png(tr_painter *p, const tr_image *image) {
  tr_pos at = p->group ? p->group->at : (tr_pos){0};
  tr_str b = image->bytes;
  if (b.n < 24 || memcmp(b.p, "\x89PNG\r\n\x1a\n", 8) != 0) {
    tr_error(p->ctx, TR_DATA, at, NULL, "this image is no PNG, though it is said to be one");
    return NULL;
  }
  double w = big_endian(b.p + 16), h = big_endian(b.p + 20);
  if (!tr_within(p->ctx, TR_LIMIT_RASTER_SIDE, w > h ? w : h, at) ||
      !tr_within(p->ctx, TR_LIMIT_RASTER_AREA, w * h, at))
    return NULL;
  source s = {.bytes = b};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &s);
  cairo_status_t status = cairo_surface_status(surface);
  if (!status) return surface;
  tr_error(p->ctx, TR_DATA, at, NULL, "this PNG image cannot be decoded: %s", cairo_status_to_string(status));
  cairo_surface_destroy(surface);
  return NULL;
}

/* A PDF holds the JPEG's own bytes; the pixels of the surface are never looked at. */
static cairo_surface_t *open_jpeg(tr_painter *p, const tr_image *image) {
  tr_pos at = p->group ? p->group->at : (tr_pos){0};
  if (!p->as_text || image->px_w <= 0 || image->px_h <= 0) {
    tr_error(p->ctx, TR_UNSUPPORTED, at, "convert it to PNG",
             "JPEG images are not supported yet in this format");
    return NULL;
  }
  double w = image->px_w, h = image->px_h;
  if (!tr_within(p->ctx, TR_LIMIT_RASTER_AREA, w * h, at)) return NULL;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, image->px_w, image->px_h);
  cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)image->bytes.p,
                              image->bytes.n, NULL, NULL);
  return surface;
}

static cairo_surface_t *open_image(tr_painter *p, const tr_image *image) {
  if (tr_str_is(image->type, "image/png")) return open_png(p, image);
  if (tr_str_is(image->type, "image/jpeg")) return open_jpeg(p, image);
  tr_error(p->ctx, TR_UNSUPPORTED, p->group ? p->group->at : (tr_pos){0}, "convert it to PNG",
           "images of type \"%.*s\" cannot be drawn in this format", TR_FMT(image->type));
  return NULL;
}

bool tr_paint_image(tr_painter *p, const tr_image *image, double alpha) {
  alpha *= image->opacity;
  if (alpha <= 0 || image->w <= 0 || image->h <= 0) return true;
  cairo_surface_t *surface = open_image(p, image);
  if (!surface) return false;
  double w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
  cairo_save(p->cr);
  cairo_rectangle(p->cr, image->x, image->y, image->w, image->h);
  cairo_clip(p->cr);
  cairo_translate(p->cr, image->x, image->y);
  cairo_scale(p->cr, image->w / w, image->h / h);
  cairo_set_source_surface(p->cr, surface, 0, 0);
  cairo_pattern_set_extend(cairo_get_source(p->cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter(cairo_get_source(p->cr), image->smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_paint_with_alpha(p->cr, alpha);
  cairo_restore(p->cr);
  cairo_surface_destroy(surface);
  return true;
}
