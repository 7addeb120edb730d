#include "value/grammar-priv.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* A grammar as a page of Markdown: a list of its objects, what is not there, then object by object what each
   property takes. Rows that several objects have stand with the first of them. */

typedef struct writer {
  tr_ctx *ctx;
  const tr_grammar *g;
  tr_buf out;
} writer;

static void add(writer *w, const char *text) { tr_buf_add_z(&w->out, text); }

/* Text in a cell of a table. */
static void add_cell(writer *w, const char *text) {
  for (const char *p = text ? text : ""; *p; p++) {
    if (*p == '|' || *p == '<') tr_buf_add_char(&w->out, '\\');
    tr_buf_add_char(&w->out, *p);
  }
}

/* [axis](#axis); the anchor as it is made of a heading: dots go. */
static void add_link(writer *w, tr_str name) {
  tr_buf_printf(&w->out, "[%.*s](#", TR_FMT(name));
  for (size_t i = 0; i < name.n; i++)
    if (name.p[i] != '.')
      tr_buf_add_char(&w->out,
                      (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + ('a' - 'A') : name.p[i]));
  add(w, ")");
}

/* --- What a row takes ----------------------------------------------------------------------------------- */

typedef struct list {
  writer *w;
  const char *between;
  int n;
} list;

static writer *next(list *l) {
  if (l->n++ > 0) add(l->w, l->between);
  return l->w;
}

static uint32_t add_of(list *l, const char *of) {
  static const uint32_t kinds[] = {[TR_OF_OBJECT] = TR_P_OBJECT,
                                   [TR_OF_ITEM] = TR_P_ARRAY,
                                   [TR_OF_MAP] = TR_P_OBJECT,
                                   [TR_OF_NAMES] = TR_P_STRING};
  static const char *const words[] = {
      [TR_OF_OBJECT] = "", [TR_OF_ITEM] = "list of ", [TR_OF_MAP] = "map of ", [TR_OF_NAMES] = "name of "};
  uint32_t done = 0;
  tr_of_kind kind;
  tr_str name;
  while (tr_of_next(&of, &kind, &name)) {
    add(next(l), words[kind]);
    if (kind == TR_OF_NAMES)
      add_link(l->w, tr_printf(l->w->ctx->doc, "names-of-%.*s", TR_FMT(name)));
    else
      add_link(l->w, name);
    done |= kinds[kind];
  }
  return done;
}

static void add_number(writer *w, const tr_prop *row) {
  add(w, "number");
  if (row->min == 0 && row->max == 0) return;
  add(w, isfinite(row->max) && row->max < 1e9 ? " " : " from ");
  tr_buf_number(&w->out, row->min);
  if (!isfinite(row->max) || row->max >= 1e9) return;
  add(w, " to ");
  tr_buf_number(&w->out, row->max);
}

static void add_words(writer *w, const char *values) {
  for (const char *p = values; *p;) {
    const char *end = strchrnul(p, '|');
    tr_buf_printf(&w->out, "%s`%.*s`", p == values ? "" : ", ", (int)(end - p), p);
    p = *end ? end + 1 : end;
  }
}

static void add_takes(writer *w, const tr_prop *row, const char *of) {
  static const struct {
    uint32_t bits;
    const char *word;
  } plain[] = {{TR_P_STRING | TR_P_TEXT, "string"},
               {TR_P_COLOR, "colour"},
               {TR_P_LENGTH, "length"},
               {TR_P_BOOL, "true, false"},
               {TR_P_ARRAY, "list"},
               {TR_P_OBJECT, "object"},
               {TR_P_NULL, "null"},
               {TR_P_EXPR, "expression"}};
  list l = {w, ", ", 0};
  uint32_t rest = row->bits & ~add_of(&l, of);
  if (rest & TR_P_NUMBER) add_number(next(&l), row);
  if ((rest & TR_P_ENUM) && row->values) add_words(next(&l), row->values);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (rest & plain[i].bits) add(next(&l), plain[i].word);
  if (rest & TR_P_ANY) add(next(&l), "anything");
}

/* --- Objects -------------------------------------------------------------------------------------------- */

