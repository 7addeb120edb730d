#ifndef TR_VALUE_VALUE_H
#define TR_VALUE_VALUE_H

#include "base/ctx.h"

/* The one value type: what JSON, YAML and expressions are made of. The last three kinds come out of
   expressions and data only. */
typedef enum {
  TR_NULL,
  TR_BOOL,
  TR_NUMBER,
  TR_STRING,
  TR_ARRAY,
  TR_OBJECT,
  TR_UNDEFINED, /* JavaScript's: a member that is not there */
  TR_DATE,      /* a time value: ms since 1970-01-01T00:00Z in `number`; NaN is an invalid date */
  TR_REGEXP     /* pattern in `string`; `aux` is private to expr/ */
} tr_kind;

typedef struct tr_value tr_value;
typedef struct tr_member tr_member;

struct tr_value {
  uint8_t kind;    /* tr_kind */
  uint8_t quoted;  /* a string written with quotes (YAML tells "12" from 12) */
  uint16_t file;   /* tr_pos.file */
  uint32_t offset; /* tr_pos.offset */
  uint32_t n;      /* bytes of the string, items of the array, members of the object */
  uint32_t aux;
  union {
    bool boolean;
    double number;
    const char *string;       /* NUL-terminated, in the arena that made it */
    const tr_value *items;    /* array */
    const tr_member *members; /* object, in the order written; names are unique */
  };
};

struct tr_member {
  tr_str name;
  tr_value value;
  uint32_t offset; /* of the name */
};

static inline tr_pos tr_pos_of(const tr_value *v) { return (tr_pos){v ? v->file : 0, v ? v->offset : 0}; }
static inline tr_pos tr_pos_of_name(const tr_value *object, const tr_member *m) {
  return (tr_pos){object->file, m->offset};
}
static inline bool tr_is(const tr_value *v, tr_kind kind) { return v && v->kind == (uint8_t)kind; }
/* Null, undefined or not there. */
static inline bool tr_is_nil(const tr_value *v) {
  return !v || v->kind == (uint8_t)TR_NULL || v->kind == (uint8_t)TR_UNDEFINED;
}
static inline tr_str tr_string(const tr_value *v) {
  return tr_is(v, TR_STRING) ? (tr_str){v->string, v->n} : (tr_str){0};
}

/* Members and items; NULL where absent or of another kind (so calls chain). */
const tr_value *tr_get(const tr_value *object, const char *name);
const tr_value *tr_get_s(const tr_value *object, tr_str name);
const tr_value *tr_item(const tr_value *array, size_t i);
const char *tr_kind_name(tr_kind kind); /* "a number", "an object", … for messages */

/* Typed reading with a fallback, for values that a property table has checked. */
double tr_get_number(const tr_value *object, const char *name, double fallback);
bool tr_get_bool(const tr_value *object, const char *name, bool fallback);
tr_str tr_get_string(const tr_value *object, const char *name, tr_str fallback);

/* Making values (positions are {0} unless AT is given). Builders copy what they are given shallowly. */
tr_value tr_make_null(void);
tr_value tr_make_undefined(void);
tr_value tr_make_bool(bool b);
tr_value tr_make_number(double x);
tr_value tr_make_date(double ms);
tr_value tr_make_string(tr_str s); /* borrowed; must be NUL-terminated (arena-made or a literal) */
tr_value tr_make_array(const tr_value *items, size_t n);
tr_value tr_make_object(const tr_member *members, size_t n);
/* A copy of OBJECT with NAME set to VALUE (in place, or appended), or without NAME. Shallow. */
tr_value tr_with(tr_arena *arena, const tr_value *object, const char *name, tr_value value);
tr_value tr_without(tr_arena *arena, const tr_value *object, const char *name);
/* BASE's members overridden by those of OVER, objects merged deeply, arrays replaced. Either may be NULL. */
tr_value tr_merge(tr_arena *arena, const tr_value *base, const tr_value *over);
bool tr_equal(const tr_value *a, const tr_value *b); /* deep, positions aside */

/* Readers: text to tree, in the document arena. FILE is from tr_source_add(). Depth, nodes and duplicate
   names are checked; faults are reported with their position. */
bool tr_json_read(tr_ctx *ctx, uint32_t file, tr_value *out);
bool tr_yaml_read(tr_ctx *ctx, uint32_t file, tr_value *out); /* YAML 1.2 core schema */
/* By content: a first letter '{' or '[' is JSON, anything else YAML. */
bool tr_document_read(tr_ctx *ctx, uint32_t file, tr_value *out);

/* Compact JSON text of a value, as JSON.stringify writes it (dates as ISO strings, NaN as null). */
void tr_json_write(tr_buf *out, const tr_value *v);

#endif
