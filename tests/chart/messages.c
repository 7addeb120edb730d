#include "base/file.h"
#include "chart/chart.h"
#include "format/locale.h"
#include "golden.h"
#include "text/text.h"

/* What a chart says about a specification, and how it lies on a page. */

typedef struct asked {
  tr_ctx *ctx;
  tr_value spec;
  tr_env env;
  tr_chart_input input;
  double width, out_w, out_h, least, natural;
  tr_vec notes;
} asked;

static void ask(asked *a, const char *json) {
  tr_font_options options = {.synthetic = true};
  tr_ctx *ctx = tr_ctx_new();
  *a = (asked){.ctx = ctx, .env = {.locale = tr_locale_en(), .fonts = tr_fonts_new(ctx, &options)}};
  uint32_t file = tr_source_add(ctx, TR_S("spec"), tr_str_z(json), (tr_str){0});
  check_named(tr_document_read(ctx, file, &a->spec), "the specification reads");
  a->input = (tr_chart_input){.spec = &a->spec, .env = &a->env};
}

static bool draw_scene(tr_ctx *ctx, void *arg) {
  asked *a = arg;
  return tr_chart_scene(ctx, &a->input) != NULL;
}

static bool draw_on_page(tr_ctx *ctx, void *arg) {
  asked *a = arg;
  a->input.on_page = true;
  tr_chart *chart = tr_chart_new(ctx, &a->input);
  if (!chart) return false;
  tr_chart_extent(ctx, chart, &a->least, &a->natural);
  double height = tr_chart_height(ctx, chart, a->width);
  if (!tr_chart_build(ctx, chart, a->width, 0, &a->out_w, &a->out_h, NULL)) return false;
  check_named(fabs(height - a->out_h) < 1, "the height that was foretold");
  double x, y;
  check_named(tr_chart_point(chart, 0, &x, &y), "the first row has a place");
  return true;
}

/* The first message has all of PARTS in it. */
static void check_says(const char *json, bool draws, const char *part, const char *hint) {
  asked a;
  ask(&a, json);
  bool drawn = tr_ctx_run(a.ctx, draw_scene, &a);
  check_named(drawn == draws, json);
  check_named(a.ctx->diags.n > 0, part);
  if (a.ctx->diags.n > 0) {
    tr_str text = tr_diag_text(a.ctx, tr_vec_at(&a.ctx->diags, 0), a.ctx->doc);
    bool said = tr_str_find(text, part, 0) < text.n && (!hint || tr_str_find(text, hint, 0) < text.n);
    if (!check_named(said, part)) printf("# %.*s\n", TR_FMT(text));
  }
  tr_ctx_free(a.ctx);
}

#define DATA "\"data\": {\"values\": [{\"a\": \"x\", \"b\": 2}]}"

static void check_messages(void) {
  check_says("{" DATA ", \"mark\": {\"type\": \"bar\", \"colr\": \"red\"}}", true, "no property \"colr\"",
             "\"color\"");
  check_says("{" DATA ", \"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"a\", \"typ\": \"nominal\"}}}",
             true, "no property \"typ\"", "\"type\"");
  check_says("{\"$schema\": \"https://vega.github.io/schema/vega/v5.json\", \"marks\": []}", false,
             "this is a Vega specification", NULL);
  check_says("{" DATA ", \"mark\": \"geoshape\", \"projection\": {\"type\": \"albersUs\"}}", false,
             "unknown projection \"albersUs\"", "albersUsa");
  check_says("{\"data\": {\"url\": \"https://example.org/x.csv\"}, \"mark\": \"bar\"}", false,
             "https://example.org/x.csv", "nothing is fetched");
}

#define VALUE "\"encoding\": {\"y\": {\"field\": \"b\", \"type\": \"quantitative\"}"

