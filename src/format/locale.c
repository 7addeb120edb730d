#include "format/locale-priv.h"

#include "base/file.h"

#include <string.h>

tr_str tr_locale_name(const tr_locale *locale) { return locale->name; }

/* Letters, digits and hyphens: never a way out of the folder. */
static bool is_plain_name(tr_str name) {
  if (name.n == 0 || name.n > 32) return false;
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (!plain) return false;
  }
  return true;
}

static void report_unknown(tr_ctx *ctx, tr_str name, tr_pos at) {
  tr_str *names;
  size_t n = tr_asset_list(ctx, "data/locales", ".yaml", &names);
  tr_buf hint = tr_buf_of(ctx->doc);
  tr_buf_add_z(&hint, n ? "there are" : "data/locales is empty or not found; is TRANH_DATA set wrongly?");
  for (size_t i = 0; i < n; i++) {
    tr_buf_add_z(&hint, i ? ", " : " ");
    tr_buf_add(&hint, names[i]);
  }
  tr_error(ctx, TR_INPUT, at, tr_buf_str(&hint).p, "no locale \"%.*s\"", TR_FMT(name));
}

const tr_locale *tr_locale_load(tr_ctx *ctx, tr_str name, tr_pos at) {
  tr_str file = tr_printf(ctx->doc, "data/locales/%.*s.yaml", TR_FMT(name));
  tr_str path = is_plain_name(name) ? tr_asset_path(ctx, file.p) : (tr_str){0};
  if (!path.n || !tr_file_exists(path)) {
    report_unknown(ctx, name, at);
    return NULL;
  }
  return tr_locale_read(ctx, path, at);
}

const tr_locale *tr_locale_with(tr_ctx *ctx, const tr_locale *locale, const tr_value *number,
                                const tr_value *time) {
  tr_locale *out = TR_NEW(ctx->doc, tr_locale);
  *out = *locale;
  if (!tr_is_nil(number) && !tr_locale_read_number(ctx, number, &out->number)) return NULL;
  if (!tr_is_nil(time) && !tr_locale_read_time(ctx, time, &out->time)) return NULL;
  return out;
}

tr_str tr_locale_word(const tr_locale *locale, const char *key) {
  for (size_t i = 0; i < locale->n_words; i++)
    if (tr_str_is(locale->words[i].key, key)) return locale->words[i].word;
  return tr_str_z(key);
}

tr_str tr_status_word(const tr_locale *locale, tr_status status) { return locale->status[status]; }

tr_str tr_word_fill(tr_arena *arena, tr_str pattern, const tr_word_value *values, size_t n) {
  tr_buf b = tr_buf_of(arena);
  for (size_t at = 0; at < pattern.n;) {
    size_t open = tr_str_find(pattern, "{", at), close = tr_str_find(pattern, "}", at);
    if (open >= pattern.n || close >= pattern.n || close < open) {
      tr_buf_add(&b, tr_str_sub(pattern, at, pattern.n));
      break;
    }
    tr_buf_add(&b, tr_str_sub(pattern, at, open));
    tr_str name = tr_str_sub(pattern, open + 1, close), text = tr_str_sub(pattern, open, close + 1);
    for (size_t i = 0; i < n; i++)
      if (tr_str_is(name, values[i].name)) text = values[i].text;
    tr_buf_add(&b, text);
    at = close + 1;
  }
  return tr_buf_str(&b);
}

tr_str tr_list_words(tr_arena *arena, const tr_locale *locale, const tr_str *items, size_t n) {
  if (n == 2) {
    tr_word_value two[] = {{"0", items[0]}, {"1", items[1]}};
    return tr_word_fill(arena, locale->list_two, two, 2);
  }
  tr_buf b = tr_buf_of(arena);
  for (size_t i = 0; i < n; i++) {
    if (i) tr_buf_add(&b, i + 1 < n ? locale->list_middle : locale->list_last);
    tr_buf_add(&b, items[i]);
  }
  return tr_buf_str(&b);
}
