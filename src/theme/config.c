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

/* Where the shorthands `font` and `fontSize` go. */
static const struct {
  const char *section, *style, *size; /* `size`: member of config.fontSize */
} text_places[] = {{"text", NULL, "text"},
                   {NULL, "guide-label", "guideLabel"},
                   {NULL, "guide-title", "guideTitle"},
                   {NULL, "group-title", "groupTitle"},
                   {NULL, "group-subtitle", "groupSubtitle"}};
static const double text_sizes[] = {11, 10, 11, 13, 12};

static void write_place(tr_ctx *ctx, tr_value *out, size_t i, const char *property, tr_value v) {
  tr_value style = tr_make_object(NULL, 0), section = tr_make_object(NULL, 0);
  if (text_places[i].section) {
    section = tr_with(ctx->doc, &section, property, v);
    *out = tr_with(ctx->doc, out, text_places[i].section, section);
    return;
  }
  const tr_value *had = tr_get(out, "style");
  if (had) style = *had;
  const tr_value *mine = tr_get(&style, text_places[i].style);
  if (mine) section = *mine;
  section = tr_with(ctx->doc, &section, property, v);
  style = tr_with(ctx->doc, &style, text_places[i].style, section);
  *out = tr_with(ctx->doc, out, "style", style);
}

static tr_value shorthands(tr_ctx *ctx, const tr_value *over) {
  tr_value out = tr_make_object(NULL, 0);
  const tr_value *font = tr_get(over, "font"), *size = tr_get(over, "fontSize");
  for (size_t i = 0; i < sizeof text_places / sizeof *text_places; i++) {
    if (tr_is(font, TR_STRING)) write_place(ctx, &out, i, "font", *font);
  }
  for (size_t i = 0; i < sizeof text_places / sizeof *text_places; i++) {
    if (!tr_is(size, TR_OBJECT) && !(tr_is(size, TR_BOOL) && size->boolean)) break;
    double px = tr_get_number(size, text_places[i].size, text_sizes[i]);
    tr_value places = tr_make_object(NULL, 0);
    write_place(ctx, &places, i, "fontSize", tr_make_number(px));
    out = merge(ctx, &out, &places, 1);
  }
  return out;
}

tr_value tr_config_merge(tr_ctx *ctx, const tr_value *base, const tr_value *over) {
  tr_value out = tr_is(base, TR_OBJECT) ? *base : tr_make_object(NULL, 0);
  if (!tr_is(over, TR_OBJECT)) return out;
  tr_value places = shorthands(ctx, over);
  out = merge(ctx, &out, &places, 1);
  return merge(ctx, &out, over, 1);
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
