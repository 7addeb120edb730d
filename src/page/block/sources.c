#include "page/block/para.h"

/* Where the facts on the page come from: sources, notes and date of the data, each printed once. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"show", TR_P_ARRAY | T, NULL, 0, 0, "[notes, sources, as_of]", "what is printed, in this order"},
    {"form", TR_P_ENUM | T, "inline|list|numbered", 0, 0, "inline", "in one line, or each on its own"},
    {"collect", TR_P_ENUM | T, "used|all", 0, 0, "used", "of the facts shown, or of all in the tables"},
    {"text", TR_P_TEXT | T, NULL, 0, 0, NULL, "more words, printed last"},
    {"style", TR_P_STRING | T, NULL, 0, 0, "note", "a text style of the theme"},
    {"size", TR_P_NUMBER | T, NULL, 0.1, 20, "1", "times the size of the style"},
    {"weight", TR_P_NUMBER | T, NULL, 100, 900, NULL, "of the face"},
    {"color", TR_P_STRING | T, NULL, 0, 0, NULL, "role of the theme, or a CSS colour"},
    {"italic", TR_P_BOOL | T, NULL, 0, 0, NULL, "slanted"},
    {"balance", TR_P_BOOL | T, NULL, 0, 0, NULL, "lines of about equal length"},
    {0}};

static const char *const shown_names[] = {"notes", "sources", "as_of", NULL};

typedef struct bold {
  size_t from, to;
} bold;

typedef struct sources {
  tr_para_style style;
  tr_str more, text;
  tr_vec bolds; /* of bold: headings in the text */
  tr_para_cache cache;
} sources;

static bool read(tr_page *page, tr_block *b) {
  sources *s = b->data = TR_NEW(page->ctx->doc, sources);
  if (!tr_para_style_read(page, b, "note", &s->style)) return false;
  b->group = tr_fit_group_of(page, b, tr_str_z(s->style.type->name), tr_para_asked(page, &s->style));
  const tr_value *show = tr_get(&b->props, "show");
  for (size_t i = 0; show && i < show->n; i++) {
    tr_str name = tr_string(tr_item(show, i));
    bool known = false;
    for (size_t k = 0; shown_names[k]; k++) known = known || tr_str_is(name, shown_names[k]);
    if (known) continue;
    tr_error(page->ctx, TR_INPUT, tr_pos_of(tr_item(show, i)), tr_did_you_mean(page->ctx, name, shown_names),
             "`show` lists notes, sources, as_of, not \"%.*s\"", TR_FMT(name));
    return false;
  }
  return tr_page_words(page, tr_get(&b->props, "text"), &s->more);
}

/* --- Collecting ---------------------------------------------------------------------------------------- */

static void add_once(tr_vec *list, tr_map *seen, tr_str s) {
  s = tr_str_trim(s);
  if (s.n == 0 || tr_map_has(seen, s)) return;
  tr_map_put(seen, s, list);
  *(tr_str *)tr_vec_push(list) = s;
}

static tr_vec collect(tr_page *page, const tr_block *b, const char *what) {
  bool all = tr_str_is(tr_get_string(&b->props, "collect", TR_S("used")), "all");
  const tr_vec *facts = all ? &page->facts : &page->used;
  tr_vec list = tr_vec_of(page->ctx->doc, sizeof(tr_str));
  tr_map seen = tr_map_of(page->ctx->doc);
  tr_str latest = {0};
  for (size_t i = 0; i < facts->n; i++) {
    const tr_fact *fact = *(tr_fact **)tr_vec_at(facts, i);
    if (strcmp(what, "notes") == 0) add_once(&list, &seen, fact->note);
    for (size_t k = 0; strcmp(what, "sources") == 0 && k < fact->n_sources; k++)
      add_once(&list, &seen, tr_source_words(page, fact->sources[k]));
    if (tr_str_cmp(fact->as_of, latest) > 0) latest = fact->as_of;
  }
  if (strcmp(what, "as_of") == 0 && latest.n) add_once(&list, &seen, tr_page_date_words(page, latest));
  return list;
}

/* --- Writing ------------------------------------------------------------------------------------------- */

static void new_line(tr_buf *out) {
  if (out->n) tr_buf_add_char(out, '\n');
}

/* PATTERN with X for {NAME}. */
static void fill(tr_buf *out, tr_str pattern, const char *name, tr_str x) {
  size_t at = tr_str_find(pattern, name, 0);
  if (at == SIZE_MAX) {
    tr_buf_add(out, pattern);
    return;
  }
  tr_buf_add(out, tr_str_sub(pattern, 0, at));
  tr_buf_add(out, x);
  tr_buf_add(out, tr_str_sub(pattern, at + strlen(name), pattern.n));
}

/* First letter in capitals: the locale's words are those of running text. ASCII and Latin-1 are all that
   these words begin with. */
static void capital_at(tr_buf *out, size_t at) {
  if (at < out->n && out->p[at] >= 'a' && out->p[at] <= 'z') out->p[at] = (char)(out->p[at] - 'a' + 'A');
}

static void write_heading(tr_page *page, sources *s, tr_buf *out, const char *word) {
  bold *head = tr_vec_push(&s->bolds);
  head->from = out->n;
  tr_buf_add(out, tr_locale_word(page->env.locale, word));
  tr_buf_add(out, tr_locale_word(page->env.locale, "colon"));
  head->to = out->n;
}

