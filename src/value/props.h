#ifndef TR_VALUE_PROPS_H
#define TR_VALUE_PROPS_H

#include "value/value.h"

/* What a property may hold; a set of bits. */
typedef enum {
  TR_P_NULL = 1 << 0,
  TR_P_BOOL = 1 << 1,
  TR_P_NUMBER = 1 << 2, /* min and max hold */
  TR_P_STRING = 1 << 3,
  TR_P_ENUM = 1 << 4,  /* one of `values`, "a|b|c" */
  TR_P_COLOR = 1 << 5, /* a CSS colour */
  TR_P_ARRAY = 1 << 6,
  TR_P_OBJECT = 1 << 7,
  TR_P_TEXT = 1 << 8,      /* a string, or a map from language to string */
  TR_P_LENGTH = 1 << 9,    /* a number of px, or a string such as "12mm", "50%", "2u" */
  TR_P_EXPR = 1 << 10,     /* {"expr": "…"} (or "signal") is taken too; checked by whoever evaluates it */
  TR_P_TEMPLATE = 1 << 11, /* a string with {{ … }} is taken whatever the other bits say */
  TR_P_ANY = 1 << 12,
  /* How far it is understood; none of these: it is. */
  TR_P_IGNORED = 1 << 13, /* taken, and on purpose without effect on a picture */
  TR_P_LATER = 1 << 14,   /* not yet: warned of */
  TR_P_OLD = 1 << 15,     /* of older versions, still taken */
  TR_P_GONE = 1 << 16,    /* of older versions, without effect: warned of; `help` is the new way */
  TR_P_NO_EFFECT = TR_P_IGNORED | TR_P_LATER | TR_P_GONE /* the value may be anything */
} tr_prop_bits;

/* One property of a mark, transform, scale, block, output … A property without a row does not exist. From
   the rows come checking, "did you mean", `tranh list`, the JSON Schema and the reference pages. */
typedef struct tr_prop {
  const char *name; /* NULL ends a table */
  uint32_t bits;
  const char *values;   /* for TR_P_ENUM */
  double min, max;      /* for TR_P_NUMBER; both 0: any finite number */
  const char *fallback; /* default as text, for the docs */
  const char *help;     /* one line */
  /* What it holds, for TR_P_OBJECT, TR_P_ARRAY and TR_P_STRING; NULL: nothing that is checked further. Of
     "a|[b]|{c}|@d" an object is an a of the grammar (value/grammar.h), an array has b's, a map (an object
     with free names) c's, and a string is one of the grammar's names d. */
  const char *of;
} tr_prop;

/* Checks OBJECT against one or more tables (each ends with a NULL name; TABLES ends with NULL). WHAT names
   the thing in messages ("block box"). A member without a row is reported as UNKNOWN says (TR_ERROR, or
   TR_WARNING for Vega-Lite), a value of the wrong kind is always an error. Returns false after an error. */
bool tr_props_check(tr_ctx *ctx, const tr_value *object, const tr_prop *const *tables, const char *what,
                    tr_severity unknown);
/* The same for member M of OBJECT alone. NOUN is what members are called ("property"). */
bool tr_prop_check(tr_ctx *ctx, const tr_value *object, const tr_member *m, const tr_prop *const *tables,
                   const char *what, const char *noun, tr_severity unknown);
const tr_prop *tr_props_find(const tr_prop *const *tables, tr_str name);

#endif
