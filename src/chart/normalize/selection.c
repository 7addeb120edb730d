#include "chart/normalize/normalize-priv.h"

/* `selection` of older versions as `params`, and what refers to it (Vega-Lite's selectioncompat.ts). */

typedef struct older {
  tr_ctx *ctx;
  tr_map empty; /* selection's name to its `empty`, a tr_value */
} older;

/* --- What there is -----------------------------------------------------------------------------------------
 */

static bool is_data(tr_str name) {
  return tr_str_is(name, "data") || tr_str_is(name, "datasets") || tr_str_is(name, "config") ||
         tr_str_is(name, "usermeta");
}

static bool mentions(const tr_value *v) {
  if (tr_is(v, TR_ARRAY))
    for (uint32_t i = 0; i < v->n; i++)
      if (mentions(&v->items[i])) return true;
  for (uint32_t i = 0; tr_is(v, TR_OBJECT) && i < v->n; i++) {
    const tr_member *m = &v->members[i];
    if (tr_str_is(m->name, "selection") || (!is_data(m->name) && mentions(&m->value))) return true;
  }
  return false;
}

/* Where views are within views. */
static const char *const lists[] = {"layer", "hconcat", "vconcat", "concat"};

static void collect(older *o, const tr_value *view) {
  const tr_value *selection = tr_get(view, "selection");
  for (uint32_t i = 0; tr_is(selection, TR_OBJECT) && i < selection->n; i++) {
    const tr_member *m = &selection->members[i];
    bool none = tr_str_is(tr_get_string(&m->value, "empty", (tr_str){0}), "none");
    tr_map_put(&o->empty, m->name, (void *)tr_norm_keep(o->ctx, tr_make_bool(!none)));
  }
  for (int i = 0; i < 4; i++) {
    const tr_value *list = tr_get(view, lists[i]);
    for (uint32_t k = 0; tr_is(list, TR_ARRAY) && k < list->n; k++) collect(o, &list->items[k]);
  }
  if (tr_get(view, "spec")) collect(o, tr_get(view, "spec"));
}

/* --- Predicates --------------------------------------------------------------------------------------------
 */

typedef tr_value leaf(const older *o, const tr_value *v);

static tr_value composed_list(const older *o, const tr_value *list, leaf *fn);

/* FN of what and, or and not hold together. */
static tr_value composed(const older *o, const tr_value *v, leaf *fn) {
  static const char *const ways[] = {"and", "or"};
  tr_value out = tr_object_at(v);
  if (tr_get(v, "not")) {
    tr_put(o->ctx, &out, "not", composed(o, tr_get(v, "not"), fn));
    return out;
  }
  for (int i = 0; i < 2; i++) {
    const tr_value *list = tr_get(v, ways[i]);
    if (!tr_is(list, TR_ARRAY)) continue;
    tr_put(o->ctx, &out, ways[i], composed_list(o, list, fn));
    return out;
  }
  return fn(o, v);
}

static tr_value composed_list(const older *o, const tr_value *list, leaf *fn) {
  tr_value *items = TR_NEW_N(o->ctx->doc, tr_value, list->n + 1), out;
  for (uint32_t i = 0; i < list->n; i++) items[i] = composed(o, &list->items[i], fn);
  out = tr_make_array(items, list->n);
  out.file = list->file;
  out.offset = list->offset;
  return out;
}

static tr_value named(const older *o, const tr_value *name) {
  tr_value out = tr_object_at(name);
  const tr_value *empty = tr_map_get(&o->empty, tr_string(name));
  tr_put(o->ctx, &out, "param", *name);
  tr_put(o->ctx, &out, "empty", empty ? *empty : tr_make_bool(true));
  return out;
}

static tr_value test_leaf(const older *o, const tr_value *v) {
  const tr_value *selection = tr_get(v, "selection");
  return selection ? composed(o, selection, named) : *v;
}

/* --- Channels ----------------------------------------------------------------------------------------------
 */

/* {"selection": NAME, …} as {"param": NAME, …}. */
static tr_value renamed(const older *o, const tr_value *v) {
  const tr_value *name = tr_get(v, "selection");
  if (!name) return *v;
  tr_value out = tr_without(o->ctx->doc, v, "selection");
  tr_put(o->ctx, &out, "param", *name);
  return out;
}

/* The same of a member's member: a bin's extent, a scale's domain. */
static tr_value with_renamed(const older *o, const tr_value *v, const char *outer, const char *inner) {
  const tr_value *holder = tr_get(v, outer), *ref = tr_get(holder, inner);
  if (!tr_get(ref, "selection")) return *v;
  tr_value whole = tr_with(o->ctx->doc, holder, inner, renamed(o, ref));
  return tr_with(o->ctx->doc, v, outer, whole);
}

static tr_value channel(const older *o, const tr_value *def);

static tr_value condition(const older *o, const tr_value *v) {
  const tr_value *test = tr_get(v, "test");
  if (tr_get(v, "param") || !tr_is(v, TR_OBJECT)) return *v;
  tr_value out = channel(o, v);
  out = tr_without(o->ctx->doc, &out, "selection");
  if (tr_get(v, "selection"))
    tr_put(o->ctx, &out, "test", test_leaf(o, v));
  else if (test)
    tr_put(o->ctx, &out, "test", composed(o, test, test_leaf));
  return out;
}

