#include "guide/axis-priv.h"
#include "guide/legend-priv.h"

#include <math.h>

/* What the labels are made of. */
typedef struct legend_values {
  tr_value *items;
  size_t n;
  double max; /* upper end of the last one, where the values are ranges */
  bool given;
} legend_values;

static bool is_symbol(const legend_build *b) { return b->type == TR_LEGEND_SYMBOL; }

static tr_tick_count count_of(const legend_build *b) {
  double fallback = b->type == TR_LEGEND_GRADIENT ? fmax(2, 2 * floor(b->length / 100)) : 5;
  return tr_guide_tick_count(b->g, legend_prop(b, "tickCount"), legend_prop(b, "tickMinStep"), fallback);
}

static legend_values values_of(const legend_build *b, const tr_tick_count *count) {
  legend_values v = {.max = INFINITY};
  const tr_value *list = tr_guide_value(b->g, legend_prop(b, "values"), NULL);
  bool ranges;
  v.given = tr_is(list, TR_ARRAY);
  if (!v.given) {
    v.n = tr_scale_legend_values(b->g->ctx, b->scale, count, is_symbol(b), &v.items, &v.max, &ranges);
    return v;
  }
  v.n = list->n;
  v.items = TR_NEW_N(b->g->ctx->scene, tr_value, v.n);
  for (size_t i = 0; i < v.n; i++) v.items[i] = list->items[i];
  return v;
}

/* --- Labels ----------------------------------------------------------------------------------------------
 */

/* A scale whose values stand for everything up to the next one. */
static bool shows_ranges(const tr_scale *s) {
  const double *bins;
  return tr_scale_type_of(s)->thresholds || tr_scale_bins(s, &bins) > 0;
}

static tr_str finite_label(tr_ctx *ctx, const tr_tick_format *f, const tr_value *v) {
  bool finite = v->kind == TR_NUMBER && isfinite(v->number);
  return finite ? tr_tick_label(ctx, f, v) : (tr_str){0};
}

static tr_str range_label(tr_ctx *ctx, const tr_tick_format *f, const tr_value *from, const tr_value *to) {
  tr_str low = finite_label(ctx, f, from), high = finite_label(ctx, f, to);
  if (low.n > 0 && high.n > 0)
    return tr_printf(ctx->scene, "%.*s \xE2\x80\x93 %.*s", TR_FMT(low), TR_FMT(high));
  if (high.n > 0) return tr_printf(ctx->scene, "< %.*s", TR_FMT(high));
  return tr_printf(ctx->scene, "\xE2\x89\xA5 %.*s", TR_FMT(low));
}

static tr_str label_of(const legend_build *b, const tr_tick_format *f, const legend_values *v, size_t i) {
  tr_ctx *ctx = b->g->ctx;
  tr_value max = tr_make_number(v->max);
  if (is_symbol(b) && shows_ranges(b->scale))
    return range_label(ctx, f, &v->items[i], i + 1 < v->n ? &v->items[i + 1] : &max);
  if (b->type == TR_LEGEND_DISCRETE && i == 0) return (tr_str){0};
  if (tr_is(&v->items[i], TR_ARRAY)) return tr_to_string(ctx->scene, &v->items[i]);
  return tr_tick_label(ctx, f, &v->items[i]);
}

static const tr_tick_format *format_of(const legend_build *b, const tr_tick_count *count, bool given) {
  const tr_value *format = tr_guide_value(b->g, legend_prop(b, "format"), NULL);
  tr_tick_format_spec spec = {.specifier = tr_string(format),
                              .is_given = tr_is(format, TR_STRING),
                              .multi = tr_is(format, TR_OBJECT) ? format : NULL,
                              .type = tr_guide_string(b->g, legend_prop(b, "formatType"), NULL, (tr_str){0}),
                              .no_skip = given || is_symbol(b),
                              .at = format ? tr_pos_of(format) : b->legend->at};
  return tr_tick_format_new(b->g->ctx, b->g->env, b->scale, count, &spec);
}

