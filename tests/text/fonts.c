#include "cases.h"

#include <stdlib.h>

/* Faces, metrics, missing glyphs, limits, NFC. */

static tr_fonts *bundled(tr_ctx *ctx) { return tr_fonts_new(ctx, &(tr_font_options){.no_system = true}); }

static tr_text *line(tr_ctx *ctx, tr_fonts *fonts, const char *text, tr_font font) {
  return tr_text_line_set(ctx, fonts, tr_str_z(text), &font, TR_ALIGN_START, tr_paint_none());
}

static bool said(const tr_ctx *ctx, const char *words) {
  for (size_t i = 0; i < ctx->diags.n; i++)
    if (tr_str_find(((const tr_diag *)tr_vec_at(&ctx->diags, i))->text, words, 0) != SIZE_MAX) return true;
  return false;
}

static void nearest_face(void) {
  static const struct {
    const char *family;
    int weight;
    bool italic;
    const char *got_family, *style;
  } rows[] = {
      {"", 0, false, "Be Vietnam Pro", "Regular"},
      {"sans-serif", 400, true, "Be Vietnam Pro", "Italic"},
      {"serif", 700, false, "Be Vietnam Pro", "Bold"},
      {"'be vietnam pro', monospace", 650, true, "Be Vietnam Pro", "Bold Italic"},
      {"system-ui", 350, false, "Be Vietnam Pro", "Light"},
      {"Pretendard", 100, false, "Pretendard", "Regular"},
      {"\"Pretendard\"", 900, false, "Pretendard", "Bold"},
      {"Pretendard", 450, false, "Pretendard", "Medium"},
      {"Pretendard", 600, true, "Pretendard", "SemiBold"}, /* no italic: upright, never slanted by machine */
  };
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    tr_font font = {
        .family = tr_str_z(rows[i].family), .size = 12, .weight = rows[i].weight, .italic = rows[i].italic};
    const tr_face *face = line(ctx, fonts, "abc", font)->runs[0].face;
    check_str(face->family, rows[i].got_family);
    check_str(face->style, rows[i].style);
    check(face->bundled && face->index == 0);
    check(tr_face_bytes(ctx, face).n > 10000);
  }
  check(ctx->n_warnings == 0 && ctx->n_errors == 0);
  const tr_face *const *all;
  check(tr_faces_bundled(ctx, fonts, &all) == 22);
  tr_ctx_free(ctx);
}

static void unknown_family(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  tr_font font = {.family = TR_S("No Such Font, sans-serif"), .size = 12}, plain = {.size = 12};
  double width = tr_text_width(ctx, fonts, TR_S("Việt Nam"), &font);
  check_num(width, tr_text_width(ctx, fonts, TR_S("Việt Nam"), &plain));
  line(ctx, fonts, "again", font);
  check(ctx->n_warnings == 1 && ctx->n_errors == 0);
  check(said(ctx, "\"No Such Font\""));
  tr_ctx_free(ctx);
}

/* A folder of the user's: the icon font stands for a family that is not bundled. */
static void font_folder(void) {
  tr_ctx *ctx = tr_ctx_new();
  char dir[4096];
  snprintf(dir, sizeof dir, "%s/fonts/lucide", getenv("TRANH_DATA"));
  tr_str dirs[] = {tr_str_z(dir)};
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true, .dirs = dirs, .n_dirs = 1});
  tr_font font = {.family = TR_S("Lucide"), .size = 12};
  tr_text *text = line(ctx, fonts, "\ue038", font); /* activity */
  check(text->n_missing == 0 && text->n_runs == 1);
  check_str(text->runs[0].face->family, "lucide");
  check(!text->runs[0].face->bundled);
  check(ctx->n_warnings == 0 && ctx->n_errors == 0);
  tr_str none[] = {TR_S("/no/such/folder")};
  tr_fonts_new(ctx, &(tr_font_options){.no_system = true, .dirs = none, .n_dirs = 1});
  check(ctx->n_errors == 1);
  tr_ctx_free(ctx);
}

