#include "value/value.h"

#include <math.h>
#include <string.h>

const tr_value *tr_get_s(const tr_value *object, tr_str name) {
  if (!tr_is(object, TR_OBJECT)) return NULL;
  /* Most names differ in length, or in the last letter: no call for those. */
  for (uint32_t i = 0; i < object->n; i++) {
    const tr_member *m = &object->members[i];
    if (m->name.n != name.n) continue;
    if (name.n == 0 ||
        (m->name.p[name.n - 1] == name.p[name.n - 1] && memcmp(m->name.p, name.p, name.n) == 0))
      return &m->value;
  }
  return NULL;
}

const tr_value *tr_get(const tr_value *object, const char *name) { return tr_get_s(object, tr_str_z(name)); }

const tr_value *tr_item(const tr_value *array, size_t i) {
  return tr_is(array, TR_ARRAY) && i < array->n ? &array->items[i] : NULL;
}

const char *tr_kind_name(tr_kind kind) {
  switch (kind) {
  case TR_NULL: return "null";
  case TR_BOOL: return "true or false";
  case TR_NUMBER: return "a number";
  case TR_STRING: return "a string";
  case TR_ARRAY: return "an array";
  case TR_OBJECT: return "an object";
  case TR_UNDEFINED: return "nothing";
  case TR_DATE: return "a date";
  case TR_REGEXP: return "a regular expression";
  }
  return "?";
}

double tr_get_number(const tr_value *object, const char *name, double fallback) {
  const tr_value *v = tr_get(object, name);
  return tr_is(v, TR_NUMBER) ? v->number : fallback;
}

bool tr_get_bool(const tr_value *object, const char *name, bool fallback) {
  const tr_value *v = tr_get(object, name);
  return tr_is(v, TR_BOOL) ? v->boolean : fallback;
}

tr_str tr_get_string(const tr_value *object, const char *name, tr_str fallback) {
  const tr_value *v = tr_get(object, name);
  return tr_is(v, TR_STRING) ? tr_string(v) : fallback;
}

tr_value tr_make_null(void) { return (tr_value){.kind = TR_NULL}; }
tr_value tr_make_undefined(void) { return (tr_value){.kind = TR_UNDEFINED}; }
tr_value tr_make_bool(bool b) { return (tr_value){.kind = TR_BOOL, .boolean = b}; }
tr_value tr_make_number(double x) { return (tr_value){.kind = TR_NUMBER, .number = x}; }
tr_value tr_make_date(double ms) { return (tr_value){.kind = TR_DATE, .number = ms}; }

tr_value tr_make_string(tr_str s) {
  return (tr_value){.kind = TR_STRING, .quoted = 1, .n = (uint32_t)s.n, .string = s.p ? s.p : ""};
}

tr_value tr_make_array(const tr_value *items, size_t n) {
  return (tr_value){.kind = TR_ARRAY, .n = (uint32_t)n, .items = items};
}

tr_value tr_make_object(const tr_member *members, size_t n) {
  return (tr_value){.kind = TR_OBJECT, .n = (uint32_t)n, .members = members};
}

/* A copy of OBJECT with room for EXTRA more members; *MEMBERS can be written to. */
static tr_value copy_object(tr_arena *arena, const tr_value *object, size_t extra, tr_member **members) {
  tr_value copy = tr_is(object, TR_OBJECT) ? *object : tr_make_object(NULL, 0);
  *members = TR_NEW_N(arena, tr_member, copy.n + extra);
  if (copy.n) memcpy(*members, copy.members, copy.n * sizeof **members);
  copy.members = *members;
  return copy;
}

static size_t index_of(const tr_value *object, tr_str name) {
  size_t i = 0;
  while (i < object->n && !tr_str_eq(object->members[i].name, name)) i++;
  return i;
}

tr_value tr_with(tr_arena *arena, const tr_value *object, const char *name, tr_value value) {
  tr_member *members;
  tr_value copy = copy_object(arena, object, 1, &members);
  size_t i = index_of(&copy, tr_str_z(name));
  if (i == copy.n) {
    members[i] = (tr_member){.name = tr_str_copy(arena, tr_str_z(name)), .offset = value.offset};
    copy.n++;
  }
  members[i].value = value;
  return copy;
}

tr_value tr_without(tr_arena *arena, const tr_value *object, const char *name) {
  tr_member *members;
  tr_value copy = copy_object(arena, object, 0, &members);
  size_t i = index_of(&copy, tr_str_z(name));
  if (i == copy.n) return copy;
  copy.n--;
  memmove(members + i, members + i + 1, (copy.n - i) * sizeof *members);
  return copy;
}

tr_value tr_merge(tr_arena *arena, const tr_value *base, const tr_value *over) {
  if (!over || over->kind == TR_UNDEFINED) return base ? *base : tr_make_undefined();
  if (!tr_is(base, TR_OBJECT) || !tr_is(over, TR_OBJECT)) return *over;
  tr_member *members;
  tr_value merged = copy_object(arena, base, over->n, &members);
  for (uint32_t k = 0; k < over->n; k++) {
    const tr_member *m = &over->members[k];
    size_t i = index_of(&merged, m->name);
    if (i == merged.n) {
      members[merged.n++] = *m;
    } else {
      members[i].value = tr_merge(arena, &members[i].value, &m->value);
      members[i].offset = m->offset;
    }
  }
  return merged;
}

static bool equal_objects(const tr_value *a, const tr_value *b) {
  for (uint32_t i = 0; i < a->n; i++) {
    const tr_member *m = &a->members[i];
    bool same_place = tr_str_eq(b->members[i].name, m->name);
    const tr_value *other = same_place ? &b->members[i].value : tr_get_s(b, m->name);
    if (!other || !tr_equal(&m->value, other)) return false;
  }
  return true;
}

static bool equal_items(const tr_value *a, const tr_value *b) {
  for (uint32_t i = 0; i < a->n; i++)
    if (!tr_equal(&a->items[i], &b->items[i])) return false;
  return true;
}

bool tr_equal(const tr_value *a, const tr_value *b) {
  if (!a || !b) return a == b;
  if (a->kind != b->kind) return false;
  switch ((tr_kind)a->kind) {
  case TR_NULL:
  case TR_UNDEFINED: return true;
  case TR_BOOL: return a->boolean == b->boolean;
  case TR_NUMBER:
  case TR_DATE: return a->number == b->number || (isnan(a->number) && isnan(b->number));
  case TR_STRING:
  case TR_REGEXP: return a->n == b->n && memcmp(a->string, b->string, a->n) == 0;
  case TR_ARRAY: return a->n == b->n && equal_items(a, b);
  case TR_OBJECT: return a->n == b->n && equal_objects(a, b);
  }
  return false;
}

bool tr_document_read(tr_ctx *ctx, uint32_t file, tr_value *out) {
  const tr_source *source = tr_source_at(ctx, file);
  tr_str text = source->text;
  if (tr_str_starts(text, "\xEF\xBB\xBF")) text = tr_str_sub(text, 3, text.n);
  text = tr_str_trim(text);
  bool json = tr_str_starts(text, "{") || tr_str_starts(text, "[");
  return json ? tr_json_read(ctx, file, out) : tr_yaml_read(ctx, file, out);
}