static tr_value datum_of(const legend_build *b, const legend_entry *e, size_t i) {
  tr_member *m = TR_NEW_N(b->g->ctx->scene, tr_member, 5);
  bool symbol = is_symbol(b);
  m[0] = (tr_member){.name = TR_S("value"), .value = e->value};
  m[1] = (tr_member){.name = TR_S("label"), .value = tr_make_string(e->label)};
  m[2] = (tr_member){.name = TR_S("index"), .value = tr_make_number((double)i)};
  m[3] = (tr_member){.name = symbol ? TR_S("size") : TR_S("perc"),
                     .value = tr_make_number(symbol ? e->size : e->from)};
  m[4] = (tr_member){.name = symbol ? TR_S("offset") : TR_S("perc2"),
                     .value = tr_make_number(symbol ? b->room : e->to)};
  return tr_make_object(m, b->type == TR_LEGEND_GRADIENT ? 4 : 5);
}

/* The label that `labelExpr` makes: text, or lines of text. */
static tr_value text_of(const legend_build *b, const legend_entry *e) {
  const tr_value *expr = tr_get(b->legend->props, "labelExpr");
  if (!tr_is(expr, TR_STRING)) return tr_make_string(e->label);
  tr_value object = tr_make_object((tr_member[]){{.name = TR_S("signal"), .value = *expr}}, 1);
  const tr_value *v = tr_guide_value(b->g, &object, &e->datum);
  return v ? *v : tr_make_string((tr_str){"", 0});
}

/* --- Symbols ---------------------------------------------------------------------------------------------
 */

/* Room for a symbol: its square with its stroke, and no less than a line of its label. */
static void measure(legend_build *b, legend_entry *e, size_t i) {
  e->datum = datum_of(b, e, i); /* its size is not known yet */
  e->symbol = tr_legend_symbol(b, &e->value, &e->datum);
  double area = tr_item_number(&e->symbol, TR_CH_SIZE, 0, 64);
  double stroke = tr_item_number(&e->symbol, TR_CH_STROKE_WIDTH, 0, 0);
  tr_items label = tr_legend_label(b, e);
  double line = tr_item_number(&label, TR_CH_FONT_SIZE, 0, 10);
  e->size = fmax(ceil(sqrt(fmax(0, area)) + stroke), line);
  b->room = fmax(b->room, e->size);
}

/* The number of values that take part: of too many, the last stands for the rest, of which there are *REST.
 */
static size_t limited(const legend_build *b, legend_values *v, size_t *rest) {
  double limit = legend_number(b, "symbolLimit", 0);
  *rest = 0;
  if (!(limit >= 1) || (double)v->n <= limit) return v->n;
  size_t shown = (size_t)limit - 1;
  *rest = v->n - shown;
  v->n = shown;
  v->max = INFINITY;
  return shown + 1;
}

/* Automatic values that begin with one of size zero are shown without it. */
static void drop_empty(const legend_build *b, legend_values *v) {
  if (v->given || v->n == 0 || tr_scale_number(b->scale, &v->items[0]) != 0) return;
  v->items++;
  v->n--;
  v->max = INFINITY;
}

static void make_symbols(legend_build *b, legend_values *v, const tr_tick_format *format) {
  const tr_value *all = v->items;
  size_t rest, n = limited(b, v, &rest), before = v->n;
  drop_empty(b, v);
  n -= before - v->n;
  b->n = n;
  b->entries = TR_NEW_N(b->g->ctx->scene, legend_entry, n);
  for (size_t i = 0; i < n; i++) {
    legend_entry *e = &b->entries[i];
    e->value = i < v->n ? v->items[i] : all[v->n]; /* what is left out is drawn like the first of it */
    e->label = i < v->n ? label_of(b, format, v, i)
                        : tr_printf(b->g->ctx->scene, "\xE2\x80\xA6%zu entries", rest + (before - v->n));
    double room = b->room;
    measure(b, e, i);
    if (i >= v->n) b->room = room; /* the entry that stands for the rest makes no room */
  }
  for (size_t i = 0; i < n; i++) {
    legend_entry *e = &b->entries[i];
    e->datum = datum_of(b, e, i);
    e->text = text_of(b, e);
  }
  if (rest > 0 && b->g->notes)
    *(tr_str *)tr_vec_push(b->g->notes) =
        tr_printf(b->g->ctx->scene, "%zu values are not listed in the legend", rest);
}

/* --- Ramps -----------------------------------------------------------------------------------------------
 */

