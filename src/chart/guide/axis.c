#include "chart/scale/scale-priv.h"
#include "format/calendar.h"

#include <math.h>
#include <string.h>

/* What a rule may look at; `axis` is the channel's own object, or empty. */
typedef struct axis_in {
  tr_view *view;
  tr_enc enc;
  const tr_def *d;
  const tr_scale_type *type;
  const tr_value *axis;
  tr_str orient;
  double angle; /* of labels; NaN: not decided */
  bool angle_is_expr;
} axis_in;

static tr_value nothing(void) { return tr_make_undefined(); }
static tr_value text(const char *z) { return tr_make_string(tr_str_z(z)); }
static bool is_x(const axis_in *in) { return in->enc == TR_ENC_X; }

/* --- Config
 * ------------------------------------------------------------------------------------------------------- */

/* Sections by scale type, and the same for x and y apart; the last that has a property wins. */
static size_t type_sections(const axis_in *in, const char *out[4]) {
  bool x = is_x(in);
  size_t n = 0;
  if (tr_scale_is_banded(in->type)) {
    bool band = in->type->kind == TR_SCALE_BAND;
    out[n++] = "axisDiscrete";
    out[n++] = band ? "axisBand" : "axisPoint";
    out[n++] = x ? "axisXDiscrete" : "axisYDiscrete";
    out[n++] = band ? (x ? "axisXBand" : "axisYBand") : (x ? "axisXPoint" : "axisYPoint");
  } else if (tr_scale_is_time(in->type)) {
    out[n++] = "axisTemporal";
    out[n++] = x ? "axisXTemporal" : "axisYTemporal";
  } else if (in->type->family == TR_SCALE_CONTINUOUS || in->type->family == TR_SCALE_DISCRETIZING) {
    out[n++] = "axisQuantitative";
    out[n++] = x ? "axisXQuantitative" : "axisYQuantitative";
  }
  return n;
}

static const char *orient_section(tr_str orient) {
  if (tr_str_is(orient, "top")) return "axisTop";
  if (tr_str_is(orient, "left")) return "axisLeft";
  return tr_str_is(orient, "right") ? "axisRight" : "axisBottom";
}

/* *IS_VEGA: the guide looks it up itself. */
static const tr_value *config_prop(const axis_in *in, const char *name, bool *is_vega) {
  const tr_chart *chart = in->view->chart;
  const char *sections[4];
  size_t n = type_sections(in, sections);
  const tr_value *v = tr_config_style(&chart->config, tr_get(in->axis, "style"), name), *found;
  *is_vega = false;
  for (size_t i = n; !v && i-- > 0;) v = tr_config(chart, sections[i], name);
  if (v) return v;
  const char *own[] = {"axis", orient_section(in->orient), is_x(in) ? "axisX" : "axisY"};
  for (size_t i = 3; i-- > 0;) {
    if (!(v = tr_config(chart, own[i], name))) continue;
    *is_vega = true;
    return v;
  }
  for (size_t i = 0; i < 3 + n; i++) {
    const tr_value *styles = tr_config(chart, i < 3 ? own[i] : sections[i - 3], "style");
    if (styles && (found = tr_config_style(&chart->config, styles, name))) v = found;
  }
  return v;
}

/* --- Rules
 * ---------------------------------------------------------------------------------------------------------
 */

static tr_value grid(const axis_in *in) {
  bool binned = in->d->bins || in->d->is_binned;
  return tr_make_bool(!tr_scale_is_discrete(in->type) && in->d->is_field && !binned);
}

/* How Vega-Lite says "as the axis would". Where an expression turns the labels, its rules are encodings, and
   a null there is the text's own default. */
static tr_value plain(const axis_in *in, const char *own) {
  return in->angle_is_expr ? text(own) : tr_make_null();
}

static tr_value label_align(const axis_in *in) {
  if (isnan(in->angle)) return nothing();
  double start = is_x(in) ? 0 : 90;
  if (fmod(in->angle + start, 180) == 0) return is_x(in) ? plain(in, "left") : text("center");
  bool main = tr_str_is(in->orient, is_x(in) ? "bottom" : "left");
  return text((start < in->angle && in->angle < 180 + start) == main ? "left" : "right");
}

