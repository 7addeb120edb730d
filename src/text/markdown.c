#include "text/text-priv.h"

#include <md4c.h>
#include <string.h>

/* Inline Markdown to text and spans. md4c reads whole documents; what would begin a block (a list, a heading)
   is escaped first, and so are marks that data have by chance. Its callbacks write into memory that is there
   before they run: an allocation that gives up must not leave md4c's frames. */

typedef struct piece {
  uint32_t from, to; /* bytes of the text */
  uint16_t bold, italic, strike;
  uint32_t link_from, link_to; /* bytes of the links */
} piece;

typedef struct collector {
  char *text, *links;
  size_t n_text, n_links, text_room, links_room;
  piece *pieces;
  size_t n_pieces, pieces_room;
  piece state; /* what applies now */
  bool image, overflow;
} collector;

/* --- Escaping
 * -------------------------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static char at_or_0(tr_str s, size_t i) { return i < s.n ? s.p[i] : '\0'; }

/* True where nothing but C and spaces stands in the line from AT. */
static bool only(tr_str s, size_t at, char c) {
  while (at_or_0(s, at) == c || at_or_0(s, at) == ' ') at++;
  return at_or_0(s, at) == '\0' || at_or_0(s, at) == '\n';
}

/* "[name]: url" would be taken away as the definition of a link. */
static bool is_definition(tr_str s, size_t at) {
  for (; at < s.n && s.p[at] != '\n'; at++)
    if (s.p[at] == ']') return at_or_0(s, at + 1) == ':';
  return false;
}

/* The byte of a line to be escaped so that the line begins no block, or SIZE_MAX. */
static size_t block_mark(tr_str s, size_t line) {
  size_t i = line;
  while (at_or_0(s, i) == ' ') i++;
  char c = at_or_0(s, i), next = at_or_0(s, i + 1);
  bool blank_next = next == ' ' || next == '\0' || next == '\n';
  switch (c) {
  case '#':
  case '>':
  case '=': return i;
  case '[': return is_definition(s, i) ? i : SIZE_MAX;
  case '-':
  case '+':
  case '*':
  case '_': return blank_next || only(s, i, c) ? i : SIZE_MAX;
  case '`':
  case '~': return next == c && at_or_0(s, i + 2) == c ? i : SIZE_MAX;
  default: break;
  }
  size_t digits = i;
  while (is_digit(at_or_0(s, i))) i++;
  bool ordered = i > digits && (at_or_0(s, i) == '.' || at_or_0(s, i) == ')');
  return ordered ? i : SIZE_MAX;
}

/* Marks between two digits (3*4*5, 12_000) and single tildes (~30) are data. */
static bool is_data(tr_str s, size_t i) {
  char c = s.p[i], before = i ? s.p[i - 1] : '\0', after = at_or_0(s, i + 1);
  if (c == '*' || c == '_') return is_digit(before) && is_digit(after);
  return c == '~' && before != '~' && after != '~';
}

static tr_str escaped(tr_ctx *ctx, tr_str s) {
  tr_buf out = tr_buf_of(ctx->doc);
  size_t mark = block_mark(s, 0);
  bool code = false;
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    bool is_escape = c == '\\' && i + 1 < s.n && !code;
    if (i == mark || (!code && is_data(s, i))) tr_buf_add_char(&out, '\\');
    if (c == '`') code = !code;
    tr_buf_add_char(&out, c);
    if (is_escape && s.p[i + 1] != '\n') tr_buf_add_char(&out, s.p[++i]);
    if (s.p[i] == '\n') mark = block_mark(s, i + 1);
  }
  return tr_buf_str(&out);
}

/* --- md4c's callbacks
 * ------------------------------------------------------------------------------------------ */

