#include "chart/guide/legend-priv.h"

#include <math.h>

/* How a legend's parts look: the symbols look like the mark, but for what a scale decides. */

static tr_value block_of(const tr_legend_in *in, const tr_value *v) {
  tr_value object = tr_make_object(NULL, 0);
  if (tr_get(v, "expr") || tr_get(v, "signal")) return *v;
  return tr_with(in->view->chart->ctx->doc, &object, "value", *v);
}

static void set(const tr_legend_in *in, tr_value *out, const char *name, const tr_value *v) {
  *out = tr_with(in->view->chart->ctx->doc, out, name, block_of(in, v));
}

static void unset(const tr_legend_in *in, tr_value *out, const char *name) {
  *out = tr_without(in->view->chart->ctx->doc, out, name);
}

static const tr_value *config(const tr_legend_in *in, const char *name) {
  return tr_config(in->view->chart, "legend", name);
}

static const tr_value *own_or_config(const tr_legend_in *in, const char *name) {
  const tr_value *v = tr_get(in->legend, name);
  return v ? v : config(in, name);
}

/* --- Opacity ---------------------------------------------------------------------------------------------
 */

/* The most of a channel's constants, conditions included; NaN for none. */
static double most_of(const tr_legend_in *in, const tr_def *d) {
  tr_chart *chart = in->view->chart;
  if (!d) return NAN;
  double most = tr_chart_number(chart, d->value, NAN);
  const tr_value *c = d->condition;
  size_t n = tr_is(c, TR_ARRAY) ? c->n : tr_get(c, "value") ? 1 : 0;
  if (n > 0 && isnan(most)) return NAN;
  for (size_t i = 0; i < n; i++) {
    const tr_value *one = tr_is(c, TR_ARRAY) ? &c->items[i] : c;
    most = fmax(most, tr_chart_number(chart, tr_get(one, "value"), most));
  }
  return most;
}

/* Of the mark, for symbols and ramps that have none of their own; NaN for none. */
static double opacity_of(const tr_legend_in *in, const char *name) {
  if (own_or_config(in, name)) return NAN;
  const tr_def *d = in->view->enc[TR_ENC_OPACITY];
  double most = most_of(in, d);
  if (!isnan(most)) return most;
  return tr_chart_number(in->view->chart, tr_get(&in->view->mark_def, "opacity"), NAN);
}

/* --- Selections ------------------------------------------------------------------------------------------
 */

/* Does a point selection that is bound to legends choose by the legend's field, and by it alone? */
static bool is_bound(const tr_legend_in *in, const tr_value *param) {
  const tr_value *bind = tr_get(param, "bind"), *select = tr_get(param, "select");
  const tr_value *fields = tr_get(select, "fields"), *channels = tr_get(select, "encodings");
  if (!tr_str_is(tr_string(bind), "legend") && !tr_get(bind, "legend")) return false;
  if (!in->d->is_field || !tr_get(param, "value")) return false;
  if ((fields ? fields->n : 0) + (channels ? channels->n : 0) != 1) return false;
  if (tr_is(fields, TR_ARRAY) && fields->n == 1) return tr_str_eq(tr_string(&fields->items[0]), in->d->field);
  return tr_str_is(tr_string(tr_item(channels, 0)), tr_enc_rows[in->enc].name);
}

static const tr_value *bound_selection(const tr_legend_in *in) {
  for (const tr_view *view = in->view; view; view = view->parent) {
    const tr_value *params = tr_get(view->spec, "params");
    for (uint32_t i = 0; tr_is(params, TR_ARRAY) && i < params->n; i++)
      if (is_bound(in, &params->items[i])) return &params->items[i];
  }
  return NULL;
}

/* OPACITY for the entries that a selection chooses, and for all where it chooses none; others are faint.
   False where no selection is bound to the legend. */
static bool set_selected(const tr_legend_in *in, tr_value *out, double opacity) {
  tr_arena *arena = in->view->chart->ctx->doc;
  const tr_value *param = bound_selection(in), *faint = config(in, "unselectedOpacity");
  if (!param) return false;
  tr_str name = tr_get_string(param, "name", (tr_str){0});
  tr_buf field = tr_buf_of(arena);
  tr_value value = tr_make_string(in->d->field), chosen = tr_make_object(NULL, 0),
           block = tr_make_object(NULL, 0);
  tr_json_write(&field, &value);
  tr_str test = tr_printf(arena, "!%.*s[%.*s] || indexof(%.*s[%.*s], datum.value) >= 0", TR_FMT(name),
                          TR_FMT(tr_buf_str(&field)), TR_FMT(name), TR_FMT(tr_buf_str(&field)));
  chosen = tr_with(arena, &chosen, "test", tr_make_string(test));
  chosen = tr_with(arena, &chosen, "value", tr_make_number(opacity));
  block = tr_with(arena, &block, "condition", chosen);
  block = tr_with(arena, &block, "value", faint ? *faint : tr_make_number(0.35));
  *out = tr_with(arena, out, "opacity", block);
  return true;
}

/* --- Symbols ---------------------------------------------------------------------------------------------
 */

static const char *const config_names[] = {
    "stroke",        "fill",       "strokeWidth",      "strokeDash", "strokeDashOffset",
    "strokeOpacity", "strokeJoin", "strokeMiterLimit", "fillOpacity"};

/* How a paint of the mark is decided. */
typedef enum { PAINT_NONE, PAINT_CONSTANT, PAINT_DATUM, PAINT_FIELD, PAINT_RULES } paint_way;

