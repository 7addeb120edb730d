#ifndef TR_PAGE_COMPOSE_H
#define TR_PAGE_COMPOSE_H

#include "page/scope.h"

struct tr_page;

/* A composition: layouts/parts/NAME.yaml. */
typedef struct tr_part {
  tr_str name;
  tr_value tree;
  const tr_value *params; /* object or NULL */
  const tr_value *body;   /* a block */
} tr_part;

tr_part *tr_part_load(struct tr_page *page, const tr_value *name); /* read once; NULL after reporting */
/* Where the body of PART stands: with the arguments that BLOCK (with `use`) gives, evaluated at WHERE. */
bool tr_part_frames(struct tr_page *page, const tr_part *part, const tr_value *block, const tr_where *where,
                    tr_where *out);
/* The part's body with the fields of every block that BLOCK has laid over it. */
tr_value tr_part_body(struct tr_page *page, const tr_part *part, const tr_value *block);

#endif
