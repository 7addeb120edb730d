#include "parts.h"

#include "theme/config.h"

#include <string.h>

/* Legends of a view of 200 × 100 px, with the measurer that opens no font: letters are 0.6 em wide. What is
   expected is what Vega 6.4 places when it measures text so. */

/* --- The scales --------------------------------------------------------------------------------------- */

static const struct {
  const char *name, *type, *domain, *range;
  size_t n_bins;
  double bins[5];
} scales[] = {
#define FOUR "['#111111', '#555555', '#aaaaaa', '#eeeeee']"
    {"color", "ordinal", "['alpha', 'beta', 'gamma', 'a long name']", FOUR, 0, {0}},
    {"shape",
     "ordinal",
     "['alpha', 'beta', 'gamma', 'a long name']",
     "['circle', 'square', 'cross', 'diamond']",
     0,
     {0}},
    {"ramp", "linear", "[0, 100]", "['#ff0000', '#0000ff']", 0, {0}},
    {"size", "linear", "[0, 100]", "[0, 400]", 0, {0}},
    {"bins", "linear", "[0, 100]", "[0, 400]", 5, {0, 25, 50, 75, 100}},
    {"quantile", "quantile", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 40]", FOUR, 0, {0}},
    {"quantize", "quantize", "[0, 100]", FOUR, 0, {0}},
    {"threshold", "threshold", "[10, 50, 90]", FOUR, 0, {0}},
    {"log", "log", "[1, 1000]", "['#ff0000', '#0000ff']", 0, {0}},
    {"flat", "linear", "[5, 5]", "['#ff0000', '#0000ff']", 0, {0}},
#undef FOUR
};

/* JSON with ' for ". */
static tr_value read(tr_ctx *ctx, const char *json) {
  tr_str s = tr_str_copy(ctx->doc, tr_str_z(json));
  tr_buf b = tr_buf_of(ctx->doc);
  tr_value v;
  for (size_t i = 0; i < s.n; i++) tr_buf_add_char(&b, s.p[i] == '\'' ? '"' : s.p[i]);
  check(tr_json_read(ctx, tr_source_add(ctx, TR_S("legend"), tr_buf_str(&b), (tr_str){0}), &v));
  return v;
}

static const tr_scale *scale_named(tr_ctx *ctx, tr_str name) {
  size_t i = 0;
  while (!tr_str_is(name, scales[i].name)) i++;
  tr_value domain = read(ctx, scales[i].domain), range = read(ctx, scales[i].range);
  tr_scale_spec spec = {.type = tr_scale_type_find(tr_str_z(scales[i].type)),
                        .domain = domain.items,
                        .n_domain = domain.n,
                        .range = range.items,
                        .n_range = range.n,
                        .bins = scales[i].n_bins > 0 ? scales[i].bins : NULL,
                        .n_bins = scales[i].n_bins,
                        .domain_min = NAN,
                        .domain_max = NAN,
                        .domain_mid = NAN,
                        .padding = NAN,
                        .padding_inner = NAN,
                        .padding_outer = NAN,
                        .align = NAN,
                        .exponent = NAN,
                        .base = NAN,
                        .constant = NAN,
                        .range_step = NAN,
                        .gamma = NAN,
                        .nice_count = {.count = NAN, .min_step = NAN}};
  return tr_scale_new(ctx, &spec);
}

/* --- What is drawn ------------------------------------------------------------------------------------ */

/* Texts as "text x y", symbols as "(x y)", bars and grounds as "[x y w h]", in paint order. */
typedef struct reader {
  tr_buf out;
  double x, y; /* of the group */
} reader;

static void add_numbers(reader *r, const double *x, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (i > 0) tr_buf_add_char(&r->out, ' ');
    tr_buf_fixed(&r->out, floor(x[i] * 100 + 0.5) / 100, 2);
  }
}

static void read_marks(reader *r, const tr_marks *m) {
  for (size_t i = 0; i < m->n; i++) {
    bool bar = m->kind == TR_MARKS_RECT;
    double at[] = {r->x + tr_num_of(&m->x, i), r->y + tr_num_of(&m->y, i), tr_num_of(&m->x2, i),
                   tr_num_of(&m->y2, i)};
    tr_buf_add_char(&r->out, bar ? '[' : '(');
    add_numbers(r, at, bar ? 4 : 2);
    tr_buf_add_z(&r->out, bar ? "] | " : ") | ");
  }
}

