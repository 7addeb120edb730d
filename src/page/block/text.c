#include "page/block/para.h"

/* A paragraph of inline Markdown in one of the theme's styles. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"text", TR_P_TEXT | TR_P_NUMBER | TR_P_BOOL | TR_P_OBJECT | T, NULL, -1e300, 1e300, NULL, "the words"},
    {"short", TR_P_TEXT | TR_P_NUMBER | TR_P_OBJECT | T, NULL, -1e300, 1e300, NULL,
     "taken where room is short"},
    {"style", TR_P_STRING | T, NULL, 0, 0, "body", "a text style of the theme"},
    {"size", TR_P_NUMBER | T, NULL, 0.1, 20, "1", "times the size of the style"},
    {"weight", TR_P_NUMBER | T, NULL, 100, 900, NULL, "of the face"},
    {"color", TR_P_STRING | T, NULL, 0, 0, NULL, "role of the theme, or a CSS colour"},
    {"italic", TR_P_BOOL | T, NULL, 0, 0, NULL, "slanted"},
    {"balance", TR_P_BOOL | T, NULL, 0, 0, NULL, "lines of about equal length"},
    {"glue", TR_P_ARRAY | T, NULL, 0, 0, NULL, "words that stay on one line"},
    {"max_lines", TR_P_NUMBER | T, NULL, 1, 1000, NULL, "more make the text smaller (or cut it: ellipsis)"},
    {"ellipsis", TR_P_BOOL | TR_P_STRING | T, NULL, 0, 0, "false", "cut after max_lines, with this sign"},
    {"markdown", TR_P_BOOL | T, NULL, 0, 0, "true", "inline Markdown is read"},
    {"level", TR_P_NUMBER | T, NULL, 1, 6, NULL, "of a heading"},
    {0}};

typedef struct words {
  tr_para_style style;
  tr_str full, brief;
  const tr_value *glue;
  size_t max_lines;
  tr_str ellipsis;
  bool markdown;
  const tr_text *placed;
  tr_para_cache cache;
} words;

/* --- Reading ------------------------------------------------------------------------------------------- */

static void set_role(tr_block *b, const words *w) {
  const char *style = w->style.type->name;
  bool title = strcmp(style, "title") == 0, heading = title || strcmp(style, "heading") == 0;
  if (b->role == TR_ROLE_NONE) b->role = heading ? TR_ROLE_HEADING : TR_ROLE_PARAGRAPH;
  if (b->role == TR_ROLE_HEADING) b->level = (int)tr_get_number(&b->props, "level", title ? 1 : 2);
}

static void read_lines(tr_block *b, words *w) {
  const tr_value *ellipsis = tr_get(&b->props, "ellipsis");
  w->max_lines = (size_t)tr_get_number(&b->props, "max_lines", 0);
  if (tr_is(ellipsis, TR_STRING)) w->ellipsis = tr_string(ellipsis);
  if (tr_is(ellipsis, TR_BOOL) && ellipsis->boolean) w->ellipsis = TR_S("…");
}

/* The words without their Markdown. */
static tr_str plain(tr_page *page, const tr_block *b, const words *w) {
  tr_span_style base = tr_para_span(&w->style, 16), *spans;
  tr_str text;
  size_t n;
  if (w->markdown && tr_text_markdown(page->ctx, w->full, &base, b->at, &text, &spans, &n)) return text;
  return w->full;
}

static bool read(tr_page *page, tr_block *b) {
  words *w = b->data = TR_NEW(page->ctx->doc, words);
  if (!tr_para_style_read(page, b, "body", &w->style)) return false;
  if (!tr_page_words(page, tr_get(&b->props, "text"), &w->full) ||
      !tr_page_words(page, tr_get(&b->props, "short"), &w->brief))
    return false;
  w->full = tr_str_trim(w->full);
  w->brief = tr_str_trim(w->brief);
  w->markdown = tr_get_bool(&b->props, "markdown", true);
  w->glue = tr_get(&b->props, "glue");
  read_lines(b, w);
  set_role(b, w);
  if (w->full.n == 0) b->dropped = true;
  if (strcmp(w->style.type->name, "title") == 0 && page->title.n == 0) page->title = plain(page, b, w);
  b->group = tr_fit_group_of(page, b, tr_str_z(w->style.type->name), tr_para_asked(page, &w->style));
  return true;
}

