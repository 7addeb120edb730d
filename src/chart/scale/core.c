#include "chart/scale/scale-priv.h"

/* Which scales there are, of which type, and which of them layers share. */

static bool is_mark(const tr_view *view, const char *name) {
  return tr_str_is(tr_str_z(view->mark->name), name);
}

const tr_value *tr_scale_given(const tr_view *view, tr_enc enc, const char *name) {
  const tr_def *d = tr_def_data(view->enc[enc]);
  return d ? tr_get(d->scale, name) : NULL;
}

bool tr_has_nested_offset(const tr_view *view, tr_enc enc) {
  if (!tr_enc_is_xy(enc)) return false;
  const tr_def *offset = tr_def_data(view->enc[tr_enc_rows[enc].offset]);
  return offset && view->enc[enc] && tr_def_is_discrete(view->enc[enc]);
}

bool tr_is_ranged_offset(const tr_view *view, tr_enc enc) {
  if (!tr_enc_is_xy(enc) || !(is_mark(view, "bar") || is_mark(view, "area"))) return false;
  const tr_def *offset = tr_def_data(view->enc[tr_enc_rows[enc].offset]);
  if (!offset || !tr_def_is_measure(offset) || view->enc[tr_enc_rows[enc].second]) return false;
  if (!view->enc[enc]) return true;
  const tr_scale_cmp *c = tr_view_scale(view, enc);
  return tr_def_data(view->enc[enc]) && c && tr_scale_is_discrete(c->type);
}

static const tr_scale_type *named(const char *name) { return tr_scale_type_find(tr_str_z(name)); }

static bool is_relative(const tr_value *size) { return tr_is(size, TR_OBJECT) && tr_get(size, "band"); }

static const tr_scale_type *discrete_type(const tr_view *view, tr_enc enc, const tr_def *d) {
  bool polar = enc == TR_ENC_THETA || enc == TR_ENC_RADIUS;
  bool place = tr_enc_is_xy(enc) || enc == TR_ENC_X_OFFSET || enc == TR_ENC_Y_OFFSET;
  if (tr_enc_is_color(enc) || tr_enc_rows[enc].discrete_range) return named("ordinal");
  bool banded = tr_is_rect_mark(view) && !is_mark(view, "arc");
  if (place && (banded || is_mark(view, "rule") || tr_has_nested_offset(view, enc))) return named("band");
  if (polar && is_mark(view, "arc")) return named("band");
  if (tr_enc_is_xy(enc) && is_relative(tr_get(&view->mark_def, enc == TR_ENC_X ? "width" : "height")))
    return named("band");
  if (tr_get(d->axis, "tickBand")) return named("band");
  return named("point");
}

static const tr_scale_type *default_type(const tr_view *view, tr_enc enc, const tr_def *d) {
  if (enc == TR_ENC_TIME) return named("band");
  switch (d->type) {
  case TR_ORDINAL:
  case TR_NOMINAL:
  case TR_GEOJSON: return discrete_type(view, enc, d);
  case TR_TEMPORAL:
    if (tr_enc_rows[enc].discrete_range) return named("ordinal");
    return named(d->has_unit && d->unit.utc && !tr_enc_is_color(enc) ? "utc" : "time");
  case TR_QUANTITATIVE:
    if (tr_enc_is_color(enc) && d->bins) return named("bin-ordinal");
    return named(tr_enc_rows[enc].discrete_range ? "ordinal" : "linear");
  case TR_TYPE_NONE: break;
  }
  return named("linear");
}

