#ifndef TR_PAGE_FACTS_H
#define TR_PAGE_FACTS_H

#include "data/table.h"
#include "format/quantity.h"
#include "page/scope.h"
#include "value/props.h"

struct tr_page;

/* One row of a table with a key, in the page's language. */
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

/* A table of the page. */
typedef struct tr_page_table {
  tr_str name;
  tr_pos at;
  bool keyed;
  const tr_table *table; /* as read; NULL for one made from another */
  tr_value rows;         /* array of objects, once tr_page_table_rows() was asked */
  bool has_rows;
  tr_value by_id;   /* keyed: object */
  const char **ids; /* keyed: NULL at the end; for "did you mean" */
} tr_page_table;

/* Tables: `data` of the document. False or NULL after reporting. */
bool tr_page_tables_read(struct tr_page *page, const tr_value *data);
tr_page_table *tr_page_table_find(struct tr_page *page, const tr_value *name);
const tr_value *tr_page_table_rows(struct tr_page *page, tr_page_table *table);
/* The rows that V (a table's name, an array, or a keyed table itself) stands for. */
bool tr_page_rows(struct tr_page *page, const tr_value *v, tr_value *rows);
/* filter, derive, sort, group, limit of SPEC on ROWS, in this order. */
bool tr_page_derive(struct tr_page *page, const tr_value *spec, const tr_where *where, tr_value *rows);
extern const tr_prop tr_derive_props[];
extern const tr_prop tr_table_props[]; /* of a table: where its rows come from */

/* Facts. */
bool tr_facts_read(struct tr_page *page, tr_page_table *table, const tr_value *key);
tr_fact *tr_fact_of(struct tr_page *page, const tr_value *object); /* NULL where OBJECT is no fact */
/* The fact that V (an id or a fact) means, which is then used; NULL after reporting. */
tr_fact *tr_fact_find(struct tr_page *page, const tr_value *v);
void tr_fact_use(struct tr_page *page, tr_fact *fact);
tr_str tr_page_date_words(struct tr_page *page, tr_str date); /* DATE itself where it is none */
/* Printed form of one source of a fact: by the document's `sources`, else as the row says. */
tr_str tr_source_words(struct tr_page *page, tr_str source);

#endif
