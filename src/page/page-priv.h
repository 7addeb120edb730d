#ifndef TR_PAGE_PAGE_PRIV_H
#define TR_PAGE_PAGE_PRIV_H

#include "data/table.h"
#include "expr/expr.h"
#include "format/quantity.h"
#include "layout/box.h"
#include "page/page.h"
#include "text/text.h"
#include "theme/theme.h"
#include "value/props.h"

#include <math.h>
#include <string.h>

typedef struct tr_page tr_page;
typedef struct tr_block tr_block;
typedef struct tr_block_kind tr_block_kind;

/* --- Sizes (size.c) ------------------------------------------------------------------------------------ */

/* px, or a share of the room that the parent gives. */
typedef struct tr_len {
  double value;  /* NaN: not given */
  bool relative; /* `value` is a share, 0 to 1 and above */
} tr_len;

typedef struct tr_page_size {
  tr_str name;          /* "a4", or empty for one in numbers */
  double width, height; /* px; height 0: as high as the content */
  bool print;           /* for paper: other type sizes than on a screen */
} tr_page_size;

/* --- Facts (facts.c) ----------------------------------------------------------------------------------- */

typedef struct tr_fact {
  tr_str id, table;
  tr_pos at;
  bool has_quantity; /* value, or low and high */
  tr_quantity q;
  double of; /* NaN: none */
  tr_str words;
  tr_str label, short_label, note, url, as_of, icon;
  tr_str *sources; /* as the row names them */
  size_t n_sources;
  tr_value object; /* as expressions see it */
  bool used;
} tr_fact;

/* --- Tables (data.c) ----------------------------------------------------------------------------------- */

typedef struct tr_page_table {
  tr_str name;
  tr_pos at;
  bool keyed;
  const tr_table *table; /* as read; NULL for one made from another */
  tr_value rows; /* array of objects; of a large table made when first asked for: tr_page_table_rows() */
  bool has_rows;
  tr_value by_id;   /* keyed: object */
  const char **ids; /* keyed: NULL at the end; for "did you mean" */
} tr_page_table;

/* --- Scope (scope.c) ----------------------------------------------------------------------------------- */

/* One name that expressions see; the inner ones come first. */
typedef struct tr_frame {
  tr_str name;
  tr_value value;
  const struct tr_frame *up;
} tr_frame;

/* Where an expression stands. */
typedef struct tr_where {
  const tr_frame *frames;
  const tr_value *datum; /* NULL: none */
} tr_where;

/* --- Blocks (block.c) ---------------------------------------------------------------------------------- */

typedef struct tr_heights {
  double min, natural;
  double baseline; /* of the first line of text, from the top; NaN: none */
} tr_heights;

typedef struct tr_edges {
  double top, right, bottom, left;
} tr_edges;

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
const tr_block_kind *const *tr_block_kinds(void); /* ends with NULL */
const char *const *tr_block_names(void);          /* ends with NULL */
bool tr_block_is_planned(tr_str name);            /* named by the grammar, not there yet */
extern const tr_prop tr_block_common[];

extern const tr_block_kind tr_block_box, tr_block_grid, tr_block_repeat, tr_block_text, tr_block_figure,
    tr_block_measure, tr_block_media, tr_block_chart, tr_block_sources;

/* --- The run ------------------------------------------------------------------------------------------- */

/* A place where content is wider than its room. */
typedef struct tr_overflow {
  tr_block *block;
  double excess; /* px */
} tr_overflow;

/* A scale that measures share. */
typedef struct tr_shared_scale {
  tr_str name, unit;
  double max;
  size_t n;  /* measures on it */
  bool open; /* one of them has an open end */
  tr_fact *first;
  tr_pos at;
} tr_shared_scale;

struct tr_page {
  tr_ctx *ctx;
  tr_env env;
  const tr_theme *theme;
  tr_str lang; /* "vi" */
  tr_value doc;
  tr_page_size size;
  double u, base, floor; /* px */
  tr_edges margin;
  tr_unit_words units;
  const tr_value *sources; /* the document's table of sources, or NULL */
  const tr_value *glue;    /* words that stay on one line, everywhere */
  tr_str title;            /* of the document */
  tr_map tables;           /* of tr_page_table */
  tr_map params;           /* of tr_value */
  tr_map parts;            /* of struct tr_part */
  tr_map groups;           /* of tr_fit_group */
  tr_map stacks;           /* of bool: `stacked` of the blocks below a path */
  tr_map scales;           /* of tr_shared_scale */
  tr_vec facts;            /* of tr_fact *, of all tables */
  tr_vec used;             /* of tr_fact *, in order of use */
  tr_vec touched;          /* of tr_fact *: used since the block being made was begun */
  tr_vec blocks;           /* of tr_block *, all of them, parents first */
  tr_value page_value, u_value;
  tr_scope scope;
  const tr_where *where; /* of the evaluation under way */
  tr_map unknown_units;
  tr_map source_words;  /* of tr_str, by id */
  size_t n_made, depth; /* blocks so far; nesting of the one being made */

