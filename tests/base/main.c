#include "test-base.h"

int main(void) {
  test_number();
  return check_done();
}
