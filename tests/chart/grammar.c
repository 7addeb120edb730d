#include "chart/grammar/grammar.h"
#include "golden.h"

/* What the check of a specification says, at every level of every kind of view; and of what it says nothing.
 */

#define UNIT "\"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"a\"}}"
static const struct {
  const char *json, *messages; /* parted by "|"; "" for none */
} cases[] = {
    {"{\"$schema\": \"x\", \"usermeta\": {\"a\": 1}, " UNIT "}", ""},
    {"{\"titel\": 1, " UNIT "}", "view has no property \"titel\"; it is left out"},
    {"{\"markk\": \"bar\"}", "view has no property \"markk\"; it is left out"},
    {"{\"layer\": [{" UNIT ", \"heigth\": 3}]}", "view has no property \"heigth\"; it is left out"},
    {"{\"layer\": [{" UNIT "}], \"columns\": 3}", "view has no property \"columns\"; it is left out"},
    {"{\"hconcat\": [{\"vconcat\": [{" UNIT ", \"config\": {}}]}]}",
     "view has no property \"config\"; it is left out"},
    {"{\"hconcat\": [], \"width\": 3}", "view has no property \"width\"; it is left out"},
    {"{\"facet\": {\"row\": {\"field\": \"a\", \"haeder\": {}}}, \"spec\": {" UNIT "}}",
     "facet has no property \"haeder\"; it is left out"},
    {"{\"facet\": {\"field\": \"a\", \"header\": {\"labelColour\": 1}}, \"spec\": {" UNIT ", \"layr\": 1}}",
     "header has no property \"labelColour\"; it is left out|view has no property \"layr\"; it is left out"},
    {"{\"repeat\": {\"layer\": [\"a\"]}, \"spec\": {\"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": "
     "{\"repeat\": \"layers\"}}}}}",
     "\"repeat\" of repeat-reference: expected one of \"row\", \"column\", \"repeat\", \"layer\", found "
     "\"layers\""},
    {"{\"mark\": {\"type\": \"bar\", \"radius9\": 3}}", "mark has no property \"radius9\"; it is left out"},
    {"{\"mark\": {\"type\": \"bar\", \"cornerRadiusEnd\": 3, \"aria\": false, \"cursor\": \"help\"}}", ""},
    {"{\"mark\": {\"type\": \"area\", \"line\": {\"colour\": \"red\"}, \"point\": true}}",
     "part line has no property \"colour\"; it is left out"},
    {"{\"mark\": {\"type\": \"bar\", \"color\": {\"gradient\": \"linear\", \"stops\": [{\"ofset\": 0}]}}}",
     "gradient-stop has no property \"ofset\"; it is left out"},
    {"{\"mark\": \"bar\", \"encoding\": {\"colour\": {\"value\": \"red\"}}}",
     "encoding has no channel \"colour\"; it is left out"},
    {"{\"mark\": \"bar\", \"encoding\": {\"qualifier\": {\"field\": \"q\"}}}",
     "encoding has no channel \"qualifier\"; it is left out"},
    {"{\"mark\": \"point\", \"encoding\": {\"latitude\": {\"field\": \"a\"}, \"time\": {\"field\": \"t\"}, "
     "\"row\": {\"field\": \"r\", \"align\": \"none\"}, \"facet\": {\"field\": \"r\", \"columns\": 3}}}",
     ""},
    {"{\"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"a\", \"axis\": {\"labelColor\": "
     "{\"condition\": "
     "{\"test\": \"true\", \"vlaue\": 1}, \"value\": 2}}}}}",
     "condition has no property \"vlaue\"; it is left out"},
    {"{\"mark\": \"bar\", \"encoding\": {\"color\": {\"condition\": [{\"test\": {\"feild\": \"a\"}, "
     "\"value\": "
     "1}], \"value\": 2}}}",
     "predicate has no property \"feild\"; it is left out"},
    {"{\"mark\": \"bar\", \"encoding\": {\"tooltip\": [{\"field\": \"a\", \"formt\": \"d\"}]}}",
     "channel tooltip has no property \"formt\"; it is left out"},
    {"{\"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"a\", \"scale\": {\"rangeStep\": 3}, \"band\": "
     "0.5}}}",
     "scale has the property \"rangeStep\" no longer; it is left out|channel x has the property \"band\" no "
     "longer; it is left out"},
    {"{\"mark\": \"bar\", \"encoding\": {\"x\": {\"field\": \"a\", \"scale\": {\"domainMin\": {\"year\": "
     "2020}, \"nice\": {\"intervall\": \"day\"}}}}}",
     "interval has no property \"intervall\"; it is left out"},
    {"{\"mark\": \"bar\", \"selection\": {\"a\": {\"type\": \"single\"}}}", ""},
    {"{\"mark\": \"bar\", \"config\": {\"view\": {\"width\": 3, \"stroke\": null}, \"bar\": {\"colr\": 1}, "
     "\"axisXBand\": {\"disable\": true, \"labls\": 1}, \"style\": {\"mine\": {\"fil\": 1}}}}",
     "config.bar has no property \"colr\"; it is left out|config.axis has no property \"labls\"; it is left "
     "out|style has no property \"fil\"; it is left out"},
    {"{\"mark\": \"bar\", \"transform\": [{\"filter\": {\"and\": [\"true\", {\"not\": {\"field\": \"a\", "
     "\"greater\": 3}}]}}]}",
     "predicate has no property \"greater\"; it is left out"},
    {"{\"mark\": \"bar\", \"transform\": [{\"aggregate\": [{\"op\": \"mean\", \"feld\": \"a\"}], "
     "\"gruopby\": "
     "[]}]}",
     "aggregate has no property \"feld\"; it is left out|transform aggregate has no property \"gruopby\"; it "
     "is left out"},
    {"{\"mark\": \"bar\", \"params\": [{\"name\": \"p\", \"select\": {\"type\": \"interval\", \"zoom\": "
     "false, "
     "\"on\": \"drag\", \"fild\": 1}, \"bind\": {\"a\": {\"input\": \"range\", \"maxx\": 3}}}]}",
     "selection has no property \"fild\"; it is left out|binding has no property \"maxx\"; it is left out"},
    {"{\"mark\": \"bar\", \"data\": {\"values\": [{\"anything\": {\"goes\": 1}}], \"format\": {\"parse\": "
     "{\"any\": \"date\"}, \"typ\": \"csv\"}}, \"datasets\": {\"d\": [{\"x\": 1}]}}",
     "data-format has no property \"typ\"; it is left out"},
    {"{\"mark\": \"bar\", \"resolve\": {\"scale\": {\"colour\": \"shared\"}, \"axis\": {\"x\": \"share\"}}}",
     "resolve.scale has no channel \"colour\"; it is left out|\"x\" of resolve.axis: expected one of "
     "\"shared\", \"independent\", found \"share\""},
    {"{\"mark\": \"bar\", \"width\": {\"step\": 3, \"fro\": \"position\"}}",
     "step has no property \"fro\"; it is left out"},
};

static void check_case(const char *json, const char *messages) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v;
  uint32_t file = tr_source_add(ctx, TR_S("spec"), tr_str_z(json), (tr_str){0});
  check_named(tr_document_read(ctx, file, &v), json);
  tr_grammar_check(ctx, tr_chart_grammar(ctx, false), &v, tr_chart_about.root, TR_WARNING);
  tr_buf said = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < ctx->diags.n; i++)
    tr_buf_printf(&said, "%s%.*s", i ? "|" : "", TR_FMT(((tr_diag *)tr_vec_at(&ctx->diags, i))->text));
  if (!check_named(tr_str_is(tr_buf_str(&said), messages), json)) printf("# got %s\n", tr_buf_str(&said).p);
  tr_ctx_free(ctx);
}

void test_grammar(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(cases[i].json, cases[i].messages);
}
