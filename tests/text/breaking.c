#include "cases.h"

/* Where lines end, with the synthetic measurer at 10 px: 6 px a letter, 10 px a Hangul syllable. */

enum { NAMES = 1, HANGUL = 2, BALANCE = 4 };

typedef struct break_case {
  const char *text;
  double width;
  unsigned how;
  const char *lines; /* joined by | */
} break_case;

static const break_case cases[] = {
    {"a bb ccc dddd", 36, 0, "a bb|ccc|dddd"},
    {"a bb ccc dddd", 0, 0, "a bb ccc dddd"},
    {"a bb ccc dddd", 1000, BALANCE, "a bb ccc dddd"},
    {"", 100, 0, ""},
    {"", 0, BALANCE, ""},
    {"a\nbb\n\nccc\n", 0, 0, "a|bb||ccc"},
    {"a\nbb cc\n", 12, 0, "a|bb|cc"},
    {"a\u2028b\u2029c", 0, 0, "a|b|c"},
    {"a\u2028b c", 1000, BALANCE, "a|b c"},
    {"a  b", 6, 0, "a|b"},
    {"x\u00a0y z", 18, 0, "x\u00a0y|z"},
    {"nghiêng", 24, 0, "nghi|êng"},
    {"một nghiêng", 30, 0, "một|nghiê|ng"},

    /* names */
    {"Tổng thống Nguyễn Mạnh Hùng", 108, 0, "Tổng thống Nguyễn|Mạnh Hùng"},
    {"Tổng thống Nguyễn Mạnh Hùng", 108, NAMES, "Tổng thống|Nguyễn Mạnh Hùng"},
    {"giữa Việt Nam và Hàn Quốc", 120, 0, "giữa Việt Nam và Hàn|Quốc"},
    {"giữa Việt Nam và Hàn Quốc", 120, NAMES, "giữa Việt Nam và|Hàn Quốc"},
    {"Ông Hur Sung Wook nói", 72, NAMES, "Ông Hur Sung|Wook nói"}, /* four, wider than the line */
    {"chủ tịch Hur Sung Wook nói", 84, NAMES, "chủ tịch|Hur Sung Wook|nói"},
    {"Huế, Đà Nẵng", 48, 0, "Huế, Đà|Nẵng"},
    {"Huế, Đà Nẵng", 48, NAMES, "Huế,|Đà Nẵng"},
    {"(Đà Nẵng) Huế", 48, NAMES, "(Đà|Nẵng)|Huế"},
    {"(Đà Nẵng) Huế", 54, NAMES, "(Đà Nẵng)|Huế"},
    {"Doanh nghiệp nhỏ", 54, NAMES, "Doanh|nghiệp|nhỏ"},
    {"Theo Việt Nam", 54, NAMES, "Theo|Việt Nam"},
    {"ở Theo Việt Nam", 54, NAMES, "ở Theo|Việt Nam"},
    {"NƯỚC VIỆT NAM", 54, NAMES, "NƯỚC VIỆT|NAM"},             /* headings are not glued */
    {"Báo Cáo Cho Đổi Mới", 90, NAMES, "Báo Cáo Cho Đổi|Mới"}, /* five: title case */
    {"Nguyễn Mạnh Hùng", 60, NAMES, "Nguyễn|Mạnh Hùng"},       /* wider than the line */

    /* numbers with their units */
    {"trong 7 tháng", 42, 0, "trong 7|tháng"},
    {"trong 7 tháng", 48, NAMES, "trong|7 tháng"},
    {"tăng 80 %", 42, NAMES, "tăng|80 %"},
    {"có 34 doanh nghiệp", 48, NAMES, "có|34 doanh|nghiệp"},
    {"gần 1,2 tỷ đồng", 66, 0, "gần 1,2 tỷ|đồng"},
    {"gần 1,2 tỷ đồng", 66, NAMES, "gần|1,2 tỷ đồng"},
    {"ngày 19/11/2024", 60, NAMES, "ngày|19/11/2024"},
    {"từ 30 – 34 người", 48, NAMES, "từ|30 – 34|người"},
    {"năm 2024 và", 48, NAMES, "năm 2024|và"},
    {"thu 5 USD nữa", 36, NAMES, "thu|5 USD|nữa"},
    {"năm 2024, tháng", 54, NAMES, "năm 2024,|tháng"},

    /* Hangul */
    {"인턴십 졸업생의 취업", 60, 0, "인턴십 졸업|생의 취업"},
    {"인턴십 졸업생의 취업", 60, HANGUL, "인턴십|졸업생의|취업"},
    {"가나다라마바사", 45, HANGUL, "가나다라|마바사"}, /* one word exceeds the line */
    {"AI정보공학과 학생", 65, HANGUL, "AI정보공학과|학생"},

    /* lines of about equal length */
    {"aaa bbb ccc ddd", 72, 0, "aaa bbb ccc|ddd"},
    {"aaa bbb ccc ddd", 72, BALANCE, "aaa bbb|ccc ddd"},
    {"aa bb cc dddddddd", 72, 0, "aa bb cc|dddddddd"},
    {"aa bb cc dddddddd", 72, BALANCE, "aa bb|cc dddddddd"}, /* no last line of one syllable */
    {"aa bb cc dddddddd", 60, BALANCE, "aa bb cc|dddddddd"}, /* where it can be avoided */
    {" nghiêng", 12, BALANCE, " n|gh|iê|ng"},                /* no line of spaces */
    {"\nx", 12, BALANCE, "|x"},
    {"aaa bbb ccc ddd\neee", 72, BALANCE, "aaa bbb|ccc ddd|eee"},
};

