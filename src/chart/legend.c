#include "chart/encode-priv.h"

#include <math.h>
#include <string.h>

/* Legends: components by channel, merged where two show the same field. */

static const tr_enc channels[] = {TR_ENC_COLOR,  TR_ENC_SIZE,        TR_ENC_SHAPE,        TR_ENC_FILL,
                                  TR_ENC_STROKE, TR_ENC_STROKE_DASH, TR_ENC_STROKE_WIDTH, TR_ENC_OPACITY};

typedef struct legend_in {
  tr_view *view;
  tr_enc enc;
  const tr_def *d;
  const tr_scale_type *type;
  const tr_value *legend;
  bool gradient;
  tr_str orient;
} legend_in;

static tr_value nothing(void) { return tr_make_undefined(); }

static const tr_value *config_of(const tr_view *view, const char *name) {
  return tr_config(view->chart, "legend", name);
}

/* --- Rules
 * ------------------------------------------------------------------------------------------------------------
 */

static bool is_gradient(const legend_in *in) {
  static const uint32_t cyclic = TR_PART_QUARTER | TR_PART_MONTH | TR_PART_DAY;
  tr_str given = tr_get_string(in->legend, "type", (tr_str){0});
  if (given.n > 0) return tr_str_is(given, "gradient");
  if (!tr_enc_is_color(in->enc)) return false;
  if (in->d->has_unit && (in->d->unit.parts & (in->d->unit.parts - 1)) == 0 && (in->d->unit.parts & cyclic))
    return false;
  return in->type->family == TR_SCALE_CONTINUOUS;
}

static tr_value direction(const legend_in *in) {
  const tr_value *config = config_of(in->view, "gradientDirection");
  bool top = tr_str_is(in->orient, "top") || tr_str_is(in->orient, "bottom");
  bool side =
      tr_str_is(in->orient, "left") || tr_str_is(in->orient, "right") || tr_str_is(in->orient, "none");
  if (config) return *config;
  if (top || (!side && in->gradient)) return tr_make_string(TR_S("horizontal"));
  return nothing();
}

static bool is_time(const tr_def *d) { return d->type == TR_TEMPORAL || (d->is_field && d->has_unit); }

static tr_value format(const legend_in *in) {
  const tr_chart *chart = in->view->chart;
  const tr_value *number = tr_get(&chart->config, "numberFormat"),
                 *time = tr_get(&chart->config, "timeFormat");
  if (is_time(in->d)) {
    if (in->d->is_field && in->d->has_unit)
      return tr_make_string(tr_timeunit_specifier_lite(chart->ctx->doc, in->d->unit.parts));
    return time ? *time : nothing();
  }
  return in->d->type == TR_QUANTITATIVE && number ? *number : nothing();
}

static tr_value format_type(const legend_in *in) {
  if (!is_time(in->d) || tr_scale_is_time(in->type)) return nothing();
  return tr_make_string(in->d->has_unit && in->d->unit.utc ? TR_S("utc") : TR_S("time"));
}

/* The length of an upright ramp follows the view's height (chart/legend.c, draw). */
static tr_value gradient_length(const legend_in *in) {
  if (!in->gradient) return nothing();
  const tr_value *v = config_of(in->view, "gradientLength");
  if (v) return *v;
  tr_value along = tr_get(in->legend, "direction") ? *tr_get(in->legend, "direction") : direction(in);
  bool across = tr_str_is(tr_string(&along), "horizontal");
  bool top = tr_str_is(in->orient, "top") || tr_str_is(in->orient, "bottom");
  if (across && !top) return *config_of(in->view, "gradientHorizontalMinLength");
  tr_value object = tr_make_object(NULL, 0);
  return tr_with(in->view->chart->ctx->doc, &object, "follow",
                 tr_make_string(across ? TR_S("width") : TR_S("height")));
}

static tr_value label_overlap(const legend_in *in) {
  tr_scale_kind kind = in->type->kind;
  bool uneven = kind == TR_SCALE_QUANTILE || kind == TR_SCALE_THRESHOLD || kind == TR_SCALE_LOG ||
                kind == TR_SCALE_SYMLOG;
  return uneven ? tr_make_string(TR_S("greedy")) : nothing();
}

static const tr_value *condition_value(const tr_def *d) {
  if (!d) return NULL;
  if (d->value) return d->value;
  const tr_value *c =
      tr_is(d->condition, TR_ARRAY) && d->condition->n > 0 ? &d->condition->items[0] : d->condition;
  return tr_get(c, "value");
}

