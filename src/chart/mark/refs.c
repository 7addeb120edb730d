#include "chart/mark/encode-priv.h"

#include <math.h>

bool tr_mark_is(const tr_view *view, const char *name) { return tr_str_is(tr_str_z(view->mark->name), name); }

tr_ref *tr_ref_new(tr_view *view, tr_ref_kind kind) {
  tr_ref *ref = TR_NEW(view->chart->ctx->doc, tr_ref);
  *ref = (tr_ref){.kind = kind};
  return ref;
}

tr_ref *tr_ref_value(tr_view *view, const tr_value *v) {
  if (!v || v->kind == TR_UNDEFINED) return NULL;
  const tr_value *expr = tr_get(v, "expr") ? tr_get(v, "expr") : tr_get(v, "signal");
  tr_ref *ref = tr_ref_new(view, tr_is(expr, TR_STRING) ? TR_REF_EXPR : TR_REF_VALUE);
  ref->expr = expr;
  ref->value = *v;
  return ref;
}

tr_ref *tr_ref_number_value(tr_view *view, double x) {
  tr_value v = tr_make_number(x);
  return tr_ref_value(view, &v);
}

void tr_rule_clear(tr_entry *entry, tr_channel_id id) { entry->rules[id] = (tr_rule){0}; }

void tr_rule_append(tr_view *view, tr_entry *entry, tr_channel_id id, tr_ref *ref) {
  if (!ref) return;
  tr_rule *rule = &entry->rules[id];
  tr_ref *refs = TR_NEW_N(view->chart->ctx->doc, tr_ref, rule->n + 1);
  for (size_t i = 0; i < rule->n; i++) refs[i] = rule->refs[i];
  refs[rule->n] = *ref;
  *rule = (tr_rule){refs, rule->n + 1};
}

void tr_rule_set(tr_view *view, tr_entry *entry, tr_channel_id id, tr_ref *ref) {
  if (!ref) return;
  tr_rule_clear(entry, id);
  tr_rule_append(view, entry, id, ref);
}

static void shift(tr_ref *ref, const tr_shift *by) {
  if (!ref || !by) return;
  ref->offset = by->px;
  ref->offset_ref = by->ref;
}

/* Constants "width" and "height" are the view's. */
static tr_ref *place_value(tr_view *view, tr_enc enc, const tr_value *v) {
  tr_enc main = tr_enc_rows[enc].main;
  bool height = main == TR_ENC_Y && tr_str_is(tr_string(v), "height");
  if (!height && !(main == TR_ENC_X && tr_str_is(tr_string(v), "width"))) return tr_ref_value(view, v);
  tr_ref *ref = tr_ref_new(view, TR_REF_SIZE);
  ref->is_height = height;
  return ref;
}

static tr_ref *field_ref(tr_view *view, const tr_def *d, tr_scale_cmp *scale, tr_str column,
                         const tr_shift *by, double band) {
  tr_ref *ref = tr_ref_new(view, d->is_field ? TR_REF_FIELD : TR_REF_VALUE);
  ref->scale = scale;
  ref->column = column;
  ref->band = isnan(band) ? 0 : band;
  if (!d->is_field) {
    double ms;
    ref->value = tr_chart_value(view->chart, d->datum);
    if (tr_is(&ref->value, TR_OBJECT) && tr_datetime_value(view->chart, &ref->value, &ms))
      ref->value = tr_make_date(ms);
    if (tr_is(&ref->value, TR_STRING) && d->type == TR_TEMPORAL &&
        tr_datetime_value(view->chart, &ref->value, &ms))
      ref->value = tr_make_date(ms);
  }
  shift(ref, by);
  return ref;
}

tr_ref *tr_between(tr_view *view, tr_scale_cmp *scale, tr_str start, tr_str end, double mix,
                   const tr_shift *by) {
  tr_ref *ref = tr_ref_new(view, mix > 0 && mix < 1 ? TR_REF_BETWEEN : TR_REF_FIELD);
  ref->scale = scale;
  ref->column = mix >= 1 ? end : start;
  ref->column2 = end;
  ref->mix = mix;
  shift(ref, by);
  return ref;
}