static void add_text(collector *c, const char *p, size_t n) {
  if (c->n_text + n > c->text_room || c->n_pieces >= c->pieces_room) {
    c->overflow = true;
    return;
  }
  if (n == 0) return;
  piece *last = c->n_pieces ? &c->pieces[c->n_pieces - 1] : NULL;
  piece now = c->state;
  now.from = (uint32_t)c->n_text;
  memcpy(c->text + c->n_text, p, n);
  c->n_text += n;
  now.to = (uint32_t)c->n_text;
  bool same = last && !last->bold == !now.bold && !last->italic == !now.italic &&
              !last->strike == !now.strike && last->link_from == now.link_from &&
              last->link_to == now.link_to;
  if (same)
    last->to = now.to;
  else
    c->pieces[c->n_pieces++] = now;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
  (void)detail;
  collector *c = user;
  if (type == MD_BLOCK_P && c->n_text) add_text(c, "\n\n", 2);
  return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
  (void)type, (void)detail, (void)user;
  return 0;
}

static void add_link(collector *c, const MD_ATTRIBUTE *href) {
  if (c->n_links + href->size > c->links_room) {
    c->overflow = true;
    return;
  }
  c->state.link_from = (uint32_t)c->n_links;
  memcpy(c->links + c->n_links, href->text, href->size);
  c->n_links += href->size;
  c->state.link_to = (uint32_t)c->n_links;
}

static int change_span(MD_SPANTYPE type, void *detail, collector *c, bool enter) {
  uint16_t step = enter ? 1 : (uint16_t)-1;
  switch (type) {
  case MD_SPAN_EM: c->state.italic = (uint16_t)(c->state.italic + step); break;
  case MD_SPAN_STRONG: c->state.bold = (uint16_t)(c->state.bold + step); break;
  case MD_SPAN_DEL: c->state.strike = (uint16_t)(c->state.strike + step); break;
  case MD_SPAN_A:
    if (enter)
      add_link(c, &((MD_SPAN_A_DETAIL *)detail)->href);
    else
      c->state.link_from = c->state.link_to = 0;
    break;
  case MD_SPAN_IMG: c->image = true; break;
  case MD_SPAN_CODE:
  case MD_SPAN_LATEXMATH:
  case MD_SPAN_LATEXMATH_DISPLAY:
  case MD_SPAN_WIKILINK:
  case MD_SPAN_U: break;
  }
  return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user) {
  return change_span(type, detail, user, true);
}
static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
  return change_span(type, detail, user, false);
}

static uint32_t number_of(const char *p, size_t n, uint32_t base) {
  uint32_t c = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t digit = is_digit(p[i]) ? (uint32_t)(p[i] - '0') : (uint32_t)((p[i] | 32) - 'a' + 10);
    if (digit >= base || c > 0x10ffff) return 0xfffd;
    c = c * base + digit;
  }
  return c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c;
}

/* &amp; and the like; a name that is not known stays as it is. Never longer than what was written. */
static void add_entity(collector *c, const char *p, size_t n) {
  static const struct {
    const char *name, *text;
  } entities[] = {{"&amp;", "&"},    {"&lt;", "<"},        {"&gt;", ">"},         {"&quot;", "\""},
                  {"&apos;", "'"},   {"&nbsp;", "\u00a0"}, {"&ndash;", "–"},      {"&mdash;", "—"},
                  {"&hellip;", "…"}, {"&shy;", "\u00ad"},  {"&thinsp;", "\u2009"}};
  for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
    if (tr_str_is((tr_str){p, n}, entities[i].name)) {
      add_text(c, entities[i].text, strlen(entities[i].text));
      return;
    }
  char utf8[4];
  if (n > 4 && p[1] == '#' && (p[2] | 32) == 'x')
    add_text(c, utf8, tr_utf8_encode(number_of(p + 3, n - 4, 16), utf8));
  else if (n > 3 && p[1] == '#')
    add_text(c, utf8, tr_utf8_encode(number_of(p + 2, n - 3, 10), utf8));
  else
    add_text(c, p, n);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
  collector *c = user;
  switch (type) {
  case MD_TEXT_NULLCHAR: add_text(c, " ", 1); break;
  case MD_TEXT_BR:
  case MD_TEXT_SOFTBR: add_text(c, "\n", 1); break;
  case MD_TEXT_ENTITY: add_entity(c, text, size); break;
  case MD_TEXT_NORMAL:
  case MD_TEXT_CODE:
  case MD_TEXT_HTML:
  case MD_TEXT_LATEXMATH: add_text(c, text, size); break;
  }
  return c->overflow ? -1 : 0;
}

