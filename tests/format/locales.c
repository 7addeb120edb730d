#include "cases.h"

#include "check.h"
#include "format/locale-priv.h"

#include "base/file.h"

/* The built-in English and data/locales/en.yaml must say the same; every locale must have the same units and
   words as English; a wrong file is reported where it is wrong. */

static void same(tr_str a, tr_str b, const char *what) {
  if (!check_named(tr_str_eq(a, b), what)) printf("#   \"%.*s\" and \"%.*s\"\n", TR_FMT(a), TR_FMT(b));
}

static void same_all(const tr_str *a, const tr_str *b, size_t n, const char *what) {
  for (size_t i = 0; i < n; i++) same(a[i], b[i], what);
}

static void same_numbers(const tr_number_locale *a, const tr_number_locale *b) {
  same(a->decimal, b->decimal, "decimal");
  same(a->thousands, b->thousands, "thousands");
  same_all(a->currency, b->currency, 2, "currency");
  same(a->percent, b->percent, "percent");
  same(a->minus, b->minus, "minus");
  same(a->nan, b->nan, "nan");
  check(a->n_grouping == b->n_grouping && a->grouping[0] == b->grouping[0]);
  check(a->has_numerals == b->has_numerals);
}

static void same_times(const tr_time_locale *a, const tr_time_locale *b) {
  same(a->date_time, b->date_time, "dateTime");
  same(a->date, b->date, "date");
  same(a->time, b->time, "time");
  same_all(a->periods, b->periods, 2, "periods");
  same_all(a->days, b->days, 7, "days");
  same_all(a->short_days, b->short_days, 7, "shortDays");
  same_all(a->months, b->months, 12, "months");
  same_all(a->short_months, b->short_months, 12, "shortMonths");
}

static void same_tables(const tr_locale *a, const tr_locale *b) {
  if (!check(a->n_scales == b->n_scales && a->n_units == b->n_units && a->n_words == b->n_words)) return;
  for (size_t i = 0; i < a->n_scales; i++) {
    same(a->scales[i].name, b->scales[i].name, "scale");
    same(a->scales[i].pattern, b->scales[i].pattern, "scale pattern");
    check(a->scales[i].power == b->scales[i].power && a->scales[i].automatic == b->scales[i].automatic);
  }
  for (size_t i = 0; i < a->n_units; i++) {
    const tr_unit_row *u = &a->units[i], *v = &b->units[i];
    same(u->code, v->code, "unit");
    same(u->one, v->one, "one");
    same(u->other, v->other, "other");
    same(u->before, v->before, "before");
    check(u->tight == v->tight);
  }
  for (size_t i = 0; i < a->n_words; i++) {
    same(a->words[i].key, b->words[i].key, "word");
    same(a->words[i].word, b->words[i].word, "word's text");
  }
}

static void same_words(const tr_locale *a, const tr_locale *b) {
  same(a->name, b->name, "name");
  check(a->plural == b->plural);
  same(a->after_scale, b->after_scale, "after_scale");
  for (int i = 0; i < TR_QUALIFIER_COUNT; i++) {
    same(a->qualifiers[i].pattern, b->qualifiers[i].pattern, tr_qualifier_names[i]);
    same(a->qualifiers[i].other, b->qualifiers[i].other, tr_qualifier_names[i]);
  }
  same_all(a->status, b->status, TR_STATUS_COUNT, "status");
  for (int i = 0; i < 3; i++) {
    same(a->dates[i].day, b->dates[i].day, "day");
    same(a->dates[i].month, b->dates[i].month, "month");
    same(a->dates[i].quarter, b->dates[i].quarter, "quarter");
    same(a->dates[i].year, b->dates[i].year, "year");
  }
  same(a->ranges.days, b->ranges.days, "days");
  same(a->ranges.months, b->ranges.months, "months");
  same(a->ranges.years, b->ranges.years, "years");
  same(a->ranges.other, b->ranges.other, "other");
  same(a->list_two, b->list_two, "two");
  same(a->list_middle, b->list_middle, "middle");
  same(a->list_last, b->list_last, "last");
}

static bool run_english(tr_ctx *ctx, void *arg) {
  (void)arg;
  const tr_locale *built_in = tr_locale_en(), *read = tr_locale_load(ctx, TR_S("en"), (tr_pos){0});
  if (!check(read != NULL)) return false;
  same_numbers(&built_in->number, &read->number);
  same_times(&built_in->time, &read->time);
  same_words(built_in, read);
  same_tables(built_in, read);
  return true;
}

static bool has_word(const tr_locale *locale, tr_str key) {
  for (size_t i = 0; i < locale->n_words; i++)
    if (tr_str_eq(locale->words[i].key, key)) return true;
  return false;
}

