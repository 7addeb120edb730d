#include "tranh/tranh-priv.h"

#include "chart/grammar.h"

#include <string.h>

struct schema_input {
  bool reference;
  tr_str text;
};

static bool write_chart(tr_ctx *ctx, void *arg) {
  struct schema_input *in = arg;
  const tr_grammar *g = tr_chart_grammar(ctx, false);
  in->text = in->reference ? tr_grammar_reference(ctx, g, &tr_chart_about)
                           : tr_grammar_schema(ctx, g, &tr_chart_about);
  return true;
}

/* Documents that have a grammar. */
static const struct {
  const char *name;
  bool (*write)(tr_ctx *ctx, void *arg);
} documents[] = {{"chart", write_chart}};
enum { N_DOCUMENTS = sizeof documents / sizeof *documents };

static bool (*writer_of(const char *document))(tr_ctx *ctx, void *arg) {
  for (size_t i = 0; i < N_DOCUMENTS; i++)
    if (!strcmp(document, documents[i].name)) return documents[i].write;
  return NULL;
}

bool tr_schema(const char *document, const char *format,
               void (*take)(void *self, const char *text, size_t size), void *self) {
  struct schema_input in = {.reference = !strcmp(format, "md")};
  bool (*write)(tr_ctx * ctx, void *arg) = writer_of(document);
  if (!write || (!in.reference && strcmp(format, "json") != 0)) return false;
  tr_ctx *ctx = tr_ctx_new();
  bool ok = ctx && tr_ctx_run(ctx, write, &in);
  if (ok) take(self, in.text.p, in.text.n);
  tr_ctx_free(ctx);
  return ok;
}