static tr_str joined(tr_ctx *ctx, const tr_text *text) {
  tr_buf out = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < text->n_lines; i++) {
    if (i) tr_buf_add_char(&out, '|');
    tr_buf_add(&out, tr_str_sub(text->text, text->lines[i].from, text->lines[i].to));
  }
  return tr_buf_str(&out);
}

static tr_para para_of(const char *text, double width, const tr_span_style *span, unsigned how) {
  return (tr_para){.text = tr_str_z(text),
                   .width = width,
                   .spans = span,
                   .n_spans = 1,
                   .keep_names = how & NAMES,
                   .keep_hangul = how & HANGUL,
                   .balance = how & BALANCE};
}

static void lines_end_where_they_should(tr_ctx *ctx, tr_fonts *fonts) {
  tr_span_style span = {.to = 1000, .font = {.size = 10}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    tr_para para = para_of(cases[i].text, cases[i].width, &span, cases[i].how);
    tr_text *text = tr_text_set(ctx, fonts, &para);
    check_str_named(joined(ctx, text), cases[i].lines, cases[i].text);
    check_str(text->text, cases[i].text);
  }
}

static void explicit_keeps(tr_ctx *ctx, tr_fonts *fonts) {
  tr_span_style span = {.to = 1000, .font = {.size = 10}};
  tr_para para = para_of("aa bb cc dd", 48, &span, 0);
  check_str(joined(ctx, tr_text_set(ctx, fonts, &para)), "aa bb cc|dd");
  tr_keep keep = {3, 11}; /* bb cc dd */
  para.keeps = &keep;
  para.n_keeps = 1;
  check_str(joined(ctx, tr_text_set(ctx, fonts, &para)), "aa|bb cc dd");
  para.width = 36; /* the kept words are 48 wide: they break after all */
  check_str(joined(ctx, tr_text_set(ctx, fonts, &para)), "aa|bb cc|dd");
}

static void least_width(tr_ctx *ctx, tr_fonts *fonts) {
  tr_span_style span = {.to = 1000, .font = {.size = 10}};
  tr_para para = para_of("Nguyễn Mạnh Hùng nói", 0, &span, 0);
  check_num(tr_text_min_width(ctx, fonts, &para), 36);
  para.keep_names = true;
  check_num(tr_text_min_width(ctx, fonts, &para), 96);
  para = para_of("인턴십 졸업", 0, &span, HANGUL);
  check_num(tr_text_min_width(ctx, fonts, &para), 30);
  para = para_of("a\nbbbb c", 0, &span, 0);
  check_num(tr_text_min_width(ctx, fonts, &para), 24);
}

