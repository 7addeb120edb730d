#include "chart/guide/legend-priv.h"

#include <math.h>
#include <string.h>

static tr_value nothing(void) { return tr_make_undefined(); }
static tr_value text(const char *z) { return tr_make_string(tr_str_z(z)); }
static const tr_value *config(const tr_legend_in *in, const char *name) {
  return tr_config(in->view->chart, "legend", name);
}
static bool is_line(const tr_scale_type *t) { return t->family == TR_SCALE_CONTINUOUS; }
static bool shows_time(const tr_def *d) { return d->type == TR_TEMPORAL || (d->is_field && d->has_unit); }

/* --- Kind and direction ----------------------------------------------------------------------------------
 */

/* Ramps are for continuous colours; parts of the year and of the week come round again and have symbols. */
static bool is_gradient(const tr_legend_in *in) {
  tr_str own = tr_get_string(in->legend, "type", (tr_str){0});
  if (own.n > 0) return tr_str_is(own, "gradient");
  uint32_t parts = in->d->is_field && in->d->has_unit ? in->d->unit.parts : 0;
  bool cyclic = parts == TR_PART_QUARTER || parts == TR_PART_MONTH || parts == TR_PART_DAY;
  return tr_enc_is_color(in->enc) && !cyclic && is_line(in->type);
}

static bool is_beside(tr_str orient) {
  return tr_str_is(orient, "left") || tr_str_is(orient, "right") || tr_str_is(orient, "none");
}

static tr_str direction_of(const tr_legend_in *in) {
  tr_str own = tr_get_string(in->legend, "direction", (tr_str){0});
  tr_value general = tr_chart_value(in->view->chart, config(in, "gradientDirection"));
  if (own.n == 0) own = tr_string(&general); /* whatever the legend's kind */
  if (own.n > 0) return own;
  if (tr_str_is(in->orient, "top") || tr_str_is(in->orient, "bottom")) return TR_S("horizontal");
  return in->is_gradient && !is_beside(in->orient) ? TR_S("horizontal") : (tr_str){0};
}

/* --- Rules -----------------------------------------------------------------------------------------------
 */

static tr_value direction(const tr_legend_in *in) {
  return in->direction.n > 0 ? tr_make_string(in->direction) : nothing();
}

static tr_value label_expr(const tr_legend_in *in) {
  return tr_custom_label(in->view->chart, in->d, in->legend);
}

static tr_value format(const tr_legend_in *in) {
  const tr_chart *chart = in->view->chart;
  const tr_value *own = tr_get(in->legend, "format");
  bool time = shows_time(in->d);
  if (tr_custom_format(in->view->chart, in->d, in->legend, TR_S("datum.value")).n > 0) return nothing();
  if (own) return *own;
  if (time && in->d->is_field && in->d->has_unit)
    return tr_make_string(tr_timeunit_specifier_lite(chart->ctx->doc, in->d->unit.parts));
  const tr_value *v = tr_get(&chart->config, time ? "timeFormat" : "numberFormat");
  return v && (time || in->d->type == TR_QUANTITATIVE) ? *v : nothing();
}

static tr_value format_type(const tr_legend_in *in) {
  const tr_value *own = tr_get(in->legend, "formatType");
  if (tr_is(own, TR_OBJECT) || tr_str_is(tr_string(own), "number") || tr_str_is(tr_string(own), "time"))
    return *own;
  if (!shows_time(in->d) || tr_scale_is_time(in->type)) return nothing();
  return text(in->d->has_unit && in->d->unit.utc ? "utc" : "time");
}

/* As long as the plot where it stands beside it, within bounds: {"side", "least", "most"}, which legend.c
   makes a number once the plot has a size. */
static tr_value length_of_view(const tr_legend_in *in, const char *side, const char *least,
                               const char *most) {
  tr_arena *arena = in->view->chart->ctx->doc;
  const tr_value *low = config(in, least), *high = config(in, most);
  tr_value out = tr_make_object(NULL, 0);
  out = tr_with(arena, &out, "side", tr_make_string(tr_str_z(side)));
  out = tr_with(arena, &out, "least", tr_make_number(tr_is(low, TR_NUMBER) ? low->number : 64));
  return tr_with(arena, &out, "most", tr_make_number(tr_is(high, TR_NUMBER) ? high->number : 200));
}

static tr_value gradient_length(const tr_legend_in *in) {
  const tr_value *own = tr_get(in->legend, "gradientLength");
  if (!own) own = config(in, "gradientLength");
  if (own) return *own;
  if (!is_line(in->type)) return nothing();
  if (!tr_str_is(in->direction, "horizontal"))
    return length_of_view(in, "height", "gradientVerticalMinLength", "gradientVerticalMaxLength");
  if (tr_str_is(in->orient, "top") || tr_str_is(in->orient, "bottom"))
    return length_of_view(in, "width", "gradientHorizontalMinLength", "gradientHorizontalMaxLength");
  const tr_value *least = config(in, "gradientHorizontalMinLength");
  return least ? *least : nothing();
}