enum { STATES = TR_P_IGNORED | TR_P_LATER | TR_P_GONE };

static void add_row(writer *w, const tr_object_type *type, const tr_prop *row) {
  tr_buf_printf(&w->out, "| `%s` | ", row->name);
  add_takes(w, row, tr_row_of(type, row));
  add(w, " | ");
  if (row->fallback && *row->fallback) {
    add(w, "`");
    add_cell(w, row->fallback);
    add(w, "`");
  }
  add(w, " | ");
  add_cell(w, row->help);
  if (row->bits & TR_P_OLD) add(w, " *(older name, still taken)*");
  add(w, " |\n");
}

/* The first table of TYPE that is its own. */
static bool owns(const writer *w, const tr_object_type *type, const tr_prop *table) {
  return tr_table_owner(w->g, table) == type;
}

static void add_table(writer *w, const tr_object_type *type) {
  bool begun = false;
  for (const tr_prop *const *t = type->tables; t && *t; t++)
    for (const tr_prop *row = *t; owns(w, type, *t) && row->name; row++) {
      if (row->bits & STATES) continue;
      if (!begun) add(w, "\n| Property | Takes | Default | What it is |\n| --- | --- | --- | --- |\n");
      begun = true;
      add_row(w, type, row);
    }
}

/* "**Ignored on purpose:** `aria` (…), …" */
static void add_state(writer *w, const tr_object_type *type, uint32_t state, const char *heading) {
  list l = {w, "; ", 0};
  for (const tr_prop *const *t = type->tables; t && *t; t++)
    for (const tr_prop *row = *t; owns(w, type, *t) && row->name; row++) {
      if (!(row->bits & state)) continue;
      if (l.n == 0) tr_buf_printf(&w->out, "\n%s ", heading);
      tr_buf_printf(&next(&l)->out, "`%s`", row->name);
      if (!row->help) continue;
      add(w, state == TR_P_GONE ? " → " : " (");
      add(w, row->help);
      add(w, state == TR_P_GONE ? "" : ")");
    }
  if (l.n > 0) add(w, ".\n");
}

/* "It has the properties of [mark] and [line] as well." */
static void add_others(writer *w, const tr_object_type *type) {
  list l = {w, " and ", 0};
  bool own = false;
  for (const tr_prop *const *t = type->tables; t && *t; t++) own = own || (owns(w, type, *t) && (*t)->name);
  for (const tr_prop *const *t = type->tables; t && *t; t++) {
    if (owns(w, type, *t) || !(*t)->name) continue;
    if (l.n == 0)
      add(w, own ? "Besides those below, it has the properties of " : "It has the properties of ");
    add_link(next(&l), tr_str_z(tr_table_owner(w->g, *t)->name));
  }
  if (l.n > 0) add(w, ".\n");
}

static void add_key(writer *w, const tr_object_type *type) {
  tr_str name, value;
  if (!type->key) return;
  tr_key_parts(type->key, &name, &value);
  if (value.n > 0)
    tr_buf_printf(&w->out, " It is meant where `%.*s` is `%.*s`.", TR_FMT(name), TR_FMT(value));
  else
    tr_buf_printf(&w->out, " It is meant where there is `%.*s`.", TR_FMT(name));
}

static void add_sentence(writer *w, const char *help) {
  if (!help || !*help) return;
  tr_buf_add_char(&w->out, (char)(help[0] >= 'a' && help[0] <= 'z' ? help[0] - ('a' - 'A') : help[0]));
  add(w, help + 1);
  add(w, ".");
}

static void add_type(writer *w, const tr_object_type *type) {
  tr_buf_printf(&w->out, "\n### %s\n\n", type->name);
  add_sentence(w, type->help);
  add_key(w, type);
  add(w, "\n");
  if (type->one_of) {
    list l = {w, ", ", 0};
    add(w, "One of ");
    add_of(&l, type->one_of);
    add(w, ".\n");
    return;
  }
  add_others(w, type);
  add_table(w, type);
  if (type->rest && *type->rest) {
    list l = {w, " or ", 0};
    add(w, "\nOther names are free; each is ");
    add_of(&l, type->rest);
    add(w, ".\n");
  } else if (type->rest) {
    add(w, "\nOther names are free.\n");
  }
  add_state(w, type, TR_P_LATER, "**Not yet:**");
  add_state(w, type, TR_P_IGNORED, "**Ignored on purpose:**");
  add_state(w, type, TR_P_GONE, "**No longer:**");
}

