#include "parts.h"

#include "base/file.h"
#include "scene/picture.h"

#include <stdlib.h>

/* Images of all kinds in all outputs. The pictures are of 32 x 24: sky, a sun top left, a red house right. */

static tr_str load(tr_ctx *ctx, const char *name) {
  const char *root = getenv("TRANH_SOURCE_ROOT");
  tr_str bytes = {0};
  tr_str path = tr_printf(ctx->doc, "%s/tests/%s", root ? root : ".", name);
  check_named(tr_file_read(ctx, path, TR_FILE_IMAGE, (tr_pos){0}, &bytes), name);
  return bytes;
}

#define MARK   "specs/mark/pictures/"
#define RENDER "render/pictures/"

static tr_image *add_image(tr_ctx *ctx, tr_scene *scene, tr_str bytes, tr_box box) {
  tr_picture p;
  if (!check(tr_picture_of(ctx, TR_S("test"), bytes, (tr_pos){0}, &p))) return NULL;
  tr_image *image = tr_picture_node(ctx, &p, box);
  tr_group_add(scene->root, &image->node);
  return image;
}

static tr_str in_format(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene, const char *format) {
  tr_render_options o = sample_options();
  return sample_render(ctx, fonts, scene, format, &o);
}

/* Every channel within BY (of 255) of "#rrggbb". */
static void check_near_color(const picture *p, size_t x, size_t y, const char *want, int by,
                             const char *name) {
  tr_color c = sample_color(want);
  const unsigned char *got = p->w > x && p->h > y ? p->rgba + (y * p->w + x) * 4 : (unsigned char[4]){0};
  const double channels[3] = {c.r, c.g, c.b};
  bool ok = p->w > 0;
  for (int i = 0; i < 3; i++) ok = ok && fabs(got[i] - channels[i] * 255) <= by;
  if (!check_named(ok, name)) printf("#   got  %s, want %s\n", pixel(p, x, y), want);
}

/* Whether this build and this computer draw such files: libjpeg and librsvg may be left out. */
static bool draws(tr_fonts *fonts, const char *name) {
  tr_ctx *ctx = tr_ctx_new();
  tr_scene *scene = sample_scene(ctx, 4, 4, sample_color("white"));
  add_image(ctx, scene, load(ctx, name), (tr_box){0, 0, 4, 4});
  bool ok = in_format(ctx, fonts, scene, "png").n > 0;
  tr_str said = sample_message(ctx, 0);
  bool without = holds(said, "built without") || holds(said, "not on this computer");
  if (without) printf("# skipped: %s\n", name);
  tr_ctx_free(ctx);
  return ok || !without;
}

/* --- Pixels -----------------------------------------------------------------------------------------------
 */

static void check_house(const picture *p, const char *name, bool gray) {
  check_near_color(p, 8, 6, gray ? "#cccccc" : "#facd3c", 12, name);
  check_near_color(p, 24, 13, gray ? "#5d5d5d" : "#aa3c32", 14, name);
  check_near_color(p, 12, 22, gray ? "#626262" : "#46753c", 16, name);
}

static void kinds(tr_ctx *ctx, tr_fonts *fonts) {
  if (!draws(fonts, MARK "photo.jpg")) return;
  static const char *const names[] = {MARK "photo.jpg", MARK "turned.jpg", RENDER "progressive.jpg",
                                      RENDER "gray.jpg", RENDER "cmyk.jpg"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    tr_scene *scene = sample_scene(ctx, 32, 24, sample_color("white"));
    add_image(ctx, scene, load(ctx, names[i]), (tr_box){0, 0, 32, 24});
    picture p = read_png(in_format(ctx, fonts, scene, "png"));
    check_house(&p, names[i], i == 3);
    free_picture(&p);
  }
}

/* Where the top left quarter of the stored picture is seen, for each of EXIF's orientations. */
static void orientations(tr_ctx *ctx, tr_fonts *fonts) {
  if (!draws(fonts, MARK "photo.jpg")) return;
  static const struct {
    size_t x, y;
  } sun[8] = {{8, 6}, {23, 6}, {23, 17}, {8, 17}, {6, 8}, {17, 8}, {17, 23}, {6, 23}};
  for (int o = 1; o <= 8; o++) {
    bool lies = o >= 5;
    double w = lies ? 24 : 32, h = lies ? 32 : 24;
    tr_scene *scene = sample_scene(ctx, w, h, sample_color("white"));
    tr_image *image = add_image(ctx, scene, load(ctx, MARK "photo.jpg"), (tr_box){0, 0, w, h});
    if (image) image->orientation = o;
    picture p = read_png(in_format(ctx, fonts, scene, "png"));
    check_near_color(&p, sun[o - 1].x, sun[o - 1].y, "#facd3c", 12, "the sun");
    free_picture(&p);
  }
}

