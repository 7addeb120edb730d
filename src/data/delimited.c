#include "data/delimited-priv.h"
#include "data/format.h"
#include "data/machine-number.h"
#include "data/parse.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* A column in the making. */
typedef struct job {
  tr_cells *cells;
  size_t column, n; /* rows without the header */
  tr_str name;
  uint64_t *valid; /* NULL while all are */
  double *spare;   /* room for numbers that an earlier column did not need in the end */
} job;

static tr_str cell(const job *j, size_t row) { return tr_cells_text(j->cells, row, j->column); }

static void set_null(job *j, size_t row) {
  if (!j->valid) {
    size_t words = tr_valid_words(j->n);
    j->valid = TR_NEW_N(j->cells->ctx->data, uint64_t, words);
    memset(j->valid, 0xFF, words * sizeof *j->valid);
  }
  j->valid[row >> 6] &= ~(UINT64_C(1) << (row & 63));
}

/* Digits with at most one point, short enough that one division of exact numbers gives the right double. */
static bool plain_decimal(tr_str s, double *out) {
  static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  enum { MOST = 16 };
  if (!s.n || s.n > MOST) return false;
  bool negative = s.p[0] == '-';
  uint64_t digits = 0;
  size_t point = SIZE_MAX, i = negative;
  for (; i < s.n; i++) {
    unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';
    if (digit <= 9)
      digits = digits * 10 + digit;
    else if (s.p[i] == '.' && point == SIZE_MAX)
      point = i;
    else
      return false;
  }
  size_t decimals = point == SIZE_MAX ? 0 : s.n - 1 - point, n = s.n - negative - (point != SIZE_MAX);
  if (!n || n > 15) return false;
  double x = (double)digits / powers[decimals];
  *out = negative ? -x : x;
  return true;
}

static double cell_number(tr_str s) {
  double x;
  return plain_decimal(s, &x) ? x : tr_num_from_js(s);
}

static double *number_room(job *j) {
  double *room = j->spare;
  j->spare = NULL;
  return room ? room : TR_NEW_N(j->cells->ctx->data, double, j->n);
}

static tr_column finish_numbers(job *j, const double *numbers) {
  return (tr_column){
      .name = j->name, .type = TR_COL_NUMBER, .n = j->n, .numbers = numbers, .valid = j->valid};
}

/* All cells as JavaScript's Number() reads them, "" as null. STRICT: false as soon as one is none. */
static bool read_numbers(job *j, bool strict, tr_column *out) {
  double *numbers = number_room(j);
  for (size_t row = 0; row < j->n; row++) {
    tr_str s = cell(j, row);
    numbers[row] = s.n ? cell_number(s) : 0;
    if (!s.n) set_null(j, row);
    if (!strict || !isnan(numbers[row])) continue;
    j->spare = numbers;
    j->valid = NULL;
    return false;
  }
  *out = finish_numbers(j, numbers);
  return true;
}

static bool read_machine_numbers(job *j, tr_column *out) {
  double *numbers = number_room(j);
  bool ok = true;
  tr_cells *c = j->cells;
  for (size_t row = 0; row < j->n; row++) {
    tr_str s = tr_str_trim(cell(j, row));
    if (!s.n)
      set_null(j, row);
    else if (!plain_decimal(s, &numbers[row])) {
      tr_pos at = {c->file, tr_cells_start(c, row, j->column)};
      ok = tr_machine_number(c->ctx, s, at, j->name, row + 1, &numbers[row]) && ok;
    }
  }
  *out = finish_numbers(j, numbers);
  return ok;
}

/* The cells as they are. */
static tr_column read_strings(job *j, bool empty_is_null) {
  tr_arena *data = j->cells->ctx->data;
  uint32_t *ids = TR_NEW_N(data, uint32_t, j->n);
  tr_interner strings = tr_interner_of(data, j->cells->scratch);
  tr_str last = {0};
  bool has_last = false;
  uint32_t last_id = 0;
  for (size_t row = 0; row < j->n; row++) {
    tr_str s = cell(j, row);
    if (empty_is_null && !s.n) {
      set_null(j, row);
      continue;
    }
    bool again = has_last && tr_str_eq(s, last); /* neighbours are often equal */
    if (!again) last_id = tr_intern(&strings, s);
    ids[row] = last_id;
    last = s;
    has_last = true;
  }
  return (tr_column){.name = j->name,
                     .type = TR_COL_STRING,
                     .n = j->n,
                     .ids = ids,
                     .strings = tr_interner_strings(&strings),
                     .valid = j->valid};
}

/* As vega-loader's inferTypes(): "" is a number but no boolean and no date. */
static tr_column infer(job *j, const tr_read_options *options) {
  tr_column out;
  double first;
  bool may_be_number = j->n && (plain_decimal(cell(j, 0), &first) || !isnan(tr_num_from_js(cell(j, 0))));
  if (may_be_number && read_numbers(j, true, &out)) return out;
  out = read_strings(j, true);
  return j->n && !j->valid ? tr_column_infer(j->cells->ctx, &out, options->zone) : out;
}

/* A column that nobody can tell from its numbers; "" is none here, as it is 0 to some and nothing to others.
 */
static bool read_measure(job *j, const tr_read_options *options, tr_column *out) {
  if (!options->measures || !options->measures(options->self, j->name)) return false;
  if (!read_numbers(j, true, out)) return false;
  if (!j->valid) return true;
  j->valid = NULL;
  return false;
}

