#include "value/grammar-priv.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* A grammar as JSON Schema (draft 2020-12). Objects are under $defs; a row that several objects have is
   written out once, in the first of them, and the others refer to it. */

const tr_object_type *tr_table_owner(const tr_grammar *g, const tr_prop *table) {
  for (size_t i = 0; i < g->types.n; i++)
    for (const tr_prop *const *t = tr_grammar_type(g, i)->tables; t && *t; t++)
      if (*t == table) return tr_grammar_type(g, i);
  return NULL;
}

typedef struct writer {
  tr_ctx *ctx;
  const tr_grammar *g;
  tr_buf out;
} writer;

static void add(writer *w, const char *text) { tr_buf_add_z(&w->out, text); }

static void add_string(writer *w, tr_str s) {
  tr_value v = tr_make_string(s);
  tr_json_write(&w->out, &v);
}

static void add_ref(writer *w, tr_str name) {
  tr_buf_printf(&w->out, "{\"$ref\": \"#/$defs/%.*s\"}", TR_FMT(name));
}

/* --- Values --------------------------------------------------------------------------------------------- */

/* Alternatives of one value, with commas between. */
typedef struct options {
  writer *w;
  int n;
} options;

static writer *next(options *o) {
  if (o->n++ > 0) add(o->w, ", ");
  return o->w;
}

static void add_words(writer *w, const char *values) {
  add(w, "{\"enum\": [");
  for (const char *p = values; *p;) {
    const char *end = strchrnul(p, '|');
    if (p != values) add(w, ", ");
    add_string(w, (tr_str){p, (size_t)(end - p)});
    p = *end ? end + 1 : end;
  }
  add(w, "]}");
}

static void add_names(writer *w, tr_str name) {
  const tr_names *names = tr_grammar_names_of(w->g, name);
  assert(names);
  if (names->pattern) {
    add(w, "{\"type\": \"string\", \"pattern\": ");
    add_string(w, tr_str_z(names->pattern));
    add(w, "}");
    return;
  }
  add(w, "{\"enum\": [");
  for (size_t i = 0; names->list[i]; i++) {
    if (i > 0) add(w, ", ");
    add_string(w, tr_str_z(names->list[i]));
  }
  add(w, "]}");
}

static void add_number(writer *w, const tr_prop *row) {
  add(w, "{\"type\": \"number\"");
  if (row->min != 0 || row->max != 0) {
    add(w, ", \"minimum\": ");
    tr_buf_number(&w->out, row->min);
    if (isfinite(row->max)) {
      add(w, ", \"maximum\": ");
      tr_buf_number(&w->out, row->max);
    }
  }
  add(w, "}");
}

/* Objects, arrays and names that OF speaks of; returns the kinds it has said all about. */
static uint32_t add_of(options *o, const char *of) {
  uint32_t done = 0;
  tr_of_kind kind;
  tr_str name;
  while (tr_of_next(&of, &kind, &name)) {
    writer *w = next(o);
    switch (kind) {
    case TR_OF_OBJECT:
      add_ref(w, name);
      done |= TR_P_OBJECT;
      break;
    case TR_OF_MAP:
      add(w, "{\"type\": \"object\", \"additionalProperties\": ");
      add_ref(w, name);
      add(w, "}");
      done |= TR_P_OBJECT;
      break;
    case TR_OF_ITEM:
      add(w, "{\"type\": \"array\", \"items\": ");
      add_ref(w, name);
      add(w, "}");
      done |= TR_P_ARRAY;
      break;
    case TR_OF_NAMES:
      add_names(w, name);
      done |= TR_P_STRING | TR_P_ENUM;
      break;
    }
  }
  return done;
}

static void add_kinds(options *o, uint32_t bits) {
  static const struct {
    uint32_t bits;
    const char *schema;
  } plain[] = {{TR_P_NULL, "{\"type\": \"null\"}"},
               {TR_P_BOOL, "{\"type\": \"boolean\"}"},
               {TR_P_STRING | TR_P_COLOR | TR_P_TEXT | TR_P_LENGTH, "{\"type\": \"string\"}"},
               {TR_P_ARRAY, "{\"type\": \"array\"}"},
               {TR_P_OBJECT, "{\"type\": \"object\"}"},
               {TR_P_EXPR, "{\"$ref\": \"#/$defs/expression\"}"},
               {TR_P_TEMPLATE, "{\"type\": \"string\", \"pattern\": \"\\\\{\\\\{\"}"}};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (bits & plain[i].bits) add(next(o), plain[i].schema);
  if (bits & TR_P_TEXT)
    add(next(o), "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}");
}

static void add_values(writer *w, const tr_prop *row, const char *of) {
  options o = {w, 0};
  if (row->bits & TR_P_ANY) return;
  add(w, ", \"anyOf\": [");
  uint32_t rest = row->bits & ~add_of(&o, of);
  if ((rest & TR_P_ENUM) && row->values) add_words(next(&o), row->values);
  if (rest & (TR_P_NUMBER | TR_P_LENGTH)) add_number(next(&o), row);
  add_kinds(&o, rest);
  add(w, "]");
}

/* --- Rows ----------------------------------------------------------------------------------------------- */

