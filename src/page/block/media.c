#include "page/page-priv.h"
#include "scene/picture.h"

/* A picture: an icon, drawn as its outline, or an image from a file; the other forms are named and refused.
 */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"form", TR_P_ENUM | T, "icon|image|logo|flag|qr", 0, 0, "icon", "what sort of picture"},
    {"src", TR_P_STRING | T, NULL, 0, 0, NULL, "file of an image: PNG, JPEG or SVG"},
    {"icon", TR_P_STRING | T, NULL, 0, 0, NULL, "name of an icon"},
    {"icon_size", TR_P_LENGTH | T, NULL, 0, 0, "2.5em", "side of the icon"},
    {"color", TR_P_STRING | T, NULL, 0, 0, "accent", "role of the theme, or a CSS colour"},
    {"badge", TR_P_STRING | T, NULL, 0, 0, NULL, "colour of a disc behind the icon"},
    {0}};

typedef struct media {
  const tr_picture *picture; /* NULL: an icon */
  tr_path icon;
  double side; /* px at ratio 1 */
  tr_paint paint, badge;
  tr_align align;
} media;

static tr_align align_of(const tr_block *b) {
  tr_str align = tr_get_string(&b->props, "align", (tr_str){0});
  return tr_str_is(align, "center") ? TR_ALIGN_CENTER
         : tr_str_is(align, "end")  ? TR_ALIGN_END
                                    : TR_ALIGN_START;
}

static bool read_icon(tr_page *page, tr_block *b, media *m, const tr_value *icon) {
  tr_len side;
  const tr_value *color = tr_get(&b->props, "color");
  m->paint = tr_page_role(page, "accent");
  if (!tr_len_parse(page, tr_get(&b->props, "icon_size"), &side) ||
      (color && !tr_page_color(page, color, &m->paint)) ||
      !tr_page_color(page, tr_get(&b->props, "badge"), &m->badge))
    return false;
  m->side = tr_len_px(side, page->size.width, 2.5 * page->base);
  return tr_icon_path(page->ctx, page->env.fonts, tr_string(icon), tr_pos_of(icon), &m->icon);
}

/* A fact without a picture shows none. */
static bool read(tr_page *page, tr_block *b) {
  media *m = b->data = TR_NEW(page->ctx->doc, media);
  const tr_value *form = tr_get(&b->props, "form");
  tr_str name = form ? tr_string(form) : TR_S("icon");
  bool image = tr_str_is(name, "image") || tr_str_is(name, "logo");
  const tr_value *what = tr_get(&b->props, image ? "src" : "icon");
  if (!image && !tr_str_is(name, "icon")) {
    tr_error(page->ctx, TR_UNSUPPORTED, tr_pos_of(form), "form: icon or image",
             "media of form \"%.*s\" is not there yet", TR_FMT(name));
    return false;
  }
  if (tr_is_nil(what) || tr_string(what).n == 0) {
    b->dropped = true;
    return true;
  }
  m->align = align_of(b);
  if (b->role == TR_ROLE_NONE && b->alt.n == 0) b->role = TR_ROLE_DECORATION;
  if (b->role == TR_ROLE_NONE && image) b->role = TR_ROLE_FIGURE;
  if (!image) return read_icon(page, b, m, what);
  m->picture = tr_picture_read(page->ctx, tr_string(what), tr_pos_of(what));
  return m->picture;
}

/* --- Images -----------------------------------------------------------------------------------------------
 */

static bool is_given(tr_len length) { return !isnan(length.value); }

/* An image is as large as it is where the block says no size, and never larger than its room. */
static double scale_for(const tr_block *b, double width, double height) {
  const media *m = b->data;
  double scale = fmin(width / m->picture->width, height / m->picture->height);
  return fmax(0, is_given(b->width) || is_given(b->height) ? scale : fmin(1, scale));
}

static void image_widths(const tr_page *page, const tr_block *b, double *min, double *natural) {
  const media *m = b->data;
  bool by_height = is_given(b->height) && !b->height.relative;
  *natural = m->picture->width * (by_height ? b->height.value / m->picture->height : 1);
  *min = fmin(*natural, 3 * page->base);
}

static tr_heights image_heights(const tr_page *page, const tr_block *b, double width) {
  const media *m = b->data;
  double height = m->picture->height * scale_for(b, width, INFINITY);
  return (tr_heights){fmin(height, 3 * page->base), height, NAN};
}

static bool place_image(tr_page *page, const tr_block *b, tr_box in, tr_group *into) {
  const media *m = b->data;
  double scale = scale_for(b, in.w, in.h), w = m->picture->width * scale, h = m->picture->height * scale;
  double left = fmax(0, in.w - w);
  double x = in.x + (m->align == TR_ALIGN_CENTER ? left / 2 : m->align == TR_ALIGN_END ? left : 0);
  tr_image *image = tr_picture_node(page->ctx, m->picture, (tr_box){x, in.y, w, h});
  tr_group_add(into, &image->node);
  return true;
}

/* --- Icons ------------------------------------------------------------------------------------------------
 */

/* Icons go with the text when it is made smaller or larger to fit the page. */
static double side_now(const tr_page *page, const tr_block *b) {
  const media *m = b->data;
  return m->side * fmin(page->ratio, 1.5);
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  if (((const media *)b->data)->picture) {
    image_widths(page, b, min, natural);
    return;
  }
  *min = *natural = side_now(page, b);
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  if (((const media *)b->data)->picture) return image_heights(page, b, width);
  double side = side_now(page, b);
  return (tr_heights){side, side, NAN};
}

static void draw_badge(tr_page *page, const media *m, double x, double y, double side, tr_group *into) {
  tr_marks *disc = tr_marks_new(page->ctx, TR_MARKS_RECT, 1);
  disc->x.one = x;
  disc->y.one = y;
  disc->x2.one = disc->y2.one = side;
  for (size_t i = 0; i < 4; i++) disc->radius[i].one = side / 2;
  disc->fill.one = m->badge;
  tr_group_add(into, &disc->node);
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const media *m = b->data;
  if (m->picture) return place_image(page, b, in, into);
  double side = side_now(page, b);
  double left = fmax(0, in.w - side);
  double x = in.x + (m->align == TR_ALIGN_CENTER ? left / 2 : m->align == TR_ALIGN_END ? left : 0), y = in.y;
  double inner = side;
  if (m->badge.kind != TR_PAINT_NONE) {
    draw_badge(page, m, x, y, side, into);
    inner = side * 0.56;
    x += (side - inner) / 2;
    y += (side - inner) / 2;
  }
  tr_marks *icon = tr_marks_new(page->ctx, TR_MARKS_PATH, 1);
  icon->x.one = x;
  icon->y.one = y;
  icon->scale.one = inner;
  icon->path.one = m->icon;
  icon->fill.one = m->paint;
  tr_group_add(into, &icon->node);
  return true;
}

const tr_block_kind tr_block_media = {.name = "media",
                                      .help = "a picture: an icon or an image",
                                      .props = props,
                                      .read = read,
                                      .widths = widths,
                                      .heights = heights,
                                      .place = place};
