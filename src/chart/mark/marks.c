#include "chart/mark/encode-priv.h"

#include <math.h>

/* Each mark's encoding: which channels it reads, and how (Vega-Lite's compile/mark). */

typedef void compile_fn(tr_view *view, tr_entry *entry);

/* What all marks share after their own properties and colours. */
static void shared(tr_view *view, tr_entry *entry) {
  static const tr_enc plain[] = {TR_ENC_OPACITY, TR_ENC_FILL_OPACITY, TR_ENC_STROKE_OPACITY,
                                 TR_ENC_STROKE_WIDTH, TR_ENC_STROKE_DASH};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    tr_encode_other(view, entry, plain[i], tr_enc_rows[plain[i]].channel, NULL);
  tr_encode_tooltip(view, entry);
  tr_encode_text(view, entry, TR_ENC_HREF, TR_CH_HREF);
  tr_encode_description(view, entry);
}

/* What most marks share, before their own channels. */
static void base(tr_view *view, tr_entry *entry, bool size, bool orient, bool align, bool theta) {
  tr_encode_mark_props(view, entry, size, orient, align, theta);
  tr_encode_color(view, entry);
  shared(view, entry);
}

static void bar(tr_view *view, tr_entry *entry) {
  base(view, entry, false, false, false, false);
  tr_encode_rect(view, entry, TR_ENC_X);
  tr_encode_rect(view, entry, TR_ENC_Y);
  tr_encode_corners(view, entry);
}

static void rect(tr_view *view, tr_entry *entry) {
  base(view, entry, false, false, false, false);
  tr_encode_rect(view, entry, TR_ENC_X);
  tr_encode_rect(view, entry, TR_ENC_Y);
}

static void tick(tr_view *view, tr_entry *entry) {
  bool across = tr_str_is(view->orient, "horizontal");
  base(view, entry, false, false, false, false);
  tr_encode_rect(view, entry, across ? TR_ENC_X : TR_ENC_Y);
  tr_encode_point(view, entry, across ? TR_ENC_Y : TR_ENC_X, TR_DEFAULT_MID, across ? TR_CH_YC : TR_CH_XC);
  const tr_value *thickness = tr_mark_prop(view, "thickness", NULL);
  tr_rule_set(view, entry, across ? TR_CH_HEIGHT : TR_CH_WIDTH, tr_ref_value(view, thickness));
}

static void symbol(tr_view *view, tr_entry *entry) {
  base(view, entry, true, false, false, false);
  tr_encode_point(view, entry, TR_ENC_X, TR_DEFAULT_MID, TR_CH_X);
  tr_encode_point(view, entry, TR_ENC_Y, TR_DEFAULT_MID, TR_CH_Y);
  tr_encode_other(view, entry, TR_ENC_SIZE, TR_CH_SIZE, NULL);
  tr_encode_other(view, entry, TR_ENC_ANGLE, TR_CH_ANGLE, NULL);
  tr_value fixed = tr_make_string(tr_str_z(view->mark->name));
  if (tr_mark_is(view, "point"))
    tr_encode_other(view, entry, TR_ENC_SHAPE, TR_CH_SHAPE, NULL);
  else
    tr_rule_set(view, entry, TR_CH_SHAPE, tr_ref_value(view, &fixed));
}