static void check_composites(void) {
  check_says("{" DATA ", \"mark\": {\"type\": \"boxplot\", \"extent\": \"minmax\"}, " VALUE "}}", false,
             "1:82: error: unknown extent", "\"min-max\"");
  check_says("{" DATA ", \"mark\": {\"type\": \"boxplot\", \"box\": {\"colr\": \"red\"}}, " VALUE "}}", true,
             "part box has no property \"colr\"", "\"color\"");
  check_says("{" DATA ", \"mark\": \"boxplot\", \"encoding\": {\"x\": {\"field\": \"a\"}}}", false,
             "boxplot has no continuous axis", "quantitative");
  check_says("{" DATA ", \"mark\": {\"type\": \"errorbar\", \"extent\": \"sd\"}, " VALUE "}}", false,
             "unknown extent of mark errorbar", "ci, stderr, stdev or iqr");
  check_says("{" DATA ", \"mark\": \"errorband\", " VALUE ", \"yError2\": {\"field\": \"b\"}}}", false,
             "yError2 without yError", NULL);
  check_says("{" DATA ", \"mark\": \"errorbar\", " VALUE
             ", \"y2\": {\"field\": \"b\"}, \"yError\": {\"field\": "
             "\"b\"}}}",
             false, "both ends (x2, y2) and errors", NULL);
  check_says("{" DATA
             ", \"mark\": {\"type\": \"errorbar\", \"center\": \"mean\", \"extent\": \"iqr\"}, " VALUE "}}",
             true, "mean is no center for the extent iqr", NULL);
  check_says("{" DATA ", \"mark\": {\"type\": \"errorband\", \"tension\": 1}, " VALUE "}}", true,
             "along one axis has no curve", NULL);
  check_says("{" DATA
             ", \"params\": [{\"name\": \"p\", \"select\": \"point\"}], \"mark\": \"boxplot\", " VALUE "}}",
             true, "selections are not for mark boxplot", NULL);
}

#define TWO "\"hconcat\": [{\"mark\": \"point\", \"width\": 40}, {\"mark\": \"tick\", \"width\": 50}]"

static void check_composed(void) {
  check_says("{" DATA ", " TWO ", \"autosize\": \"none\"}", true, "no size of their own to be cut to", "pad");
  check_says("{" DATA ", " TWO ", \"autosize\": \"fit\"}", true, "are not fitted to a size", "in px");
  check_says("{" DATA ", " TWO ", \"spacing\": 1.7e308, \"padding\": 1e308}", false, "endlessly large", NULL);
  check_says("{" DATA ", " TWO ", \"padding\": 1e308}", false, "endlessly large", "smaller");
  check_says("{" DATA ", " TWO ", \"resolve\": {\"axis\": {\"x\": \"shared\"}}}", true,
             "cannot share an axis", "facets and layers");
  check_says("{" DATA ", \"resolve\": {\"scale\": {\"color\": \"independent\"}, \"legend\": {\"color\": "
             "\"shared\"}}, " TWO "}",
             true, "scales of color are independent", "shared");
}

static void check_page(void) {
  asked a;
  ask(&a, "{\"data\": {\"values\": [{\"a\": \"a rather long name of a thing that wraps\", \"b\": 2, \"q\": "
          "\"over\"},"
          "{\"a\": \"short\", \"b\": 1, \"q\": \"about\"}]}, \"mark\": \"bar\", \"encoding\": {"
          "\"y\": {\"field\": \"a\", \"type\": \"nominal\"}, \"x\": {\"field\": \"b\", \"type\": "
          "\"quantitative\"},"
          "\"qualifier\": {\"field\": \"q\"}}}");
  a.width = 320;
  check_named(tr_ctx_run(a.ctx, draw_on_page, &a), "a chart on a page");
  check_near(a.out_w, 320, 0.51);
  check(a.least > 0 && a.least <= a.natural);
  check_num((double)a.ctx->diags.n, 0);
  double wide = a.out_h;
  a.width = 200;
  check_named(tr_ctx_run(a.ctx, draw_on_page, &a), "the same, narrower");
  check_near(a.out_w, 200, 0.51);
  check_named(a.out_h >= wide, "which makes it no lower");
  tr_ctx_free(a.ctx);
}

void test_messages(void) {
  check_messages();
  check_composites();
  check_composed();
  check_page();
}