static void missing_glyphs(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  tr_font font = {.size = 12};
  tr_text *text = line(ctx, fonts, "a\U0001f600b กข\u200d", font); /* an emoji and two Thai letters */
  check(text->n_missing == 3);
  check(ctx->n_warnings == 1);
  check(said(ctx, "U+1F600") && said(ctx, "U+0E01") && said(ctx, "U+0E02") && !said(ctx, "U+200D"));
  line(ctx, fonts, "กข", font);
  check(ctx->n_warnings == 1); /* once each */
  line(ctx, fonts, "ค", font);
  check(ctx->n_warnings == 2);
  check(text->lines[0].width > 0);
  text = line(ctx, fonts, "한국 → ≥ “x”", font);
  check(text->n_missing == 0 && ctx->n_warnings == 2);
  tr_ctx_free(ctx);
}

/* The same page from both normal forms. */
static void normal_forms(void) {
  static const char *const pairs[][2] = {
      {"Việt Nam", "Vie\u0323\u0302t Nam"},         {"ẤẨỄ", "A\u0302\u0301A\u0302\u0309E\u0302\u0303"},
      {"ựệỵ", "u\u031b\u0323e\u0323\u0302y\u0323"}, {"한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"},
      {"Ångström", "A\u030angstro\u0308m"},
  };
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    tr_str nfc = tr_str_z(pairs[i][0]), nfd = tr_str_z(pairs[i][1]);
    check_str(tr_text_nfc(ctx->doc, nfd), pairs[i][0]);
    check(tr_text_nfc(ctx->doc, nfc).p == nfc.p);
    tr_font font = {.size = 20};
    tr_text *a = line(ctx, fonts, nfc.p, font), *b = line(ctx, fonts, nfd.p, font);
    check_str(b->text, pairs[i][0]);
    check(a->n_runs == 1 && b->n_runs == 1 && a->runs[0].n == b->runs[0].n);
    for (size_t g = 0; g < a->runs[0].n; g++)
      check(a->runs[0].glyphs[g].id == b->runs[0].glyphs[g].id &&
            a->runs[0].glyphs[g].x == b->runs[0].glyphs[g].x);
  }
  tr_str ascii = TR_S("plain");
  check(tr_text_nfc(ctx->doc, ascii).p == ascii.p);
  check(tr_text_nfc(ctx->doc, (tr_str){0}).n == 0);
  tr_ctx_free(ctx);
}

/* Be Vietnam Pro: 1000 units to the em, hhea 1000 and -265, capitals 740, x 530 (read with fc-query's and
   ttx's like). Pretendard: 2048 units, 1949 and -494, capitals 1448. */
static void metrics(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  tr_font_metrics m = tr_font_measure(ctx, fonts, &(tr_font){.size = 20});
  check_near(m.ascent, 20, 1e-9);
  check_near(m.descent, 5.3, 1e-9);
  check_near(m.cap_height, 14.8, 1e-9);
  check_near(m.x_height, 10.6, 1e-9);
  m = tr_font_measure(ctx, fonts, &(tr_font){.family = TR_S("Pretendard"), .size = 2048, .weight = 400});
  check(ctx->n_errors == 1 && said(ctx, "font-size")); /* over the limit of 2000 px */
  m = tr_font_measure(ctx, fonts, &(tr_font){.family = TR_S("Pretendard"), .size = 1024, .weight = 400});
  check_near(m.ascent, 974.5, 1e-9);
  check_near(m.cap_height, 724, 1e-9);
  tr_ctx_free(ctx);
}

