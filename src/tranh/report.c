#include "tranh/tranh-priv.h"

static void add_string(tr_buf *out, const char *name, tr_str s) {
  tr_value v = tr_make_string(s.n ? s : TR_S(""));
  tr_buf_printf(out, "\"%s\": ", name);
  tr_json_write(out, &v);
}

/* What overlaps or is clipped; pages warn of it themselves, and a chart on its own may overlap its labels, as
   Vega's do. Only a report asks, and of thousands of texts there may be millions of pairs. */
static void add_faults(tr_buf *out, const tr_picture *p) {
  tr_ctx *ctx = p->document->ctx;
  tr_vec faults = tr_vec_of(ctx->scene, sizeof(tr_str));
  for (size_t i = 0; i < p->pages.n_scenes; i++) tr_scene_faults(ctx, p->pages.scenes[i], &faults);
  for (size_t i = 0; i < faults.n; i++) {
    tr_value v = tr_make_string(*(tr_str *)tr_vec_at(&faults, i));
    tr_buf_add_z(out, i ? ", " : "");
    tr_json_write(out, &v);
  }
}

static void add_picture(tr_buf *out, const tr_picture *p) {
  tr_buf_add_z(out, "{");
  add_string(out, "locale", p->locale.n ? p->locale : p->pages.scenes[0]->lang);
  tr_buf_add_z(out, ", ");
  add_string(out, "size", p->size);
  tr_buf_add_z(out, ", \"faults\": [");
  add_faults(out, p);
  tr_buf_add_z(out, "], \"fit\": ");
  tr_page_report(out, &p->pages);
  tr_buf_add_z(out, "}");
}

struct report_input {
  const tr_document *document;
  const char *text;
};

static bool write_report(tr_ctx *ctx, void *arg) {
  struct report_input *in = arg;
  const tr_document *d = in->document;
  tr_buf out = tr_buf_of(ctx->doc);
  tr_buf_add_z(&out, "{\"pictures\": [");
  for (size_t i = 0; i < d->pictures.n; i++) {
    tr_buf_add_z(&out, i ? ",\n" : "\n");
    add_picture(&out, *(tr_picture **)tr_vec_at(&d->pictures, i));
  }
  tr_buf_add_z(&out, "\n]}\n");
  in->text = tr_buf_str(&out).p;
  return true;
}

const char *tr_document_report(tr_document *d) {
  struct report_input in = {d, NULL};
  return tr_ctx_run(d->ctx, write_report, &in) ? in.text : NULL;
}
