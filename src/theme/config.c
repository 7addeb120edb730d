#include "theme/config.h"

/* Vega-Lite's defaults (its config.ts). */
static const char vega_lite[] =
    "{\"background\":\"white\",\"padding\":5,\"timeFormat\":\"%b %d, %Y\",\"countTitle\":\"Count of "
    "Records\","
    "\"normalizedNumberFormat\":\".0%\","
    "\"view\":{\"continuousWidth\":300,\"continuousHeight\":300,\"step\":20},"
    "\"mark\":{\"color\":\"#4c78a8\",\"invalid\":\"break-paths-show-path-domains\",\"timeUnitBandSize\":1},"
    "\"arc\":{},\"area\":{},"
    "\"bar\":{\"binSpacing\":1,\"continuousBandSize\":5,\"minBandSize\":0.25,\"timeUnitBandPosition\":0.5},"
    "\"circle\":{},\"geoshape\":{},\"image\":{},\"line\":{},\"point\":{},"
    "\"rect\":{\"binSpacing\":0,\"continuousBandSize\":5,\"minBandSize\":0.25,\"timeUnitBandPosition\":0.5},"
    "\"rule\":{\"color\":\"black\"},\"square\":{},\"text\":{\"color\":\"black\"},"
    "\"tick\":{\"binSpacing\":0,\"continuousBandSize\":5,\"minBandSize\":0.25,\"timeUnitBandPosition\":0.5,"
    "\"thickness\":1},\"trail\":{},"
    "\"boxplot\":{\"size\":14,\"extent\":1.5,\"box\":{},\"median\":{\"color\":\"white\"},\"outliers\":{},"
    "\"rule\":{},\"ticks\":null},\"errorbar\":{\"center\":\"mean\",\"rule\":true,\"ticks\":false},"
    "\"errorband\":{\"band\":{\"opacity\":0.3},\"borders\":false},"
    "\"scale\":{\"pointPadding\":0.5,\"barBandPaddingInner\":0.1,\"rectBandPaddingInner\":0,"
    "\"tickBandPaddingInner\":0.25,\"bandWithNestedOffsetPaddingInner\":0.2,"
    "\"bandWithNestedOffsetPaddingOuter\":0.2,\"minBandSize\":2,\"minFontSize\":8,\"maxFontSize\":40,"
    "\"minOpacity\":0.3,\"maxOpacity\":0.8,\"minSize\":4,\"minStrokeWidth\":1,\"maxStrokeWidth\":4,"
    "\"quantileCount\":4,\"quantizeCount\":4,\"zero\":true},"
    "\"legend\":{\"gradientHorizontalMaxLength\":200,\"gradientHorizontalMinLength\":100,"
    "\"gradientVerticalMaxLength\":200,\"gradientVerticalMinLength\":64,\"unselectedOpacity\":0.35},"
    "\"header\":{\"titlePadding\":10,\"labelPadding\":10},\"style\":{},\"title\":{},"
    "\"facet\":{\"spacing\":20},\"concat\":{\"spacing\":20}}";

