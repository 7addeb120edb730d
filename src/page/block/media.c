#include "page/page-priv.h"

/* A picture: for now an icon, drawn as its outline; the other forms are named and refused. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"form", TR_P_ENUM | T, "icon|image|logo|flag|qr", 0, 0, "icon", "what sort of picture"},
    {"icon", TR_P_STRING | T, NULL, 0, 0, NULL, "name of an icon"},
    {"icon_size", TR_P_LENGTH | T, NULL, 0, 0, "2.5em", "side of the icon"},
    {"color", TR_P_STRING | T, NULL, 0, 0, "accent", "role of the theme, or a CSS colour"},
    {"badge", TR_P_STRING | T, NULL, 0, 0, NULL, "colour of a disc behind the icon"},
    {0}};

typedef struct media {
  tr_path icon;
  double side; /* px at ratio 1 */
  tr_paint paint, badge;
  tr_align align;
} media;

static bool read(tr_page *page, tr_block *b) {
  media *m = b->data = TR_NEW(page->ctx->doc, media);
  const tr_value *form = tr_get(&b->props, "form"), *icon = tr_get(&b->props, "icon");
  if (form && !tr_str_is(tr_string(form), "icon")) {
    tr_error(page->ctx, TR_UNSUPPORTED, tr_pos_of(form), "form: icon",
             "media of form \"%.*s\" is not there yet", TR_FMT(tr_string(form)));
    return false;
  }
  if (!icon) {
    b->dropped = true; /* a fact without an icon shows none */
    return true;
  }
  tr_str align = tr_get_string(&b->props, "align", (tr_str){0});
  m->align = tr_str_is(align, "center") ? TR_ALIGN_CENTER
             : tr_str_is(align, "end")  ? TR_ALIGN_END
                                        : TR_ALIGN_START;
  tr_len side;
  const tr_value *color = tr_get(&b->props, "color");
  m->paint = tr_page_role(page, "accent");
  if (!tr_len_parse(page, tr_get(&b->props, "icon_size"), &side) ||
      (color && !tr_page_color(page, color, &m->paint)) ||
      !tr_page_color(page, tr_get(&b->props, "badge"), &m->badge))
    return false;
  m->side = tr_len_px(side, page->size.width, 2.5 * page->base);
  if (b->role == TR_ROLE_NONE && b->alt.n == 0) b->role = TR_ROLE_DECORATION;
  return tr_icon_path(page->ctx, page->env.fonts, tr_string(icon), tr_pos_of(icon), &m->icon);
}

/* Icons go with the text when it is made smaller or larger to fit the page. */
static double side_now(const tr_page *page, const tr_block *b) {
  const media *m = b->data;
  return m->side * fmin(page->ratio, 1.5);
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  *min = *natural = side_now(page, b);
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  (void)width;
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
                                      .help = "a picture: an icon",
                                      .props = props,
                                      .read = read,
                                      .widths = widths,
                                      .heights = heights,
                                      .place = place};