/* Ends of the domain as the bands of a discrete ramp divide it. */
static void span_of(const tr_scale *s, double *low, double *high) {
  const tr_value *domain;
  size_t n = tr_scale_domain(s, &domain);
  *low = tr_scale_domain_end(s, false);
  *high = tr_scale_domain_end(s, true);
  tr_scale_kind kind = tr_scale_type_of(s)->kind;
  if (kind == TR_SCALE_QUANTILE) { /* its domain is all the data, in any order */
    for (size_t i = 0; i < n; i++) {
      double x = tr_to_number(&domain[i]);
      if (x < *low || isnan(*low)) *low = x;
      if (x > *high || isnan(*high)) *high = x;
    }
  } else if (kind == TR_SCALE_THRESHOLD) { /* open ends are as wide as the groups between, on average */
    double more = n > 1 ? (*high - *low) / (double)(n - 1) : 0.1;
    *low -= more;
    *high += more;
  }
}

static double share(double x, double low, double high) {
  double t = (x - low) / (high - low);
  return isfinite(t) ? t : 0.5;
}

static void place_bands(legend_build *b) {
  double low, high;
  span_of(b->scale, &low, &high);
  for (size_t i = 0; i < b->n; i++) {
    b->entries[i].from = i == 0 ? 0 : share(tr_to_number(&b->entries[i].value), low, high);
    b->entries[i].to = i + 1 == b->n ? 1 : share(tr_to_number(&b->entries[i + 1].value), low, high);
  }
}

static void place_points(legend_build *b) {
  double low = tr_scale_domain_end(b->scale, false), high = tr_scale_domain_end(b->scale, true);
  bool flat = low == high || !isfinite(high - low);
  for (size_t i = 0; i < b->n; i++) {
    double t = flat ? 0.5 : tr_scale_fraction(b->scale, tr_to_number(&b->entries[i].value));
    b->entries[i].from = isfinite(t) ? t : 0.5;
  }
}

/* Two automatic values or fewer say too little: the ends of the domain are shown instead. */
static void show_ends(const legend_build *b, legend_values *v) {
  const tr_value *domain;
  size_t n = tr_scale_domain(b->scale, &domain);
  if (b->type != TR_LEGEND_GRADIENT || v->n >= 3 || v->given || n < 2) return;
  if (tr_equal(&domain[0], &domain[n - 1])) return;
  v->items = TR_NEW_N(b->g->ctx->scene, tr_value, 2);
  v->items[0] = domain[0];
  v->items[1] = domain[n - 1];
  v->n = 2;
}

/* A ramp without values has one label, in its middle. */
static void make_blank_ramp(legend_build *b) {
  b->n = 1;
  b->entries = TR_NEW_N(b->g->ctx->scene, legend_entry, 1);
  b->entries[0] = (legend_entry){.value = tr_make_undefined(), .label = TR_S("NaN"), .from = 0.5};
  b->entries[0].datum = datum_of(b, &b->entries[0], 0);
  b->entries[0].text = text_of(b, &b->entries[0]);
}

static bool is_blank(const legend_build *b, const legend_values *v) {
  const tr_value *domain;
  return b->type == TR_LEGEND_GRADIENT && v->n == 0 && !v->given && tr_scale_domain(b->scale, &domain) == 0;
}

static void make_ramp(legend_build *b, legend_values *v, const tr_tick_format *format) {
  show_ends(b, v);
  b->n = v->n;
  b->entries = TR_NEW_N(b->g->ctx->scene, legend_entry, v->n);
  for (size_t i = 0; i < v->n; i++) {
    b->entries[i].value = v->items[i];
    b->entries[i].label = label_of(b, format, v, i);
  }
  if (b->type == TR_LEGEND_DISCRETE)
    place_bands(b);
  else
    place_points(b);
  for (size_t i = 0; i < v->n; i++) {
    b->entries[i].datum = datum_of(b, &b->entries[i], i);
    b->entries[i].text = text_of(b, &b->entries[i]);
  }
}

void tr_legend_entries(legend_build *b) {
  tr_tick_count count = count_of(b);
  legend_values v = values_of(b, &count);
  const tr_tick_format *format = format_of(b, &count, v.given);
  if (is_blank(b, &v))
    make_blank_ramp(b);
  else if (is_symbol(b))
    make_symbols(b, &v, format);
  else
    make_ramp(b, &v, format);
}
