#include "cases.h"

int main(void) {
  breaking_cases();
  placing_cases();
  font_cases();
  markdown_cases();
  icon_cases();
  return check_done();
}