static tr_value label_overlap(const tr_legend_in *in) {
  const tr_value *own = tr_get(in->legend, "labelOverlap");
  if (!own) own = config(in, "labelOverlap");
  if (own) return *own;
  switch (in->type->kind) {
  case TR_SCALE_QUANTILE:
  case TR_SCALE_THRESHOLD:
  case TR_SCALE_LOG:
  case TR_SCALE_SYMLOG: return text("greedy");
  case TR_SCALE_LINEAR:
  case TR_SCALE_POW:
  case TR_SCALE_SQRT:
  case TR_SCALE_TIME:
  case TR_SCALE_UTC:
  case TR_SCALE_ORDINAL:
  case TR_SCALE_BAND:
  case TR_SCALE_POINT:
  case TR_SCALE_QUANTIZE:
  case TR_SCALE_BIN_ORDINAL: break;
  }
  return nothing();
}

/* The first constant that a channel's definition gives, conditions included. */
static const tr_value *first_value(const tr_def *d) {
  if (!d) return NULL;
  const tr_value *v = d->value, *c = d->condition;
  if (v) return v;
  if (tr_is(c, TR_OBJECT)) return tr_get(c, "value");
  for (uint32_t i = 0; tr_is(c, TR_ARRAY) && i < c->n && !v; i++) v = tr_get(&c->items[i], "value");
  return v;
}

static tr_value symbol_type(const tr_legend_in *in) {
  static const char *const squares[] = {"bar", "rect", "image", "square"}, *const strokes[] = {
                                                                               "line", "trail", "rule"};
  const tr_value *own = tr_get(in->legend, "symbolType");
  if (own) return *own;
  if (in->enc != TR_ENC_SHAPE) {
    const tr_value *shape = first_value(in->view->enc[TR_ENC_SHAPE]);
    if (!shape) shape = tr_get(&in->view->mark_def, "shape");
    if (!tr_is_nil(shape)) return *shape;
  }
  for (size_t i = 0; i < sizeof squares / sizeof *squares; i++)
    if (tr_mark_is(in->view, squares[i])) return text("square");
  for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
    if (tr_mark_is(in->view, strokes[i])) return text("stroke");
  return text("circle");
}

static tr_value title(const tr_legend_in *in) {
  const tr_chart *chart = in->view->chart;
  const tr_value *v = tr_def_title(chart->ctx, in->d, &chart->config);
  if (v) return *v;
  return tr_get(in->legend, "title") || in->d->title ? tr_make_null() : nothing();
}

/* Said only where Vega would choose another. */
static tr_value type(const tr_legend_in *in) {
  bool ramp = tr_enc_is_color(in->enc) && is_line(in->type);
  if (ramp == in->is_gradient) return nothing();
  return text(in->is_gradient ? "gradient" : "symbol");
}

static tr_value values(const tr_legend_in *in) {
  const tr_value *given = tr_get(in->legend, "values");
  tr_chart *chart = in->view->chart;
  if (!tr_is(given, TR_ARRAY)) return given ? *given : nothing();
  tr_value *items = TR_NEW_N(chart->ctx->doc, tr_value, given->n);
  for (uint32_t i = 0; i < given->n; i++) {
    double ms;
    items[i] = tr_chart_value(chart, &given->items[i]);
    if (shows_time(in->d) && tr_datetime_value(chart, &items[i], &ms)) items[i] = tr_make_date(ms);
  }
  return tr_make_array(items, given->n);
}

static const struct {
  const char *name;
  tr_value (*rule)(const tr_legend_in *in);
} rules[] = {
    {"direction", direction},
    {"format", format},
    {"formatType", format_type},
    {"gradientLength", gradient_length},
    {"labelExpr", label_expr},
    {"labelOverlap", label_overlap},
    {"symbolType", symbol_type},
    {"title", title},
    {"type", type},
    {"values", values},
};

/* --- All properties --------------------------------------------------------------------------------------
 */

static bool is_explicit(const tr_legend_in *in, const char *name, const tr_value *v) {
  const tr_value *own = tr_get(in->legend, name);
  if (strcmp(name, "values") == 0) return own;
  if (strcmp(name, "title") == 0 && in->d->title && tr_equal(in->d->title, v)) return true;
  return own && tr_equal(own, v);
}

/* Properties of the other kind of legend have no place. */
static bool is_foreign(const tr_legend_in *in, const char *name) {
  return tr_str_starts(tr_str_z(name), in->is_gradient ? "symbol" : "gradient");
}

static void set_prop(tr_split *props, const tr_legend_in *in, const char *name) {
  const tr_value *own = tr_get(in->legend, name);
  tr_value v = own ? *own : nothing();
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (strcmp(rules[i].name, name) == 0) v = rules[i].rule(in);
  if (tr_is(&v, TR_UNDEFINED)) return;
  bool said = is_explicit(in, name, &v);
  if (said || !config(in, name)) tr_split_set(props, name, v, said);
}

void tr_legend_rules(tr_split *props, tr_legend_in *in) {
  const tr_value *orient = tr_get(in->legend, "orient");
  if (!orient) orient = config(in, "orient");
  in->orient = tr_is(orient, TR_STRING) ? tr_string(orient) : TR_S("right");
  in->is_gradient = is_gradient(in);
  in->direction = direction_of(in);
  for (const tr_prop *p = tr_legend_props; p->name; p++)
    if (strcmp(p->name, "disable") != 0 && strcmp(p->name, "encoding") != 0 && !is_foreign(in, p->name))
      set_prop(props, in, p->name);
}
