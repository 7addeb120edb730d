#include "page/block/para.h"

/* A number with its words: the number large, scale word and unit about half as large on the same baseline,
   the qualifier in the size of a label, in the order of the language. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"fact", TR_P_STRING | TR_P_OBJECT | T, NULL, 0, 0, NULL, "a fact's id, or \"{{ datum }}\""},
    {"value", TR_P_NUMBER | T, NULL, -1e300, 1e300, NULL, "a number instead of a fact"},
    {"unit", TR_P_STRING | T, NULL, 0, 0, NULL, "its unit"},
    {"qualifier", TR_P_ENUM | T, "exact|about|nearly|over|at_least|under|at_most|estimate", 0, 0, "exact",
     "what is known of it"},
    {"size", TR_P_ENUM | T, "hero|large|medium|inline", 0, 0, "large", "which of the theme's figure styles"},
    {"parts", TR_P_ARRAY | T, NULL, 0, 0, NULL, "which of qualifier, value, unit; all"},
    {"color", TR_P_STRING | T, NULL, 0, 0, NULL, "of the number"},
    {"stack", TR_P_BOOL | TR_P_STRING | T, NULL, 0, 0, "auto",
     "unit on a line of its own: auto where it must"},
    {0}};

typedef struct figure {
  tr_para_style style, label; /* of the number, of the words */
  tr_quantity q;
  tr_piece *pieces;
  size_t n;
  bool may_stack, must_stack;
  tr_para_cache cache;
} figure;

/* --- Reading ------------------------------------------------------------------------------------------- */

static bool read_fact(tr_page *page, tr_block *b, const tr_value *v, figure *f) {
  const tr_fact *fact = tr_fact_find(page, v);
  if (!fact) return false;
  f->q = fact->q;
  if (b->alt.n == 0) b->alt = fact->words;
  if (fact->has_quantity) return true;
  tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "show it with a text block: \"{{ datum.words }}\"",
           "fact \"%.*s\" has no number for a figure", TR_FMT(fact->id));
  return false;
}

static bool read_number(tr_page *page, tr_block *b, figure *f) {
  const tr_value *value = tr_get(&b->props, "value");
  if (!value) {
    tr_error(page->ctx, TR_INPUT, b->at, "give it `fact:` or `value:`", "a figure without a number");
    return false;
  }
  f->q = (tr_quantity){.value = value->number, .low = NAN, .high = NAN};
  f->q.unit = tr_get_string(&b->props, "unit", (tr_str){0});
  tr_str qualifier = tr_get_string(&b->props, "qualifier", TR_S("exact"));
  for (int i = 0; i < TR_QUALIFIER_COUNT; i++)
    if (tr_str_is(qualifier, tr_qualifier_names[i])) f->q.qualifier = (tr_qualifier)i;
  return true;
}

static bool wants(const tr_value *parts, const char *name) {
  if (!parts) return true;
  for (size_t i = 0; i < parts->n; i++)
    if (tr_str_is(tr_string(tr_item(parts, i)), name)) return true;
  return false;
}

static const char *part_of(tr_piece_kind kind) {
  switch (kind) {
  case TR_PIECE_QUALIFIER: return "qualifier";
  case TR_PIECE_NUMBER:
  case TR_PIECE_SCALE: return "value";
  case TR_PIECE_UNIT: return "unit";
  }
  return "value";
}

/* Standing alone, the words begin with a capital letter: the first piece takes it from the whole. */
static void begin_capital(tr_page *page, figure *f) {
  if (f->n == 0 || f->pieces[0].kind != TR_PIECE_QUALIFIER) return;
  tr_str plain = tr_quantity_words(page->ctx->doc, page->env.locale, &f->q, &page->units, false);
  tr_str sentence = tr_quantity_words(page->ctx->doc, page->env.locale, &f->q, &page->units, true);
  plain = tr_text_nfc(page->ctx->doc, plain);
  sentence = tr_text_nfc(page->ctx->doc, sentence);
  size_t n = f->pieces[0].text.n + sentence.n - plain.n;
  if (n <= sentence.n && tr_str_starts(plain, f->pieces[0].text.p))
    f->pieces[0].text = tr_str_copy(page->ctx->doc, tr_str_sub(sentence, 0, n));
}

