#include "base/number.h"
#include "test-base.h"

#include <float.h>
#include <stdint.h>

/* Expected texts are ECMAScript's, worked out with an independent implementation (node's String(x)). */
static const struct {
  double x;
  const char *text;
} shortest[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-1.5, "-1.5"},
    {0.1, "0.1"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3, "0.3333333333333333"},
    {2.0 / 3, "0.6666666666666666"},
    {123456789012345680.0, "123456789012345680"},
    {1e21, "1e+21"},
    {1e20, "100000000000000000000"},
    {999999999999999900000.0, "999999999999999900000"},
    {1e-6, "0.000001"},
    {1e-7, "1e-7"},
    {1.5e-7, "1.5e-7"},
    {123e-20, "1.23e-18"},
    {5e-324, "5e-324"},
    {DBL_MAX, "1.7976931348623157e+308"},
    {DBL_MIN, "2.2250738585072014e-308"},
    {2.9802322387695312e-8, "2.9802322387695312e-8"}, /* a tie of the last digit goes to the even one */
    {1107748088813366.25, "1107748088813366.2"},
    {5.684341886080802e-14, "5.684341886080802e-14"},
    {9007199254740993.0, "9007199254740992"},
    {4.35, "4.35"},
    {100, "100"},
    {1e15, "1000000000000000"},
    {0.00001234, "0.00001234"},
    {INFINITY, "Infinity"},
    {-INFINITY, "-Infinity"},
    {NAN, "NaN"},
};

static const struct {
  double x;
  int decimals;
  const char *text;
} fixed[] = {
    {0, 0, "0"},
    {0, 2, "0.00"},
    {0.5, 0, "1"},
    {1.5, 0, "2"},
    {2.5, 0, "3"},
    {-2.5, 0, "-3"},
    {1.005, 2, "1.00"}, /* the double is below 1.005 */
    {1.45, 1, "1.4"},   /* 1.45 is 1.4499999999999999556 */
    {8.345, 2, "8.35"}, /* 8.3450000000000006395 */
    {0.125, 2, "0.13"},
    {1e21, 0, "1000000000000000000000"},
    {123.456, 1, "123.5"},
    {0.000001, 7, "0.0000010"},
    {0.05, 1, "0.1"},
    {0.049, 1, "0.0"},
    {999.995, 2, "1000.00"}, /* 999.99500000000000455 */
    {99.5, 0, "100"},
    {0.1, 20, "0.10000000000000000555"},
    {12345678.9, 3, "12345678.900"},
    {5e-324, 2, "0.00"},
    {1e9, 6, "1000000000.000000"},
};

static const struct {
  const char *text;
  bool ok;
  double x;
} parsed[] = {
    {"0", true, 0},
    {"-12.5e3", true, -12500},
    {".5", true, 0.5},
    {"5.", true, 5},
    {"+7", true, 7},
    {"1e22", true, 1e22},
    {"1e23", true, 1e23},
    {"9007199254740993", true, 9007199254740992.0},
    {"9007199254740993.0000000000000000000000000000000001", true, 9007199254740994.0},
    {"2.2250738585072011e-308", true, 2.2250738585072011e-308},
    {"1.7976931348623157e308", true, DBL_MAX},
    {"4.9e-324", true, 5e-324},
    {"1e-400", true, 0},
    {"0.1", true, 0.1},
    {"123456789012345678901234567890", true, 123456789012345678901234567890.0},
    {"0.000000000000000000000000000000000000000000001", true, 1e-45},
    {"1e999", false, 0},
    {"", false, 0},
    {".", false, 0},
    {"-", false, 0},
    {"1e", false, 0},
    {"1e+", false, 0},
    {"1,5", false, 0},
    {"1 ", false, 0},
    {"0x10", false, 0},
    {"nan", false, 0},
    {"inf", false, 0},
    {"--1", false, 0},
    {"1.2.3", false, 0},
};