static void rule(tr_view *view, tr_entry *entry) {
  bool across = tr_str_is(view->orient, "horizontal"), upright = tr_str_is(view->orient, "vertical");
  if (!view->enc[TR_ENC_X] && !view->enc[TR_ENC_Y] && !tr_view_has_projection(view)) return;
  base(view, entry, false, false, false, false);
  if (!upright)
    tr_encode_range(view, entry, TR_ENC_X, across ? TR_DEFAULT_ZERO_OR_MAX : TR_DEFAULT_MID,
                    TR_DEFAULT_ZERO_OR_MIN);
  else
    tr_encode_point(view, entry, TR_ENC_X, TR_DEFAULT_MID, TR_CH_X);
  if (!across)
    tr_encode_range(view, entry, TR_ENC_Y, upright ? TR_DEFAULT_ZERO_OR_MAX : TR_DEFAULT_MID,
                    TR_DEFAULT_ZERO_OR_MIN);
  else
    tr_encode_point(view, entry, TR_ENC_Y, TR_DEFAULT_MID, TR_CH_Y);
  tr_encode_other(view, entry, TR_ENC_SIZE, TR_CH_STROKE_WIDTH,
                  view->enc[TR_ENC_SIZE] || !view->enc[TR_ENC_STROKE_WIDTH] ? NULL
                                                                            : tr_ref_number_value(view, 1));
  if (view->enc[TR_ENC_STROKE_WIDTH])
    tr_encode_other(view, entry, TR_ENC_STROKE_WIDTH, TR_CH_STROKE_WIDTH, NULL);
}

/* Where a path has gaps: at values that its scales cannot place. */
static void defined(tr_view *view, tr_entry *entry) {
  if (!view->breaks) return;
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_def *d = tr_enc_rows[e].scaled ? tr_def_field(view->enc[e]) : NULL;
    const tr_scale_cmp *c = d ? tr_view_scale(view, (tr_enc)e) : NULL;
    if (!c || !tr_scale_is_continuous(c->type) || tr_is_count(d)) continue;
    if (tr_get(tr_config(view->chart, "scale", "invalid"), tr_enc_rows[e].name)) continue; /* shown */
    tr_ref *gap = tr_ref_number_value(view, 0);
    gap->test_invalid = tr_stack_dimension(view, (tr_enc)e);
    tr_rule_append(view, entry, TR_CH_DEFINED, gap);
  }
  if (entry->rules[TR_CH_DEFINED].n > 0)
    tr_rule_append(view, entry, TR_CH_DEFINED, tr_ref_number_value(view, 1));
}

static void line(tr_view *view, tr_entry *entry) {
  bool trail = tr_mark_is(view, "trail");
  base(view, entry, trail, false, false, false);
  tr_encode_point(view, entry, TR_ENC_X, TR_DEFAULT_MID, TR_CH_X);
  tr_encode_point(view, entry, TR_ENC_Y, TR_DEFAULT_MID, TR_CH_Y);
  if (trail)
    tr_encode_other(view, entry, TR_ENC_SIZE, TR_CH_SIZE, NULL);
  else if (view->enc[TR_ENC_SIZE] || !view->enc[TR_ENC_STROKE_WIDTH])
    tr_encode_other(view, entry, TR_ENC_SIZE, TR_CH_STROKE_WIDTH, NULL);
  tr_value orient = tr_make_string(view->orient);
  if (view->orient.n > 0) tr_rule_set(view, entry, TR_CH_ORIENT, tr_ref_value(view, &orient));
  defined(view, entry);
}

static void area(tr_view *view, tr_entry *entry) {
  bool x = tr_is_ranged_offset(view, TR_ENC_X), y = tr_is_ranged_offset(view, TR_ENC_Y), by_offset = x || y;
  base(view, entry, false, true, false, false);
  if (x || (!by_offset && tr_str_is(view->orient, "horizontal")))
    tr_encode_range(view, entry, TR_ENC_X, TR_DEFAULT_ZERO_OR_MIN, TR_DEFAULT_ZERO_OR_MIN);
  else
    tr_encode_point(view, entry, TR_ENC_X, TR_DEFAULT_ZERO_OR_MIN, TR_CH_X);
  if (y || (!by_offset && tr_str_is(view->orient, "vertical")))
    tr_encode_range(view, entry, TR_ENC_Y,
                    y && !view->enc[TR_ENC_Y] ? TR_DEFAULT_ZERO_OR_MAX : TR_DEFAULT_ZERO_OR_MIN,
                    TR_DEFAULT_ZERO_OR_MIN);
  else
    tr_encode_point(view, entry, TR_ENC_Y, TR_DEFAULT_ZERO_OR_MIN, TR_CH_Y);
  defined(view, entry);
}

