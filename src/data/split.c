#include "data/delimited-priv.h"

#include <string.h>

/* Bit 7 of each byte of WORD that is zero; exact, without carries between bytes. */
static uint64_t zero_bytes(uint64_t word) {
  const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
  return ~(((word & low) + low) | word | low);
}

/* Delimiters and line ends in the eight bytes from BASE on: bit 7 of the byte in `hits`. */
typedef struct marks {
  tr_str text;
  uint64_t delimiter; /* in each byte */
  size_t base;
  uint64_t hits;
} marks;

/* Bytes behind the text count as line ends. */
static inline void load(marks *m, size_t at) {
  const uint64_t ones = 0x0101010101010101u, lf = ones * '\n', cr = ones * '\r';
  uint64_t word = lf;
  if (m->text.n - at >= 8)
    memcpy(&word, m->text.p + at, 8);
  else
    memcpy(&word, m->text.p + at, m->text.n - at);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  m->base = at;
  m->hits = zero_bytes(word ^ m->delimiter) | zero_bytes(word ^ lf) | zero_bytes(word ^ cr);
}

static marks marks_of(tr_str text, char delimiter) {
  marks m = {.text = text, .delimiter = 0x0101010101010101u * (unsigned char)delimiter};
  if (text.n) load(&m, 0);
  return m;
}

/* Offset of the next delimiter or line end at or after FROM (inside the text), or the text's end. FROM only
   grows. */
static inline size_t next_mark(marks *m, size_t from) {
  if (from - m->base >= 8) load(m, from);
  uint64_t hits = m->hits & UINT64_MAX << (from - m->base) * 8;
  while (!hits) {
    load(m, m->base + 8);
    hits = m->hits;
  }
  return m->base + (size_t)__builtin_ctzll(hits) / 8;
}

/* Offset behind the closing quote of the cell that opens at I; SIZE_MAX where there is none. */
static size_t quote_end(tr_str s, size_t i) {
  for (i++; i < s.n; i += 2) {
    const char *quote = memchr(s.p + i, '"', s.n - i);
    if (!quote) return SIZE_MAX;
    i = (size_t)(quote - s.p);
    if (i + 1 == s.n || s.p[i + 1] != '"') return i + 1;
  }
  return SIZE_MAX;
}

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

static size_t skip_line_end(tr_str s, size_t i) {
  if (i + 1 < s.n && s.p[i] == '\r' && s.p[i + 1] == '\n') return i + 2;
  return i < s.n && is_line_end(s.p[i]) ? i + 1 : i;
}

static tr_pos pos_at(const tr_cells *c, size_t offset) { return (tr_pos){c->file, (uint32_t)offset}; }

/* End of the quoted cell at I, SIZE_MAX after an error. */
static size_t quoted_end(const tr_cells *c, size_t i) {
  tr_str s = c->text;
  size_t end = quote_end(s, i);
  if (end == SIZE_MAX) {
    tr_error(c->ctx, TR_DATA, pos_at(c, i), "add the closing quote; a quote inside a cell is doubled: \"\"",
             "a quoted cell without an end");
    return SIZE_MAX;
  }
  if (end < s.n && s.p[end] != c->delimiter && !is_line_end(s.p[end])) {
    tr_error(c->ctx, TR_DATA, pos_at(c, end), "a quote inside a cell is doubled: \"\"",
             "text behind the closing quote of a cell");
    return SIZE_MAX;
  }
  return end;
}

/* End of the cell at I, SIZE_MAX after an error. */
static inline size_t cell_end(const tr_cells *c, marks *m, size_t i) {
  if (i == c->text.n) return i;
  return c->text.p[i] == '"' ? quoted_end(c, i) : next_mark(m, i);
}

static bool ends_with_delimiter(const tr_cells *c, size_t end) {
  return end < c->text.n && c->text.p[end] == c->delimiter;
}

static const char *delimiter_name(char delimiter) {
  return delimiter == ','    ? "comma"
         : delimiter == ';'  ? "semicolon"
         : delimiter == '\t' ? "tab"
                             : "delimiter";
}

/* A row of N cells that the header has not; EXTRA is where the first begins that it does not have, else the
   row. */
static bool odd_length(tr_cells *c, size_t n, size_t extra) {
  static const char text[] = "row %zu has %zu cell%s, the header has %zu";
  bool longer = n > c->n_columns, first = !c->has_odd_rows;
  const char *hint = longer ? "a cell with a %s inside needs quotes" : "an empty cell needs its %s too";
  hint = tr_printf(c->ctx->doc, hint, delimiter_name(c->delimiter)).p;
  c->has_odd_rows = true;
  if (!c->lenient)
    tr_error(c->ctx, TR_DATA, pos_at(c, extra), hint, text, c->n_rows + 1, n, n == 1 ? "" : "s",
             c->n_columns);
  else if (first)
    tr_warn(c->ctx, TR_DATA, pos_at(c, extra), hint, text, c->n_rows + 1, n, n == 1 ? "" : "s", c->n_columns);
  return c->lenient;
}

static bool end_row(tr_cells *c, size_t n, size_t extra) {
  if (n != c->n_columns && !odd_length(c, n, extra)) return false;
  double rows = (double)++c->n_rows;
  return tr_within(c->ctx, TR_LIMIT_ROWS, rows, pos_at(c, 0)) &&
         tr_within(c->ctx, TR_LIMIT_CELLS, rows * (double)c->n_columns, pos_at(c, 0));
}

static void push_start(tr_vec *starts, size_t offset) {
  if (starts->n == starts->capacity) {
    tr_vec_push(starts); /* grows */
    starts->n--;
  }
  ((uint32_t *)starts->items)[starts->n++] = (uint32_t)offset;
}

