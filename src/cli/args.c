#include "cli.h"

#include <stdio.h>
#include <string.h>

int cli_usage_error(const char *format, ...) {
  va_list args;
  va_start(args, format);
  char *text = g_strdup_vprintf(format, args);
  va_end(args);
  fprintf(stderr, "tranh: %s\n", text);
  g_free(text);
  return TR_STATUS_USAGE;
}

/* --- The library's options ------------------------------------------------------------------------------ */

/* A name in tr_list("options") is how the option is used: "theme NAME". */
static void add_library_option(void *self, const char *usage, const char *help) {
  char **words = g_strsplit(usage, " ", 2);
  cli_option *o = g_new0(cli_option, 1);
  o->name = g_strdup(words[0]);
  o->takes = g_strdup(words[1]);
  o->help = g_strdup(help);
  g_ptr_array_add(self, o);
  g_strfreev(words);
}

static void free_library_option(void *option) {
  cli_option *o = option;
  g_free((char *)o->name);
  g_free((char *)o->takes);
  g_free((char *)o->help);
  g_free(o);
}

static GPtrArray *library_options(const cli_command *command) {
  GPtrArray *options = g_ptr_array_new_with_free_func(free_library_option);
  if (command->library_options) tr_list("options", add_library_option, options);
  return options;
}

/* --- Reading -------------------------------------------------------------------------------------------- */

static const cli_option *find_own(const cli_command *command, const char *name, size_t n, char letter) {
  for (const cli_option *o = command->options; o && o->name; o++)
    if (letter ? o->letter == letter : strlen(o->name) == n && !strncmp(o->name, name, n)) return o;
  return NULL;
}

static const cli_option *find_library(const cli_args *args, const char *name, size_t n) {
  for (guint i = 0; i < args->library_options->len; i++) {
    const cli_option *o = args->library_options->pdata[i];
    if (strlen(o->name) == n && !strncmp(o->name, name, n)) return o;
  }
  return NULL;
}

static bool unknown_option(const cli_args *args, const cli_command *command, const char *word,
                           const char *name, size_t n) {
  char *bare = g_strndup(name, n);
  const char *why = "";
  if (command->library_options && !tr_options_set(args->options, bare, NULL))
    why = strstr(tr_options_error(args->options), "did you mean");
  cli_usage_error("there is no option %s; %s%s`tranh %s --help` lists them", word, why ? why : "",
                  why && *why ? " " : "", command->name);
  g_free(bare);
  return false;
}

/* One option that begins at argv[*i]; *i moves on where the next word is its value. */
static bool read_option(cli_args *args, const cli_command *command, char **argv, int n, int *i) {
  const char *word = argv[*i], *value = NULL;
  bool is_long = word[1] == '-';
  const char *name = word + (is_long ? 2 : 1);
  const char *equals = is_long ? strchr(name, '=') : NULL;
  size_t length = equals ? (size_t)(equals - name) : strlen(name);
  const cli_option *own = find_own(command, name, length, is_long ? 0 : name[0]);
  const cli_option *o = own || !is_long ? own : find_library(args, name, length);
  if (!o) return unknown_option(args, command, word, name, length);
  if (equals)
    value = equals + 1;
  else if (!is_long && name[1])
    value = name + 1;
  else if (o->takes && *i + 1 < n)
    value = argv[++*i];
  if (o->takes && !value) return cli_usage_error("--%s takes %s", o->name, o->takes), false;
  if (!o->takes && value) return cli_usage_error("--%s takes no value", o->name), false;
  g_array_append_val(args->settings, ((cli_setting){o, value}));
  if (!own && !tr_options_set(args->options, o->name, value))
    return cli_usage_error("%s", tr_options_error(args->options)), false;
  return true;
}

bool cli_args_read(cli_args *args, const cli_command *command, char **argv, int n, bool *help) {
  *args = (cli_args){.operands = g_ptr_array_new(),
                     .settings = g_array_new(false, false, sizeof(cli_setting)),
                     .options = tr_options_new(),
                     .library_options = library_options(command)};
  *help = false;
  bool options_end = false;
  for (int i = 0; i < n; i++) {
    bool is_option = !options_end && argv[i][0] == '-' && argv[i][1];
    if (is_option && !strcmp(argv[i], "--"))
      options_end = true;
    else if (is_option && (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")))
      *help = true;
    else if (!is_option)
      g_ptr_array_add(args->operands, argv[i]);
    else if (!read_option(args, command, argv, n, &i))
      return false;
  }
  return true;
}

void cli_args_clear(cli_args *args) {
  g_ptr_array_free(args->operands, true);
  g_array_free(args->settings, true);
  tr_options_free(args->options);
  g_ptr_array_free(args->library_options, true);
}

/* --- Asking --------------------------------------------------------------------------------------------- */

static const cli_setting *setting_at(const cli_args *args, guint i) {
  return &g_array_index(args->settings, cli_setting, i);
}

bool cli_args_has(const cli_args *args, const char *option) {
  for (guint i = 0; i < args->settings->len; i++)
    if (!strcmp(setting_at(args, i)->option->name, option)) return true;
  return false;
}

const char *cli_args_value(const cli_args *args, const char *option) {
  const char *value = NULL;
  for (guint i = 0; i < args->settings->len; i++)
    if (!strcmp(setting_at(args, i)->option->name, option)) value = setting_at(args, i)->value;
  return value;
}

GPtrArray *cli_args_values(const cli_args *args, const char *option, bool commas) {
  GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < args->settings->len; i++) {
    const cli_setting *s = setting_at(args, i);
    if (strcmp(s->option->name, option)) continue;
    char **parts = g_strsplit(s->value, ",", commas ? -1 : 1);
    for (char **part = parts; *part; part++) g_ptr_array_add(values, *part);
    g_free(parts); /* its strings are in VALUES now */
  }
  return values;
}

/* --- Help ----------------------------------------------------------------------------------------------- */

static void print_option(const cli_option *o) {
  char *left = g_strdup_printf(o->letter ? "-%c, --%s%s%s" : "%c    --%s%s%s", o->letter ? o->letter : ' ',
                               o->name, o->takes ? " " : "", o->takes ? o->takes : "");
  printf("  %-32s %s\n", left, o->help);
  g_free(left);
}

void cli_help(const cli_command *command) {
  GPtrArray *library = library_options(command);
  printf("tranh %s %s%s\n\n%s\n", command->name, command->options || library->len ? "[OPTION]… " : "",
         command->operands, command->help);
  if (command->more) printf("\n%s\n", command->more);
  printf("\nOptions:\n");
  for (const cli_option *o = command->options; o && o->name; o++) print_option(o);
  for (guint i = 0; i < library->len; i++) {
    const cli_option *o = library->pdata[i];
    if (!find_own(command, o->name, strlen(o->name), 0)) print_option(o);
  }
  print_option(&(cli_option){"help", 'h', NULL, "say this"});
  g_ptr_array_free(library, true);
}
