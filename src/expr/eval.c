#include "expr/eval.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* Members */

/* KEY as an array index, or SIZE_MAX. */
static size_t index_of(const tr_value *key) {
  double x = NAN;
  if (tr_is(key, TR_NUMBER)) {
    x = key->number;
  } else if (tr_is(key, TR_STRING) && key->n && key->n < 11) {
    tr_str s = tr_string(key);
    for (size_t i = 0; i < s.n; i++)
      if (s.p[i] < '0' || s.p[i] > '9') return SIZE_MAX;
    if (s.n > 1 && s.p[0] == '0') return SIZE_MAX;
    if (!tr_num_parse(s, &x)) return SIZE_MAX;
  }
  return x >= 0 && x < 4294967295.0 && x == floor(x) ? (size_t)x : SIZE_MAX;
}

static bool is_length(const tr_value *key) { return tr_str_is(tr_string(key), "length"); }

static tr_value string_member(tr_eval *ev, const tr_value *s, const tr_value *key) {
  tr_str text = tr_string(s);
  if (is_length(key)) return tr_make_number((double)tr_js_length(text));
  size_t i = index_of(key);
  if (i == SIZE_MAX || i >= tr_js_length(text)) return tr_make_undefined();
  tr_str unit = tr_js_slice(ev->arena, text, i, i + 1, &ev->special);
  return tr_make_string(tr_zero_end(ev->arena, unit));
}

static tr_value regexp_member(tr_eval *ev, const tr_value *re, const tr_value *key) {
  char flags[8];
  tr_str name = tr_string(key), f = tr_regex_flag_text(re, flags);
  if (tr_str_is(name, "source")) return tr_make_string((tr_str){re->string, re->n});
  if (tr_str_is(name, "flags")) return tr_make_string(tr_zero_end(ev->arena, f));
  if (tr_str_is(name, "global")) return tr_make_bool((tr_regex_flags(re) & TR_RE_GLOBAL) != 0);
  return tr_make_undefined();
}

tr_value tr_js_member(tr_eval *ev, const tr_value *object, const tr_value *key) {
  switch ((tr_kind)object->kind) {
  case TR_STRING: return string_member(ev, object, key);
  case TR_ARRAY: {
    if (is_length(key)) return tr_make_number(object->n);
    size_t i = index_of(key);
    return i < object->n ? object->items[i] : tr_make_undefined();
  }
  case TR_OBJECT: {
    const tr_value *v = tr_get_s(object, tr_to_string(ev->arena, key));
    return v ? *v : tr_make_undefined();
  }
  case TR_REGEXP: return regexp_member(ev, object, key);
  case TR_NULL:
  case TR_UNDEFINED:
  case TR_BOOL:
  case TR_NUMBER:
  case TR_DATE: return tr_make_undefined();
  }
  return tr_make_undefined();
}

static bool member_of(tr_eval *ev, const tr_value *object, const tr_value *key, uint32_t offset,
                      tr_value *out) {
  if (tr_is_nil(object)) {
    tr_str name = tr_to_string(ev->arena, key);
    tr_error(ev->ctx, TR_DATA, tr_expr_pos(ev->e, offset), "isValid(x) tells whether a value is there",
             "cannot read \"%.*s\" of %s", TR_FMT(name), tr_is(object, TR_NULL) ? "null" : "undefined");
    return false;
  }
  tr_value text;
  if (tr_is(key, TR_ARRAY)) {
    text = tr_make_string(tr_to_string(ev->arena, key));
    key = &text;
  }
  *out = tr_js_member(ev, object, key);
  return true;
}

/* datum and names */

static tr_value datum_value(tr_eval *ev) {
  const tr_datum *d = ev->datum;
  if (d && d->object) return *d->object;
  if (!d || !d->table) return tr_make_undefined();
  tr_work(ev->ctx, (double)d->table->n_columns);
  tr_value row = tr_row(ev->arena, d->table, d->row);
  row.aux = TR_AUX_TUPLE;
  return row;
}

static bool field_value(tr_eval *ev, const tr_node *node, tr_value *out) {
  const tr_datum *d = ev->datum;
  if (d && d->table && !d->object) {
    const tr_column *c = ev->columns[node->index];
    *out = c ? tr_cell(c, d->row) : tr_make_undefined();
    return true;
  }
  tr_value datum = datum_value(ev), key = tr_make_string(ev->e->fields[node->index]);
  return member_of(ev, &datum, &key, node->offset, out);
}

