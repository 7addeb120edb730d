#ifndef TR_BASE_NUMBER_H
#define TR_BASE_NUMBER_H

#include "base/str.h"

/* Numbers to text and back, always with a point, whatever the locale is. Nothing else in tranh calls strtod
   or printf's %f and %g. */

/* Reads one JSON-like decimal ("-12.5e3", also ".5" and "5.") that fills S exactly. */
bool tr_num_parse(tr_str s, double *out);
/* Reads the longest decimal at the start of S; returns its length in bytes, 0 where there is none. */
size_t tr_num_prefix(tr_str s, double *out);
/* JavaScript's Number(string): trims, "" is 0, takes 0x, 0b, 0o and Infinity; NaN else. */
double tr_num_from_js(tr_str s);

/* The shortest text that reads back the same, in JavaScript's form (1e21, 1e-7, "NaN", "Infinity", "0" for
   -0). Returns the length; writes no NUL past it beyond OUT[31]. */
size_t tr_num_shortest(double x, char out[32]);
/* Rounded half away from zero in decimal, as toFixed does: DECIMALS 0 to 100. Returns the length (at most
   430). */
size_t tr_num_fixed(double x, int decimals, char out[432]);
/* Digits of |x| in scientific form: DIGITS significant ones (1 to 40), or the shortest that reads back where
   DIGITS is 0, without point; the decimal exponent of the first goes to *EXPONENT. As d3's
   formatDecimalParts. Returns how many digits. */
size_t tr_num_digits(double x, int digits, char out[48], int *exponent);

#endif
