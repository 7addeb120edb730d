#include "chart/scale/scale-priv.h"

#include <math.h>
#include <string.h>

/* What a rule may look at. */
typedef struct rule_in {
  tr_view *view;
  tr_enc enc;
  const tr_def *d;
  const tr_scale_cmp *merged;
  const tr_value *padding, *padding_inner; /* of the merged component so far */
} rule_in;

static bool is_mark(const tr_view *view, const char *name) {
  return tr_str_is(tr_str_z(view->mark->name), name);
}
static bool is_vertical(const tr_view *view) { return tr_str_is(view->orient, "vertical"); }
static bool is_horizontal(const tr_view *view) { return tr_str_is(view->orient, "horizontal"); }
static bool is_offset(tr_enc e) { return e == TR_ENC_X_OFFSET || e == TR_ENC_Y_OFFSET; }

static tr_value config_value(const rule_in *in, const char *name) {
  const tr_value *v = tr_config(in->view->chart, "scale", name);
  return v ? tr_chart_value(in->view->chart, v) : tr_make_undefined();
}

static tr_value interpolate(const rule_in *in) {
  if (tr_enc_is_color(in->enc) && in->d->type != TR_NOMINAL) return tr_make_string(TR_S("hcl"));
  return tr_make_undefined();
}

static tr_value nice(const rule_in *in) {
  const tr_value *domain = tr_get(in->d->scale, "domain");
  bool fixed = in->d->bins || in->d->is_binned || tr_is(domain, TR_ARRAY) ||
               tr_get(in->d->scale, "domainMin") || tr_get(in->d->scale, "domainMax") ||
               tr_scale_is_time(in->merged->type);
  return fixed || !tr_enc_is_xy(in->enc) ? tr_make_undefined() : tr_make_bool(true);
}

static tr_value padding(const rule_in *in) {
  if (!tr_enc_is_xy(in->enc)) return tr_make_undefined();
  if (in->merged->type->kind == TR_SCALE_POINT) return config_value(in, "pointPadding");
  if (in->merged->type->family != TR_SCALE_CONTINUOUS) return tr_make_undefined();
  tr_value own = config_value(in, "continuousPadding");
  if (own.kind == TR_NUMBER) return own;
  bool across =
      (is_vertical(in->view) && in->enc == TR_ENC_X) || (is_horizontal(in->view) && in->enc == TR_ENC_Y);
  bool plain = !(in->d->is_field && (in->d->bins || in->d->is_binned || in->d->has_unit));
  const tr_value *size = tr_config(in->view->chart, "bar", "continuousBandSize");
  return is_mark(in->view, "bar") && plain && across && size ? tr_chart_value(in->view->chart, size)
                                                             : tr_make_undefined();
}

static tr_value padding_inner(const rule_in *in) {
  if (in->padding) return tr_make_undefined();
  if (is_offset(in->enc))
    return in->merged->type->kind == TR_SCALE_BAND ? config_value(in, "offsetBandPaddingInner")
                                                   : tr_make_undefined();
  if (!tr_enc_is_xy(in->enc)) return tr_make_undefined();
  if (tr_has_nested_offset(in->view, in->enc)) return config_value(in, "bandWithNestedOffsetPaddingInner");
  tr_value all = config_value(in, "bandPaddingInner");
  if (all.kind == TR_NUMBER) return all;
  if (is_mark(in->view, "bar")) return config_value(in, "barBandPaddingInner");
  return config_value(in, is_mark(in->view, "tick") ? "tickBandPaddingInner" : "rectBandPaddingInner");
}

static tr_value padding_outer(const rule_in *in) {
  if (in->padding) return tr_make_undefined();
  if (is_offset(in->enc)) {
    if (in->merged->type->kind == TR_SCALE_POINT) return tr_make_number(0.5);
    return config_value(in, "offsetBandPaddingOuter");
  }
  if (!tr_enc_is_xy(in->enc)) return tr_make_undefined();
  if (tr_has_nested_offset(in->view, in->enc)) return config_value(in, "bandWithNestedOffsetPaddingOuter");
  if (in->merged->type->kind != TR_SCALE_BAND) return tr_make_undefined();
  tr_value all = config_value(in, "bandPaddingOuter");
  if (all.kind == TR_NUMBER) return all;
  return tr_is(in->padding_inner, TR_NUMBER) ? tr_make_number(in->padding_inner->number / 2)
                                             : tr_make_undefined();
}

