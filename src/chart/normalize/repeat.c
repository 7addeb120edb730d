#include "chart/normalize/normalize-priv.h"

/* Repeats: a view for each of several fields, as a concat or as layers, and the references to the field of
   the round (Vega-Lite's repeater.ts). */

static const char *const repeaters[TR_REPEATERS] = {"repeat", "row", "column", "layer"};
enum { REPEAT, ROW, COLUMN, LAYER };

static int repeater_named(tr_str name) {
  int i = 0;
  while (i < TR_REPEATERS && !tr_str_is(name, repeaters[i])) i++;
  return i;
}

/* --- References --------------------------------------------------------------------------------------------
 */

static const tr_value *reference(const tr_value *v) {
  const tr_value *name = tr_get(v, "repeat");
  return tr_is(name, TR_STRING) ? name : NULL;
}

static void warn_unknown(const tr_norm *at, const tr_value *name) {
  int i = repeater_named(tr_string(name));
  if (i == TR_REPEATERS)
    tr_warn(at->ctx, TR_INPUT, tr_pos_of(name),
            tr_did_you_mean(at->ctx, tr_string(name),
                            (const char *const[]){"repeat", "row", "column", "layer", NULL}),
            "there is no repeater \"%.*s\"; what refers to it is left out", TR_FMT(tr_string(name)));
  else
    tr_warn(at->ctx, TR_INPUT, tr_pos_of(name),
            i == REPEAT ? "give `repeat` a list of fields" : "name it in `repeat`",
            "no `repeat` around has a %s; what refers to it is left out",
            i == REPEAT ? "list" : repeaters[i]);
}

/* Member NAME of OUT, where it is a reference, is replaced. False: there is nothing to put in its place. */
static bool replace(const tr_norm *at, const char *name, tr_value *out) {
  const tr_value *ref = reference(tr_get(out, name));
  if (!ref) return true;
  int i = repeater_named(tr_string(ref));
  const tr_value *v = at->repeater && i < TR_REPEATERS ? at->repeater->values[i] : NULL;
  if (!v) {
    warn_unknown(at, ref);
    return false;
  }
  tr_put(at->ctx, out, name, *v);
  return true;
}

static void replace_in_sort(const tr_norm *at, tr_value *def) {
  const tr_value *given = tr_get(def, "sort");
  if (!tr_is(given, TR_OBJECT)) return;
  tr_value sort = *given;
  if (replace(at, "field", &sort))
    tr_put(at->ctx, def, "sort", sort);
  else
    *def = tr_without(at->ctx->doc, def, "sort");
}

/* A constant of a repeat is a name of its field, and no measure. */
static bool replace_datum(const tr_norm *at, tr_value *def) {
  bool refers = reference(tr_get(def, "datum")) != NULL;
  if (!replace(at, "datum", def)) return false;
  if (refers && !tr_get(def, "type")) tr_put_z(at->ctx, def, "type", "nominal");
  return true;
}

static bool replace_condition(const tr_norm *at, tr_value *def) {
  const tr_value *given = tr_get(def, "condition");
  tr_value condition;
  if (!given || !tr_is(given, TR_OBJECT)) return true;
  if (tr_repeated_channel(at, given, &condition))
    tr_put(at->ctx, def, "condition", condition);
  else
    *def = tr_without(at->ctx->doc, def, "condition");
  return def->n > 0;
}

static bool replace_in_list(const tr_norm *at, const tr_value *list, tr_value *out) {
  tr_vec items = tr_vec_of(at->ctx->doc, sizeof(tr_value));
  for (uint32_t i = 0; i < list->n; i++) {
    tr_value item;
    if (tr_repeated_channel(at, &list->items[i], &item)) tr_list_add(&items, item);
  }
  *out = tr_list_value(&items);
  out->file = list->file;
  out->offset = list->offset;
  return true;
}

bool tr_repeated_channel(const tr_norm *at, const tr_value *channel, tr_value *out) {
  *out = *channel;
  if (tr_is(channel, TR_ARRAY)) return replace_in_list(at, channel, out);
  if (!tr_is(channel, TR_OBJECT)) return true;
  bool has_data = replace(at, "field", out) && replace_datum(at, out);
  if (!has_data && !tr_get(channel, "condition")) return false;
  if (!has_data) {
    *out = tr_object_at(channel);
    tr_put(at->ctx, out, "condition", *tr_get(channel, "condition"));
  }
  replace_in_sort(at, out);
  return replace_condition(at, out);
}

tr_value tr_repeated_encoding(const tr_norm *at, const tr_value *encoding) {
  tr_value out = tr_object_at(encoding);
  for (uint32_t i = 0; i < encoding->n; i++) {
    tr_value channel;
    if (tr_repeated_channel(at, &encoding->members[i].value, &channel))
      tr_put(at->ctx, &out, encoding->members[i].name.p, channel);
  }
  return out;
}

