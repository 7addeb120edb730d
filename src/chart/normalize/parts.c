#include "chart/normalize/normalize-priv.h"

/* Parts of composite marks as plain views, and the values that they are written with. */

tr_value tr_object_at(const tr_value *at) {
  tr_value out = tr_make_object(NULL, 0);
  out.file = at->file;
  out.offset = at->offset;
  return out;
}

void tr_put(tr_ctx *ctx, tr_value *object, const char *name, tr_value v) {
  *object = tr_with(ctx->doc, object, name, v);
}
void tr_put_z(tr_ctx *ctx, tr_value *object, const char *name, const char *text) {
  tr_put(ctx, object, name, tr_make_string(tr_str_z(text)));
}
void tr_put_s(tr_ctx *ctx, tr_value *object, const char *name, tr_str text) {
  tr_put(ctx, object, name, tr_make_string(text));
}

tr_value tr_spread(tr_ctx *ctx, const tr_value *base, const tr_value *over) {
  tr_value out = *base;
  for (uint32_t i = 0; tr_is(over, TR_OBJECT) && i < over->n; i++)
    tr_put(ctx, &out, over->members[i].name.p, over->members[i].value);
  return out;
}

tr_value tr_list_value(const tr_vec *list) { return tr_make_array(list->items, list->n); }

void tr_list_add(tr_vec *list, tr_value v) {
  tr_value *item = tr_vec_push(list);
  *item = v;
}

/* --- Steps -------------------------------------------------------------------------------------------------
 */

static void add_quoted(tr_buf *b, char c) {
  if (c == '\'' || c == '\\') tr_buf_add_char(b, '\\');
  tr_buf_add_char(b, c);
}

tr_str tr_datum_access(tr_ctx *ctx, const char *prefix, tr_str column) {
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_printf(&b, "datum['%s", prefix);
  for (size_t i = 0; i < column.n; i++) add_quoted(&b, column.p[i]);
  tr_buf_add_z(&b, "']");
  return tr_buf_str(&b);
}

tr_str tr_datum_path(tr_ctx *ctx, tr_str path) {
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add_z(&b, "datum['");
  for (size_t i = 0; i < path.n; i++) {
    char c = path.p[i];
    bool opens = c == '.' || c == '[';
    if (c == '\\' && i + 1 < path.n)
      add_quoted(&b, path.p[++i]);
    else if (opens && i > 0)
      tr_buf_add_z(&b, "']['");
    else if (!opens && c != ']' && c != '\'' && c != '"')
      add_quoted(&b, c);
  }
  tr_buf_add_z(&b, "']");
  return tr_buf_str(&b);
}

tr_value tr_measure_step(const tr_composite *c, const char *op, tr_str field, const char *prefix) {
  tr_value step = tr_object_at(&c->def);
  tr_put_z(c->ctx, &step, "op", op);
  tr_put_s(c->ctx, &step, "field", field);
  tr_put_s(c->ctx, &step, "as", tr_printf(c->ctx->doc, "%s%.*s", prefix, TR_FMT(c->field)));
  return step;
}

tr_value tr_calculate_step(const tr_composite *c, tr_str expr, tr_str as) {
  tr_value step = tr_object_at(&c->def), text = tr_make_string(expr);
  text.file = c->def.file;
  text.offset = c->def.offset;
  tr_put(c->ctx, &step, "calculate", text);
  tr_put_s(c->ctx, &step, "as", as);
  return step;
}

tr_value tr_aggregate_step(const tr_composite *c, const char *name, const tr_vec *measures,
                           const tr_vec *groupby) {
  tr_value step = tr_object_at(&c->def);
  tr_put(c->ctx, &step, name, tr_list_value(measures));
  tr_put(c->ctx, &step, "groupby", tr_list_value(groupby));
  return step;
}

/* --- Tooltips ----------------------------------------------------------------------------------------------
 */

tr_str tr_composite_title(const tr_composite *c) {
  const tr_value *title = tr_get(&c->def, "title");
  if (tr_is(title, TR_STRING)) return tr_string(title);
  if (!tr_is(title, TR_ARRAY)) return tr_get_string(&c->def, "field", (tr_str){0});
  tr_buf b = tr_buf_of(c->ctx->doc);
  for (uint32_t i = 0; i < title->n; i++) {
    if (i > 0) tr_buf_add_char(&b, ',');
    tr_buf_add(&b, tr_string(&title->items[i]));
  }
  return tr_buf_str(&b);
}

static bool is_field(const tr_value *def) {
  return tr_get(def, "field") || tr_str_is(tr_get_string(def, "aggregate", (tr_str){0}), "count");
}

static void add_tip(const tr_composite *c, const tr_value *def, tr_vec *tips) {
  static const char *const others[] = {"legend", "axis", "header", "scale"};
  if (!is_field(def)) def = tr_get(def, "condition");
  if (!is_field(def)) return;
  tr_value tip = *def;
  for (int i = 0; i < 4; i++) tip = tr_without(c->ctx->doc, &tip, others[i]);
  for (size_t i = 0; i < tips->n; i++)
    if (tr_equal(tr_vec_at(tips, i), &tip)) return;
  tr_list_add(tips, tip);
}