static tr_value symbol_type(const legend_in *in) {
  static const char *const squares[] = {"bar", "rect", "square"}, *const strokes[] = {"line", "trail",
                                                                                      "rule"};
  if (in->gradient) return nothing();
  const tr_value *shape = condition_value(in->view->enc[TR_ENC_SHAPE]);
  if (!shape) shape = tr_get(&in->view->mark_def, "shape");
  if (in->enc != TR_ENC_SHAPE && shape) return *shape;
  for (int i = 0; i < 3; i++) {
    if (tr_mark_is(in->view, squares[i])) return tr_make_string(TR_S("square"));
    if (tr_mark_is(in->view, strokes[i])) return tr_make_string(TR_S("stroke"));
  }
  return tr_make_string(TR_S("circle"));
}

static tr_value type(const legend_in *in) {
  bool line = tr_enc_is_color(in->enc) && in->type->family == TR_SCALE_CONTINUOUS;
  if (line == in->gradient) return nothing();
  return tr_make_string(in->gradient ? TR_S("gradient") : TR_S("symbol"));
}

static tr_value values(const legend_in *in) {
  tr_chart *chart = in->view->chart;
  tr_value list = tr_chart_value(chart, tr_get(in->legend, "values"));
  if (!tr_is(&list, TR_ARRAY)) return nothing();
  tr_value *items = TR_NEW_N(chart->ctx->doc, tr_value, list.n);
  for (uint32_t i = 0; i < list.n; i++) {
    double ms;
    items[i] = tr_chart_value(chart, &list.items[i]);
    if (is_time(in->d) && tr_datetime_value(chart, &items[i], &ms)) items[i] = tr_make_date(ms);
  }
  return tr_make_array(items, list.n);
}

static const struct {
  const char *name;
  tr_value (*rule)(const legend_in *in);
  bool computed; /* also where the legend gives it */
} rules[] = {{"direction", direction, false},
             {"format", format, false},
             {"formatType", format_type, false},
             {"gradientLength", gradient_length, false},
             {"labelOverlap", label_overlap, false},
             {"symbolType", symbol_type, false},
             {"type", type, false},
             {"values", values, true}};

static void set_prop(tr_legend_cmp *c, const legend_in *in, const char *name) {
  size_t r = 0;
  while (r < sizeof rules / sizeof *rules && strcmp(rules[r].name, name) != 0) r++;
  bool known = r < sizeof rules / sizeof *rules;
  const tr_value *own = tr_get(in->legend, name);
  tr_value v = own ? *own : nothing();
  if (known && (!own || rules[r].computed)) v = rules[r].rule(in);
  if (v.kind == TR_UNDEFINED || (!own && config_of(in->view, name))) return;
  tr_split_set(&c->props, name, v, own != NULL);
}

/* --- How the mark's own look shows in the symbols
 * ------------------------------------------------------------------------- */

static void put(tr_ctx *ctx, tr_value *block, const char *name, tr_value v) {
  tr_value object = tr_make_object(NULL, 0);
  object = tr_with(ctx->doc, &object, "value", v);
  *block = tr_with(ctx->doc, block, name, object);
}

static const tr_ref *only(const tr_rule *rule) { return rule->n == 1 ? rule->refs : NULL; }

static tr_value constant_of(tr_view *view, const tr_ref *ref) {
  return ref->kind == TR_REF_EXPR ? tr_chart_value(view->chart, &ref->value) : ref->value;
}

/* The greatest of a channel's constant and conditional values; undefined where there is none. */
static tr_value opacity_of(tr_view *view) {
  const tr_def *d = view->enc[TR_ENC_OPACITY];
  double most = -INFINITY;
  if (d && tr_is(d->value, TR_NUMBER)) most = d->value->number;
  size_t n = d && tr_is(d->condition, TR_ARRAY) ? d->condition->n : d && d->condition ? 1 : 0;
  for (size_t i = 0; i < n; i++) {
    const tr_value *one = tr_is(d->condition, TR_ARRAY) ? &d->condition->items[i] : d->condition;
    if (tr_is(tr_get(one, "value"), TR_NUMBER)) most = fmax(most, tr_get(one, "value")->number);
  }
  if (isfinite(most)) return tr_make_number(most);
  const tr_value *own = tr_get(&view->mark_def, "opacity");
  return own ? tr_chart_value(view->chart, own) : nothing();
}