static void read_pieces(tr_page *page, const tr_block *b, figure *f) {
  bool unknown = false;
  tr_piece *all;
  const tr_value *parts = tr_get(&b->props, "parts");
  size_t n = tr_quantity_pieces(page->ctx->doc, page->env.locale, &f->q, &page->units, &unknown, &all);
  f->pieces = TR_NEW_N(page->ctx->doc, tr_piece, n);
  for (size_t i = 0; i < n; i++) {
    if (!wants(parts, part_of(all[i].kind))) continue;
    f->pieces[f->n] = all[i];
    f->pieces[f->n++].text = tr_str_copy(page->ctx->doc, tr_text_nfc(page->ctx->doc, all[i].text));
  }
  begin_capital(page, f);
}

/* Figures of one grid, row or repeat are stacked together or not at all. */
static bool *stack_of(tr_page *page, const tr_block *b) {
  const tr_block *around = tr_block_set(b);
  while (around->n < 2 && around->parent && around->parent->parent) around = tr_block_set(around);
  tr_str set = around->path;
  bool *stacked = tr_map_get(&page->stacks, set);
  if (stacked) return stacked;
  stacked = TR_NEW(page->ctx->doc, bool);
  tr_map_put(&page->stacks, set, stacked);
  return stacked;
}

static bool read(tr_page *page, tr_block *b) {
  figure *f = b->data = TR_NEW(page->ctx->doc, figure);
  const tr_value *fact = tr_get(&b->props, "fact"), *stack = tr_get(&b->props, "stack");
  if (!(fact ? read_fact(page, b, fact, f) : read_number(page, b, f))) return false;
  tr_str size = tr_get_string(&b->props, "size", TR_S("large"));
  tr_str style = tr_printf(page->ctx->doc, "figure-%.*s", TR_FMT(size));
  if (!tr_para_style_read(page, b, style.p, &f->style)) return false;
  f->label = tr_para_style_named(page, "label");
  f->label.paint = f->style.paint;
  read_pieces(page, b, f);
  f->must_stack = tr_is(stack, TR_BOOL) && stack->boolean;
  f->may_stack = f->must_stack || !tr_is(stack, TR_BOOL);
  if (b->role == TR_ROLE_NONE) b->role = TR_ROLE_FIGURE;
  b->group = tr_fit_group_of(page, b, style, tr_para_asked(page, &f->style));
  return true;
}

static bool resolve(tr_page *page, tr_block *b) {
  const figure *f = b->data;
  if (f->may_stack) b->stacked = stack_of(page, b);
  return true;
}

/* --- Setting ------------------------------------------------------------------------------------------- */

static bool is_percent(tr_str unit) { return tr_str_is(tr_str_trim(unit), "%"); }

/* Size of a unit to that of its number. */
static double unit_share(const figure *f) { return f->style.type->size > 2.5 ? 0.45 : 0.55; }

/* Size of a piece: the unit at about half of the number (a percent sign a little more), the qualifier as a
   label, but never more than the unit. */
static double piece_size(const tr_page *page, const tr_block *b, const tr_piece *piece) {
  const figure *f = b->data;
  double number = tr_fit_size(page, b->group, tr_para_asked(page, &f->style));
  double label = tr_para_asked(page, &f->label) * page->ratio;
  double half = number * unit_share(f);
  if (f->style.type->size <= 1.2) return number;
  switch (piece->kind) {
  case TR_PIECE_NUMBER: return number;
  case TR_PIECE_SCALE: return fmax(half, page->floor);
  case TR_PIECE_UNIT: return fmax(is_percent(piece->text) ? number * 0.6 : half, page->floor);
  case TR_PIECE_QUALIFIER: return fmax(fmin(label, half), page->floor);
  }
  return number;
}

/* Where the words may be broken: the first space after the last number (and its scale word). SIZE_MAX where
   there is none. */
static size_t break_at(const figure *f, tr_str text) {
  size_t at = 0, after = SIZE_MAX;
  for (size_t i = 0; i < f->n; i++) {
    at += f->pieces[i].text.n;
    if (f->pieces[i].kind == TR_PIECE_NUMBER || f->pieces[i].kind == TR_PIECE_SCALE) after = at;
  }
  if (after == SIZE_MAX) return SIZE_MAX;
  size_t from = after > 0 && text.p[after - 1] == ' ' ? after - 1 : after;
  size_t space = tr_str_find(text, " ", from);
  return space != SIZE_MAX && space + 1 < text.n ? space : SIZE_MAX;
}

static tr_str text_of(tr_page *page, const figure *f, bool stacked) {
  tr_buf text = tr_buf_of(page->ctx->scene);
  for (size_t i = 0; i < f->n; i++) tr_buf_add(&text, f->pieces[i].text);
  tr_str s = tr_buf_str(&text);
  size_t at = stacked ? break_at(f, s) : SIZE_MAX;
  if (at != SIZE_MAX) text.p[at] = '\n';
  return s;
}

