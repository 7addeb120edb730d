#include "tranh/tranh-priv.h"

static const char *kind_name(tr_fault fault) {
  switch (fault) {
  case TR_SYNTAX: return "syntax";
  case TR_INPUT: return "input";
  case TR_UNSUPPORTED: return "unsupported";
  case TR_DATA: return "data";
  case TR_LIMIT: return "limit";
  case TR_SYSTEM: return "system";
  }
  return "";
}

static const char *text_of(tr_ctx *ctx, tr_str s) { return tr_str_copy(ctx->doc, s).p; }

static tr_message message_of(tr_ctx *ctx, const tr_diag *diag, const char *display) {
  tr_message m = {.is_error = diag->severity == TR_ERROR,
                  .kind = kind_name(diag->fault),
                  .file = "",
                  .text = text_of(ctx, diag->text),
                  .hint = diag->hint.n ? text_of(ctx, diag->hint) : "",
                  .display = display};
  const tr_source *source = tr_source_at(ctx, diag->at.file);
  if (!source) return m;
  uint32_t line, column;
  tr_locate(ctx, diag->at, &line, &column);
  m.file = text_of(ctx, source->name);
  m.line = line, m.column = column;
  return m;
}

/* One document makes several pictures, and each may say the same: it is passed on once. */
static bool collect(tr_ctx *ctx, void *arg) {
  tr_document *d = arg;
  while (d->diags_seen < ctx->diags.n) {
    const tr_diag *diag = tr_vec_at(&ctx->diags, d->diags_seen++);
    tr_str display = tr_diag_text(ctx, diag, ctx->doc);
    if (tr_map_has(&d->displayed, display)) continue;
    tr_map_put(&d->displayed, display, d);
    *(tr_message *)tr_vec_push(&d->messages) = message_of(ctx, diag, display.p);
  }
  return true;
}

size_t tr_document_messages(tr_document *d) {
  d->ctx->reporting_memory = true; /* what says that memory is used up may need some */
  tr_ctx_run(d->ctx, collect, d);
  d->ctx->reporting_memory = false;
  return d->messages.n;
}

const tr_message *tr_document_message(tr_document *d, size_t index) {
  return index < tr_document_messages(d) ? tr_vec_at(&d->messages, index) : NULL;
}

tr_status_code tr_document_status(const tr_document *d) {
  for (size_t i = 0; i < d->ctx->diags.n; i++) {
    const tr_diag *diag = tr_vec_at(&d->ctx->diags, i);
    if (diag->severity != TR_ERROR) continue;
    if (diag->fault == TR_LIMIT || diag->fault == TR_SYSTEM) return TR_STATUS_SYSTEM;
    return d->option_fault ? TR_STATUS_USAGE : TR_STATUS_INPUT;
  }
  /* The limit on messages may have cut the list short. */
  return d->ctx->n_errors ? TR_STATUS_INPUT : TR_STATUS_OK;
}

void tr_document_option_error(tr_document *d, const char *hint, const char *format, ...) {
  if (!d->ctx->n_errors) d->option_fault = true;
  va_list args;
  va_start(args, format);
  tr_str text = tr_vprintf(d->ctx->doc, format, args);
  va_end(args);
  tr_error(d->ctx, TR_INPUT, (tr_pos){0}, hint, "%.*s", TR_FMT(text));
}