static void fill_look(tr_view *view, tr_enc enc, const tr_rule *rule, bool filled, tr_value opacity,
                      tr_value *block) {
  tr_ctx *ctx = view->chart->ctx;
  if (rule->n == 0 || enc == TR_ENC_FILL || (filled && enc == TR_ENC_COLOR)) return;
  const tr_ref *ref = only(rule);
  if (ref && ref->scale) {
    if (config_of(view, "symbolFillColor")) return;
    const tr_value *base = config_of(view, "symbolBaseFillColor");
    put(ctx, block, "fill", base ? *base : tr_make_string(TR_S("black")));
    put(ctx, block, "fillOpacity", opacity.kind == TR_UNDEFINED ? tr_make_number(1) : opacity);
    return;
  }
  if (ref) {
    put(ctx, block, "fill", constant_of(view, ref));
    return;
  }
  const tr_value *v =
      condition_value(view->enc[TR_ENC_FILL] ? view->enc[TR_ENC_FILL] : view->enc[TR_ENC_COLOR]);
  if (!v) v = tr_get(&view->mark_def, "fill");
  if (!v && filled) v = tr_get(&view->mark_def, "color");
  if (v) put(ctx, block, "fill", *v);
}

static void stroke_look(tr_view *view, tr_enc enc, const tr_rule *rule, bool filled, tr_value *block) {
  tr_ctx *ctx = view->chart->ctx;
  if (rule->n == 0 || enc == TR_ENC_STROKE || (!filled && enc == TR_ENC_COLOR)) return;
  const tr_ref *ref = only(rule);
  if ((ref && ref->scale) || config_of(view, "symbolStrokeColor")) return;
  if (ref) {
    put(ctx, block, "stroke", constant_of(view, ref));
    return;
  }
  const tr_value *v =
      condition_value(view->enc[TR_ENC_STROKE] ? view->enc[TR_ENC_STROKE] : view->enc[TR_ENC_COLOR]);
  if (!v) v = tr_get(&view->mark_def, "stroke");
  if (!v && filled) v = tr_get(&view->mark_def, "color");
  if (v) put(ctx, block, "stroke", *v);
}

static tr_value symbol_look(tr_view *view, tr_enc enc) {
  static const char *const configs[] = {"fillOpacity",      "strokeCap",   "strokeDash",
                                        "strokeDashOffset", "strokeJoin",  "strokeMiterLimit",
                                        "strokeOpacity",    "strokeWidth", NULL};
  tr_ctx *ctx = view->chart->ctx;
  tr_value block = tr_make_object(NULL, 0);
  bool filled = view->filled && !tr_mark_is(view, "trail"), kept = view->filled;
  tr_entry *entry = TR_NEW(ctx->doc, tr_entry);
  for (int i = 0; configs[i]; i++) {
    const tr_value *v = tr_mark_config(view, configs[i], NULL);
    if (v) put(ctx, &block, configs[i], tr_chart_value(view->chart, v));
  }
  view->filled = filled;
  tr_encode_color(view, entry);
  view->filled = kept;
  tr_value opacity = config_of(view, "symbolOpacity") ? nothing() : opacity_of(view);
  fill_look(view, enc, &entry->rules[TR_CH_FILL], filled, opacity, &block);
  stroke_look(view, enc, &entry->rules[TR_CH_STROKE], filled, &block);
  if (enc != TR_ENC_OPACITY && tr_is(&opacity, TR_NUMBER) && opacity.number != 0)
    put(ctx, &block, "opacity", opacity);
  return block;
}

static void set_encode(tr_legend_cmp *c, const legend_in *in) {
  tr_ctx *ctx = in->view->chart->ctx;
  const tr_value *own = tr_get(in->legend, "encoding");
  tr_value encode = own ? *own : tr_make_object(NULL, 0), block = tr_make_object(NULL, 0);
  const char *part = in->gradient ? "gradient" : "symbols";
  if (!in->gradient) {
    block = symbol_look(in->view, in->enc);
  } else {
    tr_value opacity = opacity_of(in->view);
    if (tr_is(&opacity, TR_NUMBER) && opacity.number != 0 && !config_of(in->view, "gradientOpacity"))
      put(ctx, &block, "opacity", opacity);
  }
  const tr_value *given = tr_get(own, part);
  for (uint32_t i = 0; tr_is(given, TR_OBJECT) && i < given->n; i++)
    block = tr_with(ctx->doc, &block, given->members[i].name.p, given->members[i].value);
  tr_split_set(&c->props, "encode", tr_with(ctx->doc, &encode, part, block), own != NULL);
}