static tr_span_style *spans_of(tr_page *page, const tr_block *b) {
  const figure *f = b->data;
  tr_span_style *spans = TR_NEW_N(page->ctx->scene, tr_span_style, f->n);
  for (size_t i = 0, at = 0; i < f->n; at += f->pieces[i++].text.n) {
    bool big = f->pieces[i].kind == TR_PIECE_NUMBER;
    bool words = f->pieces[i].kind == TR_PIECE_QUALIFIER;
    spans[i] = tr_para_span(words ? &f->label : &f->style, piece_size(page, b, &f->pieces[i]));
    if (!big && !words) spans[i].font.weight = 600;
    spans[i].from = at;
    spans[i].to = at + f->pieces[i].text.n;
  }
  return spans;
}

static bool is_stacked(const tr_block *b) {
  const figure *f = b->data;
  return f->must_stack || (b->stacked && *b->stacked);
}

/* In em of a line's own size. A unit below its number is the smaller of the two, and must clear the depth of
   the face at the number's size (0.27 em). */
static double pitch_of(const figure *f, bool stacked) {
  if (!stacked) return f->style.type->pitch;
  return fmax(f->style.type->pitch, 1.01 + 0.27 / unit_share(f));
}

static tr_text *set(tr_page *page, tr_block *b, double width) {
  figure *f = b->data;
  bool stacked = is_stacked(b);
  double key = tr_fit_size(page, b->group, tr_para_asked(page, &f->style)) + page->ratio / 1000;
  tr_text *text = tr_para_cached(&f->cache, width, key, stacked);
  if (text) return text;
  tr_str s = text_of(page, f, stacked);
  size_t at = tr_str_find(s, "\n", 0);
  tr_keep keeps[2] = {{0, at == SIZE_MAX ? s.n : at}, {at == SIZE_MAX ? s.n : at + 1, s.n}};
  tr_para para = {.text = s,
                  .lang = tr_block_lang(page, b),
                  .spans = spans_of(page, b),
                  .n_spans = f->n,
                  .width = width,
                  .align = f->style.align,
                  .pitch = pitch_of(f, stacked),
                  .keep_hangul = true,
                  .keeps = keeps,
                  .n_keeps = at == SIZE_MAX ? 1 : 2,
                  .at = b->at};
  text = tr_text_set(page->ctx, page->env.fonts, &para);
  tr_para_keep(&f->cache, width, key, stacked, text);
  return text;
}

/* From the face's ascent to its descent, whatever digits are there, so that the figures of a row are alike
   and no line of text comes closer than it would to other text; ink beyond that counts too. */
static tr_box box_of(tr_page *page, tr_block *b, const tr_text *text) {
  const figure *f = b->data;
  tr_font font = tr_para_span(&f->style, tr_fit_size(page, b->group, tr_para_asked(page, &f->style))).font;
  tr_font_metrics face = tr_font_measure(page->ctx, page->env.fonts, &font);
  if (text->n_lines == 0) return (tr_box){0};
  const tr_text_line *first = &text->lines[0], *last = &text->lines[text->n_lines - 1];
  double top = fmin(first->baseline - face.ascent, text->ink.y);
  double bottom = fmax(last->baseline + face.descent, text->ink.y + text->ink.h);
  return (tr_box){text->logical.x, top, text->logical.w, bottom - top};
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  *min = *natural = set(page, b, 0)->logical.w + 0.1;
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  const tr_text *text = set(page, b, fmax(1, width));
  tr_box box = box_of(page, b, text);
  return (tr_heights){box.h, box.h, text->n_lines ? text->lines[0].baseline - box.y : NAN};
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  tr_text *text = set(page, b, fmax(1, in.w));
  text->x = in.x;
  text->y = in.y - box_of(page, b, text).y;
  tr_group_add(into, &text->node);
  return true;
}

static void report(tr_page *page, tr_block *b) {
  const figure *f = b->data;
  double asked = tr_para_asked(page, &f->style), size = tr_fit_size(page, b->group, asked);
  const char *what = size < asked - 0.01 ? "shrunk" : is_stacked(b) ? "stacked" : "set";
  tr_page_note(page, b, what, size, asked, 0, is_stacked(b) ? 2 : 1);
}

const tr_block_kind tr_block_figure = {.name = "figure",
                                       .help = "a number with its words",
                                       .props = props,
                                       .read = read,
                                       .resolve = resolve,
                                       .widths = widths,
                                       .heights = heights,
                                       .place = place,
                                       .report = report};
