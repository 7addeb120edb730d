#ifndef TR_TESTS_CHECK_H
#define TR_TESTS_CHECK_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A small test harness that speaks TAP: each check_*() is one assertion; a failed one says where and what.
   A test program is a main() that calls its cases and ends with `return check_done();`. */

/* Weak: all files of one test program share them. */
__attribute__((weak)) int check_run, check_bad;

static inline bool check_report(bool ok, const char *file, int line, const char *what) {
  check_run++;
  if (!ok) check_bad++;
  printf("%s %d - %s:%d ", ok ? "ok" : "not ok", check_run, file, line);
  for (; *what; what++) /* one line each; a hash would begin a TAP directive */
    if ((unsigned char)*what < 0x20 || *what == '#')
      printf("\\x%02X", (unsigned)(unsigned char)*what);
    else
      putchar(*what);
  putchar('\n');
  return ok;
}

static inline bool check_text(const char *got, size_t n, const char *want, const char *file, int line,
                              const char *what) {
  bool ok = got ? n == strlen(want) && memcmp(got, want, n) == 0 : !want[0] && n == 0;
  if (!check_report(ok, file, line, what))
    printf("#   got  \"%.*s\"\n#   want \"%s\"\n", (int)n, got ? got : "", want);
  return ok;
}

static inline bool check_number(double got, double want, double within, const char *file, int line,
                                const char *what) {
  bool ok = (isnan(got) && isnan(want)) || got == want || fabs(got - want) <= within;
  if (!check_report(ok, file, line, what)) printf("#   got  %.17g\n#   want %.17g\n", got, want);
  return ok;
}

static inline int check_done(void) {
  printf("1..%d\n", check_run);
  return check_bad != 0;
}

#define check(condition)                 check_report((condition), __FILE__, __LINE__, #condition)
#define check_named(condition, name)     check_report((condition), __FILE__, __LINE__, (name))
#define check_str(got, want)             check_text((got).p, (got).n, (want), __FILE__, __LINE__, #got)
#define check_str_named(got, want, name) check_text((got).p, (got).n, (want), __FILE__, __LINE__, (name))
#define check_num(got, want)             check_number((got), (want), 0, __FILE__, __LINE__, #got)
#define check_near(got, want, eps)       check_number((got), (want), (eps), __FILE__, __LINE__, #got)

#endif
