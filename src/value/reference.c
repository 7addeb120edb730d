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

/* The first table of TYPE that is its own. */
static bool owns(const writer *w, const tr_object_type *type, const tr_prop *table) {
  return tr_table_owner(w->g, table) == type;
}

/* Objects with nothing of their own to say have no place on the page. */
static bool is_shown(const writer *w, const tr_object_type *type) {
  bool own = type->help || type->one_of;
  for (const tr_prop *const *t = type->tables; !own && t && *t; t++) own = owns(w, type, *t) && (*t)->name;
  return own;
}

/* The object on the page that has what TYPE has: itself, or the first that owns a table of it and is not just
   a part. */
static const tr_object_type *place_of(const writer *w, const tr_object_type *type) {
  for (const tr_prop *const *t = type->tables; !is_shown(w, type) && t && *t; t++) {
    const tr_object_type *owner = tr_table_owner(w->g, *t);
    if (owner != type && !owner->is_part) return owner;
  }
  return type;
}

/* The anchor that is made of a heading: in small letters, dots go. */
static void add_anchor(writer *w, const char *heading) {
  for (const char *p = heading; *p; p++) {
    bool capital = *p >= 'A' && *p <= 'Z';
    if (*p != '.') tr_buf_add_char(&w->out, capital ? (char)(*p + ('a' - 'A')) : *p == ' ' ? '-' : *p);
  }
}

static void add_link(writer *w, const tr_object_type *type) {
  type = place_of(w, type);
  tr_buf_printf(&w->out, "[%s](#", type->name);
  add_anchor(w, type->name);
  add(w, ")");
}

static void add_names_link(writer *w, tr_str name) {
  tr_buf_printf(&w->out, "[%.*s](#names-of-%.*s)", TR_FMT(name), TR_FMT(name));
}

/* --- What a row takes ----------------------------------------------------------------------------------- */

typedef struct list {
  writer *w;
  const char *between;
  int n;
  bool wraps; /* long lines are broken */
} list;

static writer *next(list *l) {
  enum { WIDEST = 96 };
  tr_buf *out = &l->w->out;
  size_t column = 0;
  if (l->n++ == 0) return l->w;
  add(l->w, l->between);
  while (column < out->n && column <= WIDEST && out->p[out->n - 1 - column] != '\n') column++;
  if (!l->wraps || column <= WIDEST) return l->w;
  if (out->p[out->n - 1] == ' ') out->n--;
  add(l->w, "\n  ");
  return l->w;
}

