#include "chart/mark/encode-priv.h"

#include <math.h>

/* Places: points, ranges and rectangles, as Vega-Lite's position-*.ts decide them. */

static const struct {
  tr_enc enc;
  tr_channel_id first, second, center, size;
  const char *size_name;
} sides[] = {
    {TR_ENC_X, TR_CH_X, TR_CH_X2, TR_CH_XC, TR_CH_WIDTH, "width"},
    {TR_ENC_Y, TR_CH_Y, TR_CH_Y2, TR_CH_YC, TR_CH_HEIGHT, "height"},
    {TR_ENC_THETA, TR_CH_START_ANGLE, TR_CH_END_ANGLE, TR_CH_COUNT, TR_CH_COUNT, NULL},
    {TR_ENC_RADIUS, TR_CH_OUTER_RADIUS, TR_CH_INNER_RADIUS, TR_CH_COUNT, TR_CH_COUNT, NULL},
};

static size_t side_of(tr_enc enc) {
  size_t i = 0;
  while (sides[i].enc != enc) i++;
  return i;
}

tr_channel_id tr_aligned_channel(tr_view *view, tr_enc enc, bool to_middle) {
  size_t s = side_of(enc);
  if (!tr_enc_is_xy(enc)) return sides[s].first;
  bool x = enc == TR_ENC_X;
  tr_value v = tr_chart_value(view->chart, tr_mark_prop(view, x ? "align" : "baseline", NULL));
  tr_str align = tr_string(&v);
  if (align.n == 0) return to_middle ? sides[s].center : sides[s].first;
  if (tr_str_is(align, x ? "left" : "top")) return sides[s].first;
  if (tr_str_is(align, x ? "right" : "bottom")) return sides[s].second;
  return sides[s].center;
}

static bool is_stacked(const tr_view *view, tr_enc enc) {
  return view->stack.is_on && view->stack.measure == enc;
}

static tr_ref *stacked_ref(tr_view *view, tr_enc enc, tr_def *d, const tr_shift *by, const char *suffix) {
  tr_ctx *ctx = view->chart->ctx;
  tr_scale_cmp *scale = tr_view_scale(view, enc);
  double band = d->band_position;
  bool polar_text = tr_mark_is(view, "text") && !tr_enc_is_xy(enc);
  if (isnan(band) && polar_text) band = 0.5;
  if (suffix[0] == 'e' && !isnan(band))
    return tr_between(view, scale, tr_def_column(ctx, d, "start"), tr_def_column(ctx, d, "end"), band, by);
  return tr_between(view, scale, tr_def_column(ctx, d, suffix), (tr_str){0}, 0, by);
}

/* Puts a place's rule, with the one for invalid values before it. */
static void put(tr_view *view, tr_entry *entry, tr_channel_id id, tr_enc enc, tr_def *d, tr_ref *ref) {
  tr_ref *invalid = d ? tr_invalid_ref(view, enc, d) : NULL;
  tr_rule_clear(entry, id);
  tr_rule_append(view, entry, id, invalid);
  tr_rule_append(view, entry, id, ref);
}

static tr_ref *point_ref(tr_view *view, tr_enc enc, tr_default_place place) {
  tr_def *d = view->enc[enc];
  tr_enc second = tr_enc_rows[enc].second;
  tr_def *d2 = second != TR_ENC_COUNT ? tr_def_data(view->enc[second]) : NULL;
  tr_shift by = tr_shift_of(view, enc, 0.5);
  if (d && tr_def_data(d) && is_stacked(view, enc)) return stacked_ref(view, enc, tr_def_data(d), &by, "end");
  tr_ref *fallback = d && (tr_def_data(d) || d->value) ? NULL : tr_default_ref(view, enc, place);
  return tr_mid_point(view, enc, d && tr_def_data(d) ? tr_def_data(d) : d, d2, by.is_encoded ? 0 : NAN, &by,
                      fallback);
}

void tr_encode_point(tr_view *view, tr_entry *entry, tr_enc enc, tr_default_place place, tr_channel_id id) {
  bool stacked = is_stacked(view, enc); /* parts of stacks have places even where they have no value */
  put(view, entry, id, enc, stacked ? NULL : view->enc[enc], point_ref(view, enc, place));
}

