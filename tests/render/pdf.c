#include "parts.h"

#include <math.h>
#include <stdlib.h>

static void check_output(const char *command, tr_str pdf, const char *const *wanted, size_t n) {
  char *text = run_on(command, pdf);
  check_named(text != NULL, command);
  for (size_t i = 0; text && i < n; i++) {
    bool there = holds(tr_str_z(text), wanted[i]);
    check_named(there, wanted[i]);
    if (!there) printf("# not in:\n%.2000s\n", text);
  }
  free(text);
}

static void words_come_out(tr_str pdf) {
  static const char *const wanted[] = {"Nguyễn Mạnh Hùng: Khoảng 80 % số doanh",
                                       "nghiệp khởi nghiệp của chương trình tiếp tục",
                                       "Việt Nam – Hàn Quốc AVATAR 0123",
                                       "ẤẨỄ nghiêng fi ffi",
                                       "한국어 문장과 Latin",
                                       "Xuất khẩu",
                                       "1.234,50"};
  if (have_program("pdftotext"))
    check_output("pdftotext -layout {} -", pdf, wanted, sizeof wanted / sizeof *wanted);
}

static void document_facts(tr_str pdf) {
  static const char *const wanted[] = {"Title:           Việt Nam & Hàn Quốc",
                                       "Author:          NIPA",
                                       "Subject:         Một trang thử",
                                       "Tagged:          yes",
                                       "Page size:       300 x 390 pts",
                                       "PDF version:     1.5",
                                       "Pages:           1"};
  static const char *const tree[] = {"  H2 (block)", "Span (inline)", "\"doanh nghiệp\"", "  Figure",
                                     "Link (inline)"};
  if (!have_program("pdfinfo")) return;
  check_output("pdfinfo {}", pdf, wanted, sizeof wanted / sizeof *wanted);
  check_output("pdfinfo -struct-text {}", pdf, tree, sizeof tree / sizeof *tree);
}

static void fonts_are_embedded(tr_str pdf) {
  static const char *const wanted[] = {"BeVietnamPro-SemiBold", "Pretendard-SemiBold"};
  if (have_program("pdffonts")) check_output("pdffonts {}", pdf, wanted, 2);
}

static void dates(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene) {
  /* Seconds since 1970 and the date of the file. */
  static const struct {
    double seconds;
    const char *date;
  } rows[] = {{0, "/CreationDate (19700101000000Z)"},
              {951782399, "/CreationDate (20000228235959Z)"},
              {951782400, "/CreationDate (20000229000000Z)"},
              {1732006861, "/CreationDate (20241119090101Z)"}};
  tr_render_options o = sample_options();
  check(!holds(sample_render(ctx, fonts, scene, "pdf", &o), "Date"));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    o.source_date = rows[i].seconds;
    tr_str pdf = sample_render(ctx, fonts, scene, "pdf", &o);
    /* Cairo writes dates with or without "D:"; the digits are what matters. */
    char digits[16];
    snprintf(digits, sizeof digits, "%.14s", rows[i].date + strlen("/CreationDate ("));
    check_named(holds(pdf, "/CreationDate") && holds(pdf, digits), rows[i].date);
  }
}

static void pages(tr_ctx *ctx, tr_fonts *fonts) {
  const tr_scene *scenes[2] = {sample_page(ctx, fonts), sample_texts(ctx, fonts)};
  tr_render_options o = sample_options();
  tr_str pdf, again;
  check(tr_render_pages(ctx, fonts, scenes, 2, &o, &pdf));
  check(tr_render_pages(ctx, fonts, scenes, 2, &o, &again));
  check(tr_str_eq(pdf, again));
  static const char *const info[] = {"Pages:           2", "Page    1 size:  300 x 390 pts",
                                     "Page    2 size:  300 x 270 pts", "Tagged:          yes"};
  static const char *const second[] = {"Nguyễn Mạnh Hùng: Khoảng 80 %"};
  if (have_program("pdfinfo")) check_output("pdfinfo -l 2 {}", pdf, info, 4);
  if (have_program("pdftotext")) check_output("pdftotext -f 2 -layout {} -", pdf, second, 1);
}