static uint32_t add_of(list *l, const char *of) {
  static const uint32_t kinds[] = {[TR_OF_OBJECT] = TR_P_OBJECT,
                                   [TR_OF_ITEM] = TR_P_ARRAY,
                                   [TR_OF_MAP] = TR_P_OBJECT,
                                   [TR_OF_NAMES] = TR_P_STRING | TR_P_ENUM};
  static const char *const words[] = {
      [TR_OF_OBJECT] = "", [TR_OF_ITEM] = "list of ", [TR_OF_MAP] = "map of ", [TR_OF_NAMES] = "one of "};
  uint32_t done = 0;
  tr_of_kind kind;
  tr_str name;
  while (tr_of_next(&of, &kind, &name)) {
    add(next(l), words[kind]);
    if (kind == TR_OF_NAMES)
      add_names_link(l->w, name);
    else
      add_link(l->w, tr_grammar_find(l->w->g, name));
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
  list l = {w, ", ", 0, false};
  uint32_t rest = row->bits & ~add_of(&l, of);
  if (rest & TR_P_NUMBER) add_number(next(&l), row);
  if ((rest & TR_P_ENUM) && row->values) add_words(next(&l), row->values);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (rest & plain[i].bits) add(next(&l), plain[i].word);
  if (rest & TR_P_ANY) add(next(&l), "anything");
}

/* --- Objects -------------------------------------------------------------------------------------------- */

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

static void add_table(writer *w, const tr_object_type *type) {
  bool begun = false;
  for (const tr_prop *const *t = type->tables; t && *t; t++)
    for (const tr_prop *row = *t; owns(w, type, *t) && row->name; row++) {
      if (row->bits & TR_P_NO_EFFECT) continue;
      if (!begun) add(w, "\n| Property | Takes | Default | What it is |\n| --- | --- | --- | --- |\n");
      begun = true;
      add_row(w, type, row);
    }
}

/* "**Ignored on purpose:** `aria` (…), …" */
static void add_state(writer *w, const tr_object_type *type, uint32_t state, const char *heading) {
  list l = {w, "; ", 0, true};
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

/* Whether a table before T of TYPE has the same owner. */
static bool is_named(const writer *w, const tr_object_type *type, const tr_prop *const *t) {
  for (const tr_prop *const *before = type->tables; before < t; before++)
    if (tr_table_owner(w->g, *before) == tr_table_owner(w->g, *t)) return true;
  return false;
}

/* "It has the properties of [mark] and [line]." */
static void add_others(writer *w, const tr_object_type *type) {
  list l = {w, " and ", 0, true};
  bool own = false;
  for (const tr_prop *const *t = type->tables; t && *t; t++) own = own || (owns(w, type, *t) && (*t)->name);
  for (const tr_prop *const *t = type->tables; t && *t; t++) {
    if (owns(w, type, *t) || !(*t)->name || is_named(w, type, t)) continue;
    if (l.n == 0)
      add(w, own ? "Besides those below, it has the properties of " : "It has the properties of ");
    add_link(next(&l), tr_table_owner(w->g, *t));
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
    list l = {w, ", ", 0, true};
    add(w, "One of ");
    add_of(&l, type->one_of);
    add(w, ".\n");
    return;
  }
  add_others(w, type);
  add_table(w, type);
  if (type->rest && *type->rest) {
    list l = {w, " or ", 0, false};
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

static bool begins_chapter(const tr_object_type *type, const char *chapter) {
  return type->chapter && (!chapter || strcmp(type->chapter, chapter) != 0);
}

static void add_contents(writer *w) {
  const char *chapter = NULL;
  list l = {w, ", ", 0, true};
  for (size_t i = 0; i < w->g->types.n; i++) {
    const tr_object_type *type = tr_grammar_type(w->g, i);
    if (begins_chapter(type, chapter)) {
      tr_buf_printf(&w->out, "\n* **%s**: ", chapter = type->chapter);
      l.n = 0;
    }
    if (is_shown(w, type)) add_link(next(&l), type);
  }
  add(w, "\n* **Names**: ");
  l.n = 0;
  for (size_t i = 0; i < w->g->name_lists.n; i++) {
    next(&l);
    add_names_link(w, tr_str_z(tr_grammar_names(w->g, i)->name));
  }
  add(w, "\n");
}

static size_t count_state(const writer *w, uint32_t state) {
  size_t n = 0;
  for (size_t i = 0; i < w->g->types.n; i++) {
    const tr_object_type *type = tr_grammar_type(w->g, i);
    for (const tr_prop *const *t = type->tables; t && *t; t++)
      for (const tr_prop *row = *t; owns(w, type, *t) && row->name; row++)
        n += state ? (row->bits & state) != 0 : !(row->bits & TR_P_NO_EFFECT);
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
        add_link(w, type);
        tr_buf_printf(&w->out, ": %s\n", row->help ? row->help : "");
      }
  }
}

/* Names in one paragraph; the page is for reading, `tranh list` has them one a line. */
static void add_names(writer *w, const tr_names *names) {
  list l = {w, ", ", 0, true};
  tr_buf_printf(&w->out, "\n### Names of %s\n\n", names->name);
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
    if (begins_chapter(type, chapter)) tr_buf_printf(&w.out, "\n## %s\n", chapter = type->chapter);
    if (is_shown(&w, type)) add_type(&w, type);
  }
  add(&w, "\n## Names\n");
  for (size_t i = 0; i < g->name_lists.n; i++) add_names(&w, tr_grammar_names(g, i));
  return tr_buf_str(&w.out);
}
