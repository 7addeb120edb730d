#include "parts.h"
#include "scene/picture.h"

/* Where images go, by vega-scenegraph's rules. The picture is 40 x 20. */

static const tr_picture picture = {
    .bytes = {"", 0}, .type = {"image/png", 9}, .width = 40, .height = 20, .orientation = 1};

static const tr_image *image_of(const tr_mark_env *env, tr_items *it, tr_bounds *b) {
  static const tr_picture *const one[] = {&picture};
  it->pictures = one;
  return (const tr_image *)drawn(env, tr_mark_find(TR_S("image"))->draw, it, b);
}

static void check_box(const tr_image *image, double x, double y, double w, double h, const char *name) {
  bool same = image && fabs(image->x - x) < 1e-9 && fabs(image->y - y) < 1e-9 && fabs(image->w - w) < 1e-9 &&
              fabs(image->h - h) < 1e-9;
  if (!check_named(same, name) && image)
    printf("#   got  %g %g %g %g\n", image->x, image->y, image->w, image->h);
}

static void sizes(const tr_mark_env *env) {
  static const struct {
    const char *name;
    double width, height; /* 0: not given */
    bool stretched;
    double box[4], drawn[4]; /* x y w h, from 100, 50; what counts is what is said */
  } rows[] = {
      {"its own size", 0, 0, false, {100, 50, 0, 0}, {100, 50, 40, 20}},
      {"width alone", 10, 0, false, {100, 50, 10, 0}, {100, 50, 10, 5}},
      {"height alone", 0, 10, false, {100, 50, 0, 10}, {100, 50, 20, 10}},
      {"width alone, stretched", 10, 0, true, {100, 50, 10, 0}, {100, 50, 10, 20}},
      {"a square box", 20, 20, false, {100, 50, 20, 20}, {100, 55, 20, 10}},
      {"a wide box", 90, 10, false, {100, 50, 90, 10}, {135, 50, 20, 10}},
      {"a square box, stretched", 20, 20, true, {100, 50, 20, 20}, {100, 50, 20, 20}},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_items it = {.n = 1};
    tr_items_number(&it, TR_CH_X, 100);
    tr_items_number(&it, TR_CH_Y, 50);
    if (rows[i].width > 0) tr_items_number(&it, TR_CH_WIDTH, rows[i].width);
    if (rows[i].height > 0) tr_items_number(&it, TR_CH_HEIGHT, rows[i].height);
    if (rows[i].stretched) tr_items_value(&it, TR_CH_ASPECT, tr_make_bool(false));
    tr_bounds b;
    const double *d = rows[i].drawn, *box = rows[i].box;
    check_box(image_of(env, &it, &b), d[0], d[1], d[2], d[3], rows[i].name);
    check_bounds(&b, box[0], box[1], box[0] + box[2], box[1] + box[3], rows[i].name);
  }
}

static void alignment(const tr_mark_env *env) {
  static const struct {
    const char *align, *baseline;
    double x, y;
  } rows[] = {{"left", "top", 100, 50},
              {"center", "middle", 80, 40},
              {"right", "bottom", 60, 30},
              {"center", "bottom", 80, 30},
              {"none", "none", 100, 50}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_items it = {.n = 1};
    tr_items_number(&it, TR_CH_X, 100);
    tr_items_number(&it, TR_CH_Y, 50);
    set_word(&it, TR_CH_ALIGN, rows[i].align);
    set_word(&it, TR_CH_BASELINE, rows[i].baseline);
    tr_bounds b;
    check_box(image_of(env, &it, &b), rows[i].x, rows[i].y, 40, 20, rows[i].align);
    check_bounds(&b, 100, 50, 100, 50, rows[i].baseline);
  }
}

static void places(const tr_mark_env *env) {
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, 90);
  tr_items_number(&it, TR_CH_X2, 10);
  tr_items_number(&it, TR_CH_YC, 50);
  tr_items_number(&it, TR_CH_HEIGHT, 60);
  tr_bounds b;
  check_box(image_of(env, &it, &b), 10, 30, 80, 40, "between two places, keeping its proportions");
  check_bounds(&b, 10, 20, 90, 80, "the whole box counts");
}

static void looks(const tr_mark_env *env) {
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_OPACITY, 7);
  tr_items_value(&it, TR_CH_SMOOTH, tr_make_bool(false));
  set_word(&it, TR_CH_BLEND, "multiply");
  set_word(&it, TR_CH_TOOLTIP, "tip");
  set_word(&it, TR_CH_DESCRIPTION, "words");
  set_word(&it, TR_CH_HREF, "https://example.org/");
  const tr_image *image = image_of(env, &it, NULL);
  check(image && image->opacity == 1 && !image->smooth && image->blend == TR_BLEND_MULTIPLY);
  if (!image) return;
  check_str(image->title, "tip");
  check_str(image->alt, "words");
  check_str(image->href, "https://example.org/");
  check(image->px_w == 40 && image->px_h == 20 && tr_str_is(image->type, "image/png"));
}

/* Without a picture nothing is drawn, and only a box that was given counts. */
static void none(const tr_mark_env *env) {
  static const tr_picture *const nothing[] = {NULL};
  tr_items it = {.n = 1, .pictures = nothing};
  tr_mark_draw *draw = tr_mark_find(TR_S("image"))->draw;
  tr_items_number(&it, TR_CH_X, 100);
  tr_bounds b;
  check(!drawn(env, draw, &it, &b));
  check_bounds(&b, 100, 0, 100, 0, "no picture, no size");
  tr_items_number(&it, TR_CH_WIDTH, 30);
  check(!drawn(env, draw, &it, &b));
  check_bounds(&b, 100, 0, 130, 0, "no picture, a width");
  tr_items_number(&it, TR_CH_HEIGHT, 0);
  check(!image_of(env, &it, &b)); /* flat: there is nothing to be seen */
}

void test_images(const tr_mark_env *env) {
  sizes(env);
  alignment(env);
  places(env);
  looks(env);
  none(env);
}
