#include "cli.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

/* Long work cannot be interrupted from inside a library that lays out text or draws: a timer ends the
   process. Nothing is half-written then, because it runs only while nothing is written. */

static void bark(int signal_number) {
  static const char text[] = "tranh: error: time is up; --timeout SECONDS gives more, 0 any\n";
  (void)signal_number;
  ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
  (void)ignored;
  _exit(TR_STATUS_SYSTEM);
}

static void set_timer(double seconds) {
  struct itimerval timer = {0};
  timer.it_value.tv_sec = (time_t)seconds;
  timer.it_value.tv_usec = (suseconds_t)((seconds - (double)timer.it_value.tv_sec) * 1e6);
  setitimer(ITIMER_REAL, &timer, NULL);
}

/* False where TEXT is no number of seconds. */
static bool read_seconds(const char *text, double *seconds) {
  char *end;
  *seconds = g_ascii_strtod(text, &end);
  if (end == text || *end || !(*seconds >= 0 && *seconds <= 1e6)) return false;
  if (*seconds > 0 && *seconds < 1e-3) *seconds = 1e-3;
  return true;
}

int cli_watchdog_start(const cli_args *args) {
  const char *text = cli_args_value(args, "timeout");
  double seconds = cli_args_has(args, "untrusted") ? 10 : 60;
  if (text && !read_seconds(text, &seconds)) return cli_usage_error("--timeout takes a number of seconds");
  struct sigaction action = {.sa_handler = bark};
  sigaction(SIGALRM, &action, NULL);
  set_timer(seconds);
  return TR_STATUS_OK;
}

void cli_watchdog_stop(void) { set_timer(0); }