static void text(tr_view *view, tr_entry *entry) {
  base(view, entry, false, false, true, true);
  tr_encode_point(view, entry, TR_ENC_X, TR_DEFAULT_MID, TR_CH_X);
  tr_encode_point(view, entry, TR_ENC_Y, TR_DEFAULT_MID, TR_CH_Y);
  tr_encode_text(view, entry, TR_ENC_TEXT, TR_CH_TEXT);
  tr_encode_other(view, entry, TR_ENC_SIZE, TR_CH_FONT_SIZE, NULL);
  tr_encode_other(view, entry, TR_ENC_ANGLE, TR_CH_ANGLE, NULL);
  tr_value center = tr_make_string(TR_S("center")), middle = tr_make_string(TR_S("middle"));
  if (!tr_mark_prop(view, "align", NULL)) tr_rule_set(view, entry, TR_CH_ALIGN, tr_ref_value(view, &center));
  if (!tr_mark_prop(view, "baseline", NULL))
    tr_rule_set(view, entry, TR_CH_BASELINE, tr_ref_value(view, &middle));
  tr_encode_point(view, entry, TR_ENC_RADIUS, TR_DEFAULT_NONE, TR_CH_RADIUS);
  tr_encode_point(view, entry, TR_ENC_THETA, TR_DEFAULT_NONE, TR_CH_THETA);
}

static void arc(tr_view *view, tr_entry *entry) {
  base(view, entry, false, false, false, false);
  tr_encode_point(view, entry, TR_ENC_X, TR_DEFAULT_MID, TR_CH_X);
  tr_encode_point(view, entry, TR_ENC_Y, TR_DEFAULT_MID, TR_CH_Y);
  tr_encode_rect(view, entry, TR_ENC_RADIUS);
  tr_encode_rect(view, entry, TR_ENC_THETA);
}

/* Places an image by its own point: what it shows lies about it as the alignment says, however large it is.
 */
static void image_point(tr_view *view, tr_entry *entry, tr_enc enc) {
  bool x = enc == TR_ENC_X;
  tr_value middle = tr_make_string(x ? TR_S("center") : TR_S("middle"));
  const tr_value *align = tr_mark_prop(view, x ? "align" : "baseline", NULL);
  tr_encode_point(view, entry, enc, TR_DEFAULT_MID, x ? TR_CH_X : TR_CH_Y);
  tr_rule_set(view, entry, x ? TR_CH_ALIGN : TR_CH_BASELINE, tr_ref_value(view, align ? align : &middle));
}

/* An image without a size has the picture's (position-rect.ts). */
static void image_side(tr_view *view, tr_entry *entry, tr_enc enc) {
  const tr_def *d = view->enc[enc];
  const tr_scale_cmp *scale = tr_view_scale(view, enc);
  bool binned = d && d->is_field && (d->bins || d->is_binned || d->has_unit) &&
                !(scale && tr_scale_is_discrete(scale->type));
  bool sized = tr_mark_prop(view, "size", enc == TR_ENC_X ? "width" : "height");
  bool ranged = view->enc[tr_enc_rows[enc].second] ||
                (d && tr_def_data(view->enc[enc]) && tr_is_ranged_offset(view, enc));
  if (d && !sized && !ranged && !binned)
    image_point(view, entry, enc);
  else
    tr_encode_rect(view, entry, enc);
}

/* On a map the places come from the projection; one that reaches to a second place is as large as that. */
static void image_on_map(tr_view *view, tr_entry *entry) {
  static const tr_channel_id sizes[] = {TR_CH_WIDTH, TR_CH_HEIGHT};
  static const char *const names[] = {"width", "height"};
  for (int i = 0; i < 2; i++) {
    const tr_value *size = tr_mark_prop(view, names[i], NULL);
    if (view->enc[TR_ENC_LONGITUDE2]) continue;
    image_point(view, entry, i == 0 ? TR_ENC_X : TR_ENC_Y);
    if (size) tr_rule_set(view, entry, sizes[i], tr_ref_value(view, size));
  }
}

