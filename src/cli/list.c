#include "cli.h"

#include <stdio.h>
#include <string.h>

static const char *const registries[] = {"layouts", "themes",    "locales", "fonts",      "icons",
                                         "schemes", "functions", "marks",   "transforms", "scales",
                                         "blocks",  "formats",   "limits",  "options"};

static void print_row(void *self, const char *name, const char *help) {
  (void)self;
  if (*help)
    printf("%-28s %s\n", name, help);
  else
    printf("%s\n", name);
}

static int run(const cli_args *args) {
  if (!args->operands->len) {
    for (size_t i = 0; i < G_N_ELEMENTS(registries); i++) printf("%s\n", registries[i]);
    return cli_flush();
  }
  for (guint i = 0; i < args->operands->len; i++) {
    const char *name = args->operands->pdata[i];
    if (!tr_list(name, print_row, NULL))
      return cli_usage_error("there is no list of \"%s\"; `tranh list` names them", name);
  }
  return cli_flush();
}

const cli_command cli_list = {
    .name = "list",
    .operands = "[WHAT]…",
    .help = "List what the program knows, one a line; without WHAT, the lists there are.",
    .more = "WHAT is layouts, themes, locales, fonts, icons, schemes, functions, marks, transforms, scales,\n"
            "blocks, formats, limits or options.",
    .run = run};