/* --- Components
 * -------------------------------------------------------------------------------------------------------------
 */

static tr_channel_id channel_of(const tr_view *view, tr_enc enc) {
  bool trail = tr_mark_is(view, "trail");
  if (enc == TR_ENC_COLOR) return view->filled && !trail ? TR_CH_FILL : TR_CH_STROKE;
  if (enc == TR_ENC_SIZE && trail) return TR_CH_STROKE_WIDTH;
  return tr_enc_rows[enc].channel;
}

static void set_title(tr_legend_cmp *c, const legend_in *in) {
  tr_ctx *ctx = in->view->chart->ctx;
  const tr_value *own = tr_get(in->legend, "title"), *given = own ? own : in->d->title;
  const tr_value *v = tr_def_title(ctx, in->d, &in->view->chart->config);
  tr_split_set(&c->props, "title", v ? *v : tr_make_null(), given != NULL);
}

static tr_legend_cmp *unit_legend(tr_view *view, tr_enc enc) {
  tr_ctx *ctx = view->chart->ctx;
  tr_legend_cmp *c = TR_NEW(ctx->doc, tr_legend_cmp);
  const tr_def *d = tr_def_data(view->enc[enc]);
  *c = (tr_legend_cmp){.props = tr_split_of(ctx), .enc = enc, .view = view, .n_scales = 1};
  c->scales[0] = tr_view_scale(view, enc);
  c->channels[0] = channel_of(view, enc);
  const tr_value *off = config_of(view, "disable");
  c->disabled_is_explicit = d->legend || d->no_guide;
  c->disabled = c->disabled_is_explicit ? d->no_guide : tr_is(off, TR_BOOL) && off->boolean;
  if (c->disabled) return c;
  legend_in in = {view, enc, d, c->scales[0]->type, d->legend, false, {0}};
  const tr_value *orient =
      tr_get(d->legend, "orient") ? tr_get(d->legend, "orient") : config_of(view, "orient");
  tr_value plain = tr_chart_value(view->chart, orient);
  in.orient = tr_is(&plain, TR_STRING) ? tr_string(&plain) : TR_S("right");
  in.gradient = is_gradient(&in);
  for (const tr_prop *p = tr_legend_props; p->name; p++)
    if (strcmp(p->name, "title") != 0 && strcmp(p->name, "disable") != 0 && strcmp(p->name, "encoding") != 0)
      set_prop(c, &in, p->name);
  set_title(c, &in);
  set_encode(c, &in);
  return c;
}

/* --- Merging
 * ------------------------------------------------------------------------------------------------------------------
 */

static bool tie(tr_ctx *ctx, const char *name, const tr_value *a, const tr_value *b, tr_value *merged) {
  if (strcmp(name, "symbolType") == 0) return tr_str_is(tr_string(b), "circle");
  if (strcmp(name, "type") == 0) {
    *merged = tr_make_string(TR_S("symbol"));
    return true;
  }
  if (strcmp(name, "title") != 0 || !tr_is(a, TR_STRING) || !tr_is(b, TR_STRING)) return false;
  *merged = tr_make_string(tr_printf(ctx->doc, "%.*s, %.*s", TR_FMT(tr_string(a)), TR_FMT(tr_string(b))));
  return true;
}

static bool orients_clash(const tr_legend_cmp *a, const tr_legend_cmp *b) {
  return tr_split_is_explicit(&a->props, "orient") && tr_split_is_explicit(&b->props, "orient") &&
         !tr_equal(tr_split_get(&a->props, "orient"), tr_split_get(&b->props, "orient"));
}

static void merge(tr_ctx *ctx, tr_legend_cmp *c, const tr_legend_cmp *other) {
  if (other->disabled_is_explicit && !c->disabled_is_explicit) {
    c->disabled = other->disabled;
    c->disabled_is_explicit = true;
  }
  tr_split_merge(ctx, &c->props, &other->props, tie);
  for (size_t i = 0; i < other->n_scales; i++) {
    size_t k = 0;
    while (k < c->n_scales && c->channels[k] != other->channels[i]) k++;
    if (k < c->n_scales || c->n_scales == sizeof c->scales / sizeof *c->scales) continue;
    c->scales[c->n_scales] = other->scales[i];
    c->channels[c->n_scales++] = other->channels[i];
  }
}

