#include "cases.h"

#include "base/number.h"
#include "check.h"
#include "format/quantity.h"

#include <stdlib.h>

/* Words of quantities: "qualifier unit scale digits" (trailing ones may be left out, "-" is an empty unit), a
   value or low..high, and the pieces with "|" between them. */

typedef struct state {
  const tr_locale *locale;
} state;

static void set_locale(tr_ctx *ctx, tr_str name, tr_str text, void *arg) {
  state *s = arg;
  check_named(tr_str_is(name, "locale"), "instruction @locale");
  s->locale = tr_str_is(text, "en") ? tr_locale_en() : tr_locale_load(ctx, text, (tr_pos){0});
  check_named(s->locale != NULL, "locale of a case");
}

static size_t split_words(tr_str line, tr_str *words, size_t max) {
  size_t n = 0;
  for (size_t at = 0; at < line.n && n < max;) {
    size_t end = tr_str_find(line, " ", at);
    if (end > line.n) end = line.n;
    words[n++] = tr_str_sub(line, at, end);
    at = end + 1;
  }
  return n;
}

static int index_of(tr_str name, const char *const *names) {
  for (int i = 0; names[i]; i++)
    if (tr_str_is(name, names[i])) return i;
  check_named(false, "name of a case");
  return 0;
}

static tr_quantity read_quantity(const test_case *c) {
  tr_str word[4];
  size_t n = split_words(c->specifier, word, 4);
  tr_quantity q = {.value = NAN, .low = NAN, .high = NAN};
  q.qualifier = (tr_qualifier)index_of(word[0], tr_qualifier_names);
  if (n > 1 && !tr_str_is(word[1], "-")) q.unit = word[1];
  if (n > 2) q.scale = word[2];
  if (n > 3) q.digits = (int)read_number(word[3]);
  size_t dots = tr_str_find(c->input, "..", 0);
  if (dots > c->input.n) {
    q.value = read_number(c->input);
    return q;
  }
  tr_str low = tr_str_sub(c->input, 0, dots), high = tr_str_sub(c->input, dots + 2, c->input.n);
  if (low.n) q.low = read_number(low);
  if (high.n) q.high = read_number(high);
  return q;
}

static void run_pieces(const test_case *c, void *arg) {
  const state *s = arg;
  if (!s->locale) return;
  tr_quantity q = read_quantity(c);
  tr_piece *pieces;
  bool unknown;
  size_t n = tr_quantity_pieces(c->ctx->scene, s->locale, &q, NULL, &unknown, &pieces);
  tr_buf got = tr_buf_of(c->ctx->scene);
  for (size_t i = 0; i < n; i++) {
    if (i) tr_buf_add_char(&got, '|');
    tr_buf_add(&got, pieces[i].text);
  }
  check_str_named(tr_buf_str(&got), tr_str_copy(c->ctx->doc, c->output).p, c->name);
}

static const char units_json[] =
    "{\"drone\": {\"en\": {\"one\": \"drone\", \"other\": \"drones\"}, \"vi\": \"drone\"},"
    " \"box\": \"boxes\", \"company\": {\"en\": \"firms\"},"
    " \"permille\": {\"en\": {\"word\": \"‰\", \"tight\": true}}}";

static void expect(tr_ctx *ctx, tr_quantity q, const tr_unit_words *units, const char *want,
                   bool unknown_wanted) {
  tr_piece *pieces;
  bool unknown;
  check_str(tr_quantity_words(ctx->scene, tr_locale_en(), &q, units, false), want);
  tr_quantity_pieces(ctx->scene, tr_locale_en(), &q, units, &unknown, &pieces);
  check_named(unknown == unknown_wanted, want);
}

static bool run_document_units(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_value units;
  if (!read_json(ctx, TR_S(units_json), &units)) return false;
  tr_unit_words words = {&units};
  tr_quantity q = {.value = 1, .low = NAN, .high = NAN, .qualifier = TR_EXACT, .unit = TR_S("drone")};
  expect(ctx, q, &words, "1 drone", false);
  q.value = 2;
  expect(ctx, q, &words, "2 drones", false);
  q.unit = TR_S("box");
  expect(ctx, q, &words, "2 boxes", false);
  q.unit = TR_S("company");
  expect(ctx, q, &words, "2 firms", false);
  expect(ctx, q, NULL, "2 companies", false);
  q.unit = TR_S("permille");
  expect(ctx, q, &words, "2‰", false);
  q.unit = TR_S("parsec");
  expect(ctx, q, &words, "2 parsec", true);
  q.unit = (tr_str){0};
  expect(ctx, q, NULL, "2", false);
  q.value = NAN;
  expect(ctx, q, NULL, "", false);
  return true;
}

static bool run_sentences(tr_ctx *ctx, void *arg) {
  static const char *const rows[][2] = {{"about 80%", "About 80%"},
                                        {"đến 30", "Đến 30"},
                                        {"ước tính", "Ước tính"},
                                        {"80%", "80%"},
                                        {"", ""},
                                        {"“ít nhất”", "“Ít nhất”"},
                                        {"약 80%", "약 80%"},
                                        {"ẩn", "Ẩn"},
                                        {"A", "A"},
                                        {"$5", "$5"}};
  (void)arg;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_str_named(tr_sentence_case(ctx->doc, tr_str_z(rows[i][0])), rows[i][1], rows[i][0]);
  const tr_locale *vi = tr_locale_load(ctx, TR_S("vi"), (tr_pos){0});
  if (!check(vi != NULL)) return false;
  tr_quantity q = {.value = 80, .low = NAN, .high = NAN, .qualifier = TR_ABOUT, .unit = TR_S("percent")};
  check_str(tr_quantity_words(ctx->doc, vi, &q, NULL, true), "Khoảng 80%");
  check_str(tr_number_words(ctx->doc, vi, 1234567.5), "1.234.567,5");
  check_str(tr_number_words(ctx->doc, vi, -0.25), "−0,25");
  check_str(tr_number_words(ctx->doc, tr_locale_en(), 0), "0");
  check_str(tr_number_words(ctx->doc, tr_locale_en(), 1e21), "1,000,000,000,000,000,000,000");
  check_str(tr_number_words(ctx->doc, tr_locale_en(), 1e-7), "0.0000001");
  check_str(tr_number_words(ctx->doc, tr_locale_en(), NAN), "NaN");
  return true;
}

void test_quantities(void) {
  state s = {NULL};
  run_cases(&(test_runner){"quantity.test", run_pieces, set_locale, &s});
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run_document_units, NULL));
  check(tr_ctx_run(ctx, run_sentences, NULL));
  tr_ctx_free(ctx);
}
