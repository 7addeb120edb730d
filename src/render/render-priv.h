#ifndef TR_RENDER_RENDER_PRIV_H
#define TR_RENDER_RENDER_PRIV_H

#include "render/render.h"

#include <cairo.h>

/* --- Output bytes (sink.c) ------------------------------------------------------------------------------ */

/* Bytes written so far, in malloc's memory: libraries write here from callbacks that no longjmp may cross.
   A failure sticks, whatever the library makes of it. */
typedef struct tr_sink {
  unsigned char *p;
  size_t n, capacity;
  bool failed;
  size_t calls, fail_at; /* tests: the call of this number (from 1) fails */
} tr_sink;

bool tr_sink_add(tr_sink *sink, const void *bytes, size_t n); /* false, and ever after, when memory is out */
void tr_sink_clear(tr_sink *sink);

/* --- Fonts (faces.c) ------------------------------------------------------------------------------------ */

/* Font files opened for one rendering, and the outlines taken from them. */
typedef struct tr_faces tr_faces;

tr_faces *tr_faces_open(tr_ctx *ctx);
void tr_faces_close(tr_faces *faces); /* takes NULL */

/* Outline of a glyph at a size of PX pixels an em, unhinted, y downwards, px; coordinates are rounded to 1/64
   px (points of the font) and 1/256 px (what a quadratic curve becomes), as Cairo's are. Borrowed. NULL after
   reporting. */
const tr_path *tr_faces_outline(tr_faces *faces, const tr_face *face, double px, uint32_t glyph);
/* The face for cairo_show_text_glyphs(); borrowed. NULL after reporting. */
cairo_font_face_t *tr_faces_cairo(tr_faces *faces, const tr_face *face);

/* The face's glyph for a space, or 0. */
uint32_t tr_faces_space(tr_faces *faces, const tr_face *face);

/* Where lines under and through letters lie, in em: centre above the baseline, and thickness. */
typedef struct tr_rule_metrics {
  double underline, underline_thick, strike, strike_thick;
} tr_rule_metrics;
bool tr_faces_rules(tr_faces *faces, const tr_face *face, tr_rule_metrics *out);

/* --- Pictures (pictures.c, jpeg.c, librsvg.c) -------------------------------------------------------------
 */

/* What was decoded for one rendering: each file once, however many images show it. */
typedef struct tr_decoder tr_decoder;

tr_decoder *tr_decoder_open(tr_ctx *ctx);
void tr_decoder_close(tr_decoder *decoder); /* takes NULL */

/* The pixels of a PNG or JPEG as they are stored, each of which stands for 2^LEVEL by 2^LEVEL of the file's.
   Borrowed. NULL after reporting. */
cairo_surface_t *tr_decoder_pixels(tr_decoder *decoder, const tr_image *image, int level);
/* The same at level 0, with the JPEG's own bytes for an output that can hold them. */
cairo_surface_t *tr_decoder_original(tr_decoder *decoder, const tr_image *image);
/* Draws an SVG into the rectangle 0, 0, 1, 1 of CR's coordinates; the second by way of a picture of W by H
   pixels. False after reporting. */
bool tr_decoder_outlines(tr_decoder *decoder, const tr_image *image, cairo_t *cr);
bool tr_decoder_drawn(tr_decoder *decoder, const tr_image *image, int w, int h, cairo_t *cr);

/* A new surface without alpha; *PLAIN says whether a PDF can hold the file as it is. NULL with a reason in
   FAULT. */
cairo_surface_t *tr_jpeg_decode(tr_str bytes, bool *plain, char fault[256]);

/* librsvg, found when first needed. */
typedef struct tr_rsvg tr_rsvg;
tr_rsvg *tr_rsvg_open(tr_arena *arena); /* NULL where it is not on this computer or not to be used */
void tr_rsvg_close(tr_rsvg *rsvg);
void *tr_rsvg_parse(tr_rsvg *rsvg, tr_str bytes, char fault[256]); /* for tr_rsvg_drop(); NULL: see FAULT */
void tr_rsvg_drop(tr_rsvg *rsvg, void *parsed);
bool tr_rsvg_draw(tr_rsvg *rsvg, void *parsed, double width, double height, cairo_t *cr, char fault[256]);

/* --- What a rendering holds besides arena memory (held.c) -------------------------------------------------
 */

typedef struct tr_held {
  cairo_t *cr;
  cairo_surface_t *surface;
  tr_faces *faces;
  tr_decoder *pictures;
  tr_sink sink;
} tr_held;

