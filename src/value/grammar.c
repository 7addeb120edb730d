#include "value/grammar-priv.h"

#include <string.h>

tr_grammar *tr_grammar_new(tr_ctx *ctx) {
  tr_grammar *g = TR_NEW(ctx->doc, tr_grammar);
  *g = (tr_grammar){.types = tr_vec_of(ctx->doc, sizeof(tr_object_type *)),
                    .name_lists = tr_vec_of(ctx->doc, sizeof(tr_names *)),
                    .by_name = tr_map_of(ctx->doc),
                    .names = tr_map_of(ctx->doc)};
  return g;
}

void tr_grammar_add(tr_grammar *g, const tr_object_type *type) {
  assert(!tr_map_get(&g->by_name, tr_str_z(type->name)));
  *(const tr_object_type **)tr_vec_push(&g->types) = type;
  tr_map_put(&g->by_name, tr_str_z(type->name), (void *)(uintptr_t)type);
}

void tr_grammar_add_all(tr_grammar *g, const tr_object_type *types, size_t n) {
  for (size_t i = 0; i < n; i++) tr_grammar_add(g, &types[i]);
}

void tr_grammar_add_names(tr_grammar *g, const tr_names *names) {
  *(const tr_names **)tr_vec_push(&g->name_lists) = names;
  tr_map_put(&g->names, tr_str_z(names->name), (void *)(uintptr_t)names);
}

const tr_names *tr_grammar_names_of(const tr_grammar *g, tr_str name) { return tr_map_get(&g->names, name); }

const tr_object_type *tr_grammar_find(const tr_grammar *g, tr_str name) {
  return tr_map_get(&g->by_name, name);
}

/* --- What a row's `of` says ----------------------------------------------------------------------------- */

bool tr_of_next(const char **of, tr_of_kind *kind, tr_str *name) {
  if (!*of || !**of) return false;
  const char *from = *of, *end = strchrnul(from, '|');
  *of = *end ? end + 1 : end;
  bool item = *from == '[', map = *from == '{', names = *from == '@';
  *kind = item ? TR_OF_ITEM : map ? TR_OF_MAP : names ? TR_OF_NAMES : TR_OF_OBJECT;
  from += item || map || names;
  end -= item || map;
  *name = (tr_str){from, (size_t)(end - from)};
  return true;
}

void tr_key_parts(const char *key, tr_str *name, tr_str *value) {
  const char *equals = strchrnul(key, '=');
  *name = (tr_str){key, (size_t)(equals - key)};
  *value = *equals ? tr_str_z(equals + 1) : (tr_str){0};
}

/* Whether V is meant to be a TYPE: its key is there, or what V begins with. */
static bool is_meant(const tr_object_type *type, const tr_value *v) {
  tr_str name, value;
  if (!type->key)
    return !type->tables || type->rest || v->n == 0 || tr_props_find(type->tables, v->members[0].name);
  tr_key_parts(type->key, &name, &value);
  const tr_value *member = tr_get_s(v, name);
  return member && (value.n == 0 || (tr_is(member, TR_STRING) && tr_str_eq(tr_string(member), value)));
}

/* --- Checking ------------------------------------------------------------------------------------------- */

typedef struct walk {
  tr_ctx *ctx;
  const tr_grammar *g;
  tr_severity unknown;
} walk;

static bool check_of(const walk *w, const tr_value *v, const char *of, tr_str holder);

static const tr_object_type *named(const walk *w, tr_str name) {
  const tr_object_type *type = tr_grammar_find(w->g, name);
  assert(type);
  return type;
}

/* "channel *" with the holder's name. */
static const char *what_of(const walk *w, const tr_object_type *type, tr_str holder) {
  const char *what = type->what ? type->what : type->name, *star = strchr(what, '*');
  if (!star) return what;
  return tr_printf(w->ctx->doc, "%.*s%.*s%s", (int)(star - what), what, TR_FMT(holder), star + 1).p;
}