/* Vega's defaults (vega-parser's config.js). */
static const char vega[] =
    "{\"arc\":{\"fill\":\"#4c78a8\"},\"area\":{\"fill\":\"#4c78a8\"},"
    "\"line\":{\"stroke\":\"#4c78a8\",\"strokeWidth\":2},\"rect\":{\"fill\":\"#4c78a8\"},"
    "\"rule\":{\"stroke\":\"#000\"},\"symbol\":{\"fill\":\"#4c78a8\",\"size\":64},"
    "\"text\":{\"fill\":\"#000\",\"font\":\"sans-serif\",\"fontSize\":11},"
    "\"trail\":{\"fill\":\"#4c78a8\",\"size\":2},"
    "\"style\":{\"guide-label\":{\"fill\":\"#000\",\"font\":\"sans-serif\",\"fontSize\":10},"
    "\"guide-title\":{\"fill\":\"#000\",\"font\":\"sans-serif\",\"fontSize\":11,\"fontWeight\":\"bold\"},"
    "\"group-title\":{\"fill\":\"#000\",\"font\":\"sans-serif\",\"fontSize\":13,\"fontWeight\":\"bold\"},"
    "\"group-subtitle\":{\"fill\":\"#000\",\"font\":\"sans-serif\",\"fontSize\":12},"
    "\"point\":{\"size\":30,\"strokeWidth\":2,\"shape\":\"circle\"},"
    "\"circle\":{\"size\":30,\"strokeWidth\":2},"
    "\"square\":{\"size\":30,\"strokeWidth\":2,\"shape\":\"square\"},"
    "\"cell\":{\"fill\":\"transparent\",\"stroke\":\"#ddd\"},\"view\":{\"fill\":\"transparent\"}},"
    "\"title\":{\"orient\":\"top\",\"anchor\":\"middle\",\"offset\":4,\"subtitlePadding\":3},"
    "\"axis\":{\"minExtent\":0,\"maxExtent\":200,\"bandPosition\":0.5,\"domain\":true,\"domainWidth\":1,"
    "\"domainColor\":\"#888\",\"grid\":false,\"gridWidth\":1,\"gridColor\":\"#ddd\",\"labels\":true,"
    "\"labelAngle\":0,\"labelLimit\":180,\"labelOffset\":0,\"labelPadding\":2,\"ticks\":true,"
    "\"tickColor\":\"#888\",\"tickOffset\":0,\"tickRound\":true,\"tickSize\":5,\"tickWidth\":1,"
    "\"titlePadding\":4},\"axisBand\":{\"tickOffset\":-0.5},"
    "\"legend\":{\"orient\":\"right\",\"padding\":0,\"gridAlign\":\"each\",\"columnPadding\":10,"
    "\"rowPadding\":2,\"symbolDirection\":\"vertical\",\"gradientDirection\":\"vertical\","
    "\"gradientLength\":200,\"gradientThickness\":16,\"gradientStrokeColor\":\"#ddd\","
    "\"gradientStrokeWidth\":0,\"gradientLabelOffset\":2,\"labelAlign\":\"left\","
    "\"labelBaseline\":\"middle\",\"labelLimit\":160,\"labelOffset\":4,\"labelOverlap\":true,"
    "\"symbolLimit\":30,\"symbolType\":\"circle\",\"symbolSize\":100,\"symbolOffset\":0,"
    "\"symbolStrokeWidth\":1.5,\"symbolBaseFillColor\":\"transparent\",\"symbolBaseStrokeColor\":\"#888\","
    "\"titleLimit\":180,\"titleOrient\":\"top\",\"titlePadding\":5,"
    "\"layout\":{\"offset\":18,\"direction\":\"horizontal\",\"left\":{\"direction\":\"vertical\"},"
    "\"right\":{\"direction\":\"vertical\"}}},"
    "\"range\":{\"category\":{\"scheme\":\"tableau10\"},\"ordinal\":{\"scheme\":\"blues\"},"
    "\"heatmap\":{\"scheme\":\"yellowgreenblue\"},\"ramp\":{\"scheme\":\"blues\"},"
    "\"diverging\":{\"scheme\":\"blueorange\",\"extent\":[1,0]},"
    "\"symbol\":[\"circle\",\"square\",\"triangle-up\",\"cross\",\"diamond\",\"triangle-right\","
    "\"triangle-down\",\"triangle-left\"]}}";

static const tr_value *read(tr_ctx *ctx, const char *name, const char *json) {
  tr_value *tree = TR_NEW(ctx->doc, tr_value);
  uint32_t file = tr_source_add(ctx, tr_str_z(name), tr_str_z(json), (tr_str){0});
  if (!tr_json_read(ctx, file, tree)) tr_give_up(ctx);
  return tree;
}

const tr_value *tr_config_defaults(tr_ctx *ctx) { return read(ctx, "default config", vega_lite); }

const tr_value *tr_config_vega(tr_ctx *ctx) { return read(ctx, "default config of Vega", vega); }

/* --- Merging -------------------------------------------------------------------------------------------- */

/* OVER's members on top of BASE's; objects within are merged LEVELS deep. */
static tr_value merge(tr_ctx *ctx, const tr_value *base, const tr_value *over, int levels) {
  tr_value out = *base;
  for (uint32_t i = 0; i < over->n; i++) {
    const tr_member *m = &over->members[i];
    const tr_value *below = tr_get_s(base, m->name);
    bool deeper = levels > 0 && tr_is(below, TR_OBJECT) && tr_is(&m->value, TR_OBJECT);
    if (tr_str_is(m->name, "style") && levels == 1 && deeper)
      out = tr_with(ctx->doc, &out, m->name.p, merge(ctx, below, &m->value, 1));
    else
      out = tr_with(ctx->doc, &out, m->name.p, deeper ? merge(ctx, below, &m->value, levels - 1) : m->value);
  }
  return out;
}

