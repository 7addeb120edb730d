#ifndef TR_FORMAT_NUMBER_H
#define TR_FORMAT_NUMBER_H

#include "format/locale.h"

/* d3's format specifier, [[fill]align][sign][symbol][0][width][,][.precision][~][type], taken apart. */
typedef struct tr_number_spec {
  uint32_t fill; /* code point */
  char align;    /* < > ^ = */
  char sign;     /* - + ( or space */
  char symbol;   /* $ # or 0 */
  char type;     /* as written; 0 where absent */
  bool zero, comma, trim;
  int width, precision; /* -1 where absent */
} tr_number_spec;

/* False where TEXT is no specifier. Reports nothing. */
bool tr_number_spec_parse(tr_str text, tr_number_spec *out);
/* The specifier as text, in d3's canonical order; in ARENA. */
tr_str tr_number_spec_text(tr_arena *arena, const tr_number_spec *spec);

/* A format of a specifier that a caller has changed (precision from a tick step …). In the document arena. */
const tr_number_format *tr_number_format_of(tr_ctx *ctx, const tr_locale *locale, const tr_number_spec *spec);
/* The same with the SI prefix of REFERENCE appended and the number divided by it, as d3's formatPrefix. A
   REFERENCE of 0 or NaN has no prefix. */
const tr_number_format *tr_number_format_prefix_of(tr_ctx *ctx, const tr_locale *locale,
                                                   const tr_number_spec *spec, double reference);
/* Vega's formatFloat, for axis and legend labels: SPECIFIER, or "," where it is empty; without a precision
   twelve digits and no trailing zeros. A wrong one is reported at AT; then NULL. */
const tr_number_format *tr_number_format_float(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                               tr_pos at);

/* d3's suggested precisions: digits after the point (fixed), after the point with an SI prefix (prefix), or
   significant ones (round) that tell multiples of STEP apart. -1 where d3 gives NaN (a step or value of 0).
 */
int tr_precision_fixed(double step);
int tr_precision_prefix(double step, double value);
int tr_precision_round(double step, double max);

#endif
