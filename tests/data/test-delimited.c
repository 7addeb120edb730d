#include "test-data.h"

#include "format/locale.h"

#include <stdlib.h>

#define COUNT(cases) (sizeof(cases) / sizeof *(cases))

/* Read as x.csv with types inferred. */
static const data_case inferred[] = {
    {"a,b\n1,x\n2.5,y\n", "n s", "[{\"a\":1,\"b\":\"x\"},{\"a\":2.5,\"b\":\"y\"}]"},
    {"a,b\r\n1,x\r\n2,y", "n s", "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]"},
    {"a,b\r1,x\r2,y\r", "n s", "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]"},
    {"\xEF\xBB\xBF"
     "a;b\n1;x,y\n",
     "n s", "[{\"a\":1,\"b\":\"x,y\"}]"},
    {"a\tb\n1\tx;y\n", "n s", "[{\"a\":1,\"b\":\"x;y\"}]"},
    {"\"a\",\"b\"\"c\"\n\"x, \"\"y\"\"\nz\",\"\"\n", "s n", "[{\"a\":\"x, \\\"y\\\"\\nz\",\"b\\\"c\":null}]"},
    {"a,b\n5\" pipe,x\"y\n", "s s", "[{\"a\":\"5\\\" pipe\",\"b\":\"x\\\"y\"}]"},
    {"a,b\n1,\n,\n", "n n", "[{\"a\":1,\"b\":null},{\"a\":null,\"b\":null}]"},
    {"a,b\n1,2\n\n3,4\n\n\n", "n n", "[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]"},
    {"a\nx\n\ny\n", "s", "[{\"a\":\"x\"},{\"a\":null},{\"a\":\"y\"}]"},
    {"a,b\n", "s s", "[]"},
    {"a,b", "s s", "[]"},
    {"a,b\n1,", "n n", "[{\"a\":1,\"b\":null}]"},
    /* vega-loader: boolean before number before date before string; "" is a number but no boolean and no date
     */
    {"a\ntrue\nfalse\n", "b", "[{\"a\":true},{\"a\":false}]"},
    {"a,b\ntrue,1\n,1\n", "s n", "[{\"a\":\"true\",\"b\":1},{\"a\":null,\"b\":1}]"},
    {"a\nTrue\n", "s", "[{\"a\":\"True\"}]"},
    {"a\n2024-01-31\n2024-02-01\n", "d",
     "[{\"a\":\"2024-01-31T00:00:00.000Z\"},{\"a\":\"2024-02-01T00:00:00.000Z\"}]"},
    {"a,b\n2024-01-31,1\n,1\n", "s n", "[{\"a\":\"2024-01-31\",\"b\":1},{\"a\":null,\"b\":1}]"},
    {"a\n2000\n2001\n", "n", "[{\"a\":2000},{\"a\":2001}]"},
    {"a\n0x1F\n1e3\n 12 \n-.5\n+7\n", "n", "[{\"a\":31},{\"a\":1000},{\"a\":12},{\"a\":-0.5},{\"a\":7}]"},
    {"a\n1\n2\nx\n", "s", "[{\"a\":\"1\"},{\"a\":\"2\"},{\"a\":\"x\"}]"},
    {"a\nNaN\n", "s", "[{\"a\":\"NaN\"}]"},
    {"a\n007\n", "n", "[{\"a\":7}]"},
    {"a\n0.1\n123456789.123456789\n9007199254740993\n", "n",
     "[{\"a\":0.1},{\"a\":123456789.12345679},{\"a\":9007199254740992}]"},
    {"t\xC3\xAAn,gi\xC3\xA1\nVi\xE1\xBB\x87t,1\n", "s n",
     "[{\"t\xC3\xAAn\":\"Vi\xE1\xBB\x87t\",\"gi\xC3\xA1\":1}]"},
    {",a\n1,2\n", "n n", "[{\"\":1,\"a\":2}]"}, /* as R writes row names */
    {"", NULL, "1:1: empty", "name the columns"},
    {"\n\n", NULL, "1:1: empty", NULL},
    {"a,b\n1,2\n3\n", NULL, "3:1: row 2 has 1 cell, the header has 2", "comma"},
    {"a;b\n1;2\n3;4;5\n", NULL, "3:5: row 2 has 3 cells, the header has 2", "semicolon"},
    {"a,b\n1,\"2\n3,4\n", NULL, "2:3: quoted cell without an end", "closing quote"},
    {"a,b\n\"1\"x,2\n", NULL, "2:4: behind the closing quote", "doubled"},
    {"a,b,a\n1,2,3\n", NULL, "1:5: two columns are called \"a\"", NULL},
    {"a,b\nVi\xE1\xBB\x87t,\xE9\n", NULL, "2:6: 0xE9 is no UTF-8", "UTF-8"},
    {"\xFF\xFE"
     "a",
     NULL, "1:1: UTF-16", "UTF-8"},
};

