#ifndef TR_CLI_CLI_H
#define TR_CLI_CLI_H

#include "tranh/tranh.h"

#include <glib.h>

/* The command line: each command is one file and one row in main.c. */

/* An option. TAKES is a placeholder for help, NULL for a switch. */
typedef struct cli_option {
  const char *name;
  char letter; /* 0: none */
  const char *takes, *help;
} cli_option;

/* What a command line says. Values are borrowed from argv. */
typedef struct cli_args {
  GPtrArray *operands;        /* of const char * */
  GArray *settings;           /* of cli_setting, in the order given */
  tr_options *options;        /* the library's */
  GPtrArray *library_options; /* of cli_option *, owned */
} cli_args;

typedef struct cli_setting {
  const cli_option *option;
  const char *value; /* NULL for a switch */
} cli_setting;

typedef struct cli_command {
  const char *name;
  const char *operands;      /* as in the line of usage: "DOC…" */
  const char *help;          /* one line */
  const char *more;          /* more text for --help, or NULL */
  const cli_option *options; /* ends with a NULL name; NULL: none */
  bool library_options;      /* takes those of tr_list("options"), too; the command's own come first */
  int (*run)(const cli_args *args);
} cli_command;

extern const cli_command cli_render, cli_check, cli_list, cli_version, cli_batch, cli_new, cli_schema;

/* Reads ARGV (N words after the command's name). False after saying on stderr what is wrong. *HELP is set
   where --help was among them. */
bool cli_args_read(cli_args *args, const cli_command *command, char **argv, int n, bool *help);
void cli_args_clear(cli_args *args);
bool cli_args_has(const cli_args *args, const char *option);
const char *cli_args_value(const cli_args *args, const char *option); /* the last one; NULL: not given */
/* All values of an option, split at commas where COMMAS; owned by the caller, with what it holds. */
GPtrArray *cli_args_values(const cli_args *args, const char *option, bool commas);
void cli_help(const cli_command *command);

/* "tranh: TEXT" on stderr; returns TR_STATUS_USAGE. */
int cli_usage_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Messages and counts of a document, so far printed up to *SEEN. */
typedef struct cli_counts {
  size_t errors, warnings;
} cli_counts;
void cli_print_messages(tr_document *document, size_t *seen, cli_counts *counts);
/* "2 warnings" on stderr, where there are any; WHAT follows ("; nothing was written"). */
void cli_print_counts(const cli_counts *counts, const char *what);
/* Messages as a JSON array. */
void cli_add_json_messages(GString *out, tr_document *document);
void cli_add_json_string(GString *out, const char *text);

/* One file to be made: where, in which format, of what. */
typedef struct cli_names {
  GPtrArray *outs;    /* of char *: -o, may be empty */
  GPtrArray *formats; /* of char *: --format, may be empty */
} cli_names;

/* What stands behind a picture's name. NULL: it is the only one, and there is no name for it. */
typedef struct cli_place {
  const char *document, *locale, *size; /* DOCUMENT as on the command line */
  size_t page, n_pages;
  bool locales_vary, sizes_vary;
} cli_place;

typedef struct cli_target {
  char *path, *format; /* owned */
} cli_target;

/* Adds the targets of a page to TARGETS (of cli_target). False after saying what is wrong. */
bool cli_targets_of(const cli_names *names, const cli_place *place, GArray *targets);
void cli_target_clear(void *target);

/* After --timeout seconds (60; 10 with --untrusted; 0: never) the program ends with exit code 3 and a
   message. Stop it before anything is written. Returns an exit code, TR_STATUS_USAGE where the option is
   wrong. */
int cli_watchdog_start(const cli_args *args);
void cli_watchdog_stop(void);

/* Writes what is in stdio's buffer; returns the exit code, TR_STATUS_SYSTEM where that fails. */
int cli_flush(void);

#endif
