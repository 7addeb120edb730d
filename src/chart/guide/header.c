#include "chart/guide/header-priv.h"

#include <math.h>
#include <string.h>

#define STR (TR_P_STRING | TR_P_OBJECT | TR_P_EXPR)
#define NUM (TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR)
const tr_prop tr_header_props[] = {
    {"format", TR_P_STRING | TR_P_OBJECT, NULL, 0, 0, NULL, "of labels, a d3 format of numbers or dates",
     "time-format"},
    {"formatType", TR_P_STRING, NULL, 0, 0, NULL, "number or time"},
    {"labelAlign", STR, NULL, 0, 0, NULL, "left, center or right"},
    {"labelAnchor", TR_P_ENUM | TR_P_NULL, "start|middle|end", 0, 0, "middle", "start, middle or end"},
    {"labelAngle", NUM, NULL, 0, 0, "0 for columns, -90 for rows", "degrees"},
    {"labelBaseline", STR, NULL, 0, 0, NULL, "top, middle, bottom, …"},
    {"labelColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour"},
    {"labelExpr", TR_P_STRING, NULL, 0, 0, NULL, "expression of datum.label, datum.value and parent"},
    {"labelFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"labelFontSize", NUM, NULL, 0, 0, "10", "px"},
    {"labelFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"labelFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, NULL, "100 to 900, bold or normal"},
    {"labelLimit", NUM, NULL, 0, 0, "0", "longest label, px; 0: any"},
    {"labelLineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"labelOrient", TR_P_ENUM, "top|bottom|left|right", 0, 0, NULL, "side of the cells"},
    {"labelPadding", NUM, NULL, 0, 0, "10", "px between label and cells"},
    {"labels", TR_P_BOOL, NULL, 0, 0, "true", "labels are shown"},
    {"orient", TR_P_ENUM, "top|bottom|left|right", 0, 0, NULL, "side of the cells, of labels and title"},
    {"title", TR_P_STRING | TR_P_ARRAY | TR_P_EXPR | TR_P_TEXT | TR_P_NULL | TR_P_OBJECT, NULL, 0, 0, NULL,
     "text, lines of text, or null for none"},
    {"titleAlign", STR, NULL, 0, 0, NULL, "left, center or right"},
    {"titleAnchor", TR_P_ENUM | TR_P_NULL, "start|middle|end", 0, 0, "middle", "start, middle or end"},
    {"titleAngle", NUM, NULL, 0, 0, "0 for columns, -90 for rows", "degrees"},
    {"titleBaseline", STR, NULL, 0, 0, NULL, "top, middle, bottom, …"},
    {"titleColor", STR | TR_P_NULL, NULL, 0, 0, "#000", "colour"},
    {"titleFont", STR, NULL, 0, 0, "sans-serif", "family"},
    {"titleFontSize", NUM, NULL, 0, 0, "11", "px"},
    {"titleFontStyle", STR, NULL, 0, 0, NULL, "italic or normal"},
    {"titleFontWeight", STR | TR_P_NUMBER, NULL, 0, 0, "bold", "100 to 900, bold or normal"},
    {"titleLimit", NUM, NULL, 0, 0, "0", "longest line, px; 0: any"},
    {"titleLineHeight", NUM, NULL, 0, 0, NULL, "px"},
    {"titleOrient", TR_P_ENUM, "top|bottom|left|right", 0, 0, NULL, "side of the whole"},
    {"titlePadding", NUM, NULL, 0, 0, "10", "px between title and labels"},
    {NULL}};
#undef STR
#undef NUM

/* What a header's properties are as those of a Vega title. */
static const struct {
  const char *label, *title, *vega;
} looks[] = {{"labelAlign", "titleAlign", "align"},
             {"labelAnchor", "titleAnchor", "anchor"},
             {"labelAngle", "titleAngle", "angle"},
             {"labelBaseline", "titleBaseline", "baseline"},
             {"labelColor", "titleColor", "color"},
             {"labelFont", "titleFont", "font"},
             {"labelFontSize", "titleFontSize", "fontSize"},
             {"labelFontStyle", "titleFontStyle", "fontStyle"},
             {"labelFontWeight", "titleFontWeight", "fontWeight"},
             {"labelLimit", "titleLimit", "limit"},
             {"labelLineHeight", "titleLineHeight", "lineHeight"},
             {"labelOrient", "titleOrient", "orient"},
             {"labelPadding", "titlePadding", "offset"}};

/* --- Properties ------------------------------------------------------------------------------------------
 */

static const tr_value *config_prop(const tr_header *h, const char *name) {
  static const char *const sections[] = {"headerRow", "headerColumn", "headerFacet"};
  const tr_value *v = tr_config(h->chart, sections[h->channel], name);
  return v ? v : tr_config(h->chart, "header", name);
}

static const tr_value *prop(const tr_header *h, const char *name) {
  const tr_value *v = tr_get(h->props, name);
  bool is_orient = strcmp(name, "labelOrient") == 0 || strcmp(name, "titleOrient") == 0;
  if (!v && is_orient) v = tr_get(h->props, "orient");
  return v ? v : config_prop(h, name);
}

static tr_str text_prop(const tr_header *h, const char *name) { return tr_string(prop(h, name)); }

static bool is_one_of(tr_str s, const char *a, const char *b) { return tr_str_is(s, a) || tr_str_is(s, b); }

/* Whether labels or title that stand at ORIENT belong to the columns; without one by the channel. */
static bool is_of_columns(const tr_header *h, tr_str orient) {
  if (is_one_of(orient, "top", "bottom")) return true;
  if (is_one_of(orient, "left", "right")) return false;
  return h->channel != TR_HEADER_ROW;
}

/* --- Align and baseline by angle (Vega-Lite's defaultHeaderGuideAlign and …Baseline) -----------------------
 */

static const char *align_at(double angle, bool of_columns, tr_str anchor) {
  if (tr_str_is(anchor, "start")) return "left";
  if (tr_str_is(anchor, "end")) return "right";
  if (isnan(angle)) return NULL;
  double start = of_columns ? 0 : 90;
  if (fmod(angle + start, 180) == 0) return of_columns ? NULL : "center";
  bool turned = start < angle && angle < 180 + start;
  return turned != of_columns ? "left" : "right"; /* of columns as on an axis at the top */
}

static const char *baseline_at(double angle, bool of_columns) {
  if (isnan(angle)) return NULL;
  if (isinf(angle)) return of_columns ? "top" : "bottom";
  bool level = angle <= 45 || 315 <= angle;
  if (of_columns) {
    if ((45 < angle && angle < 135) || (225 < angle && angle < 315)) return "middle";
    return level ? "bottom" : "top";
  }
  if (level || (135 <= angle && angle <= 225)) return "middle";
  return angle <= 135 ? "top" : "bottom";
}

static tr_value set_text(tr_arena *arena, const tr_value *look, const char *name, const char *text) {
  return text ? tr_with(arena, look, name, tr_make_string(tr_str_z(text))) : *look;
}

/* NaN: none. Null counts as 0. Infinite: an expression that turns the title, which Vega-Lite does not see
   through here. */
static double angle_of(const tr_header *h, bool of_title) {
  const tr_value *v = prop(h, of_title ? "titleAngle" : "labelAngle");
  if (of_title && tr_is(v, TR_OBJECT)) return INFINITY;
  double angle = tr_is(v, TR_NULL) ? 0 : tr_chart_number(h->chart, v, NAN);
  return of_title ? fmod(fmod(angle, 360) + 360, 360) : angle; /* of labels it counts as written */
}

/* All properties of the labels or the title but the text. */
static tr_value look_of(const tr_header *h, bool of_title) {
  tr_arena *arena = h->chart->ctx->doc;
  tr_value look = tr_make_object(NULL, 0);
  bool of_columns = is_of_columns(h, text_prop(h, of_title ? "titleOrient" : "labelOrient"));
  double angle = angle_of(h, of_title);
  if (h->channel == TR_HEADER_ROW) look = set_text(arena, &look, "orient", "left");
  look = set_text(arena, &look, "style", of_title ? "guide-title" : "guide-label");
  if (!of_title) look = set_text(arena, &look, "frame", "group");
  look = set_text(arena, &look, "baseline", baseline_at(angle, of_columns));
  tr_str anchor = text_prop(h, of_title ? "titleAnchor" : "labelAnchor");
  look = set_text(arena, &look, "align", align_at(angle, of_columns, anchor));
  for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
    const tr_value *v = prop(h, of_title ? looks[i].title : looks[i].label);
    if (v) look = tr_with(arena, &look, looks[i].vega, *v);
  }
  return look;
}

/* --- Text of labels --------------------------------------------------------------------------------------
 */

/* Vega-Lite words labels by an expression, and so do we: it says what null, a date or a number without a
   format looks like. */

static tr_str quoted(tr_ctx *ctx, tr_str s) {
  tr_buf b = tr_buf_of(ctx->doc);
  tr_value v = tr_make_string(tr_str_copy(ctx->doc, s));
  tr_json_write(&b, &v);
  return tr_buf_str(&b);
}

static tr_str field_of(const tr_header *h, const char *suffix) {
  tr_ctx *ctx = h->chart->ctx;
  return tr_printf(ctx->doc, "parent[%.*s]", TR_FMT(quoted(ctx, tr_def_column(ctx, h->def, suffix))));
}

static tr_str call_of(tr_ctx *ctx, const char *function, tr_str field, tr_str format) {
  return tr_printf(ctx->doc, "%s(%.*s, %.*s)", function, TR_FMT(field), TR_FMT(quoted(ctx, format)));
}

static tr_str chart_format(const tr_header *h, const char *name) {
  return tr_get_string(&h->chart->config, name, (tr_str){0});
}

static tr_str time_text(const tr_header *h, const tr_value *format) {
  tr_ctx *ctx = h->chart->ctx;
  const tr_def *d = h->def;
  tr_str specifier = tr_string(format);
  if (specifier.n == 0)
    specifier = d->has_unit && !tr_truthy(format) ? tr_timeunit_specifier_lite(ctx->doc, d->unit.parts)
                                                  : chart_format(h, "timeFormat");
  return call_of(ctx, d->has_unit && d->unit.utc ? "utcFormat" : "timeFormat", field_of(h, ""), specifier);
}

static tr_str number_text(const tr_header *h, const tr_value *format) {
  tr_ctx *ctx = h->chart->ctx;
  const tr_def *d = h->def;
  tr_str field = field_of(h, ""), specifier = tr_string(format);
  if (!tr_is(format, TR_STRING) && (d->type == TR_QUANTITATIVE || d->bins))
    specifier = chart_format(h, "numberFormat");
  if (d->bins) {
    tr_str start = call_of(ctx, "format", field, specifier);
    tr_str end = call_of(ctx, "format", field_of(h, "end"), specifier);
    return tr_printf(ctx->doc, "!isValid(%.*s) || !isFinite(+%.*s) ? \"null\" : %.*s + \" – \" + %.*s",
                     TR_FMT(field), TR_FMT(field), TR_FMT(start), TR_FMT(end));
  }
  if (specifier.n > 0 || d->type == TR_QUANTITATIVE) return call_of(ctx, "format", field, specifier);
  return tr_printf(ctx->doc, "isValid(%.*s) ? %.*s : \"\"+%.*s", TR_FMT(field), TR_FMT(field), TR_FMT(field));
}

static tr_str plain_label(const tr_header *h) {
  const tr_value *format = prop(h, "format");
  tr_str own = tr_get_string(h->props, "formatType", (tr_str){0});
  bool is_date = h->def->type == TR_TEMPORAL || h->def->has_unit;
  tr_str custom = tr_custom_text(h->chart, h->def, h->props, field_of(h, ""), field_of(h, "end"));
  if (custom.n > 0) return custom;
  if (tr_is_custom_format(own)) {
    own = (tr_str){0};
    format = NULL;
  }
  return tr_str_is(own, "time") || (own.n == 0 && is_date) ? time_text(h, format) : number_text(h, format);
}

static tr_str replaced(tr_ctx *ctx, tr_str text, const char *name, tr_str by) {
  tr_buf b = tr_buf_of(ctx->doc);
  size_t from = 0, at;
  while ((at = tr_str_find(text, name, from)) != SIZE_MAX) {
    tr_buf_add(&b, tr_str_sub(text, from, at));
    tr_buf_add(&b, by);
    from = at + strlen(name);
  }
  tr_buf_add(&b, tr_str_sub(text, from, text.n));
  return tr_buf_str(&b);
}

static const tr_expr *label_of(const tr_header *h) {
  tr_chart *chart = h->chart;
  tr_str text = plain_label(h);
  const tr_value *own = prop(h, "labelExpr");
  /* As Vega-Lite does it, on the text and without parentheses: labels of plain fields are a choice
     (`valid ? value : …`), which swallows what is joined to them. */
  if (tr_string(own).n > 0) {
    text = replaced(chart->ctx, tr_string(own), "datum.label", text);
    text = replaced(chart->ctx, text, "datum.value", field_of(h, ""));
  }
  return tr_expr_parse(chart->ctx, text, own ? tr_pos_of(own) : tr_pos_of(h->def->v), &chart->scope);
}

/* --- Titles ----------------------------------------------------------------------------------------------
 */

static tr_value title_of(const tr_header *h, bool is_off) {
  const tr_value *v = tr_get(h->props, "title"), *config = config_prop(h, "title");
  if (!v) v = h->def->title;
  if (is_off || (v && !tr_truthy(v))) return tr_make_undefined();
  if (v) return *v;
  if (config && !tr_truthy(config)) return tr_make_undefined();
  tr_ctx *ctx = h->chart->ctx;
  tr_str text = tr_def_default_title(ctx, h->def, &h->chart->config);
  return text.n > 0 ? tr_make_string(tr_str_copy(ctx->doc, text)) : tr_make_undefined();
}

/* --- Headers ---------------------------------------------------------------------------------------------
 */

static bool has_labels(const tr_header *h, bool is_off) {
  const tr_value *v = tr_get(h->props, "labels");
  if (!v) v = tr_config(h->chart, "header", "labels");
  bool shown = !is_off && (!v || tr_truthy(v));
  if (!shown && h->in_cell)
    tr_warn(h->chart->ctx, TR_INPUT, v ? tr_pos_of(v) : tr_pos_of(h->def->v), "use labelExpr: \"''\"",
            "labels that are titles of their cells are always shown");
  return shown || h->in_cell;
}

tr_header tr_header_of(tr_chart *chart, tr_header_channel channel, const tr_def *def,
                       const tr_value *header) {
  tr_header h = {.chart = chart, .channel = channel, .def = def};
  bool is_off = tr_is(header, TR_NULL);
  h.props = tr_is(header, TR_OBJECT) ? header : NULL;
  tr_str orient = text_prop(&h, "labelOrient");
  bool is_far = is_one_of(orient, "bottom", "right"), is_row = channel == TR_HEADER_ROW;
  h.in_cell = channel == TR_HEADER_FACET || is_of_columns(&h, orient) == is_row;
  h.label_band = is_row   ? is_far ? TR_TRELLIS_ROW_FOOTER : TR_TRELLIS_ROW_HEADER
                 : is_far ? TR_TRELLIS_COLUMN_FOOTER
                          : TR_TRELLIS_COLUMN_HEADER;
  h.title_direction = is_of_columns(&h, text_prop(&h, "titleOrient")) ? TR_TRELLIS_COLUMN : TR_TRELLIS_ROW;
  h.has_labels = has_labels(&h, is_off);
  h.title = title_of(&h, is_off);
  h.title_look = look_of(&h, true);
  h.label_look = look_of(&h, false);
  if (h.has_labels) h.label = label_of(&h);
  return h;
}

/* A chart's names, and `parent`. */
typedef struct label_scope {
  const tr_scope *chart;
  const tr_datum *parent;
  tr_ctx *ctx;
} label_scope;

static tr_value row_object(tr_ctx *ctx, const tr_datum *d) {
  if (d->object) return *d->object;
  return d->table ? tr_row(ctx->scene, d->table, d->row) : tr_make_object(NULL, 0);
}

static bool name_of(void *self, tr_str name, tr_value *out) {
  const label_scope *s = self;
  if (!tr_str_is(name, "parent")) return s->chart->name && s->chart->name(s->chart->self, name, out);
  *out = row_object(s->ctx, s->parent);
  return true;
}

static bool call(void *self, tr_str function, const tr_value *args, size_t n, tr_value *out) {
  const label_scope *s = self;
  return s->chart->call && s->chart->call(s->chart->self, function, args, n, out);
}

tr_value tr_header_label(const tr_header *h, const tr_datum *parent) {
  tr_ctx *ctx = h->chart->ctx;
  if (!h->label) return tr_make_undefined();
  label_scope names = {&h->chart->scope, parent, ctx};
  tr_scope scope = h->chart->scope;
  scope.self = &names;
  scope.name = name_of;
  scope.call = call;
  tr_value nothing = tr_make_object(NULL, 0), text;
  tr_datum datum = {.object = &nothing};
  if (!tr_expr_eval(ctx, h->label, &scope, &datum, ctx->scene, &text)) return tr_make_undefined();
  if (tr_is_nil(&text)) text = tr_make_string(TR_S("")); /* it takes room all the same */
  return tr_with(ctx->scene, &h->label_look, "text", text);
}

tr_value tr_header_title(const tr_header *h) {
  if (tr_is_nil(&h->title)) return tr_make_undefined();
  return tr_with(h->chart->ctx->scene, &h->title_look, "text", h->title);
}

static void add_text(tr_header *h, tr_buf *out, const char *between) {
  tr_arena *arena = h->chart->ctx->doc;
  tr_value v = tr_chart_value(h->chart, &h->title);
  if (!tr_is(&v, TR_ARRAY)) tr_buf_add(out, tr_to_string(arena, &v));
  for (uint32_t i = 0; tr_is(&v, TR_ARRAY) && i < v.n; i++) {
    if (i > 0) tr_buf_add_z(out, between);
    tr_buf_add(out, tr_to_string(arena, &v.items[i]));
  }
}

void tr_header_join(tr_header *outer, tr_header *inner) {
  if (tr_is_nil(&inner->title)) return;
  if (tr_is(tr_get(outer->def->v, "header"), TR_NULL)) { /* switches off both */
    inner->title = tr_make_undefined();
    return;
  }
  tr_buf b = tr_buf_of(outer->chart->ctx->doc);
  if (!tr_is_nil(&outer->title)) {
    add_text(outer, &b, ", ");
    tr_buf_add_z(&b, " / ");
  }
  add_text(inner, &b, ",");
  outer->title = tr_make_string(tr_buf_str(&b));
  inner->title = tr_make_undefined();
}

void tr_headers_layout(const tr_header *const headers[TR_HEADER_CHANNELS], tr_trellis *t) {
  for (size_t i = 0; i < TR_TRELLIS_BANDS; i++) t->band[i] = NAN;
  for (size_t i = 0; i < TR_TRELLIS_TITLES; i++) {
    t->title_anchor[i] = TR_ANCHOR_START;
    t->title_offset[i] = 0;
    t->title_band[i] = NAN;
  }
  for (int c = 0; c < TR_HEADER_CHANNELS; c++) {
    const tr_header *h = headers[c];
    if (!h) continue;
    size_t to = h->title_direction;
    tr_str anchor = text_prop(h, "titleAnchor");
    if (is_one_of(text_prop(h, "titleOrient"), "right", "bottom")) t->title_anchor[to] = TR_ANCHOR_END;
    if (tr_str_is(anchor, "start")) t->title_band[to] = to == TR_TRELLIS_ROW ? 1 : 0;
    if (tr_str_is(anchor, "end")) t->title_band[to] = to == TR_TRELLIS_ROW ? 0 : 1;
    /* By the channel, wherever the title stands; wrapped facets have none. */
    if (c != TR_HEADER_FACET && !tr_is_nil(&h->title))
      t->title_offset[c == TR_HEADER_ROW ? TR_TRELLIS_ROW : TR_TRELLIS_COLUMN] = 10;
  }
}