static bool unknown_name(tr_eval *ev, const tr_node *node) {
  tr_str name = ev->e->names[node->index];
  const char *hint = NULL;
  const tr_table *table = ev->datum ? ev->datum->table : NULL;
  if (tr_str_is(name, "undefined"))
    hint = "isDefined(x) and isValid(x) tell whether a value is there";
  else if (tr_str_is(name, "Infinity"))
    hint = "write 1/0";
  else if (table && tr_table_column(table, name))
    hint = tr_printf(ev->ctx->doc, "write datum.%.*s", TR_FMT(name)).p;
  else if (ev->datum && ev->datum->object && tr_get_s(ev->datum->object, name))
    hint = tr_printf(ev->ctx->doc, "write datum.%.*s", TR_FMT(name)).p;
  tr_error(ev->ctx, TR_INPUT, tr_expr_pos(ev->e, node->offset), hint, "unknown name \"%.*s\"", TR_FMT(name));
  return false;
}

static bool name_value(tr_eval *ev, const tr_node *node, tr_value *out) {
  if (!ev->names_known[node->index]) {
    const tr_scope *s = ev->scope;
    tr_value v = tr_make_undefined();
    if (!s || !s->name || !s->name(s->self, ev->e->names[node->index], &v)) return unknown_name(ev, node);
    ev->names[node->index] = v;
    ev->names_known[node->index] = true;
  }
  *out = ev->names[node->index];
  return true;
}

/* Calls */

enum { FEW = 8 };

static bool arguments(tr_eval *ev, const tr_node *node, tr_value **args) {
  if (node->n > FEW) *args = TR_NEW_N(ev->arena, tr_value, node->n);
  for (uint32_t i = 0; i < node->n; i++)
    if (!tr_eval_node(ev, node->kids[i], *args + i)) return false;
  return true;
}

static bool call(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_value few[FEW], *args = few;
  if (!arguments(ev, node, &args)) return false;
  tr_pos at = tr_expr_pos(ev->e, node->offset);
  if (node->kind == TR_NODE_CALL) {
    tr_call c = {ev, ev->ctx, ev->arena, node->fn, at, args, node->n};
    return node->fn->run(&c, out);
  }
  size_t errors = ev->ctx->n_errors;
  *out = tr_make_undefined();
  if (ev->scope && ev->scope->call && ev->scope->call(ev->scope->self, node->name, args, node->n, out))
    return true;
  if (ev->ctx->n_errors == errors)
    tr_error(ev->ctx, TR_UNSUPPORTED, at, NULL, "function \"%.*s\" cannot be used here", TR_FMT(node->name));
  return false;
}

/* Arrays and objects */

static bool array(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_value *items = TR_NEW_N(ev->arena, tr_value, node->n ? node->n : 1);
  for (uint32_t i = 0; i < node->n; i++)
    if (!tr_eval_node(ev, node->kids[i], &items[i])) return false;
  *out = tr_make_array(items, node->n);
  return true;
}

static bool object(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_member *members = TR_NEW_N(ev->arena, tr_member, node->n ? node->n : 1);
  for (uint32_t i = 0; i < node->n; i++) {
    members[i].name = node->keys[i];
    if (!tr_eval_node(ev, node->kids[i], &members[i].value)) return false;
  }
  *out = tr_make_object(members, node->n);
  return true;
}

/* Operators */

double tr_js_arith(tr_op op, double a, double b) {
  switch (op) {
  case TR_OP_ADD: return a + b;
  case TR_OP_SUB: return a - b;
  case TR_OP_MUL: return a * b;
  case TR_OP_DIV: return a / b;
  case TR_OP_MOD: return fmod(a, b);
  case TR_OP_SHL: return (int32_t)((uint32_t)tr_js_int32(a) << (tr_js_int32(b) & 31));
  case TR_OP_SHR: return tr_js_int32(a) >> (tr_js_int32(b) & 31);
  case TR_OP_USHR: return (uint32_t)tr_js_int32(a) >> (tr_js_int32(b) & 31);
  case TR_OP_BAND: return tr_js_int32(a) & tr_js_int32(b);
  case TR_OP_BXOR: return tr_js_int32(a) ^ tr_js_int32(b);
  case TR_OP_BOR: return tr_js_int32(a) | tr_js_int32(b);
  case TR_OP_NONE:
  case TR_OP_LT:
  case TR_OP_GT:
  case TR_OP_LE:
  case TR_OP_GE:
  case TR_OP_IN:
  case TR_OP_EQ:
  case TR_OP_NE:
  case TR_OP_SAME:
  case TR_OP_DIFFER:
  case TR_OP_AND:
  case TR_OP_OR:
  case TR_OP_NOT:
  case TR_OP_BNOT:
  case TR_OP_PLUS:
  case TR_OP_MINUS: break;
  }
  return NAN;
}

static bool is_textual(const tr_value *v) {
  return tr_is(v, TR_STRING) || tr_is(v, TR_ARRAY) || tr_is(v, TR_OBJECT) || tr_is(v, TR_REGEXP);
}

