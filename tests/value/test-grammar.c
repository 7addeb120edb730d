#include "test-value.h"
#include "value/grammar.h"

#include <string.h>

/* A small grammar of pictures: shapes told by a member, by a value, lists, maps, names, and every state. */

static const tr_prop look[] = {
    {"fill", TR_P_STRING | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, "red", "colour", "fade"},
    {"cursor", TR_P_STRING | TR_P_IGNORED, NULL, 0, 0, NULL, "pointer over it"},
    {"shadow", TR_P_BOOL | TR_P_LATER, NULL, 0, 0, NULL, "what it throws"},
    {"colour", TR_P_STRING | TR_P_GONE, NULL, 0, 0, NULL, "`fill`"},
    {"hue", TR_P_STRING | TR_P_OLD, NULL, 0, 0, NULL, "colour"},
    {NULL}};
static const tr_prop disc[] = {{"radius", TR_P_NUMBER, NULL, 0, 9, "1", "px"}, {NULL}};
static const tr_prop kind[] = {{"kind", TR_P_STRING, NULL, 0, 0, NULL, "which", "@kinds"}, {NULL}};
static const tr_prop group[] = {{"parts", TR_P_ARRAY, NULL, 0, 0, NULL, "shapes in it", "[shape]"},
                                {"named", TR_P_OBJECT, NULL, 0, 0, NULL, "looks by name", "fade|{look}"},
                                {NULL}};
static const tr_prop fade[] = {{"to", TR_P_STRING, NULL, 0, 0, NULL, "other colour"}, {NULL}};

#define TABLES(...) ((const tr_prop *const[]){__VA_ARGS__, NULL})
static const tr_object_type types[] = {
    {"shape", .help = "a shape", .chapter = "Shapes", .one_of = "group|disc|square"},
    {"look", .help = "how it looks", .what = "look *", .tables = TABLES(look)},
    {"group", .help = "several shapes", .key = "parts", .tables = TABLES(group)},
    {"disc", .help = "a round one", .what = "shape", .key = "kind=disc", .tables = TABLES(kind, disc, look)},
    {"square", .help = "one with corners", .what = "shape", .key = "kind=square",
     .tables = TABLES(kind, look)},
    {"fade", .help = "a colour that changes", .chapter = "Colours", .tables = TABLES(fade)},
};
static const char *const kind_list[] = {"disc", "square", NULL};
static const tr_names kinds = {"kinds", kind_list, NULL};
static const tr_grammar_about about = {"Shapes", "All of them.", "shape"};

static tr_grammar *grammar_of(tr_ctx *ctx) {
  tr_grammar *g = tr_grammar_new(ctx);
  tr_grammar_add_all(g, types, sizeof types / sizeof *types);
  tr_grammar_add_names(g, &kinds);
  return g;
}

/* A document, and its messages in order, parted by "|"; none: "". */
static const struct {
  const char *json, *messages;
} cases[] = {
    {"{\"kind\":\"disc\",\"radius\":3,\"fill\":\"blue\"}", ""},
    {"{\"kind\":\"disc\",\"radius\":30}", "\"radius\" of shape: expected a number from 0 to 9, found 30"},
    {"{\"kind\":\"square\",\"radius\":3}", "shape has no property \"radius\"; it is left out"},
    {"{\"kind\":\"disc\",\"raduis\":3}", "shape has no property \"raduis\"; it is left out"},
    {"{\"kind\":\"disc\",\"cursor\":\"hand\",\"hue\":\"red\"}", ""},
    {"{\"kind\":\"disc\",\"shadow\":[]}", "not supported yet: property \"shadow\" of shape"},
    {"{\"kind\":\"disc\",\"colour\":\"red\"}", "shape has the property \"colour\" no longer; it is left out"},
    {"{\"kind\":\"disc\",\"radius\":null,\"cursor\":7}", ""},
    {"{\"kind\":\"disc\",\"fill\":{\"to\":\"red\"}}", ""},
    {"{\"kind\":\"disc\",\"fill\":{\"too\":\"red\"}}", "fade has no property \"too\"; it is left out"},
    {"{\"kind\":\"disc\",\"fill\":{\"expr\":\"a\"}}", ""},
    {"{\"kind\":\"disc\",\"fill\":{\"signal\":\"a\"}}", ""},
    {"{\"parts\":[{\"kind\":\"disc\",\"fil\":1},7,{\"parts\":[{\"kind\":\"square\",\"fli\":1}]}]}",
     "shape has no property \"fil\"; it is left out|shape has no property \"fli\"; it is left out"},
    {"{\"parts\":[],\"named\":{\"x\":{\"fil\":\"red\"}}}", "look x has no property \"fil\"; it is left out"},
    {"{\"parts\":[],\"named\":{\"to\":\"red\"}}", ""},
    {"{\"part\":[]}", "shape has no property \"part\"; it is left out"},
};