/* A chequered PNG of N x N, made with the format's own writer. */
static tr_str chequered(tr_ctx *ctx, tr_fonts *fonts, int n) {
  tr_scene *scene = sample_scene(ctx, n, n, sample_color("white"));
  for (int y = 0; y < n; y++)
    for (int x = y % 2; x < n; x += 2) sample_rect(ctx, scene->root, x, y, 1, 1, sample_color("black"));
  return in_format(ctx, fonts, scene, "png");
}

/* Made smaller, black and white by turns are grey all over; and whole pixels where not smoothed. */
static void smaller(tr_ctx *ctx, tr_fonts *fonts) {
  tr_str bytes = chequered(ctx, fonts, 200);
  static const double sides[] = {100, 50, 25, 10, 3};
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
    double side = sides[i];
    tr_scene *scene = sample_scene(ctx, side, side, sample_color("red"));
    tr_image *image = add_image(ctx, scene, bytes, (tr_box){0, 0, side, side});
    picture p = read_png(in_format(ctx, fonts, scene, "png"));
    check_near_color(&p, (size_t)side / 2, (size_t)side / 2, "#808080", 4, "grey in the middle");
    check_near_color(&p, 0, (size_t)side - 1, "#808080", 8, "grey at the side");
    free_picture(&p);
    if (image) image->smooth = false;
    p = read_png(in_format(ctx, fonts, scene, "png"));
    const char *color = pixel(&p, 1, 1);
    check_named(strcmp(color, "#000000ff") == 0 || strcmp(color, "#ffffffff") == 0, "not smoothed");
    free_picture(&p);
  }
}

static void opacity_and_blend(tr_ctx *ctx, tr_fonts *fonts) {
  static const char *const names[] = {MARK "flag.png", MARK "badge.svg"};
  for (size_t i = 0; i < 2; i++) {
    if (!draws(fonts, names[i])) continue;
    tr_scene *scene = sample_scene(ctx, 40, 20, sample_color("#ff0000"));
    tr_image *image = add_image(ctx, scene, load(ctx, names[i]), (tr_box){0, 0, 40, 20});
    image->opacity = 0.5;
    picture p = read_png(in_format(ctx, fonts, scene, "png"));
    check_near_color(&p, 20, i == 0 ? 1 : 15, i == 0 ? "#93375f" : "#922329", 3, "half");
    free_picture(&p);
    image->opacity = 1;
    image->blend = TR_BLEND_MULTIPLY;
    p = read_png(in_format(ctx, fonts, scene, "png"));
    check_near_color(&p, 20, i == 0 ? 1 : 15, i == 0 ? "#280000" : "#260000", 3, "multiplied");
    free_picture(&p);
  }
}

/* --- Vector outputs ---------------------------------------------------------------------------------------
 */

static tr_scene *many(tr_ctx *ctx, tr_str bytes, size_t n) {
  tr_scene *scene = sample_scene(ctx, 320, 240, sample_color("white"));
  tr_picture p;
  check(tr_picture_of(ctx, TR_S("test"), bytes, (tr_pos){0}, &p));
  for (size_t i = 0; i < n; i++) {
    tr_box box = {(double)(i % 40) * 8, (double)(i / 40) * 8, 8, 6};
    tr_group_add(scene->root, &tr_picture_node(ctx, &p, box)->node);
  }
  return scene;
}

static bool holds_bytes(tr_str in, tr_str bytes) {
  for (size_t i = 0; i + bytes.n <= in.n; i++)
    if (memcmp(in.p + i, bytes.p, bytes.n) == 0) return true;
  return false;
}

