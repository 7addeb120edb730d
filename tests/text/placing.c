#include "cases.h"

/* Where lines, runs and glyphs lie. */

static tr_text *set(tr_ctx *ctx, tr_fonts *fonts, tr_para para, const tr_span_style *span) {
  para.spans = span;
  para.n_spans = 1;
  return tr_text_set(ctx, fonts, &para);
}

static void alignment(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    tr_align align;
    double width, x;
  } rows[] = {
      {TR_ALIGN_START, 0, 0},   {TR_ALIGN_CENTER, 0, -9},   {TR_ALIGN_END, 0, -18},
      {TR_ALIGN_START, 100, 0}, {TR_ALIGN_CENTER, 100, 41}, {TR_ALIGN_END, 100, 82},
  };
  tr_span_style span = {.to = 100, .font = {.size = 10}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    tr_para para = {.text = TR_S("abc"), .width = rows[i].width, .align = rows[i].align};
    tr_text *text = set(ctx, fonts, para, &span);
    check_num(text->lines[0].x, rows[i].x);
    check_num(text->runs[0].glyphs[1].x, rows[i].x + 6);
    check_num(text->lines[0].baseline, 8); /* the synthetic ascent */
    check_num(text->runs[0].glyphs[1].y, 8);
    check_num(text->logical.x, rows[i].x);
    check_num(text->logical.y, 0);
    check_num(text->logical.w, 18);
    check_num(text->logical.h, 10);
  }
}

/* Right-to-left paragraphs start at the right of their box. */
static void right_to_left(tr_ctx *ctx, tr_fonts *fonts) {
  tr_span_style span = {.to = 100, .font = {.size = 10}};
  tr_text *text = set(ctx, fonts, (tr_para){.text = TR_S("שלום"), .width = 100}, &span);
  check(text->rtl && text->lines[0].rtl);
  check_num(text->lines[0].x, 76);
  text = set(ctx, fonts, (tr_para){.text = TR_S("abc שלום"), .width = 100}, &span);
  check(!text->rtl);
  check_num(text->lines[0].x, 0);
}

static void one_line_for_charts(tr_ctx *ctx, tr_fonts *fonts) {
  tr_font font = {.size = 10};
  tr_paint paint = tr_paint_solid((tr_color){1, 0, 0, 1}, NULL);
  tr_text *text = tr_text_line_set(ctx, fonts, TR_S("ab\ncd"), &font, TR_ALIGN_END, paint);
  check(text->n_lines == 1 && text->n_runs == 1 && text->n_styles == 1);
  check_str(text->text, "ab cd"); /* a newline is a space, as on a canvas */
  check_num(text->lines[0].baseline, 0);
  check_num(text->lines[0].x, -30);
  check_num(text->logical.y, -8);
  check_num(text->runs[0].glyphs[4].x, -6);
  check_num(text->runs[0].glyphs[4].y, 0);
  check(text->styles[0].paint.kind == TR_PAINT_SOLID && text->styles[0].paint.color.r == 1);
  check(text->styles[0].face != NULL);
  check_num(text->opacity, 1);
}

static void spans_make_runs(tr_ctx *ctx, tr_fonts *fonts) {
  tr_span_style spans[] = {
      {.to = 2, .font = {.size = 10}},
      {.from = 2, .to = 4, .font = {.size = 20, .weight = 700}, .underline = true},
      {.from = 4, .to = 5, .font = {.size = 5}, .rise = 4, .link = TR_S("https://example.org")},
  };
  tr_para para = {.text = TR_S("abcde"), .spans = spans, .n_spans = 3};
  tr_text *text = tr_text_set(ctx, fonts, &para);
  check(text->n_runs == 3 && text->n_styles == 3);
  check_num(text->lines[0].width, 12 + 24 + 3);
  check_num(text->lines[0].baseline, 16); /* of the largest style */
  check_num(text->runs[1].glyphs[0].x, 12);
  check_num(text->runs[2].glyphs[0].x, 36);
  check_num(text->runs[2].glyphs[0].y, 12); /* raised by 4 */
  check(text->runs[1].from == 2 && text->runs[1].to == 4 && text->runs[1].style == 1);
  check(text->styles[1].underline && text->styles[1].weight == 700);
  check_str(text->styles[2].link, "https://example.org");
}

