#include "parts.h"

#include "base/file.h"
#include "scene/picture.h"

#include <stdlib.h>

/* Picture files before they are decoded: what they are, how large, and what is wrong with them. */

static tr_str load(tr_ctx *ctx, const char *name) {
  const char *root = getenv("TRANH_SOURCE_ROOT");
  tr_str bytes = {0};
  tr_str path = tr_printf(ctx->doc, "%s/tests/specs/mark/pictures/%s", root ? root : ".", name);
  check_named(tr_file_read(ctx, path, TR_FILE_IMAGE, (tr_pos){0}, &bytes), name);
  return bytes;
}

static tr_str last_message(const tr_ctx *ctx) {
  return ((const tr_diag *)tr_vec_at(&ctx->diags, ctx->diags.n - 1))->text;
}

static void files(tr_ctx *ctx) {
  static const struct {
    const char *name, *type;
    double width, height;
    int orientation;
  } rows[] = {
      {"flag.png", "image/png", 24, 16, 1},      {"dot.png", "image/png", 16, 16, 1},
      {"photo.jpg", "image/jpeg", 32, 24, 1},    {"turned.jpg", "image/jpeg", 32, 24, 6},
      {"badge.svg", "image/svg+xml", 40, 20, 1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_picture p;
    check_named(tr_picture_of(ctx, TR_S("x"), load(ctx, rows[i].name), (tr_pos){0}, &p), rows[i].name);
    check_str(p.type, rows[i].type);
    check_num(p.width, rows[i].width);
    check_num(p.height, rows[i].height);
    check_num(p.orientation, rows[i].orientation);
  }
}

static void unturned(tr_ctx *ctx) {
  tr_str photo = load(ctx, "photo.jpg"), turned = load(ctx, "turned.jpg"),
         back = tr_picture_unturned(ctx, turned);
  tr_picture p;
  check(tr_picture_unturned(ctx, photo).p == photo.p);
  check(back.n == turned.n && tr_picture_of(ctx, TR_S("x"), back, (tr_pos){0}, &p));
  check(p.orientation == 1 && p.width == 24 && p.height == 32);
}

/* Sizes as the first element says them. */
static void svg_sizes(tr_ctx *ctx) {
  static const struct {
    const char *text;
    double width, height;
  } rows[] = {
      {"<svg width='30' height='20'/>", 30, 20},
      {"<svg width='30px' height='1.5e1'></svg>", 30, 15},
      {"<svg width=\"1in\" height=\"72pt\"></svg>", 96, 96},
      {"<svg width='2.54cm' height='25.4mm'/>", 96, 96},
      {"<svg width='2em' height='3pc'/>", 32, 48},
      {"<svg viewBox='0 0 12 34'/>", 12, 34},
      {"<svg viewBox=' -1,-2 , 12 34 '/>", 12, 34},
      {"<svg width='24' viewBox='0 0 12 34'/>", 24, 68},
      {"<svg height='17' viewBox='0 0 12 34'/>", 6, 17},
      {"<svg width='100%' height='100%' viewBox='0 0 12 34'/>", 12, 34},
      {"<svg/>", 300, 150},
      {"<svg width='50'/>", 50, 150},
      {"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <svg width='9' --><!DOCTYPE svg [ <!ENTITY a '>'> ]>\n"
       "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'\n width = '5'\theight='6' ></svg:svg>\n<!-- end -->",
       5, 6},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_picture p = {0};
    check_named(tr_picture_of(ctx, TR_S("x"), tr_str_z(rows[i].text), (tr_pos){0}, &p), rows[i].text);
    check_near(p.width, rows[i].width, 1e-9);
    check_near(p.height, rows[i].height, 1e-9);
  }
}

static void links_in_svg(tr_ctx *ctx) {
  static const struct {
    const char *text;
    bool may;
  } rows[] = {
      {"<svg><rect/><animate/></svg>", false},
      {"<?xml version='1.0' encoding='UTF-8'?><svg/>", false},
      {"<svg a='encoding'/>", false},
      {"<svg><a href='x'/></svg>", true},
      {"<svg><a\n/></svg>", true},
      {"<svg><s:a/></svg>", true},
      {"<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>", true},
      {"<svg><xi:include href='data:,'/></svg>", true},
      {"<svg><image href='data:image/svg+xml,x'/></svg>", true},
      {"<?xml version='1.0' encoding='UTF-7'?><svg>+ADw-a/></svg>", true},
      {"<svg>\xFF</svg>", true},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_named(tr_picture_may_link(tr_str_z(rows[i].text)) == rows[i].may, rows[i].text);
  check(!tr_picture_may_link(load(ctx, "badge.svg")));
}

#define PNG_START "\x89PNG\r\n\x1a\n"

static void refused(tr_ctx *ctx) {
  static const struct {
    tr_str bytes;
    const char *says;
  } rows[] = {
      {{"", 0}, "\"x\" is no image; PNG, JPEG and SVG images are drawn"},
      {{"plain", 5}, "\"x\" is no image; PNG, JPEG and SVG images are drawn"},
      {{"<html><svg/></html>", 19}, "\"x\" is no image; PNG, JPEG and SVG images are drawn"},
      {{"GIF89a", 6}, "image \"x\" is a GIF; PNG, JPEG and SVG images are drawn"},
      {{"RIFF\0\0\0\0WEBPVP8 ", 16}, "image \"x\" is a WebP; PNG, JPEG and SVG images are drawn"},
      {{"II*\0", 4}, "image \"x\" is a TIFF; PNG, JPEG and SVG images are drawn"},
      {{"\x1F\x8B\b", 3}, "image \"x\" is a compressed file; PNG, JPEG and SVG images are drawn"},
      {{PNG_START, 8}, "image \"x\": this PNG ends too early"},
      {{PNG_START "\0\0\0\xDIDATabcdefghijklmABCD", 33},
       "image \"x\": this PNG does not begin with a header"},
      {{PNG_START "\0\0\0\xDIHDR\0\0\0\0\0\0\0\1\b\2\0\0\0ABCD", 33},
       "image \"x\": this PNG has an impossible size"},
      {{PNG_START "\0\0\0\xDIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0ABCD", 33}, "image \"x\": this PNG is damaged"},
      {{PNG_START "\xFF\xFF\xFF\xFFIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0ABCD", 33},
       "image \"x\": this PNG ends too early"},
      {{"\xFF\xD8\xFF\xD9", 4}, "image \"x\": this JPEG holds no pixels"},
      {{"\xFF\xD8\xFF\xE0\0\2xx", 8}, "image \"x\": this JPEG is damaged"},
      {{"\xFF\xD8\xFF\xE0\0\1xx", 8}, "image \"x\": this JPEG ends too early"},
      {{"\xFF\xD8\xFF\xDA\0\2\xFF\xD9", 8}, "image \"x\": this JPEG has no header"},
      {{"\xFF\xD8\xFF\xC0\0\xB\xC\0\1\0\1\1\1\x11\0", 15},
       "image \"x\": this JPEG has more than 8 bits a channel"},
      {{"\xFF\xD8\xFF\xC0\0\xB\b\0\0\0\1\1\1\x11\0", 15}, "image \"x\": this JPEG has an impossible size"},
      {{"\xFF\xD8\xFF\xC3\0\xB\b\0\1\0\1\1\1\x11\0", 15},
       "image \"x\": this JPEG is of a kind that only special programs read"},
      {{"<svg width='0' height='1'/>", 27}, "image \"x\": this SVG has an impossible size"},
      {{"<svg width='-4' height='1'/>", 28}, "image \"x\": this SVG has an impossible size"},
      {{"<svg><g></g>", 12}, "image \"x\": this SVG ends too early"},
      {{"<svg a='", 8}, "image \"x\": this SVG ends too early"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_picture p;
    size_t said = ctx->diags.n;
    check_named(!tr_picture_of(ctx, TR_S("x"), rows[i].bytes, (tr_pos){0}, &p), rows[i].says);
    check(ctx->diags.n == said + 1);
    check_str(last_message(ctx), rows[i].says);
  }
}

/* No beginning of a file is a file, and none is read beyond its end (each is copied to where a sanitizer
   sees it). */
static void cut_short(tr_ctx *ctx) {
  static const char *const names[] = {"flag.png", "dot.png", "photo.jpg", "turned.jpg", "badge.svg"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    tr_str whole = load(ctx, names[i]);
    size_t taken = 0, length = tr_str_trim(whole).n; /* the last line feed is not missed */
    for (size_t n = 0; n < length; n++) {
      char *copy = malloc(n ? n : 1);
      memcpy(copy, whole.p, n);
      tr_picture p;
      taken += tr_picture_of(ctx, TR_S("x"), (tr_str){copy, n}, (tr_pos){0}, &p);
      free(copy);
    }
    check_named(taken == 0, names[i]);
  }
}

static void limits(void) {
  static const struct {
    tr_limit_id limit;
    double at;
    bool fits;
  } rows[] = {{TR_LIMIT_IMAGE_AREA, 384, true},
              {TR_LIMIT_IMAGE_AREA, 383, false},
              {TR_LIMIT_RASTER_SIDE, 24, true},
              {TR_LIMIT_RASTER_SIDE, 23, false},
              {TR_LIMIT_ALL_IMAGE_AREA, 640, true},
              {TR_LIMIT_ALL_IMAGE_AREA, 639, false},
              {TR_LIMIT_IMAGE_BYTES, 200, true},
              {TR_LIMIT_IMAGE_BYTES, 100, false},
              {TR_LIMIT_FILES, 2, true},
              {TR_LIMIT_FILES, 1, false}};
  const char *root = getenv("TRANH_SOURCE_ROOT");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_ctx *ctx = tr_ctx_new();
    ctx->limits[rows[i].limit] = rows[i].at;
    tr_files_set_base(ctx, tr_printf(ctx->doc, "%s/tests/specs/mark/pictures", root ? root : "."));
    const tr_picture *flag = tr_picture_read(ctx, TR_S("flag.png"), (tr_pos){0});
    bool fits = flag && tr_picture_read(ctx, TR_S("dot.png"), (tr_pos){0});
    check_named(fits == rows[i].fits, tr_limit_rows[rows[i].limit].name);
    check(fits == (ctx->n_errors == 0));
    for (int again = 0; fits && again < 100; again++) /* read once */
      fits = tr_picture_read(ctx, TR_S("flag.png"), (tr_pos){0}) == flag;
    check(fits == rows[i].fits);
    tr_ctx_free(ctx);
  }
}

static void data_urls(tr_ctx *ctx) {
  const tr_picture *p = tr_picture_read(
      ctx,
      TR_S("data:image/png;base64,"
           "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAARElEQVR42mPQyNtHFcQwYg36dUIDjsg3CNkU"
           "gmYxfP36ASvCNAWCcKkfzgbtM7LBhTBNwaMYn0FoZuFXScAg4tEwNggA3jppJ1ydvy4AAAAASUVORK5CYII="),
      (tr_pos){0});
  check(p && p->width == 24 && p->height == 16);
  if (p) check_str(p->name, "data:image/png;base64,…");
  p = tr_picture_read(ctx, TR_S("data:image/svg+xml,%3Csvg width='3' height='4'/%3E"), (tr_pos){0});
  check(p && p->width == 3 && p->height == 4);
  check(!tr_picture_read(ctx, TR_S("data:image/png;base64,iVBOR"), (tr_pos){0}));
  check(!tr_picture_read(ctx, TR_S("https://example.org/a.png"), (tr_pos){0}));
  check_str(last_message(ctx), "image \"https://example.org/a.png\" is not a file of this computer");
}

void test_pictures(void) {
  tr_ctx *ctx = tr_ctx_new();
  files(ctx);
  unturned(ctx);
  svg_sizes(ctx);
  links_in_svg(ctx);
  refused(ctx);
  data_urls(ctx);
  limits();
  cut_short(ctx);
  tr_ctx_free(ctx);
}
