#include "test-value.h"

static tr_value json(tr_ctx *ctx, const char *text) {
  tr_value v = tr_make_undefined();
  check_named(read_text(ctx, tr_json_read, tr_str_z(text), &v), text);
  return v;
}

static void check_json(tr_ctx *ctx, tr_value v, const char *want) {
  tr_buf out = tr_buf_of(ctx->doc);
  tr_json_write(&out, &v);
  check_str_named(tr_buf_str(&out), want, want);
}

static void test_getting(tr_ctx *ctx) {
  tr_value v = json(ctx, "{\"n\":1.5,\"b\":true,\"s\":\"x\",\"a\":[1,2],\"z\":null}");
  check_num(tr_get_number(&v, "n", 0), 1.5);
  check_num(tr_get_number(&v, "s", 7), 7);
  check(tr_get_bool(&v, "b", false) && tr_get_bool(&v, "none", true));
  check_str(tr_get_string(&v, "s", TR_S("y")), "x");
  check_str(tr_get_string(&v, "n", TR_S("y")), "y");
  check(tr_item(tr_get(&v, "a"), 1)->number == 2 && !tr_item(tr_get(&v, "a"), 2));
  check(!tr_get(tr_get(&v, "none"), "more") && !tr_item(tr_get(&v, "s"), 0));
  check(tr_is_nil(tr_get(&v, "z")) && tr_is_nil(NULL) && !tr_is_nil(&v));
}

static void test_changing(tr_ctx *ctx) {
  tr_value v = json(ctx, "{\"a\":1,\"b\":2}"), w = json(ctx, "{\"b\":{\"c\":1,\"d\":[1,2]},\"e\":3}");
  check_json(ctx, tr_with(ctx->doc, &v, "b", tr_make_bool(true)), "{\"a\":1,\"b\":true}");
  check_json(ctx, tr_with(ctx->doc, &v, "c", tr_make_null()), "{\"a\":1,\"b\":2,\"c\":null}");
  check_json(ctx, tr_with(ctx->doc, NULL, "c", tr_make_number(1)), "{\"c\":1}");
  check_json(ctx, tr_without(ctx->doc, &v, "a"), "{\"b\":2}");
  check_json(ctx, tr_without(ctx->doc, &v, "x"), "{\"a\":1,\"b\":2}");
  check_json(ctx, tr_merge(ctx->doc, &v, &w), "{\"a\":1,\"b\":{\"c\":1,\"d\":[1,2]},\"e\":3}");
  tr_value over = json(ctx, "{\"b\":{\"d\":[9],\"f\":null}}");
  check_json(ctx, tr_merge(ctx->doc, &w, &over), "{\"b\":{\"c\":1,\"d\":[9],\"f\":null},\"e\":3}");
  check_json(ctx, tr_merge(ctx->doc, NULL, &v), "{\"a\":1,\"b\":2}");
  check_json(ctx, tr_merge(ctx->doc, &v, NULL), "{\"a\":1,\"b\":2}");
  check_json(ctx, v, "{\"a\":1,\"b\":2}"); /* what was given is as it was */
}

static void test_equal(tr_ctx *ctx) {
  static const struct {
    const char *a, *b;
    bool equal;
  } cases[] = {{"{\"a\":1,\"b\":[2]}", " {\"b\": [2], \"a\": 1.0}", true},
               {"{\"a\":1}", "{\"a\":1,\"b\":null}", false},
               {"{\"a\":1}", "{\"b\":1}", false},
               {"[1,2]", "[2,1]", false},
               {"\"1\"", "1", false},
               {"\"x\"", "\"x\"", true},
               {"null", "false", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_value a = json(ctx, cases[i].a), b = json(ctx, cases[i].b);
    check_named(tr_equal(&a, &b) == cases[i].equal, cases[i].b);
  }
  tr_value nan = tr_make_number(NAN), other = tr_make_number(NAN);
  check(tr_equal(&nan, &other) && tr_equal(NULL, NULL) && !tr_equal(&nan, NULL));
}

static void test_writing(tr_ctx *ctx) {
  tr_member members[] = {{.name = TR_S("u"), .value = tr_make_undefined()},
                         {.name = TR_S("d"), .value = tr_make_date(1732006800123)},
                         {.name = TR_S("nan"), .value = tr_make_number(NAN)},
                         {.name = TR_S("\x01\x7F"), .value = tr_make_string(TR_S("a\vb\xE1\xBB\x87"))}};
  check_json(ctx, tr_make_object(members, 4),
             "{\"d\":\"2024-11-19T09:00:00.123Z\",\"nan\":null,\"\\u0001\x7F\":\"a\\u000bb\xE1\xBB\x87\"}");
  tr_value items[] = {tr_make_undefined(), tr_make_date(NAN), tr_make_date(-62198755200000.0),
                      tr_make_date(253402300800000.0), tr_make_date(-1)};
  check_json(ctx, tr_make_array(items, 5),
             "[null,null,\"-000001-01-01T00:00:00.000Z\",\"+010000-01-01T00:00:00.000Z\","
             "\"1969-12-31T23:59:59.999Z\"]");
}

void test_value(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_getting(ctx);
  test_changing(ctx);
  test_equal(ctx);
  test_writing(ctx);
  tr_ctx_free(ctx);
}
