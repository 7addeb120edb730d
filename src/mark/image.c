#include "mark/mark-priv.h"
#include "scene/picture.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

/* An image as Vega places it (vega-scenegraph, marks/image.js). The size that is said counts for the layout,
   of which a picture's own is no part: Vega lays out before it loads pictures. The picture is drawn into the
   box of its size, alignment and baseline, or where it keeps its proportions into the middle of it. */
typedef struct placed {
  tr_box counted, drawn;
} placed;

static bool is_false(const tr_items *it, tr_channel_id id, size_t i) {
  const tr_value *v = tr_item_value(it, id, i);
  return tr_is(v, TR_BOOL) && !v->boolean;
}

/* A side that is not given goes with the other one (0 where that is not given either), or is the picture's.
 */
static double missing_side(bool aspect, double other, double own, double own_other) {
  return aspect && other > 0 ? other * own / own_other : own;
}

static double shift(tr_str align, const char *middle, const char *end, double length) {
  return tr_str_is(align, middle) ? length / 2 : tr_str_is(align, end) ? length : 0;
}

/* The largest box of W to H in the middle of B. */
static tr_box fitted(tr_box b, double w, double h) {
  if (!(b.w > 0) || !(b.h > 0)) return b;
  double scale = fmin(b.w / w, b.h / h);
  return (tr_box){b.x + (b.w - w * scale) / 2, b.y + (b.h - h * scale) / 2, w * scale, h * scale};
}

static void align(const tr_items *it, size_t i, tr_box *b) {
  b->x -= shift(tr_item_string(it, TR_CH_ALIGN, i, (tr_str){0}), "center", "right", b->w);
  b->y -= shift(tr_item_string(it, TR_CH_BASELINE, i, (tr_str){0}), "middle", "bottom", b->h);
}

static placed place(const tr_items *it, size_t i, const tr_picture *picture) {
  bool wide = tr_has(it, TR_CH_WIDTH) || (tr_has(it, TR_CH_X) && tr_has(it, TR_CH_X2));
  bool high = tr_has(it, TR_CH_HEIGHT) || (tr_has(it, TR_CH_Y) && tr_has(it, TR_CH_Y2));
  bool aspect = !is_false(it, TR_CH_ASPECT, i);
  double w = picture ? picture->width : 0, h = picture ? picture->height : 0;
  tr_box given = tr_item_box(it, i), box = given;
  if (picture && !wide) box.w = missing_side(aspect, given.h, w, h);
  if (picture && !high) box.h = missing_side(aspect, given.w, h, w);
  align(it, i, &given);
  align(it, i, &box);
  bool keeps = picture && aspect && wide && high;
  return (placed){given, keeps ? fitted(box, w, h) : box};
}

static void add(const tr_mark_env *env, const tr_items *it, size_t i, const tr_picture *picture, tr_box box,
                tr_group *parent) {
  tr_image *image = tr_picture_node(env->ctx, picture, box);
  tr_item_info info = tr_info_of(env, it, i);
  image->opacity = fmax(0, fmin(1, tr_item_number(it, TR_CH_OPACITY, i, 1)));
  image->smooth = !is_false(it, TR_CH_SMOOTH, i);
  image->blend = tr_blend_of(it, i);
  image->alt = info.description;
  image->title = info.title;
  image->href = info.href;
  tr_group_add(parent, &image->node);
}

static void draw(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                 tr_bounds *each) {
  for (size_t k = 0; k < tr_items_drawn(it); k++) {
    size_t i = tr_item_at(it, k);
    const tr_picture *picture = it->pictures ? it->pictures[i] : NULL;
    placed p = place(it, i, picture);
    const tr_box *c = &p.counted;
    tr_bounds b = tr_bounds_of(c->x, c->y, c->x + c->w, c->y + c->h);
    tr_bounds_union(bounds, &b);
    if (each) each[k] = b;
    if (picture && p.drawn.w > 0 && p.drawn.h > 0) add(env, it, i, picture, p.drawn, parent);
  }
}

const tr_mark_type tr_mark_image = {
    .name = "image", .help = "pictures from files", .props = props, .draw = draw, .section = "image"};
