#include "cases.h"

/* Markdown in, "marks:text" of each span joined by | out; marks: b bold, i italic, s strike, l link. */
static const struct {
  const char *markdown, *spans;
} cases[] = {
    {"", ":"},
    {"plain", ":plain"},
    {"a **bold** c", ":a |b:bold|: c"},
    {"*it* and ***both***", "i:it|: and |bi:both"},
    {"~~old~~ new", "s:old|: new"},
    {"see [the site](https://example.org/a_b) now", ":see |l:the site|: now"},
    {"`x*y*`", ":x*y*"},
    {"Việt **Nam** – Hàn Quốc", ":Việt |b:Nam|: – Hàn Quốc"},
    {"Vie\u0323\u0302t **Nam**", ":Việt |b:Nam"}, /* composed */
    {"one\ntwo", ":one\ntwo"},
    {"one\n\ntwo", ":one\n\ntwo"},
    {"one  \ntwo", ":one\ntwo"},
    {"\\*not\\*", ":*not*"},

    /* data that look like marks */
    {"5 * 3 = 15", ":5 * 3 = 15"},
    {"3*4*5", ":3*4*5"},
    {"12_000_000", ":12_000_000"},
    {"* alone", ":* alone"},
    {"note*", ":note*"},
    {"~30 and ~40~", ":~30 and ~40~"},
    {"- 5 %", ":- 5 %"},
    {"+ 5", ":+ 5"},
    {"1. First", ":1. First"},
    {"2024) x", ":2024) x"},
    {"# 1", ":# 1"},
    {"> 50 %", ":> 50 %"},
    {"a\n===", ":a\n==="},
    {"a\n---", ":a\n---"},
    {"***", ":***"},
    {"```x", ":```x"},
    {"[a]: b", ":[a]: b"},
    {"<b>5</b> < 6 & 7", ":<b>5</b> < 6 & 7"},
    {"AT&T &amp; &lt; &#8364; &#x20ac; &bogus;", ":AT&T & < € € &bogus;"},
    {"1 | 2", ":1 | 2"},
    {"C:\\dir", ":C:\\dir"},
};

static tr_str described(tr_ctx *ctx, tr_str text, const tr_span_style *spans, size_t n) {
  tr_buf out = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < n; i++) {
    if (i) tr_buf_add_char(&out, '|');
    if (spans[i].font.weight >= 700) tr_buf_add_char(&out, 'b');
    if (spans[i].font.italic) tr_buf_add_char(&out, 'i');
    if (spans[i].strike) tr_buf_add_char(&out, 's');
    if (spans[i].link.n) tr_buf_add_char(&out, 'l');
    tr_buf_add_char(&out, ':');
    tr_buf_add(&out, tr_str_sub(text, spans[i].from, spans[i].to));
  }
  return tr_buf_str(&out);
}

static void marks_become_spans(tr_ctx *ctx) {
  tr_span_style base = {.font = {.family = TR_S("Pretendard"), .size = 14}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    tr_str text;
    tr_span_style *spans;
    size_t n;
    if (!check(tr_text_markdown(ctx, tr_str_z(cases[i].markdown), &base, (tr_pos){0}, &text, &spans, &n)))
      continue;
    check_str_named(described(ctx, text, spans, n), cases[i].spans, cases[i].markdown);
    check(spans[0].from == 0 && spans[n - 1].to == text.n);
    check_num(spans[n - 1].font.size, 14);
    check_str(spans[n - 1].font.family, "Pretendard");
  }
}

static void marks_are_relative(tr_ctx *ctx) {
  tr_span_style base = {.font = {.size = 14, .weight = 700, .italic = true}};
  tr_str text;
  tr_span_style *spans;
  size_t n;
  check(tr_text_markdown(ctx, TR_S("a **b** *c* [d](u)"), &base, (tr_pos){0}, &text, &spans, &n));
  check(n == 6);
  check(spans[1].font.weight == 900 && spans[1].font.italic);
  check(spans[3].font.weight == 700 && !spans[3].font.italic);
  check_str(spans[5].link, "u");
}

static void limits(tr_ctx *ctx) {
  static char many[10002];
  memset(many, '*', 10000);
  tr_span_style base = {.font = {.size = 14}}, *spans;
  tr_str text;
  size_t n;
  check(tr_text_markdown(ctx, tr_str_z(many), &base, (tr_pos){0}, &text, &spans, &n));
  check(ctx->n_errors == 0);
  memset(many, '*', 10001);
  check(!tr_text_markdown(ctx, tr_str_z(many), &base, (tr_pos){0}, &text, &spans, &n));
  check(ctx->n_errors == 1);
}

void markdown_cases(void) {
  tr_ctx *ctx = tr_ctx_new();
  marks_become_spans(ctx);
  marks_are_relative(ctx);
  check(ctx->n_errors == 0 && ctx->n_warnings == 0);
  limits(ctx);
  tr_ctx_free(ctx);
}
