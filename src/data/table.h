#ifndef TR_DATA_TABLE_H
#define TR_DATA_TABLE_H

#include "value/value.h"

typedef enum { TR_COL_NUMBER, TR_COL_STRING, TR_COL_BOOL, TR_COL_DATE, TR_COL_ANY } tr_column_type;

/* Interned strings of a column. */
typedef struct tr_strings {
  const tr_str *items;
  size_t n;
} tr_strings;

/* A typed buffer and a set of valid rows. An invalid row is null (an absent JSON member is undefined, and
   makes the column TR_COL_ANY only where some row has an explicit null). Nothing changes a column once
   made. */
typedef struct tr_column {
  tr_str name;
  tr_column_type type;
  size_t n;
  union {
    const double *numbers; /* NUMBER; DATE: ms since 1970 UTC */
    const uint32_t *ids;   /* STRING: into `strings` */
    const uint8_t *booleans;
    const tr_value *values; /* ANY */
  };
  const uint64_t *valid; /* bit per row; NULL: all are */
  const tr_strings *strings;
  bool absent_is_undefined; /* invalid rows are undefined, not null */
} tr_column;

typedef struct tr_table {
  tr_str name;
  size_t n_rows, n_columns, capacity; /* of columns */
  tr_column *columns;
  uint32_t file;          /* source the rows were read from, 0: none */
  const uint32_t *row_at; /* offset of each row in it, or NULL */
} tr_table;

static inline bool tr_valid(const tr_column *c, size_t row) {
  return !c->valid || (c->valid[row >> 6] >> (row & 63) & 1);
}
const tr_column *tr_table_column(const tr_table *t, tr_str name); /* NULL where absent */
const tr_column *tr_table_column_z(const tr_table *t, const char *name);
tr_value tr_cell(const tr_column *c, size_t row);                /* boxed; strings borrowed */
tr_value tr_row(tr_arena *arena, const tr_table *t, size_t row); /* as an object */
double tr_cell_number(const tr_column *c, size_t row); /* JavaScript's Number(); null is 0, undefined NaN */
tr_pos tr_row_pos(const tr_table *t, size_t row);
/* NUMBER or DATE: `numbers` holds. */
static inline bool tr_column_is_number(const tr_column *c) {
  return c->type == TR_COL_NUMBER || c->type == TR_COL_DATE;
}

/* Builds a column from boxed values; the type is the narrowest that holds all of them. */
typedef struct tr_column_builder tr_column_builder;
tr_column_builder *tr_column_builder_new(tr_ctx *ctx, tr_str name, size_t expected);
void tr_column_add(tr_column_builder *b, tr_value v);
tr_column tr_column_done(tr_column_builder *b);
tr_column tr_column_numbers(tr_str name, const double *numbers, size_t n); /* borrowed */

tr_table *tr_table_new(tr_ctx *ctx, size_t n_rows);
void tr_table_add(tr_ctx *ctx, tr_table *t, tr_column c); /* replaces one of that name */
/* New table of ROWS (indices) of T; columns are gathered. */
tr_table *tr_table_gather(tr_ctx *ctx, const tr_table *t, const uint32_t *rows, size_t n);
/* New table of the rows of PARTS, one after the other; a column that a part has not is undefined there. */
tr_table *tr_tables_stack(tr_ctx *ctx, const tr_table *const *parts, size_t n);
/* Array of objects (or of arrays: columns "0", "1" …; or of bare values: one column "data") to a table. */
tr_table *tr_table_from_values(tr_ctx *ctx, const tr_value *array, tr_pos at);

/* How to read a data text. */
typedef enum {
  TR_DATA_AUTO,
  TR_DATA_CSV,
  TR_DATA_TSV,
  TR_DATA_DSV,
  TR_DATA_JSON,
  TR_DATA_TOPOJSON
} tr_data_format;
typedef struct tr_read_options {
  tr_data_format format; /* AUTO: by the file's ending, else by content */
  char delimiter;        /* DSV; 0: found by itself among , ; tab */
  tr_str property;       /* JSON: member path that holds the array */
  tr_str feature, mesh;  /* TopoJSON: the object whose features, or whose lines, are the rows */
  tr_str filter;         /* of the mesh: "interior" or "exterior" lines; empty: all */
  bool infer;            /* types over whole columns, as Vega's "auto" does; else all strings (CSV) */
  /* Rows that are shorter or longer than the header, empty lines, two columns of one name and a file without
     anything are warned of and taken as Vega takes them; else they are errors (CSV). */
  bool lenient;
  const tr_value *parse; /* Vega-Lite's `parse`: an object, or "auto" (infers JSON too); or NULL */
  /* Columns that hold machine numbers only (80.5, 1234.5, 1e6) or nothing: "80,5" is an error at its place,
     with a hint. Ends with NULL; NULL: none. */
  const char *const *number_columns;
  const char *const *text_columns; /* never inferred: ids such as 007, dates; ends with NULL; NULL: none */
  /* Whether the column called so will be looked at; the others are not made (CSV). NULL: all will. */
  bool (*wants)(void *self, tr_str column);
  /* Whether that column is taken for numbers wherever it is looked at: it is read as numbers where all of its
     cells are some (CSV). NULL: no column is. */
  bool (*measures)(void *self, tr_str column);
  void *self;                     /* of `wants` and `measures` */
  const struct tr_locale *locale; /* for `parse` patterns; NULL: en-US */
  const struct tr_zone *zone;     /* of dates without one; NULL: UTC */
} tr_read_options;
/* Source FILE (tr_source_add) as a table in the data arena. Reports with line and column: ragged rows, an
   open quote, bad UTF-8, UTF-16. NULL on failure. */
tr_table *tr_table_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options);
/* Rows that stand in a document (an array) as a table, with what OPTIONS say of columns. NULL after
 * reporting. */
tr_table *tr_table_of_values(tr_ctx *ctx, const tr_value *rows, tr_pos at, const tr_read_options *options);
/* The rows of a TopoJSON topology that was read already; NULL after reporting. */
tr_table *tr_topojson_table(tr_ctx *ctx, const tr_value *topology, const tr_read_options *options);
/* A GeoJSON object, which is a row by itself. */
bool tr_is_geojson(const tr_value *v);
/* The value inside V that PATH ("a.b", "a[0].b") names; NULL after reporting where it is not there. */
const tr_value *tr_data_follow(tr_ctx *ctx, const tr_value *v, tr_str path);
/* "data" of a spec or page: url, values, name … handled by the front ends; this finds the format by name. */
tr_data_format tr_data_format_of(tr_str file_name);

#endif
