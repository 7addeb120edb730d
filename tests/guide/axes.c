#include "parts.h"

/* Axes and titles with the measurer that opens no font: letters are 0.6 em wide. */

typedef struct bench {
  tr_ctx *ctx;
  tr_env env;
  tr_value config;
  tr_guide_env guides;
  tr_vec notes;
} bench;

static tr_value read(tr_ctx *ctx, const char *json) {
  tr_value v;
  uint32_t file = tr_source_add(ctx, TR_S("props"), tr_str_z(json), (tr_str){0});
  check(tr_document_read(ctx, file, &v));
  return v;
}

static void set_up(bench *b, tr_ctx *ctx) {
  tr_font_options options = {.synthetic = true};
  *b = (bench){.ctx = ctx, .env = {.locale = tr_locale_en(), .fonts = tr_fonts_new(ctx, &options)}};
  b->guides = (tr_guide_env){.ctx = ctx,
                             .env = &b->env,
                             .fonts = b->env.fonts,
                             .config = tr_config_defaults(ctx),
                             .vega = tr_config_vega(ctx)};
}

static const tr_scale *line(tr_ctx *ctx, double from, double to) {
  tr_value *domain = TR_NEW_N(ctx->doc, tr_value, 2), *range = TR_NEW_N(ctx->doc, tr_value, 2);
  domain[0] = tr_make_number(0);
  domain[1] = tr_make_number(10);
  range[0] = tr_make_number(from);
  range[1] = tr_make_number(to);
  tr_scale_spec spec = {.type = tr_scale_type_find(TR_S("linear")),
                        .domain = domain,
                        .n_domain = 2,
                        .range = range,
                        .n_range = 2,
                        .domain_min = NAN,
                        .domain_max = NAN,
                        .domain_mid = NAN,
                        .padding = NAN,
                        .padding_inner = NAN,
                        .padding_outer = NAN,
                        .align = NAN,
                        .exponent = NAN,
                        .base = NAN,
                        .constant = NAN,
                        .range_step = NAN,
                        .gamma = NAN,
                        .nice_count = {.count = NAN, .min_step = NAN}};
  return tr_scale_new(ctx, &spec);
}

/* Texts of a drawn axis in paint order, joined with "|". */
static void collect(const tr_group *g, tr_buf *out) {
  for (const tr_node *n = g->first; n; n = n->next) {
    if (n->kind == TR_NODE_GROUP) collect((const tr_group *)n, out);
    if (n->kind == TR_NODE_TEXT) tr_buf_printf(out, "%.*s|", TR_FMT(((const tr_text *)n)->text));
  }
}

static tr_str texts(tr_ctx *ctx, const tr_group *g) {
  tr_buf out = tr_buf_of(ctx->scene);
  collect(g, &out);
  return tr_buf_str(&out);
}

static void check_below(bench *b) {
  tr_value props = read(b->ctx, "{\"orient\": \"bottom\", \"title\": \"Height\", \"tickCount\": 5}");
  tr_axis axis = {.scale = line(b->ctx, 0, 200), .props = &props, .is_x = true, .width = 200, .height = 100};
  tr_group *parent = tr_group_new(b->ctx);
  tr_bounds bounds = tr_bounds_none();
  tr_axis_build(&b->guides, &axis, parent, &bounds);
  check_str(texts(b->ctx, parent), "0|2|4|6|8|10|Height|");
  check(bounds.y1 >= 99 && bounds.y2 > 120);
  check_near(bounds.x1, -3, 1e-9); /* half the first label, half the last */
  check_near(bounds.x2, 206, 1e-9);
  double without = bounds.y2;
  props = read(b->ctx, "{\"orient\": \"bottom\", \"tickCount\": 5, \"labels\": false}");
  tr_bounds less = tr_bounds_none();
  parent = tr_group_new(b->ctx);
  tr_axis_build(&b->guides, &axis, parent, &less);
  check_str(texts(b->ctx, parent), "");
  check(less.y2 < without);
}

static void check_left(bench *b) {
  tr_value props = read(b->ctx, "{\"orient\": \"left\", \"values\": [0, 5, 10, 20], \"labelLimit\": 0}");
  tr_axis axis = {.scale = line(b->ctx, 100, 0), .props = &props, .width = 200, .height = 100};
  tr_group *parent = tr_group_new(b->ctx);
  tr_bounds bounds = tr_bounds_none();
  tr_axis_build(&b->guides, &axis, parent, &bounds);
  check_str(texts(b->ctx, parent), "0|5|10|"); /* 20 lies outside */
  check(bounds.x1 < -12 && bounds.x2 <= 1);
}

static void check_title(bench *b) {
  tr_value props = read(b->ctx, "{\"text\": \"Heading\", \"subtitle\": \"and more\", \"anchor\": \"start\"}");
  tr_group *parent = tr_group_new(b->ctx);
  tr_bounds view = tr_bounds_of(0, 0, 200, 100);
  tr_title_build(&b->guides, &props, 200, 100, parent, &view);
  check_str(texts(b->ctx, parent), "Heading|and more|");
  check(view.y1 < -20);
  check_num(view.y2, 100);
}

void test_axes(tr_ctx *ctx) {
  bench b;
  set_up(&b, ctx);
  check_below(&b);
  check_left(&b);
  check_title(&b);
}
