#include "chart/mark/encode-priv.h"

#include <math.h>

/* Channels that are no places: colour, size, shape, opacity … */

/* Rules of a definition's conditions, before the main one. */
static void add_conditions(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id, tr_def *d,
                           tr_ref *fallback) {
  const tr_value *c = d->condition;
  size_t n = tr_is(c, TR_ARRAY) ? c->n : c ? 1 : 0;
  for (size_t i = 0; i < n; i++) {
    const tr_value *one = tr_is(c, TR_ARRAY) ? &c->items[i] : c;
    tr_ref *ref = d->inner && !tr_is(c, TR_ARRAY)
                      ? tr_mid_point(view, enc, d->inner, NULL, NAN, NULL, fallback)
                      : tr_ref_value(view, tr_get(one, "value"));
    if (!ref) continue;
    ref->test = tr_get(one, "test") ? tr_get(one, "test") : one;
    tr_rule_append(view, entry, id, ref);
  }
}

void tr_encode_other(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id, tr_ref *fallback) {
  tr_def *d = view->enc[enc];
  const char *name = tr_enc_rows[enc].name, *vg = tr_channel_name(id);
  if (!fallback) {
    const tr_value *v =
        tr_get(&view->mark_def, vg) ? tr_get(&view->mark_def, vg) : tr_get(&view->mark_def, name);
    bool renamed = !tr_str_is(tr_str_z(name), vg);
    if (!v && (renamed || (d && d->condition))) v = tr_mark_config(view, name, renamed ? vg : NULL);
    fallback = v && !tr_get(v, "band") ? tr_ref_value(view, v) : NULL;
  }
  if (!d) {
    tr_rule_set(view, entry, id, fallback);
    return;
  }
  bool direct = d->is_field || d->datum || d->value;
  tr_rule_clear(entry, id);
  if (d->condition) add_conditions(view, entry, enc, id, d, fallback);
  tr_rule_append(view, entry, id, direct ? tr_invalid_ref(view, enc, d) : NULL);
  tr_rule_append(view, entry, id, direct ? tr_mid_point(view, enc, d, NULL, NAN, NULL, fallback) : fallback);
}

/* --- Colour
 * ----------------------------------------------------------------------------------------------------------
 */

/* What colour the mark has without an encoding: of its definition, style, section, or config.mark. */
static const tr_value *default_color(tr_view *view, bool fills, const char *vg) {
  const tr_chart *chart = view->chart;
  const tr_value *v = tr_get(&view->mark_def, vg);
  if (!v && fills) v = tr_get(&view->mark_def, "color");
  if (!v && fills) v = tr_mark_config(view, "color", vg);
  if (!v && !fills) v = tr_config(chart, view->mark->name, vg);
  if (!v && !fills) v = tr_config(chart, "mark", vg);
  return tr_is_nil(v) && fills ? tr_config(chart, "mark", "color") : v;
}

static bool is_symbol_or_bar(const tr_view *view) {
  return tr_mark_is(view, "bar") || tr_mark_is(view, "point") || tr_mark_is(view, "circle") ||
         tr_mark_is(view, "square");
}

/* The mark's own fill or stroke goes before the colour channel; null is none. */
static void keep_own(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id, const char *name) {
  const tr_value *own = tr_get(&view->mark_def, name);
  if (!own || view->enc[enc]) return;
  if (own->kind == TR_NULL)
    tr_rule_clear(entry, id);
  else
    tr_rule_set(view, entry, id, tr_ref_value(view, own));
}

void tr_encode_color(tr_view *view, tr_entry *entry) {
  bool filled = view->filled;
  tr_value clear = tr_make_string(TR_S("transparent"));
  const tr_value *fill = default_color(view, filled, "fill"),
                 *stroke = default_color(view, !filled, "stroke");
  if (tr_is_nil(fill) && is_symbol_or_bar(view)) fill = &clear;
  if (!tr_is_nil(fill)) tr_rule_set(view, entry, TR_CH_FILL, tr_ref_value(view, fill));
  if (!tr_is_nil(stroke)) tr_rule_set(view, entry, TR_CH_STROKE, tr_ref_value(view, stroke));
  const tr_value *own = filled ? fill : stroke;
  if (view->enc[TR_ENC_COLOR])
    tr_encode_other(view, entry, TR_ENC_COLOR, filled ? TR_CH_FILL : TR_CH_STROKE,
                    own ? tr_ref_value(view, own) : NULL);
  keep_own(view, entry, TR_ENC_FILL, TR_CH_FILL, "fill");
  keep_own(view, entry, TR_ENC_STROKE, TR_CH_STROKE, "stroke");
  if (view->enc[TR_ENC_FILL])
    tr_encode_other(view, entry, TR_ENC_FILL, TR_CH_FILL, fill ? tr_ref_value(view, fill) : NULL);
  if (view->enc[TR_ENC_STROKE])
    tr_encode_other(view, entry, TR_ENC_STROKE, TR_CH_STROKE, stroke ? tr_ref_value(view, stroke) : NULL);
}

