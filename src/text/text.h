#ifndef TR_TEXT_TEXT_H
#define TR_TEXT_TEXT_H

#include "scene/scene.h"

/* The font set of a run: the bundled faces, each file opened when first needed. Every generic family and
   every family found nowhere (warned of) is Be Vietnam Pro, then Pretendard. Families and characters that the
   bundled faces lack come from the --font-dir folders, then from the system (warned of); fontconfig is loaded
   only then. No bold or slant is ever made by machine: the nearest face is taken, by CSS's rules. */
typedef struct tr_fonts tr_fonts;

typedef struct tr_font_options {
  bool no_system;     /* --no-system-fonts */
  const tr_str *dirs; /* --font-dir */
  size_t n_dirs;
  bool synthetic; /* tests: every letter 0.6 em wide, ascent 0.8, descent 0.2; no font is opened */
} tr_font_options;

tr_fonts *tr_fonts_new(tr_ctx *ctx, const tr_font_options *options); /* freed with CTX */

/* What a run of text asks for. */
typedef struct tr_font {
  tr_str family;         /* a CSS list; empty for the default */
  double size;           /* px */
  int weight;            /* 100 to 900; 0 is 400 */
  bool italic, tabular;  /* tabular: figures of one width, Pretendard's */
  double letter_spacing; /* px, after each letter but the last; ligatures are off then */
} tr_font;

/* Bytes [from, to) of a paragraph. */
typedef struct tr_span_style {
  size_t from, to;
  tr_font font;
  tr_paint paint;
  bool underline, strike;
  double rise;
  tr_str link;
} tr_span_style;

typedef struct tr_keep {
  size_t from, to; /* no line break inside these bytes */
} tr_keep;

/* A paragraph to be set. Newlines break lines; one at the end makes no empty line. Other control characters
   are set as spaces, bad bytes as U+FFFD. */
typedef struct tr_para {
  tr_str text; /* any normal form; set as NFC (offsets below refer to NFC text) */
  tr_str lang;
  const tr_span_style *spans; /* cover the text, in order */
  size_t n_spans;
  double width; /* wrap width in px; 0: no wrapping */
  tr_align align;
  double pitch;         /* line pitch in em of the line's largest size; 0: 1.4 */
  bool pitch_by_ink;    /* DESIGN: max(pitch, ink below the line above + ink above this one + 0.05 em) */
  bool keep_hangul;     /* Hangul breaks between words only */
  bool keep_names;      /* runs of two to four capitalised syllables, number + unit are not broken */
  const tr_keep *keeps; /* more ranges */
  size_t n_keeps;
  bool balance;     /* lines of about equal length, same number of lines; no last line of one syllable */
  size_t max_lines; /* 0: any number; above it the text is cut with `ellipsis` */
  tr_str ellipsis;
  tr_pos at; /* for warnings */
} tr_para;

/* NFC copy in ARENA (or S itself where it is NFC already). The one place of normalisation, with fact ids. */
tr_str tr_text_nfc(tr_arena *arena, tr_str s);

/* Shapes, breaks and places a paragraph: origin at the left of its box (or centre, right by `align` where
   width is 0), first baseline at y = logical ascent of line one. In the scene arena; never NULL. Missing
   families and glyphs are warned of once each. */
tr_text *tr_text_set(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para);

/* One line at a baseline: ALIGN about x = 0 (START is left, also for right-to-left text), baseline at y = 0;
   newlines are spaces. For charts. */
tr_text *tr_text_line_set(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font, tr_align align,
                          tr_paint paint);
/* Pango's logical width of one line, px, unrounded. Cached. */
double tr_text_width(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font);
/* Widest piece that cannot be broken, px: the least width tr_text_set() can wrap PARA to without overflow. */
double tr_text_min_width(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para);
/* Text cut to WIDTH with ELLIPSIS, as Vega's truncate does (binary search over whole characters, from the
   start where RTL). */
tr_str tr_text_truncate(tr_ctx *ctx, tr_fonts *fonts, tr_str text, const tr_font *font, double width,
                        tr_str ellipsis, bool from_start);

/* Vertical measures of a font at its size, px, positive: of the face's hhea table. */
typedef struct tr_font_metrics {
  double ascent, descent, cap_height, x_height;
} tr_font_metrics;
tr_font_metrics tr_font_measure(tr_ctx *ctx, tr_fonts *fonts, const tr_font *font);

/* Inline Markdown (md4c: **bold**, *italic*, `code`, ~~strike~~, [link](url), entities, escapes) to NFC text
   and spans derived from BASE, in the document arena. Lines stay lines. What would begin a block (a list, a
   heading, a quote) and marks that data have by chance (3*4*5, ~30) stay as they are. HTML is text; images
   are warned of (AT). False when the text is over the limit (reported). */
bool tr_text_markdown(tr_ctx *ctx, tr_str markdown, const tr_span_style *base, tr_pos at, tr_str *text,
                      tr_span_style **spans, size_t *n_spans);

/* Outline of icon NAME scaled to a square of side 1 with y downwards, origin top left. False where there is
   no such icon (reported at AT with a "did you mean"). */
bool tr_icon_path(tr_ctx *ctx, tr_fonts *fonts, tr_str name, tr_pos at, tr_path *out);
size_t tr_icon_names(tr_ctx *ctx, tr_str **names); /* sorted */

/* Bytes of a face's file, for subsetting; borrowed. Empty on failure (reported). */
tr_str tr_face_bytes(tr_ctx *ctx, const tr_face *face);
/* Bundled faces, for `tranh list fonts`. */
size_t tr_faces_bundled(tr_ctx *ctx, tr_fonts *fonts, const tr_face *const **faces);

#endif