static void tabular_figures(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  tr_font plain = {.size = 20}, tabular = {.size = 20, .tabular = true};
  check(tr_text_width(ctx, fonts, TR_S("1.111,1"), &plain) <
        tr_text_width(ctx, fonts, TR_S("8.888,8"), &plain) - 1);
  check_num(tr_text_width(ctx, fonts, TR_S("1.111,1"), &tabular),
            tr_text_width(ctx, fonts, TR_S("8.888,8"), &tabular));
  check_num(tr_text_width(ctx, fonts, TR_S("năm"), &tabular), tr_text_width(ctx, fonts, TR_S("năm"), &plain));
  tr_ctx_free(ctx);
}

static void limits(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  static char many[20002];
  memset(many, 'a', 10000);
  tr_font font = {.size = 12};
  tr_text *text = line(ctx, fonts, many, font);
  check(text->text.n == 10000 && ctx->n_warnings == 0);
  memset(many, 'a', 10001);
  text = line(ctx, fonts, many, font);
  check(text->text.n == 10000 && ctx->n_warnings == 1 && said(ctx, "10001 letters"));
  check(text->lines[0].width > 10000);
  for (size_t i = 0; i < 10001; i++) memcpy(many + 2 * i, "a\n", 2); /* 10,001 lines */
  many[2 * 500 - 1] = '\0';
  tr_span_style span = {.to = 20000, .font = font};
  tr_para para = {.text = tr_str_z(many), .spans = &span, .n_spans = 1};
  check(tr_text_set(ctx, fonts, &para)->n_lines == 500 && ctx->n_errors == 0);
  many[2 * 500 - 1] = '\n';
  many[2 * 501 - 1] = '\0';
  para.text = tr_str_z(many);
  check(tr_text_set(ctx, fonts, &para)->n_lines == 500 && ctx->n_errors == 1 && said(ctx, "text-lines"));
  font.size = 2001;
  line(ctx, fonts, "x", font);
  check(ctx->n_errors == 2);
  font.size = 0;
  check_num(tr_text_width(ctx, fonts, TR_S("x"), &font), 0);
  font.size = -5;
  check_num(tr_text_width(ctx, fonts, TR_S("x"), &font), 0);
  font.size = (double)NAN;
  check_num(tr_text_width(ctx, fonts, TR_S("x"), &font), 0);
  check(ctx->n_errors == 2);
  tr_ctx_free(ctx);
}

static void control_characters(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = bundled(ctx);
  tr_text *text = line(ctx, fonts,
                       "a\tb\x01"
                       "c\x7f",
                       (tr_font){.size = 12});
  check_str(text->text, "a b c ");
  text = tr_text_line_set(ctx, fonts, (tr_str){"e\0e\u0323", 5}, &(tr_font){.size = 12}, TR_ALIGN_START,
                          tr_paint_none());
  check_str(text->text, "e ẹ"); /* a NUL ends nothing */
  text = line(ctx, fonts,
              "a\xed\xa0\xbd"
              "b\xff",
              (tr_font){.size = 12});
  check(tr_utf8_valid(text->text, NULL));             /* half a surrogate pair, a stray byte */
  check(said(ctx, "U+FFFD") && ctx->n_warnings == 1); /* which no face has */
  tr_ctx_free(ctx);
}

/* Two sets in one process, the first freed before the second is used on. */
static void sets_are_independent(void) {
  tr_ctx *a = tr_ctx_new(), *b = tr_ctx_new();
  tr_fonts *fa = bundled(a), *fb = bundled(b);
  tr_font font = {.size = 33, .weight = 300};
  double first = tr_text_width(a, fa, TR_S("Hàn Quốc 한국"), &font);
  double second = tr_text_width(a, fa, TR_S("doanh nghiệp"), &font);
  check_num(tr_text_width(b, fb, TR_S("Hàn Quốc 한국"), &font), first);
  tr_ctx_free(a);
  check_num(tr_text_width(b, fb, TR_S("doanh nghiệp"), &font), second);
  tr_ctx_free(b);
}

void font_cases(void) {
  nearest_face();
  unknown_family();
  font_folder();
  missing_glyphs();
  normal_forms();
  metrics();
  tabular_figures();
  limits();
  control_characters();
  sets_are_independent();
}
