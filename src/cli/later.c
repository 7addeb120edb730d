#include "cli.h"

/* Commands that have a name and a place but no work yet: they say so, and change nothing. */

static int run(const cli_args *args) {
  (void)args;
  return cli_usage_error("this command is not there yet; `tranh --help` lists those that are");
}

static const cli_option batch_options[] = {
    {"each", 0, "TABLE[.FIELD]", "one picture for each row, or for each value of FIELD"},
    {"output", 'o', "OUT", "name of the files, with {{ FIELD }}"},
    {"jobs", 0, "N", "pictures made at a time"},
    {"shard", 0, "K/N", "make part K of N"},
    {0},
};

const cli_command cli_batch = {.name = "batch",
                               .operands = "DOC",
                               .help = "Make a picture for each row of a table. (Not there yet.)",
                               .options = batch_options,
                               .library_options = true,
                               .run = run};
const cli_command cli_new = {.name = "new",
                             .operands = "LAYOUT",
                             .help = "Start a document from a layout. (Not there yet.)",
                             .run = run};