/* --- Ranges
 * ------------------------------------------------------------------------------------------------------ */

static tr_ref *scaled_zero(tr_view *view, tr_enc enc) {
  tr_scale_cmp *offset = tr_view_scale(view, tr_enc_rows[enc].offset);
  tr_ref *zero = tr_ref_number_value(view, 0);
  zero->scale = offset;
  return zero;
}

/* x2 and its like of the mark's definition or config; the size where that is what they give. */
static bool second_of_mark(tr_view *view, tr_entry *entry, size_t s, tr_enc second) {
  const char *vg = tr_channel_name(sides[s].second);
  const tr_value *v = tr_mark_prop(view, tr_enc_rows[second].name, vg);
  if (!v) v = tr_config(view->chart, "mark", tr_enc_rows[second].name);
  if (v) {
    tr_ref *ref = tr_str_is(tr_string(v), "width") || tr_str_is(tr_string(v), "height")
                      ? tr_ref_new(view, TR_REF_SIZE)
                      : tr_ref_value(view, v);
    ref->is_height = sides[s].enc == TR_ENC_Y;
    tr_rule_set(view, entry, sides[s].second, ref);
    return true;
  }
  v = sides[s].size_name ? tr_mark_prop(view, sides[s].size_name, NULL) : NULL;
  if (!v || tr_get(v, "band")) return false;
  tr_rule_set(view, entry, sides[s].size, tr_ref_value(view, v));
  return true;
}

static void second_place(tr_view *view, tr_entry *entry, tr_enc enc, tr_default_place place) {
  size_t s = side_of(enc);
  tr_enc second = tr_enc_rows[enc].second;
  tr_def *d = view->enc[enc], *d2 = view->enc[second];
  const tr_value *own = tr_get(&view->mark_def, tr_enc_rows[second].name);
  tr_shift by = tr_shift_of(view, d2 || own ? second : enc, NAN);
  if (d && tr_def_data(d) && is_stacked(view, enc)) {
    tr_rule_set(view, entry, sides[s].second, stacked_ref(view, enc, tr_def_data(d), &by, "start"));
    return;
  }
  if (d2) {
    tr_def *data = tr_def_data(d2);
    put(view, entry, sides[s].second, second, d2,
        tr_mid_point(view, second, data ? data : d2, NULL, NAN, &by, NULL));
    return;
  }
  if (second_of_mark(view, entry, s, second)) return;
  if (d && tr_def_data(d) && tr_is_ranged_offset(view, enc)) {
    tr_shift base = {.ref = scaled_zero(view, enc)};
    tr_rule_set(view, entry, sides[s].second, tr_mid_point(view, enc, tr_def_data(d), NULL, 0, &base, NULL));
    return;
  }
  tr_rule_set(view, entry, sides[s].second, tr_default_ref(view, second, place));
}

void tr_encode_range(tr_view *view, tr_entry *entry, tr_enc enc, tr_default_place place,
                     tr_default_place place2) {
  size_t s = side_of(enc);
  second_place(view, entry, enc, place2);
  bool sized = sides[s].size != TR_CH_COUNT && entry->rules[sides[s].size].n > 0;
  tr_channel_id id = sized ? tr_aligned_channel(view, enc, true) : sides[s].first;
  tr_encode_point(view, entry, enc, place, id);
}

/* --- Rectangles
 * -------------------------------------------------------------------------------------------------- */

/* Width of a band: a share of it, px, or an expression of px; NaN, NaN and NULL where nothing is said. */
typedef struct band_size {
  double share, px;
  const tr_value *expr;
} band_size;

static band_size size_of_value(tr_view *view, const tr_value *v) {
  band_size out = {NAN, NAN, NULL};
  if (tr_get(v, "band"))
    out.share = tr_chart_number(view->chart, tr_get(v, "band"), 1);
  else if (tr_is(v, TR_OBJECT))
    out.expr = v;
  else
    out.px = tr_chart_number(view->chart, v, NAN);
  return out;
}