static void image(tr_view *view, tr_entry *entry) {
  tr_encode_mark_props(view, entry, false, false, false, false);
  shared(view, entry);
  if (view->enc[TR_ENC_LONGITUDE]) {
    image_on_map(view, entry);
  } else {
    image_side(view, entry, TR_ENC_X);
    image_side(view, entry, TR_ENC_Y);
  }
  tr_encode_text(view, entry, TR_ENC_URL, TR_CH_URL);
}

static void geoshape(tr_view *view, tr_entry *entry) { base(view, entry, false, false, false, false); }

static const struct {
  const char *mark;
  compile_fn *compile;
} rows[] = {{"arc", arc},       {"area", area}, {"bar", bar},      {"circle", symbol}, {"geoshape", geoshape},
            {"image", image},   {"line", line}, {"point", symbol}, {"rect", rect},     {"rule", rule},
            {"square", symbol}, {"text", text}, {"tick", tick},    {"trail", line}};

/* What Vega's config has for a channel: of styles, then of its own kind of mark, then of all marks. Its
   colours are for marks without any. */
static const tr_value *vega_config(const tr_view *view, const char *name, bool styles_only) {
  const tr_chart *chart = view->chart;
  const char *section = view->mark->section;
  bool shared =
      section && !tr_mark_find(tr_str_z(section)); /* "symbol", "shape": no section of Vega-Lite's */
  const tr_value *v = tr_mark_style(view, name);
  if (!v) v = tr_config_style_z(chart->vega, view->mark->name, name);
  if (v || styles_only) return v;
  if (shared) v = tr_config(chart, section, name);
  if (!v) v = tr_config_get(chart->vega, section, name);
  return v ? v : tr_config(chart, "mark", name);
}

static bool has_paint(const tr_view *view, const tr_entry *entry) {
  return entry->rules[TR_CH_FILL].n > 0 || entry->rules[TR_CH_STROKE].n > 0 ||
         tr_get(&view->mark_def, "fill") || tr_get(&view->mark_def, "stroke");
}

/* Places are not of the config, but for the other end of a rule that its encoding leaves open. */
static bool is_place(const tr_view *view, int id) {
  bool other_end = (id == TR_CH_X2 || id == TR_CH_Y2) && tr_mark_is(view, "rule");
  return id <= TR_CH_HEIGHT && !other_end;
}

/* Styles and sections of the config, for channels that nothing has set yet; Vega's own defaults last. */
static void from_config(tr_view *view, tr_entry *entry) {
  const tr_chart *chart = view->chart;
  bool painted = has_paint(view, entry);
  for (int id = 0; id < TR_CH_COUNT; id++) {
    if (entry->rules[id].n > 0 || is_place(view, id) || id == TR_CH_TOOLTIP || id == TR_CH_DESCRIPTION)
      continue;
    const char *name = tr_channel_name((tr_channel_id)id);
    bool line_size = id == TR_CH_SIZE && !tr_mark_is(view, "point") && !tr_mark_is(view, "circle") &&
                     !tr_mark_is(view, "square") && !tr_mark_is(view, "trail");
    if (line_size || id == TR_CH_ORIENT) continue;
    bool colored = id == TR_CH_FILL || id == TR_CH_STROKE;
    if (colored && tr_get(&view->mark_def, name)) continue; /* null: none */
    const tr_value *v = vega_config(view, name, colored && painted);
    if (!v && id == TR_CH_LINE_BREAK && tr_mark_is(view, "text")) v = tr_get(&chart->config, "lineBreak");
    if (v && !tr_get(v, "band") && v->kind != TR_NULL)
      tr_rule_set(view, entry, (tr_channel_id)id, tr_ref_value(view, v));
  }
}

bool tr_parse_marks(tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++)
    if (!tr_parse_marks(view->children[i])) return false;
  if (view->kind != TR_VIEW_UNIT) return true;
  view->entry = TR_NEW(view->chart->ctx->doc, tr_entry);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (tr_mark_is(view, rows[i].mark)) rows[i].compile(view, view->entry);
  from_config(view, view->entry);
  return true;
}
