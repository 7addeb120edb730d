#include "needs.h"
#include "chart/data/data-priv.h"
#include "check.h"

/* Which columns of a file a specification may look at. */

static const struct {
  const char *spec, *columns; /* of a b c d_1 */
} cases[] = {
    {"{\"encoding\":{\"x\":{\"field\":\"a\"}}}", "a"},
    {"{\"encoding\":{\"x\":{\"field\":\"b.a\"},\"y\":{\"aggregate\":\"count\"}}}", "a b"},
    {"{\"encoding\":{\"x\":{\"field\":\"d_1\"}}}", "d_1"},
    {"{\"encoding\":{\"x\":{\"field\":\"d_12\"}}}", ""},
    {"{\"encoding\":{\"x\":{\"field\":\"b['d_1']\"}}}", "b d_1"},
    {"{\"transform\":[{\"filter\":\"datum.a > 1 && datum['c'] < 2\"}]}", "a c"},
    {"{\"transform\":[{\"aggregate\":[{\"op\":\"sum\",\"field\":\"a\",\"as\":\"s\"}],\"groupby\":[\"b\"]}]}",
     "a b"},
    {"{\"transform\":[{\"fold\":[\"a\",\"d_1\"]}]}", "a d_1"},
    {"{\"params\":[{\"name\":\"p\",\"select\":{\"type\":\"point\",\"fields\":[\"c\"]}}]}", "c"},
    {"{\"params\":[{\"name\":\"p\",\"select\":\"point\",\"value\":{\"b\":1}}]}", "b"},
    {"{\"encoding\":{\"y\":{\"sort\":{\"field\":\"c\"},\"field\":\"a\"}}}", "a c"},
    {"{\"layer\":[{\"encoding\":{\"x\":{\"field\":\"a\"}}},{\"encoding\":{\"x\":{\"field\":\"b\"}}}]}",
     "a b"},
    {"{\"data\":{\"url\":\"x.csv\",\"values\":[{\"b\":\"c\"}]},\"encoding\":{\"x\":{\"field\":\"a\"}}}", "a"},
    {"{\"datasets\":{\"t\":[{\"b\":\"c\"}]},\"encoding\":{\"x\":{\"field\":\"a\"}}}", "a"},
    /* Whole rows, names that are worked out, escapes: all of them. */
    {"{\"transform\":[{\"calculate\":\"keys(datum)\",\"as\":\"k\"}]}", "a b c d_1"},
    {"{\"transform\":[{\"calculate\":\"datum[name]\",\"as\":\"k\"}]}", "a b c d_1"},
    {"{\"transform\":[{\"calculate\":\"datum['a' + 'b']\",\"as\":\"k\"}]}", "a b c d_1"},
    {"{\"transform\":[{\"calculate\":\"datum.a[name]\",\"as\":\"k\"}]}", "a b c d_1"},
    {"{\"transform\":[{\"filter\":\"datum['\\\\u0061'] > 1\"}]}", "a b c d_1"},
    {"{\"mark\":{\"type\":\"bar\",\"tooltip\":{\"content\":\"data\"}}}", "a b c d_1"},
    {"{\"transform\":[{\"lookup\":\"a\",\"from\":{\"data\":{\"url\":\"x.csv\"},\"key\":\"b\"}}]}",
     "a b c d_1"},
    {"{\"transform\":[{\"lookup\":\"a\",\"from\":{\"key\":\"b\",\"fields\":[\"c\"]}}]}", "a b c"},
    {"{\"transform\":[{\"aggregate\":[{\"op\":\"argmax\",\"field\":\"a\",\"as\":\"s\"}]}]}", "a b c d_1"},
};

/* Columns whose texts nobody can tell from their numbers. */
static const struct {
  const char *spec, *columns;
} measures[] = {
    {"{\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\"}}}", "a b c d_1"},
    {"{\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"nominal\"}}}", "b c d_1"},
    {"{\"encoding\":{\"x\":{\"field\":\"a\",\"bin\":true},\"y\":{\"field\":\"b\",\"aggregate\":\"mean\"}}}",
     "a b c d_1"},
    {"{\"encoding\":{\"shape\":{\"field\":\"a\",\"bin\":true},\"x\":{\"field\":\"b\",\"timeUnit\":\"year\"}}"
     "}",
     "c d_1"},
    {"{\"encoding\":{\"order\":{\"field\":\"a\",\"type\":\"quantitative\"}}}", "b c d_1"},
    {"{\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\",\"aggregate\":\"mean\"},"
     "\"y\":{\"field\":\"b\",\"type\":\"quantitative\",\"aggregate\":\"argmax\"}}}",
     "a c d_1"},
    {"{\"encoding\":{\"x\":{\"field\":\"a\",\"type\":\"quantitative\",\"scale\":{\"type\":\"ordinal\"}}}}",
     "b c d_1"},
    {"{\"encoding\":{\"x\":{\"field\":\"c\",\"type\":\"nominal\",\"sort\":\"-y\"},"
     "\"y\":{\"field\":\"a\",\"type\":\"quantitative\"}}}",
     ""},
    {"{\"transform\":[{\"calculate\":\"datum.a + 1\",\"as\":\"k\"}]}", "b c d_1"},
    {"{\"transform\":[{\"calculate\":\"keys(datum)\",\"as\":\"k\"}]}", ""},
    {"{\"transform\":[{\"aggregate\":[{\"op\":\"sum\",\"field\":\"a\",\"as\":\"s\"},"
     "{\"op\":\"max\",\"field\":\"b\",\"as\":\"t\"}],\"groupby\":[\"c\"]}]}",
     "a d_1"},
    {"{\"transform\":[{\"fold\":[\"a\",\"d_1\"]}]}", "b c"},
    {"{\"data\":{\"values\":[{\"b\":\"c\"}]},\"datasets\":{\"t\":\"d_1\"}}", "a b c d_1"},
};

static void check_columns(const char *text, const char *columns, bool (*test)(void *self, tr_str column)) {
  static const char *const names[] = {"a", "b", "c", "d_1"};
  tr_ctx *ctx = tr_ctx_new();
  tr_value spec;
  bool read = tr_json_read(ctx, tr_source_add(ctx, TR_S("spec"), tr_str_z(text), (tr_str){0}), &spec);
  tr_chart chart = {.ctx = ctx, .input = {.spec = &spec}, .spec = &spec, .config = tr_make_object(NULL, 0)};
  tr_buf found = tr_buf_of(ctx->doc);
  for (size_t k = 0; read && k < 4; k++)
    if (test(&chart, tr_str_z(names[k]))) tr_buf_printf(&found, "%s%s", found.n ? " " : "", names[k]);
  check_str_named(tr_buf_str(&found), columns, text);
  tr_ctx_free(ctx);
}

void test_needs(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_columns(cases[i].spec, cases[i].columns, tr_chart_needs);
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
    check_columns(measures[i].spec, measures[i].columns, tr_chart_measures);
}
