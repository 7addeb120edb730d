#ifndef TR_PAGE_PAGE_PRIV_H
#define TR_PAGE_PAGE_PRIV_H

#include "layout/box.h"
#include "page/block.h"
#include "page/compose.h"
#include "page/page.h"
#include "text/text.h"
#include "theme/theme.h"

#include <math.h>
#include <string.h>

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

/* The text sizes of B's fit group; made when first asked for. SIZE is what B asks for, px; FALLBACK names the
   group where B does not. */
tr_fit_group *tr_fit_group_of(tr_page *page, tr_block *b, tr_str fallback, double size);
/* Size of a text now, px. */
double tr_fit_size(const tr_page *page, const tr_fit_group *group, double asked);
double tr_page_gap(const tr_page *page, double gap); /* now, px */
/* Says that content of B is EXCESS px too large for its room. */
void tr_page_overflow(tr_page *page, tr_block *b, double excess);
void tr_page_note(tr_page *page, const tr_block *b, const char *what, double size, double asked, double slack,
                  size_t lines);

/* The fit policy on ROOT in WIDTH × HEIGHT px (height 0: as high as it needs); *USED is the height. False
   after reporting what does not fit. */
bool tr_page_fit(tr_page *page, tr_block *root, double width, double height, double *used);

#endif
