#ifndef TR_SCENE_SCENE_H
#define TR_SCENE_SCENE_H

#include "base/color.h"
#include "base/ctx.h"

/* The finished picture as plain data: the whole contract between what decides and what writes. No defaults,
   no inheritance, no expressions, only finite numbers (tr_scene_check asserts it). Lengths in px (1/96 in),
   angles in radians clockwise, y downwards. Everything is in the scene arena. */

/* --- Paint ---------------------------------------------------------------------------------------------- */

typedef struct tr_gradient_stop {
  double offset; /* 0 to 1 */
  tr_color color;
} tr_gradient_stop;

typedef struct tr_gradient {
  double x1, y1, r1, x2, y2, r2; /* in the unit square of the item's bounds; radii for radial gradients */
  const tr_gradient_stop *stops;
  size_t n_stops;
} tr_gradient;

/* Parallel strokes over a ground. */
typedef struct tr_hatch {
  double angle, pitch, width; /* radians, px, px */
  tr_color ground;            /* a = 0 for none */
} tr_hatch;

typedef enum {
  TR_PAINT_NONE,
  TR_PAINT_SOLID,
  TR_PAINT_LINEAR,
  TR_PAINT_RADIAL,
  TR_PAINT_HATCH
} tr_paint_kind;

typedef struct tr_paint {
  tr_paint_kind kind;
  tr_color color;   /* of the solid or the hatch's strokes; alpha, of gradients too, has the opacity in it */
  const char *role; /* theme role it came from ("accent"), or NULL */
  const tr_gradient *gradient;
  const tr_hatch *hatch;
} tr_paint;

/* --- Channels: one value for all items of a batch, or one each -------------------------------------------
 */

typedef struct tr_nums {
  double one;
  const double *each; /* n values, or NULL */
} tr_nums;

typedef struct tr_paints {
  tr_paint one;
  const tr_paint *each;
} tr_paints;

/* An outline. Ops 'M' and 'L' take one point, 'C' three, 'Z' none. */
typedef struct tr_path {
  const char *ops;
  const double *xy;
  size_t n_ops, n_points;
} tr_path;

typedef struct tr_paths {
  tr_path one;
  const tr_path *each;
} tr_paths;

static inline double tr_num_of(const tr_nums *c, size_t i) { return c->each ? c->each[i] : c->one; }
static inline const tr_paint *tr_paint_of(const tr_paints *c, size_t i) {
  return c->each ? &c->each[i] : &c->one;
}
static inline const tr_path *tr_path_of(const tr_paths *c, size_t i) {
  return c->each ? &c->each[i] : &c->one;
}

typedef enum { TR_CAP_BUTT, TR_CAP_ROUND, TR_CAP_SQUARE } tr_cap;
typedef enum { TR_JOIN_MITER, TR_JOIN_ROUND, TR_JOIN_BEVEL } tr_join;
typedef enum { /* CSS names; a few of them Cairo calls otherwise */
               TR_BLEND_NORMAL,
               TR_BLEND_MULTIPLY,
               TR_BLEND_SCREEN,
               TR_BLEND_OVERLAY,
               TR_BLEND_DARKEN,
               TR_BLEND_LIGHTEN,
               TR_BLEND_COLOR_DODGE,
               TR_BLEND_COLOR_BURN,
               TR_BLEND_HARD_LIGHT,
               TR_BLEND_SOFT_LIGHT,
               TR_BLEND_DIFFERENCE,
               TR_BLEND_EXCLUSION,
               TR_BLEND_HUE,
               TR_BLEND_SATURATION,
               TR_BLEND_COLOR,
               TR_BLEND_LUMINOSITY
} tr_blend;

/* How strokes are drawn: all items of a batch alike but for paint, width and opacity. */
typedef struct tr_pen {
  tr_cap cap;
  tr_join join;
  double miter_limit; /* as in SVG; Vega's canvas has 10 */
  const double *dash; /* lengths in px, normalised: none negative, not all zero */
  size_t n_dash;
  double dash_offset;
} tr_pen;

/* --- Nodes ------------------------------------------------------------------------------------------------
 */

typedef enum { TR_NODE_GROUP, TR_NODE_MARKS, TR_NODE_TEXT, TR_NODE_IMAGE } tr_node_kind;

typedef struct tr_node {
  tr_node_kind kind;
  struct tr_node *next; /* sibling, painted after this one */
} tr_node;

typedef enum {
  TR_ROLE_NONE,
  TR_ROLE_HEADING,
  TR_ROLE_PARAGRAPH,
  TR_ROLE_LIST,
  TR_ROLE_ITEM,
  TR_ROLE_TABLE,
  TR_ROLE_ROW,
  TR_ROLE_CELL,
  TR_ROLE_FIGURE,
  TR_ROLE_CHART,
  TR_ROLE_AXIS,
  TR_ROLE_LEGEND,
  TR_ROLE_MARK,
  TR_ROLE_TITLE,
  TR_ROLE_DECORATION /* invisible to assistive technology */
} tr_role;
const char *tr_role_name(tr_role role);