/* --- Setting ------------------------------------------------------------------------------------------- */

static bool is_brief(const tr_page *page, const words *w) { return page->short_labels && w->brief.n > 0; }

static double size_now(const tr_page *page, const tr_block *b) {
  const words *w = b->data;
  return tr_fit_size(page, b->group, tr_para_asked(page, &w->style));
}

static tr_para para_of(tr_page *page, tr_block *b, double width) {
  const words *w = b->data;
  tr_span_style base = tr_para_span(&w->style, size_now(page, b));
  tr_str source = tr_text_nfc(page->ctx->scene, is_brief(page, w) ? w->brief : w->full);
  tr_para para = {.text = source, .n_spans = 1};
  tr_span_style *spans;
  if (!w->markdown || !tr_text_markdown(page->ctx, source, &base, b->at, &para.text, &spans, &para.n_spans)) {
    spans = TR_NEW(page->ctx->scene, tr_span_style);
    *spans = base;
    spans->to = source.n;
  }
  para.spans = spans;
  para.lang = tr_block_lang(page, b);
  para.width = width;
  para.align = w->style.align;
  para.pitch = w->style.type->pitch;
  para.pitch_by_ink = para.keep_hangul = para.keep_names = true;
  para.keeps = tr_para_keeps(page, w->glue, para.text, &para.n_keeps);
  para.balance = w->style.balance;
  para.max_lines = w->ellipsis.n ? w->max_lines : 0;
  para.ellipsis = w->ellipsis;
  para.at = b->at;
  return para;
}

static tr_text *set(tr_page *page, tr_block *b, double width) {
  words *w = b->data;
  double size = size_now(page, b);
  bool brief = is_brief(page, w);
  tr_text *text = tr_para_cached(&w->cache, width, size, brief);
  if (text) return text;
  tr_para para = para_of(page, b, width);
  text = tr_text_set(page->ctx, page->env.fonts, &para);
  tr_para_keep(&w->cache, width, size, brief, text);
  return text;
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  words *w = b->data;
  tr_para_widths *known = &w->cache.widths;
  double size = size_now(page, b);
  bool brief = is_brief(page, w);
  if (!known->known || known->size != size || known->variant != brief) {
    tr_para para = para_of(page, b, 0);
    double least = tr_text_min_width(page->ctx, page->env.fonts, &para) + 0.1;
    *known = (tr_para_widths){size, least, fmax(least, set(page, b, 0)->logical.w + 0.1), brief, true};
  }
  *min = known->min;
  *natural = known->natural;
}

/* Lines beyond max_lines count as too wide, so that the group is made smaller. */
static tr_heights heights(tr_page *page, tr_block *b, double width) {
  const words *w = b->data;
  const tr_text *text = set(page, b, fmax(1, width));
  tr_box box = tr_para_box(text);
  if (w->max_lines && !w->ellipsis.n && text->n_lines > w->max_lines)
    tr_page_overflow(page, b, size_now(page, b));
  double baseline = text->n_lines ? text->lines[0].baseline - box.y : NAN;
  return (tr_heights){box.h, box.h, baseline};
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  words *w = b->data;
  tr_text *text = set(page, b, fmax(1, in.w));
  w->placed = text;
  text->x = in.x;
  text->y = in.y - tr_para_box(text).y;
  tr_group_add(into, &text->node);
  return true;
}

static void report(tr_page *page, tr_block *b) {
  const words *w = b->data;
  double asked = tr_para_asked(page, &w->style), size = size_now(page, b);
  const tr_text *text = w->placed;
  double slack = text ? text->wrap_width - text->logical.w : 0;
  const char *what = is_brief(page, w) ? "short" : size < asked - 0.01 ? "shrunk" : "set";
  tr_page_note(page, b, what, size, asked, slack, text ? text->n_lines : 0);
}

const tr_block_kind tr_block_text = {.name = "text",
                                     .help = "a paragraph, with inline Markdown and facts",
                                     .props = props,
                                     .read = read,
                                     .widths = widths,
                                     .heights = heights,
                                     .place = place,
                                     .report = report};