/* --- The page ------------------------------------------------------------------------------------------- */

static void add_contents(writer *w) {
  const char *chapter = NULL;
  for (size_t i = 0; i < w->g->types.n; i++) {
    const tr_object_type *type = tr_grammar_type(w->g, i);
    if (type->chapter && (!chapter || strcmp(type->chapter, chapter) != 0)) {
      tr_buf_printf(&w->out, "\n* **%s**: ", type->chapter);
      chapter = type->chapter;
    } else {
      add(w, ", ");
    }
    add_link(w, tr_str_z(type->name));
  }
  add(w, "\n* **Names**: ");
  list l = {w, ", ", 0};
  for (size_t i = 0; i < w->g->name_lists.n; i++) {
    const tr_names *names = tr_grammar_names(w->g, i);
    add_link(next(&l), tr_printf(w->ctx->doc, "names-of-%s", names->name));
  }
  add(w, "\n");
}

static size_t count_state(const writer *w, uint32_t state) {
  size_t n = 0;
  for (size_t i = 0; i < w->g->types.n; i++) {
    const tr_object_type *type = tr_grammar_type(w->g, i);
    for (const tr_prop *const *t = type->tables; t && *t; t++)
      for (const tr_prop *row = *t; owns(w, type, *t) && row->name; row++)
        n += state ? (row->bits & state) != 0 : !(row->bits & STATES);
  }
  return n;
}

/* What is not there yet, all in one place. */
static void add_later(writer *w) {
  bool begun = false;
  for (size_t i = 0; i < w->g->types.n; i++) {
    const tr_object_type *type = tr_grammar_type(w->g, i);
    for (const tr_prop *const *t = type->tables; t && *t; t++)
      for (const tr_prop *row = *t; owns(w, type, *t) && row->name; row++) {
        if (!(row->bits & TR_P_LATER)) continue;
        if (!begun) add(w, "\n## Not yet\n\n");
        begun = true;
        tr_buf_printf(&w->out, "* `%s` of ", row->name);
        add_link(w, tr_str_z(type->name));
        tr_buf_printf(&w->out, ": %s\n", row->help ? row->help : "");
      }
  }
}

/* Names in one paragraph; the page is for reading, `tranh list` has them one a line. */
static void add_names(writer *w, const tr_names *names) {
  list l = {w, ", ", 0};
  tr_buf_printf(&w->out, "\n### names-of-%s\n\n", names->name);
  for (size_t i = 0; names->list && names->list[i]; i++)
    tr_buf_printf(&next(&l)->out, "`%s`", names->list[i]);
  if (names->pattern) tr_buf_printf(&w->out, "Put together as `%s` says", names->pattern);
  add(w, ".\n");
}

tr_str tr_grammar_reference(tr_ctx *ctx, const tr_grammar *g, const tr_grammar_about *about) {
  writer w = {ctx, g, tr_buf_of(ctx->doc)};
  const char *chapter = NULL;
  tr_buf_printf(&w.out,
                "# %s\n\n%s\n\n%zu properties are supported, %zu ignored on purpose, %zu not there yet.\n",
                about->title, about->intro, count_state(&w, 0), count_state(&w, TR_P_IGNORED),
                count_state(&w, TR_P_LATER));
  add_contents(&w);
  add_later(&w);
  for (size_t i = 0; i < g->types.n; i++) {
    const tr_object_type *type = tr_grammar_type(g, i);
    if (type->chapter && (!chapter || strcmp(type->chapter, chapter) != 0))
      tr_buf_printf(&w.out, "\n## %s\n", chapter = type->chapter);
    add_type(&w, type);
  }
  add(&w, "\n## Names\n");
  for (size_t i = 0; i < g->name_lists.n; i++) add_names(&w, tr_grammar_names(g, i));
  return tr_buf_str(&w.out);
}