/* Places are continuous or bands; colours and symbols have no bands. */
static bool suits_channel(const tr_scale_type *t, tr_enc enc) {
  bool banded = tr_scale_is_banded(t),
       place = tr_enc_is_xy(enc) || enc == TR_ENC_X_OFFSET || enc == TR_ENC_Y_OFFSET;
  bool polar = enc == TR_ENC_THETA || enc == TR_ENC_RADIUS;
  if (tr_enc_rows[enc].discrete_range)
    return t->kind == TR_SCALE_ORDINAL || t->family == TR_SCALE_DISCRETIZING;
  if (tr_enc_is_color(enc)) return !banded;
  if (place || polar) return t->family == TR_SCALE_CONTINUOUS || banded;
  return t->family == TR_SCALE_CONTINUOUS || t->family == TR_SCALE_DISCRETIZING ||
         t->kind == TR_SCALE_POINT || t->kind == TR_SCALE_BAND || t->kind == TR_SCALE_ORDINAL;
}

static bool suits_data(const tr_scale_type *t, const tr_def *d) {
  switch (d->type) {
  case TR_ORDINAL:
  case TR_NOMINAL: return t->family == TR_SCALE_DISCRETE || t->kind == TR_SCALE_BIN_ORDINAL;
  case TR_TEMPORAL: return tr_scale_is_time(t);
  case TR_QUANTITATIVE:
    if (t->kind == TR_SCALE_BIN_ORDINAL) return d->bins;
    return !tr_scale_is_time(t) && t->family != TR_SCALE_DISCRETE;
  case TR_GEOJSON:
  case TR_TYPE_NONE: break;
  }
  return true;
}

static const tr_scale_type *type_of(const tr_view *view, tr_enc enc, const tr_def *d, bool *is_explicit) {
  const tr_scale_type *fallback = default_type(view, enc, d);
  const tr_value *given = tr_get(d->scale, "type");
  *is_explicit = false;
  if (!tr_is(given, TR_STRING)) return fallback;
  const tr_scale_type *t = tr_scale_type_find(tr_string(given));
  tr_ctx *ctx = view->chart->ctx;
  if (!t) {
    tr_warn(ctx, TR_INPUT, tr_pos_of(given), tr_did_you_mean(ctx, tr_string(given), tr_scale_type_names()),
            "unknown scale type \"%.*s\"; %s is taken", TR_FMT(tr_string(given)), fallback->name);
    return fallback;
  }
  if (!suits_channel(t, enc) || (d->is_field && !suits_data(t, d))) {
    tr_warn(ctx, TR_INPUT, tr_pos_of(given), NULL,
            "a %s scale does not suit channel %s and its data; %s is taken", t->name, tr_enc_rows[enc].name,
            fallback->name);
    return fallback;
  }
  *is_explicit = true;
  return t;
}

static tr_scale_cmp *new_component(tr_view *view, tr_enc enc, const tr_scale_type *type, bool is_explicit,
                                   tr_pos at) {
  tr_ctx *ctx = view->chart->ctx;
  tr_scale_cmp *c = TR_NEW(ctx->doc, tr_scale_cmp);
  *c = (tr_scale_cmp){.enc = enc,
                      .type = type,
                      .type_is_explicit = is_explicit,
                      .props = tr_split_of(ctx),
                      .domains = tr_vec_of(ctx->doc, sizeof(tr_domain)),
                      .owner = view,
                      .at = at};
  return c;
}

static void unit_scales(tr_view *view) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    if (!tr_enc_rows[e].scaled) continue;
    const tr_def *d = tr_def_data(view->enc[e]);
    /* A field that only x2 has is drawn on x's scale. */
    if (!d && tr_enc_rows[e].second != TR_ENC_COUNT) continue;
    if (!d || d->no_scale || (e == TR_ENC_SHAPE && d->type == TR_GEOJSON)) continue;
    bool is_explicit;
    const tr_scale_type *type = type_of(view, (tr_enc)e, d, &is_explicit);
    view->scales[e] = new_component(view, (tr_enc)e, type, is_explicit, tr_pos_of(d->v));
  }
}

/* --- Layers
 * ---------------------------------------------------------------------------------------------------- */