static tr_ref *typed_field(tr_view *view, tr_enc enc, tr_def *d, tr_def *second, double *band,
                           const tr_shift *by, tr_scale_cmp *scale) {
  tr_ctx *ctx = view->chart->ctx;
  bool discrete = scale && tr_scale_is_discrete(scale->type);
  if (isnan(*band)) *band = tr_band_position(view, d, second);
  if (d->bins || (*band > 0 && d->has_unit && d->type == TR_TEMPORAL)) {
    tr_str dimension = d == view->enc[enc] && d->bins ? tr_stack_dimension(view, enc) : d->column;
    if (d->bins && !tr_str_eq(dimension, d->column)) return field_ref(view, d, scale, dimension, by, NAN);
    if (*band > 0 && !discrete)
      return tr_between(view, scale, d->column, tr_def_column(ctx, d, "end"), *band, by);
    bool range = d->bins && discrete && d->type != TR_QUANTITATIVE;
    return field_ref(view, d, scale, range ? tr_def_column(ctx, d, "range") : d->column, by, NAN);
  }
  if (d->is_binned && tr_def_field(second) && tr_enc_rows[enc].second != TR_ENC_COUNT)
    return tr_between(view, scale, d->column, second->column, isnan(*band) ? 0.5 : *band, by);
  return NULL;
}

tr_ref *tr_mid_point(tr_view *view, tr_enc enc, tr_def *d, tr_def *second, double band, const tr_shift *by,
                     tr_ref *fallback) {
  tr_scale_cmp *scale = tr_view_scale(view, tr_enc_rows[enc].main);
  if (d && (d->is_field || d->datum)) {
    /* A second place stands within its unit only where its own type says that it is a date. */
    bool second_unit = d->has_unit && tr_get(d->v, "type") && tr_is_rect_mark(view);
    tr_ref *ref = d->is_field && (tr_enc_rows[enc].main == enc || second_unit)
                      ? typed_field(view, enc, d, second, &band, by, scale)
                      : NULL;
    if (ref) {
      if (d->bins && scale && scale->type->kind == TR_SCALE_BAND && ref->kind == TR_REF_FIELD &&
          tr_enc_is_xy(enc))
        ref->band = isnan(band) ? 0.5 : band;
      return ref;
    }
    bool is_band = scale && scale->type->kind == TR_SCALE_BAND;
    if (isnan(band)) band = isnan(d->band_position) ? 0.5 : d->band_position;
    bool range = d->bins && scale && tr_scale_is_discrete(scale->type) && d->type != TR_QUANTITATIVE;
    tr_str column = range ? tr_def_column(view->chart->ctx, d, "range") : d->column;
    return field_ref(view, d, scale, column, by, is_band ? band : NAN);
  }
  tr_ref *ref = d && d->value ? place_value(view, enc, d->value) : fallback;
  if (ref && by && (by->px != 0 || by->ref)) shift(ref, by);
  return ref;
}

tr_shift tr_shift_of(tr_view *view, tr_enc enc, double band) {
  static const struct {
    tr_enc enc;
    const char *name;
  } names[] = {{TR_ENC_X, "xOffset"},           {TR_ENC_Y, "yOffset"},
               {TR_ENC_X2, "x2Offset"},         {TR_ENC_Y2, "y2Offset"},
               {TR_ENC_THETA, "thetaOffset"},   {TR_ENC_THETA2, "theta2Offset"},
               {TR_ENC_RADIUS, "radiusOffset"}, {TR_ENC_RADIUS2, "radius2Offset"}};
  tr_shift out = {0};
  tr_enc offset = tr_enc_rows[enc].offset;
  tr_def *d = offset != TR_ENC_COUNT ? view->enc[offset] : NULL;
  if (d) {
    out.ref = tr_mid_point(view, offset, tr_def_data(d) ? tr_def_data(d) : d, NULL, band, NULL, NULL);
    out.is_encoded = true;
    return out;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const tr_value *own = names[i].enc == enc ? tr_get(&view->mark_def, names[i].name) : NULL;
    if (tr_is(own, TR_OBJECT))
      out.ref = tr_ref_value(view, own); /* worked out when sizes and scales are there */
    else if (own)
      out.px = tr_chart_number(view->chart, own, 0);
  }
  return out;
}