tr_value tr_composite_tooltip(const tr_composite *c, const tr_summary *summary, size_t n, bool with_name) {
  tr_value out = tr_object_at(&c->def);
  const tr_value *own = tr_get(&c->shared, "tooltip");
  if (own) {
    tr_put(c->ctx, &out, "tooltip", *own);
    return out;
  }
  tr_vec tips = tr_vec_of(c->ctx->doc, sizeof(tr_value));
  for (size_t i = 0; i < n; i++) {
    tr_value tip = tr_object_at(&c->def);
    tr_str title = summary[i].title;
    if (with_name)
      title = tr_printf(c->ctx->doc, "%.*s of %.*s", TR_FMT(title), TR_FMT(tr_composite_title(c)));
    tr_put_s(c->ctx, &tip, "field", tr_printf(c->ctx->doc, "%s%.*s", summary[i].prefix, TR_FMT(c->field)));
    tr_put(c->ctx, &tip, "type", *tr_get(&c->def, "type"));
    tr_put_s(c->ctx, &tip, "title", title);
    tr_list_add(&tips, tip);
  }
  for (uint32_t i = 0; i < c->shared.n; i++) {
    const tr_value *v = &c->shared.members[i].value;
    for (uint32_t k = 0; tr_is(v, TR_ARRAY) && k < v->n; k++) add_tip(c, &v->items[k], &tips);
    if (tr_is(v, TR_OBJECT)) add_tip(c, v, &tips);
  }
  tr_put(c->ctx, &out, "tooltip", tr_list_value(&tips));
  return out;
}

/* --- Parts -------------------------------------------------------------------------------------------------
 */

static bool is_truthy(const tr_value *v) {
  if (tr_is_nil(v)) return false;
  if (v->kind == TR_BOOL) return v->boolean;
  if (v->kind == TR_NUMBER) return v->number != 0;
  return v->kind != TR_STRING || v->n > 0;
}

bool tr_composite_has_part(const tr_composite *c, const char *part) {
  const tr_value *own = tr_get(&c->mark, part);
  return is_truthy(own ? own : tr_config(c->chart, c->name, part));
}

tr_value tr_composite_part_mark(const tr_composite *c, const char *part, const tr_value *base) {
  static const char *const all[] = {"clip", "color", "opacity"};
  const tr_value *own = tr_get(&c->mark, part);
  tr_value out = tr_object_at(tr_is(own, TR_OBJECT) ? own : &c->mark);
  out = tr_spread(c->ctx, &out, tr_config(c->chart, c->name, part));
  for (int i = 0; i < 3; i++) {
    const tr_value *v = tr_get(&c->mark, all[i]);
    if (is_truthy(v)) tr_put(c->ctx, &out, all[i], *v);
  }
  out = tr_spread(c->ctx, &out, base);
  tr_put_s(c->ctx, &out, "style", tr_printf(c->ctx->doc, "%s-%s", c->name, part));
  return tr_spread(c->ctx, &out, own);
}

tr_value tr_composite_place(const tr_composite *c, tr_str name) {
  static const char *const kept[] = {"type", "title", "scale", "axis"};
  tr_value out = tr_object_at(&c->def);
  tr_put_s(c->ctx, &out, "field", name);
  for (int i = 0; i < 4; i++) {
    const tr_value *v = tr_get(&c->def, kept[i]);
    if (v) tr_put(c->ctx, &out, kept[i], *v);
    if (!v && i == 1) tr_put_s(c->ctx, &out, "title", tr_composite_title(c));
  }
  return out;
}

void tr_composite_part(const tr_composite *c, const tr_part *part, tr_vec *layers) {
  if (!tr_composite_has_part(c, part->name)) return;
  tr_value view = tr_object_at(c->spec), encoding = tr_object_at(&c->encoding), second;
  tr_arena *arena = c->ctx->doc;
  tr_put(c->ctx, &encoding, c->axis,
         tr_composite_place(c, tr_printf(arena, "%s%.*s", part->from, TR_FMT(c->field))));
  if (part->to) {
    second = tr_object_at(&c->def);
    tr_put_s(c->ctx, &second, "field", tr_printf(arena, "%s%.*s", part->to, TR_FMT(c->field)));
    tr_put(c->ctx, &encoding, c->axis2, second);
  }
  encoding = tr_spread(c->ctx, &encoding, part->shared);
  encoding = tr_spread(c->ctx, &encoding, part->tooltip);
  tr_put(c->ctx, &view, "mark", tr_composite_part_mark(c, part->name, &part->mark));
  tr_put(c->ctx, &view, "encoding", encoding);
  tr_list_add(layers, view);
}
