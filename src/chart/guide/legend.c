#include "chart/guide/legend-priv.h"

#include <math.h>
#include <string.h>

/* Legends: one for each channel of a view that has a scale; merged in layers, and where channels show the
   same field. */

/* --- One channel's ---------------------------------------------------------------------------------------
 */

/* Where the mark shows a channel's colour, or its size. */
static tr_channel_id channel_of(const tr_view *view, tr_enc enc) {
  bool trail = tr_mark_is(view, "trail");
  if (enc == TR_ENC_COLOR) return view->filled && !trail ? TR_CH_FILL : TR_CH_STROKE;
  if (enc == TR_ENC_SIZE && trail) return TR_CH_STROKE_WIDTH;
  return tr_enc_rows[enc].channel;
}

static void add_scale(tr_legend_cmp *c, tr_channel_id channel, tr_scale_cmp *scale) {
  for (size_t i = 0; i < c->n_scales; i++)
    if (c->channels[i] == channel) return;
  if (c->n_scales == TR_LEGEND_SCALES) return;
  c->channels[c->n_scales] = channel;
  c->scales[c->n_scales++] = scale;
}

static tr_legend_cmp *channel_legend(tr_view *view, tr_enc enc, const tr_def *d, tr_scale_cmp *scale) {
  tr_ctx *ctx = view->chart->ctx;
  tr_legend_cmp *c = TR_NEW(ctx->doc, tr_legend_cmp);
  *c = (tr_legend_cmp){.props = tr_split_of(ctx), .enc = enc, .view = view};
  add_scale(c, channel_of(view, enc), scale);
  const tr_value *off = tr_config(view->chart, "legend", "disable");
  c->disabled_is_explicit = d->legend || d->no_guide;
  c->disabled = c->disabled_is_explicit ? d->no_guide : tr_is(off, TR_BOOL) && off->boolean;
  if (c->disabled) return c;
  tr_legend_in in = {.view = view, .enc = enc, .d = d, .type = scale->type, .legend = d->legend};
  tr_legend_rules(&c->props, &in);
  tr_value encode = tr_legend_encodes(&in);
  if (!tr_is(&encode, TR_UNDEFINED)) tr_split_set(&c->props, "encode", encode, tr_get(d->legend, "encoding"));
  return c;
}

static void unit_legends(tr_view *view) {
  static const tr_enc channels[] = {TR_ENC_COLOR,  TR_ENC_SIZE,        TR_ENC_SHAPE,        TR_ENC_FILL,
                                    TR_ENC_STROKE, TR_ENC_STROKE_DASH, TR_ENC_STROKE_WIDTH, TR_ENC_OPACITY};
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    const tr_def *d = tr_def_data(view->enc[channels[i]]);
    tr_scale_cmp *scale = d ? tr_view_scale(view, channels[i]) : NULL;
    if (!scale || (channels[i] == TR_ENC_SHAPE && d->type == TR_GEOJSON)) continue;
    *(tr_legend_cmp **)tr_vec_push(&view->legends) = channel_legend(view, channels[i], d, scale);
  }
}

/* --- Merging ---------------------------------------------------------------------------------------------
 */

static bool merge_titles(tr_ctx *ctx, const tr_value *a, const tr_value *b, tr_value *merged) {
  if (tr_is_nil(a) || tr_is_nil(b)) {
    *merged = tr_make_null();
  } else if (tr_is(a, TR_STRING) && tr_is(b, TR_STRING)) {
    *merged = tr_make_string(tr_printf(ctx->doc, "%.*s, %.*s", TR_FMT(tr_string(a)), TR_FMT(tr_string(b))));
  } else {
    return false;
  }
  return true;
}

static bool tie(tr_ctx *ctx, const char *name, const tr_value *a, const tr_value *b, tr_value *merged) {
  if (strcmp(name, "title") == 0) return merge_titles(ctx, a, b, merged);
  if (strcmp(name, "symbolType") == 0) return tr_str_is(tr_string(b), "circle"); /* rather than a stroke */
  if (strcmp(name, "type") != 0) return false;
  *merged = tr_make_string(TR_S("symbol"));
  return true;
}

