#include "check.h"

#include <cairo.h>
#include <pthread.h>
#include <stdlib.h>
#include <tranh/tranh.h>

static const char page[] =
    "tranh: 1\nsize: square\nlocale: vi\nparams: {place: Hà Nội}\nblocks:\n"
    "  - {block: text, style: title, text: {vi: 'Việt Nam: {{ place }}', en: Việt Nam}}\n"
    "  - {block: figure, value: 80, unit: percent, qualifier: about}\n"
    "  - {block: media, form: icon, icon: rocket}\n";
static const char chart[] =
    "{\"data\": {\"values\": [{\"a\": \"A\", \"b\": 28}, {\"a\": \"B\", \"b\": 55}]}, \"mark\": \"bar\",\n"
    " \"encoding\": {\"x\": {\"field\": \"a\", \"type\": \"nominal\"},\n"
    "              \"y\": {\"field\": \"b\", \"type\": \"quantitative\"}}}\n";

/* --- Options -------------------------------------------------------------------------------------------- */

static void test_options(void) {
  static const struct {
    const char *name, *value;
    bool ok;
  } rows[] = {
      {"theme", "light", true},
      {"scale", "2.5", true},
      {"scale", "0", false},
      {"scale", "", false},
      {"scale", "1e999", false},
      {"dpi", "300", true},
      {"background", "#fff", true},
      {"background", "wite", false},
      {"svg-text", "live", true},
      {"svg-text", "Live", false},
      {"untrusted", NULL, true},
      {"untrusted", "yes", false},
      {"theme", NULL, false},
      {"limit", "marks=10", true},
      {"limit", "marks", false},
      {"limit", "marks=-1", false},
      {"data", "a=b.csv", true},
      {"data", "=b.csv", false},
      {"data", "https://x/?a=1=f.csv", true},
      {"set", "a=[1, 2]", true},
      {"set", "a=[1, 2", false},
      {"set", "a=plain text", true},
      {"set", "a", false},
      {"no-such-option", "1", false},
      {"theme", "\xff\xfe", false},
      {"source-date", "0", true},
      {"source-date", "x", false},
  };
  tr_options *o = tr_options_new();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char name[100];
    snprintf(name, sizeof name, "option %s=%s", rows[i].name, rows[i].value ? rows[i].value : "(none)");
    check_named(tr_options_set(o, rows[i].name, rows[i].value) == rows[i].ok, name);
    check_named((tr_options_error(o)[0] == 0) == rows[i].ok, "it says why not, and only then");
  }
  check(!tr_options_set(o, "themes", "light") && strstr(tr_options_error(o), "did you mean \"theme\"?"));
  tr_options_free(o);
  tr_options_free(NULL);
}

/* --- Documents ------------------------------------------------------------------------------------------ */

static tr_document *open_text(const tr_options *o, const char *text, const char *name) {
  return tr_document_load_bytes(o, text, strlen(text), name, NULL);
}

static void test_page(void) {
  tr_options *o = tr_options_new();
  check(tr_options_set(o, "set", "place=Huế") && tr_options_set(o, "no-system-fonts", NULL));
  tr_document *d = open_text(o, page, "page.yaml");
  tr_options_free(o); /* the document has what it needs */
  tr_picture *square = tr_document_picture(d, NULL, NULL), *slide = tr_document_picture(d, "en", "slide");
  check(square && slide && tr_document_status(d) == TR_STATUS_OK && tr_document_messages(d) == 0);
  double w = 0, h = 0;
  check(square && tr_picture_pages(square) == 1 && tr_picture_extent(square, 0, &w, &h) && w == 1080 &&
        h == 1080);
  check(slide && tr_picture_extent(slide, 0, &w, &h) && w == 1280 && h == 720);
  check(square && !tr_picture_extent(square, 1, &w, &h));
  const void *bytes = NULL;
  size_t size = 0;
  check(square && tr_picture_render(square, 0, "svg", &bytes, &size) &&
        memmem(bytes, size, "Huế", strlen("Huế")));
  check(slide && tr_picture_render(slide, 0, "svg", &bytes, &size) &&
        !memmem(bytes, size, "Huế", strlen("Huế")));
  check(square && !tr_picture_render(square, 1, "svg", &bytes, &size));
  const char *report = tr_document_report(d);
  check(report && strstr(report, "\"pictures\"") && strstr(report, "\"slide\""));
  tr_document_free(d);
  tr_document_free(NULL);
}

static void test_faults(void) {
  tr_document *d = open_text(NULL, "tranh: 1\nblocks:\n  - {block: tekst}\n", "bad.yaml");
  check(tr_document_picture(d, "en", NULL) == NULL && tr_document_status(d) == TR_STATUS_INPUT);
  const tr_message *m = tr_document_message(d, 0);
  check(m && m->is_error && strcmp(m->file, "bad.yaml") == 0 && m->line == 3 && m->column == 13 &&
        m->hint[0]);
  check(m && strncmp(m->display, "bad.yaml:3:13: error: ", strlen("bad.yaml:3:13: error: ")) == 0);
  check(tr_document_message(d, tr_document_messages(d)) == NULL);
  tr_document_free(d);

  d = open_text(NULL, "{", "bad.json");
  check(tr_document_status(d) == TR_STATUS_INPUT && tr_document_picture(d, NULL, NULL) == NULL);
  tr_document_free(d);

  d = open_text(NULL, page, "page.yaml");
  check(!tr_document_picture(d, "tlh", NULL) && tr_document_status(d) == TR_STATUS_USAGE);
  tr_document_free(d);

  d = tr_document_load(NULL, "/nonexistent/x.yaml");
  check(d && tr_document_status(d) == TR_STATUS_INPUT && tr_document_messages(d) == 1);
  tr_document_free(d);

  d = open_text(NULL, chart, "chart.json");
  const void *bytes;
  size_t size;
  tr_picture *p = tr_document_picture(d, NULL, NULL);
  check(p && !tr_picture_render(p, 0, "gif", &bytes, &size) && tr_document_status(d) == TR_STATUS_USAGE);
  tr_document_free(d);
}