static void pdf(tr_ctx *ctx, tr_fonts *fonts) {
  if (!draws(fonts, MARK "photo.jpg") || !draws(fonts, MARK "badge.svg")) return;
  tr_str photo = load(ctx, MARK "photo.jpg"), out = in_format(ctx, fonts, many(ctx, photo, 1000), "pdf");
  check_named(holds_bytes(out, photo), "a JPEG's own bytes");
  check(count_of(out, "/Subtype /Image") == 1);
  check(count_of(in_format(ctx, fonts, many(ctx, load(ctx, MARK "flag.png"), 1000), "pdf"),
                 "/Subtype /Image") == 1);
  tr_str inks = load(ctx, RENDER "cmyk.jpg");
  out = in_format(ctx, fonts, many(ctx, inks, 1), "pdf");
  check_named(out.n > 0 && !holds_bytes(out, inks), "inks become light");
  out = in_format(ctx, fonts, many(ctx, load(ctx, MARK "badge.svg"), 2), "pdf");
  check_named(out.n > 0 && count_of(out, "/Subtype /Image") == 0, "outlines stay outlines");
}

/* Links of an SVG stay in it, whether it is drawn in a group or not. */
static void foreign_links(tr_ctx *ctx, tr_fonts *fonts) {
  static const char text[] =
      "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><g opacity='0.5'>"
      "<a href='javascript:alert(1)'><rect width='9' height='9' fill='red'/></a></g></svg>";
  if (!draws(fonts, MARK "badge.svg")) return;
  for (int faint = 0; faint < 2; faint++) {
    tr_scene *scene = sample_scene(ctx, 40, 40, sample_color("white"));
    tr_image *image = add_image(ctx, scene, TR_S(text), (tr_box){5, 5, 30, 30});
    if (image && faint) image->opacity = 0.5;
    tr_str out = in_format(ctx, fonts, scene, "pdf");
    check(out.n > 0 && !holds(out, "javascript") && !holds(out, "/URI"));
    picture p = read_png(in_format(ctx, fonts, scene, "png"));
    check_near_color(&p, 10, 10, faint ? "#ffbfbf" : "#ff8080", 2, "what is in the link");
    free_picture(&p);
  }
}

static void svg(tr_ctx *ctx, tr_fonts *fonts) {
  tr_str photo = load(ctx, MARK "photo.jpg"), out = in_format(ctx, fonts, many(ctx, photo, 1), "svg");
  check(count_of(out, "data:image/jpeg;base64,/9j/") == 1 && !holds(out, "<symbol"));
  out = in_format(ctx, fonts, many(ctx, photo, 1000), "svg");
  check(count_of(out, "data:image/jpeg") == 1 && count_of(out, "<symbol") == 1 &&
        count_of(out, "<use ") == 1000);
  check(holds(out, "viewBox=\"0 0 32 24\" preserveAspectRatio=\"none\"><image width=\"32\" height=\"24\""));
  tr_scene *scene = many(ctx, photo, 2);
  tr_image *image = (tr_image *)scene->root->first;
  image->title = TR_S("a < b");
  image->href = TR_S("https://example.org/");
  image->opacity = 0.25;
  image->smooth = false;
  out = in_format(ctx, fonts, scene, "svg");
  check(holds(
      out, "<a href=\"https://example.org/\"><use x=\"0\" y=\"0\" width=\"8\" height=\"6\" opacity=\"0.25\" "
           "image-rendering=\"pixelated\" href=\"#i"));
  check(holds(out, "<title>a &lt; b</title></use></a>"));
  out = in_format(ctx, fonts, many(ctx, load(ctx, MARK "turned.jpg"), 1), "svg");
  check(holds(
      out,
      "<image width=\"24\" height=\"32\" preserveAspectRatio=\"none\" transform=\"matrix(0 1 -1 0 32 0)\""));
}

/* What another program makes of a file of ours, as a PNG. */
static picture read_by(tr_ctx *ctx, const char *command, tr_str bytes) {
  char *text = run_on(command, bytes);
  tr_str png = {0};
  tr_str url = text ? tr_printf(ctx->doc, "data:image/png;base64,%s", text) : (tr_str){0};
  check_named(text && tr_file_read_named(ctx, url, TR_FILE_IMAGE, (tr_pos){0}, &png), command);
  free(text);
  return read_png(png);
}