/* --- The mark's own constants
 * --------------------------------------------------------------------------------------- */

void tr_encode_mark_props(tr_view *view, tr_entry *entry, bool with_size, bool with_orient, bool with_align,
                          bool with_theta) {
  for (int id = 0; id < TR_CH_COUNT; id++) {
    const tr_value *v = tr_get(&view->mark_def, tr_channel_name((tr_channel_id)id));
    bool place = id <= TR_CH_HEIGHT, align = id == TR_CH_ALIGN || id == TR_CH_BASELINE;
    bool theta = id == TR_CH_THETA || id == TR_CH_RADIUS;
    if (!v || place || id == TR_CH_TOOLTIP || id == TR_CH_DESCRIPTION) continue;
    if ((id == TR_CH_SIZE && !with_size) || (id == TR_CH_ORIENT && !with_orient)) continue;
    if ((align && !with_align) || (theta && !with_theta) || tr_get(v, "band")) continue;
    tr_rule_set(view, entry, (tr_channel_id)id, tr_ref_value(view, v));
  }
}

/* --- Rounded ends
 * ----------------------------------------------------------------------------------------------------- */

static void round_corner(tr_view *view, tr_entry *entry, tr_channel_id corner, tr_channel_id before,
                         tr_channel_id after, const tr_value *radius) {
  const char *name = tr_channel_name(corner);
  bool given = tr_get(&view->mark_def, "cornerRadiusEnd");
  if (!given && (tr_get(&view->mark_def, name) || tr_get(&view->mark_def, "cornerRadius"))) return;
  tr_ref *round = tr_ref_value(view, radius);
  round->before = before;
  round->after = after;
  const tr_value *other = tr_mark_prop(view, name, NULL);
  if (!other) other = tr_mark_prop(view, "cornerRadius", NULL);
  tr_rule_clear(entry, corner);
  tr_rule_append(view, entry, corner, round);
  tr_rule_append(view, entry, corner, other ? tr_ref_value(view, other) : tr_ref_number_value(view, 0));
}

void tr_encode_corners(tr_view *view, tr_entry *entry) {
  const tr_value *radius = tr_mark_prop(view, "cornerRadiusEnd", NULL);
  bool across = tr_str_is(view->orient, "horizontal");
  if (!radius || view->orient.n == 0) return;
  if (view->enc[across ? TR_ENC_X2 : TR_ENC_Y2]) {
    if (tr_get(&view->mark_def, "cornerRadiusEnd") || !tr_get(&view->mark_def, "cornerRadius"))
      tr_rule_set(view, entry, TR_CH_CORNER_RADIUS, tr_ref_value(view, radius));
    return;
  }
  if (entry->rules[across ? TR_CH_X : TR_CH_Y].n == 0 || entry->rules[across ? TR_CH_X2 : TR_CH_Y2].n == 0)
    return;
  if (across) {
    round_corner(view, entry, TR_CH_CORNER_TOP_RIGHT, TR_CH_X2, TR_CH_X, radius);
    round_corner(view, entry, TR_CH_CORNER_BOTTOM_RIGHT, TR_CH_X2, TR_CH_X, radius);
    round_corner(view, entry, TR_CH_CORNER_TOP_LEFT, TR_CH_X, TR_CH_X2, radius);
    round_corner(view, entry, TR_CH_CORNER_BOTTOM_LEFT, TR_CH_X, TR_CH_X2, radius);
  } else {
    round_corner(view, entry, TR_CH_CORNER_TOP_LEFT, TR_CH_Y, TR_CH_Y2, radius);
    round_corner(view, entry, TR_CH_CORNER_TOP_RIGHT, TR_CH_Y, TR_CH_Y2, radius);
    round_corner(view, entry, TR_CH_CORNER_BOTTOM_LEFT, TR_CH_Y2, TR_CH_Y, radius);
    round_corner(view, entry, TR_CH_CORNER_BOTTOM_RIGHT, TR_CH_Y2, TR_CH_Y, radius);
  }
}
