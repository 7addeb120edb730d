#include "cli.h"

#include <stdio.h>

static const cli_option options[] = {
    {"json", 0, NULL, "print all messages as JSON on standard output"},
    {"locale", 0, "A,B", "languages to lay out in"},
    {"size", 0, "A,B", "sizes to lay out in"},
    {"strict", 0, NULL, "warnings are errors"},
    {"timeout", 0, "SECONDS", "give up after so long; 60 (10 with --untrusted) unless said, 0 is never"},
    {0},
};

static void lay_out(const cli_args *args, tr_document *document) {
  GPtrArray *locales = cli_args_values(args, "locale", true), *sizes = cli_args_values(args, "size", true);
  if (!locales->len) g_ptr_array_add(locales, NULL);
  if (!sizes->len) g_ptr_array_add(sizes, NULL);
  for (guint l = 0; l < locales->len; l++)
    for (guint s = 0; s < sizes->len; s++) tr_document_picture(document, locales->pdata[l], sizes->pdata[s]);
  g_ptr_array_free(locales, true);
  g_ptr_array_free(sizes, true);
}

static void add_json(GString *json, const char *name, tr_document *document) {
  g_string_append(json, json->len ? ",\n" : "");
  g_string_append(json, "{\"document\": ");
  cli_add_json_string(json, name);
  g_string_append(json, ", \"messages\": ");
  cli_add_json_messages(json, document);
  g_string_append_c(json, '}');
}

/* Returns the status of one document. */
static int check_document(const cli_args *args, const char *name, GString *json, cli_counts *counts) {
  tr_document *document = tr_document_load(args->options, name);
  if (!document) return TR_STATUS_SYSTEM;
  lay_out(args, document);
  size_t seen = 0, warnings = counts->warnings;
  if (json) {
    add_json(json, name, document);
    const tr_message *m;
    for (; (m = tr_document_message(document, seen)); seen++)
      ++*(m->is_error ? &counts->errors : &counts->warnings);
  } else
    cli_print_messages(document, &seen, counts);
  int status = (int)tr_document_status(document);
  if (!status && cli_args_has(args, "strict") && counts->warnings > warnings) status = TR_STATUS_INPUT;
  tr_document_free(document);
  return status;
}

static int run(const cli_args *args) {
  if (!args->operands->len) return cli_usage_error("check needs a document; `tranh check --help` says more");
  int wrong = cli_watchdog_start(args);
  if (wrong) return wrong;
  GString *json = cli_args_has(args, "json") ? g_string_new(NULL) : NULL;
  cli_counts counts = {0};
  int status = 0;
  for (guint i = 0; i < args->operands->len; i++) {
    int one = check_document(args, args->operands->pdata[i], json, &counts);
    if (!status) status = one;
  }
  cli_watchdog_stop();
  if (json) {
    printf("[%s]\n", json->str);
    g_string_free(json, true);
  } else
    cli_print_counts(&counts, "");
  int flushed = cli_flush();
  return status ? status : flushed;
}

const cli_command cli_check = {
    .name = "check",
    .operands = "DOC…",
    .help = "Read and lay out documents, say what is wrong with them, and draw nothing.",
    .options = options,
    .library_options = true,
    .run = run};
