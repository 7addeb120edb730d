#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything is drawn to memory first; files are written only when all of it has gone well. */

static const cli_option options[] = {
    {"output", 'o', "OUT", "write to OUT (- is standard output); its ending says the format (repeat)"},
    {"format", 0, "A,B", "formats to write: png, svg, pdf, scene"},
    {"locale", 0, "A,B", "languages, each a picture"},
    {"size", 0, "A,B", "sizes of a page, each a picture: a4, letter, slide, square, story …"},
    {"report", 0, "FILE", "write what was done to make things fit, as JSON (- is standard output)"},
    {"strict", 0, NULL, "warnings are errors"},
    {"timeout", 0, "SECONDS", "give up after so long; 60 (10 with --untrusted) unless said, 0 is never"},
    {0},
};

static const char more[] =
    "DOC with a '/' or a '.' is a file, - is standard input, anything else the name of a layout.\n"
    "Without -o a file's picture lands beside it, a layout's in the current folder. OUT may hold\n"
    "{{ name }}, {{ locale }}, {{ size }}, {{ page }} and {{ format }}; of several languages, sizes and "
    "pages,\n"
    "those it does not hold are added: OUT-vi-a4.png. Several formats change OUT's ending.\n"
    "`tranh DOC -o OUT` is short for `tranh render DOC -o OUT`.\n\n"
    "Exit code: 0 drawn, 1 the input is at fault, 2 the command line is, 3 a limit or the system is.";

/* One run: its pictures wait in FILES until all are there. */
typedef struct run {
  const cli_args *args;
  cli_names names;
  GPtrArray *locales, *sizes; /* of char *; at least one, which may be NULL */
  GPtrArray *documents;       /* of tr_document * */
  GArray *targets;            /* of cli_target */
  GArray *files;              /* of tr_file: paths of targets, bytes of documents */
  cli_counts counts;
  int status; /* the first that was not 0 */
} run;

static void fail(run *r, int status) {
  if (!r->status) r->status = status;
}

static void free_document(void *document) { tr_document_free(document); }

static void run_init(run *r, const cli_args *args) {
  *r = (run){.args = args,
             .names = {cli_args_values(args, "output", false), cli_args_values(args, "format", true)},
             .locales = cli_args_values(args, "locale", true),
             .sizes = cli_args_values(args, "size", true),
             .documents = g_ptr_array_new_with_free_func(free_document),
             .targets = g_array_new(false, false, sizeof(cli_target)),
             .files = g_array_new(false, false, sizeof(tr_file))};
  g_array_set_clear_func(r->targets, cli_target_clear);
  if (!r->locales->len) g_ptr_array_add(r->locales, NULL);
  if (!r->sizes->len) g_ptr_array_add(r->sizes, NULL);
}

static void run_clear(run *r) {
  g_ptr_array_free(r->names.outs, true);
  g_ptr_array_free(r->names.formats, true);
  g_ptr_array_free(r->locales, true);
  g_ptr_array_free(r->sizes, true);
  g_array_free(r->files, true);
  g_array_free(r->targets, true);
  g_ptr_array_free(r->documents, true);
}

static void add_file(run *r, const char *path, const void *bytes, size_t size) {
  for (guint i = 0; i < r->files->len; i++)
    if (!strcmp(g_array_index(r->files, tr_file, i).path, path))
      fail(r, cli_usage_error("two pictures would be written to %s; {{ name }} in OUT tells documents apart",
                              path));
  g_array_append_val(r->files, ((tr_file){path, bytes, size}));
}

static void render_page(run *r, tr_picture *picture, const cli_place *place) {
  guint first = r->targets->len;
  if (!cli_targets_of(&r->names, place, r->targets)) return fail(r, TR_STATUS_USAGE);
  for (guint i = first; i < r->targets->len && !r->status; i++) {
    cli_target target = g_array_index(r->targets, cli_target, i);
    const void *bytes;
    size_t size;
    if (!tr_picture_render(picture, place->page, target.format, &bytes, &size)) return;
    add_file(r, target.path, bytes, size);
  }
}