static tr_value each(const older *o, const tr_value *list, leaf *fn) {
  tr_value *items = TR_NEW_N(o->ctx->doc, tr_value, list->n + 1), out;
  for (uint32_t i = 0; i < list->n; i++) items[i] = fn(o, &list->items[i]);
  out = tr_make_array(items, list->n);
  out.file = list->file;
  out.offset = list->offset;
  return out;
}

static tr_value channel(const older *o, const tr_value *def) {
  if (tr_is(def, TR_ARRAY)) return each(o, def, channel);
  const tr_value *given = tr_get(def, "condition");
  tr_value out = with_renamed(o, def, "bin", "extent");
  out = with_renamed(o, &out, "scale", "domain");
  if (tr_is(given, TR_ARRAY))
    tr_put(o->ctx, &out, "condition", each(o, given, condition));
  else if (given)
    tr_put(o->ctx, &out, "condition", condition(o, given));
  return out;
}

static tr_value encoding_of(const older *o, const tr_value *encoding) {
  tr_value out = *encoding;
  for (uint32_t i = 0; i < encoding->n; i++)
    tr_put(o->ctx, &out, encoding->members[i].name.p, channel(o, &encoding->members[i].value));
  return out;
}

/* --- Transforms --------------------------------------------------------------------------------------------
 */

static tr_value transform(const older *o, const tr_value *step) {
  const tr_value *filter = tr_get(step, "filter");
  if (filter) return tr_with(o->ctx->doc, step, "filter", composed(o, filter, test_leaf));
  tr_value out = with_renamed(o, step, "bin", "extent");
  const tr_value *from = tr_get(step, "from");
  if (tr_get(step, "lookup") && from) tr_put(o->ctx, &out, "from", renamed(o, from));
  return out;
}

/* --- Views -------------------------------------------------------------------------------------------------
 */

static tr_value param_of(const older *o, const tr_member *m) {
  static const char *const outer[] = {"init", "bind", "empty"};
  tr_ctx *ctx = o->ctx;
  tr_value out = tr_object_at(&m->value), name = tr_make_string(m->name), select = m->value;
  tr_str type = tr_get_string(&m->value, "type", (tr_str){0});
  name.file = m->value.file;
  name.offset = m->offset;
  for (int i = 0; i < 3; i++) select = tr_without(ctx->doc, &select, outer[i]);
  bool single = tr_str_is(type, "single");
  if (single || tr_str_is(type, "multi")) tr_put_z(ctx, &select, "type", "point");
  if (single) tr_put(ctx, &select, "toggle", tr_make_bool(false));
  tr_put(ctx, &out, "name", name);
  if (tr_get(&m->value, "init")) tr_put(ctx, &out, "value", *tr_get(&m->value, "init"));
  tr_put(ctx, &out, "select", select);
  if (tr_get(&m->value, "bind")) tr_put(ctx, &out, "bind", *tr_get(&m->value, "bind"));
  return out;
}

static tr_value with_params(const older *o, const tr_value *view) {
  const tr_value *selection = tr_get(view, "selection"), *params = tr_get(view, "params");
  if (!selection) return *view;
  tr_vec all = tr_vec_of(o->ctx->doc, sizeof(tr_value));
  for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++) tr_list_add(&all, params->items[i]);
  for (uint32_t i = 0; tr_is(selection, TR_OBJECT) && i < selection->n; i++)
    if (tr_is(&selection->members[i].value, TR_OBJECT))
      tr_list_add(&all, param_of(o, &selection->members[i]));
  tr_value list = tr_list_value(&all), out = tr_without(o->ctx->doc, view, "selection");
  list.file = selection->file;
  list.offset = selection->offset;
  return tr_with(o->ctx->doc, &out, "params", list);
}

static tr_value view_of(const older *o, const tr_value *view) {
  if (!tr_is(view, TR_OBJECT)) return *view;
  tr_ctx *ctx = o->ctx;
  tr_value out = with_params(o, view);
  const tr_value *encoding = tr_get(view, "encoding"), *steps = tr_get(view, "transform"),
                 *spec = tr_get(view, "spec");
  if (tr_is(encoding, TR_OBJECT)) tr_put(ctx, &out, "encoding", encoding_of(o, encoding));
  if (tr_is(steps, TR_ARRAY)) tr_put(ctx, &out, "transform", each(o, steps, transform));
  if (spec) tr_put(ctx, &out, "spec", view_of(o, spec));
  for (int i = 0; i < 4; i++) {
    const tr_value *list = tr_get(view, lists[i]);
    if (tr_is(list, TR_ARRAY)) tr_put(ctx, &out, lists[i], each(o, list, view_of));
  }
  return out;
}

const tr_value *tr_normalize_selections(tr_ctx *ctx, const tr_value *spec) {
  older o = {.ctx = ctx, .empty = tr_map_of(ctx->doc)};
  if (!mentions(spec)) return spec;
  collect(&o, spec);
  return tr_norm_keep(ctx, view_of(&o, spec));
}
