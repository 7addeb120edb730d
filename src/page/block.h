#ifndef TR_PAGE_BLOCK_H
#define TR_PAGE_BLOCK_H

#include "page/facts.h"
#include "page/size.h"
#include "scene/scene.h"

typedef struct tr_page tr_page;
typedef struct tr_block tr_block;
typedef struct tr_block_kind tr_block_kind;

typedef struct tr_heights {
  double min, natural;
  double baseline; /* of the first line of text, from the top; NaN: none */
} tr_heights;

/* Texts that always have one size. */
typedef struct tr_fit_group {
  tr_str name;
  double ratio;   /* of the page's ratio; below 1 where a word did not fit its column */
  double largest; /* asked size of its largest text, px */
} tr_fit_group;

typedef struct tr_height_memo {
  double width;
  tr_heights heights;
  uint32_t generation;
} tr_height_memo;

struct tr_block {
  const tr_block_kind *kind;
  tr_value props; /* evaluated, without what is kept for children */
  tr_pos at;
  tr_str path; /* "blocks[2].blocks[0]" */
  tr_block *parent;
  tr_block **children;
  size_t n;
  tr_where where;

  tr_str id, alt, lang, link;
  tr_len width, height, min_w, max_w, min_h, max_h;
  tr_edges pad;
  tr_paint fill, stroke;
  double stroke_width, radius, grow, priority; /* priority NaN: never dropped */
  tr_str accent_side;
  size_t span, row_span;
  tr_role role;
  int level;
  tr_fit_group *group; /* NULL: no text of its own */
  bool *stacked;       /* figures: their unit stands on a line of its own, as in all of a row; NULL: never */
  tr_fact **facts;     /* what it shows */
  size_t n_facts;

  void *data; /* the kind's own */
  bool dropped;
  double shift; /* content moved down to a common baseline, px */
  tr_height_memo memo[4];
  size_t n_memo;
};

/* A block kind: one file in page/block and one row in its registry. Widths and heights are of the content,
   without padding. */
struct tr_block_kind {
  const char *name, *help;
  const tr_prop *props;       /* besides the fields of every block */
  const char *template_field; /* "each" where children come from rows */
  /* Reads the evaluated properties; NULL-safe defaults. False after reporting. */
  bool (*read)(tr_page *page, tr_block *b);
  /* After all blocks are read (sources need to know which facts were used); may be NULL. */
  bool (*resolve)(tr_page *page, tr_block *b);
  void (*widths)(tr_page *page, tr_block *b, double *min, double *natural);
  tr_heights (*heights)(tr_page *page, tr_block *b, double width);
  bool (*place)(tr_page *page, tr_block *b, tr_box inner, tr_group *into);
  void (*report)(tr_page *page, tr_block *b); /* adds its fit notes; may be NULL */
  /* What it would make from its properties: blocks, icons, segments … compared with the limit on marks. */
  double (*cost)(const tr_value *props);
};
const tr_block_kind *tr_block_kind_find(tr_str name);
const tr_block_kind *const *tr_block_kinds(void);                 /* ends with NULL */
const char *const *tr_block_names(void);                          /* ends with NULL */
bool tr_block_is_planned(tr_str name);                            /* named by the grammar, not there yet */
extern const tr_prop tr_block_common[];                           /* what blocks of every kind have */
extern const tr_prop tr_block_kind_props[], tr_block_use_props[]; /* `block` and `use` */

extern const tr_block_kind tr_block_box, tr_block_grid, tr_block_repeat, tr_block_text, tr_block_figure,
    tr_block_measure, tr_block_media, tr_block_chart, tr_block_sources;

/* The grammar of blocks, before anything is evaluated; false after reporting all that is wrong. */
bool tr_blocks_check(tr_page *page, const tr_value *blocks);
/* Makes BLOCKS and what is in them, and adds them to PARENT. */
bool tr_blocks_make(tr_page *page, const tr_value *blocks, const tr_where *where, tr_block *parent,
                    const char *path);
bool tr_block_read_common(tr_page *page, tr_block *b);
/* A role of the theme or a CSS colour; "none" and NULL give no paint. */
bool tr_page_color(tr_page *page, const tr_value *v, tr_paint *out);
tr_paint tr_page_role(tr_page *page, const char *role);

bool tr_block_shown(const tr_block *b);
/* The grid, row or repeat that B is one of the members of (itself or in a card), else its parent. */
const tr_block *tr_block_set(const tr_block *b);
tr_str tr_block_lang(const tr_page *page, const tr_block *b);

/* Measuring and placing, padding included; px. */
void tr_block_widths(tr_page *page, tr_block *b, double *min, double *natural);
tr_heights tr_block_heights(tr_page *page, tr_block *b, double width);
bool tr_block_place(tr_page *page, tr_block *b, tr_box rect, tr_group *into);

#endif
