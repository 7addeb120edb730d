#ifndef TR_EXPR_LEXER_H
#define TR_EXPR_LEXER_H

#include "expr/expr-priv.h"

typedef enum {
  TR_TOKEN_END,
  TR_TOKEN_NAME,   /* an identifier or a reserved word */
  TR_TOKEN_NUMBER, /* `number` */
  TR_TOKEN_STRING, /* `string`, escapes resolved */
  TR_TOKEN_MARK,   /* an operator or a bracket: `text` */
  TR_TOKEN_REGEXP, /* `string` is the pattern, `flags` */
  TR_TOKEN_INVALID /* reported */
} tr_token_kind;

typedef struct tr_token {
  tr_token_kind kind;
  uint32_t offset;
  tr_str text; /* as written */
  tr_str string, flags;
  double number;
  bool escaped; /* a name written with \u, which is never a keyword */
} tr_token;

typedef struct tr_lexer {
  tr_ctx *ctx;
  tr_str text;
  tr_pos at; /* of the first byte of the text */
  size_t i;
} tr_lexer;

/* The next token. An invalid one is reported. */
tr_token tr_lex(tr_lexer *l);
/* The rest of a regular expression whose first '/' is at OFFSET. */
tr_token tr_lex_regexp(tr_lexer *l, uint32_t offset);
/* Offset past the token at FROM without reporting: how templates find the end of an expression. */
size_t tr_lex_skip_string(tr_str text, size_t from);
void tr_lex_error(tr_lexer *l, size_t offset, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
