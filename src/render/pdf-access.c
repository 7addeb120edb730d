#include "render/render-priv.h"

#include <string.h>

/* What Cairo 1.16 leaves out of a tagged PDF: the document's language, the wish that its title be shown, and
   the alternative texts of figures. They are added as an incremental update (ISO 32000-1, 7.5.6): new
   versions of the catalogue and of the figures' structure elements after the end of the file, which itself
   stays as it is. */

typedef struct file {
  tr_str bytes; /* as Cairo wrote it */
  size_t xref;  /* offset of its cross-reference table */
  size_t n;     /* objects in it */
  tr_buf out;   /* the update */
  tr_buf table; /* its own cross-reference table */
} file;

static bool read_count(tr_str s, size_t *at, size_t *out) {
  size_t from = *at;
  *out = 0;
  for (; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9' && *at - from < 12; (*at)++)
    *out = *out * 10 + (size_t)(s.p[*at] - '0');
  return *at > from;
}

/* What follows the last "trailer": nothing there is the document's own. */
static tr_str trailer_of(tr_str s) {
  size_t last = SIZE_MAX;
  for (size_t at = s.n > 2000 ? s.n - 2000 : 0; (at = tr_str_find(s, "\ntrailer\n", at)) != SIZE_MAX; at++)
    last = at;
  return last == SIZE_MAX ? (tr_str){0} : tr_str_sub(s, last, s.n);
}

static bool number_after(tr_str s, const char *word, size_t *out) {
  size_t at = tr_str_find(s, word, 0);
  if (at == SIZE_MAX) return false;
  at += strlen(word);
  while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\n')) at++;
  return read_count(s, &at, out);
}

/* The text of an object from "N 0 obj" to its last ">>", by its entry of 20 bytes in the table. */
static tr_str object_at(const file *f, size_t id) {
  size_t head = tr_str_find(f->bytes, "\n", f->xref + 5), at = head == SIZE_MAX ? head : head + 1 + 20 * id,
         from;
  if (at == SIZE_MAX || at + 20 > f->bytes.n || !read_count(f->bytes, &at, &from)) return (tr_str){0};
  size_t end = tr_str_find(f->bytes, "endobj", from);
  if (end == SIZE_MAX) return (tr_str){0};
  while (end > from + 2 && !(f->bytes.p[end - 1] == '>' && f->bytes.p[end - 2] == '>')) end--;
  return tr_str_sub(f->bytes, from, end - 2);
}

/* Writes OBJECT again with ENTRIES more in its dictionary. */
static void replace(file *f, size_t id, tr_str object, tr_str entries) {
  tr_buf_printf(&f->table, "%zu 1\n%010zu 00000 n \n", id, f->bytes.n + f->out.n);
  tr_buf_add(&f->out, object);
  tr_buf_add(&f->out, entries);
  tr_buf_add_z(&f->out, ">>\nendobj\n");
}

/* "<FEFF…>": UTF-16 in hexadecimal. */
static void text_string(tr_buf *b, tr_str s) {
  tr_buf_add_z(b, "<FEFF");
  for (size_t at = 0; at < s.n;) {
    uint32_t c = tr_utf8_next(s, &at);
    if (c >= 0x10000)
      tr_buf_printf(b, "%04X%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
                    (unsigned)(0xDC00 + ((c - 0x10000) & 0x3FF)));
    else
      tr_buf_printf(b, "%04X", (unsigned)c);
  }
  tr_buf_add_char(b, '>');
}

static bool update_catalog(tr_ctx *ctx, file *f, size_t root, tr_str lang, bool titled) {
  tr_str object = object_at(f, root);
  if (tr_str_find(object, "/Type /Catalog", 0) == SIZE_MAX) return false;
  tr_buf more = tr_buf_of(ctx->scene);
  if (lang.n) {
    tr_buf_add_z(&more, "   /Lang ");
    text_string(&more, lang);
    tr_buf_add_char(&more, '\n');
  }
  if (titled) tr_buf_add_z(&more, "   /ViewerPreferences << /DisplayDocTitle true >>\n");
  replace(f, root, object, tr_buf_str(&more));
  return true;
}

/* Figures come in the order in which they were begun: Cairo numbers its structure from the root down. */
static bool update_figures(tr_ctx *ctx, file *f, const tr_vec *alts) {
  const tr_str *alt = alts->items;
  size_t found = 0;
  for (size_t id = 1; alts->n && id < f->n; id++) {
    tr_str object = object_at(f, id);
    if (tr_str_find(tr_str_sub(object, 0, 60), "/StructElem\n   /S /Figure\n", 0) == SIZE_MAX) continue;
    if (found < alts->n && alt[found].n) {
      tr_buf more = tr_buf_of(ctx->scene);
      tr_buf_add_z(&more, "   /Alt ");
      text_string(&more, alt[found]);
      tr_buf_add_char(&more, '\n');
      replace(f, id, object, tr_buf_str(&more));
    }
    found++;
  }
  return found == alts->n;
}

bool tr_pdf_access(tr_ctx *ctx, tr_sink *sink, tr_str lang, bool titled, const tr_vec *alts) {
  file f = {.bytes = {(const char *)sink->p, sink->n},
            .out = tr_buf_of(ctx->scene),
            .table = tr_buf_of(ctx->scene)};
  size_t root, info;
  tr_str trailer = trailer_of(f.bytes);
  bool known = number_after(trailer, "startxref", &f.xref) && number_after(trailer, "/Size", &f.n) &&
               number_after(trailer, "/Root", &root) && number_after(trailer, "/Info", &info);
  if (!known || !update_catalog(ctx, &f, root, lang, titled) || !update_figures(ctx, &f, alts)) {
    tr_error(ctx, TR_SYSTEM, (tr_pos){0}, NULL,
             "the PDF's language and alternative texts could not be written");
    return false;
  }
  size_t table = f.bytes.n + f.out.n;
  tr_buf_add_z(&f.out, "xref\n");
  tr_buf_add(&f.out, tr_buf_str(&f.table));
  tr_buf_printf(&f.out,
                "trailer\n<< /Size %zu\n   /Root %zu 0 R\n   /Info %zu 0 R\n   /Prev "
                "%zu\n>>\nstartxref\n%zu\n%%%%EOF\n",
                f.n, root, info, f.xref, table);
  if (tr_sink_add(sink, f.out.p, f.out.n)) return true;
  tr_error(ctx, TR_SYSTEM, (tr_pos){0}, NULL, "the PDF could not be made: out of memory");
  return false;
}
