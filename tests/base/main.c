#include "test-base.h"

int main(void) {
  test_str();
  test_number();
  test_color();
  test_containers();
  test_ctx();
  test_file();
  return check_done();
}
