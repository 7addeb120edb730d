#include "test-value.h"
#include "value/props.h"

static const tr_prop first[] = {
    {.name = "gap", .bits = TR_P_LENGTH, .help = "space between"},
    {.name = "dir", .bits = TR_P_ENUM, .values = "row|column|wrap"},
    {.name = "opacity", .bits = TR_P_NUMBER | TR_P_EXPR, .min = 0, .max = 1},
    {.name = "count", .bits = TR_P_NUMBER, .min = 1, .max = INFINITY},
    {.name = "fill", .bits = TR_P_COLOR | TR_P_NULL},
    {.name = NULL},
};
static const tr_prop second[] = {
    {.name = "text", .bits = TR_P_TEXT},    {.name = "wrap", .bits = TR_P_BOOL | TR_P_TEMPLATE},
    {.name = "blocks", .bits = TR_P_ARRAY}, {.name = "anything", .bits = TR_P_ANY},
    {.name = "name", .bits = TR_P_STRING},  {.name = NULL},
};
static const tr_prop *const tables[] = {first, second, NULL};

/* An object, and words of the first message with words of its hint; no words: nothing is wrong. */
static const struct {
  const char *json, *message, *hint;
} cases[] = {
    {"{\"gap\":12,\"dir\":\"row\",\"opacity\":0.5,\"fill\":\"#fff\",\"text\":\"x\",\"wrap\":true}", NULL,
     NULL},
    {"{\"gap\":\"12mm\",\"opacity\":{\"expr\":\"a\"},\"fill\":null,\"text\":{\"vi\":\"a\",\"en\":\"b\"}}",
     NULL, NULL},
    {"{\"gap\":\"50%\",\"wrap\":\"{{ x }}\",\"blocks\":[],\"anything\":{\"a\":[]},\"count\":1e9}", NULL,
     NULL},
    {"{}", NULL, NULL},
    {"{\"gpa\":1}", "block box has no property \"gpa\"", "did you mean \"gap\"?"},
    {"{\"zzzzz\":1}", "no property \"zzzzz\"", "it has: gap, dir,"},
    {"{\"gap\":\"wide\"}", "\"gap\" of block box: expected a length", NULL},
    {"{\"gap\":\"12 mm\"}", "found \"12 mm\"", NULL},
    {"{\"gap\":true}", "found true", NULL},
    {"{\"dir\":\"rows\"}", "expected one of \"row\", \"column\", \"wrap\", found \"rows\"",
     "did you mean \"row\"?"},
    {"{\"dir\":\"\"}", "found \"\"", NULL},
    {"{\"dir\":\"row|column\"}", "expected one of", NULL},
    {"{\"opacity\":2}", "expected a number from 0 to 1, found 2", NULL},
    {"{\"opacity\":\"1\"}", "found \"1\"", NULL},
    {"{\"opacity\":{\"expr\":1}}", "found an object", NULL},
    {"{\"count\":0}", "a number of at least 1", NULL},
    {"{\"fill\":\"stealblue\"}", "expected a colour or null", NULL},
    {"{\"text\":{}}", "expected a text", NULL},
    {"{\"text\":{\"vi\":1}}", "expected a text", NULL},
    {"{\"text\":[\"a\"]}", "found an array", NULL},
    {"{\"wrap\":\"true\"}", "expected true or false", NULL},
    {"{\"blocks\":{}}", "expected an array", NULL},
    {"{\"name\":null}", "expected a string, found null", NULL},
    {"[1]", "block box must be an object, found an array", NULL},
};

static void check_case(const char *json, const char *message, const char *hint, tr_severity unknown) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v = tr_make_null();
  check_named(read_text(ctx, tr_json_read, tr_str_z(json), &v), json);
  bool ok = tr_props_check(ctx, &v, tables, "block box", unknown);
  if (!message) {
    check_named(ok && ctx->diags.n == 0, json);
  } else {
    const tr_diag *d = ctx->diags.n ? tr_vec_at(&ctx->diags, 0) : NULL;
    bool said = d && tr_str_find(d->text, message, 0) != SIZE_MAX &&
                (!hint || tr_str_find(d->hint, hint, 0) != SIZE_MAX);
    if (d && !said) printf("# got %.*s (%.*s)\n", TR_FMT(d->text), TR_FMT(d->hint));
    check_named(said && ok == (unknown == TR_WARNING), json);
  }
  tr_ctx_free(ctx);
}

void test_props(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_case(cases[i].json, cases[i].message, cases[i].hint, TR_ERROR);
  check_case("{\"gpa\":1}", "it is left out", "gap", TR_WARNING);
  check(tr_props_find(tables, TR_S("wrap")) == &second[1] && !tr_props_find(tables, TR_S("wra")));
  /* Every fault of an object is told, at its place. */
  tr_ctx *ctx = tr_ctx_new();
  tr_value v = tr_make_null();
  check(read_text(ctx, tr_json_read, TR_S("{\"gap\":true,\n \"dirr\":1}"), &v));
  check(!tr_props_check(ctx, &v, tables, "block box", TR_ERROR) && ctx->n_errors == 2);
  uint32_t line, column;
  tr_locate(ctx, ((tr_diag *)tr_vec_at(&ctx->diags, 0))->at, &line, &column);
  check(line == 1 && column == 8);
  tr_locate(ctx, ((tr_diag *)tr_vec_at(&ctx->diags, 1))->at, &line, &column);
  check(line == 2 && column == 2);
  tr_ctx_free(ctx);
}