static tr_value label_baseline(const axis_in *in) {
  double a = in->angle;
  if (isnan(a)) return nothing();
  if (is_x(in)) {
    if ((45 < a && a < 135) || (225 < a && a < 315)) return text("middle");
    return text((a <= 45 || 315 <= a) == tr_str_is(in->orient, "top") ? "bottom" : "top");
  }
  if (a <= 45 || 315 <= a || (135 <= a && a <= 225)) return plain(in, "alphabetic");
  return text((45 <= a && a <= 135) == tr_str_is(in->orient, "left") ? "top" : "bottom");
}

static tr_value label_angle(const axis_in *in) {
  return isnan(in->angle) ? nothing() : tr_make_number(in->angle);
}

static tr_value label_flush(const axis_in *in) {
  bool line = in->d->type == TR_QUANTITATIVE || in->d->type == TR_TEMPORAL;
  return is_x(in) && line ? tr_make_bool(true) : nothing();
}

static tr_value label_overlap(const axis_in *in) {
  bool unit = in->d->is_field && in->d->has_unit;
  bool sorted = in->d->sort.kind == TR_SORT_FIELD || in->d->sort.kind == TR_SORT_ENCODING ||
                in->d->sort.kind == TR_SORT_LIST;
  bool discrete = in->d->type == TR_NOMINAL || in->d->type == TR_ORDINAL;
  if (!(unit && !sorted) && discrete) return nothing();
  bool log = in->type->kind == TR_SCALE_LOG || in->type->kind == TR_SCALE_SYMLOG;
  return log ? text("greedy") : tr_make_bool(true);
}

static tr_value orient(const axis_in *in) { return tr_make_string(in->orient); }

/* About one tick every 40 px; the number follows once the size is known (chart/build.c). */
static tr_value tick_count(const axis_in *in) {
  static const uint32_t cyclic = TR_PART_MONTH | TR_PART_HOURS | TR_PART_DAY | TR_PART_QUARTER;
  if (tr_get(in->axis, "values") || tr_scale_is_discrete(in->type) || in->type->kind == TR_SCALE_LOG)
    return nothing();
  const tr_def *d = in->d;
  bool single = d->is_field && d->has_unit && (d->unit.parts & (d->unit.parts - 1)) == 0;
  if (single && (d->unit.parts & cyclic)) return nothing();
  tr_value object = tr_make_object(NULL, 0);
  double every = d->is_field && d->bins ? 10 : 40;
  return tr_with(in->view->chart->ctx->doc, &object, "every", tr_make_number(every));
}

static tr_value tick_min_step(const axis_in *in) {
  const tr_value *format = tr_get(in->axis, "format");
  if (tr_str_is(tr_string(format), "d")) return tr_make_number(1);
  const tr_def *d = in->d;
  if (!d->is_field || !d->has_unit) return nothing();
  if (tr_timeunit_smallest(d->unit.parts) == TR_PART_DAY) return nothing();
  /* How long one unit is, from the start of a year that is no leap year (Vega-Lite's durationExpr). */
  const tr_zone *zone = in->view->chart->env.zone;
  double start = tr_moment(zone, 2001, 0, 1, 0, 0, 0, 0);
  tr_timeunit unit = {.parts = d->unit.parts, .step = d->unit.step};
  return tr_make_number(tr_timeunit_end(&unit, zone, start) - start);
}

static tr_value band_position(const axis_in *in) {
  if (!tr_is_ranged_offset(in->view, in->enc)) return nothing();
  return tr_make_number(is_x(in) ? 0 : 1);
}

static tr_value zindex(const axis_in *in) {
  bool over = tr_str_is(tr_str_z(in->view->mark->name), "rect") && tr_def_is_discrete(in->d);
  return tr_make_number(over ? 1 : 0);
}

static tr_value format(const axis_in *in) {
  const tr_value *own = tr_get(in->axis, "format");
  tr_arena *arena = in->view->chart->ctx->doc;
  bool stacked = in->d->stack && tr_str_is(tr_string(in->d->stack), "normalize");
  const tr_value *number =
      tr_get(&in->view->chart->config, stacked ? "normalizedNumberFormat" : "numberFormat");
  if (tr_custom_format(in->view->chart, in->d, in->axis, TR_S("datum.value")).n > 0) return nothing();
  if (stacked && number) return *number;
  bool time = tr_def_is_time(in->d);
  if (own) return *own;
  if (time && in->d->is_field && in->d->has_unit)
    return tr_make_string(tr_timeunit_specifier_lite(arena, in->d->unit.parts));
  return !time && in->d->type == TR_QUANTITATIVE && number ? *number : nothing();
}

