#include "data/format.h"
#include "test-data.h"

static const data_case cases[] = {
    {"[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]", "n s", "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]"},
    {"[]", "", "[]"},
    {"[{}]", "", "[{}]"},
    {"[1,2,3]", "n", "[{\"data\":1},{\"data\":2},{\"data\":3}]"},
    {"[[\"x\",3],[\"y\"]]", "s n", "[{\"0\":\"x\",\"1\":3},{\"0\":\"y\"}]"},
    {"[{\"a\":1},{\"b\":true},{\"a\":3,\"b\":false}]", "n b",
     "[{\"a\":1},{\"b\":true},{\"a\":3,\"b\":false}]"},
    {"[{\"a\":1},{\"a\":null}]", "n", "[{\"a\":1},{\"a\":null}]"},
    {"[{\"a\":1},{\"a\":null},{}]", "a", "[{\"a\":1},{\"a\":null},{}]"},
    {"[{\"a\":1},{\"a\":\"x\"},{\"a\":[2]}]", "a", "[{\"a\":1},{\"a\":\"x\"},{\"a\":[2]}]"},
    {"[{\"a\":{\"b\":1}}]", "a", "[{\"a\":{\"b\":1}}]"},
    {"[{\"a\":null},{\"a\":\"x\"}]", "s", "[{\"a\":null},{\"a\":\"x\"}]"},
    {"[{},{\"a\":{}}]", "a", "[{},{\"a\":{}}]"},
    {"[{\"a\":null},{}]", "a", "[{\"a\":null},{}]"},
    {"[{\"d\":\"2024-01-01\"}]", "s", "[{\"d\":\"2024-01-01\"}]"},
    {"{\"rows\":[1]}", NULL, "1:1: must be an array of rows, found an object", "\"property\": \"rows\""},
    {"3", NULL, "1:1: must be an array of rows, found a number", NULL},
    {"[{\"a\":1},]", NULL, "1:9: comma", NULL},
    {"[{\"value\":\"80,5\"}]", NULL, "1:11: column \"value\", row 1", "80.5"},
    {"[{\"value\":1},{\"value\":true}]", NULL, "1:23: row 2: expected a number, found true or false", NULL},
    {"[{\"value\":1},{\"value\":\"2.5\"},{\"value\":\"\"},{}]", "n",
     "[{\"value\":1},{\"value\":2.5},{\"value\":null},{\"value\":null}]"},
};

static const struct {
  const char *property;
  data_case c;
} paths[] = {
    {"data", {"{\"data\":[1]}", "n", "[{\"data\":1}]"}},
    {"a.b[1]", {"{\"a\":{\"b\":[0,[{\"x\":1}]]}}", "n", "[{\"x\":1}]"}},
    {"['a b']", {"{\"a b\":[1]}", "n", "[{\"data\":1}]"}},
    {"rows", {"{\"data\":[1]}", NULL, "1:1: there is no \"rows\" here", NULL}},
    {"a[5]", {"{\"a\":[1]}", NULL, "1:6: there is no \"5\" here", NULL}},
};

static void test_auto(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_value automatic = tr_make_string(TR_S("auto"));
  tr_read_options options = {.parse = &automatic};
  static const char text[] = "[{\"d\":\"2024-01-01\",\"n\":\"1\",\"b\":\"true\",\"m\":true,\"s\":\"x\"},"
                             "{\"d\":\"2024-01-02\",\"n\":null,\"b\":\"false\",\"m\":0,\"s\":1}]";
  const tr_table *t =
      tr_table_read(ctx, tr_source_add(ctx, TR_S("x.json"), tr_str_z(text), (tr_str){0}), &options);
  check(t != NULL);
  if (t) check_str(types_text(ctx, t), "d n b n s");
  if (t)
    check_str(rows_text(ctx, t),
              "[{\"d\":\"2024-01-01T00:00:00.000Z\",\"n\":1,\"b\":true,\"m\":1,\"s\":\"x\"},"
              "{\"d\":\"2024-01-02T00:00:00.000Z\",\"n\":null,\"b\":false,\"m\":0,\"s\":\"1\"}]");
  tr_ctx_free(ctx);
}

static void test_registry(void) {
  const tr_data_format_row *rows;
  size_t n = tr_data_formats(&rows);
  check(n == 5);
  for (size_t i = 0; i < n; i++) {
    check_named(tr_data_format_named(tr_str_z(rows[i].name)) == &rows[i], rows[i].name);
    check_named(rows[i].help && rows[i].read && rows[i].suffixes[0], rows[i].name);
    check_named(!i || strcmp(rows[i - 1].name, rows[i].name) < 0, "formats are in order");
  }
  check(!tr_data_format_named(TR_S("xls")));
}

void test_json(void) {
  static const char *const numbers[] = {"value", NULL};
  tr_read_options options = {.infer = true, .number_columns = numbers};
  check_cases("x.json", &options, cases, sizeof cases / sizeof *cases);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    tr_read_options with = {.property = tr_str_z(paths[i].property)};
    check_cases("x.json", &with, &paths[i].c, 1);
  }
  test_auto();
  test_registry();
}
