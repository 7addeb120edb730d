#include "parts.h"

#include <math.h>

static size_t count(tr_ctx *ctx, const tr_scene *scene, tr_vec *notes) {
  *notes = tr_vec_of(ctx->scene, sizeof(tr_str));
  tr_scene_faults(ctx, scene, notes);
  return notes->n;
}

static tr_str note_at(const tr_vec *notes, size_t i) {
  return i < notes->n ? *(tr_str *)tr_vec_at(notes, i) : (tr_str){0};
}

/* Ink boxes of two texts on a page of 200 x 100, the second one turned, and what is said. */
static const struct {
  const char *name;
  tr_box a, b;
  double angle;
  const char *note;
} pairs[] = {
    {"apart", {10, 10, 40, 10}, {60, 10, 40, 10}, 0, NULL},
    {"touching", {10, 10, 40, 10}, {50, 10, 40, 10}, 0, NULL},
    {"less than half a px", {10, 10, 40, 10}, {49.6, 10, 40, 10}, 0, NULL},
    {"above each other", {10, 10, 40, 10}, {10, 19.7, 40, 10}, 0, NULL},
    {"over each other", {10, 10, 40, 10}, {30, 15, 40, 10}, 0, "texts \"a\" and \"b\" overlap by 5 px"},
    {"one in the other", {10, 10, 80, 30}, {30, 20, 5, 5}, 0, "texts \"a\" and \"b\" overlap by 5 px"},
    {"left", {-3, 10, 20, 10}, {60, 10, 10, 10}, 0, "text \"a\" leaves the page by 3 px on the left"},
    {"top", {10, -1.25, 20, 10}, {60, 10, 10, 10}, 0, "text \"a\" leaves the page by 1.3 px at the top"},
    {"right", {185, 10, 20, 10}, {60, 10, 10, 10}, 0, "text \"a\" leaves the page by 5 px on the right"},
    {"bottom", {10, 95, 20, 10}, {60, 10, 10, 10}, 0, "text \"a\" leaves the page by 5 px at the bottom"},
    {"at the rim", {-0.4, 90.4, 20, 10}, {60, 10, 10, 10}, 0, NULL},
    /* The upright box around the turned text covers a, the text itself passes by. */
    {"turned, passing by", {60, 12, 30, 8}, {10, 10, 80, 4}, 0.6, NULL},
    {"turned, hitting", {40, 35, 30, 8}, {10, 10, 80, 4}, 0.6, "texts \"b\" and \"a\" overlap by 4 px"},
};

static void two_texts(tr_ctx *ctx) {
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    tr_scene *scene = part_scene(ctx, 200, 100);
    tr_box a = pairs[i].a, b = pairs[i].b;
    tr_vec notes;
    tr_text *turned = part_text(ctx, "b", b.x, b.y, (tr_box){0, 0, b.w, b.h});
    turned->angle = pairs[i].angle;
    tr_group_add(scene->root, &part_text(ctx, "a", 0, 0, a)->node);
    tr_group_add(scene->root, &turned->node);
    check_named(count(ctx, scene, &notes) == (pairs[i].note ? 1 : 0), pairs[i].name);
    check_str_named(note_at(&notes, 0), pairs[i].note ? pairs[i].note : "", pairs[i].name);
  }
}

static void one_paragraph_is_left_alone(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 200, 100);
  tr_group *para = tr_group_new(ctx);
  tr_vec notes;
  tr_group_add(scene->root, &para->node);
  tr_group_add(para, &part_text(ctx, "a", 10, 10, (tr_box){0, 0, 50, 10})->node);
  tr_group_add(para, &part_text(ctx, "b", 20, 10, (tr_box){0, 0, 50, 10})->node);
  check(count(ctx, scene, &notes) == 1);
  para->role = TR_ROLE_PARAGRAPH;
  check(count(ctx, scene, &notes) == 0);
  tr_group_add(scene->root, &part_text(ctx, "c", 25, 15, (tr_box){0, 0, 50, 10})->node);
  check(count(ctx, scene, &notes) == 2);
}