static bool orients_clash(const tr_legend_cmp *a, const tr_legend_cmp *b) {
  return tr_split_is_explicit(&a->props, "orient") && tr_split_is_explicit(&b->props, "orient") &&
         !tr_equal(tr_split_get(&a->props, "orient"), tr_split_get(&b->props, "orient"));
}

static tr_legend_cmp *copy_of(tr_ctx *ctx, const tr_legend_cmp *c) {
  tr_legend_cmp *out = TR_NEW(ctx->doc, tr_legend_cmp);
  *out = *c;
  out->props = tr_split_of(ctx);
  tr_split_merge(ctx, &out->props, &c->props, NULL);
  return out;
}

/* Widens C by CHILD; false, with C as it was, where they are to stand on different sides. */
static bool merge(tr_ctx *ctx, tr_legend_cmp *c, const tr_legend_cmp *child) {
  if (orients_clash(c, child)) return false;
  if (child->disabled_is_explicit && !c->disabled_is_explicit) {
    c->disabled = child->disabled;
    c->disabled_is_explicit = true;
  }
  const tr_value *a = tr_split_get(&c->props, "type"), *b = tr_split_get(&child->props, "type");
  bool turned = a && b && !tr_equal(a, b);
  tr_split_merge(ctx, &c->props, &child->props, tie);
  const tr_value *encode = tr_split_get(&c->props, "encode");
  if (turned && encode)
    tr_split_set(&c->props, "encode", tr_without(ctx->doc, encode, "gradient"),
                 tr_split_is_explicit(&c->props, "encode"));
  for (size_t i = 0; i < child->n_scales; i++) add_scale(c, child->channels[i], child->scales[i]);
  return true;
}

/* --- Layers ----------------------------------------------------------------------------------------------
 */

typedef enum { NOT_SEEN, SHARED, APART } sharing;

static sharing sharing_of(const tr_view *view, tr_enc enc) {
  return tr_is_independent(view, "legend", enc) ? APART : SHARED;
}

/* What the layers of one view have in common, by channel. */
typedef struct layered {
  tr_legend_cmp *merged[TR_ENC_COUNT];
  sharing how[TR_ENC_COUNT];
  tr_enc order[TR_ENC_COUNT]; /* in which the channels come up */
  size_t n;
} layered;

static void add_layer(tr_view *view, const tr_view *layer, layered *all) {
  tr_ctx *ctx = view->chart->ctx;
  tr_legend_cmp **legends = layer->legends.items;
  for (size_t k = 0; k < layer->legends.n; k++) {
    tr_enc enc = legends[k]->enc;
    if (all->how[enc] == NOT_SEEN) {
      all->how[enc] = sharing_of(view, enc);
      all->order[all->n++] = enc;
    }
    if (all->how[enc] == APART) continue;
    if (!all->merged[enc])
      all->merged[enc] = copy_of(ctx, legends[k]);
    else if (!merge(ctx, all->merged[enc], legends[k]))
      all->how[enc] = APART;
  }
}

/* Layers keep the legends that they do not share. */
static void keep_apart(tr_view *layer, const layered *all) {
  tr_legend_cmp **legends = layer->legends.items;
  size_t kept = 0;
  for (size_t k = 0; k < layer->legends.n; k++)
    if (all->how[legends[k]->enc] == APART) legends[kept++] = legends[k];
  layer->legends.n = kept;
}

static void layer_legends(tr_view *view) {
  layered *all = TR_NEW(view->chart->ctx->doc, layered);
  for (size_t i = 0; i < view->n_children; i++) add_layer(view, view->children[i], all);
  for (size_t i = 0; i < all->n; i++)
    if (all->how[all->order[i]] == SHARED)
      *(tr_legend_cmp **)tr_vec_push(&view->legends) = all->merged[all->order[i]];
  for (size_t i = 0; i < view->n_children; i++) keep_apart(view->children[i], all);
}