static void check_case(const char *json, const char *messages) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v = tr_make_null();
  check_named(read_text(ctx, tr_json_read, tr_str_z(json), &v), json);
  tr_grammar_check(ctx, grammar_of(ctx), &v, about.root, TR_WARNING);
  tr_buf said = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < ctx->diags.n; i++) {
    const tr_diag *d = tr_vec_at(&ctx->diags, i);
    tr_buf_printf(&said, "%s%.*s", i ? "|" : "", TR_FMT(d->text));
  }
  if (!check_named(tr_str_is(tr_buf_str(&said), messages), json)) printf("# got %s\n", tr_buf_str(&said).p);
  tr_ctx_free(ctx);
}

static void check_hints(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v = tr_make_null();
  check(read_text(ctx, tr_json_read, TR_S("{\"part\":[],\"kindd\":1,\"colour\":1}"), &v));
  check(tr_grammar_check(ctx, grammar_of(ctx), &v, "shape", TR_WARNING));
  check(tr_str_is(((tr_diag *)tr_vec_at(&ctx->diags, 0))->hint, "did you mean \"parts\"?"));
  check(tr_str_is(((tr_diag *)tr_vec_at(&ctx->diags, 1))->hint, "did you mean \"kind\"?"));
  check(tr_str_is(((tr_diag *)tr_vec_at(&ctx->diags, 2))->hint, "`fill`"));
  tr_ctx_free(ctx);
  ctx = tr_ctx_new();
  check(read_text(ctx, tr_json_read, TR_S("{\"kind\":\"disc\",\"raduis\":3}"), &v));
  check(!tr_grammar_check(ctx, grammar_of(ctx), &v, "shape", TR_ERROR) && ctx->n_errors == 1);
  tr_ctx_free(ctx);
}

static const tr_value *at(const tr_value *v, const char *path) {
  for (const char *p = path; v && *p;) {
    const char *end = strchrnul(p, '/');
    v = tr_get_s(v, (tr_str){p, (size_t)(end - p)});
    p = *end ? end + 1 : end;
  }
  return v;
}

/* The schema is JSON, rows are written out where they are first, and referred to elsewhere. */
static void check_schema(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v;
  check(read_text(ctx, tr_json_read, tr_grammar_schema(ctx, grammar_of(ctx), &about), &v));
  const tr_value *defs = tr_get(&v, "$defs");
  check(tr_str_is(tr_get_string(&v, "$ref", (tr_str){0}), "#/$defs/shape"));
  check(tr_str_is(tr_get_string(at(defs, "disc/properties/fill"), "$ref", (tr_str){0}),
                  "#/$defs/look/properties/fill"));
  check(tr_str_is(tr_get_string(at(defs, "disc/properties/kind"), "const", (tr_str){0}), "disc"));
  check(tr_get_bool(at(defs, "look/properties/hue"), "deprecated", false));
  check(!at(defs, "look/properties/colour") && at(defs, "look/properties/shadow"));
  check(!tr_get_bool(at(defs, "disc"), "additionalProperties", true));
  check(tr_is(at(defs, "group/required"), TR_ARRAY));
  tr_buf radius = tr_buf_of(ctx->doc);
  tr_json_write(&radius, at(defs, "disc/properties/radius/anyOf"));
  check(tr_str_is(tr_buf_str(&radius), "[{\"type\":\"number\",\"minimum\":0,\"maximum\":9}]"));
  tr_ctx_free(ctx);
}

static void check_reference(void) {
  static const char *const lines[] = {
      "# Shapes\n",
      "All of them.\n",
      "7 properties are supported, 1 ignored on purpose, 1 not there yet.\n",
      "* **Shapes**: [shape](#shape), [look](#look), [group](#group), [disc](#disc), [square](#square)\n",
      "* `shadow` of [look](#look): what it throws\n",
      "One of [group](#group), [disc](#disc), [square](#square).\n",
      "| `fill` | [fade](#fade), string, expression | `red` | colour |\n",
      "| `hue` | string |  | colour *(older name, still taken)* |\n",
      "| `radius` | number 0 to 9 | `1` | px |\n",
      "| `parts` | list of [shape](#shape) |  | shapes in it |\n",
      "| `kind` | one of [kinds](#names-of-kinds) |  | which |\n",
      "**Ignored on purpose:** `cursor` (pointer over it).\n",
      "**No longer:** `colour` → `fill`.\n",
      "Besides those below, it has the properties of [look](#look).\n",
      "It has the properties of [disc](#disc) and [look](#look).\n",
      "### Names of kinds\n\n`disc`, `square`.\n",
  };
  tr_ctx *ctx = tr_ctx_new();
  tr_str page = tr_grammar_reference(ctx, grammar_of(ctx), &about);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    check_named(tr_str_find(page, lines[i], 0) != SIZE_MAX, lines[i]);
  tr_ctx_free(ctx);
}

void test_grammar(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(cases[i].json, cases[i].messages);
  check_hints();
  check_schema();
  check_reference();
}
