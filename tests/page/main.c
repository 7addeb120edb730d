#include "base/file.h"
#include "parts.h"

#include <stdlib.h>

tr_str root_path(tr_ctx *ctx, const char *name) {
  const char *root = getenv("TRANH_SOURCE_ROOT");
  return tr_printf(ctx->doc, "%s/tests/page/%s", root ? root : ".", name);
}

static bool run(tr_ctx *ctx, void *arg) {
  built *b = arg;
  uint32_t file = (uint32_t)ctx->sources.n; /* the document was added last */
  tr_font_options options = {.synthetic = true};
  b->input.fonts = tr_fonts_new(ctx, &options);
  b->input.document = &b->document;
  return tr_document_read(ctx, file, &b->document) && tr_page_build(ctx, &b->input, &b->result);
}

built build(const char *yaml, const char *locale, const char *size) {
  built b = {.ctx = tr_ctx_new()};
  tr_source_add(b.ctx, TR_S("page.yaml"), tr_str_z(yaml), tr_str_z(root_path(b.ctx, "").p));
  b.input.locale = tr_str_z(locale);
  b.input.size = tr_str_z(size);
  b.ok = tr_ctx_run(b.ctx, run, &b);
  return b;
}

void built_free(built *b) { tr_ctx_free(b->ctx); }

static const tr_text *find_in(const tr_group *group, const char *start, double *x, double *y) {
  for (const tr_node *node = group->first; node; node = node->next) {
    const tr_text *text = NULL;
    if (node->kind == TR_NODE_TEXT && tr_str_starts(((const tr_text *)node)->text, start)) {
      text = (const tr_text *)node;
      *x = text->x;
      *y = text->y;
    } else if (node->kind == TR_NODE_GROUP) {
      text = find_in((const tr_group *)node, start, x, y);
    }
    if (!text) continue;
    *x += group->matrix[4];
    *y += group->matrix[5];
    return text;
  }
  return NULL;
}

const tr_text *find_text(const built *b, const char *start, double *x, double *y) {
  *x = *y = 0;
  return b->result.n_scenes ? find_in(b->result.scenes[0]->root, start, x, y) : NULL;
}

int main(void) {
  test_faults();
  test_words();
  test_fit();
  test_golden();
  return check_done();
}