void tr_parse_legends(tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++) tr_parse_legends(view->children[i]);
  if (view->kind == TR_VIEW_UNIT)
    unit_legends(view);
  else
    layer_legends(view);
}

/* --- Fields ----------------------------------------------------------------------------------------------
 */

/* The one field that a channel shows in all views below; empty where there are several. */
static tr_str field_of(tr_view *view, tr_enc enc, bool *several) {
  const tr_def *d = tr_def_field(view->enc[enc]);
  tr_str found = d ? d->field : (tr_str){0};
  for (size_t i = 0; i < view->n_children; i++) {
    tr_str below = field_of(view->children[i], enc, several);
    if (below.n == 0) continue;
    if (found.n > 0 && !tr_str_eq(found, below)) *several = true;
    found = below;
  }
  return *several ? (tr_str){0} : found;
}

static bool lists_values(const tr_scale_cmp *s) {
  return tr_scale_is_discrete(s->type) || s->type->kind == TR_SCALE_BIN_ORDINAL;
}

static const tr_value *listed_domain(const tr_scale_cmp *s) {
  const tr_domain *domains = s->domains.items;
  return s->domains.n == 1 && domains->kind == TR_DOMAIN_VALUES ? domains->values : NULL;
}

static void add_new(tr_value *items, size_t *n, const tr_value *from) {
  for (uint32_t i = 0; i < from->n; i++) {
    size_t k = 0;
    while (k < *n && !tr_equal(&items[k], &from->items[i])) k++;
    if (k == *n) items[(*n)++] = from->items[i];
  }
}

/* Two scales with domains of their own: the legend lists the values of both. */
static void list_both(tr_ctx *ctx, tr_legend_cmp *c, const tr_scale_cmp *a, const tr_scale_cmp *b) {
  const tr_value *x = listed_domain(a), *y = listed_domain(b);
  if (!x || !y || !lists_values(a) || tr_split_is_explicit(&c->props, "values")) return;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, x->n + y->n);
  size_t n = 0;
  add_new(items, &n, x);
  add_new(items, &n, y);
  tr_split_set(&c->props, "values", tr_make_array(items, n), false);
}

/* Is LEGEND taken up by one of those in OUT from FIRST on, which show the same field? */
static bool joins(tr_view *view, const tr_legend_cmp *legend, tr_vec *out, size_t first) {
  tr_legend_cmp **mine = out->items;
  bool several = false;
  tr_str field = field_of(view, legend->enc, &several);
  for (size_t k = first; k < out->n && field.n > 0; k++) {
    const tr_scale_cmp *a = mine[k]->scales[0], *b = legend->scales[0];
    bool other = false;
    if (!tr_str_eq(field_of(view, mine[k]->enc, &other), field) || lists_values(a) != lists_values(b))
      continue;
    if (!merge(view->chart->ctx, mine[k], legend)) continue;
    list_both(view->chart->ctx, mine[k], a, b);
    return true;
  }
  return false;
}

/* Legends of all views, those of one view, field and kind merged. */
static void collect(tr_view *view, tr_vec *out) {
  tr_legend_cmp **legends = view->legends.items;
  size_t first = out->n;
  for (size_t i = 0; i < view->legends.n; i++)
    if (!joins(view, legends[i], out, first))
      *(tr_legend_cmp **)tr_vec_push(out) = copy_of(view->chart->ctx, legends[i]);
  for (size_t i = 0; i < view->n_children && view->kind == TR_VIEW_LAYER; i++)
    collect(view->children[i], out);
}

/* --- Drawing ---------------------------------------------------------------------------------------------
 */

static bool shows(const tr_legend_cmp *c, tr_channel_id channel) {
  for (size_t i = 0; i < c->n_scales; i++)
    if (c->channels[i] == channel) return true;
  return false;
}