typedef struct tr_group {
  tr_node node;
  tr_node *first, *last;
  double matrix[6]; /* a b c d e f, as in SVG and Cairo; identity is {1,0,0,1,0,0} */
  double opacity;   /* 0 to 1, of the whole group */
  tr_blend blend;
  bool clipped;
  tr_path clip;      /* where clipped; in the group's own space */
  tr_str id;         /* unique in the scene, or empty */
  tr_str block_path; /* "blocks[2].blocks[0]", or empty: for messages and tools */
  tr_pos at;         /* the value it was made from */
  tr_role role;
  int level;              /* of a heading, 1 to 6 */
  tr_str alt, lang, link; /* empty: none */
  const tr_str *facts;    /* ids of the facts it shows */
  size_t n_facts;
  int reading_order; /* among its siblings; 0: paint order */
  double box[4];     /* x y w h of its layout box in its own space; w = 0 where it has none */
} tr_group;

typedef enum { TR_MARKS_RECT, TR_MARKS_RULE, TR_MARKS_SYMBOL, TR_MARKS_PATH } tr_marks_kind;

/* What one item means, kept for SVG and tools. */
typedef struct tr_item_info {
  tr_str title, description, href;
} tr_item_info;

/* N items of one kind. Each is filled, then stroked. */
typedef struct tr_marks {
  tr_node node;
  tr_marks_kind kind;
  size_t n;
  tr_nums x, y;         /* rect: left, top; rule: start; symbol: centre; path: origin */
  tr_nums x2, y2;       /* rect: width, height; rule: end */
  tr_nums radius[4];    /* rect: corners top left, top right, bottom right, bottom left, px */
  tr_nums scale, angle; /* symbol and path: outline is scaled, then turned about x, y (1 and 0) */
  tr_paths path;        /* symbol: outline around 0, 0; path: outline from x, y */
  tr_paints fill, stroke;
  tr_nums stroke_width; /* px, not scaled by `scale` */
  tr_nums opacity;      /* of the item as a whole */
  tr_pen pen;
  tr_blend blend;
  const tr_item_info *info; /* n of them, or NULL */
  const uint32_t *rows;     /* data row of each item, or NULL */
} tr_marks;

/* --- Text
 * --------------------------------------------------------------------------------------------------- */

typedef enum { TR_ALIGN_START, TR_ALIGN_CENTER, TR_ALIGN_END } tr_align;

/* A font file's face as text/ found it. Faces live as long as the font set. */
typedef struct tr_face {
  tr_str family, style; /* "Be Vietnam Pro", "SemiBold Italic" */
  tr_str file;          /* path */
  int index;            /* face in the file */
  int weight;           /* 100 to 900 */
  bool italic;
  bool bundled; /* ours, not the system's */
  int units_per_em;
} tr_face;

/* Bytes [from, to) of the text, set alike. */
typedef struct tr_text_style {
  size_t from, to;
  const tr_face *face; /* the resolved face of the run's first glyph */
  double size;         /* px */
  int weight;          /* asked for */
  bool italic, underline, strike, tabular;
  double letter_spacing; /* px */
  double rise;           /* px above the baseline, for super- and subscripts */
  tr_paint paint;
  tr_str link;
} tr_text_style;

typedef struct tr_box {
  double x, y, w, h;
} tr_box;

typedef struct tr_text_line {
  size_t from, to;     /* bytes, without the white space it was broken at */
  double x, baseline;  /* start of the line and its baseline, from the node's origin */
  double width;        /* logical advance, unrounded */
  tr_box ink, logical; /* from the node's origin */
  bool rtl;
} tr_text_line;

typedef struct tr_glyph {
  uint32_t id;
  double x, y; /* origin of the outline, from the node's origin */
  double advance;
  uint32_t cluster; /* byte in the text where its cluster starts */
} tr_glyph;

/* Glyphs of one face, size and style in one line, in visual order. */
typedef struct tr_glyph_run {
  const tr_face *face;
  double size;
  size_t line, style; /* indices */
  size_t from, to;    /* bytes of the text */
  bool rtl;
  const tr_glyph *glyphs;
  size_t n;
} tr_glyph_run;

/* One paragraph, shaped once: PNG fills the runs' outlines, PDF shows them with their clusters, SVG writes
   lines, an editor may take the paragraph. */
typedef struct tr_text {
  tr_node node;
  tr_str text;  /* NFC */
  tr_str lang;  /* BCP 47, or empty */
  bool rtl;     /* base direction */
  double x, y;  /* the origin; lines are placed from it */
  double angle; /* about the origin */
  double opacity;
  double wrap_width; /* px, 0: not wrapped */
  tr_align align;
  const tr_text_style *styles;
  size_t n_styles;
  const tr_text_line *lines;
  size_t n_lines;
  const tr_glyph_run *runs;
  size_t n_runs;
  tr_box ink, logical; /* of all lines, from the origin */
  size_t n_missing;    /* glyphs no face has */
  tr_paint stroke;     /* outline of the letters, painted first; NONE for none */
  double stroke_width;
  tr_str title, href; /* tooltip and link, or empty */
} tr_text;

