#ifndef TR_BASE_COLOR_H
#define TR_BASE_COLOR_H

#include "base/str.h"

/* sRGB, each 0 to 1; not premultiplied. */
typedef struct tr_color {
  double r, g, b, a;
} tr_color;

/* Reads a CSS colour: names, #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla(), "transparent".
   False where it is none. */
bool tr_color_parse(tr_str s, tr_color *out);
/* "#rrggbbaa" */
void tr_color_hex(tr_color c, char out[10]);
/* WCAG 2 relative luminance (0 to 1) and contrast ratio (1 to 21) of opaque colours. */
double tr_color_luminance(tr_color c);
double tr_color_contrast(tr_color a, tr_color b);

/* Other spaces, as d3-color defines them. h in degrees; NaN hue or chroma where undefined (grey). */
typedef struct tr_hsl {
  double h, s, l, a;
} tr_hsl;
typedef struct tr_lab {
  double l, a, b, alpha;
} tr_lab;
typedef struct tr_hcl {
  double h, c, l, a;
} tr_hcl;
tr_hsl tr_color_to_hsl(tr_color c);
tr_color tr_color_from_hsl(tr_hsl c);
tr_lab tr_color_to_lab(tr_color c);   /* CIELAB, D50 */
tr_color tr_color_from_lab(tr_lab c); /* clamped to sRGB */
tr_hcl tr_color_to_hcl(tr_color c);
tr_color tr_color_from_hcl(tr_hcl c);
tr_hsl tr_color_to_cubehelix(tr_color c);
tr_color tr_color_from_cubehelix(tr_hsl c);

#endif