static void test_inferred(void) {
  tr_read_options options = {.infer = true};
  check_cases("x.csv", &options, inferred, COUNT(inferred));
  data_case wide = {"", NULL, "1:1: UTF-16", "UTF-8"}, nul = {"", NULL, "2:2: NUL", NULL};
  check_data("x.csv", (tr_str){"a\0,\0b\0\n\0", 8}, &options, &wide);
  check_data("x.csv", (tr_str){"a,b\n1\0,2\n", 9}, &options, &nul);
}

/* As Vega takes them. */
static void test_lenient(void) {
  static const data_case cases[] = {
      {"a,b,c\nx,1\ny,2,3,4\nz\n", "s s s",
       "[{\"a\":\"x\",\"b\":\"1\",\"c\":\"\"},{\"a\":\"y\",\"b\":\"2\",\"c\":\"3\"},"
       "{\"a\":\"z\",\"b\":\"\",\"c\":\"\"}]"},
      {"a,b\r\nx\r\ny,2", "s s", "[{\"a\":\"x\",\"b\":\"\"},{\"a\":\"y\",\"b\":\"2\"}]"},
      {"a,b\nx,1\n\ny,2\n\n", "s s",
       "[{\"a\":\"x\",\"b\":\"1\"},{\"a\":\"\",\"b\":\"\"},{\"a\":\"y\",\"b\":\"2\"},{\"a\":\"\",\"b\":\"\"}"
       "]"},
      {"a,b,c\nx", "s s s", "[{\"a\":\"x\",\"b\":\"\",\"c\":\"\"}]"},
      {"a,b\nx,1,", "s s", "[{\"a\":\"x\",\"b\":\"1\"}]"},
      {"a,b,b\nx,1,2\n", "s s", "[{\"a\":\"x\",\"b\":\"2\"}]"},
      {"", "", "[]"},
  };
  tr_read_options options = {.lenient = true, .format = TR_DATA_CSV};
  check_cases("x.csv", &options, cases, COUNT(cases));
}

static bool all_but_a(void *self, tr_str column) {
  (void)self;
  return !tr_str_is(column, "a");
}

/* Numbers only where every cell is one. */
static void test_measures(void) {
  static const data_case cases[] = {
      {"a,b\n1,2.50\n", "s n", "[{\"a\":\"1\",\"b\":2.5}]"},
      {"b\n1\n\n", "s", "[{\"b\":\"1\"},{\"b\":\"\"}]"},
      {"b,c\n1,1e3\nn/a,2\n", "s n", "[{\"b\":\"1\",\"c\":1000},{\"b\":\"n/a\",\"c\":2}]"},
  };
  tr_read_options options = {.measures = all_but_a};
  check_cases("x.csv", &options, cases, COUNT(cases));
}