static void places_are_named(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 200, 100);
  tr_group *block = tr_group_new(ctx), *inner = tr_group_new(ctx);
  tr_vec notes;
  block->block_path = TR_S("blocks[2]");
  tr_group_move(block, 190, 0);
  tr_group_add(scene->root, &block->node);
  tr_group_add(block, &inner->node);
  tr_group_add(inner, &part_text(ctx, "Một hai ba bốn năm sáu bảy tám chín mười mười một", 0, 20,
                                 (tr_box){0, -8, 30, 10})
                           ->node);
  check(count(ctx, scene, &notes) == 1);
  check_str(note_at(&notes, 0),
            "text \"Một hai ba bốn năm sáu bảy tám chín mười…\" leaves the page by 20 px on "
            "the right (blocks[2])");
}

static void clipped_ink(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 200, 100);
  tr_group *box = tr_group_new(ctx);
  tr_vec notes;
  box->clipped = true;
  box->clip = part_path(ctx, "M0 0H40V20H0Z");
  tr_group_move(box, 10, 10);
  tr_group_add(scene->root, &box->node);
  tr_group_add(box, &part_text(ctx, "in", 0, 10, (tr_box){1, -8, 30, 10})->node);
  check(count(ctx, scene, &notes) == 0);
  tr_group_add(box, &part_text(ctx, "out", 32, 10, (tr_box){1, -8, 30, 10})->node);
  check(count(ctx, scene, &notes) == 1);
  check_str(note_at(&notes, 0), "text \"out\" is clipped by 23 px on the right");
}

static void invisible_texts_are_no_faults(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 200, 100);
  tr_vec notes;
  tr_text *clear = part_text(ctx, "a", -50, 10, (tr_box){0, 0, 20, 10});
  ((tr_text_style *)clear->styles)->paint.color.a = 0;
  tr_group_add(scene->root, &clear->node);
  tr_group *faint = tr_group_new(ctx);
  faint->opacity = 0;
  tr_group_add(faint, &part_text(ctx, "b", -50, 10, (tr_box){0, 0, 20, 10})->node);
  tr_group_add(scene->root, &faint->node);
  check(count(ctx, scene, &notes) == 0);
}

/* The lines of two texts cross more than once; the pair is one fault. */
static void a_pair_is_said_once(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 200, 100);
  tr_vec notes;
  for (int i = 0; i < 2; i++) {
    tr_text *t = part_text(ctx, i ? "b" : "a", 20, 20 + 3 * i, (tr_box){0, 0, 50, 30});
    tr_text_line *lines = TR_NEW_N(ctx->scene, tr_text_line, 2);
    lines[0] = lines[1] = t->lines[0];
    lines[0].ink = (tr_box){0, 0, 50, 10};
    lines[1].ink = (tr_box){0, 15, 20, 10};
    t->lines = lines;
    t->n_lines = 2;
    tr_group_add(scene->root, &t->node);
  }
  check(count(ctx, scene, &notes) == 1);
}

static void many_texts(tr_ctx *ctx) {
  tr_scene *scene = part_scene(ctx, 20000, 20000);
  double before = ctx->work_left;
  tr_vec notes;
  for (int i = 0; i < 10000; i++)
    tr_group_add(scene->root,
                 &part_text(ctx, "x", 50 * (i % 100) + 1, 20 * (i / 100) + 1, (tr_box){0, 0, 45, 15})->node);
  check(count(ctx, scene, &notes) == 0);
  check(before - ctx->work_left < 10000 * 250); /* a row of 100 and the one above it, not all 10,000 */
}

void test_faults(tr_ctx *ctx) {
  two_texts(ctx);
  one_paragraph_is_left_alone(ctx);
  places_are_named(ctx);
  clipped_ink(ctx);
  invisible_texts_are_no_faults(ctx);
  a_pair_is_said_once(ctx);
  many_texts(ctx);
}
