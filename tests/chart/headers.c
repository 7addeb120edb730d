#include "headers.h"
#include "chart/guide/header-priv.h"
#include "check.h"
#include "format/locale.h"

/* Headers of facets as Vega-Lite assembles them. Specifications are written as YAML, which has the quotes
   that C has not. */

static const struct {
  const char *name;
  tr_header_channel channel;
  const char *def, *config;
  struct {
    const char *role, *props; /* "": there is none */
  } label, title;             /* of labels without the text */
  bool title_end[TR_TRELLIS_TITLES];
  double title_offset[TR_TRELLIS_TITLES], title_band[TR_TRELLIS_TITLES];
} looks[] = {
    {"row",
     TR_HEADER_ROW,
     "{'field':'a'}",
     NULL,
     {"row-header", "{'frame':'group','offset':10,'orient':'left','style':'guide-label'}"},
     {"row-title", "{'offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"column",
     TR_HEADER_COLUMN,
     "{'field':'a'}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"facet",
     TR_HEADER_FACET,
     "{'field':'a'}",
     NULL,
     {"cell", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"row level labels",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelAngle':0,'titleAngle':0}}",
     NULL,
     {"row-header", "{'align':'right','angle':0,'baseline':'middle','frame':'group','offset':10,'orient':'"
                    "left','style':'guide-label'}"},
     {"row-title", "{'align':'right','angle':0,'baseline':'middle','offset':10,'orient':'left','style':'"
                   "guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"row level labels to the left",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelAngle':0,'labelAlign':'left','titleAngle':-90}}",
     NULL,
     {"row-header", "{'align':'left','angle':0,'baseline':'middle','frame':'group','offset':10,'orient':'"
                    "left','style':'guide-label'}"},
     {"row-title", "{'align':'center','angle':-90,'baseline':'bottom','offset':10,'orient':'left','style':'"
                   "guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"row turned",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelAngle':60,'titleAngle':270}}",
     NULL,
     {"row-header", "{'align':'right','angle':60,'baseline':'top','frame':'group','offset':10,'orient':'left'"
                    ",'style':'guide-label'}"},
     {"row-title", "{'align':'center','angle':270,'baseline':'bottom','offset':10,'orient':'left','style':'"
                   "guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"row upside down",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelAngle':180,'titleAngle':100}}",
     NULL,
     {"row-header", "{'align':'left','angle':180,'baseline':'middle','frame':'group','offset':10,'orient':'"
                    "left','style':'guide-label'}"},
     {"row-title", "{'align':'left','angle':100,'baseline':'top','offset':10,'orient':'left','style':'guide-"
                   "title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"column turned",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelAngle':-90,'titleAngle':-90}}",
     NULL,
     {"column-header",
      "{'align':'left','angle':-90,'baseline':'bottom','frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title",
      "{'align':'left','angle':-90,'baseline':'middle','offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"column turned little",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelAngle':-30,'titleAngle':30}}",
     NULL,
     {"column-header",
      "{'align':'left','angle':-30,'baseline':'bottom','frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title",
      "{'align':'right','angle':30,'baseline':'bottom','offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"column upright",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelAngle':270,'titleAngle':180}}",
     NULL,
     {"column-header",
      "{'align':'left','angle':270,'baseline':'middle','frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'angle':180,'baseline':'top','offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"column anchors",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelAnchor':'start','titleAnchor':'end'}}",
     NULL,
     {"column-header", "{'align':'left','anchor':'start','frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'align':'right','anchor':'end','offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, 1}},
    {"row anchors",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelAnchor':'end','titleAnchor':'start','labelAngle':-90}}",
     NULL,
     {"row-header", "{'align':'right','anchor':'end','angle':-90,'baseline':'middle','frame':'group','offset'"
                    ":10,'orient':'left','style':'guide-label'}"},
     {"row-title",
      "{'align':'left','anchor':'start','offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {1, NAN}},
    {"facet anchors",
     TR_HEADER_FACET,
     "{'field':'a','header':{'labelAnchor':'middle','titleAnchor':'start'}}",
     NULL,
     {"cell", "{'anchor':'middle','frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'align':'left','anchor':'start','offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 0},
     {NAN, 0}},
    {"row on the right",
     TR_HEADER_ROW,
     "{'field':'a','header':{'orient':'right'}}",
     NULL,
     {"row-footer", "{'frame':'group','offset':10,'orient':'right','style':'guide-label'}"},
     {"row-title", "{'offset':10,'orient':'right','style':'guide-title','text':'a'}"},
     {true, false},
     {10, 0},
     {NAN, NAN}},
    {"column below",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'orient':'bottom','labelOrient':'top'}}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'orient':'top','style':'guide-label'}"},
     {"column-title", "{'offset':10,'orient':'bottom','style':'guide-title','text':'a'}"},
     {false, true},
     {0, 10},
     {NAN, NAN}},
    {"column labels below",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelOrient':'bottom'}}",
     NULL,
     {"column-footer", "{'frame':'group','offset':10,'orient':'bottom','style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"row labels above the cells",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelOrient':'top','labelAnchor':'start','titleOrient':'top'}}",
     NULL,
     {"cell",
      "{'align':'left','anchor':'start','frame':'group','offset':10,'orient':'top','style':'guide-label'}"},
     {"column-title", "{'offset':10,'orient':'top','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"row labels below the cells",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelOrient':'bottom','labelAngle':0}}",
     NULL,
     {"cell",
      "{'angle':0,'baseline':'bottom','frame':'group','offset':10,'orient':'bottom','style':'guide-label'}"},
     {"row-title", "{'offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"column labels on the left",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelOrient':'left','labelAngle':0,'titleOrient':'right','titleAngle':0}}",
     NULL,
     {"cell", "{'align':'right','angle':0,'baseline':'middle','frame':'group','offset':10,'orient':'left','"
              "style':'guide-label'}"},
     {"row-title", "{'align':'right','angle':0,'baseline':'middle','offset':10,'orient':'right','style':'"
                   "guide-title','text':'a'}"},
     {true, false},
     {0, 10},
     {NAN, NAN}},
    {"facet below",
     TR_HEADER_FACET,
     "{'field':'a','header':{'labelOrient':'bottom','titleOrient':'bottom'}}",
     NULL,
     {"cell", "{'frame':'group','offset':10,'orient':'bottom','style':'guide-label'}"},
     {"column-title", "{'offset':10,'orient':'bottom','style':'guide-title','text':'a'}"},
     {false, true},
     {0, 0},
     {NAN, NAN}},
    {"facet left",
     TR_HEADER_FACET,
     "{'field':'a','header':{'orient':'left'}}",
     NULL,
     {"cell", "{'frame':'group','offset':10,'orient':'left','style':'guide-label'}"},
     {"row-title", "{'offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"no header on rows",
     TR_HEADER_ROW,
     "{'field':'a','header':null}",
     NULL,
     {"", ""},
     {"", ""},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"no header on a wrapped facet",
     TR_HEADER_FACET,
     "{'field':'a','header':null}",
     NULL,
     {"cell", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"", ""},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"no labels",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labels':false}}",
     NULL,
     {"", ""},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"no labels in cells",
     TR_HEADER_FACET,
     "{'field':'a','header':{'labels':false}}",
     NULL,
     {"cell", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"no title",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'title':null}}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"", ""},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"empty title",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'title':''}}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"", ""},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"the definition's title",
     TR_HEADER_COLUMN,
     "{'field':'a','title':'T'}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'T'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"the header's title first",
     TR_HEADER_COLUMN,
     "{'field':'a','title':'T','header':{'title':['H','h']}}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':['H','h']}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"bins in the title",
     TR_HEADER_COLUMN,
     "{'field':'a','bin':true}",
     NULL,
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a (binned)'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"no titles by config",
     TR_HEADER_COLUMN,
     "{'field':'a'}",
     "{'header':{'title':null}}",
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"", ""},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"own title against config",
     TR_HEADER_COLUMN,
     "{'field':'a','title':'T'}",
     "{'header':{'title':null}}",
     {"column-header", "{'frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'T'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"config of rows first",
     TR_HEADER_ROW,
     "{'field':'a','header':{'labelLimit':50}}",
     "{'header':{'labelColor':'red','titleColor':'red','labelLimit':9},'headerRow':{'titleColor':'blue'},'"
     "headerColumn':{'titleColor':'green'}}",
     {"row-header",
      "{'color':'red','frame':'group','limit':50,'offset':10,'orient':'left','style':'guide-label'}"},
     {"row-title", "{'color':'blue','offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"config of wrapped facets",
     TR_HEADER_FACET,
     "{'field':'a'}",
     "{'headerFacet':{'labelOrient':'bottom','titlePadding':3},'headerRow':{'titleColor':'blue'}}",
     {"cell", "{'frame':'group','offset':10,'orient':'bottom','style':'guide-label'}"},
     {"column-title", "{'offset':3,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 0},
     {NAN, NAN}},
    {"labels off by config",
     TR_HEADER_ROW,
     "{'field':'a'}",
     "{'header':{'labels':false}}",
     {"", ""},
     {"row-title", "{'offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"labels off by config of rows",
     TR_HEADER_ROW,
     "{'field':'a'}",
     "{'headerRow':{'labels':false}}",
     {"row-header", "{'frame':'group','offset':10,'orient':'left','style':'guide-label'}"},
     {"row-title", "{'offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"a header that is no object",
     TR_HEADER_ROW,
     "{'field':'a','header':false}",
     NULL,
     {"row-header", "{'frame':'group','offset':10,'orient':'left','style':'guide-label'}"},
     {"row-title", "{'offset':10,'orient':'left','style':'guide-title','text':'a'}"},
     {false, false},
     {10, 0},
     {NAN, NAN}},
    {"an angle of null",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelAngle':null}}",
     NULL,
     {"column-header",
      "{'angle':null,'baseline':'bottom','frame':'group','offset':10,'style':'guide-label'}"},
     {"column-title", "{'offset':10,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
    {"everything",
     TR_HEADER_COLUMN,
     "{'field':'a','header':{'labelAlign':'right','labelBaseline':'middle','labelFont':'F','labelFontSize':1,"
     "'labelFontStyle':'italic','labelFontWeight':300,'labelLineHeight':4,'labelPadding':5,'titleAlign':'"
     "left','titleBaseline':'bottom','titleFont':'G','titleFontSize':6,'titleFontStyle':'italic','"
     "titleFontWeight':'bold','titleLimit':7,'titleLineHeight':8,'titlePadding':9}}",
     NULL,
     {"column-header", "{'align':'right','baseline':'middle','font':'F','fontSize':1,'fontStyle':'italic','"
                       "fontWeight':300,'frame':'group','lineHeight':4,'offset':5,'style':'guide-label'}"},
     {"column-title",
      "{'align':'left','baseline':'bottom','font':'G','fontSize':6,'fontStyle':'italic','fontWeight':'bold','"
      "limit':7,'lineHeight':8,'offset':9,'style':'guide-title','text':'a'}"},
     {false, false},
     {0, 10},
     {NAN, NAN}},
};

static const struct {
  const char *name;
  tr_header_channel channel;
  const char *def, *config, *parent, *text;
} texts[] = {
    {"text", TR_HEADER_ROW, "{'field':'a'}", NULL, "{'a':'x'}", "'x'"},
    {"null", TR_HEADER_ROW, "{'field':'a'}", NULL, "{'a':null}", "'null'"},
    {"number as a name", TR_HEADER_ROW, "{'field':'a'}", NULL, "{'a':4.5}", "4.5"},
    {"truth", TR_HEADER_FACET, "{'field':'a'}", NULL, "{'a':true}", "true"},
    {"quantity", TR_HEADER_ROW, "{'field':'a','type':'quantitative'}", NULL, "{'a':1234.5}", "'1234.5'"},
    {"quantity null", TR_HEADER_ROW, "{'field':'a','type':'quantitative'}", NULL, "{'a':null}", "'null'"},
    {"quantity by config", TR_HEADER_ROW, "{'field':'a','type':'quantitative'}", "{'numberFormat':'.1f'}",
     "{'a':2}", "'2.0'"},
    {"own format first", TR_HEADER_ROW, "{'field':'a','type':'quantitative','header':{'format':'$.2f'}}",
     "{'numberFormat':'.1f'}", "{'a':2}", "'$2.00'"},
    {"format of a name", TR_HEADER_ROW, "{'field':'a','header':{'format':'.2f'}}", NULL, "{'a':2}", "'2.00'"},
    {"empty format of a name", TR_HEADER_ROW, "{'field':'a','header':{'format':''}}", NULL, "{'a':2.5}",
     "2.5"},
    {"format by config of headers", TR_HEADER_ROW, "{'field':'a'}",
     "{'headerRow':{'format':'.2f'},'header':{'format':'.3f'}}", "{'a':2}", "'2.00'"},
    {"bins", TR_HEADER_COLUMN, "{'field':'a','bin':{'maxbins':10}}", NULL,
     "{'bin_maxbins_10_a':90,'bin_maxbins_10_a_end':100}", "'90 – 100'"},
    {"bins with a format", TR_HEADER_COLUMN, "{'field':'a','bin':{'maxbins':10},'header':{'format':'.1f'}}",
     NULL, "{'bin_maxbins_10_a':90,'bin_maxbins_10_a_end':100}", "'90.0 – 100.0'"},
    {"bins by config", TR_HEADER_FACET, "{'field':'a','bin':{'maxbins':10}}", "{'numberFormat':'.2f'}",
     "{'bin_maxbins_10_a':90,'bin_maxbins_10_a_end':100}", "'90.00 – 100.00'"},
    {"bin of nothing", TR_HEADER_COLUMN, "{'field':'a','bin':{'maxbins':10}}", NULL,
     "{'bin_maxbins_10_a':null,'bin_maxbins_10_a_end':null}", "'null'"},
    {"binned", TR_HEADER_COLUMN, "{'field':'a','bin':'binned','type':'quantitative'}", NULL, "{'a':10}",
     "'10'"},
    {"date", TR_HEADER_ROW, "{'field':'a','type':'temporal'}", NULL, "{'a':1729296000000}", "'Oct 19, 2024'"},
    {"date with a format", TR_HEADER_ROW, "{'field':'a','type':'temporal','header':{'format':'%Y'}}", NULL,
     "{'a':1729296000000}", "'2024'"},
    {"date by config", TR_HEADER_ROW, "{'field':'a','type':'temporal'}", "{'timeFormat':'%d/%m'}",
     "{'a':1729296000000}", "'19/10'"},
    {"year", TR_HEADER_ROW, "{'field':'a','timeUnit':'year'}", NULL, "{'year_a':1704067200000}", "'2024'"},
    {"year and month", TR_HEADER_ROW, "{'field':'a','timeUnit':'yearmonth','type':'ordinal'}", NULL,
     "{'yearmonth_a':1727740800000}", "'Oct 2024'"},
    {"month with a format", TR_HEADER_ROW, "{'field':'a','timeUnit':'month','header':{'format':'%B'}}", NULL,
     "{'month_a':1349049600000}", "'October'"},
    {"day in UTC", TR_HEADER_ROW, "{'field':'a','timeUnit':'utcday'}", NULL, "{'utcday_a':1325894400000}",
     "'Sat'"},
    {"date as a number", TR_HEADER_ROW,
     "{'field':'a','type':'temporal','header':{'formatType':'number','format':'.3s'}}", NULL,
     "{'a':1729296000000}", "'1.73T'"},
    {"number as a date", TR_HEADER_ROW,
     "{'field':'a','type':'quantitative','header':{'formatType':'time','format':'%b'}}", NULL,
     "{'a':1729296000000}", "'Oct'"},
    {"expression of the value", TR_HEADER_ROW,
     "{'field':'a','header':{'labelExpr':'upper(datum.value) + ''!'''}}", NULL, "{'a':'x'}", "'X!'"},
    {"expression of the label, a call", TR_HEADER_ROW,
     "{'field':'a','type':'quantitative','header':{'format':'.1f','labelExpr':'''<'' + datum.label + "
     "''>'''}}",
     NULL, "{'a':2}", "'<2.0>'"},
    {"expression of the label, a choice", TR_HEADER_ROW,
     "{'field':'a','header':{'labelExpr':'datum.label + ''!'''}}", NULL, "{'a':'x'}", "'x'"},
    {"expression of the parent", TR_HEADER_ROW,
     "{'field':'a','header':{'labelExpr':'split(parent.a, '' '')'}}", NULL, "{'a':'x y'}", "['x','y']"},
    {"expression of nothing", TR_HEADER_ROW, "{'field':'a','header':{'labelExpr':'null'}}", NULL, "{'a':'x'}",
     "''"},
    {"name with a dot", TR_HEADER_ROW, "{'field':'a\\.b'}", NULL, "{'a.b':'x'}", "'x'"},
};

static const tr_value *read(tr_ctx *ctx, const char *yaml) {
  if (!yaml || !yaml[0]) return NULL;
  tr_value *v = TR_NEW(ctx->doc, tr_value);
  uint32_t file = tr_source_add(ctx, TR_S("test"), tr_str_z(yaml), (tr_str){0});
  check_named(tr_yaml_read(ctx, file, v), "the case reads");
  return v;
}

static tr_header header_of(tr_ctx *ctx, tr_chart *chart, tr_header_channel channel, const char *def,
                           const char *config) {
  *chart = (tr_chart){.ctx = ctx, .env = {.locale = tr_locale_en()}};
  chart->config = tr_config_merge(ctx, tr_config_defaults(ctx), read(ctx, config));
  chart->params = tr_map_of(ctx->doc);
  tr_chart_scope(chart);
  const tr_value *v = read(ctx, def);
  return tr_header_of(chart, channel, tr_def_new(ctx, v, TR_ENC_DETAIL, &chart->config), tr_get(v, "header"));
}

static bool is_same(tr_ctx *ctx, const tr_value *got, const char *want, const char *what) {
  const tr_value *v = read(ctx, want);
  if (tr_is_nil(got) ? !v : tr_equal(got, v)) return true;
  tr_buf b = tr_buf_of(ctx->doc);
  tr_json_write(&b, got);
  printf("# %s: got  %.*s\n#   want %s\n", what, TR_FMT(tr_buf_str(&b)), want);
  return false;
}

static bool is_role(const char *got, const char *want) {
  if (strcmp(got, want) == 0) return true;
  printf("# role: got %s, want %s\n", got, want);
  return false;
}

static bool is_number(double got, double want) { return got == want || (isnan(got) && isnan(want)); }

static bool is_laid_out(const tr_header *h, size_t c) {
  const tr_header *headers[TR_HEADER_CHANNELS] = {NULL};
  headers[h->channel] = h;
  tr_trellis t = {0};
  tr_headers_layout(headers, &t);
  for (size_t i = 0; i < TR_TRELLIS_TITLES; i++)
    if ((t.title_anchor[i] == TR_ANCHOR_END) != looks[c].title_end[i] ||
        !is_number(t.title_offset[i], looks[c].title_offset[i]) ||
        !is_number(t.title_band[i], looks[c].title_band[i]))
      return false;
  return isnan(t.band[TR_TRELLIS_COLUMN_FOOTER]);
}

static void check_look(size_t c) {
  static const char *const bands[] = {"row-header", "row-footer", "column-header", "column-footer"};
  tr_ctx *ctx = tr_ctx_new();
  tr_chart chart;
  tr_header h = header_of(ctx, &chart, looks[c].channel, looks[c].def, looks[c].config);
  tr_value parent = tr_make_object(NULL, 0);
  tr_datum datum = {.object = &parent};
  tr_value label = tr_header_label(&h, &datum), title = tr_header_title(&h);
  if (tr_is(&label, TR_OBJECT)) label = tr_without(ctx->doc, &label, "text");
  bool same = is_same(ctx, &label, looks[c].label.props, "label");
  same &= is_same(ctx, &title, looks[c].title.props, "title");
  if (!tr_is_nil(&label)) same &= is_role(h.in_cell ? "cell" : bands[h.label_band], looks[c].label.role);
  if (!tr_is_nil(&title))
    same &= is_role(h.title_direction == TR_TRELLIS_ROW ? "row-title" : "column-title", looks[c].title.role);
  check_named(same, looks[c].name);
  check_named(is_laid_out(&h, c), looks[c].name);
  tr_ctx_free(ctx);
}

static void check_text_of(size_t c) {
  tr_ctx *ctx = tr_ctx_new();
  tr_chart chart;
  tr_header h = header_of(ctx, &chart, texts[c].channel, texts[c].def, texts[c].config);
  tr_datum datum = {.object = read(ctx, texts[c].parent)};
  tr_value label = tr_header_label(&h, &datum);
  check_named(is_same(ctx, tr_get(&label, "text"), texts[c].text, "text"), texts[c].name);
  tr_ctx_free(ctx);
}

/* --- Facets in facets; what is said ----------------------------------------------------------------------
 */

static const struct {
  const char *outer, *inner, *text;
} joined[] = {
    {"{field: a}", "{field: b}", "'a / b'"},
    {"{field: a, title: [x, y]}", "{field: b, title: [z, w]}", "'x, y / z,w'"},
    {"{field: a, header: {title: null}}", "{field: b}", "b"},
    {"{field: a}", "{field: b, header: null}", "a"},
};

static void check_joined(size_t c) {
  tr_ctx *ctx = tr_ctx_new();
  tr_chart chart;
  tr_header outer = header_of(ctx, &chart, TR_HEADER_ROW, joined[c].outer, NULL);
  tr_header inner = header_of(ctx, &chart, TR_HEADER_ROW, joined[c].inner, NULL);
  tr_header_join(&outer, &inner);
  tr_value title = tr_header_title(&outer), none = tr_header_title(&inner);
  check_named(is_same(ctx, tr_get(&title, "text"), joined[c].text, "text"), joined[c].text);
  check(tr_is_nil(&none));
  tr_ctx_free(ctx);
}

static const struct {
  tr_header_channel channel;
  const char *def, *part;
} said[] = {
    {TR_HEADER_ROW, "{field: a, header: {formatType: money}}", "format type \"money\""},
    {TR_HEADER_FACET, "{field: a, header: {labels: false}}", "always shown"},
    {TR_HEADER_ROW, "{field: a, header: {labelOrient: top, labels: false}}", "always shown"},
    {TR_HEADER_ROW, "{field: a, header: {labelExpr: 'nosuch(datum.label)'}}", "nosuch"},
};

static void check_said(size_t c) {
  tr_ctx *ctx = tr_ctx_new();
  tr_chart chart;
  header_of(ctx, &chart, said[c].channel, said[c].def, NULL);
  check_named(ctx->diags.n == 1, said[c].def);
  if (ctx->diags.n > 0) {
    tr_str text = tr_diag_text(ctx, tr_vec_at(&ctx->diags, 0), ctx->doc);
    check_named(tr_str_find(text, said[c].part, 0) < text.n, said[c].part);
  }
  tr_ctx_free(ctx);
}

void test_headers(void) {
  for (size_t c = 0; c < sizeof looks / sizeof *looks; c++) check_look(c);
  for (size_t c = 0; c < sizeof texts / sizeof *texts; c++) check_text_of(c);
  for (size_t c = 0; c < sizeof joined / sizeof *joined; c++) check_joined(c);
  for (size_t c = 0; c < sizeof said / sizeof *said; c++) check_said(c);
}