static bool read_column(job *j, const tr_read_options *options, tr_column *out) {
  tr_ctx *ctx = j->cells->ctx;
  tr_parse_rule rule;
  tr_work(ctx, (double)j->n);
  if (tr_name_listed(j->name, options->number_columns)) return read_machine_numbers(j, out);
  if (tr_name_listed(j->name, options->text_columns)) {
    *out = read_strings(j, true);
    return true;
  }
  if (tr_parse_rule_for(options, j->name, &rule)) {
    if (rule.kind == TR_PARSE_NUMBER) return read_numbers(j, false, out);
    tr_column raw = read_strings(j, false);
    *out = tr_column_parse(ctx, &raw, &rule);
    return true;
  }
  bool automatic = options->infer || tr_str_is(tr_string(options->parse), "auto");
  if (!automatic && read_measure(j, options, out)) return true;
  *out = automatic ? infer(j, options) : read_strings(j, false);
  return true;
}

static bool twice(tr_cells *c, tr_str name, uint32_t at) {
  static const char text[] = "two columns are called \"%.*s\"";
  if (c->lenient)
    tr_warn(c->ctx, TR_DATA, (tr_pos){c->file, at}, "the last of them is taken", text, TR_FMT(name));
  else
    tr_error(c->ctx, TR_DATA, (tr_pos){c->file, at}, "give each column a name of its own", text,
             TR_FMT(name));
  return c->lenient;
}

static bool check_header(tr_cells *c, tr_str *names) {
  const uint32_t *at = c->header.items;
  tr_map seen = tr_map_of(c->scratch);
  for (size_t i = 0; i < c->n_columns; i++) {
    names[i] = tr_str_copy(c->ctx->data, tr_cells_between(c, at[i], at[i + 1], i + 1 == c->n_columns));
    if (tr_map_has(&seen, names[i]) && !twice(c, names[i], at[i])) return false;
    tr_map_put(&seen, names[i], c);
  }
  return true;
}

static const bool *wanted_columns(tr_cells *c, const tr_str *names, const tr_read_options *options) {
  bool *wanted = TR_NEW_N(c->scratch, bool, c->n_columns);
  for (size_t i = 0; i < c->n_columns; i++)
    wanted[i] = !options->wants || options->wants(options->self, names[i]);
  return wanted;
}

static tr_table *build(tr_cells *c, const tr_str *names, const bool *wanted, const tr_read_options *options) {
  tr_ctx *ctx = c->ctx;
  tr_table *t = tr_table_new(ctx, c->n_rows);
  t->file = c->file;
  uint32_t *row_at = TR_NEW_N(ctx->data, uint32_t, t->n_rows);
  for (size_t row = 0; row < t->n_rows; row++) row_at[row] = tr_cells_start(c, row, 0);
  t->row_at = row_at;
  bool ok = true;
  double *spare = NULL;
  for (size_t i = 0; i < c->n_columns; i++) {
    if (!wanted[i]) continue;
    job j = {.cells = c, .column = i, .n = t->n_rows, .name = names[i], .spare = spare};
    tr_column column;
    ok = read_column(&j, options, &column) && ok;
    spare = j.spare;
    tr_table_add(ctx, t, column);
  }
  return ok ? t : NULL;
}

static tr_table *read_cells(tr_cells *c, const tr_read_options *options) {
  if (!tr_cells_header(c)) return NULL;
  if (!c->n_columns && c->lenient) {
    tr_warn(c->ctx, TR_DATA, (tr_pos){c->file, 0}, NULL, "this data file is empty");
    return tr_table_new(c->ctx, 0);
  }
  if (!c->n_columns) {
    tr_error(c->ctx, TR_DATA, (tr_pos){c->file, 0}, "the first line must name the columns",
             "this data file is empty");
    return NULL;
  }
  tr_str *names = TR_NEW_N(c->scratch, tr_str, c->n_columns);
  if (!check_header(c, names)) return NULL;
  const bool *wanted = wanted_columns(c, names, options);
  return tr_cells_split(c, wanted) ? build(c, names, wanted, options) : NULL;
}

typedef struct call {
  tr_cells cells;
  const tr_read_options *options;
  tr_table *table;
  bool finished;
} call;

static bool run(tr_ctx *ctx, void *arg) {
  call *c = arg;
  (void)ctx;
  c->table = read_cells(&c->cells, c->options);
  c->finished = true;
  return c->table;
}

static char delimiter_for(tr_str text, const tr_read_options *options) {
  if (options->delimiter) return options->delimiter;
  return options->format == TR_DATA_TSV ? '\t' : tr_delimiter_find(text, ',');
}

tr_table *tr_delimited_read(tr_ctx *ctx, uint32_t file, const tr_read_options *options) {
  tr_str text = tr_source_at(ctx, file)->text;
  const char *nul = text.n ? memchr(text.p, 0, text.n) : NULL;
  if (nul) {
    tr_error(ctx, TR_DATA, (tr_pos){file, (uint32_t)(nul - text.p)}, "is it a text file?",
             "a NUL byte in a data file");
    return NULL;
  }
  call c = {.cells = {.ctx = ctx, .text = text, .file = file}, .options = options};
  c.cells.lenient = options->lenient;
  c.cells.delimiter = delimiter_for(text, options);
  /* The cells' places are needed only until the columns are made: an arena of their own, freed also when a
     limit ends the run. */
  c.cells.scratch = tr_arena_new(ctx);
  tr_ctx_run(ctx, run, &c);
  tr_arena_free(c.cells.scratch);
  if (!c.finished) tr_give_up(ctx);
  return c.table;
}
