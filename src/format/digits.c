#include "format/locale-priv.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

tr_str tr_group_digits(tr_arena *arena, const tr_number_locale *locale, tr_str digits, double width) {
  if (!locale->n_grouping) return digits;
  size_t capacity = digits.n * (1 + locale->thousands.n), at = capacity, left = digits.n, turn = 0;
  char *out = tr_alloc(arena, capacity + 1);
  double length = 0;
  while (left > 0) {
    double size = locale->grouping[turn];
    if (length + size + 1 > width) size = fmax(1, width - length);
    size_t take = size < (double)left ? (size_t)size : left;
    if (at < capacity) memcpy(out + (at -= locale->thousands.n), locale->thousands.p, locale->thousands.n);
    memcpy(out + (at -= take), digits.p + (left -= take), take);
    if ((length += size + 1) > width) break;
    turn = (turn + 1) % locale->n_grouping;
  }
  return (tr_str){out + at, capacity - at};
}

tr_str tr_replace_numerals(tr_arena *arena, const tr_number_locale *locale, tr_str text) {
  if (!locale->has_numerals) return text;
  tr_buf b = tr_buf_of(arena);
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    if (c >= '0' && c <= '9')
      tr_buf_add(&b, locale->numerals[c - '0']);
    else
      tr_buf_add_char(&b, c);
  }
  return tr_buf_str(&b);
}

tr_decimal tr_decimal_of(double x, int digits) {
  tr_decimal d = {.digits = "0", .n = 1, .negative = x < 0};
  if (x == 0) return d;
  d.n = tr_num_digits(x, digits, d.digits, &d.exponent);
  while (d.n > 1 && d.digits[d.n - 1] == '0') d.n--;
  return d;
}

int tr_decimal_places(const tr_decimal *d) {
  int places = (int)d->n - 1 - d->exponent;
  return places > 0 ? places : 0;
}

static void write_integer(tr_buf *out, const tr_number_locale *locale, const tr_decimal *d) {
  char text[352] = "0";
  size_t whole = d->exponent < 0 ? 1 : (size_t)d->exponent + 1;
  for (size_t i = 0; d->exponent >= 0 && i < whole; i++) text[i] = i < d->n ? d->digits[i] : '0';
  tr_buf_add(out, tr_group_digits(out->arena, locale, (tr_str){text, whole}, INFINITY));
}

static void write_fraction(tr_buf *out, const tr_number_locale *locale, const tr_decimal *d) {
  if (!tr_decimal_places(d)) return;
  tr_buf_add(out, locale->decimal);
  for (int zeros = -1 - d->exponent; zeros > 0; zeros--) tr_buf_add_char(out, '0');
  size_t from = d->exponent < 0 ? 0 : (size_t)d->exponent + 1;
  tr_buf_add(out, (tr_str){d->digits + from, d->n - from});
}

void tr_decimal_write(tr_buf *out, const tr_number_locale *locale, const tr_decimal *d) {
  tr_buf plain = tr_buf_of(out->arena);
  if (d->negative) tr_buf_add(&plain, locale->minus);
  write_integer(&plain, locale, d);
  write_fraction(&plain, locale, d);
  tr_buf_add(out, tr_replace_numerals(out->arena, locale, tr_buf_str(&plain)));
}
