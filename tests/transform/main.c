#include "check.h"
#include "show.h"
#include "transform/transform.h"

#include <stdlib.h>

void test_callers(void);
void test_costs(void);

/* Cases in *.test:
     %% name
     the table: CSV, or rows as JSON objects, one a line
     ---
     the transforms: a JSON array, on any number of lines
     ---
     the resulting rows, one a line, members by name; those that are undefined are left out. Or: ! message
   (hint) Lines that begin with # are comments. */

typedef struct one_case {
  tr_str name, table, transforms, want;
  tr_buf got;
} one_case;

static tr_str line_at(tr_str text, size_t *at) {
  size_t end = tr_str_find(text, "\n", *at);
  if (end == SIZE_MAX) end = text.n;
  tr_str line = tr_str_sub(text, *at, end);
  *at = end + 1;
  return line;
}

static const tr_table *other_table(void *self, const tr_value *data) {
  return tr_table_from_values(self, tr_get(data, "values"), tr_pos_of(data));
}

static tr_table *read_table(tr_ctx *ctx, tr_str text) {
  if (tr_str_starts(text, "{")) {
    tr_buf array = tr_buf_of(ctx->doc);
    tr_value rows;
    tr_buf_add_char(&array, '[');
    for (size_t at = 0; at < text.n;) {
      tr_str line = line_at(text, &at);
      if (array.n > 1 && line.n) tr_buf_add_char(&array, ',');
      tr_buf_add(&array, line);
    }
    tr_buf_add_char(&array, ']');
    uint32_t file = tr_source_add(ctx, TR_S("rows.json"), tr_buf_str(&array), TR_S(""));
    return tr_json_read(ctx, file, &rows) ? tr_table_from_values(ctx, &rows, (tr_pos){file, 0}) : NULL;
  }
  tr_read_options options = {.format = TR_DATA_CSV, .infer = true};
  return tr_table_read(ctx, tr_source_add(ctx, TR_S("rows.csv"), tr_str_copy(ctx->doc, text), TR_S("")),
                       &options);
}

static int by_name(const void *a, const void *b) {
  return tr_str_cmp(((const tr_member *)a)->name, ((const tr_member *)b)->name);
}

static void show_table(tr_ctx *ctx, tr_buf *out, const tr_table *t) {
  for (size_t i = 0; i < t->n_rows; i++) {
    tr_member *members = TR_NEW_N(ctx->doc, tr_member, t->n_columns + 1);
    size_t n = 0;
    for (size_t c = 0; c < t->n_columns; c++) {
      tr_value v = tr_cell(&t->columns[c], i);
      if (!tr_is(&v, TR_UNDEFINED)) members[n++] = (tr_member){.name = t->columns[c].name, .value = v};
    }
    qsort(members, n, sizeof *members, by_name);
    tr_value row = tr_make_object(members, n);
    show_value(out, &row);
    tr_buf_add_char(out, '\n');
  }
}

static bool run_case(tr_ctx *ctx, void *arg) {
  one_case *k = arg;
  tr_value transforms;
  uint32_t file = tr_source_add(ctx, TR_S("transforms"), tr_str_copy(ctx->doc, k->transforms), TR_S(""));
  const tr_table *t = read_table(ctx, k->table);
  if (!t || !tr_json_read(ctx, file, &transforms)) return false;
  tr_scope scope = {0};
  tr_transform_env env = {.scope = &scope, .self = ctx, .table = other_table};
  t = tr_transforms_run(ctx, &transforms, t, &env);
  if (!t) return false;
  show_table(ctx, &k->got, t);
  return true;
}

static void check_case(one_case *k) {
  tr_ctx *ctx = tr_ctx_new();
  k->got = tr_buf_of(ctx->doc);
  char *want = malloc(k->want.n + 1), name[300];
  memcpy(want, k->want.p, k->want.n);
  want[k->want.n] = 0;
  snprintf(name, sizeof name, "%.*s", TR_FMT(k->name));
  if (!tr_ctx_run(ctx, run_case, k)) k->got.n = 0;
  for (size_t i = 0; i < ctx->diags.n; i++) {
    const tr_diag *d = tr_vec_at(&ctx->diags, i);
    tr_buf_printf(&k->got, "! %.*s", TR_FMT(d->text));
    if (d->hint.n) tr_buf_printf(&k->got, " (%.*s)", TR_FMT(d->hint));
    tr_buf_add_char(&k->got, '\n');
  }
  check_str_named(tr_buf_str(&k->got), want, name);
  free(want);
  tr_ctx_free(ctx);
}

/* The text up to a line that says STOP, or that begins a case. */
static tr_str section(tr_str text, size_t *at) {
  size_t from = *at, to = from;
  while (*at < text.n) {
    size_t next = *at;
    tr_str line = line_at(text, &next);
    if (tr_str_starts(line, "%%")) break;
    *at = next;
    if (tr_str_is(line, "---")) return tr_str_sub(text, from, to);
    if (line.n) to = next < text.n ? next : text.n;
  }
  return tr_str_sub(text, from, to);
}

static size_t run_file(tr_str text) {
  size_t n = 0;
  for (size_t at = 0; at < text.n;) {
    tr_str line = line_at(text, &at);
    if (!tr_str_starts(line, "%%")) continue;
    one_case k = {.name = tr_str_trim(tr_str_sub(line, 2, line.n))};
    k.table = section(text, &at);
    k.transforms = section(text, &at);
    k.want = section(text, &at);
    check_case(&k);
    n++;
  }
  return n;
}

int main(void) {
  static const char *const files[] = {"rows",   "groups", "bins", "windows", "joins",
                                      "curves", "errors", "fits", "tables"};
  const char *root = getenv("TRANH_SOURCE_ROOT");
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char path[1000];
    snprintf(path, sizeof path, "%s/tests/transform/%s.test", root ? root : ".", files[i]);
    FILE *f = fopen(path, "rb");
    char *text = malloc(1 << 20);
    size_t n = f ? fread(text, 1, 1 << 20, f) : 0;
    if (f) fclose(f);
    check_named(run_file((tr_str){text, n}) > 0, path);
    free(text);
  }
  test_callers();
  test_costs();
  return check_done();
}
