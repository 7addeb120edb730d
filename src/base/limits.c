#include "base/ctx.h"

const tr_limit_row tr_limit_rows[TR_LIMIT_COUNT] = {
#define TR_LIMIT_ROW(id, name, normal, untrusted, help) [TR_LIMIT_##id] = {name, normal, untrusted, help},
#include "base/limits.inc"
#undef TR_LIMIT_ROW
};
