#include "data/delimited-priv.h"

#include <string.h>

/* Bit 7 of each byte of WORD that is zero; exact, without carries between bytes. */
static uint64_t zero_bytes(uint64_t word) {
  const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;
  return ~(((word & low) + low) | word | low);
}

/* Offset of the next delimiter or line end at or after I. Eight bytes at a time. */
static size_t find_end(tr_str s, size_t i, char delimiter) {
  const uint64_t ones = 0x0101010101010101u;
  const uint64_t d = ones * (unsigned char)delimiter, lf = ones * '\n', cr = ones * '\r';
  while (s.n - i >= 8) {
    uint64_t word;
    memcpy(&word, s.p + i, 8);
    uint64_t hits = zero_bytes(word ^ d) | zero_bytes(word ^ lf) | zero_bytes(word ^ cr);
    if (hits) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
      return i + (size_t)__builtin_ctzll(hits) / 8;
#else
      break;
#endif
    }
    i += 8;
  }
  while (i < s.n && s.p[i] != delimiter && s.p[i] != '\n' && s.p[i] != '\r') i++;
  return i;
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

/* End of the cell at I, SIZE_MAX after an error. */
static size_t cell_end(const tr_cells *c, size_t i) {
  tr_str s = c->text;
  if (i == s.n || s.p[i] != '"') return find_end(s, i, c->delimiter);
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

static const char *delimiter_name(char delimiter) {
  return delimiter == ','    ? "comma"
         : delimiter == ';'  ? "semicolon"
         : delimiter == '\t' ? "tab"
                             : "delimiter";
}

/* ROW is 0 for the header; FIRST is the index of its first cell. */
static bool check_length(const tr_cells *c, size_t first, size_t n) {
  if (n == c->n_columns) return true;
  const uint32_t *starts = c->starts.items;
  bool more = n > c->n_columns;
  const char *hint =
      more ? tr_printf(c->ctx->doc, "a cell with a %s inside needs quotes", delimiter_name(c->delimiter)).p
           : tr_printf(c->ctx->doc, "an empty cell needs its %s too", delimiter_name(c->delimiter)).p;
  tr_error(c->ctx, TR_DATA, pos_at(c, starts[first + (more ? c->n_columns : 0)]), hint,
           "row %zu has %zu cell%s, the header has %zu", c->n_rows, n, n == 1 ? "" : "s", c->n_columns);
  return false;
}

static bool end_row(tr_cells *c, size_t first) {
  size_t n = c->starts.n - first;
  if (!c->n_rows) {
    c->n_columns = n;
    if (!tr_within(c->ctx, TR_LIMIT_COLUMNS, (double)n, pos_at(c, 0))) return false;
  }
  if (!check_length(c, first, n)) return false;
  double rows = (double)c->n_rows;
  c->n_rows++;
  return tr_within(c->ctx, TR_LIMIT_ROWS, rows, pos_at(c, 0)) &&
         tr_within(c->ctx, TR_LIMIT_CELLS, rows * (double)c->n_columns, pos_at(c, 0));
}

static void push_start(tr_cells *c, size_t offset) {
  if (c->starts.n == c->starts.capacity) {
    tr_vec_push(&c->starts); /* grows */
    c->starts.n--;
  }
  ((uint32_t *)c->starts.items)[c->starts.n++] = (uint32_t)offset;
}

/* After some rows the number of cells can be foretold, and room for all is taken at once: growing step by
   step would touch twice the memory. */
static void reserve(tr_cells *c, size_t done) {
  enum { LOOKED_AT = 1024 };
  if (c->n_rows != LOOKED_AT || done == 0) return;
  size_t wanted = (size_t)((double)c->text.n / (double)done * (double)c->starts.n * 1.05) + LOOKED_AT;
  if (wanted <= c->starts.capacity) return;
  uint32_t *items = TR_NEW_N(c->scratch, uint32_t, wanted);
  memcpy(items, c->starts.items, c->starts.n * sizeof *items);
  c->starts.items = items;
  c->starts.capacity = wanted;
}

bool tr_cells_split(tr_cells *c) {
  tr_str s = c->text;
  c->starts = tr_vec_of(c->scratch, sizeof(uint32_t));
  size_t i = tr_str_starts(s, "\xEF\xBB\xBF") ? 3 : 0, first = 0;
  while (i < s.n) {
    bool at_row_start = c->starts.n == first;
    /* An empty line is no row, but where one column is all there is. */
    if (at_row_start && is_line_end(s.p[i]) && c->n_columns != 1) {
      i = skip_line_end(s, i);
      continue;
    }
    push_start(c, i);
    i = cell_end(c, i);
    if (i == SIZE_MAX) return false;
    if (i < s.n && s.p[i] == c->delimiter) {
      i++;
      if (i < s.n) continue;
      push_start(c, i); /* the text ends behind a delimiter */
    }
    if (!end_row(c, first)) return false;
    first = c->starts.n;
    reserve(c, i);
    i = skip_line_end(s, i);
  }
  push_start(c, s.n);
  return true;
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
  size_t n = 0, i = *at;
  while (i < s.n && is_line_end(s.p[i])) i++;
  for (; i < s.n; i++) {
    n++;
    size_t end = s.p[i] == '"' ? quote_end(s, i) : i;
    i = end == SIZE_MAX ? s.n : find_end(s, end, delimiter);
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