/* What `color` writes: the colours by name, and where they go. */
static const char *const color_names[][2] = {
    {"blue", "#4c78a8"},  {"orange", "#f58518"}, {"red", "#e45756"},    {"teal", "#72b7b2"},
    {"green", "#54a24b"}, {"yellow", "#eeca3b"}, {"purple", "#b279a2"}, {"pink", "#ff9da6"},
    {"brown", "#9d755d"}, {"gray0", "#000"},     {"gray1", "#111"},     {"gray2", "#222"},
    {"gray3", "#333"},    {"gray4", "#444"},     {"gray5", "#555"},     {"gray6", "#666"},
    {"gray7", "#777"},    {"gray8", "#888"},     {"gray9", "#999"},     {"gray10", "#aaa"},
    {"gray11", "#bbb"},   {"gray12", "#ccc"},    {"gray13", "#ddd"},    {"gray14", "#eee"},
    {"gray15", "#fff"}};
enum { n_colors = sizeof color_names / sizeof *color_names, n_categories = 9 };

static const struct {
  const char *section, *style, *property, *color; /* `style`: of the section "style" */
} color_places[] = {{"mark", NULL, "color", "blue"},
                    {"rule", NULL, "color", "gray0"},
                    {"text", NULL, "color", "gray0"},
                    {"style", "guide-label", "fill", "gray0"},
                    {"style", "guide-title", "fill", "gray0"},
                    {"style", "group-title", "fill", "gray0"},
                    {"style", "group-subtitle", "fill", "gray0"},
                    {"style", "cell", "stroke", "gray8"},
                    {"axis", NULL, "domainColor", "gray13"},
                    {"axis", NULL, "gridColor", "gray8"},
                    {"axis", NULL, "tickColor", "gray13"}};

/* CONFIG with one property of a section, or of a style. */
static tr_value put(tr_ctx *ctx, const tr_value *config, const char *section, const char *style,
                    const char *property, tr_value v) {
  tr_value none = tr_make_object(NULL, 0);
  const tr_value *outer = tr_get(config, section), *inner = style ? tr_get(outer, style) : outer;
  v = tr_with(ctx->doc, inner ? inner : &none, property, v);
  if (style) v = tr_with(ctx->doc, outer ? outer : &none, style, v);
  return tr_with(ctx->doc, config, section, v);
}

/* All of OWN's colours, and the default ones. */
static tr_value palette(tr_ctx *ctx, const tr_value *own) {
  tr_value out = tr_make_object(NULL, 0);
  for (size_t i = 0; i < n_colors; i++)
    out = tr_with(ctx->doc, &out, color_names[i][0], tr_make_string(tr_str_z(color_names[i][1])));
  for (uint32_t i = 0; tr_is(own, TR_OBJECT) && i < own->n; i++)
    out = tr_with(ctx->doc, &out, own->members[i].name.p, own->members[i].value);
  return out;
}

/* Nine categories: the tenth that Vega-Lite names ("grey8") is no colour of its own list. */
static tr_value color_config(tr_ctx *ctx, const tr_value *colors) {
  tr_value out = tr_make_object(NULL, 0), *category = TR_NEW_N(ctx->doc, tr_value, n_categories + 1);
  for (size_t i = 0; i < sizeof color_places / sizeof *color_places; i++)
    out = put(ctx, &out, color_places[i].section, color_places[i].style, color_places[i].property,
              *tr_get(colors, color_places[i].color));
  for (size_t i = 0; i < n_categories; i++) category[i] = *tr_get(colors, color_names[i][0]);
  category[n_categories] = tr_make_string(TR_S("transparent"));
  return put(ctx, &out, "range", NULL, "category", tr_make_array(category, n_categories + 1));
}

/* Where the shorthands `font` and `fontSize` go. */
static const struct {
  const char *section, *style, *size; /* `size`: member of config.fontSize */
} text_places[] = {{"text", NULL, "text"},
                   {NULL, "guide-label", "guideLabel"},
                   {NULL, "guide-title", "guideTitle"},
                   {NULL, "group-title", "groupTitle"},
                   {NULL, "group-subtitle", "groupSubtitle"}};
static const double text_sizes[] = {11, 10, 11, 13, 12};

