#include "cli.h"

#include <string.h>

/* Names of output files. OUT may hold {{ name }}, {{ locale }}, {{ size }}, {{ page }} and {{ format }}; what
   differs between the pictures of one run and is not among them is added: OUT-LOCALE-SIZE-PAGE.ENDING. */

static void find_format(void *self, const char *name, const char *help) {
  (void)help;
  const char **ending = self;
  if (ending[0] && !strcmp(ending[0], name)) ending[1] = "";
}

static bool is_format(const char *ending) {
  const char *search[2] = {ending, NULL};
  tr_list("formats", find_format, search);
  return search[1] != NULL;
}

/* The last '.' of the last part of PATH that begins no hidden file; NULL where there is none. */
static char *ending_of(char *path) {
  char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
  return dot && dot > base ? dot : NULL;
}

/* "sales" of "a/sales.vl.json", "sales.page.yaml", "sales". */
static char *plain_name(const char *document) {
  static const char *const kinds[] = {".vl", ".page", ".layout", ".chart"};
  char *name = !strcmp(document, "-") ? g_strdup("stdin") : g_path_get_basename(document);
  char *dot = ending_of(name);
  if (dot) *dot = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_suffix(name, kinds[i]) && strlen(name) > strlen(kinds[i]))
      name[strlen(name) - strlen(kinds[i])] = 0;
  return name;
}

static bool holds(const char *path, const char *placeholder) {
  char *pattern = g_strdup_printf("\\{\\{\\s*%s\\s*\\}\\}", placeholder);
  bool found = g_regex_match_simple(pattern, path, 0, 0);
  g_free(pattern);
  return found;
}

/* --- What a picture's placeholders stand for ------------------------------------------------------------ */

typedef struct word {
  const char *name, *value; /* VALUE NULL: not known in this run */
  bool varies;
} word;

enum { NAME, LOCALE, SIZE, PAGE, FORMAT, WORDS };

/* Replaces {{ … }} in TEMPLATE. NULL after saying what is wrong. */
static char *fill(const char *template, const word words[WORDS]) {
  GString *out = g_string_new(NULL);
  const char *p = template;
  for (const char *open; (open = strstr(p, "{{"));) {
    const char *close = strstr(open, "}}");
    if (!close) break;
    g_string_append_len(out, p, open - p);
    char *inner = g_strndup(open + 2, (gsize)(close - open - 2)), *name = g_strstrip(inner);
    const word *found = NULL;
    for (size_t i = 0; i < WORDS; i++)
      if (!strcmp(words[i].name, name)) found = &words[i];
    if (!found)
      cli_usage_error("%s: there is no {{ %s }}; there are name, locale, size, page and format", template,
                      name);
    else if (!found->value)
      cli_usage_error("%s: {{ %s }} needs --%s", template, name, name);
    g_free(inner);
    if (!found || !found->value) return g_string_free(out, true), NULL;
    g_string_append(out, found->value);
    p = close + 2;
  }
  g_string_append(out, p);
  return g_string_free(out, false);
}

/* PATH with what varies and was not in TEMPLATE, before its ending. */
static char *tell_apart(char *path, const char *template, const word words[WORDS]) {
  GString *out = g_string_new(NULL);
  char *dot = ending_of(path);
  g_string_append_len(out, path, dot ? dot - path : (gssize)strlen(path));
  for (size_t i = 0; i < WORDS; i++)
    if (words[i].varies && !holds(template, words[i].name))
      g_string_append_printf(out, "-%s", words[i].value);
  g_string_append(out, dot ? dot : "");
  g_free(path);
  return g_string_free(out, false);
}

/* --- Targets -------------------------------------------------------------------------------------------- */

static bool add_target(const char *template, const char *format, const cli_place *place, GArray *targets) {
  char page[24];
  g_snprintf(page, sizeof page, "%zu", place->page + 1);
  char *name = plain_name(place->document);
  const word words[WORDS] = {[NAME] = {"name", name, false},
                             [LOCALE] = {"locale", place->locale, place->locales_vary},
                             [SIZE] = {"size", place->size, place->sizes_vary},
                             [PAGE] = {"page", page, place->n_pages > 1},
                             [FORMAT] = {"format", format, false}};
  char *path = fill(template, words);
  if (path && strcmp(path, "-")) path = tell_apart(path, template, words);
  if (path) g_array_append_val(targets, ((cli_target){path, g_strdup(format)}));
  g_free(name);
  return path != NULL;
}

/* OUT with the formats asked for, else the one its ending names. Several formats change the ending. */
static bool add_out(const char *out, GPtrArray *formats, const cli_place *place, GArray *targets) {
  char *stem = g_strdup(out), *dot = ending_of(stem);
  bool known = dot && is_format(dot + 1), ok = true;
  if (!formats->len) {
    bool told = known || !strcmp(out, "-");
    if (told)
      ok = add_target(out, known ? dot + 1 : "png", place, targets);
    else
      ok = cli_usage_error("%s: no format has this ending; add --format, or see `tranh list formats`", out) ==
           0;
  }
  if (known && formats->len > 1) *dot = 0;
  for (guint i = 0; ok && i < formats->len; i++) {
    const char *format = formats->pdata[i];
    bool as_it_is = formats->len == 1 || holds(out, "format") || !strcmp(out, "-");
    char *template = as_it_is ? g_strdup(out) : g_strdup_printf("%s.%s", stem, format);
    ok = add_target(template, format, place, targets);
    g_free(template);
  }
  g_free(stem);
  return ok;
}

/* Beside a file, a layout's in the current folder; what came from standard input goes to standard output. */
static bool add_default(GPtrArray *formats, const cli_place *place, GArray *targets) {
  if (!strcmp(place->document, "-")) return add_out("-", formats, place, targets);
  char *folder = g_path_get_dirname(place->document), *name = plain_name(place->document);
  char *template = strcmp(folder, ".") || g_str_has_prefix(place->document, "./")
                       ? g_strdup_printf("%s/%s.{{ format }}", folder, name)
                       : g_strdup_printf("%s.{{ format }}", name);
  bool ok = true;
  if (!formats->len) ok = add_target(template, "png", place, targets);
  for (guint i = 0; ok && i < formats->len; i++) ok = add_target(template, formats->pdata[i], place, targets);
  g_free(template);
  g_free(name);
  g_free(folder);
  return ok;
}

bool cli_targets_of(const cli_names *names, const cli_place *place, GArray *targets) {
  for (guint i = 0; i < names->formats->len; i++)
    if (!is_format(names->formats->pdata[i]))
      return cli_usage_error("there is no format \"%s\"; `tranh list formats` names them",
                             (const char *)names->formats->pdata[i]) == 0;
  if (!names->outs->len) return add_default(names->formats, place, targets);
  for (guint i = 0; i < names->outs->len; i++)
    if (!add_out(names->outs->pdata[i], names->formats, place, targets)) return false;
  return true;
}

void cli_target_clear(void *target) {
  cli_target *t = target;
  g_free(t->path);
  g_free(t->format);
}