/* What covers the whole page makes Cairo forget what came before it. */
static void a_covering_shape_keeps_the_structure(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 100, 100, sample_color("white"));
  tr_render_options o = sample_options();
  static const char *const wanted[] = {"  H1 (block)", "\"Xin\""};
  scene->root->role = TR_ROLE_TITLE;
  sample_rect(ctx, scene->root, 0, 0, 100, 100, sample_color("#eee"));
  sample_line(ctx, fonts, scene->root, "Xin", 10, 50, &(tr_font){.size = 20}, sample_color("black"));
  tr_group *faint = tr_group_new(ctx);
  faint->opacity = 0.5;
  faint->role = TR_ROLE_PARAGRAPH;
  sample_rect(ctx, faint, 0, 0, 100, 100, sample_color("#eee"));
  sample_line(ctx, fonts, faint, "chào", 10, 80, &(tr_font){.size = 20}, sample_color("black"));
  tr_group_add(scene->root, &faint->node);
  tr_str pdf = sample_render(ctx, fonts, scene, "pdf", &o);
  check(pdf.n > 0);
  if (have_program("pdfinfo")) check_output("pdfinfo -struct-text {}", pdf, wanted, 2);
}

/* Language and alternative texts, though the title tries to look like the end of a file. */
static void language_and_alternatives(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_page(ctx, fonts);
  tr_render_options o = sample_options();
  tr_group *bare = tr_group_new(ctx), *other = tr_group_new(ctx);
  bare->role = other->role = TR_ROLE_FIGURE; /* a figure without words, and an empty one */
  other->alt = TR_S("𝄞");
  sample_rect(ctx, bare, 0, 0, 5, 5, sample_color("red"));
  tr_group_add(scene->root, &bare->node);
  tr_group_add(scene->root, &other->node);
  scene->title = TR_S("\ntrailer\n<< /Size 1 /Root 1 0 R /Info 1 0 R >>\nstartxref\n1\nendobj");
  size_t errors = ctx->n_errors;
  tr_str pdf = sample_render(ctx, fonts, scene, "pdf", &o);
  check(pdf.n > 0 && ctx->n_errors == errors);
  check(count_of(pdf, "/Lang <FEFF00760069>") == 1);
  check(count_of(pdf, "/ViewerPreferences << /DisplayDocTitle true >>") == 1);
  check(count_of(pdf, "/Alt <FEFF004800EC006E00680020003C006D1EAB0075003E>") == 1); /* Hình <mẫu> */
  check(count_of(pdf, "/Alt <FEFFD834DD1E>") == 1);
  check(count_of(pdf, "/Alt ") == 2);
  check(count_of(pdf, "%%EOF") == 2);
  static const char *const tree[] = {"Document", "Figure", "Link (inline)"};
  if (have_program("pdfinfo")) check_output("pdfinfo -struct-text {} 2>&1", pdf, tree, 3);
  static const char *const words[] = {"Nguyễn Mạnh Hùng"};
  if (have_program("pdftotext")) check_output("pdftotext {} - 2>&1", pdf, words, 1);
}

void test_pdf(tr_ctx *ctx, tr_fonts *fonts) {
  tr_render_options o = sample_options();
  tr_scene *scene = sample_page(ctx, fonts);
  tr_str pdf = sample_render(ctx, fonts, scene, "pdf", &o);
  check(tr_str_starts(pdf, "%PDF-1.5\n"));
  words_come_out(pdf);
  document_facts(pdf);
  fonts_are_embedded(pdf);
  dates(ctx, fonts, scene);
  pages(ctx, fonts);
  language_and_alternatives(ctx, fonts);
  a_covering_shape_keeps_the_structure(ctx, fonts);
}
