#include "base/file-priv.h"

static int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Offset of the first byte that is wrong, or the length where all is right. */
static size_t decode_base64(tr_str s, char *out, size_t *n) {
  size_t padding = 0;
  while (padding < 2 && padding < s.n && s.p[s.n - 1 - padding] == '=') padding++;
  size_t letters = s.n - padding;
  if (letters % 4 == 1 || (padding && s.n % 4)) return letters;
  uint32_t bits = 0;
  int held = 0;
  *n = 0;
  for (size_t i = 0; i < letters; i++) {
    int digit = base64_digit(s.p[i]);
    if (digit < 0) return i;
    bits = bits << 6 | (uint32_t)digit;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out[(*n)++] = (char)(bits >> held & 0xFF);
  }
  bool clean = !(bits & ((1u << held) - 1)); /* bits that no byte holds must be 0 */
  return clean ? s.n : letters - 1;
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  int letter = (c | 32) - 'a';
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

static size_t decode_percent(tr_str s, char *out, size_t *n) {
  *n = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] != '%') {
      out[(*n)++] = s.p[i];
      continue;
    }
    int high = i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1, low = i + 2 < s.n ? hex_digit(s.p[i + 2]) : -1;
    if (high < 0 || low < 0) return i;
    out[(*n)++] = (char)(high << 4 | low);
    i += 2;
  }
  return s.n;
}

bool tr_data_url_read(tr_ctx *ctx, tr_str url, tr_limit_id limit, tr_pos at, tr_str *bytes) {
  size_t comma = tr_str_find(url, ",", 0);
  if (comma == SIZE_MAX) {
    tr_error(ctx, TR_INPUT, at, "it reads data:TYPE;base64,… or data:TYPE,…", "a data: url without a comma");
    return false;
  }
  tr_str head = tr_str_sub(url, 0, comma), body = tr_str_sub(url, comma + 1, url.n);
  bool base64 = tr_str_ends(head, ";base64");
  if (!tr_within(ctx, limit, base64 ? (double)body.n / 4 * 3 : (double)body.n, at)) return false;
  char *out = tr_alloc(ctx->doc, body.n + 1);
  size_t n = 0, good = base64 ? decode_base64(body, out, &n) : decode_percent(body, out, &n);
  if (good < body.n) {
    tr_error(ctx, TR_INPUT, at, NULL, "a data: url with broken %s at byte %zu",
             base64 ? "base64" : "percent encoding", comma + 2 + good);
    return false;
  }
  out[n] = 0;
  *bytes = (tr_str){out, n};
  return true;
}