/* --- To spans
 * -------------------------------------------------------------------------------------------------- */

static tr_span_style span_of(const collector *c, const piece *p, const tr_span_style *base) {
  tr_span_style span = *base;
  span.from = p->from;
  span.to = p->to;
  if (p->bold) span.font.weight = tr_font_weight(&base->font) < 600 ? 700 : 900;
  if (p->italic) span.font.italic = !base->font.italic;
  if (p->strike) span.strike = true;
  if (p->link_to > p->link_from) span.link = (tr_str){c->links + p->link_from, p->link_to - p->link_from};
  return span;
}

static void make_spans(tr_ctx *ctx, const collector *c, const tr_span_style *base, tr_span_style **spans,
                       size_t *n) {
  *n = c->n_pieces ? c->n_pieces : 1;
  *spans = TR_NEW_N(ctx->doc, tr_span_style, *n);
  (*spans)[0] = *base;
  (*spans)[0].from = (*spans)[0].to = 0;
  for (size_t i = 0; i < c->n_pieces; i++) (*spans)[i] = span_of(c, &c->pieces[i], base);
}

/* Composes each piece by itself, so that the spans' offsets are those of NFC text. */
static void compose(tr_ctx *ctx, collector *c) {
  tr_buf out = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < c->n_pieces; i++) {
    piece *p = &c->pieces[i];
    tr_str s = tr_text_nfc(ctx->doc, (tr_str){c->text + p->from, p->to - p->from});
    p->from = (uint32_t)out.n;
    tr_buf_add(&out, s);
    p->to = (uint32_t)out.n;
  }
  c->n_text = out.n;
  c->text = (char *)(uintptr_t)tr_buf_str(&out).p;
}

static collector collector_of(tr_ctx *ctx, size_t n) {
  collector c = {.text_room = 2 * n + 16, .links_room = n + 16, .pieces_room = n + 4};
  c.text = tr_alloc(ctx->doc, c.text_room);
  c.links = tr_alloc(ctx->doc, c.links_room);
  c.pieces = TR_NEW_N(ctx->doc, piece, c.pieces_room);
  return c;
}

bool tr_text_markdown(tr_ctx *ctx, tr_str markdown, const tr_span_style *base, tr_pos at, tr_str *text,
                      tr_span_style **spans, size_t *n_spans) {
  if (!tr_within(ctx, TR_LIMIT_TEXT_LETTERS, (double)tr_utf8_count(markdown), at)) return false;
  tr_str source = escaped(ctx, markdown);
  collector c = collector_of(ctx, source.n);
  MD_PARSER parser = {.flags = MD_FLAG_NOHTML | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS,
                      .enter_block = enter_block,
                      .leave_block = leave_block,
                      .enter_span = enter_span,
                      .leave_span = leave_span,
                      .text = on_text};
  if (md_parse(source.p ? source.p : "", (MD_SIZE)source.n, &parser, &c) != 0) {
    tr_error(ctx, TR_SYSTEM, at, NULL, "this text cannot be read as Markdown");
    return false;
  }
  if (c.image) tr_warn(ctx, TR_UNSUPPORTED, at, "use a media block", "images in text are not drawn");
  compose(ctx, &c);
  *text = (tr_str){c.text, c.n_text};
  make_spans(ctx, &c, base, spans, n_spans);
  return true;
}
