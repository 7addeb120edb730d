#ifndef TR_FORMAT_ENV_H
#define TR_FORMAT_ENV_H

#include "base/ctx.h"

struct tr_locale; /* format/locale.h */
struct tr_zone;   /* format/zone.h */
struct tr_fonts;  /* text/text.h */
struct tr_theme;  /* theme/theme.h */

/* What chart and page hand down beside the context. Borrowed; const for the length of a render. */
typedef struct tr_env {
  const struct tr_locale *locale; /* never NULL */
  const struct tr_zone *zone;     /* NULL: UTC */
  struct tr_fonts *fonts;         /* NULL below text/ */
  const struct tr_theme *theme;   /* NULL: no theme (a chart as Vega draws it) */
} tr_env;

#endif