static bool is_independent(const tr_view *view, tr_enc enc) {
  const tr_value *own = tr_get(tr_get(tr_get(view->spec, "resolve"), "legend"), tr_enc_rows[enc].name);
  return !view->scales[enc] || tr_str_is(tr_string(own), "independent");
}

static tr_legend_cmp *take(tr_view *view, tr_enc enc) {
  tr_legend_cmp **items = view->legends.items;
  for (size_t i = 0; i < view->legends.n; i++) {
    tr_legend_cmp *found = items[i];
    if (found->enc != enc) continue;
    for (size_t k = i + 1; k < view->legends.n; k++) items[k - 1] = items[k];
    view->legends.n--;
    return found;
  }
  return NULL;
}

static void layer_legends(tr_view *view) {
  for (size_t e = 0; e < sizeof channels / sizeof *channels; e++) {
    tr_legend_cmp *merged = NULL;
    if (is_independent(view, channels[e])) continue;
    for (size_t i = 0; i < view->n_children; i++) {
      tr_legend_cmp *c = take(view->children[i], channels[e]);
      if (c && merged && orients_clash(merged, c)) {
        *(tr_legend_cmp **)tr_vec_push(&view->legends) = c;
      } else if (c && merged) {
        merge(view->chart->ctx, merged, c);
      } else if (c) {
        merged = c;
      }
    }
    if (merged) *(tr_legend_cmp **)tr_vec_push(&view->legends) = merged;
  }
}

void tr_parse_legends(tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++) tr_parse_legends(view->children[i]);
  if (view->kind == TR_VIEW_LAYER) {
    layer_legends(view);
    return;
  }
  for (size_t e = 0; e < sizeof channels / sizeof *channels; e++)
    if (view->scales[channels[e]])
      *(tr_legend_cmp **)tr_vec_push(&view->legends) = unit_legend(view, channels[e]);
}

/* --- Drawing
 * --------------------------------------------------------------------------------------------------------------------
 */

/* The field a legend shows, or an empty string where its layers show several. */
static tr_str field_of(const tr_view *view, tr_enc enc) {
  if (view->kind == TR_VIEW_UNIT) {
    const tr_def *d = tr_def_field(view->enc[enc]);
    return d ? d->field : (tr_str){0};
  }
  tr_str found = {0};
  for (size_t i = 0; i < view->n_children; i++) {
    tr_str f = field_of(view->children[i], enc);
    if (f.n > 0 && found.n > 0 && !tr_str_eq(f, found)) return (tr_str){0};
    if (f.n > 0) found = f;
  }
  return found;
}

static bool can_merge(const tr_view *view, const tr_legend_cmp *a, const tr_legend_cmp *b) {
  tr_str x = field_of(view, a->enc), y = field_of(view, b->enc);
  bool same = x.n > 0 && tr_str_eq(x, y);
  return same && tr_scale_is_discrete(a->scales[0]->type) == tr_scale_is_discrete(b->scales[0]->type) &&
         !orients_clash(a, b);
}

static tr_legend_cmp *copy_of(tr_ctx *ctx, const tr_legend_cmp *c) {
  tr_legend_cmp *copy = TR_NEW(ctx->scene, tr_legend_cmp);
  *copy = *c;
  copy->props = tr_split_of(ctx);
  tr_split_merge(ctx, &copy->props, &c->props, NULL);
  return copy;
}

/* Legends of one view, those of the same field as one. */
static void collect(tr_view *view, tr_vec *out) {
  tr_ctx *ctx = view->chart->ctx;
  size_t first = out->n;
  tr_legend_cmp **items = view->legends.items;
  for (size_t i = 0; i < view->legends.n; i++) {
    tr_legend_cmp **found = out->items, *into = NULL;
    for (size_t k = first; k < out->n && !into; k++)
      if (can_merge(view, found[k], items[i])) into = found[k];
    if (into)
      merge(ctx, into, items[i]);
    else
      *(tr_legend_cmp **)tr_vec_push(out) = copy_of(ctx, items[i]);
  }
  for (size_t i = 0; i < view->n_children; i++) collect(view->children[i], out);
}