  /* Fit state (fit.c). */
  double gap;         /* between the blocks of the page, px */
  double max_ratio;   /* how much text may grow to fill a page */
  double empty_ratio; /* and one that would else stay half empty */
  bool spread;        /* gaps take what is left over */
  double ratio, gap_scale;
  bool short_labels;
  uint32_t generation; /* rises with every change of the state */
  tr_vec overflows;    /* of tr_overflow */
  tr_vec notes;        /* of tr_fit_note */
};

/* size.c */
bool tr_page_size_read(tr_page *page, const tr_value *v, tr_str name, tr_page_size *out);
bool tr_len_parse(tr_page *page, const tr_value *v, tr_len *out);
double tr_len_px(tr_len len, double room, double fallback);
bool tr_edges_parse(tr_page *page, const tr_value *v, tr_edges *out);
const char *const *tr_page_size_names(void);
/* DOC with its `sizes:` for the page's size merged in; PAGE gives the size. */
tr_value tr_sizes_merged(tr_page *page, const tr_value *object);
bool tr_sizes_check(tr_page *page, const tr_value *sizes);

/* scope.c */
void tr_scope_start(tr_page *page);
/* Evaluates all templates in V, deeply; members named in SKIP (ends with NULL; may be NULL) are kept. */
bool tr_page_eval(tr_page *page, const tr_value *v, const tr_where *where, const char *const *skip,
                  tr_value *out);
/* A condition or filter: a boolean, or an expression with or without {{ }}. */
bool tr_page_test(tr_page *page, const tr_value *v, const tr_where *where, bool *out);
/* Value of a bare expression. */
bool tr_page_expr(tr_page *page, const tr_value *text, const tr_where *where, tr_value *out);
/* Words in the page's language: a string, or a map by language whose language must be there. */
bool tr_page_words(tr_page *page, const tr_value *v, tr_str *out);

/* data.c, derive.c */
bool tr_page_tables_read(tr_page *page, const tr_value *data);
tr_page_table *tr_page_table_find(tr_page *page, const tr_value *name); /* NULL after reporting */
const tr_value *tr_page_table_rows(tr_page *page, tr_page_table *table);
/* The rows that V (a table's name or an array) stands for. */
bool tr_page_rows(tr_page *page, const tr_value *v, tr_value *rows);
/* filter, derive, sort, group, limit of SPEC on ROWS, in this order. */
bool tr_page_derive(tr_page *page, const tr_value *spec, const tr_where *where, tr_value *rows);
extern const tr_prop tr_derive_props[];

/* facts.c */
bool tr_facts_read(tr_page *page, tr_page_table *table, const tr_value *key);
tr_fact *tr_fact_of(tr_page *page, const tr_value *object); /* NULL where OBJECT is no fact */
/* The fact that V means: an id, "table.id", or a fact. NULL after reporting. */
tr_fact *tr_fact_find(tr_page *page, const tr_value *v);
void tr_fact_use(tr_page *page, tr_fact *fact);
tr_str tr_page_date_words(tr_page *page, tr_str date);
/* Printed form of one source id of a fact. */
tr_str tr_source_words(tr_page *page, tr_str source);

/* compose.c */
typedef struct tr_part {
  tr_str name;
  tr_value tree;
  const tr_value *params; /* object or NULL */
  const tr_value *body;   /* a block */
} tr_part;
tr_part *tr_part_load(tr_page *page, const tr_value *name); /* NULL after reporting */
/* Frames for the arguments that BLOCK (with `use`) gives to PART. */
bool tr_part_frames(tr_page *page, const tr_part *part, const tr_value *block, const tr_where *where,
                    tr_where *out);
/* The part's body with the common fields of BLOCK laid over it. */
tr_value tr_part_body(tr_page *page, const tr_part *part, const tr_value *block);

/* check.c: the grammar of blocks, before anything is evaluated */
bool tr_blocks_check(tr_page *page, const tr_value *blocks);

/* instance.c */
bool tr_blocks_make(tr_page *page, const tr_value *blocks, const tr_where *where, tr_block *parent,
                    const char *path);

/* block.c */
bool tr_block_read_common(tr_page *page, tr_block *b);
bool tr_page_color(tr_page *page, const tr_value *v, tr_paint *out);
tr_paint tr_page_role(tr_page *page, const char *role);
bool tr_block_shown(const tr_block *b);
/* The grid, row or repeat that B is one of the members of (itself or in a card), else its parent. */
const tr_block *tr_block_set(const tr_block *b);
void tr_block_widths(tr_page *page, tr_block *b, double *min, double *natural);
tr_heights tr_block_heights(tr_page *page, tr_block *b, double width);
bool tr_block_place(tr_page *page, tr_block *b, tr_box rect, tr_group *into);
tr_fit_group *tr_fit_group_of(tr_page *page, tr_block *b, tr_str fallback, double size);
/* Size of a text now, px. */
double tr_fit_size(const tr_page *page, const tr_fit_group *group, double asked);
void tr_page_overflow(tr_page *page, tr_block *b, double excess);
double tr_page_gap(const tr_page *page, double gap);
void tr_page_note(tr_page *page, const tr_block *b, const char *what, double size, double asked, double slack,
                  size_t lines);

tr_str tr_block_lang(const tr_page *page, const tr_block *b);

/* fit.c */
bool tr_page_fit(tr_page *page, tr_block *body, double width, double height, double *used);

#endif