static bool run_complete(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_str *names;
  size_t n = tr_asset_list(ctx, "data/locales", ".yaml", &names);
  const tr_locale *en = tr_locale_en();
  check(n >= 3);
  for (size_t i = 0; i < n; i++) {
    const tr_locale *l = tr_locale_load(ctx, names[i], (tr_pos){0});
    if (!check_named(l != NULL, names[i].p)) continue;
    same(tr_locale_name(l), names[i], "a locale is named as its file");
    for (size_t k = 0; k < en->n_units; k++)
      check_named(tr_locale_has_unit(l, en->units[k].code), en->units[k].code.p);
    for (size_t k = 0; k < en->n_words; k++) check_named(has_word(l, en->words[k].key), en->words[k].key.p);
    check(l->n_units == en->n_units && l->n_words == en->n_words);
  }
  return true;
}

static bool run_words(tr_ctx *ctx, void *arg) {
  (void)arg;
  const tr_locale *vi = tr_locale_load(ctx, TR_S("vi"), (tr_pos){0});
  const tr_locale *ko = tr_locale_load(ctx, TR_S("ko"), (tr_pos){0});
  if (!check(vi && ko)) return false;
  check_str(tr_locale_word(vi, "sources"), "Nguồn");
  check_str(tr_locale_word(ko, "sources"), "출처");
  check_str(tr_locale_word(tr_locale_en(), "sources"), "Sources");
  check_str(tr_locale_word(vi, "no_such_word"), "no_such_word");
  check_str(tr_status_word(vi, TR_FORECAST), "dự báo");
  tr_str date = tr_civil_date_words(ctx->doc, ko, (tr_civil_date){2024, 11, 19, 0}, TR_DATE_LONG);
  check_str(tr_word_fill(ctx->doc, tr_locale_word(ko, "as_of"), &(tr_word_value){"date", date}, 1),
            "2024년 11월 19일 기준");
  tr_str items[] = {TR_S("a"), TR_S("b"), TR_S("c")};
  check_str(tr_list_words(ctx->doc, vi, items, 3), "a, b và c");
  check_str(tr_list_words(ctx->doc, vi, items, 2), "a và b");
  check_str(tr_list_words(ctx->doc, tr_locale_en(), items, 3), "a, b, and c");
  check_str(tr_list_words(ctx->doc, tr_locale_en(), items, 1), "a");
  check_str(tr_list_words(ctx->doc, tr_locale_en(), items, 0), "");
  return true;
}

static bool run_dates(tr_ctx *ctx, void *arg) {
  static const struct {
    const char *date, *locale, *want[3]; /* long, medium, numeric */
  } rows[] = {
      {"2024-11-19", "vi", {"ngày 19 tháng 11 năm 2024", "19/11/2024", "19/11/2024"}},
      {"2024-09-02", "vi", {"ngày 2 tháng 9 năm 2024", "2/9/2024", "02/09/2024"}},
      {"2024-11", "vi", {"tháng 11 năm 2024", "tháng 11/2024", "11/2024"}},
      {"2024-Q4", "vi", {"quý IV năm 2024", "quý IV/2024", "Q4/2024"}},
      {"2024", "vi", {"năm 2024", "2024", "2024"}},
      {"2024-11-19", "en", {"19 November 2024", "19 Nov 2024", "2024-11-19"}},
      {"2024-11", "en", {"November 2024", "Nov 2024", "2024-11"}},
      {"2024-Q1", "en", {"Q1 2024", "Q1 2024", "2024-Q1"}},
      {"2024-11-19", "ko", {"2024년 11월 19일", "2024. 11. 19.", "2024-11-19"}},
      {"2024-03", "ko", {"2024년 3월", "2024. 3.", "2024-03"}},
      {"2024-Q4", "ko", {"2024년 4분기", "2024년 4분기", "2024-Q4"}},
      {"2024", "ko", {"2024년", "2024년", "2024"}},
  };
  (void)arg;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const tr_locale *l = tr_locale_load(ctx, tr_str_z(rows[i].locale), (tr_pos){0});
    tr_civil_date d;
    if (!check(l && tr_civil_date_parse(tr_str_z(rows[i].date), &d))) continue;
    for (int k = 0; k < 3; k++)
      check_str_named(tr_civil_date_words(ctx->doc, l, d, (tr_date_style)k), rows[i].want[k], rows[i].date);
  }
  static const char *const wrong[] = {"",           "24",         "2024-13",     "2024-00",   "2024-02-30",
                                      "2023-02-29", "2024-Q5",    "2024-Q0",     "2024-11-",  "2024-1-1",
                                      "2024-11-31", "19/11/2024", "2024-11-19x", "2024-Q4-1", "2024 11 19"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    tr_civil_date d;
    check_named(!tr_civil_date_parse(tr_str_z(wrong[i]), &d), wrong[i]);
  }
  tr_civil_date leap;
  check(tr_civil_date_parse(TR_S("2024-02-29"), &leap) && leap.day == 29);
  return true;
}