static band_size band_size_of(tr_view *view, tr_enc enc, const tr_def *d, const tr_scale_type *type,
                              bool by_size) {
  size_t s = side_of(enc);
  const char *name = sides[s].size_name ? sides[s].size_name : "size";
  const tr_value *v = tr_mark_prop(view, by_size ? "size" : name, name);
  if (v) return size_of_value(view, v);
  if (d && d->is_field) {
    const tr_value *share = d->has_unit ? tr_mark_config(view, "timeUnitBandSize", NULL) : NULL;
    if (d->has_unit) return (band_size){tr_chart_number(view->chart, share, 1), NAN, NULL};
    if (d->bins && !(type && tr_scale_is_discrete(type))) return (band_size){1, NAN, NULL};
  }
  if (!tr_is_rect_mark(view)) return (band_size){NAN, NAN, NULL};
  bool discrete = !type || tr_scale_is_discrete(type);
  const tr_value *own =
      tr_config(view->chart, view->mark->name, discrete ? "discreteBandSize" : "continuousBandSize");
  if (own) return size_of_value(view, own);
  return (band_size){type && discrete ? 1 : NAN, NAN, NULL};
}

static double padding_of(const tr_view *view) {
  const tr_chart *chart = view->chart;
  const tr_value *v = tr_config(chart, "scale", "bandPaddingInner");
  if (!v)
    v = tr_config(chart, "scale",
                  tr_mark_is(view, "tick")  ? "tickBandPaddingInner"
                  : tr_mark_is(view, "bar") ? "barBandPaddingInner"
                                            : "rectBandPaddingInner");
  return tr_is(v, TR_NUMBER) ? v->number : 0;
}

static tr_ref *default_size(tr_view *view, tr_enc enc, tr_scale_cmp *scale, const band_size *size,
                            bool has_field) {
  bool height = enc == TR_ENC_Y;
  if (!isnan(size->share)) {
    if (!scale) {
      tr_ref *ref = tr_ref_new(view, TR_REF_SIZE);
      ref->is_height = height;
      ref->mult = size->share;
      return ref;
    }
    if (scale->type->kind == TR_SCALE_BAND) {
      tr_ref *ref = tr_ref_new(view, TR_REF_BANDWIDTH);
      ref->scale = scale;
      ref->mult = size->share;
      ref->least = tr_chart_number(view->chart, tr_mark_config(view, "minBandSize", NULL), 0);
      return ref;
    }
  } else if (size->expr) {
    return tr_ref_value(view, size->expr);
  } else if (!isnan(size->px) && size->px != 0) {
    return tr_ref_number_value(view, size->px);
  }
  if (scale && scale->range.way == TR_RANGE_STEP && !scale->range.step_is_offset)
    return tr_ref_number_value(view, scale->range.step - 2);
  if (!has_field) {
    tr_ref *ref = tr_ref_new(view, TR_REF_SIZE);
    ref->is_height = height;
    ref->mult = 1 - padding_of(view);
    return ref;
  }
  return tr_ref_number_value(view, tr_discrete_step(view->chart, height) - 2);
}

static bool uses_size(const tr_view *view, tr_enc enc) {
  return tr_mark_is(view, "tick") || (tr_str_is(view->orient, "horizontal") && enc == TR_ENC_Y) ||
         (tr_str_is(view->orient, "vertical") && enc == TR_ENC_X);
}

/* Sets the size channel from the size encoding or property; false where neither is there. */
static bool size_from_mark(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id) {
  const tr_value *own = tr_get(&view->mark_def, "size");
  if ((!view->enc[TR_ENC_SIZE] && !own) || !uses_size(view, enc) || id == TR_CH_COUNT) return false;
  tr_rule_clear(entry, id);
  if (view->enc[TR_ENC_SIZE])
    tr_encode_other(view, entry, TR_ENC_SIZE, id, own ? tr_ref_value(view, own) : NULL);
  else if (!tr_get(own, "band"))
    tr_rule_set(view, entry, id, tr_ref_value(view, own));
  return entry->rules[id].n > 0;
}

