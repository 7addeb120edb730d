#include "test-value.h"

#include <stdlib.h>

static const read_case cases[] = {
    {"{}", "{}"},
    {" [ ] ", "[]"},
    {"\xEF\xBB\xBF[1]", "[1]"},
    {"null", "null"},
    {"true", "true"},
    {"-0", "0"},
    {"[0, -1, 2.5, 1e3, 1E-2, 0.1e+2, 9007199254740993, 123456789012345678]",
     "[0,-1,2.5,1000,0.01,10,9007199254740992,123456789012345680]"},
    {"{\"a\": {\"b\": [1, {\"c\": \"d\"}]}, \"e\": false}", "{\"a\":{\"b\":[1,{\"c\":\"d\"}]},\"e\":false}"},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""},
    {"\"\\u0041\\u00e9\\u1ec7\\ud83d\\ude00\"", "\"A\xC3\xA9\xE1\xBB\x87\xF0\x9F\x98\x80\""},
    {"\"\\u0001\"", "\"\\u0001\""},
    {"\"Vi\xE1\xBB\x87t Nam, a plain text of some length\"",
     "\"Vi\xE1\xBB\x87t Nam, a plain text of some length\""},
    {"{\"x\\\"y\":1,\"z\":2}", "{\"x\\\"y\":1,\"z\":2}"},
    {"[{\"a\\\"\":1},{\"a\\\"\":2}]", "[{\"a\\\"\":1},{\"a\\\"\":2}]"},
    {"[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"b\":5,\"a\":6}]",
     "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"b\":5,\"a\":6}]"},
    {"", NULL, "1:1: ends where a value should stand", "cut off"},
    {"  ", NULL, "1:3: ends where a value", NULL},
    {"{", NULL, "1:2: ends where a name in quotes", NULL},
    {"{\"a\"", NULL, "1:5: ends where \":\"", NULL},
    {"{\"a\":1", NULL, "1:7: ends where \",\" or \"}\"", NULL},
    {"[1", NULL, "1:3: ends where \",\" or \"]\"", NULL},
    {"[1,\n  2,\n]", NULL, "2:4: a comma before the closing", "remove"},
    {"{\"a\":1,}", NULL, "1:7: a comma before the closing", "remove"},
    {"[1 2]", NULL, "1:4: expected \",\" or \"]\", found \"2\"", NULL},
    {"{'a':1}", NULL, "1:2: expected a name in quotes, found \"'\"", "double"},
    {"{a:1}", NULL, "1:2: expected a name in quotes", NULL},
    {"[1] x", NULL, "1:5: expected the end of the text", NULL},
    {"[1, // no\n2]", NULL, "1:5: expected a value", "comments"},
    {"[NaN]", NULL, "1:2: expected a value", "null"},
    {"[-Infinity]", NULL, "1:2:", "null"},
    {"[tru]", NULL, "1:2: expected a value", NULL},
    {"[True]", NULL, "1:2:", "true"},
    {"[01]", NULL, "1:2: leading zero", "quotes"},
    {"[-01]", NULL, "1:2: leading zero", NULL},
    {"[1.]", NULL, "1:2: decimal point", NULL},
    {"[.5]", NULL, "1:2:", "0.5"},
    {"[1e]", NULL, "1:2: exponent", NULL},
    {"[1e+]", NULL, "1:2: exponent", NULL},
    {"[-]", NULL, "1:2: expected a number", NULL},
    {"[+1]", NULL, "1:2:", "plus"},
    {"[1e999]", NULL, "1:2: too large", NULL},
    {"[-1e400]", NULL, "1:2: too large", NULL},
    {"[\"a\nb\"]", NULL, "1:2: string without an end", "\\n"},
    {"[\"a\tb\"]", NULL, "1:4: control character U+0009", "\\t"},
    {"[\"abc", NULL, "1:2: string without an end", NULL},
    {"[\"abc\\\"]", NULL, "1:2: string without an end", NULL},
    {"[\"abc\\", NULL, "1:6: string without an end", NULL},
    {"[\"\\x41\"]", NULL, "1:3: unknown escape", "\\\\"},
    {"[\"\\u12g4\"]", NULL, "1:3: four hexadecimal", NULL},
    {"[\"\\ud800\"]", NULL, "1:3: surrogate", NULL},
    {"[\"\\ud800\\u0041\"]", NULL, "1:3: surrogate", NULL},
    {"[\"\\udc00\"]", NULL, "1:3: surrogate", NULL},
    {"{\"a\":1,\n \"b\":2, \"a\":3}", NULL, "2:9: first is at line 1, column 2", "remove"},
    {"[\"\xE9\"]", NULL, "1:3: 0xE9 is no UTF-8", "UTF-8"},
    {"\xFF\xFE[", NULL, "1:1: UTF-16", "UTF-8"},
    {"{\"a\":1,\"b\":\xE2\x80\x9Cx\xE2\x80\x9D}", NULL, "1:12:", "typographic"},
    {"{\"a\":1}{\"b\":2}", NULL, "1:8: end of the text", NULL},
};