/* --- Names -------------------------------------------------------------------------------------------------
 */

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* S as a name (Vega-Lite's varName): an underscore for each UTF-16 unit that is no letter of a word. */
static void add_name(tr_buf *b, const tr_value *v) {
  tr_buf text = tr_buf_of(b->arena);
  if (tr_is(v, TR_STRING))
    tr_buf_add(&text, tr_string(v));
  else
    tr_json_write(&text, v);
  tr_str s = tr_buf_str(&text);
  if (s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9') tr_buf_add_char(b, '_');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (is_word(s.p[i]))
      tr_buf_add_char(b, s.p[i]);
    else if ((c & 0xC0) != 0x80) /* once for each letter, twice above the basic plane */
      tr_buf_add_z(b, c >= 0xF0 ? "__" : "_");
  }
}

static tr_buf child_name(const tr_norm *at, const tr_value *child) {
  tr_buf b = tr_buf_of(at->ctx->doc);
  tr_str own = tr_get_string(child, "name", (tr_str){0});
  if (own.n > 0) tr_buf_printf(&b, "%.*s_", TR_FMT(own));
  tr_buf_add(&b, at->prefix);
  tr_buf_add_z(&b, "child__");
  return b;
}

/* --- What is repeated --------------------------------------------------------------------------------------
 */

/* The values of one side; one round with what is set already where the side is not repeated. */
typedef struct side {
  const tr_value *list; /* NULL: not repeated */
  uint32_t n;
} side;

typedef struct repeat {
  const tr_norm *at;
  const tr_value *spec, *by, *child;
  side sides[TR_REPEATERS];
} repeat;

static bool read_side(const repeat *r, int which, const tr_value *list, side *out) {
  *out = (side){NULL, 1};
  if (tr_is_nil(list)) return true;
  if (!tr_is(list, TR_ARRAY)) {
    tr_error(r->at->ctx, TR_INPUT, tr_pos_of(list), "such as [\"a\", \"b\"]",
             "%s of a repeat is %s, a list of fields was expected",
             which == REPEAT ? "`repeat`" : repeaters[which], tr_kind_name((tr_kind)list->kind));
    return false;
  }
  *out = (side){list, list->n};
  return true;
}

static void warn_others(const repeat *r) {
  for (uint32_t i = 0; tr_is(r->by, TR_OBJECT) && i < r->by->n; i++) {
    int which = repeater_named(r->by->members[i].name);
    if (which == TR_REPEATERS || which == REPEAT)
      tr_warn(r->at->ctx, TR_INPUT, tr_pos_of_name(r->by, &r->by->members[i]),
              "row, column and layer, or a list instead of the object", "a repeat has no \"%.*s\"",
              TR_FMT(r->by->members[i].name));
  }
}

static bool read_repeat(repeat *r, const tr_norm *at, const tr_value *spec) {
  *r = (repeat){.at = at, .spec = spec, .by = tr_get(spec, "repeat")};
  r->child = tr_norm_child(at, spec, "spec");
  if (!r->child) return false;
  bool object = tr_is(r->by, TR_OBJECT);
  for (int i = 0; i < TR_REPEATERS; i++) {
    const tr_value *list = i == REPEAT ? (object ? NULL : r->by) : tr_get(r->by, repeaters[i]);
    if (!read_side(r, i, list, &r->sides[i])) return false;
  }
  warn_others(r);
  return true;
}

/* The view of one round, called NAME. */
static const tr_value *one_round(const repeat *r, const tr_repeater *values, tr_str name, bool in_layers) {
  tr_norm at = *r->at;
  at.repeater = values;
  at.prefix = name;
  at.depth++;
  const tr_value *view =
      in_layers ? tr_normalize_layer_or_unit(&at, r->child) : tr_normalize_view(&at, r->child);
  return view ? tr_norm_keep(at.ctx, tr_with(at.ctx->doc, view, "name", tr_make_string(name))) : NULL;
}

static tr_repeater *values_of(const repeat *r) {
  tr_repeater *out = TR_NEW(r->at->ctx->doc, tr_repeater);
  if (r->at->repeater) *out = *r->at->repeater;
  return out;
}

static tr_value views_at(const tr_value *by, const tr_vec *views) {
  tr_value out = tr_list_value(views);
  out.file = by->file;
  out.offset = by->offset;
  return out;
}

/* --- As layers ---------------------------------------------------------------------------------------------
 */

/* Rows and columns around layers. */
static const tr_value *sides_around_layers(const repeat *r) {
  tr_ctx *ctx = r->at->ctx;
  tr_value outer = tr_without(ctx->doc, r->by, "layer"), layers = tr_object_at(r->by),
           inner = tr_object_at(r->child);
  tr_put(ctx, &layers, "layer", *r->sides[LAYER].list);
  tr_put(ctx, &inner, "repeat", layers);
  tr_put(ctx, &inner, "spec", *r->child);
  outer = tr_with(ctx->doc, r->spec, "repeat", outer);
  return tr_normalize_repeat(r->at, tr_norm_keep(ctx, tr_with(ctx->doc, &outer, "spec", inner)));
}

static const tr_value *as_layers(const repeat *r) {
  tr_ctx *ctx = r->at->ctx;
  if (r->sides[ROW].list || r->sides[COLUMN].list) return sides_around_layers(r);
  tr_vec views = tr_vec_of(ctx->doc, sizeof(tr_value));
  for (uint32_t i = 0; i < r->sides[LAYER].n; i++) {
    tr_repeater *values = values_of(r);
    values->values[LAYER] = &r->sides[LAYER].list->items[i];
    tr_buf name = child_name(r->at, r->child);
    tr_buf_add_z(&name, "layer_");
    add_name(&name, values->values[LAYER]);
    const tr_value *view = one_round(r, values, tr_buf_str(&name), true);
    if (!view) return NULL;
    tr_list_add(&views, *view);
  }
  tr_value out = tr_without(ctx->doc, r->spec, "repeat");
  out = tr_without(ctx->doc, &out, "spec");
  return tr_norm_keep(ctx, tr_with(ctx->doc, &out, "layer", views_at(r->by, &views)));
}

/* --- As a concat -------------------------------------------------------------------------------------------
 */

static void set_value(tr_repeater *values, const repeat *r, int which, uint32_t i) {
  if (r->sides[which].list) values->values[which] = &r->sides[which].list->items[i];
}

static tr_str cell_name(const repeat *r, const tr_repeater *values) {
  tr_buf name = child_name(r->at, r->child);
  if (r->sides[REPEAT].list) add_name(&name, values->values[REPEAT]);
  for (int i = ROW; i <= COLUMN; i++) {
    if (!r->sides[i].list) continue;
    tr_buf_printf(&name, "%s_", repeaters[i]);
    add_name(&name, values->values[i]);
  }
  return tr_buf_str(&name);
}

/* One cell; its data move to the whole. */
static bool add_cell(const repeat *r, uint32_t k, uint32_t row, uint32_t column, tr_vec *views) {
  tr_repeater *values = values_of(r);
  set_value(values, r, REPEAT, k);
  set_value(values, r, ROW, row);
  set_value(values, r, COLUMN, column);
  const tr_value *view = one_round(r, values, cell_name(r, values), false);
  if (!view) return false;
  tr_list_add(views, tr_without(r->at->ctx->doc, view, "data"));
  return true;
}

static tr_value concat_of(const repeat *r, const tr_vec *views) {
  static const char *const own[] = {"repeat", "spec", "data", "columns"};
  tr_ctx *ctx = r->at->ctx;
  const tr_value *data = tr_get(r->child, "data"), *columns = tr_get(r->spec, "columns");
  tr_value out = *r->spec;
  for (int i = 0; i < 4; i++) out = tr_without(ctx->doc, &out, own[i]);
  if (tr_is_nil(data)) data = tr_get(r->spec, "data");
  if (data) tr_put(ctx, &out, "data", *data);
  if (!tr_get(&out, "align")) tr_put_z(ctx, &out, "align", "all");
  if (r->sides[REPEAT].list && columns)
    tr_put(ctx, &out, "columns", *columns);
  else if (!r->sides[REPEAT].list)
    tr_put(ctx, &out, "columns", tr_make_number(r->sides[COLUMN].n));
  tr_put(ctx, &out, "concat", views_at(r->by, views));
  return out;
}

static const tr_value *as_concat(const repeat *r) {
  tr_vec views = tr_vec_of(r->at->ctx->doc, sizeof(tr_value));
  const tr_value *columns = tr_get(r->spec, "columns");
  if (!r->sides[REPEAT].list && !tr_is_nil(columns))
    tr_warn(r->at->ctx, TR_INPUT, tr_pos_of(columns), "columns are of repeats by a list",
            "a repeat with row or column has no `columns`; it is left out");
  for (uint32_t k = 0; k < r->sides[REPEAT].n; k++)
    for (uint32_t row = 0; row < r->sides[ROW].n; row++)
      for (uint32_t column = 0; column < r->sides[COLUMN].n; column++)
        if (!add_cell(r, k, row, column, &views)) return NULL;
  return tr_norm_keep(r->at->ctx, concat_of(r, &views));
}

const tr_value *tr_normalize_repeat(const tr_norm *at, const tr_value *spec) {
  repeat r;
  if (!read_repeat(&r, at, spec)) return NULL;
  return r.sides[LAYER].list ? as_layers(&r) : as_concat(&r);
}
