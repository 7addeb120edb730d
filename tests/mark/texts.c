#include "parts.h"

/* Letters are 0.6 em wide here: text.h, tr_font_options. */

static tr_text_look look(const char *baseline) {
  return (tr_text_look){.font = {.size = 10}, .size = 10, .line_height = 12, .baseline = tr_str_z(baseline)};
}

/* vega-scenegraph's offset(): parts of the font size, rounded. */
static void check_drops(void) {
  static const struct {
    const char *baseline;
    double want;
  } rows[] = {{"top", 8},        {"middle", 3},   {"bottom", -2},
              {"alphabetic", 0}, {"line-top", 9}, {"line-bottom", -3}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_text_look l = look(rows[i].baseline);
    check_num(tr_text_drop(&l), rows[i].want);
  }
}

static tr_items label(const char *text) {
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, 100);
  tr_items_number(&it, TR_CH_Y, 50);
  tr_items_number(&it, TR_CH_FONT_SIZE, 10);
  set_word(&it, TR_CH_TEXT, text);
  set_color(&it, TR_CH_FILL);
  return it;
}

/* Bounds are made of the font size and the advance, not of ink. */
static void check_bounds_of(const tr_mark_env *env) {
  tr_items it = label("abcde");
  tr_bounds b;
  const tr_text *text = (const tr_text *)drawn(env, tr_draw_texts, &it, &b);
  check(text && text->node.kind == TR_NODE_TEXT);
  check_str(text->text, "abcde");
  check_bounds(&b, 100, 42, 130, 52, "from the baseline: 0.8 em up, one em high");
  set_word(&it, TR_CH_ALIGN, "right");
  set_word(&it, TR_CH_BASELINE, "middle");
  drawn(env, tr_draw_texts, &it, &b);
  check_bounds(&b, 70, 45, 100, 55, "right and middle");
  set_word(&it, TR_CH_ALIGN, "center");
  drawn(env, tr_draw_texts, &it, &b);
  check_bounds(&b, 85, 45, 115, 55, "centred");
  tr_items_number(&it, TR_CH_ANGLE, 90);
  drawn(env, tr_draw_texts, &it, &b);
  check_bounds(&b, 95, 35, 105, 65, "turned");
}

static void check_limit(const tr_mark_env *env) {
  tr_items it = label("abcdefghij");
  tr_items_number(&it, TR_CH_LIMIT, 30);
  const tr_text *text = (const tr_text *)drawn(env, tr_draw_texts, &it, NULL);
  check_str(text->text, "abc\xE2\x80\xA6");
  tr_items_number(&it, TR_CH_LIMIT, 61);
  text = (const tr_text *)drawn(env, tr_draw_texts, &it, NULL);
  check_str(text->text, "abcdefghij"); /* 60 px wide */
}

static void check_lines(const tr_mark_env *env) {
  tr_str *lines;
  tr_value text = tr_make_string(TR_S("one|two|three"));
  check(tr_text_lines_of(env->ctx, &text, TR_S("|"), &lines) == 3);
  check_str(lines[2], "three");
  check(tr_text_lines_of(env->ctx, &text, (tr_str){0}, &lines) == 1);
  tr_items it = label("ab|cdef");
  set_word(&it, TR_CH_LINE_BREAK, "|");
  tr_bounds b;
  drawn(env, tr_draw_texts, &it, &b);
  check_bounds(&b, 100, 42, 124, 64, "two lines, two px between them");
}

static void check_weights(void) {
  tr_value bold = tr_make_string(TR_S("bold")), heavy = tr_make_number(800),
           text = tr_make_string(TR_S("600"));
  check_num(tr_font_weight_of(&bold), 700);
  check_num(tr_font_weight_of(&heavy), 800);
  check_num(tr_font_weight_of(&text), 600);
  check_num(tr_font_weight_of(NULL), 400);
}

void test_texts(const tr_mark_env *env) {
  check_drops();
  check_bounds_of(env);
  check_limit(env);
  check_lines(env);
  check_weights();
}