static void ellipsis_where_asked_for(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    const char *text;
    size_t max;
    const char *lines;
  } cut[] = {
      {"aaa bbb ccc ddd eee", 0, "aaa bbb|ccc ddd|eee"},
      {"aaa bbb ccc ddd eee", 3, "aaa bbb|ccc ddd|eee"},
      {"aaa bbb ccc ddd eee", 2, "aaa bbb|ccc dd…"},
      {"aaa bbb ccc ddd eee", 1, "aaa bb…"},
      {"aaa ccc\nd\ne", 2, "aaa ccc|d…"},
      {"aaaaaaaaaa", 1, "aaaaaa…"},
  };
  tr_span_style span = {.to = 1000, .font = {.size = 10}};
  for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
    tr_para para = para_of(cut[i].text, 42, &span, 0);
    para.max_lines = cut[i].max;
    para.ellipsis = TR_S("…");
    check_str(joined(ctx, tr_text_set(ctx, fonts, &para)), cut[i].lines);
  }
}

/* As Vega's truncate(): a text of exactly the limit is cut; what is kept is narrower than the rest (from the
   start: no wider). */
static void truncation(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    const char *text;
    double width;
    bool from_start;
    const char *want;
  } cut[] = {
      {"abcdefghij", 61, false, "abcdefghij"}, {"abcdefghij", 60, false, "abcdefgh…"},
      {"abcdefghij", 40, false, "abcde…"},     {"abcdefghij", 36, false, "abcd…"},
      {"abcdefghij", 36, true, "…fghij"},      {"abcdefghij", 40, true, "…fghij"},
      {"abcdefghij", 3, false, "…"},           {"", 10, false, ""},
      {"Ấẩễ ựệỵ", 30, false, "Ấẩễ…"},
  };
  tr_font font = {.size = 10};
  for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++)
    check_str(tr_text_truncate(ctx, fonts, tr_str_z(cut[i].text), &font, cut[i].width, TR_S("…"),
                               cut[i].from_start),
              cut[i].want);
}

/* With real fonts no line is wider than asked for while another break exists, whatever the width. */
static void real_lines_fit(tr_ctx *ctx) {
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  tr_span_style span = {.to = 1000, .font = {.size = 17, .weight = 700}};
  tr_para para =
      para_of("AVATAR To T. V, W. AY LT Ty. Trung tâm Đổi mới Sáng tạo Quốc gia và 34 doanh nghiệp "
              "khởi nghiệp của Hàn Quốc, 인턴십 졸업생의 취업",
              0, &span, NAMES | HANGUL);
  double least = tr_text_min_width(ctx, fonts, &para), widest = 0;
  size_t n_before = SIZE_MAX;
  for (para.width = least; para.width < 900; para.width += 7.3) {
    for (int balance = 0; balance < 2; balance++) {
      para.balance = balance;
      tr_text *text = tr_text_set(ctx, fonts, &para);
      for (size_t i = 0; i < text->n_lines; i++) widest = fmax(widest, text->lines[i].width - para.width);
      if (!balance) {
        check(text->n_lines <= n_before);
        n_before = text->n_lines;
      } else {
        check(text->n_lines == n_before);
      }
    }
  }
  check(widest <= 1e-6);
}

void breaking_cases(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.synthetic = true});
  lines_end_where_they_should(ctx, fonts);
  explicit_keeps(ctx, fonts);
  least_width(ctx, fonts);
  ellipsis_where_asked_for(ctx, fonts);
  truncation(ctx, fonts);
  real_lines_fit(ctx);
  check(ctx->n_errors == 0 && ctx->n_warnings == 0);
  tr_ctx_free(ctx);
}