static void write_list(tr_page *page, const tr_block *b, sources *s, tr_buf *out, const char *what) {
  tr_vec list = collect(page, b, what);
  tr_str form = tr_get_string(&b->props, "form", TR_S("inline"));
  bool lines = !tr_str_is(form, "inline");
  if (list.n == 0) return;
  new_line(out);
  if (strcmp(what, "as_of") == 0) {
    size_t at = out->n;
    fill(out, tr_locale_word(page->env.locale, "as_of"), "{date}", *(tr_str *)tr_vec_at(&list, 0));
    capital_at(out, at);
    return;
  }
  const char *one = strcmp(what, "notes") == 0 ? "note" : "source";
  write_heading(page, s, out, list.n > 1 ? what : one);
  for (size_t i = 0; i < list.n; i++) {
    if (lines) new_line(out);
    if (!lines && i) tr_buf_add_z(out, "; ");
    if (tr_str_is(form, "numbered")) tr_buf_printf(out, "%zu. ", i + 1);
    tr_buf_add(out, *(tr_str *)tr_vec_at(&list, i));
  }
}

static bool resolve(tr_page *page, tr_block *b) {
  sources *s = b->data;
  tr_buf out = tr_buf_of(page->ctx->doc);
  const tr_value *show = tr_get(&b->props, "show");
  s->bolds = tr_vec_of(page->ctx->doc, sizeof(bold));
  for (size_t i = 0; show ? i < show->n : shown_names[i] != NULL; i++) {
    tr_str name = show ? tr_string(tr_item(show, i)) : tr_str_z(shown_names[i]);
    write_list(page, b, s, &out, tr_str_copy(page->ctx->doc, name).p);
  }
  if (s->more.n) {
    new_line(&out);
    tr_buf_add(&out, s->more);
  }
  tr_str text = tr_buf_str(&out);
  s->text = tr_text_nfc(page->ctx->doc, text);
  if (s->text.n != text.n) s->bolds.n = 0; /* headings moved: set plainly */
  if (s->text.n == 0) b->dropped = true;
  return true;
}

/* --- Setting ------------------------------------------------------------------------------------------- */

static tr_span_style *spans_of(tr_page *page, const sources *s, double size, size_t *n) {
  tr_span_style *spans = TR_NEW_N(page->ctx->scene, tr_span_style, 2 * s->bolds.n + 1), base;
  base = tr_para_span(&s->style, size);
  size_t at = 0;
  *n = 0;
  for (size_t i = 0; i < s->bolds.n; i++) {
    const bold *head = tr_vec_at(&s->bolds, i);
    if (head->from > at) {
      spans[*n] = base;
      spans[*n].from = at;
      spans[(*n)++].to = head->from;
    }
    spans[*n] = base;
    spans[*n].font.weight = 600;
    spans[*n].from = head->from;
    spans[(*n)++].to = at = head->to;
  }
  if (at < s->text.n) {
    spans[*n] = base;
    spans[*n].from = at;
    spans[(*n)++].to = s->text.n;
  }
  return spans;
}

static double size_now(const tr_page *page, const tr_block *b) {
  const sources *s = b->data;
  return tr_fit_size(page, b->group, tr_para_asked(page, &s->style));
}

static tr_para para_of(tr_page *page, tr_block *b, double width) {
  const sources *s = b->data;
  tr_para para = {.text = s->text,
                  .lang = tr_block_lang(page, b),
                  .width = width,
                  .align = s->style.align,
                  .pitch = s->style.type->pitch,
                  .pitch_by_ink = true,
                  .keep_hangul = true,
                  .keep_names = true,
                  .at = b->at};
  para.spans = spans_of(page, s, size_now(page, b), &para.n_spans);
  para.keeps = tr_para_keeps(page, NULL, s->text, &para.n_keeps);
  return para;
}

static tr_text *set(tr_page *page, tr_block *b, double width) {
  sources *s = b->data;
  double size = size_now(page, b);
  tr_text *text = tr_para_cached(&s->cache, width, size, false);
  if (text) return text;
  tr_para para = para_of(page, b, width);
  text = tr_text_set(page->ctx, page->env.fonts, &para);
  tr_para_keep(&s->cache, width, size, false, text);
  return text;
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  sources *s = b->data;
  tr_para_widths *known = &s->cache.widths;
  double size = size_now(page, b);
  if (!known->known || known->size != size) {
    tr_para para = para_of(page, b, 0);
    double least = tr_text_min_width(page->ctx, page->env.fonts, &para) + 0.1;
    *known = (tr_para_widths){size, least, fmax(least, set(page, b, 0)->logical.w + 0.1), false, true};
  }
  *min = known->min;
  *natural = known->natural;
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  const tr_text *text = set(page, b, fmax(1, width));
  tr_box box = tr_para_box(text);
  return (tr_heights){box.h, box.h, text->n_lines ? text->lines[0].baseline - box.y : NAN};
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  tr_text *text = set(page, b, fmax(1, in.w));
  text->x = in.x;
  text->y = in.y - tr_para_box(text).y;
  tr_group_add(into, &text->node);
  return true;
}

static void report(tr_page *page, tr_block *b) {
  const sources *s = b->data;
  double asked = tr_para_asked(page, &s->style), size = size_now(page, b);
  tr_page_note(page, b, size < asked - 0.01 ? "shrunk" : "set", size, asked, 0, 1);
}

const tr_block_kind tr_block_sources = {.name = "sources",
                                        .help = "sources, notes and dates of the facts shown",
                                        .props = props,
                                        .read = read,
                                        .resolve = resolve,
                                        .widths = widths,
                                        .heights = heights,
                                        .place = place,
                                        .report = report};
