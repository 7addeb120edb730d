#include "test-value.h"

#include <stdlib.h>

static const read_case cases[] = {
    {"", "null"},
    {"a: 1", "{\"a\":1}"},
    {"- a\n- 'b'\n- \"c\\n\"\n- |\n  d\n  e\n- >\n  f\n  g\n",
     "[\"a\",\"b\",\"c\\n\",\"d\\ne\\n\",\"f g\\n\"]"},
    {"[null, Null, NULL, ~, ]", "[null,null,null,null]"},
    {"[true, True, TRUE, false, False, FALSE, yes, no, on, off, y, n]",
     "[true,true,true,false,false,false,\"yes\",\"no\",\"on\",\"off\",\"y\",\"n\"]"},
    {"[0, 12, -12, +12, 007, 0o17, 0xFF, 1_000, 0b1, 12:30]",
     "[0,12,-12,12,7,15,255,\"1_000\",\"0b1\",\"12:30\"]"},
    {"[1.5, -.5, +1e3, 1., 1e-2, 1.e2, ., 1e, e1, 1.2.3, -]",
     "[1.5,-0.5,1000,1,0.01,100,\".\",\"1e\",\"e1\",\"1.2.3\",\"-\"]"},
    {"['1', \"true\", 'null', '']", "[\"1\",\"true\",\"null\",\"\"]"},
    {"[!!str 1, !!int \"7\", !!float 1.5, !!null '', !!bool true]", "[\"1\",7,1.5,null,true]"},
    {"2024: a\ntrue: b\n", "{\"2024\":\"a\",\"true\":\"b\"}"},
    {"date: 2024-11-19", "{\"date\":\"2024-11-19\"}"},
    {"a: &x [1, 2]\nb: *x\n", "{\"a\":[1,2],\"b\":[1,2]}"},
    {"a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n", "{\"a\":{\"k\":1,\"l\":2},\"b\":{\"k\":3,\"l\":2}}"},
    {"a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc:\n  <<: [*x, *y]\n  n: 4\n",
     "{\"a\":{\"k\":1},\"b\":{\"k\":2,\"m\":3},\"c\":{\"n\":4,\"k\":1,\"m\":3}}"},
    {"'<<': 1", "{\"<<\":1}"},
    {"t: \"{{ facts.x }}\"\n", "{\"t\":\"{{ facts.x }}\"}"},
    {"t: {vi: \"Vi\xE1\xBB\x87t\", en: V}\n", "{\"t\":{\"vi\":\"Vi\xE1\xBB\x87t\",\"en\":\"V\"}}"},
    {"# c\n---\na: 1 # c\n...\n", "{\"a\":1}"},
    {"\xEF\xBB\xBF"
     "a: 1",
     "{\"a\":1}"},
    {"a:\n- 1\n-\n", "{\"a\":[1,null]}"},
    {"a: b: c", NULL, "1:5: no member can begin", "quotes"},
    {"a: 1\nb:\n\t- x\n", NULL, "3:1: a tab in the indentation", "spaces"},
    {"a:\n  b: 1\n c: 2\n", NULL, "3:2: no member of the block", "column"},
    {"a: 1\n  b: 2\n", NULL, "2:4: no member can begin", NULL},
    {"- a\nb: 1\n", NULL, "2:1: no item of the list", NULL},
    {"a: \"open\nb: c\n", NULL, "1:4: quoted text without an end", "closing quote"},
    {"a: [1, 2\nb: 3\n", NULL, "2:2: expected \",\" or \"]\"", NULL},
    {"a: {b: 1\n", NULL, "2:1: expected \",\" or \"}\"", NULL},
    {"a: 1\nb: 2\na: 3\n", NULL, "3:1: first is at line 1, column 1", NULL},
    {"a: {x: 1, x: 2}", NULL, "1:11: stands twice", NULL},
    {"Vi\xE1\xBB\x87t: \xED\x95\x9C\nb: {{ x }}\n", NULL, "2:4: unquoted {{", "quotes"},
    {"a: {{ x }} more\n", NULL, "1:4: unquoted {{", "quotes"},
    {"- {{x}}\n", NULL, "1:3: unquoted {{", NULL},
    {"a: x {{ y }}: z\n", NULL, "1:13:", "{{"},
    {"{a: 1}: 2\n", NULL, "1:1: name must be a text", NULL},
    {"? [1]\n: 2\n", NULL, "1:3: name must be a text", NULL},
    {"a: @x\n", NULL, "1:4: nothing can begin with \"@\"", "quotes"},
    {"a: %x\n", NULL, "1:4: nothing can begin with \"%\"", "quotes"},
    {"a: *nope\n", NULL, "1:4: no anchor &nope", "quotes"},
    {"a: &a [1, *a]\n", NULL, "1:11: stands inside of what it repeats", NULL},
    {"a: 1\n---\nb: 2\n", NULL, "2:1: second document", NULL},
    {"a: !foo x\n", NULL, "1:4: unknown tag \"!foo\"", NULL},
    {"a: !!int x\n", NULL, "1:4: not a number", NULL},
    {"a: !!binary x\n", NULL, "1:4: unknown tag", NULL},
    {"a: .inf\n", NULL, "1:4: no number that can be drawn", "finite"},
    {"a: -.INF\n", NULL, "1:4: no number", NULL},
    {"a: .nan\n", NULL, "1:4: no number", NULL},
    {"a: 1e999\n", NULL, "1:4: too large", NULL},
    {"a: {<<: 1}\n", NULL, "1:9: \"<<\" takes", NULL},
    {"a: {<<: [1]}\n", NULL, "1:10: \"<<\" takes", NULL},
    {"a: \"\\q\"\n", NULL, "1:5: unknown escape", "\\\\"},
    {"a: \xE9\n", NULL, "1:4: 0xE9 is no UTF-8", NULL},
    {"a: 1\r\nb: \xED\x95\x9C\r\nc: *no\r\n", NULL, "3:4: no anchor", NULL},
    {"a: \x01\n", NULL, "1:4: U+0001", NULL},
};

