#include "data/machine-number.h"
#include "base/number.h"

#include <string.h>

bool tr_name_listed(tr_str name, const char *const *names) {
  for (; names && *names; names++)
    if (tr_str_is(name, *names)) return true;
  return false;
}

/* The white space that separates thousands in some countries: space, no-break space, thin and narrow ones. */
static size_t space_length(tr_str s) {
  static const char *const spaces[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "'", "_"};
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
    if (tr_str_starts(s, spaces[i])) return strlen(spaces[i]);
  return 0;
}

/* TEXT without spaces between its digits, and how many commas and points are in it. False where something
   else than a number is there. */
typedef struct marks {
  char plain[48];
  size_t n, commas, points, last; /* last: index of the last comma or point in plain */
} marks;

static bool take_apart(tr_str s, marks *m) {
  *m = (marks){.last = SIZE_MAX};
  for (size_t i = 0; i < s.n;) {
    char c = s.p[i];
    size_t space = space_length(tr_str_sub(s, i, s.n));
    if (space) {
      i += space;
      continue;
    }
    bool sign = !m->n && (c == '-' || c == '+'), mark = c == ',' || c == '.';
    if ((c < '0' || c > '9') && !sign && !mark) return false;
    if (m->n + 1 == sizeof m->plain) return false;
    m->commas += c == ',';
    m->points += c == '.';
    if (mark) m->last = m->n;
    m->plain[m->n++] = c;
    i++;
  }
  return m->n > 0;
}

/* The number without commas and points; with a point for the mark at DECIMAL (SIZE_MAX: for none). */
static tr_str rewritten(tr_ctx *ctx, const marks *m, size_t decimal) {
  tr_buf out = tr_buf_of(ctx->doc);
  for (size_t i = 0; i < m->n; i++) {
    bool mark = m->plain[i] == ',' || m->plain[i] == '.';
    if (!mark) tr_buf_add_char(&out, m->plain[i]);
    if (i == decimal) tr_buf_add_char(&out, '.');
  }
  return tr_buf_str(&out);
}

static const char *hint_for(tr_ctx *ctx, tr_str text) {
  marks m;
  if (tr_str_ends(text, "%")) return "write the number alone; \"percent\" goes to the column \"unit\"";
  if (!take_apart(text, &m))
    return "write the number alone, such as 80.5; words go to the columns \"qualifier\" and \"unit\"";
  size_t behind = m.last == SIZE_MAX ? 0 : m.n - m.last - 1;
  size_t same = m.plain[m.last == SIZE_MAX ? 0 : m.last] == ',' ? m.commas : m.points;
  bool thousands = m.last == SIZE_MAX || same > 1;
  tr_str whole = rewritten(ctx, &m, SIZE_MAX);
  if (thousands) return tr_printf(ctx->doc, "write %.*s", TR_FMT(whole)).p;
  tr_str decimal = rewritten(ctx, &m, m.last);
  bool either = behind == 3 && m.commas + m.points == 1;
  if (either)
    return tr_printf(ctx->doc, "write %.*s or %.*s, whichever is meant", TR_FMT(whole), TR_FMT(decimal)).p;
  return tr_printf(ctx->doc, "write %.*s", TR_FMT(decimal)).p;
}

bool tr_machine_number(tr_ctx *ctx, tr_str text, tr_pos at, tr_str column, size_t row, double *out) {
  tr_str trimmed = tr_str_trim(text);
  if (tr_num_parse(trimmed, out)) return true;
  tr_error(ctx, TR_DATA, at, hint_for(ctx, trimmed),
           "column \"%.*s\", row %zu: expected a number, found \"%.*s\"", TR_FMT(column), row,
           TR_FMT(tr_str_sub(trimmed, 0, 60)));
  return false;
}