static tr_value text_config(tr_ctx *ctx, const tr_value *config, size_t i, const char *property, tr_value v) {
  const char *section = text_places[i].section;
  return put(ctx, config, section ? section : "style", text_places[i].style, property, v);
}

static bool is_asked(const tr_value *v) { return tr_is(v, TR_OBJECT) || (tr_is(v, TR_BOOL) && v->boolean); }

/* OUT's parameter NAME, so that expressions find the values of a shorthand. */
static tr_value with_param(tr_ctx *ctx, const tr_value *out, const char *name, tr_value value) {
  const tr_value *had = tr_get(out, "params");
  uint32_t n = tr_is(had, TR_ARRAY) ? had->n : 0;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, n + 1), param = tr_make_object(NULL, 0);
  for (uint32_t i = 0; i < n; i++) items[i] = had->items[i];
  param = tr_with(ctx->doc, &param, "name", tr_make_string(tr_str_z(name)));
  items[n] = tr_with(ctx->doc, &param, "value", value);
  return tr_with(ctx->doc, out, "params", tr_make_array(items, n + 1));
}

static tr_value size_config(tr_ctx *ctx, const tr_value *config, const tr_value *own) {
  tr_value out = *config, sizes = tr_make_object(NULL, 0);
  for (size_t i = 0; i < sizeof text_places / sizeof *text_places; i++) {
    tr_value px = tr_make_number(tr_get_number(own, text_places[i].size, text_sizes[i]));
    out = text_config(ctx, &out, i, "fontSize", px);
    sizes = tr_with(ctx->doc, &sizes, text_places[i].size, px);
  }
  return with_param(ctx, &out, "fontSize", sizes);
}

/* What the shorthands `font`, `color` and `fontSize` of OVER stand for. */
static tr_value shorthands(tr_ctx *ctx, const tr_value *over) {
  tr_value out = tr_make_object(NULL, 0);
  const tr_value *font = tr_get(over, "font"), *color = tr_get(over, "color"),
                 *size = tr_get(over, "fontSize");
  for (size_t i = 0; tr_is(font, TR_STRING) && i < sizeof text_places / sizeof *text_places; i++)
    out = text_config(ctx, &out, i, "font", *font);
  if (is_asked(color)) {
    tr_value colors = palette(ctx, color), places = color_config(ctx, &colors);
    out = merge(ctx, &out, &places, 1);
    out = with_param(ctx, &out, "color", colors);
  }
  return is_asked(size) ? size_config(ctx, &out, size) : out;
}

static tr_value joined(tr_ctx *ctx, const tr_value *a, const tr_value *b) {
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, a->n + b->n);
  for (uint32_t i = 0; i < a->n; i++) items[i] = a->items[i];
  for (uint32_t i = 0; i < b->n; i++) items[a->n + i] = b->items[i];
  return tr_make_array(items, a->n + b->n);
}

tr_value tr_config_merge(tr_ctx *ctx, const tr_value *base, const tr_value *over) {
  tr_value out = tr_is(base, TR_OBJECT) ? *base : tr_make_object(NULL, 0);
  if (!tr_is(over, TR_OBJECT)) return out;
  tr_value places = shorthands(ctx, over);
  const tr_value *given = tr_get(&places, "params"), *own = tr_get(over, "params");
  out = merge(ctx, &out, &places, 1);
  out = merge(ctx, &out, over, 1);
  if (given && tr_is(own, TR_ARRAY)) out = tr_with(ctx->doc, &out, "params", joined(ctx, given, own));
  return out;
}

const tr_value *tr_config_get(const tr_value *config, const char *section, const char *property) {
  return tr_get(tr_get(config, section), property);
}

const tr_value *tr_config_style_z(const tr_value *config, const char *style, const char *property) {
  return tr_get(tr_get(tr_get(config, "style"), style), property);
}

const tr_value *tr_config_style(const tr_value *config, const tr_value *styles, const char *property) {
  const tr_value *index = tr_get(config, "style"), *found = NULL;
  if (tr_is(styles, TR_STRING)) return tr_get(tr_get_s(index, tr_string(styles)), property);
  for (uint32_t i = 0; tr_is(styles, TR_ARRAY) && i < styles->n; i++) {
    const tr_value *v = tr_get(tr_get_s(index, tr_string(&styles->items[i])), property);
    if (v) found = v;
  }
  return found;
}
