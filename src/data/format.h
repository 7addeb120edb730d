#ifndef TR_DATA_FORMAT_H
#define TR_DATA_FORMAT_H

#include "data/table.h"

/* A data format: one file, one row in data/registry.c. */
typedef struct tr_data_format_row {
  tr_data_format format;
  const char *name;            /* as `format.type` has it */
  const char *const *suffixes; /* of file names, with the dot; ends with NULL */
  const char *help;            /* one line */
  /* Source FILE as a table in the data arena; NULL after reporting. The text is known to be UTF-8. */
  tr_table *(*read)(tr_ctx *ctx, uint32_t file, const tr_read_options *options);
} tr_data_format_row;

/* All formats, by name. */
size_t tr_data_formats(const tr_data_format_row **rows);
/* The format called NAME ("csv"); NULL where there is none. */
const tr_data_format_row *tr_data_format_named(tr_str name);

tr_table *tr_delimited_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options);
tr_table *tr_json_table_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options);
tr_table *tr_topojson_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options);

#endif