static void test_hostile(void) {
  size_t n = 100000;
  char *open = malloc(n + 1);
  memset(open, '[', n);
  open[n] = 0;
  read_case deep = {open, NULL, "1:257: limit depth is 256", NULL};
  check_read(tr_yaml_read, (tr_str){open, n}, &deep);
  free(open);
  read_case nul = {"a: \0", NULL, "1:4: U+0000", NULL};
  check_read(tr_yaml_read, (tr_str){"a: \0b", 5}, &nul);
}

/* Ten to the power of nine values, were the aliases expanded. */
static void test_alias_bomb(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add_z(&b, "a: &a [1,1,1,1,1,1,1,1,1,1]\n");
  for (char c = 'b'; c <= 'i'; c++) {
    tr_buf_printf(&b, "%c: &%c [", c, c);
    for (int i = 0; i < 10; i++) tr_buf_printf(&b, "%s*%c", i ? "," : "", c - 1);
    tr_buf_add_z(&b, "]\n");
  }
  tr_value v;
  check(!read_text(ctx, tr_yaml_read, tr_buf_str(&b), &v) && ctx->n_errors == 1);
  const tr_diag *d = tr_vec_at(&ctx->diags, 0);
  check(d->fault == TR_LIMIT && tr_str_find(d->text, "yaml-nodes", 0) != SIZE_MAX);
  check(ctx->memory_used < 10 * 1000 * 1000);
  tr_ctx_free(ctx);
}

static bool read_bomb(tr_ctx *ctx, void *arg) {
  tr_value v;
  return read_text(ctx, tr_yaml_read, *(tr_str *)arg, &v);
}

/* The end of memory in the middle of a text: libyaml's own memory is released too (seen by the leak check).
 */
static void test_memory_end(void) {
  tr_ctx *ctx = tr_ctx_new();
  size_t n = 400000;
  char *text = malloc(n);
  for (size_t i = 0; i + 4 <= n; i += 4) memcpy(text + i, "- x\n", 4);
  tr_str s = {text, n};
  ctx->limits[TR_LIMIT_MEMORY_BYTES] = 3e6;
  check(!tr_ctx_run(ctx, read_bomb, &s));
  check(ctx->n_errors == 1);
  free(text);
  tr_ctx_free(ctx);
}

/* Marks count characters; offsets are in bytes. */
static void test_positions(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value v;
  check(read_text(ctx, tr_yaml_read, TR_S("\xED\x95\x9C: [\xE1\xBB\x87, 'b']\r\nc: d # x\n"), &v));
  const tr_value *list = &v.members[0].value, *d = tr_get(&v, "c");
  check(v.offset == 0 && list->offset == 5 && tr_item(list, 0)->offset == 6 &&
        tr_item(list, 1)->offset == 11);
  check(v.members[1].offset == 17 && d->offset == 20);
  check(!tr_item(list, 0)->quoted && tr_item(list, 1)->quoted);
  tr_ctx_free(ctx);
}

static void test_documents(void) {
  read_case json = {" \n{\"a\": 1}", "{\"a\":1}"}, yaml = {"a: {b: 1}", "{\"a\":{\"b\":1}}"};
  read_case as_json = {"[1,]", NULL, "1:3: a comma before", NULL};
  check_read(tr_document_read, tr_str_z(json.text), &json);
  check_read(tr_document_read, tr_str_z(yaml.text), &yaml);
  check_read(tr_document_read, tr_str_z(as_json.text), &as_json);
}

void test_yaml(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_read(tr_yaml_read, tr_str_z(cases[i].text), &cases[i]);
  test_hostile();
  test_alias_bomb();
  test_memory_end();
  test_positions();
  test_documents();
}
