#ifndef TR_TESTS_RENDER_TOOLS_H
#define TR_TESTS_RENDER_TOOLS_H

#include "check.h"
#include "sample.h"

/* A PNG read back through libpng. */
typedef struct picture {
  int type, depth; /* PNG_COLOR_TYPE_…, bits */
  size_t w, h;
  unsigned per_metre; /* pHYs; 0: none */
  unsigned char *rgba;
} picture;

picture read_png(tr_str bytes); /* w = 0 on failure */
void free_picture(picture *p);
/* "#rrggbbaa" of a pixel. */
const char *pixel(const picture *p, size_t x, size_t y);
/* Pixels of both that differ by more than BY (of 255) in a channel, and pixels that are not white. */
size_t pixels_off(const picture *a, const picture *b, int by);
size_t pixels_inked(const picture *p);

/* Runs a shell command with BYTES in a file whose name replaces "{}"; its standard output, NUL-terminated, to
   be freed. NULL when it failed. */
char *run_on(const char *command, tr_str bytes);
/* True where program NAME is there. Where it is not, says so as a skipped test; under CI that is a failure.
 */
bool have_program(const char *name);
/* True where TEXT holds PIECE. */
bool holds(tr_str text, const char *piece);
size_t count_of(tr_str text, const char *piece);

#endif
