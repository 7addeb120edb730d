#include "cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const cli_command *const commands[] = {&cli_render, &cli_check,  &cli_batch,  &cli_new,
                                              &cli_list,   &cli_schema, &cli_version};

static void print_help(FILE *out) {
  fputs("tranh turns structured facts into pictures: charts and infographics as PNG, SVG and PDF.\n\n"
        "  tranh DOC -o OUT            short for `tranh render DOC -o OUT`\n",
        out);
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
    char *usage = g_strdup_printf("tranh %s %s", commands[i]->name, commands[i]->operands);
    int pad = 27 - (int)g_utf8_strlen(usage, -1); /* printf pads by bytes */
    fprintf(out, "  %s%*s %s\n", usage, pad > 0 ? pad : 0, "", commands[i]->help);
    g_free(usage);
  }
  fputs("\n`tranh COMMAND --help` says more about each.\n", out);
}

static const cli_command *find_command(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
    if (!strcmp(commands[i]->name, name)) return commands[i];
  return NULL;
}

static void find_layout(void *self, const char *name, const char *help) {
  (void)help;
  const char **search = self;
  if (!strcmp(search[0], name)) search[1] = "";
}

/* In `tranh WORD …`, is WORD a document (or an option before one)? */
static bool begins_document(const char *word) {
  if (strpbrk(word, "/.") || word[0] == '-') return true;
  const char *search[2] = {word, NULL};
  tr_list("layouts", find_layout, search);
  return search[1] != NULL;
}

static int run_command(const cli_command *command, char **argv, int n) {
  cli_args args;
  bool help;
  int status = TR_STATUS_USAGE;
  if (cli_args_read(&args, command, argv, n, &help)) {
    if (help) cli_help(command);
    status = help ? cli_flush() : command->run(&args);
  }
  cli_args_clear(&args);
  return status;
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN); /* a closed pipe and a file size limit become errors of write() */
  signal(SIGXFSZ, SIG_IGN);
  if (argc < 2) {
    print_help(stderr);
    return TR_STATUS_USAGE;
  }
  const char *word = argv[1];
  if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help")) {
    print_help(stdout);
    return cli_flush();
  }
  if (!strcmp(word, "--version")) word = "version";
  const cli_command *command = find_command(word);
  if (command) return run_command(command, argv + 2, argc - 2);
  if (begins_document(word)) return run_command(&cli_render, argv + 1, argc - 1);
  return cli_usage_error("there is no command and no layout \"%s\"; `tranh --help` lists the commands", word);
}
