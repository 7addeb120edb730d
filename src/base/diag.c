#include "base/ctx-priv.h"

#include <stdio.h>
#include <string.h>

uint32_t tr_source_add(tr_ctx *ctx, tr_str name, tr_str text, tr_str folder) {
  if (ctx->sources.n >= UINT16_MAX || text.n >= UINT32_MAX) {
    tr_error(ctx, TR_LIMIT, (tr_pos){0}, NULL, "%.*s: %s", TR_FMT(name),
             text.n >= UINT32_MAX ? "a text of 4 GiB or more cannot be read" : "more than 65535 files");
    tr_give_up(ctx);
  }
  tr_source *source = tr_vec_push(&ctx->sources);
  *source = (tr_source){name, text, folder};
  return (uint32_t)ctx->sources.n;
}

const tr_source *tr_source_at(const tr_ctx *ctx, uint32_t file) {
  return file && file <= ctx->sources.n ? tr_vec_at(&ctx->sources, file - 1) : NULL;
}

/* Offset of the first byte of the line that holds OFFSET, and the line's number. Lines end with LF, CR LF or
   a CR alone. */
static size_t line_start(tr_str text, size_t offset, uint32_t *line) {
  size_t start = 0;
  *line = 1;
  for (size_t i = 0; i < offset && i < text.n; i++) {
    bool ends = text.p[i] == '\n' || (text.p[i] == '\r' && (i + 1 >= text.n || text.p[i + 1] != '\n'));
    if (!ends) continue;
    start = i + 1;
    ++*line;
  }
  return start;
}

static size_t skip_bom(tr_str text, size_t start) {
  return start == 0 && tr_str_starts(text, "\xEF\xBB\xBF") ? 3 : start;
}

void tr_locate(const tr_ctx *ctx, tr_pos at, uint32_t *line, uint32_t *column) {
  const tr_source *source = tr_source_at(ctx, at.file);
  *line = *column = 1;
  if (!source) return;
  size_t start = skip_bom(source->text, line_start(source->text, at.offset, line));
  if (at.offset > start) *column = (uint32_t)tr_utf8_count(tr_str_sub(source->text, start, at.offset)) + 1;
}

/* Messages beyond the limit are counted, not kept; errors and warnings have a share each, so that many
   warnings cannot hide an error. */
static void report(tr_ctx *ctx, tr_severity severity, tr_fault fault, tr_pos at, const char *hint,
                   const char *format, va_list args) {
  size_t *count = severity == TR_ERROR ? &ctx->n_errors : &ctx->n_warnings;
  if ((double)++*count > ctx->limits[TR_LIMIT_MESSAGES] && fault != TR_LIMIT) return;
  tr_diag diag = {severity, fault, at, tr_vprintf(ctx->doc, format, args),
                  hint ? tr_str_copy(ctx->doc, tr_str_z(hint)) : (tr_str){0}};
  *(tr_diag *)tr_vec_push(&ctx->diags) = diag;
}

void tr_error(tr_ctx *ctx, tr_fault fault, tr_pos at, const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(ctx, TR_ERROR, fault, at, hint, format, args);
  va_end(args);
}

void tr_warn(tr_ctx *ctx, tr_fault fault, tr_pos at, const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(ctx, TR_WARNING, fault, at, hint, format, args);
  va_end(args);
}

const char *tr_did_you_mean(tr_ctx *ctx, tr_str word, const char *const *names) {
  const char *name = tr_nearest(word, names);
  return name ? tr_printf(ctx->doc, "did you mean \"%s\"?", name).p : NULL;
}

enum { TAB_WIDTH = 4, BEFORE_CARET = 60, WINDOW = 100 };