static void test_formats(void) {
  tr_read_options options = {.infer = true};
  static const data_case tsv = {"a\tb,c\n1\t2\n", "n n", "[{\"a\":1,\"b,c\":2}]"};
  check_cases("x.tsv", &options, &tsv, 1);
  tr_read_options bar = {.infer = true, .format = TR_DATA_DSV, .delimiter = '|'};
  static const data_case dsv = {"a|b\n1|x,y\n", "n s", "[{\"a\":1,\"b\":\"x,y\"}]"};
  check_cases("x", &bar, &dsv, 1);
  tr_read_options raw = {.infer = false};
  static const data_case strings = {"a,b\n1,\n", "s s", "[{\"a\":\"1\",\"b\":\"\"}]"};
  check_cases("x.csv", &raw, &strings, 1);
  static const data_case by_content = {"[{\"a\":1}]", "n", "[{\"a\":1}]"};
  check_cases("data", &options, &by_content, 1);
  check(tr_data_format_of(TR_S("A/B.CSV")) == TR_DATA_CSV && tr_data_format_of(TR_S("x.tsv")) == TR_DATA_TSV);
  check(tr_data_format_of(TR_S("x.json")) == TR_DATA_JSON && tr_data_format_of(TR_S("csv")) == TR_DATA_AUTO);
}

/* A fact table: value, low, high hold machine numbers, id and date are texts. */
static const data_case facts[] = {
    {"id,value,low,date\n007,80.5,,2024-11-19\n008, 1234.5 ,-1e3,\n", "s n n s",
     "[{\"id\":\"007\",\"value\":80.5,\"low\":null,\"date\":\"2024-11-19\"},"
     "{\"id\":\"008\",\"value\":1234.5,\"low\":-1000,\"date\":null}]"},
    {"id,value\na,\"80,5\"\n", NULL, "2:3: column \"value\", row 1: expected a number, found \"80,5\"",
     "write 80.5"},
    {"id,value\na,1\nb,\"1.234,5\"\n", NULL, "3:3: row 2", "write 1234.5"},
    {"id;value\na;1,234,567\n", NULL, "2:3: found \"1,234,567\"", "write 1234567"},
    {"id;value\na;1.234.567,8\n", NULL, "2:3:  expected a number", "write 1234567.8"},
    {"id;value\na;1,234\n", NULL, "2:3:  expected a number", "write 1234 or 1.234"},
    {"id,value\na,1 234\n", NULL, "2:3:  expected a number", "write 1234"},
    {"id,value\na,1\xC2\xA0"
     "234.5\n",
     NULL, "2:3:  expected a number", "write 1234.5"},
    {"id,value\na,80%\n", NULL, "2:3:  expected a number", "percent"},
    {"id,value\na,about 80\n", NULL, "2:3: found \"about 80\"", "qualifier"},
    {"id,value\na,0x1F\n", NULL, "2:3:  expected a number", NULL},
    {"id,value\na,Infinity\n", NULL, "2:3:  expected a number", NULL},
    {"id,value\na,1e999\n", NULL, "2:3:  expected a number", NULL},
    {"id,value\n\"x\ny\",\"1,5\"\n", NULL, "3:4: row 1", "write 1.5"},
};

static void test_facts(void) {
  static const char *const numbers[] = {"value", "low", "high", "of", NULL};
  static const char *const texts[] = {"id", "date", NULL};
  tr_read_options options = {.infer = true, .number_columns = numbers, .text_columns = texts};
  check_cases("facts.csv", &options, facts, COUNT(facts));
}

/* Vega-Lite's `parse`; the others are left as strings (without "auto"). */
static const struct {
  const char *parse;
  data_case c;
} parsed[] = {
    {"{\"a\":\"number\"}", {"a,b\n1,2\nx,\n", "n s", "[{\"a\":1,\"b\":\"2\"},{\"a\":null,\"b\":\"\"}]"}},
    {"{\"a\":\"boolean\"}",
     {"a\n0\nfalse\nno\n1\n", "b", "[{\"a\":false},{\"a\":false},{\"a\":true},{\"a\":true}]"}},
    {"{\"a\":\"date\"}",
     {"a\n2024-01-02\n\nx\n", "d", "[{\"a\":\"2024-01-02T00:00:00.000Z\"},{\"a\":null},{\"a\":null}]"}},
    {"{\"a\":\"date:'%d/%m/%Y'\"}",
     {"a\n19/11/2024\nx\n", "d", "[{\"a\":\"2024-11-19T00:00:00.000Z\"},{\"a\":null}]"}},
    {"{\"a\":\"utc:%Y\"}", {"a\n1999\n", "d", "[{\"a\":\"1999-01-01T00:00:00.000Z\"}]"}},
    {"{\"a\":\"string\",\"b\":null}",
     {"a,b\n1,2\n,3\n", "s s", "[{\"a\":\"1\",\"b\":\"2\"},{\"a\":null,\"b\":\"3\"}]"}},
    {"\"auto\"", {"a,b\n1,x\n", "n s", "[{\"a\":1,\"b\":\"x\"}]"}},
    {"{\"a\":\"numbr\"}", {"a\n1\n", NULL, "1:6: \"parse\" knows no type \"numbr\"", "number"}},
    {"[]", {"a\n1\n", NULL, "1:1: must be an object", NULL}},
};