static tr_value reverse(const rule_in *in) {
  bool down =
      tr_scale_is_continuous(in->merged->type) && in->d->is_field && in->d->sort.kind == TR_SORT_DESCENDING;
  tr_value x = in->enc == TR_ENC_X ? config_value(in, "xReverse") : tr_make_undefined();
  if (x.kind == TR_BOOL) return tr_make_bool(x.boolean != down);
  return down ? tr_make_bool(true) : tr_make_undefined();
}

/* A domain of one's own that spans zero keeps it. */
static tr_value zero_of_domain(const tr_value *domain) {
  if (!tr_is(domain, TR_ARRAY) || domain->n == 0) return tr_make_bool(false);
  const tr_value *first = &domain->items[0], *last = &domain->items[domain->n - 1];
  bool spans = tr_is(first, TR_NUMBER) && first->number <= 0 && tr_is(last, TR_NUMBER) && last->number >= 0;
  return tr_make_bool(spans);
}

static tr_value zero(const rule_in *in) {
  const tr_value *domain = tr_get(in->d->scale, "domain");
  bool custom = !tr_is_nil(domain) && !tr_str_is(tr_string(domain), "unaggregated");
  tr_enc e = in->enc;
  if (custom && tr_scale_is_continuous(in->merged->type)) return zero_of_domain(domain);
  if (e == TR_ENC_SIZE && in->d->type == TR_QUANTITATIVE && in->merged->type->family == TR_SCALE_CONTINUOUS)
    return tr_make_bool(true);
  if (is_offset(e))
    return tr_make_bool(tr_is_ranged_offset(in->view, e == TR_ENC_X_OFFSET ? TR_ENC_X : TR_ENC_Y));
  bool place = tr_enc_is_xy(e) || e == TR_ENC_THETA || e == TR_ENC_RADIUS;
  if (!place || (in->d->is_field && (in->d->bins || in->d->is_binned))) return tr_make_bool(false);
  bool bar = is_mark(in->view, "bar"), area = is_mark(in->view, "area");
  bool line = is_mark(in->view, "line") || is_mark(in->view, "trail");
  bool across = (is_horizontal(in->view) && e == TR_ENC_Y) || (is_vertical(in->view) && e == TR_ENC_X);
  if ((bar || area || line) && across) return tr_make_bool(false);
  if ((bar || area) && !in->view->enc[tr_enc_rows[e].second]) return tr_make_bool(true);
  return config_value(in, "zero");
}

static tr_value bins(const rule_in *in) {
  /* {step} for data that are binned already; bins made here come from the data phase. */
  const tr_value *step = in->d->is_field && in->d->is_binned ? tr_get(in->d->bin, "step") : NULL;
  if (!tr_is(step, TR_NUMBER)) return tr_make_undefined();
  tr_value object = tr_make_object(NULL, 0);
  return tr_with(in->view->chart->ctx->doc, &object, "step", *step);
}

typedef enum {
  FOR_ALL,
  FOR_BANDS, /* band and point */
  FOR_BAND,  /* band */
  FOR_LINES,
  FOR_COLORS,          /* continuous to continuous */
  FOR_NICE,            /* these and quantize */
  FOR_ZERO,            /* numbers but log, quantile and threshold */
  FOR_ROUND,           /* places */
  FOR_DISCRETE_PADDING /* bands, and px at the ends of lines */
} prop_for;