static tr_value label_expr(const axis_in *in) { return tr_custom_label(in->view->chart, in->d, in->axis); }

static tr_value format_type(const axis_in *in) {
  tr_str own = tr_get_string(in->axis, "formatType", (tr_str){0});
  if (tr_str_is(own, "number") || tr_str_is(own, "time")) return tr_make_string(own);
  bool time = in->d->type == TR_TEMPORAL || (in->d->is_field && in->d->has_unit);
  if (!time || tr_scale_is_time(in->type)) return nothing();
  return text(in->d->has_unit && in->d->unit.utc ? "utc" : "time");
}

static tr_value tick_values(const axis_in *in) {
  const tr_value *given = tr_get(in->axis, "values");
  if (!given) return nothing();
  tr_chart *chart = in->view->chart;
  tr_value list = tr_chart_value(chart, given);
  bool time = in->d->type == TR_TEMPORAL || (in->d->is_field && in->d->has_unit);
  if (!tr_is(&list, TR_ARRAY)) return list;
  tr_value *items = TR_NEW_N(chart->ctx->doc, tr_value, list.n);
  for (uint32_t i = 0; i < list.n; i++) {
    double ms;
    items[i] = tr_chart_value(chart, &list.items[i]);
    if (time && tr_datetime_value(chart, &items[i], &ms)) items[i] = tr_make_date(ms);
  }
  return tr_make_array(items, list.n);
}

/* Properties with a default of their own, and those whose config is always copied. */
static const struct {
  const char *name;
  tr_value (*rule)(const axis_in *in);
  bool keeps_config; /* taken from the config even where the guide would find it */
} rules[] = {
    {"bandPosition", band_position, false},
    {"format", format, true},
    {"formatType", format_type, true},
    {"grid", grid, true},
    {"labelAlign", label_align, false},
    {"labelAngle", label_angle, false},
    {"labelBaseline", label_baseline, false},
    {"labelFlush", label_flush, false},
    {"labelOverlap", label_overlap, false},
    {"orient", orient, true},
    {"tickCount", tick_count, true},
    {"tickMinStep", tick_min_step, true},
    {"values", tick_values, false},
    {"zindex", zindex, false},
    {"translate", NULL, true},
    {"labelExpr", label_expr, true},
    {"position", NULL, true},
};

/* --- Components
 * ------------------------------------------------------------------------------------------------------ */

static double angle_of(axis_in *in) {
  bool is_vega;
  const tr_value *own = tr_get(in->axis, "labelAngle");
  if (!own) own = config_prop(in, "labelAngle", &is_vega);
  double angle = tr_chart_number(in->view->chart, own, NAN);
  in->angle_is_expr = tr_is(own, TR_OBJECT);
  if (!isnan(angle)) return fmod(fmod(angle, 360) + 360, 360);
  bool discrete = in->d->type == TR_NOMINAL || in->d->type == TR_ORDINAL;
  bool page = in->view->chart->input.on_page;
  return is_x(in) && discrete && !(in->d->is_field && in->d->has_unit) && !page ? 270 : NAN;
}

static void set_prop(tr_axis_cmp *c, const axis_in *in, const char *name) {
  size_t r = 0;
  while (r < sizeof rules / sizeof *rules && strcmp(rules[r].name, name) != 0) r++;
  bool known = r < sizeof rules / sizeof *rules, is_vega = false;
  const tr_value *own = tr_get(in->axis, name);
  bool computed = strcmp(name, "labelAngle") == 0 || strcmp(name, "values") == 0 ||
                  strcmp(name, "format") == 0 || strcmp(name, "labelExpr") == 0;
  tr_value v = own ? *own : nothing();
  if (known && rules[r].rule && (!own || computed)) v = rules[r].rule(in);
  if (own && !tr_is(&v, TR_UNDEFINED)) {
    tr_split_set(&c->props, name, v, true);
    return;
  }
  bool has = !tr_is(&v, TR_UNDEFINED);
  bool only_own = strcmp(name, "values") == 0 || strcmp(name, "encoding") == 0;
  const tr_value *config = only_own ? NULL : config_prop(in, name, &is_vega);
  if (has && !config) {
    tr_split_set(&c->props, name, v, false);
  } else if (config && (!is_vega || (known && rules[r].keeps_config))) {
    tr_split_set(&c->props, name, *config, false);
  }
}