/* What a scale decides is no constant; and symbols filled with one colour need no outline. */
static tr_value settled(tr_ctx *ctx, const tr_legend_cmp *c, const tr_value *encode) {
  const tr_value *symbols = tr_get(encode, "symbols"), *fill = tr_get(symbols, "fill");
  if (!symbols) return *encode;
  tr_value out = *symbols;
  bool clear = tr_str_is(tr_get_string(fill, "value", (tr_str){0}), "transparent");
  if (fill && !clear && !tr_get(symbols, "stroke") && !shows(c, TR_CH_STROKE)) {
    tr_value none = tr_make_object(NULL, 0);
    none = tr_with(ctx->doc, &none, "value", tr_make_string(TR_S("transparent")));
    out = tr_with(ctx->doc, &out, "stroke", none);
  }
  for (size_t i = 0; i < c->n_scales; i++) out = tr_without(ctx->doc, &out, tr_channel_name(c->channels[i]));
  return tr_with(ctx->doc, encode, "symbols", out);
}

/* A gradient is as long as the plot whose legend it was first, wherever the legend stands now. */
static void settle_length(const tr_legend_cmp *c, tr_value *props) {
  const tr_value *length = tr_get(props, "gradientLength");
  tr_str side = tr_get_string(length, "side", (tr_str){0});
  if (side.n == 0) return;
  double px = tr_view_plot(c->view)->px[tr_str_is(side, "height")];
  double within = fmin(fmax(px, tr_get_number(length, "least", 0)), tr_get_number(length, "most", px));
  *props = tr_with(c->view->chart->ctx->doc, props, "gradientLength", tr_make_number(within));
}

static tr_legend assembled(tr_ctx *ctx, const tr_legend_cmp *c) {
  tr_value *props = TR_NEW(ctx->doc, tr_value), *encode = TR_NEW(ctx->doc, tr_value);
  tr_legend_scale *scales = TR_NEW_N(ctx->doc, tr_legend_scale, c->n_scales);
  for (size_t i = 0; i < c->n_scales; i++) scales[i] = (tr_legend_scale){c->channels[i], c->scales[i]->scale};
  *props = tr_split_object(ctx, &c->props);
  settle_length(c, props);
  const tr_value *own = tr_get(props, "encode");
  if (own) *encode = settled(ctx, c, own);
  return (tr_legend){.scales = scales,
                     .n_scales = c->n_scales,
                     .props = props,
                     .encode = own ? encode : NULL,
                     .at = tr_pos_of(c->view->enc[c->enc] ? c->view->enc[c->enc]->v : c->view->spec)};
}

static bool fits(const tr_autosize *a) {
  return a->type == TR_AUTOSIZE_FIT || a->type == TR_AUTOSIZE_FIT_X || a->type == TR_AUTOSIZE_FIT_Y;
}

static bool is_drawn(const tr_legend_cmp *c) {
  for (size_t i = 0; i < c->n_scales; i++)
    if (!c->scales[i]->scale) return false;
  return !c->disabled;
}

void tr_draw_legends(tr_view *view, double width, double height, const tr_bounds *x, const tr_bounds *y,
                     tr_group *group, tr_bounds *bounds) {
  tr_chart *chart = view->chart;
  tr_vec all = tr_vec_of(chart->ctx->doc, sizeof(tr_legend_cmp *));
  collect(view, &all);
  tr_legend_cmp **legends = all.items;
  tr_legend *out = TR_NEW_N(chart->ctx->doc, tr_legend, all.n);
  size_t n = 0;
  for (size_t i = 0; i < all.n; i++)
    if (is_drawn(legends[i])) out[n++] = assembled(chart->ctx, legends[i]);
  tr_guide_env g = tr_chart_guides(chart);
  bool is_fitted = view == chart->root && fits(&chart->autosize);
  if (n > 0) tr_legends_build(&g, out, n, width, height, x, y, is_fitted, group, bounds);
}