static tr_ref *zero_ref(tr_view *view, tr_enc main, bool upper) {
  tr_scale_cmp *scale = tr_view_scale(view, main);
  tr_ref *ref = tr_ref_new(view, TR_REF_ZERO);
  ref->scale = scale;
  ref->upper = upper;
  if (scale) return ref;
  switch (main) {
  case TR_ENC_X:
  case TR_ENC_Y:
    if ((main == TR_ENC_X) != upper) return tr_ref_number_value(view, 0);
    ref->kind = TR_REF_SIZE;
    ref->is_height = main == TR_ENC_Y;
    return ref;
  case TR_ENC_RADIUS:
    if (!upper) return tr_ref_number_value(view, 0);
    ref->kind = TR_REF_SIZE;
    ref->column = TR_S("radius");
    return ref;
  case TR_ENC_THETA: return tr_ref_number_value(view, upper ? 2 * M_PI : 0);
  case TR_ENC_X2:
  case TR_ENC_Y2:
  case TR_ENC_X_OFFSET:
  case TR_ENC_Y_OFFSET:
  case TR_ENC_THETA2:
  case TR_ENC_RADIUS2:
  case TR_ENC_COLOR:
  case TR_ENC_FILL:
  case TR_ENC_STROKE:
  case TR_ENC_OPACITY:
  case TR_ENC_FILL_OPACITY:
  case TR_ENC_STROKE_OPACITY:
  case TR_ENC_STROKE_WIDTH:
  case TR_ENC_STROKE_DASH:
  case TR_ENC_SIZE:
  case TR_ENC_ANGLE:
  case TR_ENC_SHAPE:
  case TR_ENC_DETAIL:
  case TR_ENC_KEY:
  case TR_ENC_TEXT:
  case TR_ENC_TOOLTIP:
  case TR_ENC_HREF:
  case TR_ENC_URL:
  case TR_ENC_DESCRIPTION:
  case TR_ENC_ORDER:
  case TR_ENC_LONGITUDE:
  case TR_ENC_LATITUDE:
  case TR_ENC_LONGITUDE2:
  case TR_ENC_LATITUDE2:
  case TR_ENC_ROW:
  case TR_ENC_COLUMN:
  case TR_ENC_FACET:
  case TR_ENC_QUALIFIER:
  case TR_ENC_TIME:
  case TR_ENC_STATUS:
  case TR_ENC_COUNT: break;
  }
  return NULL;
}

static const char *vega_name(tr_enc enc) {
  switch ((int)enc) {
  case TR_ENC_THETA: return "startAngle";
  case TR_ENC_THETA2: return "endAngle";
  case TR_ENC_RADIUS: return "outerRadius";
  case TR_ENC_RADIUS2: return "innerRadius";
  default: return tr_enc_rows[enc].name;
  }
}

tr_ref *tr_default_ref(tr_view *view, tr_enc enc, tr_default_place place) {
  const tr_value *own = tr_mark_prop(view, tr_enc_rows[enc].name, vega_name(enc));
  if (own) return place_value(view, enc, own);
  tr_enc main = tr_enc_rows[enc].main;
  switch (place) {
  case TR_DEFAULT_NONE: return NULL;
  case TR_DEFAULT_ZERO_OR_MIN: return zero_ref(view, main, false);
  case TR_DEFAULT_ZERO_OR_MAX: return zero_ref(view, main, true);
  case TR_DEFAULT_MID: break;
  }
  tr_ref *ref = tr_ref_new(view, TR_REF_SIZE);
  ref->is_height = main == TR_ENC_Y;
  ref->mult = 0.5;
  return ref;
}

tr_ref *tr_invalid_ref(tr_view *view, tr_enc enc, tr_def *d) {
  tr_enc main = tr_enc_rows[enc].main;
  tr_scale_cmp *scale = tr_view_scale(view, main);
  d = tr_def_field(d);
  if (!d || !scale || !tr_scale_is_continuous(scale->type) || tr_is_count(d)) return NULL;
  const tr_value *shown = tr_get(tr_config(view->chart, "scale", "invalid"), tr_enc_rows[main].name);
  const tr_value *mode = tr_mark_prop(view, "invalid", NULL);
  bool show = mode && (mode->kind == TR_NULL || tr_str_is(tr_string(mode), "show"));
  if (!shown && !show) return NULL;
  tr_ref *ref =
      tr_get(shown, "value") ? tr_ref_value(view, tr_get(shown, "value")) : zero_ref(view, main, false);
  ref->test_invalid = d->column;
  return ref;
}