static void set_title(tr_axis_cmp *c, const axis_in *in) {
  tr_view *view = in->view;
  const tr_def *d = tr_def_field(view->enc[in->enc]),
               *d2 = tr_def_field(view->enc[tr_enc_rows[in->enc].second]);
  const tr_value *own = tr_get(in->axis, "title");
  const tr_value *t1 = d ? d->title : in->d->title, *t2 = d2 ? d2->title : NULL;
  if (!own && t1 && t2 && tr_is(t1, TR_STRING) && tr_is(t2, TR_STRING) && !tr_equal(t1, t2)) {
    tr_str both =
        tr_printf(view->chart->ctx->doc, "%.*s, %.*s", TR_FMT(tr_string(t1)), TR_FMT(tr_string(t2)));
    tr_split_set(&c->props, "title", tr_make_string(both), true);
    return;
  }
  if (!own) own = !tr_is_nil(t1) || (t1 && !t2) ? t1 : t2;
  bool is_vega;
  const tr_value *config = own ? NULL : config_prop(in, "title", &is_vega);
  if (own)
    tr_split_set(&c->props, "title", *own, true);
  else if (config) /* Vega has no titles in its config */
    tr_split_set(&c->props, "title", is_vega ? tr_make_null() : *config, false);
  if (d) *(const tr_def **)tr_vec_push(&c->titles) = d;
  if (d2 && !(d && tr_str_eq(d->column, d2->column))) *(const tr_def **)tr_vec_push(&c->titles) = d2;
}

static tr_str orient_of(const axis_in *in) {
  const tr_chart *chart = in->view->chart;
  const tr_value *v = tr_get(in->axis, "orient");
  if (!v) v = tr_config(chart, is_x(in) ? "axisX" : "axisY", "orient");
  if (!v) v = tr_config(chart, "axis", "orient");
  tr_value plain = tr_chart_value(in->view->chart, v);
  return tr_is(&plain, TR_STRING) ? tr_string(&plain) : is_x(in) ? TR_S("bottom") : TR_S("left");
}

static tr_axis_cmp *unit_axis(tr_view *view, tr_enc enc) {
  tr_ctx *ctx = view->chart->ctx;
  tr_axis_cmp *c = TR_NEW(ctx->doc, tr_axis_cmp);
  tr_scale_cmp *scale = tr_view_scale(view, enc);
  const tr_def *d = tr_def_data(view->enc[enc]);
  *c = (tr_axis_cmp){.props = tr_split_of(ctx), .scale = scale, .view = view, .is_x = enc == TR_ENC_X};
  c->titles = tr_vec_of(ctx->doc, sizeof(const tr_def *));
  axis_in in = {view, enc, d, scale->type, d->axis, {0}, NAN, false};
  in.orient = orient_of(&in);
  bool is_vega;
  const tr_value *off = config_prop(&in, "disable", &is_vega);
  c->disabled_is_explicit = d->axis || d->no_guide;
  c->disabled = c->disabled_is_explicit ? d->no_guide : tr_is(off, TR_BOOL) && off->boolean;
  if (c->disabled) return c;
  in.angle = angle_of(&in);
  for (const tr_prop *p = tr_axis_props; p->name; p++)
    if (strcmp(p->name, "title") != 0 && strcmp(p->name, "disable") != 0 && strcmp(p->name, "style") != 0)
      set_prop(c, &in, p->name);
  tr_value band = band_position(&in); /* labels stand at the bars' base too */
  if (band.kind == TR_NUMBER) tr_split_set(&c->props, "labelBandPosition", band, false);
  set_title(c, &in);
  return c;
}

/* --- Encodings of parts
 * ------------------------------------------------------------------------------------------------------------
 */