/* --- Image
 * ---------------------------------------------------------------------------------------------------- */

typedef struct tr_image {
  tr_node node;
  double x, y, w, h; /* the whole picture is stretched over this */
  double opacity;
  tr_blend blend;
  tr_str bytes;    /* the file as it was; images of one file share them */
  tr_str type;     /* "image/png", "image/jpeg", "image/svg+xml" */
  int px_w, px_h;  /* its own size, standing upright */
  int orientation; /* EXIF's, 1 to 8: how stored pixels are turned to stand upright; 0 is 1 */
  bool smooth;
  tr_str alt;
  tr_str name;        /* as the document wrote it, for messages; may be empty */
  tr_pos at;          /* the value that names it */
  tr_str title, href; /* tooltip and link, or empty */
} tr_image;

/* --- Document
 * --------------------------------------------------------------------------------------------------- */

typedef struct tr_scene {
  double width, height; /* px */
  tr_paint background;
  tr_group *root;
  tr_str title, description, lang, author;
  const tr_str *sources; /* as printed */
  size_t n_sources;
  const tr_str *facts; /* ids of the facts used */
  size_t n_facts;
} tr_scene;

/* --- Building
 * ---------------------------------------------------------------------------------------------------- */

tr_group *tr_group_new(tr_ctx *ctx);
tr_marks *tr_marks_new(tr_ctx *ctx, tr_marks_kind kind, size_t n); /* opacity 1, miter limit 10, scale 1 */
tr_image *tr_image_new(tr_ctx *ctx);
void tr_group_add(tr_group *parent, tr_node *child); /* painted last */
void tr_group_move(tr_group *g, double dx, double dy);
tr_paint tr_paint_solid(tr_color c, const char *role);
tr_paint tr_paint_none(void);
bool tr_paint_visible(const tr_paint *paint); /* false where it leaves no ink at all */
/* Names as SVG and CSS write them. */
const char *tr_blend_name(tr_blend blend);
const char *tr_cap_name(tr_cap cap);
const char *tr_join_name(tr_join join);
const char *tr_marks_name(tr_marks_kind kind); /* "rect", "rule", "symbol", "path" */

/* Affine matrices a b c d e f. OUT may be M or N. M * N: first N, then M. */
void tr_matrix_multiply(double out[6], const double m[6], const double n[6]);
void tr_matrix_apply(const double m[6], double x, double y, double *ox, double *oy);
/* Scaled, then turned by ANGLE (radians), then moved to X, Y: where a symbol's outline or a text goes. */
void tr_matrix_place(double out[6], double x, double y, double scale, double angle);

/* Outlines. */
typedef struct tr_pather {
  tr_buf ops;
  tr_vec xy; /* of double */
} tr_pather;
tr_pather tr_pather_of(tr_ctx *ctx);
void tr_path_move(tr_pather *p, double x, double y);
void tr_path_line(tr_pather *p, double x, double y);
void tr_path_curve(tr_pather *p, double x1, double y1, double x2, double y2, double x, double y);
/* As on a canvas: a line to the arc's start where there is a current point, then the arc, accurate to
   1e-4 px. Angles that lie 2 pi or more apart make a whole circle. */
void tr_path_arc(tr_pather *p, double cx, double cy, double r, double from, double to, bool anticlockwise);
void tr_path_rect(tr_pather *p, double x, double y, double w, double h);
/* RADIUS as in tr_marks, each cut to half the shorter side. */
void tr_path_round_rect(tr_pather *p, double x, double y, double w, double h, const double radius[4]);
void tr_path_close(tr_pather *p);
tr_path tr_path_done(tr_pather *p);
/* SVG path data (all commands) to an outline. False on a syntax error, with what was read so far. */
bool tr_path_parse(tr_ctx *ctx, tr_str svg, tr_path *out);

/* Bounds of what is painted, strokes included, in the node's parent space. False for nothing visible. */
bool tr_node_bounds(const tr_node *node, tr_box *out);
bool tr_path_bounds(const tr_path *path, tr_box *out);
/* Box of an item's outline in its batch's space, without its stroke. False where it has no outline. */
bool tr_marks_item_box(const tr_marks *marks, size_t i, tr_box *out);
tr_box tr_box_union(tr_box a, tr_box b);

/* Overlaps and clipped ink: reports each text whose ink leaves the page, and each pair of texts whose ink
   overlaps, as a line of NOTES (tr_str). */
void tr_scene_faults(tr_ctx *ctx, const tr_scene *scene, tr_vec *notes);
/* Asserts that all numbers are finite and all orders sound; limits on marks and points are reported. */
bool tr_scene_check(tr_ctx *ctx, const tr_scene *scene);
/* The dump: one line a node, two decimals, stable (docs/scene.md). */
void tr_scene_dump(tr_ctx *ctx, const tr_scene *scene, tr_buf *out);

#endif