static void pitch(tr_ctx *ctx, tr_fonts *fonts) {
  tr_span_style span = {.to = 100, .font = {.size = 10}};
  tr_text *text = set(ctx, fonts, (tr_para){.text = TR_S("a\nb")}, &span);
  check_num(text->lines[1].baseline - text->lines[0].baseline, 14);
  text = set(ctx, fonts, (tr_para){.text = TR_S("a\n\nb"), .pitch = 2, .pitch_by_ink = true}, &span);
  check_num(text->lines[2].baseline, 48);
  /* synthetic ink is 0.8 up and 0.2 down: with the gap, 1.05 em */
  text = set(ctx, fonts, (tr_para){.text = TR_S("a\nb"), .pitch = 0.5, .pitch_by_ink = true}, &span);
  check_near(text->lines[1].baseline - text->lines[0].baseline, 10.5, 1e-9);
  check_num(text->logical.h, 20.5);
}

static void letter_spacing(tr_ctx *ctx, tr_fonts *fonts) {
  tr_font font = {.size = 10, .letter_spacing = 2};
  check_num(tr_text_width(ctx, fonts, TR_S("abc"), &font), 22); /* none after the last */
  font.letter_spacing = 0;
  check_num(tr_text_width(ctx, fonts, TR_S("abc"), &font), 18);
}

static void synthetic_widths(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    const char *text;
    double width;
  } rows[] = {{"", 0},       {"a", 6}, {"ab c", 24}, {"한국", 20}, {"日本", 20}, {"e\u0301\u0302", 6},
              {"x\u0302", 6}};
  tr_font font = {.size = 10, .weight = 900, .italic = true};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    check_num(tr_text_width(ctx, fonts, tr_str_z(rows[i].text), &font), rows[i].width);
  tr_font_metrics m = tr_font_measure(ctx, fonts, &font);
  check_num(m.ascent, 8);
  check_num(m.descent, 2);
}

/* Stacked capitals under letters with marks below: the ink, not the style, decides. */
static void stacked_capitals(tr_ctx *ctx) {
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  tr_span_style span = {.to = 100, .font = {.size = 100}};
  tr_para para = {.text = TR_S("ựệỵ\nẤẨỄ"), .pitch = 1.4};
  tr_text *text = set(ctx, fonts, para, &span);
  check_near(text->lines[1].baseline - text->lines[0].baseline, 140, 1e-9);
  para.pitch_by_ink = true;
  text = set(ctx, fonts, para, &span);
  const tr_text_line *a = &text->lines[0], *b = &text->lines[1];
  check(b->baseline - a->baseline > 140 && b->baseline - a->baseline < 155);
  check_near(b->ink.y - (a->ink.y + a->ink.h), 5, 1e-9);
  para.text = TR_S("xox\nxox");
  text = set(ctx, fonts, para, &span);
  check_near(text->lines[1].baseline - text->lines[0].baseline, 140, 1e-9);
}

/* Every glyph of a line lies where the one before it ends, but for kerning offsets. */
static void runs_follow_each_other(tr_ctx *ctx) {
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  tr_span_style spans[] = {{.to = 6, .font = {.size = 20}},
                           {.from = 6, .to = 100, .font = {.size = 20}, .paint = {.kind = TR_PAINT_SOLID}}};
  tr_para para = {.text = TR_S("AVATAV AWAY 한국 To"), .spans = spans, .n_spans = 2};
  tr_text *text = tr_text_set(ctx, fonts, &para);
  double pen = 0;
  size_t n = 0;
  for (size_t r = 0; r < text->n_runs; r++)
    for (size_t i = 0; i < text->runs[r].n; i++, n++) {
      check_near(text->runs[r].glyphs[i].x, pen, 1e-9);
      pen += text->runs[r].glyphs[i].advance;
    }
  check_near(pen, text->lines[0].width, 1e-9);
  check(n == 17);
  /* a change of colour does not change the widths */
  check_near(pen, tr_text_width(ctx, fonts, para.text, &(tr_font){.size = 20}), 1e-9);
}

void placing_cases(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.synthetic = true});
  alignment(ctx, fonts);
  right_to_left(ctx, fonts);
  one_line_for_charts(ctx, fonts);
  spans_make_runs(ctx, fonts);
  pitch(ctx, fonts);
  letter_spacing(ctx, fonts);
  synthetic_widths(ctx, fonts);
  stacked_capitals(ctx);
  runs_follow_each_other(ctx);
  check(ctx->n_errors == 0 && ctx->n_warnings == 0);
  tr_ctx_free(ctx);
}