/* Properties that conditions and expressions make encodings of, over those that are said. */
static const struct {
  const char *prop, *part, *channel;
} encoded[] = {{"labelAlign", "labels", "align"},
               {"labelBaseline", "labels", "baseline"},
               {"labelColor", "labels", "fill"},
               {"labelFont", "labels", "font"},
               {"labelFontSize", "labels", "fontSize"},
               {"labelFontStyle", "labels", "fontStyle"},
               {"labelFontWeight", "labels", "fontWeight"},
               {"labelOpacity", "labels", "opacity"},
               {"gridColor", "grid", "stroke"},
               {"gridDash", "grid", "strokeDash"},
               {"gridDashOffset", "grid", "strokeDashOffset"},
               {"gridOpacity", "grid", "opacity"},
               {"gridWidth", "grid", "strokeWidth"},
               {"tickColor", "ticks", "stroke"},
               {"tickDash", "ticks", "strokeDash"},
               {"tickDashOffset", "ticks", "strokeDashOffset"},
               {"tickOpacity", "ticks", "opacity"},
               {"tickWidth", "ticks", "strokeWidth"},
               {"labelExpr", "labels", "text"}};

static bool is_replaced(const tr_value *props, tr_str part, tr_str channel) {
  for (size_t i = 0; i < sizeof encoded / sizeof *encoded; i++) {
    const tr_value *v = tr_get(props, encoded[i].prop);
    bool depends = tr_is(v, TR_OBJECT) || strcmp(encoded[i].prop, "labelExpr") == 0;
    if (v && depends && tr_str_is(part, encoded[i].part) && tr_str_is(channel, encoded[i].channel))
      return true;
  }
  return false;
}

/* Vega-Lite takes values and conditions, nothing else. */
static tr_value encoded_part(tr_ctx *ctx, const tr_value *props, tr_str part, const tr_value *given) {
  tr_value out = tr_make_object(NULL, 0);
  for (uint32_t i = 0; tr_is(given, TR_OBJECT) && i < given->n; i++) {
    const tr_member *m = &given->members[i];
    if (!tr_get(&m->value, "value") && !tr_get(&m->value, "condition")) continue;
    if (!is_replaced(props, part, m->name))
      out = tr_with(ctx->scene, &out, tr_str_copy(ctx->scene, m->name).p, m->value);
  }
  return out;
}

tr_value tr_axis_encode(tr_ctx *ctx, const tr_value *props) {
  const tr_value *own = tr_get(props, "encoding");
  tr_value out = tr_make_object(NULL, 0);
  for (uint32_t i = 0; tr_is(own, TR_OBJECT) && i < own->n; i++) {
    const tr_member *m = &own->members[i];
    out = tr_with(ctx->scene, &out, tr_str_copy(ctx->scene, m->name).p,
                  encoded_part(ctx, props, m->name, &m->value));
  }
  return out;
}

/* --- Layers
 * ------------------------------------------------------------------------------------------------------------
 */

static bool tie(tr_ctx *ctx, const char *name, const tr_value *a, const tr_value *b, tr_value *merged) {
  if (strcmp(name, "title") != 0 || !tr_is(a, TR_STRING) || !tr_is(b, TR_STRING)) return false;
  *merged = tr_make_string(tr_printf(ctx->doc, "%.*s, %.*s", TR_FMT(tr_string(a)), TR_FMT(tr_string(b))));
  return true;
}

static bool has_title(const tr_vec *titles, const tr_def *d, tr_ctx *ctx, const tr_value *config) {
  const tr_def **items = titles->items;
  for (size_t i = 0; i < titles->n; i++)
    if (tr_str_eq(items[i]->column, d->column) &&
        tr_str_eq(tr_def_default_title(ctx, items[i], config), tr_def_default_title(ctx, d, config)))
      return true;
  return false;
}

static void merge_axis(tr_view *view, tr_axis_cmp *c, const tr_axis_cmp *child) {
  tr_ctx *ctx = view->chart->ctx;
  if (child->disabled_is_explicit && !c->disabled_is_explicit) {
    c->disabled = child->disabled;
    c->disabled_is_explicit = true;
  }
  tr_split_merge(ctx, &c->props, &child->props, tie);
  const tr_def **titles = child->titles.items;
  for (size_t i = 0; i < child->titles.n; i++)
    if (!has_title(&c->titles, titles[i], ctx, &view->chart->config))
      *(const tr_def **)tr_vec_push(&c->titles) = titles[i];
}

