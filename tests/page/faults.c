#include "parts.h"

/* What is wrong is said where it is wrong, with a way out. */

#define HEAD                                                                                                 \
  "tranh: 1\nlocale: vi\nunits: {town: {vi: thị trấn, en: {one: town, other: towns}}}\n"                 \
  "data:\n  facts: {url: facts.csv, key: id}\nblocks:\n"

static const struct {
  const char *name, *blocks; /* the first stands in line 7 */
  uint32_t line, column;
  tr_fault fault;
  const char *text, *hint; /* the message holds TEXT; the hint is HINT, or any where NULL */
} cases[] = {
    {"misspelt block", "- {block: txet, text: a}", 7, 11, TR_INPUT, "unknown block \"txet\"",
     "did you mean \"text\"?"},
    {"a block to come", "- {block: zones}", 7, 11, TR_UNSUPPORTED, "block \"zones\" is not there yet", NULL},
    {"misspelt property", "- {block: text, txet: a}", 7, 17, TR_INPUT, "has no property \"txet\"",
     "did you mean \"text\"?"},
    {"misspelt property of a block that is not shown", "- {block: text, when: false, txet: a}", 7, 30,
     TR_INPUT, "has no property \"txet\"", "did you mean \"text\"?"},
    {"misspelt property in a template over no rows",
     "- {block: repeat, data: facts, filter: 'false', each: {block: text, txet: a}}", 7, 69, TR_INPUT,
     "has no property \"txet\"", "did you mean \"text\"?"},
    {"neither block nor use", "- {text: a}", 7, 3, TR_INPUT, "this is not a block", NULL},
    {"unknown fact in a template", "- {block: text, text: \"a {{ facts.twons }}\"}", 7, 35, TR_INPUT,
     "no fact \"twons\" in table \"facts\"", "did you mean \"towns\"?"},
    {"unknown fact in brackets", "- {block: text, text: \"{{ facts['twons'] }}\"}", 7, 34, TR_INPUT,
     "no fact \"twons\"", "did you mean \"towns\"?"},
    {"unknown fact of a figure", "- {block: figure, fact: twons}", 7, 25, TR_INPUT, "unknown fact \"twons\"",
     "did you mean \"towns\"?"},
    {"a fact without a number", "- {block: figure, fact: words}", 7, 25, TR_INPUT, "has no number", NULL},
    {"unknown icon", "- {block: media, icon: rockte}", 7, 24, TR_INPUT, "no icon \"rockte\"",
     "did you mean \"rocket\"?"},
    {"missing language", "- {block: text, text: {en: hello}}", 7, 23, TR_INPUT,
     "no words for the language \"vi\"", NULL},
    {"unknown style", "- {block: text, text: a, style: titel}", 7, 33, TR_INPUT,
     "unknown text style \"titel\"", "did you mean \"title\"?"},
    {"unknown colour", "- {block: text, text: a, color: acent}", 7, 33, TR_INPUT, "unknown colour \"acent\"",
     "did you mean \"accent\"?"},
    {"no length", "- {block: text, text: a, width: 3 feet}", 7, 33, TR_INPUT, "\"3 feet\"", NULL},
    {"unknown composition", "- {use: stat-crd, fact: towns}", 7, 9, TR_INPUT,
     "unknown composition \"stat-crd\"", "did you mean \"stat-card\"?"},
    {"misspelt parameter", "- {use: stat-card, fcat: towns}", 7, 20, TR_INPUT, "has no property \"fcat\"",
     "did you mean \"fact\"?"},
    {"parameter that must be given", "- {use: stat-card}", 7, 3, TR_INPUT, "needs \"fact\"", NULL},
    {"unknown table", "- {block: repeat, data: fatcs, each: {block: text, text: a}}", 7, 25, TR_INPUT,
     "unknown table \"fatcs\"", "did you mean \"facts\"?"},
    {"repeat without a template", "- {block: repeat, data: facts}", 7, 3, TR_INPUT, "without a template",
     NULL},
    {"unknown name", "- {block: text, text: \"{{ twons }}\"}", 7, 27, TR_INPUT, "unknown name \"twons\"",
     NULL},
    {"a wrong expression", "- {block: text, text: a, when: 'facts.towns.value >'}", 7, 52, TR_SYNTAX,
     "expected", NULL},
    {"unquoted template", "- {block: text, text: {{ facts.towns }}}", 7, 23, TR_SYNTAX, "{{", NULL},
    {"two units in a row of bars",
     "- block: repeat\n  data: facts\n  filter: \"datum.unit === 'town' || datum.unit === 'year' || "
     "datum.id === 'towns'\"\n  each: {block: measure, value: 3, unit: \"{{ index ? 'year' : 'town' }}\"}",
     10, 9, TR_DATA, "two units", NULL},
    {"two units on an axis",
     "- {block: chart, data: facts, spec: {mark: bar, encoding: {x: {field: value, type: quantitative}}}}", 7,
     63, TR_DATA, "\"jobs\"", NULL},
    {"a value above its whole", "- {block: measure, value: 13, of: 12}", 7, 3, TR_DATA, "more than its whole",
     NULL},
    {"a length below 0", "- {block: text, text: a, width: -5}", 7, 33, TR_INPUT, "below 0", NULL},
    {"a grid without columns", "- {block: grid, columns: [], blocks: []}", 7, 26, TR_INPUT, "without columns",
     NULL},
    {"another kind for one size", "- {block: text, text: a, sizes: {a4: {block: box}}}", 7, 39, TR_INPUT,
     "no property \"block\"", NULL},
    {"a picture to come", "- {block: media, form: qr, icon: user}", 7, 24, TR_UNSUPPORTED, "not there yet",
     NULL},
    {"an image that is not there", "- {block: media, form: image, src: pictures/foto.jpg}", 7, 36, TR_INPUT,
     "there is no image \"pictures/foto.jpg\"", "did you mean \"photo.jpg\"?"},
    {"a chart without a specification", "- {block: chart, data: facts}", 7, 3, TR_INPUT, "without a `spec`",
     NULL},
    {"a form to come", "- {block: measure, form: ring, fact: jobs}", 7, 26, TR_UNSUPPORTED, "not there yet",
     NULL},
    {"text that cannot fit", "- {block: box, width: 40, blocks: [{block: text, text: Supercalifragilistic}]}",
     7, 36, TR_INPUT, "does not fit: blocks[0].blocks[0]", NULL},
};

