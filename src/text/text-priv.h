#ifndef TR_TEXT_TEXT_PRIV_H
#define TR_TEXT_TEXT_PRIV_H

#include "text/text.h"

#include <hb.h>
#include <pango/pango.h>

/* Inside text/. Only fontmap.c, shape.c, breaks.c and fonts.c know Pango; the other files see tr_shaped. */

/* A font file's face with what is read from it, opened when first needed. The public part comes first, so a
   const tr_face * of ours is one of these. */
typedef struct tr_face_file {
  tr_face face;
  hb_blob_t *blob;
  hb_face_t *hb;
  hb_font_t *unscaled; /* in font units */
  hb_set_t *chars;     /* code points it has glyphs for */
  PangoCoverage *coverage;
  bool opened, broken;
} tr_face_file;

typedef struct tr_family {
  tr_str name;
  tr_vec faces; /* of tr_face_file * */
} tr_family;

/* Where a character was found that the bundled families lack. */
typedef struct tr_fallback {
  tr_family *family;
  tr_face_file *face; /* the one that surely has it */
} tr_fallback;

typedef struct tr_system tr_system; /* system.c */
typedef struct tr_icons tr_icons;   /* icons.c */

/* Scratch of one tr_shape(): GLib's objects, kept here so that nothing leaks when an allocation gives up. */
typedef struct tr_shaping {
  GList *items; /* of PangoItem */
  PangoAttrList *attrs;
  PangoGlyphString *glyphs;
} tr_shaping;

struct tr_fonts {
  tr_ctx *ctx;
  tr_font_options options;
  tr_vec families; /* of tr_family *: the bundled ones first */
  tr_face_file *synthetic;
  tr_vec fallbacks;  /* of tr_fallback */
  tr_map by_name;    /* lower-case family: tr_family *, NULL where found nowhere */
  hb_set_t *checked; /* characters that a face was looked for */
  PangoFontMap *map;
  PangoContext *context;
  tr_shaping shaping;
  tr_vec shaped_runs, shaped_glyphs; /* what tr_shaped points to */
  tr_map widths;                     /* key of run: double * */
  size_t widths_bytes;
  tr_map lines, breaks; /* kept.c: key of line: tr_shaped *, key of text: uint8_t * */
  size_t kept_bytes;
  tr_buf key;                     /* scratch */
  tr_vec bundled;                 /* of const tr_face * */
  tr_vec levels, advances, attrs; /* scratch of choosing lines, used anew for each text */
  tr_system *system;
  tr_icons *icons;
};

/* --- fonts.c: which face ------------------------------------------------------------------------------- */

/* The families of a CSS list that exist, then the default, then Pretendard: into OUT. Families found nowhere
   are warned of once. Returns how many. */
enum { TR_FAMILIES_MAX = 8 };
size_t tr_families_of(tr_fonts *fonts, tr_str css_list, tr_family *out[TR_FAMILIES_MAX]);
/* The face of a family that is nearest to a weight and slant, by CSS's rule; NULL for an empty family. */
tr_face_file *tr_family_face(const tr_family *family, int weight, bool italic);
/* The first face of a font: what its metrics come from. */
tr_face_file *tr_font_face(tr_fonts *fonts, const tr_font *font);
/* Reads the file. False when it cannot be read (reported once). */
bool tr_face_open(tr_fonts *fonts, tr_face_file *face);
const hb_set_t *tr_face_chars(tr_fonts *fonts, tr_face_file *face);
bool tr_face_has(tr_fonts *fonts, tr_face_file *face, uint32_t c);
/* Adds a face to the font set, in the family of its name. */
tr_face_file *tr_face_add(tr_fonts *fonts, tr_str family, tr_str style, tr_str file, int index, int weight,
                          bool italic, bool bundled);
int tr_font_weight(const tr_font *font); /* 100 to 900 */
/* Size as drawn: within the limit (reported at AT), 0 for what is not a size. */
double tr_font_size(tr_fonts *fonts, double size, tr_pos at);

/* --- system.c: --font-dir folders and the system's fonts, through fontconfig --------------------------- */

/* The family of that name in the --font-dir folders, else the system's (with a warning); NULL for none. */
tr_family *tr_system_family(tr_fonts *fonts, tr_str name);
/* Makes sure that each character of TEXT has a face where there is one; warns of those without, once each. */
void tr_fonts_cover(tr_fonts *fonts, tr_str text, tr_str lang, tr_pos at);

/* --- fontmap.c: Pango's view of the font set ----------------------------------------------------------- */

PangoFontMap *tr_fontmap_new(tr_fonts *fonts);
void tr_fontmap_changed(PangoFontMap *map); /* faces were added */
tr_face_file *tr_fontmap_face(PangoFont *font);

/* --- shape.c: text to glyphs ---------------------------------------------------------------------------- */