/* Released by tr_held_release(), or with the context when a limit cuts the rendering short. */
tr_held *tr_held_new(tr_ctx *ctx);
void tr_held_release(tr_held *held);

/* --- Cairo (cairo*.c) -------------------------------------------------------------------------------------
 */

typedef struct tr_painter {
  tr_ctx *ctx;
  cairo_t *cr;
  tr_faces *faces;
  tr_decoder *pictures;
  bool as_text;          /* glyphs as text (PDF); else their outlines are filled */
  bool tags;             /* structure and links (PDF) */
  int layers;            /* groups under way that are drawn apart; no tags inside them */
  int blocks;            /* headings, paragraphs, cells … under way */
  tr_vec *alts;          /* of tr_str, with tags: the alternative text of each figure begun */
  const tr_group *group; /* being drawn, for messages */
} tr_painter;

/* Draws a scene's nodes (not its background) in CR's current coordinates. */
bool tr_paint_scene(tr_painter *p, const tr_scene *scene);
bool tr_paint_text(tr_painter *p, const tr_text *text, double alpha);
/* From the stored picture to one that stands upright, both in the unit square: a b c d e f. */
const double *tr_image_turn(const tr_image *image);
bool tr_paint_image(tr_painter *p, const tr_image *image, double alpha);

typedef enum { TR_FOR_FILL, TR_FOR_STROKE } tr_purpose;
/* Adds an outline mapped by M to the current path. What lies beyond Cairo's coordinates is cut off, in the
   way that PURPOSE asks for; true where it was. */
bool tr_cairo_path(tr_painter *p, const tr_path *path, const double m[6], tr_purpose purpose);
/* For a picture of pixels: a long line without the points that change none of them. False where PATH is to be
   drawn as it is. DEVICE maps to pixels. */
bool tr_cairo_thin(tr_painter *p, const tr_path *path, const double device[6], tr_path *out);
/* For a picture of pixels: very many symbols that differ in place and colour only, painted through masks made
   once for each place within a pixel. False where they are to be drawn one by one. */
bool tr_cairo_stamps(tr_painter *p, const tr_marks *marks, double alpha);
/* Fills the current path, which is used up unless KEEP and the answer is true. BOX: the item's bounds. */
bool tr_cairo_fill(tr_painter *p, const tr_paint *paint, tr_box box, double alpha, bool keep);
/* Strokes the current path, which is used up; width and pen are set before. */
void tr_cairo_stroke(tr_painter *p, const tr_paint *paint, tr_box box, double alpha);
cairo_operator_t tr_cairo_operator(tr_blend blend);
void tr_cairo_pen(cairo_t *cr, const tr_pen *pen);
/* A rectangle of one paint, as a page's background. */
void tr_cairo_background(tr_painter *p, const tr_paint *paint, double width, double height);
/* Links and structure (cairo-tags.c). BEGIN says whether there is something to end. */
bool tr_cairo_link_begin(tr_painter *p, tr_str link);
void tr_cairo_link_end(tr_painter *p);
bool tr_cairo_group_begin(tr_painter *p, const tr_group *g);
void tr_cairo_group_end(tr_painter *p, const tr_group *g);
/* Around a text, or around one of its styles. */
bool tr_cairo_text_begin(tr_painter *p);
void tr_cairo_text_end(tr_painter *p);
/* Reports a bad status of the context or of its target. */
bool tr_cairo_sound(tr_painter *p);

/* --- Shared by the formats (render.c) ---------------------------------------------------------------------
 */

/* True for http, https, mailto and names without a scheme; other links are refused with a warning. */
bool tr_link_allowed(tr_ctx *ctx, tr_str link, tr_pos at);
/* What the page is painted with: the option before the scene's own. */
tr_paint tr_background_of(const tr_scene *scene, const tr_render_options *options);
/* Pixels per px. */
double tr_scale_of(const tr_render_options *options);

/* The formats, into a sink of the caller's (whose failures tests inject). */
bool tr_png_write(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options, tr_sink *sink);
bool tr_pdf_write(tr_ctx *ctx, const tr_scene *const *scenes, size_t n, const tr_render_options *options,
                  tr_sink *sink);

/* Adds the language, the title's display and the alternative texts of all figures to a PDF of Cairo's
   (pdf-access.c). */
bool tr_pdf_access(tr_ctx *ctx, tr_sink *sink, tr_str lang, bool titled, const tr_vec *alts);

extern const tr_output tr_output_png, tr_output_svg, tr_output_pdf, tr_output_scene;

#endif
