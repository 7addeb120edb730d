#include "cli.h"

#include <stdio.h>

void cli_print_messages(tr_document *d, size_t *seen, cli_counts *counts) {
  for (const tr_message *m; (m = tr_document_message(d, *seen)); ++*seen) {
    fputs(m->display, stderr);
    ++*(m->is_error ? &counts->errors : &counts->warnings);
  }
}

void cli_print_counts(const cli_counts *counts, const char *what) {
  if (!counts->errors && !counts->warnings) return;
  fputs("tranh: ", stderr);
  if (counts->errors) fprintf(stderr, "%zu error%s", counts->errors, counts->errors == 1 ? "" : "s");
  if (counts->errors && counts->warnings) fputs(", ", stderr);
  if (counts->warnings) fprintf(stderr, "%zu warning%s", counts->warnings, counts->warnings == 1 ? "" : "s");
  fprintf(stderr, "%s\n", what);
}

void cli_add_json_string(GString *out, const char *text) {
  g_string_append_c(out, '"');
  for (const char *p = text; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf(out, "\\%c", *p);
    else if ((unsigned char)*p < 0x20)
      g_string_append_printf(out, "\\u%04x", (unsigned)*p);
    else
      g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}

static void add_member(GString *out, const char *name, const char *text) {
  g_string_append_printf(out, "\"%s\": ", name);
  cli_add_json_string(out, text);
  g_string_append(out, ", ");
}

void cli_add_json_messages(GString *out, tr_document *d) {
  g_string_append_c(out, '[');
  const tr_message *m;
  for (size_t i = 0; (m = tr_document_message(d, i)); i++) {
    g_string_append(out, i ? ",\n  {" : "\n  {");
    add_member(out, "severity", m->is_error ? "error" : "warning");
    add_member(out, "kind", m->kind);
    add_member(out, "file", m->file);
    add_member(out, "text", m->text);
    add_member(out, "hint", m->hint);
    g_string_append_printf(out, "\"line\": %u, \"column\": %u}", m->line, m->column);
  }
  g_string_append_c(out, ']');
}

int cli_flush(void) {
  if (!fflush(stdout) && !ferror(stdout)) return TR_STATUS_OK;
  fputs("tranh: standard output cannot be written\n", stderr);
  return TR_STATUS_SYSTEM;
}
