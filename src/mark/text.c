#include "mark/mark-priv.h"

#include "base/number.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

int tr_font_weight_of(const tr_value *v) {
  if (tr_is(v, TR_NUMBER)) return (int)fmax(1, fmin(1000, v->number));
  tr_str s = tr_string(v);
  if (tr_str_is(s, "bold") || tr_str_is(s, "bolder")) return 700;
  if (tr_str_is(s, "lighter")) return 300;
  double number;
  return tr_num_parse(s, &number) ? (int)fmax(1, fmin(1000, number)) : 400;
}

static double rounded(double x) { return floor(x + 0.5); }

tr_text_look tr_text_look_of(const tr_items *it, size_t i) {
  tr_text_look look = {.size = tr_item_number(it, TR_CH_FONT_SIZE, i, 11)};
  tr_str style = tr_item_string(it, TR_CH_FONT_STYLE, i, (tr_str){0});
  look.font = (tr_font){.family = tr_item_string(it, TR_CH_FONT, i, TR_S("sans-serif")),
                        .size = look.size,
                        .weight = tr_font_weight_of(tr_item_value(it, TR_CH_FONT_WEIGHT, i)),
                        .italic = tr_str_is(style, "italic") || tr_str_starts(style, "oblique")};
  look.line_height = tr_item_number(it, TR_CH_LINE_HEIGHT, i, look.size + 2);
  look.limit = tr_item_number(it, TR_CH_LIMIT, i, 0);
  look.angle = fmod(tr_item_number(it, TR_CH_ANGLE, i, 0), 360);
  look.align = tr_item_string(it, TR_CH_ALIGN, i, TR_S("left"));
  look.baseline = tr_item_string(it, TR_CH_BASELINE, i, TR_S("alphabetic"));
  look.ellipsis = tr_item_string(it, TR_CH_ELLIPSIS, i, TR_S("…"));
  look.rtl = tr_str_is(tr_item_string(it, TR_CH_DIR, i, (tr_str){0}), "rtl");
  return look;
}

double tr_text_drop(const tr_text_look *look) {
  double h = look->size;
  if (tr_str_is(look->baseline, "top")) return rounded(0.79 * h);
  if (tr_str_is(look->baseline, "middle")) return rounded(0.30 * h);
  if (tr_str_is(look->baseline, "bottom")) return rounded(-0.21 * h);
  if (tr_str_is(look->baseline, "line-top")) return rounded(0.29 * h + 0.5 * look->line_height);
  if (tr_str_is(look->baseline, "line-bottom")) return rounded(0.29 * h - 0.5 * look->line_height);
  return 0;
}

static tr_str cut(const tr_mark_env *env, const tr_text_look *look, tr_str line) {
  line = tr_str_trim(line);
  if (!(look->limit > 0) || line.n == 0 || !(look->size > 0)) return line;
  if (tr_text_width(env->ctx, env->fonts, line, &look->font) < look->limit) return line;
  return tr_text_truncate(env->ctx, env->fonts, line, &look->font, look->limit, look->ellipsis, look->rtl);
}

double tr_text_bounds_width(const tr_mark_env *env, const tr_text_look *look, tr_str line) {
  line = cut(env, look, line);
  if (!(look->size > 0) || line.n == 0) return 0;
  return tr_text_width(env->ctx, env->fonts, line, &look->font);
}

static tr_str line_text(tr_ctx *ctx, const tr_value *v) {
  if (v->kind == TR_STRING) return tr_string(v);
  tr_buf b = tr_buf_of(ctx->scene);
  if (v->kind == TR_NUMBER)
    tr_buf_number(&b, v->number);
  else if (!tr_is_nil(v))
    tr_json_write(&b, v);
  return tr_buf_str(&b);
}

static size_t split(tr_ctx *ctx, tr_str s, tr_str at, tr_str **lines) {
  size_t n = 1, from = 0, next;
  for (size_t i = 0; (next = tr_str_find(s, at.p, i)) != SIZE_MAX; i = next + at.n) n++;
  *lines = TR_NEW_N(ctx->scene, tr_str, n);
  for (size_t k = 0; k < n; k++) {
    next = k + 1 < n ? tr_str_find(s, at.p, from) : s.n;
    (*lines)[k] = tr_str_sub(s, from, next);
    from = next + at.n;
  }
  return n;
}