static void render_picture(run *r, tr_document *document, const char *name, const char *locale,
                           const char *size) {
  tr_picture *picture = tr_document_picture(document, locale, size);
  size_t n = picture ? tr_picture_pages(picture) : 0;
  for (size_t page = 0; page < n && !r->status; page++)
    render_page(r, picture,
                &(cli_place){.document = name,
                             .locale = locale,
                             .size = size,
                             .page = page,
                             .n_pages = n,
                             .locales_vary = r->locales->len > 1,
                             .sizes_vary = r->sizes->len > 1});
}

static void render_document(run *r, const char *name) {
  tr_document *document = tr_document_load(r->args->options, name);
  if (!document) return fail(r, TR_STATUS_SYSTEM);
  g_ptr_array_add(r->documents, document);
  size_t seen = 0;
  for (guint l = 0; l < r->locales->len; l++)
    for (guint s = 0; s < r->sizes->len; s++)
      if (!r->status && tr_document_status(document) == TR_STATUS_OK)
        render_picture(r, document, name, r->locales->pdata[l], r->sizes->pdata[s]);
  cli_print_messages(document, &seen, &r->counts);
  fail(r, (int)tr_document_status(document));
}

/* Names that cannot work are found before anything is drawn. */
static void check_names(run *r, const char *document) {
  for (guint l = 0; l < r->locales->len; l++)
    for (guint s = 0; s < r->sizes->len && !r->status; s++) {
      const cli_place place = {
          .document = document, .locale = r->locales->pdata[l], .size = r->sizes->pdata[s], .n_pages = 1};
      if (!cli_targets_of(&r->names, &place, r->targets)) fail(r, TR_STATUS_USAGE);
    }
  g_array_set_size(r->targets, 0);
}

static void add_report(run *r) {
  const char *path = cli_args_value(r->args, "report");
  if (!path || r->status) return;
  tr_document *document = r->documents->pdata[0];
  const char *report = tr_document_report(document);
  if (!report) return fail(r, (int)tr_document_status(document));
  add_file(r, path, report, strlen(report));
}

static void write_all(run *r) {
  tr_document *document = r->documents->pdata[0];
  size_t seen = tr_document_messages(document);
  if (!tr_document_write(document, (const tr_file *)(void *)r->files->data, r->files->len))
    fail(r, TR_STATUS_SYSTEM);
  cli_print_messages(document, &seen, &r->counts);
}

static int check_usage(const cli_args *args) {
  if (!args->operands->len)
    return cli_usage_error("render needs a document; `tranh render --help` says more");
  if (cli_args_has(args, "report") && args->operands->len > 1)
    return cli_usage_error("--report goes with one document");
  int wrong = cli_watchdog_start(args);
  if (wrong || cli_args_has(args, "untrusted")) return wrong; /* which reads no environment */
  const char *date = getenv("SOURCE_DATE_EPOCH");
  if (date && *date && !tr_options_set(args->options, "source-date", date))
    return cli_usage_error("SOURCE_DATE_EPOCH in the environment is no number of seconds: \"%s\"", date);
  return TR_STATUS_OK;
}

static int run_render(const cli_args *args) {
  int wrong = check_usage(args);
  if (wrong) return wrong;
  run r;
  run_init(&r, args);
  for (guint i = 0; i < args->operands->len; i++) check_names(&r, args->operands->pdata[i]);
  for (guint i = 0; i < args->operands->len && r.status != TR_STATUS_USAGE; i++)
    render_document(&r, args->operands->pdata[i]);
  if (cli_args_has(args, "strict") && r.counts.warnings) fail(&r, TR_STATUS_INPUT);
  add_report(&r);
  cli_watchdog_stop();
  if (!r.status) write_all(&r);
  cli_print_counts(&r.counts, r.status ? "; nothing was written" : "");
  run_clear(&r);
  return r.status;
}

const cli_command cli_render = {.name = "render",
                                .operands = "DOC…",
                                .help = "Draw charts, pages and layouts into files.",
                                .more = more,
                                .options = options,
                                .library_options = true,
                                .run = run_render};
