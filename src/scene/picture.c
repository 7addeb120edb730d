#include "scene/picture-priv.h"

#include "base/file.h"

#include <math.h>
#include <string.h>

typedef const char *read_frame(tr_str bytes, tr_picture *out);

/* What a file is, by its first bytes. Without a reader it is named and refused. */
static const struct {
  const char *name;
  size_t at;
  tr_str start;
  const char *type;
  read_frame *read;
} formats[] = {
    {"PNG", 0, {"\x89PNG\r\n\x1a\n", 8}, "image/png", tr_picture_png},
    {"JPEG", 0, {"\xFF\xD8\xFF", 3}, "image/jpeg", tr_picture_jpeg},
    {"GIF", 0, {"GIF8", 4}, NULL, NULL},
    {"WebP", 8, {"WEBP", 4}, NULL, NULL},
    {"AVIF", 4, {"ftypavif", 8}, NULL, NULL},
    {"HEIC", 4, {"ftypheic", 8}, NULL, NULL},
    {"BMP", 0, {"BM", 2}, NULL, NULL},
    {"TIFF", 0, {"II*\0", 4}, NULL, NULL},
    {"TIFF", 0, {"MM\0*", 4}, NULL, NULL},
    {"JPEG 2000", 4, {"jP  \r\n", 6}, NULL, NULL},
    {"JPEG XL", 4, {"JXL \r\n", 6}, NULL, NULL},
    {"compressed file", 0, {"\x1F\x8B", 2}, NULL, NULL},
    {"PDF", 0, {"%PDF-", 5}, NULL, NULL},
};
enum { n_formats = sizeof formats / sizeof *formats };

#define SUPPORTED "PNG, JPEG and SVG images are drawn"

static bool begins(tr_str bytes, size_t at, tr_str start) {
  return bytes.n >= at + start.n && memcmp(bytes.p + at, start.p, start.n) == 0;
}

static bool refuse_format(tr_ctx *ctx, tr_str name, tr_pos at, const char *format) {
  tr_error(ctx, TR_UNSUPPORTED, at, "convert it to one of these", "image \"%.*s\" is a %s; " SUPPORTED,
           TR_FMT(name), format);
  return false;
}

static bool read_with(tr_ctx *ctx, const char *format, read_frame *read, tr_pos at, tr_picture *p) {
  const char *wrong = read(p->bytes, p);
  if (wrong) {
    tr_error(ctx, TR_DATA, at, NULL, "image \"%.*s\": this %s %s", TR_FMT(p->name), format, wrong);
    return false;
  }
  if (p->orientation == 0) p->orientation = 1;
  if (p->orientation >= 5) {
    double width = p->width;
    p->width = p->height;
    p->height = width;
  }
  return true;
}

bool tr_picture_of(tr_ctx *ctx, tr_str name, tr_str bytes, tr_pos at, tr_picture *out) {
  *out = (tr_picture){.name = name, .bytes = bytes, .at = at};
  for (size_t i = 0; i < n_formats; i++) {
    if (!begins(bytes, formats[i].at, formats[i].start)) continue;
    if (!formats[i].read) return refuse_format(ctx, name, at, formats[i].name);
    out->type = tr_str_z(formats[i].type);
    return read_with(ctx, formats[i].name, formats[i].read, at, out);
  }
  if (!tr_looks_like_svg(bytes)) {
    tr_error(ctx, TR_DATA, at, NULL, "\"%.*s\" is no image; " SUPPORTED, TR_FMT(name));
    return false;
  }
  out->type = TR_S("image/svg+xml");
  return read_with(ctx, "SVG", tr_picture_svg, at, out);
}

/* --- All of a context -------------------------------------------------------------------------------------
 */

/* Names are relative to the text that says them, so that one name may stand for several files. */
typedef struct known {
  uint32_t file;
  tr_picture picture;
  struct known *next;
} known;

struct tr_pictures {
  tr_map by_url; /* of known */
  double area;   /* px, of all */
};

static struct tr_pictures *pictures_of(tr_ctx *ctx) {
  if (ctx->pictures) return ctx->pictures;
  ctx->pictures = TR_NEW(ctx->doc, struct tr_pictures);
  ctx->pictures->by_url = tr_map_of(ctx->doc);
  return ctx->pictures;
}

static tr_str short_name(tr_ctx *ctx, tr_str url) {
  enum { most = 60 };
  if (!tr_str_starts(url, "data:")) return url;
  size_t comma = tr_str_find(url, ",", 0);
  tr_str head = tr_str_sub(url, 0, comma < most ? comma : most);
  return tr_printf(ctx->doc, "%.*s,…", TR_FMT(head));
}

/* Only pixels cost memory by their number; an outline's size is how large it means to be. */
static bool is_within_limits(tr_ctx *ctx, const tr_picture *p, tr_pos at) {
  double side = fmax(p->width, p->height), area = p->width * p->height;
  if (tr_str_is(p->type, "image/svg+xml")) return tr_within(ctx, TR_LIMIT_VECTOR_SIDE, side, at);
  if (!tr_within(ctx, TR_LIMIT_IMAGE_AREA, area, at) || !tr_within(ctx, TR_LIMIT_RASTER_SIDE, side, at) ||
      !tr_within(ctx, TR_LIMIT_ALL_IMAGE_AREA, ctx->pictures->area + area, at))
    return false;
  ctx->pictures->area += area;
  return true;
}

const tr_picture *tr_picture_read(tr_ctx *ctx, tr_str url, tr_pos at) {
  struct tr_pictures *all = pictures_of(ctx);
  known *first = tr_map_get(&all->by_url, url);
  for (known *k = first; k; k = k->next)
    if (k->file == at.file) return &k->picture;
  known *k = TR_NEW(ctx->doc, known);
  tr_str bytes;
  k->file = at.file;
  k->next = first;
  if (!tr_file_read_named(ctx, url, TR_FILE_IMAGE, at, &bytes) ||
      !tr_picture_of(ctx, short_name(ctx, url), bytes, at, &k->picture) ||
      !is_within_limits(ctx, &k->picture, at))
    return NULL;
  tr_map_put(&all->by_url, url, k);
  return &k->picture;
}

tr_image *tr_picture_node(tr_ctx *ctx, const tr_picture *p, tr_box box) {
  tr_image *image = tr_image_new(ctx);
  image->x = box.x;
  image->y = box.y;
  image->w = box.w;
  image->h = box.h;
  image->bytes = p->bytes;
  image->type = p->type;
  image->px_w = (int)ceil(p->width);
  image->px_h = (int)ceil(p->height);
  image->orientation = p->orientation;
  image->name = p->name;
  image->at = p->at;
  return image;
}