static void check_case(size_t i) {
  tr_ctx *scratch = tr_ctx_new();
  tr_str yaml = tr_printf(scratch->doc, "%s%s\n", HEAD, cases[i].blocks);
  built b = build(yaml.p, NULL, NULL);
  check_named(!b.ok, cases[i].name);
  const tr_diag *diag = NULL;
  for (size_t k = 0; k < b.ctx->diags.n && !diag; k++) {
    const tr_diag *one = tr_vec_at(&b.ctx->diags, k);
    if (one->severity == TR_ERROR) diag = one;
  }
  if (check_named(diag != NULL, cases[i].name)) {
    uint32_t line, column;
    tr_locate(b.ctx, diag->at, &line, &column);
    check_named(tr_str_find(diag->text, cases[i].text, 0) != SIZE_MAX, cases[i].name);
    check_named(diag->fault == cases[i].fault, cases[i].name);
    bool there = line == cases[i].line && column == cases[i].column;
    if (!check_named(there, cases[i].name))
      printf("#   %u:%u instead of %u:%u: %.*s\n", line, column, cases[i].line, cases[i].column,
             TR_FMT(diag->text));
    if (cases[i].hint) check_str_named(diag->hint, cases[i].hint, cases[i].name);
    if (!cases[i].hint && cases[i].fault == TR_INPUT) check_named(diag->text.n > 0, cases[i].name);
  }
  built_free(&b);
  tr_ctx_free(scratch);
}