static void read_group(reader *r, const tr_group *g) {
  double x = r->x, y = r->y;
  r->x += g->matrix[4];
  r->y += g->matrix[5];
  for (const tr_node *n = g->first; n; n = n->next) {
    if (n->kind == TR_NODE_GROUP) read_group(r, (const tr_group *)n);
    if (n->kind == TR_NODE_MARKS) read_marks(r, (const tr_marks *)n);
    if (n->kind != TR_NODE_TEXT) continue;
    const tr_text *t = (const tr_text *)n;
    tr_buf_printf(&r->out, "%.*s ", TR_FMT(t->text));
    add_numbers(r, (double[]){r->x + t->x, r->y + t->y}, 2);
    tr_buf_add_z(&r->out, " | ");
  }
  r->x = x;
  r->y = y;
}

/* --- Cases -------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  const char *legends; /* of each: scales by channel, properties */
  const char *config;
  const char *want; /* what is drawn, and the view's bounds afterwards */
} cases[] = {
    {"symbols below each other", "[[{'fill': 'color'}, {'title': 'Name'}]]", NULL,
     "(224 22) | alpha 234 25 | (224 35) | beta 234 38 | (224 48) | gamma 234 51 | (224 "
     "61) | a long name 234 64 | Name 218 9 | 0 0 300 100"},
    {"no title", "[[{'stroke': 'color'}, {}]]", NULL,
     "(224 6) | alpha 234 9 | (224 24) | beta 234 27 | (224 42) | gamma 234 45 | (224 60) "
     "| a long name 234 63 | 0 0 300 100"},
    {"two columns, filled downwards", "[[{'fill': 'color'}, {'columns': 2}]]", NULL,
     "(224 6) | alpha 234 9 | (280 6) | gamma 290 9 | (224 19) | beta 234 22 | (280 19) | "
     "a long name 290 22 | 0 0 356 100"},
    {"two columns, filled along", "[[{'fill': 'color'}, {'columns': 2, 'direction': 'horizontal'}]]", NULL,
     "(224 6) | alpha 234 9 | (280 6) | beta 290 9 | (224 19) | gamma 234 22 | (280 19) | "
     "a long name 290 22 | 0 0 356 100"},
    {"a row",
     "[[{'fill': 'color'}, {'direction': 'horizontal', 'orient': 'bottom', 'title': "
     "'Name'}]]",
     NULL,
     "(6 140) | alpha 16 143 | (62 140) | beta 72 143 | (112 140) | gamma 122 143 | (168 "
     "140) | a long name 178 143 | Name 0 127 | 0 0 244 145"},
    {"rows of unlike height, a row centred",
     "[[{'size': 'size'}, {'columns': 3, 'direction': 'horizontal', 'tickCount': 6}]]", NULL,
     "(229 9.01) | 20 244 12.01 | (279 9.09) | 40 294 12.09 | (333 8.88) | 60 348 11.88 | "
     "(229 34) | 80 244 37 | (279 35) | 100 294 38 | 0 0 360 100"},
    {"all columns alike",
     "[[{'size': 'size'}, {'columns': 2, 'gridAlign': 'all', 'rowPadding': 7, "
     "'columnPadding': 20}]]",
     NULL,
     "(229 11.01) | 20 244 14.01 | (295 11.03) | 80 310 14.03 | (229 41.5) | 40 244 44.5 | "
     "(295 45) | 100 310 48 | (229 76.5) | 60 244 79.5 | 0 0 328 100"},
    {"no columns in line", "[[{'fill': 'color'}, {'columns': 2, 'gridAlign': 'none'}]]", NULL,
     "(224 6) | alpha 234 9 | (280 6) | gamma 290 9 | (224 19) | beta 234 22 | (280 19) | "
     "a long name 290 22 | 0 0 356 100"},
    {"sizes, the empty one left out", "[[{'size': 'size'}, {'title': 'Size'}]]", NULL,
     "(229 21.5) | 20 244 24.5 | (229 40.5) | 40 244 43.5 | (229 63.5) | 60 244 66.5 | "
     "(229 89) | 80 244 92 | (229 116) | 100 244 119 | Size 218 9 | 0 0 262 129"},
    {"sizes cut to a height", "[[{'size': 'size'}, {'clipHeight': 12, 'values': [1, 50, 100]}]]", NULL,
     "(229 6) | 1 244 9 | (229 20) | 50 244 23 | (229 34) | 100 244 37 | 0 0 262 100"},
    {"symbols moved, larger, thicker",
     "[[{'fill': 'color', 'stroke': 'color'}, {'symbolSize': 256, 'symbolStrokeWidth': 3, "
     "'symbolOffset': 5, 'labelOffset': 9}]]",
     NULL,
     "(232.5 9.5) | alpha 251 12.5 | (232.5 40.5) | beta 251 43.5 | (232.5 71.5) | gamma "
     "251 74.5 | (232.5 102.5) | a long name 251 105.5 | 0 0 317 117"},
    {"two channels", "[[{'fill': 'color', 'shape': 'shape'}, {'title': 'Both'}]]", NULL,
     "(224 22) | alpha 234 25 | (224 35) | beta 234 38 | (224 48) | gamma 234 51 | (224 "
     "61) | a long name 234 64 | Both 218 9 | 0 0 300 100"},
    {"too many values", "[[{'fill': 'color'}, {'symbolLimit': 3}]]", NULL,
     "(224 6) | alpha 234 9 | (224 19) | beta 234 22 | (224 32) | …2 entries 234 35 | 0 0 "
     "294 100"},
    {"own values", "[[{'fill': 'color'}, {'values': ['gamma', 'alpha']}]]", NULL,
     "(224 6) | gamma 234 9 | (224 19) | alpha 234 22 | 0 0 264 100"},
    {"ranges of bins", "[[{'size': 'bins'}, {}]]", NULL,
     "(227.5 6) | 25 – 50 241 9 | (227.5 27) | 50 – 75 241 30 | (227.5 52.5) | ≥ 75 241 "
     "55.5 | 0 0 283 100"},
    {"ranges of thresholds", "[[{'fill': 'threshold'}, {'type': 'symbol'}]]", NULL,
     "(224 6) | < 10 234 9 | (224 19) | 10 – 50 234 22 | (224 32) | 50 – 90 234 35 | (224 "
     "45) | ≥ 90 234 48 | 0 0 276 100"},
    {"large labels make room",
     "[[{'fill': 'color'}, {'labelFontSize': 20, 'titleFontSize': 18, 'title': 'Name', "
     "'titlePadding': 9}]]",
     NULL,
     "(228 37) | alpha 242 43 | (228 59) | beta 242 65 | (228 81) | gamma 242 87 | (228 "
     "103) | a long name 242 109 | Name 218 14 | 0 0 374 113"},
    {"labels cut", "[[{'fill': 'color'}, {'labelLimit': 40, 'titleLimit': 30, 'title': 'Long name'}]]", NULL,
     "(224 22) | alpha 234 25 | (224 35) | beta 234 38 | (224 48) | gamma 234 51 | (224 "
     "61) | a lon… 234 64 | Lon… 218 9 | 0 0 270 100"},
    {"labels by expression", "[[{'fill': 'color'}, {'labelExpr': 'datum.index + upper(datum.label)'}]]", NULL,
     "(224 6) | 0ALPHA 234 9 | (224 19) | 1BETA 234 22 | (224 32) | 2GAMMA 234 35 | (224 "
     "45) | 3A LONG NAME 234 48 | 0 0 306 100"},
    {"a ground",
     "[[{'fill': 'color'}, {'padding': 6, 'fillColor': '#eee', 'strokeColor': '#000', "
     "'cornerRadius': 3, 'title': 'Name'}]]",
     NULL,
     "[218.5 0.5 94 78] | (230 28) | alpha 240 31 | (230 41) | beta 240 44 | (230 54) | "
     "gamma 240 57 | (230 67) | a long name 240 70 | Name 224 15 | 0 -0.5 312.5 100"},
    {"a thick outline", "[[{'fill': 'color'}, {'padding': 6, 'strokeColor': '#000'}]]",
     "{'legend': {'strokeWidth': 4}}",
     "[218 0 94 62] | (230 12) | alpha 240 15 | (230 25) | beta 240 28 | (230 38) | gamma "
     "240 41 | (230 51) | a long name 240 54 | 0 -2 314 100"},
    {"title left, start",
     "[[{'fill': 'color'}, {'titleOrient': 'left', 'titleAnchor': 'start', 'title': "
     "'Name'}]]",
     NULL,
     "(256 6) | alpha 266 9 | (256 19) | beta 266 22 | (256 32) | gamma 266 35 | (256 45) "
     "| a long name 266 48 | Name 218 9 | 0 0 332 100"},
    {"title left, middle", "[[{'fill': 'color'}, {'titleOrient': 'left', 'title': ['Two', 'lines']}]]", NULL,
     "(262 6) | alpha 272 9 | (262 19) | beta 272 22 | (262 32) | gamma 272 35 | (262 45) "
     "| a long name 272 48 | Two 218 22 | lines 218 35 | 0 0 338 100"},
    {"title right, end",
     "[[{'fill': 'color'}, {'titleOrient': 'right', 'titleAnchor': 'end', 'title': "
     "'Name'}]]",
     NULL,
     "(224 6) | alpha 234 9 | (224 19) | beta 234 22 | (224 32) | gamma 234 35 | (224 45) "
     "| a long name 234 48 | Name 305 48 | 0 0 332 100"},
    {"title below, end",
     "[[{'fill': 'color'}, {'titleOrient': 'bottom', 'titleAnchor': 'end', 'title': "
     "'Name'}]]",
     NULL,
     "(224 6) | alpha 234 9 | (224 19) | beta 234 22 | (224 32) | gamma 234 35 | (224 45) "
     "| a long name 234 48 | Name 300 64 | 0 0 300 100"},
    {"title above, middle, wider than all",
     "[[{'fill': 'color'}, {'titleAnchor': 'middle', 'title': 'A title wider than its "
     "legend'}]]",
     NULL,
     "(272 22) | alpha 282 25 | (272 35) | beta 282 38 | (272 48) | gamma 282 51 | (272 "
     "61) | a long name 282 64 | A title wider than its leg… 307 9 | 0 0 397 100"},
    {"a ramp", "[[{'fill': 'ramp'}, {'title': 'Value'}]]", NULL,
     "[218 16 16 200] | 0 236 214 | 20 236 179 | 40 236 139 | 60 236 99 | 80 236 59 | 100 "
     "236 24 | Value 218 9 | 0 0 254 216"},
    {"a ramp lying",
     "[[{'fill': 'ramp'}, {'direction': 'horizontal', 'orient': 'top', 'title': 'Value', "
     "'gradientLength': 120, 'gradientThickness': 10}]]",
     NULL, "[0 -40 120 10] | 0 0 -20 | 50 60 -20 | 100 120 -20 | Value 0 -47 | 0 -56 200 100"},
    {"a short ramp shows its ends", "[[{'fill': 'ramp'}, {'gradientLength': 90, 'tickCount': 2}]]", NULL,
     "[218 0 16 90] | 0 236 88 | 50 236 48 | 100 236 8 | 0 0 254 100"},
    {"a ramp's labels thinned",
     "[[{'fill': 'ramp'}, {'gradientLength': 60, 'tickCount': 20, 'labelSeparation': 5}]]", NULL,
     "[218 0 16 60] | 0 236 58 | 40 236 39 | 80 236 15 | 0 0 248 100"},
    {"a ramp's labels thinned one by one",
     "[[{'fill': 'ramp'}, {'gradientLength': 60, 'tickCount': 20, 'labelOverlap': "
     "'greedy', 'labelOffset': 8}]]",
     NULL,
     "[218 0 16 60] | 0 242 58 | 25 242 48 | 45 242 36 | 65 242 24 | 85 242 12 | 0 0 254 "
     "100"},
    {"own values of a ramp", "[[{'fill': 'ramp'}, {'values': [10, 60], 'format': '.1f'}]]", NULL,
     "[218 0 16 200] | 10.0 236 183 | 60.0 236 83 | 0 0 260 200"},
    {"a ramp's outline takes room",
     "[[{'fill': 'ramp'}, {'gradientStrokeColor': '#000', 'gradientStrokeWidth': 4}]]", NULL,
     "[218 0 16 200] | 0 236 198 | 20 236 163 | 40 236 123 | 60 236 83 | 80 236 43 | 100 "
     "236 8 | 0 0 254 202"},
    {"title left of a ramp", "[[{'fill': 'ramp'}, {'titleOrient': 'left', 'title': 'Value'}]]", NULL,
     "[235 0 16 200] | 0 253 198 | 20 253 163 | 40 253 123 | 60 253 83 | 80 253 43 | 100 "
     "253 8 | Value 227 100 | 0 0 271 200"},
    {"title left of a ramp, end",
     "[[{'fill': 'ramp'}, {'titleOrient': 'left', 'title': 'Value', 'titleAnchor': "
     "'end'}]]",
     NULL,
     "[235 0 16 200] | 0 253 198 | 20 253 163 | 40 253 123 | 60 253 83 | 80 253 43 | 100 "
     "253 8 | Value 227 0 | 0 0 271 200"},
    {"title right of a ramp, start",
     "[[{'fill': 'ramp'}, {'titleOrient': 'right', 'title': ['Two', 'lines'], "
     "'titleAnchor': 'start'}]]",
     NULL,
     "[218 0 16 200] | 0 236 198 | 20 236 163 | 40 236 123 | 60 236 83 | 80 236 43 | 100 "
     "236 8 | Two 261 200 | lines 248 200 | 0 0 270 200"},
    {"title below a lying ramp",
     "[[{'fill': 'ramp'}, {'titleOrient': 'bottom', 'direction': 'horizontal', 'title': "
     "'Value', 'titleAnchor': 'middle'}]]",
     NULL,
     "[218 0 200 16] | 0 218 26 | 20 258 26 | 40 298 26 | 60 338 26 | 80 378 26 | 100 418 "
     "26 | Value 318 42 | 0 0 418 100"},
    {"a logarithmic ramp", "[[{'fill': 'log'}, {'labelOverlap': 'greedy'}]]", NULL,
     "[218 0 16 200] | 1 236 198 | 10 236 136.33 | 100 236 69.67 | 1,000 236 8 | 0 0 266 "
     "200"},
    {"a ramp of one value", "[[{'fill': 'flat'}, {'gradientLength': 100}]]", NULL,
     "[218 0 16 100] | 5.000000 236 53 | 0 0 284 100"},
    {"quantiles", "[[{'fill': 'quantile'}, {'title': 'Value'}]]", NULL,
     "[218 203.18 16 12.82] | [218 190.36 16 12.82] | [218 177.54 16 12.82] | [218 16 16 "
     "161.54] | 3.5 236 206.18 | 6.0 236 193.36 | 8.5 236 180.54 | Value 218 9 | 0 0 254 "
     "216"},
    {"equal groups, lying", "[[{'fill': 'quantize'}, {'direction': 'horizontal', 'gradientLength': 160}]]",
     NULL,
     "[218 0 40 16] | [258 0 40 16] | [298 0 40 16] | [338 0 40 16] | 25 258 26 | 50 298 "
     "26 | 75 338 26 | 0 0 378 100"},
    {"thresholds", "[[{'fill': 'threshold'}, {'gradientLength': 100}]]", NULL,
     "[218 75 16 25] | [218 50 16 25] | [218 25 16 25] | [218 0 16 25] | 10 236 78 | 50 "
     "236 53 | 90 236 28 | 0 0 248 100"},
    {"continuous colours as symbols", "[[{'fill': 'ramp'}, {'type': 'symbol'}]]", NULL,
     "(224 6) | 0 234 9 | (224 19) | 20 234 22 | (224 32) | 40 234 35 | (224 45) | 60 234 "
     "48 | (224 58) | 80 234 61 | (224 71) | 100 234 74 | 0 0 252 100"},
    {"two beside each other, below",
     "[[{'fill': 'color'}, {'orient': 'bottom', 'direction': 'vertical', 'title': 'One'}], "
     "[{'size': 'size'}, {'orient': 'bottom', 'title': 'Two'}]]",
     NULL,
     "(6 140) | alpha 16 143 | (6 153) | beta 16 156 | (6 166) | gamma 16 169 | (6 179) | "
     "a long name 16 182 | One 0 127 | (101 139.5) | 20 116 142.5 | (101 158.5) | 40 116 "
     "161.5 | (101 181.5) | 60 116 184.5 | (101 207) | 80 116 210 | (101 234) | 100 116 "
     "237 | Two 90 127 | 0 0 200 247"},
    {"two below each other, on the left",
     "[[{'fill': 'color'}, {'orient': 'left'}], [{'size': 'size'}, {'orient': 'left', "
     "'offset': 30}]]",
     NULL,
     "(-106 6) | alpha -96 9 | (-106 19) | beta -96 22 | (-106 32) | gamma -96 35 | (-106 "
     "45) | a long name -96 48 | (-101 63.5) | 20 -86 66.5 | (-101 82.5) | 40 -86 85.5 | "
     "(-101 105.5) | 60 -86 108.5 | (-101 131) | 80 -86 134 | (-101 158) | 100 -86 161 | "
     "-112 0 200 171"},
    {"in all corners",
     "[[{'fill': 'color'}, {'orient': 'top-left'}], [{'fill': 'color'}, {'orient': "
     "'top-right', 'offset': 4}], [{'fill': 'color'}, {'orient': 'bottom-left', 'offset': "
     "0}], [{'fill': 'color'}, {'orient': 'bottom-right'}]]",
     NULL,
     "(24 24) | alpha 34 27 | (24 37) | beta 34 40 | (24 50) | gamma 34 53 | (24 63) | a "
     "long name 34 66 | (120 10) | alpha 130 13 | (120 23) | beta 130 26 | (120 36) | "
     "gamma 130 39 | (120 49) | a long name 130 52 | (6 56) | alpha 16 59 | (6 69) | beta "
     "16 72 | (6 82) | gamma 16 85 | (6 95) | a long name 16 98 | (106 38) | alpha 116 41 "
     "| (106 51) | beta 116 54 | (106 64) | gamma 116 67 | (106 77) | a long name 116 80 | "
     "0 0 200 100"},
    {"by hand", "[[{'fill': 'color'}, {'orient': 'none', 'legendX': 33, 'legendY': 44}]]", NULL,
     "(39 50) | alpha 49 53 | (39 63) | beta 49 66 | (39 76) | gamma 49 79 | (39 89) | a "
     "long name 49 92 | 0 0 200 100"},
    {"layout of a side",
     "[[{'fill': 'color'}, {'orient': 'top', 'direction': 'horizontal'}], [{'size': "
     "'size'}, {'orient': 'top'}]]",
     "{'legend': {'layout': {'top': {'anchor': 'middle', 'center': true, 'margin': 3, "
     "'offset': 6}}}}",
     "(-39 -62) | alpha -29 -59 | (17 -62) | beta 27 -59 | (67 -62) | gamma 77 -59 | (123 "
     "-62) | a long name 133 -59 | (213 -113.5) | 20 228 -110.5 | (213 -94.5) | 40 228 "
     "-91.5 | (213 -71.5) | 60 228 -68.5 | (213 -46) | 80 228 -43 | (213 -19) | 100 228 "
     "-16 | -45 -119 246 100"},
    {"layout of all sides", "[[{'fill': 'color'}, {}], [{'size': 'size'}, {}]]",
     "{'legend': {'layout': {'offset': 2, 'anchor': 'end', 'right': {'direction': "
     "'horizontal'}}}}",
     "(208 -7) | alpha 218 -4 | (208 6) | beta 218 9 | (208 19) | gamma 218 22 | (208 32) "
     "| a long name 218 35 | (303 -7.5) | 20 318 -4.5 | (303 11.5) | 40 318 14.5 | (303 "
     "34.5) | 60 318 37.5 | (303 60) | 80 318 63 | (303 87) | 100 318 90 | 0 -13 336 100"},
    {"config", "[[{'fill': 'color'}, {'title': 'Name'}]]",
     "{'legend': {'orient': 'left', 'labelFontSize': 12, 'symbolSize': 64, 'padding': 3, "
     "'columns': 2}, 'style': {'guide-title': {'fontSize': 14}}}",
     "(-173 28) | alpha -163 32 | (-111 28) | gamma -101 32 | (-173 42) | beta -163 46 | "
     "(-111 42) | a long name -101 46 | Name -179 14 | -182 0 200 100"},
};

