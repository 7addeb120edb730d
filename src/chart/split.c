#include "chart/chart-priv.h"

#include <string.h>

tr_split tr_split_of(tr_ctx *ctx) { return (tr_split){tr_vec_of(ctx->doc, sizeof(tr_split_item))}; }

static tr_split_item *find(const tr_split *s, const char *name) {
  tr_split_item *items = s->items.items;
  for (size_t i = 0; i < s->items.n; i++)
    if (strcmp(items[i].name, name) == 0) return &items[i];
  return NULL;
}

const tr_value *tr_split_get(const tr_split *s, const char *name) {
  const tr_split_item *item = find(s, name);
  return item ? &item->value : NULL;
}

bool tr_split_is_explicit(const tr_split *s, const char *name) {
  const tr_split_item *item = find(s, name);
  return item && item->is_explicit;
}

void tr_split_set(tr_split *s, const char *name, tr_value v, bool is_explicit) {
  tr_split_item *item = find(s, name);
  if (!item) item = tr_vec_push(&s->items);
  *item = (tr_split_item){name, v, is_explicit};
}

/* What is said of one thing in two ways; titles are joined. Values that rules made are nobody's fault. */
static void warn_of_conflict(tr_ctx *ctx, const tr_split_item *mine, const tr_split_item *other) {
  if (!mine->is_explicit || !other->is_explicit || !other->value.file || strcmp(mine->name, "title") == 0)
    return;
  tr_warn(ctx, TR_INPUT, tr_pos_of(&other->value), "say it once, or set `resolve` to independent",
          "\"%s\" differs from what is said before of the same axis, legend or scale; it is left out",
          mine->name);
}

void tr_split_merge(tr_ctx *ctx, tr_split *s, const tr_split *child, tr_split_tie *tie) {
  const tr_split_item *items = child->items.items;
  for (size_t i = 0; i < child->items.n; i++) {
    tr_split_item *mine = find(s, items[i].name);
    if (!mine) {
      tr_split_set(s, items[i].name, items[i].value, items[i].is_explicit);
      continue;
    }
    if (mine->is_explicit != items[i].is_explicit) {
      if (items[i].is_explicit) *mine = items[i];
      continue;
    }
    if (tr_equal(&mine->value, &items[i].value)) continue;
    tr_value merged = items[i].value;
    if (tie && tie(ctx, items[i].name, &mine->value, &items[i].value, &merged))
      mine->value = merged;
    else
      warn_of_conflict(ctx, mine, &items[i]);
  }
}

tr_value tr_split_object(tr_ctx *ctx, const tr_split *s) {
  const tr_split_item *items = s->items.items;
  tr_member *m = TR_NEW_N(ctx->doc, tr_member, s->items.n);
  for (size_t i = 0; i < s->items.n; i++)
    m[i] = (tr_member){.name = tr_str_z(items[i].name), .value = items[i].value};
  return tr_make_object(m, s->items.n);
}
