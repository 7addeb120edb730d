#include "cli.h"

#include <stdio.h>
#include <string.h>

static void print(void *self, const char *text, size_t size) {
  (void)self;
  fwrite(text, 1, size, stdout);
}

static int run(const cli_args *args) {
  const char *format = cli_args_value(args, "format");
  const char *document = args->operands->len ? args->operands->pdata[0] : "chart";
  if (args->operands->len > 1) return cli_usage_error("schema prints one schema at a time");
  if (format && strcmp(format, "json") != 0 && strcmp(format, "md") != 0)
    return cli_usage_error("there is no format \"%s\" of schemas; json or md", format);
  if (!tr_schema(document, format ? format : "json", print, NULL))
    return cli_usage_error("there is no schema of \"%s\"; there are those of chart and page", document);
  return cli_flush();
}

static const cli_option options[] = {
    {"format", 0, "FORMAT",
     "json: JSON Schema, draft 2020-12 (the default); md: a reference page in Markdown"},
    {0},
};

const cli_command cli_schema = {
    .name = "schema",
    .operands = "[chart|page]",
    .help = "Print the JSON Schema of documents: what is understood, with kinds, ranges and defaults.",
    .more = "It is made from the tables that documents are checked against. chart (the default) is a\n"
            "Vega-Lite specification. For an editor, write it to a file and say there which files it is for.",
    .options = options,
    .run = run};