static double place_in_band(tr_view *view, tr_enc enc, const tr_def *d, bool centered, bool encoded,
                            const band_size *size) {
  bool second = view->enc[tr_enc_rows[enc].second];
  if (centered && !encoded && d && d->is_field && d->has_unit && !second) {
    double at = tr_band_position(view, d, NULL);
    if (!isnan(at)) return at;
  }
  if (centered) return encoded ? 0 : 0.5;
  return isnan(size->share) ? 0 : (1 - size->share) / 2;
}

static void place_and_size(tr_view *view, tr_entry *entry, tr_enc enc) {
  size_t s = side_of(enc);
  tr_def *d = view->enc[enc];
  tr_scale_cmp *scale = tr_view_scale(view, enc), *offset = tr_view_scale(view, tr_enc_rows[enc].offset);
  tr_scale_cmp *sizing = offset ? offset : scale;
  bool sized = size_from_mark(view, entry, enc, sides[s].size);
  band_size size = band_size_of(view, enc, d,
                                scale    ? scale->type
                                : offset ? offset->type
                                         : NULL,
                                uses_size(view, enc));
  tr_ref *size_ref = default_size(view, enc, sizing, &size, d != NULL);
  if (!sized && sides[s].size != TR_CH_COUNT) tr_rule_set(view, entry, sides[s].size, size_ref);
  tr_scale_cmp *first = scale ? scale : offset;
  bool banded = first && first->type->kind == TR_SCALE_BAND && !isnan(size.share) && !sized;
  tr_channel_id id = tr_aligned_channel(view, enc, !banded);
  bool centered = id == TR_CH_XC || id == TR_CH_YC;
  tr_shift by = tr_shift_of(view, enc, centered ? 0.5 : 0);
  double band = place_in_band(view, enc, d, centered, by.is_encoded, &size);
  tr_ref *fallback = d && (tr_def_data(d) || d->value) ? NULL : tr_default_ref(view, enc, TR_DEFAULT_MID);
  tr_ref *ref = tr_mid_point(view, enc, d && tr_def_data(d) ? tr_def_data(d) : d, NULL, band, &by, fallback);
  put(view, entry, id, enc, d, ref);
  if (sides[s].size != TR_CH_COUNT || !ref) return;
  tr_ref *end = tr_ref_new(view, ref->kind); /* arcs have no width: the end is the place and the size */
  *end = *ref;
  end->offset_ref = size_ref;
  tr_rule_set(view, entry, sides[s].second, end);
}

/* --- Bins
 * ----------------------------------------------------------------------------------------------------------
 */

static double axis_translate(const tr_view *view, tr_enc enc) {
  for (const tr_view *v = view; v; v = v->parent) {
    const tr_vec *axes = &v->axes[enc == TR_ENC_Y];
    if (axes->n == 0) continue;
    const tr_axis_cmp *c = *(tr_axis_cmp **)axes->items;
    return tr_chart_number(view->chart, tr_split_get(&c->props, "translate"), 0.5);
  }
  return 0.5;
}

static void space(tr_view *view, tr_ref *ref, tr_enc enc, const tr_def *d, bool is_end, const tr_shift *by) {
  const tr_value *reverse = tr_split_get(&tr_view_scale(view, enc)->props, "reverse");
  bool end_side = enc == TR_ENC_X ? is_end : !is_end;
  double gap = tr_mark_number(view, "binSpacing", 0) / 2;
  ref->spaces = tr_enc_is_xy(enc);
  ref->sign = tr_is(reverse, TR_BOOL) && reverse->boolean ? -1 : 1;
  ref->is_end = end_side;
  ref->spacing = end_side ? -gap : gap;
  ref->min_size = tr_chart_number(view->chart, tr_mark_config(view, "minBandSize", NULL), 0);
  ref->size_from = d->column;
  ref->size_to = tr_def_column(view->chart->ctx, d, "end");
  ref->mix = ref->kind == TR_REF_BETWEEN ? ref->mix : 0;
  if (!ref->spaces) return;
  ref->offset = axis_translate(view, enc);
  ref->moved = by->px;
  ref->offset_ref = by->ref;
}