size_t tr_text_lines_of(tr_ctx *ctx, const tr_value *text, tr_str line_break, tr_str **lines) {
  if (tr_is_nil(text)) return 0;
  if (text->kind == TR_ARRAY) {
    *lines = TR_NEW_N(ctx->scene, tr_str, text->n);
    for (uint32_t i = 0; i < text->n; i++) (*lines)[i] = line_text(ctx, &text->items[i]);
    return text->n;
  }
  tr_str s = line_text(ctx, text);
  if (line_break.n > 0) return split(ctx, s, line_break, lines);
  *lines = TR_NEW(ctx->scene, tr_str);
  **lines = s;
  return s.n > 0 ? 1 : 0;
}

/* Where an item's text is anchored: at x, y, or on a circle about it. */
static void anchor_of(const tr_items *it, size_t i, double *x, double *y) {
  tr_box box = tr_item_box(it, i);
  double r = tr_item_number(it, TR_CH_RADIUS, i, 0), t = tr_item_number(it, TR_CH_THETA, i, 0) - M_PI / 2;
  *x = box.x + (r != 0 ? r * cos(t) : 0);
  *y = box.y + (r != 0 ? r * sin(t) : 0);
}

typedef struct placed_text {
  double x, y, dx, dy; /* anchor, and offset in the turned frame */
  tr_text_look look;
  tr_str *lines;
  size_t n;
} placed_text;

static placed_text place(const tr_mark_env *env, const tr_items *it, size_t i) {
  placed_text t = {.look = tr_text_look_of(it, i)};
  t.n = tr_text_lines_of(env->ctx, tr_item_value(it, TR_CH_TEXT, i),
                         tr_item_string(it, TR_CH_LINE_BREAK, i, (tr_str){0}), &t.lines);
  anchor_of(it, i, &t.x, &t.y);
  t.dx = tr_item_number(it, TR_CH_DX, i, 0);
  t.dy = tr_item_number(it, TR_CH_DY, i, 0) + tr_text_drop(&t.look);
  return t;
}

static tr_bounds text_bounds(const tr_mark_env *env, const placed_text *t) {
  double width = 0, height = t->look.size;
  for (size_t k = 0; k < t->n; k++) width = fmax(width, tr_text_bounds_width(env, &t->look, t->lines[k]));
  if (t->n > 1) height += t->look.line_height * (double)(t->n - 1);
  double left = t->x + t->dx, top = t->y + t->dy - rounded(0.8 * t->look.size);
  if (tr_str_is(t->look.align, "center")) left -= width / 2;
  if (tr_str_is(t->look.align, "right")) left -= width;
  tr_bounds b = {left, top, left + width, top + height};
  if (t->look.angle != 0) tr_bounds_turn(&b, t->look.angle * M_PI / 180, t->x, t->y);
  return b;
}

static tr_align align_of(tr_str align) {
  if (tr_str_is(align, "center")) return TR_ALIGN_CENTER;
  return tr_str_is(align, "right") ? TR_ALIGN_END : TR_ALIGN_START;
}

static void add_line(const tr_mark_env *env, const tr_items *it, size_t i, const placed_text *t, size_t k,
                     tr_group *parent) {
  tr_paint fill = tr_fill_of(it, i), stroke = tr_stroke_of(it, i);
  tr_str line = cut(env, &t->look, t->lines[k]);
  if (line.n == 0 || (fill.kind == TR_PAINT_NONE && stroke.kind == TR_PAINT_NONE)) return;
  tr_text *text = tr_text_line_set(env->ctx, env->fonts, line, &t->look.font, align_of(t->look.align), fill);
  double dx = t->dx, dy = t->dy + t->look.line_height * (double)k, angle = t->look.angle * M_PI / 180;
  text->x = t->x + cos(angle) * dx - sin(angle) * dy;
  text->y = t->y + sin(angle) * dx + cos(angle) * dy;
  text->angle = angle;
  text->stroke = stroke;
  text->stroke_width = tr_item_number(it, TR_CH_STROKE_WIDTH, i, 1);
  tr_item_info info = tr_info_of(env, it, i);
  text->title = info.title;
  text->href = info.href;
  tr_group_add(parent, &text->node);
}

void tr_draw_texts(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                   tr_bounds *each) {
  for (size_t k = 0; k < tr_items_drawn(it); k++) {
    size_t i = tr_item_at(it, k);
    placed_text t = place(env, it, i);
    tr_bounds b = text_bounds(env, &t);
    if (each) each[k] = b;
    tr_bounds_union(bounds, &b);
    if (tr_item_number(it, TR_CH_OPACITY, i, 1) == 0 || !(t.look.size > 0)) continue;
    for (size_t line = 0; line < t.n; line++) add_line(env, it, i, &t, line, parent);
  }
}

const tr_mark_type tr_mark_text = {
    .name = "text", .help = "text at a position", .props = props, .draw = tr_draw_texts, .section = "text"};