static tr_guide_env guides_of(tr_ctx *ctx, tr_env *env, tr_value *config) {
  static const tr_font_options options = {.synthetic = true};
  *env = (tr_env){.locale = tr_locale_en(), .fonts = tr_fonts_new(ctx, &options)};
  *config = *tr_config_defaults(ctx);
  return (tr_guide_env){
      .ctx = ctx, .env = env, .fonts = env->fonts, .config = config, .vega = tr_config_vega(ctx)};
}

static tr_legend legend_of(tr_ctx *ctx, const tr_value *pair) {
  const tr_value *channels = tr_item(pair, 0);
  tr_legend_scale *used = TR_NEW_N(ctx->doc, tr_legend_scale, channels->n);
  for (uint32_t i = 0; i < channels->n; i++)
    used[i] = (tr_legend_scale){tr_channel_find(channels->members[i].name),
                                scale_named(ctx, tr_string(&channels->members[i].value))};
  return (tr_legend){.scales = used, .n_scales = channels->n, .props = tr_item(pair, 1)};
}

static tr_str drawn(const tr_guide_env *g, const tr_value *pairs, bool fits) {
  tr_legend *legends = TR_NEW_N(g->ctx->doc, tr_legend, pairs->n);
  for (uint32_t i = 0; i < pairs->n; i++) legends[i] = legend_of(g->ctx, &pairs->items[i]);
  tr_bounds around = {0, 0, 200, 100}, view = around;
  tr_group *parent = tr_group_new(g->ctx);
  tr_legends_build(g, legends, pairs->n, 200, 100, &around, &around, fits, parent, &view);
  reader r = {.out = tr_buf_of(g->ctx->scene)};
  read_group(&r, parent);
  add_numbers(&r, (double[]){view.x1, view.y1, view.x2, view.y2}, 4);
  return tr_buf_str(&r.out);
}