/* Properties in the order in which later ones depend on earlier ones; without a rule the config's value. */
static const struct {
  const char *name;
  prop_for suits;
  tr_value (*rule)(const rule_in *in);
} rules[] = {
    {"align", FOR_BANDS, NULL},
    {"base", FOR_LINES, NULL},
    {"bins", FOR_ALL, bins},
    {"clamp", FOR_LINES, NULL},
    {"constant", FOR_LINES, NULL},
    {"domainMax", FOR_LINES, NULL},
    {"domainMin", FOR_LINES, NULL},
    {"domainMid", FOR_LINES, NULL},
    {"domainRaw", FOR_ALL, NULL},
    {"exponent", FOR_LINES, NULL},
    {"interpolate", FOR_COLORS, interpolate},
    {"nice", FOR_NICE, nice},
    {"padding", FOR_DISCRETE_PADDING, padding},
    {"paddingInner", FOR_BAND, padding_inner},
    {"paddingOuter", FOR_BANDS, padding_outer},
    {"reverse", FOR_ALL, reverse},
    {"round", FOR_ROUND, NULL},
    {"zero", FOR_ZERO, zero},
};

static bool suits(prop_for what, const tr_scale_type *t) {
  switch (what) {
  case FOR_ALL: return true;
  case FOR_BANDS: return tr_scale_is_banded(t);
  case FOR_BAND: return t->kind == TR_SCALE_BAND;
  case FOR_LINES: return t->family == TR_SCALE_CONTINUOUS || t->family == TR_SCALE_DISCRETIZING;
  case FOR_COLORS:
    return t->family == TR_SCALE_CONTINUOUS || t->family == TR_SCALE_DISCRETIZING ||
           t->kind == TR_SCALE_ORDINAL; /* where its scheme is an array of colours */
  case FOR_NICE: return t->family == TR_SCALE_CONTINUOUS || t->kind == TR_SCALE_QUANTIZE;
  case FOR_ZERO:
    return tr_scale_is_continuous(t) && t->kind != TR_SCALE_LOG && !tr_scale_is_time(t) &&
           t->kind != TR_SCALE_THRESHOLD && t->kind != TR_SCALE_QUANTILE && t->kind != TR_SCALE_BIN_ORDINAL;
  case FOR_ROUND: return t->family == TR_SCALE_CONTINUOUS || tr_scale_is_banded(t);
  case FOR_DISCRETE_PADDING: return t->family == TR_SCALE_CONTINUOUS || tr_scale_is_banded(t);
  }
  return true;
}

static void unit_prop(tr_view *view, size_t r) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_scale_cmp *local = view->scales[e], *merged = local ? tr_view_scale(view, (tr_enc)e) : NULL;
    if (!local || !suits(rules[r].suits, merged->type)) continue;
    rule_in in = {view,
                  (tr_enc)e,
                  tr_def_data(view->enc[e]),
                  merged,
                  tr_split_get(&merged->props, "padding"),
                  tr_split_get(&merged->props, "paddingInner")};
    const tr_value *given = tr_scale_given(view, (tr_enc)e, rules[r].name);
    if (given) {
      tr_split_set(&local->props, rules[r].name, tr_chart_value(view->chart, given), true);
      continue;
    }
    tr_value v = rules[r].rule ? rules[r].rule(&in) : config_value(&in, rules[r].name);
    if (!tr_is_nil(&v)) tr_split_set(&local->props, rules[r].name, v, false);
  }
}

/* One property of all children's components into the shared one. */
static void merge_prop(tr_view *view, size_t r) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    for (size_t i = 0; view->scales[e] && i < view->n_children; i++) {
      const tr_scale_cmp *c = view->children[i]->scales[e];
      const tr_value *v = c ? tr_split_get(&c->props, rules[r].name) : NULL;
      if (!v) continue;
      tr_split one = tr_split_of(view->chart->ctx);
      tr_split_set(&one, rules[r].name, *v, tr_split_is_explicit(&c->props, rules[r].name));
      tr_split_merge(view->chart->ctx, &view->scales[e]->props, &one, NULL);
    }
  }
}

static void parse_prop(tr_view *view, size_t r) {
  if (view->kind == TR_VIEW_UNIT) {
    unit_prop(view, r);
    return;
  }
  for (size_t i = 0; i < view->n_children; i++) parse_prop(view->children[i], r);
  merge_prop(view, r);
}

void tr_parse_scale_props(tr_view *view) {
  for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) parse_prop(view, r);
}