static void test_parse(void) {
  for (size_t i = 0; i < COUNT(parsed); i++) {
    tr_ctx *ctx = tr_ctx_new();
    tr_value parse;
    uint32_t file = tr_source_add(ctx, TR_S("spec"), tr_str_z(parsed[i].parse), (tr_str){0});
    check(tr_json_read(ctx, file, &parse));
    /* The position belongs to the spec: read in the same context. */
    uint32_t data = tr_source_add(ctx, TR_S("x.csv"), tr_str_z(parsed[i].c.text), (tr_str){0});
    tr_read_options options = {.parse = &parse};
    const tr_table *t = tr_table_read(ctx, data, &options);
    if (parsed[i].c.types) {
      check_named(t != NULL, parsed[i].parse);
      if (t) check_str_named(types_text(ctx, t), parsed[i].c.types, parsed[i].parse);
      if (t) check_str_named(rows_text(ctx, t), parsed[i].c.rows, parsed[i].parse);
    } else {
      const tr_diag *d = tr_vec_at(&ctx->diags, 0);
      uint32_t line, column;
      tr_locate(ctx, d->at, &line, &column);
      tr_str got = tr_printf(ctx->doc, "%u:%u: %.*s", line, column, TR_FMT(d->text));
      check_named(!t && d->at.file == file && tr_str_starts(got, tr_printf(ctx->doc, "1:%u:", column).p) &&
                      tr_str_find(got, strchr(parsed[i].c.rows, ' ') + 1, 0) != SIZE_MAX,
                  parsed[i].parse);
    }
    tr_ctx_free(ctx);
  }
}

static tr_table *read_csv(tr_ctx *ctx, tr_str text) {
  tr_read_options options = {.infer = true};
  return tr_table_read(ctx, tr_source_add(ctx, TR_S("x.csv"), text, (tr_str){0}), &options);
}

static void test_limits(void) {
  tr_ctx *ctx = tr_ctx_new();
  ctx->limits[TR_LIMIT_ROWS] = 2;
  check(read_csv(ctx, TR_S("a\n1\n2\n")) && !read_csv(ctx, TR_S("a\n1\n2\n3\n")));
  check(((tr_diag *)tr_vec_at(&ctx->diags, 0))->fault == TR_LIMIT);
  ctx->limits[TR_LIMIT_COLUMNS] = 2;
  check(!read_csv(ctx, TR_S("a,b,c\n1,2,3\n")));
  ctx->limits[TR_LIMIT_CELLS] = 3;
  check(!read_csv(ctx, TR_S("a,b\n1,2\n3,4\n")) && ctx->n_errors == 3);
  tr_ctx_free(ctx);
}

/* Columns of one letter that the text SELF holds. */
static bool is_wanted(void *self, tr_str column) {
  const char *letters = self;
  return column.n == 1 && strchr(letters, column.p[0]);
}

