#include "tranh/tranh-priv.h"

#include "chart/grammar/grammar.h"
#include "page/grammar.h"

#include <string.h>

static tr_grammar *chart_grammar(tr_ctx *ctx) { return tr_chart_grammar(ctx, false); }

/* Documents that have a grammar. */
typedef struct document_row {
  const char *name;
  tr_grammar *(*grammar)(tr_ctx *ctx);
  const tr_grammar_about *about;
} document_row;
static const document_row documents[] = {{"chart", chart_grammar, &tr_chart_about},
                                         {"page", tr_page_grammar, &tr_page_about}};
enum { N_DOCUMENTS = sizeof documents / sizeof *documents };

struct schema_input {
  const document_row *document;
  bool reference;
  tr_str text;
};

static bool write_schema(tr_ctx *ctx, void *arg) {
  struct schema_input *in = arg;
  const tr_grammar *g = in->document->grammar(ctx);
  in->text = in->reference ? tr_grammar_reference(ctx, g, in->document->about)
                           : tr_grammar_schema(ctx, g, in->document->about);
  return true;
}

static const document_row *document_named(const char *name) {
  for (size_t i = 0; i < N_DOCUMENTS; i++)
    if (!strcmp(name, documents[i].name)) return &documents[i];
  return NULL;
}

bool tr_schema(const char *document, const char *format,
               void (*take)(void *self, const char *text, size_t size), void *self) {
  struct schema_input in = {.document = document_named(document), .reference = !strcmp(format, "md")};
  if (!in.document || (!in.reference && strcmp(format, "json") != 0)) return false;
  tr_ctx *ctx = tr_ctx_new();
  bool ok = ctx && tr_ctx_run(ctx, write_schema, &in);
  if (ok) take(self, in.text.p, in.text.n);
  tr_ctx_free(ctx);
  return ok;
}
