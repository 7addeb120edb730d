#ifndef TR_VALUE_YAML_PRIV_H
#define TR_VALUE_YAML_PRIV_H

#include "value/value-priv.h"

/* What a plain scalar means in YAML 1.2's core schema. OUT has its position; S is in the document arena. */
bool tr_yaml_plain(tr_ctx *ctx, tr_str s, tr_value *out);
/* A scalar with a tag (!!str, !!int, !!float, !!bool, !!null). */
bool tr_yaml_tagged(tr_ctx *ctx, tr_str tag, tr_str s, tr_value *out);
void tr_yaml_string(tr_str s, tr_value *out);

/* Reports what libyaml found, in our words where they are known, with a hint. PROBLEM and CONTEXT may be
   NULL. */
void tr_yaml_report(tr_ctx *ctx, const char *problem, tr_pos at, const char *context, tr_pos context_at);

#endif