/* librsvg reads our SVG and poppler our PDF, to the pixels of our PNG. */
static void other_readers(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    const char *format, *program, *command;
    size_t most; /* pixels that may differ: poppler smooths the edges otherwise */
  } rows[] = {{"svg", "rsvg-convert", "rsvg-convert {} | base64 -w0", 60},
              {"pdf", "pdftoppm", "pdftoppm -r 96 -png -singlefile {} | base64 -w0", 300}};
  static const struct {
    const char *name;
    tr_box box;
  } images[] = {{MARK "photo.jpg", {2, 2, 32, 24}},  {MARK "turned.jpg", {40, 2, 32, 24}},
                {MARK "flag.png", {2, 30, 24, 16}},  {MARK "dot.png", {40, 30, 16, 16}},
                {MARK "badge.svg", {80, 4, 40, 20}}, {MARK "badge.svg", {80, 30, 40, 20}}};
  if (!draws(fonts, MARK "photo.jpg") || !draws(fonts, MARK "badge.svg")) return;
  tr_scene *scene = sample_scene(ctx, 130, 60, sample_color("#e8f0e0"));
  for (size_t i = 0; i < sizeof images / sizeof *images; i++)
    add_image(ctx, scene, load(ctx, images[i].name), images[i].box);
  picture ours = read_png(in_format(ctx, fonts, scene, "png"));
  for (size_t i = 0; i < 2; i++) {
    if (!have_program(rows[i].program)) continue;
    picture theirs = read_by(ctx, rows[i].command, in_format(ctx, fonts, scene, rows[i].format));
    size_t off = pixels_off(&ours, &theirs, 64);
    if (!check_named(theirs.w == 130 && off <= rows[i].most, rows[i].program))
      printf("#   %zu pixels differ\n", off);
    free_picture(&theirs);
  }
  free_picture(&ours);
}

/* --- Damage -----------------------------------------------------------------------------------------------
 */

/* A file with one bit turned, or with its end cut off: it is drawn, or refused with one message that names
   it, and nothing else happens. The sequence is the same each time. */
static void damaged(void) {
  static const char *const names[] = {MARK "flag.png",   MARK "dot.png",           MARK "photo.jpg",
                                      MARK "turned.jpg", RENDER "progressive.jpg", RENDER "gray.jpg",
                                      RENDER "cmyk.jpg", MARK "badge.svg"};
  uint32_t seed = 1;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t drawn = 0, refused = 0, tries = draws(NULL, names[i]) ? 150 : 0;
    for (size_t k = 0; k < tries; k++) {
      tr_ctx *ctx = tr_ctx_new();
      tr_str whole = load(ctx, names[i]);
      char *bytes = malloc(whole.n);
      memcpy(bytes, whole.p, whole.n);
      seed = seed * 1664525 + 1013904223;
      size_t at = seed % whole.n, n = k % 3 == 0 ? at : whole.n;
      if (n == whole.n) bytes[at] = (char)(bytes[at] ^ 1 << (seed >> 16 & 7));
      tr_scene *scene = sample_scene(ctx, 40, 40, sample_color("white"));
      tr_image *image = tr_image_new(ctx);
      *image = (tr_image){
          .node = image->node, .w = 40, .h = 40, .opacity = 1, .bytes = {bytes, n}, .name = TR_S("hurt")};
      tr_group_add(scene->root, &image->node);
      image->type = tr_str_ends(tr_str_z(names[i]), ".svg")   ? TR_S("image/svg+xml")
                    : tr_str_ends(tr_str_z(names[i]), ".png") ? TR_S("image/png")
                                                              : TR_S("image/jpeg");
      bool ok = in_format(ctx, NULL, scene, "png").n > 0;
      drawn += ok && ctx->n_errors == 0;
      refused += !ok && ctx->n_errors == 1 && holds(sample_message(ctx, 0), "hurt");
      tr_ctx_free(ctx);
      free(bytes);
    }
    if (!check_named(drawn + refused == tries, names[i]))
      printf("#   %zu drawn, %zu refused\n", drawn, refused);
    check(refused > 0 || tries == 0);
  }
}

void test_pictures(tr_ctx *ctx, tr_fonts *fonts) {
  kinds(ctx, fonts);
  orientations(ctx, fonts);
  smaller(ctx, fonts);
  opacity_and_blend(ctx, fonts);
  pdf(ctx, fonts);
  foreign_links(ctx, fonts);
  svg(ctx, fonts);
  other_readers(ctx, fonts);
  damaged();
}
