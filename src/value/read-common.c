#include "value/value-priv.h"

bool tr_text_check(tr_ctx *ctx, uint32_t file, const char *what) {
  const tr_source *source = tr_source_at(ctx, file);
  tr_str text = source->text;
  bool wide = tr_str_starts(text, "\xFF\xFE") || tr_str_starts(text, "\xFE\xFF");
  if (wide || (text.n >= 2 && (!text.p[0] || !text.p[1]))) {
    tr_error(ctx, TR_SYNTAX, (tr_pos){file, 0}, "save it as UTF-8",
             "this file is UTF-16 or UTF-32, not UTF-8");
    return false;
  }
  size_t bad;
  if (tr_utf8_valid(text, &bad)) return true;
  tr_error(ctx, TR_SYNTAX, (tr_pos){file, (uint32_t)bad}, "save it as UTF-8",
           "byte 0x%02X is no UTF-8, and %s must be UTF-8", (unsigned char)text.p[bad], what);
  return false;
}

bool tr_depth_check(tr_ctx *ctx, size_t depth, tr_pos at) {
  if (!tr_within(ctx, TR_LIMIT_DEPTH, (double)depth, at)) return false;
  if (depth <= TR_DEEPEST) return true;
  tr_error(ctx, TR_LIMIT, at, NULL, "nested deeper than %d levels", TR_DEEPEST);
  return false;
}

void tr_report_duplicate(tr_ctx *ctx, tr_str name, tr_pos first, tr_pos second) {
  uint32_t line, column;
  tr_locate(ctx, first, &line, &column);
  tr_error(ctx, TR_SYNTAX, second, "remove one of the two",
           "\"%.*s\" stands twice in one object; the first is at line %u, column %u", TR_FMT(name), line,
           column);
}

static size_t find_in_few(const tr_member *members, size_t n, size_t *earlier) {
  for (size_t i = 1; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (tr_str_eq(members[i].name, members[j].name)) {
        *earlier = j;
        return i;
      }
  return n;
}

size_t tr_find_duplicate(tr_ctx *ctx, const tr_member *members, size_t n, size_t *earlier) {
  enum { FEW = 12 };
  if (n <= FEW) return find_in_few(members, n, earlier);
  tr_map seen = tr_map_of(ctx->doc);
  for (size_t i = 0; i < n; i++) {
    tr_member *first = tr_map_get(&seen, members[i].name);
    if (first) {
      *earlier = (size_t)(first - members);
      return i;
    }
    tr_map_put(&seen, members[i].name, (void *)(uintptr_t)&members[i]);
  }
  return n;
}