static int category_of(const tr_scale_type *t) {
  switch (t->kind) {
  case TR_SCALE_LINEAR:
  case TR_SCALE_LOG:
  case TR_SCALE_POW:
  case TR_SCALE_SQRT:
  case TR_SCALE_SYMLOG: return 0;
  case TR_SCALE_TIME:
  case TR_SCALE_UTC: return 1;
  case TR_SCALE_BAND:
  case TR_SCALE_POINT: return 2;
  case TR_SCALE_ORDINAL: return 3;
  case TR_SCALE_QUANTILE:
  case TR_SCALE_QUANTIZE:
  case TR_SCALE_THRESHOLD:
  case TR_SCALE_BIN_ORDINAL: break;
  }
  return 4;
}

static bool are_compatible(const tr_scale_type *a, const tr_scale_type *b) {
  int x = category_of(a), y = category_of(b);
  return x == y || (x == 1 && y == 2) || (x == 2 && y == 1);
}

static int precedence_of(const tr_scale_type *t) {
  if (t->kind == TR_SCALE_BAND) return 11;
  if (t->kind == TR_SCALE_POINT) return 10;
  return category_of(t) == 0 && t->kind != TR_SCALE_LINEAR ? 1 : 0;
}

/* Views beside each other have places of their own; facets share all but angles (Vega-Lite's resolve.ts). */
static bool is_independent_by_default(const tr_view *view, tr_enc enc) {
  bool polar = enc == TR_ENC_THETA || enc == TR_ENC_RADIUS;
  bool offset = enc == TR_ENC_X_OFFSET || enc == TR_ENC_Y_OFFSET;
  if (view->kind == TR_VIEW_FACET) return enc == TR_ENC_THETA;
  return view->kind == TR_VIEW_CONCAT && (tr_enc_is_xy(enc) || polar || offset);
}

static tr_str resolved(const tr_view *view, const char *what, tr_enc enc) {
  return tr_string(tr_get(tr_get(tr_get(view->spec, "resolve"), what), tr_enc_rows[enc].name));
}

bool tr_is_independent(const tr_view *view, const char *what, tr_enc enc) {
  bool is_scale = tr_str_is(tr_str_z(what), "scale");
  tr_str own = resolved(view, what, enc);
  if (is_scale) return own.n > 0 ? tr_str_is(own, "independent") : is_independent_by_default(view, enc);
  return !tr_view_scale(view, enc) || tr_str_is(own, "independent");
}

/* Decides the type of the scale that all children share; false where they cannot. */
static bool shared_type(tr_view *view, tr_enc enc) {
  const tr_scale_type *type = NULL;
  bool is_explicit = false;
  tr_pos at = {0};
  for (size_t i = 0; i < view->n_children; i++) {
    const tr_scale_cmp *c = view->children[i]->scales[enc];
    if (!c) continue;
    if (type && !are_compatible(type, c->type)) return false;
    bool wins = !type || (c->type_is_explicit && !is_explicit) ||
                (c->type_is_explicit == is_explicit && precedence_of(c->type) > precedence_of(type));
    if (!type) at = c->at;
    if (!wins) continue;
    type = c->type;
    is_explicit = c->type_is_explicit;
  }
  if (!type) return false;
  view->scales[enc] = new_component(view, enc, type, is_explicit, at);
  return true;
}

static void parse_core(tr_view *view) {
  if (view->kind == TR_VIEW_UNIT) {
    unit_scales(view);
    return;
  }
  for (size_t i = 0; i < view->n_children; i++) parse_core(view->children[i]);
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    if (tr_is_independent(view, "scale", (tr_enc)e) || !shared_type(view, (tr_enc)e)) continue;
    for (size_t i = 0; i < view->n_children; i++)
      if (view->children[i]->scales[e]) view->children[i]->merged[e] = true;
  }
}

bool tr_parse_scales(tr_view *view) {
  parse_core(view);
  if (!tr_parse_domains(view)) return false;
  tr_parse_scale_props(view); /* defaults depend on the merged types */
  tr_parse_ranges(view);      /* depends on padding and zero */
  return true;
}