static void bin_place(tr_view *view, tr_entry *entry, tr_enc enc) {
  tr_ctx *ctx = view->chart->ctx;
  size_t s = side_of(enc);
  tr_def *d = view->enc[enc], *d2 = tr_def_field(view->enc[tr_enc_rows[enc].second]);
  tr_scale_cmp *scale = tr_view_scale(view, enc);
  band_size size = band_size_of(view, enc, d, scale->type, false);
  double half = isnan(size.share) ? 0.5 : (1 - size.share) / 2;
  tr_shift by = tr_shift_of(view, enc, 0), by2 = tr_shift_of(view, tr_enc_rows[enc].second, 0);
  tr_ref *first, *second;
  if (d->bins || d->has_unit) {
    bool shifted = d->has_unit && tr_band_position(view, d, d2) != 0.5;
    tr_str start = shifted ? tr_def_column(ctx, d, "offsetted_rect_start") : d->column;
    tr_str end = tr_def_column(ctx, d, shifted ? "offsetted_rect_end" : "end");
    second = tr_between(view, scale, start, end, half, NULL);
    first = tr_between(view, scale, start, end, 1 - half, NULL);
  } else if (d2) {
    second = tr_between(view, scale, d->column, (tr_str){0}, 0, NULL);
    first = tr_between(view, scale, d2->column, (tr_str){0}, 0, NULL);
  } else {
    second = tr_between(view, scale, d->column, (tr_str){0}, 0, NULL);
    first = tr_between(view, scale, d->column, (tr_str){0}, 0, NULL);
    first->mix = tr_get_number(d->bin, "step", 0); /* the data's own bins, all of one width */
    first->column2 = TR_S("+");
    if (!(first->mix > 0)) {
      tr_enc enc2 = tr_enc_rows[enc].second;
      tr_warn(ctx, TR_INPUT, tr_pos_of(d->v), "name the bin's end there, or give `bin` a step",
              "binned data without %s have no width and are not drawn", tr_enc_rows[enc2].name);
      tr_rule_clear(entry, sides[s].first);
      tr_rule_clear(entry, sides[s].second);
      return;
    }
  }
  space(view, second, enc, d, false, by2.px != 0 || by2.ref ? &by2 : &by);
  space(view, first, enc, d, true, &by);
  if (d2 && d->is_binned) second->size_to = first->size_to = d2->column;
  tr_rule_set(view, entry, sides[s].second, second);
  tr_rule_set(view, entry, sides[s].first, first);
}

static bool has_size(const tr_view *view, tr_enc enc) {
  size_t s = side_of(enc);
  if (view->enc[TR_ENC_SIZE]) return true;
  const tr_value *v = tr_mark_prop(view, "size", sides[s].size_name);
  return v && !tr_get(v, "band");
}

void tr_encode_rect(tr_view *view, tr_entry *entry, tr_enc enc) {
  tr_def *d = view->enc[enc];
  bool second = view->enc[tr_enc_rows[enc].second];
  tr_scale_cmp *scale = tr_view_scale(view, enc);
  bool discrete = scale && tr_scale_is_discrete(scale->type), data = d && tr_def_data(d);
  bool horizontal = tr_str_is(view->orient, "horizontal"), vertical = tr_str_is(view->orient, "vertical");
  bool bar_band = (tr_mark_is(view, "bar") && (enc == TR_ENC_X ? vertical : horizontal)) ||
                  (tr_mark_is(view, "tick") && (enc == TR_ENC_Y ? vertical : horizontal));
  tr_enc offset = tr_enc_rows[enc].offset;
  bool has_offset = offset != TR_ENC_COUNT && view->enc[offset];
  bool binned = d && d->is_field && (d->bins || d->is_binned || (d->has_unit && !second));
  if (binned && scale && !has_size(view, enc) && !has_offset && !discrete)
    bin_place(view, entry, enc);
  else if (data && tr_is_ranged_offset(view, enc))
    tr_encode_range(view, entry, enc, TR_DEFAULT_ZERO_OR_MAX, TR_DEFAULT_ZERO_OR_MIN);
  else if (((data && discrete) || bar_band) && !second)
    place_and_size(view, entry, enc);
  else
    tr_encode_range(view, entry, enc, TR_DEFAULT_ZERO_OR_MAX, TR_DEFAULT_ZERO_OR_MIN);
}