/* After some rows the number of cells can be foretold, and room for all is taken at once: growing step by
   step would touch twice the memory. */
static void reserve(tr_cells *c, size_t done) {
  enum { LOOKED_AT = 1024 };
  if (c->n_rows != LOOKED_AT) return;
  size_t wanted = (size_t)((double)c->text.n / (double)done * (double)c->starts.n * 1.05) + LOOKED_AT;
  if (wanted <= c->starts.capacity) return;
  uint32_t *items = TR_NEW_N(c->scratch, uint32_t, wanted);
  memcpy(items, c->starts.items, c->starts.n * sizeof *items);
  c->starts.items = items;
  c->starts.capacity = wanted;
}

bool tr_cells_header(tr_cells *c) {
  tr_str s = c->text;
  marks m = marks_of(s, c->delimiter);
  c->header = tr_vec_of(c->scratch, sizeof(uint32_t));
  size_t i = tr_str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
  while (i < s.n && is_line_end(s.p[i])) i = skip_line_end(s, i);
  if (i == s.n) return true;
  for (;; i++) {
    push_start(&c->header, i);
    i = cell_end(c, &m, i);
    if (i == SIZE_MAX) return false;
    if (!ends_with_delimiter(c, i)) break;
  }
  c->n_columns = c->header.n;
  c->body = skip_line_end(s, i);
  push_start(&c->header, c->body);
  return tr_within(c->ctx, TR_LIMIT_COLUMNS, (double)c->n_columns, pos_at(c, 0));
}

/* Which offsets of a row are kept: its start, and both ends of the wanted cells. */
static void plan(tr_cells *c, const bool *wanted) {
  c->slot = TR_NEW_N(c->scratch, uint32_t, c->n_columns);
  for (size_t k = 0; k < c->n_columns; k++) {
    bool is_kept = k == 0 || wanted[k] || wanted[k - 1];
    c->slot[k] = is_kept ? (uint32_t)c->stride++ : UINT32_MAX;
  }
}

/* Cells from N on, which a row does not have: they begin behind its end. */
static void pad(tr_cells *c, size_t n, size_t end) {
  for (; n < c->n_columns; n++)
    if (c->slot[n] != UINT32_MAX) push_start(&c->starts, end + 1);
}

bool tr_cells_split(tr_cells *c, const bool *wanted) {
  tr_str s = c->text;
  marks m = marks_of(s, c->delimiter);
  c->starts = tr_vec_of(c->scratch, sizeof(uint32_t));
  plan(c, wanted);
  for (size_t i = c->body; i < s.n; i = skip_line_end(s, i)) {
    /* An empty line is no row, but where one column is all there is. */
    if (is_line_end(s.p[i]) && c->n_columns != 1 && !c->lenient) continue;
    size_t n = 0, extra = i;
    for (;; i++) {
      if (n == c->n_columns) extra = i;
      if (n < c->n_columns && c->slot[n] != UINT32_MAX) push_start(&c->starts, i);
      n++;
      i = cell_end(c, &m, i);
      if (i == SIZE_MAX) return false;
      if (!ends_with_delimiter(c, i)) break;
    }
    if (!end_row(c, n, extra)) return false;
    pad(c, n, i);
    reserve(c, i - c->body);
  }
  push_start(&c->starts, s.n);
  return true;
}

size_t tr_cells_cut(const tr_cells *c, size_t from, size_t to) {
  if (from >= to) return to;
  size_t at = c->text.p[from] == '"' ? quote_end(c->text, from) : from;
  const char *delimiter = at < to ? memchr(c->text.p + at, c->delimiter, to - at) : NULL;
  return delimiter ? (size_t)(delimiter - c->text.p) : to;
}

static tr_str unescape(tr_cells *c, tr_str s) {
  char *p = tr_alloc(c->scratch, s.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    p[n++] = s.p[i];
    if (s.p[i] == '"') i++;
  }
  return (tr_str){p, n};
}

tr_str tr_cells_quoted(tr_cells *c, size_t from, size_t to) {
  tr_str inside = {c->text.p + from + 1, to - from - 2};
  return inside.n && memchr(inside.p, '"', inside.n) ? unescape(c, inside) : inside;
}

/* Cells of the row at *AT, which moves behind it; quoted line ends stay inside. */
static size_t count_cells(tr_str s, size_t *at, char delimiter) {
  marks m = marks_of(s, delimiter);
  size_t n = 0, i = *at;
  while (i < s.n && is_line_end(s.p[i])) i++;
  for (; i < s.n; i++) {
    n++;
    size_t end = s.p[i] == '"' ? quote_end(s, i) : i;
    i = end >= s.n ? s.n : next_mark(&m, end);
    if (i >= s.n || s.p[i] != delimiter) break;
  }
  *at = i;
  return n;
}

char tr_delimiter_find(tr_str text, char preferred) {
  static const char candidates[] = ",;\t";
  enum { LOOKED_AT = 5 };
  char best = preferred;
  size_t most = 0;
  for (const char *d = candidates; *d; d++) {
    size_t at = 0, n = count_cells(text, &at, *d), rows = 1;
    while (at < text.n && rows < LOOKED_AT) {
      size_t next = count_cells(text, &at, *d);
      if (!next) break;
      if (next != n) break;
      rows++;
    }
    /* Agreement of the rows counts more than the number of cells. */
    bool agree = rows == LOOKED_AT || at >= text.n;
    size_t score = n < 2 ? 0 : (agree ? 100000 : 0) + n * 2 + (*d == preferred);
    if (score > most) {
      most = score;
      best = *d;
    }
  }
  return best;
}
