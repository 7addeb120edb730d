#include "page/page-priv.h"

/* The fields of every block. */

#define T TR_P_TEMPLATE
const tr_prop tr_block_kind_props[] = {
    {"block", TR_P_STRING, NULL, 0, 0, NULL, "kind of the block", "@blocks"}, {0}};
const tr_prop tr_block_use_props[] = {{"use", TR_P_STRING, NULL, 0, 0, NULL, "name of a composition"}, {0}};
const tr_prop tr_block_common[] = {
    {"id", TR_P_STRING | T, NULL, 0, 0, NULL, "name in the picture"},
    {"when", TR_P_BOOL | TR_P_STRING | T, NULL, 0, 0, "true", "shown where true"},
    {"width", TR_P_LENGTH | T, NULL, 0, 0, NULL, "width"},
    {"height", TR_P_LENGTH | T, NULL, 0, 0, NULL, "height"},
    {"min", TR_P_LENGTH | T, NULL, 0, 0, NULL, "least width"},
    {"max", TR_P_LENGTH | T, NULL, 0, 0, NULL, "largest width"},
    {"min_height", TR_P_LENGTH | T, NULL, 0, 0, NULL, "least height"},
    {"max_height", TR_P_LENGTH | T, NULL, 0, 0, NULL, "largest height"},
    {"grow", TR_P_NUMBER | T, NULL, 0, 1000, "0", "share of the room left over along the parent"},
    {"span", TR_P_NUMBER | T, NULL, 1, 100, "1", "columns taken in a grid"},
    {"row_span", TR_P_NUMBER | T, NULL, 1, 100, "1", "rows taken in a grid"},
    {"align", TR_P_ENUM | T, "start|center|end|stretch|baseline", 0, 0, NULL, "how content lies across"},
    {"pad", TR_P_LENGTH | TR_P_ARRAY | T, NULL, 0, 0, "0", "room around the content"},
    {"fill", TR_P_STRING | T, NULL, 0, 0, NULL, "colour of the panel"},
    {"stroke", TR_P_STRING | T, NULL, 0, 0, NULL, "colour of the panel's line"},
    {"stroke_width", TR_P_LENGTH | T, NULL, 0, 0, "1", "its width"},
    {"radius", TR_P_LENGTH | T, NULL, 0, 0, "0", "corners of the panel"},
    {"accent_side", TR_P_ENUM | T, "left|right|top|bottom", 0, 0, NULL, "the line along one side only"},
    {"role", TR_P_ENUM | T, "heading|paragraph|list|item|table|row|cell|figure|chart|decoration|none", 0, 0,
     NULL, "what it is to a reader"},
    {"alt", TR_P_TEXT | T, NULL, 0, 0, NULL, "alternative text"},
    {"lang", TR_P_STRING | T, NULL, 0, 0, NULL, "language of the content"},
    {"link", TR_P_STRING | T, NULL, 0, 0, NULL, "address"},
    {"fit_group", TR_P_STRING | T, NULL, 0, 0, NULL, "texts of one group have one size"},
    {"priority", TR_P_NUMBER | T, NULL, -1e6, 1e6, NULL, "the lower, the sooner it may be dropped"},
    {"sizes", TR_P_OBJECT, NULL, 0, 0, NULL, "overrides by size"},
    {0}};

/* --- Colours ------------------------------------------------------------------------------------------- */

tr_paint tr_page_role(tr_page *page, const char *role) {
  tr_color c = {0, 0, 0, 1};
  tr_theme_color(page->theme, tr_str_z(role), &c);
  return tr_paint_solid(c, role);
}

bool tr_page_color(tr_page *page, const tr_value *v, tr_paint *out) {
  tr_str s = tr_string(v);
  tr_color c;
  *out = tr_paint_none();
  if (tr_is_nil(v) || tr_str_is(s, "none")) return true;
  if (tr_theme_color(page->theme, s, &c)) {
    *out = tr_paint_solid(c, tr_str_copy(page->ctx->doc, s).p);
    return true;
  }
  if (tr_color_parse(s, &c)) {
    *out = tr_paint_solid(c, NULL);
    return true;
  }
  const char *hint = tr_did_you_mean(page->ctx, s, tr_theme_roles(page->theme));
  tr_error(page->ctx, TR_INPUT, tr_pos_of(v), hint ? hint : "a role of the theme, or a CSS colour",
           "unknown colour \"%.*s\"", TR_FMT(s));
  return false;
}

/* --- Reading ------------------------------------------------------------------------------------------- */

static bool read_lengths(tr_page *page, tr_block *b) {
  const struct {
    const char *name;
    tr_len *out;
  } rows[] = {{"width", &b->width}, {"height", &b->height},    {"min", &b->min_w},
              {"max", &b->max_w},   {"min_height", &b->min_h}, {"max_height", &b->max_h}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (!tr_len_parse(page, tr_get(&b->props, rows[i].name), rows[i].out)) return false;
  tr_len radius, stroke_width;
  if (!tr_len_parse(page, tr_get(&b->props, "radius"), &radius) ||
      !tr_len_parse(page, tr_get(&b->props, "stroke_width"), &stroke_width))
    return false;
  b->radius = tr_len_px(radius, 0, 0);
  b->stroke_width = tr_len_px(stroke_width, 0, fmax(1, page->u / 8));
  const tr_value *pad = tr_get(&b->props, "pad");
  return !pad || tr_edges_parse(page, pad, &b->pad);
}

static tr_role role_of(tr_str name) {
  static const struct {
    const char *name;
    tr_role role;
  } rows[] = {{"heading", TR_ROLE_HEADING}, {"paragraph", TR_ROLE_PARAGRAPH},
              {"list", TR_ROLE_LIST},       {"item", TR_ROLE_ITEM},
              {"table", TR_ROLE_TABLE},     {"row", TR_ROLE_ROW},
              {"cell", TR_ROLE_CELL},       {"figure", TR_ROLE_FIGURE},
              {"chart", TR_ROLE_CHART},     {"decoration", TR_ROLE_DECORATION}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (tr_str_is(name, rows[i].name)) return rows[i].role;
  return TR_ROLE_NONE;
}

static size_t span_of(const tr_block *b, const char *name) {
  return (size_t)tr_get_number(&b->props, name, 1);
}

bool tr_block_read_common(tr_page *page, tr_block *b) {
  b->id = tr_get_string(&b->props, "id", (tr_str){0});
  b->lang = tr_get_string(&b->props, "lang", (tr_str){0});
  b->link = tr_get_string(&b->props, "link", (tr_str){0});
  b->accent_side = tr_get_string(&b->props, "accent_side", (tr_str){0});
  b->grow = tr_get_number(&b->props, "grow", 0);
  b->priority = tr_get_number(&b->props, "priority", NAN);
  b->span = span_of(b, "span");
  b->row_span = span_of(b, "row_span");
  b->role = role_of(tr_get_string(&b->props, "role", (tr_str){0}));
  return tr_page_words(page, tr_get(&b->props, "alt"), &b->alt) && read_lengths(page, b) &&
         tr_page_color(page, tr_get(&b->props, "fill"), &b->fill) &&
         tr_page_color(page, tr_get(&b->props, "stroke"), &b->stroke);
}
