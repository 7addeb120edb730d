#ifndef TR_VALUE_GRAMMAR_H
#define TR_VALUE_GRAMMAR_H

#include "value/props.h"

/* A grammar: the objects that a kind of document is made of, by name, each with the property tables that
   check it. What a property holds, its row says in `of`. From a grammar come the check of a whole document,
   its JSON Schema and its reference page. */

/* One object. It has either tables, or alternatives. */
typedef struct tr_object_type {
  const char *name;    /* for `of`: letters, digits, '-', '.'; one of its own */
  const char *help;    /* one line */
  const char *chapter; /* of the reference page; NULL: that of the object before */
  const char *what; /* in messages; '*' stands for the property that holds it ("channel *"); NULL: `name` */
  const char *noun; /* what its members are called in messages; NULL: "property" */
  /* What tells it from alternatives: a member it must have ("layer"), perhaps with its value ("type=bar");
     NULL: nothing. */
  const char *key;
  const tr_prop *const *tables; /* ends with NULL */
  const char *rest;             /* `of` of members with other names ("": anything); NULL: there are none */
  const char *one_of;           /* alternatives, "a|b"; one whose key is there, or one without a key */
  const char *objects;          /* `of` of rows that take objects and do not say which */
  bool or_string;               /* a string may stand for it */
  bool is_part;                 /* only its tables are used, by others: one place in reference and schema */
} tr_object_type;

/* Names a string may be: a list that ends with NULL, or a pattern (of JSON Schema). */
typedef struct tr_names {
  const char *name;
  const char *const *list;
  const char *pattern;
} tr_names;

typedef struct tr_grammar tr_grammar;
tr_grammar *tr_grammar_new(tr_ctx *ctx); /* in the document arena */
void tr_grammar_add(tr_grammar *g, const tr_object_type *type);
/* N of them. */
void tr_grammar_add_all(tr_grammar *g, const tr_object_type *types, size_t n);
void tr_grammar_add_names(tr_grammar *g, const tr_names *names);
const tr_names *tr_grammar_names_of(const tr_grammar *g, tr_str name);   /* NULL where there are none */
const tr_object_type *tr_grammar_find(const tr_grammar *g, tr_str name); /* NULL where there is none */

/* Checks V, which is an OF of the grammar, and all that it holds. Members without a row are reported as
   UNKNOWN says, values of the wrong kind are errors (but null where UNKNOWN is TR_WARNING: Vega-Lite takes
   that for nothing said). False after an error. */
bool tr_grammar_check(tr_ctx *ctx, const tr_grammar *g, const tr_value *v, const char *of,
                      tr_severity unknown);

/* What a document of the grammar is called, and what its pages say first. */
typedef struct tr_grammar_about {
  const char *title, *intro;
  const char *root; /* its object */
} tr_grammar_about;
/* A JSON Schema (draft 2020-12) of ABOUT->root, with every object under $defs. */
tr_str tr_grammar_schema(tr_ctx *ctx, const tr_grammar *g, const tr_grammar_about *about);
/* The reference page, in Markdown: what is supported, ignored on purpose and not there yet. */
tr_str tr_grammar_reference(tr_ctx *ctx, const tr_grammar *g, const tr_grammar_about *about);

/* A member of `of`: TR_OF_ITEM "[a]", TR_OF_MAP "{a}", TR_OF_NAMES "@a". */
typedef enum { TR_OF_OBJECT, TR_OF_ITEM, TR_OF_MAP, TR_OF_NAMES } tr_of_kind;
/* Takes the next member off *OF; false at the end. */
bool tr_of_next(const char **of, tr_of_kind *kind, tr_str *name);
/* A type's key: the member's name, and its value (empty where any will do). */
void tr_key_parts(const char *key, tr_str *name, tr_str *value);

#endif