static void add_help(writer *w, const tr_prop *row) {
  tr_buf text = tr_buf_of(w->ctx->doc);
  tr_buf_add_z(&text, row->help ? row->help : "");
  if (row->fallback && *row->fallback) tr_buf_printf(&text, " (default: %s)", row->fallback);
  if (row->bits & TR_P_IGNORED) tr_buf_add_z(&text, " (ignored: without effect on a picture)");
  if (row->bits & TR_P_LATER) tr_buf_add_z(&text, " (not supported yet)");
  add(w, "\"description\": ");
  add_string(w, tr_buf_str(&text));
}

/* A row in its own place, or by reference to that. */
static void add_row(writer *w, const tr_object_type *type, const tr_object_type *owner, const tr_prop *row) {
  tr_buf_printf(&w->out, "        \"%s\": ", row->name);
  if (owner != type) {
    tr_buf_printf(&w->out, "{\"$ref\": \"#/$defs/%s/properties/%s\"}", owner->name, row->name);
    return;
  }
  add(w, "{");
  add_help(w, row);
  add_values(w, row, tr_row_of(type, row));
  if (row->bits & TR_P_OLD) add(w, ", \"deprecated\": true");
  add(w, "}");
}

/* The member that tells the object from others. */
static void add_key_row(writer *w, const char *key) {
  tr_str name, value;
  tr_key_parts(key, &name, &value);
  tr_buf_printf(&w->out, "        \"%.*s\": {\"const\": ", TR_FMT(name));
  add_string(w, value);
  add(w, "}");
}

static bool is_key_with_value(const tr_object_type *type, const char *name) {
  tr_str key, value;
  if (!type->key) return false;
  tr_key_parts(type->key, &key, &value);
  return value.n > 0 && tr_str_is(key, name);
}

/* A later table of the same object may have a row again: the first counts. */
static bool is_repeated(const tr_object_type *type, const tr_prop *row) {
  return tr_props_find(type->tables, tr_str_z(row->name)) != row;
}

static void add_rows(writer *w, const tr_object_type *type) {
  int n = 0;
  for (const tr_prop *const *t = type->tables; t && *t; t++) {
    const tr_object_type *owner = tr_table_owner(w->g, *t);
    for (const tr_prop *row = *t; row->name; row++) {
      if ((row->bits & TR_P_GONE) || is_repeated(type, row)) continue;
      add(w, n++ ? ",\n" : "\n");
      if (is_key_with_value(type, row->name))
        add_key_row(w, type->key);
      else
        add_row(w, type, owner, row);
    }
  }
}

/* --- Objects -------------------------------------------------------------------------------------------- */

static void add_rest(writer *w, const char *rest) {
  options o = {w, 0};
  if (!*rest) {
    add(w, "true");
    return;
  }
  add(w, "{\"anyOf\": [");
  add_of(&o, rest);
  add(w, "]}");
}

static void add_alternatives(writer *w, const tr_object_type *type) {
  const char *of = type->one_of;
  tr_of_kind kind;
  tr_str name;
  options o = {w, 0};
  add(w, "\"anyOf\": [");
  while (tr_of_next(&of, &kind, &name)) add_ref(next(&o), name);
  add(w, "]");
}

static void add_type(writer *w, const tr_object_type *type) {
  tr_buf_printf(&w->out, "    \"%s\": {\"description\": ", type->name);
  add_string(w, tr_str_z(type->help ? type->help : ""));
  add(w, ", ");
  if (type->one_of) {
    add_alternatives(w, type);
    add(w, "}");
    return;
  }
  add(w, type->or_string ? "\"type\": [\"object\", \"string\"]" : "\"type\": \"object\"");
  add(w, ",\n      \"properties\": {");
  add_rows(w, type);
  add(w, "\n      },\n      \"additionalProperties\": ");
  if (type->rest)
    add_rest(w, type->rest);
  else
    add(w, "false");
  if (type->key) {
    tr_str name, value;
    tr_key_parts(type->key, &name, &value);
    tr_buf_printf(&w->out, ", \"required\": [\"%.*s\"]", TR_FMT(name));
  }
  add(w, "}");
}

tr_str tr_grammar_schema(tr_ctx *ctx, const tr_grammar *g, const tr_grammar_about *about) {
  writer w = {ctx, g, tr_buf_of(ctx->doc)};
  add(&w, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": ");
  add_string(&w, tr_str_z(about->title));
  add(&w, ",\n  \"$ref\": \"#/$defs/");
  add(&w, about->root);
  add(&w,
      "\",\n  \"$defs\": {\n"
      "    \"expression\": {\"description\": \"an expression that is worked out\", \"type\": \"object\",\n"
      "      \"properties\": {\"expr\": {\"type\": \"string\"}, \"signal\": {\"type\": \"string\"}},\n"
      "      \"minProperties\": 1, \"maxProperties\": 1, \"additionalProperties\": false}");
  for (size_t i = 0; i < g->types.n; i++) {
    add(&w, ",\n");
    add_type(&w, tr_grammar_type(g, i));
  }
  add(&w, "\n  }\n}\n");
  return tr_buf_str(&w.out);
}