static bool add(tr_eval *ev, const tr_value *a, const tr_value *b, uint32_t offset, tr_value *out) {
  if (!is_textual(a) && !is_textual(b)) {
    *out = tr_make_number(tr_to_number(a) + tr_to_number(b));
    return true;
  }
  tr_str s = tr_to_string(ev->arena, a), t = tr_to_string(ev->arena, b);
  double length = (double)s.n + (double)t.n;
  if (!tr_within(ev->ctx, TR_LIMIT_STRING_BYTES, length, tr_expr_pos(ev->e, offset))) return false;
  tr_work(ev->ctx, length / 16);
  *out = tr_make_string(tr_js_concat(ev->arena, s, t));
  return true;
}

/* Arrays, colours and regular expressions as their text, where an operator compares them. */
static const tr_value *comparable(tr_eval *ev, const tr_value *v, tr_value *text) {
  bool color = tr_is(v, TR_OBJECT) && v->aux == TR_AUX_COLOR;
  if (!tr_is(v, TR_ARRAY) && !tr_is(v, TR_REGEXP) && !color) return v;
  *text = tr_make_string(tr_to_string(ev->arena, v));
  return text;
}

static bool compare(tr_eval *ev, tr_op op, const tr_value *a, const tr_value *b) {
  tr_value s, t;
  bool both_objects =
      a->kind == b->kind && (tr_is(a, TR_ARRAY) || tr_is(a, TR_OBJECT) || tr_is(a, TR_REGEXP));
  if (op == TR_OP_EQ || op == TR_OP_NE) {
    if (both_objects) return tr_js_same(a, b) == (op == TR_OP_EQ);
    return tr_js_equal(comparable(ev, a, &s), comparable(ev, b, &t)) == (op == TR_OP_EQ);
  }
  a = comparable(ev, a, &s);
  b = comparable(ev, b, &t);
  if (op == TR_OP_LT) return tr_js_less(a, b) == 1;
  if (op == TR_OP_GT) return tr_js_less(b, a) == 1;
  if (op == TR_OP_LE) return tr_js_less(b, a) == 0;
  return tr_js_less(a, b) == 0;
}

static bool in(tr_eval *ev, const tr_value *key, const tr_value *object, uint32_t offset, tr_value *out) {
  bool found = false;
  if (tr_is(object, TR_OBJECT)) {
    found = tr_get_s(object, tr_to_string(ev->arena, key)) != NULL;
  } else if (tr_is(object, TR_ARRAY)) {
    found = index_of(key) < object->n || is_length(key);
  } else {
    tr_error(ev->ctx, TR_DATA, tr_expr_pos(ev->e, offset), NULL,
             "\"in\" needs an object on its right, found %s", tr_kind_name((tr_kind)object->kind));
    return false;
  }
  *out = tr_make_bool(found);
  return true;
}

bool tr_js_binary(tr_eval *ev, tr_op op, const tr_value *a, const tr_value *b, uint32_t offset,
                  tr_value *out) {
  switch (op) {
  case TR_OP_ADD: return add(ev, a, b, offset, out);
  case TR_OP_LT:
  case TR_OP_GT:
  case TR_OP_LE:
  case TR_OP_GE:
  case TR_OP_EQ:
  case TR_OP_NE: *out = tr_make_bool(compare(ev, op, a, b)); return true;
  case TR_OP_SAME: *out = tr_make_bool(tr_js_same(a, b)); return true;
  case TR_OP_DIFFER: *out = tr_make_bool(!tr_js_same(a, b)); return true;
  case TR_OP_IN: return in(ev, a, b, offset, out);
  case TR_OP_SUB:
  case TR_OP_MUL:
  case TR_OP_DIV:
  case TR_OP_MOD:
  case TR_OP_SHL:
  case TR_OP_SHR:
  case TR_OP_USHR:
  case TR_OP_BAND:
  case TR_OP_BXOR:
  case TR_OP_BOR: *out = tr_make_number(tr_js_arith(op, tr_to_number(a), tr_to_number(b))); return true;
  case TR_OP_NONE:
  case TR_OP_AND:
  case TR_OP_OR:
  case TR_OP_NOT:
  case TR_OP_BNOT:
  case TR_OP_PLUS:
  case TR_OP_MINUS: break;
  }
  return false;
}

static bool binary(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_value left, right;
  if (!tr_eval_node(ev, node->kids[0], &left)) return false;
  for (uint32_t i = 1; i < node->n; i++) {
    if (!tr_eval_node(ev, node->kids[i], &right)) return false;
    tr_value result;
    if (!tr_js_binary(ev, node->ops[i - 1], &left, &right, node->offset, &result)) return false;
    left = result;
  }
  *out = left;
  return true;
}