typedef struct tr_shaped_glyph {
  uint32_t id, cluster;   /* cluster: byte in the whole text */
  double advance, dx, dy; /* px; dy downwards */
  bool missing, drawn;    /* no face has it; it has an outline to draw */
} tr_shaped_glyph;

typedef struct tr_shaped_run {
  tr_face_file *face;
  double size;
  bool rtl;
  size_t from, to;     /* bytes of the whole text */
  size_t first, count; /* in the glyphs */
} tr_shaped_run;

/* A line of glyphs in visual order. Borrowed from the font set; good until the next tr_shape(). */
typedef struct tr_shaped {
  const tr_shaped_run *runs;
  const tr_shaped_glyph *glyphs;
  size_t n_runs, n_glyphs;
  double width; /* px */
} tr_shaped;

/* A text ready to be shaped: NFC, no control characters but newlines. */
typedef struct tr_setting {
  tr_str text, lang;
  const tr_span_style *spans; /* cover the text, in order; sizes within the limits */
  size_t n_spans;
  bool rtl; /* base direction */
} tr_setting;

/* Bytes [from, to) of a setting as one line. The one door to the shapers. */
tr_shaped tr_shape(tr_fonts *fonts, const tr_setting *setting, size_t from, size_t to);
/* The same with the synthetic measurer. */
void tr_shape_synthetic(tr_fonts *fonts, const tr_setting *setting, size_t from, size_t to);
tr_face_file *tr_synthetic_face(tr_fonts *fonts);
/* Index of the span that byte AT is in. */
size_t tr_span_at(const tr_setting *setting, size_t at);
/* Base direction by the first strong letter. */
bool tr_text_is_rtl(tr_str text);

/* --- kept.c: what was shaped or broken before ------------------------------------------------------------
 */

/* A line shaped before, or NULL; then tr_keep_line() keeps the one that was asked for. */
const tr_shaped *tr_kept_line(tr_fonts *fonts, const tr_setting *setting, size_t from, size_t to);
void tr_keep_line(tr_fonts *fonts, tr_str text, const tr_shaped *shaped);
void tr_kept_forget(tr_fonts *fonts); /* the lines: faces were added */
/* The same for tr_breaks_of(). */
const uint8_t *tr_kept_breaks(tr_fonts *fonts, const tr_para *para, const tr_setting *setting);
void tr_keep_breaks(tr_fonts *fonts, tr_str text, const uint8_t *levels);

/* --- prepare.c: NFC and limits ---------------------------------------------------------------------------
 */

/* TEXT as NFC, with control characters as spaces, cut (with a warning) at the limit. Newlines stay where
   KEEP_LINES is set. */
tr_str tr_text_prepare(tr_ctx *ctx, tr_str text, bool keep_lines, tr_pos at);
/* The setting of a paragraph: its text prepared, its spans over all of it and within the limits. */
tr_setting tr_setting_of(tr_ctx *ctx, tr_fonts *fonts, const tr_para *para);

/* --- keep.c, breaks.c: where lines end -------------------------------------------------------------------
 */

/* How willingly a line ends before a byte: the lower, the better. */
typedef enum {
  TR_BREAK_NONE,
  TR_BREAK_FREE,  /* a line may end here */
  TR_BREAK_KEPT,  /* only where what is kept together is wider than the line */
  TR_BREAK_TORN,  /* only where one word is */
  TR_BREAK_FORCED /* a newline */
} tr_break;

/* Levels (of tr_break) before each byte of the text, n + 1 of them; good until the next call. */
const uint8_t *tr_breaks_of(tr_fonts *fonts, const tr_para *para, const tr_setting *setting);
/* Turns free breaks inside names, and inside numbers with their units, into kept ones. */
void tr_keep_names(tr_str text, uint8_t *levels);
/* Hangul breaks at spaces only. */
void tr_keep_hangul(tr_str text, uint8_t *levels);

typedef struct tr_line_range {
  size_t from, to; /* without the white space it was broken at */
  bool torn;       /* ends at a break that is no free one */
} tr_line_range;

/* Chooses the lines of a text. ADVANCE[i] is the width of what is drawn before byte i (n + 1 values), WIDTH
   0 for newlines only. LINES is a tr_vec of tr_line_range. */
void tr_lines_choose(tr_str text, const uint8_t *levels, const double *advance, double width, bool balance,
                     tr_vec *lines);
/* Width of the widest piece between free breaks. */
double tr_lines_min_width(tr_str text, const uint8_t *levels, const double *advance);
/* Widths before each byte, n + 1 of them, each line between newlines shaped whole; good until the next call.
 */
double *tr_advances_of(tr_fonts *fonts, const tr_setting *setting);

/* True for white space a line may be broken at (so not for no-break spaces). */
bool tr_is_break_space(uint32_t c);

void tr_system_free(tr_system *system);

#endif