static bool run_ranges(tr_ctx *ctx, void *arg) {
  static const struct {
    const char *from, *to, *locale, *want[2]; /* long, medium */
  } rows[] = {
      {"2024-11-19", "2024-11-21", "en", {"19–21 November 2024", "19 Nov 2024 – 21 Nov 2024"}},
      {"2024-11-19", "2024-12-01", "en", {"19 November – 1 December 2024", "19 Nov 2024 – 1 Dec 2024"}},
      {"2024-11-19", "2025-01-02", "en", {"19 November 2024 – 2 January 2025", "19 Nov 2024 – 2 Jan 2025"}},
      {"2020", "2024", "en", {"2020–2024", "2020–2024"}},
      {"2024-Q1", "2024-Q3", "en", {"Q1 2024 – Q3 2024", "Q1 2024 – Q3 2024"}},
      {"2024-11-19", "2024-11-21", "vi", {"ngày 19–21 tháng 11 năm 2024", "19/11/2024 – 21/11/2024"}},
      {"2020", "2024", "vi", {"2020–2024", "2020–2024"}},
      {"2024-11-19", "2024-11-21", "ko", {"2024년 11월 19일~21일", "2024. 11. 19.~2024. 11. 21."}},
      {"2024-11-19", "2024-12-01", "ko", {"2024년 11월 19일~12월 1일", "2024. 11. 19.~2024. 12. 1."}},
      {"2020", "2024", "ko", {"2020~2024년", "2020~2024년"}},
  };
  (void)arg;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const tr_locale *l = tr_locale_load(ctx, tr_str_z(rows[i].locale), (tr_pos){0});
    tr_civil_date from, to;
    bool read =
        tr_civil_date_parse(tr_str_z(rows[i].from), &from) && tr_civil_date_parse(tr_str_z(rows[i].to), &to);
    if (!check(l && read)) continue;
    check_str(tr_civil_range_words(ctx->doc, l, from, to, TR_DATE_LONG), rows[i].want[0]);
    check_str(tr_civil_range_words(ctx->doc, l, from, to, TR_DATE_MEDIUM), rows[i].want[1]);
  }
  return true;
}

/* One change to English makes a file that is wrong in one place. */
static const struct {
  const char *from, *to, *message;
} mistakes[] = {
    {"grouping: [3]", "grouping: [0]", "grouping"},
    {"plural: one ", "plural: two ", "plural"},
    {"periods: [AM, PM]", "periods: [AM]", "periods"},
    {"shortDays:", "shortdays:", "shortdays"},
    {"about: \"about {n} {u}\"", "about: \"about\"", "{n}"},
    {"nearly: \"nearly {n} {u}\"", "nerly: \"nearly {n} {u}\"", "nerly"},
    {"power: 6", "power: 10", "largest"},
    {"pattern: \"{n} billion\"", "pattern: \"billion\"", "{n}"},
    {"forecast: forecast, ", "", "forecast"},
    {"note: Note\n", "note: 12\n", "note"},
    {"fold: times", "fold: [times]", "fold"},
    {"fold: times", "fold: {tight: true}", "word"},
    {"decimal: \".\"", "decimal: 5", "decimal"},
    {"last: \", and \"", "final: \", and \"", "final"},
    {"locale: en", "# locale: en", "locale"},
    {"date: \"%-m/%-d/%Y\"", "date: \"%-x\"", "contains itself"},
    {"dateTime: \"%x, %X\"", "dateTime: \"%c\"", "contains itself"},
    {"years: \"{y}–{y2}\", ", "", "years"},
};

static tr_str replaced(tr_ctx *ctx, tr_str text, const char *from, const char *to) {
  size_t at = tr_str_find(text, from, 0);
  if (!check_named(at < text.n, "text to replace")) return text;
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add(&b, tr_str_sub(text, 0, at));
  tr_buf_add_z(&b, to);
  tr_buf_add(&b, tr_str_sub(text, at + strlen(from), text.n));
  return tr_buf_str(&b);
}

static bool run_mistakes(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_str text;
  if (!check(
          tr_file_read(ctx, tr_asset_path(ctx, "data/locales/en.yaml"), TR_FILE_ASSET, (tr_pos){0}, &text)))
    return false;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    tr_str wrong = replaced(ctx, text, mistakes[i].from, mistakes[i].to);
    size_t before = ctx->diags.n;
    check_named(!tr_locale_read_text(ctx, TR_S("wrong.yaml"), wrong), mistakes[i].message);
    if (!check_named(ctx->diags.n > before, mistakes[i].message)) continue;
    const tr_diag *d = tr_vec_at(&ctx->diags, before);
    bool named = tr_str_find(d->text, mistakes[i].message, 0) < d->text.n;
    if (!check_named(named && d->at.file != 0, mistakes[i].message)) printf("#   %.*s\n", TR_FMT(d->text));
  }
  static const char *const names[] = {"xx", "../locales/en", "", "EN/../en", "e n"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    check_named(!tr_locale_load(ctx, tr_str_z(names[i]), (tr_pos){0}), names[i]);
  return true;
}

void test_locales(void) {
  static bool (*const runs[])(tr_ctx *, void *) = {run_english, run_complete, run_words,
                                                   run_dates,   run_ranges,   run_mistakes};
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    tr_ctx *ctx = tr_ctx_new();
    check(tr_ctx_run(ctx, runs[i], NULL));
    tr_ctx_free(ctx);
  }
}