static void check_cases(tr_ctx *ctx) {
  tr_env env;
  tr_value plain;
  tr_guide_env g = guides_of(ctx, &env, &plain);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_value config = plain, own, pairs = read(ctx, cases[i].legends);
    if (cases[i].config) {
      own = read(ctx, cases[i].config);
      config = tr_config_merge(ctx, &plain, &own);
    }
    g.config = &config;
    check_str_named(drawn(&g, &pairs, false), cases[i].want, cases[i].name);
  }
}

/* With a given size of the picture a long legend counts by its width alone. */
static void check_fit(tr_ctx *ctx) {
  tr_env env;
  tr_value config;
  tr_guide_env g = guides_of(ctx, &env, &config);
  tr_value pairs = read(ctx, "[[{'fill': 'ramp'}, {'gradientLength': 150}]]");
  tr_str free_view = drawn(&g, &pairs, false), fitted = drawn(&g, &pairs, true);
  check(tr_str_ends(free_view, " | 0 0 254 150"));
  check(tr_str_ends(fitted, " | 0 0 254 100"));
}

/* On a page nothing is cut, and what is left out is said. */
static void check_page(tr_ctx *ctx) {
  tr_env env;
  tr_value config;
  tr_guide_env g = guides_of(ctx, &env, &config);
  tr_vec notes = tr_vec_of(ctx->doc, sizeof(tr_str));
  g.wraps = true;
  g.notes = &notes;
  tr_value pairs = read(ctx, "[[{'fill': 'color'}, {'labelLimit': 20, 'symbolLimit': 3}]]");
  tr_str out = drawn(&g, &pairs, false);
  check(tr_str_find(out, "alpha", 0) != SIZE_MAX);
  check(notes.n == 1);
  if (notes.n == 1) check_str(*(tr_str *)tr_vec_at(&notes, 0), "2 values are not listed in the legend");
}

void test_legends(tr_ctx *ctx) {
  check_cases(ctx);
  check_fit(ctx);
  check_page(ctx);
}