/* What is wrong in columns that nobody asks for is still found, in its place. */
static const struct {
  const char *wanted, *text, *rows; /* rows: or line:column of the fault */
} asked[] = {
    {"a", "a,b,c\n1,2,3\n4,5,6\n", "[{\"a\":1},{\"a\":4}]"},
    {"b", "a,b,c\n1,2,3\n4,5,6\n", "[{\"b\":2},{\"b\":5}]"},
    {"c", "a,b,c\n1,2,3\n4,5,6", "[{\"c\":3},{\"c\":6}]"},
    {"ac", "a,b,c\r\n1,x,3\r\n4,y,z\r\n", "[{\"a\":1,\"c\":\"3\"},{\"a\":4,\"c\":\"z\"}]"},
    {"", "a,b\n1,2\n3,4\n", "[{},{}]"},
    {"b", "a,b,c\n\"1,5\",\"x\"\"y\",\"3\n\"\n4,,6\n", "[{\"b\":\"x\\\"y\"},{\"b\":null}]"},
    {"c", "a,b,c\n,,\n1,2,", "[{\"c\":null},{\"c\":null}]"},
    {"a", "a,b,c\n1,2,3\n4,5\n", "3:1"},
    {"a", "a,b,c\n1,2,3\n4,5,6,7\n", "3:7"},
    {"a", "a,b\n1,2\n3,\"4\n", "3:3"},
    {"b", "a,b\n\"1\"2,3\n", "2:4"},
};

static void test_wanted(void) {
  for (size_t i = 0; i < COUNT(asked); i++) {
    tr_ctx *ctx = tr_ctx_new();
    tr_read_options options = {.infer = true, .wants = is_wanted, .self = (void *)(uintptr_t)asked[i].wanted};
    uint32_t file = tr_source_add(ctx, TR_S("x.csv"), tr_str_z(asked[i].text), (tr_str){0});
    const tr_table *t = tr_table_read(ctx, file, &options);
    if (t) {
      check_str_named(rows_text(ctx, t), asked[i].rows, asked[i].text);
      check_named(tr_row_pos(t, 0).offset == strcspn(asked[i].text, "\n") + 1, asked[i].text);
    } else {
      uint32_t line, column;
      tr_locate(ctx, ((tr_diag *)tr_vec_at(&ctx->diags, 0))->at, &line, &column);
      check_str_named(tr_printf(ctx->doc, "%u:%u", line, column), asked[i].rows, asked[i].text);
    }
    tr_ctx_free(ctx);
  }
}

/* Many rows: past what is looked at to foretell their number, and past a word of the validity bits. */
static void test_many(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_add_z(&b, "n,s,d,e\n");
  size_t n = 5000;
  for (size_t i = 0; i < n; i++)
    tr_buf_printf(&b, "%zu,\"s%zu\",2024-01-%02zu,%s\n", i, i % 700, i % 28 + 1, i % 3 ? "" : "7");
  const tr_table *t = read_csv(ctx, tr_buf_str(&b));
  check(t && t->n_rows == n);
  if (t) {
    check_str(types_text(ctx, t), "n s d n");
    check(t->columns[1].strings->n == 700);
    bool right = true;
    for (size_t i = 0; i < n; i++) {
      tr_value s = tr_cell(&t->columns[1], i);
      right = right && t->columns[0].numbers[i] == (double)i && tr_valid(&t->columns[3], i) == (i % 3 == 0) &&
              tr_str_eq(tr_string(&s), tr_printf(ctx->doc, "s%zu", i % 700)) && !s.string[s.n];
    }
    check(right);
    uint32_t line, column;
    tr_locate(ctx, tr_row_pos(t, 4999), &line, &column);
    check(line == 5001 && column == 1);
  }
  tr_ctx_free(ctx);
}

/* Every beginning of a text is read or refused, and nothing is read beyond its end. */
static void test_cut(void) {
  static const char text[] = "a,\"b\"\"\nc\",d\r\n1,\"x\"\"y\",\xE1\xBB\x87\r\n,\"\",3\n";
  for (size_t n = 0; n < sizeof text; n++) {
    tr_ctx *ctx = tr_ctx_new();
    char *exact = malloc(n ? n : 1);
    memcpy(exact, text, n);
    const tr_table *t = read_csv(ctx, (tr_str){exact, n});
    check_named((t != NULL) == (ctx->n_errors == 0), "a cut text");
    free(exact);
    tr_ctx_free(ctx);
  }
}

void test_delimited(void) {
  test_inferred();
  test_lenient();
  test_measures();
  test_formats();
  test_facts();
  test_parse();
  test_limits();
  test_wanted();
  test_many();
  test_cut();
}