static tr_value with_length(tr_chart *chart, tr_value props) {
  const tr_value *follow = tr_get(tr_get(&props, "gradientLength"), "follow");
  if (!follow) return props;
  bool across = tr_str_is(tr_string(follow), "width");
  double size = across ? chart->width : chart->height;
  double low = tr_chart_number(
      chart, tr_config(chart, "legend", across ? "gradientHorizontalMinLength" : "gradientVerticalMinLength"),
      64);
  double high = tr_chart_number(
      chart, tr_config(chart, "legend", across ? "gradientHorizontalMaxLength" : "gradientVerticalMaxLength"),
      200);
  return tr_with(chart->ctx->scene, &props, "gradientLength", tr_make_number(fmax(low, fmin(high, size))));
}

static bool shows(const tr_legend_cmp *c, const char *name) {
  for (size_t i = 0; i < c->n_scales; i++)
    if (strcmp(tr_channel_name(c->channels[i]), name) == 0) return true;
  return false;
}

/* Symbols without a channel that the legend itself shows; filled ones have no edge of the legend's own. */
static tr_value settled_encode(tr_ctx *ctx, const tr_legend_cmp *c, const tr_value *encode) {
  static const char *const names[] = {"size",       "shape",       "fill",    "stroke",
                                      "strokeDash", "strokeWidth", "opacity", NULL};
  const tr_value *symbols = tr_get(encode, "symbols");
  if (!symbols) return encode ? *encode : tr_make_object(NULL, 0);
  tr_value block = *symbols;
  const tr_value *fill = tr_get(tr_get(symbols, "fill"), "value");
  if (tr_get(symbols, "fill") && !tr_str_is(tr_string(fill), "transparent") && !tr_get(symbols, "stroke") &&
      !shows(c, "stroke"))
    put(ctx, &block, "stroke", tr_make_string(TR_S("transparent")));
  for (int i = 0; names[i]; i++)
    if (shows(c, names[i])) block = tr_without(ctx->doc, &block, names[i]);
  return tr_with(ctx->doc, encode, "symbols", block);
}

/* Vega's order of channels: the first one's values are listed. */
static size_t scales_of(tr_ctx *ctx, const tr_legend_cmp *c, tr_legend_scale **out) {
  static const tr_channel_id order[] = {TR_CH_FILL,  TR_CH_STROKE,      TR_CH_STROKE_WIDTH, TR_CH_SIZE,
                                        TR_CH_SHAPE, TR_CH_STROKE_DASH, TR_CH_OPACITY};
  size_t n = 0;
  *out = TR_NEW_N(ctx->scene, tr_legend_scale, c->n_scales);
  for (size_t k = 0; k < sizeof order / sizeof *order; k++)
    for (size_t i = 0; i < c->n_scales; i++)
      if (c->channels[i] == order[k] && c->scales[i]->scale)
        (*out)[n++] = (tr_legend_scale){order[k], c->scales[i]->scale};
  return n;
}

void tr_draw_legends(tr_chart *chart, const tr_bounds *x, const tr_bounds *y, tr_group *group,
                     tr_bounds *view) {
  tr_ctx *ctx = chart->ctx;
  tr_vec found = tr_vec_of(ctx->scene, sizeof(tr_legend_cmp *));
  collect(chart->root, &found);
  tr_legend *legends = TR_NEW_N(ctx->scene, tr_legend, found.n);
  size_t n = 0;
  for (size_t i = 0; i < found.n; i++) {
    tr_legend_cmp *c = ((tr_legend_cmp **)found.items)[i];
    tr_legend_scale *scales;
    size_t n_scales = c->disabled ? 0 : scales_of(ctx, c, &scales);
    if (n_scales == 0) continue;
    tr_value *props = TR_NEW(ctx->scene, tr_value), *encode = TR_NEW(ctx->scene, tr_value);
    *props = with_length(chart, tr_split_object(ctx, &c->props));
    *encode = settled_encode(ctx, c, tr_get(props, "encode"));
    legends[n++] = (tr_legend){
        .scales = scales, .n_scales = n_scales, .props = props, .encode = encode, .at = c->scales[0]->at};
  }
  tr_guide_env g = tr_chart_guides(chart);
  bool fits = chart->autosize.type == TR_AUTOSIZE_FIT || chart->autosize.type == TR_AUTOSIZE_FIT_X ||
              chart->autosize.type == TR_AUTOSIZE_FIT_Y;
  tr_legends_build(&g, legends, n, chart->width, chart->height, x, y, fits, group, view);
}