/* N times LETTER, then TAIL. */
static tr_str repeated(const char *piece, size_t n, const char *tail) {
  size_t length = strlen(piece), rest = strlen(tail);
  char *p = malloc(n * length + rest + 1);
  for (size_t i = 0; i < n; i++) memcpy(p + i * length, piece, length);
  memcpy(p + n * length, tail, rest + 1);
  return (tr_str){p, n * length + rest};
}

static void check_hostile(const char *piece, size_t n, const char *tail, const char *error) {
  tr_str text = repeated(piece, n, tail);
  read_case c = {text.p, NULL, error, NULL};
  check_read(tr_json_read, text, &c);
  free((void *)(uintptr_t)text.p);
}

static void test_hostile(void) {
  check_hostile("[", 100000, "", "1:257: limit depth is 256");
  check_hostile("{\"a\":", 100000, "", "1:1281: limit depth is 256");
  check_hostile("[", 256, "", "1:257: ends where a value");
  check_hostile("9", 100000, "", "1:1: too large");
  read_case nul = {"[1,\0 2]", NULL, "1:4: control character U+0000", NULL};
  check_read(tr_json_read, (tr_str){"[1,\0 2]", 7}, &nul);
  read_case in_string = {"[\"a\0b\"]", NULL, "1:4: control character U+0000", NULL};
  check_read(tr_json_read, (tr_str){"[\"a\0b\"]", 7}, &in_string);
}

/* Every beginning of a good text is refused, and none is read beyond its end. */
static void test_cut(void) {
  static const char text[] = "{\"a\": [1.5e3, \"x\\u00e9\\n\", {\"b\": null}], \"c\": true}";
  size_t bad = 0;
  for (size_t n = 0; n + 1 < sizeof text; n++) {
    tr_ctx *ctx = tr_ctx_new();
    char *exact = malloc(n ? n : 1);
    memcpy(exact, text, n);
    tr_value v;
    uint32_t file = tr_source_add(ctx, TR_S("t"), (tr_str){exact, n}, (tr_str){0});
    if (tr_json_read(ctx, file, &v) || ctx->n_errors != 1) bad++;
    free(exact);
    tr_ctx_free(ctx);
  }
  check(bad == 0);
}

/* An object with more members than are compared one by one. */
static void test_many_members(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_buf b = tr_buf_of(ctx->doc);
  for (int i = 0; i < 5000; i++) tr_buf_printf(&b, "%s\"m%d\":%d", i ? "," : "{", i, i);
  tr_value v;
  tr_str open = tr_str_copy(ctx->doc, tr_buf_str(&b));
  check(read_text(ctx, tr_json_read, tr_str_join(ctx->doc, open, TR_S("}")), &v) && v.n == 5000);
  check(tr_get_number(&v, "m4999", 0) == 4999);
  check(!read_text(ctx, tr_json_read, tr_str_join(ctx->doc, open, TR_S(",\"m77\":1}")), &v));
  tr_ctx_free(ctx);
}

static void test_positions(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v;
  check(read_text(ctx, tr_json_read, TR_S("{\n \"a\": [10, \"b\"]}"), &v));
  const tr_value *a = tr_get(&v, "a");
  check(v.offset == 0 && a->offset == 8 && v.members[0].offset == 3);
  check(tr_item(a, 1)->offset == 13 && tr_item(a, 1)->quoted && tr_pos_of(a).file == v.file);
  tr_ctx_free(ctx);
}

void test_json(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_read(tr_json_read, tr_str_z(cases[i].text), &cases[i]);
  test_hostile();
  test_cut();
  test_many_members();
  test_positions();
}