static bool logical(tr_eval *ev, const tr_node *node, tr_value *out) {
  for (uint32_t i = 0; i < node->n; i++) {
    if (!tr_eval_node(ev, node->kids[i], out)) return false;
    if (tr_truthy(out) == (node->op == TR_OP_OR)) return true;
  }
  return true;
}

static bool unary(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_value v;
  if (!tr_eval_node(ev, node->kids[0], &v)) return false;
  if (node->op == TR_OP_NOT)
    *out = tr_make_bool(!tr_truthy(&v));
  else if (node->op == TR_OP_PLUS)
    *out = tr_make_number(tr_to_number(&v));
  else if (node->op == TR_OP_MINUS)
    *out = tr_make_number(-tr_to_number(&v));
  else
    *out = tr_make_number(~tr_js_int32(tr_to_number(&v)));
  return true;
}

static bool choice(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_value test;
  if (!tr_eval_node(ev, node->kids[0], &test)) return false;
  return tr_eval_node(ev, node->kids[tr_truthy(&test) ? 1 : 2], out);
}

static bool member(tr_eval *ev, const tr_node *node, tr_value *out) {
  tr_value owner, key;
  return tr_eval_node(ev, node->kids[0], &owner) && tr_eval_node(ev, node->kids[1], &key) &&
         member_of(ev, &owner, &key, node->offset, out);
}

bool tr_eval_node(tr_eval *ev, const tr_node *node, tr_value *out) {
  switch (node->kind) {
  case TR_NODE_VALUE: *out = node->value; return true;
  case TR_NODE_DATUM: *out = datum_value(ev); return true;
  case TR_NODE_FIELD: return field_value(ev, node, out);
  case TR_NODE_NAME: return name_value(ev, node, out);
  case TR_NODE_MEMBER: return member(ev, node, out);
  case TR_NODE_CALL:
  case TR_NODE_OUTSIDE: return call(ev, node, out);
  case TR_NODE_ARRAY: return array(ev, node, out);
  case TR_NODE_OBJECT: return object(ev, node, out);
  case TR_NODE_UNARY: return unary(ev, node, out);
  case TR_NODE_BINARY: return binary(ev, node, out);
  case TR_NODE_LOGICAL: return logical(ev, node, out);
  case TR_NODE_CHOICE: return choice(ev, node, out);
  }
  return false;
}

/* Results */

tr_value tr_finish(tr_eval *ev, const tr_value *v) {
  if (!ev->special) return *v;
  if (tr_is(v, TR_STRING)) {
    tr_value out = *v;
    out.string = tr_well_formed(ev->arena, tr_string(v)).p;
    return out;
  }
  if (tr_is(v, TR_OBJECT) && v->aux == TR_AUX_COLOR)
    return tr_make_string(tr_color_object_text(ev->arena, v));
  if (tr_is(v, TR_ARRAY)) {
    tr_value *items = TR_NEW_N(ev->arena, tr_value, v->n ? v->n : 1);
    for (uint32_t i = 0; i < v->n; i++) items[i] = tr_finish(ev, &v->items[i]);
    return tr_make_array(items, v->n);
  }
  if (tr_is(v, TR_OBJECT)) {
    tr_member *members = TR_NEW_N(ev->arena, tr_member, v->n ? v->n : 1);
    for (uint32_t i = 0; i < v->n; i++) {
      members[i] = v->members[i];
      members[i].value = tr_finish(ev, &v->members[i].value);
    }
    return tr_make_object(members, v->n);
  }
  return *v;
}

tr_eval tr_eval_begin(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table,
                      tr_arena *arena) {
  tr_eval ev = {.ctx = ctx, .e = e, .scope = scope, .arena = arena};
  ev.special = tr_str_find(e->text, "\\u", 0) != SIZE_MAX;
  ev.names = TR_NEW_N(arena, tr_value, e->n_names + 1);
  ev.names_known = TR_NEW_N(arena, bool, e->n_names + 1);
  if (!table) return ev;
  ev.columns = TR_NEW_N(arena, const tr_column *, e->n_fields + 1);
  for (size_t i = 0; i < e->n_fields; i++) ev.columns[i] = tr_table_column(table, e->fields[i]);
  return ev;
}

bool tr_expr_eval(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_datum *datum,
                  tr_arena *arena, tr_value *out) {
  tr_eval ev = tr_eval_begin(ctx, e, scope, datum && !datum->object ? datum->table : NULL, arena);
  tr_value v;
  ev.datum = datum;
  tr_work(ctx, e->n_nodes);
  if (!tr_eval_node(&ev, e->root, &v)) return false;
  *out = tr_finish(&ev, &v);
  return true;
}