static bool check_members(const walk *w, const tr_value *v, const tr_object_type *type, tr_str holder) {
  static const tr_prop *const none[] = {NULL};
  const tr_prop *const *tables = type->tables ? type->tables : none;
  const char *what = what_of(w, type, holder), *noun = type->noun ? type->noun : "property";
  bool ok = true;
  for (uint32_t i = 0; i < v->n; i++) {
    const tr_member *m = &v->members[i];
    const tr_prop *row = tr_props_find(tables, m->name);
    const char *of = row ? tr_row_of(type, row) : type->rest;
    bool is_unset = m->value.kind == TR_NULL && w->unknown == TR_WARNING;
    if (!(row && is_unset) && (row || !type->rest))
      ok = tr_prop_check(w->ctx, v, m, tables, what, noun, w->unknown) && ok;
    ok = check_of(w, &m->value, of, m->name) && ok;
  }
  return ok;
}

/* All members that any of the alternatives has; for "did you mean" where none of them is meant clearly. */
static tr_object_type any_of(const walk *w, const tr_object_type *type) {
  const char *of = type->one_of;
  tr_vec tables = tr_vec_of(w->ctx->doc, sizeof(tr_prop *));
  tr_of_kind kind;
  tr_str name;
  while (tr_of_next(&of, &kind, &name))
    for (const tr_prop *const *t = named(w, name)->tables; t && *t; t++)
      *(const tr_prop **)tr_vec_push(&tables) = *t;
  *(const tr_prop **)tr_vec_push(&tables) = NULL;
  return (tr_object_type){.name = type->name, .what = type->what, .noun = type->noun, .tables = tables.items};
}

static bool check_object(const walk *w, const tr_value *v, const tr_object_type *type, tr_str holder) {
  if (!type->one_of) return check_members(w, v, type, holder);
  const char *of = type->one_of;
  tr_of_kind kind;
  tr_str name;
  while (tr_of_next(&of, &kind, &name)) {
    const tr_object_type *one = named(w, name);
    if (is_meant(one, v)) return check_object(w, v, one, holder);
  }
  tr_object_type any = any_of(w, type);
  return check_members(w, v, &any, holder);
}

static bool check_map(const walk *w, const tr_value *v, tr_str name) {
  bool ok = true;
  for (uint32_t i = 0; i < v->n; i++)
    if (tr_is(&v->members[i].value, TR_OBJECT))
      ok = check_object(w, &v->members[i].value, named(w, name), v->members[i].name) && ok;
  return ok;
}

static bool is_expr(const tr_value *v) {
  return v->n == 1 && (tr_is(tr_get(v, "expr"), TR_STRING) || tr_is(tr_get(v, "signal"), TR_STRING));
}

/* V against the first member of OF that is for its kind, and among objects the first whose key is there. */
static bool check_of(const walk *w, const tr_value *v, const char *of, tr_str holder) {
  const tr_object_type *last = NULL;
  bool is_object = tr_is(v, TR_OBJECT), ok = true;
  tr_of_kind kind;
  tr_str name;
  if (!of || (!is_object && !tr_is(v, TR_ARRAY)) || (is_object && is_expr(v))) return true;
  while (tr_of_next(&of, &kind, &name)) {
    if (kind == TR_OF_MAP && is_object) return check_map(w, v, name);
    if (kind == TR_OF_ITEM && !is_object) {
      for (uint32_t i = 0; i < v->n; i++)
        if (tr_is(&v->items[i], TR_OBJECT)) ok = check_object(w, &v->items[i], named(w, name), holder) && ok;
      return ok;
    }
    if (kind != TR_OF_OBJECT || !is_object) continue;
    last = named(w, name);
    if (is_meant(last, v)) break;
  }
  return !last || check_object(w, v, last, holder);
}

bool tr_grammar_check(tr_ctx *ctx, const tr_grammar *g, const tr_value *v, const char *of,
                      tr_severity unknown) {
  walk w = {ctx, g, unknown};
  return check_of(&w, v, of, tr_str_z(of));
}