/* Files beside a document from memory start at its folder; without one there are none. */
static void test_folder(void) {
  const char *text =
      "tranh: 1\nsize: square\nlocale: en\ndata: {facts: {url: nipa-2024.csv, key: id}}\nblocks:\n"
      "  - {block: figure, fact: jobs}\n";
  char folder[4096];
  snprintf(folder, sizeof folder, "%s/data", getenv("TRANH_SOURCE_ROOT"));
  tr_document *d = tr_document_load_bytes(NULL, text, strlen(text), "memory.yaml", folder);
  check(tr_document_picture(d, NULL, NULL) && tr_document_status(d) == TR_STATUS_OK);
  tr_document_free(d);
}

static void test_limits(void) {
  static const char *const limits[] = {"spec-bytes=10", "marks=1", "work=5", "memory-bytes=60000",
                                       "raster-side=100"};
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    tr_options *o = tr_options_new();
    check_named(tr_options_set(o, "limit", limits[i]), limits[i]);
    tr_document *d = open_text(o, chart, "chart.json");
    const void *bytes;
    size_t size;
    tr_picture *p = d ? tr_document_picture(d, NULL, NULL) : NULL;
    check_named(!p || !tr_picture_render(p, 0, "png", &bytes, &size), "the limit is met");
    check_named(d && tr_document_status(d) == TR_STATUS_SYSTEM, "it is a limit's fault");
    tr_document_free(d);
    tr_options_free(o);
  }
}

static void test_cairo(void) {
  tr_document *d = open_text(NULL, chart, "chart.json");
  tr_picture *p = tr_document_picture(d, NULL, NULL);
  double w = 0, h = 0;
  check(p && tr_picture_extent(p, 0, &w, &h) && w > 50 && h > 50);
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 400, 400);
  cairo_t *cr = cairo_create(surface);
  check(p && tr_picture_draw(p, 0, cr) && cairo_status(cr) == CAIRO_STATUS_SUCCESS);
  cairo_surface_flush(surface);
  const unsigned char *pixels = cairo_image_surface_get_data(surface);
  size_t painted = 0;
  for (size_t i = 0; i < 400 * 400 * 4; i++) painted += pixels[i] != 0 && pixels[i] != 255;
  check(painted > 100);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  tr_document_free(d);
}

/* --- Threads -------------------------------------------------------------------------------------------- */

typedef struct job {
  const char *text, *format;
  void *bytes;
  size_t size;
} job;

static void *draw(void *arg) {
  job *j = arg;
  tr_document *d = open_text(NULL, j->text, "job");
  tr_picture *p = tr_document_picture(d, NULL, NULL);
  const void *bytes;
  if (p && tr_picture_render(p, 0, j->format, &bytes, &j->size)) {
    j->bytes = malloc(j->size + 1);
    if (j->bytes) memcpy(j->bytes, bytes, j->size);
  }
  tr_document_free(d);
  return NULL;
}

static void test_threads(void) {
  enum { THREADS = 6, ROUNDS = 3 };
  static const char *const texts[] = {page, chart}, *const formats[] = {"png", "svg", "pdf"};
  job alone[THREADS], together[THREADS];
  pthread_t threads[THREADS];
  for (size_t i = 0; i < THREADS; i++) {
    alone[i] = (job){.text = texts[i % 2], .format = formats[i / 2]};
    draw(&alone[i]);
  }
  for (int round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < THREADS; i++) {
      together[i] = (job){.text = alone[i].text, .format = alone[i].format};
      pthread_create(&threads[i], NULL, draw, &together[i]);
    }
    for (size_t i = 0; i < THREADS; i++) {
      pthread_join(threads[i], NULL);
      check_named(alone[i].bytes && together[i].bytes && alone[i].size == together[i].size &&
                      memcmp(alone[i].bytes, together[i].bytes, alone[i].size) == 0,
                  "six threads draw what one draws");
      free(together[i].bytes);
    }
  }
  for (size_t i = 0; i < THREADS; i++) free(alone[i].bytes);
}

/* --- Lists ---------------------------------------------------------------------------------------------- */

static void count(void *self, const char *name, const char *help) {
  size_t *n = self;
  *n += name[0] && help;
}

static void test_lists(void) {
  size_t n = 0;
  check(tr_list("limits", count, &n) && n > 20);
  n = 0;
  check(!tr_list("colours", count, &n) && n == 0);
  check(strcmp(tr_version(), "0.1.0") == 0);
}

typedef struct text {
  size_t calls, size;
  char first, last;
} text;

static void take(void *self, const char *bytes, size_t size) {
  text *t = self;
  *t = (text){t->calls + 1, size, bytes[0], bytes[size - 1]};
}

static void test_schema(void) {
  text t = {0};
  check(tr_schema("chart", "json", take, &t) && t.calls == 1 && t.size > 100000);
  check(t.first == '{' && t.last == '\n');
  check(tr_schema("chart", "md", take, &t) && t.calls == 2 && t.first == '#');
  check(tr_schema("page", "json", take, &t) && t.calls == 3 && t.size > 100000);
  check(!tr_schema("charts", "json", take, &t) && !tr_schema("chart", "yaml", take, &t) && t.calls == 3);
}

int main(void) {
  test_options();
  test_page();
  test_faults();
  test_folder();
  test_limits();
  test_cairo();
  test_threads();
  test_lists();
  test_schema();
  return check_done();
}
