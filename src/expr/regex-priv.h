#ifndef TR_EXPR_REGEX_PRIV_H
#define TR_EXPR_REGEX_PRIV_H

#include "expr/expr-priv.h"

/* Rewrites a JavaScript pattern as a PCRE2 pattern with the same meaning (options UTF,
   MATCH_UNSET_BACKREF, ALLOW_EMPTY_CLASS, without UCP, MULTILINE and DOTALL). What JavaScript does not have
   is reported. */
bool tr_regex_translate(tr_ctx *ctx, tr_str pattern, uint32_t flags, tr_pos at, tr_str *out);

#endif
