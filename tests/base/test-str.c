#include "base/str.h"
#include "test-base.h"

static void test_slices(void) {
  check_str(tr_str_trim(TR_S(" \t a b\r\n")), "a b");
  check_str(tr_str_trim(TR_S("  ")), "");
  check_str(tr_str_sub(TR_S("abc"), 1, 99), "bc");
  check_str(tr_str_sub(TR_S("abc"), 5, 2), "");
  check(tr_str_sub((tr_str){0}, 0, 5).n == 0);
  check(tr_str_eq((tr_str){0}, TR_S("")));
  check(tr_str_cmp(TR_S("a"), TR_S("ab")) < 0);
  check(tr_str_cmp(TR_S("b"), TR_S("ab")) > 0);
  check(tr_str_cmp(TR_S("\xC3\xA9"), TR_S("z")) > 0); /* by code point: é is above z */
  check(tr_str_starts(TR_S("abc"), "ab") && !tr_str_starts(TR_S("a"), "ab"));
  check(tr_str_ends(TR_S("x.csv"), ".csv") && !tr_str_ends(TR_S("csv"), ".csv"));
  check(tr_str_find(TR_S("a{{b{{"), "{{", 2) == 4);
  check(tr_str_find(TR_S("abc"), "x", 0) == SIZE_MAX);
  check(tr_str_find(TR_S("abc"), "c", 4) == SIZE_MAX);
}

static void test_nearest(void) {
  static const char *const marks[] = {"arc", "area", "bar", "image", "line", "point", "rect", "rule", NULL};
  static const struct {
    const char *word, *nearest;
  } cases[] = {{"bars", "bar"}, {"abr", "bar"},     {"Bar", "bar"}, {"lien", "line"},   {"imgae", "image"},
               {"xyz", NULL},   {"piont", "point"}, {"", NULL},     {"rectangle", NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *got = tr_nearest(tr_str_z(cases[i].word), marks);
    check_named(cases[i].nearest ? got && strcmp(got, cases[i].nearest) == 0 : !got, cases[i].word);
  }
}

/* Bytes, where the first bad one is, and how many code points they are read as. */
static const struct {
  const char *bytes;
  size_t bad, points;
} sequences[] = {
    {"abc", SIZE_MAX, 3},
    {"Vi\xE1\xBB\x87t", SIZE_MAX, 4},
    {"\xED\x95\x9C", SIZE_MAX, 1},
    {"\xF0\x9F\x98\x80", SIZE_MAX, 1},
    {"aaaaaaaa\xE9", 8, 9},     /* Latin-1 */
    {"\xC0\xAF", 0, 2},         /* overlong */
    {"\xE0\x80\xAF", 0, 3},     /* overlong */
    {"\xED\xA0\x80", 0, 3},     /* a surrogate */
    {"\xF4\x90\x80\x80", 0, 4}, /* past U+10FFFF */
    {"ab\xE1\xBB", 2, 4},       /* cut */
    {"\xF0\x90\x80", 0, 3},     /* cut */
    {"12345678\xC3\xA9", SIZE_MAX, 9},
};

static void test_utf8(void) {
  for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
    tr_str s = tr_str_z(sequences[i].bytes);
    size_t bad = SIZE_MAX;
    bool valid = tr_utf8_valid(s, &bad);
    check_named(valid == (sequences[i].bad == SIZE_MAX) && bad == sequences[i].bad, "utf8 valid");
    check_named(tr_utf8_count(s) == sequences[i].points, "utf8 count");
  }
  static const uint32_t points[] = {0x24, 0xE9, 0x20AC, 0xFFFD, 0x1F600, 0x10FFFF};
  for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
    char bytes[4];
    size_t at = 0, n = tr_utf8_encode(points[i], bytes);
    check_named(tr_utf8_next((tr_str){bytes, n}, &at) == points[i] && at == n, "utf8 there and back");
  }
  char bytes[4];
  check(tr_utf8_encode(0xD800, bytes) == 3 && memcmp(bytes, "\xEF\xBF\xBD", 3) == 0);
  tr_str text = TR_S("a\xF0\x9F\x98\x80"
                     "b");
  check(tr_utf16_length(text) == 4);
  check(tr_utf16_to_byte(text, 1) == 1);
  check(tr_utf16_to_byte(text, 2) == 1); /* between the halves */
  check(tr_utf16_to_byte(text, 3) == 5);
  check(tr_utf16_to_byte(text, 99) == 6);
}

void test_str(void) {
  test_slices();
  test_nearest();
  test_utf8();
}
