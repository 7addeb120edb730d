#ifndef TR_BASE_STR_H
#define TR_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A borrowed run of bytes, UTF-8 unless said otherwise. Not NUL-terminated in general; whatever an arena
   made is, one byte past the end. The empty string may have a NULL pointer. */
typedef struct tr_str {
  const char *p;
  size_t n;
} tr_str;

/* A string literal as tr_str, in expressions and in static tables. */
#define TR_S(literal)                                                                                        \
  (tr_str) { (literal), sizeof(literal) - 1 }
/* For printf's "%.*s". */
#define TR_FMT(s) (int)(s).n, ((s).p ? (s).p : "")

tr_str tr_str_z(const char *z); /* of a NUL-terminated string; NULL gives the empty string */
bool tr_str_eq(tr_str a, tr_str b);
bool tr_str_is(tr_str a, const char *z);
int tr_str_cmp(tr_str a, tr_str b); /* by bytes, which is by code point */
bool tr_str_starts(tr_str s, const char *prefix);
bool tr_str_ends(tr_str s, const char *suffix);
tr_str tr_str_sub(tr_str s, size_t from, size_t to); /* clamped to the string */
tr_str tr_str_trim(tr_str s);                        /* without ASCII white space at both ends */
/* Offset of the first NEEDLE at or after FROM, or SIZE_MAX. */
size_t tr_str_find(tr_str s, const char *needle, size_t from);

/* The candidate nearest to WORD by edits (Damerau-Levenshtein), or NULL where none is near enough to be a
   likely slip (more than a third of the letters). NAMES ends with NULL. For "did you mean". */
const char *tr_nearest(tr_str word, const char *const *names);

/* UTF-8. */
bool tr_utf8_valid(tr_str s, size_t *bad_at);    /* bad_at (may be NULL): offset of the first bad byte */
uint32_t tr_utf8_next(tr_str s, size_t *at);     /* the code point at *at, which moves on; 0xFFFD if bad */
size_t tr_utf8_encode(uint32_t c, char out[4]);  /* bytes written */
size_t tr_utf8_count(tr_str s);                  /* code points */
size_t tr_utf16_length(tr_str s);                /* UTF-16 units, as JavaScript counts */
size_t tr_utf16_to_byte(tr_str s, size_t units); /* byte offset of a UTF-16 offset, clamped */

#endif