static const struct {
  const char *text;
  double x;
} from_js[] = {
    {"", 0},
    {"  \t\n", 0},
    {" 12 ", 12},
    {"\xC2\xA0 7\xE2\x80\x83", 7},
    {"0x1F", 31},
    {"0b101", 5},
    {"0o17", 15},
    {"0x", NAN},
    {"-0x10", NAN},
    {"Infinity", INFINITY},
    {"-Infinity", -INFINITY},
    {"1e999", INFINITY},
    {"12px", NAN},
    {"1_000", NAN},
    {"infinity", NAN},
};

static const struct {
  double x;
  int wanted;
  const char *digits;
  int exponent;
} scientific[] = {
    {123.456, 0, "123456", 2}, {123.456, 4, "1235", 2}, {0.00123, 2, "12", -3},
    {9.99, 2, "10", 1},        {-5, 3, "500", 0},       {0, 3, "000", 0},
    {2.5, 1, "3", 0},          {1e300, 1, "1", 300},    {0.1, 20, "10000000000000000555", -1},
};

static void test_texts(void) {
  char out[432];
  for (size_t i = 0; i < sizeof shortest / sizeof *shortest; i++) {
    tr_str got = {out, tr_num_shortest(shortest[i].x, out)};
    check_str_named(got, shortest[i].text, shortest[i].text);
  }
  for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
    tr_str got = {out, tr_num_fixed(fixed[i].x, fixed[i].decimals, out)};
    check_str_named(got, fixed[i].text, fixed[i].text);
  }
  for (size_t i = 0; i < sizeof scientific / sizeof *scientific; i++) {
    int exponent;
    tr_str got = {out, tr_num_digits(scientific[i].x, scientific[i].wanted, out, &exponent)};
    check_str_named(got, scientific[i].digits, "digits");
    check_num(exponent, scientific[i].exponent);
  }
}

static void test_parsing(void) {
  for (size_t i = 0; i < sizeof parsed / sizeof *parsed; i++) {
    double x = 0;
    bool ok = tr_num_parse(tr_str_z(parsed[i].text), &x);
    check_named(ok == parsed[i].ok && (!ok || x == parsed[i].x), parsed[i].text);
  }
  for (size_t i = 0; i < sizeof from_js / sizeof *from_js; i++)
    check_num(tr_num_from_js(tr_str_z(from_js[i].text)), from_js[i].x);
  double x;
  check(tr_num_prefix(TR_S("12.5px"), &x) == 4 && x == 12.5);
  check(tr_num_prefix(TR_S("3em"), &x) == 1 && x == 3);
  check(tr_num_prefix(TR_S("em"), &x) == 0);
}

/* Exact ties between two doubles, written with all their digits, go to the even one; a digit further on
   decides otherwise. */
static void test_long_ties(void) {
  char text[1200] = "1.00000000000000011102230246251565404236316680908203125"; /* 1 + 2^-53 */
  double x;
  check(tr_num_parse(tr_str_z(text), &x) && x == 1);
  size_t n = strlen(text);
  memset(text + n, '0', 1000);
  check(tr_num_parse((tr_str){text, n + 1000}, &x) && x == 1);
  text[n + 999] = '1';
  check(tr_num_parse((tr_str){text, n + 1000}, &x) && x == 1 + DBL_EPSILON);
}

/* Doubles with random bits (a fixed seed) read back as they were, from the shortest text and from 17 digits.
 */
static void test_round_trip(void) {
  uint64_t state = 42;
  size_t bad = 0;
  for (int i = 0; i < 100000; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    uint64_t bits = state ^ state >> 29;
    double x, back = 0;
    memcpy(&x, &bits, 8);
    if (!isfinite(x)) continue;
    char text[64];
    size_t n = tr_num_shortest(x, text);
    if (!tr_num_parse((tr_str){text, n}, &back) || back != x) bad++;
    int exponent;
    char digits[48];
    size_t count = tr_num_digits(x, 17, digits, &exponent);
    n = (size_t)snprintf(text, sizeof text, "%s%.*se%d", x < 0 ? "-" : "", (int)count, digits, exponent - 16);
    if (!tr_num_parse((tr_str){text, n}, &back) || back != x) bad++;
  }
  check(bad == 0);
}

void test_number(void) {
  test_texts();
  test_parsing();
  test_long_ties();
  test_round_trip();
}
