#include "cli.h"

#include <stdio.h>

static int run(const cli_args *args) {
  if (args->operands->len) return cli_usage_error("version takes no arguments");
  printf("tranh %s\n", tr_version());
  return cli_flush();
}

const cli_command cli_version = {.name = "version", .operands = "", .help = "Print the version.", .run = run};
