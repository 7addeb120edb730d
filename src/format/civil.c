#include "format/locale-priv.h"

#include <glib.h>

static bool take_digits(tr_str s, size_t *at, size_t n, int *out) {
  *out = 0;
  for (size_t i = 0; i < n; i++, ++*at) {
    if (*at >= s.n || s.p[*at] < '0' || s.p[*at] > '9') return false;
    *out = *out * 10 + (s.p[*at] - '0');
  }
  return true;
}

static bool take_letter(tr_str s, size_t *at, char c) {
  if (*at >= s.n || s.p[*at] != c) return false;
  ++*at;
  return true;
}

static int days_in_month(int year, int month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

bool tr_civil_date_parse(tr_str s, tr_civil_date *out) {
  size_t at = 0;
  tr_civil_date d = {0};
  s = tr_str_trim(s);
  if (!take_digits(s, &at, 4, &d.year)) return false;
  if (at < s.n && !take_letter(s, &at, '-')) return false;
  if (at == 4) {
    *out = d;
    return true;
  }
  if (take_letter(s, &at, 'Q')) {
    if (!take_digits(s, &at, 1, &d.quarter) || d.quarter < 1 || d.quarter > 4) return false;
  } else {
    if (!take_digits(s, &at, 2, &d.month) || d.month < 1 || d.month > 12) return false;
    bool day = take_letter(s, &at, '-');
    if (day && (!take_digits(s, &at, 2, &d.day) || d.day < 1 || d.day > days_in_month(d.year, d.month)))
      return false;
  }
  if (at != s.n) return false;
  *out = d;
  return true;
}

static tr_str padded(tr_arena *arena, int n) { return tr_printf(arena, "%02d", n); }
static tr_str plain(tr_arena *arena, int n) { return tr_printf(arena, "%d", n); }

static tr_str named(const tr_str *names, int month) { return month ? names[month - 1] : (tr_str){0}; }

enum { DATE_PARTS = 9 };

/* The parts of a date under NAMES. */
static void name_parts(tr_arena *arena, const tr_locale *locale, tr_civil_date d, const char *const *names,
                       tr_word_value out[DATE_PARTS]) {
  static const char *const roman[] = {"", "I", "II", "III", "IV"};
  const tr_str texts[DATE_PARTS] = {plain(arena, d.year),
                                    plain(arena, d.month),
                                    padded(arena, d.month),
                                    plain(arena, d.day),
                                    padded(arena, d.day),
                                    named(locale->time.months, d.month),
                                    named(locale->time.short_months, d.month),
                                    plain(arena, d.quarter),
                                    tr_str_z(roman[d.quarter])};
  for (int i = 0; i < DATE_PARTS; i++) out[i] = (tr_word_value){names[i], texts[i]};
}

static const char *const first_names[DATE_PARTS] = {"y", "m", "mm", "d", "dd", "month", "mon", "q", "Q"};
static const char *const second_names[DATE_PARTS] = {"y2",     "m2",   "mm2", "d2", "dd2",
                                                     "month2", "mon2", "q2",  "Q2"};

tr_str tr_civil_date_words(tr_arena *arena, const tr_locale *locale, tr_civil_date d, tr_date_style style) {
  const tr_date_patterns *patterns = &locale->dates[style];
  tr_word_value values[DATE_PARTS];
  name_parts(arena, locale, d, first_names, values);
  tr_str pattern = d.quarter  ? patterns->quarter
                   : !d.month ? patterns->year
                   : !d.day   ? patterns->month
                              : patterns->day;
  return tr_replace_numerals(arena, &locale->number, tr_word_fill(arena, pattern, values, DATE_PARTS));
}

tr_str tr_civil_range_words(tr_arena *arena, const tr_locale *locale, tr_civil_date from, tr_civil_date to,
                            tr_date_style style) {
  const tr_range_patterns *patterns = &locale->ranges;
  bool years = !from.month && !from.quarter && !to.month && !to.quarter;
  bool days = style == TR_DATE_LONG && from.day && to.day && from.year == to.year;
  tr_str pattern = years                            ? patterns->years
                   : days && from.month == to.month ? patterns->days
                   : days                           ? patterns->months
                                                    : patterns->other;
  tr_word_value values[2 * DATE_PARTS + 2];
  name_parts(arena, locale, from, first_names, values);
  name_parts(arena, locale, to, second_names, values + DATE_PARTS);
  values[2 * DATE_PARTS] = (tr_word_value){"from", tr_civil_date_words(arena, locale, from, style)};
  values[2 * DATE_PARTS + 1] = (tr_word_value){"to", tr_civil_date_words(arena, locale, to, style)};
  tr_str words = tr_word_fill(arena, pattern, values, 2 * DATE_PARTS + 2);
  return tr_replace_numerals(arena, &locale->number, words);
}

tr_str tr_sentence_case(tr_arena *arena, tr_str text) {
  size_t at = 0, start = 0;
  uint32_t c = 0;
  while (at < text.n) { /* an opening quote or bracket stays before the letter */
    start = at;
    c = tr_utf8_next(text, &at);
    if (!g_unichar_ispunct(c)) break;
  }
  uint32_t title = g_unichar_totitle(c);
  if (at == start || title == c) return text;
  char bytes[4];
  tr_buf b = tr_buf_of(arena);
  tr_buf_add(&b, tr_str_sub(text, 0, start));
  tr_buf_add(&b, (tr_str){bytes, tr_utf8_encode(title, bytes)});
  tr_buf_add(&b, tr_str_sub(text, at, text.n));
  return tr_buf_str(&b);
}
