#ifndef TR_RENDER_SVG_PRIV_H
#define TR_RENDER_SVG_PRIV_H

#include "render/render-priv.h"

/* A face that the picture uses, for embedding. */
typedef struct tr_svg_face {
  const tr_face *face;
  tr_vec codes, glyphs; /* of uint32_t: used so far, with repetitions */
  bool tabular;
} tr_svg_face;

/* A document being written. Definitions are collected apart and named by their content, so that pictures set
   into one web page cannot disturb each other. */
typedef struct tr_svg {
  tr_ctx *ctx;
  tr_buf out, defs;
  tr_vec pieces;    /* of tr_str: what is written already, before `out` */
  tr_svg_text text; /* how text is written */
  tr_faces *faces;
  tr_map known;  /* ids of definitions */
  tr_map images; /* files shown, and how often */
  tr_vec used;   /* of tr_svg_face */
  tr_str lang;   /* in force */
  const tr_group *group;
} tr_svg;

/* --- Pieces (svg-write.c) ---------------------------------------------------------------------------------
 */

void tr_svg_flush(tr_svg *s); /* between elements, where much may come */
/* Text of an element or a quoted attribute: & < > " escaped, characters that XML has not left out. */
void tr_svg_escape(tr_buf *b, tr_str s);
void tr_svg_number(tr_buf *b, double x);                     /* three decimals */
void tr_svg_attr(tr_buf *b, const char *name, tr_str value); /* leading space; nothing where empty */
void tr_svg_attr_z(tr_buf *b, const char *name, const char *value);
void tr_svg_attr_number(tr_buf *b, const char *name, double x);
void tr_svg_path_data(tr_buf *b, const tr_path *path, const double m[6]);
void tr_svg_css_string(tr_buf *b, tr_str s); /* inside a CSS string of either quotes */
void tr_svg_base64(tr_buf *b, tr_str bytes);
/* <title> as a tooltip; nothing where empty. */
void tr_svg_title(tr_svg *s, tr_str title);
/* <a href>; says whether there is one to be closed. */
bool tr_svg_link_open(tr_svg *s, tr_str href);
void tr_svg_link_close(tr_svg *s);
void tr_svg_lang(tr_svg *s, tr_str lang); /* lang and xml:lang, where other than in force */

/* --- Paint (svg-paint.c) ----------------------------------------------------------------------------------
 */

/* fill or stroke and its opacity. BOX is what gradients are laid over. */
void tr_svg_paint(tr_svg *s, const char *name, const tr_paint *paint, tr_box box, double alpha);
void tr_svg_clip(tr_svg *s, const tr_path *path); /* clip-path */
void tr_svg_pen(tr_svg *s, const tr_pen *pen);

/* --- Nodes ------------------------------------------------------------------------------------------------
 */

void tr_svg_marks(tr_svg *s, const tr_marks *marks);
bool tr_svg_text_node(tr_svg *s, const tr_text *text);
/* Images (svg-image.c). Those that show one file are counted first, so that what many share is written once.
 */
void tr_svg_count_images(tr_svg *s, const tr_group *group);
bool tr_svg_image(tr_svg *s, const tr_image *image);

/* --- Fonts (svg-font.c) -----------------------------------------------------------------------------------
 */

void tr_svg_use_face(tr_svg *s, const tr_text *text, const tr_glyph_run *run);
/* @font-face rules with a subset of each face used, into B. False after reporting. */
bool tr_svg_embed(tr_svg *s, tr_buf *b);

#endif