/* Whole documents. */
static const struct {
  const char *name, *yaml;
  uint32_t line, column;
  const char *text, *hint;
} documents[] = {
    {"unknown field", "bloks: []\nblocks: []\n", 1, 1, "page has no property \"bloks\"",
     "did you mean \"blocks\"?"},
    {"unknown size", "size: a44\nblocks: []\n", 1, 7, "unknown size \"a44\"", "did you mean \"a4\"?"},
    {"no size", "size: [800]\nblocks: []\n", 1, 7, "this is not a size", NULL},
    {"unknown theme", "theme: ligth\nblocks: []\n", 1, 8, "unknown theme \"ligth\"",
     "did you mean \"light\"?"},
    {"unknown size class", "sizes: {slied: {gap: 3}}\nblocks: []\n", 1, 9, "unknown size or class \"slied\"",
     "did you mean \"slide\"?"},
    {"unknown field in an override", "size: slide\nsizes: {slide: {gapp: 3}}\nblocks: []\n", 2, 17,
     "page has no property \"gapp\"", "did you mean \"gap\"?"},
    {"a layout's table is not given", "data: {facts: {key: id}}\nblocks: []\n", 1, 8,
     "table \"facts\" has no data", NULL},
    {"a missing file", "data: {facts: {url: none.csv, key: id}}\nblocks: []\n", 1, 21, "none.csv", NULL},
    {"no such key", "data: {facts: {url: facts.csv, key: name}}\nblocks: []\n", 1, 37,
     "has no column \"name\"", NULL},
    {"blocks that are no list", "blocks: {block: text}\n", 1, 9, "blocks", NULL},
    {"no page", "pages: []\n", 1, 8, "without a page", NULL},
    {"text higher than a limit", "base: 5000\nblocks: []\n", 1, 1, "body text must be", NULL},
    {"floor above the text", "base: 10\nfloor: 12\nblocks: []\n", 1, 1, "not below the floor", NULL},
    {"a source without the language",
     "locale: vi\nsources: {paper: {name: {en: x}}}\ndata: {facts: {url: facts.csv, key: id}}\nblocks: []\n",
     2, 25, "no words for the language \"vi\"", NULL},
    {"margins beyond the page", "size: [100, 100]\nmargin: 60\nblocks: []\n", 1, 1,
     "the margins leave no room", NULL},
};

static void check_document(size_t i) {
  built b = build(documents[i].yaml, NULL, NULL);
  check_named(!b.ok, documents[i].name);
  if (check_named(b.ctx->diags.n > 0, documents[i].name)) {
    const tr_diag *diag = tr_vec_at(&b.ctx->diags, 0);
    uint32_t line, column;
    tr_locate(b.ctx, diag->at, &line, &column);
    if (!check_named(tr_str_find(diag->text, documents[i].text, 0) != SIZE_MAX, documents[i].name))
      printf("#   %.*s\n", TR_FMT(diag->text));
    if (!check_named(line == documents[i].line && column == documents[i].column, documents[i].name))
      printf("#   %u:%u instead of %u:%u\n", line, column, documents[i].line, documents[i].column);
    if (documents[i].hint) check_str_named(diag->hint, documents[i].hint, documents[i].name);
  }
  built_free(&b);
}

/* Rows of facts, in place: the message stands at the row. */
static const struct {
  const char *name, *row;
  const char *text;
} rows[] = {
    {"a number in words", "{id: a, value: '80,5', label: x}", "\"80,5\" in column \"value\" is not a number"},
    {"a number with grouping", "{id: a, value: '1.234,5', label: x}", "is not a number"},
    {"no id", "{id: null, value: 3}", "no \"id\""},
    {"nothing said", "{id: a, label: x}", "fact \"a\" says nothing"},
    {"unknown qualifier", "{id: a, value: 3, qualifier: abuot}", "unknown qualifier \"abuot\""},
    {"between without bounds", "{id: a, value: 3, qualifier: between}", "has no two bounds"},
    {"low above high", "{id: a, low: 5, high: 3}", "low that is above its high"},
    {"no date", "{id: a, date: 19/11/2024}", "is not a date"},
    {"a language too few", "{id: a, value: 3, label_en: x}", "no words for the language \"vi\""},
    {"twice the same id", "{id: b, value: 3}, {id: b, value: 4}", "fact \"b\" is there twice"},
};

static void check_row(size_t i) {
  tr_ctx *scratch = tr_ctx_new();
  tr_str yaml =
      tr_printf(scratch->doc, "tranh: 1\nlocale: vi\ndata: {facts: {key: id, values: [%s]}}\nblocks: []\n",
                rows[i].row);
  built b = build(yaml.p, NULL, NULL);
  check_named(!b.ok, rows[i].name);
  if (check_named(b.ctx->diags.n > 0, rows[i].name)) {
    const tr_diag *diag = tr_vec_at(&b.ctx->diags, 0);
    if (!check_named(tr_str_find(diag->text, rows[i].text, 0) != SIZE_MAX, rows[i].name))
      printf("#   %.*s\n", TR_FMT(diag->text));
  }
  built_free(&b);
  tr_ctx_free(scratch);
}

void test_faults(void) {
  for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) check_document(i);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(i);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(i);
}