static paint_way way_of(const tr_rule *rule) {
  if (rule->n == 0) return PAINT_NONE;
  const tr_ref *ref = &rule->refs[0];
  if (rule->n > 1 || ref->test || ref->test_invalid.n > 0) return PAINT_RULES;
  if (ref->kind == TR_REF_VALUE || ref->kind == TR_REF_EXPR) return ref->scale ? PAINT_DATUM : PAINT_CONSTANT;
  return PAINT_FIELD;
}

/* The first of a channel's constants, conditions included; then of the mark's own properties. */
static const tr_value *plain_paint(const tr_legend_in *in, tr_enc enc, const char *name, bool filled) {
  const tr_view *view = in->view;
  const tr_def *d = view->enc[enc] ? view->enc[enc] : view->enc[TR_ENC_COLOR];
  const tr_value *v = d ? d->value : NULL, *c = d ? d->condition : NULL;
  if (!v && tr_is(c, TR_OBJECT)) v = tr_get(c, "value");
  for (uint32_t i = 0; !v && tr_is(c, TR_ARRAY) && i < c->n; i++) v = tr_get(&c->items[i], "value");
  if (!v) v = tr_get(&view->mark_def, name);
  return v || !filled ? v : tr_get(&view->mark_def, "color");
}

static void set_fill(const tr_legend_in *in, tr_value *out, const tr_rule *rule, bool filled,
                     double opacity) {
  paint_way way = way_of(rule);
  if (way == PAINT_NONE) return;
  if (in->enc == TR_ENC_FILL || (filled && in->enc == TR_ENC_COLOR)) {
    unset(in, out, "fill");
  } else if (way == PAINT_CONSTANT) {
    set(in, out, "fill", &rule->refs[0].value);
  } else if (way == PAINT_FIELD) {
    const tr_value *base = config(in, "symbolBaseFillColor");
    tr_value black = tr_make_string(TR_S("black")), full = tr_make_number(isnan(opacity) ? 1 : opacity);
    unset(in, out, "fill");
    if (tr_get(in->legend, "symbolFillColor") || config(in, "symbolFillColor")) return;
    set(in, out, "fill", base ? base : &black);
    set(in, out, "fillOpacity", &full);
  } else if (way == PAINT_RULES) {
    const tr_value *v = plain_paint(in, TR_ENC_FILL, "fill", filled);
    if (!tr_is_nil(v)) set(in, out, "fill", v);
  }
}

static void set_stroke(const tr_legend_in *in, tr_value *out, const tr_rule *rule, bool filled) {
  paint_way way = way_of(rule);
  if (way == PAINT_NONE) return;
  bool own = in->enc == TR_ENC_STROKE || (!filled && in->enc == TR_ENC_COLOR);
  if (own || way == PAINT_FIELD || own_or_config(in, "symbolStrokeColor")) {
    unset(in, out, "stroke");
  } else if (way == PAINT_CONSTANT) {
    set(in, out, "stroke", &rule->refs[0].value);
  } else if (way == PAINT_RULES) {
    const tr_value *v = plain_paint(in, TR_ENC_STROKE, "stroke", filled);
    if (!tr_is_nil(v)) set(in, out, "stroke", v);
  }
}

static tr_value symbols(const tr_legend_in *in) {
  tr_view look = *in->view; /* trails are filled, but their legends show strokes */
  tr_entry *entry = TR_NEW(in->view->chart->ctx->doc, tr_entry);
  tr_value out = tr_make_object(NULL, 0);
  look.filled = look.filled && !tr_mark_is(in->view, "trail");
  for (size_t i = 0; i < sizeof config_names / sizeof *config_names; i++) {
    const tr_value *v = tr_mark_config(in->view, config_names[i], NULL);
    if (v) set(in, &out, config_names[i], v);
  }
  tr_encode_color(&look, entry);
  double opacity = opacity_of(in, "symbolOpacity");
  set_fill(in, &out, &entry->rules[TR_CH_FILL], look.filled, opacity);
  set_stroke(in, &out, &entry->rules[TR_CH_STROKE], look.filled);
  if (in->enc == TR_ENC_OPACITY || set_selected(in, &out, isnan(opacity) ? 1 : opacity)) return out;
  tr_value v = tr_make_number(opacity);
  if (opacity > 0) set(in, &out, "opacity", &v);
  return out;
}

static tr_value gradient(const tr_legend_in *in) {
  tr_value out = tr_make_object(NULL, 0);
  double opacity = opacity_of(in, "gradientOpacity");
  tr_value v = tr_make_number(opacity);
  if (opacity > 0) set(in, &out, "opacity", &v);
  return out;
}

/* --- All parts -------------------------------------------------------------------------------------------
 */

tr_value tr_legend_encodes(const tr_legend_in *in) {
  static const char *const parts[] = {"labels", "legend", "title", "symbols", "gradient", "entries"};
  enum { LABELS = 0, SYMBOLS = 3, GRADIENT = 4 };
  tr_arena *arena = in->view->chart->ctx->doc;
  const tr_value *own = tr_get(in->legend, "encoding");
  tr_value out = tr_make_object(NULL, 0);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (in->is_gradient ? i == SYMBOLS : i == GRADIENT) continue;
    tr_value part = tr_make_object(NULL, 0);
    if (i == LABELS) set_selected(in, &part, 1);
    if (i == SYMBOLS) part = symbols(in);
    if (i == GRADIENT) part = gradient(in);
    const tr_value *said = tr_get(own, parts[i]);
    for (uint32_t k = 0; tr_is(said, TR_OBJECT) && k < said->n; k++)
      part = tr_with(arena, &part, said->members[k].name.p, said->members[k].value);
    if (part.n > 0) out = tr_with(arena, &out, parts[i], part);
  }
  return out.n > 0 ? out : tr_make_undefined();
}
