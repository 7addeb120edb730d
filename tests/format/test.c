#include "cases.h"

#include "check.h"

int main(void) {
  test_numbers();
  test_quantities();
  test_locales();
  test_times();
  test_calendars();
  test_zones();
  return check_done();
}
