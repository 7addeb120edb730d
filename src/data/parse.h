#ifndef TR_DATA_PARSE_H
#define TR_DATA_PARSE_H

#include "data/table.h"

/* What Vega's `parse` says of one field. */
typedef enum {
  TR_PARSE_NONE, /* as it was read */
  TR_PARSE_BOOLEAN,
  TR_PARSE_NUMBER,
  TR_PARSE_DATE, /* JavaScript's Date.parse */
  TR_PARSE_STRING,
  TR_PARSE_PATTERN /* d3's time pattern, "date:'%Y'" or "utc:'%Y'" */
} tr_parse_kind;

typedef struct tr_parse_rule {
  tr_parse_kind kind;
  tr_str pattern;
  const struct tr_zone *zone; /* of dates that say none; NULL: UTC */
  const struct tr_locale *locale;
} tr_parse_rule;

/* The rule for column NAME in OPTIONS->parse (an object); false where it has none. Its directives were
   checked by tr_parse_check(). */
bool tr_parse_rule_for(const tr_read_options *options, tr_str name, tr_parse_rule *rule);
/* Whether every directive of OPTIONS->parse is known; reports. */
bool tr_parse_check(tr_ctx *ctx, const tr_read_options *options);

/* C converted as the rule says (vega-util's toNumber, toBoolean, toDate, toString): null, undefined and ""
   give null; what is no number or date gives NaN, what does not fit a pattern gives null. */
tr_column tr_column_parse(tr_ctx *ctx, const tr_column *c, const tr_parse_rule *rule);
/* C in the type that vega-loader's inferTypes() finds: the first of boolean, number, date that all valid
   values fit, else string. "" fits numbers only. ZONE is of dates without one. */
tr_column tr_column_infer(tr_ctx *ctx, const tr_column *c, const struct tr_zone *zone);

#endif
