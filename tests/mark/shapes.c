#include "parts.h"

static tr_box box_of(tr_channel_id a, double va, tr_channel_id b, double vb) {
  tr_items it = {.n = 1};
  tr_items_number(&it, a, va);
  tr_items_number(&it, b, vb);
  return tr_item_box(&it, 0);
}

/* Two of x, x2, xc and width make the rectangle, whichever they are. */
static void check_boxes(void) {
  static const struct {
    tr_channel_id a, b;
    double va, vb;
  } rows[] = {
      {TR_CH_X, TR_CH_WIDTH, 10, 20}, {TR_CH_X2, TR_CH_WIDTH, 30, 20}, {TR_CH_XC, TR_CH_WIDTH, 20, 20},
      {TR_CH_X, TR_CH_X2, 10, 30},    {TR_CH_X, TR_CH_X2, 30, 10}, /* in either order */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_box b = box_of(rows[i].a, rows[i].va, rows[i].b, rows[i].vb);
    check_num(b.x, 10);
    check_num(b.w, 20);
  }
  tr_box b = box_of(TR_CH_Y2, 50, TR_CH_HEIGHT, 15);
  check_num(b.y, 35);
  check_num(b.h, 15);
}

static void check_rects(const tr_mark_env *env) {
  tr_items it = {.n = 2};
  set_numbers(env->ctx, &it, TR_CH_X, (double[]){0, 40});
  tr_items_number(&it, TR_CH_Y, 5);
  tr_items_number(&it, TR_CH_WIDTH, 30);
  tr_items_number(&it, TR_CH_HEIGHT, 10);
  set_color(&it, TR_CH_FILL);
  tr_bounds b;
  const tr_node *node = drawn(env, tr_draw_rects, &it, &b);
  check_bounds(&b, 0, 5, 70, 15, "bounds of rectangles");
  check(node && node->kind == TR_NODE_MARKS);
  const tr_marks *marks = (const tr_marks *)node;
  check(marks->kind == TR_MARKS_RECT && marks->n == 2);
  check_num(tr_num_of(&marks->x, 1), 40);
  check_num(tr_num_of(&marks->x2, 1), 30);
  set_color(&it, TR_CH_STROKE);
  tr_items_number(&it, TR_CH_STROKE_WIDTH, 4);
  drawn(env, tr_draw_rects, &it, &b);
  check_bounds(&b, -2, 3, 72, 17, "half the stroke counts");
}

/* What has no place on the picture is not drawn, and the rest is. */
static void check_nowhere(const tr_mark_env *env) {
  tr_items it = {.n = 3};
  set_numbers(env->ctx, &it, TR_CH_X, (double[]){0, NAN, 20});
  tr_items_number(&it, TR_CH_Y, 0);
  tr_items_number(&it, TR_CH_SIZE, 16);
  set_color(&it, TR_CH_FILL);
  tr_bounds b;
  const tr_marks *marks = (const tr_marks *)drawn(env, tr_draw_symbols, &it, &b);
  for (size_t i = 0; i < marks->n; i++) check(isfinite(tr_num_of(&marks->x, i)));
  check(!isnan(b.x1) && !isnan(b.x2));
}

static void check_rules(const tr_mark_env *env) {
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, 10);
  tr_items_number(&it, TR_CH_Y, 20);
  tr_items_number(&it, TR_CH_Y2, 60);
  set_color(&it, TR_CH_STROKE);
  tr_bounds b;
  const tr_marks *marks = (const tr_marks *)drawn(env, tr_draw_rules, &it, &b);
  check(marks->kind == TR_MARKS_RULE);
  check_num(tr_num_of(&marks->x2, 0), 10); /* x2 is x where it is not given */
  check_num(tr_num_of(&marks->y2, 0), 60);
  check_bounds(&b, 9.5, 19.5, 10.5, 60.5, "bounds of a rule");
}

static void check_symbols(const tr_mark_env *env) {
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, 50);
  tr_items_number(&it, TR_CH_Y, 50);
  tr_items_number(&it, TR_CH_SIZE, 100);
  set_word(&it, TR_CH_SHAPE, "square");
  set_color(&it, TR_CH_FILL);
  tr_bounds b;
  drawn(env, tr_draw_symbols, &it, &b);
  check_bounds(&b, 45, 45, 55, 55, "a square of 100 px²");
  set_word(&it, TR_CH_SHAPE, "circle"); /* size is an area of the square around it */
  drawn(env, tr_draw_symbols, &it, &b);
  check_bounds(&b, 45, 45, 55, 55, "a circle as wide as its square");
}

static void check_names(void) {
  for (int id = 0; id < TR_CH_COUNT; id++) {
    const char *name = tr_channel_name((tr_channel_id)id);
    check_named(tr_channel_find(tr_str_z(name)) == (tr_channel_id)id, name);
  }
  check(tr_channel_find(TR_S("colour")) == TR_CH_COUNT);
  const tr_mark_type *const *rows;
  size_t n = tr_mark_types(&rows);
  for (size_t i = 0; i < n; i++)
    check_named(tr_mark_find(tr_str_z(rows[i]->name)) == rows[i] && (rows[i]->draw || rows[i]->parts) &&
                    rows[i]->help,
                rows[i]->name);
  check(!tr_mark_find(TR_S("bars")));
}

void test_shapes(const tr_mark_env *env) {
  check_boxes();
  check_rects(env);
  check_nowhere(env);
  check_rules(env);
  check_symbols(env);
  check_names();
}