/* Columns of a terminal that a code point takes (a rough East Asian Width; marks take none). */
static size_t columns_of(uint32_t c) {
  static const uint32_t none[][2] = {{0x300, 0x36F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};
  static const uint32_t two[][2] = {{0x1100, 0x115F},   {0x2E80, 0xA4CF},  {0xAC00, 0xD7A3},
                                    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},  {0xFF00, 0xFF60},
                                    {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
  if (c == '\t') return TAB_WIDTH;
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    if (c >= none[i][0] && c <= none[i][1]) return 0;
  for (size_t i = 0; i < sizeof two / sizeof *two; i++)
    if (c >= two[i][0] && c <= two[i][1]) return 2;
  return 1;
}

static size_t width_of(tr_str s) {
  size_t width = 0;
  for (size_t at = 0; at < s.n;) width += columns_of(tr_utf8_next(s, &at));
  return width;
}

/* Source text as it can be shown: tabs become spaces, control characters and bad bytes U+FFFD. */
static void add_shown(tr_buf *out, tr_str s) {
  for (size_t at = 0; at < s.n;) {
    uint32_t c = tr_utf8_next(s, &at);
    if (c == '\t') {
      tr_buf_printf(out, "%*s", TAB_WIDTH, "");
      continue;
    }
    char bytes[4];
    bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                   (c >= 0x2066 && c <= 0x2069); /* direction overrides could hide what is there */
    tr_buf_add(out, (tr_str){bytes, tr_utf8_encode(control ? 0xFFFD : c, bytes)});
  }
}

static bool is_word(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         c == '_' || c == '-' || c == '.';
}

/* Bytes of the token at AT in LINE: a quoted string, a word or number, else one code point. */
static size_t token_length(tr_str line, size_t at) {
  if (at >= line.n) return 0;
  size_t end = at;
  char quote = line.p[at];
  if (quote == '"' || quote == '\'') {
    for (end = at + 1; end < line.n && line.p[end] != quote; end++)
      if (line.p[end] == '\\' && quote == '"' && end + 1 < line.n) end++;
    return (end < line.n ? end + 1 : line.n) - at;
  }
  while (end < line.n && is_word((unsigned char)line.p[end])) end++;
  if (end == at) tr_utf8_next(line, &end);
  return end - at;
}

static bool inside_sequence(tr_str s, size_t i) { return i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80; }

/* The part of a long LINE around AT, in bytes FROM to TO. */
static void cut_window(tr_str line, size_t at, size_t *from, size_t *to) {
  *from = at > BEFORE_CARET ? at - BEFORE_CARET : 0;
  if (line.n <= WINDOW) *from = 0;
  *to = *from + WINDOW < line.n ? *from + WINDOW : line.n;
  while (*from > 0 && inside_sequence(line, *from)) --*from;
  while (*to > at && inside_sequence(line, *to)) --*to;
}

/* The source line with its number, a caret with tildes under the token, and the hint. */
static void add_excerpt(tr_buf *out, tr_str text, tr_pos at, tr_str hint) {
  uint32_t number;
  size_t offset = at.offset < text.n ? at.offset : text.n;
  size_t start = skip_bom(text, line_start(text, offset, &number)), end = start;
  if (offset < start) offset = start;
  while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r') end++;
  tr_str line = tr_str_sub(text, start, end);
  size_t caret = offset - start < line.n ? offset - start : line.n, from, to;
  cut_window(line, caret, &from, &to);
  const char *before = from > 0 ? "…" : "", *after = to < line.n ? "…" : "";
  tr_buf_printf(out, "%5u | %s", number, before);
  add_shown(out, tr_str_sub(line, from, to));
  tr_buf_printf(out, "%s\n      | ", after);
  size_t token_end = caret + token_length(line, caret);
  size_t indent = width_of(tr_str_sub(line, from, caret)) + (from > 0 ? 1 : 0);
  size_t width = width_of(tr_str_sub(line, caret, token_end < to ? token_end : to));
  for (size_t i = 0; i < indent; i++) tr_buf_add_char(out, ' ');
  tr_buf_add_char(out, '^');
  for (size_t i = 1; i < width; i++) tr_buf_add_char(out, '~');
  if (hint.n) tr_buf_printf(out, " %.*s", TR_FMT(hint));
  tr_buf_add_char(out, '\n');
}

tr_str tr_diag_text(tr_ctx *ctx, const tr_diag *diag, tr_arena *arena) {
  tr_buf out = tr_buf_of(arena);
  const tr_source *source = tr_source_at(ctx, diag->at.file);
  const char *severity = diag->severity == TR_ERROR ? "error" : "warning";
  if (source) {
    uint32_t line, column;
    tr_locate(ctx, diag->at, &line, &column);
    tr_buf_printf(&out, "%.*s:%u:%u: ", TR_FMT(source->name), line, column);
  }
  tr_buf_printf(&out, "%s: %.*s\n", severity, TR_FMT(diag->text));
  if (source)
    add_excerpt(&out, source->text, diag->at, diag->hint);
  else if (diag->hint.n)
    tr_buf_printf(&out, "  %.*s\n", TR_FMT(diag->hint));
  return tr_buf_str(&out);
}