static bool orients_clash(const tr_axis_cmp *a, const tr_axis_cmp *b) {
  const tr_value *x = tr_split_get(&a->props, "orient"), *y = tr_split_get(&b->props, "orient");
  return tr_split_is_explicit(&a->props, "orient") && tr_split_is_explicit(&b->props, "orient") &&
         !tr_equal(x, y);
}

/* One axis for all children; NULL where they cannot share it. */
static tr_axis_cmp *shared_axis(tr_view *view, int side) {
  tr_axis_cmp *merged = NULL;
  for (size_t i = 0; i < view->n_children; i++) {
    tr_axis_cmp **axes = view->children[i]->axes[side].items;
    if (view->children[i]->axes[side].n > 1 ||
        (merged && view->children[i]->axes[side].n == 1 && orients_clash(merged, *axes)))
      return NULL;
    if (view->children[i]->axes[side].n == 0) continue;
    if (merged)
      merge_axis(view, merged, *axes);
    else
      merged = *axes;
  }
  return merged;
}

static size_t count_at(const size_t counts[4], tr_str orient) {
  tr_orient at;
  return tr_orient_parse(orient, &at) ? counts[at] : 0;
}

static tr_str opposite(tr_str orient) {
  static const char *const pairs[][2] = {
      {"left", "right"}, {"right", "left"}, {"top", "bottom"}, {"bottom", "top"}};
  for (int i = 0; i < 4; i++)
    if (tr_str_is(orient, pairs[i][0])) return tr_str_z(pairs[i][1]);
  return orient;
}

/* Independent axes: the first on its side, the others on the opposite; grid lines of the first alone. */
static void collect_axes(tr_view *view, int side) {
  size_t counts[4] = {0};
  for (size_t i = 0; i < view->n_children; i++) {
    tr_axis_cmp **axes = view->children[i]->axes[side].items;
    for (size_t k = 0; k < view->children[i]->axes[side].n; k++) {
      tr_str orient = tr_string(tr_split_get(&axes[k]->props, "orient"));
      bool fixed = tr_split_is_explicit(&axes[k]->props, "orient");
      if (count_at(counts, orient) > 0 && !fixed &&
          count_at(counts, orient) > count_at(counts, opposite(orient))) {
        tr_split_set(&axes[k]->props, "orient", tr_make_string(opposite(orient)), false);
      }
      tr_orient at;
      if (tr_orient_parse(orient, &at))
        counts[at]++; /* where it was, as in Vega-Lite: the rest go there too */
      bool second = view->axes[side].n > 0;
      if (second && !tr_split_is_explicit(&axes[k]->props, "grid"))
        tr_split_set(&axes[k]->props, "grid", tr_make_bool(false), false);
      *(tr_axis_cmp **)tr_vec_push(&view->axes[side]) = axes[k];
    }
  }
}

static void layer_axes(tr_view *view, int side) {
  tr_enc enc = side ? TR_ENC_Y : TR_ENC_X;
  tr_axis_cmp *shared = tr_is_independent(view, "axis", enc) ? NULL : shared_axis(view, side);
  if (shared)
    *(tr_axis_cmp **)tr_vec_push(&view->axes[side]) = shared;
  else
    collect_axes(view, side);
  for (size_t i = 0; i < view->n_children; i++) view->children[i]->axes[side].n = 0;
}

/* Shared axes of a facet's plot go to its headers (Vega-Lite's mergeChildAxis). */
static void facet_axes(tr_view *facet) {
  tr_view *child = facet->children[0];
  for (int side = 0; side < 2; side++)
    child->in_headers[side] =
        !tr_view_is_composed(child) && !tr_is_independent(facet, "axis", side ? TR_ENC_Y : TR_ENC_X);
}

void tr_parse_axes(tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++) tr_parse_axes(view->children[i]);
  if (view->kind == TR_VIEW_FACET) {
    facet_axes(view);
    tr_parse_headers(view);
  }
  if (tr_view_is_composed(view)) return;
  for (int side = 0; side < 2; side++) {
    tr_enc enc = side ? TR_ENC_Y : TR_ENC_X;
    if (view->kind == TR_VIEW_LAYER)
      layer_axes(view, side);
    else if (view->scales[enc])
      *(tr_axis_cmp **)tr_vec_push(&view->axes[side]) = unit_axis(view, enc);
  }
}
