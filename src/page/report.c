#include "page/page-priv.h"

static void add_string(tr_buf *out, const char *name, tr_str s) {
  tr_value v = tr_make_string(s.p ? s : TR_S(""));
  tr_buf_printf(out, "\"%s\": ", name);
  tr_json_write(out, &v);
}

static void add_number(tr_buf *out, const char *name, double x, int decimals) {
  tr_buf_printf(out, ", \"%s\": ", name);
  tr_buf_fixed(out, x, decimals);
}

static void add_note(tr_buf *out, const tr_fit_note *note) {
  tr_buf_add_z(out, "    {");
  add_string(out, "block", note->block);
  tr_buf_add_z(out, ", ");
  add_string(out, "what", note->what);
  if (note->group.n) {
    tr_buf_add_z(out, ", ");
    add_string(out, "group", note->group);
  }
  add_number(out, "size", note->size, 2);
  add_number(out, "ratio", note->ratio, 3);
  add_number(out, "lines", (double)note->lines, 0);
  add_number(out, "slack", note->slack, 1);
  tr_buf_add_z(out, "}");
}

static size_t count(const tr_page_result *result, const char *what) {
  size_t n = 0;
  for (size_t i = 0; i < result->n_notes; i++) n += tr_str_is(result->notes[i].what, what) ? 1U : 0U;
  return n;
}

void tr_page_report(tr_buf *out, const tr_page_result *result) {
  tr_buf_printf(out, "{\n  \"pages\": %zu,\n  \"overlaps\": %zu,\n  \"clipped\": %zu,\n", result->n_scenes,
                count(result, "overlap"), count(result, "clipped"));
  tr_buf_printf(out, "  \"shrunk\": %zu,\n  \"dropped\": %zu,\n  \"notes\": [\n", count(result, "shrunk"),
                count(result, "dropped"));
  for (size_t i = 0; i < result->n_notes; i++) {
    add_note(out, &result->notes[i]);
    tr_buf_add_z(out, i + 1 < result->n_notes ? ",\n" : "\n");
  }
  tr_buf_add_z(out, "  ]\n}\n");
}
