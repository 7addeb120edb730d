#include "expr/expr-priv.h"
#include "expr/lexer.h"

#include <string.h>

/* A piece is plain text (no expression) or the expression between {{ and }}. */
typedef struct piece {
  tr_str text;
  const tr_expr *e;
} piece;

struct tr_template {
  const piece *pieces;
  size_t n;
};

/* Offset of the }} that ends the expression starting at FROM, or SIZE_MAX. Strings and the braces of
   objects are passed over, so {{ {a: {b: 1}} }} ends where its author thinks. */
static size_t find_end(tr_str text, size_t from) {
  unsigned open = 0;
  for (size_t i = from; i < text.n;) {
    char c = text.p[i];
    if (c == '"' || c == '\'') {
      size_t after = tr_lex_skip_string(text, i);
      if (after >= text.n) return tr_str_find(text, "}}", i); /* an open string: the parser says so */
      i = after;
      continue;
    }
    if (c == '{') open++;
    if (c == '}' && open == 0 && i + 1 < text.n && text.p[i + 1] == '}') return i;
    if (c == '}' && open > 0) open--;
    i++;
  }
  return SIZE_MAX;
}

static tr_pos moved(tr_pos at, size_t by) {
  at.offset += (uint32_t)by;
  return at;
}

static bool read_expression(tr_ctx *ctx, tr_str text, size_t from, tr_pos at, const tr_scope *scope,
                            tr_vec *pieces, size_t *end) {
  size_t close = find_end(text, from + 2);
  if (close == SIZE_MAX) {
    tr_error(ctx, TR_SYNTAX, moved(at, from), "close it with }}, or write {{ '{{' }} for two braces",
             "\"{{\" without \"}}\"");
    return false;
  }
  tr_str inner = tr_str_sub(text, from + 2, close);
  if (!tr_str_trim(inner).n) {
    tr_error(ctx, TR_SYNTAX, moved(at, from), "write an expression between the braces", "empty \"{{ }}\"");
    return false;
  }
  const tr_expr *e = tr_expr_parse(ctx, inner, moved(at, from + 2), scope);
  if (!e) return false;
  ((piece *)tr_vec_push(pieces))->e = e;
  *end = close + 2;
  return true;
}

const tr_template *tr_template_parse(tr_ctx *ctx, tr_str text, tr_pos at, const tr_scope *scope) {
  tr_vec pieces = tr_vec_of(ctx->doc, sizeof(piece));
  size_t done = 0;
  text = tr_zero_end(ctx->doc, text);
  while (done < text.n) {
    size_t from = tr_str_find(text, "{{", done);
    size_t to = from == SIZE_MAX ? text.n : from;
    if (to > done) ((piece *)tr_vec_push(&pieces))->text = tr_str_copy(ctx->doc, tr_str_sub(text, done, to));
    done = to;
    if (from != SIZE_MAX && !read_expression(ctx, text, from, at, scope, &pieces, &done)) return NULL;
  }
  tr_template *t = TR_NEW(ctx->doc, tr_template);
  *t = (tr_template){pieces.items, pieces.n};
  return t;
}

bool tr_template_is_plain(const tr_template *t) {
  for (size_t i = 0; i < t->n; i++)
    if (t->pieces[i].e) return false;
  return true;
}

static void add_value(tr_buf *out, const tr_scope *scope, tr_arena *arena, const tr_value *v) {
  if (scope && scope->text && scope->text(scope->self, v, out)) return;
  tr_buf_add(out, tr_to_string(arena, v));
}

bool tr_template_eval(tr_ctx *ctx, const tr_template *t, const tr_scope *scope, const tr_datum *datum,
                      tr_arena *arena, tr_value *out) {
  if (t->n == 1 && t->pieces[0].e) return tr_expr_eval(ctx, t->pieces[0].e, scope, datum, arena, out);
  if (t->n == 1) {
    *out = tr_make_string(t->pieces[0].text);
    return true;
  }
  tr_buf text = tr_buf_of(arena);
  for (size_t i = 0; i < t->n; i++) {
    tr_value v;
    if (!t->pieces[i].e) {
      tr_buf_add(&text, t->pieces[i].text);
      continue;
    }
    if (!tr_expr_eval(ctx, t->pieces[i].e, scope, datum, arena, &v)) return false;
    add_value(&text, scope, arena, &v);
    if (!tr_within(ctx, TR_LIMIT_STRING_BYTES, (double)text.n, t->pieces[i].e->at)) return false;
  }
  *out = tr_make_string(t->n ? tr_buf_str(&text) : TR_S(""));
  return true;
}
