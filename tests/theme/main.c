#include "parts.h"

int main(void) {
  test_themes();
  return check_done();
}
