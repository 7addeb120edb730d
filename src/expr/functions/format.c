#include "expr/functions/functions.h"
#include "format/locale.h"

const tr_locale *tr_call_locale(const tr_call *c) {
  const tr_scope *s = c->ev->scope;
  return s && s->env && s->env->locale ? s->env->locale : tr_locale_en();
}

tr_expr_memory *tr_call_formats(const tr_call *c) {
  tr_expr_memory *m = c->ev->e->memory;
  const tr_locale *locale = tr_call_locale(c);
  const struct tr_zone *zone = c->ev->scope && c->ev->scope->env ? c->ev->scope->env->zone : NULL;
  if (m->locale != locale || m->zone != zone) {
    m->number_formats = tr_map_of(c->ctx->doc);
    m->time_formats = tr_map_of(c->ctx->doc);
    m->locale = locale;
    m->zone = zone;
  }
  return m;
}

/* Formats are made once per specifier and locale. */
static const tr_number_format *number_format(tr_call *c, tr_str specifier) {
  tr_expr_memory *m = tr_call_formats(c);
  void *known = tr_map_get(&m->number_formats, specifier);
  if (known) return known;
  const tr_number_format *f = tr_number_format_new(c->ctx, tr_call_locale(c), specifier, c->at);
  if (f) tr_map_put(&m->number_formats, tr_zero_end(c->ctx->doc, specifier), (void *)(uintptr_t)f);
  return f;
}

bool tr_fn_format(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  if (tr_is(v, TR_NULL)) return tr_give_string(c, TR_S("null"), out);
  tr_str specifier = tr_is_nil(tr_arg(c, 1)) ? TR_S("") : tr_arg_string(c, 1);
  const tr_number_format *f = number_format(c, specifier);
  if (!f) return false;
  return tr_give_string(c, tr_number_format_apply(c->arena, f, tr_to_number(v)), out);
}
