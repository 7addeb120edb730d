#ifndef TR_FORMAT_QUANTITY_H
#define TR_FORMAT_QUANTITY_H

#include "format/locale.h"

typedef enum {
  TR_EXACT,
  TR_ABOUT,
  TR_NEARLY,
  TR_OVER,
  TR_AT_LEAST,
  TR_UNDER,
  TR_AT_MOST,
  TR_BETWEEN,
  TR_ESTIMATE,
  TR_QUALIFIER_COUNT
} tr_qualifier;
typedef enum { TR_ACTUAL, TR_PLAN, TR_TARGET, TR_FORECAST, TR_PRELIMINARY, TR_STATUS_COUNT } tr_status;
extern const char *const tr_qualifier_names[TR_QUALIFIER_COUNT + 1]; /* "exact", "about", … NULL */
extern const char *const tr_status_names[TR_STATUS_COUNT + 1];

/* What `scale` may be: "auto", "none", "thousand", "million", "billion", "trillion", NULL. Auto takes the
   language's scale word from a million up, where at most two decimals remain (a number is never rounded
   for it), and all others ask for scale words at any size. A language without that very word takes its own:
   12 million is 1200만. */
extern const char *const tr_scale_names[];

/* A number with what is known about it. */
typedef struct tr_quantity {
  double value;     /* NaN where only low and high are known */
  double low, high; /* NaN where not given */
  tr_qualifier qualifier;
  tr_status status;
  tr_str unit;  /* singular code ("month", "percent", "USD"), or empty */
  tr_str scale; /* of tr_scale_names; empty is auto */
  int digits;   /* significant digits, at most two of them for "about"; 0: as given */
} tr_quantity;

/* Words for units that a document adds: {code: {lang: word or {one: …, other: …}}}; may be NULL. */
typedef struct tr_unit_words {
  const tr_value *units;
} tr_unit_words;

/* Pieces of a quantity's words in the order of the language, so that a figure can set them in different
   sizes. Space between pieces is part of them. */
typedef enum { TR_PIECE_QUALIFIER, TR_PIECE_NUMBER, TR_PIECE_SCALE, TR_PIECE_UNIT } tr_piece_kind;
typedef struct tr_piece {
  tr_piece_kind kind;
  tr_str text;
} tr_piece;

/* "khoảng 80%", "hơn 30 doanh nghiệp", "약 80%", "34개 기업" in pieces; in ARENA. A unit that neither the
   locale nor UNITS knows is printed as its code, and *UNKNOWN_UNIT is set. */
size_t tr_quantity_pieces(tr_arena *arena, const tr_locale *locale, const tr_quantity *q,
                          const tr_unit_words *units, bool *unknown_unit, tr_piece **pieces);
/* The pieces as one string. With `sentence`, the first letter is capital. */
tr_str tr_quantity_words(tr_arena *arena, const tr_locale *locale, const tr_quantity *q,
                         const tr_unit_words *units, bool sentence);
/* A bare number as the language writes it in running text: grouping, decimal sign, no scale word. */
tr_str tr_number_words(tr_arena *arena, const tr_locale *locale, double x);

/* Civil dates: "2024-11-19", "2024-11", "2024", "2024-Q4". They pass through no time zone. */
typedef struct tr_civil_date {
  int year, month, day; /* month and day 0 where not given */
  int quarter;          /* 0 where not given */
} tr_civil_date;
bool tr_civil_date_parse(tr_str s, tr_civil_date *out);
typedef enum { TR_DATE_LONG, TR_DATE_MEDIUM, TR_DATE_NUMERIC } tr_date_style;
tr_str tr_civil_date_words(tr_arena *arena, const tr_locale *locale, tr_civil_date d, tr_date_style style);
/* From one date to another, which should not be earlier: "19–21 November 2024", "2024년 11월 19일~21일". */
tr_str tr_civil_range_words(tr_arena *arena, const tr_locale *locale, tr_civil_date from, tr_civil_date to,
                            tr_date_style style);

/* Fixed words of the program in a language ("sources", "as_of", "not_to_scale", …); the key itself where the
   locale lacks it. */
tr_str tr_locale_word(const tr_locale *locale, const char *key);
tr_str tr_status_word(const tr_locale *locale, tr_status status); /* "kế hoạch" */

/* A word's or date's PATTERN with each {name} replaced by the text of that name ("as of {date}"). */
typedef struct tr_word_value {
  const char *name;
  tr_str text;
} tr_word_value;
tr_str tr_word_fill(tr_arena *arena, tr_str pattern, const tr_word_value *values, size_t n);
/* Items as the language lists them: "a, b và c". */
tr_str tr_list_words(tr_arena *arena, const tr_locale *locale, const tr_str *items, size_t n);
/* TEXT with its first letter capital (any script that has capitals: "đến" becomes "Đến"). */
tr_str tr_sentence_case(tr_arena *arena, tr_str text);
/* Whether the locale has words for this unit code. */
bool tr_locale_has_unit(const tr_locale *locale, tr_str code);

#endif
