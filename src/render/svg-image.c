#include "render/svg-priv.h"
#include "scene/picture.h"

#include <inttypes.h>

/* A picture's file goes into the SVG as it is. One that several images show is a symbol, which they use; and
   so is one that is to be turned: browsers would do that by themselves, others not, so we do it, and the file
   no longer asks for it. */

typedef struct shown {
  tr_str bytes; /* the key: where they are and how many */
  size_t times;
  tr_str id; /* of the symbol, once it is written */
} shown;

static shown *find(const tr_svg *s, const tr_image *image) {
  return tr_map_get(&s->images, (tr_str){(const char *)&image->bytes, sizeof image->bytes});
}

void tr_svg_count_images(tr_svg *s, const tr_group *g) {
  for (const tr_node *n = g->first; n; n = n->next) {
    if (n->kind == TR_NODE_GROUP) tr_svg_count_images(s, (const tr_group *)n);
    if (n->kind != TR_NODE_IMAGE) continue;
    const tr_image *image = (const tr_image *)n;
    shown *file = find(s, image);
    if (!file) {
      file = TR_NEW(s->ctx->scene, shown);
      file->bytes = image->bytes;
      tr_map_put(&s->images, (tr_str){(const char *)&file->bytes, sizeof file->bytes}, file);
    }
    file->times++;
  }
}

static bool is_known(tr_str type) {
  return tr_str_is(type, "image/png") || tr_str_is(type, "image/jpeg") || tr_str_is(type, "image/svg+xml");
}

static void attr_file(tr_buf *b, tr_str type, tr_str bytes) {
  tr_buf_printf(b, " href=\"data:%.*s;base64,", TR_FMT(type));
  tr_svg_base64(b, bytes);
  tr_buf_add_char(b, '"');
}

/* The picture in a symbol of W by H px. */
static void add_stored(tr_svg *s, const tr_image *image, int w, int h) {
  bool turned = image->orientation > 1, lies = image->orientation >= 5;
  const double *m = tr_image_turn(image);
  tr_buf_printf(&s->defs, "<image width=\"%d\" height=\"%d\" preserveAspectRatio=\"none\"", lies ? h : w,
                lies ? w : h);
  if (turned)
    tr_buf_printf(&s->defs, " transform=\"matrix(%d %d %d %d %d %d)\"", (int)m[0], (int)m[1], (int)m[2],
                  (int)m[3], (int)m[4] * w, (int)m[5] * h);
  attr_file(&s->defs, image->type, turned ? tr_picture_unturned(s->ctx, image->bytes) : image->bytes);
  tr_buf_add_z(&s->defs, "/>");
}

/* Writes the symbol at its first use. */
static tr_str symbol_of(tr_svg *s, shown *file, const tr_image *image) {
  if (file->id.n) return file->id;
  tr_str b = image->bytes;
  file->id = tr_printf(s->ctx->scene, "i%016" PRIx64, tr_hash_bytes(b.p, b.n, 1));
  if (tr_map_has(&s->known, file->id)) return file->id; /* the same bytes, read twice */
  tr_map_put(&s->known, file->id, file);
  int w = image->px_w > 0 ? image->px_w : 1, h = image->px_h > 0 ? image->px_h : 1;
  tr_buf_printf(&s->defs, "<symbol id=\"%.*s\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\">",
                TR_FMT(file->id), w, h);
  add_stored(s, image, w, h);
  tr_buf_add_z(&s->defs, "</symbol>\n");
  return file->id;
}

static void place_attrs(tr_svg *s, const tr_image *image) {
  tr_svg_attr_number(&s->out, "x", image->x);
  tr_svg_attr_number(&s->out, "y", image->y);
  tr_svg_attr_number(&s->out, "width", image->w);
  tr_svg_attr_number(&s->out, "height", image->h);
}

static void look_attrs(tr_svg *s, const tr_image *image) {
  if (image->opacity < 1) tr_svg_attr_number(&s->out, "opacity", image->opacity);
  if (!image->smooth) tr_svg_attr_z(&s->out, "image-rendering", "pixelated");
  if (image->blend != TR_BLEND_NORMAL)
    tr_buf_printf(&s->out, " style=\"mix-blend-mode:%s\"", tr_blend_name(image->blend));
  if (image->alt.n) tr_svg_attr_z(&s->out, "role", "img");
  tr_svg_attr(&s->out, "aria-label", image->alt);
}

/* What it shows follows. */
static void open_element(tr_svg *s, const tr_image *image, bool shared) {
  tr_buf_printf(&s->out, "<%s", shared ? "use" : "image");
  place_attrs(s, image);
  if (!shared) tr_svg_attr_z(&s->out, "preserveAspectRatio", "none");
  look_attrs(s, image);
}

bool tr_svg_image(tr_svg *s, const tr_image *image) {
  shown *file = find(s, image);
  bool shared = file && (file->times > 1 || image->orientation > 1);
  if (!is_known(image->type)) {
    tr_error(s->ctx, TR_UNSUPPORTED, image->at, "convert it to PNG",
             "images of type \"%.*s\" cannot be put into an SVG", TR_FMT(image->type));
    return false;
  }
  if (image->w <= 0 || image->h <= 0) return true;
  bool link = tr_svg_link_open(s, image->href);
  open_element(s, image, shared);
  if (shared)
    tr_buf_printf(&s->out, " href=\"#%.*s\"", TR_FMT(symbol_of(s, file, image)));
  else
    attr_file(&s->out, image->type, image->bytes);
  if (image->title.n) {
    tr_buf_add_char(&s->out, '>');
    tr_svg_title(s, image->title);
    tr_buf_printf(&s->out, "</%s>", shared ? "use" : "image");
  } else {
    tr_buf_add_z(&s->out, "/>");
  }
  if (link) tr_svg_link_close(s);
  tr_buf_add_char(&s->out, '\n');
  return true;
}
