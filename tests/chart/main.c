#include "golden.h"
#include "headers.h"
#include "needs.h"
#include "normalize.h"

int main(int argc, char **argv) {
  test_needs();
  test_normalize();
  test_messages();
  test_grammar();
  test_headers();
  test_golden(argc > 1 ? argv[1] : "");
  return check_done();
}
