#ifndef TR_FORMAT_LOCALE_PRIV_H
#define TR_FORMAT_LOCALE_PRIV_H

#include "format/locale.h"
#include "format/quantity.h"

/* d3-format's locale. */
typedef struct tr_number_locale {
  tr_str decimal, thousands;
  uint8_t grouping[8]; /* sizes of groups from the right; the list is cycled */
  uint8_t n_grouping;  /* 0: no grouping */
  bool has_numerals;
  tr_str currency[2]; /* before and after */
  tr_str numerals[10];
  tr_str percent, minus, nan;
} tr_number_locale;

/* d3-time-format's locale. */
typedef struct tr_time_locale {
  tr_str date_time, date, time; /* specifiers for %c, %x, %X */
  tr_str periods[2];
  tr_str days[7], short_days[7]; /* from Sunday */
  tr_str months[12], short_months[12];
} tr_time_locale;

/* CLDR's plural rules, those that our languages need. */
typedef enum {
  TR_PLURAL_NONE,    /* always "other": vi, ko */
  TR_PLURAL_ONE,     /* "one" for i = 1 and v = 0: en */
  TR_PLURAL_ZERO_ONE /* "one" for i = 0 or 1: fr */
} tr_plural;

/* A scale word stands for a power of ten; {n} in PATTERN is the number. */
typedef struct tr_scale_row {
  tr_str name;
  int power;
  bool automatic; /* taken by scale "auto" */
  tr_str pattern;
} tr_scale_row;

/* A qualifier's pattern of {n} and {u}, or of {low}, {high} and {u}. OTHER, where it is given, is taken for
   numbers that are not round (not a multiple of ten, or with decimals) and for symbols: Korean says 30여 개,
   but 34개 초과. */
typedef struct tr_qualifier_row {
  tr_str pattern, other;
} tr_qualifier_row;

typedef struct tr_unit_row {
  tr_str code;
  tr_str one, other; /* words after the number; ONE empty: as OTHER */
  tr_str before;     /* instead of words: before the number ("$") */
  bool tight;        /* a symbol that follows the number without the pattern's space ("%") */
} tr_unit_row;

typedef struct tr_word_row {
  tr_str key, word;
} tr_word_row;

/* Date patterns of one style, by precision, of {y} {m} {mm} {d} {dd} {month} {mon} {q} {Q} (roman). */
typedef struct tr_date_patterns {
  tr_str day, month, quarter, year;
} tr_date_patterns;

/* Long dates from one to another; the second one's parts end with 2 ({d2}). */
typedef struct tr_range_patterns {
  tr_str days, months, years, other;
} tr_range_patterns;

struct tr_locale {
  tr_str name;
  tr_number_locale number;
  tr_time_locale time;
  tr_plural plural;
  tr_str after_scale; /* between a scale word and a unit, where the pattern has nothing: Korean 1.2억 원 */
  const tr_scale_row *scales; /* largest first */
  size_t n_scales;
  tr_qualifier_row qualifiers[TR_QUALIFIER_COUNT];
  const tr_unit_row *units;
  size_t n_units;
  tr_str status[TR_STATUS_COUNT];
  tr_date_patterns dates[3]; /* by tr_date_style */
  tr_range_patterns ranges;
  tr_str list_two, list_middle, list_last;
  const tr_word_row *words;
  size_t n_words;
};

/* What a locale file holds. PATH is the user's or an asset's; the document arena; NULL after a report. */
const tr_locale *tr_locale_read(tr_ctx *ctx, tr_str path, tr_pos at);
const tr_locale *tr_locale_read_text(tr_ctx *ctx, tr_str path, tr_str text);
/* NUMBER or TIME in d3's form over what *OUT holds; false after a report. */
bool tr_locale_read_number(tr_ctx *ctx, const tr_value *number, tr_number_locale *out);
bool tr_locale_read_time(tr_ctx *ctx, const tr_value *time, tr_time_locale *out);

/* Decimal digits as tr_num_digits() gives them, shifted: 0.d1d2d3… × 10^(exponent + 1). */
typedef struct tr_decimal {
  char digits[48];
  size_t n;     /* at least 1; without trailing zeros, but for "0" */
  int exponent; /* of the first digit */
  bool negative;
} tr_decimal;

/* X to DIGITS significant digits (0: all that it has). X must be finite. */
tr_decimal tr_decimal_of(double x, int digits);
/* Digits after the point. */
int tr_decimal_places(const tr_decimal *d);
/* With the locale's grouping, decimal sign, minus and numerals. */
void tr_decimal_write(tr_buf *out, const tr_number_locale *locale, const tr_decimal *d);

/* DIGITS (ASCII) in the locale's groups, WIDTH wide at most (d3's rule for zero padding). */
tr_str tr_group_digits(tr_arena *arena, const tr_number_locale *locale, tr_str digits, double width);
/* ASCII digits of TEXT by the locale's. */
tr_str tr_replace_numerals(tr_arena *arena, const tr_number_locale *locale, tr_str text);

#endif
